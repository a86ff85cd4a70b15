"""CSV that a spreadsheet can open without running anything."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from evspec.errors import truth
from evspec.table.document import letter
from evspec.table.safety import encodable, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evspec.table.document import Row, TableData

__all__ = ["headers", "inert", "unique", "write"]

# Spreadsheets take full-width signs for plain ones in some languages.
_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)? ?%?")


def write(table: TableData, *, raw: bool = False) -> str:
    r"""Write a table as CSV.

    Parameters
    ----------
    table
        What to write.
    raw
        Leave every text as it is, but for lone surrogates; by default control characters become
        escapes and texts that a spreadsheet would take for a formula get a leading apostrophe.

    Returns
    -------
    str
        A header and one record per row: group, row, one field per column, notes. Records end in
        ``\n``, the last one in nothing. Marks are left out; a note follows the heading of its
        column, or none if it is on the whole row, and is told in words where it is first referred to.
    """
    clean: Callable[[str], str] = encodable if truth("raw", raw) else inert
    records = _Records()
    writer = csv.writer(records)
    writer.writerow([clean(name) for name in (*headers(table), "notes")])
    told: set[str] = set()
    for row in table.rows:
        fields = (row.group, row.label, *(cell.text for cell in row.cells), _notes(table, row, told))
        writer.writerow([clean(field) for field in fields])
    return "\n".join(records)


class _Records(list[str]):
    """Takes records from csv, which quotes a lone carriage return only if lines end in one."""

    def write(self, record: str) -> None:
        self.append(record.removesuffix("\r\n"))


def headers(table: TableData) -> list[str]:
    """Return group, row and a heading for each column, none of them twice.

    A column without a label goes by its key; what is taken already gets a number.
    """
    return unique(["group", "row", *(column.label or column.key for column in table.columns)], {"notes"})


def unique(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Return the names, those that are taken already followed by a number."""
    used, result = set(taken), []
    for name in names:
        number, fresh = 1, name
        while fresh in used:
            number += 1
            fresh = f"{name} ({number})"
        used.add(fresh)
        result.append(fresh)
    return result


def _notes(table: TableData, row: Row, told: set[str]) -> str:
    """Return what the cells of a row refer to: in words for the first time, then by its mark."""
    parts = []
    lines: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = [("", row.notes, ())]
    for column, cell in zip(table.columns, row.cells, strict=True):
        # each record tells of its own figures what is said of the whole column
        shared = () if cell.text == "–" else column.notes
        lines.append((f"{column.label or column.key}: ", (*shared, *cell.notes), cell.cites))
    for lead, places, numbers in lines:
        marks = [(letter(place), table.notes[place - 1]) for place in places]
        marks += [(f"[{number}]", table.sources[number - 1]) for number in numbers]
        for mark, note in marks:
            words = "" if mark in told else f" {note.text}"
            told.add(mark)
            parts.append(f"{lead}{mark}{words}")
    return " | ".join(parts)


def inert(text: str) -> str:
    """Return a text as no spreadsheet takes it for a formula, with escapes for what nobody would see."""
    start = text.lstrip(" ")[:1]
    formula = start and start in _FORMULA and not _NUMBER.fullmatch(text)
    return f"'{visible(text)}" if formula else visible(text)
