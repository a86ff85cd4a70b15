"""One row of a diff: two entries and the verdict on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from evspec.comparison.words import in_words, pairs_in_words
from evspec.languages.speech import said_in_own_locale
from evspec.specs import METRIC
from evspec.table.safety import one_line
from evspec.wording.cells import ABSENT, stated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.claims import Claim, Entry, QualifiedSpec
    from evspec.comparison.facts import Kind, Verdict
    from evspec.comparison.pair_verdicts import PairVerdict
    from evspec.measures import Interval
    from evspec.specs import HouseStyle, Spec, UnitChoice
    from evspec.table import JSON
    from evspec.table.document import Mark

__all__ = ["Change", "mark_of"]


@frozen(repr=False)
class Change:
    """One row of a diff.

    Attributes
    ----------
    entries
        What the old and the new vehicle state in the row.
    verdict
        What that comes to.
    pairs
        In a diff of generations, the pairs of variants that state the row on both sides and so decide
        it; none where what the generations state as a whole decides.
    pair_count
        How many pairs of variants there are, whether or not they state the row.
    locale
        The locale of its words, such as "de"; "" for English, or that of what it is a part of.
    house
        The house style, None for that of what it is a part of.
    units
        The units of the table.
    """

    entries: tuple[Entry, Entry]
    verdict: Verdict
    pairs: tuple[PairVerdict, ...] = ()
    pair_count: int = 0
    locale: str = field(default="", eq=False)
    house: HouseStyle | None = field(default=None, eq=False)
    units: UnitChoice = METRIC

    @property
    def row(self) -> QualifiedSpec:
        """The row: a spec and the conditions that set it apart."""
        return self.entries[0].row

    @property
    def spec(self) -> Spec:
        """The row's spec."""
        return self.row.spec

    @property
    def old(self) -> Claim | None:
        """The selected claim on the old vehicle, None if nothing is stated."""
        return self.entries[0].claim

    @property
    def new(self) -> Claim | None:
        """The selected claim on the new vehicle, None if nothing is stated."""
        return self.entries[1].claim

    @property
    def kind(self) -> Kind:
        """The kind of change.

        same, same within rounding, changed, bounded (direction sure, size open), not comparable,
        one-sided (only one side states it), removed or added (by a stated no), undecided.
        """
        return self.verdict.kind

    @property
    def better(self) -> bool | None:
        """Whether the new figure is ahead; None where that is not sure or the spec has no better end."""
        return self.verdict.better

    @property
    def mark(self) -> Mark:
        """How a table marks it: better or worse, hollow where a figure of it is only rumored, or changed."""
        sides = [entry for pair in self.pairs for entry in pair.entries] or self.entries
        return mark_of(self.verdict, sides)

    @property
    def delta(self) -> Interval | None:
        """The difference new minus old in the table's unit; None where there is no number."""
        return self.verdict.delta

    @property
    def percent(self) -> Interval | None:
        """The difference in percent of the old figure; None where there is none."""
        return self.verdict.percent

    @property
    @said_in_own_locale
    def words(self) -> str:
        """The change in words: "longer in all 10 pairs that state it, +51 to +148 km (+14 to +45 %)"."""
        if self.pairs:
            return pairs_in_words(self.verdict, self.spec, self.pairs, self.pair_count)
        old, new = self.entries
        silent = next((entry.subject for entry in self.entries if entry.value is None), None)
        return in_words(self.verdict, self.spec, old.subject, new.subject, silent=silent)

    @property
    @said_in_own_locale
    def told_by_pair(self) -> tuple[str, ...]:
        """The pairs of variants one by one: "Turbo S: 560 kW → 700 kW: more, +140 kW (+25 %)"."""
        return tuple(
            f"{pair.name}: {' → '.join(stated(entry, self.units) for entry in pair.entries)}: "
            f"{in_words(pair.verdict, self.spec, *(entry.subject for entry in pair.entries))}"
            for pair in self.pairs
        )

    @said_in_own_locale
    def sentence(self) -> str:
        """Return the change in a sentence for copy, with hedges and sources.

        Examples
        --------
        >>> import evspec as ev
        >>> changes = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", specs="dc_power").changes
        >>> print(changes[0].sentence())
        The iX1 NB5 charges at up to 400 kW, expected, against 130 kW of the iX1 U11: higher by at most
        270 kW (208 %) (...BMWBLOG, ...).
        """
        from evspec.comparison.sentences import sentence

        return sentence(self.entries, self.units, self.words)

    @property
    def sizes(self) -> dict[str, JSON]:
        """The difference for programs, "delta" and "percent", as far as there are numbers."""
        return self.verdict.sizes

    @property
    def data(self) -> dict[str, JSON]:
        """The change for programs: kind, better, sizes, and those of each pair of variants."""
        data: dict[str, JSON] = {"kind": self.kind, "better": self.better, **self.sizes}
        if self.pairs:
            data["pairs"] = [pair.data for pair in self.pairs]
        return data

    def __repr__(self) -> str:
        sides = (claim.value.show() if claim else ABSENT for claim in (self.old, self.new))
        return one_line(f"<Change {self.row.label}: {' → '.join(sides)} ({self.words})>")


def mark_of(found: Verdict, entries: Iterable[Entry]) -> Mark:
    """Return how a table marks a verdict on figures of which one may be no more than a rumor."""
    if found.better is None:
        return "changed" if found.kind in {"changed", "removed", "added", "bounded"} else ""
    if any(entry.status == "rumored" for entry in entries):
        return "maybe-better" if found.better else "maybe-worse"
    return "better" if found.better else "worse"
