"""A catalog: generations by id, read when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from importlib import import_module
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING, Self, overload

from attrs import evolve, frozen

from evspec.catalogs.asking import Asking
from evspec.catalogs.store import Store, check_sources
from evspec.errors import EvspecError, UnknownId, WrongType, check_type
from evspec.languages.locales import checked_locale
from evspec.values import read_day
from evspec.vehicles import Generation, Variant, Vehicle

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from evspec.catalogs.conflicts import Conflicts
    from evspec.catalogs.matched import Proposal
    from evspec.claims import Record, Source

__all__ = ["Catalog", "CatalogLookup"]


@frozen(eq=False, repr=False)
class Catalog(Asking):
    """Generations and their variants, with the sources of every claim.

    ``catalog["bmw/ix1/u11"]`` is a generation, ``catalog["bmw/ix1/u11/edrive20"]`` a variant, and
    ``...@2022`` an edition of either. A name serves as well as long as it fits one vehicle only:
    ``catalog["iX1 eDrive20"]``. Iteration gives the generations, sorted by id. Two catalogs
    are equal if their generations and sources are.
    """

    store: Store[Catalog]
    as_of_date: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        # which a list of vehicles is taken for
        taken = "made of vehicles with Catalog.of(*vehicles), or read with load"
        check_type("a catalog", self.store, Store, taken)

    @classmethod
    def of(cls, *vehicles: Vehicle) -> Catalog:
        """Make a catalog of vehicles, to search, to join with others and to write to a file.

        A variant comes with what is said of its generation, and without its siblings. A vehicle that
        was made in code gets an id: ``acme/comet/own/comet``, of maker, model and name.

        Parameters
        ----------
        *vehicles
            Generations and variants, of catalogs or made in code.

        Raises
        ------
        EvspecError
            If they do not go together: of unlike days, one vehicle in two forms, one source in two, or
            one edition of a vehicle.
        WrongType
            If one is no vehicle.

        Examples
        --------
        >>> import evspec as ev
        >>> cars = ev.Catalog.of(ev.Variant.of("Comet", range="514 km WLTP"), ev.Variant.of("Ray"))
        >>> [car.id for car in cars.find(range=">500 km WLTP")]
        ['own/comet/own/comet']
        """
        from evspec.catalogs.gathering import gather

        found = gather(vehicles)
        made = cls.of_records(found.records, found.sources, fallback=_stock)
        return made.as_of(found.as_of_date)

    @classmethod
    def of_records(
        cls,
        records: Mapping[str, Record],
        sources: Mapping[str, Source],
        *,
        fallback: Callable[[], Catalog] | None = None,
    ) -> Catalog:
        """Make a catalog of records that are already in memory.

        Parameters
        ----------
        records, sources
            By their ids.
        fallback
            Returns the catalog to which links may lead.
        """
        for name, given in (("records", records), ("sources", sources)):
            check_type(name, given, Mapping, "a mapping by ids")
        kept, every = dict(records), dict(sources)
        ids = tuple(sorted(kept))
        return cls(Store(ids, lambda id_, _: kept[id_], lambda: every, fallback=fallback, records=kept))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        if self.store.rebuild is not None:
            return _rebuilt, (self.store.rebuild, self.as_of_date)
        records = {id_: self.store.record(id_) for id_ in self.ids}
        return _refilled, (records, dict(self.sources), self.store.fallback, self.as_of_date)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalog):
            return NotImplemented
        if (self.ids, self.as_of_date) != (other.ids, other.as_of_date):
            return False
        if self.store is other.store:
            return True
        own, others = self.store, other.store
        same = all(own.record(id_) == others.record(id_) for id_ in self.ids)
        return same and dict(self.sources) == dict(other.sources)

    def __hash__(self) -> int:
        return hash((self.ids, self.as_of_date))

    @overload
    def __getitem__(self, id_: str) -> Generation | Variant: ...
    @overload
    def __getitem__(self, id_: slice) -> tuple[Generation, ...]: ...
    def __getitem__(self, id_: str | slice) -> Generation | Variant | tuple[Generation, ...]:
        if isinstance(id_, slice):
            return self._slice(id_)
        vehicle = self._by_id(id_)
        return self._by_name(id_, self.ids, self) if vehicle is None else vehicle

    def _slice(self, which: slice) -> tuple[Generation, ...]:
        """Return the generations of a slice, counted from 0; no other file is read."""
        if any(end is not None and not hasattr(end, "__index__") for end in (which.start, which.stop)):
            raise WrongType(
                f"generations are counted: catalog[:5], not catalog[{which.start!r}:{which.stop!r}]"
            )
        return tuple([self[id_] for id_ in self.ids[which]])  # type: ignore[misc]  # ids of generations

    def get(self, id_: str) -> Generation | Variant | None:
        """Return a vehicle by id or name, None if there is none or the name fits several."""
        try:
            return self[id_]
        except UnknownId:
            return None

    def keys(self) -> tuple[str, ...]:
        """Return the ids of all generations, sorted, as `ids` does."""
        return self.ids

    def __or__(self, other: object) -> Catalog:
        """Join two catalogs; of a generation that both have, the right one's file holds as a whole.

        No claims are mixed, so that what replaces a built-in generation says all that there is to
        say of it. The sources of both are kept. Links are not checked anew.

        Raises
        ------
        EvspecError
            If both have a source of the same id in unlike words, or they are as of unlike days.
        """
        if not isinstance(other, Catalog):
            return NotImplemented
        days = [catalog.as_of_date or "today" for catalog in (self, other)]
        if days[0] != days[1]:
            raise EvspecError(
                f"catalogs as of {days[0]} and {days[1]} cannot be joined; "
                "join them first, then write (a | b).as_of(…)"
            )
        rebuild = partial(or_, evolve(self, as_of_date=None), evolve(other, as_of_date=None))
        # what stands behind one of them stands behind both
        kind = next((type(one) for one in (self, other) if one.store.beyond is not None), Catalog)
        return kind(self.store.joined(other.store, rebuild), self.as_of_date)

    def with_claims_of(self, other: Catalog, matches: Iterable[Proposal]) -> Catalog:
        """Return the catalog with the claims of another one on the vehicles that matched surely.

        They stand beside the own claims, each with its source and status; of a generation with editions
        each is said of the one of its model year.

        Parameters
        ----------
        other
            The catalog that was matched, such as an agency's.
        matches
            What `match` proposed of it for this one; what is not "sure" is left out.

        Raises
        ------
        UnknownId
            If a match names a vehicle that one of the catalogs does not have.
        EvspecError
            If both have a source of the same id in unlike words.
        """
        from evspec.catalogs.matched import with_claims

        check_type("other", other, Catalog, "a catalog such as an agency's")
        check_sources(self.sources, other.sources)
        records = with_claims({id_: self.store.record(id_) for id_ in self.ids}, self, other, matches)
        sources = {**self.sources, **other.sources}
        return Catalog.of_records(records, sources, fallback=self.store.fallback).as_of(self.as_of_date)

    def _by_id(self, id_: str) -> Generation | Variant | None:
        """Return a vehicle by its id, None if its generation is not here."""
        if not isinstance(id_, str):
            raise UnknownId(f"{id_!r} is no id; write one such as 'bmw/ix1/u11', or a name")
        name, _, edition = id_.partition("@")
        parts = name.split("/")
        own = "/".join(parts[:3])
        if own not in self.ids or len(parts) not in {3, 4}:
            return None
        generation = Generation(self.store.record(own), as_of_date=self.as_of_date, lookup=self._lookup)
        vehicle = generation.variant(parts[3]) if len(parts) == 4 else generation
        return vehicle.at(edition) if edition else vehicle

    def _by_name(
        self, asked: str, ids: Iterable[str], generations: Iterable[Generation]
    ) -> Generation | Variant:
        from evspec.catalogs.makers import in_english, spelled_out
        from evspec.catalogs.names import find_named, find_of_year, near, newest_of

        name, _, edition = asked.partition("@")
        is_id = "/" in name and " " not in name
        name = name if is_id else spelled_out(name)
        # what is English, as most names are, needs no words of other languages
        for spelling in (str, in_english):
            text = spelling(name)
            vehicle = None if is_id else find_named(text, generations)
            if vehicle is None and self.store.beyond is not None:
                own = () if is_id else find_of_year(text, generations)
                # an agency's of the very year comes before one of its own, and that before all others
                vehicle = self.store.beyond(text, bool(own))
                if vehicle is not None:
                    vehicle = vehicle.as_of(self.as_of_date)
                elif own:
                    vehicle = newest_of(text, own)
            if vehicle is not None:
                return vehicle.at(edition) if edition else vehicle
        suggested = near(text, ids, self._beyond_ids())
        raise UnknownId(f"no vehicle {(asked if is_id else asked.partition('@')[0])!r}{suggested}")

    def _beyond_ids(self) -> Sequence[str]:
        """Return the ids that are found besides those of its own, for suggestions."""
        return ()

    def look_up(self, id_: str) -> Generation | Variant:
        """Return a vehicle of this catalog or of the one that its links lead to.

        Raises
        ------
        UnknownId
            If neither has it.
        """
        if self.store.fallback is None:
            return self[id_]
        fallback = self.store.fallback().as_of(self.as_of_date)
        vehicle = self._by_id(id_)
        vehicle = fallback._by_id(id_) if vehicle is None else vehicle
        if vehicle is None:
            both = chain(self, (generation for generation in fallback if generation.id not in self.ids))
            return fallback._by_name(id_, sorted({*self.ids, *fallback.ids}), both)
        return vehicle

    @cached_property
    def _lookup(self) -> CatalogLookup:
        return CatalogLookup(self)

    def __contains__(self, item: object) -> bool:
        try:
            if isinstance(item, Vehicle):
                return self._by_id(item.id) == item
            return isinstance(item, str) and bool(self[item].id)
        except UnknownId:
            return False

    def __iter__(self) -> Iterator[Generation]:
        record, as_of_date, lookup = self.store.record, self.as_of_date, self._lookup
        return (Generation(record(id_), as_of_date=as_of_date, lookup=lookup) for id_ in self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        known = f" as of {self.as_of_date}" if self.as_of_date else ""
        return f"<Catalog of {len(self)} generation{'s' * (len(self) != 1)}{known}>"

    def _repr_html_(self) -> str:
        from evspec.catalogs.coverage import overview

        return overview(self, self.as_of_date).to_html()

    def _repr_markdown_(self) -> str:
        from evspec.catalogs.coverage import overview

        return overview(self, self.as_of_date).to_markdown()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all generations, sorted, without reading a file."""
        return self.store.ids

    @cached_property
    def generations(self) -> tuple[Generation, ...]:
        """Every generation, sorted by id."""
        return tuple(self)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source by its id."""
        return self.store.sources()

    def as_of(self, day: str | dt.date | None) -> Self:
        """Return the catalog as it was known on a day; later and undated sources do not count."""
        return evolve(self, as_of_date=None if day is None else read_day(day))

    def conflicts(self, id_: str | None = None, *, locale: str | None = None) -> Conflicts:
        """Return the claims on one quantity that disagree beyond their rounding.

        What is open comes first, then what a doubt resolves, then what is of unlike editions or
        equipment; in each the largest spread first.

        Parameters
        ----------
        id_
            A generation or variant; every generation by default.
        locale
            The locale of their table, as of `compare`.

        Examples
        --------
        >>> import evspec as ev
        >>> found = ev.catalog.conflicts("mini/cooper-electric/j01/cooper-e").found[0]
        >>> found.row.label, [group[0].value.show() for group in found.figures], found.resolution
        ('Battery usable', ['38.5 kWh', '36.6 kWh'], 'open')
        """
        from evspec.catalogs.conflicts import Conflicts, conflicts_in

        vehicles = self if id_ is None else (self.look_up(id_),)
        found = tuple(chain.from_iterable(map(conflicts_in, vehicles)))
        return Conflicts(found, locale=checked_locale(locale))


@frozen(eq=False)
class CatalogLookup:
    """What the vehicles of a catalog ask of it: one another, and the sources that theirs copy."""

    catalog: Catalog

    def __call__(self, id_: str) -> Generation | Variant:
        """Return a vehicle as `Catalog.look_up` does."""
        return self.catalog.look_up(id_)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source of the catalog by its id."""
        return self.catalog.sources


def _stock() -> Catalog:
    """Return the built-in catalog, found by name as a pickle does: it is made of this class."""
    found: Catalog = import_module("evspec.catalogs.loading").builtin()
    return found


def _rebuilt(rebuild: Callable[[], Catalog], day: dt.date | None) -> Catalog:
    return rebuild().as_of(day)


def _refilled(
    records: Mapping[str, Record],
    sources: Mapping[str, Source],
    fallback: Callable[[], Catalog] | None,
    day: dt.date | None,
) -> Catalog:
    return Catalog.of_records(records, sources, fallback=fallback).as_of(day)
