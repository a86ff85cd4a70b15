"""What is done with the rows of a sheet by one mapping, put together before the first is read."""

from __future__ import annotations

from collections import defaultdict
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from attrs import evolve

from evspec.crosswalks import LONGEST, Condition, FileMapping, Template, fits
from evspec.datasets.identity import Identity
from evspec.datasets.points import Points, is_point
from evspec.datasets.said import LineReader
from evspec.datasets.sheets import MISSING, without_marks
from evspec.errors import EvspecError

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from evspec.crosswalks import Line
    from evspec.datasets.identity import Car
    from evspec.datasets.ledger import Ledger, Said, Trouble
    from evspec.datasets.sheets import Cell, Refusal

__all__ = ["Plan"]


class Plan:
    """What is done with each row of a sheet.

    Attributes
    ----------
    identity
        Which vehicle a row is about.
    cars
        The vehicles met so far, by the cells that tell them, or why there is none.
    readers
        The lines of the mapping, without those of points.
    troubles
        What is wrong with lines that say the same of every row.
    has_lines
        Whether some lines say something of a row, other than points.
    points
        The lines that have a point of a curve in each row.
    dates
        Returns the cells from which the source's date is read, None if it is not.
    """

    def __init__(self, mapping: FileMapping, columns: Sequence[str], ledger: Ledger) -> None:
        self._cuts = [_Cuts(columns.index(column), patterns) for column, patterns in mapping.parts]
        index = {column: place for place, column in enumerate(columns)}
        for n, name in enumerate(name for cut in self._cuts for name in cut.names):
            index[name] = len(columns) + n
        self.filters = [(index[c.column], _Filter(c), True) for c in mapping.only]
        self.filters += [(index[c.column], _Filter(c), False) for c in mapping.leave]
        self.identity = Identity(mapping, index)
        self.cars: dict[Any, Car | Refusal] = {}
        every = [LineReader(n, line, index, ledger) for n, line in enumerate(mapping.lines)]
        self.readers = [reader for reader in every if not is_point(reader)]
        self.points = Points([reader for reader in every if is_point(reader)], ledger)
        self.dates = _date_key(mapping, index)
        self._constant = tuple(
            said for reader in self.readers if reader.key is None for said in reader.read(())
        )
        self.troubles = [
            (trouble, reader.line)
            for reader in self.readers
            for trouble in reader.troubles.get((), ())
            if isinstance(trouble, EvspecError)
        ]
        self._lines = tuple(reader for reader in self.readers if reader.key is not None)
        self.has_lines = bool(self._lines) or not self.points.readers
        # where conditions are met, a line depends on the cells of its holes alone
        self._bare = {
            id(reader): LineReader(reader.number, evolve(reader.line, when=()), index, ledger)
            if reader.line.when and any(template.holes for template in reader.line.templates)
            else reader
            for reader in self._lines
        }
        asked = dict.fromkeys(condition for reader in self._lines for condition in reader.line.when)
        self._conditions = {condition: _Filter(condition) for condition in asked}
        places = [index[condition.column] for condition in asked]
        self._met = itemgetter(*places) if places else None
        self._readers_by_cells: dict[Any, tuple[LineReader, ...]] = {}

    def wanted(self, rows: list[tuple[int, list[Cell]]]) -> list[tuple[int, list[Cell]]]:
        """Return the rows that the mapping wants."""
        for at, passes, wanted in self.filters:
            rows = [row for row in rows if passes(row[1][at]) is wanted]
        return rows

    def cut(self, rows: Sequence[list[Cell]]) -> None:
        """Put what patterns cut out of the cells of each row behind its others."""
        for cut in self._cuts:
            for cells, parts in zip(rows, cut.column(rows), strict=True):
                cells.extend(parts)

    def said(
        self, rows: Sequence[Sequence[Cell]]
    ) -> tuple[Sequence[tuple[tuple[Said, ...], ...]], list[tuple[int, Line, Trouble]]]:
        """Return what the lines say of each of some rows, and what is wrong with it, each with its row."""
        found: list[tuple[tuple[Said, ...], ...]] = [(self._constant,)] * len(rows)
        troubles = []
        for readers, places in self._chosen(rows) if rows else ():
            own = rows if len(places) == len(rows) else [rows[place] for place in places]
            columns = [*zip(*own, strict=True)]
            each = [repeat(self._constant), *(reader.column(columns) for reader in readers)]
            for place, said in zip(places, zip(*each, strict=False), strict=False):
                found[place] = said
            for reader in readers:
                troubles += [(places[at], reader, one) for at, one in reader.troubles_of(columns)]
        troubles.sort(key=lambda one: (one[0], one[1].number))
        return found, [(place, reader.line, trouble) for place, reader, trouble in troubles]

    def _chosen(
        self, rows: Sequence[Sequence[Cell]]
    ) -> Iterable[tuple[tuple[LineReader, ...], Sequence[int]]]:
        """Yield the lines that may say something of some rows, and the places of these rows."""
        if self._met is None:
            return [(self._lines, range(len(rows)))]
        alike: dict[Any, list[int]] = defaultdict(list)
        for place, cells in enumerate(map(self._met, rows)):
            alike[cells].append(place)
        chosen: dict[tuple[LineReader, ...], list[int]] = defaultdict(list)
        for cells, places in alike.items():
            if cells not in self._readers_by_cells:
                told = (cells,) if len(self._conditions) == 1 else cells
                asked = dict(zip(self._conditions, told, strict=True))
                self._readers_by_cells[cells] = tuple(self._readers_of(asked))
            chosen[self._readers_by_cells[cells]] += places
        # in the order of the rows, which those of several cells that come to the same are not
        return [(readers, sorted(places)) for readers, places in chosen.items()]

    def _readers_of(self, told: Mapping[Condition, Cell]) -> Iterator[LineReader]:
        """Yield what reads the lines whose conditions the cells of a row may meet."""
        # of a list the line itself looks at each of its places
        listed = {condition for condition, cell in told.items() if not isinstance(cell, str)}
        met = listed | {
            one for one, cell in told.items() if one not in listed and self._conditions[one](cell)
        }
        for reader in self._lines:
            if met.issuperset(reader.line.when):
                yield reader if not listed.isdisjoint(reader.line.when) else self._bare[id(reader)]


