"""The common shapes of a figure in one match, for speed: whatever it returns the grammar would too.

A published figure is most often a number and a unit, perhaps with a bound in front, a second
number, a second printing or a cycle. Everything else, and everything doubtful, is left to the
grammar, which also finds the words for a refusal.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from evspec.measures.figures import RECIPROCAL, SWAPPED, Figure, opened
from evspec.measures.order import agree
from evspec.measures.words import BEFORE, CYCLES
from evspec.units import SPELLINGS, Unit

__all__ = ["quick"]

_NUMBER: Final = r"((?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,12})?)"
_COMMON: Final = re.compile(
    rf"(?:([a-z]+\.?(?: [a-z]+)*) |([~<>≤≥≈]=?) ?)?{_NUMBER}(?:(?:[-–]| to ){_NUMBER})? ([^ (,][^(,]*?)"
    rf"(?: \({_NUMBER} ([^(),]+)\))?(?: ({'|'.join(CYCLES)}))?"
)


def quick(text: str) -> Figure | None:
    """Return the figure that a text states in one of the common shapes, or None.

    Parameters
    ----------
    text
        Any text, with "." as the decimal mark.
    """
    found = _COMMON.fullmatch(text)
    if found is None:
        return None
    words, sign, digits, end, spelling, other, other_spelling, cycle = found.groups()
    unit = SPELLINGS.get(spelling)
    lead = words or sign
    bound = "exact" if lead is None else BEFORE.get(lead)
    if unit is None or bound is None:
        return None
    low = high = Decimal(digits)
    if end is not None:
        high = Decimal(end)
        if high < low:
            low, high = high, low
        # A range with a bound, or of one number, is the grammar's to refuse.
        if lead is not None or low == high:
            return None
        bound = "between"
    if not low and unit.kind in RECIPROCAL:
        return None
    figure = Figure(*opened(low, high, bound), bound, unit, text, cycle)
    if other is None:
        return figure
    return _paired(figure, Decimal(other), SPELLINGS.get(other_spelling))


def _paired(figure: Figure, number: Decimal, unit: Unit | None) -> Figure | None:
    """Return the figure with its second printing, if the two agree."""
    if unit is None or unit is figure.unit or unit.kind != figure.unit.kind or not number:
        return None
    # How near two printings of an "about" figure must be is the grammar's to say.
    if figure.bound in {"about", "between"}:
        return None
    bound = SWAPPED[figure.bound] if unit.inverted != figure.unit.inverted else figure.bound
    other = Figure(*opened(number, number, bound), bound, unit, figure.text, figure.cycle)
    return figure._replace(also=(other,)) if agree(figure, other) else None
