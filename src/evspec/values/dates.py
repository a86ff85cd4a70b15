"""Dates as the press gives them: a month, a season, a window, or "14 to 16 months from now"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from evspec.errors import ParseError
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from evspec.measures import Order
    from evspec.values.value import Answer, Terms

__all__ = ["MONTHS", "Dates", "read_dates", "read_day"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBER = {name.lower(): n for n, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): n for n, name in enumerate(MONTHS, 1)
}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_PARTS = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "beginning of": (1, 3), "end of": (10, 12),
    "first half of": (1, 6), "second half of": (7, 12), "h1": (1, 6), "h2": (7, 12),
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
#: Words that stand before a year and are no month.
_NOT_MONTHS = {*_SEASONS, *_PARTS, "winter", "before", "until", "from", "after"}
_TENS = {"beginning of": (1, 10), "early": (1, 10), "mid": (11, 20), "end of": (21, 31), "late": (21, 31)}
_FORMS = (
    "write 2027-11, 'November 2027', 'Q2 2027', 'spring 2027', 'second half of 2027', 2027, "
    "'2027 or 2028', '2026-03 to 2026-05', 'before 2028' or 'N to M months from now'"
)
_LONGEST = 80
_CALENDAR = f"the calendar, which goes from {date.min} to {date.max}"


@frozen
class Dates(BaseValue):
    """A window of days in which something happens, as exactly as it was told.

    Attributes
    ----------
    first, last
        The first and the last day that the words admit; None where that end is open.
    event
        The spec of the same vehicle that the date is told from ("a few months before
        production_start"), or "".
    counted
        Whether it is counted from the day on which it was said ("14 to 16 months from now").
    shown
        The window in words.
    """

    schema: ClassVar[Mapping[str, Any]] = {"type": ["integer", "string"]}
    counts_from_a_day: ClassVar[bool] = True

    first: date | None
    last: date | None
    event: str = ""
    counted: bool = field(default=False, eq=False, kw_only=True)
    shown: str = field(default="", eq=False)
    text: str = field(default="", eq=False)

    @classmethod
    def read(cls, written: object, terms: Terms, said: date | None) -> Dates:
        return read_dates(written, said)

    @property
    def definiteness(self) -> int:
        return 2 if self.event else int(None in {self.first, self.last})

    @property
    def calendar(self) -> str:
        """The window by the calendar and not "later in 2023"; as it shows if an end is open."""
        if self.first is None or self.last is None:
            return self.shown
        return show_window(self.first, self.last) if self.counted else self.shown

    def show(self) -> str:
        return self.shown

    def data(self) -> dict[str, str | None]:
        first, last = self.first, self.last
        return {
            "first": first.isoformat() if first else None,
            "last": last.isoformat() if last else None,
        }

    def agrees_with(self, other: object) -> bool:
        """Tell whether one window lies within the other."""
        if not isinstance(other, Dates):
            return False
        if self.event or other.event:
            return self == other
        return self.contains(other) or other.contains(self)

    def contains(self, other: object) -> bool:
        return (
            isinstance(other, Dates)
            and not (self.event or other.event)
            and _first(self) <= _first(other)
            and _last(other) <= _last(self)
        )

    def compare(self, other: object) -> Order:
        """Tell which is surely earlier ("less"); two windows are equal only if they are single days."""
        if not isinstance(other, Dates) or self.event or other.event:
            return "undecided"
        if _last(self) < _first(other):
            return "less"
        if _last(other) < _first(self):
            return "greater"
        return "equal" if self == other and self.first == self.last else "undecided"

    def answered_by(self, stated: object, *, is_choice: bool = False) -> Answer:
        if not isinstance(stated, Dates):
            return "no"
        if self.contains(stated):
            return "yes"
        return "open" if self.compare(stated) == "undecided" else "no"


def _first(dates: Dates) -> date:
    return dates.first or date.min


def _last(dates: Dates) -> date:
    return dates.last or date.max


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
        raise ParseError(f"{day!r} is no day; write one like 2026-03-01", str(day)) from None


def read_dates(written: object, said: date | None = None) -> Dates:
    """Read a date, a window, or a time counted from the day on which it was said.

    Parameters
    ----------
    written
        The text, or a whole number for a year.
    said
        The date of the source, from which "from now", "next year" and the like are counted.

    Raises
    ------
    ParseError
        If the text is no date, leads beyond the calendar's first or last day, or is relative and
        `said` is None.

    Examples
    --------
    >>> read_dates("14 to 16 months from now", date(2026, 2, 24)).show()
    'April–June 2027'
    >>> read_dates("second half of 2028").first
    datetime.date(2028, 7, 1)
    """
    if isinstance(written, int) and not isinstance(written, bool):
        # Python shows no number of thousands of digits
        written = str(written) if abs(written) < 10**_LONGEST else f"a number of over {_LONGEST} digits"
    if not isinstance(written, str) or not written.strip():
        raise ParseError(f"{written!r} is no date; {_FORMS}", str(written))
    text = written.strip()
    if len(text) <= _LONGEST:
        for pattern, read in _GRAMMAR:
            match = re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII)
            try:
                dates = read(text, match, said) if match is not None else None
            except ParseError:
                raise
            except (ValueError, OverflowError):
                # whatever is counted, from whichever day, may lead beyond what a date can be
                raise ParseError(f"{text!r} is no date: it lies outside {_CALENDAR}", text) from None
            if dates is not None:
                return dates
    raise ParseError(f"{text[:_LONGEST]!r} is no date; {_FORMS}", text)


def _window(text: str, first: tuple[int, int, int], last: tuple[int, int, int], shown: str = "") -> Dates:
    """Make a window; a day of 31 in `last` stands for the month's last day."""
    start = date(*first)
    year, month, day = last
    end = _month_end(year, month) if day == _LAST_DAY else date(year, month, day)
    if end < start:
        raise ParseError(f"{text!r} ends before it starts", text)
    return Dates(start, end, "", shown or text, text)


_LAST_DAY = 31


def _month_end(year: int, month: int) -> date:
    # of December no next month is asked, since its year may be the calendar's last
    return date(year, month, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _month_end(year, month + 1).day))


