"""Claims that cannot both be true as they stand: the same quantity of the same vehicle, told differently."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import field, frozen

from evspec.claims import FIRM, SourceList, cite_claims, merged
from evspec.languages.speech import marked, quoted, said_in_own_locale, say, speech, word
from evspec.measures import Measure
from evspec.specs import QUALIFIERS, Qualifier, UnitChoice
from evspec.table import Cell, Column, Note, Span, Table, Tabular
from evspec.table import Row as TableRow
from evspec.values import Categories, Dates, Neighbors, Relation, Unknown, Value, agree
from evspec.vehicles import Generation, Variant, entry_of, record_of
from evspec.wording.cells import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evspec.claims import Claim, Entry, QualifiedSpec
    from evspec.table import JSON
    from evspec.vehicles import Vehicle

__all__ = ["RESOLUTIONS", "Conflict", "Conflicts", "Resolution", "conflicts_in"]

Resolution: TypeAlias = Literal["open", "doubt", "difference"]
#: What resolves a conflict, in the order of the table, and the heading there.
RESOLUTIONS: Final[Mapping[Resolution, str]] = MappingProxyType({
    "open": "open", "doubt": "resolved by a doubt", "difference": "by edition or equipment",
})  # fmt: skip


@frozen
class Conflict:
    """One quantity of one vehicle, for which sources state unlike figures.

    Attributes
    ----------
    vehicle
        The generation or variant.
    row
        The quantity: spec and the qualifiers that set it apart.
    figures
        The claims, put together where they agree within rounding; the first of each group gives
        its figure. A rounded or one-sided claim stands with each figure that it agrees with.
        Doubted claims are among them.
    """

    vehicle: Vehicle
    row: QualifiedSpec
    figures: tuple[tuple[Claim, ...], ...]

    @property
    def standing(self) -> tuple[tuple[Claim, ...], ...]:
        """The figures that are not doubted."""
        return tuple(group for group in self.figures if not group[0].doubt)

    @property
    def resolution(self) -> Resolution:
        """What resolves it, or "open".

        A "doubt", if no more than one figure is left that is not doubted; a "difference", if those that
        are left are of unlike editions or equipment.
        """
        standing = self.standing
        if len(standing) < 2:
            return "doubt"
        apart = all(
            {*map(_kind, one)}.isdisjoint(map(_kind, other)) for one, other in combinations(standing, 2)
        )
        return "difference" if apart else "open"

    @property
    def spread(self) -> float | None:
        """How far the figures lie apart, in percent of the lowest; None if they are no numbers.

        Of an open conflict, how far those of one edition and equipment do: that the next edition goes
        farther is no part of what is open.
        """
        if self.resolution != "open":
            return self._spread(self.standing if len(self.standing) > 1 else self.figures)
        kinds = dict.fromkeys(_kind(claim) for group in self.standing for claim in group)
        alike = [
            [[claim for claim in group if _kind(claim) == kind] for group in self.standing] for kind in kinds
        ]
        found = [self._spread([group for group in groups if group]) for groups in alike]
        return max((spread for spread in found if spread is not None), default=None)

    def _spread(self, figures: Sequence[Sequence[Claim]]) -> float | None:
        spec = self.row.spec
        values = [group[0].value for group in figures if isinstance(group[0].value, Measure)]
        lies = [v.interval(spec.metric if v.kind == spec.kind and spec.metric else None) for v in values]
        ends = [end for one in lies for end in (one.low, one.high) if end is not None]
        return (max(ends) - min(ends)) / min(ends) * 100 if ends and min(ends) > 0 else None


def _place(conflict: Conflict) -> tuple[int, bool, float]:
    """Return the sort key of a conflict: heading, then what has a spread, the largest first."""
    spread = conflict.spread
    return [*RESOLUTIONS].index(conflict.resolution), spread is None, -(spread or 0.0)


def _in_order(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    return tuple(sorted(found, key=_place))


@frozen(repr=False)
class Conflicts(Tabular):
    """Conflicts as a table: which figures, how far apart, and in a note each who states which.

    They stand below three headings: those that are open, those that a doubt resolves, and those between
    editions or equipments, the largest spread first.
    """

    found: tuple[Conflict, ...] = field(converter=_in_order)
    units: UnitChoice = field(factory=UnitChoice)
    locale: str = field(default="", kw_only=True)

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Conflict]:
        return iter(self.found)

    def __repr__(self) -> str:
        return f"<Conflicts: {len(self)}>"

    @said_in_own_locale
    def to_table(self) -> Table:
        """Return the table: a row for each conflict."""
        rows, notes, sources = [], [], SourceList()
        for number, conflict in enumerate(self.found, start=1):
            shown = _figures(conflict, self.units)
            notes.append(_note(conflict, shown, self.units))
            figures: list[JSON] = [
                {"text": text, "sources": sources.ids(dict.fromkeys(claim.source for claim in group))}
                for text, group in zip(shown, conflict.figures, strict=True)
            ]
            spread = conflict.spread
            cells = (
                Cell(" | ".join(shown), cites=(number,), data={"figures": figures}),
                Cell(_percent(spread), data={} if spread is None else {"magnitude": spread, "unit": "%"}),
            )
            label = f"{conflict.vehicle.label}: {conflict.row.label}"
            heading = word(RESOLUTIONS[conflict.resolution])
            rows.append(TableRow(f"{conflict.vehicle.id} {conflict.row.key}", label, heading, cells))
        count = len(self.found)
        counts = Counter(row.group for row in rows)
        headings = map(word, RESOLUTIONS.values())
        told = "; ".join(f"{counts[heading]} {heading}" for heading in headings if counts[heading])
        disagree = say("claims on one quantity that disagree beyond their rounding")
        return Table(
            title=say("{count} conflict", "{count} conflicts", count=count),
            subtitle=f"{disagree}: {told}" if told else disagree,
            columns=(Column("figures", say("Figures")), Column("spread", say("Spread"), "right")),
            rows=tuple(rows),
            sources=tuple(notes),
            data={"sources": sources.data},
            locale=self.locale,
        )


def _kind(claim: Claim) -> tuple[object, ...]:
    """Return what a figure is of: its edition and its equipment, a plain one being of the default."""
    return claim.edition, *(
        claim.qualifiers.get(name, QUALIFIERS[name].default)
        for name, mode in claim.spec.qualifiers.items()
        if mode in {"remark", "told"}
    )


def _figures(conflict: Conflict, units: UnitChoice) -> list[str]:
    """Return how each figure of a conflict reads, with what sets it apart from the others."""
    entry = entry_of(conflict.vehicle, conflict.row)
    values = [_value(entry, group, units) for group in conflict.figures]
    unlike = len({group[0].edition for group in conflict.figures}) > 1
    alike = Counter(values)
    shown = []
    for text, group in zip(values, conflict.figures, strict=True):
        first = group[0]
        if alike[text] > 1 and isinstance(first.value, Measure):
            # one figure in kilowatts, which two sources turned into unlike horsepower
            text = first.value.show(grouped=True, speech=speech())  # noqa: PLW2901
        remarks = [first.edition] if unlike and first.edition else []
        remarks += _remarks(first)
        remarks += [] if first.status in FIRM else [word(first.status)]
        shown.append(", ".join([text, *remarks, *([say("doubted")] if first.doubt else [])]))
    return shown


def _remarks(claim: Claim) -> list[str]:
    """Return the conditions of a figure beside those of its row: "19 in wheels", "option", "3-phase"."""
    told = [
        (QUALIFIERS[name], value, claim.spec.qualifiers[name])
        for name, value in claim.qualifiers.items()
        if value != QUALIFIERS[name].default
    ]
    return [
        of.said(value) if mode == "told" or of.remark == "{}" else _named(of, value)
        for of, value, mode in told
        if mode in {"remark", "told"}
    ]


def _named(qualifier: Qualifier, value: str) -> str:
    """Return a condition by its value and name: "19 in wheels"."""
    return say("{value} {condition}", value=speech().figures(word(value)), condition=word(qualifier.name))


def _value(entry: Entry, group: Sequence[Claim], units: UnitChoice) -> str:
    value = group[0].value
    if isinstance(value, Measure):
        value = value.printed_also(*(c.value for c in group if isinstance(c.value, Measure)))
    return in_words(entry, value, units)


def _note(conflict: Conflict, shown: Sequence[str], units: UnitChoice) -> Note:
    """Return "514 km: BMWBLOG, 24 Feb 2026; also up to 514 km: Bike-EV, undated (why)."."""
    spans: list[Span] = []
    entry = entry_of(conflict.vehicle, conflict.row)
    for text, group in zip(shown, conflict.figures, strict=True):
        doubts = "; ".join(dict.fromkeys(quoted(claim.doubt) for claim in group if claim.doubt))
        same: list[Claim] = []
        wider: dict[str, list[Claim]] = {}
        for claim in group:
            if agree(group[0].value, claim.value):
                same.append(claim)
            else:
                wider.setdefault(_value(entry, [claim], units), []).append(claim)
        spans += [Span(f"{' ' if spans else ''}{text}: "), *cite_claims(same)]
        for words, claims in wider.items():
            spans += [Span(f"; {say('also')} {words}: "), *cite_claims(claims)]
        spans.append(Span(f" ({doubts})." if doubts else "."))
    return Note(tuple(merged(spans)))


def _percent(spread: float | None) -> str:
    if spread is None:
        return ""
    if spread >= 0.05:
        return f"{marked(f'{spread:.1f}')} %"
    return say("under {share} %", share=marked("0.1"))


def conflicts_in(vehicle: Vehicle) -> Iterator[Conflict]:
    """Yield the conflicts among the claims on a vehicle.

    Two claims conflict if neither agrees with nor contains the other: 459 km and 460 km do, 286 mi
    does with neither, and "up to 514 km" does not with 514 km. Editions, foreseen figures and
    doubted claims are among them and say so. Relations, what is stated to be unknown, and figures
    for unlike wheels, markets or standards of weighing conflict with nothing.

    Parameters
    ----------
    vehicle
        A generation, each of whose variants is looked at too; or a variant, with what is said of
        its generation. Of an edition, only what is said of that edition counts.
    """
    if isinstance(vehicle, Variant):
        every: Iterable[Vehicle] = (vehicle.generation, vehicle)
    else:
        every = (vehicle, *(vehicle.variants if isinstance(vehicle, Generation) else ()))
    yield from chain.from_iterable(map(_conflicts_on, every))


def _conflicts_on(vehicle: Vehicle) -> Iterator[Conflict]:
    record = record_of(vehicle)
    for row, own in record.index.get(vehicle.id, {}).items():
        # "RWD only" and "not FWD" are said of every variant
        above = record.claims_on(record.id, row) if vehicle.id != record.id else ()
        claims = [*own, *(c for c in above if _speaks_for_all(c.value))]
        heard = [
            claim
            for claim in claims
            if (vehicle.as_of_date is None or claim.source.known_at(vehicle.as_of_date))
            and vehicle.edition in {"", claim.edition}
            and not _is_no_figure(claim.value)
        ]
        for option in (False, True):
            # a standard figure and an optional one are both right
            for groups in _quarrels([claim for claim in heard if claim.is_option is option]):
                yield Conflict(vehicle, row, tuple(map(tuple, groups)))


def _speaks_for_all(value: Value) -> bool:
    return isinstance(value, Categories) and (value.only or not value.includes)


def _is_no_figure(value: Value) -> bool:
    return isinstance(value, Relation | Unknown) or (isinstance(value, Dates) and bool(value.event))


def _quarrels(claims: Sequence[Claim]) -> Iterator[list[list[Claim]]]:
    """Yield the figures of each conflict among the claims of one row.

    Under each condition (19 in wheels) there is one right figure. What is said without a condition
    is taken for the one with which it agrees, and stands against all if it agrees with none.
    """
    plain: list[Claim] = []
    conditions: dict[tuple[tuple[str, str], ...], list[Claim]] = {}
    for claim in claims:
        condition = _condition(claim)
        (conditions.setdefault(condition, []) if condition else plain).append(claim)
    pools = []
    housed = set[int]()
    for bound in conditions.values():
        known = _Nearby(bound)
        at_home = [claim for claim in plain if any(_compatible(claim, one) for one in known.near(claim))]
        housed.update(map(id, at_home))
        pools.append([*bound, *at_home])
    for pool in pools if len(housed) == len(plain) else [claims]:
        groups = _groups(pool)
        if len(groups) > 1:
            yield groups


def _condition(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Return the conditions of which each has a right figure of its own, apart from those of the row."""
    modes = claim.spec.qualifiers
    return tuple(
        (name, value)
        for name, value in claim.qualifiers.items()
        if QUALIFIERS[name].apart and modes[name] in {"remark", "expected", "told"} and name != "fitted"
    )


