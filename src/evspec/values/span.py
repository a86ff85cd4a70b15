"""A span over several figures: what a generation's variants reach from and to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from attrs import frozen

from evspec.measures import Interval, Measure, Order
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.values.value import Data

__all__ = ["Span"]


@frozen
class Span(BaseValue):
    """From the lowest to the highest of several figures, each kept as its source printed it.

    Attributes
    ----------
    lowest, highest
        The figures at the ends. Equal if the span has no width.

    Examples
    --------
    >>> from evspec.measures import measure
    >>> Span.over([measure("514 km"), measure("466 km")]).show()
    '466–514 km'
    """

    lowest: Measure
    highest: Measure

    @classmethod
    def over(cls, measures: Iterable[Measure]) -> Span:
        """Make the span of one or more measures of one kind."""
        every = list(measures)
        unit = every[0].unit
        # what is stated counts; of "195 kW" and "up to 195 kW" the definite one stands at the end
        lowest = min(every, key=lambda m: (_low(m.to(unit)), not _is_definite(m)))
        highest = max(every, key=lambda m: (_high(m.to(unit)), _is_definite(m)))
        return cls(lowest, highest)

    @classmethod
    def around(cls, value: Measure | Span) -> Span:
        """Return a span as it is, and a figure as a span that both starts and ends with it."""
        return cls(value, value) if isinstance(value, Measure) else value

    @property
    def kind(self) -> str:
        return self.lowest.kind

    @property
    def low(self) -> float | None:
        """The lower end in the unit of `lowest`, None if open."""
        return self.lowest.low

    @property
    def high(self) -> float | None:
        """The upper end in the unit of `lowest`, None if open."""
        return self.highest.to(self.lowest.unit).high

    @property
    def definiteness(self) -> int:
        return int(None in {self.low, self.high})

    def data(self) -> Data:
        return {"low": self.low, "high": self.high, "unit": self.lowest.unit, "bound": "between"}

    def to(self, unit: str) -> Span:
        """Show both ends in another unit; under a reciprocal they change places."""
        return Span.over([self.lowest.to(unit), self.highest.to(unit)])

    def printed_in(self, unit: str) -> Span:
        """Return the span of the ends as they were printed in a unit, or converted."""
        return Span.over([self.lowest.printed_in(unit), self.highest.printed_in(unit)])

    def interval(self, unit: str | None = None) -> Interval:
        """Return from where to where the figures reach, with what their rounding leaves open.

        Parameters
        ----------
        unit
            The unit of the numbers; by default that of `lowest`.
        """
        span = self.to(unit or self.lowest.unit)
        return span.lowest.interval().joined(span.highest.interval())

    @property
    def printed_interval(self) -> Interval:
        """The interval between the digits that are shown, in the unit of `lowest`."""
        return self.lowest.printed_interval.joined(self.highest.to(self.lowest.unit).printed_interval)

    def show(self, *, grouped: bool = False) -> str:
        low, high = self.lowest, self.highest.to(self.lowest.unit)
        if low == high:
            return low.show(grouped=grouped)
        first, last = low.number("low", grouped=grouped), high.number("high", grouped=grouped)
        if low.bound in _PLAIN and high.bound in _PLAIN:
            return low.show(grouped=grouped) if first == last else f"{first}–{last} {low.unit}".rstrip()
        return _open(
            f"{first}" if low.bound in _PLAIN else low.show(grouped=grouped).removesuffix(f" {low.unit}"),
            f"{last} {low.unit}".rstrip() if high.bound in _PLAIN else high.show(grouped=grouped),
            low.unit,
        )

    def agrees_with(self, other: object) -> bool:
        return self._is_like(other) and self.interval().agrees_with(other.interval(self._unit))

    def contains(self, other: object) -> bool:
        return self._is_like(other) and self.interval().contains(other.interval(self._unit))

    def compare(self, other: object) -> Order:
        """Compare end by end: less only if neither end is greater and one is surely less."""
        if not self._is_like(other):
            return "undecided"
        return self.interval().compare_ends(other.interval(self._unit))

    def _is_like(self, other: object) -> TypeGuard[Measure | Span]:
        return isinstance(other, Measure | Span) and other.kind == self.kind

    @property
    def _unit(self) -> str:
        return self.lowest.unit


#: The bounds of figures whose numbers are their ends.
_PLAIN = frozenset({"exact", "between"})


def _open(low: str, high: str, unit: str) -> str:
    """Return "up to 436–604 km", "150 to up to 195 kW" of two ends of which one is a bound."""
    bound, _, number = low.rpartition(" ")
    same, _, other = high.removesuffix(f" {unit}").rpartition(" ")
    if number == other and not (bound and same and bound != same):
        return f"{low} {unit}" if bound else high
    return f"{bound} {number}–{other} {unit}" if bound == same else f"{low} to {high}"


def _is_definite(measure: Measure) -> bool:
    return measure.low is not None and measure.high is not None


def _low(measure: Measure) -> float:
    return measure.low if measure.low is not None else (measure.high or 0.0)


def _high(measure: Measure) -> float:
    return measure.high if measure.high is not None else (measure.low or 0.0)
