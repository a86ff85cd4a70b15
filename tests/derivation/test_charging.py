"""How long a car charges, at one power and by its curve."""

from __future__ import annotations

from typing import Any

import pint
import pytest

import evspec as ev

CURVE = [[0, 100], [50, 150], [100, 20]]


def car_of(**stated: Any) -> ev.Variant:
    return ev.Variant.of("Car", **{"battery_net": "60.0 kWh", **stated})


class TestAtOnePower:
    @pytest.mark.parametrize(
        ("stated", "at", "time"),
        [
            ({"ac_power": "11 kW"}, "11 kW", "3.8 h"),
            ({"ac_power": "11 kW"}, "22 kW", "3.8 h"),
            ({"ac_power": "11 kW"}, "7.4 kW", "5.7 h"),
            ({"ac_power": "22 kW"}, "43 kW", "1.9 h"),
            ({"ac_power": "11 kW"}, "50 kW AC", "3.8 h"),
            ({}, "11 kW", "3.8 h"),
            ({"ac_power": "up to 11 kW"}, "11 kW", "at least 3.8 h"),
            ({"battery_net": "up to 60 kWh", "ac_power": "11 kW"}, "11 kW", "up to 3.9 h"),
            ({"battery_net": "58-60 kWh", "ac_power": "11 kW"}, "11 kW", "3.6–3.9 h"),
            ({"ac_power": "11 kW"}, "at least 5 kW", "3.8–8.4 h"),
            # a tenth less may come, but no more than the car takes
            ({"ac_power": "11 kW"}, "about 11 kW", "3.8–4.3 h"),
            ({"ac_power": "22 kW"}, "about 11 kW", "about 3.8 h"),
            ({"ac_power": "11 kW", "charging_loss": "10 % WLTP"}, "11 kW", "4.2 h"),
            # a curve is of direct current
            ({"ac_power": "11 kW", "charging_curve": CURVE}, "11 kW", "3.8 h"),
        ],
    )
    def test_is_energy_by_what_the_car_takes(self, stated: dict[str, Any], at: str, time: str) -> None:
        assert str(ev.charge_time(car_of(**stated), "10-80 %", at=at)) == time

    def test_names_the_limit_and_the_losses(self) -> None:
        car = car_of(ac_power="11 kW")
        share = "state of charge taken as the share of the usable energy"
        assert ev.charge_time(car, "10-80 %", at="22 kW").why == (
            "usable energy × 70 % / power: 60.0 kWh, 11 kW (the car takes no more of 22 kW AC); "
            f"{share}; charging losses left out"
        )
        assert ev.charge_time(car, "10-80 %", at="7.4 kW", loss="8 %").why == (
            "usable energy × 70 % × (1 + loss) / power: "
            f"60.0 kWh, 8 %, 7.4 kW AC (the car takes up to 11 kW); {share}"
        )
        assert "no source states its AC power" in ev.charge_time(car_of(), "10-80 %", at="22 kW").why

    def test_takes_the_loss_that_follows_from_the_car_s_own_figures(self) -> None:
        car = ev.catalog["bmw/ix1/u11/edrive20"]
        plain, lossy = (ev.charge_time(one, "10-80 %", at="11 kW") for one in (car, ev.derive(car)))
        assert "losses left out" in plain.why
        assert "(1 + loss)" in lossy.why
        assert plain < lossy

    @pytest.mark.parametrize("usable", ["60.0 kWh", ev.measure("60.0 kWh"), pint.Quantity(60, "kWh")])
    def test_takes_an_energy_in_place_of_a_car(self, usable: Any) -> None:
        assert str(ev.charge_time(usable, "10-80 %", at="11 kW")) == "3.8 h"
        assert ev.charge_time(usable, "10-80 %", at="150 kW").low == pytest.approx(0.28)

    def test_takes_claims_of_energy_power_and_loss(self) -> None:
        car = car_of(ac_power="11 kW", charging_loss="10 % WLTP")
        claims = ev.charge_time(car.battery_net, "10-80 %", at=car.ac_power, loss=car.charging_loss)
        assert claims == ev.charge_time(car, "10-80 %", at="11 kW")


