"""Whether two printings are one figure, and how it reads when they are not."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from evspec.measures import Measure
from evspec.values import agree

if TYPE_CHECKING:
    from evspec.values import Value

__all__ = ["NEAR", "are_one", "share_apart", "unlike_in_words"]

#: By which share two printings of one figure may differ beyond their rounding.
NEAR: Final = 0.005
_TENTH: Final = 0.1


def are_one(one: Value, other: Value) -> bool:
    """Tell whether two printings are one figure: within their rounding, or within 0.5 %."""
    return share_apart(one, other) <= NEAR or agree(one, other)


def share_apart(one: Value, other: Value) -> float:
    """Return by which share of the smaller two values differ: 0 for equal ones, infinite for unlike ones."""
    if isinstance(one, Measure) and isinstance(other, Measure) and one.kind == other.kind:
        ours, theirs = one.ends, other.to(one.unit).ends
        # 20 degrees above 0 are no share of 20 below
        pairs = [
            (abs(a), abs(b))
            for a, b in zip(ours, theirs, strict=True)
            if a is not None and b is not None and a * b > 0
        ]
        if len(pairs) == 2:
            return max(max(pair) / min(pair) - 1 for pair in pairs)
    return 0.0 if one == other else inf


def unlike_in_words(one: Value, other: Value) -> str:
    """Say that two printings are two figures: "24 kW and 70 PS … differ by 115 %: 70 PS is 51 kW"."""
    words = f"{one.show()} and {other.show()} are printed as one figure and differ"
    apart = share_apart(one, other)
    if not (isinstance(one, Measure) and isinstance(other, Measure)) or apart == inf:
        return words
    percent = f"{100 * apart:,.0f}" if apart >= _TENTH else f"{100 * apart:.2g}"
    return f"{words} by {percent} %: {other.show()} is {other.to(one.unit).show()}"
