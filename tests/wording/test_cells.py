"""What stands in a cell: in words, with what hedges it, and for programs."""

from __future__ import annotations

import json

import pytest

from evspec.claims import SourceList
from evspec.specs import System, UnitChoice
from evspec.vehicles import Variant, Vehicle, entry_of, rows_of, subject_of
from evspec.wording.cells import ABSENT, cell_of, data_of, label_of, stated, text_of
from tests.vehicles.garage import car, catalog, entry, generation, record, row, says

SPAN = record(
    says("maker-jan", "base.range", "514 km WLTP"),
    says("maker-jan", "plus.range", "466 km WLTP"),
    says("volt-mar", "power", "345 kW"),
    id_="acme/one/b",
)


class TestText:
    @pytest.mark.parametrize(
        ("key", "value", "units", "text"),
        [
            ("power", "152 kW", "metric", "152 kW"),
            ("power", "152 kW", "us", "204 hp"),
            ("curb_weight", "2085 kg, DIN", "metric", "2,085 kg"),
            ("curb_weight", "2085 kg, DIN", "us", "4,597 lb"),
            ("power", "152 kW", {"power": "PS"}, "207 PS"),
            ("dc_power", "up to 400 kW", "metric", "up to 400 kW"),
            ("price", "47,900 EUR", "us", "47,900 EUR"),
            ("motor_count", 2, "us", "2"),
            ("drivetrain", "AWD, FWD", "us", "FWD, AWD"),
            ("heat_pump", False, "us", "no"),
            ("premiere", "2025-11", "us", "November 2025"),
            ("power", "unknown", "us", "unknown"),
            # zeros pad nothing that the source left open
            ("length", "4.73 m", "metric", "4.73 m"),
            ("length", "4.730 m", "metric", "4,730 mm"),
            ("length", "473 cm", "metric", "473 cm"),
            ("length", "4.73 m", "us", "186 in"),
            ("length", "1.8 m", "us", "6 ft"),
            ("length", "3 m", "us", "3 m"),
            ("length", "about 4.7 m", "metric", "about 4.7 m"),
            ("power", "0.3 MW", "metric", "0.3 MW"),
            ("power", "0.3 MW", "us", "0.3 MW"),
            ("gross_weight", "2.1 t", "metric", "2.1 t"),
            ("gross_weight", "2.1 t", "us", "2.1 t"),
            ("gross_weight", "4.6 t (10,141 lb)", "us", "10,141 lb"),
            ("cargo_volume", "66 ft³", "metric", "1.87 m³"),
            ("dc_time", "0.5 h, 10-80 %", "metric", "0.5 h"),
            ("dc_time", "0.50 h, 10-80 %", "metric", "30 min"),
            ("dc_time", "0:30 h, 10-80 %", "metric", "30 min"),
            ("consumption", "4 mi/kWh EPA", "us", "25 kWh/100 mi"),
            ("consumption", "5.1 km/kWh WLTP", "metric", "19.6 kWh/100 km"),
        ],
    )
    def test_is_the_value_in_the_tables_unit(
        self, key: str, value: object, units: str | dict[str, str], text: str
    ) -> None:
        details = {"market": "Germany"} if key == "price" else {}
        base = car(says("volt-feb", f"base.{key}", value, **details))
        assert text_of(entry(base, key), UnitChoice.of(units)) == text  # type: ignore[arg-type]

    def test_is_as_printed_where_a_source_printed_that_unit(self) -> None:
        base = car(
            says("maker-jan", "base.range", "514 km WLTP"), says("volt-feb", "base.range", "319 mi WLTP")
        )
        assert [
            text_of(entry(base, "range"), units) for units in (UnitChoice.of("metric"), UnitChoice.of("us"))
        ] == ["514 km", "319 mi"]

    def test_has_each_end_of_a_span_in_the_unit_that_it_is_good_to(self) -> None:
        for low, high, text in (
            ("1.6 m", "1650 mm", "1.6 m to 1,650 mm"),
            ("1.55 m", "1.6 m", "1.55–1.6 m"),
        ):
            both = generation(says("maker-jan", "base.height", low), says("volt-feb", "plus.height", high))
            assert text_of(entry(both, "height"), UnitChoice.of("metric")) == text

    def test_is_that_of_the_day(self) -> None:
        base = car(says("volt-feb", "base.power", "150 kW"), says("maker-jan", "base.power", "152 kW"))
        of = row(base, "power")
        told = [
            text_of(entry_of(base.as_of(day), of), UnitChoice.of("metric"))
            for day in ("2026-01-31", "2025-01-01", None)
        ]
        assert told == ["152 kW", ABSENT, "152 kW"]

    def test_follows_the_catalog_that_is_asked(self) -> None:
        leaning = record(
            says("volt-feb", "base.power", "less than acme/one/b"),
            says("volt-feb", "platform_shared_with", "acme/one/b"),
        )
        rivals = [
            record(says("volt-feb", "power", "200 kW"), id_="acme/one/b", code="B1"),
            record(says("volt-feb", "power", "300 kW"), id_="acme/one/b", code="B2"),
        ]
        both = [catalog(leaning, rival)["acme/one/a/base"] for rival in rivals]
        for _ in range(2):
            told = [
                [text_of(entry(v, k), UnitChoice.of("metric")) for k in ("power", "platform_shared_with")]
                for v in both
            ]
            assert told == [["less than B1's 200 kW", "One B1"], ["less than B2's 300 kW", "One B2"]]

    def test_says_which_unnamed_version_states_a_figure(self) -> None:
        variants = (("entry", "(entry)"), ("dual", "(dual-motor)"))
        whole = generation(says("volt-feb", "dual.motor_count", 2), variants=variants)
        assert text_of(entry(whole, "motor_count"), UnitChoice.of("metric")) == "2 (dual-motor)"

    def test_keeps_the_parentheses_within_a_name(self) -> None:
        variants = (("rwd", "RWD (China)"), ("awd", "AWD (China)"), ("more", "More"))
        claims = [says("volt-feb", f"{name}.power", "200 kW") for name in ("rwd", "awd")]
        whole = generation(*claims, variants=variants)
        told = text_of(entry(whole, "power"), UnitChoice.of("metric"))
        assert told == "200 kW (RWD (China), AWD (China))"


