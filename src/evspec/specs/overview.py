"""The table of specs as a table to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.specs.qualifiers import QUALIFIERS
from evspec.specs.spec import SYSTEMS
from evspec.specs.table import SPECS
from evspec.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from evspec.specs.spec import Spec

__all__ = ["to_table"]


def to_table() -> Table:
    """Return a table of all specs: label, kind, unit in each system, better end and conditions.

    Examples
    --------
    >>> row = next(row for row in to_table().rows if row.key == "range")
    >>> [cell.text for cell in row.cells]
    ['Range', 'length', 'km', 'mi', 'mi', 'higher', 'cycle, phase, mode']
    """
    columns = (
        Column("label", "Label"), Column("kind", "Kind"),
        *(Column(system, f"Unit, {system}") for system in SYSTEMS),
        Column("better", "Better"), Column("conditions", "Conditions"),
    )  # fmt: skip
    return Table(
        title="Specs",
        subtitle="the keys by which each is asked for, as in car.range or specs=['range']",
        columns=columns,
        rows=tuple(
            Row(one.key, one.key, one.group.capitalize(), tuple(map(Cell, _told(one))))
            for one in SPECS.values()
        ),
        stub="Key",
    )


def _told(one: Spec) -> list[str]:
    conditions = [QUALIFIERS[name].title for name in dict(one.splits({}))]
    units = [one.unit(system) for system in SYSTEMS]
    return [one.label, one.kind, *units, one.better, ", ".join(conditions)]
