"""A catalog: generations by id, read when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from attrs import evolve, field, frozen

from evspec.errors import ParseError, UnknownId
from evspec.model import Generation, Record, Source, Variant

if TYPE_CHECKING:
    from evspec.catalogs.conflicts import Conflicts
    from evspec.catalogs.finding import Query

__all__ = ["Catalog", "Shelf"]

_WORD = "[a-z0-9]+"


@frozen(eq=False)
class Shelf:
    """Where a catalog's records come from: all ids at once, each record on demand and once.

    Threads share it: whatever is read is read under its lock.

    Parameters
    ----------
    ids
        Every generation's id, sorted.
    read
        Reads one record, given its id and the sources.
    read_sources
        Reads the sources.
    rebuild
        Returns the catalog in another process, for pickling; None to pickle the records.
    beyond
        Returns the catalog in which ids that are not in this one are looked up, None for none.
    """

    ids: tuple[str, ...]
    read: Callable[[str, Mapping[str, Source]], Record]
    read_sources: Callable[[], Mapping[str, Source]]
    rebuild: Callable[[], Catalog] | None = field(default=None, kw_only=True)
    beyond: Callable[[], Catalog] | None = field(default=None, kw_only=True)
    _records: dict[str, Record] = field(factory=dict, init=False, repr=False)
    _sources: list[Mapping[str, Source]] = field(factory=list, init=False, repr=False)
    _lock: RLock = field(factory=RLock, init=False, repr=False)

    def record(self, id_: str) -> Record:
        """Return one record, reading it the first time."""
        with self._lock:
            if id_ not in self._records:
                self._records[id_] = self.read(id_, self.sources())
            return self._records[id_]

    def sources(self) -> Mapping[str, Source]:
        """Return the sources by their ids, reading them the first time."""
        with self._lock:
            if not self._sources:
                self._sources.append(MappingProxyType(self.read_sources()))
            return self._sources[0]


@frozen(eq=False, repr=False)
class Catalog:
    """Generations and their variants, with the sources of every claim.

    ``catalog["bmw/ix1/u11"]`` is a generation, ``catalog["bmw/ix1/u11/edrive20"]`` a variant, and
    ``...@2022`` an edition of either. Iteration gives the generations, sorted by id. Two catalogs
    are equal if their generations and sources are.
    """

    shelf: Shelf
    known: date | None = None

    @classmethod
    def of(
        cls,
        records: Mapping[str, Record],
        sources: Mapping[str, Source],
        *,
        beyond: Callable[[], Catalog] | None = None,
    ) -> Catalog:
        """Make a catalog of records that are already in memory.

        Parameters
        ----------
        records, sources
            By their ids.
        beyond
            Returns the catalog to which links may lead.
        """
        kept, every = dict(records), dict(sources)
        shelf = Shelf(tuple(sorted(kept)), lambda id_, _: kept[id_], lambda: every, beyond=beyond)
        return cls(shelf)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        if self.shelf.rebuild is not None:
            return _rebuilt, (self.shelf.rebuild, self.known)
        records = {id_: self.shelf.record(id_) for id_ in self.ids}
        return _refilled, (records, dict(self.sources), self.shelf.beyond, self.known)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalog):
            return NotImplemented
        if (self.ids, self.known) != (other.ids, other.known):
            return False
        if self.shelf is other.shelf:
            return True
        own, others = self.shelf, other.shelf
        same = all(own.record(id_) == others.record(id_) for id_ in self.ids)
        return same and dict(self.sources) == dict(other.sources)

    def __hash__(self) -> int:
        return hash((self.ids, self.known))

    def __getitem__(self, id_: str) -> Generation | Variant:
        return self._get(id_, self.ids)

    def _get(self, id_: str, known: tuple[str, ...]) -> Generation | Variant:
        """Return a vehicle; `known` are the ids that a message may suggest."""
        name, _, edition = id_.partition("@")
        parts = name.split("/")
        own = "/".join(parts[:3])
        if own not in self.ids or len(parts) not in {3, 4}:
            raise UnknownId(f"no vehicle {id_!r}{_near(name, known)}")
        generation = self._generation(own)
        vehicle = generation.variant(parts[3]) if len(parts) == 4 else generation
        return vehicle.at(edition) if edition else vehicle

    def _generation(self, id_: str) -> Generation:
        return Generation(self.shelf.record(id_), known=self.known, lookup=self.look_up)

    def look_up(self, id_: str) -> Generation | Variant:
        """Return a vehicle of this catalog or of the one that its links lead to.

        Raises
        ------
        UnknownId
            If neither has it.
        """
        if self.shelf.beyond is None:
            return self[id_]
        beyond = self.shelf.beyond().as_of(self.known)
        own = "/".join(id_.partition("@")[0].split("/")[:3]) in self.ids
        known = tuple(sorted({*self.ids, *beyond.ids}))
        return (self if own else beyond)._get(id_, known)

    def __contains__(self, id_: object) -> bool:
        try:
            return isinstance(id_, str) and bool(self[id_].id)
        except UnknownId:
            return False

    def __iter__(self) -> Iterator[Generation]:
        return map(self._generation, self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        known = f" as of {self.known}" if self.known else ""
        return f"<Catalog of {len(self)} generation{'s' * (len(self) != 1)}{known}>"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all generations, sorted, without reading a file."""
        return self.shelf.ids

    @property
    def generations(self) -> tuple[Generation, ...]:
        """Every generation, sorted by id."""
        return tuple(self)

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Every variant, by generation and in the order of its file."""
        return tuple(variant for generation in self for variant in generation.variants)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source by its id."""
        return self.shelf.sources()

    def as_of(self, day: str | date | None) -> Self:
        """Return the catalog as it was known on a day; later and undated sources do not count."""
        return evolve(self, known=_day(day) if isinstance(day, str) else day)

    def find(
        self, *, make: str | None = None, model: str | None = None, possible: bool = False, **wanted: object
    ) -> tuple[Variant, ...]:
        """Return the variants that surely have what is asked for.

        Parameters
        ----------
        make, model
            Names as shown, whatever the case.
        possible
            Return instead those that may have it: nothing is stated, or what is leaves it open.
        **wanted
            Spec key to what a data file would say: ``drivetrain="RWD"``, ``range=">500 km WLTP"``.
            A condition that is not given is left open.

        Raises
        ------
        EvspecError
            If there is no such spec, or it cannot have this value.

        Examples
        --------
        >>> import evspec as ev
        >>> [car.id for car in ev.catalog.find(model="iX1", range=">500 km WLTP")]
        ['bmw/ix1/u11/edrive20']
        """
        from evspec.catalogs.finding import read_query

        queries = [read_query(key, value) for key, value in wanted.items()]
        return tuple(
            variant
            for generation in self
            if make is None or generation.make.lower() == make.lower()
            if model is None or generation.model.lower() == model.lower()
            for variant in generation.variants
            if _matches(variant, queries, possible=possible)
        )

    def conflicts(self, id_: str | None = None) -> Conflicts:
        """Return the claims on one quantity that disagree beyond their rounding.

        Parameters
        ----------
        id_
            A generation or variant; every generation by default.

        Examples
        --------
        >>> import evspec as ev
        >>> [found] = ev.catalog.conflicts("mini/cooper-electric/j01/cooper-e").found[1:]
        >>> found.row.label, [group[0].value.show() for group in found.figures]
        ('Battery usable', ['38.5 kWh', '36.6 kWh'])
        """
        from evspec.catalogs.conflicts import Conflicts, conflicts_in

        vehicles = self if id_ is None else (self.look_up(id_),)
        return Conflicts(tuple(found for vehicle in vehicles for found in conflicts_in(vehicle)))


