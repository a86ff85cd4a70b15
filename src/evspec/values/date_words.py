"""The words of dates: the months, how a window is shown, and what says nothing and is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evspec.measures import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import TypeAlias

    _Form: TypeAlias = str | Callable[[re.Match[str]], str]

__all__ = [
    "MONTHS",
    "MONTH_NUMBER",
    "NOT_MONTHS",
    "PARTS",
    "SEASONS",
    "TENS",
    "in_full",
    "plain",
    "show_window",
]

#: The months as they are shown.
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: The months by name and by its first three letters, in lower case.
MONTH_NUMBER: Final = {name.lower(): n for n, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): n for n, name in enumerate(MONTHS, 1)
}

#: The first and the last month of each season but winter, which ends in the next year.
SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
#: The first and the last month of a part of a year.
PARTS: Final = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "beginning of": (1, 3), "end of": (10, 12),
    "first half of": (1, 6), "second half of": (7, 12), "h1": (1, 6), "h2": (7, 12),
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
#: Words that stand before a year and are no month.
NOT_MONTHS: Final = {
    *SEASONS,
    *PARTS,
    "winter",
    "before",
    "until",
    "from",
    "after",
    "around",
    "earlier",
    "later",
    "between",
}
#: The first and the last day of a part of a month.
TENS: Final = {
    "beginning of": (1, 10),
    "early": (1, 10),
    "mid": (11, 20),
    "end of": (21, 31),
    "late": (21, 31),
}

_ORDINALS: Final = {"first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3",
                    "fourth": "4", "4th": "4", "last": "4"}  # fmt: skip
_QUARTER: Final = re.compile(rf"({'|'.join(_ORDINALS)})[ -]quarter(?: of)?(?= )", re.IGNORECASE)
#: Weekdays, and how a day of the month is counted off.
_DAYS: Final = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ", re.IGNORECASE)
_COUNTED: Final = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b(?: of)?", re.IGNORECASE)
#: Articles and prepositions that add nothing.
_LEAD: Final = re.compile(r"(?:(?:in|on|at|during) )?(?:the )?(?=\S)", re.IGNORECASE)
_THE: Final = re.compile(
    r"\bthe (?!end of (?:this|next)\b|next few\b)|\byear (?=[0-9])"
    r"|(?:(?<=spring )|(?<=summer )|(?<=autumn )|(?<=fall )|(?<=winter ))of ",
    re.IGNORECASE,
)
_ABBREVIATED: Final = re.compile(r"(?<=[a-z]{3})\.(?= )|(?<=[a-z0-9]),(?= )", re.IGNORECASE)
_SAME: Final = (
    (re.compile(r"\bstart of\b", re.IGNORECASE), "beginning of"),
    (re.compile(r"\bmiddle of\b", re.IGNORECASE), "mid"),
    (re.compile(r"^(?:sometime|some time|at some point)(?: in)? ", re.IGNORECASE), ""),
    (re.compile(r"^in (.+ (?:months?|years?))(?: or so| time)?$", re.IGNORECASE), r"\1 from now"),
    (re.compile(r"^(?:about|roughly|approximately) (?=.+ from now$)", re.IGNORECASE), "around "),
    (re.compile(r"\bsept\b", re.IGNORECASE), "September"),
    (re.compile(r"\b(?:1st|first) half(?: of)?\b", re.IGNORECASE), "first half of"),
    (re.compile(r"\b(?:2nd|second) half(?: of)?\b", re.IGNORECASE), "second half of"),
)

#: A year in full, and one in short, which is of this century: "'97" is not told by its digits.
_YEARS: Final = (("([0-9]{4})", ""), ("['’]?([0-4][0-9])", "20"))


def _next(first: re.Match[str]) -> str:
    """Return two years in full, or what was found if the second is not the next one."""
    lead, year, mark, after = first.groups()
    follows = (int(year) + 1) % 10 ** len(after) == int(after)
    # "2011-12" is a month
    if not follows or (mark == "-" and len(after) == 2 and int(after) <= len(MONTHS)):
        return first[0]
    return f"{lead}{year}" if lead.lower().startswith("winter") else f"{lead}{year}–{int(year) + 1}"


#: How dates are printed in short: "03/2026", "2Q26", "Q3/2026", "November '26", "winter 2026/27".
_SHORT: Final[tuple[tuple[str, _Form], ...]] = (
    (r"^0?([1-9])[/.-]([0-9]{4})$", r"\2-0\1"),
    (r"^(1[0-2])[/.-]([0-9]{4})$", r"\2-\1"),
    (r"^([a-z]{3,9})[/.-]([0-9]{4})$", r"\1 \2"),
    *((rf"^([1-4])q ?{year}$", rf"Q\1 {century}\2") for year, century in _YEARS),
    *((rf"^([12])h ?{year}$", rf"H\1 {century}\2") for year, century in _YEARS),
    *((rf"^([qh][1-4])[ /-]?{year}$", rf"\1 {century}\2") for year, century in _YEARS),
    (r"^([0-9]{4})[ /-]?([qh][1-4])$", r"\2 \1"),
    (r"^(.*[a-z]) ?['’]([0-4][0-9])$", r"\1 20\2"),
    (r"^([0-9]{1,2})-([a-z]{3,9})-([0-9]{4})$", r"\1 \2 \3"),
    (r"^(winter |)([0-9]{4}) ?([/–-]) ?([0-9]{4}|[0-9]{2})$", _next),
    (r"^(?:from )?(.*[0-9]{4}) ?(?:onwards?|and later|or later|\+)$", r"from \1"),
    (r"^(.*[0-9]{4}) at the earliest$", r"from \1"),
    (r"^(.*[0-9]{4}) at the latest$", r"by \1"),
    (r"^((?:[a-z]+|q[1-4])) ?/ ?((?:[a-z]+|q[1-4]) [0-9]{4})$", r"\1 or \2"),
    (r"^([a-z].*[0-9]{4}) ?/ ?([a-z].*[0-9]{4})$", r"\1 or \2"),
    (r"^(q[1-4])-(q[1-4] [0-9]{4})$", r"\1–\2"),
    (r"\b(?:start|begin(?:ning)?)(?: of)?(?= (?:the |[a-z]{3,9} )?[0-9])", "beginning of"),
    (r"\byear[ -]end (?=[0-9])|\bend[ -](?=[0-9]{4})", "end of "),
    (r"^(?:not? (?:before|earlier than|until)|since) ", "from "),
    (r"^no(?:t)? later than |^through ", "by "),
    (r"^(?:throughout|within) (?=[0-9])", ""),
    (r"^(?:about|approx\.?|approximately|roughly|c\.) ?(?=.*[0-9]{4}$)", "around "),
)  # fmt: skip
_NUMBERS: Final = ENGLISH.meanings("numbers") | {"a": "1", "an": "1"}
_COUNT: Final = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a date in English without the words that say nothing, as `read_dates` takes it."""
    plain = " ".join(text.split())
    if plain[:4].isdigit():
        return plain
    for pattern, word in _SAME:
        plain = pattern.sub(word, plain)
    if plain.endswith(" from now"):
        plain = _COUNT.sub(lambda found: _NUMBERS[found[0].lower()], plain)
    plain = _DAYS.sub("", _ABBREVIATED.sub("", plain))
    plain = _THE.sub("", _LEAD.sub("", plain, count=1))
    plain = _QUARTER.sub(lambda found: f"Q{_ORDINALS[found[1].lower()]}", plain)
    return _COUNTED.sub("", plain)


def in_full(text: str) -> str:
    """Return a date that is printed in short as one in full: "Q3/27" is "Q3 2027"."""
    full = " ".join(text.split())
    for short, form in _SHORT:
        # compiled when a date needs it, and kept by `re`
        full = re.sub(short, form, full, flags=re.IGNORECASE)
    return full


def show_window(first: date, last: date) -> str:
    """Name a window by the months in which it starts and ends: "April–June 2027"."""
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year:04}"
    start, end = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if first.year != last.year:
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        return (
            f"{first.year:04}–{last.year:04}" if whole else f"{start} {first.year:04} – {end} {last.year:04}"
        )
    if first.month == last.month:
        return f"{start} {first.year:04}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{start}–{end} {first.year:04}"
