"""A published figure as printed, and its exact size.

Decimal arithmetic obeys the user's context (four digits of precision spoil it), so everything is
computed with integers and fractions.
"""

from __future__ import annotations

from functools import cache
from math import gcd, lcm
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.units import KINDS, UNITS, Unit

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "BOUNDS",
    "ONE_SIDED",
    "RECIPROCAL",
    "SCALED",
    "STRICT",
    "SWAPPED",
    "Figure",
    "Key",
    "Quotient",
    "based",
    "bound_in",
    "converted",
    "ends_in",
    "key",
    "opened",
    "ratio",
]

#: What a figure says of the true value.
BOUNDS: Final = ("exact", "about", "at least", "more than", "at most", "less than", "between")
#: The bounds that leave one end open, with the end that they state.
ONE_SIDED: Final = {"at least": "low", "more than": "low", "at most": "high", "less than": "high"}
#: The bounds that leave out the number itself.
STRICT: Final = frozenset({"more than", "less than"})
#: The kinds with an economy end, in which nothing is 0 or below.
RECIPROCAL: Final = frozenset(unit.kind for unit in UNITS if unit.inverted)
#: The kinds whose units differ by a factor and nothing else.
SCALED: Final = frozenset(KINDS) - RECIPROCAL - {unit.kind for unit in UNITS if unit.offset}
#: What becomes of a bound upside down: at least 4 mi/kWh is at most 25 kWh/100 mi.
SWAPPED: Final = {
    "exact": "exact",
    "about": "about",
    "between": "between",
    "at least": "at most",
    "at most": "at least",
    "more than": "less than",
    "less than": "more than",
}


class Figure(NamedTuple):
    """A figure as printed.

    Attributes
    ----------
    low, high
        Its ends with their digits, in `unit`; None where it is open, equal if it is one number.
    bound
        One of `BOUNDS`.
    unit
        The unit it was printed in.
    text
        The text it was read from.
    cycle
        The test cycle that was named with it.
    clock
        The unit in which it was written as on a clock: hours for "3:45 h", kept as 225 min.
    also
        Other printings of the same figure.
    """

    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: Unit
    text: str
    cycle: str | None = None
    clock: Unit | None = None
    also: tuple[Figure, ...] = ()


#: Numerator and positive denominator.
Quotient = tuple[int, int]
Key = tuple[str, str | None, str, Quotient | None, Quotient | None]


def based(numerator: int, denominator: int, unit: Unit) -> Quotient:
    """Return a number of a unit in the base of its kind, not reduced.

    Parameters
    ----------
    numerator, denominator
        The number; above 0 if the kind has an economy end.
    unit
        Its unit.
    """
    n, d = unit.factor.as_integer_ratio()
    if unit.inverted:
        return n * denominator, d * numerator
    if unit.offset:
        o, p = unit.offset.as_integer_ratio()
        return n * numerator * p + o * d * denominator, d * denominator * p
    return n * numerator, d * denominator


def converted(number: Quotient, source: Unit, target: Unit | None = None) -> Quotient:
    """Return a number in another unit as numerator and positive denominator, not reduced.

    Parameters
    ----------
    number
        The number in `source`; above 0 if the kind has an economy end.
    source
        Its unit.
    target
        A unit of the same kind; without one, the base of the kind.
    """
    numerator, denominator = number
    if source is target:
        return number
    if target is None:
        return based(numerator, denominator, source)
    n, zero, d = _factors(source, target)
    if source.inverted != target.inverted:
        return n * denominator, d * numerator
    return n * numerator + zero * denominator, d * denominator


def ratio(value: Decimal, source: Unit, target: Unit | None = None) -> Quotient:
    """Return a decimal in another unit; see `converted`."""
    return converted(value.as_integer_ratio(), source, target)


@cache
def _factors(source: Unit, target: Unit) -> tuple[int, int, int]:
    """Return n, zero and d of y = (n * x + zero) / d, or of y = n / (d * x) from end to end of a kind."""
    scale = target.factor / source.factor if target.inverted else source.factor / target.factor
    shift = (source.offset - target.offset) / target.factor
    common = lcm(scale.denominator, shift.denominator)
    return int(scale * common), int(shift * common), common


def opened(low: Decimal, high: Decimal, bound: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends that a bound leaves of two numbers."""
    stated = ONE_SIDED.get(bound)
    if stated is None:
        return low, high
    return (low, None) if stated == "low" else (None, high)


def bound_in(figure: Figure, unit: Unit) -> str:
    """Return the figure's bound as it reads in a unit of its kind."""
    if figure.unit.inverted != unit.inverted:
        return SWAPPED[figure.bound]
    return figure.bound


def ends_in(figure: Figure, unit: Unit) -> tuple[Decimal | None, Decimal | None]:
    """Return the figure's ends, in its own unit, in the order they have in another."""
    if figure.unit.inverted != unit.inverted:
        return figure.high, figure.low
    return figure.low, figure.high


def key(figure: Figure) -> Key:
    """Return what makes two figures equal: kind, cycle, bound and the exact interval."""
    low, high = figure.low, figure.high
    bound = figure.bound
    if figure.unit.inverted:
        low, high, bound = high, low, SWAPPED[bound]
    first = None if low is None else _reduced(low, figure.unit)
    last = first if high is low else None if high is None else _reduced(high, figure.unit)
    return figure.unit.kind, figure.cycle, bound, first, last


def _reduced(value: Decimal, unit: Unit) -> Quotient:
    numerator, denominator = ratio(value, unit)
    common = gcd(numerator, denominator)
    return numerator // common, denominator // common
