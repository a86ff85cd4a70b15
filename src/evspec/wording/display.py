"""How a selection reads in a table of one system of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from evspec.errors import UnknownId
from evspec.measures import Measure
from evspec.values import Categories, Relation, Span, Value
from evspec.vehicles.relations import relate

if TYPE_CHECKING:
    from evspec.claims.claim import QualifiedSpec
    from evspec.claims.selection import Selection
    from evspec.specs import Shown
    from evspec.vehicles.vehicle import Vehicle

__all__ = [
    "ABSENT",
    "in_words",
    "named",
    "of_some",
    "show_named",
    "show_relation",
    "show_selection",
    "show_value",
    "shown",
]

ABSENT = "–"


def shown(value: Value | None, row: QualifiedSpec, system: Shown) -> Value | None:
    """Return a value in the table's unit: as a source printed it if one did, else converted."""
    unit = row.spec.unit(system)
    if isinstance(value, Measure | Span) and unit and value.kind == row.spec.kind:
        return value.as_printed_in(unit)
    return value


def show_value(value: Value | None, row: QualifiedSpec, system: Shown) -> str:
    """Return a value in words, in the system's unit."""
    return in_words(shown(value, row, system))


def in_words(value: Value | None) -> str:
    """Return a value in words, in the unit that it is shown in."""
    if value is None:
        return ABSENT
    return value.show(grouped=True) if isinstance(value, Measure | Span) else value.show()


def of_some(text: str, selection: Selection) -> str:
    """Add of which variants a value is stated, where these have no names but what sets them apart."""
    unnamed = [name for name in selection.partial if name.startswith("(")]
    return f"{text} {', '.join(unnamed)}" if unnamed and len(unnamed) == len(selection.partial) else text


def show_selection(
    vehicle: Vehicle, selection: Selection | None, system: Shown, other: Vehicle | None = None
) -> str:
    """Return the text of a cell.

    Parameters
    ----------
    vehicle, selection
        Whose, and what.
    system
        The system of units.
    other
        The vehicle on the other side of a diff: a relation to it needs no name.
    """
    if selection is None or selection.value is None:
        return ABSENT
    value = selection.value
    if isinstance(value, Relation):
        return show_relation(vehicle, selection.row, value, system, other)
    return of_some(show_named(vehicle, value, selection.row, system), selection)


def show_named(vehicle: Vehicle, value: Value | None, row: QualifiedSpec, system: Shown) -> str:
    """Return a value in words, with the names of vehicles where it holds their ids."""
    if row.spec.kind == "vehicle set" and isinstance(value, Categories):
        value = named(vehicle, value)
    return show_value(value, row, system)


def named(vehicle: Vehicle, value: Categories) -> Categories:
    """Put the names of vehicles in place of their ids."""
    includes, excludes = (
        tuple(_called(vehicle, id_) for id_ in ids) for ids in (value.includes, value.excludes)
    )
    return evolve(value, includes=includes, excludes=excludes)


def _called(vehicle: Vehicle, id_: str) -> str:
    try:
        return vehicle.lookup(id_).label
    except UnknownId:
        return id_


def show_relation(
    vehicle: Vehicle, row: QualifiedSpec, relation: Relation, system: Shown, other: Vehicle | None = None
) -> str:
    """Return "less than iX3's 345 kW", "more than U11's", or "more than 514 km" of the other side."""
    related = relate(vehicle, row, relation)
    figure = show_value(related.figure, row, system) if related.figure is not None else ""
    target = related.target
    if target is None:
        return relation.show()
    same_model = target.model == vehicle.model
    name = (target.code if same_model else target.model) or target.label
    if other is not None and target.record.id == other.record.id and figure:
        return f"{relation.direction} {figure}"
    return f"{relation.direction} {name}'s {figure}".rstrip()
