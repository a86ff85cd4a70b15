"""Two figures of one row: which is more, whether that is sure, and how far they are apart."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from evspec.comparison.facts import ROUNDED, SAME, UNDECIDED, Kind, Reason, Verdict
from evspec.comparison.sizes import distance, is_next_to_nothing, shift
from evspec.measures import Interval, Measure
from evspec.specs import METRIC
from evspec.values import Span

if TYPE_CHECKING:
    from evspec.claims import Entry
    from evspec.measures import Order
    from evspec.specs import Spec, UnitChoice

__all__ = ["figures", "reason_of_parts"]


def figures(old: Entry, new: Entry, told: Order | None, units: UnitChoice | None) -> Verdict:
    """Compare two figures.

    Parameters
    ----------
    old, new
        The entries, of which neither is without a figure.
    told
        The order that relations tell, whatever the figures leave open.
    units
        The units of the difference, None if nobody asks how large it is.
    """
    x, y = old.interval, new.interval
    if x is None or y is None:
        return UNDECIDED
    if x.kind != y.kind:
        return Verdict("not comparable", reason=Reason.UNLIKE_KINDS, names=(x.kind, y.kind))
    is_definite = x.is_definite and y.is_definite
    partial = reason_of_parts(old, new)
    if is_definite and x == y:
        return _alike(SAME, old, new, partial)
    order = y.compare(x)
    is_sure = order in {"less", "greater"}
    if not is_sure:
        if is_definite and x.agrees_with(y):
            coarse = _coarse(old, new, x, y)
            return _alike(ROUNDED, old, new, partial) if coarse is None else coarse
        order, is_sure = (told, True) if told else (y.compare_ends(x), False)
    if partial and not (is_sure and partial is Reason.NOT_ALL_VARIANTS):
        return UNDECIDED._replace(reason=partial)
    # the ends of a span are those of unlike variants: where spans overlap, nothing is sure
    spans = isinstance(old.value, Span) or isinstance(new.value, Span)
    if order == "undecided" or (spans and not is_sure):
        return UNDECIDED if is_definite or spans else _apart(UNDECIDED, old, new, units)
    kind: Kind = "changed" if is_definite else "bounded"
    if partial:
        found = Verdict(kind, order, reason=Reason.VARIANTS_THAT_STATE_IT)
    else:
        found = Verdict(kind, order, is_sure=is_sure and not (is_definite and _is_nothing(old, new, x, y)))
    return _apart(found, old, new, units) if spans or not is_definite else _shifted(found, old, new, units)


def reason_of_parts(old: Entry, new: Entry) -> Reason | None:
    """Return why figures of some variants only have no verdict; None if they speak for the same ones."""
    if old.partial and new.partial:
        one, other = old.subject, new.subject
        kin = (one.make, one.model) == (other.make, other.model)
        # the M60 of one generation against the xDrive45 of the next says nothing of either
        return None if kin and old.partial == new.partial else Reason.OTHER_VARIANTS
    return Reason.NOT_ALL_VARIANTS if old.partial or new.partial else None


def _alike(found: Verdict, old: Entry, new: Entry, partial: Reason | None) -> Verdict:
    """Return of which variants a figure stays, where it is not told of all; of unlike ones that is open."""
    if partial is Reason.OTHER_VARIANTS:
        return UNDECIDED._replace(reason=partial)
    return found._replace(reason=Reason.SAME_FOR, names=old.partial or new.partial) if partial else found


def _coarse(old: Entry, new: Entry, x: Interval, y: Interval) -> Verdict | None:
    """Return that one of two figures that may be one is rounded too coarsely to tell, if it is.

    3 m may be 2,700 mm, and 0.5 m more. They are the same within rounding if their numbers are within
    half a percent, as 66 ft³ and 1,870 L are, or if the steps to which they are rounded are alike.
    """
    pairs = [(a, b) for a, b in ((x.lower, y.lower), (x.upper, y.upper)) if a is not None and b is not None]
    if any(end.about for pair in pairs for end in pair):
        return None
    for a, b in pairs:
        mine, theirs = Fraction(*a.value), Fraction(*b.value)
        left, right = (Fraction(*end.high) - Fraction(*end.low) for end in (a, b))
        if abs(mine - theirs) * 200 > max(abs(mine), abs(theirs)) and max(left, right) > _ALIKE * min(
            left, right
        ):
            coarser = old if left > right else new
            return UNDECIDED._replace(reason=Reason.COARSE, names=(_step(coarser),))
    return None


#: How many times one figure's step another's may be where both are rounded alike: a mile is 1.6 km.
_ALIKE: Final = 5


def _step(entry: Entry) -> str:
    """Return to what a figure is rounded, in the unit in which it is stated: "0.1 m"."""
    value = entry.value
    lies = value.printed_interval if isinstance(value, Measure) else entry.interval
    if lies is None:
        return ""
    return f"{10.0**lies.power:,.{max(0, -lies.power)}f} {lies.unit}"


def _shifted(found: Verdict, old: Entry, new: Entry, units: UnitChoice | None) -> Verdict:
    """Add the size of a change between two definite figures, which are subtracted end from end."""
    if units is None:
        return found
    a, b = old.meant(units), new.meant(units)
    if not (isinstance(a, Measure | Span) and isinstance(b, Measure | Span)):
        return found
    delta, percent = shift(a.printed_interval, b.printed_interval)
    return _sized(found, old.row.spec, delta, percent)


def _is_nothing(old: Entry, new: Entry, x: Interval, y: Interval) -> bool:
    """Return whether a change rounds to 0 %, by the numbers or as a table in metric units prints them."""
    spans = isinstance(old.value, Span) or isinstance(new.value, Span)
    if not is_next_to_nothing(x, y, 100, by_reach=spans):
        return False
    a, b = old.meant(METRIC), new.meant(METRIC)
    if isinstance(a, Measure | Span) and isinstance(b, Measure | Span):
        printed = is_next_to_nothing(a.printed_interval, b.printed_interval, by_reach=spans)
    else:
        printed = False
    return printed or is_next_to_nothing(x, y, by_reach=spans)


def _apart(found: Verdict, old: Entry, new: Entry, units: UnitChoice | None) -> Verdict:
    """Add how far two figures are apart, at least and at most.

    An end of zero is left open, since it says no more than the direction does.
    """
    if units is None:
        return found
    a, b = old.meant(units), new.meant(units)
    if not (isinstance(a, Measure | Span) and isinstance(b, Measure | Span)):
        return found
    unit = old.row.unit(units) or None
    delta, percent = distance(a.interval(unit), b.interval(unit), a.printed_interval, b.printed_interval)
    return found if delta.is_open else _sized(found, old.row.spec, delta, percent)


def _sized(found: Verdict, spec: Spec, delta: Interval, percent: Interval) -> Verdict:
    return found._replace(delta=delta, percent=percent if spec.percent and not percent.is_open else None)
