"""The ends of figures: where a number may lie that was rounded, and how two ends are to each other.

Numbers are quotients of integers that are never reduced: a product each is cheaper than the common
divisor that a `fractions.Fraction` would look for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from evspec.measures.figures import ONE_SIDED, STRICT, Figure, Quotient, factors

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from evspec.units import Unit

__all__ = [
    "ABOUT", "End", "Order", "are_one", "ends_of", "is_below", "lies_after", "meet", "order_of",
    "printed_ends", "same", "significant",
]  # fmt: skip

Order: TypeAlias = Literal["less", "equal", "greater", "undecided"]

#: How far "about" reaches: the n-th part of the number.
ABOUT: Final = 10


class End(NamedTuple):
    """One end of an interval.

    Attributes
    ----------
    value
        The number.
    low, high
        Where the number that was rounded to it may lie: half a last digit on each side, narrowed
        by every other printing of the figure.
    strict
        Whether the number itself is left out ("more than").
    about
        Whether the number is only "about".
    stated
        Whether it is said to be the end, and not only to lie beyond it ("up to").
    """

    value: Quotient
    low: Quotient
    high: Quotient
    strict: bool = False
    about: bool = False
    stated: bool = True

    def at(self, number: Fraction) -> End:
        """Return the end at another number, which is exact."""
        value = number.numerator, number.denominator
        return self._replace(value=value, low=value, high=value)

    @property
    def turned(self) -> End:
        """The end seen from the other side, where its upper edge is the lower one."""
        return self._replace(value=_minus(self.value), low=_minus(self.high), high=_minus(self.low))


def ends_of(figure: Figure, unit: Unit | None = None, about: int = ABOUT) -> tuple[End | None, End | None]:
    """Return both ends in a unit, the lower one first; one end twice if the figure is one number."""
    # without a change of unit a number stays as it is
    way = (1, 0, 1, False) if figure.unit is unit else factors(figure.unit, unit)
    low, high = (figure.high, figure.low) if way[3] else (figure.low, figure.high)
    first = None if low is None else _end(low, figure.bound, way, about)
    last = first if high is low else None if high is None else _end(high, figure.bound, way, about)
    for other in figure.also:
        start, stop = ends_of(other, unit, about)
        one_number = last is first
        first = _narrowed(first, start)
        last = first if one_number else _narrowed(last, stop)
    return first, last


def printed_ends(figure: Figure) -> tuple[End | None, End | None]:
    """Return both ends at the very numbers that are printed, in the unit in which they are."""
    low, high = figure.low, figure.high
    first = None if low is None else _number(low, figure.bound)
    return first, first if high is low else None if high is None else _number(high, figure.bound)


def _number(number: Decimal, bound: str) -> End:
    value = number.as_integer_ratio()
    return End(value, value, value, bound in STRICT, bound == "about", bound not in ONE_SIDED)


def _end(number: Decimal, bound: str, way: tuple[int, int, int, bool], about: int) -> End:
    """Return an end: where the number that was rounded to it may lie, half a last digit on each side."""
    n, zero, d, is_inverse = way
    middle, reach, part = _digits(number)
    middle, part = 2 * middle, 2 * part
    if bound == "about":
        middle, reach, part = middle * about, max(reach * about, abs(middle)), part * about
    if is_inverse:
        over = n * part
        value, low, high = (over, d * middle), (over, d * (middle + reach)), (over, d * (middle - reach))
    else:
        middle, reach, part = n * middle + zero * part, n * reach, d * part
        value, low, high = (middle, part), (middle - reach, part), (middle + reach, part)
    return End(value, low, high, bound in STRICT, bound == "about", bound not in ONE_SIDED)


def significant(figure: Figure) -> int:
    """Return the number of significant digits of a figure, of the end that has fewer."""
    if figure.low is figure.high and figure.low is not None:
        return len(figure.low.as_tuple().digits)
    stated = [end for end in (figure.low, figure.high) if end is not None]
    last = max(int(end.as_tuple().exponent) for end in stated)
    return min(end.adjusted() for end in stated) - last + 1


def _digits(value: Decimal) -> tuple[int, int, int]:
    """Return a number and the step of its last digit, both over the integer that comes third."""
    # Plain digits are three times faster to take from its text than from its parts.
    whole, _, fraction = (digits := str(value)).partition(".")
    if "E" not in digits:
        return int(whole + fraction), 1, 10 ** len(fraction)
    numerator, denominator = value.as_integer_ratio()
    exponent = int(value.as_tuple().exponent)
    if exponent >= 0:
        return numerator, 10**exponent, 1
    part = 10**-exponent
    return numerator * part // denominator, 1, part


def _narrowed(end: End | None, other: End | None) -> End | None:
    if end is None or other is None:
        return end
    if not meet(end, other):
        # a bound that was rounded in both units: "over 440 kW (600 PS)"
        low, high = (other.low, end.high) if _less(other.low, end.low) else (end.low, other.high)
        return end._replace(low=low, high=high)
    return end._replace(
        low=other.low if _less(end.low, other.low) else end.low,
        high=other.high if _less(other.high, end.high) else end.high,
    )


def _less(one: Quotient, other: Quotient) -> bool:
    return one[0] * other[1] < other[0] * one[1]


def same(one: Quotient, other: Quotient) -> bool:
    """Return whether two quotients are one number."""
    return one[0] * other[1] == other[0] * one[1]


def _minus(value: Quotient) -> Quotient:
    return -value[0], value[1]


def meet(one: End | None, other: End | None) -> bool:
    """Return whether two ends may be one number rounded differently, or are both open."""
    if one is None or other is None:
        return one is other
    return _less(one.low, other.high) and _less(other.low, one.high)


def lies_after(start: End, end: End) -> bool:
    """Return whether an inner figure's lower end lies within an outer one's."""
    if start.strict:
        return _less(start.value, end.value) or (end.strict and same(end.value, start.value))
    return not _less(end.value, start.low)


def are_one(one: End | None, other: End | None) -> bool:
    """Return whether two ends are the same number, exactly."""
    if one is None or other is None or not same(one.value, other.value):
        return False
    return one.stated and other.stated and not (one.about or other.about)


def is_below(upper: End | None, lower: End | None) -> bool:
    """Return whether everything up to one end is surely below everything from another."""
    if upper is None or lower is None:
        return False
    if same(upper.value, lower.value):
        # "More than 514 km" beats 514 km: the same number is meant, whatever its rounding.
        return (upper.strict or lower.strict) and not (upper.about or lower.about)
    return _less(upper.value, lower.value) and not _less(lower.low, upper.high)


def order_of(one: End, other: End) -> Order:
    """Return how two stated ends are to each other, "undecided" within their rounding."""
    if same(one.value, other.value) and not (one.about or other.about):
        return "equal"
    if meet(one, other):
        return "undecided"
    return "less" if _less(one.value, other.value) else "greater"
