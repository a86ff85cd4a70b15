"""A plug-in hybrid's figures are of driving on electricity, on fuel or on both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("powertrain", ["PHEV", "EREV"])
@pytest.mark.parametrize(
    ("key", "figure"),
    [
        ("range", "80 km"),
        ("consumption", "15.3 kWh/100 km"),
        ("fuel_consumption", "1.3 L/100 km"),
        ("co2", "29 g/km"),
    ],
)
def test_one_without_its_mode_compares_with_nothing(powertrain: str, key: str, figure: str) -> None:
    told: dict[str, Any] = {"powertrain_type": powertrain, key: f"{figure} WLTP"}
    one, other = (ev.Variant.of(name, **told) for name in ("One", "Other"))
    assert one[key].row.label.endswith(", WLTP, mode n/s")
    (change,) = [change for change in ev.diff(one, other, rows="all").rows if change.row.spec.key == key]
    assert change.better is None
    assert one[key].row.unstated


@pytest.mark.parametrize("powertrain", ["BEV", "HEV", "MHEV", "FCEV", "combustion"])
def test_a_car_of_one_kind_of_energy_needs_none(powertrain: str) -> None:
    car = ev.Variant.of("Mine", powertrain_type=powertrain, fuel_consumption="5.3 L/100 km WLTP")
    assert car.fuel_consumption.row.label == "Fuel consumption, WLTP"


def test_each_mode_is_a_row_of_its_own() -> None:
    told = ["1.3 L/100 km WLTP, weighted", "6.4 L/100 km WLTP, battery empty"]
    weighted, empty = (ev.Variant.of("A", powertrain_type="PHEV", fuel_consumption=text) for text in told)
    rows = [change.row.label for change in ev.diff(weighted, empty, rows="all").rows]
    assert rows[-2:] == ["Fuel consumption, WLTP, weighted", "Fuel consumption, WLTP, battery empty"]


def test_what_a_variant_is_counts_before_what_its_generation_is(tmp_path: Path) -> None:
    file = tmp_path / "niro.toml"
    file.write_text(
        'id = "acme/niro/one"\nmake = "Acme"\nmodel = "Niro"\n'
        '[variants]\nplug = "Plug-in"\nhybrid = "Hybrid"\n'
        '[sources.list]\npublisher = "List"\ntitle = "List"\naddress = "https://example.org"\n'
        '[[said]]\nsource = "list"\npowertrain_type = "PHEV"\n'
        'plug.co2 = "29 g/km WLTP"\nhybrid = { powertrain_type = "HEV", co2 = "110 g/km WLTP" }\n',
        encoding="utf-8",
    )
    cars = ev.load(file)
    labels = [cars[f"acme/niro/one/{slug}"].co2.row.label for slug in ("plug", "hybrid")]
    assert labels == ["CO₂, WLTP, mode n/s", "CO₂, WLTP"]
    target = tmp_path / "again.toml"
    ev.dump(cars, target)
    assert ev.load(target) == cars


def test_displacement_is_read_in_either_unit() -> None:
    assert ev.measure("1998 cm³").agrees_with(ev.measure("2.0 L"))
    assert ev.convert("1.6 L", "cm³").show() == "1600 cm³"