def show_window(first: date, last: date) -> str:
    """Name a window by the months in which it starts and ends: "April–June 2027"."""
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    start, end = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if first.year != last.year:
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        return f"{first.year}–{last.year}" if whole else f"{start} {first.year} – {end} {last.year}"
    if first.month == last.month:
        return f"{start} {first.year}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{start}–{end} {first.year}"


def _said(text: str, said: date | None) -> date:
    if said is None:
        raise ParseError(f"{text!r} is counted from its source's date, which is not known to the day", text)
    return said


def _iso(text: str, match: re.Match[str], _said_on: date | None) -> Dates:
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        return _window(text, (year, month, day), (year, month, day), _day(text, year, month, day))
    if month:
        if not 1 <= month <= len(MONTHS):
            raise ParseError(f"{text!r} is no date: month {month:02} lies outside 01 to 12", text)
        return _window(text, (year, month, 1), (year, month, 31), f"{MONTHS[month - 1]} {year}")
    return _window(text, (year, 1, 1), (year, 12, 31))


def _day(text: str, year: int, month: int, day: int) -> str:
    try:
        return f"{date(year, month, day).day} {MONTHS[month - 1]} {year}"
    except ValueError as error:
        raise ParseError(f"{text!r} is no date: {error}", text) from None


def _month(text: str, match: re.Match[str], _said_on: date | None) -> Dates | None:
    part, name, year = match.groups()
    month = _MONTH_NUMBER.get(name.lower())
    if month is None and name.lower() in _NOT_MONTHS:
        return None
    if month is None:
        raise ParseError(f"{name!r} is no month; {_FORMS}", text, text.find(name) + 1)
    start, end = _TENS[part.lower()] if part else (1, _LAST_DAY)
    shown = f"{part + ' ' if part else ''}{MONTHS[month - 1]} {year}"
    return _window(text, (int(year), month, start), (int(year), month, end), shown)


