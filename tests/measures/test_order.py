"""Agreement, containment and the order that is sure."""

from __future__ import annotations

import operator

import pytest

from evspec.errors import UnitError
from evspec.measures import measure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # 319 mi is 513.4 km, and 514 km is 319.4 mi: one number rounded twice.
        ("319 mi", "514 km"), ("286 mi", "460 km"), ("286 mi", "461 km"), ("150 kW", "204 PS"),
        ("282 hp", "210 kW"), ("345 kW", "about 463 hp"), ("345 kW", "about 380 kW"),
        ("431-473 km", "268-294 mi"), ("up to 400 kW", "up to 536 hp"), ("5.6 s", "5.60 s"),
        ("3.43 mi/kWh", "18.1 kWh/100 km"), ("at least 4.00 mi/kWh", "up to 15.5 kWh/100 km"),
        ("at least 514 km", "more than 319 mi"), ("0 °C", "32 °F"), ("20 °C", "68 °F"),
        ("514 km WLTP", "319 mi WLTP"), ("24 %", "0.24 fraction"), ("429-430 km", "267 mi"),
    ],
)  # fmt: skip
def test_agreement(one: str, other: str) -> None:
    assert measure(one).agrees_with(measure(other))
    assert measure(other).agrees_with(measure(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("319 mi", "600 km"), ("459 km", "460 km"), ("204 hp", "150 kW"), ("345 kW", "about 400 kW"),
        ("514 km WLTP", "514 km"), ("514 km WLTP", "514 km EPA"), ("5 N·m", "5 J"),
        ("514 km", "up to 514 km"),
        ("431-473 km", "450 km"), ("431-473 km", "431-480 km"), ("at least 5 km", "up to 5 km"),
        # Another printing narrows a figure: 286 mi alone agrees with 459 km rounded up, 460 km does not.
        ("286 mi (460 km)", "459 km"),
    ],
)  # fmt: skip
def test_no_agreement(one: str, other: str) -> None:
    assert not measure(one).agrees_with(measure(other))
    assert not measure(other).agrees_with(measure(one))


