"""The grammar of dates in English: from words to a window of days, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from evspec.errors import ParseError
from evspec.values import date_words as words
from evspec.values.date_relative import absolute, is_relative
from evspec.values.date_words import MONTH_NUMBER, MONTHS, NOT_MONTHS, in_full, plain, show_window
from evspec.values.days import add_months, day_in_words, month_end

__all__ = ["FORMS", "Understood", "Window", "window_in"]

#: What a date may look like.
FORMS = (
    "write 2027-11, 'November 2027', 'Q2 2027', 'spring 2027', 'second half of 2027', 2027, "
    "'2027 or 2028', '2026-03 to 2026-05', 'before 2028' or 'N to M months from now'"
)
_CALENDAR = f"the calendar, which goes from {date.min} to {date.max}"


class Understood(ParseError):
    """A date that is understood, and lies beyond the calendar, or is told from a day that is not known."""


class Window(NamedTuple):
    """A window of days; the parts are those of `evspec.values.Dates`."""

    first: date | None
    last: date | None
    event: str
    shown: str
    text: str
    counted: bool = False


def window_in(text: str, said: date | None) -> Window:
    """Read a date in English.

    Parameters
    ----------
    text
        The words.
    said
        The date of the source, from which "from now", "next year" and the like are counted.

    Raises
    ------
    Understood
        If it leads beyond the calendar, or is told from `said`, which is None.
    ParseError
        If it is no date.
    """
    try:
        return _in_english(text, plain(text), said)
    except ParseError:
        full = in_full(text)
        if full != text:
            with suppress(ParseError):
                return _in_english(text, plain(full), said)
        raise


def _in_english(text: str, bare: str, said: date | None) -> Window:
    """Read a date in English, without the words that say nothing."""
    for pattern, read in _GRAMMAR:
        match = re.fullmatch(pattern, bare, re.IGNORECASE | re.ASCII)
        try:
            dates = read(bare, match, said) if match is not None else None
        except ParseError:
            raise
        except (ValueError, OverflowError):
            # whatever is counted, from whichever day, may lead beyond what a date can be
            raise Understood(f"{text!r} is no date: it lies outside {_CALENDAR}", text) from None
        if dates is not None:
            return dates if bare == text else dates._replace(text=text)
    raise ParseError(f"{text!r} is no date; {FORMS}", text)


#: What stands for the last day of a month, in every month.
_LAST_DAY = 31


def _inner(text: str, said: date | None) -> Window:
    """Read a date within another one, which is in English by then."""
    return window_in(text.strip(), said)


def _window(text: str, first: tuple[int, int, int], last: tuple[int, int, int], shown: str = "") -> Window:
    """Make a window; a day of 31 in `last` stands for the month's last day."""
    start = date(*first)
    year, month, day = last
    end = month_end(year, month) if day == _LAST_DAY else date(year, month, day)
    if end < start:
        raise ParseError(f"{text!r} ends before it starts", text)
    return Window(start, end, "", shown or text, text)


def _said(text: str, said: date | None) -> date:
    if said is None:
        raise Understood(f"{text!r} is counted from its source's date, which is not known to the day", text)
    return said


def _iso(text: str, match: re.Match[str], _said_on: date | None) -> Window:
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        return _window(text, (year, month, day), (year, month, day), day_in_words(text, year, month, day))
    if match.group(2):
        if not 1 <= month <= len(MONTHS):
            raise ParseError(f"{text!r} is no date: month {month:02} lies outside 01 to 12", text)
        return _window(text, (year, month, 1), (year, month, 31), f"{MONTHS[month - 1]} {year:04}")
    return _window(text, (year, 1, 1), (year, 12, 31))


def _month(text: str, match: re.Match[str], _said_on: date | None) -> Window | None:
    part, name, year = match.groups()
    month = MONTH_NUMBER.get(name.lower())
    if month is None and name.lower() in NOT_MONTHS:
        return None
    if month is None:
        raise ParseError(f"{name!r} is no month; {FORMS}", text, text.find(name) + 1)
    start, end = words.TENS[part.lower()] if part else (1, _LAST_DAY)
    shown = f"{part + ' ' if part else ''}{MONTHS[month - 1]} {year:04}"
    return _window(text, (int(year), month, start), (int(year), month, end), shown)


