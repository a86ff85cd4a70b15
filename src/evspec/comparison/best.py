"""Which figures of a row are the best: those that are ahead of every other by the verdict on the two."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from evspec.claims import FIRM, left_out
from evspec.comparison.facts import SAME
from evspec.measures import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from evspec.claims import Entry
    from evspec.comparison.facts import Verdict
    from evspec.specs import Better

__all__ = ["best_of"]


def best_of(
    entries: Mapping[int, Entry],
    verdict_on: Callable[[int, int], Verdict],
    better: Mapping[str, Better] = MappingProxyType({}),
    *,
    decided_by_ends: bool = True,
) -> frozenset[int]:
    """Return the places of those that are the best of a row: ahead of every other by their verdict.

    Ties are shared. Only figures that are out (official, measured, reported) can win; if the best is
    merely expected, none does.

    Parameters
    ----------
    entries
        What each vehicle states, by its place; those that state nothing may be left out.
    verdict_on
        Gives the verdict on the second of two places against the first.
    better
        For the keys of specs, which end is the better one, in place of what the spec says.
    decided_by_ends
        Whether only what the entries state decides, so that one of the foremost wins if any does.
    """
    stated = {n: entry for n, entry in entries.items() if entry.value is not None}
    none: frozenset[int] = frozenset()
    if len(stated) < 2:
        return none
    spec = next(iter(stated.values())).row.spec
    end = better.get(spec.key, spec.better)
    if not end:
        return none
    likes = {n: _like(entry) for n, entry in stated.items()} if decided_by_ends else {}
    alike = _alike(stated, likes) if decided_by_ends else {n: [n] for n in stated}
    heads = {n: stated[n] for n in alike}
    foremost = _foremost(heads, end) if decided_by_ends else heads
    lines = _lines(heads, likes, end) if decided_by_ends else [[n] for n in heads]
    ties = {n: same for n in foremost if (same := _ties(n, lines, verdict_on)) is not None}
    # what is the same as one that does not win wins no more than that
    while lost := [n for n, same in ties.items() if not same <= ties.keys()]:
        for n in lost:
            del ties[n]
    shared = {(stated[n].partial, stated[n].status in FIRM) for n in ties}
    is_sure = len(shared) == 1 and all(is_out for _, is_out in shared)
    winners = frozenset(n for head in ties for n in alike[head])
    return winners if is_sure and len(winners) < len(stated) else none


def _alike(stated: Mapping[int, Entry], likes: Mapping[int, object]) -> dict[int, list[int]]:
    """Return the places of figures of which nothing differs, by the first of them.

    They are the same to one another, and any other is to one as to all: a hundred cars of one power
    are held against the rest once.
    """
    groups: dict[object, list[int]] = {}
    for n, entry in stated.items():
        like, lies = likes[n], entry.interval
        key = (like, lies.lower, lies.upper) if like is not None and lies is not None else n
        groups.setdefault(key, []).append(n)
    return {places[0]: places for places in groups.values()}


def _like(entry: Entry) -> tuple[object, ...] | None:
    """Return what a definite figure shares with those that differ in their ends alone; None of others."""
    lies = entry.interval
    if lies is None or not lies.is_definite or entry.partial or entry.related or entry.row.unstated:
        return None
    first = entry.supporting[0]
    if left_out(first):
        return None
    return lies.kind, lies.cycle, first.qualifiers.pairs, entry.status in FIRM, entry.fuels


def _lines(
    heads: Mapping[int, Entry], likes: Mapping[int, object], better: Better
) -> Collection[Sequence[int]]:
    """Return figures one behind another, in a line those of one unit, rounding and set of conditions.

    What is surely ahead of one is ahead of all behind it: of a hundred cars the foremost is held against
    the next. Any other figure is a line of its own.
    """
    lines: dict[object, list[tuple[float, int]]] = {}
    for n, entry in heads.items():
        value, lies, like = entry.value, entry.interval, likes[n]
        key, number = cast("object", n), 0.0
        if like is not None and isinstance(value, Measure) and lies is not None and lies.lower == lies.upper:
            key = like, value.unit, lies.power
            over, under = lies.lower.value if lies.lower is not None else (0, 1)
            number = over / under
        lines.setdefault(key, []).append((-number if better == "higher" else number, n))
    return [[n for _, n in sorted(line)] for line in lines.values()]


def _ties(n: int, lines: Iterable[Sequence[int]], decided: Callable[[int, int], Verdict]) -> set[int] | None:
    """Return which others are the same as one that is ahead of all the rest; None if it is not."""
    same = set()
    for line in lines:
        for m in line:
            found = decided(m, n) if m != n else SAME
            if found.kind == "same":
                same.add(m)
            elif found.better is not True:
                return None
            else:
                break
    return same - {n}


def _foremost(stated: Mapping[int, Entry], better: Better) -> Iterable[int]:
    """Return those that alone can be ahead of all others: with the foremost of the worse ends.

    A relation may tell an order that no end does, so that none is left out beside one.
    """
    if any(entry.related for entry in stated.values()):
        return stated
    higher = better == "higher"
    lies = {n: entry.interval for n, entry in stated.items()}
    ends = {n: one.low if higher else one.high for n, one in lies.items() if one is not None}
    known = [end for end in ends.values() if end is not None]
    first = (max if higher else min)(known, default=None)
    return [n for n, end in ends.items() if end is not None and end == first]
