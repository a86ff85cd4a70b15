"""A table of great_tables, to be styled further there."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from evspec.errors import EvspecError
from evspec.table.csv_ import headers
from evspec.table.document import GLYPHS
from evspec.table.safety import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

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
    body: Callable[[str], str] = one_line if _escapes_cells() else _escaped
    group, label, *names = map(one_line, headers(table))
    cells = {
        name: [body(_cell(row.cells[at], table.star)) for row in table.rows] for at, name in enumerate(names)
    }
    frame = pd.DataFrame(
        {
            group: pd.Series([body(row.group) for row in table.rows], dtype=object),
            label: pd.Series([body(row.label) for row in table.rows], dtype=object),
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
        made = made.tab_header(one_line(table.title), one_line(table.heading) or None)
    # Double braces in a plain label would be read as a unit, for which HTML is asked in all versions.
    labels: dict[str, str | BaseText] = {
        name: html(_escaped(column.label)) if "{{" in column.label else one_line(column.label)
        for name, column in zip(names, table.columns, strict=True)
    }
    made = made.cols_label(labels).cols_align("left", columns=names)
    for at, name in enumerate(names):
        best = [number for number, row in enumerate(table.rows) if row.cells[at].mark == "best"]
        if best:
            made = made.tab_style(style.text(weight="bold"), loc.body(columns=name, rows=best))
    notes = [f"[{number}] {note.text}" for number, note in enumerate(table.notes, 1)]
    for line in (*notes, *("".join(span.text for span in spans) for spans in table.footer)):
        made = made.tab_source_note(one_line(line))
    return made


@cache
def _escapes_cells() -> bool:
    """Tell whether this great_tables shows cells and groups literally, as it does from 1.0 on."""
    import pandas as pd
    from great_tables import GT

    sample = pd.DataFrame({"group": ["<"], "cell": ["<"]})
    return GT(sample, groupname_col="group").as_raw_html().count("&lt;") == 2


def _cell(cell: Cell, star: str) -> str:
    text = f"{GLYPHS.get(cell.mark, '')}{cell.text}{star * (cell.mark == 'best')}"
    return " ".join([text, *(f"[{number}]" for number in cell.notes)])


def _escaped(text: str) -> str:
    """Return data as the HTML that shows it literally."""
    return escape(one_line(text)).replace("{", "&#123;")
