"""The dates of a text, and what it says happens then."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from evspec.articles.figure_claims import Found
from evspec.articles.proposals import Cue, Doubt
from evspec.errors import EvspecError
from evspec.languages.speech import Phrase
from evspec.values import read_dates

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from evspec.articles.layout import Article, Sentence
    from evspec.articles.scene import Scene
    from evspec.articles.words import Hit

__all__ = ["date_claims", "dates_in", "model_years"]

_OF_YEAR: Final = Doubt("value", Phrase("it names no year"))
#: The day from which a relative date is counted to tell that it is one.
_SOME_DAY: Final = dt.date(2000, 1, 1)
#: The most words of a date, "roughly 14 to 16 months from now".
_LONGEST_DATE: Final = 9
#: A date without a number has fewer words than that: "before the end of next year".
_WORDY: Final = 6
#: How many words may stand between a date and what happens then.
_FAR: Final = 14
#: How many words stand at most between "compared to" and what was then.
_NEAR: Final = 2
#: As how many words a comma between them counts.
_COMMA: Final = 6
#: A name in quotation marks, and the words of its verb.
_QUOTED: Final = re.compile(r"['\"][A-Z][^'\"\n]{1,40}['\"] (?:[a-z]{1,12} ){0,3}$")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def dates_in(scene: Scene, sentence: Sentence, said: dt.date | None) -> list[tuple[int, int, str]]:
    """Return the dates of a sentence: first and last token of each, and its words for `read_dates`."""
    found: list[tuple[int, int, str]] = []
    article = scene.article
    hits = article.hits_in(sentence.first, sentence.last, "dates", "dated")
    starts = {hit.first for hit in hits if hit.meaning == "start"}
    untils = {hit.first for hit in hits if hit.meaning == "until"}
    # "may" is no month
    months = {hit.last for hit in hits if hit.meaning == "month" and _is_capital(article, hit.last)}
    ends = {hit.last for hit in hits if hit.meaning == "end"} | months
    # "the Ioniq 6 in November"
    named = {
        n
        for one in scene.mentions_between(sentence.first, sentence.last)
        for n in range(one.first, one.last + 1)
    }
    place = sentence.first
    while place < sentence.last:
        word = article.tokens[place].word
        if place not in named and (place in starts or _YEAR.fullmatch(word) or word.isdigit()):
            # a month says something alone, a season does not
            date = _date_at(scene, sentence, place, ends if place in months else ends - {place}, said)
            if date is not None:
                if place in untils and article.hits_in(max(sentence.first, place - _FAR), place, "negation"):
                    # "won't begin until 2027": in 2027 it does
                    date = _date_at(scene, sentence, place + 1, ends, said) or date
                found.append(date)
                place = date[1]
        place += 1
    return found


def _is_capital(article: Article, place: int) -> bool:
    return article.text[article.tokens[place].start].isupper()


def _date_at(
    scene: Scene, sentence: Sentence, place: int, ends: Container[int], said: dt.date | None
) -> tuple[int, int, str] | None:
    article = scene.article
    start = article.tokens[place].start
    # without the day of the article a relative date can be told to be one, but not read
    counted = said or _SOME_DAY
    for last in range(min(place + _LONGEST_DATE, sentence.last) - 1, place - 1, -1):
        token = article.tokens[last]
        if not (_YEAR.fullmatch(token.word) or last in ends):
            continue
        text = article.plain[start : token.end]
        if len(text) > 60 or re.search(r"[.;()]\s", text):
            continue
        if last - place >= _WORDY and not re.search(r"[0-9]", text):
            continue
        try:
            read_dates(text, counted)
        except EvspecError:
            continue
        return place, last, text
    return None


def date_claims(
    scene: Scene, sentence: Sentence, hits: Sequence[Hit], said: dt.date | None, until: dt.date | None
) -> Iterator[Found]:
    """Yield what happens when."""
    events = [hit for hit in hits if hit.table == "events"]
    tokens = scene.article.tokens
    for first, last, text in dates_in(scene, sentence, said):
        # "next year's iX3" launches then, and "the 2026 iX3" is of that model year
        mention = scene.mentions_between(last + 1, last + 3)
        the = [one for one in scene.article.hits_in(last + 1, last + 2, "nouns") if one.meaning == "the"]
        if mention and _YEAR.fullmatch(text) and not the:
            continue
        named = tuple(one.id for one in mention[:1] if one.id and _is_possessive(scene, last))
        ranked = sorted(
            (_far(scene, first, last, hit), -hit.last + hit.first, n) for n, hit in enumerate(events)
        )
        if not ranked or ranked[0][0] > _FAR:
            continue
        hit = events[ranked[0][2]]
        if _is_of_other(scene, sentence, hit):
            continue
        date = read_dates(text, said or _SOME_DAY)
        is_ahead = until is not None and any(
            end is not None and end > until for end in (date.first, date.last)
        )
        is_done = said is not None and date.last is not None and date.last < said
        span = tokens[first].start, tokens[last].end
        cue = Cue("value", *scene.article.span(hit))
        start, end = min(span[0], cue.start), max(span[1], cue.end)
        if len(scene.article.text[start:end].split()) > 12:
            start, end = span
        ending = {one.meaning for one in scene.article.hits_in(last, last + 1, "dated")}
        doubts = (_OF_YEAR,) if "month" in ending and not _YEAR.search(text) else ()
        yield Found(
            hit.meaning, text, {}, start, end, min(first, hit.first), max(last, hit.last), sentence, (cue,),
            doubts, status="expected" if is_ahead else "done" if is_done else "", vehicles=named,
        )  # fmt: skip


def _is_of_other(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Tell whether what happened is none of the car: a study was shown; "compared to what was revealed"."""
    nouns = scene.article.hits_in(sentence.first, sentence.last, "nouns")
    if hit.meaning == "premiere" and any(one.meaning == "concept" for one in nouns):
        return True
    # "before the 'New Class' makes its debut"
    start = scene.article.tokens[hit.first].start
    quoted = _QUOTED.search(scene.article.plain, sentence.start, start)
    if quoted and not scene.mentions_between(scene.article.token_at(quoted.start()), hit.first):
        return True
    led = scene.article.hits_in(max(sentence.first, hit.first - _NEAR - 2), hit.first, "old")
    return any(one.meaning == "before" and one.last > one.first for one in led)


