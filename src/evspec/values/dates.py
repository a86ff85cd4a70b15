"""Dates as the press gives them: a month, a season, a window, or "14 to 16 months from now"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve, field, frozen

from evspec.errors import ParseError, quoted, spelled
from evspec.languages.speech import ENGLISH, Speech
from evspec.values.date_grammar import FORMS, Understood, window_in
from evspec.values.date_printing import date_in
from evspec.values.date_words import MONTHS, show_window
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from evspec.measures import Order
    from evspec.values.value import Answer, Terms

__all__ = ["MONTHS", "Dates", "read_dates"]

_LONGEST = 80


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
    def read(cls, written: object, terms: Terms, said: date | None, decimal: str | None = None) -> Dates:
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

    def show(self, *, speech: Speech = ENGLISH) -> str:
        return date_in(speech, self.shown, self.event)

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


def read_dates(written: object, said: date | None = None) -> Dates:
    """Read a date, a window, or a time counted from the day on which it was said.

    Parameters
    ----------
    written
        The text, a `datetime.date` (a Timestamp is one), or a whole number for a year.
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
    if isinstance(written, date):
        # of a Timestamp the day counts
        written = date(written.year, written.month, written.day).isoformat()
    if isinstance(written, int) and not isinstance(written, bool):
        # Python shows no number of thousands of digits
        written = str(written) if abs(written) < 10**_LONGEST else f"a number of over {_LONGEST} digits"
    if not isinstance(written, str) or not written.strip():
        raise ParseError(f"{quoted(written)} is no date; {FORMS}", spelled(written))
    text = written.strip()
    if len(text) > _LONGEST:
        raise ParseError(f"{text[:_LONGEST]!r} is no date; {FORMS}", text)
    try:
        return _read(text, said)
    except Understood:
        raise
    except ParseError as error:
        return _abroad(text, said, error)


def _read(text: str, said: date | None) -> Dates:
    """Read a date in English."""
    first, last, event, shown, text, counted = window_in(text, said)
    return Dates(first, last, event, shown, text, counted=counted)


def _abroad(text: str, said: date | None, refused: ParseError) -> Dates:
    """Read a date in another language than English, in which it was refused."""
    if text.isascii() and not any(character.isalpha() for character in text):
        raise refused from None
    from evspec.values.date_languages import in_english

    def read(translated: str) -> Dates:
        nonlocal refused
        try:
            return _read(translated, said)
        except Understood as understood:
            refused = understood
            raise

    found = in_english(text, read)
    if found is None:
        raise refused from None
    return evolve(found, text=text)
