"""What one source states of both vehicles without naming a condition: of all there is, that much compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from evspec.claims import Selection
from evspec.measures import Measure
from evspec.values import agree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.claims import Claim, Entry

__all__ = ["OneSource", "within_one_source"]


class OneSource(NamedTuple):
    """What one source states of both.

    Attributes
    ----------
    old, new
        The entries with its figures alone.
    publisher
        Who compares them.
    """

    old: Entry
    new: Entry
    publisher: str


def within_one_source(old: Entry, new: Entry) -> OneSource | None:
    """Return what one source states of both sides under one condition, which it leaves open on both.

    Two times to 80 % in one article are of one kind, whatever that is; times of two articles need not
    be. They are figures that the vehicles show: of others a reader would see no change.

    Returns
    -------
    OneSource or None
        None if no source states what both show.
    """
    theirs = list(_figures(new))
    for mine in _figures(old):
        for other in theirs:
            if mine.source.id == other.source.id and mine.qualifiers.pairs == other.qualifiers.pairs:
                return OneSource(_alone(old, mine), _alone(new, other), mine.source.publisher)
    return None


def _figures(entry: Entry) -> Iterator[Claim]:
    """Yield the claims with the figure that is shown, on the vehicle or else on the whole generation.

    A generation with a single variant is that variant.
    """
    selection, subject, shown = entry.selection, entry.subject, entry.value
    if selection is None or shown is None:
        return
    heard = [
        claim
        for claim in selection.claims
        if isinstance(claim.value, Measure) and not claim.doubt and claim.source.kind != "code"
        if agree(claim.value, shown)
    ]
    itself = {subject.id}
    if subject.id == subject.generation and len(subject.variants) == 1:
        itself.add(f"{subject.id}/{subject.variants[0][0]}")
    own = [claim for claim in heard if claim.about in itself]
    yield from own
    told = {claim.source.id for claim in own}
    yield from (c for c in heard if c.about == subject.generation != subject.id and c.source.id not in told)


def _alone(entry: Entry, claim: Claim) -> Entry:
    return evolve(entry, selection=Selection(entry.row, claim.value, claim.status, (claim,)))
