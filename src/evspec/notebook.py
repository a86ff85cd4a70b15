"""What a running IPython, and so a notebook, is told beyond what objects show of themselves.

Lists and tuples are Python's own and cannot show themselves: those of vehicles alone, and of claims alone,
show as a table.
Nothing else of IPython is touched, and nothing at all where it does not run.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evspec.claims import Claim
    from evspec.table import Row, Table
    from evspec.vehicles import Vehicle

__all__ = ["register", "table_of", "table_of_claims"]

#: What the table of a list of vehicles shows.
_SHOWN = ("drivetrain", "battery_net", "power", "range", "dc_power", "price")
_MOST = 60


def register() -> None:
    """Let the IPython that runs here, if one does, show lists of vehicles and of claims as tables."""
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
    """Writes a list of vehicles or of claims, and leaves any other to whatever showed it before."""

    def __init__(self, way: Literal["to_html", "to_markdown"], before: Callable[[Any], Any] | None) -> None:
        self._way, self._before = way, before

    def __call__(self, listed: Sequence[Any]) -> Any:
        from evspec.claims import Claim
        from evspec.vehicles import Vehicle

        for kind, table in ((Vehicle, table_of), (Claim, table_of_claims)):
            if listed and all(isinstance(one, kind) for one in listed):
                return getattr(table(listed), self._way)()
        return None if self._before is None else self._before(listed)


def table_of(vehicles: Sequence[Vehicle]) -> Table:
    """Return a table with a line for each vehicle, 60 at most, and what is asked of one first.

    Examples
    --------
    >>> import evspec as ev
    >>> table = table_of(ev.catalog["bmw/ix1/u11"].variants)
    >>> [row.label for row in table.rows]
    ['iX1 U11 eDrive20, 2026 edition', 'iX1 U11 xDrive30, 2026 edition']
    >>> [cell.text for cell in table.rows[0].cells][:4]
    ['FWD', '64.7 kWh', '150 kW', '514 km']
    """
    from evspec.comparison.compare import compare

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


def table_of_claims(claims: Sequence[Claim]) -> Table:
    """Return a table with a line for each claim, 60 at most: what is said, how surely, of what, by whom.

    Examples
    --------
    >>> import evspec as ev
    >>> table = table_of_claims(ev.catalog["bmw/ix1/u11/edrive20"].claims("range"))
    >>> table.rows[0].label, [cell.text for cell in table.rows[0].cells][:2]
    ('Range, WLTP', ['319 mi WLTP', 'reported'])
    """
    from evspec.table import Cell, Column, Row, Span, Table

    rows = [
        Row(
            str(place),
            claim.row.label,
            "",
            (Cell(str(claim.value)), Cell(claim.status), Cell(claim.about), Cell(claim.source.cite())),
        )
        for place, claim in enumerate(claims[:_MOST], start=1)
    ]
    left_out = len(claims) - _MOST
    names = ("Said", "Status", "Of", "Source")
    return Table(
        title=f"{len(claims)} claims" if len(claims) > 1 else "1 claim",
        columns=tuple(Column(name.lower(), name) for name in names),
        rows=tuple(rows),
        footer=((Span(f"… and {left_out} more."),),) if left_out > 0 else (),
    )


def _stated(row: Row) -> int:
    return sum(bool(cell.data) for cell in row.cells)
