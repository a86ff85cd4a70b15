"""Dates told from the day on which they were said, by the calendar: "this summer" is "summer 2026"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from evspec.errors import ParseError
from evspec.values.date_words import MONTH_NUMBER, MONTHS, SEASONS

__all__ = ["absolute", "is_relative"]

_SEASONS: Final = {**SEASONS, "winter": (12, 14)}
_MONTH: Final = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
_WHICH: Final = "(?P<which>this|next|last)"
_RELATIVE: Final = re.compile(
    rf"(?P<part>\b(?:earlier|later) )?\b{_WHICH} (?P<unit>year|quarter|month|{'|'.join(_SEASONS)}|{_MONTH})\b"
    # "by the end of the year", of which the article has gone
    r"|(?<=\b(?:of|in) )year$",
    re.IGNORECASE,
)
#: A month without a year, with a day in front or behind.
_BARE: Final = re.compile(rf"\b(?P<month>{_MONTH})\b(?: (?P<day>[0-9]{{1,2}})\b)?", re.IGNORECASE)
_YEAR: Final = re.compile(r"[0-9]{4}")
#: A month that is named without its year is one of the same year, unless it is so many months away.
_FAR: Final = 10


def is_relative(text: str) -> bool:
    """Tell whether a date, without the words that say nothing, is told from the day on which it was said."""
    return bool(_RELATIVE.search(text) or (not _YEAR.search(text) and _BARE.search(text)))


def absolute(text: str, said: date) -> str:
    """Return a date with years in place of what is told from a day.

    Parameters
    ----------
    text
        The date in English, without the words that say nothing.
    said
        The day. A month without a year is one of that year, as style guides of the press have it, but for
        those at the other end of it: "November" in January is the one before.

    Raises
    ------
    ParseError
        If it may be of either of two years: "next summer" in spring.
    """
    written = _RELATIVE.sub(lambda found: _placed(found, text, said), text)
    if _YEAR.search(written):
        return written
    return _BARE.sub(lambda found: _dated(found, said), written)


def _placed(found: re.Match[str], text: str, said: date) -> str:
    if found["which"] is None:
        return f"{said.year:04}"
    which, unit = found["which"].lower(), found["unit"].lower()
    step = {"this": 0, "next": 1, "last": -1}[which]
    part = f"{found['part']}in " if found["part"] else ""
    if unit == "year":
        return f"{part}{said.year + step:04}"
    if unit == "month":
        year, month = divmod(said.year * 12 + said.month - 1 + step, 12)
        return f"{part}{MONTHS[month]} {year:04}"
    if unit == "quarter":
        year, quarter = divmod(said.year * 4 + (said.month - 1) // 3 + step, 4)
        return f"{part}Q{quarter + 1} {year:04}"
    return f"{part}{_of_year(unit, step, text, said)}"


def _of_year(unit: str, step: int, text: str, said: date) -> str:
    """Return a month or a season with its year."""
    month = MONTH_NUMBER.get(unit, 0)
    first, last = _SEASONS.get(unit, (month, month))
    name = MONTHS[month - 1] if month else unit
    if step == 0 and not month:
        # a winter is of the year in which it starts
        return f"{name} {said.year - (unit == 'winter' and said.month <= last - 12):04}"
    if (step > 0 and said.month < first) or (step < 0 and said.month > last):
        words = f"{text!r} may be of {said.year:04} or {said.year + step:04}; write '{name} {said.year:04}'"
        raise ParseError(words, text)
    return f"{name} {_near(month, said) if step == 0 else said.year + step:04}"


def _near(month: int, said: date) -> int:
    """Return the year of a month that is named without it."""
    ahead = month - said.month
    return said.year + (ahead <= -_FAR) - (ahead >= _FAR)


def _dated(found: re.Match[str], said: date) -> str:
    month = MONTH_NUMBER[found["month"].lower()]
    day = f" {found['day']}" if found["day"] else ""
    return f"{MONTHS[month - 1]}{day} {_near(month, said):04}"
