"""What lies between two entries of one row, and which is ahead: facts, which other modules put into words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from evspec.claims import unlike, unstated
from evspec.comparison.facts import ROUNDED, SAME, UNDECIDED, Reason, Verdict, is_ahead
from evspec.comparison.figures import figures, reason_of_parts
from evspec.comparison.one_source import within_one_source
from evspec.comparison.sizes import lapse
from evspec.measures import Measure
from evspec.specs import METRIC, NOT_STATED
from evspec.values import (
    Amounts,
    BaseValue,
    Categories,
    Dates,
    Flag,
    Relation,
    Span,
    Unknown,
    Warranty,
    agree,
    holds,
    may_be,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.claims import Entry, Subject
    from evspec.measures import Order
    from evspec.specs import Better, Spec, UnitChoice
    from evspec.values import Value

__all__ = ["is_twice", "verdict"]


def verdict(
    old: Entry,
    new: Entry,
    units: UnitChoice | None = METRIC,
    better: Mapping[str, Better] = MappingProxyType({}),
) -> Verdict:
    """Compare what two vehicles state in one row.

    Order is decided in the metric unit, so that the table's unit decides nothing. What holds from old
    to new is turned round from new to old.

    Parameters
    ----------
    old, new
        The entries, of one row.
    units
        The units of the difference, None if nobody asks how large it is.
    better
        For the keys of specs, which end is the better one, in place of what the spec says.
    """
    found = _decided(old, new, units)
    ahead = is_ahead(old.row.spec, found.order, better) if found.is_sure else None
    return found if ahead is None else found._replace(better=ahead)


def _decided(old: Entry, new: Entry, units: UnitChoice | None) -> Verdict:
    """Return the verdict without its judgment."""
    told = _told_order(old, new)
    twice = is_twice(old.subject, new.subject)
    if _are_same_claims(old, new):
        # the very same claims are the same, whatever they leave open
        return SAME
    if old.value is None or new.value is None:
        silent, speaking = (old, new) if old.value is None else (new, old)
        found = _told(told) if told else _one_sided(silent, speaking)
    elif old.row.unstated:
        missing = tuple(name for name, value in old.row.splits if value == NOT_STATED)
        found = _unnamed(old, new, missing, units)
    else:
        found = _between(old, new, told, units)
    if found.kind in {"undecided", "not comparable"} and twice and old.value is not None:
        return _learned(old, new, found)
    return found


def is_twice(old: Subject, new: Subject) -> bool:
    """Return whether both are one vehicle, as known on two days."""
    return old.as_of_date != new.as_of_date and (old.id, old.edition) == (new.id, new.edition)


def _are_same_claims(old: Entry, new: Entry) -> bool:
    mine, theirs = old.selection, new.selection
    return mine is not None and old.subject.generation == new.subject.generation and mine == theirs


def _told_order(old: Entry, new: Entry) -> Order | None:
    """Return the order that relations to the other side tell, whatever the figures leave open.

    None if there are none, or if one side contradicts the other.
    """
    risen, fallen = _rise(new, old.subject), _rise(old, new.subject)
    told = {risen, None if fallen is None else not fallen} - {None}
    return None if len(told) != 1 else "greater" if True in told else "less"


def _rise(entry: Entry, target: Subject) -> bool | None:
    """Return whether a relation says that an entry lies above a vehicle, or below it; None if none does."""
    for claim in entry.selection.relations if entry.selection is not None and entry.related else ():
        value = claim.value
        if not isinstance(value, Relation):
            continue
        rises = _RISING.get(value.direction)
        if rises is not None and _is_about(value.target, target, entry.row.spec, rises=rises):
            return rises
    return None


_RISING = {"more than": True, "less than": False}


def _is_about(id_: str, target: Subject, spec: Spec, *, rises: bool) -> bool:
    """Return whether a relation to a vehicle is one to the target.

    What lies beyond the better end of a generation lies beyond each of its variants; what falls
    short of that end need not.
    """
    id_, _, edition = id_.partition("@")
    if edition and edition != (target.edition or target.editions[-1]):
        return False
    beyond = rises != spec.is_led_by_lowest
    return id_ == target.id or (id_ == target.generation and beyond)


def _told(order: Order) -> Verdict:
    """Give the direction where nothing else is known."""
    return Verdict("bounded", order, is_sure=True)


def _one_sided(silent: Entry, speaking: Entry) -> Verdict:
    """Tell that one side is silent, or that it states the spec under other conditions."""
    if is_twice(silent.subject, speaking.subject) and silent.subject.as_of_date is not None:
        # what else was known by then stands in its own row; when an undated source appeared nobody knows
        claims = speaking.selection.supporting if speaking.selection is not None else ()
        dated = not claims or any(c.source.date is not None or c.source.kind == "code" for c in claims)
        return Verdict("one-sided", reason=Reason.NOT_YET_STATED if dated else Reason.UNDATED_SOURCES)
    if not silent.elsewhere:
        return Verdict("one-sided", reason=Reason.NOT_STATED)
    names = tuple(row.condition() for row in silent.elsewhere)
    return Verdict("not comparable", reason=Reason.OTHER_CONDITIONS, names=names)


def _learned(old: Entry, new: Entry, found: Verdict) -> Verdict:
    """Tell of one vehicle on two days whether more or less is known where the figures decide nothing."""
    before, after = old.meant(METRIC), new.meant(METRIC)
    if before is None or after is None:
        return found
    if before == after and not isinstance(before, Unknown):
        return SAME
    for reason, wide, narrow in ((Reason.NARROWED, before, after), (Reason.WIDENED, after, before)):
        if _allows(wide, narrow):
            return Verdict("changed", reason=reason)
    return found


def _allows(wide: Value, narrow: Value) -> bool:
    """Return whether a value leaves open what another one settles: "not FWD" what "RWD" does."""
    if isinstance(wide, Dates):
        return wide.contains(narrow)
    if isinstance(wide, Categories) and isinstance(narrow, Categories):
        denied = set(wide.excludes) & set(narrow.includes)
        return not wide.includes and bool(narrow.includes) and not denied
    return holds(wide, narrow)


def _between(old: Entry, new: Entry, told: Order | None, units: UnitChoice | None) -> Verdict:
    """Compare two values that are both there."""
    if _is_figure(old) and _is_figure(new):
        return _not_comparable(old, new, units) or figures(old, new, told, units)
    a, b = old.meant(METRIC), new.meant(METRIC)
    if isinstance(a, Relation) and a == b:
        return SAME
    if a is None or b is None or isinstance(a, Unknown) or isinstance(b, Unknown):
        return UNDECIDED
    apart = _not_comparable(old, new, units)
    if apart is not None and not isinstance(a, Dates):
        return apart
    if isinstance(a, Relation) or isinstance(b, Relation):
        return _told(told) if told else UNDECIDED
    if isinstance(a, Amounts) or isinstance(b, Amounts):
        return _amounts(a, b)
    if isinstance(a, Flag | Warranty) and type(a) is type(b):
        return _plain(a, b)
    match a, b:
        case (Dates(), Dates()):
            return apart or _dates(a, b)
        case (Measure() | Span(), Measure() | Span()):
            return figures(old, new, told, units)
    return _as_sets(old, new, a, b)


def _plain(a: BaseValue, b: Value) -> Verdict:
    """Compare two flags, or two warranties."""
    if a == b:
        return SAME
    if isinstance(a, Flag) and isinstance(b, Flag):
        return Verdict("changed") if a.on == b.on else Verdict("added" if b.on else "removed")
    order = a.compare(b)
    # said of the new one
    turned: Order = "less" if order == "greater" else "greater"
    return UNDECIDED if order == "undecided" else Verdict("changed", turned)


def _amounts(a: Value, b: Value) -> Verdict:
    """Compare what is told in several currencies with what is told in them, or in others."""
    if a == b:
        return SAME
    if agree(a, b):
        return ROUNDED
    kinds = set[str]()
    for value in (a, b):
        kinds |= {*value.kinds} if isinstance(value, Amounts) else set()
        kinds |= {value.kind} if isinstance(value, Measure | Span) else set()
    return Verdict("not comparable", reason=Reason.UNLIKE_KINDS, names=tuple(sorted(kinds)))


def _is_figure(entry: Entry) -> bool:
    """Return whether an entry is a figure of its own: no bound by a relation, none of what variants unite."""
    return isinstance(entry.value, Measure | Span) and entry.row.spec.over_variants != "union"


def _as_sets(old: Entry, new: Entry, a: Value, b: Value) -> Verdict:
    """Compare what is named, as far as the variants of which it is said go."""
    partial = reason_of_parts(old, new)
    if partial is Reason.OTHER_VARIANTS:
        return UNDECIDED._replace(reason=partial)
    some = (old.partial or new.partial) if partial else ()
    before, after = _as_set(a), _as_set(b)
    part, every = (set(before.includes), set(after.includes))[:: 1 if old.partial else -1]
    if some and (a == b or (part and part <= every)):
        return Verdict("same", reason=Reason.SAME_FOR, names=some)
    if a == b:
        return SAME
    return _sets(old.row.spec, before, after, some_old=bool(old.partial), some_new=bool(new.partial))


def _not_comparable(old: Entry, new: Entry, units: UnitChoice | None) -> Verdict | None:
    """Tell why two figures do not compare: a condition is not stated, or they have unlike ones."""
    both = (old.selection, new.selection)
    if missing := unstated(both):
        return _unnamed(old, new, tuple(missing), units)
    if conditions := unlike(old.row, both):
        return Verdict("not comparable", reason=Reason.UNLIKE_CONDITIONS, names=tuple(conditions))
    fuels = old.fuels | new.fuels
    if len(fuels) > 1 and old.fuels and new.fuels:
        return Verdict("not comparable", reason=Reason.UNLIKE_FUELS, names=tuple(sorted(fuels)))
    return None


def _unnamed(old: Entry, new: Entry, missing: tuple[str, ...], units: UnitChoice | None) -> Verdict:
    """Compare figures of which a condition is not stated: within one source that states both, if any does."""
    apart = Verdict("not comparable", reason=Reason.CONDITION_NOT_STATED, names=missing)
    common = within_one_source(old, new)
    if common is None:
        return apart
    found = figures(common.old, common.new, None, units)
    if found.kind == "undecided":
        return apart
    return found._replace(reason=Reason.ONE_SOURCE, names=(common.publisher,))


def _dates(a: Dates, b: Dates) -> Verdict:
    if a == b:
        return SAME
    order = b.compare(a)
    if order == "undecided" or None in {a.first, a.last, b.first, b.last}:
        return UNDECIDED
    return Verdict("changed", order, delta=lapse(a, b))


def _as_set(value: Value) -> Categories:
    return value if isinstance(value, Categories) else Categories((value.show(),))


def _sets(spec: Spec, a: Categories, b: Categories, *, some_old: bool, some_new: bool) -> Verdict:
    """Compare what is in each set.

    What a side leaves out is not in it only if it is denied, or if the side tells of all variants.
    """
    if a.includes and set(a.includes) == set(b.includes):
        return SAME
    open_names = {
        name for one in a.includes for other in b.includes if may_be(one, other) for name in (one, other)
    }
    if spec.kind in {"category", "text", "count", "curve"} and not (a.excludes or b.excludes):
        if open_names:
            return UNDECIDED
        return ROUNDED if agree(a, b) and len(a.includes) == len(b.includes) else Verdict("changed")
    lost = tuple(
        name
        for name in a.includes
        if name not in {*b.includes, *open_names} and (name in b.excludes or (b.includes and not some_new))
    )
    gained = tuple(
        name
        for name in b.includes
        if name not in {*a.includes, *open_names} and (name in a.excludes or (a.includes and not some_old))
    )
    return Verdict("changed", lost=lost, gained=gained) if lost or gained else UNDECIDED
