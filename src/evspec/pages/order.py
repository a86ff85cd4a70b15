"""How the vehicles of a page lie in a row: whole numbers that a browser compares in place of figures."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.claims import left_out
from evspec.measures.ends import End
from evspec.values import Dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from evspec.claims import Entry
    from evspec.measures.figures import Quotient

__all__ = ["is_open", "ranks"]

#: The bits of the last number: an end that is left out itself, a figure that is only "about", and one whose
#: conditions are not stated or that speaks for some variants only.
_STRICT_LOWER, _STRICT_UPPER, _ABOUT, _OPEN = 1, 2, 4, 8
#: The place of an end that is open.
_NONE: Final = -1


class _Lies(NamedTuple):
    """Where a figure lies.

    Attributes
    ----------
    group
        What is measured, in which currency and cycle: others have no order to it.
    leads
        The end by which it is sorted, None if that is open.
    lower, upper
        Its ends.
    bits
        What is to be said of them.
    """

    group: tuple[str, str | None]
    leads: End | None
    lower: End | None
    upper: End | None
    bits: int


def ranks(entries: Mapping[int, Entry]) -> dict[int, list[int]]:
    """Return how the figures of a row lie to each other.

    Parameters
    ----------
    entries
        What the vehicles state, by their places.

    Returns
    -------
    dict
        For each vehicle with a figure or a date its group (0 for that of the most vehicles), the rank of the
        end that it is sorted by, those of its lower end and of where its rounding begins, those of its upper
        end and of where its rounding ends, and bits. An open end is -1. One figure is surely below another
        just where `evspec.measures.ends.is_below` says so of the ends that were ranked.
    """
    found = {n: lies for n, entry in entries.items() if (lies := _lies(entry)) is not None}
    sizes = Counter(lies.group for lies in found.values())
    groups = {
        group: n for n, (group, _) in enumerate(sorted(sizes.items(), key=lambda one: (-one[1], str(one))))
    }
    made = {}
    for group, number in groups.items():
        ours = {n: lies for n, lies in found.items() if lies.group == group}
        places = _places(ours.values())
        for n, lies in ours.items():
            lower, upper, leads = lies.lower, lies.upper, lies.leads
            made[n] = [
                number,
                _NONE if leads is None else places[leads.value],
                *((_NONE, _NONE) if lower is None else (places[lower.value], places[lower.low])),
                *((_NONE, _NONE) if upper is None else (places[upper.value], places[upper.high])),
                lies.bits,
            ]
    return made


def _places(found: Iterable[_Lies]) -> dict[Quotient, int]:
    """Return the rank of each number among all, the same for equal ones."""
    numbers: dict[Quotient, Fraction] = {}
    for lies in found:
        for end in (lies.lower, lies.upper):
            for quotient in () if end is None else (end.value, end.low, end.high):
                if quotient not in numbers:
                    numbers[quotient] = Fraction(*quotient)
    order = {number: rank for rank, number in enumerate(sorted(set(numbers.values())))}
    return {quotient: order[number] for quotient, number in numbers.items()}


def _lies(entry: Entry) -> _Lies | None:
    value, selection = entry.value, entry.selection
    if selection is None or selection.is_option:
        return None
    if isinstance(value, Dates):
        if value.first is None and value.last is None:
            return None
        lower, upper = _day(value.first), _day(value.last)
        return _Lies(("date", None), lower or upper, lower, upper, _OPEN if entry.partial else 0)
    interval = entry.interval
    if interval is None or interval.is_open:
        return None
    lower, upper = interval.lower, interval.upper
    bits = _STRICT_LOWER if lower is not None and lower.strict else 0
    bits |= _STRICT_UPPER if upper is not None and upper.strict else 0
    bits |= _ABOUT if interval.about else 0
    bits |= _OPEN if is_open(entry) or entry.partial else 0
    # a bound is placed by the number that it has
    leads = (lower or upper) if entry.row.spec.is_led_by_lowest else (upper or lower)
    return _Lies((interval.kind, interval.cycle), leads, lower, upper, bits)


def is_open(entry: Entry) -> bool:
    """Return whether a condition is not stated, so that the figure compares with none."""
    return entry.row.unstated or any(map(left_out, entry.supporting[:1]))


def _day(day: dt.date | None) -> End | None:
    if day is None:
        return None
    number = day.toordinal(), 1
    return End(number, number, number)
