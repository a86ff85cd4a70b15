"""Under which conditions a figure is said to hold: by the words of its sentence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from evspec.specs import NOT_STATED, SPECS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.articles.figures import Figure
    from evspec.articles.layout import Sentence
    from evspec.articles.scene import Scene

__all__ = ["conditions_of", "cycle_near", "window_in"]

#: How many words may stand between a figure and a condition.
_NEAR: Final = 7


def conditions_of(
    scene: Scene, sentence: Sentence, key: str, figure: Figure, others: Sequence[Figure]
) -> dict[str, str]:
    """Return the conditions that a sentence states of a figure, apart from its cycle."""
    modes = SPECS[key].qualifiers
    found: dict[str, str] = {}
    if modes.get("soc") == "required":
        found["soc"] = window_in(others)
    if modes.get("charger") == "required":
        power = [one.value for one in others if one.value.kind == "power"]
        found["charger"] = str(power[0].to("kW")) if power else NOT_STATED
    place = scene.article.token_at(figure.start)
    for hit in scene.article.hits_in(sentence.first, sentence.last, "qualifiers"):
        name, _, told = hit.meaning.partition(" ")
        wanted = name in modes and (name != "market" or key == "price")
        if wanted and name not in found and min(abs(hit.first - place), abs(hit.last - place)) <= _NEAR:
            found[name] = told
    if modes.get("market") == "required":
        found.setdefault("market", NOT_STATED)
    return found


def window_in(others: Sequence[Figure]) -> str:
    """Return the states of charge that a sentence names, "10-80 %"."""
    for one in others:
        if one.value.kind == "ratio" and one.value.bound == "between":
            low, high = one.value.ends
            return f"{low:g}-{high:g} %"
    return NOT_STATED


def cycle_near(scene: Scene, sentence: Sentence, figure: Figure) -> str:
    """Return the test cycle that is named near a figure: in its sentence, or in the one before."""
    article = scene.article
    number = article.sentence_at(figure.start)
    place = article.token_at(figure.start)
    for one in (sentence, *article.sentences[max(0, number - 1) : number]):
        first, past = (bisect_left(article.cycles, (end,)) for end in (one.first, one.last))
        if one.paragraph == sentence.paragraph and first < past:
            return min(article.cycles[first:past], key=lambda named: abs(named[0] - place))[1]
    return NOT_STATED
