"""What every type of value can do, and what holds of one that says nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

from evspec.languages.speech import ENGLISH, Speech
from evspec.measures import measure
from evspec.specs import SPECS, Spec, spec
from evspec.values import (
    VALUE_TYPES,
    BaseValue,
    Categories,
    Flag,
    Relation,
    Span,
    Text,
    Unknown,
    Value,
    joined,
    read_curve,
    read_dates,
)
from tests.each import each

if TYPE_CHECKING:
    from datetime import date

    from evspec.values import Answer, Terms


@frozen
class Split(BaseValue):
    """A type that says no more than it must."""

    front: int

    @classmethod
    def read(cls, written: object, terms: Terms, said: date | None, decimal: str | None = None) -> Split:
        return cls(int(str(written)))

    def show(self, *, speech: Speech = ENGLISH) -> str:
        return str(self.front)


class TestATypeThatSaysLittle:
    def test_agrees_with_its_equal_and_with_nothing_else(self) -> None:
        one, other = Split(48), Split(50)
        assert one.agrees_with(Split(48))
        assert one.contains(Split(48))
        assert not one.agrees_with(other)
        assert not one.contains(Text("48"))
        assert (one.compare(Split(48)), one.compare(other)) == ("equal", "undecided")
        assert (one.answered_by(Split(48)), one.answered_by(other)) == ("yes", "no")

    def test_is_written_as_it_is_shown_and_settles_all(self) -> None:
        assert (Split(48).text, Split(48).written(), Split(48).data()) == ("48", "48", {})
        assert Split(48).definiteness == 0
        assert not Split.is_one([48])

    def test_stands_side_by_side_over_variants(self) -> None:
        assert joined([Split(48), Split(48)], in_a_span=True) == Split(48)
        assert joined([Split(50), Split(48)], in_a_span=True) == Categories(("48", "50"))


def figure(
    magnitude: float | None, low: float | None, high: float | None, unit: str, bound: str
) -> dict[str, Any]:
    return {"magnitude": magnitude, "low": low, "high": high, "unit": unit, "bound": bound}


WRITTEN = [
    ("drivetrain", "RWD, AWD", {}),
    ("drivetrain", "not FWD", {}),
    ("cell_format", "blade", {}),
    ("platform_shared_with", "bmw/x1/u11", {}),
    ("platform", "Neue Klasse", {}),
    ("heat_pump", False, {}),
    ("charging_curve", [[10.0, 150.0], [80.0, 60.0]], {}),
    ("premiere", "November 2027", {"first": "2027-11-01", "last": "2027-11-30"}),
    ("premiere", "before 2028", {"first": None, "last": "2027-12-31"}),
    ("premiere", "unknown", {}),
    ("power", "unknown", {}),
    ("power", "more than bmw/ix1/u11", {}),
    ("power", "150 kW (204 PS)", figure(150.0, 150.0, 150.0, "kW", "exact")),
    ("power", "up to 150 kW", figure(150.0, None, 150.0, "kW", "at most")),
    ("power", "150-160 kW", figure(None, 150.0, 160.0, "kW", "between")),
    ("seats", "5", figure(5.0, 5.0, 5.0, "", "exact")),
]  # fmt: skip


@pytest.mark.parametrize(("key", "written", "data"), WRITTEN)
def test_a_value_is_written_as_it_is_read(key: str, written: object, data: dict[str, Any]) -> None:
    value, _ = spec(key).read(written)
    assert value.written() == written
    assert value.data() == data


@pytest.mark.parametrize(("key", "written"), [row[:2] for row in WRITTEN])
def test_the_schema_of_a_kind_admits_what_is_read(key: str, written: object) -> None:
    if spec(key).read(written)[0].definiteness < 2:
        assert Draft202012Validator(spec(key).schema).is_valid(written)
    assert not Draft202012Validator(spec(key).schema).is_valid({"value": written})


def test_a_span_tells_programs_both_ends() -> None:
    span = Span.over([measure("466 km"), measure("514 km")])
    assert span.data() == {"low": 466.0, "high": 514.0, "unit": "km", "bound": "between"}


@each("row", SPECS.values(), ids=list(SPECS))
def test_a_kind_is_one_of_the_types_or_a_figure(row: Spec) -> None:
    assert row.value_type is VALUE_TYPES.get(row.kind)
    assert (row.value_type is None) == (
        bool(row.metric) or row.kind in {"count", "number", "money", "money per length"}
    )


def test_one_list_is_a_curve_and_a_list_of_lists_are_several() -> None:
    curve = VALUE_TYPES["curve"]
    assert curve.is_one([[10, 150], [80, 60]])
    assert not curve.is_one([[[10, 150], [80, 60]], [[10, 140], [80, 50]]])
    assert not curve.is_one([{"value": [[10, 150], [80, 60]]}])


@pytest.mark.parametrize(
    ("wanted", "stated", "is_choice", "answer"),
    [
        (Flag(True), Flag(True), False, "yes"),
        (Flag(True), Flag(False), False, "no"),
        (Text("Gen6"), Text("gen6"), False, "yes"),
        (Text("Gen6"), Unknown(), False, "no"),
        (read_dates("2027"), read_dates("November 2027"), False, "yes"),
        (read_dates("November 2027"), read_dates("2027"), False, "open"),
        (read_dates("2027"), read_dates("2028"), False, "no"),
        (read_dates("2027"), read_dates("shortly before production_start"), False, "open"),
        (read_dates("2027"), Text("2027"), False, "no"),
        (Categories(("AWD",)), Categories(("AWD",)), False, "yes"),
        (Categories(("AWD",)), Categories(("RWD", "AWD")), False, "yes"),
        (Categories(("AWD",)), Categories(("RWD", "AWD")), True, "open"),
        (Categories(("AWD",), only=True), Categories(("RWD", "AWD")), False, "no"),
        (Categories(("AWD",)), Categories((), ("FWD",)), False, "open"),
        (Categories(("FWD",)), Categories((), ("FWD",)), False, "no"),
        (Categories((), ("FWD",)), Categories(("RWD",)), False, "yes"),
        (Categories((), ("FWD",)), Categories(("FWD",)), False, "no"),
        (Categories((), ("FWD",)), Categories((), ("RWD",)), False, "open"),
        (Categories(("AWD",)), Text("AWD"), False, "no"),
    ],
)
def test_what_is_stated_answers_what_is_wanted(
    wanted: BaseValue, stated: Value, is_choice: bool, answer: Answer
) -> None:
    assert wanted.answered_by(stated, is_choice=is_choice) == answer


@pytest.mark.parametrize(
    ("values", "in_a_span", "whole"),
    [
        ([measure("514 km"), measure("466 km")], True, Span(measure("466 km"), measure("514 km"))),
        ([measure("514 km"), measure("514 km")], True, measure("514 km")),
        ([measure("2 kW"), measure("1 kW")], False, Categories(("1 kW", "2 kW"))),
        ([Categories(("AWD",)), Categories(("RWD",), ("AWD", "FWD"))], False,
         Categories(("AWD", "RWD"), ("FWD",))),
        ([Text("Gen6"), Text("Gen5")], False, Categories(("Gen5", "Gen6"))),
        ([Text("Gen6"), Categories(("Gen6",))], False, Text("Gen6")),
        ([Relation("like", "a/b/c")], False, Relation("like", "a/b/c")),
        ([read_curve([[10, 100], [80, 50]])] * 2, False, read_curve([[10, 100], [80, 50]])),
    ],
)  # fmt: skip
def test_parts_come_to_a_whole(values: list[Value], in_a_span: bool, whole: Value) -> None:
    assert joined(values, in_a_span=in_a_span) == whole
