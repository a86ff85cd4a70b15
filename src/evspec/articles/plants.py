"""Where a text says that a car is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evspec.articles.figure_claims import Found
from evspec.articles.makers import makers_of
from evspec.articles.proposals import Cue
from evspec.specs.vocabularies import MARKETS
from evspec.values import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evspec.articles.layout import Sentence
    from evspec.articles.scene import Scene
    from evspec.articles.words import Hit

__all__ = ["made", "plants_in"]

_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
#: A car in parentheses stands at most so many words behind the word in front of them.
_LED: Final = 2
_NAME: Final = re.compile(r"[A-ZÄÖÜ0-9][\w+.-]*")


def plants_in(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield the plants that a sentence names."""
    yield from _named(scene, sentence, hits)
    yield from _listed(scene, sentence, hits)


def made(
    scene: Scene,
    sentence: Sentence,
    hit: Hit,
    spec: str,
    value: object,
    cues: Sequence[Hit] = (),
    **more: object,
) -> Found:
    """Return what words say, with the words that say it; the rest as of a `Found`."""
    spans = [scene.article.span(one) for one in (hit, *cues)]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    if len(scene.article.text[start:end].split()) > 12:
        start, end = spans[0]
    marked = tuple(Cue("value", *span) for span in spans)
    return Found(spec, value, {}, start, end, hit.first, hit.last, sentence, marked, **more)  # type: ignore[arg-type]


def _named(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield the plant whose name stands beside the word for one."""
    tokens, plain = scene.article.tokens, scene.article.plain
    for hit in hits:
        place = _place_of_name(scene, sentence, hit) if hit.table == "named" else None
        if place is None or place == sentence.first or not _is_town(scene, hit, place):
            continue
        whole = hit._replace(first=min(hit.first, place), last=max(hit.last, place))
        ids = _cars_behind(scene, whole.last)
        yield made(
            scene, sentence, whole, "plant", plain[tokens[place].start : tokens[place].end], vehicles=ids
        )


def _cars_behind(scene: Scene, place: int) -> tuple[str, ...]:
    """Return the cars in parentheses behind a word: "Ulm (iX1, iX2)", "the Munich plant (currently i4)"."""
    tokens, plain = scene.article.tokens, scene.article.plain
    if not plain.startswith(" (", tokens[place].end):
        return ()
    close = scene.article.token_at(plain.find(")", tokens[place].end))
    named = scene.mentions_between(place + 1, close)
    # "(currently i4, in future another)"
    is_led = bool(named) and named[0].first - place <= _LED
    return tuple(each.id for each in named if each.id) if is_led else ()


def _listed(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield the further plants behind which cars stand: "the Munich plant and Ulm (iX1, iX2)"."""
    named = next((hit for hit in hits if hit.table == "named" and hit.meaning == "plant"), None)
    tokens, plain = scene.article.tokens, scene.article.plain
    for place in range(named.last + 1, sentence.last) if named else ():
        ids = _cars_behind(scene, place)
        if ids and named is not None and _is_town(scene, named, place):
            town = named._replace(first=place, last=place)
            words = plain[tokens[place].start : tokens[place].end]
            yield made(scene, sentence, town, "plant", words, [named], vehicles=ids)


def _place_of_name(scene: Scene, sentence: Sentence, hit: Hit) -> int | None:
    """Return where the name of a plant stands: "the Munich plant", "built in Munich"; None without one."""
    before = hit.first - 1 if hit.first > sentence.first else None
    if hit.meaning == "plant":
        tokens, plain = scene.article.tokens, scene.article.plain
        if before is not None and plain[tokens[before - 1].end : tokens[before].start] == ", ":
            # "the Fairfax, Kansas assembly plant"
            gap = plain[tokens[before - 2].end : tokens[before - 1].start]
            return before - 1 if gap == " " and before - 1 > sentence.first else before
        return before
    if hit.meaning == "plant_behind":
        # "in München vom Band"
        led = scene.article.hits_in(hit.first - 2, hit.first - 1, "named")
        return before if any(one.meaning == "in" for one in led) else None
    if hit.meaning == "in" and scene.article.hits_in(sentence.first, hit.first, "events"):
        made = scene.article.hits_in(sentence.first, hit.first, "events")
        return (
            hit.last + 1
            if {one.meaning for one in made} == {"production_start"} and hit.last + 1 < sentence.last
            else None
        )
    if hit.meaning != "plant_before":
        return None
    if before is not None and _is_plant(scene, hit.first) and _is_town(scene, hit, before):
        # "the Munich plant in Germany"
        return before
    return hit.last + 1 if hit.last + 1 < sentence.last else None


def _is_town(scene: Scene, hit: Hit, place: int) -> bool:
    """Tell whether a word may name a plant: it has a capital and is no car, make, month or country."""
    token = scene.article.tokens[place]
    words = scene.article.plain[token.start : token.end]
    if not _NAME.fullmatch(words) or not words[0].isalpha() or len(words) < 4 or words.isupper():
        return False
    if _YEAR.fullmatch(words) or token.word in scene.garage.makes | makers_of().keys() or words in MONTHS:
        return False
    if any(one.first <= place <= one.last for one in scene.mentions_between(place - 2, place + 1)):
        return False
    # "made in China" says where, "the plant in China" says nothing of its name
    is_country = words in MARKETS and (hit.meaning != "plant_before" or _is_plant(scene, hit.first))
    return not is_country and not scene.article.hits_in(place, place + 1, "named", "nouns", "events")


def _is_plant(scene: Scene, place: int) -> bool:
    return bool(scene.article.hits_in(place, place + 1, "places"))
