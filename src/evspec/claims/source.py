"""Where a figure was published."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import field, frozen

from evspec.errors import EvspecError, ParseError, check_option, check_type
from evspec.languages.manner import dated
from evspec.languages.speech import ENGLISH, Speech
from evspec.table import Cell, Column, Row, Span, Table
from evspec.values import MONTHS, Dates, date_in, read_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CHECKED", "FIRM", "SOURCE_KINDS", "STATUSES", "TIERS", "WORKED_OUT", "Attribution", "Source",
    "SourceKind", "Status", "as_source", "in_code", "last_day", "show_date", "weakest",
]  # fmt: skip

SourceKind: TypeAlias = Literal["maker", "regulator", "press", "dataset", "forum", "code"]
SOURCE_KINDS: tuple[SourceKind, ...] = ("maker", "regulator", "press", "dataset", "forum", "code")
TIERS: Final = (1, 2, 3, 4)


def _as_dates(given: Dates | dt.date | str | int | None) -> Dates | None:
    """Take the date of a source in whichever form a program has it."""
    if given is None or isinstance(given, Dates):
        return given
    if isinstance(given, dt.datetime):
        given = given.date()
    try:
        return read_dates(given.isoformat() if isinstance(given, dt.date) else given)
    except ParseError as error:
        raise ParseError(f"the date of a source: {error}", error.text) from None


@frozen(cache_hash=True)
class Source:
    """One published page, press kit, agency file or data set.

    Attributes
    ----------
    id
        Its name in data files; made of publisher, title and date if left out.
    publisher, title
        Who published it, and its heading or, in brackets, a description.
    address
        Where it is found; "" for figures given in code.
    date
        The day, month or year of publication, None if unknown; given as text ("2026-03-02"), a date or
        Dates.
    kind
        maker, regulator, press, dataset, forum or code.
    tier
        1 maker or regulator, 2 established press or curated data set, 3 general press, 4 copies
        and translations.
    copies
        The id of the source that this one repeats, or "".
    license, attribution
        Under which terms its data may be used, and the line that has to stand where they are shown.
    accessed
        The day on which it was read, None if nobody noted it. No part of equality.

    Raises
    ------
    EvspecError
        If no publisher is given, or a kind or a tier that there is not.
    ParseError
        If the date is none.
    WrongType
        If a text is none.

    Examples
    --------
    >>> source = Source(publisher="Gazette", title="The Comet returns", date="2026-03-02")
    >>> source.id, source.cite()
    ('gazette-the-comet-returns-2026-03-02', 'Gazette, 2 Mar 2026')
    """

    id: str = ""
    # which has to be given, behind an id that need not be
    publisher: str = field(default=None)
    title: str = ""
    address: str = ""
    date: Dates | None = field(default=None, converter=_as_dates)
    kind: SourceKind = "press"
    tier: int = 3
    copies: str = ""
    license: str = ""
    attribution: str = ""
    accessed: dt.date | None = field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        for name in ("id", "publisher", "title", "address", "copies"):
            given = getattr(self, name)
            if name == "publisher" and given is None:
                raise EvspecError("a source without its publisher; write publisher='…', such as 'Gazette'")
            check_type(f"the {name} of a source", given, str, "a text")
        check_option("source kind", self.kind, SOURCE_KINDS)
        check_option("source tier", self.tier, TIERS)
        if not self.id:
            date = self.date.text if self.date is not None else ""
            words = re.sub(r"[^a-z0-9]+", "-", f"{self.publisher} {self.title} {date}".lower()).strip("-")
            object.__setattr__(self, "id", words or "source")

    @property
    def official(self) -> bool:
        """Whether the publisher is the maker or a regulator."""
        return self.kind in {"maker", "regulator"}

    @property
    def default_status(self) -> Literal["official", "reported"]:
        """The status of a claim that does not say: official of a maker or regulator, else reported."""
        return "official" if self.official else "reported"

    def known_at(self, day: dt.date) -> bool:
        """Tell whether it had surely appeared by that day; an undated source never had, code always."""
        check_type("a day", day, dt.date, "a datetime.date")
        return self.kind == "code" or (
            self.date is not None and self.date.last is not None and self.date.last <= day
        )

    def said(self, speech: Speech) -> str:
        """Return it as a phrase cites it."""
        return self.cite(speech)

    def cite(self, speech: Speech = ENGLISH) -> str:
        """Return publisher and date: "BMWBLOG, 24 Feb 2026", "Bike-EV, undated"."""
        if self.kind == "code":
            return speech.word(self.publisher)
        return f"{self.publisher}, {show_date(self.date, speech)}"

    def _repr_html_(self) -> str:
        return _card(self).to_html()

    def _repr_markdown_(self) -> str:
        return _card(self).to_markdown()


def _card(source: Source) -> Table:
    """Return what a notebook shows of a source."""
    told = {
        "publisher": ("Publisher", source.publisher),
        "title": ("Title", source.title),
        "date": ("Date", show_date(source.date)),
        "kind": ("Kind", source.kind),
        "tier": ("Tier", str(source.tier)),
        "copies": ("Copies", source.copies),
        "license": ("License", source.license),
        "accessed": ("Read on", source.accessed.isoformat() if source.accessed else ""),
    }
    rows = tuple(Row(key, label, "", (Cell(text),)) for key, (label, text) in told.items() if text)
    lines = [Span(source.address, source.address)] if source.address else []
    footer = tuple((line,) for line in [*lines, *filter(lambda line: line.text, [Span(source.attribution)])])
    return Table(title=source.id, columns=(Column("source", "Source"),), rows=rows, footer=footer)


def last_day(date: Dates) -> int:
    """Return the last day of a source's date as a number, 0 where it is open."""
    return date.last.toordinal() if date.last is not None else 0


