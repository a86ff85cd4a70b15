"""Which cars of the record a person has found to be which curated cars, and what agencies state of those."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from evspec.catalogs.catalog import Catalog
from evspec.catalogs.matched import moved
from evspec.catalogs.record import official
from evspec.catalogs.store import Store
from evspec.files.text import MATCHES, parse, read_text
from evspec.packaged import packaged
from evspec.vehicles import Generation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from evspec.claims import Claim, Record, Source

__all__ = ["Accepted", "accepted", "curated_of", "with_agencies", "years_of"]


@frozen
class Accepted:
    """What a curated car is in the record.

    Attributes
    ----------
    reason
        What tells that it is that, or why it is nothing there.
    agencies
        The vehicles of agencies that it is, whose claims may stand in its rows.
    community
        Those of community data, whose claims never do.
    by
        The keys of the specs whose figures decided it, and which confirm nothing.
    """

    reason: str
    agencies: tuple[str, ...] = ()
    community: tuple[str, ...] = ()
    by: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """Every vehicle of the record that it is."""
        return self.agencies + self.community


@cache
def accepted() -> Mapping[str, Accepted]:
    """Return what each curated car is in the record, by the car's id."""
    text = read_text(packaged("data").joinpath(MATCHES), MATCHES)
    document, _ = parse(Path(MATCHES), MATCHES, text)
    lists = ("agencies", "community", "by")
    return {
        id_: Accepted(told["reason"], *(tuple(told.get(name, ())) for name in lists))
        for id_, told in document.items()
    }


def years_of(id_: str) -> tuple[str, ...]:
    """Return the ids of the agencies' years that a curated generation is, sorted."""
    of_it = (one for car, one in accepted().items() if car.rpartition("/")[0] == id_)
    return tuple(sorted({found.rpartition("/")[0] for one in of_it for found in one.agencies}))


def curated_of(id_: str) -> tuple[str, ...]:
    """Return the ids of the curated generations of which a year of the record is, in their order."""
    cars = (car for car, one in accepted().items() if any(f.rpartition("/")[0] == id_ for f in one.every))
    return tuple(dict.fromkeys(car.rpartition("/")[0] for car in cars))


def with_agencies(curated: Catalog, rebuild: Callable[[], Catalog]) -> Catalog:
    """Return the curated catalog with what agencies state of its cars; see `Builtin.with_record`."""

    def read(id_: str, _sources: Mapping[str, Source]) -> Record:
        own = curated.store.record(id_)
        return evolve(own, claims=(*own.claims, *_added(Generation(own))))

    def sources() -> Mapping[str, Source]:
        return {**curated.sources, **official().sources}

    store = Store(
        curated.ids,
        read,
        sources,
        rebuild=rebuild,
        fallback=curated.store.fallback,
        beyond=curated.store.beyond,
    )
    return Catalog(store, curated.as_of_date)


def _added(generation: Generation) -> Iterator[Claim]:
    for car in generation.variants:
        pair = accepted().get(car.id)
        for id_ in pair.agencies if pair is not None else ():
            whose = official()[id_]
            year = whose.code.rpartition(" ")[2]
            when = f"on sale in the United Kingdom in {year}" if " " in whose.code else f"model year {year}"
            for claim in moved(whose, car):
                if pair is not None and claim.spec.key not in pair.by:
                    yield claim.but(note="; ".join(filter(None, (claim.note, when))))
