"""Which generation comes before which, however far along the line of predecessors and successors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from evspec.errors import UnknownId
from evspec.vehicles.access import record_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.vehicles.vehicle import Vehicle

__all__ = ["precedes"]


def precedes(old: Vehicle, new: Vehicle) -> bool:
    """Tell whether the generation of one vehicle led to that of another, over however many between.

    Every predecessor and successor is followed, not the first alone as in `Generation.lineage`. Files
    are read only as far as it takes: those of neighbors never.

    Parameters
    ----------
    old, new
        Generations or variants, at whatever time and in whatever edition.

    Returns
    -------
    bool
        False for one and the same generation, and for vehicles made in code.

    Examples
    --------
    >>> import evspec as ev
    >>> precedes(ev.catalog["renault/zoe/q210"], ev.catalog["renault/zoe/ze50"])
    True
    >>> precedes(ev.catalog["renault/zoe/ze50"], ev.catalog["renault/zoe/q210"])
    False
    """
    start, end = record_of(old).id, record_of(new).id
    if not start or not end or start == end:
        return False
    # a catalog that links into another is not linked back: what one side does not know, the other may
    after = {start}
    for id_ in _walk(old, "successors"):
        if id_ == end:
            return True
        after.add(id_)
    return any(id_ in after for id_ in _walk(new, "predecessors"))


def _walk(vehicle: Vehicle, way: Literal["predecessors", "successors"]) -> Iterator[str]:
    """Yield the ids of all generations one way, the next first, each once; what is in no catalog ends it."""
    seen = {record_of(vehicle).id}
    ahead = [vehicle]
    # grows while it is walked through
    for one in ahead:
        ids = [id_ for id_ in dict.fromkeys(getattr(record_of(one), way)) if id_ not in seen]
        seen.update(ids)
        yield from ids
        for id_ in ids:
            try:
                ahead.append(one._lookup(id_))
            except UnknownId:
                continue
