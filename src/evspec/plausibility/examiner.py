"""Records looked through for doubts: column by column, and claims only where a column breaks a rule."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from evspec.plausibility.doubts import MOST, Doubt
from evspec.plausibility.figures import Column, Figure, figure_of
from evspec.plausibility.order import DATES
from evspec.plausibility.rules import RULES, SLIPPING, Rule
from evspec.plausibility.sizes import SIZES
from evspec.plausibility.weighing import Weighing
from evspec.specs import SPECS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from evspec.claims import Claim, Record, Statement
    from evspec.specs import Spec

__all__ = ["Examiner", "doubts_in"]

_ABOUT, _STATEMENT = attrgetter("about"), attrgetter("statement")
_SLIPPING: Final = frozenset(SPECS[key] for key in SLIPPING)
#: Specs that are held against others, or against another figure of their own.
_RULED: Final = frozenset({*SLIPPING, *(slot.split(" ")[0] for rule in RULES for slot in rule.terms)})
_KNOWN: Final = frozenset(SPECS[key] for key in {*_RULED, *SIZES})


def doubts_in(record: Record) -> list[Doubt]:
    """Return the doubts about a record's figures; a stated doubt, or a note "checked: …", settles one."""
    made = (claim.statement for claim in record.claims)
    return [doubt for _, doubt in Examiner().examine([record], made)]