def _part(text: str, match: re.Match[str], _said_on: date | None) -> Dates:
    name, year = match.group(1).lower(), int(match.group(2))
    if name == "winter":
        return _window(text, (year, 12, 1), (year + 1, 2, 31))
    start, end = _SEASONS.get(name) or _PARTS[name]
    return _window(text, (year, start, 1), (year, end, 31))


def _either(text: str, match: re.Match[str], said: date | None) -> Dates:
    start, end = match.groups()
    year = re.search(r"[0-9]{4}$", end)
    if year and not re.search(r"[0-9]{4}", start):
        start = f"{start} {year.group()}"
    first, last = read_dates(start, said), read_dates(end, said)
    if first.first is None or last.last is None:
        raise ParseError(f"{text!r}: both ends of a window must be dates", text)
    if last.last < first.first:
        raise ParseError(f"{text!r} ends before it starts", text)
    shown = text if " or " in text else show_window(first.first, last.last)
    return Dates(first.first, last.last, "", shown, text)


def _from_now(text: str, match: re.Match[str], said: date | None) -> Dates:
    now = _said(text, said)
    low, high = int(match.group(1)), int(match.group(2) or match.group(1))
    months = 12 if match.group(3).startswith("year") else 1
    first, last = _add_months(now, min(low, high) * months), _add_months(now, max(low, high) * months)
    return Dates(first, last, "", show_window(first, last), text, counted=True)


def _years(text: str, match: re.Match[str], said: date | None) -> Dates:
    now = _said(text, said)
    words = match.group(0).lower()
    if words.startswith("before the end of"):
        last = date(now.year + ("next" in words), 12, 31)
        return Dates(now, last, "", f"by the end of {last.year}", text, counted=True)
    if words == "next year":
        return Dates(
            date(now.year + 1, 1, 1), date(now.year + 1, 12, 31), "", str(now.year + 1), text, counted=True
        )
    if words == "around now":
        about = f"around {MONTHS[now.month - 1]} {now.year}"
        return Dates(_add_months(now, -1), _add_months(now, 1), "", about, text, counted=True)
    if words == "later this year":
        return Dates(now, date(now.year, 12, 31), "", f"later in {now.year}", text, counted=True)
    return Dates(now, None, "", f"within the next few years (said in {now.year})", text, counted=True)


def _open(text: str, match: re.Match[str], said: date | None) -> Dates:
    word, rest = match.group(1).lower(), read_dates(match.group(2), said)
    if word in {"before", "by", "until"}:
        last = rest.last if word != "before" or rest.first is None else rest.first - timedelta(days=1)
        return Dates(None, last, "", f"{word} {rest.shown}", text)
    first = rest.first if word == "from" or rest.last is None else rest.last + timedelta(days=1)
    return Dates(first, None, "", f"{word} {rest.shown}", text)


def _event(text: str, match: re.Match[str], _said_on: date | None) -> Dates:
    return Dates(
        None,
        None,
        match.group(3),
        f"{match.group(1) or ''}{match.group(2)} {match.group(3).replace('_', ' ')}",
        text,
    )


_Reader = Callable[[str, "re.Match[str]", "date | None"], "Dates | None"]

#: Patterns, tried in this order; `re` compiles and keeps those that come to be needed.
_GRAMMAR: tuple[tuple[str, _Reader], ...] = (
    (r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", _iso),
    (r"(?:(beginning of|early|mid|end of|late)[ -])?([A-Za-z]{3,9}) (\d{4})", _month),
    (
        (
            r"(early|mid|late|end of|beginning of|spring|summer|autumn|fall|winter"
            r"|first half of|second half of|q[1-4]|h[12])"
            r"[ -](\d{4})"
        ),
        _part,
    ),
    (r"(\d+)(?: (?:to|or) (\d+))? (months?|years?) from now", _from_now),
    (
        (
            r"next year|later this year|before the end of (?:this|next) year|around now"
            r"|within the next few years"
        ),
        _years,
    ),
    (r"(a few months |shortly )?(before|after) ([a-z]+(?:_[a-z]+)+)", _event),
    (r"(before|by|until|from|after) (?!before|by|until|from|after)(.+)", _open),
    (r"(.+?) (?:to|or) (.+)", _either),
)
