"""What lies between two values of one row: the kind of change, its size, and whether it is for the better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import evolve, field, frozen

from evspec.measures import Measure
from evspec.model import unstated
from evspec.model.display import named, shown
from evspec.model.relations import relate
from evspec.specs import NOT_STATED, Spec, System
from evspec.values import Categories, Dates, Flag, Order, Relation, Span, Unknown, Value, agree

if TYPE_CHECKING:
    from evspec.model import Claim, Row, Selection, Vehicle

__all__ = ["Change", "Delta", "Kind", "change_between"]

Kind: TypeAlias = Literal[
    "same", "same within rounding", "changed", "bounded", "not comparable",
    "one-sided", "removed", "added", "undecided",
]  # fmt: skip


@frozen
class Delta:
    """A signed difference as an interval.

    Attributes
    ----------
    low, high
        The ends, None where open. Equal for a difference between two definite figures.
    unit
        Their unit: a unit symbol, "%" or "months".
    decimals
        How many decimals are worth showing.
    """

    low: float | None
    high: float | None
    unit: str
    decimals: int = 0

    def __neg__(self) -> Delta:
        return Delta(_negated(self.high), _negated(self.low), self.unit, self.decimals)

    def show(self) -> str:
        """Return "+270 kW", "at most +270 kW", "−48 to +39 km"."""
        low, high = self._end(self.low), self._end(self.high)
        if low and high:
            size = low if low == high else f"{low} to {high}"
        elif low or high:
            size = f"at most {high}" if high else f"at least {low}"
        else:
            return "size open"
        return f"{size} {self.unit}".strip()

    def _end(self, value: float | None) -> str:
        if value is None:
            return ""
        text = f"{abs(value):,.{max(0, self.decimals)}f}"
        if not any(digit in text for digit in "123456789"):
            return f"±{text}"
        return f"{'−' if value < 0 else '+'}{text}"


def _negated(value: float | None) -> float | None:
    return None if value is None else -value


@frozen
class Change:
    """One row of a diff.

    Attributes
    ----------
    row
        The row: spec and splitting qualifiers.
    old, new
        The selected claims, None where that side states nothing.
    kind
        same, same within rounding, changed, bounded (direction sure, size open), not comparable,
        one-sided (only one side states it), removed or added (by a stated no), undecided.
    delta, percent
        The difference new minus old in the table's unit and in percent of the old figure, as
        intervals; None where there is no number.
    better
        True or False where the spec has a better end and the order is sure, else None.
    words
        The change in words.
    old_selection, new_selection
        All that was weighed.
    """

    row: Row
    old: Claim | None
    new: Claim | None
    kind: Kind
    delta: Delta | None
    percent: Delta | None
    better: bool | None
    words: str
    old_selection: Selection | None = field(repr=False)
    new_selection: Selection | None = field(repr=False)

    @property
    def spec(self) -> Spec:
        """The row's spec."""
        return self.row.spec


def change_between(row: Row, old: Vehicle, new: Vehicle, system: System) -> Change:
    """Compare one row of two vehicles.

    Parameters
    ----------
    row
        The row.
    old, new
        The vehicles. What holds from old to new is turned round from new to old.
    system
        The system of units of the difference.
    """
    before, after = old.select(row), new.select(row)
    kind, delta, percent, better, words = _outcome(row, old, new, before, after, system)
    return Change(row, _claim(before), _claim(after), kind, delta, percent, better, words, before, after)


def _claim(selection: Selection | None) -> Claim | None:
    return selection.claim if selection is not None and selection.value is not None else None


_Outcome: TypeAlias = tuple[Kind, Delta | None, Delta | None, bool | None, str]


def _outcome(
    row: Row, old: Vehicle, new: Vehicle, before: Selection | None, after: Selection | None, system: System
) -> _Outcome:
    if before is None or after is None or before.value is None or after.value is None:
        told = _told_order(old, new, before, after)
        if told is not None:
            return _direction(row, told)
        silent, speaking = (old, new) if before is None or before.value is None else (new, old)
        return _one_sided(row, silent, speaking)
    if NOT_STATED in dict(row.splits).values():
        missing = ", ".join(name for name, value in row.splits if value == NOT_STATED)
        return "not comparable", None, None, None, f"not comparable: {missing} not stated"
    a, b = shown(before.value, row, system), shown(after.value, row, system)
    if isinstance(a, Unknown) or isinstance(b, Unknown) or a is None or b is None:
        return "undecided", None, None, None, "undecided"
    a, b = _resolved(old, row, a), _resolved(new, row, b)
    if isinstance(a, Measure | Span) and isinstance(b, Measure | Span):
        if row.spec.over_variants == "union" and isinstance(a, Measure) and isinstance(b, Measure):
            a, b = Categories((a.show(),)), Categories((b.show(),))
        else:
            told = _told_order(old, new, before, after)
            missing = ", ".join(unstated(row, (before, after)))
            return _figures(row, a, b, told, missing)
    if isinstance(a, Relation) or isinstance(b, Relation):
        return _related(row, old, new, before, after)
    if isinstance(a, Dates) and isinstance(b, Dates):
        return _dates(a, b)
    if row.spec.kind == "vehicle set" and isinstance(a, Categories) and isinstance(b, Categories):
        a, b = named(old, a), named(new, b)
    if isinstance(a, Flag) and isinstance(b, Flag) and a != b:
        return ("added" if b.on else "removed"), None, None, None, "added" if b.on else "removed"
    return _sets(_as_set(a), _as_set(b), before, after, agree(a, b))


