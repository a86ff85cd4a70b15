"""Which rows and columns a comparison has, in which order and in which units."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from evspec.errors import EvspecError, UnitError, UnknownSpec, did_you_mean
from evspec.measures import Measure
from evspec.specs import GROUPS, QUALIFIERS, SPECS, SYSTEMS, Units, spec
from evspec.units import unit as find_unit
from evspec.values import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.model import Row, Vehicle
    from evspec.specs import Shown, Spec, System

__all__ = ["asked_for", "checked_cycle", "checked_specs", "column_of", "in_order", "units_of"]


def units_of(asked: System | Mapping[str, str]) -> Shown:
    """Return the units of a table: those of a system, some of them replaced.

    Parameters
    ----------
    asked
        A system, or units by spec key; the key "system" names the system of the rest.

    Raises
    ------
    EvspecError
        If there is no such system; UnknownSpec if there is no such spec, UnitError if its unit is
        of another kind.
    """
    if not isinstance(asked, Mapping):
        asked = {"system": asked}
    named = asked.get("system", "metric")
    system = next((known for known in SYSTEMS if known == named), None)
    if system is None:
        raise EvspecError(
            f"units {named!r} is not one of {', '.join(SYSTEMS)}, nor a dict of spec to unit"
            f"{did_you_mean(str(named), SYSTEMS)}"
        )
    chosen = tuple((spec(key), symbol) for key, symbol in asked.items() if key != "system")
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


def checked_specs(asked: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return what rows were asked for: keys, groups and patterns, each of which fits some spec.

    Raises
    ------
    UnknownSpec
        With all those that fit none.
    """
    words = (asked,) if isinstance(asked, str) else tuple(asked or ())
    unknown = [word for word in words if not any(_fits(word, one, one.key) for one in SPECS.values())]
    if unknown:
        listed = ", ".join(
            f"{word!r}{did_you_mean(word, {**SPECS, **dict.fromkeys(GROUPS)})}" for word in unknown
        )
        raise UnknownSpec(f"no spec fits {listed}; write a key, a group or a pattern such as 'battery*'")
    return words


def asked_for(words: Sequence[str], row: Row) -> bool:
    """Tell whether a row is among those that were asked for; all are if nothing was."""
    return not words or any(_fits(word, row.spec, row.key) for word in words)


def _fits(word: str, one: Spec, key: str) -> bool:
    name, bracket, _ = word.partition("[")
    if bracket:
        # of a spec alone only the name is known
        return word == key if "[" in key else name == key and one.key == key
    # "range" is a key and a group: the key is meant
    return fnmatchcase(one.key, word) or (word.lower() == one.group and word not in SPECS)


def checked_cycle(asked: str | None) -> str:
    """Return a test cycle by its canonical name, "" for none."""
    return QUALIFIERS["cycle"].read(asked) if asked is not None else ""


def in_order(vehicles: Sequence[Vehicle], asked: str) -> tuple[Vehicle, ...]:
    """Return vehicles by the size of one of their figures.

    Parameters
    ----------
    vehicles
        In any order, which those keep that tie.
    asked
        The key of a spec, with "-" in front of it for the largest first. A span counts by its
        better end. Vehicles without a definite figure come last.

    Raises
    ------
    UnknownSpec
        If there is no such spec.
    """
    one = spec(asked.removeprefix("-"))
    turned = -1 if asked.startswith("-") else 1

    def place(vehicle: Vehicle) -> tuple[bool, float]:
        size = _size(vehicle, one)
        return size is None, 0.0 if size is None else turned * size

    return tuple(sorted(vehicles, key=place))


def _size(vehicle: Vehicle, one: Spec) -> float | None:
    claim = vehicle.get(one.key)
    value = claim.value if claim is not None else None
    if not isinstance(value, Measure | Span):
        return None
    value = Span.around(value.to(one.metric) if one.metric else value)
    return value.low if one.better == "lower" else value.high


def column_of(asked: int | str, vehicles: Sequence[Vehicle]) -> int:
    """Return the place of the column that others are held against.

    Parameters
    ----------
    asked
        A place, counted from 0, or the id of one of them.
    vehicles
        The columns.

    Raises
    ------
    EvspecError
        If there is no such column.
    """
    if isinstance(asked, int):
        if -len(vehicles) <= asked < len(vehicles):
            return asked % len(vehicles)
        raise EvspecError(f"baseline {asked} is no column; there are {len(vehicles)}, counted from 0")
    ids = [vehicle.id for vehicle in vehicles]
    if asked not in ids:
        raise EvspecError(f"baseline {asked!r} is none of the vehicles that are compared: {', '.join(ids)}")
    return ids.index(asked)
