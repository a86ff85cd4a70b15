"""Whether a sentence has the value of a claim: its number, unit, bound and cycle, its category, its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from evspec.articles.date_claims import dates_in
from evspec.articles.figure_specs import NONE, spec_of
from evspec.articles.words import tokens
from evspec.errors import EvspecError
from evspec.measures import Measure
from evspec.measures.lexicon import CORE
from evspec.specs import NOT_STATED, SPECS
from evspec.values import Categories, Dates, Flag, Relation, Text, Unknown, read_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from evspec.articles.figures import Figure
    from evspec.articles.layout import Sentence
    from evspec.articles.proposals import Proposal
    from evspec.articles.scene import Scene
    from evspec.articles.words import Hit
    from evspec.values import Value

__all__ = ["value_remarks"]

#: How sure it is that something is wrong, of which part of a claim, and in words.
Told: TypeAlias = "tuple[Literal['error', 'doubt'], str, str]"
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,' ][0-9]+)*")
#: Words and signs of a bound.
_BOUNDS: Final = (
    *CORE.before,
    *CORE.behind,
    "plus",
    "+",
    "bis zu",
    "mehr als",
    "rund",
    "etwa",
    "über",
    "unter",
)
_GENERIC: Final = frozenset({"platform", "architecture", "plant", "the", "a", "of", "in", "at", "new"})


def value_remarks(
    scene: Scene,
    claim: Proposal,
    value: Value,
    qualifiers: Mapping[str, str],
    sentences: Sequence[Sentence],
    quote: tuple[int, int],
    figures: Sequence[Figure],
    said: dt.date | None,
) -> Iterator[Told]:
    """Yield what speaks against the value of a claim in the sentences of its quote.

    Parameters
    ----------
    scene
        The text.
    claim, value, qualifiers
        The claim as it was written and as it was read.
    sentences, quote
        Where its quote stands.
    figures
        The figures of those sentences.
    said
        The day of the text.
    """
    if isinstance(value, Measure):
        yield from _figure(scene, claim, value, sentences, quote, figures)
        yield from _conditions(scene, qualifiers, sentences)
    elif isinstance(value, Categories):
        yield from _categories(scene, claim, value, sentences, quote)
    elif isinstance(value, Flag):
        yield from _flag(scene, claim, value, sentences)
    elif isinstance(value, Dates):
        yield from _date(scene, claim, value, sentences, said)
    elif isinstance(value, Relation):
        yield from _relation(scene, value, sentences)
        if not any(hit.meaning == "beyond" for hit in _hits(scene, sentences, "compare")):
            yield from _unlike_cues(scene, claim, sentences)
        yield from _conditions(scene, qualifiers, sentences)
    elif isinstance(value, Text):
        yield from _text(scene, claim, value, sentences)
    elif not isinstance(value, Unknown):
        return


def _figure(
    scene: Scene,
    claim: Proposal,
    value: Measure,
    sentences: Sequence[Sentence],
    quote: tuple[int, int],
    figures: Sequence[Figure],
) -> Iterator[Told]:
    start, end = quote
    inside = [one for one in figures if one.start < end and one.end > start]
    plain = value.with_cycle(None)
    own = [one for one in inside if _same_ends(plain, one.value)]
    if not own and any(_is_end(plain, one.value) for one in inside):
        # "from 385 to 400 kW" of what has changed states both
        return
    if not own:
        others = [hit for hit in _hits(scene, sentences, "shared") if hit.meaning == "figure"]
        if others and not inside and any(_same_ends(plain, one.value) for one in figures):
            yield "doubt", "value", "the quote does not have it; another car of the sentence has"
            return
        yield from _bare(scene, claim, value, sentences, quote, inside)
        return
    found = next((one for one in own if one.value.bound == plain.bound), own[0])
    if found.value.bound != plain.bound:
        # "up to 523 PS, 630 km" may bound both
        led = scene.article.plain[start : found.start].lower()
        shared = found.value.bound == "exact" and any(word in led for word in _BOUNDS)
        yield "doubt" if shared else "error", "bound", f"the quote says {found.text!r}; write {found.text!r}"
    missing = [
        printing.show()
        for printing in plain.printings
        if not any(_same_ends(printing.printed_in(printing.unit), one.value) for one in inside)
    ]
    if missing:
        yield "error", "value", f"the quote does not print {', '.join(missing)}"
    key, _, _ = spec_of(scene, sentences[0], found, figures)
    if key is not None and key not in {NONE, claim.spec}:
        yield "doubt", "spec", f"the words around it are of {key}"


def _same_ends(one: Measure, other: Measure) -> bool:
    """Tell whether two figures have the same numbers in one unit, in whichever printing."""
    if one.kind != other.kind:
        return False
    printings = [other.printed_in(unit) for unit in _units(other)]
    own = {(end is not None and round(end, 6)) for end in one.ends} - {False}
    return any(
        one.unit == printed.unit
        and own == {(end is not None and round(end, 6)) for end in printed.ends} - {False}
        for printed in printings
    )


def _is_end(one: Measure, other: Measure) -> bool:
    """Tell whether a figure is one of the two ends of another one."""
    return one.unit == other.unit and other.bound == "between" and one.magnitude in other.ends


def _units(value: Measure) -> tuple[str, ...]:
    return tuple(dict.fromkeys((value.unit, *(one.unit for one in value.printings))))


def _bare(
    scene: Scene,
    claim: Proposal,
    value: Measure,
    sentences: Sequence[Sentence],
    quote: tuple[int, int],
    inside: Sequence[Figure],
) -> Iterator[Told]:
    """Tell of a figure that the quote does not have as such: it may have the number without its unit."""
    printed = scene.article.plain[quote[0] : quote[1]]
    numbers = _numbers(printed) | _spelled(scene, printed)
    wanted = {_digits(number) for number in _NUMBER.findall(str(claim.value))}
    near = " or ".join(one.text for one in inside)
    hint = f"; the quote has {near}" if near else ""
    counted = {hit.meaning for hit in _hits(scene, sentences, f"values.{claim.spec}")}
    if claim.spec in {"motor_count"} and {str(claim.value)} & counted:
        return
    if not wanted or not wanted <= numbers:
        yield "error", "value", f"the quote does not have {claim.value!r}{hint}"
        return
    yield from _unlike_cues(scene, claim, sentences)
    if value.bound not in {"exact", "between"} and not any(word in printed.lower() for word in _BOUNDS):
        yield "error", "bound", f"the quote has no word for {value.bound!r}"
    kinds = {one.value.kind for one in inside if _digits(one.text) and wanted & _numbers(one.text)}
    if SPECS[claim.spec].kind in {"count", "number"}:
        return
    if kinds and value.kind not in kinds:
        yield "error", "unit", f"the quote does not have it as {value.kind}{hint}"
    elif not _unit_stands(scene, value, sentences):
        yield "error", "unit", f"{value.unit!r} does not stand in the sentence{hint}"
    elif kinds:
        yield "error", "value", f"the quote has another figure{hint}"


def _unlike_cues(scene: Scene, claim: Proposal, sentences: Sequence[Sentence]) -> Iterator[Told]:
    """Yield a doubt where a sentence has words of other specs of the same kind, and none of the claim's."""
    kind = SPECS[claim.spec].kind
    cues = {hit.meaning for hit in _hits(scene, sentences, "specs")}
    cues |= {hit.meaning.partition(" ")[2] for hit in _hits(scene, sentences, "relations")}
    rivals = sorted(key for key in cues if SPECS[key].kind == kind and key != claim.spec)
    if rivals and claim.spec not in cues:
        yield "doubt", "spec", f"the sentence speaks of {', '.join(rivals)}"


