"""What is worked out from published figures: its bounds, its digits, and its place in a vehicle."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from attrs import evolve, frozen

from evspec.claims.record import Basis
from evspec.measures import Measure
from evspec.values import Span
from evspec.vehicles import Lookup, Vehicle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evspec.claims import Claim

__all__ = ["Ends", "ends_of", "made", "with_claims"]

#: The fewest significant digits that a result shows: "8 min" is no reason to say "4 kW" for 4.4.
_FEWEST = 2


class Ends(NamedTuple):
    """The ends of a figure above 0, exact, in a unit that the formula knows.

    Attributes
    ----------
    low, high
        None where an end is open.
    digits
        The significant digits of the least precise figure in it.
    about
        Whether one of the figures was approximate.
    strict
        Whether one of them left its own number out ("more than").
    """

    low: Fraction | None
    high: Fraction | None
    digits: int
    about: bool = False
    strict: bool = False

    def __mul__(self, other: object) -> Ends:
        """Multiply by another figure or by an exact number above 0."""
        if not isinstance(other, Ends):
            return self * _exactly(other)
        lows, highs = (self.low, other.low), (self.high, other.high)
        low = None if None in lows else _product(lows)
        return self._joined(other, low, None if None in highs else _product(highs))

    def __truediv__(self, other: object) -> Ends:
        """Divide by another figure or by an exact number above 0: the larger the divisor, the less."""
        if not isinstance(other, Ends):
            return self / _exactly(other)
        turned = other._replace(
            low=None if other.high is None else 1 / other.high,
            high=None if not other.low else 1 / other.low,
        )
        return self * turned

    def _joined(self, other: Ends, low: Fraction | None, high: Fraction | None) -> Ends:
        digits = min(self.digits, other.digits)
        return Ends(low, high, digits, self.about or other.about, self.strict or other.strict)


def _product(factors: Iterable[Fraction | None]) -> Fraction:
    result = Fraction(1)
    for factor in factors:
        result *= factor or 0
    return result


def _exactly(number: object) -> Ends:
    if not isinstance(number, int | Fraction):
        raise TypeError(f"an exact factor is an int or a Fraction, not {type(number).__name__}")
    size = Fraction(number)
    return Ends(size, size, 99)


def ends_of(value: Measure | Span, unit: str) -> Ends:
    """Return the ends of a figure in a unit, as printed in it or converted.

    Parameters
    ----------
    value
        A figure above 0, or the span of several.
    unit
        A unit of its kind.
    """
    shown = Span.around(value).as_printed_in(unit)
    low, high = shown.lowest, shown.highest
    # digits count as they were printed: 5.00 mi/kWh has three, whatever it converts to
    printed = {m.printings[0] for m in (low, high)}
    digits = min(_digits(size, m.step) for m in printed for size in (m.low, m.high) if size is not None)
    bounds = {low.bound, high.bound}
    return Ends(
        _exact(low.low),
        _exact(high.high),
        digits,
        about="about" in bounds,
        strict=bool(bounds & {"more than", "less than"}),
    )


def _exact(size: float | None) -> Fraction | None:
    # the shortest form of a float is the decimal that was printed
    return None if size is None else Fraction(repr(size))


def _digits(size: float, step: Decimal) -> int:
    return Decimal(repr(size)).adjusted() - step.adjusted() + 1


def made(ends: Ends, unit: str, *, cycle: str | None = None, step: int | None = None) -> Measure | None:
    """Return the figure between two ends, None if both are open.

    One number is rounded to as many significant digits as the least precise figure behind it has,
    two at least. Two ends, and one that stands alone, are rounded outward, so that they still hold.

    Parameters
    ----------
    ends
        The ends, in `unit`.
    unit
        The unit.
    cycle
        The test cycle.
    step
        The power of ten to round to instead: 0 for whole numbers.
    """
    low, high = ends.low, ends.high
    size = high if high is not None else low
    if size is None:
        return None
    place = step if step is not None else _magnitude(low or size) - max(ends.digits, _FEWEST) + 1
    if low is not None and low == high:
        bound = "about" if ends.about or ends.strict else "exact"
        return Measure.of(_written(_nearest(low, place), place), unit, bound=bound, cycle=cycle)
    first = None if low is None else _written(floor(low / _ten(place)), place)
    last = None if high is None else _written(ceil(high / _ten(place)), place)
    if first is not None and last is not None:
        if first == last:
            return Measure.of(first, unit, cycle=cycle)
        return Measure.of((first, last), unit, bound="between", cycle=cycle)
    if first is not None:
        return Measure.of(first, unit, bound="more than" if ends.strict else "at least", cycle=cycle)
    return Measure.of(last or "", unit, bound="less than" if ends.strict else "at most", cycle=cycle)


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


V = TypeVar("V", bound=Vehicle)


@frozen
class _WithClaims:
    """A catalog's lookup that finds one record with claims added; it pickles as they do."""

    lookup: Lookup
    id: str
    claims: tuple[Claim, ...]
    again: Callable[[Vehicle], Vehicle] | None

    def __call__(self, id_: str) -> Vehicle:
        found = self.lookup(id_)
        return with_claims(found, self.claims, self.again) if found.record.id == self.id else found


def with_claims(vehicle: V, claims: Iterable[Claim], again: Callable[[Vehicle], Vehicle] | None = None) -> V:
    """Return a vehicle of which more is claimed; the one given stays as it is.

    What is added is selected, noted and shown as what was there already.

    Parameters
    ----------
    vehicle
        A generation or a variant.
    claims
        Claims about it, or about the generation and variants of its record.
    again
        Works the claims out for a vehicle and adds them. `as_of` and `at` ask it, since other figures
        count on another day and in another edition. None for what a source states.
    """
    added = tuple(claims)
    if not added and again is None:
        return vehicle
    record = evolve(vehicle.record, claims=vehicle.record.claims + added)
    if again is not None:
        record = evolve(record, basis=Basis(vehicle.record, vehicle.lookup, again))
    if not record.id:
        # made in code, it stands outside any catalog
        return vehicle.seen(record=record)
    return vehicle.seen(record=record, lookup=_WithClaims(vehicle.lookup, record.id, added, again))
