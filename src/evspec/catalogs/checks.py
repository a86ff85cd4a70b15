"""What only several files together can get wrong: links, and relations that lead nowhere or round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from evspec.errors import did_you_mean
from evspec.values import Categories, Relation

if TYPE_CHECKING:
    from evspec.model import Claim, Record, Row

__all__ = ["check_links"]

_Found = Iterator[tuple[str, tuple[str | int, ...], str]]


def check_links(records: Mapping[str, Record]) -> _Found:
    """Yield id, path and message of each link or relation that does not hold.

    Predecessor and successor must exist and name each other; the target of a relation must exist,
    and following relations must not come back to where it started.
    """
    ids = {*records, *(f"{r.id}/{slug}" for r in records.values() for slug, _ in r.variants)}
    for record in records.values():
        yield from _links(record, records, "predecessor", "successor")
        yield from _links(record, records, "successor", "predecessor")
        for claim in record.claims:
            if claim.spec.kind == "vehicle set" and isinstance(claim.value, Categories):
                for other in (*claim.value.includes, *claim.value.excludes):
                    if other not in ids:
                        yield (
                            record.id,
                            _path(record, claim),
                            f"{other!r}: no such vehicle{did_you_mean(other, ids)}",
                        )
            if not isinstance(claim.value, Relation):
                continue
            target = claim.value.target.partition("@")[0]
            if target not in ids:
                yield (
                    record.id,
                    _path(record, claim),
                    f"{claim.value.show()!r}: no such vehicle{did_you_mean(target, ids)}",
                )
            elif _comes_back(claim, claim.row, records):
                yield record.id, _path(record, claim), f"{claim.value.show()!r} leads back to {claim.about}"


def _links(record: Record, records: Mapping[str, Record], key: str, back: str) -> _Found:
    for other in getattr(record, f"{key}s"):
        if other not in records:
            yield record.id, (key,), f"{key} {other!r} does not exist{did_you_mean(other, records)}"
        elif record.id not in getattr(records[other], f"{back}s"):
            yield record.id, (key,), f"{key} {other!r} does not say {back} = {record.id!r}"


def _path(record: Record, claim: Claim) -> tuple[str | int, ...]:
    variant = claim.about.removeprefix(record.id).strip("/")
    return (variant, claim.spec.key) if variant else (claim.spec.key,)


def _comes_back(claim: Claim, row: Row, records: Mapping[str, Record]) -> bool:
    seen: set[str] = set()
    ahead = [claim]
    while ahead:
        current = ahead.pop()
        if not isinstance(current.value, Relation) or current.value.target in seen:
            continue
        target = current.value.target.partition("@")[0]
        seen.add(target)
        generation = "/".join(target.split("/")[:3])
        if claim.about == target:
            return True
        ahead += (
            [c for c in records[generation].claims if c.about == target and c.row == row]
            if generation in records
            else []
        )
    return False
