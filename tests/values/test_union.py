"""What holds for values of every type, and between values of unlike types."""

from __future__ import annotations

import itertools

import pytest

from evspec.measures import Measure, measure
from evspec.values import (
    Amounts,
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
    read_dates,
)
from tests.each import each

VALUES: list[Value] = [
    Amounts.over([measure("45,000 EUR"), measure("40,000 GBP")]),
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


@each(("one", "other"), list(itertools.permutations(VALUES, 2)), ids=lambda value: type(value).__name__)
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
