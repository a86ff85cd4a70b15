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
    are_shown
        Whether the figures are those that the vehicles show in the row.
    """

    old: Entry
    new: Entry
    publisher: str
    are_shown: bool


def within_one_source(old: Entry, new: Entry) -> OneSource | None:
    """Return what one source states of both sides under one condition, which it leaves open on both.

    Two times to 80 % in one article are of one kind, whatever that is; times of two articles need not
    be. The source of the figures that are shown comes first, then the one that ranks first.

    Returns
    -------
    OneSource or None
        None if no source states both, or if figures that are made of several sources' are all there is.
    """
    theirs = list(_figures(new))
    for mine in _figures(old):
        for other in theirs:
            if mine.source.id == other.source.id and mine.qualifiers.pairs == other.qualifiers.pairs:
                are_shown = _is_shown(old, mine) and _is_shown(new, other)
                return OneSource(_alone(old, mine), _alone(new, other), mine.source.publisher, are_shown)
    return None


def _figures(entry: Entry) -> Iterator[Claim]:
    """Yield the figures that a source states of the vehicle, or else of the generation that it is one of.

    A generation with a single variant is that variant.
    """
    selection, subject = entry.selection, entry.subject
    if selection is None:
        return
    heard = [
        claim
        for claim in selection.claims
        if isinstance(claim.value, Measure) and not claim.doubt and claim.source.kind != "code"
    ]
    itself = {subject.id}
    if subject.id == subject.generation and len(subject.variants) == 1:
        itself.add(f"{subject.id}/{subject.variants[0][0]}")
    own = [claim for claim in heard if claim.about in itself]
    yield from own
    told = {claim.source.id for claim in own}
    yield from (c for c in heard if c.about == subject.generation != subject.id and c.source.id not in told)


def _is_shown(entry: Entry, claim: Claim) -> bool:
    return entry.value is not None and agree(claim.value, entry.value)


def _alone(entry: Entry, claim: Claim) -> Entry:
    return evolve(entry, selection=Selection(entry.row, claim.value, claim.status, (claim,)))
