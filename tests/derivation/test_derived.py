"""Derived specs: values against hand calculation, bounds, digits, and nothing where a source states it."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

import evspec as ev
from evspec.comparison import diff
from evspec.comparison.compare import compare
from evspec.derivation.results import made
from evspec.errors import EvspecError
from evspec.measures import Interval, Measure, measure
from evspec.values import Span
from evspec.vehicles import entry_of, with_addition
from tests.each import each

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evspec.claims import Claim

# key to what is stated, then key, qualifiers and value of what follows
CASES = [
    ({"battery_net": "64.7 kWh", "battery_gross": "66.5 kWh"}, "battery_share_usable", {}, "97.3 %"),
    ({"battery_gross": "80 kWh", "battery_mass": "500 kg"}, "battery_energy_density", {}, "160 Wh/kg"),
    ({"battery_net": "75 kWh", "battery_mass": "500 kg"}, "battery_energy_density", {}, "150 Wh/kg"),
    ({"power": "150 kW", "curb_weight": "2000 kg"}, "power_to_weight", {}, "75.0 W/kg"),
    ({"battery_charge": "210 Ah", "battery_voltage": "396 V"}, "battery_gross", {}, "83.2 kWh"),
    ({"battery_net": "60.0 kWh", "dc_time": "28 min, 10-80 %"}, "dc_power_mean", {}, "90 kW"),
    ({"dc_time": "28 min, 10-80 %"}, "dc_c_rate", {"soc": "10-80 %"}, "1.5 C-rate"),
    ({"range": "500 km WLTP", "dc_time": "28 min, 10-80 %"}, "dc_range_rate", {"cycle": "WLTP"}, "13 km/min"),
    ({"range": "500 km WLTP", "dc_time": "28 min, 10-80 %"}, "dc_range_10min", {"cycle": "WLTP"}, "130 km"),
    ({"range": "500 km WLTP", "battery_net": "75.0 kWh"}, "consumption", {}, "15.0 kWh/100 km"),
    ({"range": "500 km EPA"}, "range_90_10", {"cycle": "EPA"}, "400 km"),
    (
        {"range": "500 km WLTP", "battery_net": "75.0 kWh", "consumption": "16.5 kWh/100 km WLTP"},
        "charging_loss", {"cycle": "WLTP"}, "10 %",
    ),
]  # fmt: skip


def car_of(stated: Mapping[str, str]) -> ev.Variant:
    return ev.Variant.of("Car", **stated)


def with_claims(car: ev.Variant, claims: Sequence[Claim]) -> ev.Variant:
    return with_addition(car, lambda _: claims)


def between(low: Fraction, high: Fraction, digits: int) -> Interval:
    return evolve(Interval.between(low, high), digits=digits)


def ix1() -> ev.Generation:
    found = ev.catalog["bmw/ix1/u11"]
    assert isinstance(found, ev.Generation)
    return found


def value(vehicle: ev.Variant | ev.Generation, key: str, **qualifiers: str) -> Measure:
    claim = vehicle.get(key, **qualifiers)
    assert claim is not None
    assert isinstance(claim.value, Measure)
    return claim.value


class TestFormulas:
    @pytest.mark.parametrize(("stated", "key", "qualifiers", "expected"), CASES)
    def test_give_what_the_hand_does(
        self, stated: dict[str, str], key: str, qualifiers: dict[str, str], expected: str
    ) -> None:
        car = ev.derive(car_of(stated))
        claim = car.get(key, **qualifiers)
        assert claim is not None
        assert claim.value.show() == measure(expected).show()
        assert claim.status == "derived"
        for figure in stated.values():
            if key not in {"dc_c_rate", "battery_share_usable"}:
                assert measure(figure.partition(",")[0]).show(grouped=True) in claim.why
        assert claim.note

    def test_take_the_conditions_into_the_row(self) -> None:
        stated = {"range": "500 km EPA", "battery_net": "75 kWh", "dc_time": "20 min, 20-80 %"}
        car = ev.derive(car_of(stated))
        assert dict(car.dc_power_mean.qualifiers) == {"soc": "20-80 %"}
        assert dict(car.dc_range_rate.qualifiers) == {"cycle": "EPA", "soc": "20-80 %"}
        assert dict(car.consumption.qualifiers) == {"cycle": "EPA", "phase": "combined", "side": "battery"}
        assert car.range_90_10.value == measure("400 km EPA")

    def test_prefer_the_usual_window_for_10_minutes(self) -> None:
        times = "20 min, 20-80 %", "35 min, 10-80 %"
        car = ev.Variant.of("Car", range="500 km WLTP")
        claims = [ev.Variant.of("Car", dc_time=time).dc_time for time in times]
        assert value(ev.derive(with_claims(car, claims)), "dc_range_10min").show() == "100 km"

    def test_name_the_standard_of_the_weight_or_that_there_is_none(self) -> None:
        stated = ev.derive(ev.Variant.of("Car", power="150 kW", curb_weight="2000 kg, DIN"))
        silent = ev.derive(ev.Variant.of("Car", power="150 kW", curb_weight="2000 kg"))
        assert "2,000 kg (DIN)" in stated.power_to_weight.why
        assert "2,000 kg (standard n/s)" in silent.power_to_weight.why

    @pytest.mark.parametrize(
        ("old", "new", "key", "unlike"),
        [
            ({"curb_weight": "2,000 kg, DIN"}, {"curb_weight": "1,900 kg, EU"}, "power_to_weight",
             "standard"),
            ({"curb_weight": "2,000 kg"}, {"curb_weight": "1,900 kg"}, "power_to_weight", "standard"),
            ({"dc_time": "30 min, 0-80 %"}, {"dc_time": "20 min, 10-80 %"}, "dc_range_10min", "soc"),
            ({"dc_time": "30 min, 10-80 %, 50 kW charger"}, {"dc_time": "20 min, 10-80 %"}, "dc_power_mean",
             "charger"),
            ({"dc_time": "30 min, 10-80 %, 50 kW charger"}, {"dc_time": "20 min, 10-80 %"}, "dc_range_rate",
             "charger"),
            ({"range": "400 km WLTP, worst equipment"}, {"range": "500 km WLTP"}, "range_90_10", "equipment"),
            ({"range": "400 km WLTP, worst equipment"}, {"range": "500 km WLTP"}, "consumption", "equipment"),
        ],
    )  # fmt: skip
    def test_keep_the_conditions_of_what_they_follow_from(
        self, old: dict[str, str], new: dict[str, str], key: str, unlike: str
    ) -> None:
        told: dict[str, Any] = {"power": "200 kW", "battery_net": "70 kWh", "range": "400 km WLTP"}
        sides = [ev.Variant.of(name, **{**told, **own}) for name, own in (("Old", old), ("New", new))]
        found = [c for c in ev.diff(*sides, derived=True).rows if c.spec.key == key]
        assert [(c.kind, c.verdict.names) for c in found] == [("not comparable", (unlike,))]

    @pytest.mark.parametrize(
        "stated",
        [
            {"range": "500 km, cycle not stated", "battery_net": "75 kWh"},
            {"range": "500 km WLTP, city", "battery_net": "75 kWh"},
            {"battery_net": "75 kWh", "dc_time": "30 min, SoC not stated"},
            {"battery": "75 kWh", "dc_power": "150 kW"},
            {"battery_net": "80 kWh", "battery_gross": "unknown"},
        ],
    )
    def test_give_nothing_where_a_condition_is_not_stated(self, stated: dict[str, str]) -> None:
        car = car_of(stated)
        assert ev.derive(car).claims() == car.claims()

    def test_take_both_consumptions_for_the_loss_where_both_are_stated(self) -> None:
        sides = "16.5 kWh/100 km WLTP", "15.0 kWh/100 km WLTP, at the battery"
        wall, battery = (car_of({"consumption": side}).consumption for side in sides)
        car = ev.derive(with_claims(car_of({"range": "500 km WLTP"}), [wall, battery]))
        assert value(car, "charging_loss").show() == "10 %"
        assert "at the wall / at the battery" in car.charging_loss.why

    def test_take_no_loss_from_figures_of_unlike_equipment(self) -> None:
        stated = {"battery_net": "75 kWh", "consumption": "17 kWh/100 km WLTP"}
        assert ev.derive(car_of({**stated, "range": "500 km WLTP, best equipment"})).get("charging_loss")
        worst = ev.derive(car_of({**stated, "range": "450 km WLTP, worst equipment"}))
        assert worst.get("charging_loss") is None
        assert "450 km WLTP (worst equipment)" in worst.range_90_10.why

    def test_take_a_stated_mean_power_for_the_rate(self) -> None:
        car = ev.derive(car_of({"dc_power_mean": "120 kW, 10-80 %", "battery_net": "80.0 kWh"}))
        assert value(car, "dc_c_rate").show() == "1.50 C-rate"

    def test_name_edition_and_status_of_an_input(self) -> None:
        claim = car_of({"range": "500 km WLTP"}).range.but(status="rumored", edition="2026")
        car = with_claims(car_of({"power": "150 kW"}), [claim])
        assert "500 km WLTP (2026 edition, rumored)" in ev.derive(car).range_90_10.why

    def test_give_no_loss_below_nothing(self) -> None:
        stated = {"range": "500 km WLTP", "battery_net": "75 kWh", "consumption": "14 kWh/100 km WLTP"}
        assert ev.derive(car_of(stated)).get("charging_loss") is None


class TestBounds:
    @pytest.mark.parametrize(
        ("stated", "key", "expected"),
        [
            ({"power": "up to 300 kW", "curb_weight": "2000 kg"}, "power_to_weight", "up to 150 W/kg"),
            ({"power": "300 kW", "curb_weight": "at least 2000 kg"}, "power_to_weight", "up to 150 W/kg"),
            (
                {"power": "300 kW", "curb_weight": "less than 2000 kg"},
                "power_to_weight",
                "more than 150 W/kg",
            ),
            ({"power": "200-300 kW", "curb_weight": "2000 kg"}, "power_to_weight", "100–150 W/kg"),
            ({"power": "about 300 kW", "curb_weight": "2000 kg"}, "power_to_weight", "about 150 W/kg"),
            (
                {"battery_net": "60 kWh", "dc_time": "under 28 min, 10-80 %"},
                "dc_power_mean",
                "more than 90 kW",
            ),
            ({"range": "up to 805 km WLTP"}, "range_90_10", "up to 644 km"),
        ],
    )
    def test_pass_through(self, stated: dict[str, str], key: str, expected: str) -> None:
        assert value(ev.derive(car_of(stated)), key).show() == expected

    @pytest.mark.parametrize("weight", ["up to 2000 kg", "less than 2000 kg"])
    def test_that_leave_both_ends_open_give_nothing(self, weight: str) -> None:
        car = ev.Variant.of("Car", power="up to 300 kW", curb_weight=weight)
        assert ev.derive(car).get("power_to_weight") is None

    sizes = st.fractions(Fraction(1, 100), Fraction(1000), max_denominator=1000)

    @given(sizes, sizes, sizes, sizes, st.integers(2, 6))
    def test_hold_the_exact_result(
        self, low: Fraction, high: Fraction, less: Fraction, more: Fraction, digits: int
    ) -> None:
        a = between(min(low, high), max(low, high), digits)
        b = between(min(less, more), max(less, more), digits)
        for interval in (a * b, a / b):
            lower, upper = interval.ends
            assume(lower != upper)
            figure = made(interval, "kW")
            assert figure is not None
            assert figure.low is not None
            assert figure.high is not None
            assert lower is not None
            assert upper is not None
            assert Fraction(repr(figure.low)) <= lower
            assert Fraction(repr(figure.high)) >= upper

    @given(st.integers(1, 10**6), st.integers(-4, 3), st.integers(2, 8))
    def test_round_one_number_to_its_digits(self, size: int, power: int, digits: int) -> None:
        exact = size * Fraction(10) ** power
        figure = made(between(exact, exact, digits), "kW")
        assert figure is not None
        assert figure.magnitude is not None
        assert abs(Fraction(repr(figure.magnitude)) - exact) <= exact * Fraction(1, 2) / 10 ** (digits - 1)

    def test_count_digits_as_printed(self) -> None:
        printed = [
            ("5.00 mi/kWh", "kWh/100 km", 3), ("0.240 kWh", "kWh", 3), ("1,865 kg", "kg", 4),
            ("up to 64.70 kWh", "kWh", 4),
        ]  # fmt: skip
        digits = [measure(text).interval(unit).digits for text, unit, _ in printed]
        assert digits == [n for _, _, n in printed]


class TestVehicles:
    def test_keep_what_a_source_states(self) -> None:
        stated = {"battery_net": "60 kWh", "battery_gross": "64 kWh", "battery_share_usable": "95 %"}
        car = ev.derive(car_of(stated))
        assert (car.battery_share_usable.value, car.battery_share_usable.status) == (
            measure("95 %"),
            "reported",
        )
        assert len(car.claims("battery_share_usable")) == 1

    def test_of_the_catalog_hold_nothing_derived(self) -> None:
        assert not [c for v in ev.catalog for c in v.claims() if c.source.id == "derived"]

    def test_stay_as_they_were_given(self) -> None:
        car = ev.Variant.of("Car", battery_net="60 kWh", battery_gross="64 kWh")
        ev.derive(car)
        assert car.get("battery_share_usable") is None

    def test_that_are_generations_span_their_variants(self) -> None:
        whole = ev.derive(ix1())
        parts = [variant.get("power_to_weight") for variant in whole.variants]
        figures = [part.value for part in parts if part is not None and isinstance(part.value, Measure)]
        assert len(figures) > 1
        assert whole.power_to_weight.value == Span.over(figures)
        assert whole.power_to_weight.status == "derived"

    def test_are_found_again_when_pickled(self) -> None:
        for vehicle in (ev.catalog["bmw/ix1/u11/edrive20"], ev.catalog["bmw/ix1/u11"]):
            more = ev.derive(vehicle)
            again = pickle.loads(pickle.dumps(more))
            assert again == more
            assert again.power_to_weight.why == more.power_to_weight.why
        made_in_code = ev.derive(ev.Variant.of("Car", range="500 km WLTP"))
        assert pickle.loads(pickle.dumps(made_in_code)) == made_in_code

    def test_find_others_of_their_catalog(self) -> None:
        more = ev.derive(ix1())
        assert more.successor is not None
        assert more.successor.id == "bmw/ix1/nb5"

    def test_all_derive_with_a_formula_and_a_sheet(self) -> None:
        count = 0
        for vehicle in ev.catalog:
            more = ev.derive(vehicle)
            for claim in more.claims():
                if claim.source.id == "derived":
                    count += 1
                    assert claim.status == "derived"
                    assert ": " in claim.why
                    assert entry_of(vehicle, claim.row).selection is None or claim.about != vehicle.id
        assert count > 100


class TestTables:
    CARS = (
        ev.Variant.of("A", power="150 kW", curb_weight="2000 kg, DIN"),
        ev.Variant.of("B", power="200 kW", curb_weight="2000 kg, DIN"),
    )

    def test_show_it_only_when_asked(self) -> None:
        for table in (compare(*self.CARS), diff(*self.CARS), self.CARS[0]):
            assert "Power to weight" not in table.to_text()

    def test_of_a_comparison_have_a_row_with_status_and_formula(self) -> None:
        table = compare(*self.CARS, derived=True).to_table()
        row = next(row for row in table.rows if row.label == "Power to weight")
        told = [(cell.data["magnitude"], cell.data["unit"], cell.data["status"]) for cell in row.cells]
        assert told == [(75, "W/kg", "derived"), (100, "W/kg", "derived")]
        why = ev.derive(self.CARS[1]).power_to_weight.why
        assert why == "peak power / curb weight: 200 kW, 2,000 kg (DIN)"
        # what all of a row has stands at its label
        assert why[1:] in table.notes[row.notes[0] - 1].text

    def test_of_a_diff_have_a_change(self) -> None:
        change = next(c for c in diff(*self.CARS, derived=True).changes if c.spec.key == "power_to_weight")
        assert change.better is True
        assert change.new is not None
        assert change.new.status == "derived"

    def test_take_derived_figures_of_what_was_known(self) -> None:
        known = compare("bmw/ix1/u11", "bmw/ix1/nb5", as_of="2022-01-01", derived=True)
        assert not [c for v in known.vehicles for c in v.claims() if c.source.id == "derived"]


def test_a_plain_diff_does_not_wait_for_it() -> None:
    code = (
        "import sys, evspec as ev; ev.diff('bmw/ix1/u11', 'bmw/ix1/nb5').to_text(); "
        "late = {'derived', 'estimates', 'formulas', 'results'}; "
        "print([m for m in sys.modules if m.rpartition('.')[2] in late])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_mpge_is_the_energy_of_a_gallon_by_consumption() -> None:
    # 40 CFR 600.002: a gallon of gasoline is 33,705 Wh
    economy = measure("29.1 kWh/100 mi").to("MPGe").magnitude
    assert economy == pytest.approx(3370.5 / 29.1, rel=1e-12)


class TestDerivedTwice:
    """Nothing is derived from what was derived, and what follows keeps the conditions that it holds under."""

    WORST: ClassVar = {
        "battery_net": "75 kWh", "range": "450 km WLTP, worst equipment", "consumption": "17 kWh/100 km WLTP",
    }  # fmt: skip

    @each("vehicle", ev.catalog, ids=lambda vehicle: vehicle.id)
    def test_is_derived_once(self, vehicle: ev.Generation) -> None:
        for one in (vehicle, *vehicle.variants):
            once = ev.derive(one)
            assert ev.derive(once).claims() == once.claims()

    def test_does_not_get_round_what_the_first_pass_refused(self) -> None:
        once = ev.derive(car_of(self.WORST))
        assert once.get("charging_loss") is None
        assert ev.derive(once).get("charging_loss") is None
        assert ev.derive(ev.derive(once)).claims() == once.claims()

    @given(
        st.lists(st.sampled_from(CASES), min_size=1, max_size=4),
        st.sampled_from(["", ", worst equipment", ", best equipment", ", 21 in wheels"]),
        st.sampled_from(["", ", worst equipment", ", 18 in wheels"]),
    )
    def test_is_derived_once_whatever_is_stated(
        self, cases: list[tuple[dict[str, str], str, dict[str, str], str]], ranged: str, used: str
    ) -> None:
        stated = {key: figure for told, *_ in cases for key, figure in told.items()}
        for key, fit in (("range", ranged), ("consumption", used)):
            if key in stated:
                stated[key] += fit
        # usable above gross is no car
        assume(
            {"battery_net", "battery_gross"} - {*stated} or stated["battery_net"] < stated["battery_gross"]
        )
        once = ev.derive(car_of(stated))
        assert ev.derive(once).claims() == once.claims()
        worked_out = [claim for claim in once.claims() if claim.status == "derived"]
        for claim in worked_out:
            assert not [
                one for one in worked_out if one is not claim and one.value.show() in claim.why.split()
            ]
        # what was for some equipment or wheels is so still, wherever that can be said
        consumption = once.get("consumption", side="battery")
        if (
            consumption is not None
            and consumption.status == "derived"
            and ranged not in {"", ", best equipment"}
        ):
            assert ranged.split()[1] in " ".join(consumption.qualifiers.values())

    def test_keeps_the_equipment(self) -> None:
        claim = ev.derive(car_of(self.WORST)).get("consumption", side="battery")
        assert claim is not None
        assert claim.qualifiers["equipment"] == "worst"

    def test_nothing_follows_from_an_estimate(self) -> None:
        one, other = car_of({"range": "500 km WLTP"}), car_of({"range": "300 mi EPA"})
        filled = compare(one, other, estimate=True).vehicles[0]
        assert filled.get("range", cycle="EPA") is not None
        assert ev.derive(filled).get("range_90_10", cycle="EPA") is None
        assert ev.derive(filled).get("range_90_10", cycle="WLTP") is not None


class TestAnotherDayOrEdition:
    """What was derived follows the figures that count there, and is not carried over."""

    @pytest.mark.parametrize("id_", ["bmw/ix1/u11", "bmw/ix1/u11/edrive20", "nissan/leaf/ze1", "bmw/ix1/nb5"])
    @pytest.mark.parametrize("day", ["2010-01-01", "2023-09-05", "2026-03-01", None])
    def test_as_of_a_day_it_is_derived_from_what_was_known(self, id_: str, day: str | None) -> None:
        car = ev.catalog[id_]
        moved = ev.derive(car).as_of(day)
        assert moved == ev.derive(car.as_of(day))
        assert moved.claims() == ev.derive(car.as_of(day)).claims()
        if day == "2010-01-01":
            assert moved.claims() == ()
        assert moved.as_of(None).claims() == ev.derive(car).claims()

    def test_at_an_edition_it_is_derived_from_that(self) -> None:
        car = ev.catalog["bmw/ix1/u11/edrive20"]
        assert ev.derive(car).get("range_90_10").value.show() == "411 km"  # type: ignore[union-attr]
        old = ev.derive(car).at("2022")
        assert old.get("range_90_10").value.show() == "344–379 km"  # type: ignore[union-attr]
        assert old == ev.derive(car.at("2022"))
        assert old.at("") == ev.derive(car)

    def test_of_a_variant_and_a_pickled_one_too(self) -> None:
        whole = ev.derive(ev.catalog["bmw/ix1/u11"])
        assert isinstance(whole, ev.Generation)
        for twin in (whole, pickle.loads(pickle.dumps(whole)), copy.deepcopy(whole)):
            early = twin.variant("edrive20").as_of("2010-01-01")
            assert early.claims() == ()
            assert twin.variant("edrive20").get("range_90_10") is not None

    def test_made_in_code_it_stays(self) -> None:
        mine = ev.derive(ev.Variant.of("Mine", range="500 km WLTP"))
        assert mine.as_of("2010-01-01").claims() == mine.claims()

    def test_estimates_follow_the_figures_that_count_there(self) -> None:
        other = ev.Variant.of("B", range="300 mi EPA")
        filled = ev.compare("bmw/ix1/u11/edrive20", other, estimate=True).vehicles[0]
        ends = [filled.at(edition).get("range", cycle="EPA") for edition in ("", "2022")]
        newest, oldest = (claim.value for claim in ends if claim is not None)
        assert isinstance(newest, Measure)
        assert isinstance(oldest, Measure)
        assert newest.interval().compare_ends(oldest.interval()) == "greater"
        assert filled.as_of("1990-01-01").claims() == ()


@pytest.mark.parametrize("given", [None, 3, ["bmw/ix1/u11"]])
def test_what_is_no_vehicle_is_refused(given: Any) -> None:
    with pytest.raises(EvspecError, match="is no vehicle; give a Generation or a Variant"):
        ev.derive(given)


class TestACarThatBurnsFuelToo:
    """Nothing of it is derived from a consumption that is weighted with driving on fuel, or may be."""

    ELECTRIC: ClassVar = {"range": "80 km WLTP, electric", "battery_net": "15.0 kWh"}

    @pytest.mark.parametrize(
        "told",
        [
            {"powertrain_type": "PHEV", "consumption": "15.3 kWh/100 km WLTP"},
            {"powertrain_type": "EREV", "consumption": "15.3 kWh/100 km WLTP"},
            {"fuel_consumption": "0.8 L/100 km WLTP", "consumption": "15.3 kWh/100 km WLTP"},
            {"range_total": "700 km WLTP", "consumption": "15.3 kWh/100 km WLTP"},
            {"powertrain_type": "PHEV", "consumption": "15.3 kWh/100 km WLTP, weighted"},
            {"consumption": "15.3 kWh/100 km WLTP, weighted"},
        ],
    )
    def test_has_no_loss_by_a_consumption_that_may_be_weighted(self, told: dict[str, str]) -> None:
        assert ev.derive(car_of({**self.ELECTRIC, **told})).get("charging_loss") is None

    def test_has_a_consumption_at_the_battery_on_electricity_alone(self) -> None:
        derived = ev.derive(car_of({**self.ELECTRIC, "powertrain_type": "PHEV"}))
        claim = derived.get("consumption", side="battery")
        assert claim is not None
        assert claim.row.label == "Consumption, WLTP, electric at the battery"
        assert claim.why.endswith("on electricity alone")

    def test_has_a_loss_by_what_is_told_of_driving_on_electricity(self) -> None:
        told = {
            **self.ELECTRIC,
            "powertrain_type": "PHEV",
            "consumption": "21 kWh/100 km WLTP, charge-depleting",
        }
        loss = ev.derive(car_of(told)).get("charging_loss")
        assert loss is not None
        assert loss.value.show() == "12 %"

    def test_keeps_a_weighted_consumption_in_a_row_of_its_own(self) -> None:
        hybrid = car_of({"consumption": "15.3 kWh/100 km WLTP, weighted"})
        rows = ev.diff(hybrid, car_of({"consumption": "18 kWh/100 km WLTP"})).rows
        assert [change.row.label for change in rows] == ["Consumption, WLTP", "Consumption, WLTP, weighted"]
        assert {change.better for change in rows} == {None}

    def test_has_nothing_by_a_range_of_which_the_mode_is_not_told(self) -> None:
        hybrid = car_of({**self.ELECTRIC, "range": "80 km WLTP", "powertrain_type": "PHEV"})
        assert hybrid.range.row.label == "Range, WLTP, mode n/s"
        assert ev.derive(hybrid).get("consumption", side="battery") is None


class TestPricePerRange:
    """Price / range, in the currency of the price."""

    PRICE: ClassVar[dict[str, str]] = {"value": "47,900 EUR", "market": "Germany"}

    def car(self, name: str = "Car", /, **stated: Any) -> ev.Variant:
        return ev.derive(ev.Variant.of(name, **({"range": "514 km WLTP", "price": self.PRICE} | stated)))

    def test_is_of_a_market_and_a_cycle(self) -> None:
        claim = self.car()["price_per_range"]
        assert (str(claim.value), claim.status) == ("93.2 EUR/km WLTP", "derived")
        assert dict(claim.row.splits)["market"] == "Germany"
        assert claim.row.label == "Price per range, WLTP, Germany"
        assert claim.why == "price / range: 47,900 EUR, 514 km WLTP"

    @pytest.mark.parametrize(
        ("stated", "expected"),
        [
            ({"range": "up to 514 km WLTP"}, "at least 93.1 EUR/km"),
            ({"price": {"value": "from 47,900 EUR", "market": "Germany"}}, "at least 93.1 EUR/km"),
            ({"range": "466-514 km WLTP"}, "93.1–102.8 EUR/km"),
            ({"price": {"value": "47,900-50,000 EUR", "market": "Germany"}}, "93.1–97.3 EUR/km"),
        ],
    )
    def test_passes_bounds_on(self, stated: dict[str, Any], expected: str) -> None:
        value = self.car(**stated)["price_per_range"].value
        assert isinstance(value, Measure)
        assert value.show() == expected

    def test_is_shown_per_mile_where_ranges_are(self) -> None:
        for units, text in (("metric", "93.2 EUR/km"), ("us", "150.0 EUR/mi"), ("uk", "150.0 EUR/mi")):
            table = compare(self.car(), specs="price_per_range", units=units).to_table()  # type: ignore[arg-type]
            assert table.rows[0].cells[0].text == f"{text}, derived"

    def test_is_better_if_lower_within_a_currency_and_a_market(self) -> None:
        cheap = self.car("Cheap", price={"value": "39,900 EUR", "market": "Germany"})
        (change,) = diff(self.car(), cheap, specs="price_per_range").rows
        assert (change.words, change.better) == ("cheaper, −15.6 EUR/km (−17 %)", True)
        dollars = self.car("Dollars", price={"value": "39,900 USD", "market": "Germany"})
        (change,) = diff(self.car(), dollars, specs="price_per_range").rows
        assert change.words == "not comparable: EUR and USD"
        abroad = self.car("Abroad", price={"value": "39,900 EUR", "market": "France"})
        kinds = {change.kind for change in diff(self.car(), abroad, specs="price_per_range", rows="all").rows}
        assert kinds == {"not comparable"}

    def test_spans_the_variants_of_a_generation(self) -> None:
        value = ev.derive(ev.catalog["bmw/ix1/u11"]).get("price_per_range", market="Germany")
        assert value is not None
        assert isinstance(value.value, Span)

    def test_is_none_of_a_car_with_an_engine(self) -> None:
        car = self.car(fuel_consumption="1.2 L/100 km WLTP")
        assert car.get("price_per_range") is None

    def test_may_be_stated_and_is_then_not_derived(self) -> None:
        stated = {"value": "150 EUR/mi", "market": "Germany", "cycle": "WLTP"}
        car = self.car(price_per_range=stated)
        assert car["price_per_range"].status == "reported"
        (change,) = diff(self.car(), car, specs="price_per_range").rows
        assert change.entries[1].interval is not None
        assert change.kind in {"same within rounding", "changed"}
        assert abs((change.delta.low or 0) if change.delta else 0) < 1
        with pytest.raises(EvspecError, match="such as '93 EUR/km WLTP'"):
            self.car(price_per_range={**stated, "value": "0.30 EUR/kWh"})


def test_drag_area_is_that_of_one_market() -> None:
    stated = {"drag_coefficient": "0.28", "frontal_area": "2.67 m²"}
    derived = ev.derive(car_of(stated))
    assert (derived.drag_area.value.show(), derived.drag_area.status) == ("0.75 m²", "derived")
    assert derived.drag_area.why == "drag coefficient × frontal area: 0.28, 2.67 m²"
    apart = ev.Variant.of(
        "Car",
        drag_coefficient={"value": "0.28", "market": "USA"},
        frontal_area={"value": "2.67 m²", "market": "Europe"},
    )
    assert ev.derive(apart).claims("drag_area") == ()