class TestByItsCurve:
    @pytest.mark.parametrize(
        ("at", "time"),
        [
            (None, "21 min"),
            ("350 kW", "21 min"),
            ("100 kW", "26 min"),
            ("50 kW", "50 min"),
            ("24 kW DC", "105 min"),
            ("up to 100 kW", "at least 25 min"),
            ("at least 100 kW", "21–26 min"),
            ("about 100 kW", "23–29 min"),
        ],
    )
    def test_is_cut_off_at_the_charger(self, at: str | None, time: str) -> None:
        assert str(ev.charge_time(car_of(charging_curve=CURVE), "10-80 %", at=at)) == time

    def test_is_what_the_curve_says(self) -> None:
        car = car_of(charging_curve=CURVE)
        minutes = car.charging_curve.value.time(10, 80, 60)
        assert round(ev.charge_time(car, "10-80 %").magnitude or 0) == round(minutes)

    def test_names_the_curve_and_the_charger(self) -> None:
        why = ev.charge_time(car_of(charging_curve=CURVE), "10-80 %", at="100 kW").why
        assert why.startswith(
            "usable energy × integral of 1 / power over 10–80 %: 60.0 kWh, a curve (peak 150 kW"
        )
        assert "a charger of 100 kW DC" in why
        assert "left out" in why

    def test_passes_a_bound_of_the_energy_on(self) -> None:
        car = car_of(battery_net="up to 60.0 kWh", charging_curve=CURVE)
        assert str(ev.charge_time(car, "10-80 %")) == "up to 22 min"


class TestRefused:
    @pytest.mark.parametrize(
        ("window", "words"),
        [
            ("80 %", "no window of states of charge; write '10-80 %'"),
            ("80-10 %", "'80-10 %' goes down, and charging fills; write '10-80 %'"),
            ("10-180 %", "no window of states of charge"),
            ("10-80 km", "no window of states of charge"),
        ],
    )
    def test_a_window(self, window: str, words: str) -> None:
        with pytest.raises(ev.ParseError, match=words):
            ev.charge_time(car_of(), window, at="11 kW")

    @pytest.mark.parametrize("at", ["11 kWh", "0 kW", "11-0 kW", pint.Quantity(11, "km")])
    def test_a_power(self, at: Any) -> None:
        with pytest.raises(ev.EvspecError, match=r"is no power of a charger.*'11 kW'"):
            ev.charge_time(car_of(), "10-80 %", at=at)

    @pytest.mark.parametrize("loss", ["10 kW", "-5 %"])
    def test_a_loss(self, loss: str) -> None:
        with pytest.raises(ev.EvspecError, match="is no charging loss; give one such as '10 %'"):
            ev.charge_time(car_of(), "10-80 %", at="11 kW", loss=loss)

    def test_a_loss_on_direct_current(self) -> None:
        with pytest.raises(ev.EvspecError, match="a loss is counted on alternating current"):
            ev.charge_time(car_of(charging_curve=CURVE), "10-80 %", loss="10 %")

    def test_a_car_of_which_nothing_is_stated(self) -> None:
        with pytest.raises(ev.MissingClaim, match=r"no source states the usable energy \(battery_net\)"):
            ev.charge_time(ev.Variant.of("Car", power="150 kW"), "10-80 %", at="11 kW")

    @pytest.mark.parametrize("at", [None, "150 kW"])
    def test_direct_current_without_a_curve(self, at: str | None) -> None:
        with pytest.raises(ev.MissingClaim, match="no source states the charging curve"):
            ev.charge_time(car_of(), "10-80 %", at=at)

    def test_a_window_that_the_curve_does_not_reach(self) -> None:
        with pytest.raises(ev.EvspecError, match="the curve runs from 10 to 80 %"):
            ev.charge_time(car_of(charging_curve=[[10, 100], [80, 50]]), "5-80 %")

    def test_a_generation_of_several_variants(self) -> None:
        with pytest.raises(
            ev.EvspecError, match="several variants, of which one is charged: bmw/ix1/u11/edrive20"
        ):
            ev.charge_time(ev.catalog["bmw/ix1/u11"], "10-80 %", at="11 kW")

    @pytest.mark.parametrize("car", ["60 kW", car_of(ac_power="11 kW").ac_power])
    def test_what_is_no_energy(self, car: Any) -> None:
        with pytest.raises(ev.EvspecError, match=r"no (car and no )?usable energy"):
            ev.charge_time(car, "10-80 %", at="11 kW")

    def test_an_energy_without_a_power(self) -> None:
        with pytest.raises(ev.EvspecError, match="say at which power: at='11 kW'"):
            ev.charge_time("60 kWh", "10-80 %")

    def test_what_is_open_at_both_ends(self) -> None:
        with pytest.raises(ev.EvspecError, match="open at both ends"):
            ev.charge_time("up to 60 kWh", "10-80 %", at="up to 11 kW")

    def test_what_is_of_no_type_that_is_taken(self) -> None:
        arguments: list[Any] = [
            (None, "10-80 %", "11 kW"),
            ("60 kWh", None, "11 kW"),
            ("60 kWh", "10-80 %", 11),
        ]
        for car, window, at in arguments:
            with pytest.raises(ev.WrongType):
                ev.charge_time(car, window, at=at)
