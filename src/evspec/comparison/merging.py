"""Neighbors of one line that say the same, shown as one column: "LEAF 2014–2015"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from attrs import evolve

from evspec.claims.asked import rows_asked_for
from evspec.vehicles import Generation, entry_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.comparison.layout import Layout
    from evspec.specs import UnitChoice
    from evspec.vehicles import Vehicle

    class _Columns(Protocol):
        """Vehicles side by side."""

        @property
        def vehicles(self) -> tuple[Vehicle, ...]: ...
        @property
        def units(self) -> UnitChoice: ...
        @property
        def specs(self) -> tuple[str, ...]: ...
        @property
        def baseline(self) -> int | None: ...
        @property
        def layout(self) -> Layout: ...

    C = TypeVar("C", bound=_Columns)

__all__ = ["merged", "untils"]


def merged(found: C) -> C:
    """Return a comparison with each run of neighbors of one model that show the same as one column.

    Only what is asked for has to be the same.
    """
    vehicles = found.vehicles
    starts = [n for n, one in enumerate(vehicles) if not n or not _are_equal(vehicles[n - 1], one, found)]
    ends = [*(start - 1 for start in starts[1:]), len(vehicles) - 1]
    against, words = found.baseline, found.layout.words
    labels = tuple(words.labels[n] for n in starts if words.labels)
    changes = {
        "vehicles": tuple(vehicles[n] for n in starts),
        "lasts": tuple(vehicles[n] for n in ends),
        "baseline": None if against is None else next(n for n, end in enumerate(ends) if end >= against),
        "layout": evolve(found.layout, words=evolve(words, labels=labels)),
    }
    return evolve(found, **changes)  # type: ignore[misc]  # it is a class of attrs


def untils(vehicles: Sequence[Vehicle], lasts: Sequence[Vehicle]) -> list[str]:
    """Return what the name of each column goes on with: "–2015" where it stands for several vehicles."""
    return [
        f"–{last.code or last.label}" if first.id != last.id else ""
        for first, last in zip(vehicles, lasts or vehicles, strict=True)
    ]


def _are_equal(one: Vehicle, other: Vehicle, found: _Columns) -> bool:
    if not (isinstance(one, Generation) and isinstance(other, Generation)) or one.id == other.id:
        return False
    if (one.make, one.model) != (other.make, other.model):
        return False
    rows = rows_asked_for(found.specs, rows_of(one, other))
    units = found.units
    return all(entry_of(one, row).shown(units) == entry_of(other, row).shown(units) for row in rows)
