"""The model years of a generation, as its file states them or as its claims tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evspec.values import Dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.claims import Record

__all__ = ["last_edition", "years_stated"]

#: What begins the years of a generation, and what ends them.
_STARTS = ("market_launch", "production_start")
_END = "production_end"
#: An edition that is a model year begins with it: "2022", "2025-07".
_YEAR = re.compile(r"\d{4}(?!\d)")


def years_stated(record: Record) -> tuple[int | None, int | None]:
    """Return the first and the last year that a generation's own file tells, None for what it does not.

    Claims that are doubted tell nothing, nor do those on a later edition of when the first one came. Of a
    window of days the end counts: "by the end of 2027", said in 2026, is 2027.
    """
    first, last = record.years
    if first is None:
        editions = (int(found[0]) for one in record.editions if (found := _YEAR.match(one)))
        starts = _days(record, _STARTS, {"", *record.editions[:1]})
        years = [day.year for dates in starts if (day := dates.last or dates.first) is not None]
        first = min((*editions, *years), default=None)
    if last is None:
        ends = _days(record, (_END,), {"", *record.editions})
        last = max((dates.last.year for dates in ends if dates.last is not None), default=None)
    return first, last


def last_edition(record: Record) -> int:
    """Return the year of the last edition of a generation, 0 if it has none that is a year."""
    found = [int(year[0]) for one in record.editions if (year := _YEAR.match(one))]
    return max(found, default=0)


def _days(record: Record, keys: tuple[str, ...], editions: set[str]) -> Iterator[Dates]:
    """Yield each date that is told of some specs in some editions."""
    for claim in record.claims:
        is_told = claim.spec.key in keys and not claim.doubt and claim.edition in editions
        if is_told and isinstance(claim.value, Dates):
            yield claim.value
