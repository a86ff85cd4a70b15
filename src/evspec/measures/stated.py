"""What a text states of a figure, as it is printed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from evspec.units import Unit

__all__ = ["Printing", "Stated"]


class Printing(NamedTuple):
    """One number or range with its unit, as it stands in a text.

    Attributes
    ----------
    low, high
        The ends, equal if it is one number.
    bound
        What it says of the true value.
    unit
        Its unit.
    clock
        The unit in which it was written as on a clock.
    at
        Where in the text it starts.
    """

    low: Decimal
    high: Decimal
    bound: str
    unit: Unit
    clock: Unit | None
    at: int


class Stated(NamedTuple):
    """What a text states.

    Attributes
    ----------
    printings
        The figure as it is printed, once or several times.
    cycle
        The test cycle, which is that of every printing.
    numbers
        The numbers as they stand in the text, with their signs; a clock's are not among them.
    rises
        Whether the words hold of numbers that rise alone: "from 4 to 7 s".
    """

    printings: list[Printing]
    cycle: str | None
    numbers: list[str]
    rises: bool = False

    @property
    def meaning(self) -> object:
        """What it states, whatever the words."""
        return [(one.low, one.high, one.bound, one.unit) for one in self.printings], self.cycle
