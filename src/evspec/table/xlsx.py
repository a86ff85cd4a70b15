"""A workbook of Excel's: figures as numbers that show their unit, notes below the table."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from evspec.errors import EvspecError
from evspec.table.document import GLYPHS, letter
from evspec.table.layout import display_width
from evspec.table.safety import one_line, visible
from evspec.table.siunitx import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

    from evspec.table.document import Cell, Column, Row, TableData

__all__ = ["xlsx"]

#: The most columns and rows of a sheet, and the most characters of a cell.
_COLUMNS, _ROWS, _CHARACTERS = 16_384, 1_048_576, 32_767
#: What the name of a sheet may not hold, and its length.
_FORBIDDEN, _NAME = re.compile(r"[\[\]:*?/\\']"), 31
_WIDEST = 48


def xlsx(table: TableData) -> bytes:
    """Return a table as a workbook with one sheet.

    A cell that is one number is a number: its format shows the digits, the unit, the mark and the
    numbers of its notes. Whatever else stands there is text, and never a formula.

    Parameters
    ----------
    table
        What to write.

    Raises
    ------
    EvspecError
        If openpyxl is not installed, or a sheet has no room for the table.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise EvspecError('to save as .xlsx takes openpyxl: pip install "evspec[xlsx]"') from None
    lines = len(table.rows) * 2 + len(table.notes) + len(table.sources) + len(table.footer) + 5
    if len(table.columns) >= _COLUMNS or lines > _ROWS:
        raise EvspecError(
            f"a sheet has {_COLUMNS:,} columns and {_ROWS:,} rows, too few for this table; save it as .csv"
        )
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = _FORBIDDEN.sub(" ", one_line(table.title))[:_NAME].strip() or "Table"
    _Sheet(sheet, table).fill()
    filled = BytesIO()
    book.save(filled)
    return filled.getvalue()


class _Sheet:
    """Fills one sheet, line by line."""

    def __init__(self, sheet: Worksheet, table: TableData) -> None:
        self._sheet, self._table = sheet, table
        self._marks = table.marks
        self._at = 0

    def fill(self) -> None:
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        table, sheet = self._table, self._sheet
        self._line([table.title], Font(bold=True, size=14))
        self._line([table.subtitle], Font(italic=True, color="FF666666"))
        self._line([table.stub, *map(_head, table.columns)], Font(bold=True), whole=True)
        sheet.freeze_panes = f"B{self._at + 1}"
        sheet.print_title_rows = f"{self._at}:{self._at}"
        for group, rows in table.groups():
            self._line([group], Font(bold=True))
            for row in rows:
                self._at += 1
                self._text(1, _head(row))
                for at, one in enumerate(row.cells, 2):
                    self._cell(at, one)
        self._at += 1
        for text in _below(table):
            self._line([text], wrap=False)
        for at, width in enumerate(_widths(table), 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def _line(
        self, texts: Sequence[str], font: Font | None = None, *, whole: bool = False, wrap: bool | None = None
    ) -> None:
        """Write a line of text; one that says nothing only if it is part of the table."""
        if not (whole or any(texts)):
            return
        self._at += 1
        for at, text in enumerate(texts, 1):
            self._text(at, text, font, wrap=whole if wrap is None else wrap)

    def _text(self, at: int, text: str, font: Font | None = None, *, wrap: bool = True) -> None:
        from openpyxl.styles import Alignment

        shown = self._sheet.cell(self._at, at)
        shown.value = visible(text)[:_CHARACTERS]
        # "=1+1" is what somebody wrote, and no formula
        shown.data_type = "s"
        shown.alignment = Alignment(vertical="top", wrap_text=wrap)
        if font is not None:
            shown.font = font

    def _cell(self, at: int, cell: Cell) -> None:
        from openpyxl.styles import Alignment, Font

        form = _number_format(cell, self._marks, self._table.star)
        shown = self._sheet.cell(self._at, at)
        if form is None:
            self._text(at, _text_of(cell, self._table.star))
        else:
            digits, _ = number_of(cell, self._marks) or ("0", "")
            shown.value = float(digits) if "." in digits else int(digits)
            shown.number_format = form
            shown.alignment = Alignment(horizontal="left", vertical="top")
        if cell.mark == "best":
            shown.font = Font(bold=True)


def _number_format(cell: Cell, marks: tuple[str, str], star: str) -> str | None:
    """Return how a cell that is one number shows it: '#,##0.0" kWh* [1]"'; None if it is none."""
    number = number_of(cell, marks) if "magnitude" in cell.data else None
    if number is None:
        return None
    digits, unit = number
    _, point, fraction = digits.partition(".")
    form = f"{'#,##0' if marks[0] and marks[0] in cell.text else '0'}{point}{'0' * len(fraction)}"
    lead, behind = GLYPHS.get(cell.mark, ""), f" {unit}" if unit else ""
    behind += star * (cell.mark == "best") + _notes_of(cell)
    if '"' in behind:
        return None
    return f'"{lead}"' * bool(lead) + form + f'"{behind}"' * bool(behind)


def _text_of(cell: Cell, star: str) -> str:
    return f"{GLYPHS.get(cell.mark, '')}{cell.text}{star * (cell.mark == 'best')}{_notes_of(cell)}"


def _head(head: Column | Row) -> str:
    return f"{head.label} {head.refs}" if head.refs else head.label


def _notes_of(cell: Cell) -> str:
    return f" {cell.refs}" if cell.refs else ""


def _below(table: TableData) -> Iterator[str]:
    """Yield notes and footer, in as many lines as cells have room for."""
    texts = [table.legend] if table.legend else []
    texts += [f"{letter(number)} {note.text}" for number, note in enumerate(table.notes, 1)]
    texts += [f"[{number}] {note.text}" for number, note in enumerate(table.sources, 1)]
    texts += ["".join(span.text for span in line) for line in table.footer]
    for text in map(one_line, texts):
        yield from (text[at : at + _CHARACTERS] for at in range(0, len(text), _CHARACTERS))


def _widths(table: TableData) -> Iterator[int]:
    """Yield how many characters wide each column is."""
    yield _width([table.stub, *map(_head, table.rows)])
    for at, column in enumerate(table.columns):
        yield _width([_head(column), *(_text_of(row.cells[at], table.star) for row in table.rows)])


def _width(texts: Sequence[str]) -> int:
    lines = [line for text in texts for line in text.split("\n")]
    return min(max(8, *map(display_width, lines)) + 2, _WIDEST)
