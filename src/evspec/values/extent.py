"""Figures as plain numbers: where they lie, and as they are printed."""

from __future__ import annotations

import math
from typing import NamedTuple

from evspec.measures import Measure
from evspec.values.span import Span

__all__ = ["Extent", "Printed"]


class Extent(NamedTuple):
    """A figure or a span in a unit, with its ends as numbers.

    Attributes
    ----------
    span
        It, in that unit.
    low, high
        Its ends, None where open.
    least, most
        Between which two numbers, in the base of its kind, it lies with its rounding; infinite if either
        end is open.
    cycle
        Its test cycle.
    """

    span: Span
    low: float | None
    high: float | None
    least: float
    most: float
    cycle: str | None

    @classmethod
    def of(cls, value: Measure | Span, unit: str) -> Extent:
        """Take the extent of a value in a unit of its kind; "" leaves it in its own."""
        value = value.to(unit) if unit else value
        low, high = value.ends if isinstance(value, Measure) else (value.low, value.high)
        span = Span.around(value)
        cycle = span.lowest.cycle
        if low is None or high is None:
            return cls(span, low, high, -math.inf, math.inf, cycle)
        ends = span.lowest.reach if span.lowest is span.highest else span.lowest.reach + span.highest.reach
        return cls(span, low, high, min(ends), max(ends), cycle)

    def is_above(self, other: Extent) -> bool:
        """Tell at a glance that both are closed and this one is the greater, whatever their rounding.

        Nothing follows from False. Figures of unlike kinds or cycles have no order.
        """
        return self.least > other.most and self.cycle == other.cycle


class Printed(NamedTuple):
    """The ends of a figure or a span as the digits that are shown have them.

    Attributes
    ----------
    low, high
        The ends, None where open.
    unit
        Their unit.
    power
        The power of ten of the last digit, of the coarser end.
    """

    low: float | None
    high: float | None
    unit: str
    power: int

    @classmethod
    def of(cls, value: Measure | Span) -> Printed:
        """Take the digits of a value in the unit that it is shown in."""
        span = Span.around(value)
        unit = span.lowest.unit
        low, high = span.lowest, span.highest.to(unit)
        power = max(round(math.log10(end.step)) for end in {span.lowest, span.highest})
        return cls(_digits(low, "low", low.low), _digits(high, "high", high.high), unit, power)


def _digits(measure: Measure, end: str, size: float | None) -> float | None:
    """Return one end as its digits have it; those of a clock are no number."""
    digits = measure.number(end) if size is not None else None
    return size if digits is None or ":" in digits else float(digits)