class TestRelations:
    def shown(self, value: str, key: str, other: Vehicle | None = None) -> str:
        whole = generation(says("volt-feb", key, value), beside=[SPAN])
        return text_of(
            entry(whole, key), UnitChoice.of("metric"), subject_of(other) if other is not None else None
        )

    def test_name_the_target_and_its_figure(self) -> None:
        assert self.shown("less than acme/one/b", "power") == "less than B1's 345 kW"
        assert self.shown("like acme/one/b", "power") == "like B1's 345 kW"

    def test_name_the_target_alone_if_it_has_no_figure(self) -> None:
        assert self.shown("more than acme/one/b", "torque") == "more than B1's"

    def test_keep_the_id_of_a_target_that_is_in_no_catalog(self) -> None:
        assert self.shown("more than acme/one/z", "power") == "more than acme/one/z"

    def test_leave_out_the_name_of_the_other_side(self) -> None:
        other = generation(id_="acme/one/b")
        assert self.shown("less than acme/one/b", "power", other) == "less than 345 kW"
        assert self.shown("more than acme/one/b", "torque", other) == "more than B1's"

    def test_are_told_in_the_tables_unit(self) -> None:
        whole = generation(says("volt-feb", "power", "less than acme/one/b"), beside=[SPAN])
        assert text_of(entry(whole, "power"), UnitChoice.of("us")) == "less than B1's 463 hp"


class TestStatuses:
    @pytest.mark.parametrize(
        ("value", "status", "text"),
        [
            ("150 kW", "official", "150 kW"),
            ("150 kW", "measured", "150 kW"),
            ("150 kW", "reported", "150 kW"),
            ("150 kW", "expected", "150 kW, expected"),
            ("150 kW", "rumored", "150 kW, rumored"),
            ("150 kW", "derived", "150 kW, derived"),
            ("150 kW", "estimated", "≈ 150 kW, estimated"),
            ("150-160 kW", "estimated", "≈ 150–160 kW, estimated"),
            ("about 1500 kW", "estimated", "≈ 1,500 kW, estimated"),
        ],
    )
    def test_are_told_where_the_figure_is_not_out(self, value: str, status: str, text: str) -> None:
        base = car(says("volt-feb", "base.power", value, status=status))
        assert stated(entry(base, "power"), UnitChoice.of("metric")) == text
        assert text_of(entry(base, "power"), UnitChoice.of("metric")) == base.power.value.show().replace(
            "1500", "1,500"
        )

    @pytest.mark.parametrize(
        ("date", "status", "text"),
        [
            ("spring 2024", "expected", "planned for spring 2024"),
            ("spring 2024", "reported", "planned for spring 2024"),
            ("spring 2024", "rumored", "planned for spring 2024, rumored"),
            ("before 2025", "expected", "planned before 2025"),
            ("later this year", "expected", "planned for October–December 2023"),
            ("2 to 4 months from now", "expected", "planned for December 2023 – February 2024"),
            ("2027", "expected", "2027, expected"),
        ],
    )
    def test_of_a_schedule_that_has_passed_are_what_was_planned(
        self, date: str, status: str, text: str
    ) -> None:
        launch = says("past-2023", "base.market_launch", date, status=status)
        base = car(launch, says("volt-mar", "base.power", "150 kW"))
        found = entry(base, "market_launch")
        assert stated(found, UnitChoice.of("metric")) == text
        data = data_of(found, UnitChoice.of("metric"), SourceList())
        assert (data["status"], data["firm"]) == (status, False)

    def test_of_nothing_are_not_told(self) -> None:
        base = car(
            says("volt-feb", "base.premiere", "2027", status="expected"), says("volt-feb", "length", "1 m")
        )
        assert stated(entry(base.generation, "premiere"), UnitChoice.of("metric")) == ABSENT


