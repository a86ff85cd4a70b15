"""Doubts about the figures of a record: which rule they break, and what most likely happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import islice, product
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.claims import FIRM, Claim
from evspec.errors import ProblemCode
from evspec.plausibility.figures import NO_FIGURE, Column, Figure, figure_of
from evspec.plausibility.order import ORDER, is_of_its_time, out_of_order
from evspec.plausibility.rules import RULES, SLIPPING, Rule
from evspec.plausibility.sizes import SIZES
from evspec.plausibility.units import two_units
from evspec.plausibility.words import of_dates, of_rule, of_size, of_units, of_year
from evspec.specs import QUALIFIERS, SPECS
from evspec.values import Categories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

    from evspec.claims import Record, Statement
    from evspec.specs import Spec

__all__ = ["CHECKED", "MOST", "Doubt", "Examiner", "doubts_in"]

#: The note of a figure that is right although it looks wrong begins with this word and goes on with why.
CHECKED: Final = "checked:"
#: After so many doubts by one rule it is no longer asked: a column that is wrong throughout is one mistake.
MOST: Final = 100
#: Combinations of one vehicle's claims that are looked at for one rule.
_COMBINATIONS: Final = 500
_ABOUT, _STATEMENT = attrgetter("about"), attrgetter("statement")
_FUELED: Final = frozenset({"PHEV", "EREV", "combustion"})
_BURNS: Final = (SPECS["fuel_consumption"], SPECS["range_total"], SPECS["co2"])
_POWERTRAIN: Final = SPECS["powertrain_type"]


@frozen
class Doubt:
    """One figure that cannot be right as it stands, or some that cannot all be.

    Attributes
    ----------
    code
        The kind of doubt.
    claim
        The one that is most likely wrong.
    beside
        Those with which it does not fit.
    rule
        The name of the rule.
    message
        The figures, the rule and the likely cause.
    """

    code: ProblemCode
    claim: Claim
    beside: tuple[Claim, ...]
    rule: str
    message: str


def doubts_in(record: Record) -> list[Doubt]:
    """Return the doubts about a record's figures; a stated doubt, or a note "checked: …", settles one."""
    return list(Examiner().examine(record))


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
        # what was found to be asked of records with the same specs and rows
        self._pairs: dict[tuple[Spec, ...], Set[Spec]] = {}
        self._rules: dict[tuple[object, ...], list[Rule]] = {}

    def examine(self, record: Record, made: Iterable[Statement] | None = None) -> Iterator[Doubt]:
        """Yield the doubts about one record.

        Parameters
        ----------
        record
            The record.
        made
            What its claims say that none did before, if that is known: then no claim has to be asked.
        """
        self._learn((claim.statement for claim in record.claims) if made is None else made)
        found = _Weighing(record, self._figures, self.counts)
        columns: dict[str, Column] = {}
        crowded: set[str] = set()
        by_spec = record.by_spec
        taken, vehicles = self._taken(tuple(by_spec)), len(record.variants) + 1
        for spec, claims in by_spec.items():
            if spec in taken or (spec in _SLIPPING and len(claims) > vehicles):
                self._sort_in(claims, columns, crowded)
            if self._odd:
                yield from found.sizes(claim for claim in claims if id(claim.statement) in self._odd)
        for rule in self._rules_for(columns, crowded):
            if self.counts[rule.formula] <= MOST:
                suspects = _suspects(rule, record.id, [columns[slot] for slot in rule.terms], crowded)
                yield from found.by_rule(rule, suspects)
        if crowded:
            yield from found.by_units(crowded)
        if not _DATES.isdisjoint(by_spec):
            yield from found.by_dates()

    @property
    def given_up(self) -> list[str]:
        """The rules that are no longer asked."""
        return [rule for rule, count in self.counts.items() if count > MOST]

    def _sort_in(self, claims: Sequence[Claim], columns: dict[str, Column], crowded: set[str]) -> None:
        """Put the figures of one spec into the columns of their rows."""
        # a catalog may have millions of claims, so that all of this runs in C
        figures = map(self._figures.__getitem__, map(id, map(_STATEMENT, claims)))
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

    def _taken(self, specs: tuple[Spec, ...]) -> Set[Spec]:
        """Return the specs among some that a rule may hold against one another."""
        if specs not in self._pairs:
            keys = {spec.key for spec in specs}
            rules = [rule for rule in RULES if keys.issuperset(slot.split(" ")[0] for slot in rule.terms)]
            self._pairs[specs] = frozenset(SPECS[slot.split(" ")[0]] for rule in rules for slot in rule.terms)
        return self._pairs[specs]

    def _rules_for(self, columns: Mapping[str, Column], crowded: set[str]) -> Sequence[Rule]:
        """Return the rules whose figures are there; of a family the first that speaks for all vehicles."""
        alike = not crowded and len({len(column.abouts) for column in columns.values()}) == 1
        slots = (alike, *columns)
        if slots in self._rules:
            return self._rules[slots]
        rules, covered = [], dict[str, int]()
        for rule in RULES:
            if not columns.keys() >= set(rule.terms):
                continue
            many = min(len(columns[slot].abouts) for slot in rule.terms)
            if covered.get(rule.family, 0) < many or not crowded.isdisjoint(rule.terms):
                rules.append(rule)
                covered[rule.family] = many if rule.family else 0
        if alike:
            self._rules[slots] = rules
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
    if max(lows) <= rule.most and min(highs) >= rule.least:
        return ()
    reach = zip(abouts, *rule.reach(columns), strict=True)
    return [about for about, low, high in reach if low > rule.most or high < rule.least]


