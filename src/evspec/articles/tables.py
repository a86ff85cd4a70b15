"""The tables and lists of a text as grids of cells: pipes, tabs, "Label: value", a label above its value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evspec.articles.labels import Labels
    from evspec.articles.layout import Article

__all__ = ["Cell", "Grid", "grids_in"]

_LINE: Final = re.compile(r"[^\r\n]+")
_RULE: Final = re.compile(r":?-{2,}:?")
_PAIR: Final = re.compile(r"(\s*(?:[-*•–]\s+)?)([^:|\t\s][^:|\t]{1,60}):\s+(\S.{0,100})")
_STARTS: Final = re.compile(r"[^\d.!?]{0,14}[~<>≤≥±]?\d")
#: More words are no label, and no value of a list.
_LABEL: Final = 7
_VALUE: Final = 12
#: A longer line is no label.
_WIDEST: Final = 60


class Cell(NamedTuple):
    """What stands in one place of a table, and where in the text."""

    text: str
    start: int
    end: int


Row = tuple[Cell, ...]


@frozen
class Grid:
    """One table or list.

    Attributes
    ----------
    rows
        Its rows, each as wide as it was written.
    head
        How many rows above a ruling line name what stands below them.
    caption
        The characters of the line above it.
    """

    rows: tuple[Row, ...]
    head: int
    caption: tuple[int, int]

    @property
    def start(self) -> int:
        """Where it starts."""
        return self.rows[0][0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(cell.end for row in self.rows for cell in row)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.rows))


class _Line(NamedTuple):
    """A line of a text, its cells if it is of a table, and whether it follows at once on the one before."""

    start: int
    end: int
    cells: Row
    joined: bool


def grids_in(article: Article, labels: Labels) -> list[Grid]:
    """Return the tables and lists of a text, in its order."""
    lines = list(_lines(article.text))
    grids: list[Grid] = []
    place = 0
    while place < len(lines):
        past = place + 1
        if lines[place].cells:
            while past < len(lines) and lines[past].cells and lines[past].joined:
                past += 1
            grid = _ruled(lines, place, past)
        else:
            past, grid = _listed(article, lines, place, labels)
        if grid is not None:
            grids.append(grid)
        place = past
    return grids


def _lines(text: str) -> Iterator[_Line]:
    last = -1
    for line in _LINE.finditer(text):
        if line[0].isspace():
            continue
        joined = last >= 0 and text.count("\n", last, line.start()) <= 1
        yield _Line(line.start(), line.end(), tuple(_cells(line[0], line.start())), joined)
        last = line.end()


def _cells(line: str, offset: int) -> Iterator[Cell]:
    mark = "|" if "|" in line else "\t"
    if mark not in line:
        return
    first, past = 0, len(line.rstrip())
    if mark == "|":
        first = len(line) - len(line.lstrip())
        first += line[first] == mark
        past -= line[past - 1] == mark and past - 1 > first
    at = first
    for piece in line[first:past].split(mark):
        start = at + len(piece) - len(piece.lstrip())
        yield Cell(piece.strip(), offset + start, offset + start + len(piece.strip()))
        at += len(piece) + 1


def _caption(lines: Sequence[_Line], place: int) -> tuple[int, int]:
    if place == 0:
        return lines[0].start, lines[0].start
    return lines[place - 1].start, lines[place - 1].end


def _ruled(lines: Sequence[_Line], place: int, past: int) -> Grid | None:
    """Return the table of some lines with pipes or tabs."""
    rows: list[Row] = []
    head = 0
    for line in lines[place:past]:
        if all(_RULE.fullmatch(cell.text) for cell in line.cells if cell.text):
            if any(cell.text for cell in line.cells):
                head = head or len(rows)
            continue
        rows.append(line.cells)
    if rows and max(map(len, rows)) == 1:
        # a label above its value
        rows = [(*rows[n], *rows[n + 1]) for n in range(0, len(rows) - 1, 2)]
        head = 0
    width = max(map(len, rows), default=0)
    if head == 1 and width > 2 and len(rows[0]) == width and not rows[0][-1].text and rows[0][0].text:
        # the corner was left out, and the head stands a column too far to the left
        rows[0] = (Cell("", rows[0][0].start, rows[0][0].start), *rows[0][:-1])
    return Grid(tuple(rows), head, _caption(lines, place)) if rows and width > 1 else None


def _listed(article: Article, lines: Sequence[_Line], place: int, labels: Labels) -> tuple[int, Grid | None]:
    """Return the list that starts at a line, "Label: value" or a label above a value, and where it ends."""
    rows: list[Row] = []
    at = place
    while at < len(lines) and (at == place or lines[at].joined):
        row = _pair(article.text[lines[at].start : lines[at].end], lines[at].start)
        if row is None or lines[at].cells:
            break
        rows.append(row)
        at += 1
    if any((label := labels.of(row[0].text)).keys or label.only_conditions for row in rows):
        return at, Grid(tuple(rows), 0, _caption(lines, place))
    rows, at = [], place
    while at + 1 < len(lines) and not lines[at].cells and not lines[at + 1].cells:
        name, value = (Cell(article.text[a:b].strip(), a, b) for a, b, *_ in lines[at : at + 2])
        if not _is_value(value.text) or len(name.text) > _WIDEST or not labels.exactly(name.text):
            break
        rows.append((name, value))
        at += 2
    return (at, Grid(tuple(rows), 0, _caption(lines, place))) if rows else (place + 1, None)


def _is_value(text: str) -> bool:
    return len(text.split()) <= _LABEL and _STARTS.match(text) is not None


def _pair(line: str, offset: int) -> Row | None:
    found = _PAIR.fullmatch(line.rstrip())
    if found is None or len(found[2].split()) > _LABEL:
        return None
    if len(found[3].split()) > _VALUE or re.search(r"[.!?] \S", found[3]):
        return None
    return tuple(
        Cell(found[n].strip(), offset + found.start(n), offset + found.start(n) + len(found[n].strip()))
        for n in (2, 3)
    )