def _far(scene: Scene, first: int, last: int, hit: Hit) -> int:
    """Return how far what happens is from a date, as a reader would feel it."""
    left, right = (hit.last, first) if hit.last < first else (last, hit.first)
    tokens = scene.article.tokens
    commas = scene.article.plain.count(",", tokens[left].end, tokens[right].start)
    return right - left + (0 if hit.last < first else 2) + _COMMA * commas


def _is_possessive(scene: Scene, place: int) -> bool:
    behind = scene.article.tokens[place + 1 : place + 2]
    return bool(behind) and behind[0].word == "s" and scene.article.plain[behind[0].start - 1] == "'"


def model_years(scene: Scene, sentence: Sentence) -> Iterator[Found]:
    """Yield the model year in front of a name: "the 2028 BMW iX1"."""
    tokens = scene.article.tokens
    for one in scene.mentions_between(sentence.first, sentence.last):
        for place in (one.first - 1, one.first - 2):
            if place < sentence.first or not _YEAR.fullmatch(tokens[place].word):
                continue
            if place == one.first - 2 and tokens[one.first - 1].word not in scene.garage.makes:
                continue
            if scene.article.plain[: tokens[place].start].endswith("-"):
                # "the 2020-2023 Taycan"
                break
            span = tokens[place].start, tokens[one.last].end
            yield Found(
                "model_year", tokens[place].word, {}, *span, one.first, one.last, sentence,
                (Cue("value", *span),), vehicles=(one.id,),
            )  # fmt: skip
            break
