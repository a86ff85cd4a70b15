"""What several vehicles state, row by row, and which of the rows a table of them shows."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import combinations, starmap
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from evspec.claims import unlike, unstated
from evspec.claims.asked import filled
from evspec.values import agree
from evspec.vehicles import entry_of, record_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evspec.claims import Entry, QualifiedSpec, Selection
    from evspec.specs import Spec
    from evspec.values import Value
    from evspec.vehicles import Vehicle

__all__ = ["Grid"]


@frozen(slots=False, eq=False)
class Grid:
    """What vehicles state in the rows that were asked for.

    Attributes
    ----------
    vehicles
        The columns.
    asked
        The rows, in the order of tables.
    cycle
        The test cycle that alone is shown of a spec where any of the vehicles states it, "" for all.
    only_differences
        Whether rows are left out that are the same for all.
    words
        What was asked for, if the rows were; of several rows one may stand for all.
    """

    vehicles: tuple[Vehicle, ...]
    asked: tuple[QualifiedSpec, ...]
    cycle: str = ""
    only_differences: bool = False
    words: tuple[str, ...] = ()

    @cached_property
    def entries(self) -> Mapping[QualifiedSpec, Mapping[int, Entry]]:
        """What stands in each row, by the places of the vehicles of which something is said."""
        entries: dict[QualifiedSpec, dict[int, Entry]] = {row: {} for row in self.asked}
        named = [row for row in entries if row.opened is not None]
        for n, vehicle in enumerate(self.vehicles):
            # a relation that leaves a condition open may stand in any row that another vehicle has
            own = dict.fromkeys(rows_of(vehicle))
            # and what it states of no market in particular, in the row of any
            rows = own | dict.fromkeys(row for row in named if row.opened in own)
            for row in entries if record_of(vehicle).open_relations else rows:
                places = entries.get(row)
                if places is not None:
                    places[n] = entry_of(vehicle, row)
        return entries

    @cached_property
    def filled(self) -> Mapping[QualifiedSpec, Mapping[int, Entry]]:
        """The rows that stand for what was asked for, each with what others fill its empty cells with."""
        return filled(self.words, self.entries, self.cycle)

    def rows(self, which: Literal["new", "shared", "all"], *, whole: bool) -> list[QualifiedSpec]:
        """Return the rows that a table shows.

        Parameters
        ----------
        which
            "shared" for those that two or more vehicles state, "all" for every one.
        whole
            Whether a row stays that one vehicle alone states, since it was asked for by name.
        """
        return [row for row in self.entries if self._is_kept(row, which, whole=whole)]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what was asked for is stated by a source that counts."""
        return not any(map(self.values, self.entries))

    def values(self, row: QualifiedSpec) -> list[Value]:
        """Return what is stated in a row."""
        return [entry.value for entry in self.entries[row].values() if entry.value is not None]

    def is_open(self, row: QualifiedSpec) -> bool:
        """Return whether some figure of a row lacks a condition that it should state."""
        return row.unstated or bool(unstated(self._selections(row)))

    def _selections(self, row: QualifiedSpec) -> list[Selection | None]:
        return [entry.selection for entry in self.entries[row].values()]

    @cached_property
    def _siblings(self) -> Mapping[Spec, Sequence[QualifiedSpec]]:
        """The rows of each spec."""
        found = defaultdict(list)
        for row in self.entries:
            found[row.spec].append(row)
        return found

    def _is_kept(self, row: QualifiedSpec, which: Literal["new", "shared", "all"], *, whole: bool) -> bool:
        if row not in self.filled:
            return False
        values = self.values(row)
        everywhere = self.only_differences and len(values) == len(self.vehicles) > 1
        if everywhere and _alike(values) and _is_comparable(row, self._selections(row)):
            return False
        if self.cycle and self._has_preferred_cycle(row):
            return bool(values)
        siblings = self._siblings[row.spec]
        if self.cycle and any(map(self._has_preferred_cycle, siblings)):
            return False
        if which == "all" or whole or len(self.vehicles) == 1:
            return bool(values)
        told = [other for other in siblings if not other.unstated]
        # figures without their condition compare with nothing, so they stand in the notes
        if row.unstated and any(map(self.values, told)):
            return False
        if len(values) > 1:
            return True
        # two that state a spec under unlike conditions alone are shown, each in its own row
        stating = {n for other in told for n, entry in self.entries[other].items() if entry.supporting}
        return bool(values) and len(stating) > 1 and all(len(self.values(other)) < 2 for other in told)

    def _has_preferred_cycle(self, row: QualifiedSpec) -> bool:
        return dict(row.splits).get("cycle") == self.cycle and bool(self.values(row))


def _alike(values: Sequence[Value]) -> bool:
    """Tell whether all say the same; 46 kWh agrees with 45.6 and 46.4 kWh, and those not with one another."""
    distinct = list(dict.fromkeys(values))
    return all(starmap(agree, combinations(distinct, 2)))


def _is_comparable(row: QualifiedSpec, selections: Sequence[Selection | None]) -> bool:
    """Tell whether equal figures are known to be the same: under like conditions, or the very same claims."""
    first, *others = selections
    return all(other == first for other in others) or not (row.unstated or unlike(row, selections))
