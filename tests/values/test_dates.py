"""Dates and windows as the press gives them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.errors import ParseError
from evspec.values import Dates, read_dates
from tests.each import each

SAID = date(2026, 2, 24)


@each(
    ("written", "first", "last", "shown"),
    [
        ("2022", (2022, 1, 1), (2022, 12, 31), "2022"),
        ("2027-11", (2027, 11, 1), (2027, 11, 30), "November 2027"),
        ("2020-09-29", (2020, 9, 29), (2020, 9, 29), "29 September 2020"),
        ("November 2027", (2027, 11, 1), (2027, 11, 30), "November 2027"),
        ("Feb 2028", (2028, 2, 1), (2028, 2, 29), "February 2028"),
        ("end of October 2025", (2025, 10, 21), (2025, 10, 31), "end of October 2025"),
        ("spring 2026", (2026, 3, 1), (2026, 5, 31), "spring 2026"),
        ("winter 2026", (2026, 12, 1), (2027, 2, 28), "winter 2026"),
        ("Q2 2027", (2027, 4, 1), (2027, 6, 30), "Q2 2027"),
        ("late 2025", (2025, 9, 1), (2025, 12, 31), "late 2025"),
        ("second half of 2028", (2028, 7, 1), (2028, 12, 31), "second half of 2028"),
        ("2027 or 2028", (2027, 1, 1), (2028, 12, 31), "2027 or 2028"),
        ("July or August 2026", (2026, 7, 1), (2026, 8, 31), "July or August 2026"),
        ("2026-03 to 2026-05", (2026, 3, 1), (2026, 5, 31), "March–May 2026"),
        ("2025-11 to 2026-01", (2025, 11, 1), (2026, 1, 31), "November 2025 – January 2026"),
        ("14 to 16 months from now", (2027, 4, 24), (2027, 6, 24), "April–June 2027"),
        ("2 years from now", (2028, 1, 1), (2028, 12, 31), "2028"),
        ("next year", (2027, 1, 1), (2027, 12, 31), "2027"),
        ("later this year", (2026, 2, 24), (2026, 12, 31), "later in 2026"),
        ("before the end of next year", (2026, 2, 24), (2027, 12, 31), "by the end of 2027"),
        ("around now", (2026, 1, 24), (2026, 3, 24), "around February 2026"),
        ("November", (2026, 11, 1), (2026, 11, 30), "November 2026"),
        ("in mid-December", (2025, 12, 11), (2025, 12, 20), "mid December 2025"),
        ("12 November", (2026, 11, 12), (2026, 11, 12), "12 November 2026"),
        ("October or November", (2026, 10, 1), (2026, 11, 30), "October 2026 or November 2026"),
        ("earlier this month", (2026, 2, 1), (2026, 2, 24), "earlier in February 2026"),
        ("later this month", (2026, 2, 24), (2026, 2, 28), "later in February 2026"),
        ("earlier this year", (2026, 1, 1), (2026, 2, 24), "earlier in 2026"),
        ("later in the year", (2026, 2, 24), (2026, 12, 31), "later in 2026"),
        ("next month", (2026, 3, 1), (2026, 3, 31), "March 2026"),
        ("last month", (2026, 1, 1), (2026, 1, 31), "January 2026"),
        ("next quarter", (2026, 4, 1), (2026, 6, 30), "Q2 2026"),
        ("this summer", (2026, 6, 1), (2026, 8, 31), "summer 2026"),
        ("this winter", (2025, 12, 1), (2026, 2, 28), "winter 2025"),
        ("last summer", (2025, 6, 1), (2025, 8, 31), "summer 2025"),
        ("next January", (2027, 1, 1), (2027, 1, 31), "January 2027"),
        ("this year", (2026, 1, 1), (2026, 12, 31), "2026"),
        ("sometime next year", (2027, 1, 1), (2027, 12, 31), "2027"),
        ("end of next year", (2027, 10, 1), (2027, 12, 31), "end of 2027"),
        ("late next year or early 2028", (2027, 9, 1), (2028, 4, 30), "late 2027 or early 2028"),
        ("first half of next year", (2027, 1, 1), (2027, 6, 30), "first half of 2027"),
        ("about a year from now", (2027, 1, 1), (2027, 12, 31), "2027"),
        ("in about a year or so", (2027, 1, 1), (2027, 12, 31), "2027"),
        ("about three months from now", (2026, 4, 1), (2026, 6, 30), "around May 2026"),
        ("Ende nächsten Jahres", (2027, 10, 1), (2027, 12, 31), "end of 2027"),
        ("im November", (2026, 11, 1), (2026, 11, 30), "November 2026"),
        ("noch in diesem Jahr", (2026, 2, 24), (2026, 12, 31), "later in 2026"),
    ],
)
def test_a_window_has_the_days_that_its_words_admit(
    written: str, first: tuple[int, int, int], last: tuple[int, int, int], shown: str
) -> None:
    dates = read_dates(written, SAID)
    assert (dates.first, dates.last) == (date(*first), date(*last))
    assert dates.show() == shown
    assert dates.text == written


@pytest.mark.parametrize(
    ("said", "year"),
    [((2026, 1, 5), 2025), ((2026, 2, 5), 2026), ((2026, 3, 5), 2026), ((2026, 12, 5), 2026)],
)
def test_a_month_without_a_year_is_of_the_same_year_unless_far(said: tuple[int, int, int], year: int) -> None:
    assert read_dates("November", date(*said)).first == date(year, 11, 1)


def test_a_month_behind_the_turn_of_the_year_is_the_one_to_come() -> None:
    assert read_dates("January", date(2025, 12, 5)).first == date(2026, 1, 1)


@pytest.mark.parametrize(("text", "said"), [("next summer", (2026, 3, 1)), ("last spring", (2026, 9, 1))])
def test_what_may_be_of_two_years_is_refused(text: str, said: tuple[int, int, int]) -> None:
    with pytest.raises(ParseError, match=r"may be of 202\d or 202\d; write '\w+ 2026'"):
        read_dates(text, date(*said))


@pytest.mark.parametrize(
    "text",
    ["November", "this summer", "sometime next year", "late next year or early 2028", "a year from now",
     "before the end of next year", "before next year", "im November", "earlier this month"],
)  # fmt: skip
def test_what_is_told_from_a_day_needs_it(text: str) -> None:
    with pytest.raises(ParseError, match="counted from its source's date"):
        read_dates(text)


def test_by_the_end_of_the_year_has_one_end() -> None:
    assert read_dates("by the end of the year", SAID) == Dates(None, date(2026, 12, 31))
    assert read_dates("before the end of 2026") == Dates(None, date(2026, 12, 31))


def test_open_windows_have_one_end() -> None:
    assert read_dates("before 2028") == Dates(None, date(2027, 12, 31))
    assert read_dates("by 2028") == Dates(None, date(2028, 12, 31))
    assert read_dates("from July 2027") == Dates(date(2027, 7, 1), None)
    assert read_dates("after 2027") == Dates(date(2028, 1, 1), None)
    assert read_dates("within the next few years", SAID) == Dates(SAID, None)


def test_a_date_told_from_another_has_no_days_of_its_own() -> None:
    dates = read_dates("a few months before production_start")
    assert dates.event == "production_start"
    assert (dates.first, dates.last) == (None, None)
    assert dates.show() == "a few months before production start"
    assert not dates.contains(read_dates("2027"))
    assert dates.compare(read_dates("2027")) == "undecided"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-13", "month 13 lies outside 01 to 12"),
        ("2026-02-30", "day is out of range"),
        ("soon", "write 2027-11"),
        ("", "no date"),
        (True, "no date"),
        ("Smarch 2027", "'Smarch' is no month"),
        ("2028 or 2027", "ends before it starts"),
        ("before before 2028", "no date"),
        ("x" * 500, "no date"),
        ("0000-01", "no date"),
    ],
)
def test_what_is_no_date_is_refused_with_what_would_be(written: object, told: str) -> None:
    with pytest.raises(ParseError, match=told):
        read_dates(written)


def test_a_relative_date_needs_the_day_it_was_said() -> None:
    with pytest.raises(ParseError, match="counted from its source's date"):
        read_dates("next year")


def test_agreement_is_one_window_within_the_other() -> None:
    month, year = read_dates("2027-11"), read_dates("2027")
    assert month.agrees_with(year)
    assert year.agrees_with(month)
    assert year.contains(month)
    assert not month.contains(year)
    assert not month.agrees_with(read_dates("2027-12"))
    assert not month.agrees_with("2027-11")


def test_order_is_claimed_only_where_windows_are_apart() -> None:
    assert read_dates("2022").compare(read_dates("2027 or 2028")) == "less"
    assert read_dates("2028").compare(read_dates("2027")) == "greater"
    assert read_dates("2027").compare(read_dates("November 2027")) == "undecided"
    assert read_dates("2027-11-02").compare(read_dates("2027-11-02")) == "equal"


class TestWindows:
    days = st.dates(date(2015, 1, 1), date(2035, 12, 31))

    @given(days)
    def test_a_day_is_read_back_from_its_iso_form(self, day: date) -> None:
        dates = read_dates(day.isoformat())
        assert (dates.first, dates.last) == (day, day)
        assert dates.show().endswith(str(day.year))

    @given(days, st.integers(0, 40), st.integers(0, 40))
    def test_time_counted_from_a_day_lies_ahead_in_order(self, said: date, a: int, b: int) -> None:
        dates = read_dates(f"{a} to {b} months from now", said)
        assert dates.counted
        assert dates.first is not None
        assert dates.last is not None
        assert said <= dates.first <= dates.last

    @given(days, days)
    def test_order_turns_round_with_the_sides(self, a: date, b: date) -> None:
        one, other = read_dates(a.isoformat()[:7]), read_dates(b.isoformat()[:7])
        turned = {"less": "greater", "greater": "less", "equal": "equal", "undecided": "undecided"}
        assert other.compare(one) == turned[one.compare(other)]
        assert one.agrees_with(other) == other.agrees_with(one)

    def test_the_way_a_date_was_told_is_no_part_of_it(self) -> None:
        assert read_dates("November 2027") == read_dates("2027-11")
        assert hash(read_dates("November 2027")) == hash(read_dates("2027-11"))
        assert read_dates("next year", date(2026, 3, 1)) == read_dates("2027")

    def test_a_date_told_from_an_event_agrees_with_the_same_words_only(self) -> None:
        before = read_dates("a few months before production_start")
        assert before.agrees_with(before)
        assert not before.agrees_with(read_dates("2027"))
        assert not read_dates("2027").agrees_with(before)
        assert before != read_dates("before premiere_date")

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("2027-03 to 2028-02", "March 2027 – February 2028"),
            ("2027 to 2028", "2027–2028"),
            ("2027-01 to 2027-12", "2027"),
            ("2027-03-01 to 2027-03-09", "March 2027"),
            ("early 2027", "early 2027"),
            ("mid November 2027", "mid November 2027"),
            ("h2 2027", "h2 2027"),
            ("until 2027", "until 2027"),
        ],
    )
    def test_windows_read_as_a_person_would_say_them(self, written: str, shown: str) -> None:
        assert read_dates(written).show() == shown

    @pytest.mark.parametrize("written", ["2027 or before", "before 2027 to after 2028"])
    def test_a_window_needs_two_dates(self, written: str) -> None:
        with pytest.raises(ParseError):
            read_dates(written)


class TestCalendarEdges:
    """What is counted or bounded beyond the first or last day of the calendar is no date."""

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("before 0001", None),
            ("after 9999", None),
            ("before 0001-01-01", None),
            ("after 31 months from now", date(9997, 5, 31)),
            ("winter 9999", None),
            ("99999 years from now", SAID),
            (f"1 to {'9' * 60} months from now", SAID),
            ("next year", date(9999, 1, 1)),
            ("before the end of next year", date(9999, 12, 31)),
            ("around now", date(1, 1, 31)),
            ("around now", date.max),
            ("0000", None),
            (0, None),
            (10000, None),
            (-1, None),
            # which Python itself does not show
            pytest.param(10**5000, None, id="huge"),
        ],
    )
    def test_beyond_them_is_no_date(self, written: object, said: date | None) -> None:
        with pytest.raises(ParseError, match="is no date"):
            read_dates(written, said)

    def test_the_message_names_the_calendar(self) -> None:
        with pytest.raises(ParseError, match=r"'before 0001' is no date: .* 0001-01-01 to 9999-12-31"):
            read_dates("before 0001")

    @pytest.mark.parametrize(
        ("written", "said", "first", "last"),
        [
            (9999, None, date(9999, 1, 1), date.max),
            ("December 9999", None, date(9999, 12, 1), date.max),
            ("late December 9999", None, date(9999, 12, 21), date.max),
            ("Q4 9999", None, date(9999, 10, 1), date.max),
            ("by 9999", None, None, date.max),
            ("before 9999-12-31", None, None, date(9999, 12, 30)),
            ("from 0001", None, date.min, None),
            ("0 months from now", date.max, date.max, date.max),
            ("1 month from now", date(9999, 11, 30), date(9999, 12, 1), date.max),
            ("before the end of this year", date.max, date.max, date.max),
        ],
    )
    def test_up_to_them_all_is_read(
        self, written: object, said: date | None, first: date | None, last: date | None
    ) -> None:
        dates = read_dates(written, said)
        assert (dates.first, dates.last) == (first, last)

    years = st.sampled_from(["0000", "0001", "0002", "9998", "9999"]) | st.integers(0, 99_999).map(str)
    dates = st.one_of(
        years,
        st.tuples(years, st.sampled_from(["-01", "-12", "-02-29", "-01-01", "-12-31"])).map("".join),
        st.tuples(
            st.sampled_from(["early January", "December", "winter", "Q1", "Q4", "late", "end of"]), years
        ).map(" ".join),
        st.tuples(
            st.integers(0, 130_000).map(str) | st.integers(10**18, 10**70).map(str),
            st.sampled_from(["months from now", "years from now"]),
        ).map(" ".join),
        st.sampled_from(["next year", "around now", "later this year", "before the end of next year"]),
    )
    days = st.dates() | st.sampled_from([date.min, date(1, 12, 31), date(9999, 1, 1), date.max])

    @pytest.mark.law
    @given(
        st.tuples(st.sampled_from(["", "before ", "after ", "by ", "from "]), dates).map("".join)
        | st.tuples(dates, st.sampled_from(["to", "or"]), dates).map(" ".join),
        st.none() | days,
    )
    def test_any_date_is_a_window_or_an_error_of_one_kind(self, written: str, said: date | None) -> None:
        try:
            dates = read_dates(written, said)
        except ParseError as error:
            assert error.text  # noqa: PT017 - what else is raised, fails
            return
        assert (dates.first or date.min) <= (dates.last or date.max)
        assert dates.show()
        assert dates.agrees_with(dates)


@pytest.mark.parametrize("text", ["3 Mai 0209", "May 0209", "0209", "0209-05 to 0209-07", "later in 0209"])
def test_a_year_of_three_digits_keeps_its_zero(text: str) -> None:
    found = read_dates(text)
    assert read_dates(found.show()) == found
