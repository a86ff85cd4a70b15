"""What lies between two values: every kind of change, its size, its direction, its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evspec.comparison import Change, Delta, Diff, diff
from evspec.vehicles import Generation
from tests.vehicles.garage import catalog, record, says

if TYPE_CHECKING:
    from evspec.claims import Claim
    from evspec.specs import System


def pair(old: list[Claim], new: list[Claim], *more: list[Claim]) -> tuple[Generation, Generation]:
    """Make two generations, "acme/one/a" and "acme/one/b", that find each other and any more."""
    records = [
        record(*claims, id_=f"acme/one/{letter}")
        for letter, claims in zip("abc", (old, new, *more), strict=False)
    ]
    found = catalog(*records)
    a, b = found["acme/one/a"], found["acme/one/b"]
    assert isinstance(a, Generation)
    assert isinstance(b, Generation)
    return a, b


def between(key: str, old: object, new: object, units: System = "metric", **qualifiers: str) -> Change:
    """Return the change of one spec; None for a side that says nothing."""
    sides = [[says("maker-jan", key, v, **qualifiers)] if v is not None else [] for v in (old, new)]
    (change,) = diff(*pair(*sides), units=units).rows
    return change


def ends(delta: Delta | None) -> tuple[float | None, float | None, str] | None:
    """Return a delta with its ends to three digits."""
    if delta is None:
        return None
    low, high = (None if end is None else round(end, 3) for end in (delta.low, delta.high))
    return low, high, delta.unit


class TestFigures:
    def test_that_are_equal_are_the_same(self) -> None:
        change = between("power", "150 kW", "150 kW")
        assert (change.kind, change.words, change.delta, change.better) == ("same", "same", None, None)

    def test_that_agree_are_the_same_within_rounding(self) -> None:
        change = between("range", "514 km WLTP", "319 mi WLTP")
        assert (change.kind, change.words) == ("same within rounding", "same within rounding")
        assert change.delta is None

    @pytest.mark.parametrize(
        ("key", "old", "new", "delta", "percent", "better", "words"),
        [
            ("power", "150 kW", "200 kW", (50, 50, "kW"), (33.333, 33.333, "%"), True,
             "better, +50 kW (+33 %)"),
            ("power", "200 kW", "150 kW", (-50, -50, "kW"), (-25, -25, "%"), False, "worse, −50 kW (−25 %)"),
            ("dc_time", "29 min, 10-80 %", "21 min, 10-80 %", (-8, -8, "min"), (-27.586, -27.586, "%"), True,
             "better, −8 min (−28 %)"),
            ("length", "4500 mm", "4600 mm", (100, 100, "mm"), (2.222, 2.222, "%"), None, "+100 mm (+2 %)"),
            ("accel_0_100_kmh", "5.6 s", "4.9 s", (-0.7, -0.7, "s"), (-12.5, -12.5, "%"), True,
             "better, −0.7 s (−12 %)"),
            ("drag_coefficient", "0.26", "0.24", (-0.02, -0.02, ""), (-7.692, -7.692, "%"), True,
             "better, −0.02 (−8 %)"),
            ("seats", 5, 7, (2, 2, ""), (40, 40, "%"), None, "+2 (+40 %)"),
        ],
    )  # fmt: skip
    def test_that_differ_have_a_signed_difference(
        self, key: str, old: object, new: object, delta: object, percent: object, better: object, words: str
    ) -> None:
        change = between(key, old, new)
        assert change.kind == "changed"
        assert ends(change.delta) == delta
        assert ends(change.percent) == percent
        assert change.better is better
        assert change.words == words

    @pytest.mark.parametrize(
        ("old", "new", "delta", "better", "words"),
        [
            ("130 kW", "up to 400 kW", (None, 270, "kW"), None, "undecided"),
            ("130 kW", "at least 400 kW", (270, None, "kW"), True, "better, at least +270 kW (+208 %)"),
            ("up to 100 kW", "400 kW", (300, None, "kW"), True, "better, at least +300 kW (+300 %)"),
            ("400 kW", "up to 130 kW", (None, -270, "kW"), False, "worse, at most −270 kW (−68 %)"),
            ("514 kW", "more than 514 kW", None, True, "better, size open"),
            ("514 kW", "less than 514 kW", None, False, "worse, size open"),
            ("more than 514 kW", "514 kW", None, False, "worse, size open"),
        ],
    )
    def test_with_an_open_end_are_bounded_or_undecided(
        self, old: str, new: str, delta: object, better: bool | None, words: str
    ) -> None:
        change = between("dc_power", old, new)
        assert change.kind == ("undecided" if words == "undecided" else "bounded")
        assert change.words == words
        assert change.better is better
        if change.kind == "bounded":
            assert ends(change.delta) == delta

    @pytest.mark.parametrize(
        ("old", "new"),
        [("up to 130 kW", "up to 130 kW"), ("at least 130 kW", "at least 130 kW"), ("up to 400 kW", "130 kW"),
         ("more than 100 kW", "130 kW")],
    )  # fmt: skip
    def test_that_may_lie_either_way_are_undecided(self, old: str, new: str) -> None:
        change = between("dc_power", old, new)
        assert (change.kind, change.better, change.delta) == ("undecided", None, None)

    def test_of_unlike_currencies_are_not_comparable(self) -> None:
        change = between("price", "47,900 EUR", "60,000 USD", market="Germany")
        assert (change.kind, change.better, change.delta) == ("not comparable", None, None)

    def test_of_unlike_cycles_are_not_comparable(self) -> None:
        rows = diff(
            *pair([says("volt-feb", "range", "500 km WLTP")], [says("volt-feb", "range", "300 mi EPA")])
        ).rows
        assert [(r.row.label, r.kind, r.words) for r in rows] == [
            ("Range, WLTP", "not comparable", "not comparable: B1 states EPA"),
            ("Range, EPA", "not comparable", "not comparable: A1 states WLTP"),
        ]

    def test_without_their_condition_are_not_comparable_even_with_each_other(self) -> None:
        change = between("range", "500 km, cycle not stated", "500 km, cycle not stated")
        assert (change.kind, change.words) == ("not comparable", "not comparable: cycle not stated")
        assert change.better is None

    def test_whose_standard_no_source_states_are_never_better(self) -> None:
        change = between("curb_weight", "2085 kg", "1865 kg")
        assert (change.kind, change.better) == ("not comparable", None)
        assert "standard not stated" in change.words
        assert between("curb_weight", "2085 kg, DIN", "1865 kg, DIN").better is True

    def test_one_of_which_is_of_worst_case_equipment_are_not_comparable(self) -> None:
        change = between("range", "514 km WLTP", "400 km WLTP, worst equipment")
        assert (change.kind, change.better, change.delta) == ("not comparable", None, None)
        worst = ("461 km WLTP, worst equipment", "400 km WLTP, worst equipment")
        assert between("range", *worst).better is False

    def test_that_some_variants_alone_state_get_no_verdict(self) -> None:
        old = [says("maker-jan", "base.power", "150 kW"), says("maker-jan", "plus.power", "230 kW")]
        (change,) = diff(*pair(old, [says("maker-jan", "plus.power", "300 kW")])).rows
        assert change.better is None


class TestUnits:
    @pytest.mark.parametrize(
        ("units", "unit", "sign"),
        [("metric", "kWh/100 km", -1), ("us", "kWh/100 mi", -1), ("uk", "mi/kWh", 1)],
    )
    def test_less_consumption_is_better_whichever_end_the_unit_counts_from(
        self, units: System, unit: str, sign: int
    ) -> None:
        change = between("consumption", "18.1 kWh/100 km WLTP", "15.6 kWh/100 km WLTP", units)
        assert change.delta is not None
        assert change.delta.unit == unit
        assert change.delta.low is not None
        assert change.delta.low * sign > 0
        assert change.better is True
        assert change.words.startswith("better, +" if sign > 0 else "better, −")

    @pytest.mark.parametrize("units", ["metric", "uk"])
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("4.0 mi/kWh EPA", "5.0 mi/kWh EPA"),
            ("15.5 kWh/100 km EPA", "5.0 mi/kWh EPA"),
            ("4.0 mi/kWh EPA", "12.4 kWh/100 km EPA"),
        ],
    )
    def test_less_consumption_is_better_whichever_ends_the_sources_count_from(
        self, old: str, new: str, units: System
    ) -> None:
        change = between("consumption", old, new, units)
        assert (change.kind, change.better) == ("changed", True)
        back = between("consumption", new, old, units)
        assert (back.kind, back.better) == ("changed", False)

    def test_a_difference_is_told_in_the_unit_of_the_table(self) -> None:
        change = between("range", "466 km (290 mi) WLTP", "514 km (319 mi) WLTP", "us")
        assert ends(change.delta) == (29, 29, "mi")
        assert change.words == "better, +29 mi (+10 %)"

    @pytest.mark.parametrize("units", ["metric", "us", "uk"])
    def test_kind_and_direction_are_those_of_the_figures_not_of_the_unit(self, units: System) -> None:
        change = between("power", "150 kW", "204 PS", units)
        assert change.kind == "same within rounding"
        change = between("range", "500 km WLTP", "514 km WLTP", units)
        assert (change.kind, change.better) == ("changed", True)


class TestSpans:
    def diffed(self, key: str, old: tuple[str, str], new: tuple[str, str]) -> Change:
        sides = [
            [says("maker-jan", f"{v}.{key}", t) for v, t in zip(("base", "plus"), ts, strict=True)]
            for ts in (old, new)
        ]
        (change,) = diff(*pair(*sides)).rows
        return change

    def test_compare_end_by_end(self) -> None:
        change = self.diffed("range", ("466 km WLTP", "514 km WLTP"), ("500 km WLTP", "600 km WLTP"))
        assert (change.kind, change.better) == ("changed", None)
        assert ends(change.delta) == (34, 86, "km")
        assert change.words == "+34 to +86 km (+7 to +17 %)"

    def test_that_reach_further_both_ways_are_undecided(self) -> None:
        change = self.diffed("range", ("466 km WLTP", "514 km WLTP"), ("400 km WLTP", "600 km WLTP"))
        assert (change.kind, change.better) == ("undecided", None)

    def test_that_are_alike_are_the_same(self) -> None:
        alike = ("466 km WLTP", "514 km WLTP")
        assert self.diffed("range", alike, alike).kind == "same"
        assert self.diffed("range", alike, ("290 mi WLTP", "319 mi WLTP")).kind == "same within rounding"

    def test_with_one_end_in_common_are_told_by_the_other(self) -> None:
        change = self.diffed("range", ("466 km WLTP", "514 km WLTP"), ("466 km WLTP", "600 km WLTP"))
        assert (change.kind, change.better) == ("changed", None)
        assert ends(change.delta) == (0, 86, "km")


class TestSetsAndWords:
    @pytest.mark.parametrize(
        ("key", "old", "new", "kind", "words"),
        [
            ("drivetrain", "FWD, AWD", "RWD, AWD", "changed", "−FWD +RWD"),
            ("drivetrain", "FWD", "FWD, AWD", "changed", "+AWD"),
            ("drivetrain", "FWD, AWD", "AWD", "changed", "−FWD"),
            ("drivetrain", "FWD, AWD", "AWD, FWD", "same", "same"),
            ("drivetrain", "FWD, AWD", "not FWD", "changed", "−FWD"),
            ("drivetrain", "not FWD", "FWD", "changed", "+FWD"),
            ("drivetrain", "not FWD", "RWD", "undecided", "undecided"),
            ("drivetrain", "RWD", "RWD only", "same", "same"),
            ("cell_format", "prismatic", "cylindrical", "changed", "changed"),
            ("platform", "UKL2", "Neue Klasse", "changed", "changed"),
            ("platform", "Neue Klasse", "neue  klasse", "same", "same"),
            ("motor_count", 1, 2, "changed", "changed"),
            ("motor_count", 2, 2, "same", "same"),
            ("instrument_cluster", True, False, "removed", "removed"),
            ("instrument_cluster", False, True, "added", "added"),
            ("instrument_cluster", False, False, "same", "same"),
            ("power", "150 kW", "unknown", "undecided", "undecided"),
            ("platform", "unknown", "unknown", "undecided", "undecided"),
        ],
    )  # fmt: skip
    def test_are_told_by_what_went_and_what_came(
        self, key: str, old: object, new: object, kind: str, words: str
    ) -> None:
        change = between(key, old, new)
        assert (change.kind, change.words) == (kind, words)
        assert change.better is None

    def test_vehicles_are_told_by_name(self) -> None:
        old = [says("maker-jan", "platform_shared_with", "acme/one/c")]
        new = [says("maker-jan", "platform_shared_with", "not acme/one/c")]
        (change,) = diff(*pair(old, new, [])).rows
        assert (change.kind, change.words) == ("changed", "−One C1")

    def test_what_is_known_of_some_variants_is_the_same_for_them(self) -> None:
        old = [says("maker-jan", "base.motor_count", 1), says("maker-jan", "plus.motor_count", 2)]
        new = [says("maker-jan", "plus.motor_count", 2)]
        (change,) = diff(*pair(old, new)).rows
        assert (change.kind, change.words) == ("same", "same for Plus")

    def test_curves_are_the_same_or_changed(self) -> None:
        one, other = [[10, 150], [80, 60]], [[10, 200], [80, 60]]
        assert between("charging_curve", one, one).kind == "same"
        assert between("charging_curve", one, other).kind == "changed"


class TestDates:
    @pytest.mark.parametrize(
        ("old", "new", "words", "months"),
        [
            ("2022", "2027 or 2028", "5 or 6 years later", (60, 72, "months")),
            ("2022", "2027", "5 years later", (60, 60, "months")),
            ("2022", "2023", "1 year later", (12, 12, "months")),
            ("2022-11", "2023-10", "11 months later", (11, 11, "months")),
            ("2022-11", "2022-12", "1 month later", (1, 1, "months")),
            ("2027", "2022", "5 years earlier", (-60, -60, "months")),
            ("2022-11", "2024", "14 to 25 months later", (14, 25, "months")),
        ],
    )
    def test_are_told_as_a_lapse_of_time(self, old: str, new: str, words: str, months: object) -> None:
        change = between("market_launch", old, new)
        assert (change.kind, change.words) == ("changed", words)
        assert ends(change.delta) == months
        assert (change.percent, change.better) == (None, None)

    @pytest.mark.parametrize(
        ("old", "new", "kind"),
        [
            ("2027-11", "November 2027", "same"),
            ("2027-11", "2027", "undecided"),
            ("2027-11", "from 2027", "undecided"),
            ("2022", "after 2027", "undecided"),
            ("shortly before production_start", "2027", "undecided"),
        ],
    )
    def test_that_may_overlap_are_undecided(self, old: str, new: str, kind: str) -> None:
        assert between("premiere", old, new).kind == kind

    def test_within_one_month_are_told_in_days_or_as_the_same_month(self) -> None:
        change = between("premiere", "2026-03-01", "2026-03-20")
        assert change.kind == "changed"
        assert not change.words.startswith("0 ")


class TestOneSide:
    def test_that_says_nothing_is_named(self) -> None:
        added, dropped = between("power", None, "150 kW"), between("power", "150 kW", None)
        assert (added.kind, added.words, added.old) == ("one-sided", "A1 not stated", None)
        assert (dropped.kind, dropped.words, dropped.new) == ("one-sided", "B1 not stated", None)
        assert added.new is not None
        assert added.new.value.show() == "150 kW"

    def test_is_not_added_by_a_flag(self) -> None:
        assert between("heat_pump", None, True).kind == "one-sided"
        assert between("heat_pump", None, False).kind == "one-sided"

    def test_that_states_other_conditions_is_told_with_them(self) -> None:
        old = [
            says("maker-jan", "power", "94 kW, 30-minute"),
            says("maker-jan", "power", "120 kW, without boost"),
        ]
        rows = diff(*pair(old, [says("maker-jan", "power", "200 kW")])).rows
        assert rows[0].words == "not comparable: A1 states without boost and 30-minute"
        assert rows[1].words == "not comparable: B1 states it unqualified"


class TestRelations:
    def told(self, key: str, old: object, new: object, *more: list[Claim]) -> Change:
        sides = [[says("maker-jan", key, value)] if value is not None else [] for value in (old, new)]
        return diff(*pair(*sides, *more)).rows[0]

    def test_to_the_other_side_decide_the_direction_without_figures(self) -> None:
        change = self.told("cell_energy_density", None, "more than acme/one/a")
        assert (change.kind, change.better, change.words) == ("bounded", True, "better, size open")
        change = self.told("cell_energy_density", None, "less than acme/one/a")
        assert (change.kind, change.better, change.words) == ("bounded", False, "worse, size open")
        change = self.told("length", None, "more than acme/one/a")
        assert (change.kind, change.better, change.words) == ("bounded", None, "more, size open")

    def test_of_the_old_side_to_the_new_are_turned_round(self) -> None:
        change = self.told("dc_power", "more than acme/one/b", "130 kW")
        assert (change.kind, change.better) == ("bounded", False)

    def test_to_a_figure_of_the_other_side_are_bounds(self) -> None:
        change = self.told("dc_power", "130 kW", "more than acme/one/a")
        assert (change.kind, change.better, change.words) == ("bounded", True, "better, size open")

    def test_beside_a_ceiling_decide_what_the_ceiling_leaves_open(self) -> None:
        old = [says("maker-jan", "dc_power", "130 kW")]
        new = [
            says("volt-feb", "dc_power", "up to 400 kW"),
            says("volt-mar", "dc_power", "more than acme/one/a"),
        ]
        (change,) = diff(*pair(old, new)).rows
        assert (change.kind, change.better) == ("bounded", True)
        assert change.words == "better, at most +270 kW (+208 %)"
        assert ends(change.delta) == (None, 270, "kW")

    def test_that_are_doubted_decide_nothing(self) -> None:
        old = [says("maker-jan", "dc_power", "130 kW")]
        doubted = says("volt-mar", "dc_power", "more than acme/one/a", doubt="said of another car")
        (change,) = diff(*pair(old, [says("volt-feb", "dc_power", "up to 400 kW"), doubted])).rows
        assert change.kind == "undecided"

    def test_to_a_third_car_are_bounds_by_its_figure(self) -> None:
        third = [says("maker-jan", "power", "345 kW")]
        assert self.told("power", "150 kW", "less than acme/one/c", third).kind == "undecided"
        change = self.told("power", "400 kW", "less than acme/one/c", third)
        assert (change.kind, change.better, change.words) == (
            "bounded",
            False,
            "worse, at most −55 kW (−14 %)",
        )

    def test_to_a_third_car_without_a_figure_are_undecided(self) -> None:
        assert self.told("power", "150 kW", "less than acme/one/c", []).kind == "undecided"

    def test_of_likeness_to_the_other_side_tell_no_order(self) -> None:
        change = self.told("center_display", "17.9 in", "like acme/one/a")
        assert change.kind in {"undecided", "same"}
        assert change.better is None

    def test_to_the_better_end_of_a_generation_tell_nothing_of_its_lesser_variant(self) -> None:
        old = [says("maker-jan", "base.power", "150 kW"), says("maker-jan", "plus.power", "230 kW")]
        a, b = pair(old, [says("maker-jan", "power", "less than acme/one/a")])
        (lesser,) = diff(a.variant("base"), b).rows
        assert lesser.kind == "undecided"
        (better,) = diff(a.variant("plus"), b).rows
        assert (better.kind, better.better) == ("bounded", False)

    def test_above_the_better_end_of_a_generation_hold_against_all_its_variants(self) -> None:
        old = [says("maker-jan", "base.power", "150 kW"), says("maker-jan", "plus.power", "230 kW")]
        a, b = pair(old, [says("maker-jan", "power", "more than acme/one/a")])
        for old_side in (a, *a.variants):
            (change,) = diff(old_side, b).rows
            assert (change.kind, change.better) == ("bounded", True)


class TestDeltas:
    @pytest.mark.parametrize(
        ("low", "high", "decimals", "shown"),
        [
            (270.0, 270.0, 0, "+270 kW"),
            (-48.0, 39.0, 0, "−48 to +39 kW"),
            (None, 270.0, 0, "at most +270 kW"),
            (270.0, None, 0, "at least +270 kW"),
            (None, None, 0, "size open"),
            (0.0, 0.0, 0, "±0 kW"),
            (1234.5, 1234.5, 1, "+1,234.5 kW"),
            (-0.04, -0.04, 1, "±0.0 kW"),
        ],
    )
    def test_are_shown_with_their_sign(
        self, low: float | None, high: float | None, decimals: int, shown: str
    ) -> None:
        assert Delta(low, high, "kW", decimals).show() == shown

    def test_know_whether_they_are_open(self) -> None:
        assert Delta(None, None, "kW").is_open
        assert Delta(1.0, 1.0, "kW").is_definite
        half = Delta(None, 1.0, "kW")
        assert not half.is_open
        assert not half.is_definite


def test_a_change_knows_its_row_and_what_was_weighed() -> None:
    change = between("power", "150 kW", "200 kW")
    assert change.spec.key == "power"
    assert change.old_selection is not None
    assert change.old is not None
    assert change.old.source.id == "maker-jan"
    assert isinstance(diff(*pair([], [])), Diff)
