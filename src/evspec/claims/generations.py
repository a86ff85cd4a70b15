"""What a generation says of itself: its own claims, and the span or the union over its variants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evspec.claims.selection import Selection
from evspec.claims.source import FIRM, STATUSES, weakest
from evspec.measures import Measure
from evspec.measures.figures import ONE_SIDED
from evspec.values import Categories, Relation, Span, Unknown, agree, holds, joined

if TYPE_CHECKING:
    from evspec.claims.qualified import QualifiedSpec

__all__ = ["select_for_generation"]

_Parts = Sequence[tuple[str, Selection]]


def select_for_generation(
    row: QualifiedSpec, own: Selection | None, parts: _Parts, variants: Sequence[str]
) -> Selection | None:
    """Join what is said of a generation with what is said of its variants, in one row.

    Parameters
    ----------
    row
        The row.
    own
        The selection among the claims on the generation itself.
    parts
        Name and selection of each variant that has claims of its own.
    variants
        The names of all variants.
    """
    if not parts:
        return own
    if row.spec.over_variants == "own":
        return _own(row, own, parts, variants)
    spoken = {name for name, _ in parts}
    figures = [part for _, part in parts if _joins(part)]
    if not figures:
        return _only_parts(row, own, parts)
    unjoined = tuple(claim for _, part in parts if not _joins(part) for claim in part.claims)
    counted = figures
    if own is not None and _speaks(own, figures, spoken < set(variants)):
        counted = [*figures, own]
    elif own is not None:
        unjoined += own.claims
    values = [part.value for part in counted if part.value is not None]
    value = joined(values, in_a_span=row.spec.over_variants == "span")
    ends = {value.lowest, value.highest} if isinstance(value, Span) else set()
    return Selection(
        row,
        value,
        weakest(part.status for part in counted if not ends or part.value in ends),
        tuple(claim for part in counted for claim in part.supporting),
        tuple(claim for part in counted for claim in part.others) + unjoined,
        tuple(parts),
        () if counted is not figures or spoken >= set(variants) else tuple(name for name, _ in parts),
    )


def _joins(part: Selection) -> bool:
    return part.value is not None and not isinstance(part.value, Relation | Unknown)


def _speaks(own: Selection, figures: Sequence[Selection], some_are_silent: bool) -> bool:
    """Tell whether the generation's own claim counts beside its variants'.

    It speaks for those that say nothing; where all speak, it counts if it agrees with one of them,
    or only denies something ("not FWD"). A bound that holds of what they say ("up to 105 kWh" of
    105 kWh) is the figure of none of the others.
    """
    value = own.value
    if not _joins(own) or value is None:
        return False
    if isinstance(value, Measure) and value.bound in ONE_SIDED:
        parts = [part.value for part in figures if part.value is not None]
        if all(agree(value, part) or holds(value, part) for part in parts):
            return False
    denies = isinstance(value, Categories) and not value.includes
    agrees = any(part.value is not None and agree(value, part.value) for part in figures)
    return some_are_silent or denies or agrees


def _only_parts(row: QualifiedSpec, own: Selection | None, parts: _Parts) -> Selection:
    """Keep what cannot be joined, such as relations, beside the generation's own figure."""
    if own is not None:
        return Selection(
            row, own.value, own.status, own.supporting,
            own.others + tuple(c for _, s in parts for c in s.claims), tuple(parts),
        )  # fmt: skip
    (name, first), *others = parts
    more = tuple(c for _, s in others for c in s.claims)
    return Selection(
        row, first.value, first.status, first.supporting, first.others + more, tuple(parts), (name,)
    )


def _own(row: QualifiedSpec, own: Selection | None, parts: _Parts, variants: Sequence[str]) -> Selection:
    """Join a spec that belongs to the generation as a whole, such as its platform or its premiere."""
    told = tuple(claim for _, s in parts for claim in s.claims)
    first = parts[0][1]
    values = [s.value for _, s in parts if s.value is not None]
    agreed = len(parts) == len(variants) and all(agree(values[0], value) for value in values)
    # an expectation of the whole gives way to what every variant says at least as firmly
    status = weakest(s.status for _, s in parts)
    firmer = (
        own is not None and own.status not in FIRM and STATUSES.index(status) <= STATUSES.index(own.status)
    )
    if own is not None and not (agreed and firmer):
        return Selection(row, own.value, own.status, own.supporting, own.others + told)
    if agreed:
        figure = tuple(claim for _, s in parts for claim in s.supporting)
        rest = tuple(claim for _, s in parts for claim in s.others) + (own.claims if own is not None else ())
        return Selection(row, first.value, weakest(s.status for _, s in parts), figure, rest, tuple(parts))
    return Selection(
        row,
        None,
        first.status,
        first.supporting,
        first.others,
        tuple(parts),
        tuple(name for name, _ in parts),
    )
