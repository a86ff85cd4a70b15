"""Two figures held against each other: whether they agree, whether one contains the other, which is more."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from evspec.errors import UnitError
from evspec.measures.ends import ABOUT, ends_of, is_below, lies_after, meet
from evspec.measures.figures import key

if TYPE_CHECKING:
    from evspec.measures.ends import End, Order
    from evspec.measures.figures import Figure
    from evspec.units import Unit

__all__ = ["agree", "compare", "contains", "hold"]

_Ends: TypeAlias = "tuple[End | None, End | None]"


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
    unit = one.unit
    if unit is other.unit and one[:3] == other[:3] and not (one.also or other.also):
        # the same numbers meet whatever their digits
        return True
    # they meet in every unit or in none, and one of them need not be converted
    (low, high), (first, last) = ends_of(one, unit, about), ends_of(other, unit, about)
    return meet(low, first) and ((low is high and first is last) or meet(high, last))


def contains(outer: Figure, inner: Figure) -> bool:
    """Return whether all that a figure may be lies within another, up to the outer's rounding."""
    if outer.unit.kind != inner.unit.kind or outer.cycle != inner.cycle:
        return False
    return hold(ends_of(outer), ends_of(inner))


def compare(one: Figure, shown: Unit, other: Figure, other_shown: Unit) -> Order:
    """Return "less", "equal", "greater" or "undecided", in the sense of the shown units.

    Raises
    ------
    UnitError
        If the kinds differ.
    """
    if one.unit.kind != other.unit.kind:
        raise UnitError(
            f"cannot compare a figure in {one.unit.symbol!r} ({one.unit.kind}) "
            f"with one in {other.unit.symbol!r} ({other.unit.kind})"
        )
    if one.cycle != other.cycle:
        return "undecided"
    if one.bound == "exact" and key(one) == key(other):
        return "equal"
    # 4 mi/kWh is more distance, 20 kWh/100 km more energy: between the two ends there is no "more".
    if shown.inverted != other_shown.inverted:
        return "undecided"
    (low, high), (first, last) = ends_of(one), ends_of(other)
    if is_below(high, first):
        return "greater" if shown.inverted else "less"
    if is_below(last, low):
        return "less" if shown.inverted else "greater"
    return "undecided"


def hold(outer: _Ends, inner: _Ends) -> bool:
    """Return whether all between two ends lies between two others, up to the rounding of those."""
    (low, high), (first, last) = outer, inner
    if low is not None and (first is None or not lies_after(low, first)):
        return False
    return high is None or (last is not None and lies_after(high.turned, last.turned))
