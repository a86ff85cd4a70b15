"""Where a catalog's records come from."""

from __future__ import annotations

from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evspec.catalogs.catalog import Catalog
    from evspec.claims import Record, Source

__all__ = ["Shelf"]


@frozen(eq=False)
class Shelf:
    """Where a catalog's records come from: all ids at once, each record on demand and once.

    Threads share it: whatever is read is read under its lock.

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
    beyond
        Returns the catalog in which ids that are not in this one are looked up, None for none.
    records
        What is in memory already.
    """

    ids: tuple[str, ...]
    read: Callable[[str, Mapping[str, Source]], Record]
    read_sources: Callable[[], Mapping[str, Source]]
    rebuild: Callable[[], Catalog] | None = field(default=None, kw_only=True)
    beyond: Callable[[], Catalog] | None = field(default=None, kw_only=True)
    _records: dict[str, Record] = field(factory=dict, kw_only=True, repr=False)
    _sources: list[Mapping[str, Source]] = field(factory=list, init=False, repr=False)
    _lock: RLock = field(factory=RLock, init=False, repr=False)

    def record(self, id_: str) -> Record:
        """Return one record, reading it the first time."""
        record = self._records.get(id_)
        if record is not None:
            return record
        with self._lock:
            if id_ not in self._records:
                self._records[id_] = self.read(id_, self.sources())
            return self._records[id_]

    def sources(self) -> Mapping[str, Source]:
        """Return the sources by their ids, reading them the first time."""
        with self._lock:
            if not self._sources:
                self._sources.append(MappingProxyType(self.read_sources()))
            return self._sources[0]
