"""The common shapes of a figure, for speed: whatever is returned here the grammar would return too.

A published figure is most often a number and a unit, perhaps with a bound in front, a second
number, other printings or a cycle. Everything else, and everything doubtful, is left to the
grammar, which also finds the words for a refusal.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from evspec.measures.characters import LONGEST
from evspec.measures.figures import RECIPROCAL, SWAPPED, Figure, opened
from evspec.measures.order import agree
from evspec.measures.pairs import NEAR
from evspec.measures.view import Measure
from evspec.measures.words import AFTER, BEFORE, CYCLES
from evspec.units import SPELLINGS, Unit

__all__ = ["quick"]

_NUMBER: Final = r"((?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,12})?)"
_RANGE: Final = rf"{_NUMBER}(?:([-–]| to | and ){_NUMBER})?"
_PLAIN: Final = re.compile(r"([1-9][0-9]{0,11}(?:\.[0-9]{1,12})?) (\S.*)")
_COMMON: Final = re.compile(
    rf"([^0-9(]*){_RANGE} ?([^0-9 (][^(]*(?:\([^0-9][^(]*)?)(?:\(([0-9][^()]*)\)([^()]*))?"
)
_ITEM: Final = re.compile(rf"{_NUMBER} ?([^0-9 ].*)")

#: A bound and a cycle, where they are stated.
_Stated = tuple[str | None, str | None]
_NOTHING: Final[dict[str, _Stated]] = {"": (None, None)}
#: A test cycle's name with the words that add nothing to it.
_NAMES: Final = {
    form.format(cycle): cycle
    for cycle in CYCLES
    for form in ("{}", "{} combined", "combined {}", "{} est.", "{} estimated")
}
#: What may stand behind a unit, with the bound and the cycle that it states.
_TAILS: Final[dict[str, _Stated]] = (
    _NOTHING
    | {f" {words}": (bound, None) for words, bound in AFTER.items()}
    | {form.format(n): (None, cycle) for n, cycle in _NAMES.items() for form in (" {}", ", {}", " ({})")}
)
#: What may stand in front of a number, with the bound and the cycle that it states.
_LEADS: Final[dict[str, _Stated]] = (
    _NOTHING
    | {f"{words} ": (bound, None) for words, bound in BEFORE.items()}
    | {words: (bound, None) for words, bound in BEFORE.items() if not words[-1].isalpha()}
    | {form.format(cycle): (None, cycle) for cycle in CYCLES for form in ("{} ", "{}: ")}
    | {"between ": (None, None)}
)


def quick(text: str) -> Measure | None:
    """Return the figure that a text states in one of the common shapes, or None.

    Parameters
    ----------
    text
        Any text, with "." as the decimal mark.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        digits, words = plain.groups()
        unit = SPELLINGS.get(words)
        if unit is not None:
            number = Decimal(digits)
            return Measure(Figure(number, number, "exact", unit, text), unit)
    common = _COMMON.fullmatch(text)
    figure = None if common is None or len(text) > LONGEST else _common(text, common)
    return None if figure is None else Measure(figure, figure.unit)


def _common(text: str, shape: re.Match[str]) -> Figure | None:
    lead, digits, joiner, end, words, others, tail = shape.groups()
    stated, ending = _LEADS.get(lead), _ending(words)
    if stated is None or ending is None:
        return None
    unit, bound, cycle = ending
    ends = _ends(digits, end, unit)
    # The grammar finds the words for what is stated twice, for a range that is none, and for what
    # has no reciprocal.
    if (
        ends is None
        or (bound and stated[0])
        or (cycle and stated[1])
        or (lead == "between ") != (joiner == " and ")
    ):
        return None
    low, high = ends
    bound, cycle = bound or stated[0], cycle or stated[1]
    if end is not None:
        # A second printing of a range is rare.
        return None if bound or others else Figure(low, high, "between", unit, text, cycle)
    bound = bound or "exact"
    if others is None:
        return Figure(*opened(low, high, bound), bound, unit, text, cycle)
    trail, named = _TAILS.get(tail, ("", None))
    if trail is not None or (cycle and named):
        return None
    return _paired(Figure(*opened(low, high, bound), bound, unit, text, cycle or named), others)


def _paired(figure: Figure, other: str) -> Figure | None:
    """Return the figure with the one printing in the parentheses behind it, if the two agree."""
    item = _ITEM.fullmatch(other)
    if item is None:
        return None
    digits, words = item.groups()
    own, unit, number = figure.unit, SPELLINGS.get(words), Decimal(digits)
    if unit is None or unit is own or unit.kind != own.kind or not number:
        return None
    bound = figure.bound if unit.inverted == own.inverted else SWAPPED[figure.bound]
    second = Figure(*opened(number, number, bound), bound, unit, figure.text, figure.cycle)
    return Figure(*figure[:-1], (second,)) if agree(figure, second, about=NEAR) else None


def _ends(digits: str, end: str | None, unit: Unit) -> tuple[Decimal, Decimal] | None:
    """Return the numbers in order, unless they are the same one or one of them is impossible."""
    low = high = Decimal(digits)
    if end is not None:
        high = Decimal(end)
        if high <= low:
            low, high = high, low
            if low == high:
                return None
    return (low, high) if low or unit.kind not in RECIPROCAL else None


@lru_cache(maxsize=1024)
def _ending(words: str) -> tuple[Unit, str | None, str | None] | None:
    """Return the unit, the bound and the cycle that the words behind a number state, if no more."""
    words = words.rstrip(" ")
    for end in range(len(words), 0, -1):
        unit = SPELLINGS.get(words[:end])
        if unit is not None:
            return (unit, *_TAILS[words[end:]]) if words[end:] in _TAILS else None
    return None
