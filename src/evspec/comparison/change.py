"""What lies between two values of one row: the kind of change, its size, and whether it is for the better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from attrs import frozen

from evspec.claims import unlike, unstated
from evspec.comparison.delta import Delta, difference
from evspec.measures import Measure
from evspec.specs import NOT_STATED, QUALIFIERS
from evspec.values import Categories, Dates, Flag, Order, Relation, Span, Unknown, Value, agree, holds
from evspec.wording.display import ABSENT
from evspec.wording.faces import Face, face_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims import Claim, QualifiedSpec, Selection
    from evspec.specs import Shown, Spec
    from evspec.vehicles import Vehicle

__all__ = ["Change", "Kind", "change_between", "is_twice"]

Kind: TypeAlias = Literal[
    "same", "same within rounding", "changed", "bounded", "not comparable",
    "one-sided", "removed", "added", "undecided",
]  # fmt: skip


class Outcome(NamedTuple):
    """What a comparison of two values comes to; the fields are those of `Change`."""

    kind: Kind
    words: str
    better: bool | None = None
    delta: Delta | None = None
    percent: Delta | None = None


_SAME = Outcome("same", "same")
_ROUNDED = Outcome("same within rounding", "same within rounding")
_UNDECIDED = Outcome("undecided", "undecided")
_OPEN = {"undecided", "not comparable"}


@frozen(repr=False)
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
    words
        The change in words.
    better
        True or False where the spec has a better end and the order is sure, else None.
    delta, percent
        The difference new minus old in the table's unit and in percent of the old figure, as
        intervals; None where there is no number.
    old_selection, new_selection
        All that was weighed.
    """

    row: QualifiedSpec
    old: Claim | None
    new: Claim | None
    kind: Kind
    words: str
    better: bool | None
    delta: Delta | None
    percent: Delta | None
    old_selection: Selection | None
    new_selection: Selection | None

    def __repr__(self) -> str:
        sides = (claim.value.show() if claim else ABSENT for claim in (self.old, self.new))
        return f"<Change {self.row.label}: {' → '.join(sides)} ({self.words})>"

    @property
    def spec(self) -> Spec:
        """The row's spec."""
        return self.row.spec


def change_between(row: QualifiedSpec, old: Vehicle, new: Vehicle, system: Shown) -> Change:
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
    before, after = face_of(old, row, system), face_of(new, row, system)
    first, second = before.selection, after.selection
    told = _told_order(before, after)
    if first is not None and old.record.id == new.record.id and first == second:
        # the very same claims are the same, whatever they leave open
        outcome = _SAME
    elif before.value is None or after.value is None:
        sides = (old, new) if before.value is None else (new, old)
        outcome = _direction(row, told) if told else _one_sided(row, *sides)
    elif row.unstated:
        missing = ", ".join(QUALIFIERS[name].title for name, value in row.splits if value == NOT_STATED)
        outcome = Outcome("not comparable", f"not comparable: {missing} not stated")
    else:
        outcome = _outcome(before, after, told)
    if outcome.kind in _OPEN and is_twice(old, new) and before.meant is not None and after.meant is not None:
        outcome = _learned(before.meant, after.meant, outcome)
    return Change(row, _claim(first), _claim(second), *outcome, first, second)


def is_twice(old: Vehicle, new: Vehicle) -> bool:
    """Tell whether both are one vehicle, as known on two days."""
    return old.known != new.known and (old.id, old.edition) == (new.id, new.edition)


def _learned(old: Value, new: Value, outcome: Outcome) -> Outcome:
    """Say of one vehicle on two days whether more or less is known where the figures decide nothing."""
    if old == new and not isinstance(old, Unknown):
        return _SAME
    for word, wide, narrow in (("narrowed", old, new), ("widened", new, old)):
        if _allows(wide, narrow):
            return Outcome("changed", word)
    return outcome


def _allows(wide: Value, narrow: Value) -> bool:
    """Tell whether a value leaves open what another one settles: "not FWD" what "RWD" does."""
    if isinstance(wide, Dates):
        return wide.contains(narrow)
    if isinstance(wide, Categories) and isinstance(narrow, Categories):
        denied = set(wide.excludes) & set(narrow.includes)
        return not wide.includes and bool(narrow.includes) and not denied
    return holds(wide, narrow)


def _not_comparable(row: QualifiedSpec, before: Selection | None, after: Selection | None) -> Outcome | None:
    """Say why two figures do not compare: a condition is not stated, or they have unlike ones."""
    if missing := unstated(row, (before, after)):
        return Outcome("not comparable", f"not comparable: {_titles(missing)} not stated")
    if conditions := unlike(row, (before, after)):
        return Outcome("not comparable", f"not comparable: unlike {_titles(conditions)}")
    return None


def _titles(names: Sequence[str]) -> str:
    return " and ".join(QUALIFIERS[name].title for name in names)


