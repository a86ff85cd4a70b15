"""Claims on one vehicle, weighed one against another where a rule has a suspicion."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, partial
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from evspec.claims import FIRM, Claim
from evspec.claims.fuel import OF_FUEL, burns_fuel
from evspec.errors import ProblemCode
from evspec.plausibility.doubts import MOST, Doubt, is_settled
from evspec.plausibility.figures import NO_FIGURE, Column, Figure, figure_of, slot_of
from evspec.plausibility.order import DATES, ORDER, is_of_its_time, out_of_order
from evspec.plausibility.rules import RULES, Rule
from evspec.plausibility.units import two_units
from evspec.plausibility.words import of_dates, of_rule, of_size, of_units, of_year
from evspec.specs import QUALIFIERS
from evspec.values import Categories

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from evspec.claims import Record

__all__ = ["Weighing"]

#: Combinations of one vehicle's claims that are looked at for one rule.
_COMBINATIONS: Final = 500


class Weighing:
    """The claims of one record by vehicle and row, put together when a rule has a suspicion."""

    def __init__(self, record: Record, figures: Mapping[int, Figure], counts: Counter[str]) -> None:
        self._record = record
        self._counts = counts
        self._figures = figures
        self._said: set[tuple[int, str]] = set()
        self._copied: set[int] = set()

    def _is_told(self, rule: str) -> bool:
        """Count one more doubt by a rule, and tell whether it is told."""
        self._counts[rule] += 1
        return self._counts[rule] <= MOST

    def sizes(self, claims: Iterable[Claim]) -> Iterator[Doubt]:
        """Yield the claims with figures that no car has."""
        for claim in claims:
            rule = f"size of {claim.spec.key}"
            if not is_settled(claim) and self._is_told(rule):
                message = of_size(claim, self._siblings(claim), self._fit)
                yield Doubt(ProblemCode.IMPLAUSIBLE_SIZE, claim, (), rule, message)

    def by_rule(self, rule: Rule, abouts: Iterable[str]) -> Iterator[Doubt]:
        """Yield the combinations of claims on some vehicles that break a rule."""
        for about in abouts:
            if not self._is_of(rule, about):
                continue
            for combination in self._wrong(rule, about):
                if rule.only == "cars" and not self._copied.isdisjoint(map(id, combination)):
                    # two fields with one number imply 100 km, whatever the car
                    continue
                if not self._is_told(rule.formula):
                    return
                claim, message = of_rule(rule, combination, partial(self._breaks, rule))
                beside = tuple(c for c in combination if c is not claim)
                if (id(claim), rule.words) in self._said:
                    # against the gross battery it is the same doubt as against the usable one
                    continue
                self._said.add((id(claim), rule.words))
                if rule.unlike:
                    self._copied.update(map(id, combination))
                yield Doubt(ProblemCode.IMPLAUSIBLE_TOGETHER, claim, beside, rule.formula, message)

    def by_units(self, slots: set[str]) -> Iterator[Doubt]:
        """Yield the pairs of claims on one quantity that are one figure in two units."""
        for (_, slot), claims in self._homes.items():
            if slot in slots and len(claims) > 1:
                for one, other, words in two_units([c for c in claims if not is_settled(c)], self._figures):
                    if _are_alike((one, other)) and self._is_told("two units"):
                        message = of_units(one, other, words)
                        yield Doubt(ProblemCode.IMPLAUSIBLE_UNIT, one, (other,), "two units", message)

    def by_dates(self) -> Iterator[Doubt]:
        """Yield the dates that are out of order or of another age."""
        rule = "years of electric cars"
        for claim in self._record.claims:
            dated = claim.spec in DATES and not is_of_its_time(claim.value)
            if dated and not is_settled(claim) and self._is_told(rule):
                yield Doubt(ProblemCode.IMPLAUSIBLE_DATES, claim, (), rule, of_year(claim))
        abouts = {claim.about: None for claim in self._record.claims if claim.spec in DATES}
        for before, after in ORDER:
            for about in abouts:
                pools = [self._candidates(key, about) for key in (before, after)]
                rule = f"{before} before {after}"
                for one, other in _blamed(pools, out_of_order, self._one_source(about)):
                    if self._is_told(rule):
                        yield Doubt(ProblemCode.IMPLAUSIBLE_DATES, one, (other,), rule, of_dates(one, other))

    @cached_property
    def _homes(self) -> dict[tuple[str, str], list[Claim]]:
        """The claims by the vehicle that they are on and by how rules name their row."""
        homes = defaultdict(list)
        for claim in self._record.claims:
            figure = self._figures.get(id(claim.statement))
            homes[claim.about, figure.slot if figure else claim.spec.key].append(claim)
        return dict(homes)

    def _candidates(self, slot: str, about: str) -> list[Claim]:
        """Return the claims that may be held to a rule: on the vehicle, else on its generation."""
        for whose in (about, self._record.id):
            found = [claim for claim in self._homes.get((whose, slot), ()) if self._may_be_held(claim)]
            if found:
                return found
        return []

    def _wrong(self, rule: Rule, about: str) -> list[tuple[Claim, ...]]:
        pools = [self._candidates(slot, about) for slot in rule.terms]
        if about != self._record.id and not any(c.about == about for pool in pools for c in pool):
            return []
        return _blamed(pools, partial(self._breaks, rule), self._one_source(about))

    def _one_source(self, about: str) -> bool:
        """Whether only figures of one source are held together: a whole range of versions has many."""
        return about == self._record.id and bool(self._record.variants)

    def _breaks(self, rule: Rule, claims: Sequence[Claim]) -> bool:
        known = self._figures
        figures = [known.get(id(c.statement)) or figure_of(c.statement) for c in claims]
        [low], [high] = map(list, rule.reach([Column(("",), (f.low,), (f.high,)) for f in figures]))
        return rule.breaks(low, high)

    def _fit(self, *meant: Claim) -> bool:
        """Tell whether claims on one vehicle would break no rule, put in the place of what is said there."""
        said = {slot_of(claim.statement): [claim] for claim in meant}
        for rule in RULES:
            if not said.keys().isdisjoint(rule.terms) and self._is_of(rule, meant[0].about):
                pools = [said.get(slot) or self._candidates(slot, meant[0].about) for slot in rule.terms]
                if _blamed(pools, partial(self._breaks, rule), one_source=False):
                    return False
        return True

    def _may_be_held(self, claim: Claim) -> bool:
        """Whether a claim may be held against others: what is odd is told by itself."""
        return not is_settled(claim) and not self._figures.get(id(claim.statement), NO_FIGURE).odd

    def _is_of(self, rule: Rule, about: str) -> bool:
        """Tell whether a rule holds of a vehicle, by what it is said to be."""
        if rule.electric and not self._fueled.isdisjoint({about, self._record.id}):
            return False
        if rule.only == "cars":
            return self._said_to_be("vehicle_kind", about) <= {"car"}
        return not rule.only or "PHEV" in self._said_to_be("powertrain_type", about)

    def _said_to_be(self, key: str, about: str) -> set[str]:
        """Return the categories that are stated of a vehicle, or else of its generation."""
        claims = self._candidates(key, about)
        return {
            name for claim in claims if isinstance(claim.value, Categories) for name in claim.value.includes
        }

    @cached_property
    def _fueled(self) -> frozenset[str]:
        """The vehicles that burn fuel: what holds of a battery alone does not hold of them."""
        by_spec = self._record.by_spec
        return frozenset(c.about for one in OF_FUEL for c in by_spec.get(one, ()) if burns_fuel(c))

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


def _go_together(claims: Sequence[Claim]) -> bool:
    """Tell whether figures are of one car as it is sold: what is foreseen need not fit what came."""
    foreseen = any(claim.status not in FIRM for claim in claims)
    return _are_alike(claims) and not (foreseen and len({claim.source.id for claim in claims}) > 1)


def _are_alike(claims: Sequence[Claim]) -> bool:
    """Tell whether figures are of one edition, one equipment and one size of wheels."""
    if len({claim.edition for claim in claims}) > 1:
        return False
    for name in ("equipment", "wheels"):
        default = QUALIFIERS[name].default
        stated = {c.qualifiers.get(name, default) for c in claims if name in c.spec.qualifiers}
        if len(stated - {""}) > 1:
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
    wrong, fitting = [], set[int]()
    for combination in every:
        if breaks(combination):
            wrong.append(combination)
        else:
            fitting.update(map(id, combination))
    if len(wrong) == len(every):
        return wrong[:1]
    told = [c for c in wrong if len({claim.source.id for claim in c}) == 1]
    blamed = {id(claim) for combination in told for claim in combination}
    for combination in wrong:
        lonely = set(map(id, combination)) - fitting
        if lonely and blamed.isdisjoint(lonely):
            told.append(combination)
            blamed |= lonely
    return told
