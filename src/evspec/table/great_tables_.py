"""A table of great_tables, to be styled further there."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from attrs import evolve

from evspec.errors import EvspecError
from evspec.table.bars import legend
from evspec.table.csv_ import headers
from evspec.table.document import GLYPHS, letter
from evspec.table.html import draft_of, headed, inside, noted, spans
from evspec.table.safety import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from great_tables import GT
    from great_tables._text import BaseText

    from evspec.table.document import Cell, Column, TableData
    from evspec.table.html import Draft

__all__ = ["write"]


def write(table: TableData, *, bars: bool = False) -> GT:
    """Make a `great_tables.GT` of a table.

    Parameters
    ----------
    table
        What to write.
    bars
        Whether figures have bars.

    Returns
    -------
    great_tables.GT
        With title, subtitle, row groups and labels, and notes and sources as source notes. Marks and what
        refers to notes are part of the texts, and the best of a row is bold. In HTML letters and numbers
        are links to the notes and back, and sources are links.

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
    draft = draft_of(table, bars=bars)
    cells = {
        name: [body(_cell(row.cells[at], table.star)) for row in table.rows] for at, name in enumerate(names)
    }
    frame = pd.DataFrame(
        {
            group: pd.Series([body(row.group) for row in table.rows], dtype=object),
            label: pd.Series([body(_referring(row.label, row.refs)) for row in table.rows], dtype=object),
            **{name: pd.Series(texts, dtype=object) for name, texts in cells.items()},
        }
    )
    grouped = any(row.group.strip() for row in table.rows)
    made = GT(
        frame if grouped else frame.drop(columns=group),
        rowname_col=label,
        groupname_col=group if grouped else None,
    )
    if table.title or table.subtitle:
        made = made.tab_header(one_line(table.title), one_line(table.subtitle) or None)
    labels: dict[str, str | BaseText] = {
        name: _label(column, draft, html) for name, column in zip(names, table.columns, strict=True)
    }
    made = made.cols_label(labels).cols_align("left", columns=names)
    for at, name in enumerate(names):
        best = [number for number, row in enumerate(table.rows) if row.cells[at].mark == "best"]
        if best:
            made = made.tab_style(style.text(weight="bold"), loc.body(columns=name, rows=best))
    for number, row in enumerate(table.rows):
        if row.notes:
            made = made.fmt(_in_html(headed(row, draft)), columns=label, rows=[number])
        drawn = draft.bars.get(id(row)) or [""] * len(names)
        for name, cell, bar in zip(names, row.cells, drawn, strict=True):
            if cell.refs or bar:
                shown = inside(evolve(cell, details=()), draft) + bar
                made = made.fmt(_in_html(shown), columns=name, rows=[number])
    lines = [escape(table.legend)] if table.legend else []
    lines += [
        f'<span id="{draft.prefix}-{name}-{number}">{mark} {noted(table, name, number, note, draft)}</span>'
        for name, notes in (("note", table.notes), ("source", table.sources))
        for number, note in enumerate(notes, 1)
        for mark in [letter(number) if name == "note" else f"[{number}]"]
    ]
    lines += [spans(line, draft) for line in table.footer]
    lines += [escape(legend(table.locale))] if bars else []
    for line in lines:
        # braces in pairs would be read as a unit
        made = made.tab_source_note(html(line.replace("{", "&#123;")))
    return made


@cache
def _escapes_cells() -> bool:
    """Tell whether this great_tables shows cells and groups literally, as it does from 1.0 on."""
    import pandas as pd
    from great_tables import GT

    sample = pd.DataFrame({"group": ["<"], "cell": ["<"]})
    return GT(sample, groupname_col="group").as_raw_html().count("&lt;") == 2


def _in_html(shown: str) -> Any:
    """Return what shows a cell as this in HTML, which alone has links, and as its text elsewhere."""
    from great_tables._gt_data import FormatFns

    return FormatFns(html=lambda _: shown, default=str)


def _cell(cell: Cell, star: str) -> str:
    text = f"{GLYPHS.get(cell.mark, '')}{cell.text}{star * (cell.mark == 'best')}"
    return _referring(text, cell.refs)


def _referring(text: str, refs: str) -> str:
    return f"{text} {refs}" if refs else text


def _label(column: Column, draft: Draft, html: Callable[[str], BaseText]) -> str | BaseText:
    """Return the heading of a column: as HTML where it has links, or braces that would be read as a unit."""
    if column.notes:
        return html(headed(column, draft).replace("{", "&#123;"))
    return html(_escaped(column.label)) if "{{" in column.label else one_line(column.label)


def _escaped(text: str) -> str:
    """Return data as the HTML that shows it literally."""
    return escape(one_line(text)).replace("{", "&#123;")