class TestLabels:
    def test_name_the_condition_that_some_figure_leaves_out(self) -> None:
        sides = [
            entry(car(says("volt-feb", "base.curb_weight", kg)), "curb_weight")
            for kg in ("1865 kg, DIN", "2085 kg")
        ]
        of = sides[0].row
        assert label_of(of, sides) == "Curb weight, standard n/s"
        assert label_of(of, sides[:1]) == label_of(of, []) == "Curb weight"


class TestData:
    def data(
        self, value: object, key: str = "power", units: System = "metric", **details: str
    ) -> dict[str, object]:
        base = car(says("maker-jan", f"base.{key}", value, **details))
        return dict(data_of(entry(base, key), UnitChoice.of(units), SourceList()))

    @pytest.mark.parametrize(
        ("value", "magnitude", "low", "high", "bound"),
        [
            ("150 kW", 150, 150, 150, "exact"),
            ("150-160 kW", None, 150, 160, "between"),
            ("up to 150 kW", 150, None, 150, "at most"),
            ("more than 150 kW", 150, 150, None, "more than"),
            ("about 150 kW", 150, 150, 150, "about"),
        ],
    )
    def test_of_a_figure_are_its_numbers(
        self, value: str, magnitude: float | None, low: float | None, high: float | None, bound: str
    ) -> None:
        data = self.data(value)
        assert data == {
            "magnitude": magnitude, "low": low, "high": high, "unit": "kW", "bound": bound,
            "printed": value, "status": "official", "sources": ["maker-jan"], "firm": True,
        }  # fmt: skip
        assert json.loads(json.dumps(data)) == data

    def test_are_in_the_tables_unit_and_keep_what_was_printed(self) -> None:
        data = self.data("152 kW", units="us", printed="152 kilowatts", status="rumored")
        assert (data["unit"], data["printed"], data["firm"]) == ("hp", "152 kilowatts", False)
        assert data["magnitude"] == pytest.approx(203.84, abs=0.01)

    def test_are_in_the_tables_unit_where_the_text_is_not(self) -> None:
        base = car(says("volt-feb", "base.length", "4.73 m"))
        found = data_of(entry(base, "length"), UnitChoice.of("metric"), SourceList())
        assert (found["magnitude"], found["unit"], found["printed"]) == (4730, "mm", "4.73 m")

    def test_of_a_span_are_its_ends(self) -> None:
        whole = generation(
            says("maker-jan", "base.power", "150 kW"), says("volt-feb", "plus.power", "230 kW")
        )
        data = data_of(entry(whole, "power"), UnitChoice.of("metric"), SourceList())
        assert (data["low"], data["high"], data["unit"], data["bound"]) == (150, 230, "kW", "between")
        assert (data["status"], data["sources"]) == ("reported", ["maker-jan", "volt-feb"])
        # none of them printed that
        assert "printed" not in data

    def test_of_a_date_are_its_first_and_last_day(self) -> None:
        data = self.data("from July 2027", "premiere")
        assert (data["first"], data["last"]) == ("2027-07-01", None)

    def test_of_nothing_are_none(self) -> None:
        empty = entry_of(car(), row(car(says("volt-feb", "base.power", "150 kW")), "power"))
        assert data_of(empty, UnitChoice.of("metric"), SourceList()) == {}
        cell = cell_of(empty, UnitChoice.of("metric"), SourceList())
        assert (cell.text, cell.notes, cell.mark, cell.data) == (ABSENT, (), "", {})


def test_a_cell_has_text_mark_and_data() -> None:
    mine = Variant.of("Mine", power="150 kW")
    (of,) = rows_of(mine)
    cell = cell_of(entry_of(mine, of), UnitChoice.of("metric"), SourceList(), "best")
    assert (cell.text, cell.mark) == ("150 kW", "best")
    assert cell.data["magnitude"] == 150
