"""Agreement and order of figures, as sure as their digits allow and no surer."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.errors import UnitError
from evspec.measures.figures import STRICT, Figure, fraction, key

if TYPE_CHECKING:
    from decimal import Decimal

    from evspec.units import Unit

__all__ = ["agree", "at_most", "compare", "contains"]

#: How far "about" reaches, as a share of the number.
ABOUT: Final = Fraction(1, 10)


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

    value: Fraction
    low: Fraction
    high: Fraction
    strict: bool
    fuzzy: bool


def agree(one: Figure, other: Figure, *, about: Fraction = ABOUT) -> bool:
    """Return whether two figures may be the same one rounded differently, end by end.

    Parameters
    ----------
    one, other
        The figures; of another kind or cycle they never agree.
    about
        How far "about" reaches, as a share of the number.
    """
    if one.unit.kind != other.unit.kind or one.cycle != other.cycle:
        return False
    return all(map(_overlap, _ends(one, about), _ends(other, about)))


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
        and upper.value == lower.value
        and not (upper.fuzzy or lower.fuzzy)
    )


def _same_kind(one: Figure, other: Figure) -> None:
    if one.unit.kind != other.unit.kind:
        raise UnitError(
            f"cannot compare a figure in {one.unit.symbol!r} ({one.unit.kind}) "
            f"with one in {other.unit.symbol!r} ({other.unit.kind})"
        )


# Selection sets each figure of a row against each other one.
@lru_cache(maxsize=8192)
def _ends(figure: Figure, about: Fraction = ABOUT) -> tuple[End | None, End | None]:
    """Return both ends in the base of the kind."""
    low, high = figure.low, figure.high
    if figure.unit.inverted:
        low, high = high, low
    first = None if low is None else _end(low, figure, about)
    last = first if high is low else None if high is None else _end(high, figure, about)
    for other in figure.also:
        start, stop = _ends(other, about)
        first, last = _narrowed(first, start), _narrowed(last, stop)
    return first, last


def _end(value: Decimal, figure: Figure, about: Fraction) -> End:
    fuzzy = figure.bound == "about"
    half = Fraction(10) ** int(value.as_tuple().exponent) / 2
    number = Fraction(*value.as_integer_ratio())
    reach = max(half, abs(number) * about) if fuzzy else half
    unit = figure.unit
    bottom, top = (_base(edge, unit) for edge in (number - reach, number + reach))
    return End(fraction(value, unit), min(bottom, top), max(bottom, top), figure.bound in STRICT, fuzzy)


def _base(number: Fraction, unit: Unit) -> Fraction:
    return unit.factor / number if unit.inverted else unit.factor * number + unit.offset


def _narrowed(end: End | None, other: End | None) -> End | None:
    if end is None or other is None:
        return end
    return end._replace(low=max(end.low, other.low), high=min(end.high, other.high))


def _overlap(one: End | None, other: End | None) -> bool:
    if one is None or other is None:
        return one is other
    return max(one.low, other.low) < min(one.high, other.high)


def _after(start: End, end: End) -> bool:
    """Return whether an inner figure's lower end lies within an outer one's."""
    if start.strict:
        return end.value > start.value or (end.strict and end.value == start.value)
    return end.value >= start.low


def _turned(end: End) -> End:
    """Return an end seen from the other side, where its upper edge is the lower one."""
    return end._replace(value=-end.value, low=-end.high, high=-end.low)


def _below(upper: End | None, lower: End | None) -> bool:
    """Return whether everything up to one end is surely below everything from another."""
    if upper is None or lower is None:
        return False
    if upper.value == lower.value:
        # "More than 514 km" beats 514 km: the same number is meant, whatever its rounding.
        return (upper.strict or lower.strict) and not (upper.fuzzy or lower.fuzzy)
    return upper.value < lower.value and upper.high <= lower.low
