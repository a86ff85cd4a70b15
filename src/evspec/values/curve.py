"""Charging curves: power over state of charge."""

from __future__ import annotations

from attrs import frozen

from evspec.errors import ParseError
from evspec.values.plain import Plain

__all__ = ["Curve", "read_curve"]

_FULL = 100.0
_FEWEST = 2


@frozen
class Curve(Plain):
    """Charging power at states of charge.

    Attributes
    ----------
    points
        Pairs of state of charge (percent, strictly rising within 0 to 100) and power (kW).
    """

    points: tuple[tuple[float, float], ...]

    @property
    def peak_kw(self) -> float:
        """The highest power of the curve in kW."""
        return max(power for _, power in self.points)

    @property
    def text(self) -> str:
        return self.show()

    def show(self) -> str:
        first, last = self.points[0][0], self.points[-1][0]
        return f"peak {self.peak_kw:g} kW, {first:g}–{last:g} % in {len(self.points)} points"


def read_curve(written: object) -> Curve:
    """Read a list of pairs ``[[percent, kW], ...]``.

    Raises
    ------
    ParseError
        If the state of charge leaves 0 to 100 or does not rise, or a power is negative.
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
                f"point {place} of the curve is {power:g} kW; power is not negative", str(written)[:200]
            )
        points.append((soc, power))
    return Curve(tuple(points))
