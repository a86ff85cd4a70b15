"""Two catalogs as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from operator import or_
from typing import TYPE_CHECKING

from attrs import evolve

from evspec.catalogs.shelf import Shelf
from evspec.errors import EvspecError

if TYPE_CHECKING:
    from evspec.catalogs.catalog import Catalog
    from evspec.claims import Record, Source

__all__ = ["join"]


def join(left: Catalog, right: Catalog) -> Shelf:
    """Return the records of both; see `Catalog.__or__` for the rules."""
    if left.as_of_date != right.as_of_date:
        raise EvspecError(
            f"catalogs as of {left.as_of_date or 'today'} and "
            f"{right.as_of_date or 'today'} cannot be joined; "
            "join them first, then write (a | b).as_of(…)"
        )
    _check_sources(left, right)
    ours = frozenset(right.ids)

    def read(id_: str, _sources: Mapping[str, Source]) -> Record:
        return (right if id_ in ours else left).shelf.record(id_)

    return Shelf(
        tuple(sorted({*left.ids, *ours})),
        read,
        lambda: _Both(left.sources, right.sources),
        rebuild=partial(or_, evolve(left, as_of_date=None), evolve(right, as_of_date=None)),
        beyond=left.shelf.beyond or right.shelf.beyond,
    )


def _check_sources(left: Catalog, right: Catalog) -> None:
    unlike = [id_ for id_ in right.sources if id_ in left.sources and left.sources[id_] != right.sources[id_]]
    if unlike:
        words = ", ".join(map(repr, unlike[:3])) + (f" and {len(unlike) - 3} more" if len(unlike) > 3 else "")
        raise EvspecError(f"both catalogs have {words} among their sources, in unlike words; rename one")


class _Both(Mapping[str, "Source"]):
    """The sources of both, each still read when it is asked for."""

    def __init__(self, left: Mapping[str, Source], right: Mapping[str, Source]) -> None:
        self._left = left
        self._right = right

    def __getitem__(self, id_: str) -> Source:
        return self._right[id_] if id_ in self._right else self._left[id_]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._left), **dict.fromkeys(self._right)})

    def __len__(self) -> int:
        return len({*self._left, *self._right})
