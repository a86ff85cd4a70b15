"""Figures that were worked out: with as many digits as those that they follow from, and their bounds."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from attrs import evolve

from evspec.measures import ABOUT, Measure

if TYPE_CHECKING:
    from evspec.measures import Interval

__all__ = ["made", "widened"]

#: The fewest significant digits that a result shows: "8 min" is no reason to say "4 kW" for 4.4.
_FEWEST = 2


def made(
    interval: Interval, unit: str, *, cycle: str | None = None, step: int | None = None
) -> Measure | None:
    """Return the figure between two ends, None if both are open.

    One number is rounded to as many significant digits as the least precise figure behind it has,
    two at least. Two ends, and one that stands alone, are rounded outward, so that they still hold.

    Parameters
    ----------
    interval
        Where it lies, in `unit`.
    unit
        The unit.
    cycle
        The test cycle.
    step
        The power of ten to round to instead: 0 for whole numbers.
    """
    low, high = interval.ends
    size = high if high is not None else low
    if size is None:
        return None
    place = step if step is not None else _magnitude(low or size) - max(interval.digits, _FEWEST) + 1
    if low is not None and low == high:
        bound = "about" if interval.about or interval.strict else "exact"
        return Measure.of(_written(_nearest(low, place), place), unit, bound=bound, cycle=cycle)
    first = None if low is None else _written(floor(low / _ten(place)), place)
    last = None if high is None else _written(ceil(high / _ten(place)), place)
    if first is not None and last is not None:
        if first == last:
            return Measure.of(first, unit, cycle=cycle)
        return Measure.of((first, last), unit, bound="between", cycle=cycle)
    if first is not None:
        return Measure.of(first, unit, bound="more than" if interval.strict else "at least", cycle=cycle)
    return Measure.of(last or "", unit, bound="less than" if interval.strict else "at most", cycle=cycle)


def widened(interval: Interval) -> Interval:
    """Return an interval with each end that is "about" a number as far out as "about" reaches.

    One number stays as it is, since the figure made of it can say "about" itself; two ends, and a bound,
    cannot.
    """
    low, high = interval.ends
    if low == high:
        return interval
    lower, upper = interval.lower, interval.upper
    if lower is not None and low is not None and lower.about:
        lower = lower.at(low * (1 - Fraction(1, ABOUT)))
    if upper is not None and high is not None and upper.about:
        upper = upper.at(high * (1 + Fraction(1, ABOUT)))
    return evolve(interval, lower=lower, upper=upper)


def _magnitude(size: Fraction) -> int:
    """Return the power of ten of the first digit."""
    power = len(str(size.numerator)) - len(str(size.denominator))
    return power if size >= _ten(power) else power - 1


def _ten(power: int) -> Fraction:
    return Fraction(10) ** power


def _nearest(size: Fraction, place: int) -> int:
    """Return how many steps a size is, a half rounded up as print does."""
    return floor(size / _ten(place) + Fraction(1, 2))


def _written(steps: int, place: int) -> str:
    """Return a number of steps with its digits: 973 steps of a tenth are "97.3"."""
    if place >= 0:
        return str(steps * 10**place)
    digits = str(steps).rjust(1 - place, "0")
    return f"{digits[:place]}.{digits[place:]}"
