"""What can be written as a table, in every format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

if TYPE_CHECKING:
    from types import ModuleType

    import pandas as pd
    import polars as pl
    from great_tables import GT

    from evspec.table.document import Table

__all__ = ["Shape", "Tabular", "writer"]

Shape: TypeAlias = Literal["wide", "tidy", "numbers"]


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
        made: GT = writer("great_tables_").write(self.to_table())
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
        frame: pd.DataFrame | pl.DataFrame = writer("dataframe").write(self.to_table(), engine, shape)
        return frame

    def _repr_html_(self) -> str:
        return self.to_html()

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def writer(name: str) -> ModuleType:
    """Return the module of this package that writes a format."""
    # Each of them imports the document, so they are found by name when they are first needed.
    return import_module(f"evspec.table.{name}")


def _write(name: str, table: Table, *args: object, **options: object) -> str:
    text: str = writer(name).write(table, *args, **options)
    return text
