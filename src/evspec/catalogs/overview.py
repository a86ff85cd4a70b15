"""What a notebook shows of a catalog."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from evspec.table import Cell, Column, Row, Span, Table
from evspec.wording.cells import ABSENT

if TYPE_CHECKING:
    from evspec.catalogs.catalog import Catalog
    from evspec.vehicles import Generation

__all__ = ["overview"]


def overview(catalog: Catalog, most: int = 60) -> Table:
    """Make a table of the generations of a catalog, with their variants.

    Parameters
    ----------
    catalog
        Which one.
    most
        How many generations are shown; only the files of these are read.

    Returns
    -------
    Table
        A row for each generation, labeled with the id that the catalog is asked with.
    """
    rows = tuple(map(_row, islice(catalog, most)))
    count = len(catalog)
    left = count - len(rows)
    return Table(
        title=f"Catalog of {count} generation{'s' * (count != 1)}",
        subtitle=f"as of {catalog.as_of_date}" if catalog.as_of_date else "",
        stub="Id",
        columns=(Column("name", "Name"), Column("variants", "Variants")),
        rows=rows,
        footer=((Span(f"… and {left} more."),),) if left else (),
    )


def _row(generation: Generation) -> Row:
    variants = ", ".join(variant.id.rpartition("/")[2] for variant in generation.variants)
    cells = (Cell(generation.label), Cell(variants or ABSENT))
    return Row(generation.id, generation.id, generation.make, cells)
