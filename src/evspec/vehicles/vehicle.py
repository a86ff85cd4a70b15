"""What generations and variants have in common: claims, and the selection among them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import asdict, frozen

from evspec.claims.record import View
from evspec.claims.source import last_day
from evspec.errors import MissingClaim, UnknownId, UnknownSpec, check_option, did_you_mean
from evspec.specs import QUALIFIERS, SPECS, spec, units_of
from evspec.table import Tabular
from evspec.values import Relation, read_day
from evspec.vehicles.relations import relate

if TYPE_CHECKING:
    import datetime as dt

    from evspec.claims.claim import Claim, QualifiedSpec
    from evspec.claims.record import Record
    from evspec.claims.selection import Selection
    from evspec.specs import Shown, Spec
    from evspec.table import Table
    from evspec.values import Dates
    from evspec.wording.notebook import Notes

__all__ = ["Lookup", "Vehicle", "alone", "rows_of"]

Lookup = Callable[[str], "Vehicle"]


def alone(id_: str) -> Vehicle:
    """Find no other vehicle: the lookup of what stands outside any catalog."""
    raise UnknownId(f"no vehicle {id_!r}: this one stands outside any catalog")


@frozen
class Vehicle(Tabular, ABC):
    """A generation or a variant: a view of a record at a time and an edition.

    A spec is an attribute (``car.range``) or an item (``car["range"]``): the selected claim, of
    WLTP before other cycles. Vehicles are immutable values.
    """

    @property
    @abstractmethod
    def record(self) -> Record:
        """What the file holds."""

    @property
    @abstractmethod
    def known(self) -> dt.date | None:
        """The day of knowledge, None for today's: later and undated sources do not count."""

    @property
    @abstractmethod
    def edition(self) -> str:
        """The edition asked for, "" for the newest."""

    @property
    @abstractmethod
    def lookup(self) -> Lookup:
        """Finds other vehicles of the same catalog by id. No part of equality."""

    @abstractmethod
    def seen(self, **changes: object) -> Self:
        """Return the vehicle with another record, known, edition or lookup."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        if self.lookup is alone:
            return _made, (type(self), asdict(self, recurse=False))
        # in its catalog it is found again, and the built-in one pickles as its name
        return _looked_up, (self.lookup, self.id, self.known, self.edition)

    @property
    @abstractmethod
    def id(self) -> str:
        """The id in the catalog."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name in full: "BMW iX1 eDrive20"."""

    @property
    @abstractmethod
    def label(self) -> str:
        """The name at the head of a column: "iX1 U11 eDrive20"."""

    @cached_property
    def rows(self) -> tuple[QualifiedSpec, ...]:
        """Every row of which anything is stated, in the order of tables."""
        return self.record.rows_on(self._abouts)

    @cached_property
    def by_spec(self) -> Mapping[Spec, Sequence[QualifiedSpec]]:
        """The same rows, by their spec."""
        found: dict[Spec, list[QualifiedSpec]] = {}
        for row in self.rows:
            found.setdefault(row.spec, []).append(row)
        return found

    def select(self, row: QualifiedSpec) -> Selection | None:
        """Return what is shown in a row and why, None if nothing is stated."""
        told = self.view.selections
        if row not in told:
            told[row] = self._weigh(row)
        return told[row]

    @cached_property
    def view(self) -> View:
        """What was worked out of the vehicle so far."""
        # what leans on other vehicles depends on the catalog in which they are found
        lookup = self.lookup if self.record.leans else None
        key = (self.id, self.known, self.edition)
        view = self.record.views.get(key)
        if view is None or view.lookup != lookup:
            self.record.views[key] = view = View(self.label, lookup)
        return view

    @cached_property
    def newest(self) -> Dates | None:
        """The date of the newest source that says anything of the vehicle, None if none has a date."""
        sources = dict.fromkeys(claim.source for claim in self.claims())
        dates = [
            source.date for source in sources if source.date is not None and source.date.last is not None
        ]
        return max(dates, key=last_day) if dates else None

    @abstractmethod
    def _weigh(self, row: QualifiedSpec) -> Selection | None:
        """Select among the claims of a row."""

    @property
    @abstractmethod
    def _abouts(self) -> tuple[str, ...]:
        """The ids of which claims bear on the vehicle."""

    @property
    def _claims(self) -> tuple[Claim, ...]:
        """The claims that bear on the vehicle, whatever the day of knowledge."""
        abouts = self._abouts
        return tuple(claim for claim in self.record.claims if claim.about in abouts)

    @property
    def make(self) -> str:
        """The maker, as written: "BMW"."""
        return self.record.make

    @property
    def model(self) -> str:
        """The model, as written: "iX1"."""
        return self.record.model

    @property
    def code(self) -> str:
        """The maker's code of the generation, "" if none is known."""
        return self.record.code

    @property
    def editions(self) -> tuple[str, ...]:
        """The generation's running changes or model years, oldest first."""
        return self.record.editions

    def as_of(self, day: str | dt.date | None) -> Self:
        """Return the vehicle as it was known on a day: later and undated sources are left out."""
        return self._anew(known=None if day is None else read_day(day))

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
        return self._anew(edition=edition or "")

    def _anew(self, **changes: object) -> Self:
        """Return the vehicle on another day or in another edition, for which all is worked out anew."""
        basis = self.record.basis
        if basis is None or all(getattr(self, name) == value for name, value in changes.items()):
            return self.seen(**changes)
        plain = self.seen(record=basis.record, lookup=basis.lookup)._anew(**changes)
        made = basis.again(plain)
        return made if isinstance(made, type(self)) else plain

    def claims(self, key: str | None = None, **qualifiers: str) -> tuple[Claim, ...]:
        """Return the claims on one spec, or all of them, conflicts and doubted ones included.

        Parameters
        ----------
        key
            The spec's key; None for all specs.
        **qualifiers
            Conditions that they must have: ``cycle="EPA"``.
        """
        asked = _asked(None if key is None else spec(key), qualifiers)
        return tuple(
            claim
            for claim in self._claims
            if (key is None or claim.spec.key == key)
            and claim.row.matches(asked)
            and (self.known is None or claim.source.known_at(self.known))
        )

    def claims_in(self, row: QualifiedSpec) -> tuple[Claim, ...]:
        """Return the claims on one row of a table, conflicts and doubted ones included."""
        told = [claim for about in self._abouts for claim in self.record.claims_on(about, row)]
        return tuple(c for c in told if self.known is None or c.source.known_at(self.known))

    def get(self, key: str, **qualifiers: str) -> Claim | None:
        """Return the selected claim, None if there is none.

        Parameters
        ----------
        key
            The spec's key.
        **qualifiers
            Conditions that it must have: ``cycle="EPA"``, ``soc="10-80 %"``.

        Raises
        ------
        UnknownSpec
            If there is no such spec, or it has no such qualifier.
        """
        asked = _asked(spec(key), qualifiers)
        for row in self.rows:
            if row.spec.key == key and row.matches(asked):
                selection = self.select(row)
                if selection is not None and selection.value is not None:
                    return selection.claim
        return None

    # a vehicle is no sequence, for which Python would take it: it has items and no iterator
    __iter__: ClassVar[None] = None

    def __getitem__(self, key: str) -> Claim:
        claim = self.get(key)
        if claim is None:
            raise MissingClaim(self._missing(key))
        return claim

    def _missing(self, key: str) -> str:
        """Tell why a spec has no selected claim."""
        if self.claims(key):
            return f"no claim on {key} of {self.id} is chosen; claims({key!r}) lists what sources say"
        return f"no source states {key} of {self.id}{did_you_mean(key, self._keys())}"

    def __getattr__(self, key: str) -> Claim:
        if key.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {key!r}")
        if key not in SPECS:
            raise MissingClaim(f"{key!r} is no spec{did_you_mean(key, SPECS)}")
        return self[key]

    def _keys(self) -> set[str]:
        return {claim.spec.key for claim in self.claims()}

    def _open_claims(self, row: QualifiedSpec) -> tuple[Claim, ...]:
        """Return relations that leave the row's condition open, if their target has a figure in it.

        "At a lower price than the iX3" is said of every market; it stands in the row of a market
        in which the iX3 has a price.
        """
        return tuple(
            claim
            for claim in self.record.open_relations
            if claim.spec is row.spec
            and row.closed
            and claim.about in {self.id, self.record.id}
            and isinstance(claim.value, Relation)
            and relate(self, row, claim.value).figure is not None
        )

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *self._keys()})

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        edition = f"@{self.edition}" if self.edition else ""
        known = f" as of {self.known}" if self.known else ""
        return f"<{type(self).__name__} {self.id}{edition}{known}>"

    def to_table(self, *, units: Shown | Mapping[str, str] = "metric", notes: Notes = "full") -> Table:
        """Return the spec sheet: every row, with status, and notes with the sources.

        Parameters
        ----------
        units
            The system of units, "metric", "us" or "uk"; or a unit for each of some specs, with
            "system" for the rest: ``{"system": "us", "torque": "N·m"}``.
        notes
            "full"; "short" for the sources of each figure alone; False for none.

        Raises
        ------
        EvspecError
            If an option has a value that it does not take.
        """
        from evspec.wording.notebook import NOTES
        from evspec.wording.sheet import spec_sheet

        check_option("notes", notes, NOTES)
        return spec_sheet(self, units_of(units), notes)


