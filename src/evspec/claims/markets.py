"""Which rows of a market, and of none in particular, tell something that no other row tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.values import agree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from evspec.claims.qualified import QualifiedSpec
    from evspec.claims.selection import Selection

__all__ = ["of_any_market", "told_elsewhere"]


def of_any_market(
    row: QualifiedSpec, select: Callable[[QualifiedSpec], Selection | None], rows: Iterable[QualifiedSpec]
) -> Selection | None:
    """Return what is said of no market in particular, which goes with any: it stands in the row of one.

    What repeats the figure of some market is that market's.

    Parameters
    ----------
    row
        The row, in which nothing else is said.
    select
        What selects among the claims of a row itself.
    rows
        Every row of the vehicle.
    """
    opened = row.opened
    found = None if opened is None else select(opened)
    if found is None or found.value is None:
        return None
    markets = (select(other) for other in rows if other != row and other.opened == opened)
    repeated = any(
        one is not None and one.value is not None and agree(one.value, found.value) for one in markets
    )
    return None if repeated else found


def told_elsewhere(
    rows: Iterable[QualifiedSpec], vehicles: Sequence[Callable[[QualifiedSpec], Selection | None]]
) -> set[QualifiedSpec]:
    """Return the rows that tell nothing beside the others.

    What is said of no market in particular goes with any: it stands in the row of each market that some
    vehicle names. Its own row is left out where all its figures stand, or repeat one, in the row of one
    market; the row of a market where nothing else stands in it.

    Parameters
    ----------
    rows
        The rows.
    vehicles
        What selects in a row, for each vehicle.
    """
    found = set()
    for row in rows:
        opened = row.opened
        if opened is None:
            continue
        figures = [select(row) for select in vehicles]
        if not any(figure is not None and figure.row == row for figure in figures):
            # its own figures are not known yet, or doubted
            found |= {row} if any(figures) else set()
        elif all(map(_repeats, figures, (select(opened) for select in vehicles))):
            found.add(opened)
    return found


def _repeats(figure: Selection | None, open_: Selection | None) -> bool:
    """Return whether the figure of a market is that of no market in particular, or repeats it."""
    if figure is None or figure.value is None or open_ is None or open_.value is None:
        return open_ is None
    return figure is open_ or agree(figure.value, open_.value)
