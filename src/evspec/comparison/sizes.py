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
    """Subtract two definite figures end from end, and in percent of the old ends."""
    pairs = list(zip(new.ends, old.ends, strict=True))
    changes = [y - x for y, x in pairs if x is not None and y is not None]
    shares = [(y - x) / abs(x) * 100 for y, x in pairs if x and y is not None]
    decimals = max(0, -max(old.power, new.power))
    # 4 h to 5.8 h is +1.8 h, not +2
    while decimals < 3 and any(abs(round(size, decimals) - size) > abs(size) / 10 for size in changes):
        decimals += 1
    is_known = len(shares) == len(changes)
    low, high = (min(shares), max(shares)) if is_known else (None, None)
    return (
        Interval.between(min(changes), max(changes), new.unit, power=-decimals),
        Interval.between(low, high, "%"),
    )


def distance(old: Interval, new: Interval, power: int) -> tuple[Interval, Interval]:
    """Return how far apart two figures are, at least and at most, and in percent of the old ends.

    The ends are rounded outward, so that what is said of them holds of every value that the figures
    leave open; an end that comes to nothing is left open.

    Parameters
    ----------
    old, new
        The figures in one unit, exact.
    power
        The power of ten of the last digit to show.
    """
    apart = new - old
    decimals = max(0, -power)
    lower = _rounded(apart.lower, floor, decimals)
    upper = _rounded(apart.upper, ceil, decimals)
    # the lower end is counted from the old figure's upper one
    first, last = old.ends
    low, high = (None if end is None else Fraction(*end.value) for end in (lower, upper))
    delta = Interval(lower, upper, new.unit, power=-decimals)
    return delta, Interval.between(_share(low, last), _share(high, first), "%")


def _rounded(end: End | None, way: Callable[[Fraction], int], decimals: int) -> End | None:
    if end is None:
        return None
    exact = Fraction(*end.value)
    number = Fraction(way(exact * 10**decimals), 10**decimals)
    if not number:
        return None
    # what was rounded outward is not reached
    return end.at(number)._replace(strict=end.strict and number == exact, stated=True)


def is_next_to_nothing(old: Interval, new: Interval, part: int = 200) -> bool:
    """Return whether two definite figures differ by at most their 200th part, which rounds to 0 %."""
    pairs = [(x, y) for x, y in zip(old.ends, new.ends, strict=True) if x and y]
    return bool(pairs) and all(abs(y - x) * part <= max(abs(x), abs(y)) for x, y in pairs)


def _share(difference: Fraction | None, old: Fraction | None) -> Fraction | None:
    """Return a difference in percent of an old figure, None where that is 0."""
    return None if difference is None or not old else difference / abs(old) * 100


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
