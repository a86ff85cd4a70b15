"""What generations and variants have in common: claims, and the selection among them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import fields, frozen

from evspec.claims import Entry, Related, Subject
from evspec.claims.asked import checked_specs, filled, rows_asked_for
from evspec.claims.fuel import NAMES_FUEL, named_fuels
from evspec.claims.markets import of_any_market, told_elsewhere
from evspec.claims.precedence import listed
from evspec.claims.qualified import apart_and_beside, asked_conditions
from evspec.claims.source import last_day
from evspec.errors import (
    MissingClaim,
    MissingSpec,
    UnknownId,
    check_option,
    check_type,
    did_you_mean,
    in_list,
)
from evspec.files.houses import house_of
from evspec.languages.locales import checked_locale
from evspec.specs import LIST, SPECS, UnitChoice, near_spec, spec, units_of
from evspec.table import Tabular
from evspec.table.safety import one_line
from evspec.values import Categories, Relation, Span, read_day
from evspec.vehicles.lookups import Beside, alone
from evspec.vehicles.naming import Named
from evspec.vehicles.stated import StatedSpecs
from evspec.wording.footnotes import NOTES, Notes
from evspec.wording.sheet import spec_sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from os import PathLike

    from evspec.claims import Claim, QualifiedSpec, Selection
    from evspec.languages.speech import Phrase
    from evspec.specs import HouseStyle, System
    from evspec.table import Table
    from evspec.values import Dates, Value

__all__ = ["Addition", "Lookup", "Vehicle", "entry_of"]

#: Finds a vehicle by its id.
Lookup = Callable[[str], "Vehicle"]
#: Works out claims from a vehicle's own. It is part of a vehicle's value, and pickled with it.
Addition = Callable[[Any], "Iterable[Claim]"]

#: How many relations are followed from one to the next.
_DEEPEST = 8


@frozen
class Vehicle(StatedSpecs, Tabular, Named):
    """A generation or a variant: a view of a record at a time and an edition.

    A spec is an attribute (``car.range``) or an item (``car["range"]``): the selected claim, of
    WLTP before other cycles. Vehicles are immutable values.
    """

    def as_of(self, day: str | dt.date | None) -> Self:
        """Return the vehicle as it was known on a day: later and undated sources are left out."""
        return self._but(as_of_date=None if day is None else read_day(day))

    def at(self, edition: str) -> Self:
        """Return one edition of the vehicle, "" for the newest.

        Raises
        ------
        UnknownId
            If the generation has no such edition.
        """
        check_type("an edition", edition, str, "named by its text")
        if edition and edition not in self.editions:
            known = ", ".join(self.editions) or "none"
            raise UnknownId(f"{self._record.id} has no edition {edition!r}; it has {known}")
        return self._but(edition=edition or "")

    @property
    @abstractmethod
    def _lookup(self) -> Lookup:
        """Finds other vehicles of the same catalog by id. No part of equality."""

    @property
    @abstractmethod
    def _additions(self) -> tuple[Addition, ...]:
        """What is worked out from its claims and stands beside them."""

    @property
    @abstractmethod
    def _abouts(self) -> tuple[str, ...]:
        """The ids of which claims bear on the vehicle."""

    @abstractmethod
    def _but(self, **changes: object) -> Self:
        """Return the vehicle with another as_of_date, edition or other additions."""

    @abstractmethod
    def _weigh(self, row: QualifiedSpec, asked: Mapping[str, str] | None = None) -> Selection | None:
        """Select among the claims of a row, those under the conditions alone that are asked for."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        if self._lookup is alone or isinstance(self._lookup, Beside):
            kept = {field.alias: getattr(self, field.name) for field in fields(type(self)) if field.init}
            return _made, (type(self), kept)
        # in its catalog it is found again, and the built-in one pickles as its name
        return _looked_up, (self._lookup, self.id, self.as_of_date, self.edition, self._additions)

    @cached_property
    def _rows(self) -> Mapping[QualifiedSpec, None]:
        """Every row of which anything is stated, in the order of tables."""
        return self._record.rows_on(self._abouts)

    def _newest(self) -> Dates | None:
        """Return the date of the newest source that says anything of it, None if none has a date."""
        # of few objects, which are told apart faster than what they hold
        found = {id(date): date for claim in self.claims() if (date := claim.source.date) is not None}
        dates = [date for date in found.values() if date.last is not None]
        return max(dates, key=lambda date: (last_day(date), date.shown)) if dates else None

    @cached_property
    def _subject(self) -> Subject:
        """What it is called."""
        record = self._record
        return Subject(
            self.id, record.id, self.name, self.label, self.make, self.model, self.code,
            self.editions, self.edition, self.as_of_date, record.variants, self._stem, self._newest,
            self._years,
        )  # fmt: skip

    @cached_property
    def _selections(self) -> dict[QualifiedSpec, Selection | None]:
        """What was selected so far; the record keeps it, since vehicles come and go."""
        record = self._record
        # what leans on other vehicles depends on the catalog in which they are found
        lookup = self._lookup if record.open_relations else None
        key = (self.id, self.as_of_date, self.edition)
        kept = record.selections.get(key)
        if kept is None or kept[0] != lookup:
            kept = record.selections[key] = (lookup, {})
        return kept[1]

    @cached_property
    def _entries(self) -> dict[QualifiedSpec, Entry]:
        """What was resolved so far."""
        return {}

    @cached_property
    def _numbers(self) -> dict[str, float | Phrase]:
        """By what it was ranked so far, or why it has no place."""
        return {}

    def _select(self, row: QualifiedSpec) -> Selection | None:
        """Return what is shown in a row and why, None if nothing is stated."""
        selections = self._selections
        if row not in selections:
            selections[row] = self._stated(row) or of_any_market(row, self._stated, self._rows)
        return selections[row]

    def _stated(self, row: QualifiedSpec) -> Selection | None:
        """Return what is said in the very row: what leaves the market open has a row of its own."""
        kept = self._selections.get(row)
        if kept is not None and kept.row == row:
            return kept
        # a relation may be said of rows in which nothing else stands
        found = self._weigh(row) if row in self._rows or self._record.open_relations else None
        if found is not None:
            self._selections[row] = found
        return found

    def _is_known(self, claim: Claim) -> bool:
        return self.as_of_date is None or claim.source.known_at(self.as_of_date)

    def _claims_in(self, row: QualifiedSpec) -> tuple[Claim, ...]:
        """Return the claims on one row of a table, conflicts and doubted ones included."""
        if row not in self._rows:
            return ()
        claims = [claim for about in self._abouts for claim in self._record.claims_on(about, row)]
        return tuple(claim for claim in claims if self._is_known(claim))

    def claims(self, key: str | None = None, **qualifiers: str) -> tuple[Claim, ...]:
        """Return the claims on one spec, or all of them, conflicts and doubted ones included.

        Parameters
        ----------
        key
            The spec's key; None for all specs.
        **qualifiers
            Conditions that they must have: ``cycle="EPA"``.
        """
        asked = asked_conditions(None if key is None else spec(key), qualifiers)
        return tuple(
            claim
            for claim in self._record.claims_about(self._abouts)
            if (key is None or claim.spec.key == key)
            and (not asked or claim.statement.meets(asked))
            and self._is_known(claim)
        )

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
        asked = asked_conditions(spec(key), qualifiers)
        apart, beside = apart_and_beside(spec(key), asked)
        for row in self._rows:
            if row.spec.key == key and row.matches(apart):
                selection = self._weigh(row, beside) if beside else self._select(row)
                if selection is not None and selection.row == row and selection.value is not None:
                    return selection.claim
        return None

    # a vehicle is no sequence, for which Python would take it: it has items and no iterator
    __iter__: ClassVar[None] = None

    def __getitem__(self, key: str) -> Claim:
        claim = self.get(key)
        if claim is None:
            raise MissingClaim(self._missing(key))
        return claim

    def _ipython_key_completions_(self) -> list[str]:
        """Return what IPython offers between the brackets: the specs that are stated."""
        return sorted(self._keys())

    def _missing(self, key: str) -> str:
        """Tell why a spec has no selected claim."""
        if self.claims(key):
            return f"no claim on {key} of {self.id} is chosen; claims({key!r}) lists what sources say"
        return f"no source states {key} of {self.id}{did_you_mean(key, self._keys())}"

    if not TYPE_CHECKING:  # for which StatedSpecs lists them, so that a misspelled one is found

        def __getattr__(self, key: str) -> Claim:
            if key.startswith("_"):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {key!r}")
            if key not in SPECS:
                raise MissingSpec(f"{key!r} is no spec{in_list(near_spec(key), LIST)}")
            return self[key]

    def _keys(self) -> set[str]:
        return {claim.spec.key for claim in self.claims()}

    def _relate(self, row: QualifiedSpec, relation: Relation) -> Related:
        """Look up the vehicle that a relation names, in this one's catalog at its time, and its figure."""
        target: Vehicle | None = self
        figure: Value | None = relation
        selection: Selection | None = None
        for _ in range(_DEEPEST):
            if not isinstance(figure, Relation) or target is None:
                break
            try:
                target = target._lookup(figure.target).as_of(self.as_of_date)
            except UnknownId:
                return Related(relation, None, None)
            selection = target._select(row)
            figure = selection.value if selection is not None else None
        if isinstance(figure, Span):
            # as the metric unit counts: of two economies the lesser one is the greater consumption
            span = figure.to(row.spec.metric) if row.spec.metric else figure
            figure = span.lowest if row.spec.is_led_by_lowest else span.highest
        entry = None if target is None else Entry(target._subject, row, selection)
        return Related(relation, entry, None if isinstance(figure, Relation) else figure)

    def _label_of(self, id_: str) -> str:
        """Return the label of the vehicle with an id, the id itself if it is in no catalog at hand."""
        try:
            return self._lookup(id_).label
        except UnknownId:
            return id_

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *self._keys()})

    def __str__(self) -> str:
        return one_line(self.name)

    def __repr__(self) -> str:
        edition = f"@{self.edition}" if self.edition else ""
        known = f" as of {self.as_of_date}" if self.as_of_date else ""
        return f"<{type(self).__name__} {self.id}{edition}{known}>"

    def to_table(
        self,
        *,
        units: System | UnitChoice | Mapping[str, str] | None = None,
        notes: Notes = "full",
        locale: str | None = None,
        house: HouseStyle | str | PathLike[str] | None = None,
        specs: str | Sequence[str] | None = None,
    ) -> Table:
        """Return the spec sheet: every row, with status, and notes with the sources.

        Parameters
        ----------
        units
            The system of units, "metric", "us" or "uk"; or a unit for each of some specs, with
            "system" for the rest: ``{"system": "us", "torque": "N·m"}``. Metric if left out, or those of
            the house.
        notes
            "full": letters for what changes the meaning of a figure, numbers for sources; "print" for letters
            and one line of sources; "sources" for numbers alone; False for none.
        locale
            The locale of words, numbers and dates, such as "de" or "de_CH"; English if left out. It
            needs the extra `locale` (Babel).
        house
            The house style: a `HouseStyle`, the name of one ("us-press"), or the path of a TOML file.
        specs
            Show these only, in this order, as `compare` takes them: "panel", ["range", "charging"].

        Raises
        ------
        UnknownSpec
            If there is no such spec, group, pattern or preset.
        EvspecError
            If an option has a value that it does not take.
        """
        check_option("notes", notes, NOTES)
        style = house_of(house)
        shown = units_of(units, style)
        asked = checked_specs(specs, shown.system)
        aside = told_elsewhere(self._rows, [self._select])
        rows = rows_asked_for(asked, [row for row in self._rows if row not in aside])
        entries = {row: entry_of(self, row) for row in rows}
        kept = [entries[row] for row in filled(asked, {row: {0: entry} for row, entry in entries.items()})]
        return spec_sheet(self._subject, kept, shown, notes, checked_locale(locale), style)


