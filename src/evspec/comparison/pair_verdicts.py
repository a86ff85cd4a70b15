"""The verdict on two generations in one row, made of the verdicts on their pairs of variants."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from evspec.comparison.facts import Reason, Verdict, is_ahead
from evspec.comparison.verdict import verdict
from evspec.measures import Interval
from evspec.values import Relation
from evspec.vehicles import entry_of
from evspec.wording.cells import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evspec.claims import Entry, QualifiedSpec
    from evspec.comparison.facts import Kind
    from evspec.comparison.pairing import Pair
    from evspec.measures import Order
    from evspec.specs import Better, UnitChoice
    from evspec.table import JSON
    from evspec.vehicles import Variant

__all__ = ["PairVerdict", "Standing", "by_pairs", "is_told_once", "verdicts_on"]

#: How a pair stands: its new variant above or below the old one, another without an order, the same, as good
#: as the same, open.
Standing: TypeAlias = Literal["greater", "less", "changed", "same", "close", "open"]


@frozen(repr=False)
class PairVerdict:
    """What one pair of variants comes to in a row that both state.

    Attributes
    ----------
    old, new
        The variants.
    entries
        What each of them states.
    verdict
        What that comes to.
    """

    old: Variant
    new: Variant
    entries: tuple[Entry, Entry]
    verdict: Verdict

    @property
    def name(self) -> str:
        """What the pair is called: by its new variant, and by the old one where that has another name."""
        old, new = (bare_name(variant.short) for variant in (self.old, self.new))
        return new if old == new else f"{old} → {new}"

    @property
    def standing(self) -> Standing:
        """How the pair stands."""
        found = self.verdict
        if found.is_same:
            return "same"
        if found.is_sure:
            return "greater" if found.order == "greater" else "less"
        if found.delta is None:
            return "changed" if found.kind in {"changed", "added", "removed"} else "open"
        return "close" if found.kind == "changed" and _is_one_way(found.delta) else "open"

    @property
    def data(self) -> dict[str, JSON]:
        """The pair for programs: ids, what either states, kind, better and sizes."""
        old, new = (entry.value.show() if entry.value is not None else "" for entry in self.entries)
        found = self.verdict
        return {
            "old": {"id": self.old.id, "value": old},
            "new": {"id": self.new.id, "value": new},
            "kind": found.kind,
            "better": found.better,
            **found.sizes,
        }

    def __repr__(self) -> str:
        return f"<PairVerdict {self.old.id} → {self.new.id}: {self.verdict.kind}>"


def _is_one_way(delta: Interval) -> bool:
    lower, upper = delta.lower, delta.upper
    return lower is not None and upper is not None and lower.value[0] * upper.value[0] >= 0


def is_told_once(old: Entry, new: Entry) -> bool:
    """Return whether what two generations state is said of each as a whole, so that no pair is asked.

    That is what their own claims say, what belongs to them and not to a variant, and sets of all
    their variants: that a drivetrain is gone is told by the sets and not by any pair.
    """
    if old.selection is None or new.selection is None:
        return True
    over_variants = old.row.spec.over_variants
    if over_variants == "own" or not (old.selection.parts or new.selection.parts):
        return True
    return over_variants == "union" and not (old.partial or new.partial)


def verdicts_on(
    row: QualifiedSpec, pairs: Iterable[Pair], units: UnitChoice, better: Mapping[str, Better]
) -> tuple[PairVerdict, ...]:
    """Return the verdict on each pair of variants of which both state a row."""
    found = []
    for pair in pairs:
        if pair.old is None or pair.new is None:
            continue
        if _states(old := entry_of(pair.old, row)) and _states(new := entry_of(pair.new, row)):
            found.append(PairVerdict(pair.old, pair.new, (old, new), verdict(old, new, units, better)))
    return tuple(found)


def _states(entry: Entry) -> bool:
    """Return whether a variant states a row, or its generation for it.

    "More than the iX3's" of a generation is a bound of the whole and the figure of no variant.
    """
    if entry.value is None:
        return False
    first = entry.supporting[0]
    return not (first.about == entry.subject.generation and isinstance(first.value, Relation))


def by_pairs(pairs: Sequence[PairVerdict], better: Mapping[str, Better]) -> Verdict:
    """Return what several pairs come to: sure where all that decide agree, its size that of all of them.

    A pair that is the same does not stand against the others, nor does one that is open.

    Parameters
    ----------
    pairs
        One or more pairs that state the row.
    better
        For the keys of specs, which end is the better one, in place of what the spec says.
    """
    first = pairs[0].verdict
    if all(pair.verdict == first for pair in pairs):
        return first
    spec = pairs[0].entries[0].row.spec
    ways: set[Order | None] = {pair.verdict.order for pair in pairs if pair.standing in {"greater", "less"}}
    order = ways.pop() if len(ways) == 1 else None
    kind = _kind([pair.verdict for pair in pairs])
    if kind not in {"changed", "bounded", "undecided"}:
        order = first.order if all(pair.verdict.order == first.order for pair in pairs) else None
        reasons = {pair.verdict.reason for pair in pairs}
        reason = first.reason if len(reasons) == 1 else None
        names = tuple(dict.fromkeys(name for pair in pairs for name in pair.verdict.names))
        return Verdict(kind, order, reason=reason, names=names if reason is not None else ())
    teller = _teller(pair.verdict for pair in pairs)
    delta, percent = _size(pairs)
    return Verdict(
        kind,
        order,
        is_ahead(spec, order, better),
        delta,
        percent,
        Reason.ONE_SOURCE if teller else None,
        (teller,) if teller else (),
        is_sure=order is not None,
    )


def _size(pairs: Sequence[PairVerdict]) -> tuple[Interval | None, Interval | None]:
    """Return the difference that holds all those of the pairs that decide, and in percent.

    "At most" of a pair that is open says nothing of those that are not, nor does what comes to nothing.
    Where the size of one is not known, neither is how far any goes its way.
    """
    by_standing: dict[Standing, list[Verdict]] = {}
    for pair in pairs:
        by_standing.setdefault(pair.standing, []).append(pair.verdict)
    deciding = {way: by_standing[way] for way in ("greater", "less") if way in by_standing}
    every = [found for some in deciding.values() for found in some]
    every = every or by_standing.get("close") or by_standing.get("open") or []
    sized = [found for found in every if found.delta is not None]
    delta = _joined([found.delta for found in sized if found.delta is not None])
    percent = _joined([found.percent for found in sized if found.percent is not None])
    percent = percent if all(found.percent is not None for found in sized) else None
    if len(sized) == len(every):
        return delta, percent
    known = [some for some in deciding.values() if all(found.delta is not None for found in some)]
    if len(deciding) < 2 or not known or delta is None:
        return None, None
    against = known[0][0].delta
    falls = against is not None and any(end is not None and end < 0 for end in (against.low, against.high))
    return _opened(delta, above=falls), None if percent is None else _opened(percent, above=falls)


def _opened(size: Interval, *, above: bool) -> Interval | None:
    """Return an interval without its upper end, or else its lower one; None if it has no other."""
    low, high = size.ends
    low, high = (low, None) if above else (None, high)
    if low is None and high is None:
        return None
    return Interval.between(low, high, size.unit, power=size.power)


def _teller(verdicts: Iterable[Verdict]) -> str:
    """Return the one source that alone compares all pairs that compare, "" if others do too."""
    told = {
        v.names[0] if v.reason is Reason.ONE_SOURCE else "" for v in verdicts if v.kind != "not comparable"
    }
    return told.pop() if len(told) == 1 else ""


def _kind(verdicts: Sequence[Verdict]) -> Kind:
    """Return the kind of several pairs: of those that change, before those that stay, before the rest."""
    kinds = {found.kind for found in verdicts}
    if len(kinds) == 1:
        return kinds.pop()
    for kind in ("changed", "bounded", "added", "removed"):
        if kind in kinds:
            return "bounded" if kind == "changed" and "bounded" in kinds else kind
    if all(found.is_same for found in verdicts):
        return "same within rounding"
    return "undecided"


def _joined(sizes: Sequence[Interval]) -> Interval | None:
    """Return the interval that holds several, with no digits that the sizes at its ends have not."""
    if not sizes or len({size.unit for size in sizes}) > 1:
        return None
    lows, highs = [size.ends[0] for size in sizes], [size.ends[1] for size in sizes]
    low = None if None in lows else min(end for end in lows if end is not None)
    high = None if None in highs else max(end for end in highs if end is not None)
    power = max(size.power for size in sizes if size.ends[0] == low or size.ends[1] == high)
    if any(end and abs(end) < Fraction(10) ** power for end in (low, high)):
        # the coarser digit of the one end would leave nothing of the other
        power = min(size.power for size in sizes)
    return None if low is None and high is None else Interval.between(low, high, sizes[0].unit, power=power)
