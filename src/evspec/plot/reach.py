"""How far a figure reaches: its ends as numbers, for a chart to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evspec.claims import FIRM
from evspec.measures import Measure
from evspec.values import Dates, Relation, Span
from evspec.vehicles.relations import relate
from evspec.wording.display import show_selection, shown

if TYPE_CHECKING:
    from datetime import date

    from evspec.claims import Selection, Source, Status
    from evspec.specs import Shown
    from evspec.values import Value
    from evspec.vehicles import Vehicle

_DAYS = 365.2425


class Reach(NamedTuple):
    """A figure for a chart.

    Attributes
    ----------
    low, high
        Its ends; None where it is open.
    unit
        Their unit; "year" for dates.
    text
        The figure in words, as a table shows it.
    status
        How surely it is said.
    sources
        Who says so.
    """

    low: float | None
    high: float | None
    unit: str
    text: str
    status: Status
    sources: tuple[Source, ...]

    @property
    def firm(self) -> bool:
        """Whether the figure is out, not expected or reckoned."""
        return self.status in FIRM

    @property
    def words(self) -> str:
        """The figure in words, with its status where it is not out."""
        return self.text if self.firm else f"{self.text}, {self.status}"

    @property
    def is_point(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    @property
    def middle(self) -> float:
        """The number to draw it at: between its ends, or at the one that is known."""
        known = [end for end in (self.low, self.high) if end is not None]
        return sum(known) / len(known)


def reach_of(vehicle: Vehicle, selection: Selection | None, system: Shown) -> Reach | None:
    """Return what a selection comes to in numbers, None if it has none.

    A relation ("less than the iX3") is the bound that it comes to.
    """
    if selection is None or selection.value is None:
        return None
    row, said = selection.row, selection.value
    if isinstance(said, Relation):
        value: Value | None = relate(vehicle, row, said, row.spec.unit(system)).bound
    else:
        value = shown(said, row, system)
    if isinstance(value, Measure):
        low, high, unit = value.low, value.high, value.unit
    elif isinstance(value, Span):
        low, high, unit = value.low, value.high, value.lowest.unit
    elif isinstance(value, Dates):
        low, high, unit = year_of(value.first), year_of(value.last, end=True), "year"
    else:
        return None
    if low is None and high is None:
        return None
    sources = tuple(dict.fromkeys(claim.source for claim in selection.figure))
    text = show_selection(vehicle, selection, system)
    return Reach(low, high, unit, text, selection.status, sources)


def year_of(day: date | None, *, end: bool = False) -> float | None:
    """Return a day as a year with decimals; its end, if asked for, lies a day later than its start."""
    if day is None:
        return None
    start = day.replace(month=1, day=1).toordinal()
    return day.year + (day.toordinal() - start + end) / _DAYS
