"""Categories, flags, texts, relations, curves and spans."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import evspec as ev
from evspec.errors import EvspecError, ParseError
from evspec.measures import measure
from evspec.values import (
    VALUE_TYPES,
    Categories,
    Curve,
    Flag,
    Relation,
    Span,
    Text,
    Unknown,
    Value,
    Warranty,
    is_id,
    read_categories,
    read_curve,
    read_dates,
    read_flag,
    read_relation,
    read_text,
)

WHEELS = {"fwd": "FWD", "front-wheel drive": "FWD", "rwd": "RWD", "awd": "AWD"}


def wheels(text: str) -> Categories:
    return read_categories(text, WHEELS, several=True, closed=True)


class TestCategories:
    def test_are_read_in_the_order_of_the_vocabulary(self) -> None:
        assert wheels("AWD, front-wheel drive") == Categories(("FWD", "AWD"))
        assert wheels("AWD, FWD").show() == "FWD, AWD"

    def test_may_be_denied_or_exclusive(self) -> None:
        assert wheels("not FWD") == Categories((), ("FWD",))
        assert wheels("not FWD").show() == "not FWD"
        assert wheels("RWD only").only
        assert wheels("RWD only").show() == "RWD only"

    @pytest.mark.parametrize(
        ("one", "other", "agree"),
        [
            ("FWD", "FWD", True),
            ("RWD", "RWD, AWD", True),
            ("FWD", "RWD", False),
            ("not FWD", "FWD", False),
            ("not FWD", "RWD", True),
            ("RWD only", "RWD, AWD", False),
            ("RWD only", "RWD", True),
            ("FWD, RWD", "RWD, AWD", False),
        ],
    )
    def test_agree_if_both_can_be_true(self, one: str, other: str, agree: bool) -> None:
        assert wheels(one).agrees_with(wheels(other)) is agree
        assert wheels(other).agrees_with(wheels(one)) is agree

    @pytest.mark.parametrize("text", ["4-wheel", "", "only", "not FWD only"])
    def test_refuse_what_they_do_not_know(self, text: str) -> None:
        with pytest.raises(ParseError):
            wheels(text)

    def test_take_one_name_where_one_is_meant(self) -> None:
        with pytest.raises(ParseError, match="2 categories where one is meant"):
            read_categories("prismatic, pouch", {}, several=False, closed=False)


def test_flags_are_a_stated_yes_or_no() -> None:
    assert read_flag(False) == Flag(False)
    assert read_flag("yes").show() == "yes"
    assert Flag(True).compare(Flag(False)) == "undecided"
    with pytest.raises(ParseError, match="write true or false"):
        read_flag(1)


def test_texts_are_equal_whatever_case_and_spacing() -> None:
    assert read_text("Neue  Klasse") == Text("neue klasse")
    assert hash(Text("Neue  Klasse")) == hash(Text("neue klasse"))


@pytest.mark.parametrize("written", ["", "  ", 7.5, "a\x1b[31mb", "x" * 201, "a\u202eb"])
def test_texts_refuse_what_a_table_cannot_show(written: object) -> None:
    with pytest.raises(ParseError):
        read_text(written)


def test_relations_name_their_target_and_leave_the_rest() -> None:
    found = read_relation("more than bmw/ix1/u11/edrive20 WLTP")
    assert found is not None
    relation, rest = found
    assert (relation.direction, relation.target, rest) == ("more than", "bmw/ix1/u11/edrive20", " WLTP")
    assert read_relation("more than 514 km") is None
    assert relation.compare(relation) == "undecided"


class TestCurves:
    def test_keep_their_points(self) -> None:
        curve = read_curve([[10, 150], [50, 205.5], [80, 60]])
        assert curve.peak_kw == 205.5
        assert curve.show() == "peak 205.5 kW, 10–80 % in 3 points"

    @pytest.mark.parametrize(
        ("points", "told"),
        [
            ([[10, 150], [138, 60]], "138 %"),
            ([[80, 60], [10, 150]], "must rise"),
            ([[10, 150], [10, 140]], "must rise"),
            ([[10, -5], [20, 5]], "0 or more"),
            ([[10, float("inf")], [20, 5]], "0 or more"),
            ([[0.1, 150], [0.5, 60]], "write 50 for 0.5"),
            ([[10, 150]], "at least two"),
            ([[10], [20, 5]], "percent, kW"),
            ([["10", 4], [20, 5]], "percent, kW"),
            ([10, 20], "percent, kW"),
            ("curve", "at least two"),
        ],
    )
    def test_refuse_what_cannot_be(self, points: object, told: str) -> None:
        with pytest.raises(ParseError, match=told):
            read_curve(points)


@pytest.mark.parametrize(
    ("value", "rank"),
    [
        (measure("400 kW"), 0),
        (measure("up to 400 kW"), 1),
        (Relation("more than", "bmw/ix1/u11"), 2),
        (Unknown(), 3),
        (read_dates("2027"), 0),
        (read_dates("before 2027"), 1),
        (read_dates("shortly before production_start"), 2),
        (wheels("not FWD"), 1),
        (Flag(False), 0),
    ],
)
def test_a_definite_figure_settles_more_than_a_bound(value: Value, rank: int) -> None:
    assert value.definiteness == rank


@pytest.mark.parametrize(
    "value",
    [
        Flag(True), Text("Gen6"), Unknown(), Relation("like", "a/b/c"), wheels("not FWD"),
        Curve(((1.0, 2.0), (3.0, 4.0))), read_dates("2027"), Span.over([measure("1 km")]),
    ],
)  # fmt: skip
def test_values_are_values(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert hash(value) == hash(pickle.loads(pickle.dumps(value)))
    assert value.agrees_with(value)  # type: ignore[attr-defined]
    assert value.contains(value)  # type: ignore[attr-defined]
    assert isinstance(value.text, str)  # type: ignore[attr-defined]


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


def test_str_is_what_a_table_shows_and_repr_is_not() -> None:
    every = {type(claim.value): claim.value for car in ev.catalog.curated for claim in car.claims()}
    every[Span] = Span.over([measure("466 km WLTP"), measure("514 km WLTP")])
    every[Curve] = read_curve([[10, 100], [80, 50]])
    every[Warranty] = VALUE_TYPES["warranty"].read("8 years", ev.specs.SPECS["warranty"], None)
    every[Unknown], every[Relation] = Unknown(), Relation("less than", "bmw/ix3/g08")
    assert {*VALUE_TYPES.values(), Span, Unknown, Relation} <= every.keys()
    for value in every.values():
        cycle = getattr(value, "cycle", None) or ""
        assert str(value) == f"{value}" == f"{value.show()} {cycle}".rstrip()
        assert repr(value) != str(value)


def test_equality_never_raises_and_is_none_with_numbers_and_texts() -> None:
    figure = measure("514 km WLTP")
    for value in (figure, figure * 2, Span.around(figure), Flag(on=True), Unknown(), Text("514 km WLTP")):
        for other in (514, 514.0, "514 km WLTP", None, object(), [514]):
            assert (value == other) is False
            assert value != other


def test_a_relation_has_no_number_and_no_order() -> None:
    told = Relation("less than", "bmw/ix3/g08")
    assert (told.low, told.high) == (None, None)
    columns: list[Any] = [[told, measure("345 kW")], [measure("345 kW"), told], [told, told]]
    for column in columns:
        with pytest.raises(EvspecError, match=r"ev\.rank") as caught:
            sorted(column)
        assert isinstance(caught.value, TypeError)
        with pytest.raises(EvspecError):
            max(column)