class _Weighing:
    """The claims of one record by vehicle and row, put together when a rule has a suspicion."""

    def __init__(self, record: Record, figures: Mapping[int, Figure], counts: Counter[str]) -> None:
        self._record = record
        self._counts = counts
        self._figures = figures
        self._homes: dict[tuple[str, str], list[Claim]] | None = None
        self._said: set[tuple[int, str]] = set()

    def _is_told(self, rule: str) -> bool:
        """Count one more doubt by a rule, and tell whether it is told."""
        self._counts[rule] += 1
        return self._counts[rule] <= MOST

    def sizes(self, claims: Iterable[Claim]) -> Iterator[Doubt]:
        """Yield the claims with figures that no car has."""
        for claim in claims:
            rule = f"size of {claim.spec.key}"
            if _is_open(claim) and self._is_told(rule):
                message = of_size(claim, self._siblings(claim))
                yield Doubt(ProblemCode.IMPLAUSIBLE_SIZE, claim, (), rule, message)

    def by_rule(self, rule: Rule, abouts: Iterable[str]) -> Iterator[Doubt]:
        """Yield the combinations of claims on some vehicles that break a rule."""
        for about in abouts:
            if rule.electric and not self._fueled.isdisjoint({about, self._record.id}):
                continue
            for combination in self._wrong(rule, about):
                if not self._is_told(rule.formula):
                    return
                claim, message = of_rule(rule, combination, lambda claims: self._breaks(rule, claims))
                beside = tuple(c for c in combination if c is not claim)
                if (id(claim), rule.words) in self._said:
                    # against the gross battery it is the same doubt as against the usable one
                    continue
                self._said.add((id(claim), rule.words))
                yield Doubt(ProblemCode.IMPLAUSIBLE_TOGETHER, claim, beside, rule.formula, message)

    def by_units(self, slots: set[str]) -> Iterator[Doubt]:
        """Yield the pairs of claims on one quantity that are one figure in two units."""
        for (_, slot), claims in self._by_home().items():
            if slot in slots and len(claims) > 1:
                for one, other, words in two_units([c for c in claims if _is_open(c)], self._figures):
                    if _go_together((one, other)) and self._is_told("two units"):
                        message = of_units(one, other, words)
                        yield Doubt(ProblemCode.IMPLAUSIBLE_UNIT, one, (other,), "two units", message)

    def by_dates(self) -> Iterator[Doubt]:
        """Yield the dates that are out of order or of another age."""
        rule = "years of electric cars"
        for claim in self._record.claims:
            dated = claim.spec in _DATES and not is_of_its_time(claim.value)
            if dated and _is_open(claim) and self._is_told(rule):
                yield Doubt(ProblemCode.IMPLAUSIBLE_DATES, claim, (), rule, of_year(claim))
        abouts = {claim.about: None for claim in self._record.claims if claim.spec in _DATES}
        for before, after in ORDER:
            for about in abouts:
                pools = [self._candidates(key, about) for key in (before, after)]
                rule = f"{before} before {after}"
                for one, other in _blamed(pools, out_of_order, self._one_source(about)):
                    if self._is_told(rule):
                        yield Doubt(ProblemCode.IMPLAUSIBLE_DATES, one, (other,), rule, of_dates(one, other))

    def _by_home(self) -> dict[tuple[str, str], list[Claim]]:
        if self._homes is None:
            homes = defaultdict(list)
            for claim in self._record.claims:
                figure = self._figures.get(id(claim.statement))
                homes[claim.about, figure.slot if figure else claim.spec.key].append(claim)
            self._homes = dict(homes)
        return self._homes

    def _candidates(self, slot: str, about: str) -> list[Claim]:
        """Return the claims that may be held to a rule: on the vehicle, else on its generation."""
        homes = self._by_home()
        for whose in (about, self._record.id):
            found = [claim for claim in homes.get((whose, slot), ()) if self._may_be_held(claim)]
            if found:
                return found
        return []

    def _wrong(self, rule: Rule, about: str) -> list[tuple[Claim, ...]]:
        pools = [self._candidates(slot, about) for slot in rule.terms]
        if about != self._record.id and not any(c.about == about for pool in pools for c in pool):
            return []
        return _blamed(pools, lambda claims: self._breaks(rule, claims), self._one_source(about))

    def _one_source(self, about: str) -> bool:
        """Whether only figures of one source are held together: a whole range of versions has many."""
        return about == self._record.id and bool(self._record.variants)

    def _breaks(self, rule: Rule, claims: Sequence[Claim]) -> bool:
        known = self._figures
        figures = [known.get(id(c.statement)) or figure_of(c.statement) for c in claims]
        [low], [high] = map(list, rule.reach([Column(("",), (f.low,), (f.high,)) for f in figures]))
        return low > rule.most or high < rule.least

    def _may_be_held(self, claim: Claim) -> bool:
        """Whether a claim may be held against others: what is odd is told by itself."""
        return _is_open(claim) and not self._figures.get(id(claim.statement), NO_FIGURE).odd

    @cached_property
    def _fueled(self) -> frozenset[str]:
        """The vehicles that burn fuel: what holds of a battery alone does not hold of them."""
        by_spec = self._record.by_spec
        found = {claim.about for spec in _BURNS for claim in by_spec.get(spec, ())}
        for claim in by_spec.get(_POWERTRAIN, ()):
            if isinstance(claim.value, Categories) and not _FUELED.isdisjoint(claim.value.includes):
                found.add(claim.about)
        return frozenset(found)

    def _siblings(self, claim: Claim) -> list[Claim]:
        """Return what the same source says of the same vehicle in other specs of this kind."""
        return [
            other
            for other in self._record.claims
            if other.about == claim.about
            and other.source == claim.source
            and other.spec is not claim.spec
            and other.spec.kind == claim.spec.kind
        ]