def test_agreement_is_not_transitive() -> None:
    assert measure("459.6 km").agrees_with(measure("286 mi"))
    assert measure("286 mi").agrees_with(measure("461 km"))
    assert not measure("459.6 km").agrees_with(measure("461 km"))


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("up to 400 kW", "345 kW", True), ("up to 400 kW", "400 kW", True),
        ("up to 400 kW", "up to 300 kW", True), ("up to 400 kW", "401 kW", False),
        ("up to 400 kW", "at least 300 kW", False), ("up to 400 kW", "more than 300 kW", False),
        ("less than 400 kW", "400 kW", False), ("less than 400 kW", "less than 400 kW", True),
        ("less than 400 kW", "399 kW", True), ("more than 514 km", "514 km", False),
        ("more than 514 km", "515 km", True), ("at least 514 km", "more than 514 km", True),
        ("more than 514 km", "up to 600 km", False), ("431-473 km", "450 km", True),
        ("268-294 mi", "431-473 km", True), ("431-473 km", "400-450 km", False),
        ("431-473 km", "450-500 km", False), ("about 463 hp", "345 kW", True),
        ("514 km", "514 km", True), ("514 km", "513 km", False), ("up to 400 kW", "345 kW WLTP", False),
        ("up to 400 kW", "345 kWh", False), ("at least 4 mi/kWh", "4.5 mi/kWh", True),
        ("at least 4 mi/kWh", "14 kWh/100 km", True), ("at least 4.0 mi/kWh", "17 kWh/100 km", False),
    ],
)  # fmt: skip
def test_containment(outer: str, inner: str, expected: bool) -> None:
    assert measure(outer).contains(measure(inner)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("5 km", "6 km", "less"), ("5 km", "5.0 km", "equal"), ("1 km", "1000 m", "equal"),
        ("319 mi", "514 km", "undecided"), ("513 km", "514 km", "less"), ("513 km", "513.5 km", "undecided"),
        ("more than 514 km", "514 km", "greater"), ("at least 514 km", "514 km", "undecided"),
        ("less than 514 km", "514 km", "less"), ("more than 514 km", "about 514 km", "undecided"),
        ("up to 400 kW", "130 kW", "undecided"), ("at least 400 kW", "130 kW", "greater"),
        ("431-473 km", "514 km", "less"), ("431-473 km", "450 km", "undecided"),
        ("about 463 hp", "500 hp", "undecided"), ("about 463 hp", "600 hp", "less"),
        ("about 463 hp", "about 463 hp", "undecided"), ("up to 5 s", "up to 5 s", "undecided"),
        ("514 km WLTP", "400 km EPA", "undecided"), ("514 km WLTP", "400 km", "undecided"),
        ("4 mi/kWh", "3 mi/kWh", "greater"), ("4 mi/kWh", "5 km/kWh", "greater"),
        ("20 kWh/100 km", "15 kWh/100 km", "greater"), ("at least 4 mi/kWh", "3 mi/kWh", "greater"),
        # Economy against consumption: neither is "more".
        ("4 mi/kWh", "20 kWh/100 km", "undecided"), ("4 mi/kWh", "250 Wh/mi", "equal"),
        ("-10 °C", "5 °F", "greater"), ("20 °C", "68 °F", "equal"),
    ],
)  # fmt: skip
def test_order(one: str, other: str, expected: str) -> None:
    first, second = measure(one), measure(other)
    turned = {"less": "greater", "greater": "less"}.get(expected, expected)
    assert first.compare(second) == expected
    assert second.compare(first) == turned
    assert (first < second) is (expected == "less")
    assert (first > second) is (expected == "greater")
    if expected != "undecided":
        assert (first <= second) is (expected in {"less", "equal"})
        assert (first >= second) is (expected in {"greater", "equal"})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("up to 5 km", "at least 5 km", True), ("at least 5 km", "up to 5 km", False),
        ("5-7 km", "7-9 km", True), ("5-7 km", "6-9 km", False), ("up to 5 km", "up to 5 km", False),
        ("about 5 km", "about 5 km", False), ("up to 5 km WLTP", "at least 5 km", False),
        ("up to 4 mi/kWh", "at least 4 mi/kWh", True), ("up to 4 mi/kWh", "up to 250 Wh/mi", False),
    ],
)  # fmt: skip
def test_ends_that_touch(one: str, other: str, expected: bool) -> None:
    assert (measure(one) <= measure(other)) is expected
    assert (measure(other) >= measure(one)) is expected


def test_the_shown_unit_decides_what_more_is() -> None:
    one, other = measure("15 kWh/100 km"), measure("20 kWh/100 km")
    assert one < other
    assert one.to("mi/kWh") > other.to("mi/kWh")


def test_kinds_have_no_order() -> None:
    with pytest.raises(UnitError, match=r"in 'km' \(length\) with one in 'kW' \(power\)"):
        measure("5 km").compare(measure("5 kW"))


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_only_measures_have_an_order(compare: operator.lt) -> None:  # type: ignore[valid-type]
    with pytest.raises(TypeError):
        compare(measure("5 km"), 5)  # type: ignore[misc]


def edges(text: str, unit: str) -> tuple[float | None, float | None]:
    """Between which two numbers of a unit a figure lies with its rounding."""
    lies = measure(text).interval(unit)
    low = None if lies.lower is None else lies.lower.low[0] / lies.lower.low[1]
    return low, None if lies.upper is None else lies.upper.high[0] / lies.upper.high[1]


class TestInterval:
    @pytest.mark.parametrize(
        ("text", "low", "high"),
        [
            ("514 km", 513.5, 514.5),
            ("514.0 km", 513.95, 514.05),
            ("431-473 km", 430.5, 473.5),
            ("about 500 km", 450, 550),
            ("at least 514 km", 513.5, None),
            ("less than 514 km", None, 514.5),
            ("319 mi (514 km)", 513.5, 319.5 * 1.609344),
        ],
    )
    def test_is_half_a_last_digit_wider_on_each_side(
        self, text: str, low: float | None, high: float | None
    ) -> None:
        assert edges(text, "km") == pytest.approx((low, high))

    def test_turns_round_with_the_unit(self) -> None:
        assert edges("4.0 mi/kWh", "Wh/mi") == pytest.approx((1000 / 4.05, 1000 / 3.95))