def in_code() -> Source:
    """Return the source of figures that a program states itself."""
    return _IN_CODE


_IN_CODE = Source("given-in-code", "given in code", kind="code")


def as_source(given: Source | str | None) -> Source:
    """Take a source in the form in which a program names it.

    Parameters
    ----------
    given
        A Source; its address alone ("https://example.org/c") or who published it ("Gazette"); None for
        figures that the program states itself.

    Examples
    --------
    >>> as_source("https://www.example.org/comet").publisher
    'example.org'
    """
    if given is None:
        return _IN_CODE
    check_type("a source", given, (Source, str), "a Source, its address, or who published it")
    if isinstance(given, Source):
        return given
    host = re.match(r"https?://(?:www\.)?([^/:?#\s]+)", given)
    return Source(publisher=host[1], address=given) if host else Source(publisher=given)


@lru_cache(maxsize=1024)
def _shortened(words: str) -> str:
    return " ".join(word[:3] if word in MONTHS else word for word in words.split(" "))


def show_date(when: Dates | None, speech: Speech = ENGLISH) -> str:
    """Return a source's date with its month in few letters, "undated" for None."""
    if when is None:
        return speech.say("undated")
    if speech.babel is None:
        return dated(_shortened(when.shown), speech.dates)
    return date_in(speech, when.shown, width="short")


Status: TypeAlias = Literal["official", "measured", "reported", "expected", "rumored", "estimated", "derived"]

#: From the firmest to the weakest.
STATUSES: tuple[Status, ...] = (
    "official",
    "measured",
    "reported",
    "expected",
    "rumored",
    "estimated",
    "derived",
)

#: The statuses of figures that are out, as against those that are foreseen or reckoned.
FIRM = frozenset({"official", "measured", "reported"})
#: The statuses of what was worked out, from which nothing more is.
WORKED_OUT = frozenset({"derived", "estimated"})
#: What the note on a claim begins with that looks wrong and was found right: a word to maintainers.
CHECKED: Final = "checked:"


def weakest(statuses: Iterable[Status]) -> Status:
    """Return the weakest of one or more statuses."""
    return max(statuses, key=STATUSES.index)


@frozen
class Attribution:
    """Who says it, how surely and in which words. The claims of one block of a file share it.

    Attributes
    ----------
    source, status
        Who says it, and how surely: official, measured, reported, expected, rumored, estimated
        or derived.
    edition
        The running change or model year that it is said of, "" where a generation has none.
    where
        The place in the source ("summary", "page 3").
    printed
        The words as printed, where the value says them in another form.
    hedge
        The hedging words as printed ("should", "set for").
    via
        Who is quoted.
    doubt
        Why it is not believed; such a claim is always listed and never selected.
    note
        What a reader should know besides.
    why
        On a claim that was selected, why this one. No part of equality.
    mixes
        The editions of the figures from which it was worked out, if they are of several.
    """

    source: Source
    status: Status
    edition: str = ""
    where: str = ""
    printed: str = ""
    hedge: str = ""
    via: str = ""
    doubt: str = ""
    note: str = ""
    why: str = field(default="", eq=False)
    mixes: tuple[str, ...] = ()