def _numbers(text: str) -> set[str]:
    return {_digits(number) for number in _NUMBER.findall(text)}


def _digits(number: str) -> str:
    """Return a number without what groups its digits; a mark before one or two digits is a decimal one."""
    plain = re.sub(r"[.,' ](?=[0-9]{3}(?:[^0-9]|$))", "", number)
    return plain.replace(",", ".").replace(" ", "")


def _unit_stands(scene: Scene, value: Measure, sentences: Sequence[Sentence]) -> bool:
    from evspec.articles.figures import figures_in
    from evspec.articles.layout import Article

    text = " ".join(scene.article.plain[one.start : one.end] for one in sentences)
    part = Article.of(text, scene.article.words.code)
    return any(value.unit in _units(one.value) for one in figures_in(part))


def _hits(scene: Scene, sentences: Sequence[Sentence], *tables: str) -> list[Hit]:
    return scene.article.hits_in(sentences[0].first, sentences[-1].last, *tables)


def _conditions(scene: Scene, qualifiers: Mapping[str, str], sentences: Sequence[Sentence]) -> Iterator[Told]:
    """Yield the conditions that stand neither in the sentence nor in its paragraph."""
    article = scene.article
    paragraph = [one for one in article.sentences if one.paragraph == sentences[0].paragraph]
    first, past = paragraph[0].first, paragraph[-1].last
    cycles = {cycle for place, cycle in article.cycles if first <= place < past}
    spans = [(one.first, one.last) for one in sentences]
    here = {cycle for place, cycle in article.cycles if any(a <= place < b for a, b in spans)}
    cycle = qualifiers.get("cycle", "")
    if cycle and cycle != NOT_STATED and cycle not in cycles:
        every = {named for _, named in article.cycles}
        level: Literal["error", "doubt"] = "doubt" if cycle in every else "error"
        yield level, "cycle", f"{cycle} is not named there"
    elif (cycle and cycle != NOT_STATED and here and cycle not in here) or (cycle == NOT_STATED and here):
        yield "doubt", "cycle", f"the sentence names {', '.join(sorted(here))}"
    words = article.plain[paragraph[0].start : paragraph[-1].end]
    for name in ("soc", "charger"):
        told = qualifiers.get(name, "")
        if told and told != NOT_STATED and not _numbers(told) <= _numbers(words) | _spelled(scene, words):
            yield "error", name, f"{told} is not named there"


