"""A span over several figures: what a generation's variants reach from and to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from evspec.measures import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Span"]


@frozen
class Span:
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
    def text(self) -> str:
        return self.show()

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

    def to(self, unit: str) -> Span:
        """Show both ends in another unit; under a reciprocal they change places."""
        return Span.over([self.lowest.to(unit), self.highest.to(unit)])

    def as_printed_in(self, unit: str) -> Span:
        """Return the span of the ends as they were printed in a unit, or converted."""
        return Span.over([self.lowest.as_printed_in(unit), self.highest.as_printed_in(unit)])

    def show(self, *, grouped: bool = False) -> str:
        low, high = self.lowest, self.highest.to(self.lowest.unit)
        if low == high:
            return low.show(grouped=grouped)
        first, last = low.number("low", grouped=grouped), high.number("high", grouped=grouped)
        if first is None or last is None:
            return _open(low.show(grouped=grouped), high.show(grouped=grouped), low.unit)
        if first == last:
            return low.show(grouped=grouped)
        return f"{first}–{last} {low.unit}".rstrip()

    def agrees_with(self, other: object) -> bool:
        if isinstance(other, Measure):
            other = Span.around(other)
        return (
            isinstance(other, Span)
            and self.lowest.agrees_with(other.lowest)
            and self.highest.agrees_with(other.highest)
        )

    def contains(self, other: object) -> bool:
        if isinstance(other, Measure):
            other = Span.around(other)
        return (
            isinstance(other, Span)
            and self.lowest.compare(other.lowest) in {"less", "equal"}
            and self.highest.compare(other.highest) in {"greater", "equal"}
        )

    def compare(self, other: object) -> Literal["less", "equal", "greater", "undecided"]:
        """Compare end by end: less only if neither end is greater and one is surely less."""
        if isinstance(other, Measure):
            other = Span.around(other)
        if not isinstance(other, Span):
            return "undecided"
        ends = {self.lowest.compare(other.lowest)}
        if self.lowest is not self.highest or other.lowest is not other.highest:
            ends.add(self.highest.compare(other.highest))
        if "undecided" in ends or ends == {"less", "greater"}:
            return "undecided"
        if ends == {"equal"}:
            return "equal"
        return "less" if "less" in ends else "greater"


def _open(low: str, high: str, unit: str) -> str:
    """Return "up to 436–604 km", "150 to up to 195 kW" of two ends of which one is a bound."""
    low = low.removesuffix(f" {unit}")
    bound, _, number = low.rpartition(" ")
    same, _, other = high.removesuffix(f" {unit}").rpartition(" ")
    if number == other:
        return f"{low} {unit}" if bound else high
    return f"{bound} {number}–{other} {unit}" if bound == same else f"{low} to {high}"


def _is_definite(measure: Measure) -> bool:
    return measure.low is not None and measure.high is not None


def _low(measure: Measure) -> float:
    return measure.low if measure.low is not None else (measure.high or 0.0)


def _high(measure: Measure) -> float:
    return measure.high if measure.high is not None else (measure.low or 0.0)
