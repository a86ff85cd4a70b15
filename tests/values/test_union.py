"""What holds for values of every type, and between values of unlike types."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.errors import ParseError
from evspec.measures import Measure, measure
from evspec.values import (
    Categories,
    Curve,
    Flag,
    Relation,
    Span,
    Text,
    Unknown,
    Value,
    agree,
    holds,
    is_id,
    read_dates,
)

VALUES: list[Value] = [
    measure("514 km"),
    Span.over([measure("466 km"), measure("514 km")]),
    Categories(("FWD",)),
    Flag(True),
    Text("Neue Klasse"),
    read_dates("November 2027"),
    Curve(((10.0, 150.0), (80.0, 60.0))),
    Relation("more than", "bmw/ix1/u11"),
    Unknown(),
]


@pytest.mark.parametrize(
    ("one", "other"), list(itertools.permutations(VALUES, 2)), ids=lambda value: type(value).__name__
)
def test_values_of_unlike_types_neither_agree_nor_have_an_order(one: Value, other: Value) -> None:
    assert not agree(one, other)
    if not isinstance(one, Measure | Span):
        assert one.compare(other) == "undecided"
        assert not one.agrees_with(other)


def test_a_span_takes_a_figure_for_a_span_without_width() -> None:
    assert Span.over([measure("466 km"), measure("500 km")]).compare(measure("514 km")) == "less"


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_agrees_with_itself(value: Value) -> None:
    assert agree(value, value)


class TestAgreement:
    def test_of_figures_is_within_rounding(self) -> None:
        assert agree(measure("319 mi"), measure("514 km"))
        assert not agree(measure("319 mi"), measure("520 km"))

    def test_of_figures_of_another_kind_is_no_error(self) -> None:
        assert not agree(measure("514 km"), measure("514 kW"))
        assert not agree(measure("47,900 EUR"), measure("47,900 USD"))
        assert not agree(Span.over([measure("1 km")]), measure("1 kW"))

    def test_of_a_figure_with_a_span_is_that_with_both_ends(self) -> None:
        span = Span.over([measure("513 km"), measure("514 km")])
        assert agree(Span.around(measure("514 km")), measure("319 mi"))
        assert not agree(span, measure("514 km"))
        assert not agree(measure("513 km"), span)


class TestHolding:
    @pytest.mark.parametrize(
        ("bound", "value", "true"),
        [
            ("up to 514 km", "514 km", True),
            ("up to 514 km", "466 km", True),
            ("up to 461 km", "514 km", False),
            ("more than 500 km", "514 km", True),
            ("at least 514 km", "514 km", True),
            ("less than 514 km", "514 km", False),
            ("514 km", "514 km", False),
            ("up to 514 km", "up to 400 km", False),
            ("up to 514 kW", "514 km", False),
        ],
    )
    def test_a_bound_holds_of_a_definite_figure_only(self, bound: str, value: str, true: bool) -> None:
        assert holds(measure(bound), measure(value)) is true

    def test_only_figures_bound_figures(self) -> None:
        assert not holds(Categories((), ("FWD",)), Categories(("RWD",)))
        assert not holds(read_dates("before 2028"), read_dates("2027"))


@pytest.mark.parametrize(
    ("value", "rank"),
    [
        (Span(measure("466 km"), measure("514 km")), 0),
        (Span(measure("466 km"), measure("more than 514 km")), 1),
        (Text("Gen6"), 0),
        (Categories(("RWD",), (), only=True), 0),
        (Curve(((0.0, 1.0), (1.0, 2.0))), 0),
        (measure("about 463 hp"), 0),
        (measure("413-438 km"), 0),
        (read_dates("from July 2027"), 1),
    ],
    ids=lambda value: value.show() if hasattr(value, "show") else None,
)
def test_definiteness_counts_open_ends(value: Value, rank: int) -> None:
    assert value.definiteness == rank


class TestSpans:
    def test_an_open_end_is_told(self) -> None:
        span = Span.over([measure("466 km"), measure("more than 514 km")])
        assert (span.low, span.high) == (466.0, None)
        assert span.show() == "466 to more than 514 km"
        span = Span.over([measure("up to 400 kW"), measure("130 kW")])
        assert (span.low, span.high) == (130.0, 400.0)

    def test_ends_in_unlike_units_are_shown_in_that_of_the_lower(self) -> None:
        assert Span.over([measure("290 mi"), measure("514 km")]).show() == "290–319 mi"
        assert Span.over([measure("319 mi"), measure("466 km")]).show() == "466–513 km"

    def test_ends_that_print_alike_are_shown_once(self) -> None:
        assert Span.over([measure("514 km"), measure("513.9 km")]).to("mi").show().count("mi") == 1
        assert Span(measure("466 km"), measure("466 km")).show() == "466 km"

    def test_thousands_are_set_off_if_asked(self) -> None:
        assert Span.over([measure("1865 kg"), measure("2085 kg")]).show(grouped=True) == "1,865–2,085 kg"

    def test_a_unit_that_was_printed_shows_as_printed(self) -> None:
        span = Span.over([measure("319 mi (514 km)"), measure("290 mi (466 km)")])
        assert span.printed_in("km").show() == "466–514 km"
        assert span.printed_in("km").high == 514.0
        assert span.kind == "length"
        assert span.text == "290–319 mi"

    def test_a_span_agrees_end_by_end(self) -> None:
        km, mi = (
            Span.over([measure(low), measure(high)])
            for low, high in (("466 km", "514 km"), ("290 mi", "319 mi"))
        )
        assert km.agrees_with(mi)
        assert not km.agrees_with(Span.over([measure("466 km"), measure("600 km")]))
        assert not km.agrees_with(measure("466 km"))

    @pytest.mark.parametrize(
        ("low", "high", "order"),
        [
            ("466 km", "514 km", "equal"),
            ("466 km", "500 km", "greater"),
            ("400 km", "500 km", "greater"),
            ("400 km", "600 km", "undecided"),
            ("500 km", "600 km", "less"),
            ("500 km", "up to 600 km", "undecided"),
        ],
    )
    def test_order_needs_both_ends_not_to_contradict(self, low: str, high: str, order: str) -> None:
        span = Span(measure("466 km"), measure("514 km"))
        assert span.compare(Span(measure(low), measure(high))) == order

    def test_a_span_contains_what_lies_within(self) -> None:
        span = Span(measure("466 km"), measure("514 km"))
        assert span.contains(measure("500 km"))
        assert span.contains(Span(measure("470 km"), measure("514 km")))
        assert not span.contains(measure("600 km"))
        assert not span.contains(Flag(True))

    @given(
        st.lists(st.integers(1, 999), min_size=1, max_size=4),
        st.lists(st.integers(1, 999), min_size=1, max_size=4),
    )
    def test_order_turns_round_with_the_sides(self, ours: list[int], theirs: list[int]) -> None:
        one, other = (Span.over([measure(f"{n} km") for n in ns]) for ns in (ours, theirs))
        turned = {"less": "greater", "greater": "less", "equal": "equal", "undecided": "undecided"}
        assert other.compare(one) == turned[one.compare(other)]

    @given(st.lists(st.integers(50, 999), min_size=2, max_size=4))
    def test_a_reciprocal_unit_turns_the_order_round(self, numbers: list[int]) -> None:
        span = Span.over([measure(f"{n / 10} kWh/100 km") for n in numbers])
        turned = span.to("mi/kWh")
        low, high = turned.low, turned.high
        assert low is not None
        assert high is not None
        assert low <= high
        assert turned.lowest.agrees_with(span.highest)


class TestDates:
    days = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))

    @given(days)
    def test_a_day_is_read_back_from_its_iso_form(self, day: dt.date) -> None:
        dates = read_dates(day.isoformat())
        assert (dates.first, dates.last) == (day, day)
        assert dates.show().endswith(str(day.year))

    @given(days, st.integers(0, 40), st.integers(0, 40))
    def test_time_counted_from_a_day_lies_ahead_in_order(self, said: dt.date, a: int, b: int) -> None:
        dates = read_dates(f"{a} to {b} months from now", said)
        assert dates.counted
        assert dates.first is not None
        assert dates.last is not None
        assert said <= dates.first <= dates.last

    @given(days, days)
    def test_order_turns_round_with_the_sides(self, a: dt.date, b: dt.date) -> None:
        one, other = read_dates(a.isoformat()[:7]), read_dates(b.isoformat()[:7])
        turned = {"less": "greater", "greater": "less", "equal": "equal", "undecided": "undecided"}
        assert other.compare(one) == turned[one.compare(other)]
        assert one.agrees_with(other) == other.agrees_with(one)

    def test_the_way_a_date_was_told_is_no_part_of_it(self) -> None:
        assert read_dates("November 2027") == read_dates("2027-11")
        assert hash(read_dates("November 2027")) == hash(read_dates("2027-11"))
        assert read_dates("next year", dt.date(2026, 3, 1)) == read_dates("2027")

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

    @pytest.mark.parametrize("written", ["2027 or later", "before 2027 to after 2028"])
    def test_a_window_needs_two_dates(self, written: str) -> None:
        with pytest.raises(ParseError):
            read_dates(written)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("bmw/ix1/u11", True),
        ("bmw/ix1/u11/edrive20", True),
        ("bmw/ix1/u11@2022", True),
        ("bmw/ix1", False),
        ("BMW/iX1/U11", False),
        ("bmw/ix1/u11/a/b", False),
        ("../../etc", False),
        ("", False),
    ],
)
def test_an_id_has_three_or_four_parts(name: str, is_one: bool) -> None:
    assert is_id(name) is is_one
