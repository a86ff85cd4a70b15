"""The rules that data sets of thousands of rows asked for."""

from __future__ import annotations

from typing import Any

import pytest

import evspec as ev


def doubts(**told: str) -> list[str]:
    said: dict[str, Any] = {
        "battery_net": "{b} kWh", "vehicle_kind": "{k}", "powertrain_type": "{p}",
        "consumption": {"value": "{c} kWh/100 km", "cycle": "{cycle}"},
        "range": {"value": "{r} km WLTP", "mode": "{m}"}, "battery_voltage_total": "{v} V",
        "battery_charge": "{ah} Ah",
    }  # fmt: skip
    row = dict.fromkeys(("b", "k", "p", "c", "r", "m", "v", "ah"), "") | {"cycle": "WLTP"} | told
    cars = ev.read({"make": "Acme", "model": "Comet", "said": said}, [row])
    return [doubt.message for doubt in cars.report.doubts]


@pytest.mark.parametrize("cycle", ["WLTP", "EPA", "not stated"])
def test_one_number_in_two_fields(cycle: str) -> None:
    (told,) = doubts(b="16.7", c="16.7", cycle=cycle)
    assert told.endswith("are one number; perhaps one was copied into the other's field")
    assert doubts(b="16.7", c="13.6", cycle=cycle) == []


@pytest.mark.parametrize(
    ("battery", "consumption", "is_doubted"),
    [("50", "45", True), ("50", "40", False), ("100", "11.3", False), ("100", "10.9", True)],
)
def test_the_range_that_battery_and_consumption_imply(
    battery: str, consumption: str, is_doubted: bool
) -> None:
    told = doubts(b=battery, c=consumption)
    assert [("is 120 to 900" in words) for words in told] == [True] * is_doubted


@pytest.mark.parametrize("kind", ["motorcycle", "microcar", "van"])
def test_is_one_of_cars_alone(kind: str) -> None:
    assert doubts(b="5", c="7", k=kind) == []
    assert len(doubts(b="5", c="7", k="car")) == 1


@pytest.mark.parametrize("mode", ["electric", "weighted"])
@pytest.mark.parametrize(("km", "powertrain", "is_doubted"), [
    ("436", "PHEV", True), ("151", "PHEV", True), ("149", "PHEV", False), ("200", "EREV", False),
])  # fmt: skip
def test_the_electric_range_of_a_plug_in_hybrid(
    mode: str, km: str, powertrain: str, is_doubted: bool
) -> None:
    told = doubts(r=km, m=mode, p=powertrain)
    assert ["is at most 150" in words for words in told] == [True] * is_doubted


def test_range_and_consumption_against_volts_and_ampere_hours() -> None:
    said: dict[str, Any] = {
        "range": "{r} km EPA", "consumption": "{c} kWh/100 km EPA", "battery_voltage_total": "{v} V",
        "battery_charge": "{ah} Ah",
    }  # fmt: skip
    mine = {"make": "Acme", "model": "Comet", "said": said}
    row = {"r": "400", "c": "20", "v": "400", "ah": "180"}
    assert ev.read(mine, [row]).report.doubts == ()
    (told,) = ev.read(mine, [{**row, "ah": "90"}]).report.doubts
    assert "range times consumption against volts times ampere-hours" in told.message
