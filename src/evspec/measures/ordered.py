"""What figures are to each other: equal, in agreement, contained, less or greater."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from evspec.measures.figures import Figure, key
from evspec.measures.interval import Order, agree, at_most, compare, contains

if TYPE_CHECKING:
    from evspec.units import Unit

__all__ = ["Ordered"]


@frozen(eq=False, repr=False)
class Ordered:
    """A figure and the unit in which it is shown, as far as others are compared with it.

    Parameters
    ----------
    figure
        The figure as printed (private).
    unit
        The unit in which it is shown (private).
    """

    _figure: Figure
    _unit: Unit

    def agrees_with(self, other: Ordered) -> bool:
        """Return whether both may be one figure, rounded differently.

        Half a last digit on each side must overlap, end by end, with the same kind and cycle;
        "about" reaches 10 %. Agreement is not transitive.

        Examples
        --------
        >>> from evspec import measure
        >>> measure("319 mi").agrees_with(measure("514 km"))
        True
        """
        return agree(self._figure, other._figure)

    def contains(self, other: Ordered) -> bool:
        """Return whether everything that `other` may be is allowed by this figure.

        Examples
        --------
        >>> from evspec import measure
        >>> measure("up to 400 kW").contains(measure("345 kW"))
        True
        """
        return contains(self._figure, other._figure)

    def compare(self, other: Ordered) -> Order:
        """Return "less", "equal", "greater" or "undecided", as sure as the digits are.

        Figures of different cycles, and consumption against economy, are undecided.

        Raises
        ------
        UnitError
            If the kinds differ.

        Examples
        --------
        >>> from evspec import measure
        >>> measure("more than 514 km").compare(measure("514 km"))
        'greater'
        >>> measure("319 mi").compare(measure("514 km"))
        'undecided'
        """
        return compare(self._figure, self._unit, other._figure, other._unit)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ordered):
            return NotImplemented
        mine, theirs = self._figure, other._figure
        if mine.unit is theirs.unit:
            return (
                mine.low == theirs.low
                and mine.high == theirs.high
                and mine.bound == theirs.bound
                and mine.cycle == theirs.cycle
            )
        return mine.unit.kind == theirs.unit.kind and key(mine) == key(theirs)

    def __hash__(self) -> int:
        return hash(key(self._figure))

    def __lt__(self, other: Ordered) -> bool:
        return self._compared(other) and self.compare(other) == "less"

    def __gt__(self, other: Ordered) -> bool:
        return self._compared(other) and self.compare(other) == "greater"

    def __le__(self, other: Ordered) -> bool:
        return self._compared(other) and at_most(self._figure, self._unit, other._figure, other._unit)

    def __ge__(self, other: Ordered) -> bool:
        return self._compared(other) and at_most(other._figure, other._unit, self._figure, self._unit)

    @staticmethod
    def _compared(other: object) -> bool:
        if not isinstance(other, Ordered):
            raise TypeError(f"a Measure has no order with {type(other).__name__}")
        return True
