"""Cars are given to what computes as they are to `compare`: themselves, by id, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev

if TYPE_CHECKING:
    from collections.abc import Callable

ID, NAME = "bmw/ix1/u11/edrive20", "iX1 eDrive20"

#: Whatever works something out of a car.
COMPUTING: dict[str, Callable[[Any], Any]] = {
    "derive": ev.derive,
    "estimate": lambda car: ev.estimate(car, "CLTC"),
    "charge_time": lambda car: ev.charge_time(car, "10-80 %", at="11 kW"),
    "trip_energy": lambda car: ev.trip_energy(car, "320 km"),
    "energy_cost": lambda car: ev.energy_cost(car, "0.30 EUR/kWh"),
}
every = pytest.mark.parametrize("compute", COMPUTING.values(), ids=COMPUTING)


@every
def test_an_id_and_a_name_are_as_good_as_the_car(compute: Callable[[Any], Any]) -> None:
    car = compute(ev.catalog[ID])
    for given in (ID, NAME):
        found = compute(given)
        assert found == car
        assert getattr(found, "why", "") == getattr(car, "why", "")


@every
@pytest.mark.parametrize("asked", ["bmw/ix1/u12", "iX1 eDrve20", "bmw/ix1/u11/edrve20"])
def test_what_is_no_car_is_told_with_what_it_may_mean(compute: Callable[[Any], Any], asked: str) -> None:
    with pytest.raises(ev.UnknownId, match=r"bmw/ix1[-/](u11|edrive20)"):
        compute(asked)


@pytest.mark.parametrize("name", ["charge_time", "trip_energy", "energy_cost"])
@pytest.mark.parametrize("text", ["18.1 kWhh", "up to 18.1 kWhh", "18.1", "18,1 kWh/100 km"])
def test_a_mistyped_figure_is_told_as_one(name: str, text: str) -> None:
    with pytest.raises((ev.ParseError, ev.UnitError)) as caught:
        COMPUTING[name](text)
    assert not isinstance(caught.value, ev.UnknownId)


def test_the_consumption_is_what_is_stated_of_the_car() -> None:
    car = ev.Variant.of("Comet", consumption="15 kWh/100 km WLTP")
    assert str(ev.trip_energy(car, "200 km")) == "30 kWh"
    assert str(ev.energy_cost(car, "0.30 EUR/kWh")) == "4.5 EUR/100 km"
    fuel = ev.Variant.of("Comet", powertrain_type="petrol", fuel_consumption="6 L/100 km WLTP")
    assert str(ev.trip_energy(fuel, "200 km")) == "12 L"
    with pytest.raises(ev.MissingClaim, match="no source states the consumption"):
        ev.trip_energy(ev.Variant.of("Comet"), "200 km")


def test_an_estimate_is_of_a_range_that_is_stated_in_another_cycle() -> None:
    with pytest.raises(ev.EvspecError, match="stated in WLTP already"):
        ev.estimate(ID, "WLTP")
    with pytest.raises(ev.MissingClaim, match="from which one in EPA follows"):
        ev.estimate(ev.Variant.of("Comet", power="150 kW"), "EPA")
    assert ev.estimate(ev.catalog[ID], "CLTC") == ev.estimate(ID, "CLTC")
