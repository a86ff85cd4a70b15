"""What a running IPython, and so a notebook, is told beyond what objects show of themselves.

Lists and tuples are Python's own and cannot show themselves: those of vehicles alone show as a table.
Nothing else of IPython is touched, and nothing at all where it does not run.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evspec.table import Row, Table
    from evspec.vehicles import Vehicle

__all__ = ["register", "table_of"]

#: What the table of a list of vehicles shows.
_SHOWN = ("drivetrain", "battery_net", "power", "range", "dc_power", "price")
_MOST = 60


def register() -> None:
    """Let the IPython that runs here, if one does, show lists and tuples of vehicles as tables."""
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", None)
    formatter = getattr(get_ipython() if get_ipython else None, "display_formatter", None)
    if formatter is None:
        return
    for mime, way in _WAYS:
        known = formatter.formatters[mime]
        for kind in (list, tuple):
            before = known.for_type(kind)
            if not isinstance(before, _Shown):
                known.for_type(kind, _Shown(way, before))


_WAYS: tuple[tuple[str, Literal["to_html", "to_markdown"]], ...] = (
    ("text/html", "to_html"),
    ("text/markdown", "to_markdown"),
)


class _Shown:
    """Writes a list of vehicles, and leaves any other to whatever showed it before."""

    def __init__(self, way: Literal["to_html", "to_markdown"], before: Callable[[Any], Any] | None) -> None:
        self._way, self._before = way, before

    def __call__(self, listed: Sequence[Any]) -> Any:
        from evspec.vehicles import Vehicle

        if listed and all(isinstance(one, Vehicle) for one in listed):
            return getattr(table_of(listed), self._way)()
        return None if self._before is None else self._before(listed)


def table_of(vehicles: Sequence[Vehicle]) -> Table:
    """Return a table with a line for each vehicle, 60 at most, and what is asked of one first.

    Examples
    --------
    >>> import evspec as ev
    >>> table = table_of(ev.catalog["bmw/ix1/u11"].variants)
    >>> [row.label for row in table.rows], [cell.text for cell in table.rows[0].cells][:4]
    (['iX1 U11 eDrive20, from 2026', 'iX1 U11 xDrive30, from 2026'], ['FWD', '64.7 kWh', '150 kW', '514 km'])
    """
    from evspec.comparison import compare

    left_out = len(vehicles) - _MOST
    table = compare(
        *vehicles[:_MOST],
        specs=_SHOWN,
        cycle="WLTP",
        best=False,
        notes=False,
        title=f"{len(vehicles)} vehicles" if len(vehicles) > 1 else "1 vehicle",
        footer=f"… and {left_out} more." if left_out > 0 else (),
    ).to_table()
    # of each spec the row of which the most is stated: one market's prices, one rating's power
    rows: dict[str, Row] = {}
    for row in table.rows:
        key = row.key.partition("[")[0]
        if key not in rows or _stated(row) > _stated(rows[key]):
            rows[key] = row
    return evolve(table, rows=tuple(rows.values())).transposed()


def _stated(row: Row) -> int:
    return sum(bool(cell.data) for cell in row.cells)
