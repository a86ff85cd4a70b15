"""Generations and variants: views of what a file holds, at a time and an edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

from attrs import evolve, field, frozen

from evspec.errors import EvspecError, MissingClaim, UnknownId, did_you_mean
from evspec.model.claim import Claim, Qualifiers, Row
from evspec.model.generations import select_for_generation
from evspec.model.relations import relate
from evspec.model.selection import Selection, select
from evspec.model.source import Source, in_code
from evspec.specs import QUALIFIERS, SPECS, spec
from evspec.table import Table, Tabular
from evspec.values import Relation

if TYPE_CHECKING:
    from evspec.specs import System

__all__ = ["Generation", "Lookup", "Record", "Variant", "Vehicle", "rows_of"]

Lookup = Callable[[str], "Vehicle"]


@frozen(slots=False)
class Record:
    """What one file holds: a generation, its variants, and every claim on them.

    Attributes
    ----------
    id
        make/model/generation, lower-case ASCII.
    make, model, code, title
        Names as written: "BMW", "iX1", "U11", "first generation".
    editions
        Running changes or model years, oldest first.
    predecessors, successors
        Ids of generations.
    variants
        Pairs of slug and name, in the order of the file.
    claims
        Every claim, in the order of the file.
    """

    id: str
    make: str
    model: str
    code: str = ""
    title: str = ""
    editions: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()

    @cached_property
    def index(self) -> Mapping[str, Mapping[Row, tuple[Claim, ...]]]:
        """Claims by the id they are said of and by row.

        A relation that leaves a required qualifier open ("more range than the U11") is said of
        every row of its spec.
        """
        closed: dict[str, dict[Row, None]] = {}
        for claim in self.claims:
            if claim.row.closed:
                closed.setdefault(claim.spec.key, {})[claim.row] = None
        index: dict[str, dict[Row, list[Claim]]] = {}
        for claim in self.claims:
            rows = [claim.row] if claim.row.closed else closed.get(claim.spec.key, [claim.row])
            for row in rows:
                index.setdefault(claim.about, {}).setdefault(row, []).append(claim)
        return {about: {row: tuple(claims) for row, claims in rows.items()} for about, rows in index.items()}


def _alone(id_: str) -> Vehicle:
    raise UnknownId(f"no vehicle {id_!r}: this one stands outside any catalog")


@frozen
class Vehicle(Tabular):
    """What generations and variants have in common: claims, and the selection among them.

    A spec is an attribute (``car.range``) or an item (``car["range"]``): the selected claim, of
    WLTP before other cycles. Vehicles are immutable values.
    """

    record: Record = field(repr=False)
    known: date | None = field(default=None, kw_only=True)
    edition: str = field(default="", kw_only=True)
    lookup: Lookup = field(default=_alone, eq=False, repr=False, kw_only=True)

    @property
    def id(self) -> str:
        """The id in the catalog."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """The name in full: "BMW iX1 eDrive20"."""
        raise NotImplementedError

    @property
    def label(self) -> str:
        """The name at the head of a column: "iX1 U11 eDrive20"."""
        raise NotImplementedError

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of which anything is stated, in the order of tables."""
        raise NotImplementedError

    def select(self, row: Row) -> Selection | None:
        """Return what is shown in a row and why, None if nothing is stated."""
        raise NotImplementedError

    def _open_claims(self, row: Row) -> tuple[Claim, ...]:
        """Return relations that leave the row's condition open, if their target has a figure in it.

        "At a lower price than the iX3" is said of every market; it stands in the row of a market
        in which the iX3 has a price.
        """
        if not row.closed or not self.record.claims:
            return ()
        return tuple(
            claim
            for claim in self.record.claims
            if claim.spec is row.spec
            and not claim.row.closed
            and isinstance(claim.value, Relation)
            and claim.about in {self.id, self.record.id}
            and relate(self, row, claim.value).figure is not None
        )

    @property
    def make(self) -> str:
        return self.record.make

    @property
    def model(self) -> str:
        return self.record.model

    @property
    def code(self) -> str:
        """The maker's code of the generation, "" if none is known."""
        return self.record.code

    @property
    def editions(self) -> tuple[str, ...]:
        """The generation's running changes or model years, oldest first."""
        return self.record.editions

    def as_of(self, day: str | date | None) -> Self:
        """Return the vehicle as it was known on a day: later and undated sources are left out."""
        return evolve(self, known=date.fromisoformat(day) if isinstance(day, str) else day)

    def at(self, edition: str) -> Self:
        """Return one edition of the vehicle, "" for the newest.

        Raises
        ------
        UnknownId
            If the generation has no such edition.
        """
        if edition and edition not in self.editions:
            known = ", ".join(self.editions) or "none"
            raise UnknownId(f"{self.record.id} has no edition {edition!r}; it has {known}")
        return evolve(self, edition=edition)

    def claims(self, key: str | None = None, **qualifiers: str) -> tuple[Claim, ...]:
        """Return the claims on one spec, or all of them, conflicts and doubted ones included."""
        asked = _asked(key, qualifiers)
        return tuple(
            claim
            for claim in self._claims
            if (key is None or claim.spec.key == key)
            and claim.row.matches(asked)
            and (self.known is None or claim.source.known_at(self.known))
        )

    @property
    def _claims(self) -> tuple[Claim, ...]:
        raise NotImplementedError

    def get(self, key: str, **qualifiers: str) -> Claim | None:
        """Return the selected claim, None if there is none.

        Parameters
        ----------
        key
            The spec's key.
        **qualifiers
            Conditions that it must have: ``cycle="EPA"``, ``soc="10-80 %"``.
        """
        asked = _asked(key, qualifiers)
        for row in self.rows:
            if row.spec.key == key and row.matches(asked):
                selection = self.select(row)
                if selection is not None and selection.value is not None:
                    return selection.claim
        return None

    def __getitem__(self, key: str) -> Claim:
        claim = self.get(key)
        if claim is None:
            raise MissingClaim(f"no source states {key} of {self.id}{did_you_mean(key, self._keys())}")
        return claim

    def __getattr__(self, key: str) -> Claim:
        if key.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {key!r}")
        if key not in SPECS:
            raise MissingClaim(f"{key!r} is no spec{did_you_mean(key, SPECS)}")
        return self[key]

    def _keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.spec.key for row in self.rows))

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *self._keys()})

    def __str__(self) -> str:
        return self.name

    def to_table(self, *, units: System = "metric") -> Table:
        """Return the spec sheet: every row, with status, and notes with the sources."""
        from evspec.model.sheet import spec_sheet

        return spec_sheet(self, units)


