"""The neutral table document: what a table says, before any format is chosen.

It knows nothing of cars. A comparison or a vehicle describes itself as a `Table`, and one writer
per format reads that description once.
"""

from __future__ import annotations

from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from attrs import evolve, field, frozen

from evspec.errors import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    import pandas as pd
    import polars as pl
    from great_tables import GT

__all__ = ["ALIGNMENTS", "JSON", "MARKS", "Cell", "Column", "Note", "Row", "Span", "Table", "Tabular"]

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
Mark: TypeAlias = Literal["", "best", "better", "worse", "changed"]
Align: TypeAlias = Literal["left", "right"]
Shape: TypeAlias = Literal["wide", "tidy", "numbers"]

MARKS: tuple[Mark, ...] = ("", "best", "better", "worse", "changed")
#: What stands before a marked cell where letters alone are not enough; the best has a star behind it.
GLYPHS = {"better": "▲ ", "worse": "▼ "}
ALIGNMENTS: tuple[Align, ...] = ("left", "right")


@frozen
class Span:
    """A run of text inside a note or footer line.

    Parameters
    ----------
    text
        The words, as data: every writer shows them literally.
    href
        Where they lead; writers make a link of http and https addresses only.
    """

    text: str
    href: str | None = None


@frozen(cache_hash=True)
class Note:
    """A note below the table; its number is its place in `Table.notes`, counted from 1.

    Parameters
    ----------
    spans
        Its text, run by run; nothing is put between the runs.
    """

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The note without its links."""
        return "".join(span.text for span in self.spans)


@frozen
class Cell:
    """One cell.

    Parameters
    ----------
    text
        What it says, without marks and note numbers; an absent value is ``"–"``.
    notes
        The numbers of its notes.
    mark
        "best", "better", "worse", "changed" or ""; the writers add a glyph where one is needed.
    data
        The value for programs: JSON values only (lists, not tuples), such as low, high,
        magnitude, unit, bound, status.
    title
        The long form of an abbreviated text.
    """

    text: str
    notes: tuple[int, ...] = ()
    mark: Mark = ""
    data: Mapping[str, JSON] = field(factory=dict, hash=False)
    title: str = ""


@frozen
class Column:
    """A column of cells; the row labels form a column of their own, which is not listed.

    Parameters
    ----------
    key
        Its name for programs.
    label
        Its heading.
    align
        "left" or "right".
    """

    key: str
    label: str
    align: Align = "left"


@frozen
class Row:
    """A row of cells under one label.

    Parameters
    ----------
    key
        Its name for programs.
    label
        Its heading, on the left.
    group
        The heading that neighboring rows share; "" for none.
    cells
        One cell for each of the table's columns.
    title
        The long form of the label.
    data
        More about the row for programs; JSON values only.
    """

    key: str
    label: str
    group: str
    cells: tuple[Cell, ...]
    title: str = ""
    data: Mapping[str, JSON] = field(factory=dict, hash=False)


class Tabular:
    """A mixin: whatever can describe itself as a `Table` can be written in every format.

    A subclass defines `to_table`. No writer's result ends in a line break, so that all of them
    can be printed. Each writer is loaded when it is first used.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return self.to_text()

    def to_table(self) -> Table:
        """Return the neutral table document that the writers read."""
        raise NotImplementedError

    def to_text(self, width: int | None = None) -> str:
        """Write the table for a terminal.

        Parameters
        ----------
        width
            How many columns of characters there are, 40 at least; by default as many as the
            terminal has (118 where there is none), between 60 and 160.

        Returns
        -------
        str
            Plain text. Columns that find no room side by side follow in further panels.
        """
        return _write("text", self.to_table(), width)

    def to_markdown(self) -> str:
        """Write the table in GitHub Flavored Markdown, data shown literally."""
        return _write("markdown", self.to_table())

    def to_html(self, *, style: Literal["plain", "pretty"] = "plain") -> str:
        """Write the table as an HTML fragment: a figure without scripts.

        Parameters
        ----------
        style
            "plain" needs no style sheet; "pretty" brings a small one, of this figure alone, for
            pages that take one: the labels stay in sight, lines light up, notes are small, and it is
            light or dark as the page's ``color-scheme`` is.

        Raises
        ------
        EvspecError
            If there is no such style.
        """
        return _write("html", self.to_table(), style=style)

    def to_great_tables(self) -> GT:
        """Make a `great_tables.GT` of the table, to be styled further there.

        Raises
        ------
        EvspecError
            If great_tables is not installed.
        """
        made: GT = _module("great_tables_").write(self.to_table())
        return made

    def to_latex(self, *, style: Literal["plain", "siunitx"] = "plain") -> str:
        r"""Write the table as a LaTeX fragment; its first line names the packages it needs.

        Parameters
        ----------
        style
            "plain" shows each cell as it is. "siunitx" aligns numbers in columns of the package
            siunitx (3 or later): the preamble needs ``\usepackage{siunitx}``, and ``\sisetup`` there
            says how numbers look, such as ``group-separator={,}, group-minimum-digits=4``. Their
            unit goes to the heading of the row (transposed: of the column). A column is one of
            numbers if half of what it says are; bounds, spans and words stay as they are.

        Raises
        ------
        EvspecError
            If there is no such style.
        """
        return _write("latex", self.to_table(), style=style)

    def to_csv(self, *, raw: bool = False) -> str:
        r"""Write the table as CSV: group, row, one field per column, notes; lines end in ``\n``.

        Parameters
        ----------
        raw
            Leave every text as it is. By default control characters are shown as escapes and a
            field that a spreadsheet would take for a formula gets a leading apostrophe.
        """
        return _write("csv_", self.to_table(), raw=raw)

    def to_json(self) -> str:
        """Write the table as JSON, from which `Table.from_json` makes an equal one."""
        return _write("json_", self.to_table())

    @overload
    def to_dataframe(self, engine: Literal["pandas"], *, shape: Shape = "wide") -> pd.DataFrame: ...
    @overload
    def to_dataframe(self, engine: Literal["polars"], *, shape: Shape = "wide") -> pl.DataFrame: ...
    @overload
    def to_dataframe(self, engine: None = None, *, shape: Shape = "wide") -> pd.DataFrame | pl.DataFrame: ...
    def to_dataframe(
        self,
        engine: Literal["pandas", "polars"] | None = None,
        *,
        shape: Shape = "wide",
    ) -> pd.DataFrame | pl.DataFrame:
        """Make a DataFrame of the table.

        Parameters
        ----------
        engine
            "pandas" or "polars"; by default pandas if it is installed, else polars.
        shape
            "wide": group, row and the text of each column, one line per row.
            "tidy": one line per cell with group, row, row_key, column, column_key, text, mark,
            and the cell's data (numbers as numbers) in columns of their own.
            "numbers": one line per column of the table (per vehicle of a comparison) with its
            label, and a column of numbers for each quantity, named by its key, conditions and
            unit: ``range_wltp_km``, ``dc_power_kw``. Bounds, spans, approximate, expected and
            rumored figures and what is not stated are missing there: NaN in pandas, null in polars.

        Raises
        ------
        EvspecError
            If the engine is unknown or not installed.
        """
        frame: pd.DataFrame | pl.DataFrame = _module("dataframe").write(self.to_table(), engine, shape)
        return frame

    def _repr_html_(self) -> str:
        return self.to_html()

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


