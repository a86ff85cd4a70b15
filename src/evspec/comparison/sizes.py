"""How large a change is: what was subtracted, end from end or at least and at most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from evspec.measures import EXACT, Interval
from evspec.measures.ends import End

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evspec.measures.figures import Quotient
    from evspec.values import Dates

__all__ = ["distance", "is_next_to_nothing", "lapse", "shift"]


def shift(old: Interval, new: Interval) -> tuple[Interval, Interval]:
    """Subtract two definite figures end from end, and in percent of the old ends.

    Neither is finer than the figures: 2,864 mm to 2.89 m is +30 mm, and about 400 km to 582 km about +182 km.
    """
    pairs = _pairs(old, new)
    power = max(old.power, new.power)
    changes = [_steps((y - x, d), power) for x, y, d in pairs]
    if not any(changes) and any(x != y for x, y, _ in pairs):
        # 106.3 in to 106 in, which was 2.69 m: a unit may have taken more than the source left open
        power -= 1
        changes = [_steps((y - x, d), power) for x, y, d in pairs]
    shares = _ordered((100 * (y - x), abs(x)) for x, y, _ in pairs if x)
    low, high = (shares[0], shares[-1]) if len(shares) == len(pairs) else (None, None)
    reach = _ordered(_reach(x, y, d, (old.power, new.power)) for x, y, d in pairs if x)
    return (
        _between(
            _sized(min(changes), power),
            _sized(max(changes), power),
            new.unit,
            power,
            about=old.about or new.about,
        ),
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
    powers = shown_old.power, shown_new.power
    lower, upper = _outward(apart.lower, max(powers), up=False), _outward(apart.upper, max(powers), up=True)
    # the lower end is counted from the old figure's upper one
    shares: list[Quotient | None] = [None, None]
    reach = []
    for n, (end, first) in enumerate(((lower, old.upper), (upper, old.lower))):
        if end is not None and first is not None and first.value[0]:
            (change, parts), (x, d) = end.value, first.value
            shares[n] = 100 * change * d, parts * abs(x)
            reach.append(_reach(x * parts, x * parts + change * d, d * parts, powers))
    delta = Interval(lower, upper, new.unit, power=max(powers))
    low, high = shares
    return delta, _in_percent(low, high, _ordered(reach))


def _outward(end: End | None, power: int, *, up: bool) -> End | None:
    if end is None:
        return None
    n, d = _scaled(end.value, power)
    steps = -(-n // d) if up else n // d
    if not steps:
        return None
    value = _sized(steps, power)
    # what was rounded outward is not reached
    return End(value, value, value, end.strict and steps * d == n, end.about)


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
    pairs = [(x, y, d) for x, y, d in _pairs(old, new, crossed=by_reach) if x and y]
    if by_reach:
        pairs = sorted(pairs, key=lambda pair: Fraction(abs(pair[1] - pair[0]), pair[2]))[:1]
    return any(abs(y - x) * part <= max(abs(x), abs(y)) for x, y, _ in pairs)


def _pairs(old: Interval, new: Interval, *, crossed: bool = False) -> list[tuple[int, int, int]]:
    """Return the numbers of both at each end that neither leaves open, over a divisor that comes third.

    Of two single numbers once; crossed, those of one at the other end. Integers take a tenth of the time
    that fractions do.
    """
    ends = [(old.lower, new.lower), (old.upper, new.upper)]
    if crossed:
        ends = [(old.upper, new.lower), (old.lower, new.upper)]
    elif old.lower is old.upper and new.lower is new.upper:
        ends = ends[:1]
    known = [(*x.value, *y.value) for x, y in ends if x is not None and y is not None]
    return [(n * own, other * d, d * own) for n, d, other, own in known]


def _ordered(sizes: Iterable[Quotient]) -> list[Quotient]:
    several = list(sizes)
    return several if len(several) < 2 else sorted(several, key=lambda size: Fraction(*size))


def _reach(x: int, y: int, d: int, powers: tuple[int, int]) -> Quotient:
    """Return how far the rounding of two figures alone may move their difference in percent of the old one.

    Half a last digit of either, to first order: d((y - x) / x) = dy / x - y dx / x².

    Parameters
    ----------
    x, y, d
        Their numbers, over what comes third.
    powers
        The powers of ten of their last digits.
    """
    least = min(*powers, 0)
    first, last = (10 ** (power - least) for power in powers)
    return 50 * d * (last * abs(x) + first * abs(y)), x * x * 10**-least


def _in_percent(low: Quotient | None, high: Quotient | None, reach: Sequence[Quotient]) -> Interval:
    """Return shares in percent; in tens, or hundreds, where rounding alone moves them by two or more.

    No share that there is becomes none by that.
    """
    ends = [end for end in (low, high) if end is not None and end[0]]
    most, part = reach[-1] if reach else (0, 1)
    power = 0
    while most >= 2 * 10 ** (power + 1) * part and all(_steps(end, power + 1) for end in ends):
        power += 1
    if power:
        low, high = (None if end is None else _sized(_steps(end, power), power) for end in (low, high))
    return _between(low, high, "%", power)


def _between(
    low: Quotient | None, high: Quotient | None, unit: str, power: int, *, about: bool = False
) -> Interval:
    """Return the interval between two exact numbers, None for an end that is open."""
    first, last = (None if end is None else End(end, end, end, about=about) for end in (low, high))
    return Interval(first, first if high == low else last, unit, power=power, digits=EXACT)


def _steps(size: Quotient, power: int) -> int:
    """Return how many steps of a power of ten a number is, halves away from zero."""
    n, d = _scaled(size, power)
    steps = (2 * abs(n) + d) // (2 * d)
    return steps if n > 0 else -steps


def _scaled(size: Quotient, power: int) -> Quotient:
    """Return a number in steps of a power of ten."""
    n, d = size
    return (n, d * 10**power) if power > 0 else (n * 10**-power, d)


def _sized(steps: int, power: int) -> Quotient:
    """Return the number that so many steps of a power of ten are."""
    return (steps * 10**power, 1) if power > 0 else (steps, 10**-power)


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
