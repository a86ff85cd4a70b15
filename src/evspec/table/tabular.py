"""Tables that write themselves in every format, and what can be shown as one."""

from __future__ import annotations

from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Literal, ParamSpec, Self, TypeVar, overload

from evspec.errors import WrongType, did_you_mean, truth
from evspec.table.document import TableData

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    import pandas as pd
    import polars as pl
    from great_tables import GT

    from evspec.table.dataframe import Shape
    from evspec.table.saving import Style

__all__ = ["Table", "Tabular"]


P = ParamSpec("P")
T = TypeVar("T")


def _writer(write: Callable[P, T]) -> Callable[P, T]:
    """Let a writer say where else what it does not take is asked for."""
    known = tuple(signature(write).parameters)[1:]

    @wraps(write)
    def written(*args: P.args, **options: P.kwargs) -> T:
        for name in options.keys() - set(known):
            taken = f"takes {' and '.join(known)}" if known else "takes no options"
            taken += did_you_mean(name, known, cutoff=0.75)
            raise WrongType(
                f"{write.__name__} has no option {name!r}, it {taken}; what "
                "a table says, and in which language and units, is asked for where it is made: "
                "compare(…, locale='de', units='us'), diff(…), car.to_table(…)"
            )
        return write(*args, **options)

    return written


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

    @_writer
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
        from evspec.table.text import write

        return write(self.to_table(), width)

    @_writer
    def to_markdown(self) -> str:
        """Write the table in GitHub Flavored Markdown, data shown literally."""
        from evspec.table.markdown import write

        return write(self.to_table())

    @_writer
    def to_html(self, *, style: Literal["plain", "pretty"] = "plain", bars: bool = False) -> str:
        """Write the table as an HTML fragment: a figure without scripts.

        Parameters
        ----------
        style
            "plain" takes the looks of the page it stands in, and brings only what lays it out in a window
            below 500 pixels: a block for each row. "pretty" brings its own looks, of this figure alone: the
            labels stay in sight, lines light up, notes are small, and it is light or dark as the page's
            ``color-scheme`` is.
        bars
            Whether each figure has a bar beneath: filled as far as it reaches at least, outlined where a
            bound or a span leaves it open, to a scale of its row that begins at 0.

        Raises
        ------
        EvspecError
            If there is no such style.
        """
        from evspec.table.html import write

        return write(self.to_table(), style=style, bars=truth("bars", bars))

    @_writer
    def to_great_tables(self, *, bars: bool = False) -> GT:
        """Make a `great_tables.GT` of the table, to be styled further there.

        Parameters
        ----------
        bars
            Whether each figure has a bar beneath, as in `to_html`.

        Raises
        ------
        EvspecError
            If great_tables is not installed.
        """
        from evspec.table.great_tables_ import write

        return write(self.to_table(), bars=truth("bars", bars))

    @_writer
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
        from evspec.table.latex import write

        return write(self.to_table(), style=style)

    @_writer
    def to_csv(self, *, raw: bool = False) -> str:
        r"""Write the table as CSV: group, row, one field per column, notes; lines end in ``\n``.

        Parameters
        ----------
        raw
            Leave every text as it is. By default control characters are shown as escapes and a
            field that a spreadsheet would take for a formula gets a leading apostrophe.
        """
        from evspec.table.csv_ import write

        return write(self.to_table(), raw=raw)

    @_writer
    def to_json(self) -> str:
        """Write the table as JSON, from which `Table.from_json` makes an equal one."""
        from evspec.table.json_ import write

        return write(self.to_table())

    @_writer
    def save(self, path: str | PathLike[str], *, style: Style | None = None) -> None:
        """Write the table to a file, in the format of its suffix; whole, or not at all.

        Parameters
        ----------
        path
            Where to: .html (a whole page), .md, .txt, .tex, .csv, .json; .xlsx (needs the extra
            ``xlsx``); .pdf or .png (the extra ``pdf``).
        style
            "plain" for HTML without a style sheet, which a page has otherwise; "siunitx" for LaTeX with
            aligned numbers.

        Raises
        ------
        DataError
            If the file cannot be written.
        EvspecError
            If the suffix tells no format, the format has no such style, or a package is missing.
        """
        from evspec.table.saving import save

        save(self.to_table(), path, style=style)

    @overload
    def to_dataframe(self, engine: Literal["pandas"], *, shape: Shape = "wide") -> pd.DataFrame: ...
    @overload
    def to_dataframe(self, engine: Literal["polars"], *, shape: Shape = "wide") -> pl.DataFrame: ...
    @overload
    def to_dataframe(self, engine: None = None, *, shape: Shape = "wide") -> pd.DataFrame | pl.DataFrame: ...
    @_writer
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
        from evspec.table.dataframe import write

        return write(self.to_table(), engine, shape)

    def _repr_html_(self) -> str:
        return self.to_html()

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


class Table(TableData, Tabular):
    """A table, ready to be written in any format.

    Parameters
    ----------
    title, subtitle
        The heading and what qualifies it (units, dates); the writers add the legend of marks.
    columns, rows
        The body; each row has one cell per column.
    notes
        The notes that cells refer to, marked with letters.
    footer
        Lines below the notes, each a text or a run of `Span`.
    stub
        The heading of the column of row labels.
    data
        More about the table for programs; JSON values only.
    locale
        The locale in which its words are, such as "de"; "" for English.
    best
        "star", or "bold" for no star where a format has bold text.
    thousands
        What stands between the thousands of its numbers, None for what its locale has.
    sources
        The sources that cells and notes cite, marked with numbers.

    Raises
    ------
    DataError
        If a row has more or fewer cells than there are columns, or a cell an unknown mark, note or source.

    Examples
    --------
    >>> from evspec.table import Cell, Column, Note, Row, Span
    >>> best = Cell("400 kW", notes=(1,), mark="best")
    >>> print(Table(
    ...     "Charging", "metric",
    ...     columns=(Column("u11", "U11"), Column("na5", "NA5")),
    ...     rows=(Row("dc_power", "DC peak power", "", (Cell("130 kW"), best)),),
    ...     notes=(Note((Span("Under the maker's conditions."),)),),
    ... ).to_text(width=60))
    Charging (metric)
    <BLANKLINE>
                   U11     NA5
    ─────────────  ──────  ─────────
    DC peak power  130 kW  400 kW* a
    <BLANKLINE>
    * best in its row
    <BLANKLINE>
    a Under the maker's conditions.
    """

    __slots__ = ()

    def to_table(self) -> Table:
        """Return the table itself."""
        return self

    @classmethod
    def from_json(cls, text: str) -> Self:
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
        from evspec.table.json_ import read

        return read(text, cls)
