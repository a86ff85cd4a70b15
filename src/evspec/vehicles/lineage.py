"""Which generation comes before which, however far along the line, and which variant takes whose place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from evspec.errors import UnknownId
from evspec.vehicles.access import record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from evspec.claims import Record, Replacement
    from evspec.vehicles.vehicle import Vehicle

    #: A variant's id to those that take its place in the end, each with the last link that leads there.
    _Followers: TypeAlias = Mapping[str, Sequence[tuple[str, Replacement | None]]]

__all__ = ["precedes", "replacements"]


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


def replacements(old: Vehicle, new: Vehicle) -> Iterator[tuple[str, str, Replacement]]:
    """Yield each old variant whose place a new one is said to take, also by way of generations between.

    Parameters
    ----------
    old, new
        Generations or variants, of which one led to the other.

    Yields
    ------
    tuple of str, str and Replacement
        The ids of an old and of a new variant, and what links them; over several generations the last link.
    """
    start = record_of(old).id
    first = record_of(new)
    own = [f"{first.id}/{slug}" for slug, _ in first.variants]
    ahead: list[tuple[Vehicle, _Followers]] = [(new, {id_: [(id_, None)] for id_ in own})]
    seen = {first.id}
    # grows while it is walked through
    for one, followers in ahead:
        links = _replaced(record_of(one), followers)
        for id_, found in links.items():
            if id_.rpartition("/")[0] == start:
                yield from ((id_, follower, link) for follower, link in found)
        before = record_of(one).predecessors
        # neighbors need no other file, and without a link there is nothing to follow
        if links and start not in before:
            ahead += [(vehicle, links) for vehicle in _found(one, [id_ for id_ in before if id_ not in seen])]
            seen.update(before)


def _replaced(record: Record, followers: _Followers) -> dict[str, list[tuple[str, Replacement]]]:
    """Return by whom the variants of the predecessors are followed, from who follows a generation's own."""
    links: dict[str, list[tuple[str, Replacement]]] = {}
    for link in record.replacements:
        latest = followers.get(f"{record.id}/{link.variant}", ())
        for name in link.replaced if latest else ():
            for id_ in (name,) if "/" in name else [f"{id_}/{name}" for id_ in record.predecessors]:
                links.setdefault(id_, []).extend((follower, last or link) for follower, last in latest)
    return links


def _found(vehicle: Vehicle, ids: Iterable[str]) -> Iterator[Vehicle]:
    """Yield the vehicles with these ids, without those that are in no catalog at hand."""
    for id_ in ids:
        try:
            yield vehicle._lookup(id_)
        except UnknownId:
            continue


def _walk(vehicle: Vehicle, way: Literal["predecessors", "successors"]) -> Iterator[str]:
    """Yield the ids of all generations one way, the next first, each once; what is in no catalog ends it."""
    seen = {record_of(vehicle).id}
    ahead = [vehicle]
    # grows while it is walked through
    for one in ahead:
        ids = [id_ for id_ in dict.fromkeys(getattr(record_of(one), way)) if id_ not in seen]
        seen.update(ids)
        yield from ids
        ahead += _found(one, ids)
