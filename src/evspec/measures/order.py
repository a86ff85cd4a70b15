"""Agreement and order of figures, as sure as their digits allow and no surer.

Numbers are compared as quotients of integers that are never reduced: a product each is cheaper than
the common divisor that a `fractions.Fraction` would look for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.errors import UnitError
from evspec.measures.figures import STRICT, Figure, Quotient, based, key

if TYPE_CHECKING:
    from decimal import Decimal

    from evspec.units import Unit

__all__ = ["agree", "at_most", "compare", "contains"]

#: How far "about" reaches: the n-th part of the number.
ABOUT: Final = 10


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
    low, high = _ends(one, about)
    first, last = _ends(other, about)
    return _overlap(low, first) and ((high is low and last is first) or _overlap(high, last))


def contains(outer: Figure, inner: Figure) -> bool:
    """Return whether all that a figure may be lies within another, up to the outer's rounding."""
    if outer.unit.kind != inner.unit.kind or outer.cycle != inner.cycle:
        return False
    (low, high), (first, last) = _ends(outer), _ends(inner)
    if low is not None and (first is None or not _after(low, first)):
        return False
    return high is None or (last is not None and _after(_turned(high), _turned(last)))


def compare(one: Figure, shown: Unit, other: Figure, other_shown: Unit) -> str:
    """Return "less", "equal", "greater" or "undecided", in the sense of the shown units."""
    _same_kind(one, other)
    if one.cycle != other.cycle:
        return "undecided"
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


def _same_kind(one: Figure, other: Figure) -> None:
    if one.unit.kind != other.unit.kind:
        raise UnitError(
            f"cannot compare a figure in {one.unit.symbol!r} ({one.unit.kind}) "
            f"with one in {other.unit.symbol!r} ({other.unit.kind})"
        )


def _ends(figure: Figure, about: int = ABOUT) -> tuple[End | None, End | None]:
    """Return both ends in the base of the kind."""
    low, high = figure.low, figure.high
    if figure.unit.inverted:
        low, high = high, low
    first = None if low is None else _end(low, figure, about)
    last = first if high is low else None if high is None else _end(high, figure, about)
    for other in figure.also:
        start, stop = _ends(other, about)
        one_number = last is first
        first = _narrowed(first, start)
        last = first if one_number else _narrowed(last, stop)
    return first, last


def _end(value: Decimal, figure: Figure, about: int) -> End:
    unit = figure.unit
    fuzzy = figure.bound == "about"
    exact = value.as_integer_ratio()
    exponent = int(value.as_tuple().exponent)
    # The number and half a last digit, both in halves of the same small part.
    part, step = (10**-exponent, 1) if exponent < 0 else (1, 10**exponent)
    middle, reach, halves = 2 * exact[0] * part // exact[1], step, 2 * part
    if fuzzy:
        middle, reach, halves = middle * about, max(step * about, abs(middle)), halves * about
    bottom, top = based(middle - reach, halves, unit), based(middle + reach, halves, unit)
    if unit.inverted:
        bottom, top = top, bottom
    return End(based(*exact, unit), bottom, top, figure.bound in STRICT, fuzzy)


def _less(one: Quotient, other: Quotient) -> bool:
    return one[0] * other[1] < other[0] * one[1]


def _same(one: Quotient, other: Quotient) -> bool:
    return one[0] * other[1] == other[0] * one[1]


def _narrowed(end: End | None, other: End | None) -> End | None:
    if end is None or other is None:
        return end
    low = other.low if _less(end.low, other.low) else end.low
    high = other.high if _less(other.high, end.high) else end.high
    return end._replace(low=low, high=high)


def _overlap(one: End | None, other: End | None) -> bool:
    if one is None or other is None:
        return one is other
    return _less(one.low, other.high) and _less(other.low, one.high)


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