def _is_open(claim: Claim) -> bool:
    """Whether nobody has said yet that a claim is doubted, or that it is right after all."""
    return not claim.doubt and not claim.note.startswith(CHECKED)


def _go_together(claims: Sequence[Claim]) -> bool:
    """Tell whether figures are of one car as it is sold: of one edition, one equipment, and none foreseen."""
    if len({claim.edition for claim in claims}) > 1:
        return False
    if any(c.status not in FIRM for c in claims) and len({c.source.id for c in claims}) > 1:
        return False
    for name in ("equipment", "wheels"):
        stated = {claim.qualifiers.get(name, QUALIFIERS[name].default) for claim in claims
                  if name in claim.spec.qualifiers} - {""}  # fmt: skip
        if len(stated) > 1:
            return False
    return True


def _blamed(
    pools: Sequence[Sequence[Claim]], breaks: Callable[[Sequence[Claim]], bool], one_source: bool
) -> list[tuple[Claim, ...]]:
    """Return the combinations of claims to be doubted.

    What one source says together has to fit. Of several sources' figures, one is doubted if it fits
    with none of the others', and all of them once if nothing fits at all.
    """
    every = [c for c in islice(product(*pools), _COMBINATIONS) if _go_together(c)]
    if one_source:
        every = [c for c in every if len({claim.source.id for claim in c}) == 1]
    wrong = [combination for combination in every if breaks(combination)]
    if not wrong:
        return []
    if len(wrong) == len(every):
        return wrong[:1]
    told = [c for c in wrong if len({claim.source.id for claim in c}) == 1]
    fitting = {id(claim) for combination in every if combination not in wrong for claim in combination}
    for combination in wrong:
        lonely = [claim for claim in combination if id(claim) not in fitting]
        if lonely and not any(claim in other for other in told for claim in lonely):
            told.append(combination)
    return told


_SLIPPING: Final = frozenset(SPECS[key] for key in SLIPPING)
#: Specs that are held against others, or against another figure of their own.
_RULED: Final = frozenset({*SLIPPING, *(slot.split(" ")[0] for rule in RULES for slot in rule.terms)})
_KNOWN: Final = frozenset(SPECS[key] for key in {*_RULED, *SIZES})
_DATES: Final = frozenset(
    SPECS[key] for key in ("premiere", "production_start", "market_launch", "production_end")
)