def _part(text: str, match: re.Match[str], _said_on: date | None) -> Window:
    name, year = match.group(1).lower(), int(match.group(2))
    if name == "winter":
        return _window(text, (year, 12, 1), (year + 1, 2, 31))
    start, end = words.SEASONS.get(name) or words.PARTS[name]
    return _window(text, (year, start, 1), (year, end, 31))


def _either(text: str, match: re.Match[str], said: date | None) -> Window:
    start, end = match.groups()
    if not re.search(r"[0-9]{4}", start):
        # the first of two ends may leave out what the last one has: "12–15 May 2026", "April–June 2027"
        shared = re.search(r"([a-z]+ )?[0-9]{4}$" if start.isdigit() else "[0-9]{4}$", end, re.IGNORECASE)
        start = f"{start} {shared.group()}" if shared else start
    first, last = _inner(start, said), _inner(end, said)
    if first.first is None or first.last is None or last.first is None or last.last is None:
        raise ParseError(f"{text!r}: both ends of a window must be dates", text)
    if last.last < first.first:
        raise ParseError(f"{text!r} ends before it starts", text)
    shown = text if " or " in text else show_window(first.first, last.last)
    return Window(first.first, last.last, "", shown, text)


def _from_now(text: str, match: re.Match[str], said: date | None) -> Window:
    now = _said(text, said)
    low, high = int(match.group(1)), int(match.group(2) or match.group(1))
    in_years = match.group(3).lower().startswith("year")
    months = 12 if in_years else 1
    first, last = add_months(now, min(low, high) * months), add_months(now, max(low, high) * months)
    if low == high:
        # one number is as exact as its unit: a month, or a year
        first = max(now, date(first.year, 1, 1) if in_years else first.replace(day=1))
        last = month_end(last.year, 12 if in_years else last.month)
    return Window(first, last, "", show_window(first, last), text, counted=True)


def _years(text: str, match: re.Match[str], said: date | None) -> Window:
    now = _said(text, said)
    words = match.group(0).lower()
    if words.startswith("before the end of"):
        last = date(now.year + ("next" in words), 12, 31)
        return Window(now, last, "", f"by the end of {last.year:04}", text, counted=True)
    if words == "around now":
        about = f"around {MONTHS[now.month - 1]} {now.year:04}"
        return Window(add_months(now, -1), add_months(now, 1), "", about, text, counted=True)
    return Window(now, None, "", f"within the next few years (said in {now.year:04})", text, counted=True)


def _open(text: str, match: re.Match[str], said: date | None) -> Window:
    word, rest = match.group(1).lower(), _inner(match.group(2), said)
    if _BOTH_ENDS.search(match.group(2)):
        raise ParseError(f"{text!r} has two ends and {word!r}; write 'from 2026 to 2028' or one date", text)
    if None in {rest.first, rest.last} and not rest.event:
        if word == "from" and rest.last is None:
            # "from 2027 onwards"
            return rest
        raise ParseError(f"{text!r} has an end that is open, and {word!r}; write one of the two", text)
    shown = f"the {rest.shown}" if rest.shown.lower().startswith(("end of", "beginning of")) else rest.shown
    if word in {"before", "by", "until"}:
        # what is before an end is before the end of the end, not before its first day
        last = rest.last
        if word == "before" and rest.first is not None and not rest.shown.lower().startswith("end of"):
            last = rest.first - timedelta(days=1)
        return Window(None, last, "", f"{word} {shown}", text)
    first = rest.first if word == "from" or rest.last is None else rest.last + timedelta(days=1)
    return Window(first, None, "", f"{word} {shown}", text)


def _event(text: str, match: re.Match[str], _said_on: date | None) -> Window | None:
    lead, word, event = match.group(1) or "", match.group(2).lower(), match.group(3).lower()
    if not NOT_MONTHS.isdisjoint(re.split("[ _]", event)):
        return None
    return Window(
        None, None, event.replace(" ", "_"), f"{lead.lower()}{word} {event.replace('_', ' ')}", text
    )