def _made(kind: type[Vehicle], fields: Mapping[str, Any]) -> Vehicle:
    return kind(**fields)


def _looked_up(
    lookup: Lookup, id_: str, as_of_date: dt.date | None, edition: str, additions: tuple[Addition, ...]
) -> Vehicle:
    return lookup(id_)._but(as_of_date=as_of_date, edition=edition, additions=additions)


def entry_of(vehicle: Vehicle, row: QualifiedSpec) -> Entry:
    """Return what a vehicle states in a row, with everything that it leans on looked up, once."""
    found = vehicle._entries.get(row)
    if found is None:
        found = vehicle._entries[row] = _resolved(vehicle, row)
    return found


def _resolved(vehicle: Vehicle, row: QualifiedSpec) -> Entry:
    selection, subject, kind = vehicle._select(row), vehicle._subject, row.spec.kind
    claims = listed(vehicle._claims_in(row)) if selection is None else selection.claims
    found: dict[str, Any] = {}
    if selection is None:
        found["unselected"] = claims
    if row.spec in vehicle._record.related_specs:
        said = [claim.value for claim in claims]
        found["related"] = {one: vehicle._relate(row, one) for one in said if isinstance(one, Relation)}
    value = None if selection is None else selection.value
    if value is None and row.splits:
        others = [one for one in vehicle._rows if one.spec is row.spec and one.closed and one != row]
        selected = [(one, vehicle._select(one)) for one in others]
        found["elsewhere"] = tuple(one for one, s in selected if s is not None and s.value is not None)
    if kind == "vehicle set":
        sets = [c.value for c in claims if isinstance(c.value, Categories)]
        ids = dict.fromkeys(id_ for one in sets for id_ in (*one.includes, *one.excludes))
        found["names"] = {id_: vehicle._label_of(id_) for id_ in ids}
    if kind == "fuel consumption" and value is not None:
        # liters of unlike fuels are unlike things
        told = [vehicle._select(one) for one in vehicle._rows if one.spec in NAMES_FUEL]
        found["fuels"] = named_fuels(one.value for one in told if one is not None)
    return Entry(subject, row, selection, **found)
