"""Dates in other languages than English: the forms in which `Dates` are shown, said anew.

What a date shows is a notation that `read_dates` reads, of few forms. Each is a message here; the days,
months and spans of months in it are written by Babel.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from evspec.languages.manner import dated
from evspec.values.date_words import MONTH_NUMBER, MONTHS

if TYPE_CHECKING:
    from babel import Locale

    from evspec.languages.speech import Speech

__all__ = ["FORMS", "date_in"]

#: How the name of a month is written: "Februar", "Feb.".
Width: TypeAlias = Literal["long", "short"]

# Patterns are compiled when another language first needs them, which English never does.
_MONTH: Final = f"({'|'.join(MONTHS)})"
#: What may stand before a year or a month, each with its message; they are looked for in any case.
_PARTS: Final = {
    "early": "early {date}", "mid": "mid {date}", "late": "late {date}",
    "beginning of": "beginning of {date}", "end of": "end of {date}",
    "spring": "spring {date}", "summer": "summer {date}",
    "autumn": "autumn {date}", "fall": "autumn {date}", "winter": "winter {date}",
    "first half of": "first half of {date}", "second half of": "second half of {date}",
    "h1": "first half of {date}", "h2": "second half of {date}",
    "q1": "Q1 {date}", "q2": "Q2 {date}", "q3": "Q3 {date}", "q4": "Q4 {date}",
    "before": "before {date}", "by": "by {date}", "until": "until {date}", "from": "from {date}",
    "after": "after {date}", "around": "around {date}", "later in": "later in {date}",
    "earlier in": "earlier in {date}",
    "a few months before": "a few months before {date}", "a few months after": "a few months after {date}",
    "shortly before": "shortly before {date}", "shortly after": "shortly after {date}",
}  # fmt: skip
#: The messages of dates, for those who write a language.
FORMS: Final = (
    *dict.fromkeys(_PARTS.values()), "{first} or {last}", "{first} to {last}",
    "within the next few years (said in {date})",
)  # fmt: skip
_LEAD: Final = rf"({'|'.join(sorted(_PARTS, key=len, reverse=True))})[ -](?:the )?(.+)"
_PATTERNS: Final = (
    rf"(\d{{1,2}}) {_MONTH} (\d{{4}})",
    rf"{_MONTH} (\d{{4}})",
    rf"{_MONTH}–{_MONTH} (\d{{4}})",
    rf"{_MONTH} (\d{{4}}) – {_MONTH} (\d{{4}})",
)
_SAID: Final = r"within the next few years \(said in (\d{4})\)"
_TWO: Final = r"(.+?) (or|to) (.+)"


def date_in(speech: Speech, shown: str, event: str = "", width: Width = "long") -> str:
    """Return a date as a language writes it, in English as it is.

    Parameters
    ----------
    speech
        The language.
    shown
        What `Dates.show` gives: "late 2025", "April–June 2027", "24 February 2026".
    event
        What it is told from, as a table calls it, "" for the calendar.
    width
        How the names of months are written.
    """
    if speech.babel is None:
        return dated(shown, speech.dates)
    plain = _by_calendar(speech.babel, shown, width)
    if plain is not None:
        return plain
    lead = re.fullmatch(_LEAD, shown, re.IGNORECASE)
    if lead is not None:
        inner = speech.within(event) if event else date_in(speech, lead[2], width=width)
        return speech.say(_PARTS[lead[1].lower()], date=inner)
    if said := re.fullmatch(_SAID, shown):
        return speech.say("within the next few years (said in {date})", date=said[1])
    if two := re.fullmatch(_TWO, shown):
        first, last = (date_in(speech, end, width=width) for end in (two[1], two[3]))
        template = "{first} or {last}" if two[2] == "or" else "{first} to {last}"
        return speech.say(template, first=first, last=last)
    return shown


def _by_calendar(locale: Locale, shown: str, width: Width) -> str | None:
    """Return a day, a month or a span of months as Babel writes it; None if it is no such thing."""
    if shown.isdigit():
        return shown
    found = [(n, match) for n, pattern in enumerate(_PATTERNS) if (match := re.fullmatch(pattern, shown))]
    if not found:
        return None
    from babel.dates import format_interval, format_skeleton

    n, match = found[0]
    month = "MMMM" if width == "long" else "MMM"
    if n == 0:
        day = date(int(match[3]), MONTH_NUMBER[match[2].lower()], int(match[1]))
        written: str = format_skeleton(f"y{month}d", day, locale=locale)
    elif n == 1:
        written = format_skeleton(f"y{month}", date(int(match[2]), _number(match[1]), 1), locale=locale)
    else:
        start = (match[3], match[1]) if n == 2 else (match[2], match[1])
        end = (match[3], match[2]) if n == 2 else (match[4], match[3])
        first, last = (date(int(year), _number(name), 1) for year, name in (start, end))
        written = format_interval(first, last, f"y{month}", locale=locale)
    # between the ends of a span Babel puts spaces that no terminal has
    return written.replace("\u2009", " ")


def _number(month: str) -> int:
    return MONTH_NUMBER[month.lower()]