def _asked(of: Spec | None, qualifiers: Mapping[str, str]) -> dict[str, str]:
    """Return the canonical values of the qualifiers that were asked for, of a spec or of any."""
    known = QUALIFIERS if of is None else of.qualifiers
    for name in qualifiers:
        if name not in known:
            whose = "a spec" if of is None else of.key
            raise UnknownSpec(f"{whose} has no qualifier {name!r}; it has {', '.join(known) or 'none'}")
    return {name: QUALIFIERS[name].read(value) for name, value in qualifiers.items()}


def _made(kind: type[Vehicle], fields: Mapping[str, Any]) -> Vehicle:
    return kind(**fields)


def _looked_up(lookup: Lookup, id_: str, known: dt.date | None, edition: str) -> Vehicle:
    return lookup(id_).as_of(known).at(edition)


def rows_of(*vehicles: Vehicle) -> tuple[QualifiedSpec, ...]:
    """Return the rows of several vehicles together, in the order of tables.

    A row that holds only a relation with an open condition is left out where it stands in a row of
    another vehicle instead.
    """
    every = {row: None for vehicle in vehicles for row in vehicle.rows}

    def stands_elsewhere(row: QualifiedSpec) -> bool:
        return any(
            other.spec is row.spec and other.closed and vehicle.select(other) is not None
            for vehicle in vehicles
            if row in vehicle.rows
            for other in every
        )

    kept = [row for row in every if row.closed or not stands_elsewhere(row)]
    return tuple(sorted(kept, key=lambda row: row.place))
