"""Vehicles, however they were made, as the records and sources of one catalog."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from evspec.claims import Claim
from evspec.errors import EvspecError, WrongType, quoted
from evspec.files.variants import slug_of
from evspec.vehicles import Generation, Variant, record_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Mapping, Sequence

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
    known = list(dict.fromkeys(_checked(vehicles)))
    chosen = _chosen(known)
    alike: Counter[str] = Counter()
    records: dict[str, Record] = {}
    for vehicle in known:
        record = record_of(vehicle)
        if not record.id:
            record = _with_id(record, alike, chosen)
            records[record.id] = record
        elif record.id not in records:
            slugs = chosen[record.id]
            records[record.id] = record if slugs is None else _with_variants(record, slugs)
    sources: dict[str, Source] = {}
    for one in {id(record_of(vehicle)): vehicle for vehicle in known}.values():
        for id_, source in sources_of(one).items():
            if sources.setdefault(id_, source) != source:
                raise EvspecError(f"two sources are called {id_!r}; give one another id: Source(id='…')")
    return Gathered(records, sources, known[0].as_of_date if known else None)


def _chosen(vehicles: Sequence[Generation | Variant]) -> dict[str, set[str] | None]:
    """Return which variants are wanted of each generation that has an id, None for the whole of it."""
    whole: dict[str, Record] = {}
    chosen: dict[str, set[str] | None] = {}
    for vehicle in vehicles:
        record = record_of(vehicle)
        if not record.id:
            continue
        known = whole.setdefault(record.id, record)
        if known is not record and known != record:
            raise EvspecError(
                f"{record.id} is given in two forms; make one a car of its own: car.but(name='…')"
            )
        slugs = chosen.setdefault(record.id, set())
        if not isinstance(vehicle, Variant):
            chosen[record.id] = None
        elif slugs is not None:
            slugs.add(vehicle.slug)
    return chosen


def _checked(given: Sequence[object]) -> list[Generation | Variant]:
    """Return vehicles that make a catalog, and refuse what makes none."""
    vehicles: list[Generation | Variant] = []
    for one in given:
        if not isinstance(one, Generation | Variant):
            hint = ": Catalog.of(*these)" if isinstance(one, list | tuple) else ""
            raise WrongType(f"a catalog is made of generations and variants, not of {quoted(one)}{hint}")
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


def _with_id(record: Record, alike: Counter[str], taken: Container[str]) -> Record:
    """Return a record of a vehicle outside any catalog with an id of its own: acme/comet/own-2.

    Parameters
    ----------
    record
        Without an id.
    alike
        How many had an id of the same stem before.
    taken
        The ids of others.
    """
    model = record.model or next(name for _, name in record.variants)
    stem = f"{slug_of(record.make, 'own')}/{slug_of(model, 'car')}/own"
    id_ = ""
    # a catalog may have thousands of one name
    while not id_ or id_ in taken:
        alike[stem] += 1
        id_ = stem if alike[stem] == 1 else f"{stem}-{alike[stem]}"
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
