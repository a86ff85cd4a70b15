"""Dates as publications of eight languages print them, each with its first and last day, or refused."""

from __future__ import annotations

from datetime import date

import pytest

from evspec.errors import ParseError
from evspec.values import read_dates

SAID = date(2026, 2, 24)


def read(text: str) -> tuple[str | None, str | None]:
    """Return the first and the last day that a text admits."""
    found = read_dates(text, SAID)
    first, last = (None if day is None else day.isoformat() for day in (found.first, found.last))
    return first, last


class TestInShort:
    """Months, quarters and halves in digits."""

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("03/2027", "2027-03-01", "2027-03-31"),
            ("3/2027", "2027-03-01", "2027-03-31"),
            ("Mar-2027", "2027-03-01", "2027-03-31"),
            ("09-2027", "2027-09-01", "2027-09-30"),
            ("11.2027", "2027-11-01", "2027-11-30"),
            ("Q3/2027", "2027-07-01", "2027-09-30"),
            ("2027Q3", "2027-07-01", "2027-09-30"),
            ("2027-Q3", "2027-07-01", "2027-09-30"),
            ("Q4/1996", "1996-10-01", "1996-12-31"),
            ("3Q 2027", "2027-07-01", "2027-09-30"),
            ("3Q27", "2027-07-01", "2027-09-30"),
            ("Q3 '27", "2027-07-01", "2027-09-30"),
            ("2H 2027", "2027-07-01", "2027-12-31"),
            ("1H27", "2027-01-01", "2027-06-30"),
            ("2027 H1", "2027-01-01", "2027-06-30"),
            ("November ’27", "2027-11-01", "2027-11-30"),
            ("4-Nov-2027", "2027-11-04", "2027-11-04"),
            ("fourth-quarter 2027", "2027-10-01", "2027-12-31"),
            ("by Q3/2027", None, "2027-09-30"),
        ],
    )
    def test_is_read(self, text: str, first: str | None, last: str | None) -> None:
        assert read(text) == (first, last)

    @pytest.mark.parametrize(
        "text",
        [
            "03/04/2027",
            "13/2027",
            "Mar-27",
            "spring '97",
            "4Q96",
            "Q1 '72",
            "00/2027",
            "2027-00",
            "3/27",
            "'27",
            "Q5 2027",
            "3H 2027",
            "3 2027",
            "27",
        ],
    )
    def test_is_refused_where_it_may_be_another(self, text: str) -> None:
        with pytest.raises(ParseError):
            read(text)


class TestTwoYears:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2027/2028", "2027-01-01", "2028-12-31"),
            ("2027/28", "2027-01-01", "2028-12-31"),
            ("2027–28", "2027-01-01", "2028-12-31"),
            ("2027-28", "2027-01-01", "2028-12-31"),
            ("winter 2027/28", "2027-12-01", "2028-02-29"),
            ("Winter 2027/2028", "2027-12-01", "2028-02-29"),
            ("hiver 2027/28", "2027-12-01", "2028-02-29"),
            ("late 2027/early 2028", "2027-09-01", "2028-04-30"),
            ("March/April 2027", "2027-03-01", "2027-04-30"),
            ("März/April 2027", "2027-03-01", "2027-04-30"),
            ("spring/summer 2027", "2027-03-01", "2027-08-31"),
            ("Q1/Q2 2027", "2027-01-01", "2027-06-30"),
            ("Q1-Q2 2027", "2027-01-01", "2027-06-30"),
            ("mars/avril 2027", "2027-03-01", "2027-04-30"),
            ("2011-12", "2011-12-01", "2011-12-31"),
        ],
    )
    def test_is_a_window(self, text: str, first: str, last: str) -> None:
        assert read(text) == (first, last)

    @pytest.mark.parametrize("text", ["2027/29", "2027–26", "winter 2027/29", "winter 2011-12"])
    def test_is_refused_where_the_second_is_not_the_next(self, text: str) -> None:
        with pytest.raises(ParseError):
            read(text)


