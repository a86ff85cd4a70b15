"""Where a catalog's records come from: each read when it is asked for, and once."""

from __future__ import annotations

from collections.abc import Mapping
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from attrs import field, frozen

from evspec.errors import EvspecError
from evspec.forks import share

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.claims import Record, Source
    from evspec.vehicles import Generation, Variant

__all__ = ["Store", "check_sources"]

#: The catalog that it is the store of.
C = TypeVar("C")

# One for all stores: a joined catalog reads those of both, in whichever order.
_reading: Final = RLock()
share(_reading)


@frozen(eq=False)
class Store(Generic[C]):
    """Where a catalog's records come from: all ids at once, each record on demand and once.

    Threads share it: whatever is read is read under the lock of all stores.

    Parameters
    ----------
    ids
        Every generation's id, sorted.
    read
        Reads one record, given its id and the sources.
    read_sources
        Reads the sources.
    rebuild
        Returns the catalog in another process, for pickling; None to pickle the records.
    fallback
        Returns the catalog in which ids that are not in this one are looked up, None for none.
    beyond
        Finds a vehicle that is no part of the catalog, by its id or a name; if the second is True, only what
        agencies have of the very year in the name. None for no such vehicles.
    records
        What is in memory already.
    """

    ids: tuple[str, ...]
    read: Callable[[str, Mapping[str, Source]], Record]
    read_sources: Callable[[], Mapping[str, Source]]
    rebuild: Callable[[], C] | None = field(default=None, kw_only=True)
    fallback: Callable[[], C] | None = field(default=None, kw_only=True)
    beyond: Callable[[str, bool], Generation | Variant | None] | None = field(default=None, kw_only=True)
    _records: dict[str, Record] = field(factory=dict, kw_only=True, repr=False)
    _sources: list[Mapping[str, Source]] = field(factory=list, init=False, repr=False)

    def record(self, id_: str) -> Record:
        """Return one record, reading it the first time."""
        record = self._records.get(id_)
        if record is not None:
            return record
        with _reading:
            if id_ not in self._records:
                self._records[id_] = self.read(id_, self.sources())
            return self._records[id_]

    def sources(self) -> Mapping[str, Source]:
        """Return the sources by their ids, reading them the first time."""
        with _reading:
            if not self._sources:
                self._sources.append(MappingProxyType(self.read_sources()))
            return self._sources[0]

    def joined(self, other: Store[C], rebuild: Callable[[], C]) -> Store[C]:
        """Return the records of two stores; of a generation that both have, the other's.

        Raises
        ------
        EvspecError
            If both have a source of the same id in unlike words.
        """
        check_sources(self.sources(), other.sources())
        others = frozenset(other.ids)

        def read(id_: str, _sources: Mapping[str, Source]) -> Record:
            return (other if id_ in others else self).record(id_)

        return Store(
            tuple(sorted({*self.ids, *others})),
            read,
            lambda: {**self.sources(), **other.sources()},
            rebuild=rebuild,
            fallback=self.fallback or other.fallback,
            beyond=self.beyond or other.beyond,
        )


def check_sources(own: Mapping[str, Source], others: Mapping[str, Source]) -> None:
    """Raise an EvspecError if sources of the same id are told in unlike words."""
    unlike = [id_ for id_ in others if id_ in own and own[id_] != others[id_]]
    if unlike:
        words = ", ".join(map(repr, unlike[:3])) + (f" and {len(unlike) - 3} more" if len(unlike) > 3 else "")
        raise EvspecError(f"both catalogs have {words} among their sources, in unlike words; rename one")
