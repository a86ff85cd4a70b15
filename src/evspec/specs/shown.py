"""Which units a table shows."""

from __future__ import annotations

from collections.abc import Mapping

from evspec.errors import EvspecError, UnitError, did_you_mean
from evspec.specs.table import SYSTEMS, Shown, Units, spec
from evspec.units import unit as find_unit

__all__ = ["units_of"]


def units_of(asked: Shown | Mapping[str, str]) -> Shown:
    """Return the units of a table: those of a system, some of them replaced.

    Parameters
    ----------
    asked
        A system, or units by spec key; the key "system" names the system of the rest. What this
        returned is taken as it is.

    Raises
    ------
    EvspecError
        If there is no such system; UnknownSpec if there is no such spec, UnitError if its unit is
        of another kind.
    """
    if isinstance(asked, Units):
        return asked
    if not isinstance(asked, Mapping):
        asked = {"system": asked}
    named = asked.get("system", "metric")
    system = next((known for known in SYSTEMS if known == named), None)
    if system is None:
        raise EvspecError(
            f"units {named!r} is not one of {', '.join(SYSTEMS)}, nor a dict of spec to unit"
            f"{did_you_mean(str(named), SYSTEMS)}"
        )
    chosen = tuple((spec(str(key)), str(symbol)) for key, symbol in asked.items() if key != "system")
    for one, symbol in chosen:
        if not one.metric:
            raise UnitError(f"{one.key} has no unit, so it cannot be shown in {symbol!r}")
        unit = find_unit(symbol)
        if unit.kind != one.kind:
            raise UnitError(
                f"{one.key} is {one.kind}, and {symbol!r} is {unit.kind}; write a unit such as {one.metric!r}"
            )
    if not chosen:
        return system
    return Units(system, tuple((one.key, find_unit(symbol).symbol) for one, symbol in chosen))
