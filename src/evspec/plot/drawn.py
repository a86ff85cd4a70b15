"""An entry as a chart draws it: where it lies in the chart's unit, in words, and how surely it is said."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from evspec.claims import FIRM
from evspec.languages.speech import word
from evspec.measures import Interval, Measure
from evspec.values import Dates, Relation, Span
from evspec.wording.cells import text_of

if TYPE_CHECKING:
    from datetime import date

    from evspec.claims import Entry, Source
    from evspec.specs import UnitChoice

__all__ = ["Drawn", "drawn", "year_of"]

_DAYS = Fraction("365.2425")


class Drawn(NamedTuple):
    """A figure for a chart.

    Attributes
    ----------
    interval
        Where it lies; its unit is "year" for dates.
    text
        The figure in words, as a table shows it.
    entry
        Who states it, and how surely.
    """

    interval: Interval
    text: str
    entry: Entry

    @property
    def low(self) -> float | None:
        """The lower end, None where it is open."""
        return self.interval.low

    @property
    def high(self) -> float | None:
        """The upper end, None where it is open."""
        return self.interval.high

    @property
    def unit(self) -> str:
        """The unit of the ends."""
        return self.interval.unit

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who says so."""
        return self.entry.sources

    @property
    def firm(self) -> bool:
        """Whether the figure is out, not expected or reckoned, nor a schedule that has passed."""
        return self.entry.status in FIRM and not self.entry.is_overdue

    @property
    def rumored(self) -> bool:
        """Whether nobody says so but by rumor."""
        return self.entry.status == "rumored"

    @property
    def words(self) -> str:
        """The figure in words, with its status where it is not out."""
        status = self.entry.status
        is_told = status in FIRM or (status == "expected" and self.entry.is_overdue)
        return self.text if is_told else f"{self.text}, {word(status or '')}"

    @property
    def is_point(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    @property
    def middle(self) -> float:
        """The number to draw it at: between its ends, or at the one that is known."""
        known = [end for end in (self.low, self.high) if end is not None]
        return sum(known) / len(known)


def drawn(entry: Entry, units: UnitChoice) -> Drawn | None:
    """Return what an entry comes to in numbers, None if it has none.

    A relation ("less than the iX3") is the bound that it comes to.
    """
    value = entry.meant(units) if isinstance(entry.value, Relation) else entry.shown(units)
    if isinstance(value, Measure | Span):
        interval = value.interval()
    elif isinstance(value, Dates):
        interval = Interval.between(year_of(value.first), year_of(value.last, end=True), "year")
    else:
        return None
    return None if interval.is_open else Drawn(interval, text_of(entry, units, whom=False), entry)


def year_of(day: date | None, *, end: bool = False) -> Fraction | None:
    """Return a day as a year with decimals; its end, if asked for, lies a day later than its start."""
    if day is None:
        return None
    start = day.replace(month=1, day=1).toordinal()
    return day.year + (day.toordinal() - start + end) / _DAYS