def _matches(variant: Variant, queries: list[Query], *, possible: bool) -> bool:
    answers = {query.ask(variant) for query in queries}
    return "no" not in answers and ("open" in answers) == possible


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ParseError(f"{text!r} is no day; write one like 2026-03-01", text) from None


def _near(name: str, ids: tuple[str, ...]) -> str:
    """Suggest the ids that share most words with a name, those spelled most like it first."""
    from difflib import SequenceMatcher

    wanted = name.lower()
    words = set(re.findall(_WORD, wanted))
    shared = {id_: len(words & set(re.findall(_WORD, id_))) for id_ in ids}
    likeness = {id_: SequenceMatcher(None, wanted, id_).ratio() for id_ in ids}
    best = max(shared.values(), default=0)
    near = [id_ for id_ in ids if shared[id_] == best and (best or likeness[id_] > 0.6)]
    near = sorted(near, key=lambda id_: -likeness[id_])[:3]
    return f"; did you mean {' or '.join(map(repr, near))}?" if near else "; 'evspec list' shows all ids"


def _rebuilt(rebuild: Callable[[], Catalog], known: date | None) -> Catalog:
    return rebuild().as_of(known)


def _refilled(
    records: Mapping[str, Record],
    sources: Mapping[str, Source],
    beyond: Callable[[], Catalog] | None,
    known: date | None,
) -> Catalog:
    return Catalog.of(records, sources, beyond=beyond).as_of(known)