def _groups(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Put claims together that all go with one another, from the firmest and finest to the vaguest."""
    groups: list[list[Claim]] = []
    leads = _Nearby()
    for claim in sorted(claims, key=_vagueness):
        near = (groups[place] for place in leads.places(claim))
        homes = [group for group in near if all(_compatible(claim, other) for other in group)]
        for home in homes:
            home.append(claim)
        if not homes:
            leads.add(claim)
            groups.append([claim])
    return groups


class _Nearby:
    """Claims by what they say, so that of two that cannot go together nobody need ask."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._claims: list[Claim] = []
        self._values = Neighbors()
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        self._claims.append(claim)
        self._values.add(claim.value)

    def places(self, claim: Claim) -> Sequence[int]:
        """Return the places of those that may go with a claim, in the order in which they were put there."""
        return self._values.places(claim.value)

    def near(self, claim: Claim) -> Iterator[Claim]:
        """Yield those that may go with a claim."""
        return (self._claims[place] for place in self.places(claim))


def _vagueness(claim: Claim) -> tuple[bool, bool, bool, int, float]:
    value = claim.value
    coarseness = 0.0
    if isinstance(value, Measure):
        end = value.low if value.low is not None else value.high
        coarseness = float(value.step) / end if end else 0.0
        coarseness += value.bound == "about"
    elif isinstance(value, Dates) and value.first is not None and value.last is not None:
        coarseness = float((value.last - value.first).days)
    denies = isinstance(value, Categories) and not value.includes
    return bool(claim.doubt), denies, claim.status not in FIRM, value.definiteness, coarseness


def _compatible(claim: Claim, other: Claim) -> bool:
    conditions = {_condition(claim), _condition(other)} - {()}
    if len(conditions) > 1:
        return False
    a, b = claim.value, other.value
    if agree(a, b):
        return True
    # "up to 514 km" and 514 km; that one set holds another is no excuse for "RWD only"
    if not (isinstance(a, Measure) and isinstance(b, Measure) and a.kind == b.kind):
        return False
    return a.contains(b) or b.contains(a)