def _one_sided(row: Row, silent: Vehicle, speaking: Vehicle) -> _Outcome:
    """Nothing on one side: is it silent, or does it state the same spec under other conditions?"""
    others = [
        other.label.removeprefix(row.spec.label).strip(" ,")
        for other in silent.rows
        if other.spec is row.spec
        and other != row
        and (s := silent.select(other)) is not None
        and s.value is not None
    ]
    name = _side(silent, speaking)
    if others and row.spec.splits({}):
        listed = " and ".join(other or "unqualified" for other in others)
        return "not comparable", None, None, None, f"not comparable: {name} states {listed}"
    return "one-sided", None, None, None, f"{name} not stated"


def _side(vehicle: Vehicle, other: Vehicle) -> str:
    """Return the shortest name that tells a side from the other."""
    if vehicle.record.id == other.record.id or vehicle.model != other.model:
        return vehicle.label
    return vehicle.code or vehicle.label


def _resolved(vehicle: Vehicle, row: Row, value: Value) -> Value:
    """Turn a relation whose target has a figure into a bound."""
    if isinstance(value, Relation):
        return relate(vehicle, row, value).bound or value
    return value


def _told_order(
    old: Vehicle, new: Vehicle, before: Selection | None, after: Selection | None
) -> Order | None:
    """Return the order that a relation to the other side tells, whatever the figures leave open."""
    for selection, target, sign in ((after, old, 1), (before, new, -1)):
        for claim in selection.claims if selection is not None else ():
            value = claim.value
            if claim.doubt or not isinstance(value, Relation):
                continue
            if value.target.partition("@")[0] not in {target.id, target.record.id}:
                continue
            direction = {"more than": 1, "less than": -1}.get(value.direction)
            if direction is not None:
                return "greater" if direction * sign > 0 else "less"
    return None


def _related(row: Row, old: Vehicle, new: Vehicle, before: Selection, after: Selection) -> _Outcome:
    told = _told_order(old, new, before, after)
    if told is None:
        return "undecided", None, None, None, "undecided"
    return _direction(row, told)


def _direction(row: Row, told: Order) -> _Outcome:
    """Only the direction is known."""
    better = _is_better(row, told)
    return "bounded", None, None, better, f"{_praise(better, told)}, size open"


def _is_better(row: Row, order: Order) -> bool | None:
    if not row.spec.better or order not in {"less", "greater"}:
        return None
    return (order == "greater") == (row.spec.better == "higher")


def _praise(better: bool | None, order: Order) -> str:
    if better is None:
        return "more" if order == "greater" else "less"
    return "better" if better else "worse"


def _figures(row: Row, a: Measure | Span, b: Measure | Span, told: Order | None, missing: str) -> _Outcome:
    base = row.spec.metric
    x, y = (Span.around(value.to(base) if base else value) for value in (a, b))
    order: Order = "equal" if x == y else y.compare(x)
    if order == "equal" and _definite(a) and _definite(b):
        return "same", None, None, None, "same"
    if _definite(a) and _definite(b) and x.agrees_with(y):
        return "same within rounding", None, None, None, "same within rounding"
    if order in {"undecided", "equal"} and told is not None:
        order = told
    if order in {"undecided", "equal"}:
        return "undecided", None, None, None, "undecided"
    better = None if missing else _is_better(row, order)
    delta, percent = _telling(*_difference(a, b))
    praise = _praise(better, order)
    praise += f", {missing} not stated" if missing else ""
    if delta.low is None and delta.high is None:
        return "bounded", delta, percent, better, f"{praise}, size open"
    size = f"{delta.show()} ({percent.show()})"
    if delta.low is None or delta.high is None:
        # "at most" need not be said twice
        size = size.replace("(at most ", "(").replace("(at least ", "(")
        return "bounded", delta, percent, better, f"{praise}, {size}"
    tail = f", {missing} not stated" if missing else ""
    return "changed", delta, percent, better, f"{praise}, {size}" if better is not None else size + tail


