"""Charging curves: power over state of charge, and what follows for time, energy and distance."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from math import fsum, isfinite, log1p
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen

from evspec.errors import EvspecError, ParseError
from evspec.measures import Measure
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from evspec.values.value import Terms, Written

__all__ = ["Curve", "read_curve"]

_FULL = 100.0
_FEWEST = 2
#: The finest step of a curve in percent, so that a slip of the pen does not fill the memory.
_FINEST = 0.001


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

    points: tuple[tuple[float, float], ...]

    @classmethod
    def read(cls, written: object, terms: Terms, said: date | None) -> Curve:
        return read_curve(written)

    @classmethod
    def is_one(cls, given: Sequence[object]) -> bool:
        """Tell one curve, a list of pairs, from a list of curves or of tables."""
        return all(isinstance(pair, list) and not any(isinstance(n, list) for n in pair) for pair in given)

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
        self._check(soc)
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
        wanted = sorted({*(self._grid(socs) if isinstance(socs, int | float) else map(float, socs))})
        if len(wanted) < _FEWEST:
            raise EvspecError(f"a curve has at least two points; {len(wanted)} state of charge was asked for")
        return Curve(tuple((soc, self.at(soc)) for soc in wanted))

    def energy(self, start: float, end: float, usable_kwh: float | Measure | None = None) -> float:
        """Return the energy in kWh that is charged in a window of states of charge.

        Parameters
        ----------
        start, end
            The window in percent, within the curve.
        usable_kwh
            The usable energy of the battery: kWh, or a Measure such as ``car.battery_net.value``.

        Raises
        ------
        EvspecError
            If the curve does not reach the window, or the usable energy is no single size above 0.
        """
        self._check(start, end)
        return _usable(usable_kwh, "energy") * (end - start) / _FULL

    def time(self, start: float, end: float, usable_kwh: float | Measure | None = None) -> float:
        """Return the minutes that a window of states of charge takes, integrated exactly.

        Parameters
        ----------
        start, end
            The window in percent, within the curve.
        usable_kwh
            The usable energy of the battery: kWh, or a Measure such as ``car.battery_net.value``.

        Raises
        ------
        EvspecError
            If the curve does not reach the window or falls to 0 kW in it, or the usable energy is
            no single size above 0.
        """
        self._check(start, end)
        return _usable(usable_kwh, "time") / _FULL * 60 * self._slowness(start, end)

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
        self._check(start, end)
        if start == end:
            raise EvspecError(f"a mean takes a window; {start:g}–{end:g} % is empty")
        return (end - start) / self._slowness(start, end)

    def time_to_add(self, energy_kwh: float, start: float, usable_kwh: float | Measure) -> float:
        """Return the minutes in which an energy is charged: curves compared at equal energy.

        Parameters
        ----------
        energy_kwh
            The energy to add, in kWh.
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
        if not 0 <= energy_kwh < float("inf"):
            raise EvspecError(f"the energy to add is 0 kWh or more, not {energy_kwh!r}")
        end = start + energy_kwh / usable * _FULL
        last = self.points[-1][0]
        if end > last * (1 + 1e-12):
            raise EvspecError(
                f"{energy_kwh:g} kWh from {start:g} % leads to {end:.3g} %, the curve ends at {last:g} %"
            )
        # 42 kWh into 60 from 10 % may come out a hair above 80 %
        return self.time(start, min(end, last), usable)

    def time_to_drive(
        self, distance_km: float, start: float, usable_kwh: float | Measure, consumption: float | Measure
    ) -> float:
        """Return the minutes in which a distance is charged: curves compared at equal distance.

        Parameters
        ----------
        distance_km
            The distance to add, in km.
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
        return self.time_to_add(distance_km * per_100_km / 100, start, usable_kwh)

    def _check(self, *socs: float) -> None:
        """Refuse states of charge that the curve does not reach, or a window that runs backwards."""
        first, last = self.points[0][0], self.points[-1][0]
        for soc in socs:
            if not first <= soc <= last:
                raise EvspecError(f"the curve runs from {first:g} to {last:g} %; {soc:g} % lies outside")
        if list(socs) != sorted(socs):
            raise EvspecError(f"the window {socs[0]:g} to {socs[1]:g} % runs backwards; charging rises")

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
        if not _FINEST <= step <= _FULL:
            raise EvspecError(f"a step is {_FINEST:g} to 100 %, not {step!r}")
        first, last = self.points[0][0], self.points[-1][0]
        inner = [float(n * step) for n in range(int(first / step), int(last / step) + 1)]
        return [first, *(soc for soc in inner if first < soc < last), last]

    def show(self) -> str:
        first, last = self.points[0][0], self.points[-1][0]
        return f"peak {self.peak_kw:g} kW, {first:g}–{last:g} % in {len(self.points)} points"

    def written(self) -> list[Written]:
        return [list(point) for point in self.points]


def read_curve(written: object) -> Curve:
    """Read a list of pairs ``[[percent, kW], ...]``.

    Raises
    ------
    ParseError
        If the state of charge leaves 0 to 100, does not rise, or is a fraction, or a power is negative.
    """
    if not isinstance(written, list | tuple) or len(written) < _FEWEST:
        raise ParseError("a charging curve is a list of at least two pairs [percent, kW]", str(written)[:200])
    points: list[tuple[float, float]] = []
    for place, pair in enumerate(written, start=1):
        numbers = (
            [n for n in pair if isinstance(n, int | float) and not isinstance(n, bool)]
            if isinstance(pair, list | tuple)
            else []
        )
        if len(numbers) != 2 or len(pair) != 2:
            raise ParseError(
                f"point {place} of the curve is {pair!r}; write [percent, kW]", str(written)[:200]
            )
        soc, power = map(float, numbers)
        if not 0 <= soc <= _FULL:
            raise ParseError(
                f"point {place} of the curve is at {soc:g} %; state of charge lies within 0 to 100",
                str(written)[:200],
            )
        if points and soc <= points[-1][0]:
            raise ParseError(
                f"point {place} of the curve is at {soc:g} % after {points[-1][0]:g} %; it must rise",
                str(written)[:200],
            )
        if not 0 <= power < float("inf"):
            raise ParseError(
                f"point {place} of the curve is {power:g} kW; power is a number, 0 or more",
                str(written)[:200],
            )
        points.append((soc, power))
    end = points[-1][0]
    if end <= 1:
        raise ParseError(
            f"the curve ends at {end:g} %; state of charge is in percent, so write {100 * end:g} for {end:g}",
            str(written)[:200],
        )
    return Curve(tuple(points))


def _stretch(start: float, before: float, end: float, after: float) -> float:
    """Return the integral of 1/power over one straight piece.

    It is the width times ln(after/before)/(after - before), in a form that holds as the two meet.
    """
    rise = (after - before) / before
    return (end - start) / before * (log1p(rise) / rise if rise else 1.0)


def _usable(usable: float | Measure | None, method: str) -> float:
    if usable is None:
        raise EvspecError(
            f"a curve is power over state of charge; {method} takes the battery's usable energy too: "
            f"curve.{method}(10, 80, usable_kwh=car.battery_net.value)"
        )
    return _size(usable, "kWh", "the usable energy")


def _size(given: float | Measure, unit: str, name: str) -> float:
    """Return a single size above 0 in a unit."""
    size = given.to(unit).magnitude if isinstance(given, Measure) else given
    if size is None or not isfinite(size) or size <= 0:
        raise EvspecError(f"{name} is one size above 0 in {unit}, not {given}")
    return size
