"""Agreement and order of figures, as sure as their digits allow and no surer.

Numbers are compared as quotients of integers that are never reduced: a product each is cheaper than
the common divisor that a `fractions.Fraction` would look for.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.errors import UnitError
from evspec.measures.figures import ONE_SIDED, SCALED, STRICT, Figure, Quotient, based, key, ratio

if TYPE_CHECKING:
    from decimal import Decimal

    from evspec.units import Unit

__all__ = ["agree", "at_most", "compare", "contains", "reach"]

#: How far "about" reaches: the n-th part of the number.
ABOUT: Final = 10
_SINGLE: Final = frozenset({"exact", *ONE_SIDED})


#: Between which two numbers one lies, neither included.
Span = tuple[Quotient, Quotient]


class End(NamedTuple):
    """One end of a figure in the base of its kind.

    Attributes
    ----------
    value
        The number as printed.
    low, high
        Where the number that was rounded to it may lie: half a last digit on each side, narrowed
        by every other printing of the figure.
    strict
        Whether the number itself is left out.
    fuzzy
        Whether the number is only "about".
    """

    value: Quotient
    low: Quotient
    high: Quotient
    strict: bool
    fuzzy: bool


def agree(one: Figure, other: Figure, *, about: int = ABOUT) -> bool:
    """Return whether two figures may be the same one rounded differently, end by end.

    Parameters
    ----------
    one, other
        The figures; of another kind or cycle they never agree.
    about
        How far "about" reaches: the n-th part of the number.
    """
    if one.unit.kind != other.unit.kind or one.cycle != other.cycle:
        return False
    if one.bound == other.bound == "exact" and _single(one) and _single(other):
        apart, reach, other_reach = _apart(one, other)
        return 2 * abs(apart) < reach + other_reach
    low, high = _spans(one, about)
    first, last = _spans(other, about)
    return _overlap(low, first) and ((low is high and first is last) or _overlap(high, last))


def contains(outer: Figure, inner: Figure) -> bool:
    """Return whether all that a figure may be lies within another, up to the outer's rounding."""
    if outer.unit.kind != inner.unit.kind or outer.cycle != inner.cycle:
        return False
    if _single(outer) and _single(inner):
        apart, reach, _ = _apart(outer, inner)
        if outer.low is not None and (inner.low is None or not _holds(outer, inner, -apart, reach)):
            return False
        return outer.high is None or (inner.high is not None and _holds(outer, inner, apart, reach))
    (low, high), (first, last) = _ends(outer), _ends(inner)
    if low is not None and (first is None or not _after(low, first)):
        return False
    return high is None or (last is not None and _after(_turned(high), _turned(last)))


def compare(one: Figure, shown: Unit, other: Figure, other_shown: Unit) -> str:
    """Return "less", "equal", "greater" or "undecided", in the sense of the shown units."""
    _same_kind(one, other)
    if one.cycle != other.cycle:
        return "undecided"
    if one.bound == other.bound == "exact" and one.unit is other.unit and one.low == other.low:
        return "equal"
    if _single(one) and _single(other):
        return _compared(one, other)
    if one.bound == "exact" and key(one) == key(other):
        return "equal"
    # 4 mi/kWh is more distance, 20 kWh/100 km more energy: between the two ends there is no "more".
    if shown.inverted != other_shown.inverted:
        return "undecided"
    (low, high), (first, last) = _ends(one), _ends(other)
    if _below(high, first):
        return "greater" if shown.inverted else "less"
    if _below(last, low):
        return "less" if shown.inverted else "greater"
    return "undecided"


def at_most(one: Figure, shown: Unit, other: Figure, other_shown: Unit) -> bool:
    """Return whether the first figure is surely not above the second, in the shown units."""
    if compare(one, shown, other, other_shown) in {"less", "equal"}:
        return True
    if one.cycle != other.cycle or shown.inverted != other_shown.inverted:
        return False
    (low, high), (first, last) = _ends(one), _ends(other)
    upper, lower = (last, low) if shown.inverted else (high, first)
    return (
        upper is not None
        and lower is not None
        and _same(upper.value, lower.value)
        and not (upper.fuzzy or lower.fuzzy)
    )


def reach(figure: Figure) -> tuple[float, float]:
    """Return between which two numbers of the base of its kind a figure lies with its rounding."""
    if _single(figure):
        middle, step, part = _digits(_stated(figure))
        n, d = figure.unit.factor.as_integer_ratio()
        least = -inf if figure.low is None else (2 * middle - step) * n / (2 * part * d)
        return least, inf if figure.high is None else (2 * middle + step) * n / (2 * part * d)
    low, high = _ends(figure)
    # a printing in another unit may narrow the edges so far that the number lies beside them
    least = -inf if low is None else min(_size(low.value), _size(low.low))
    most = inf if high is None else max(_size(high.value), _size(high.high))
    return least, most


def _size(quotient: Quotient) -> float:
    return quotient[0] / quotient[1]


def _same_kind(one: Figure, other: Figure) -> None:
    if one.unit.kind != other.unit.kind:
        raise UnitError(
            f"cannot compare a figure in {one.unit.symbol!r} ({one.unit.kind}) "
            f"with one in {other.unit.symbol!r} ({other.unit.kind})"
        )


def _ends(figure: Figure) -> tuple[End | None, End | None]:
    """Return both ends in the base of the kind."""
    low, high = figure.low, figure.high
    if figure.unit.inverted:
        low, high = high, low
    spans = _spans(figure, ABOUT)
    first = None if low is None else _end(low, figure, spans[0])
    last = first if high is low else None if high is None else _end(high, figure, spans[1])
    return first, last


