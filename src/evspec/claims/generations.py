"""What a generation says of itself: its own claims, and the span or the union over its variants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evspec.claims.precedence import in_order
from evspec.claims.selection import Selection
from evspec.claims.source import FIRM, STATUSES, weakest
from evspec.measures import Measure
from evspec.measures.figures import ONE_SIDED
from evspec.specs import NOT_STATED, QUALIFIERS
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
    joining = [part for _, part in parts if _joins(part)]
    if not joining:
        return _only_parts(row, own, parts)
    figures = _alike(joining)
    alike = set(map(id, figures))
    spoken = {name for name, part in parts if id(part) in alike or not _joins(part)}
    unjoined = tuple(claim for _, part in parts if id(part) not in alike for claim in part.claims)
    counted = figures
    is_like = own is None or _conditions(own) == _conditions(figures[0])
    if own is not None and not is_like and _joins(own) and len(figures) < len(variants) - len(parts):
        # under its own conditions it speaks for more variants
        told = tuple(claim for _, part in parts for claim in part.claims)
        return Selection(row, own.value, own.status, own.supporting, own.others + told)
    if own is not None and is_like and _speaks(own, figures, spoken < set(variants)):
        counted = [*figures, own]
    elif own is not None:
        unjoined += own.claims
    values = [part.value for part in counted if part.value is not None]
    value = joined(values, in_a_span=row.spec.over_variants == "span")
    ends = (value.lowest, value.highest) if isinstance(value, Span) else ()
    return Selection(
        row,
        value,
        weakest(part.status for part in counted if not ends or part.value in ends),
        tuple(claim for part in counted for claim in part.supporting),
        tuple(claim for part in counted for claim in part.others) + unjoined,
        tuple((name, part) for name, part in parts if name in spoken),
        ()
        if counted is not figures or spoken >= set(variants)
        else tuple(name for name, _ in parts if name in spoken),
    )


def _alike(figures: Sequence[Selection]) -> Sequence[Selection]:
    """Return the figures that stand under like conditions, of which alone there is a span.

    Of DIN and EU weights those count that most variants state; of as many those whose standard is known,
    and those for the car as such.
    """
    groups: dict[tuple[tuple[str, str], ...], list[Selection]] = {}
    for figure in figures:
        groups.setdefault(_conditions(figure), []).append(figure)
    if len(groups) == 1:
        return figures
    most = max((len(group), *_standing(group[0])) for group in groups.values())
    named = {c: group for c, group in groups.items() if (len(group), *_standing(group[0])) == most}
    return named[min(named)]


def _standing(figure: Selection) -> tuple[int, int]:
    """Return how many expected conditions a figure states, and how few others."""
    modes = figure.row.spec.qualifiers
    stated = [modes[name] for name, _ in _conditions(figure)]
    return stated.count("expected"), -stated.count("remark")


def _conditions(figure: Selection) -> tuple[tuple[str, str], ...]:
    """Return the conditions of a figure that set no row apart, apart from those that it may leave open."""
    modes = figure.row.spec.qualifiers
    return tuple(
        (name, value)
        for name, value in figure.supporting[0].qualifiers.pairs
        if modes[name] in {"remark", "expected"} and not QUALIFIERS[name].open
        if value not in {NOT_STATED, QUALIFIERS[name].default}
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
    name, first = _foremost(parts)
    more = tuple(c for _, s in parts if s is not first for c in s.claims)
    return Selection(
        row, first.value, first.status, first.supporting, first.others + more, tuple(parts), (name,)
    )


def _foremost(parts: _Parts) -> tuple[str, Selection]:
    """Return the part whose claim comes before those of the others, wherever the variants stand."""
    claims = {id(part.supporting[0]): (name, part) for name, part in parts}
    return claims[id(in_order((s.supporting[0] for _, s in parts), lambda c: c.status)[0])]


def _own(row: QualifiedSpec, own: Selection | None, parts: _Parts, variants: Sequence[str]) -> Selection:
    """Join a spec that belongs to the generation as a whole, such as its platform or its premiere."""
    told = tuple(claim for _, s in parts for claim in s.claims)
    first = _foremost(parts)[1]
    values = [s.value for _, s in parts if s.value is not None]
    agreed = len(parts) == len(variants) and all(
        first.value is not None and agree(first.value, value) for value in values
    )
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
