"""What one vehicle states in one row, resolved once, for everything that compares, words or draws it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from evspec.claims.source import FIRM
from evspec.languages.speech import say, speech
from evspec.measures import Interval, Measure, unpadded
from evspec.specs import NOT_STATED, SPECS
from evspec.specs.figures import PER_LENGTH, parted_kind
from evspec.values import Categories, Dates, Relation, Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from evspec.claims.claim import Claim
    from evspec.claims.qualified import QualifiedSpec
    from evspec.claims.selection import Selection
    from evspec.claims.source import Source, Status
    from evspec.specs import UnitChoice
    from evspec.values import Value

__all__ = ["Entry", "Related", "Subject", "in_units"]


@frozen
class Subject:
    """What a vehicle is called, and what of it words need besides its claims.

    Attributes
    ----------
    id, generation
        Its id, and that of its generation, "" for what was made in code.
    name, label
        In full ("BMW iX1 eDrive20"), and at the head of a column ("iX1 U11 eDrive20").
    make, model, code
        As written.
    editions, edition
        The generation's editions, oldest first, and the one that is looked at, "" for the newest.
    as_of_date
        The day of knowledge, None for today's.
    variants
        Slug and name of each of the generation's variants.
    stem
        What it is called without the code of its generation: "iX1 eDrive20".
    """

    id: str
    generation: str
    name: str
    label: str
    make: str
    model: str
    code: str
    editions: tuple[str, ...]
    edition: str
    as_of_date: dt.date | None
    variants: tuple[tuple[str, str], ...]
    stem: str
    _find_newest: Callable[[], Dates | None] = field(eq=False, repr=False)
    _find_years: Callable[[], tuple[int | None, int | None]] = field(eq=False, repr=False)

    @cached_property
    def newest(self) -> Dates | None:
        """The date of the newest source that says anything of it, None if none has a date."""
        return self._find_newest()

    @property
    def called(self) -> str:
        """What it is called at the head of a column, as the house has it: "iX3 NA5", "iX3 (from 2026)"."""
        return f"{self.stem} ({self.period})" if self.period else self.label

    @property
    def called_in_full(self) -> str:
        """What tells it from another generation of the same years: "iX3 NA5 (from 2026)"."""
        return f"{self.label} ({self.period})" if self.period else self.label

    @property
    def brief(self) -> str:
        """What tells it from others of its model: its code, or its years."""
        return self.called if self.period else self.code

    @property
    def period(self) -> str:
        """The years of its generation, "2020–25" or "from 2026"; "" if unknown, or told by codes.

        A year that lies ahead of its newest source, or of the day of knowledge, ends nothing yet.
        """
        if speech().heads != "years" or self.edition:
            return ""
        first, last = self._find_years()
        today = self.as_of_date or (self.newest and self.newest.last)
        if first is None:
            return ""
        if last is None or (today and today.year < last):
            return say("from {date}", date=str(first))
        if first == last:
            return str(first)
        return f"{first}–{last % 100:02}" if first // 100 == last // 100 else f"{first}–{last}"

    def variant(self, about: str) -> str:
        """Return the name of the variant with this id, "" if it is none of this generation."""
        generation, _, slug = about.rpartition("/")
        return self._names.get(slug, "") if generation == self.generation else ""

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return dict(self.variants)


@frozen(eq=False)
class Related:
    """A relation ("less than the iX3") with the figure that it leans on.

    Attributes
    ----------
    relation
        As the source has it.
    target
        What the vehicle that it is compared with states in the same row; None if that is in no
        catalog at hand.
    figure
        The target's figure, at the better end if it is a span; None if it has none.
    """

    relation: Relation
    target: Entry | None
    figure: Value | None

    def figure_in(self, unit: str) -> Value | None:
        """Return the figure as printed in a unit, or converted; "" for its own."""
        figure = self.figure
        return figure.printed_in(unit) if unit and isinstance(figure, Measure) else figure

    def bound(self, unit: str) -> Measure | None:
        """Return the relation as a bound: "less than 345 kW"; None for "like" and without a figure."""
        figure = self.figure_in(unit)
        if self.relation.direction == "like" or not isinstance(figure, Measure):
            return None
        # what is less than 413 to 438 km is surely less than 438
        upper = self.relation.direction in {"less than", "at most"}
        own = unpadded(figure)
        digits = own.number("high" if upper else "low")
        if digits is None:
            return None
        bound = Measure.of(digits, own.unit, bound=self.relation.direction).with_cycle(figure.cycle)
        return bound.to(figure.unit)


@frozen
class Entry:
    """What one vehicle states in one row.

    Attributes
    ----------
    subject
        The vehicle.
    row
        The quantity.
    selection
        What was selected and why; None if nothing was.
    unselected
        The claims of the row where none was selected: doubted ones, bounds of the whole.
    related
        Every relation among its claims, with the figure that it leans on.
    names
        The names of the vehicles whose ids it holds.
    elsewhere
        The other rows of the spec in which the vehicle states something, where it is silent here.
    fuels
        Of which fuels a fuel consumption counts the liters, empty if none is stated.
    value
        What is stated, None if nothing is, or nothing that can be said of the whole.
    """

    subject: Subject
    row: QualifiedSpec
    selection: Selection | None
    unselected: tuple[Claim, ...] = ()
    related: Mapping[Relation, Related] = field(factory=dict, eq=False)
    names: Mapping[str, str] = field(factory=dict, eq=False)
    elsewhere: tuple[QualifiedSpec, ...] = field(default=(), eq=False)
    fuels: frozenset[str] = frozenset()
    value: Value | None = field(init=False, eq=False, repr=False)

    @value.default
    def _find_value(self) -> Value | None:
        return None if self.selection is None else self.selection.value

    @property
    def is_of_any(self) -> bool:
        """Whether what is stated leaves open what the row names, the market, and so goes with any."""
        selection = self.selection
        return selection is not None and selection.row is not self.row and selection.row != self.row

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is a figure of one source under no other conditions than its row's, and nothing else."""
        selection = self.selection
        if selection is None or not selection.is_single or self.is_of_any:
            return False
        said, by = selection.supporting[0].statement, selection.supporting[0].attribution
        is_beside = not set(said.qualifiers.pairs).issubset(self.row.splits)
        return not (is_beside or by.note or isinstance(said.value, (Dates, Relation)))

    @property
    def claim(self) -> Claim | None:
        """The selected claim, None without a value."""
        return None if self.selection is None or self.value is None else self.selection.claim

    @property
    def status(self) -> Status | None:
        """How surely it is stated, None if nothing is."""
        return None if self.selection is None else self.selection.status

    @property
    def is_overdue(self) -> bool:
        """Whether it is a schedule that has passed by the newest source, and that nobody has confirmed."""
        return isinstance(self.value, Dates) and self.has_passed(*self.supporting)

    def has_passed(self, *claims: Claim) -> bool:
        """Whether claims told a schedule, each of them, that has passed by the newest source."""
        newest = self.subject.newest
        today = None if newest is None else newest.first
        return today is not None and all(_is_passed_plan(claim, today) for claim in claims)

    @property
    def supporting(self) -> tuple[Claim, ...]:
        """The claims that form the value, the selected one first; none without a value."""
        return () if self.selection is None or self.value is None else self.selection.supporting

    @property
    def others(self) -> tuple[Claim, ...]:
        """What else is said: conflicts, older editions, other conditions, doubted claims."""
        return self.unselected if self.selection is None else self.selection.others

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions of which the value is, oldest first: of each vehicle that it speaks for the newest.

        None where the generation has no editions, or nothing is stated.
        """
        known = self.subject.editions
        if not known:
            return ()
        places = {name: place for place, name in enumerate(known)}
        newest: dict[str, int] = {}
        for claim in self.supporting:
            newest[claim.about] = max(newest.get(claim.about, 0), places.get(claim.edition, 0))
        mixed = {places[name] for claim in self.supporting for name in claim.mixes}
        return tuple(known[place] for place in sorted({*newest.values(), *mixed}))

    @property
    def optional(self) -> Entry | None:
        """What costs extra and is shown beside the value, None if no such thing is stated."""
        optional = None if self.selection is None else self.selection.optional
        return None if optional is None else evolve(self, selection=optional)

    def told(self, name: str) -> tuple[str, ...]:
        """Return what is told of a condition after the figure, such as on how many phases it holds.

        Nothing, unless it is stated of every vehicle for which the value speaks.
        """
        stated: dict[str, set[str]] = {}
        for claim in self.supporting:
            value = claim.qualifiers.get(name, NOT_STATED)
            stated.setdefault(claim.about, set()).update({value} - {NOT_STATED})
        return tuple(sorted(set().union(*stated.values()))) if all(stated.values()) else ()

    @property
    def partial(self) -> tuple[str, ...]:
        """The names of the variants that state it, where others do not."""
        return () if self.selection is None else self.selection.partial

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who states the value, each once."""
        if len(self.supporting) == 1:
            return (self.supporting[0].attribution.source,)
        return tuple(dict.fromkeys(claim.source for claim in self.supporting))

    def shown(self, units: UnitChoice) -> Value | None:
        """Return the value in the units of a table: as a source printed it if one did, else converted."""
        return in_units(self.value, self.row, units)

    def meant(self, units: UnitChoice) -> Value | None:
        """Return the value to be compared: a relation as the bound that it comes to, ids as names."""
        value, spec = self.shown(units), self.row.spec
        if isinstance(value, Relation):
            return self.related[value].bound(self.row.unit(units)) or value
        if isinstance(value, Categories) and self.names:
            return self.named(value)
        if spec.over_variants == "union" and isinstance(value, Measure):
            return Categories((value.show(),))
        return value

    @cached_property
    def interval(self) -> Interval | None:
        """Where the value lies, in the metric unit of the spec; None if it is no figure."""
        value, unit = self.value, self.row.spec.metric
        if isinstance(value, Relation):
            value = self.related[value].bound(unit)
        if not isinstance(value, Measure | Span):
            return None
        if self.row.spec.kind == PER_LENGTH:
            unit = _per(value, SPECS["range"].metric)
        return value.interval(unit or None)

    def named(self, value: Categories) -> Categories:
        """Put the names of vehicles in place of their ids."""
        includes, excludes = (
            tuple(self.names.get(id_, id_) for id_ in ids) for ids in (value.includes, value.excludes)
        )
        return evolve(value, includes=includes, excludes=excludes)


def _is_passed_plan(claim: Claim, today: dt.date) -> bool:
    """Return whether a claim told of a date that lay ahead of it and lies behind today.

    What is stated flatly looks ahead if its source appeared before the window opened, what is
    expected or rumored unless it appeared after the window had closed.
    """
    value, said = claim.value, claim.source.date
    if not isinstance(value, Dates) or value.last is None or today <= value.last:
        return False
    is_firm = claim.status in FIRM
    if said is None or said.last is None:
        return not is_firm
    return said.last < (value.first or value.last) if is_firm else said.last <= value.last


def in_units(value: Value | None, row: QualifiedSpec, units: UnitChoice) -> Value | None:
    """Return a value of a row in the units of a table: as printed in its unit if it was, else converted."""
    if isinstance(value, (Measure, Span)):
        unit = row.unit(units)
        if unit and value.kind == row.spec.kind:
            return value.printed_in(unit)
        if row.spec.kind == PER_LENGTH:
            return value.printed_in(_per(value, SPECS["range"].unit(units)))
    return value


def _per(value: Measure | Span, distance: str) -> str:
    """Return the unit of a price per distance in its own currency: "EUR/mi"."""
    return f"{parted_kind(value.kind)[1]}/{distance}"
