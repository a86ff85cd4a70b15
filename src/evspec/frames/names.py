"""Units in the names of columns: `range_mi` has one, and `range_km` is what it becomes."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final

from evspec.errors import EvspecError
from evspec.table.dataframe import slug
from evspec.units import UNITS, Unit
from evspec.units import unit as find_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["split_unit", "with_unit"]

#: What is written for units whose slug nobody would write.
_OTHERS: Final = {"l_100km": "L/100 km", "kwh_100km": "kWh/100 km", "kwh_100mi": "kWh/100 mi", "kmh": "km/h"}


@cache
def _suffixes() -> Mapping[str, str]:
    """Return the symbol of each unit by its slug; a slug that two units share tells none."""
    found: dict[str, str] = dict(_OTHERS)
    shared: set[str] = set()
    for one in UNITS:
        name = slug(one.symbol)
        if name in found and found[name] != one.symbol:
            shared.add(name)
        elif name:
            found[name] = one.symbol
    return {name: symbol for name, symbol in found.items() if name not in shared}


def split_unit(name: str) -> tuple[str, str] | None:
    """Return a column's name without its unit, and the unit; None if the name ends with none.

    Examples
    --------
    >>> split_unit("range_mi"), split_unit("consumption_kwh_100_mi"), split_unit("seats")
    (('range', 'mi'), ('consumption', 'kWh/100 mi'), None)
    """
    lowered, suffixes = name.lower(), _suffixes()
    # the longest one, so that "kwh_100_mi" is no "mi"
    for at, sign in enumerate(lowered):
        if sign == "_" and at and lowered[at + 1 :] in suffixes:
            return name[:at], suffixes[lowered[at + 1 :]]
    before, _, last = name.rpartition("_")
    with suppress(EvspecError):
        # of currencies there are too many for a list
        if before and len(last) == 3 and (money := find_unit(last.upper())).kind.startswith("money "):
            return before, money.symbol
    return None


def with_unit(name: str, unit: Unit) -> str:
    """Return the name of a column in a unit.

    Examples
    --------
    >>> from evspec.units import unit
    >>> with_unit("consumption", unit("kWh/100 km"))
    'consumption_kwh_100_km'
    """
    return f"{name}_{slug(unit.symbol)}"
