"""Days: what is given as one, a month's last, and so many months later."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from evspec.errors import ParseError, quoted, spelled
from evspec.values.date_words import MONTHS

__all__ = ["add_months", "day_in_words", "month_end", "read_day"]


def read_day(day: str | date) -> date:
    """Return a day that is given as such or as text: "2026-03-01".

    Raises
    ------
    ParseError
        If the text is no day.
    """
    try:
        if isinstance(day, datetime):
            return day.date()
        return day if isinstance(day, date) else date.fromisoformat(day)
    except (TypeError, ValueError):
        raise ParseError(f"{quoted(day)} is no day; write one like 2026-03-01", spelled(day)) from None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    # of December no next month is asked, since its year may be the calendar's last
    return date(year, month, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """Return the day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def day_in_words(text: str, year: int, month: int, day: int) -> str:
    """Return a day as dates show it.

    Raises
    ------
    ParseError
        If there is no such day.
    """
    try:
        return f"{date(year, month, day).day} {MONTHS[month - 1]} {year:04}"
    except ValueError as error:
        raise ParseError(f"{text!r} is no date: {error}", text) from None