@frozen(repr=False)
class Table(Tabular):
    """A table, ready to be written in any format.

    Parameters
    ----------
    title, subtitle
        The heading and what qualifies it (units, dates); the writers add the legend of marks.
    columns, rows
        The body; each row has one cell per column.
    notes
        The notes that cells refer to by number.
    footer
        Lines below the notes.
    stub
        The heading of the column of row labels.
    data
        More about the table for programs; JSON values only.

    Raises
    ------
    DataError
        If a row has more or fewer cells than there are columns, or a cell an unknown mark or note.

    Examples
    --------
    >>> best = Cell("400 kW", notes=(1,), mark="best")
    >>> print(Table(
    ...     "Charging", "metric",
    ...     columns=(Column("u11", "U11"), Column("na5", "NA5")),
    ...     rows=(Row("dc_power", "DC peak power", "", (Cell("130 kW"), best)),),
    ...     notes=(Note((Span("Under the maker's conditions."),)),),
    ... ).to_text(width=60))
    Charging (metric; * best in its row)
    <BLANKLINE>
                   U11     NA5
    ─────────────  ──────  ───────────
    DC peak power  130 kW  400 kW* [1]
    <BLANKLINE>
    [1] Under the maker's conditions.
    """

    title: str
    subtitle: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()
    footer: tuple[tuple[Span, ...], ...] = ()
    stub: str = ""
    data: Mapping[str, JSON] = field(factory=dict, hash=False)

    def __attrs_post_init__(self) -> None:
        if problems := list(_problems(self)):
            raise DataError(problems)

    def __repr__(self) -> str:
        return f"<Table {self.title!r}: {len(self.rows)} rows, {len(self.columns)} columns>"

    def to_table(self) -> Table:
        """Return the table itself."""
        return self

    @property
    def legend(self) -> str:
        """What the marks of this table mean, "" where they speak for themselves."""
        # Better and worse come with the words in the cell; the star of the best does not.
        marked = any(cell.mark == "best" for row in self.rows for cell in row.cells)
        line = "column" if self.data.get("transposed") else "row"
        return f"* best in its {line}" if marked else ""

    @property
    def heading(self) -> str:
        """The subtitle and the legend, as one phrase."""
        return "; ".join(filter(None, (self.subtitle, self.legend)))

    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield each run of neighboring rows with the heading they share."""
        for group, rows in groupby(self.rows, key=lambda row: row.group):
            yield group if group.strip() else "", list(rows)

    def transposed(self) -> Table:
        """Return the table with its rows as columns and its columns as rows; groups are left out.

        Its data say "transposed", unless it is turned back.
        """
        data = {key: value for key, value in self.data.items() if key != "transposed"}
        data |= {} if self.data.get("transposed") else {"transposed": True}
        return evolve(
            self,
            columns=tuple(Column(row.key, row.label) for row in self.rows),
            rows=tuple(
                Row(column.key, column.label, "", tuple(row.cells[at] for row in self.rows))
                for at, column in enumerate(self.columns)
            ),
            data=data,
        )

    @staticmethod
    def from_json(text: str) -> Table:
        """Read what `to_json` wrote.

        Parameters
        ----------
        text
            A JSON document of the same schema version.

        Returns
        -------
        Table
            Equal to the one that was written.

        Raises
        ------
        DataError
            With every mistake and its place in the document.
        """
        table: Table = _module("json_").read(text)
        return table


def _module(name: str) -> ModuleType:
    # Each of them imports this module, so they are found by name when they are first needed.
    return import_module(f"evspec.table.{name}")


def _write(name: str, table: Table, *args: object, **options: object) -> str:
    text: str = _module(name).write(table, *args, **options)
    return text


def _problems(table: Table) -> Iterator[Problem]:
    """Yield what is wrong with a table, with the place of each mistake."""
    for index, column in enumerate(table.columns):
        if column.align not in ALIGNMENTS:
            yield _problem(f"columns[{index}].align", column.align, "left or right")
    known = range(1, len(table.notes) + 1)
    for at, row in enumerate(table.rows):
        if len(row.cells) != len(table.columns):
            expected = f"one for each of {len(table.columns)} columns"
            yield _problem(f"rows[{at}].cells", f"{len(row.cells)} cells", expected)
        for index, cell in enumerate(row.cells):
            if not (cell.mark or cell.notes):
                continue
            place = f"rows[{at}].cells[{index}]"
            if cell.mark not in MARKS:
                yield _problem(f"{place}.mark", repr(cell.mark), ", ".join(filter(None, MARKS)))
            for number in cell.notes:
                if number not in known:
                    expected = f"a number of the {len(table.notes)} notes, counted from 1"
                    yield _problem(f"{place}.notes", f"note {number}", expected)


def _problem(path: str, found: str, expected: str) -> Problem:
    return Problem("table", 0, path, f"found {found}, expected {expected}")
