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
from evspec.measures.interval import agree
from evspec.measures.pairs import NEAR
from evspec.measures.view import Measure
from evspec.measures.words import AFTER, BEFORE, CYCLES
from evspec.units import SPELLINGS, Unit

__all__ = ["quick"]

# Nothing here may be read in two ways, so that no quantifier need give back what it took ("+").
_NUMBER: Final = r"((?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}+|0|[1-9][0-9]{0,11}+)(?:\.[0-9]{1,12}+)?+)"
_RANGE: Final = rf"{_NUMBER}(?:([-–]| to | and ){_NUMBER})?+"
_PLAIN: Final = re.compile(r"([1-9][0-9]{0,11}+(?:\.[0-9]{1,12}+)?+) ([^ (][^(]*+(?:\([^0-9].*)?+)")
_COMMON: Final = re.compile(
    rf"([^0-9(]*+){_RANGE} ?+([^0-9 (][^(]*+(?:\([^0-9][^(]*+)?+)(?:\(([0-9][^()]*+)\)([^()]*+))?+"
)
_CLOCK: Final = re.compile(r"(0|[1-9][0-9]{0,2}+):([0-5][0-9]) h")
_ITEM: Final = re.compile(rf"{_RANGE} ?+([^0-9 ].*+)")

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
        ending = _ending(words)
        if ending is not None:
            unit, bound, cycle = ending
            number = Decimal(digits)
            if bound is None:
                return Measure(Figure(number, number, "exact", unit, text, cycle), unit)
            return Measure(Figure(*opened(number, number, bound), bound, unit, text, cycle), unit)
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        minutes = Decimal(60 * int(clock[1]) + int(clock[2]))
        hours = SPELLINGS["h"]
        return Measure(Figure(minutes, minutes, "exact", SPELLINGS["min"], text, None, hours), hours)
    common = _COMMON.fullmatch(text)
    figure = None if common is None or len(text) > LONGEST else _common(text, common)
    return None if figure is None else Measure(figure, figure.unit)


def _common(text: str, shape: re.Match[str]) -> Figure | None:
    lead, digits, joiner, end, words, others, tail = shape.groups()
    stated, ending = _LEADS.get(lead), _ending(words)
    if stated is None or ending is None:
        return None
    unit, bound, cycle = ending
    # The grammar finds the words for what is stated twice.
    if (bound and stated[0]) or (cycle and stated[1]) or (lead == "between ") != (joiner == " and "):
        return None
    bound, cycle = bound or stated[0], cycle or stated[1]
    if others is None:
        return _figure(digits, end, bound, unit, text, cycle)
    trail, named = _TAILS.get(tail, ("", None))
    if trail is not None or (cycle and named):
        return None
    figure = _figure(digits, end, bound, unit, text, cycle or named)
    return None if figure is None else _paired(figure, others)


def _figure(
    digits: str, end: str | None, bound: str | None, unit: Unit, text: str, cycle: str | None
) -> Figure | None:
    """Return the figure, unless it is a range that is none or has no reciprocal where it needs one."""
    low = Decimal(digits.replace(",", ""))
    if end is None:
        if not low and unit.kind in RECIPROCAL:
            return None
        bound = bound or "exact"
        return Figure(*opened(low, low, bound), bound, unit, text, cycle)
    high = Decimal(end.replace(",", ""))
    if high <= low:
        low, high = high, low
    if bound or low == high or (not low and unit.kind in RECIPROCAL):
        return None
    return Figure(low, high, "between", unit, text, cycle)


def _paired(figure: Figure, other: str) -> Figure | None:
    """Return the figure with the one printing in the parentheses behind it, if the two agree."""
    item = _ITEM.fullmatch(other)
    if item is None:
        return None
    digits, joiner, end, words = item.groups()
    own, unit, bound = figure.unit, SPELLINGS.get(words), figure.bound
    if unit is None or unit is own or unit.kind != own.kind or joiner == " and ":
        return None
    if (end is None) == (bound == "between"):
        return None
    stated = None if end else bound if unit.inverted == own.inverted else SWAPPED[bound]
    second = _figure(digits, end, stated, unit, figure.text, figure.cycle)
    if second is None or not agree(figure, second, about=NEAR):
        return None
    return Figure(*figure[:-1], (second,))


@lru_cache(maxsize=1024)
def _ending(words: str) -> tuple[Unit, str | None, str | None] | None:
    """Return the unit, the bound and the cycle that the words behind a number state, if no more."""
    # What is too long, spaces included, is refused by the grammar.
    words = words.rstrip(" ") if len(words) < LONGEST // 2 else ""
    for end in range(len(words), 0, -1):
        unit = SPELLINGS.get(words[:end])
        if unit is not None:
            return (unit, *_TAILS[words[end:]]) if words[end:] in _TAILS else None
    return None
