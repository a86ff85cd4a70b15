"""How large a change is: what was subtracted, end from end or at least and at most."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from evspec.measures import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.measures.ends import End
    from evspec.values import Dates

__all__ = ["distance", "is_next_to_nothing", "lapse", "shift"]


def shift(old: Interval, new: Interval) -> tuple[Interval, Interval]:
    """Subtract two definite figures end from end, and in percent of the old ends.

    Neither is finer than the figures: 2,864 mm to 2.89 m is +30 mm.
    """
    pairs = [(x, y) for x, y in zip(old.ends, new.ends, strict=True) if x is not None and y is not None]
    power = max(old.power, new.power)
    changes = [_nearest(y - x, power) for x, y in pairs]
    if not any(changes) and any(x != y for x, y in pairs):
        # 106.3 in to 106 in, which was 2.69 m: a unit may have taken more than the source left open
        power -= 1
        changes = [_nearest(y - x, power) for x, y in pairs]
    shares = [(y - x) / abs(x) * 100 for x, y in pairs if x]
    low, high = (min(shares), max(shares)) if len(shares) == len(pairs) else (None, None)
    reach = max((_reach(x, y, old, new) for x, y in pairs if x), default=Fraction(0))
    return (
        Interval.between(min(changes), max(changes), new.unit, power=power),
        _in_percent(low, high, reach),
    )


def distance(
    old: Interval, new: Interval, shown_old: Interval, shown_new: Interval
) -> tuple[Interval, Interval]:
    """Return how far apart two figures are, at least and at most, and in percent of the old ends.

    The ends are rounded outward, so that what is said of them holds of every value that the figures
    leave open. An end that comes to nothing is left open, since it says no more than the direction.

    Parameters
    ----------
    old, new
        The figures in one unit, exact.
    shown_old, shown_new
        The same as they are shown, which tells the last digit that is worth showing.
    """
    apart = new - old
    power = max(shown_old.power, shown_new.power)
    lower, upper = _outward(apart.lower, floor, power), _outward(apart.upper, ceil, power)
    low, high = (None if end is None else Fraction(*end.value) for end in (lower, upper))
    # the lower end is counted from the old figure's upper one
    first, last = old.ends
    counted = [(x, x + end) for x, end in ((last, low), (first, high)) if x and end is not None]
    reach = max((_reach(x, y, shown_old, shown_new) for x, y in counted), default=Fraction(0))
    delta = Interval(lower, upper, new.unit, power=power)
    return delta, _in_percent(_share(low, last), _share(high, first), reach)


def _outward(end: End | None, way: Callable[[Fraction], int], power: int) -> End | None:
    if end is None:
        return None
    exact, step = Fraction(*end.value), Fraction(10) ** power
    number = way(exact / step) * step
    if not number:
        return None
    # what was rounded outward is not reached
    return end.at(number)._replace(strict=end.strict and number == exact, stated=True)


def is_next_to_nothing(old: Interval, new: Interval, part: int = 200, *, by_reach: bool = False) -> bool:
    """Return whether an end of the change between two figures rounds to 0 %: is at most their 200th part.

    Parameters
    ----------
    old, new
        The figures in one unit.
    part
        Which part of them counts as nothing.
    by_reach
        Whether they are spans, of which the ends that are next to each other count.
    """
    pairs = [(x, y) for x, y in zip(old.ends, new.ends, strict=True) if x and y]
    if by_reach:
        pairs = [(x, y) for x, y in zip(old.ends[::-1], new.ends, strict=True) if x and y]
        pairs = sorted(pairs, key=lambda ends: abs(ends[1] - ends[0]))[:1]
    return any(abs(y - x) * part <= max(abs(x), abs(y)) for x, y in pairs)


def _share(difference: Fraction | None, old: Fraction | None) -> Fraction | None:
    """Return a difference in percent of an old figure, None where that is 0."""
    return None if difference is None or not old else difference / abs(old) * 100


def _reach(x: Fraction, y: Fraction, old: Interval, new: Interval) -> Fraction:
    """Return how far the rounding of two figures alone may move their difference in percent of the old one.

    Half a last digit of either, to first order: d((y - x) / x) = dy / x - y dx / x².
    """
    steps = Fraction(10) ** new.power + abs(y / x) * Fraction(10) ** old.power
    return steps / abs(x) * 50


def _in_percent(low: Fraction | None, high: Fraction | None, reach: Fraction) -> Interval:
    """Return shares in percent; in tens, or hundreds, where rounding alone moves them by two or more.

    No share that there is becomes none by that.
    """
    ends = [end for end in (low, high) if end]
    power = 0
    while reach >= 2 * 10 ** (power + 1) and all(_nearest(end, power + 1) for end in ends):
        power += 1
    if power:
        low, high = (None if end is None else _nearest(end, power) for end in (low, high))
    return Interval.between(low, high, "%", power=power)


def _nearest(size: Fraction, power: int) -> Fraction:
    """Return a number rounded to a power of ten, halves away from zero."""
    step = Fraction(10) ** power
    steps = floor(abs(size) / step + Fraction(1, 2))
    return steps * step if size > 0 else -steps * step


def lapse(old: Dates, new: Dates) -> Interval:
    """Return the months between two windows that are closed, end from end; days between days of a month."""
    ends = [(old.first, new.first), (old.last, new.last)]
    closed = [(one, other) for one, other in ends if one is not None and other is not None]
    months = [Fraction((other.year - one.year) * 12 + other.month - one.month) for one, other in closed]
    if old.first == old.last and new.first == new.last and not any(months):
        one, other = closed[0]
        days = Fraction((other - one).days)
        return Interval.between(days, days, "days")
    return Interval.between(min(months), max(months), "months")