class TestEarliestAndLatest:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("not before 2027", "2027-01-01", None),
            ("no earlier than Q2 2027", "2027-04-01", None),
            ("March 2027 at the earliest", "2027-03-01", None),
            ("2027 onwards", "2027-01-01", None),
            ("from 2027 onwards", "2027-01-01", None),
            ("2027 or later", "2027-01-01", None),
            ("2027+", "2027-01-01", None),
            ("since 2025", "2025-01-01", None),
            ("nicht vor 2027", "2027-01-01", None),
            ("frühestens Ende 2027", "2027-10-01", None),
            ("pas avant mars 2027", "2027-03-01", None),
            ("non prima del 2027", "2027-01-01", None),
            ("no antes de 2027", "2027-01-01", None),
            ("niet vóór 2027", "2027-01-01", None),
            ("ikke før 2027", "2027-01-01", None),
            ("tidigast 2027", "2027-01-01", None),
            ("no later than 2027", None, "2027-12-31"),
            ("March 2027 at the latest", None, "2027-03-31"),
            ("through 2027", None, "2027-12-31"),
            ("fram till 2027", None, "2027-12-31"),
        ],
    )
    def test_is_an_end(self, text: str, first: str | None, last: str | None) -> None:
        assert read(text) == (first, last)

    @pytest.mark.parametrize(
        "text", ["2027 onwards", "from 2027 onwards", "from 2027+", "not before 2027", "frühestens 2027"]
    )
    def test_shows_its_word_once(self, text: str) -> None:
        assert read_dates(text).show() == "from 2027"

    @pytest.mark.parametrize(
        "text",
        ["by 2027+", "before 2027 or later", "after 2027 onwards", "until since 2027", "2027+ or 2028"],
    )
    def test_is_refused_where_a_word_and_another_leave_both_open(self, text: str) -> None:
        with pytest.raises(ParseError):
            read(text)


class TestPartsOfAYear:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("year-end 2027", "2027-10-01", "2027-12-31"),
            ("end-2027", "2027-10-01", "2027-12-31"),
            ("by year-end 2027", None, "2027-12-31"),
            ("start 2027", "2027-01-01", "2027-03-31"),
            ("throughout 2027", "2027-01-01", "2027-12-31"),
            ("about 2027", "2026-01-01", "2028-12-31"),
            ("Jahresende 2027", "2027-10-01", "2027-12-31"),
            ("zur Jahresmitte 2027", "2027-05-01", "2027-08-31"),
            ("fin d'année 2027", "2027-10-01", "2027-12-31"),
            ("fine anno 2027", "2027-10-01", "2027-12-31"),
            ("a lo largo de 2027", "2027-01-01", "2027-12-31"),
            ("in de loop van 2027", "2027-01-01", "2027-12-31"),
            ("i løpet av 2027", "2027-01-01", "2027-12-31"),
            ("ved utgangen af 2027", "2027-10-01", "2027-12-31"),
            ("tidlig i 2027", "2027-01-01", "2027-04-30"),
            ("sent 2027", "2027-09-01", "2027-12-31"),
            ("primo 2027", "2027-01-01", "2027-03-31"),
            ("kvartal 2 2027", "2027-04-01", "2027-06-30"),
            ("III trimestre 2027", "2027-07-01", "2027-09-30"),
            ("2T 2027", "2027-04-01", "2027-06-30"),
            ("1. HJ 2027", "2027-01-01", "2027-06-30"),
        ],
    )
    def test_is_read(self, text: str, first: str | None, last: str | None) -> None:
        assert read(text) == (first, last)


class TestWhatOneWordMayMean:
    """Words that say "in" in front of a season, and ones that say "before" or "for"."""

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("til sommeren 2027", "2027-06-01", "2027-08-31"),
            ("til høsten 2027", "2027-09-01", "2027-11-30"),
            ("til efteråret 2027", "2027-09-01", "2027-11-30"),
            ("til foråret 2027", "2027-03-01", "2027-05-31"),
            ("till hösten 2027", "2027-09-01", "2027-11-30"),
            ("till våren 2027", "2027-03-01", "2027-05-31"),
            ("fram til høsten 2027", None, "2027-11-30"),
            ("voor eind 2027", None, "2027-12-31"),
            ("vóór 2027", None, "2026-12-31"),
        ],
    )
    def test_is_told_apart(self, text: str, first: str | None, last: str | None) -> None:
        assert read(text) == (first, last)

    def test_dutch_for_is_no_before(self) -> None:
        with pytest.raises(ParseError):
            read("voor 2027")
