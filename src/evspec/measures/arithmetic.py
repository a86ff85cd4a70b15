"""Sums and products of where figures lie, end by end and exact: open ends and what bounds say pass on."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import gcd
from typing import TYPE_CHECKING, TypeAlias

from evspec.errors import EvspecError, UnitError
from evspec.measures.ends import ABOUT, End
from evspec.measures.figures import converted as quotient

if TYPE_CHECKING:
    from evspec.measures.figures import Quotient
    from evspec.units import Compound, Unit

__all__ = ["at", "converted", "multiplied", "raised", "sized", "summed", "turned", "widened"]

#: The lower and the upper one, None where it is open; one end twice if it is one number.
_Ends: TypeAlias = tuple[End | None, End | None]
_Unit: TypeAlias = "Unit | Compound"


def at(value: Quotient) -> End:
    """Return the end at an exact number."""
    return End(value, value, value)


def summed(one: _Ends, other: _Ends) -> _Ends:
    """Return the ends of a sum."""
    low = _sum(one[0], other[0])
    return low, low if _are_numbers(one, other) else _sum(one[1], other[1])


def turned(ends: _Ends) -> _Ends:
    """Return the ends of what is to be taken away, which change places."""
    low, high = ends
    first = None if high is None else high.turned
    return first, first if low is high else None if low is None else low.turned


def sized(ends: _Ends) -> _Ends:
    """Return the ends of how much something is, whichever side of 0 it lies on."""
    low, high = ends
    if low is not None and low.value[0] >= 0:
        return ends
    if high is not None and high.value[0] <= 0:
        return turned(ends)
    nothing = at((0, 1))
    if low is None or high is None:
        return nothing, None
    return nothing, max(low.turned, high, key=lambda end: Fraction(*end.value))


def multiplied(one: _Ends, other: _Ends, *, above_0: bool) -> _Ends:
    """Return the ends of a product.

    Parameters
    ----------
    one, other
        The factors.
    above_0
        Whether an open lower end means 0, since nothing that is measured lies below it.

    Raises
    ------
    EvspecError
        If an open end may lie below 0 and the other factor is no number.
    """
    known = [end for end in (*one, *other) if end is not None]
    if above_0 and all(end.value[0] >= 0 for end in known):
        low = _product(one[0], other[0])
        return low, low if _are_numbers(one, other) else _product(one[1], other[1])
    if len(known) == 4:
        ends = [_product(x, y) for x, y in product(one, other)]
        ordered = sorted((end for end in ends if end is not None), key=lambda end: Fraction(*end.value))
        return ordered[0], ordered[0] if _are_numbers(one, other) else ordered[-1]
    if _is_number(one):
        one, other = other, one
    factor = other[0]
    if not _is_number(other) or factor is None:
        raise EvspecError("what is open and may lie below 0 is multiplied and divided by one number only")
    low, high = (_product(end, factor) for end in one)
    return (high, low) if factor.value[0] < 0 else (low, high)


def raised(ends: _Ends, *, above_0: bool) -> _Ends:
    """Return the ends of what is to be divided by, upside down: the larger, the less.

    Raises
    ------
    EvspecError
        If it may be 0, but where it only reaches down to that.
    """
    low, high = ends
    is_above = above_0 if low is None else low.value[0] >= 0 and (high is None or high.value[0] > 0)
    is_below = high is not None and high.value[0] < 0
    if not (is_above or is_below):
        raise EvspecError("a divisor that is or may be 0 leaves the quotient open")
    first = _upside_down(high)
    return first, first if low is high else _upside_down(low)


def widened(ends: _Ends) -> _Ends:
    """Return ends of which each that is "about" a number lies as far out as "about" reaches."""
    low, high = ends
    if low is not None and low.about:
        low = low.at(Fraction(*low.value) - abs(Fraction(*low.value)) / ABOUT)._replace(about=False)
    if high is not None and high.about:
        high = high.at(Fraction(*high.value) + abs(Fraction(*high.value)) / ABOUT)._replace(about=False)
    return low, high


def converted(ends: _Ends, source: _Unit, target: _Unit, *, is_difference: bool) -> _Ends:
    """Return ends in another unit; between consumption and economy they change places.

    Raises
    ------
    UnitError
        If what may be 0 or below would be turned upside down, or is a difference.
    """
    is_turned = source.inverted != target.inverted
    if is_turned and (is_difference or any(end is not None and end.value[0] <= 0 for end in ends)):
        raise UnitError(
            f"a difference, or what may be 0, in {source.symbol!r} has no equivalent in {target.symbol!r}"
        )
    if is_difference and source.offset != target.offset:
        raise UnitError(f"a difference in {source.symbol!r} has no equivalent in {target.symbol!r}; take K")
    low, high = (None if end is None else _converted(end, source, target, is_turned) for end in ends)
    if ends[0] is ends[1]:
        high = low
    return (high, low) if is_turned else (low, high)


def _converted(end: End, source: _Unit, target: _Unit, is_turned: bool) -> End:
    value, low, high = (_reduced(quotient(each, source, target)) for each in end[:3])
    first, last = (high, low) if is_turned else (low, high)
    return end._replace(value=value, low=first, high=last)


def _reduced(value: Quotient) -> Quotient:
    common = gcd(*value)
    return value[0] // common, value[1] // common


def _is_number(ends: _Ends) -> bool:
    return ends[0] is ends[1] and ends[0] is not None


def _are_numbers(one: _Ends, other: _Ends) -> bool:
    return _is_number(one) and _is_number(other)


def _sum(one: End | None, other: End | None) -> End | None:
    if one is None or other is None:
        return None
    return _combined(one, other, Fraction(*one.value) + Fraction(*other.value))


def _product(one: End | None, other: End | None) -> End | None:
    if one is None or other is None:
        return None
    return _combined(one, other, Fraction(*one.value) * Fraction(*other.value))


def _combined(one: End, other: End, number: Fraction) -> End:
    value = number.numerator, number.denominator
    return End(
        value, value, value, one.strict or other.strict, one.about or other.about,
        one.stated and other.stated,
    )  # fmt: skip


def _upside_down(end: End | None) -> End | None:
    if end is None or not end.value[0]:
        return None
    value, low, high = (
        (-d, -n) if n < 0 else (d, n) if n else end.value[::-1] for n, d in (end.value, end.high, end.low)
    )
    return End(value, low, high, end.strict, end.about, end.stated)