def _spelled(scene: Scene, text: str) -> set[str]:
    """Return the numbers that are written as words in a text."""
    from evspec.articles.figures import numbers_of

    numbers = numbers_of(scene.article.words.code)
    return {str(numbers[one.word]) for one in tokens(text) if one.word in numbers}


def _categories(
    scene: Scene,
    claim: Proposal,
    value: Categories,
    sentences: Sequence[Sentence],
    quote: tuple[int, int],
) -> Iterator[Told]:
    for name, denied in (*((n, False) for n in value.includes), *((n, True) for n in value.excludes)):
        if SPECS[claim.spec].kind == "vehicle set":
            model = "/".join(name.split("/")[:2])
            named = scene.mentions_between(sentences[0].first, sentences[-1].last)
            if not any(one.id.startswith(f"{model}/") for one in named) and not denied:
                yield "error", "value", f"the sentence does not name {model}"
            continue
        hits = [hit for hit in _hits(scene, sentences, f"values.{claim.spec}") if hit.meaning == name]
        if not hits:
            yield from _without_words(scene, claim, name, sentences, quote)
            if denied and not _hits(scene, sentences, "negation"):
                yield "error", "negation", "nothing is denied in the sentence"
            continue
        first, past = (scene.article.token_at(place) for place in quote)
        quoted = {one.meaning for one in scene.article.hits_in(first, past, f"values.{claim.spec}")}
        if quoted and name not in quoted:
            yield "doubt", "value", f"the quote has {', '.join(sorted(quoted))}"
        scopes = [scene.negation(scene.sentence_of(hit.first), hit.first) for hit in hits]
        if denied and not any(scopes):
            yield "error", "negation", f"nothing denies {name!r} in the sentence"
        elif not denied and all(scopes) and "not" not in name:
            yield "error", "negation", f"the sentence denies it; write 'not {name}'"


def _without_words(
    scene: Scene, claim: Proposal, name: str, sentences: Sequence[Sentence], quote: tuple[int, int]
) -> Iterator[Told]:
    """Tell of a category for which no sentence has a word."""
    status = [hit for hit in _hits(scene, sentences, "status") if hit.meaning != "none"]
    is_hedged = (claim.spec, name) == ("program_status", "expected") and status
    if is_hedged or _stands(scene, name, sentences):
        return
    first, past = (scene.article.token_at(place) for place in quote)
    known = sorted({hit.meaning for hit in scene.article.hits_in(first, past, f"values.{claim.spec}")})
    if known:
        yield "error", "value", f"the sentence has no word for {name!r}; it has {', '.join(known)}"
    else:
        yield "doubt", "value", f"the sentence has no known word for {name!r}"


