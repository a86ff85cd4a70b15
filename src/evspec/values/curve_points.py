"""The points of a charging curve: what they must be."""

from __future__ import annotations

from numbers import Real
from typing import Any, Final

from evspec.errors import ParseError, check_type

__all__ = ["FEWEST", "FULL", "checked_points", "real"]

#: The highest state of charge in percent, and how few points make a curve.
FULL: Final = 100.0
FEWEST: Final = 2


def checked_points(given: object) -> tuple[tuple[float, float], ...]:
    """Return the points of a curve: pairs of numbers, of which the first ones rise within 0 to 100."""
    text = str(given)[:200]
    if not isinstance(given, list | tuple) or len(given) < FEWEST:
        raise ParseError("a charging curve is a list of at least two pairs [percent, kW]", text)
    points: list[tuple[float, float]] = []
    for place, pair in enumerate(given, start=1):
        is_pair = isinstance(pair, list | tuple) and len(pair) == 2
        if not is_pair or not all(isinstance(n, int | float) and not isinstance(n, bool) for n in pair):
            raise ParseError(f"point {place} of the curve is {str(pair)[:60]}; write [percent, kW]", text)
        soc, power = (real("a number of a curve", number) for number in pair)
        if not 0 <= soc <= FULL:
            raise ParseError(
                f"point {place} of the curve is at {soc:g} %; state of charge lies within 0 to 100", text
            )
        if points and soc <= points[-1][0]:
            raise ParseError(
                f"point {place} of the curve is at {soc:g} % after {points[-1][0]:g} %; it must rise", text
            )
        if not 0 <= power < float("inf"):
            raise ParseError(
                f"point {place} of the curve is {power:g} kW; power is a number, 0 or more", text
            )
        points.append((soc, power))
    return tuple(points)


def real(name: str, given: object) -> float:
    """Return a number as a float; one that no float holds is infinite."""
    check_type(name, given, Real, "a number or, where it has a unit, a Measure")
    number: Any = given
    try:
        return float(number)
    except OverflowError:
        return float("-inf" if number < 0 else "inf")