def _of_some(outcome: Outcome, before: Selection, after: Selection) -> Outcome:
    """Compare what some variants only state: sets as far as they go, figures that do not overlap."""
    a, b = before.value, after.value
    if isinstance(a, Measure | Span) and isinstance(b, Measure | Span) and outcome.delta is not None:
        if before.partial and after.partial:
            # the M60 of one generation against the xDrive45 of the next says nothing of either
            return Outcome("undecided", "undecided: stated of other variants")
        x, y = Span.around(a), Span.around(b)
        apart = {y.lowest.compare(x.highest), y.highest.compare(x.lowest)}
        if apart in ({"greater"}, {"less"}):
            words = outcome.words.removeprefix("better, ").removeprefix("worse, ")
            return outcome._replace(words=f"{words}, of those that state it", better=None)
        return Outcome("undecided", "undecided: not stated of all variants")
    for known, other in ((after, before), (before, after)):
        some, every = (_as_set(s.value) for s in (known, other) if s.value is not None)
        if known.partial and not other.partial and some.includes and set(some.includes) < set(every.includes):
            return Outcome("same", f"same for {', '.join(known.partial)}")
    return outcome


def _claim(selection: Selection | None) -> Claim | None:
    return selection.claim if selection is not None and selection.value is not None else None


def _outcome(before: Face, after: Face, told: Order | None) -> Outcome:
    """Compare two values that are both there."""
    row, a, b, first, second = before.row, before.meant, after.meant, before.selection, after.selection
    if isinstance(a, Relation) and a == b:
        return _SAME
    if a is None or b is None or isinstance(a, Unknown) or isinstance(b, Unknown):
        return _UNDECIDED
    unlike_conditions = _not_comparable(row, first, second)
    if unlike_conditions is not None and not isinstance(a, Dates):
        return unlike_conditions
    if isinstance(a, Relation) or isinstance(b, Relation):
        return _direction(row, told) if told else _UNDECIDED
    if isinstance(a, Dates) and isinstance(b, Dates):
        return unlike_conditions or _dates(a, b)
    if isinstance(a, Flag) and isinstance(b, Flag):
        return _flags(a, b)
    if isinstance(a, Measure | Span) and isinstance(b, Measure | Span):
        outcome = _figures(before, after, told)
    elif a == b:
        return _SAME
    else:
        partial = [bool(s is not None and s.partial) for s in (first, second)]
        outcome = _sets(row, _as_set(a), _as_set(b), *partial)
    some = first is not None and second is not None and first.partial != second.partial
    return _of_some(outcome, first, second) if some and first and second else outcome


def _one_sided(row: QualifiedSpec, silent: Vehicle, speaking: Vehicle) -> Outcome:
    """Say of the silent side that it is silent, or that it states the spec under other conditions."""
    if is_twice(silent, speaking) and silent.known is not None:
        # what else was known by then stands in its own row; when an undated source appeared nobody knows
        told = speaking.select(row)
        dated = told is None or any(c.source.date is not None or c.source.kind == "code" for c in told.figure)
        return Outcome("one-sided", "not yet stated" if dated else "undated sources only")
    others = [
        other.label.removeprefix(row.spec.label).strip(" ,")
        for other in silent.by_spec.get(row.spec, ())
        if other.closed and other != row and _claim(silent.select(other)) is not None
    ]
    # a bare year would read as a date
    short = silent.model == speaking.model and silent.code != speaking.code and not silent.code.isdigit()
    side = silent.code if short else silent.label
    if not others:
        return Outcome("one-sided", f"{side or silent.name} not stated")
    listed = " and ".join(other or "it unqualified" for other in others)
    return Outcome("not comparable", f"not comparable: {side or silent.name} states {listed}")


def _told_order(before: Face, after: Face) -> Order | None:
    """Return the order that a relation to the other side tells, whatever the figures leave open."""
    for face, target, flipped in ((after, before.vehicle, False), (before, after.vehicle, True)):
        for claim in face.selection.relations if face.selection is not None else ():
            value = claim.value
            if not isinstance(value, Relation):
                continue
            rises = {"more than": True, "less than": False}.get(value.direction)
            if rises is not None and _is_about(value.target, target, rises, face.row):
                return "greater" if rises != flipped else "less"
    return None


def _is_about(id_: str, target: Vehicle, rises: bool, row: QualifiedSpec) -> bool:
    """Tell whether a relation to a vehicle is one to the target.

    What lies beyond the better end of a generation lies beyond each of its variants; what falls
    short of that end need not.
    """
    id_, _, edition = id_.partition("@")
    if edition and edition != (target.edition or target.editions[-1]):
        return False
    beyond = rises == (row.spec.better != "lower")
    return id_ == target.id or (id_ == target.record.id and beyond)


def _direction(row: QualifiedSpec, order: Order) -> Outcome:
    """Say the direction where nothing else is known."""
    better = _is_better(row, order)
    return Outcome("bounded", f"{_praise(better, order)}, size open", better)