def _end(value: Decimal, figure: Figure, span: Span | None) -> End:
    number = ratio(value, figure.unit)
    low, high = span or (number, number)
    return End(number, low, high, figure.bound in STRICT, figure.bound == "about")


def _single(figure: Figure) -> bool:
    """Return whether a figure is one number, printed once, in units that differ by a factor alone.

    It may be a bound. What is asked of two such figures needs neither of their ends.
    """
    return figure.bound in _SINGLE and not figure.also and figure.unit.kind in SCALED


def _compared(one: Figure, other: Figure) -> str:
    """Compare two figures that are one number each."""
    apart, reach, other_reach = _apart(one, other)
    if not apart:
        if one.bound == other.bound == "exact":
            return "equal"
        if not (one.bound in STRICT or other.bound in STRICT):
            return "undecided"
    elif 2 * abs(apart) < reach + other_reach:
        return "undecided"
    if apart >= 0 and one.low is not None and other.high is not None:
        return "greater"
    return "less" if apart <= 0 and one.high is not None and other.low is not None else "undecided"


def _holds(outer: Figure, inner: Figure, inside: int, reach: int) -> bool:
    """Return whether a number is on the right side of another, given by how much it is inside."""
    if outer.bound in STRICT:
        return inside > 0 or (not inside and inner.bound in STRICT)
    return 2 * inside >= -reach


def _apart(one: Figure, other: Figure) -> tuple[int, int, int]:
    """Return by how much the first of two single numbers is above the second, and the steps of both.

    The three are whole numbers of one size that is not told: they are for comparing with each other.
    """
    x, step, part = _digits(_stated(one))
    y, other_step, other_part = _digits(_stated(other))
    if one.unit is other.unit:
        scale, other_scale = other_part, part
    else:
        n, d = one.unit.factor.as_integer_ratio()
        m, e = other.unit.factor.as_integer_ratio()
        scale, other_scale = n * e * other_part, m * d * part
    return x * scale - y * other_scale, step * scale, other_step * other_scale


def _stated(figure: Figure) -> Decimal:
    """Return the number of a figure that is a single one."""
    return figure.high if figure.low is None else figure.low  # type: ignore[return-value]


def _digits(value: Decimal) -> tuple[int, int, int]:
    """Return a number and the step of its last digit, both over the integer that comes third."""
    # Plain digits are three times faster to take from its text than from its parts.
    whole, mark, fraction = str(value).partition(".")
    if fraction.isdigit() or (not mark and whole.removeprefix("-").isdigit()):
        return int(whole + fraction), 1, 10 ** len(fraction)
    numerator, denominator = value.as_integer_ratio()
    exponent = int(value.as_tuple().exponent)
    if exponent >= 0:
        return numerator, 10**exponent, 1
    part = 10**-exponent
    return numerator * part // denominator, 1, part


def _spans(figure: Figure, about: int) -> tuple[Span | None, Span | None]:
    """Return where each end may lie in the base of the kind, the lower end first."""
    low, high = figure.low, figure.high
    if figure.unit.inverted:
        low, high = high, low
    first = None if low is None else _span(low, figure, about)
    last = first if high is low else None if high is None else _span(high, figure, about)
    for other in figure.also:
        start, stop = _spans(other, about)
        one_number = last is first
        first = _narrowed(first, start)
        last = first if one_number else _narrowed(last, stop)
    return first, last


def _span(value: Decimal, figure: Figure, about: int) -> Span:
    """Return where the number that was rounded to a value may lie: half a last digit on each side."""
    unit = figure.unit
    middle, reach, part = _digits(value)
    middle, part = 2 * middle, 2 * part
    if figure.bound == "about":
        middle, reach, part = middle * about, max(reach * about, abs(middle)), part * about
    one, other = based(middle - reach, part, unit), based(middle + reach, part, unit)
    return (other, one) if unit.inverted else (one, other)


def _less(one: Quotient, other: Quotient) -> bool:
    return one[0] * other[1] < other[0] * one[1]


def _same(one: Quotient, other: Quotient) -> bool:
    return one[0] * other[1] == other[0] * one[1]


def _narrowed(span: Span | None, other: Span | None) -> Span | None:
    if span is None or other is None:
        return span
    low = other[0] if _less(span[0], other[0]) else span[0]
    return low, other[1] if _less(other[1], span[1]) else span[1]


def _overlap(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return _less(one[0], other[1]) and _less(other[0], one[1])


def _after(start: End, end: End) -> bool:
    """Return whether an inner figure's lower end lies within an outer one's."""
    if start.strict:
        return _less(start.value, end.value) or (end.strict and _same(end.value, start.value))
    return not _less(end.value, start.low)


def _turned(end: End) -> End:
    """Return an end seen from the other side, where its upper edge is the lower one."""
    return end._replace(value=_minus(end.value), low=_minus(end.high), high=_minus(end.low))


def _minus(value: Quotient) -> Quotient:
    return -value[0], value[1]


def _below(upper: End | None, lower: End | None) -> bool:
    """Return whether everything up to one end is surely below everything from another."""
    if upper is None or lower is None:
        return False
    if _same(upper.value, lower.value):
        # "More than 514 km" beats 514 km: the same number is meant, whatever its rounding.
        return (upper.strict or lower.strict) and not (upper.fuzzy or lower.fuzzy)
    return _less(upper.value, lower.value) and not _less(lower.low, upper.high)
