"""Facts about several vehicles: the diff of two, and any number side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from evspec.catalogs import builtin
from evspec.comparison.change import Change, Delta
from evspec.comparison.compare import Comparison, compare_of
from evspec.comparison.diff import Diff, diff_of

if TYPE_CHECKING:
    from datetime import date

    from evspec.model import Vehicle
    from evspec.specs import System

__all__ = ["Change", "Comparison", "Delta", "Diff", "compare", "diff"]


def diff(
    old: str | Vehicle,
    new: str | Vehicle,
    *,
    units: System = "metric",
    rows: Literal["new", "all"] = "new",
    only_differences: bool = False,
    as_of: str | date | None = None,
) -> Diff:
    """Compare a vehicle with the one that came before it.

    Parameters
    ----------
    old, new
        Generations or variants, or their ids in the built-in catalog.
    units
        The system of units: "metric", "us" or "uk".
    rows
        "new" leaves out of the table what only the old vehicle states; "all" keeps it.
    only_differences
        Leave out of the table what is the same.
    as_of
        The day of knowledge: sources that are later or undated do not count.

    Returns
    -------
    Diff
        Its ``rows`` are everything, its ``changes`` what is not the same.

    Raises
    ------
    UnknownId
        If there is no such vehicle.

    Examples
    --------
    >>> import evspec as ev
    >>> d = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5")
    >>> next(c.words for c in d.changes if c.spec.key == "drivetrain")
    '−FWD +RWD'
    """
    return diff_of(
        _vehicle(old), _vehicle(new), units=units, rows=rows, only_differences=only_differences, as_of=as_of
    )


def compare(
    *vehicles: str | Vehicle,
    units: System = "metric",
    rows: Literal["shared", "all"] = "shared",
    only_differences: bool = False,
    as_of: str | date | None = None,
) -> Comparison:
    """Put vehicles side by side.

    Parameters
    ----------
    *vehicles
        Generations and variants, or their ids in the built-in catalog.
    units
        The system of units: "metric", "us" or "uk".
    rows
        "shared" shows what two or more of them state; "all" everything.
    only_differences
        Leave out what is the same for all.
    as_of
        The day of knowledge: sources that are later or undated do not count.

    Returns
    -------
    Comparison

    Raises
    ------
    UnknownId
        If there is no such vehicle.
    """
    return compare_of(
        [_vehicle(v) for v in vehicles],
        units=units,
        rows=rows,
        only_differences=only_differences,
        as_of=as_of,
    )


def _vehicle(named: str | Vehicle) -> Vehicle:
    return builtin()[named] if isinstance(named, str) else named
