"""Which figures of a row are surely as good as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims import FIRM, unlike, unstated
from evspec.values import agree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.claims import QualifiedSpec
    from evspec.values import Extent, Span
    from evspec.wording.faces import Face

__all__ = ["best_of"]


def best_of(row: QualifiedSpec, faces: Mapping[int, Face]) -> frozenset[int]:
    """Return the places of the vehicles that are surely the best of a row.

    Ties are shared. Only figures that are out (official, measured, reported) can win, and only
    against figures under stated conditions; if the best is merely expected, none is.

    Parameters
    ----------
    row
        The row.
    faces
        What each of the vehicles shows, by its place; those that show nothing may be left out.
    """
    told = [face.selection for face in faces.values()]
    none: frozenset[int] = frozenset()
    if not row.spec.better or row.unstated or unstated(row, told) or unlike(row, told):
        return none
    figures: dict[int, Extent] = {}
    for n, face in faces.items():
        extent = face.extent
        if extent is not None:
            figures[n] = extent
        elif face.figure:
            # a relation without a figure, or a stated unknown, may be anything
            return none
    if len({figure.span.kind for figure in figures.values()}) > 1:
        return none
    winners = _winners(figures, higher=row.spec.better == "higher")
    firm = all((s := faces[n].selection) is not None and s.status in FIRM and not s.partial for n in winners)
    return winners if len(winners) < len(figures) and firm else none


def _winners(figures: Mapping[int, Extent], *, higher: bool) -> frozenset[int]:
    """Return which figures are surely as good as any other: the foremost one and its equals.

    Whatever is as good as all others has the foremost of the worse ends, so that one figure alone
    is held against the rest.
    """
    ends = {n: figure.low if higher else figure.high for n, figure in figures.items()}
    known = [n for n, end in ends.items() if end is not None]
    if not known:
        return frozenset()
    at = (max if higher else min)(known, key=lambda n: ends[n] or 0.0)
    first = figures[at]
    for n, other in figures.items():
        # most are so far behind that nothing needs to be weighed
        behind = first.is_above(other) if higher else other.is_above(first)
        if not (behind or n == at or _surely(first.span, other.span, "greater" if higher else "less")):
            return frozenset()
    # equal figures have equal ends
    same = [n for n in known if ends[n] == ends[at]]
    return frozenset(n for n in same if n == at or figures[n].span.compare(first.span) == "equal")


def _surely(value: Span, rival: Span, better: str) -> bool:
    """Tell whether a figure is as good as another or better, and not merely within its rounding.

    "Under 5 s" is less than 5.0 s, but 5.0 s may be 4.96.
    """
    told: str = value.compare(rival)
    if told == "equal":
        return True
    if value.lowest is not value.highest or rival.lowest is not rival.highest:
        # spans must not overlap: the worse end of one lies beyond the better end of the other
        mine, theirs = (value.lowest, rival.highest) if better == "greater" else (value.highest, rival.lowest)
        told = mine.compare(theirs)
    return told == better and not _meet(value, rival) and not agree(value, rival)


def _meet(value: Span, other: Span) -> bool:
    """Tell whether two figures of which one is open lie at the same place."""
    every = [end for side in (value, other) for end in (side.low, side.high)]
    ends = [end for end in every if end is not None]
    if len(ends) == len(every):
        return False
    step = float(max(other.lowest.step, value.lowest.step))
    return max(ends) - min(ends) < step / 2
