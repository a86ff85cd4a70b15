"""What every object that can be shown as a table has in common."""

# Writers are imported where they are used, so that a table in one format loads one of them.
# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from evspec.table.document import Table

__all__ = ["Tabular"]


class Tabular:
    """A mixin: whatever can describe itself as a `Table` can be written in every format.

    A subclass defines `to_table`. No writer's result ends in a line break, so that all of them
    can be printed. Each writer is loaded when it is first used.
    """

    __slots__ = ()

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
        from evspec.table import text

        return text.write(self.to_table(), width)

    def to_markdown(self) -> str:
        """Write the table in GitHub Flavored Markdown, data shown literally."""
        from evspec.table import markdown

        return markdown.write(self.to_table())

    def to_html(self) -> str:
        """Write the table as an HTML fragment: a figure without scripts or style sheet."""
        from evspec.table import html

        return html.write(self.to_table())

    def to_latex(self) -> str:
        """Write the table as a LaTeX fragment; its first line names the packages it needs."""
        from evspec.table import latex

        return latex.write(self.to_table())

    def to_csv(self, *, raw: bool = False) -> str:
        r"""Write the table as CSV: group, row, one field per column, notes; lines end in ``\n``.

        Parameters
        ----------
        raw
            Leave every text as it is. By default control characters are shown as escapes and a
            field that a spreadsheet would take for a formula gets a leading apostrophe.
        """
        from evspec.table import csv_

        return csv_.write(self.to_table(), raw=raw)

    def to_json(self) -> str:
        """Write the table as JSON, from which `Table.from_json` makes an equal one."""
        from evspec.table import json_

        return json_.write(self.to_table())

    @overload
    def to_dataframe(
        self, engine: Literal["pandas"], *, shape: Literal["wide", "tidy"] = "wide"
    ) -> pd.DataFrame: ...
    @overload
    def to_dataframe(
        self, engine: Literal["polars"], *, shape: Literal["wide", "tidy"] = "wide"
    ) -> pl.DataFrame: ...
    @overload
    def to_dataframe(
        self, engine: None = None, *, shape: Literal["wide", "tidy"] = "wide"
    ) -> pd.DataFrame | pl.DataFrame: ...
    def to_dataframe(
        self,
        engine: Literal["pandas", "polars"] | None = None,
        *,
        shape: Literal["wide", "tidy"] = "wide",
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

        Raises
        ------
        EvspecError
            If the engine is unknown or not installed.
        """
        from evspec.table import dataframe

        return dataframe.write(self.to_table(), engine, shape)

    def _repr_html_(self) -> str:
        return self.to_html()

    def _repr_markdown_(self) -> str:
        return self.to_markdown()
