"""Which cells of a table siunitx can set as numbers, and where their units go."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from attrs import field, frozen

from evspec.languages.speech import ENGLISH
from evspec.table.document import GLYPHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.table.document import Cell, TableData

__all__ = ["Numbers", "number_of", "numbers_of", "room"]

# Commas part thousands; siunitx would take one for the decimal sign.
_NUMBER = re.compile(r"([−-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?")
_EMPTY = {"", "–"}
_Place = tuple[int, int]


@frozen
class Numbers:
    """The numbers of a table.

    Attributes
    ----------
    figures
        The digits of each cell that is a number, by row and column.
    row_units, column_units
        The unit to put behind a heading, since the numbers do without it.
    """

    figures: Mapping[_Place, str] = field(factory=dict)
    row_units: Mapping[int, str] = field(factory=dict)
    column_units: Mapping[int, str] = field(factory=dict)

    @property
    def columns(self) -> set[int]:
        """The columns that hold numbers."""
        return {column for _, column in self.figures}


def room(figures: Sequence[str]) -> str:
    """Return the room that numbers take, as siunitx calls it: "-3.1"."""
    whole = max(len(figure.lstrip("-").partition(".")[0]) for figure in figures)
    parts = max(len(figure.partition(".")[2]) for figure in figures)
    sign = "-" if any(figure.startswith("-") for figure in figures) else ""
    return f"{sign}{whole}.{parts}"


def numbers_of(table: TableData) -> Numbers:
    """Find the numbers of a table, in those columns of which they are at least half.

    What has more words than its unit ("up to 400 kW", "466–514 km") is no number. The unit goes to
    the heading of the row or, in a table with a column for each quantity, of the column; a number
    whose neighbors have other units both ways keeps its own and is left as text.
    """
    marks = table.marks
    numbers = {
        (r, c): number
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row.cells)
        if cell.mark not in GLYPHS and (number := number_of(cell, marks)) is not None
    }
    said = Counter(c for row in table.rows for c, cell in enumerate(row.cells) if cell.text not in _EMPTY)
    held = Counter(c for _, c in numbers)
    numbers = {place: number for place, number in numbers.items() if 2 * held[place[1]] >= said[place[1]]}
    rows = _units((r, unit) for (r, _), (_, unit) in numbers.items())
    columns = _units((c, unit) for (_, c), (_, unit) in numbers.items())
    in_rows = {place: digits for place, (digits, _) in numbers.items() if place[0] in rows}
    in_columns = {place: digits for place, (digits, _) in numbers.items() if place[1] in columns}
    # where all have one unit it goes where it need be said less often
    if (len(in_rows), -len(rows)) >= (len(in_columns), -len(columns)):
        return Numbers(in_rows, row_units=rows)
    return Numbers(in_columns, column_units=columns)


def number_of(cell: Cell, marks: tuple[str, str] = ENGLISH.marks) -> tuple[str, str] | None:
    """Return digits and unit of a cell that is one number and no more, whatever the marks of its locale."""
    group, decimal = marks
    unit = cell.data.get("spelled", cell.data.get("unit"))
    unit = unit if isinstance(unit, str) and cell.text.endswith(f" {unit}") else ""
    text = cell.text.removesuffix(f" {unit}") if unit else cell.text
    match = _NUMBER.fullmatch(text.translate({ord(decimal): "."} | ({ord(group): ","} if group else {})))
    if match is None:
        return None
    sign, whole, parts = match.groups(default="")
    return f"{'-' * bool(sign)}{whole.replace(',', '')}{parts}", unit


def _units(pairs: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Return the unit of each row or column that has one alone."""
    units: dict[int, set[str]] = {}
    for at, unit in pairs:
        units.setdefault(at, set()).add(unit)
    return {at: next(iter(several)) for at, several in units.items() if len(several) == 1}
