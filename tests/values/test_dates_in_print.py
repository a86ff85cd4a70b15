"""Dates as people write them: whole days, both ends of a window, and all that evspec prints of one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.errors import ParseError
from evspec.values import Dates, read_dates
from tests.each import each

SAID = date(2026, 2, 24)


class TestBothEnds:
    @pytest.mark.parametrize(
        ("written", "first", "last"),
        [
            ("from 2024 to 2027", "2024-01-01", "2027-12-31"),
            ("From 2024 until 2027", "2024-01-01", "2027-12-31"),
            ("between 2024 and 2027", "2024-01-01", "2027-12-31"),
            ("from March 2024 to May 2025", "2024-03-01", "2025-05-31"),
            ("from Q1 2025 to Q3 2025", "2025-01-01", "2025-09-30"),
            ("from spring 2025 to summer 2026", "2025-03-01", "2026-08-31"),
            ("from the end of 2024 to early 2025", "2024-10-01", "2025-04-30"),
            ("2024 to 2027", "2024-01-01", "2027-12-31"),
            ("2024–2027", "2024-01-01", "2027-12-31"),
            ("2024-2027", "2024-01-01", "2027-12-31"),
            ("2024 – 2027", "2024-01-01", "2027-12-31"),
            ("March–May 2024", "2024-03-01", "2024-05-31"),
            ("March to May 2024", "2024-03-01", "2024-05-31"),
            ("November 2024 – January 2025", "2024-11-01", "2025-01-31"),
            ("12–15 May 2026", "2026-05-12", "2026-05-15"),
            ("28 April – 5 May 2027", "2027-04-28", "2027-05-05"),
            ("from 2024-03-01 to 2024-05-09", "2024-03-01", "2024-05-09"),
        ],
    )
    def test_are_kept(self, written: str, first: str, last: str) -> None:
        dates = read_dates(written)
        assert (str(dates.first), str(dates.last), dates.text) == (first, last, written)

    @pytest.mark.parametrize(
        "written", ["after 2024 to 2027", "before 2024 to 2027", "by 2024–2027", "until March–May 2024"]
    )
    def test_and_one_open_end_are_refused(self, written: str) -> None:
        with pytest.raises(ParseError, match="has two ends"):
            read_dates(written)

    @pytest.mark.parametrize("written", ["from 2027 to 2024", "between 2027 and 2024", "2027–2024"])
    def test_are_refused_the_wrong_way_round(self, written: str) -> None:
        with pytest.raises(ParseError, match="ends before it starts"):
            read_dates(written)


class TestBeforeAnEnd:
    @pytest.mark.parametrize(
        ("written", "last"),
        [
            ("before end of 2027", "2027-12-31"),
            ("before the end of 2027", "2027-12-31"),
            ("Before the end of 2027", "2027-12-31"),
            ("before end of March 2027", "2027-03-31"),
            ("before the end of October 2025", "2025-10-31"),
            ("by the end of 2027", "2027-12-31"),
            ("by end of 2027", "2027-12-31"),
            ("until the end of 2027", "2027-12-31"),
            ("until end of June 2027", "2027-06-30"),
            ("before 2027", "2026-12-31"),
            ("before March 2027", "2027-02-28"),
            ("before Q3 2027", "2027-06-30"),
            ("before summer 2027", "2027-05-31"),
            ("before late 2027", "2027-08-31"),
            ("before 12 May 2027", "2027-05-11"),
        ],
    )
    def test_is_before_its_last_day(self, written: str, last: str) -> None:
        dates = read_dates(written)
        assert (dates.first, str(dates.last)) == (None, last)


class TestOneNumberFromNow:
    @pytest.mark.parametrize(
        ("written", "first", "last", "shown"),
        [
            ("1 month from now", "2026-03-01", "2026-03-31", "March 2026"),
            ("4 months from now", "2026-06-01", "2026-06-30", "June 2026"),
            ("10 months from now", "2026-12-01", "2026-12-31", "December 2026"),
            ("11 months from now", "2027-01-01", "2027-01-31", "January 2027"),
            ("24 months from now", "2028-02-01", "2028-02-29", "February 2028"),
            ("1 year from now", "2027-01-01", "2027-12-31", "2027"),
            ("3 Years from now", "2029-01-01", "2029-12-31", "2029"),
        ],
    )
    def test_is_as_exact_as_its_unit(self, written: str, first: str, last: str, shown: str) -> None:
        dates = read_dates(written, SAID)
        assert (str(dates.first), str(dates.last), dates.show()) == (first, last, shown)


class TestAWholeDay:
    @pytest.mark.parametrize(
        "written",
        [
            "2026-05-20",
            "20 May 2026",
            "May 20, 2026",
            "May 20 2026",
            "20th of May 2026",
            "20th May, 2026",
            "on 20 May 2026",
            "on May 20th, 2026",
            "Wednesday, 20 May 2026",
            "Wednesday 20 May 2026",
            "20.05.2026",
            "20.5.2026",
            "20 MAY 2026",
            "the 20th of May 2026",
            "on the 20th of May, 2026",
        ],
    )
    def test_is_read_in_any_of_its_forms(self, written: str) -> None:
        dates = read_dates(written)
        assert dates.first == dates.last == date(2026, 5, 20)
        assert dates.show() == "20 May 2026"

    @pytest.mark.parametrize(
        "written", ["31 February 2026", "0 May 2026", "May 32, 2026", "20.13.2026", "05/20/2026"]
    )
    def test_that_is_none_is_refused(self, written: str) -> None:
        with pytest.raises(ParseError):
            read_dates(written)


class TestWordsThatSayNothing:
    @pytest.mark.parametrize(
        ("written", "same"),
        [
            ("in 2027", "2027"),
            ("in the year 2027", "2027"),
            ("in March 2027", "March 2027"),
            ("in the spring of 2027", "spring 2027"),
            ("the third quarter of 2027", "Q3 2027"),
            ("in the first quarter of 2027", "Q1 2027"),
            ("fourth quarter 2027", "Q4 2027"),
            ("2nd quarter of 2027", "Q2 2027"),
            ("the end of 2027", "end of 2027"),
            ("at the beginning of 2027", "beginning of 2027"),
            ("at the start of 2027", "beginning of 2027"),
            ("in the middle of 2027", "mid 2027"),
            ("in the second half of 2027", "second half of 2027"),
            ("1st half of 2027", "first half of 2027"),
            ("in late 2027", "late 2027"),
            ("from the second quarter of 2027", "from Q2 2027"),
            ("Sept. 2027", "September 2027"),
        ],
    )
    def test_are_left_out(self, written: str, same: str) -> None:
        assert read_dates(written) == read_dates(same)


PRINTED = [
    "2027",
    "2027-11",
    "2027-11-03",
    "spring 2027",
    "winter 2027",
    "Q2 2027",
    "H1 2027",
    "early 2027",
    "late May 2027",
    "end of 2027",
    "2027 or 2028",
    "July or August 2027",
    "2027-03 to 2027-05",
    "2026-11 to 2027-02",
    "2026 to 2028",
    "14 to 16 months from now",
    "18 months from now",
    "2 years from now",
    "next year",
    "later this year",
    "around now",
    "before the end of this year",
    "before the end of next year",
    "within the next few years",
    "before 2028",
    "by March 2027",
    "from July 2027",
    "after 2027",
    "until Q3 2027",
    "before end of 2027",
    "around May 2027",
    "a few months before production_start",
    "shortly after market_launch",
    "before 12 May 2027",
]


class TestWhatIsPrinted:
    @each("written", PRINTED)
    def test_is_read_and_holds_what_was_meant(self, written: str) -> None:
        dates = read_dates(written, SAID)
        back = read_dates(dates.show(), SAID)
        assert back.show() == dates.show()
        assert back == dates or back.contains(dates)
        assert dates.event or read_dates(dates.calendar).contains(dates)

    @given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(0, 2000))
    def test_of_any_window_of_days(self, first: date, days: int) -> None:
        last = first + timedelta(days=days)
        window = read_dates(f"{first} to {last}") if days else read_dates(str(first))
        back = read_dates(window.show())
        assert isinstance(back, Dates)
        assert back.contains(window)
        assert read_dates(back.show()) == back
