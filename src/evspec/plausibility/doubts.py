"""A doubt about figures: which of them cannot be right, by which rule, and what most likely happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.claims import CHECKED

if TYPE_CHECKING:
    from evspec.claims import Claim
    from evspec.errors import ProblemCode

__all__ = ["MOST", "Doubt", "is_settled"]

#: After so many doubts by one rule it is no longer asked: a column that is wrong throughout is one mistake.
MOST: Final = 100


@frozen
class Doubt:
    """One figure that cannot be right as it stands, or some that cannot all be.

    Attributes
    ----------
    code
        The kind of doubt.
    claim
        The one that is most likely wrong.
    beside
        Those with which it does not fit.
    rule
        The name of the rule.
    message
        The figures, the rule and the likely cause.
    """

    code: ProblemCode
    claim: Claim
    beside: tuple[Claim, ...]
    rule: str
    message: str


def is_settled(claim: Claim) -> bool:
    """Tell whether a file has said already that a figure is doubted, or that it is right after all."""
    return bool(claim.doubt) or claim.note.startswith(CHECKED)
