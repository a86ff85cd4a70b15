"""The spec sheet of one vehicle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims.bibliography import Bibliography
from evspec.claims.source import last_day
from evspec.specs import SPECS, Units
from evspec.table import Cell, Column, Row, Table
from evspec.values import read_dates
from evspec.wording.faces import face_of
from evspec.wording.notebook import Notebook, Notes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.claims.claim import QualifiedSpec
    from evspec.specs import Shown, Spec, System
    from evspec.vehicles.vehicle import Vehicle

__all__ = ["known_in_words", "latest", "spec_sheet", "told_aside", "units_in_words"]

_SYSTEM_NAMES: dict[System, str] = {"metric": "metric", "us": "US units", "uk": "UK units"}


def units_in_words(units: Shown) -> str:
    """Return "metric", or "US units, torque in N·m" where some specs have units of their own."""
    if not isinstance(units, Units):
        return _SYSTEM_NAMES[units]
    others = (f"{SPECS[key].label.lower()} in {symbol}" for key, symbol in units.chosen)
    return ", ".join([_SYSTEM_NAMES[units.system], *others])


def spec_sheet(vehicle: Vehicle, system: Shown, notes: Notes = "full") -> Table:
    """Make the table of everything that is stated of one vehicle, with status and sources."""
    book, sources = Notebook(notes), Bibliography()
    rows = []
    for row in vehicle.rows:
        face = face_of(vehicle, row, system)
        numbers = book.note(face)
        if face.selection is None and not numbers:
            continue
        status = face.selection.status if face.selection is not None and face.figure else ""
        cell = Cell(face.text, numbers, data=face.data(sources))
        rows.append(Row(row.key, row.label, row.spec.group.capitalize(), (cell, Cell(status))))
    return Table(
        title=vehicle.name,
        subtitle="; ".join(filter(None, (units_in_words(system), latest([vehicle])))),
        columns=(Column(vehicle.id, vehicle.label), Column("status", "Status")),
        rows=tuple(rows),
        notes=book.notes,
        footer=tuple(book.footer()),
        data={"sources": sources.data},
    )


def told_aside(
    every: Iterable[QualifiedSpec], kept: Iterable[QualifiedSpec]
) -> dict[QualifiedSpec, tuple[QualifiedSpec, ...]]:
    """Return the rows that a table leaves out and tells in the notes of another row of their spec.

    That is the first row of the spec that is kept.
    """
    shown = dict.fromkeys(kept)
    first: dict[Spec, QualifiedSpec] = {}
    for row in every:
        if row in shown:
            first.setdefault(row.spec, row)
    asides: dict[QualifiedSpec, list[QualifiedSpec]] = {}
    for row in every:
        if row not in shown and row.spec in first:
            asides.setdefault(first[row.spec], []).append(row)
    return {row: tuple(others) for row, others in asides.items()}


def known_in_words(vehicle: Vehicle) -> str:
    """Return "known on 12 March 2026", or "known today" where no day was named."""
    return f"known on {read_dates(vehicle.known.isoformat()).shown}" if vehicle.known else "known today"


def latest(vehicles: list[Vehicle]) -> str:
    """Return "sources up to 12 March 2026", or "as of" the day of knowledge."""
    days = {vehicle.known for vehicle in vehicles}
    known = days.pop() if len(days) == 1 else None
    dates = [when for vehicle in vehicles if (when := vehicle.newest) is not None]
    if not dates:
        return f"as of {known}" if known else ""
    newest = max(dates, key=last_day)
    return f"as of {known}; sources up to {newest.shown}" if known else f"sources up to {newest.shown}"