def _whole_day(text: str, match: re.Match[str], _said_on: date | None) -> Window | None:
    """Read a day as people and `show` write it: "29 September 2020", "September 29, 2020"."""
    day = int(match["day"])
    month = int(match["month"]) if match["month"].isdigit() else MONTH_NUMBER.get(match["month"].lower())
    if month is None:
        return None
    year = int(match["year"])
    return _window(text, (year, month, day), (year, month, day), day_in_words(text, year, month, day))


def _around(text: str, match: re.Match[str], said: date | None) -> Window:
    """Read a time that is only about: a month, or the length of what is named, on both sides."""
    rest = _inner(match.group(1), said)
    if rest.first is None or rest.last is None:
        raise ParseError(f"{text!r} is around something that has no end", text)
    if rest.counted and (rest.last - rest.first).days >= 364:
        # "about a year from now" is no less exact than "a year from now"
        return rest
    if (rest.last - rest.first).days >= 364:
        first, last = rest.first.replace(year=rest.first.year - 1), rest.last.replace(year=rest.last.year + 1)
    else:
        before, after = add_months(rest.first, -1), add_months(rest.last, 1)
        first, last = before, month_end(after.year, after.month)
    return Window(first, last, "", f"around {rest.shown}", text)


def _from_year(text: str, match: re.Match[str], _said_on: date | None) -> Window:
    return Window(date(int(match[1]), 1, 1), None, "", text, text)


def _later(text: str, match: re.Match[str], said: date | None) -> Window:
    """Read "later in 2026", which is printed of "later this year": the rest of it, from the day said."""
    word, rest = match.group(1).lower(), _inner(match.group(2), said)
    if rest.first is None or rest.last is None:
        raise ParseError(f"{text!r} is {word} in something that has no end", text)
    first, last = rest.first, rest.last
    if said is not None and first <= said <= last:
        first, last = (first, said) if word == "earlier" else (said, last)
    return Window(first, last, "", f"{word} in {rest.shown}", text)


def _relative(text: str, _match: re.Match[str], said: date | None) -> Window | None:
    """Read what is told from the day on which it was said: "late next year", "this summer", "November"."""
    if not is_relative(text):
        return None
    told = absolute(text, _said(text, said))
    try:
        return _in_english(told, told, said)._replace(text=text, counted=True)
    except Understood:
        raise
    except ParseError:
        # so that the words are refused and not what they were turned into
        return None


_Reader = Callable[[str, "re.Match[str]", "date | None"], "Window | None"]

_BOTH_ENDS = re.compile(r" (?:to|and) |[–—]")

#: Patterns, tried in this order; `re` compiles and keeps those that come to be needed.
_GRAMMAR: tuple[tuple[str, _Reader], ...] = (
    (r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", _iso),
    (r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9}) (?P<year>\d{4})", _whole_day),
    (r"(?P<month>[A-Za-z]{3,9}) (?P<day>\d{1,2}) (?P<year>\d{4})", _whole_day),
    (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", _whole_day),
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
        (r"before the end of (?:this|next) year|around now|within the next few years"),
        _years,
    ),
    (r".+", _relative),
    (r"(a few months |shortly )?(before|after) ([a-z]+(?:[_ ][a-z]+)+)", _event),
    (r"(earlier|later) in (.+)", _later),
    (r"within the next few years \(said in (\d{4})\)", _from_year),
    (r"around (.+)", _around),
    (r"(?:from|between) (.+?) ?(?: to | until | and |[–—]) ?(.+)", _either),
    (r"(before|by|until|from|after) (?!before|by|until|from|after)(.+)", _open),
    (r"(.+?) ?(?: to | or |[–—]) ?(.+)", _either),
    (r"(\d{4})-(\d{4})", _either),
    (r"(?!year-)([A-Za-z]{3,9})-([A-Za-z]{3,9} \d{4})", _either),
)
