"""Vehicles, however they were made, as the records and sources of one catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from evspec.claims import Claim
from evspec.errors import EvspecError, WrongType
from evspec.files.variants import slug_of
from evspec.vehicles import Generation, Variant, record_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from evspec.claims import Record, Source

__all__ = ["Gathered", "gather", "sources_of"]


class Gathered(NamedTuple):
    """What a catalog of some vehicles holds.

    Attributes
    ----------
    records, sources
        By their ids.
    as_of_date
        The day of knowledge of all of them.
    """

    records: dict[str, Record]
    sources: dict[str, Source]
    as_of_date: dt.date | None


def gather(vehicles: Sequence[object]) -> Gathered:
    """Put vehicles together; see `Catalog.of` for what becomes of their ids.

    Raises
    ------
    EvspecError
        If they do not go together: of unlike days, one vehicle in two forms, one source in two, or one
        edition of a vehicle.
    WrongType
        If one is no vehicle.
    """
    known = _checked(vehicles)
    records: dict[str, Record] = {}
    whole: dict[str, Record] = {}
    sources: dict[str, Source] = {}
    for vehicle in dict.fromkeys(known):
        record = record_of(vehicle)
        if not record.id:
            record = _with_id(record, records)
        elif whole.setdefault(record.id, record) != record:
            raise EvspecError(
                f"{record.id} is given in two forms; make one a car of its own: car.but(name='…')"
            )
        elif isinstance(vehicle, Variant):
            before = records.get(record.id)
            taken = {slug for slug, _ in before.variants} if before is not None else set()
            record = _with_variants(record, {vehicle.slug, *taken})
        records[record.id] = record
        for id_, source in sources_of(vehicle).items():
            if sources.setdefault(id_, source) != source:
                raise EvspecError(f"two sources are called {id_!r}; give one another id: Source(id='…')")
    return Gathered(records, sources, known[0].as_of_date if known else None)


def _checked(given: Sequence[object]) -> list[Generation | Variant]:
    """Return vehicles that make a catalog, and refuse what makes none."""
    vehicles: list[Generation | Variant] = []
    for one in given:
        if not isinstance(one, Generation | Variant):
            hint = ": Catalog.of(*these)" if isinstance(one, list | tuple) else ""
            raise WrongType(f"a catalog is made of generations and variants, not of {one!r}{hint}")
        if one.edition:
            raise EvspecError(f"a catalog holds all editions of {one.name}; give it as .at('')")
        vehicles.append(one)
    days = {vehicle.as_of_date for vehicle in vehicles}
    if len(days) > 1:
        told = " and ".join(sorted(str(day or "today") for day in days))
        raise EvspecError(f"vehicles as of {told} make no catalog; give them as of one day")
    return vehicles


def sources_of(vehicle: Generation | Variant) -> dict[str, Source]:
    """Return the sources of a generation's claims, and those that they copy."""
    every: Mapping[str, Source] = getattr(vehicle._lookup, "sources", {})
    sources: dict[str, Source] = {}
    record = record_of(vehicle)
    ahead = [claim.source for claim in record.claims]
    ahead += [one.source for one in record.replacements if one.source is not None]
    while ahead:
        source = ahead.pop()
        if source.id not in sources:
            sources[source.id] = source
            ahead += [every[source.copies]] if source.copies in every else []
    return sources


def _with_id(record: Record, taken: Mapping[str, Record]) -> Record:
    """Return a record of a vehicle outside any catalog with an id that none has: acme/comet/own-2."""
    model = record.model or next(name for _, name in record.variants)
    stem = f"{slug_of(record.make, 'own')}/{slug_of(model, 'car')}/own"
    number, id_ = 1, stem
    while id_ in taken:
        number += 1
        id_ = f"{stem}-{number}"
    claims = [
        Claim(f"{id_}/{claim.about}" if claim.about else id_, claim.statement, claim.attribution)
        for claim in record.claims
    ]
    return evolve(record, id=id_, model=model, claims=tuple(claims))


def _with_variants(record: Record, slugs: set[str]) -> Record:
    """Return a record with some of its variants alone."""
    abouts = {record.id, *(f"{record.id}/{slug}" for slug in slugs)}
    return evolve(
        record,
        variants=tuple(pair for pair in record.variants if pair[0] in slugs),
        claims=tuple(claim for claim in record.claims if claim.about in abouts),
        replacements=tuple(one for one in record.replacements if one.variant in slugs),
    )
