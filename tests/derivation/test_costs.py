"""What energy and fuel cost over a distance, and how much of them a trip takes."""

from __future__ import annotations

import pickle
from typing import Any

import pint
import pytest

import evspec as ev
from evspec.measures import measure


class TestEnergyCost:
    @pytest.mark.parametrize(
        ("used", "price", "per", "cost"),
        [
            ("18.1 kWh/100 km", "0.30 EUR/kWh", "100 km", "5.43 EUR/100 km"),
            ("18.1 kWh/100 km", "0.30 EUR/kWh", "100 mi", "8.74 EUR/100 mi"),
            ("18.1 kWh/100 km", "30 ct/kWh", "1 km", "0.0543 EUR/km"),
            ("18.1 kWh/100 km", "30 ct/kWh", "mi", "0.0874 EUR/mi"),
            ("18.1 kWh/100 km", "0.30 EUR/kWh", "15,000 km", "815 EUR/15,000 km"),
            ("18.1 kWh/100 km", "0.30 EUR/kWh", "15000 km", "815 EUR/15,000 km"),
            ("18.1 kWh/100 km", "0.30 EUR/kWh", "15,000 km/year", "815 EUR/year"),
            ("18.1 kWh/100 km", "0.30 EUR/kWh", "15,000 km a year", "815 EUR/year"),
            ("18.1 kWh/100 km", "0.30 EUR/kWh", "1,200 km per month", "65.2 EUR/month"),
            ("18.1 kWh/100 km", "0.30 EUR/kWh", "12,000-15,000 km/year", "651–815 EUR/year"),
            ("30 kWh/100 mi", "0.15 USD/kWh", "100 mi", "4.5 USD/100 mi"),
            ("5.00 mi/kWh", "0.5 USD/kWh", "100 km", "6.21 USD/100 km"),
            ("20.0 kWh/100 km", "79 p/kWh", "100 km", "15.8 GBP/100 km"),
            ("6.20 L/100 km", "1.90 EUR/L", "100 km", "11.8 EUR/100 km"),
            ("6.20 L/100 km", "1.899 EUR/L", "15,000 km/year", "1770 EUR/year"),
            ("31 mpg (US)", "3.50 USD/gal", "100 mi", "11 USD/100 mi"),
            ("50.4 mpg (UK)", "1.45 GBP/L", "100 mi", "13.1 GBP/100 mi"),
            # an amount alone is that of 1 kWh
            ("18.1 kWh/100 km", "0.30 EUR", "100 km", "5.43 EUR/100 km"),
        ],
    )
    def test_is_consumption_times_price_times_distance(
        self, used: str, price: str, per: str, cost: str
    ) -> None:
        assert str(ev.energy_cost(used, price, per=per)) == cost

    @pytest.mark.parametrize(
        ("used", "price", "cost"),
        [
            ("up to 18.1 kWh/100 km", "0.30 EUR/kWh", "up to 5.43 EUR/100 km"),
            ("18 kWh/100 km", "up to 0.30 EUR/kWh", "up to 5.4 EUR/100 km"),
            ("18 kWh/100 km", "less than 0.30 EUR/kWh", "less than 5.4 EUR/100 km"),
            ("18 kWh/100 km", "0.20-0.30 EUR/kWh", "3.6–5.4 EUR/100 km"),
            ("at least 18 kWh/100 km", "from 0.30 EUR/kWh", "at least 5.4 EUR/100 km"),
            ("up to 5.0 mi/kWh", "0.5 USD/kWh", "at least 6.2 USD/100 km"),
            ("18 kWh/100 km", "about 0.30 EUR/kWh", "about 5.4 EUR/100 km"),
            # a tenth to either side of what is "about", which two ends cannot say
            ("18-20 kWh/100 km", "about 0.30 EUR/kWh", "4.8–6.6 EUR/100 km"),
            ("up to 18 kWh/100 km", "about 0.30 EUR/kWh", "up to 6.0 EUR/100 km"),
        ],
    )
    def test_passes_bounds_on(self, used: str, price: str, cost: str) -> None:
        assert str(ev.energy_cost(used, price)) == cost

    def test_says_how(self) -> None:
        claim = ev.Variant.of("Car", consumption="18.1 kWh/100 km WLTP").consumption
        assert ev.energy_cost(claim, "30 ct/kWh", per="100 mi").why == (
            "consumption × price × distance: 18.1 kWh/100 km WLTP, 30 ct/kWh, 100 mi"
        )
        assert ev.energy_cost(claim, "0.30 EUR", per="15,000 km/year").why == (
            "consumption × price × distance: 18.1 kWh/100 km WLTP, 0.30 EUR/kWh, 15,000 km"
        )

    def test_says_that_a_consumption_of_the_battery_leaves_losses_out(self) -> None:
        car = ev.Variant.of("Car", consumption="16 kWh/100 km WLTP, at the battery")
        why = ev.energy_cost(car.consumption, "0.30 EUR/kWh").why
        assert why.endswith("; counted at the battery, so that charging losses are left out")

    def test_takes_claims_measures_spans_and_quantities(self) -> None:
        cost = ev.energy_cost("18.1 kWh/100 km", "0.30 EUR/kWh")
        claim = ev.Variant.of("Car", consumption="18.1 kWh/100 km WLTP").consumption
        span = ev.Span.over([measure("18.1 kWh/100 km")])
        quantity = pint.Quantity(0.181, "kWh/km")
        for used in (claim, claim.value, span, quantity):
            assert ev.energy_cost(used, measure("0.30 EUR/kWh")).interval() == cost.interval()

    def test_of_a_generation_spans_its_variants(self) -> None:
        cost = ev.energy_cost(ev.catalog["bmw/ix1/u11"].consumption, "0.30 EUR/kWh")
        assert (cost.bound, cost.unit) == ("between", "EUR/100 km")

    def test_reads_decimal_commas(self) -> None:
        cost = ev.energy_cost("18,1 kWh/100 km", "0,30 €/kWh", per="15.000 km/year", decimal=",")
        assert str(cost) == "815 EUR/year"
        cost = ev.energy_cost("18,1 kWh/100 km", "0,30 €/kWh", per="15.000 km", decimal=",")
        assert str(cost) == "815 EUR/15,000 km"

    def test_is_a_figure_that_keeps_what_it_is_for(self) -> None:
        cost = ev.energy_cost("18.1 kWh/100 km", "0.30 EUR/kWh", per="100 mi")
        assert (cost.unit, cost.bound) == ("EUR/100 mi", "exact")
        assert cost.low == cost.high == pytest.approx(8.73873792)
        assert str(cost.to("EUR/100 km")) == "5.43 EUR/100 km"
        assert cost.to("EUR/100 km").why == cost.why
        assert cost < ev.energy_cost("18.1 kWh/100 km", "0.40 EUR/kWh", per="100 km")
        assert repr(cost) == "<Result 8.74 EUR/100 mi>"
        again = pickle.loads(pickle.dumps(cost))
        assert (again, again.why) == (cost, cost.why)

    def test_keeps_its_number_beneath_the_digits_that_it_prints(self) -> None:
        fuel = ev.energy_cost("6.2 L/100 km", "1.75 EUR/L", per="15,000 km/year")
        power = ev.energy_cost("15.4 kWh/100 km", "0.45 EUR/kWh", per="15,000 km/year")
        assert (str(fuel), str(power)) == ("1600 EUR/year", "1040 EUR/year")
        assert (fuel.magnitude, (fuel - power).magnitude) == (1627.5, 588)
        assert fuel != ev.energy_cost("6.3 L/100 km", "1.75 EUR/L", per="15,000 km/year")
        assert f"{fuel:.1f}" == "1627.5 EUR/year"
        trips = [ev.trip_energy("6.2 kWh/100 km", "33 km")] * 10
        assert sum(trips[1:], trips[0] * 1).magnitude == pytest.approx(20.46)

    def test_of_unlike_currencies_has_no_order(self) -> None:
        euros, dollars = (ev.energy_cost("18 kWh/100 km", f"0.30 {code}/kWh") for code in ("EUR", "USD"))
        with pytest.raises(ev.UnitError, match="price USD per length"):
            euros.compare(dollars)

    def test_of_a_month_has_a_fee(self) -> None:
        month = ev.energy_cost("18.1 kWh/100 km", "0.30 EUR/kWh", "1,200 km/month", fee="9.90 EUR/month")
        assert str(month) == "75.1 EUR/month"
        assert month.why == (
            "consumption × price × distance + fee: 18.1 kWh/100 km, 0.30 EUR/kWh, 1,200 km, 9.90 EUR/month"
        )
        year = ev.energy_cost("18.1 kWh/100 km", "0.30 EUR/kWh", "14,400 km/year", fee="9.90 EUR/month")
        assert year.low == pytest.approx(12 * (month.low or 0), rel=0.01)
        free = ev.energy_cost("18.1 kWh/100 km", "0.30 EUR/kWh", "1,200 km/month", fee="up to 9.90 EUR/month")
        assert str(free) == "up to 75.1 EUR/month"

    def test_of_a_car_that_takes_both_is_their_sum(self) -> None:
        car = ev.Variant.of(
            "Hybrid",
            consumption="15.3 kWh/100 km WLTP, weighted",
            fuel_consumption="1.2 L/100 km WLTP, weighted",
        )
        both = [car.fuel_consumption, car.consumption]
        cost = ev.energy_cost(both, ["0.30 EUR/kWh", "1.90 EUR/L"])
        assert str(cost) == "6.9 EUR/100 km"
        assert cost.why == (
            "(consumption × price + consumption × price) × distance: "
            "15.3 kWh/100 km WLTP, weighted, 0.30 EUR/kWh, 1.2 L/100 km WLTP, weighted, 1.90 EUR/L, 100 km"
        )
        with pytest.raises(ev.EvspecError, match="weighted with driving on fuel, which it leaves out"):
            ev.energy_cost(car.consumption, "0.30 EUR/kWh")
        with pytest.raises(ev.EvspecError, match="weighted with driving on electricity"):
            ev.energy_cost(car.fuel_consumption, "1.90 EUR/L")
        with pytest.raises(ev.EvspecError, match="of unlike driving"):
            ev.energy_cost([car.consumption, "6 L/100 km"], ["0.30 EUR/kWh", "1.90 EUR/L"])

    @pytest.mark.parametrize(
        ("used", "price", "words"),
        [
            ("18.1 kWh", "0.30 EUR/kWh", "'18.1 kWh' is no consumption; give one such as car.consumption"),
            ("18.1", "0.30 EUR/kWh", "the consumption: a unit is missing"),
            ("18.1 kWh/100 km", "0.30", "the price: a unit is missing.*'0.30 EUR/kWh'"),
            ("18.1 kWh/100 km", "0.30 kWh", "'0.30 kWh' is no price of energy"),
            ("18.1 kWh/100 km", "0 EUR/kWh", "is no price of energy, which is above 0"),
            ("18.1 kWh/100 km", "up to 0 EUR/kWh", "is no price of energy, which is above 0"),
            ("18.1 kWh/100 km", "5 EUR/100 km", "is a price of no energy"),
            ("18.1 kWh/100 km", "9.90 EUR/month", "is a price of no energy"),
            ("18.1 kWh/100 km", "1.90 EUR/L", "no price of '18.1 kWh/100 km'; give one price per kWh"),
            ("6.2 L/100 km", "0.30 EUR/kWh", "no price of '6.2 L/100 km'; give one price per L"),
            ("6.2 L/100 km", "1.90 EUR", "'1.90 EUR/kWh' is no price of '6.2 L/100 km'"),
            ("up to 18.1 kWh/100 km", "at least 0.30 EUR/kWh", "open at both ends"),
            (["18 kWh/100 km", "17 kWh/100 km"], "0.30 EUR/kWh", "is not one consumption, nor one of"),
            ([], "0.30 EUR/kWh", "nothing is not one consumption"),
            ("18 kWh/100 km", [], "no price is given"),
            ("18 kWh/100 km", ["0.30 EUR/kWh", "0.40 EUR/kWh"], "are two prices of"),
            ("18 kWh/100 km", ["0.30 EUR/kWh", "1.90 EUR/L"], "2 prices are given for 1 consumption"),
            (["18 kWh/100 km", "6 L/100 km"], ["0.30 EUR/kWh", "1.90 USD/L"], "is not in EUR as"),
        ],
    )
    def test_refuses_what_is_neither(self, used: Any, price: Any, words: str) -> None:
        with pytest.raises(ev.EvspecError, match=words):
            ev.energy_cost(used, price)

    @pytest.mark.parametrize(
        ("per", "words"),
        [
            ("year", "how far is driven in a year is not said; write it like '15,000 km/year'"),
            ("100", "a unit is missing at the end.*write a distance such as '100 km'"),
            ("2.5 km", "'2.5 km' is no whole distance; write a distance such as '100 km'"),
            ("about 100 km", "write a distance such as '100 km'"),
            ("100-200 km", "'100–200 km' is no whole distance"),
            ("15.000 km", "'15.000' may mean 15,000 or 15.0000 km"),
            ("100 kWh", "'100 kWh' is no whole distance"),
            ("100 kg/year", "'100 kg' is no whole distance"),
            ("", "write a distance such as '100 km'"),
        ],
    )
    def test_refuses_what_is_no_distance(self, per: str, words: str) -> None:
        with pytest.raises(ev.ParseError, match=words):
            ev.energy_cost("18 kWh/100 km", "0.30 EUR/kWh", per=per)

    @pytest.mark.parametrize(
        ("per", "fee", "words"),
        [
            ("100 km", "9.90 EUR/month", "per '100 km' names no time; write it like '1,200 km/month'"),
            ("1,200 km/month", "9.90 USD/month", "no fee in EUR/month; write one like '9.90 EUR/month'"),
            ("1,200 km/month", "9.90 EUR", "no fee in EUR/month"),
        ],
    )
    def test_refuses_a_fee_that_is_due_for_no_time(self, per: str, fee: str, words: str) -> None:
        with pytest.raises(ev.EvspecError, match=words):
            ev.energy_cost("18 kWh/100 km", "0.30 EUR/kWh", per, fee=fee)

    @pytest.mark.parametrize(
        ("used", "paid", "words"),
        [
            (18, "0.30 EUR/kWh", "18 is no consumption"),
            (None, "0.30 EUR/kWh", "None is no consumption"),
            ("18 kWh/100 km", 0.3, "0.3 is no price"),
            ("18 kWh/100 km", None, "None is no price"),
        ],
    )
    def test_refuses_what_is_no_figure(self, used: Any, paid: Any, words: str) -> None:
        with pytest.raises(ev.WrongType, match=words):
            ev.energy_cost(used, paid)

    def test_refuses_a_quantity_of_another_dimension(self) -> None:
        with pytest.raises(ev.EvspecError, match="is no consumption"):
            ev.energy_cost(pint.Quantity(18, "km"), "0.30 EUR/kWh")
        with pytest.raises(ev.UnitError, match="the consumption: evspec has no unit"):
            ev.energy_cost(pint.Quantity(18, "km/kg"), "0.30 EUR/kWh")

    def test_refuses_a_relation(self) -> None:
        claim = ev.catalog["bmw/ix1/nb5"].get("power")
        assert claim is not None
        with pytest.raises(ev.EvspecError, match="is no consumption"):
            ev.energy_cost(claim, "0.30 EUR/kWh")


