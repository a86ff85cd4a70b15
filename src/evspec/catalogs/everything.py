"""All cars that evspec comes with, each once: those kept by hand, and what else the record has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from evspec.catalogs.accepted import accepted
from evspec.catalogs.finding import Finder
from evspec.catalogs.record import archive, official
from evspec.cycles import CYCLES
from evspec.vehicles import Generation, record_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.catalogs.catalog import Catalog
    from evspec.catalogs.search import Query
    from evspec.claims import Record

__all__ = ["finder"]


def finder(curated: Catalog) -> Finder:
    """Return what finds cars among the curated ones and those of the record, each car once.

    Of the record names are read, and where a spec is asked for what is stated of that.

    Parameters
    ----------
    curated
        The cars kept by hand, on the day that counts for all.
    """
    kept, record = curated.generations, official().as_of(curated.as_of_date)
    taken = frozenset(id_ for one in accepted().values() for id_ in one.every)
    sources = record.sources

    def made(read: Record) -> Generation:
        return Generation(read, as_of_date=curated.as_of_date, lookup=record._lookup)

    left = {id_: made(names) for id_ in record.ids if (names := _left(id_, taken)) is not None}

    def stating(query: Query) -> Iterator[Generation]:
        yield from kept
        # the name of a cycle stands beside every figure of it, in the files of one agency at most
        cycle = query.qualifiers.get("cycle", "")
        words = cycle if cycle in CYCLES else ""
        for id_, one in left.items():
            read = archive().stating(id_, query.spec.key, words, sources)
            yield one if read is None else made(evolve(read, variants=record_of(one).variants))

    def whole(some: Generation) -> Generation:
        return made(record.store.record(some.id)) if some.id in left else some

    return Finder((*kept, *left.values()), stating, whole)


def _left(id_: str, taken: frozenset[str]) -> Record | None:
    """Return the names of a generation without what is a curated car too, None if nothing is left."""
    names = archive().record(id_, official().sources)
    variants = tuple([one for one in names.variants if f"{id_}/{one[0]}" not in taken])
    if id_ in taken or (names.variants and not variants):
        return None
    return evolve(names, variants=variants, claims=())
