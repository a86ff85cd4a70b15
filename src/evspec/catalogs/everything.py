"""All cars that evspec comes with, each once: those kept by hand, and what else the record has."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import evolve

from evspec.catalogs.accepted import accepted
from evspec.catalogs.finding import Finder
from evspec.catalogs.numbers import Numbers
from evspec.catalogs.record import archive, names_in, official
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
    elsewhere, sources = {*archive().added, *curated.ids}, record.sources

    def made(read: Record) -> Generation:
        return Generation(read, as_of_date=curated.as_of_date, lookup=record._lookup)

    def whole(some: Generation) -> Generation:
        # the others have all their variants, and read their claims when these are asked for
        return made(record.store.record(some.id)) if some.id in parted else some

    def stating(key: str, ids: Iterable[str], words: str = "") -> Iterator[Generation]:
        for id_ in ids:
            said = archive().stating(id_, key, words, sources)
            yield left[id_] if said is None else made(evolve(said, variants=record_of(left[id_]).variants))

    def read(id_: str, slug: str, key: str) -> Generation:
        found = archive().stating(id_, key, "", sources, slug)
        return made(record.store.record(id_) if found is None else found)

    index = Numbers(archive().numbers(), read)
    left: dict[str, Generation] = {}
    numbers: list[int] = []
    # those of which a variant is a curated car
    parted: set[str] = set()
    # what was added the index has not, or not all of it
    beside = sorted(set(archive().added).difference(curated.ids))
    lines = ((names_in(archive().line(id_)), range(0)) for id_ in beside)
    indexed = (one for one in index.generations() if one[0]["id"] not in elsewhere)
    for names, own, is_whole in _left(chain(indexed, lines), frozenset(taken)):
        numbers += own
        left[names["id"]] = made(archive().named(names["id"], names, sources))
        if not is_whole:
            parted.add(names["id"])
    beside = [id_ for id_ in beside if id_ in left]

    def column(query: Query) -> Column:
        # the name of a cycle stands beside every figure of it, in the files of one agency at most
        cycle = query.qualifiers.get("cycle", "")
        key, words = query.spec.key, cycle if cycle in CYCLES else ""
        # what was known on a day takes the claims themselves
        found = index.column(query) if curated.as_of_date is None else None
        if found is None:
            # all at once, since a column tells statements apart by where they lie in memory
            return column_of([*kept, *stating(key, left, words)], query)
        own = column_of(kept, query).beside(Column(found.claims, [found.places[n] for n in numbers]))
        return own.beside(column_of([*stating(key, beside, words)], query)) if beside else own

    return Finder((*kept, *left.values()), column, whole, lambda key: (*kept, *stating(key, left)))


def _left(
    every: Iterable[tuple[Mapping[str, Any], range]], taken: frozenset[str]
) -> Iterator[tuple[Mapping[str, Any], list[int], bool]]:
    """Yield the names of each generation without what is a curated car too, and the numbers of its vehicles.

    The third tells whether it is left as a whole.
    """
    for names, numbers in every:
        id_, variants = names["id"], names.get("variants", {})
        left = {slug: name for slug, name in variants.items() if f"{id_}/{slug}" not in taken}
        if id_ in taken or (variants and not left):
            continue
        is_whole = len(left) == len(variants)
        own = [
            number for number, slug in zip(numbers, variants or [""], strict=False) if slug in (left or [""])
        ]
        yield (names if is_whole else {**names, "variants": left}), own, is_whole
