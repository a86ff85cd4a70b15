"""The index of the record: what its cars are called, and between which numbers each of their figures lies.

It tells who answers a search before any car's claims are read. It is one more file of the record: a line of
the names of all generations, and a line for each spec with what a table would show of every car, by the
conditions under which it is said and as often as it differs.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from math import ceil, floor, inf, log10
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from evspec.catalogs.search import Column, Known, interval_of, is_choice
from evspec.claims import Qualifiers, Statement
from evspec.claims.qualified import apart_and_beside
from evspec.values import Unknown
from evspec.vehicles import Generation, selections_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from evspec.catalogs.search import Query
    from evspec.claims import Claim, QualifiedSpec

__all__ = ["Numbers", "numbers_text"]

#: So many significant digits of the ends of a figure are kept, rounded outward.
_DIGITS: Final = 6


class _Stated(NamedTuple):
    """What cars state in a row, however many of them."""

    qualifiers: tuple[tuple[str, str], ...]
    value: str
    is_choice: bool
    low: float | None
    high: float | None


def numbers_text(names: Sequence[Mapping[str, Any]], generations: Iterable[Generation]) -> str:
    """Return the index of generations, sorted by id; the same ones give the same text.

    Parameters
    ----------
    names
        What stands in the line of each before its claims.
    generations
        The same ones, with their claims.
    """
    specs: dict[str, dict[_Stated, list[int]]] = defaultdict(lambda: defaultdict(list))
    number = 0
    for generation in generations:
        for vehicle in generation.variants or (generation,):
            for row, selection in selections_of(vehicle):
                if selection.row == row and selection.value is not None:
                    specs[row.spec.key][_stated(selection.claim)].append(number)
            number += 1
    lines: list[object] = [names]
    for key in sorted(specs):
        rows: dict[tuple[tuple[str, str], ...], list[object]] = defaultdict(list)
        for one, numbers in specs[key].items():
            rows[one.qualifiers].append([one.low, one.high, numbers])
        lines.append([key, [[dict(pairs), rows[pairs]] for pairs in sorted(rows)]])
    return "".join(f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n" for line in lines)


def _stated(claim: Claim) -> _Stated:
    lies = interval_of(claim.value, claim.spec)
    low = high = None
    if lies is not None and lies.kind == claim.spec.kind and lies.lower and lies.upper:
        # a number that was printed in two units may lie beyond what one of them leaves open
        low = min(_outward(*end, round_=floor) for end in (lies.lower.low, lies.lower.value))
        high = max(_outward(*end, round_=ceil) for end in (lies.upper.high, lies.upper.value))
    pairs = claim.statement.qualifiers.pairs
    return _Stated(pairs, str(claim.value), is_choice(claim), low, high)


def _outward(over: int, under: int, round_: Callable[[float], int]) -> float:
    """Return a quotient to a few digits, rounded down or up, and surely not to the other side."""
    if not over:
        return 0
    step = floor(log10(abs(over / under))) - _DIGITS + 1
    # of integers, since a float might lie on the other side already
    scaled = over * 10 ** max(-step, 0), under * 10 ** max(step, 0)
    whole = scaled[0] // scaled[1] if round_ is floor else -(-scaled[0] // scaled[1])
    found = float(f"{whole}e{step}")
    return int(found) if found.is_integer() else found


class Numbers:
    """The index of a record.

    Parameters
    ----------
    text
        As `numbers_text` made it.
    read
        Returns a generation with the claims on a spec of one variant at least, by its id, the variant's slug
        and the key of the spec.
    """

    def __init__(self, text: str, read: Callable[[str, str, str], Generation]) -> None:
        self._head, *lines = text.splitlines()
        # each is read when its spec is asked for
        self._lines = {line[2 : line.index('"', 2)]: line for line in lines}
        self._read = read

    @cached_property
    def _names(self) -> Sequence[Mapping[str, Any]]:
        """What stands in the line of each generation before its claims, by id."""
        found: list[Mapping[str, Any]] = json.loads(self._head)
        return found

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The number of the first vehicle of each generation, and at last how many there are."""
        return [0, *accumulate(len(one.get("variants", "1")) for one in self._names)]

    def column(self, query: Query) -> Column | None:
        """Return what all vehicles of the record state of a query's spec, None if that takes more than this.

        Parameters
        ----------
        query
            What is asked; a condition that sets no rows apart takes the claims themselves.
        """
        apart, beside = apart_and_beside(query.spec, dict(query.qualifiers))
        if beside:
            return None
        claims: list[Claim | Known | None] = [None]
        places = [-1] * self._starts[-1]
        line = self._lines.get(query.spec.key)
        rows = json.loads(line)[1] if line is not None else []
        said = [(Statement(query.spec, Unknown(), Qualifiers.of(told)), entries) for told, entries in rows]
        # of several rows the first counts, as for `Vehicle.get`
        for statement, entries in sorted(said, key=lambda one: one[0].row.place):
            if not statement.row.matches(apart):
                continue
            answers = query.asks_for(statement)
            for low, high, numbers in entries:
                place = len(claims) if answers else 0
                if answers:
                    read = self._reader(numbers[0], statement.row)
                    claims.append(Known(-inf if low is None else low, inf if high is None else high, read))
                for number in numbers:
                    if places[number] < 0:
                        places[number] = place
        return Column(claims, [max(place, 0) for place in places])

    def _reader(self, number: int, row: QualifiedSpec) -> Callable[[], Claim]:
        def read() -> Claim:
            at = bisect_right(self._starts, number) - 1
            names = self._names[at]
            slug = [*names.get("variants", {"": ""})][number - self._starts[at]]
            generation = self._read(names["id"], slug, row.spec.key)
            vehicle = generation.variant(slug) if slug else generation
            return next(found.claim for one, found in selections_of(vehicle) if one == row)

        return read

    def generations(self) -> Iterator[tuple[Mapping[str, Any], range]]:
        """Yield what stands in the line of each generation before its claims, and its vehicles' numbers."""
        for names, first, last in zip(self._names, self._starts, self._starts[1:], strict=False):
            yield names, range(first, last)
