"""Where the letters of notes stand: at the head of a column or a row if all of it has them, else at cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from attrs import evolve

from evspec.table.document import KINDS
from evspec.wording.cells import ABSENT

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from evspec.table import Column, Row
    from evspec.table.document import Kind

__all__ = ["Key", "Lettered", "lettered"]

#: What has a letter: a kind of note, and the words that several cells share, "" for the rest of its kind.
Key: TypeAlias = "tuple[Kind, str]"

#: A letter is told once for at least so many cells; beside one it is as near where it stands.
_SEVERAL = 2
_NOTHING: Set[Key] = frozenset()


class Lettered(NamedTuple):
    """A table with its letters.

    Attributes
    ----------
    rows, columns
        With the places of their notes.
    keys
        What has a letter, in the order of reading.
    """

    rows: list[Row]
    columns: tuple[Column, ...]
    keys: tuple[Key, ...]


def lettered(
    rows: Sequence[Row], columns: Sequence[Column], told: Sequence[Set[Key]], vehicles: int
) -> Lettered:
    """Give cells their letters: what all that is stated in a column or a row has stands at its head, once.

    Parameters
    ----------
    rows
        Each cell refers to what is told of it by its place, counted from 1.
    columns
        The columns, those of the vehicles first.
    told
        What has a letter at each place.
    vehicles
        How many columns are of vehicles.
    """
    said = [[told[c.notes[0] - 1] if c.notes else _NOTHING for c in row.cells[:vehicles]] for row in rows]
    known = [[cell.text != ABSENT for cell in row.cells[:vehicles]] for row in rows]
    # what differs from row to row within one kind is no property of the column
    heads = [
        {key for key in _of_all(line, stated) if key[1]}
        for line, stated in zip(zip(*said, strict=True), zip(*known, strict=True), strict=True)
    ]
    order: dict[Key, int] = {}
    shown = [
        evolve(column, notes=_places(own, order)) if own else column
        for column, own in zip(columns, heads, strict=False)
    ]
    made = [
        _row(row, line, stated, heads, order) if any(line) else row
        for row, line, stated in zip(rows, said, known, strict=True)
    ]
    return Lettered(made, (*shown, *columns[len(shown) :]), tuple(order))


def _row(
    row: Row,
    line: Sequence[Set[Key]],
    stated: Sequence[bool],
    heads: Sequence[Set[Key]],
    order: dict[Key, int],
) -> Row:
    """Return a row with what is not told at the heads of columns, at its label as far as all of it has it."""
    left = [own - above for own, above in zip(line, heads, strict=True)]
    label = {key for key in _of_all(line, stated) if sum(key in own for own in left) >= _SEVERAL}
    notes = _places(label, order)
    cells = [
        cell.referring(_places(own - label, order), cell.cites, cell.details) if cell.notes else cell
        for cell, own in zip(row.cells, left, strict=False)
    ]
    return evolve(row, cells=(*cells, *row.cells[len(cells) :]), notes=notes)


def _of_all(line: Sequence[Set[Key]], stated: Sequence[bool]) -> set[Key]:
    """Return what all that is stated in a line has, if that are several cells."""
    counts = Counter(key for own in line for key in own)
    return {
        key
        for key, count in counts.items()
        if count >= _SEVERAL
        and all(key in own for own, is_stated in zip(line, stated, strict=True) if is_stated)
    }


def _places(keys: Set[Key], order: dict[Key, int]) -> tuple[int, ...]:
    """Return the places of notes, new ones behind those that there are."""
    for kind, words in sorted(keys, key=lambda key: (KINDS.index(key[0]), key[1])):
        order.setdefault((kind, words), len(order) + 1)
    return tuple(sorted(order[key] for key in keys))
