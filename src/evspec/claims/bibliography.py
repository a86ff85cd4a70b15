"""The sources of a table, for programs: each cell names its own by id, and here they are told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.claims.source import Source
    from evspec.table.document import JSON

__all__ = ["Bibliography"]


class Bibliography:
    """Collects the sources that the cells of one table name, and gives equal sources one id.

    Ids are unique in a catalog. Vehicles of two catalogs, or made in code, may use one id for unlike
    sources: the second one then gets a number behind it, "press (2)".
    """

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._known: dict[Source, str] = {}

    def ids(self, sources: Iterable[Source]) -> list[JSON]:
        """Return the ids of sources."""
        return [self._known.get(source) or self._id(source) for source in sources]

    def _id(self, source: Source) -> str:
        id_, number = source.id, 1
        while (known := self._sources.setdefault(id_, source)) is not source and known != source:
            number += 1
            id_ = f"{source.id} ({number})"
        self._known[source] = id_
        return id_

    @property
    def data(self) -> dict[str, JSON]:
        """Each source by its id, with the keys that a file of sources has, as far as they are known."""
        return {id_: _told(source) for id_, source in self._sources.items()}


def _told(source: Source) -> dict[str, JSON]:
    optional: dict[str, JSON] = {
        "title": source.title,
        "address": source.address,
        "date": source.date.text if source.date is not None else "",
        "copies": source.copies,
        # what a program states itself has no standing among publications
        "tier": source.tier if source.kind != "code" else "",
    }
    told: dict[str, JSON] = {"publisher": source.publisher, "kind": source.kind}
    return told | {key: value for key, value in optional.items() if value != ""}