def _asked(key: str | None, qualifiers: Mapping[str, str]) -> dict[str, str]:
    if key is None:
        return {}
    row = spec(key)
    for name in qualifiers:
        if name not in row.qualifiers:
            known = ", ".join(row.qualifiers) or "none"
            raise MissingClaim(f"{key} has no qualifier {name!r}; it has {known}")
    return {name: QUALIFIERS[name].read(value) for name, value in qualifiers.items()}


@frozen(repr=False)
class Variant(Vehicle):
    """One version of a generation: its own claims first, then what is said of the generation."""

    slug: str

    @classmethod
    def of(cls, name: str, /, *, make: str = "", source: Source | None = None, **specs: object) -> Variant:
        """Make a vehicle in one line.

        Parameters
        ----------
        name
            What it is called.
        make
            The maker.
        source
            Where the figures come from; "given in code" by default.
        **specs
            Spec key to value: text as published ("514 km WLTP"), a Measure, a whole number, True
            or False, or a dict with ``value`` and qualifiers.

        Raises
        ------
        EvspecError
            All the mistakes in one message.

        Examples
        --------
        >>> car = Variant.of("My car", range="514 km WLTP", power="150 kW", drivetrain="FWD")
        >>> print(car.range.value, car.range.source.publisher, sep=" | ")
        514 km WLTP | given in code
        """
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "car"
        origin = source or in_code()
        claims, mistakes = [], []
        for key, given in specs.items():
            stated = dict(given) if isinstance(given, Mapping) else {"value": given}
            try:
                written = stated.pop("value", None)
                value, qualifiers = spec(key).read(written, stated)
            except EvspecError as error:
                mistakes.append(f"{key}: {error}")
                continue
            status = "official" if origin.official else "reported"
            claims.append(Claim(slug, spec(key), value, Qualifiers.of(qualifiers), origin, status))
        if mistakes:
            raise EvspecError(f"{name}: " + "; ".join(mistakes))
        record = Record("", make, "", variants=((slug, name),), claims=tuple(claims))
        return cls(record, slug)

    @property
    def id(self) -> str:
        return f"{self.record.id}/{self.slug}" if self.record.id else self.slug

    @property
    def short(self) -> str:
        """The variant's own name: "eDrive20"."""
        return dict(self.record.variants)[self.slug]

    @property
    def name(self) -> str:
        return _words(self.make, *self._called(), self.edition and f"({self.edition})")

    @property
    def label(self) -> str:
        return _words(*self._called(self.code), self.edition and f"({self.edition})")

    def _called(self, *between: str) -> tuple[str, ...]:
        """Return model and variant, once if a model's only variant is called like the model."""
        return (self.model, *between, *((self.short,) if self.short != self.model else ()))

    @property
    def generation(self) -> Generation:
        """The generation, at the same time and edition."""
        return Generation(self.record, known=self.known, edition=self.edition, lookup=self.lookup)

    @property
    def _claims(self) -> tuple[Claim, ...]:
        wanted = {self.id, self.record.id}
        return tuple(claim for claim in self.record.claims if claim.about in wanted)

    @property
    def rows(self) -> tuple[Row, ...]:
        index = self.record.index
        found = {*index.get(self.id, ()), *index.get(self.record.id, ())}
        return tuple(sorted(found, key=lambda row: row.place))

    def select(self, row: Row) -> Selection | None:
        index = self.record.index
        claims = index.get(self.id, {}).get(row, ()) + index.get(self.record.id, {}).get(row, ())
        return self._select(row, claims or self._open_claims(row))

    def select_own(self, row: Row) -> Selection | None:
        """Return what the claims on this very variant say, leaving out those on the generation."""
        return self._select(row, self.record.index.get(self.id, {}).get(row, ()))

    def _select(self, row: Row, claims: tuple[Claim, ...]) -> Selection | None:
        return select(
            row,
            claims,
            generation_id=self.record.id,
            editions=self.editions,
            edition=self.edition,
            known=self.known,
        )

    def __repr__(self) -> str:
        return f"<Variant {self.id}{_view(self)}>"


