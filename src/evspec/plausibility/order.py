"""The order of the dates in a car's life, and the years in which there are electric cars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evspec.values import Dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims import Claim
    from evspec.values import Value

__all__ = ["ORDER", "YEARS", "is_of_its_time", "out_of_order"]

#: Specs of which the first is never after the second: a car is built before it is sold, and shown
#: before it is built or sold.
ORDER: Final = (
    ("premiere", "production_start"),
    ("premiere", "market_launch"),
    ("premiere", "production_end"),
    ("production_start", "market_launch"),
    ("production_start", "production_end"),
    ("market_launch", "production_end"),
)
#: The first and the last year: from GM's Impact, shown in January 1990, to what is planned at most.
YEARS: Final = (1990, 2045)


def is_of_its_time(value: Value) -> bool:
    """Tell whether a date may be that of an electric car of today or of one that is planned."""
    if not isinstance(value, Dates):
        return True
    first, last = YEARS
    return all(first <= day.year <= last for day in (value.first, value.last) if day is not None)


def out_of_order(claims: Sequence[Claim]) -> bool:
    """Tell whether the first of two dates surely is after the second."""
    before, after = (claim.value for claim in claims)
    return isinstance(before, Dates) and before.compare(after) == "greater"
