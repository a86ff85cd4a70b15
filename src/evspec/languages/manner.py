"""How a house writes what a language leaves open: the spelling of units, marks, days, heads of columns."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DATES", "HEADS", "DateForm", "Heads", "Manner", "dated"]

#: How a day is written in English: "12 March 2026", "March 12, 2026", "2026-03-12".
DateForm: TypeAlias = Literal["day first", "month first", "ISO"]
DATES: Final[tuple[DateForm, ...]] = ("day first", "month first", "ISO")
#: By what a generation is called at the head of a column: "iX3 NA5", "iX3 (from 2026)".
Heads: TypeAlias = Literal["code", "years"]
HEADS: Final[tuple[Heads, ...]] = ("code", "years")

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY: Final = rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})([a-z]*) (\d{{4}})"


class Manner(Hashable, Protocol):
    """What a house decides."""

    @property
    def spellings(self) -> Mapping[str, str]:
        """How units are spelled, by their symbols."""

    @property
    def thousands(self) -> str | None:
        """What stands between thousands, None for what the language has there."""

    @property
    def dates(self) -> DateForm:
        """How days are written in English."""

    @property
    def heads(self) -> Heads:
        """By what generations are called."""


def dated(text: str, form: DateForm) -> str:
    """Return an English text with its days in a form.

    Examples
    --------
    >>> dated("after 12 March 2026", "month first"), dated("24 Feb 2026", "ISO")
    ('after March 12, 2026', '2026-02-24')
    """
    if form == "day first":
        return text

    def written(found: re.Match[str]) -> str:
        day, month, rest, year = found.groups()
        if form == "month first":
            return f"{month}{rest} {day}, {year}"
        return f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}"

    return re.sub(_DAY, written, text)