def _flag(scene: Scene, claim: Proposal, value: Flag, sentences: Sequence[Sentence]) -> Iterator[Told]:
    hits = [hit for hit in _hits(scene, sentences, "flags") if hit.meaning == claim.spec]
    if not hits:
        if not _stands(scene, claim.spec.replace("_", " "), sentences):
            yield "error", "value", f"the sentence has no word for {claim.spec}"
        return
    denied = any(scene.negation(scene.sentence_of(hit.first), hit.first) for hit in hits)
    if value.on and denied:
        yield "error", "negation", "the sentence denies it; write false"
    elif not value.on and not denied:
        yield "error", "negation", "nothing denies it in the sentence; write true"


def _date(
    scene: Scene, claim: Proposal, value: Dates, sentences: Sequence[Sentence], said: dt.date | None
) -> Iterator[Told]:
    dates = []
    for one in sentences:
        for _, _, words in dates_in(scene, one, said):
            try:
                dates.append(read_dates(words, said))
            except EvspecError:
                continue
    if not any((one.first, one.last) == (value.first, value.last) for one in dates):
        printed = " ".join(scene.article.plain[one.start : one.end] for one in sentences)
        years = set(re.findall(r"(?:19|20)[0-9]{2}", str(claim.value)))
        if value.event or (_stands(scene, str(claim.value), sentences)):
            pass
        elif (
            said is not None and years <= {str(said.year)} and _is_dated(scene, claim, value, sentences, said)
        ):
            yield "doubt", "value", "the year is that of the article"
        elif not years or not years <= set(re.findall(r"[0-9]{4}", printed)):
            right = f"; it has {', '.join(one.shown for one in dates)}" if dates else ""
            yield "error", "value", f"the sentence does not have this date{right}"
        else:
            yield "doubt", "value", "the sentence does not have this date in these words"
    events = {hit.meaning for hit in _hits(scene, sentences, "events")}
    if events and claim.spec not in events:
        yield "doubt", "spec", f"the sentence speaks of {', '.join(sorted(events))}"


def _is_dated(
    scene: Scene, claim: Proposal, value: Dates, sentences: Sequence[Sentence], said: dt.date
) -> bool:
    """Tell whether a date is that of the article itself, or stands in the sentence but for its year."""
    named = re.sub(r"\d+", " ", str(claim.value))
    is_now = value.first is not None and value.last is not None and value.first <= said <= value.last
    return is_now or _stands(scene, named, sentences)


def _relation(scene: Scene, value: Relation, sentences: Sequence[Sentence]) -> Iterator[Told]:
    article = scene.article
    wide = [one for one in article.sentences if one.paragraph == sentences[0].paragraph]
    hits = _hits(scene, wide, "compare", "relations", "like", "old", "difference")
    if not hits:
        yield "error", "value", "nothing is compared there"
        return
    told = {
        one for hit in hits for one in ("more", "less")
        if (hit.table == "compare" and hit.meaning == one) or hit.meaning.startswith(f"{one} ")
    }  # fmt: skip
    opposite = {"more than": "less", "less than": "more"}.get(value.direction, "")
    if opposite in told and len(told) == 1:
        yield "doubt", "value", f"the text says {opposite}"
    model = "/".join(value.target.split("/")[:2])
    if not any(one.id.lstrip("?").startswith(f"{model}/") for one in scene.mentions):
        yield "error", "value", f"the text does not name {model}"


def _text(scene: Scene, claim: Proposal, value: Text, sentences: Sequence[Sentence]) -> Iterator[Told]:
    named = {
        hit.meaning.lower() for hit in _hits(scene, sentences, f"names.{claim.spec}", f"values.{claim.spec}")
    }
    if value.text.lower() in named or _stands(scene, value.text, sentences):
        hits = [
            hit
            for hit in _hits(scene, sentences, f"names.{claim.spec}")
            if hit.meaning.lower() == value.text.lower()
        ]
        if hits and all(scene.negation(scene.sentence_of(hit.first), hit.first) for hit in hits):
            yield "error", "negation", "the sentence denies it"
        return
    right = f"; it has {', '.join(sorted(named))}" if named else ""
    yield "error", "value", f"the sentence does not have {value.text!r}{right}"


def _stands(scene: Scene, words: str, sentences: Sequence[Sentence]) -> bool:
    """Tell whether all words but the generic ones stand in the sentences."""
    wanted = set(re.findall(r"[^\W_]+", words.lower())) - _GENERIC
    there = {token.word for one in sentences for token in scene.article.tokens[one.first : one.last]}
    return bool(wanted) and wanted <= there
