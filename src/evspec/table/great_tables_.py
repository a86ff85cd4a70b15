"""A table of great_tables, to be styled further there."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from evspec.errors import EvspecError
from evspec.table.csv_ import headers
from evspec.table.document import GLYPHS
from evspec.table.safety import one_line, visible

if TYPE_CHECKING:
    from great_tables import GT
    from great_tables._text import BaseText

    from evspec.table.document import Cell, TableData

__all__ = ["write"]


def write(table: TableData) -> GT:
    """Make a `great_tables.GT` of a table.

    Parameters
    ----------
    table
        What to write.

    Returns
    -------
    great_tables.GT
        With title, subtitle, row groups and labels, and the notes as source notes. Marks and note
        numbers are part of the texts, and the best of a row is bold.

    Raises
    ------
    EvspecError
        If great_tables is not installed.
    """
    try:
        import pandas as pd
        from great_tables import GT, html, loc, style
    except ImportError as error:
        name = 'to_great_tables needs great_tables and pandas: pip install "evspec[great-tables]"'
        raise EvspecError(name) from error
    group, label, *names = headers(table)
    cells = {name: [_cell(row.cells[at]) for row in table.rows] for at, name in enumerate(names)}
    frame = pd.DataFrame(
        {
            group: pd.Series([_text(row.group) for row in table.rows], dtype=object),
            label: pd.Series([_text(row.label) for row in table.rows], dtype=object),
            **{name: pd.Series(texts, dtype=object) for name, texts in cells.items()},
        }
    )
    grouped = any(row.group.strip() for row in table.rows)
    made = GT(
        frame if grouped else frame.drop(columns=group),
        rowname_col=label,
        groupname_col=group if grouped else None,
    )
    if table.title or table.heading:
        heading = html(_text(table.heading)) if table.heading else None
        made = made.tab_header(html(_text(table.title)), heading)
    labels: dict[str, str | BaseText] = {
        name: html(_text(column.label)) for name, column in zip(names, table.columns, strict=True)
    }
    made = made.cols_label(labels).cols_align("left", columns=names)
    for at, name in enumerate(names):
        best = [number for number, row in enumerate(table.rows) if row.cells[at].mark == "best"]
        if best:
            made = made.tab_style(style.text(weight="bold"), loc.body(columns=name, rows=best))
    notes = [f"[{number}] {note.text}" for number, note in enumerate(table.notes, 1)]
    for line in (*notes, *("".join(span.text for span in spans) for spans in table.footer)):
        made = made.tab_source_note(html(_text(line)))
    return made


def _cell(cell: Cell) -> str:
    text = f"{GLYPHS.get(cell.mark, '')}{cell.text}{'*' * (cell.mark == 'best')}"
    return _text(" ".join([text, *(f"[{number}]" for number in cell.notes)]))


def _text(text: str) -> str:
    """Return data as the HTML that shows it literally: great_tables takes cells for HTML."""
    return escape(one_line(visible(text)))