def _is_better(row: QualifiedSpec, order: Order) -> bool | None:
    return (order == "greater") == (row.spec.better == "higher") if row.spec.better else None


def _praise(better: bool | None, order: Order) -> str:
    if better is None:
        return "more" if order == "greater" else "less"
    return "better" if better else "worse"


def _figures(before: Face, after: Face, told: Order | None) -> Outcome:
    # decided in the metric unit, so that the table's unit decides nothing
    row, x, y, old, new = before.row, before.extent, after.extent, before.printed, after.printed
    if x is None or y is None or old is None or new is None:
        return _UNDECIDED
    if x.span.kind != y.span.kind:
        kinds = " and ".join(side.span.kind.removeprefix("money ") for side in (x, y))
        return Outcome("not comparable", f"not comparable: {kinds}")
    order: Order
    sure = True
    if y.is_above(x) or x.is_above(y):
        order = "greater" if y.is_above(x) else "less"
    else:
        definite = None not in {x.low, x.high, y.low, y.high}
        if definite and x.span == y.span:
            return _SAME
        if definite and x.span.agrees_with(y.span):
            return _ROUNDED
        order = y.span.compare(x.span)
        if order in {"undecided", "equal"}:
            order = told or "undecided"
        if order == "undecided":
            return _UNDECIDED
        # where spans overlap, the lesser variant of the one lies behind the better of the other
        rises = order == "greater"
        ends = (y.span.lowest, x.span.highest) if rises else (y.span.highest, x.span.lowest)
        sure = told is not None or not definite or ends[0].compare(ends[1]) == order
    better = _is_better(row, order) if sure else None
    delta, percent = difference(old, new)
    praise = [] if better is None and delta.is_definite else [_praise(better, order)]
    if delta.is_open:
        return Outcome("bounded", ", ".join([*praise, "size open"]), better)
    # "at most" need not be said twice
    share = percent.show().removeprefix("at most ").removeprefix("at least ")
    size = delta.show() if percent.is_open else f"{delta.show()} ({share})"
    words = ", ".join([*praise, size])
    return Outcome("changed" if delta.is_definite else "bounded", words, better, delta, percent)


def _dates(a: Dates, b: Dates) -> Outcome:
    if a == b:
        return _SAME
    order = b.compare(a)
    if order == "undecided" or None in {a.first, a.last, b.first, b.last}:
        return _UNDECIDED
    spans = [
        (new.year - old.year) * 12 + new.month - old.month
        for new, old in ((b.first, a.first), (b.last, a.last))
        if new is not None and old is not None
    ]
    if a.first == a.last and b.first == b.last and spans == [0, 0] and a.first and b.first:
        days = (b.first - a.first).days
        words = f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"
        return Outcome("changed", words, delta=Delta(days, days, "days"))
    delta = Delta(min(spans), max(spans), "months")
    return Outcome("changed", _lapse(sorted(map(abs, spans)), order), delta=delta)


def _lapse(months: list[int], order: Order) -> str:
    """Return "5 or 6 years later", "about 8 years later", "7 months earlier"."""
    low, high = months
    unit, about = "month", ""
    if low % 12 or high % 12:
        years = {round(low / 12), round(high / 12)}
        if low > 24 and len(years) == 1:
            low = high = 12 * years.pop()
            about = "about "
    if low % 12 == 0 and high % 12 == 0:
        low, high, unit = low // 12, high // 12, "year"
    count = str(low) if low == high else f"{low} {'or' if high == low + 1 else 'to'} {high}"
    return (
        f"{about}{count} {unit}{'' if count == '1' else 's'} {'later' if order == 'greater' else 'earlier'}"
    )


def _flags(a: Flag, b: Flag) -> Outcome:
    if a == b:
        return _SAME
    return Outcome("added", "added") if b.on else Outcome("removed", "removed")


def _as_set(value: Value) -> Categories:
    return value if isinstance(value, Categories) else Categories((value.show(),))


def _sets(row: QualifiedSpec, a: Categories, b: Categories, *partial: bool) -> Outcome:
    """Compare what is in each set.

    What a side leaves out is not in it only if it is denied, or if the side tells of all variants.
    """
    some_old, some_new = partial or (False, False)
    if a.includes and set(a.includes) == set(b.includes):
        return _SAME
    if row.spec.kind in {"category", "text", "count"} and not (a.excludes or b.excludes):
        return (
            _ROUNDED if agree(a, b) and len(a.includes) == len(b.includes) else Outcome("changed", "changed")
        )
    gone = [
        name
        for name in a.includes
        if name not in b.includes and (name in b.excludes or (b.includes and not some_new))
    ]
    come = [
        name
        for name in b.includes
        if name not in a.includes and (name in a.excludes or (a.includes and not some_old))
    ]
    words = [*(f"−{name}" for name in gone), *(f"+{name}" for name in come)]
    return Outcome("changed", " ".join(words)) if words else _UNDECIDED
