"""Two vehicles held against each other: which pairs of variants decide, and what each row comes to."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from evspec.comparison.change import Change
from evspec.comparison.facts import UNDECIDED, Reason
from evspec.comparison.pair_verdicts import by_pairs, is_told_once, verdicts_on
from evspec.comparison.pairing import Pair, paired
from evspec.comparison.verdict import verdict
from evspec.specs import METRIC
from evspec.vehicles import Generation, Vehicle, precedes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.claims import Entry
    from evspec.specs import Better, UnitChoice

__all__ = ["Matchup", "pairs_decide"]


def pairs_decide(old: Vehicle, new: Vehicle) -> bool:
    """Return whether the variants of two generations decide their rows: if one of them precedes the other.

    A generation in two editions is a line of its own; on two days it is what was known that changes.
    """
    if not (isinstance(old, Generation) and isinstance(new, Generation)):
        return False
    is_one = old.id == new.id and old.edition != new.edition
    return is_one or precedes(old, new) or precedes(new, old)


class Matchup:
    """Two vehicles, and how their rows are decided.

    Along a lineage a row of two generations is decided by the pairs of variants that state it on
    both sides; anywhere else, and where no pair states it, by what each vehicle states as a whole.

    Parameters
    ----------
    old, new
        The vehicles.
    units
        The units of differences.
    better
        For the keys of specs, which end is the better one, in place of what the spec says.
    chosen
        Pairs that are given: slug or id of an old variant to that of a new one.
    """

    def __init__(
        self,
        old: Vehicle,
        new: Vehicle,
        units: UnitChoice = METRIC,
        better: Mapping[str, Better] = MappingProxyType({}),
        chosen: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._old, self._new = old, new
        self._units = units
        self._better = better
        self._chosen = chosen
        self._told: dict[tuple[int, int], Change] = {}

    def in_units(self, units: UnitChoice) -> Matchup:
        """Return the same two vehicles with differences in other units; who is paired is not asked again."""
        other = Matchup(self._old, self._new, units, self._better, self._chosen)
        other.__dict__.update(pairs=self.pairs, _deciding=self._deciding)
        return other

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Which variant takes the place of which, those without a counterpart included."""
        return paired(self._old, self._new, self._chosen)

    @cached_property
    def _deciding(self) -> tuple[Pair, ...]:
        whole = isinstance(self._old, Generation) and isinstance(self._new, Generation)
        if not (whole and (self._chosen or pairs_decide(self._old, self._new))):
            return ()
        return tuple(pair for pair in self.pairs if pair.old is not None and pair.new is not None)

    def change(self, old: Entry, new: Entry) -> Change:
        """Return what the entries of both vehicles in one row come to; it is decided once."""
        # by identity, since to hash an entry takes as long as to decide; of a copy the numbers are others
        found = self._told.get((id(old), id(new)))
        if found is None or found.entries[0] is not old or found.entries[1] is not new:
            found = self._told[id(old), id(new)] = self._decided(old, new)
        return found

    def _decided(self, old: Entry, new: Entry) -> Change:
        deciding = () if is_told_once(old, new) else self._deciding
        if deciding:
            pairs = verdicts_on(old.row, deciding, self._units, self._better)
            # figures under no stated condition are told as a whole, but where one source compares them
            told = [pair.verdict.reason is Reason.ONE_SOURCE for pair in pairs]
            if any(told) or (pairs and not old.row.unstated):
                joint = by_pairs(pairs, self._better)
                return Change((old, new), joint, pairs, len(deciding), units=self._units)
        found = verdict(old, new, self._units, self._better)
        if deciding and found.reason in _OF_SOME:
            # no pair states it on both sides: those that do are each without a counterpart that does
            found = UNDECIDED._replace(reason=Reason.OTHER_VARIANTS)
        return Change((old, new), found, units=self._units)


#: What a figure of some variants comes to against one of all.
_OF_SOME = {Reason.NOT_ALL_VARIANTS, Reason.VARIANTS_THAT_STATE_IT}