def _telling(delta: Delta, percent: Delta) -> tuple[Delta, Delta]:
    """Open an end of zero in a one-sided difference: the direction alone has said so already."""
    if delta.low is not None and delta.high is not None:
        return delta, percent
    step = 10.0**-delta.decimals / 2
    keep_low = delta.low is not None and abs(delta.low) >= step
    keep_high = delta.high is not None and abs(delta.high) >= step
    return (
        evolve(delta, low=delta.low if keep_low else None, high=delta.high if keep_high else None),
        evolve(percent, low=percent.low if keep_low else None, high=percent.high if keep_high else None),
    )


def _definite(value: Measure | Span) -> bool:
    return value.low is not None and value.high is not None


def _difference(a: Measure | Span, b: Measure | Span) -> tuple[Delta | None, Delta | None]:
    """Subtract the old figure from the new one.

    Two definite figures are subtracted end from end. Where one is a bound, what is left is how far
    apart they are at least, or at most.
    """
    unit = b.unit if isinstance(b, Measure) else b.lowest.unit
    a = a.to(unit) if unit else a
    if _definite(a) and _definite(b):
        pairs = ((b.low, a.low), (b.high, a.high))
    else:
        pairs = ((b.low, a.high), (b.high, a.low))
    low, high = (_minus(new, old) for new, old in pairs)
    least, most = (_share(new, old) for new, old in pairs)
    if _definite(a) and _definite(b):
        low, high = sorted((low or 0.0, high or 0.0))
        least, most = sorted((least or 0.0, most or 0.0))
    decimals = -min(max(_exponent(a), _exponent(b)), 0)
    return Delta(low, high, unit, decimals), Delta(least, most, "%")


def _exponent(value: Measure | Span) -> int:
    steps = (value.step,) if isinstance(value, Measure) else (value.lowest.step, value.highest.step)
    return max(round(math.log10(float(step))) for step in steps)


def _minus(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


def _share(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None or not b else (a - b) / abs(b) * 100


def _dates(a: Dates, b: Dates) -> _Outcome:
    if a == b:
        return "same", None, None, None, "same"
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return "undecided", None, None, None, "undecided"
    order = b.compare(a)
    if order == "undecided":
        return "undecided", None, None, None, "undecided"
    starts = (b.first.year - a.first.year) * 12 + b.first.month - a.first.month
    ends = (b.last.year - a.last.year) * 12 + b.last.month - a.last.month
    low, high = sorted((starts, ends))
    return "changed", Delta(low, high, "months"), None, None, _lapse(abs(starts), abs(ends), order)


def _lapse(one: int, other: int, order: Order) -> str:
    """Return "5 or 6 years later", "7 months earlier"."""
    low, high = sorted((one, other))
    word = "later" if order == "greater" else "earlier"
    if low % 12 == 0 and high % 12 == 0:
        low, high, unit = low // 12, high // 12, "year"
    else:
        unit = "month"
    count = str(low) if low == high else f"{low} {'or' if high == low + 1 else 'to'} {high}"
    return f"{count} {unit}{'' if count == '1' else 's'} {word}"


def _as_set(value: Value) -> Categories:
    return value if isinstance(value, Categories) else Categories((value.show(),))


def _sets(a: Categories, b: Categories, before: Selection, after: Selection, agreeing: bool) -> _Outcome:
    old, new = set(a.includes), set(b.includes)
    if a == b or (old == new and old):
        return "same", None, None, None, "same"
    if before.row.spec.kind.endswith(" set") or a.excludes or b.excludes:
        gone = [name for name in a.includes if name not in new and (name in b.excludes or b.only or new)]
        come = [name for name in b.includes if name not in old and (name in a.excludes or a.only or old)]
        if gone or come:
            words = " ".join([*(f"−{name}" for name in gone), *(f"+{name}" for name in come)])
            return "changed", None, None, None, words
        return "undecided", None, None, None, "undecided"
    if new < old and after.partial:
        return "same", None, None, None, f"same for {', '.join(after.partial)}"
    if old < new and before.partial:
        return "same", None, None, None, f"same for {', '.join(before.partial)}"
    if agreeing and old != new and (old < new or new < old) and len(old) != len(new):
        return "changed", None, None, None, "changed"
    return ("same", None, None, None, "same") if agreeing else ("changed", None, None, None, "changed")
