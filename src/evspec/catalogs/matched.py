"""The claims on vehicles of one catalog, said of those of another that they were matched with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Protocol

from attrs import evolve

from evspec.errors import WrongType, is_several
from evspec.vehicles import Generation, Variant, record_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evspec.claims import Claim, Record

__all__ = ["Proposal", "moved", "with_claims"]

_YEAR: Final = re.compile(r"\d{4}(?!\d)")


class Proposal(Protocol):
    """Which vehicles a row may be, as `match` proposes it."""

    @property
    def row(self) -> str:
        """The id of the vehicle that was matched."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The vehicles that it may be."""

    @property
    def verdict(self) -> str:
        """How sure that is."""


class _Finds(Protocol):
    def __getitem__(self, id_: str, /) -> Generation | Variant: ...


def with_claims(
    records: Mapping[str, Record], own: _Finds, other: _Finds, matches: Iterable[Proposal]
) -> dict[str, Record]:
    """Return records with the claims on what was matched surely; see `Catalog.with_claims_of`."""
    added: dict[str, list[Claim]] = {}
    for one in _proposals(matches):
        if one.verdict == "sure":
            to = own[one.ids[0]]
            added.setdefault(record_of(to).id, []).extend(moved(other[one.row], to))
    return {
        id_: evolve(record, claims=(*record.claims, *added[id_])) if id_ in added else record
        for id_, record in records.items()
    }


def _proposals(matches: object) -> Iterator[Proposal]:
    if not is_several(matches):
        raise WrongType(f"with_claims_of takes what match returns; found {matches!r}")
    for one in matches:
        if not hasattr(one, "verdict"):
            raise WrongType(f"with_claims_of takes what match returns; found {one!r} in it")
        yield one


def moved(vehicle: Generation | Variant, to: Generation | Variant) -> Iterator[Claim]:
    """Yield the claims on a vehicle as claims on another one, of the edition of their year."""
    record, edition = record_of(vehicle), _edition(vehicle, to.editions)
    for claim in record.claims:
        if claim.about in {record.id, vehicle.id}:
            yield claim.but(about=to.id, edition=edition)


def _edition(vehicle: Generation | Variant, editions: Sequence[str]) -> str:
    """Return the last edition that had begun in a vehicle's model year; the first if none had."""
    year = _YEAR.search(vehicle.code)
    begun = [one for one in editions if year and (found := _YEAR.match(one)) and found[0] <= year[0]]
    return begun[-1] if begun else editions[0] if editions else ""
