"""Charging curves: power over state of charge, and what follows for time, energy and distance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from math import fsum, isfinite, log, log1p
from numbers import Real
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from evspec.errors import EvspecError, ParseError, WrongType
from evspec.languages.speech import ENGLISH, Speech
from evspec.measures import Measure, figure_given
from evspec.units import is_quantity
from evspec.values.curve_points import FEWEST, FULL, checked_points, real
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from evspec.values.value import Terms, Written

__all__ = ["Curve", "read_curve"]

#: The finest step of a curve in percent, so that a slip of the pen does not fill the memory.
_FINEST = 0.001
#: The least ratio of two powers of which 1 plus a float still tells all digits that matter.
_NEAREST = 1e-6


@frozen
class Curve(BaseValue):
    """Charging power at states of charge; between two points the power is on a straight line.

    A curve alone gives power over state of charge. Energy and time take the usable energy of the
    battery too, of which the state of charge is taken to be the share; losses in the battery and
    the car's own consumption while it charges are left out.

    Attributes
    ----------
    points
        Pairs of state of charge (percent, strictly rising within 0 to 100) and power (kW).

    Examples
    --------
    >>> curve = read_curve([[10, 100], [50, 100], [80, 40]])
    >>> curve.at(65)
    70.0
    >>> round(curve.time(10, 80, usable_kwh=60), 1)
    30.9
    >>> curve.energy(10, 80, usable_kwh=60)
    42.0
    >>> round(curve.mean(10, 80), 1)
    81.6
    """

    schema: ClassVar[Mapping[str, Any]] = {
        "type": "array",
        "items": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    }

    points: tuple[tuple[float, float], ...] = field(converter=checked_points)

    @classmethod
    def read(cls, written: object, terms: Terms, said: date | None, decimal: str | None = None) -> Curve:
        return read_curve(written)

    @classmethod
    def is_one(cls, given: Sequence[object]) -> bool:
        """Tell one curve, a list of pairs, from a list of curves or of tables."""
        return all(
            isinstance(pair, list | tuple) and not any(isinstance(n, list | tuple) for n in pair)
            for pair in given
        )

    @property
    def peak_kw(self) -> float:
        """The highest power of the curve in kW."""
        return max(power for _, power in self.points)

    def at(self, soc: float) -> float:
        """Return the power in kW at a state of charge in percent.

        Raises
        ------
        EvspecError
            If the curve does not reach that state of charge.
        """
        (soc,) = self._within(soc)
        place = bisect_left(self.points, soc, key=lambda point: point[0])
        end, power = self.points[place]
        if end == soc:
            return power
        start, before = self.points[place - 1]
        share = (soc - start) / (end - start)
        # a weighted mean stays between its two powers, whatever the rounding
        return before * (1 - share) + power * share

    def resampled(self, socs: float | Iterable[float]) -> Curve:
        """Return the curve at other states of charge.

        What lies between two of them is on a straight line again, so that a corner of the curve
        between them is lost.

        Parameters
        ----------
        socs
            The states of charge in percent, in any order; or a step in percent, for the multiples
            of it within the curve and the curve's two ends.

        Raises
        ------
        EvspecError
            If the curve does not reach one of them, or fewer than two are asked for.

        Examples
        --------
        >>> read_curve([[5, 50], [25, 150]]).resampled(10).points
        ((5.0, 50.0), (10.0, 75.0), (20.0, 125.0), (25.0, 150.0))
        """
        if not isinstance(socs, Real | Iterable) or isinstance(socs, str | bytes | bool) or is_quantity(socs):
            raise WrongType(
                f"states of charge are numbers, or a step between them, not {type(socs).__name__}"
            )
        given = (
            self._grid(real("a step", socs)) if isinstance(socs, Real) else self._within(*socs, rising=False)
        )
        wanted = sorted({*given})
        if len(wanted) < FEWEST:
            raise EvspecError(f"a curve has at least two points; {len(wanted)} state of charge was asked for")
        return Curve(tuple((soc, self.at(soc)) for soc in wanted))

    def capped(self, power_kw: float | Measure) -> Curve:
        """Return the curve at a charger that gives so much and no more.

        Parameters
        ----------
        power_kw
            The power of the charger: kW, or a Measure.

        Raises
        ------
        EvspecError
            If the power is no single size above 0.

        Examples
        --------
        >>> read_curve([[10, 50], [30, 150], [80, 40]]).capped(100).points
        ((10.0, 50.0), (20.0, 100.0), (30.0, 100.0), (52.72727272727273, 100.0), (80.0, 40.0))
        """
        most = _size(power_kw, "kW", "the power of a charger")
        points = [self.points[0]]
        for (start, before), (end, after) in pairwise(self.points):
            if min(before, after) < most < max(before, after):
                crossing = start + (end - start) * (most - before) / (after - before)
                # which may be rounded to one of the two
                points += [(crossing, most)] * (start < crossing < end)
            points.append((end, after))
        return Curve(tuple((soc, min(power, most)) for soc, power in points))

    def energy(self, start: float, end: float, usable_kwh: float | Measure | None = None) -> float:
        """Return the energy in kWh that is charged in a window of states of charge.

        Parameters
        ----------
        start, end
            The window in percent, within the curve.
        usable_kwh
            The usable energy of the battery: kWh, or a Measure such as ``car.battery_net.value``. A
            result is one number, so a range, a bound and an "about" are refused.

        Raises
        ------
        EvspecError
            If the curve does not reach the window, or the usable energy is no single size above 0.
        """
        start, end = self._within(start, end)
        return _finite(_usable(usable_kwh, "energy") * ((end - start) / FULL), "the energy")

    def time(self, start: float, end: float, usable_kwh: float | Measure | None = None) -> float:
        """Return the minutes that a window of states of charge takes, integrated exactly.

        Of a car, whatever bounds its figures have, `evspec.charge_time` tells it.

        Parameters
        ----------
        start, end
            The window in percent, within the curve.
        usable_kwh
            The usable energy of the battery: kWh, or a Measure such as ``car.battery_net.value``. A
            result is one number, so a range, a bound and an "about" are refused.

        Raises
        ------
        EvspecError
            If the curve does not reach the window or falls to 0 kW in it, or the usable energy is
            no single size above 0.
        """
        start, end = self._within(start, end)
        usable = _usable(usable_kwh, "time")
        return _finite(usable / FULL * 60 * self._slowness(start, end), "the time")

    def mean(self, start: float, end: float) -> float:
        """Return the mean power in kW over a window: its energy divided by its time.

        That is the mean over time, in which slow stretches weigh more than in one over the state
        of charge. It takes no usable energy, which cancels out.

        Parameters
        ----------
        start, end
            The window in percent, within the curve. Its ends must differ.

        Raises
        ------
        EvspecError
            If the curve does not reach the window or falls to 0 kW in it, or the window is empty.
        """
        start, end = self._within(start, end)
        if start == end:
            raise EvspecError(f"a mean takes a window; {start:g}–{end:g} % is empty")
        slowness = _finite(self._slowness(start, end) or float("nan"), "the time")
        return _finite((end - start) / slowness, "the mean power")

    def time_to_add(self, energy_kwh: float | Measure, start: float, usable_kwh: float | Measure) -> float:
        """Return the minutes in which an energy is charged: curves compared at equal energy.

        Parameters
        ----------
        energy_kwh
            The energy to add: kWh, or a Measure.
        start
            The state of charge in percent at which charging starts.
        usable_kwh
            The usable energy of the battery.

        Raises
        ------
        EvspecError
            As `time` does; also if the curve ends before that much is charged.

        Examples
        --------
        >>> small, large = read_curve([[0, 100], [100, 100]]), read_curve([[0, 150], [100, 150]])
        >>> small.time_to_add(25, 10, usable_kwh=50), large.time_to_add(25, 10, usable_kwh=100)
        (15.0, 10.0)
        """
        usable = _usable(usable_kwh, "time_to_add")
        added = _size(energy_kwh, "kWh", "the energy to add", or_zero=True)
        (start,) = self._within(start)
        end = start + added / usable * FULL
        last = self.points[-1][0]
        if end > last * (1 + 1e-12):
            raise EvspecError(
                f"{added:g} kWh from {start:g} % leads to {end:.3g} %, the curve ends at {last:g} %"
            )
        # 42 kWh into 60 from 10 % may come out a hair above 80 %
        return self.time(start, min(end, last), usable)

    def time_to_drive(
        self,
        distance_km: float | Measure,
        start: float,
        usable_kwh: float | Measure,
        consumption: float | Measure,
    ) -> float:
        """Return the minutes in which a distance is charged: curves compared at equal distance.

        Parameters
        ----------
        distance_km
            The distance to add: km, or a Measure.
        start
            The state of charge in percent at which charging starts.
        usable_kwh
            The usable energy of the battery.
        consumption
            What the car takes from its battery: kWh/100 km, or a Measure of consumption.

        Raises
        ------
        EvspecError
            As `time_to_add` does; also if the consumption is no single size above 0.

        Examples
        --------
        >>> read_curve([[0, 100], [100, 100]]).time_to_drive(200, 10, 60, consumption=15)
        18.0
        """
        per_100_km = _size(consumption, "kWh/100 km", "the consumption")
        distance = _size(distance_km, "km", "the distance to add", or_zero=True)
        return self.time_to_add(_finite(distance / 100 * per_100_km, "the energy"), start, usable_kwh)

    def _within(self, *given: object, rising: bool = True) -> list[float]:
        """Return states of charge that the curve reaches; a window of them must not run backwards."""
        first, last = self.points[0][0], self.points[-1][0]
        socs = [real("a state of charge", soc) for soc in given]
        for soc in socs:
            if not first <= soc <= last:
                raise EvspecError(f"the curve runs from {first:g} to {last:g} %; {soc:g} % lies outside")
        if rising and socs != sorted(socs):
            raise EvspecError(f"the window {socs[0]:g} to {socs[1]:g} % runs backwards; charging rises")
        return socs

    def _slowness(self, start: float, end: float) -> float:
        """Return the integral of 1/power over a window, in percent per kW."""
        if start == end:
            return 0.0
        inner = [point for point in self.points if start < point[0] < end]
        points = [(start, self.at(start)), *inner, (end, self.at(end))]
        for soc, power in points:
            if power == 0:
                raise EvspecError(f"the curve is at 0 kW at {soc:g} %, where charging would never end")
        return fsum(_stretch(*one, *other) for one, other in pairwise(points))

    def _grid(self, step: float) -> list[float]:
        if not _FINEST <= step <= FULL:
            raise EvspecError(f"a step is {_FINEST:g} to 100 %, not {step!r}")
        first, last = self.points[0][0], self.points[-1][0]
        inner = [float(n * step) for n in range(int(first / step), int(last / step) + 1)]
        return [first, *(soc for soc in inner if first < soc < last), last]

    def show(self, *, speech: Speech = ENGLISH) -> str:
        peak, first, last = (
            speech.figures(f"{n:g}") for n in (self.peak_kw, self.points[0][0], self.points[-1][0])
        )
        return speech.say(
            "peak {peak} kW, {first}–{last} % in {count} points",
            peak=peak, first=first, last=last, count=len(self.points),
        )  # fmt: skip

    def written(self) -> list[Written]:
        return [list(point) for point in self.points]


def read_curve(written: object) -> Curve:
    """Read a list of pairs ``[[percent, kW], ...]``.

    Raises
    ------
    ParseError
        If the state of charge leaves 0 to 100, does not rise, or is a fraction, or a power is negative.
    """
    curve = Curve(written)
    if (end := curve.points[-1][0]) <= 1:
        raise ParseError(
            f"the curve ends at {end:g} %; state of charge is in percent, so write {100 * end:g} for {end:g}",
            str(written)[:200],
        )
    return curve


def _stretch(start: float, before: float, end: float, after: float) -> float:
    """Return the integral of 1/power over one straight piece.

    It is width × ln(after/before)/(after - before), in a form that holds as the two meet or else drift apart.
    """
    rise = (after - before) / before
    if not _NEAREST - 1 < rise < 1 / _NEAREST:
        return (end - start) * (log(after) - log(before)) / (after - before)
    return (end - start) / before * (log1p(rise) / rise if rise else 1.0)


def _usable(usable: object, method: str) -> float:
    if usable is None:
        raise EvspecError(
            f"a curve is power over state of charge; {method} takes the battery's usable energy too: "
            f"curve.{method}(10, 80, usable_kwh=car.battery_net.value)"
        )
    return _size(usable, "kWh", "the usable energy")


def _size(given: object, unit: str, name: str, *, or_zero: bool = False) -> float:
    """Return a single size in a unit, above 0 or also 0; what is a bound or a range is none."""
    if not isinstance(given, BaseValue):
        # a span is several sizes, even where its ends are one number
        given = figure_given(given) or given
    if isinstance(given, Measure):
        shown = given.to(unit)
        size = shown.magnitude if shown.bound == "exact" else None
    elif isinstance(given, BaseValue):
        size = None
    else:
        size = real(name, given)
    if size is None or not isfinite(size) or size < 0 or not (size or or_zero):
        said = given.show() if isinstance(given, Measure | BaseValue) else size
        raise EvspecError(
            f"{name} is {f'0 {unit} or more' if or_zero else f'one size above 0 in {unit}'}, not {said}"
        )
    return size


def _finite(result: float, name: str) -> float:
    if not isfinite(result):
        raise EvspecError(f"{name} is beyond what a float holds; the curve and its battery are of no car")
    return result
