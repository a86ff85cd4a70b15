"""A generation in its line: what it replaces, what replaces it, and the years that it has between them."""

from __future__ import annotations

from typing import Self

from attrs import frozen

from evspec.vehicles.vehicle import Vehicle
from evspec.vehicles.years import last_edition, years_stated

__all__ = ["InLine"]


@frozen(repr=False)
class InLine(Vehicle):
    """A vehicle that has its place in a line, as generations do."""

    @property
    def predecessor(self) -> Self | None:
        """The generation that this one replaces; the first if there are several."""
        return self._linked(self._record.predecessors)

    @property
    def successor(self) -> Self | None:
        """The generation that replaces this one; the first if there are several."""
        return self._linked(self._record.successors)

    @property
    def years(self) -> tuple[int | None, int | None]:
        """The first and the last model year, None for what nothing tells.

        What the file states counts. Else the first is the year of the earliest edition, launch or start of
        production, and the last that of the latest end of production; what takes its place ends it too.

        Examples
        --------
        >>> import evspec as ev
        >>> ev.catalog["nissan/leaf/ze0"].years
        (2010, 2017)
        """
        first, last = years_stated(self._record)
        if last is None:
            linked = [self._lookup(id_) for id_ in self._record.successors]
            starts = [years_stated(one._record)[0] for one in linked if isinstance(one, InLine)]
            last = min((year for year in starts if year is not None), default=None)
        return first, last if last is None or first is None else max(first, last)

    @property
    def lineage(self) -> tuple[Self, ...]:
        """What led to this generation, the oldest first, then itself, then what came and comes after.

        Of several predecessors or successors the first is followed.

        Examples
        --------
        >>> import evspec as ev
        >>> [generation.code for generation in ev.catalog["bmw/ix1/u11"].lineage]
        ['U11', 'NB5']
        """
        line, seen = [self], {self.id}
        # links may lead round, since each is checked with its neighbor only
        while (before := line[-1].predecessor) is not None and before.id not in seen:
            line.append(before)
            seen.add(before.id)
        line.reverse()
        while (after := line[-1].successor) is not None and after.id not in seen:
            line.append(after)
            seen.add(after.id)
        return tuple(line)

    def _linked(self, ids: tuple[str, ...]) -> Self | None:
        linked = self._lookup(ids[0]) if ids else None
        return linked.as_of(self.as_of_date) if isinstance(linked, type(self)) else None

    def _years(self) -> tuple[int | None, int | None]:
        first, last = years_stated(self._record)
        after = self.successor if last is None else None
        if after is not None and first is not None:
            start, newest = years_stated(after._record)[0], after._newest()
            # what is merely to come ends nothing yet
            if start is not None and newest is not None and newest.last and newest.last.year >= start:
                last = max(first, start - 1, last_edition(self._record))
        return first, last