@frozen(repr=False)
class Generation(Vehicle):
    """One generation of a model. It speaks for its variants unless one says otherwise."""

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def name(self) -> str:
        return _words(self.make, self.model, self.code, self.edition and f"({self.edition})")

    @property
    def label(self) -> str:
        return _words(self.model, self.code, self.edition and f"({self.edition})")

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Its versions, in the order of the file."""
        return tuple(
            Variant(self.record, slug, known=self.known, edition=self.edition, lookup=self.lookup)
            for slug, _ in self.record.variants
        )

    def variant(self, slug: str) -> Variant:
        """Return one version by the last part of its id."""
        slugs = dict(self.record.variants)
        if slug not in slugs:
            known = ", ".join(slugs) or "none"
            raise UnknownId(f"{self.id} has no variant {slug!r}; it has {known}{did_you_mean(slug, slugs)}")
        return Variant(self.record, slug, known=self.known, edition=self.edition, lookup=self.lookup)

    @property
    def predecessor(self) -> Generation | None:
        """The generation that this one replaces; the first if there are several."""
        return self._linked(self.record.predecessors)

    @property
    def successor(self) -> Generation | None:
        """The generation that replaces this one; the first if there are several."""
        return self._linked(self.record.successors)

    def _linked(self, ids: tuple[str, ...]) -> Generation | None:
        linked = self.lookup(ids[0]) if ids else None
        return linked.as_of(self.known) if isinstance(linked, Generation) else None

    @property
    def _claims(self) -> tuple[Claim, ...]:
        return self.record.claims

    @property
    def rows(self) -> tuple[Row, ...]:
        found = {row for rows in self.record.index.values() for row in rows}
        return tuple(sorted(found, key=lambda row: row.place))

    def select(self, row: Row) -> Selection | None:
        own = select(
            row,
            self.record.index.get(self.id, {}).get(row, ()) or self._open_claims(row),
            generation_id=self.id,
            editions=self.editions,
            edition=self.edition,
            known=self.known,
        )
        parts = [
            (variant.short, selection)
            for variant in self.variants
            if (selection := variant.select_own(row)) is not None
        ]
        return select_for_generation(row, own, parts, [name for _, name in self.record.variants])

    def __repr__(self) -> str:
        return f"<Generation {self.id}{_view(self)}>"


def rows_of(*vehicles: Vehicle) -> tuple[Row, ...]:
    """Return the rows of several vehicles together, in the order of tables.

    A row that holds only a relation with an open condition is left out where it stands in a row of
    another vehicle instead.
    """
    every = {row: None for vehicle in vehicles for row in vehicle.rows}
    closed = [row for row in every if row.closed]
    kept = [
        row
        for row in every
        if row.closed
        or not any(
            other.spec is row.spec and vehicle.select(other) is not None
            for vehicle in vehicles
            if row in vehicle.rows
            for other in closed
        )
    ]
    return tuple(sorted(kept, key=lambda row: row.place))


def _words(*words: str) -> str:
    return " ".join(word for word in words if word)


def _view(vehicle: Vehicle) -> str:
    edition = f"@{vehicle.edition}" if vehicle.edition else ""
    return edition + (f" as of {vehicle.known}" if vehicle.known else "")