class TestTripEnergy:
    @pytest.mark.parametrize(
        ("used", "distance", "energy"),
        [
            ("15.6 kWh/100 km", "320 km", "49.9 kWh"),
            ("15.6 kWh/100 km", "up to 320 km", "up to 50.0 kWh"),
            ("5.1 mi/kWh", "200 mi", "39 kWh"),
            ("6.2 L/100 km", "320 km", "20 L"),
            ("14.0-16.0 kWh/100 km", "100 mi", "22.5–25.8 kWh"),
        ],
    )
    def test_is_consumption_times_distance(self, used: str, distance: str, energy: str) -> None:
        assert str(ev.trip_energy(used, distance)) == energy

    def test_says_how(self) -> None:
        car = ev.Variant.of("Car", consumption="15.6 kWh/100 km WLTP")
        assert ev.trip_energy(car.consumption, "1,320 km").why == (
            "consumption × distance: 15.6 kWh/100 km WLTP, 1,320 km"
        )

    @pytest.mark.parametrize("distance", ["320 kg", "320", "5 h"])
    def test_refuses_what_is_no_distance(self, distance: str) -> None:
        with pytest.raises(ev.EvspecError, match=r"distance.*'320 km'"):
            ev.trip_energy("15.6 kWh/100 km", distance)


def test_a_difference_of_costs_is_no_finer_than_they_are() -> None:
    petrol = ev.energy_cost("6.2 L/100 km", "1.90 EUR/L", per="15,000 km/year")
    electric = ev.energy_cost("15.6 kWh/100 km", "0.30 EUR/kWh", per="15,000 km/year")
    saved = petrol - electric
    # 1,767 is good to two digits, and prints as 1800
    assert (str(petrol), str(electric), str(saved), saved.magnitude) == (
        "1800 EUR/year",
        "702 EUR/year",
        "+1100 EUR/yr",
        1065.0,
    )
    assert pickle.loads(pickle.dumps(petrol)).interval() == petrol.interval()
    assert petrol.to("EUR/month").interval().digits == petrol.interval().digits == 2
