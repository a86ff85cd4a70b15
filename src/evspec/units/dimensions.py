"""Which unit of the table a quantity of another library is in, by its dimension: kW·h are kWh.

A dimension alone does not tell torque from energy, nor an area from liters per kilometer. The names of the
units do: a force times a length is a torque, and a volume over a length is no area.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from math import isclose, log10
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.errors import UnitError
from evspec.units.compounds import dimension_of
from evspec.units.table import KINDS, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BASE_UNITS", "Dimension", "Size", "unit_of_size"]

#: Powers of the base dimensions: {"length": 1, "time": -1}.
Dimension = Mapping[str, Fraction]

#: What the base units of the SI measure.
BASE_UNITS: Final = {"m": "length", "kg": "mass", "s": "time", "A": "current", "K": "temperature"}
#: Kinds that only a quotient is of: one unit alone is a force or a pressure.
_QUOTIENTS: Final = frozenset({"consumption", "energy density"})
_CLOSE: Final = 1e-9


class Size(NamedTuple):
    """A unit of another library.

    Attributes
    ----------
    dimension
        Base dimension to power, those of 0 left out.
    size
        How large it is in the SI's base units.
    parts
        The names of the units that it is made of, each with its power.
    spelled
        What the library calls it.
    """

    dimension: Dimension
    size: float
    parts: Sequence[tuple[str, float]]
    spelled: str


def unit_of_size(found: Size) -> tuple[Unit, Fraction]:
    """Return the unit of the table that fits best, and how many of it make one.

    It is the unit of the same size, else one that leaves the digits as they are, else the largest that is
    not larger.

    Raises
    ------
    UnitError
        If the table has no kind of that dimension, or several among which nothing decides.
    """
    kind, is_turned = _kind(found)
    units = [unit for unit in KINDS[kind] if unit.inverted == is_turned and not unit.offset]
    ratios = {unit: _times(found.size, unit) for unit in units}

    def rank(unit: Unit) -> tuple[int, float]:
        power = log10(ratios[unit])
        if isclose(ratios[unit], 1, rel_tol=_CLOSE):
            return 0, 0.0
        if isclose(power, round(power), abs_tol=_CLOSE):
            return 1, abs(power)
        return (2, power) if power > 0 else (3, -power)

    best = min(units, key=rank)
    ratio = ratios[best]
    if rank(best)[0] < 2:
        return best, Fraction(10) ** round(log10(ratio))
    return best, Fraction(f"{ratio:.12g}")


def _times(size: float, unit: Unit) -> float:
    """Return how many of a unit make one of a size, which at the economy end is upside down."""
    return size * float(unit.factor) if unit.inverted else size / float(unit.factor)


@cache
def _by_dimension() -> dict[frozenset[tuple[str, Fraction]], list[tuple[str, bool]]]:
    """Return the kinds of each dimension, each with whether it is the kind's economy end."""
    found: dict[frozenset[tuple[str, Fraction]], list[tuple[str, bool]]] = {}
    for kind in KINDS:
        powers = dimension_of(kind)
        # money and what programs define are no dimension that a library of units knows
        if kind == "number" or any(name not in BASE_UNITS for name, _ in powers):
            continue
        for is_turned in {unit.inverted for unit in KINDS[kind]}:
            turned = -1 if is_turned else 1
            key = frozenset((BASE_UNITS[name], Fraction(turned * power)) for name, power in powers)
            found.setdefault(key, []).append((kind, is_turned))
    return found


def _kind(found: Size) -> tuple[str, bool]:
    """Return the kind of which a unit is, and whether it is its economy end."""
    kinds = dict(_by_dimension().get(frozenset(found.dimension.items()), []))
    if {"energy", "torque"} <= set(kinds):
        is_torque = any("newton" in name or "force" in name for name, _ in found.parts)
        del kinds["energy" if is_torque else "torque"]
    if {"area", "fuel consumption"} <= set(kinds):
        is_fuel = len(found.parts) > 1 and any(power < 0 for _, power in found.parts)
        del kinds["area" if is_fuel else "fuel consumption"]
    if len(found.parts) < 2:
        kinds = {kind: turned for kind, turned in kinds.items() if kind not in _QUOTIENTS}
    if len(kinds) != 1:
        raise UnitError(f"evspec has no unit for {found.spelled!r}")
    return next(iter(kinds.items()))