class Examiner:
    """Looks through records, and knows what it has seen: equal statements are weighed once.

    Attributes
    ----------
    counts
        How many doubts there were by the name of the rule; after so many as `MOST` it is no longer asked.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        # by the id of a statement, which the records keep alive; what is kept here does too
        self._figures: dict[int, Figure] = {}
        self._statements: list[object] = []
        self._odd: set[int] = set()

    def examine(self, records: Sequence[Record], made: Iterable[Statement]) -> Iterator[tuple[Record, Doubt]]:
        """Yield the doubts about records, each with its record.

        Parameters
        ----------
        records
            The records; many at once are examined faster than one by one.
        made
            What their claims say that those of no record before did.
        """
        self._learn(made)
        alike: dict[tuple[Spec, ...], list[Record]] = {}
        for record in records:
            alike.setdefault(tuple(record.by_spec), []).append(record)
        for specs, group in alike.items():
            suspects = self._suspects_among(specs, group)
            if suspects is None:
                for record in group:
                    yield from ((record, doubt) for doubt in self._one(record))
                continue
            for rule, record, about in suspects:
                found = Weighing(record, self._figures, self.counts)
                yield from ((record, doubt) for doubt in found.by_rule(rule, [about]))

    def _suspects_among(
        self, specs: tuple[Spec, ...], records: Sequence[Record]
    ) -> list[tuple[Rule, Record, str]] | None:
        """Return the vehicles of many records that break a rule; None if each record has to be seen alone.

        It has not, if each vehicle has one figure in each of the same rows: so it is in the catalogs
        that programs write, which may be large.
        """
        if self._odd or len(records) == 1 or not DATES.isdisjoint(specs):
            return None
        columns: dict[str, Column] = {}
        crowded: set[str] = set()
        for spec in specs:
            claims = [claim for record in records for claim in record.by_spec[spec]]
            if spec in _taken(specs):
                self._sort_in(claims, columns, crowded)
            elif spec in _SLIPPING and len({*map(_ABOUT, claims)}) < len(claims):
                return None
        abouts = next(iter(columns.values())).abouts if columns else ()
        if crowded or any(column.abouts != abouts for column in columns.values()):
            return None
        by_id = {record.id: record for record in records}
        return [
            (rule, by_id.get(about) or by_id[about.rpartition("/")[0]], about)
            for rule in _rules_for(columns, crowded)
            if self.counts[rule.formula] <= MOST
            for about in _suspects(rule, "", [columns[slot] for slot in rule.terms], crowded)
        ]

    def _one(self, record: Record) -> Iterator[Doubt]:
        """Yield the doubts about one record."""
        found = Weighing(record, self._figures, self.counts)
        columns: dict[str, Column] = {}
        crowded: set[str] = set()
        by_spec = record.by_spec
        taken = _taken(tuple(by_spec))
        for spec, claims in by_spec.items():
            if spec in taken or (spec in _SLIPPING and len({*map(_ABOUT, claims)}) < len(claims)):
                self._sort_in(claims, columns, crowded)
            if self._odd:
                yield from found.sizes(claim for claim in claims if id(claim.statement) in self._odd)
        for rule in _rules_for(columns, crowded):
            if self.counts[rule.formula] <= MOST:
                suspects = _suspects(rule, record.id, [columns[slot] for slot in rule.terms], crowded)
                yield from found.by_rule(rule, suspects)
        if crowded:
            yield from found.by_units(crowded)
        if not DATES.isdisjoint(by_spec):
            yield from found.by_dates()

    @property
    def given_up(self) -> list[str]:
        """The rules that are no longer asked."""
        return [rule for rule, count in self.counts.items() if count > MOST]

    def _sort_in(self, claims: Sequence[Claim], columns: dict[str, Column], crowded: set[str]) -> None:
        """Put the figures of one spec into the columns of their rows."""
        # a catalog may have millions of claims, so that all of this runs in C
        known = self._figures
        try:
            figures = [*map(known.__getitem__, map(id, map(_STATEMENT, claims)))]
        except KeyError:
            # it was made for a file that has a mistake, and is said here too
            self._learn(map(_STATEMENT, claims))
            figures = [known[id(claim.statement)] for claim in claims]
        lows, highs, slots, _ = zip(*figures, strict=True)
        abouts = tuple(map(_ABOUT, claims))
        if slots.count(slots[0]) == len(slots) == len(set(abouts)):
            columns[slots[0]] = Column(abouts, lows, highs)
            return
        for slot in dict.fromkeys(slots):
            places = [n for n, own in enumerate(slots) if own == slot]
            own, first, last = (tuple(each[n] for n in places) for each in (abouts, lows, highs))
            columns[slot] = Column(own, first, last)
            if len(set(own)) < len(own):
                crowded.add(slot)

    def _learn(self, statements: Iterable[Statement]) -> None:
        """Take in what has not been seen before."""
        figures = self._figures
        for statement in statements:
            if statement.spec in _KNOWN and id(statement) not in figures:
                figure = figures[id(statement)] = figure_of(statement)
                self._statements.append(statement)
                if figure.odd:
                    self._odd.add(id(statement))


@lru_cache(maxsize=1024)
def _taken(specs: tuple[Spec, ...]) -> Set[Spec]:
    """Return the specs among some that a rule may hold against one another."""
    keys = {spec.key for spec in specs}
    rules = [rule for rule in RULES if keys.issuperset(slot.split(" ")[0] for slot in rule.terms)]
    return frozenset(SPECS[slot.split(" ")[0]] for rule in rules for slot in rule.terms)


def _rules_for(columns: Mapping[str, Column], crowded: set[str]) -> Sequence[Rule]:
    """Return the rules whose figures are there; of a family the first that speaks for all vehicles."""
    counts = {len(column.abouts) for column in columns.values()}
    if not crowded and len(counts) == 1:
        return _rules_of(tuple(columns))
    return _first_of({slot: len(column.abouts) for slot, column in columns.items()}, crowded)


@lru_cache(maxsize=1024)
def _rules_of(slots: tuple[str, ...]) -> Sequence[Rule]:
    """Return the rules of figures of which each vehicle has one."""
    return _first_of(dict.fromkeys(slots, 1), frozenset())


def _first_of(counts: Mapping[str, int], crowded: Set[str]) -> Sequence[Rule]:
    rules, covered = [], dict[str, int]()
    for rule in RULES:
        if not counts.keys() >= set(rule.terms):
            continue
        many = min(counts[slot] for slot in rule.terms)
        if covered.get(rule.family, 0) < many or not crowded.isdisjoint(rule.terms):
            rules.append(rule)
            covered[rule.family] = many if rule.family else 0
    return rules


def _suspects(rule: Rule, whole: str, columns: Sequence[Column], crowded: set[str]) -> Iterable[str]:
    """Return the vehicles whose figures break a rule, and those that have several to choose from."""
    first, *others = columns
    if not crowded.isdisjoint(rule.terms):
        return dict.fromkeys(about for column in columns for about in column.abouts)
    abouts = first.abouts
    if any(column.abouts != abouts for column in others):
        # what is said of the generation holds of a variant that says nothing itself
        abouts = tuple(dict.fromkeys(about for column in columns for about in column.abouts))
        columns = [column.spread(abouts, whole) for column in columns]
    lows, highs = rule.reach(columns)
    if not rule.unlike and max(lows) <= rule.most and min(highs) >= rule.least:
        return ()
    reach = zip(abouts, *rule.reach(columns), strict=True)
    return [about for about, low, high in reach if rule.breaks(low, high)]
