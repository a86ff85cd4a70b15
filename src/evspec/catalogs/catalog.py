"""A catalog: generations by id, read when they are asked for."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from evspec.errors import UnknownId, did_you_mean
from evspec.measures import Measure
from evspec.model import Generation, Record, Source, Variant
from evspec.specs import NOT_STATED, QUALIFIERS, Spec, spec
from evspec.values import Categories, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Catalog", "Shelf"]


@frozen(eq=False)
class Shelf:
    """Where a catalog's records come from: all ids at once, each record on demand and once.

    Parameters
    ----------
    ids
        Every generation's id, sorted.
    read
        Reads one record.
    sources
        Reads the sources.
    rebuild
        Makes the catalog again in another process, for pickling; None to pickle the records.
    """

    ids: tuple[str, ...]
    read: Callable[[str], Record]
    sources: Callable[[], Mapping[str, Source]]
    rebuild: Callable[[], Catalog] | None = None
    _records: dict[str, Record] = field(factory=dict, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def record(self, id_: str) -> Record:
        """Return one record, reading it the first time."""
        with self._lock:
            if id_ not in self._records:
                self._records[id_] = self.read(id_)
            return self._records[id_]


@frozen(eq=False, repr=False)
class Catalog:
    """Generations and their variants, with the sources of every claim.

    ``catalog["bmw/ix1/u11"]`` is a generation, ``catalog["bmw/ix1/u11/edrive20"]`` a variant, and
    ``...@2022`` an edition of either. Iteration gives the generations, sorted by id.
    """

    shelf: Shelf
    known: date | None = None

    @classmethod
    def of(cls, records: Mapping[str, Record], sources: Mapping[str, Source]) -> Catalog:
        """Make a catalog of records that are already in memory."""
        ordered = {id_: records[id_] for id_ in sorted(records)}
        kept = dict(sources)
        return cls(Shelf(tuple(ordered), ordered.__getitem__, lambda: kept))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        if self.shelf.rebuild is not None:
            return _rebuilt, (self.shelf.rebuild, self.known)
        records = {id_: self.shelf.record(id_) for id_ in self.shelf.ids}
        return _refilled, (records, dict(self.sources), self.known)

    def __getitem__(self, id_: str) -> Generation | Variant:
        name, _, edition = id_.partition("@")
        parts = name.split("/")
        own = "/".join(parts[:3])
        if own not in self.shelf.ids or len(parts) not in {3, 4}:
            raise UnknownId(f"no vehicle {id_!r}{did_you_mean(own, self.shelf.ids) or self._namesakes(name)}")
        generation = Generation(self.shelf.record(own), known=self.known, lookup=self.__getitem__)
        vehicle = generation.variant(parts[3]) if len(parts) == 4 else generation
        return vehicle.at(edition) if edition else vehicle

    def _namesakes(self, name: str) -> str:
        """Name the generations of which the id says a part."""
        near = [id_ for id_ in self.shelf.ids if name and name in id_][:3]
        return f"; did you mean {' or '.join(map(repr, near))}?" if near else "; `evspec list` shows all ids"

    def __contains__(self, id_: object) -> bool:
        try:
            return isinstance(id_, str) and bool(self[id_].id)
        except UnknownId:
            return False

    def __iter__(self) -> Iterator[Generation]:
        return iter(self.generations)

    def __len__(self) -> int:
        return len(self.shelf.ids)

    def __repr__(self) -> str:
        known = f" as of {self.known}" if self.known else ""
        return f"<Catalog of {len(self)} generations{known}>"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all generations, sorted, without reading a file."""
        return self.shelf.ids

    @property
    def generations(self) -> tuple[Generation, ...]:
        """Every generation, sorted by id."""
        return tuple(
            Generation(self.shelf.record(id_), known=self.known, lookup=self.__getitem__)
            for id_ in self.shelf.ids
        )

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Every variant, by generation and in the order of its file."""
        return tuple(variant for generation in self.generations for variant in generation.variants)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source by its id."""
        return self.shelf.sources()

    def as_of(self, day: str | date | None) -> Catalog:
        """Return the catalog as it was known on a day."""
        return evolve(self, known=date.fromisoformat(day) if isinstance(day, str) else day)

    def find(
        self, *, make: str | None = None, model: str | None = None, possible: bool = False, **wanted: object
    ) -> tuple[Variant, ...]:
        """Return the variants that surely have what is asked for.

        Parameters
        ----------
        make, model
            Names as shown, whatever the case.
        possible
            Return instead those that may have it: a figure is missing or its bound leaves it open.
        **wanted
            Spec key to value: ``drivetrain="RWD"``, ``range=">500 km WLTP"``.

        Examples
        --------
        >>> import evspec as ev
        >>> [car.id for car in ev.catalog.find(model="iX1", range=">500 km WLTP")]
        ['bmw/ix1/u11/edrive20']
        """
        queries = [
            (spec(key), *spec(key).read(value, _query_extras(spec(key), value)))
            for key, value in wanted.items()
        ]
        found = []
        for variant in self.variants:
            if make is not None and variant.make.lower() != make.lower():
                continue
            if model is not None and variant.model.lower() != model.lower():
                continue
            answers = [_answer(variant, row, value, qualifiers) for row, value, qualifiers in queries]
            if "no" not in answers and ("open" in answers) == possible:
                found.append(variant)
        return tuple(found)


def _query_extras(row: Spec, value: object) -> dict[str, object]:
    """Ask for any figure where the query itself names no required qualifier."""
    words = str(value).split()
    return {
        name: NOT_STATED
        for name, mode in row.qualifiers.items()
        if mode == "required" and not (name == "cycle" and set(words) & set(QUALIFIERS["cycle"].values))
    }


def _answer(variant: Variant, row: Spec, wanted: Value, qualifiers: Mapping[str, str]) -> str:
    """Tell whether a variant has what is wanted: "yes", "no" or "open"."""
    asked = {name: value for name, value in qualifiers.items() if value != NOT_STATED}
    claim = variant.get(row.key, **asked)
    if claim is None:
        return "open"
    value = claim.value
    if isinstance(wanted, Measure) and isinstance(value, Measure):
        wanted = wanted.with_cycle(value.cycle)
        if wanted.contains(value):
            return "yes"
        return "open" if _overlap(wanted, value) else "no"
    if isinstance(wanted, Categories) and isinstance(value, Categories):
        if set(wanted.includes) <= set(value.includes) and not set(wanted.excludes) & set(value.includes):
            return "yes"
        return "no" if value.includes or set(wanted.includes) & set(value.excludes) else "open"
    return "yes" if wanted == value else "no"


def _overlap(a: Measure, b: Measure) -> bool:
    return a.compare(b) == "undecided"


def _rebuilt(rebuild: Callable[[], Catalog], known: date | None) -> Catalog:
    return rebuild().as_of(known)


def _refilled(records: Mapping[str, Record], sources: Mapping[str, Source], known: date | None) -> Catalog:
    return Catalog.of(records, sources).as_of(known)
