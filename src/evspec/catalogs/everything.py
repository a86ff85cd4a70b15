"""All cars that evspec comes with, each once: those kept by hand, and what else the record has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from evspec.catalogs.accepted import accepted
from evspec.catalogs.finding import Finder
from evspec.catalogs.numbers import Numbers
from evspec.catalogs.record import archive, official
from evspec.catalogs.search import Column, column_of
from evspec.cycles import CYCLES
from evspec.lasting import lasting
from evspec.vehicles import Generation, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evspec.catalogs.catalog import Catalog
    from evspec.catalogs.search import Query
    from evspec.claims import Record

__all__ = ["finder"]


@lasting()
def finder(curated: Catalog) -> Finder:
    """Return what finds cars among the curated ones and those of the record, each car once.

    Of the record its index of numbers is read; the claims of a car are where that does not tell, and of what
    its user has added.

    Parameters
    ----------
    curated
        The cars kept by hand, on the day that counts for all.
    """
    kept, record = curated.generations, official().as_of(curated.as_of_date)
    taken = {id_ for one in accepted().values() for id_ in one.every}
    added, sources = archive().added, record.sources

    def made(read: Record) -> Generation:
        return Generation(read, as_of_date=curated.as_of_date, lookup=record._lookup)

    def whole(some: Generation) -> Generation:
        # the others have all their variants, and read their claims when these are asked for
        return made(record.store.record(some.id)) if some.id in parted else some

    def stating(query: Query, ids: Iterable[str]) -> Iterator[Generation]:
        # the name of a cycle stands beside every figure of it, in the files of one agency at most
        cycle = query.qualifiers.get("cycle", "")
        words = cycle if cycle in CYCLES else ""
        for id_ in ids:
            said = archive().stating(id_, query.spec.key, words, sources)
            yield left[id_] if said is None else made(evolve(said, variants=record_of(left[id_]).variants))

    def read(id_: str, key: str) -> Generation:
        found = archive().stating(id_, key, "", sources)
        return made(record.store.record(id_) if found is None else found)

    index = Numbers(archive().numbers(), read)
    left: dict[str, Generation] = {}
    numbers: list[int] = []
    # those of which a variant is a curated car
    parted: set[str] = set()
    for names, own, is_whole in _left(index, frozenset(taken), frozenset((*added, *curated.ids))):
        numbers += own
        left[names["id"]] = made(archive().named(names["id"], names, sources))
        if not is_whole:
            parted.add(names["id"])
    beside = sorted(id_ for id_ in added if id_ not in curated.ids)
    left |= {id_: made(archive().record(id_, sources)) for id_ in beside}

    def column(query: Query) -> Column:
        # what was known on a day takes the claims themselves
        found = index.column(query) if curated.as_of_date is None else None
        if found is None:
            # all at once, since a column tells statements apart by where they lie in memory
            return column_of([*kept, *stating(query, left)], query)
        own = column_of(kept, query).beside(Column(found.claims, [found.places[n] for n in numbers]))
        return own.beside(column_of([*stating(query, beside)], query)) if beside else own

    return Finder((*kept, *left.values()), column, whole)


def _left(
    index: Numbers, taken: frozenset[str], elsewhere: frozenset[str]
) -> Iterator[tuple[Mapping[str, Any], list[int], bool]]:
    """Yield the names of each generation without what is a curated car too, and the numbers of its vehicles.

    The third tells whether it is left as a whole; those whose claims are elsewhere are left out.
    """
    for names, every in index.generations():
        id_, variants = names["id"], names.get("variants", {})
        left = {slug: name for slug, name in variants.items() if f"{id_}/{slug}" not in taken}
        if id_ in taken or id_ in elsewhere or (variants and not left):
            continue
        is_whole = len(left) == len(variants)
        own = [n for n, slug in zip(every, variants, strict=True) if slug in left] if variants else [*every]
        yield (names if is_whole else {**names, "variants": left}), own, is_whole
