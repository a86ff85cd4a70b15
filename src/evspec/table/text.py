"""Plain text for terminals and logs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from evspec.errors import check_type
from evspec.table.document import GLYPHS, letter
from evspec.table.layout import GLUE, display_width, least_width, pad, share, wrap
from evspec.table.safety import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evspec.table.document import Cell, Note, Row, TableData

__all__ = ["write"]

DEFAULT_WIDTH = 118
LEAST_WIDTH = 40
INDENT = "  "
# A label that goes on in a further line is indented there by so much more.
HANG = 2
# A column is never made narrower than this, unless all of it is.
LEAST_COLUMN = 8


@frozen
class _Column:
    """One column as text: the stub or one of the table's columns."""

    heading: str
    cells: tuple[str, ...]
    right: bool
    natural: int
    least: int
    indent: str = ""
    hang: int = 0


def write(table: TableData, width: int | None = None) -> str:
    """Write a table as plain text.

    Parameters
    ----------
    table
        What to write.
    width
        How many columns of characters there are; None asks the terminal.

    Returns
    -------
    str
        Lines without spaces at their ends.

    Notes
    -----
    Lines are laid out here and not by tabulate: its output depends on whether wcwidth is
    installed, it strips indents, and group headings would widen the first column.
    """
    if width is not None:
        check_type("the width", width, int, "a number of columns")
    # plain text has nothing bold
    table = table if table.star else evolve(table, best="star")
    width = _terminal_width() if width is None else max(width, LEAST_WIDTH)
    parts = [wrap(line, width) for line in _title(table)]
    stub = _stub(table)
    columns = [
        _column(
            _referring(visible(column.label), column.refs),
            [_cell(row.cells[index]) for row in table.rows],
            right=column.align == "right",
        )
        for index, column in enumerate(table.columns)
    ]
    # One space is enough to tell columns apart where room is short.
    gap = "  " if _total(stub, columns, 2) <= width else " "
    parts += [_panel(table, stub, panel, width, gap) for panel in _panels(stub, columns, width, gap)]
    parts += [wrap(table.legend, width)] if table.legend else []
    parts += [list(part) for part in (*_notes(table, width), _footer(table, width))]
    return "\n\n".join("\n".join(part) for part in parts if part).replace(GLUE, " ")


def _terminal_width() -> int:
    columns = shutil.get_terminal_size((DEFAULT_WIDTH, 40)).columns
    return min(max(columns, 60), 160)


def _title(table: TableData) -> list[str]:
    title, heading = one_line(table.title), one_line(table.subtitle)
    if heading:
        return [f"{title} ({heading})" if title else heading]
    return [title] if title else []


def _cell(cell: Cell) -> str:
    text = visible(cell.text)
    text = f"{text}*" if cell.mark == "best" else GLYPHS.get(cell.mark, "") + text
    return _referring(text, cell.refs)


def _label(row: Row) -> str:
    return _referring(one_line(row.label), row.refs)


def _referring(text: str, refs: str) -> str:
    # One word with what is before it, so that no line begins with them or ends between two.
    return f"{text}{GLUE}{refs.replace(' ', GLUE)}" if refs else text


def _column(heading: str, cells: Sequence[str], *, right: bool) -> _Column:
    lines = [line for text in (heading, *cells) for line in text.split("\n")]
    natural = max(1, *map(display_width, lines))
    least = max(map(least_width, lines))
    return _Column(heading, tuple(cells), right, natural, min(natural, max(least, LEAST_COLUMN)))


def _stub(table: TableData) -> _Column:
    """Return the column of row labels, indented where there are group headings above them."""
    indent = INDENT if any(row.group for row in table.rows) else ""
    plain = _column(visible(table.stub), [_label(row) for row in table.rows], right=False)
    natural = plain.natural + len(indent)
    least = min(natural, plain.least + len(indent) + HANG)
    return evolve(plain, natural=natural, least=least, indent=indent, hang=HANG)