def _date_key(
    mapping: FileMapping, index: Mapping[str, int]
) -> Callable[[Sequence[Cell]], tuple[Cell, ...]] | None:
    """Return what picks the cells from which the source's date is read, None if it is not."""
    holes = list(dict.fromkeys(hole for text in mapping.dates for hole in Template(text).holes))
    if not holes:
        return None
    places = [index[hole] for hole in holes]
    return itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)


class _Filter:
    """Tells whether a cell meets a condition; each distinct one is looked at once."""

    def __init__(self, condition: Condition) -> None:
        self._patterns = condition.patterns
        self._known: dict[Cell, bool] = {}

    def __call__(self, cell: Cell) -> bool:
        found = self._known.get(cell)
        if found is None:
            texts = (cell,) if isinstance(cell, str) else cell
            found = self._known[cell] = any(fits(without_marks(text), self._patterns) for text in texts)
        return found


class _Cuts:
    """What patterns cut out of one column."""

    def __init__(self, place: int, patterns: Sequence[re.Pattern[str]]) -> None:
        self._place = place
        self.names = tuple(dict.fromkeys(name for pattern in patterns for name in pattern.groupindex))
        self._known: dict[Cell, tuple[str, ...]] = {}
        self._searches = [pattern.search for pattern in patterns]

    def column(self, rows: Iterable[list[Cell]]) -> list[tuple[str, ...]]:
        """Return the groups of each row's cell."""
        known, wholes = self._known, [*map(itemgetter(self._place), rows)]
        for whole in dict.fromkeys(wholes):
            if whole not in known:
                known[whole] = self._cut(whole)
        return [*map(known.__getitem__, wholes)]

    def _cut(self, cell: Cell) -> tuple[str, ...]:
        """Return the groups of a cell, "" for those that are not in it."""
        text = cell.strip() if isinstance(cell, str) else " ".join(cell)
        found = dict.fromkeys(self.names, MISSING)
        # of a name in several patterns the first that finds it counts
        for search in reversed(self._searches) if len(text) <= LONGEST else ():
            if match := search(text):
                found.update((name, group.strip()) for name, group in match.groupdict().items() if group)
        return tuple(found.values())
