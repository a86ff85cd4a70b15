"""Selection in rows that hold what is standard and what costs extra: the latter stands beside the former."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from evspec.claims.generations import select_for_generation
from evspec.claims.precedence import listed
from evspec.claims.selection import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims.claim import Claim
    from evspec.claims.qualified import QualifiedSpec
    from evspec.claims.selection import Selection

__all__ = ["select_beside", "select_beside_for_generation"]


def select_beside(row: QualifiedSpec, claims: Sequence[Claim], **asked: Any) -> Selection | None:
    """Select among the claims of one row, and apart from it among what is said of an option.

    Parameters
    ----------
    row
        The row.
    claims
        Its claims; see `select`, as for what is asked.
    """
    if len(claims) == 1 or "fitted" not in row.spec.qualifiers:
        return select(row, claims, **asked)
    groups = [[claim for claim in claims if claim.is_option is option] for option in (False, True)]
    plain, optional = (select(row, group, **asked) if group else None for group in groups)
    if plain is not None and optional is not None:
        return evolve(plain, optional=optional)
    found = plain or optional
    # what is doubted on the other side is told in the note
    return found and evolve(found, others=(*found.others, *listed(groups[plain is not None])))


def select_beside_for_generation(
    row: QualifiedSpec,
    own: Selection | None,
    parts: Sequence[tuple[str, Selection]],
    variants: Sequence[str],
) -> Selection | None:
    """Join what is said of a generation and its variants, and apart from it what is said of options.

    For the parameters see `select_for_generation`.
    """
    if "fitted" not in row.spec.qualifiers:
        return select_for_generation(row, own, parts, variants)
    found = [
        select_for_generation(row, side(own), [(n, s) for n, part in parts if (s := side(part))], variants)
        for side in (_standard, _option)
    ]
    plain, optional = found
    return optional if plain is None else evolve(plain, optional=optional)


def _standard(part: Selection | None) -> Selection | None:
    """Return what is said of the car as it is sold, None if nothing is."""
    return None if part is None or part.is_option else evolve(part, optional=None)


def _option(part: Selection | None) -> Selection | None:
    """Return what is said of what costs extra, None if nothing is."""
    return part if part is None or part.is_option else part.optional