def _total(stub: _Column, columns: Sequence[_Column], gap: int) -> int:
    return stub.natural + sum(column.natural + gap for column in columns)


def _panels(stub: _Column, columns: Sequence[_Column], width: int, gap: str) -> Iterator[tuple[_Column, ...]]:
    """Yield the columns in as few runs as can be read side by side, each beside the stub."""
    least = stub.least + sum(column.least + len(gap) for column in columns)
    if least <= width:
        yield tuple(columns)
        return
    # Side by side with room to breathe: a panel more is better than words broken in every cell.
    panel: list[_Column] = []
    used = stub.least
    for column in columns:
        needed = max(column.least, min(column.natural, 2 * LEAST_COLUMN)) + len(gap)
        if panel and used + needed > width:
            yield tuple(panel)
            panel, used = [], stub.least
        panel.append(column)
        used += needed
    yield tuple(panel)


def _panel(table: TableData, stub: _Column, columns: Sequence[_Column], width: int, gap: str) -> list[str]:
    shown = [stub, *columns]
    if sum(column.least for column in shown) + len(gap) * len(columns) > width:
        return _stacked(table, columns, width)
    room = width - len(gap) * len(columns)
    widths = share([c.natural for c in shown], [c.least for c in shown], room)
    headings = [column.heading for column in shown]
    plain = [evolve(stub, indent="", hang=0), *columns]
    lines = _lines(headings, plain, widths, gap) if any(headings) else []
    lines.append(gap.join("─" * wide for wide in widths))
    at = 0
    for group, rows in table.groups():
        if group:
            lines += wrap(one_line(group).upper(), width)
        for _row in rows:
            lines += _lines([column.cells[at] for column in shown], shown, widths, gap)
            at += 1
    return lines


def _stacked(table: TableData, columns: Sequence[_Column], width: int) -> list[str]:
    """Lay a column out below the labels, since beside them it has no room."""
    lines: list[str] = []
    for column in columns:
        if column.heading:
            lines += wrap(column.heading, width)
        lines.append("─" * width)
        at = 0
        for group, rows in table.groups():
            lines += wrap(one_line(group).upper(), width) if group else []
            for row in rows:
                lines += wrap(_label(row), width)
                told = wrap(column.cells[at], width - len(INDENT))
                lines += [(INDENT + line).rstrip(" ") for line in told]
                at += 1
    return lines


def _lines(texts: Sequence[str], columns: Sequence[_Column], widths: Sequence[int], gap: str) -> list[str]:
    """Lay one row out: as many lines as its tallest cell has."""
    cells = [
        [column.indent + line for line in wrap(text, wide - len(column.indent), hang=column.hang)]
        for text, wide, column in zip(texts, widths, columns, strict=True)
    ]
    return [
        gap.join(
            pad(cell[at] if at < len(cell) else "", wide, right=column.right)
            for cell, wide, column in zip(cells, widths, columns, strict=True)
        ).rstrip(" ")
        for at in range(max(map(len, cells)))
    ]


def _notes(table: TableData, width: int) -> Iterator[Iterator[str]]:
    noted = [(letter(number), note) for number, note in enumerate(table.notes, 1)]
    yield _marked(noted, width)
    yield _marked([(f"[{number}]", note) for number, note in enumerate(table.sources, 1)], width)


def _marked(notes: Sequence[tuple[str, Note]], width: int) -> Iterator[str]:
    room = max((len(mark) + 1 for mark, _ in notes), default=0)
    for mark, note in notes:
        head = pad(mark, room)
        for line in wrap(one_line(note.text), width - room):
            yield (head + line).rstrip(" ")
            head = " " * room


def _footer(table: TableData, width: int) -> Iterator[str]:
    for spans in table.footer:
        text = one_line("".join(span.text for span in spans))
        if text:
            yield from wrap(text, width)
