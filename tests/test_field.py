"""What people of the field tried and what came out wrong: small inputs, each with what is right."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import evspec as ev
from evspec.specs import spec

if TYPE_CHECKING:
    from pathlib import Path


def car(**stated: Any) -> ev.Variant:
    return ev.Variant.of("x", **stated)


def refused(**stated: Any) -> str:
    """Return what is said of what cannot be stated."""
    with pytest.raises(ev.EvspecError) as caught:
        car(**stated)
    return str(caught.value)


def change(old: dict[str, Any], new: dict[str, Any]) -> ev.Change:
    (only,) = ev.diff(car(**old), car(**new)).changes
    return only


def shown(old: dict[str, Any], new: dict[str, Any]) -> str:
    return str(ev.diff(car(**old), car(**new)))


def said_of(text: str, **options: Any) -> str:
    with pytest.raises(ev.EvspecError) as caught:
        ev.measure(text, **options)
    return str(caught.value)


def folder_of(folder: Path, said: str, top: str = "") -> None:
    """Write a catalog of one car of which one source says something."""
    source = ('publisher = "P"', 'title = "T"', 'address = "https://p.example"', 'kind = "press"', "tier = 3")
    (folder / "sources.toml").write_text("\n".join(("[p]", *source, "")), encoding="utf-8")
    file = folder / "acme" / "one" / "current.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = ('make = "Acme"', 'model = "One"', top, "[[said]]", 'source = "p"')
    file.write_text("\n".join((*head, said, "")), encoding="utf-8")


class TestNothingIsWrongInSilence:
    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("5.1 km/kWh EPA", "5.2 km/kWh EPA", ["19.6 kWh/100 km", "19.2 kWh/100 km", "−0.4 kWh/100 km"]),
            ("4.1 mi/kWh EPA", "4.2 mi/kWh EPA", ["15.2 kWh/100 km", "14.8 kWh/100 km", "−0.4 kWh/100 km"]),
        ],
    )  # fmt: skip
    def test_a_better_economy_is_a_difference_that_shows(
        self, old: str, new: str, expected: list[str]
    ) -> None:
        table = shown({"consumption": old}, {"consumption": new})
        assert all(words in table for words in expected)
        assert "±0" not in table
        assert change({"consumption": old}, {"consumption": new}).better is True

    def test_a_converted_economy_stays_within_what_was_printed(self) -> None:
        assert str(ev.measure("4.0-4.1 mi/kWh").to("kWh/100 km")) == "15.2–15.5 kWh/100 km"

    def test_no_line_of_a_cell_ends_inside_a_number(self) -> None:
        cars = [
            ev.Variant.of(
                f"Car {n}",
                price={"value": f"40208{n}-50218{n} NOK", "market": "Norway"},
                range=f"43{n}-47{n} km WLTP",
            )
            for n in range(7)
        ]
        lines = str(ev.compare(*cars, notes=False)).splitlines()
        assert any("402,080–" in line for line in lines)
        for upper, lower in pairwise(lines):
            for number in re.finditer(r"[0-9]+[,.](?= |$)", upper):
                assert not re.match("[0-9]", lower[number.start() : number.end()].strip()), (upper, lower)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("452 KM", "write 'km' for kilometers or 'PS' for Polish horsepower"),
            ("319 miles (513 KM)", "write 'km'"),
            ("1.820 kg", "may mean 1,820 or 1.8200 kg"),
            ("35.990 €", "may mean 35,990 or 35.9900 EUR"),
        ],
    )
    def test_what_has_two_readings_is_refused_with_both(self, text: str, says: str) -> None:
        assert says in said_of(text)

    def test_capitals_of_a_whole_text_are_none_of_its_meaning(self) -> None:
        texts = ("180 KM/H", "2164 KG", "82 KWH")
        assert [ev.measure(text).unit for text in texts] == ["km/h", "kg", "kWh"]

    def test_a_second_is_no_currency(self) -> None:
        assert str(ev.measure("5,5 Sek.", decimal=",")) == "5.5 s"

    def test_a_conversion_reads_as_carefully(self) -> None:
        with pytest.raises(ev.ParseError, match=r"may mean 1,820 or 1\.8200"):
            ev.convert("1.820 kg", "lb")

    def test_what_says_nothing_is_no_value(self) -> None:
        table = ev.diff(car(body_style="SUV", segment="C"), car(body_style="-", segment="nan"))
        assert {each.kind for each in table.changes} == {"one-sided"}

    def test_a_connector_that_leaves_open_which_is_undecided(self) -> None:
        assert change({"dc_connector": "CCS2"}, {"dc_connector": "CCS"}).kind == "undecided"
        assert change({"dc_connector": "CCS2"}, {"dc_connector": "CCS1"}).kind == "changed"

    def test_an_ac_connector_is_no_dc_connector(self) -> None:
        assert "write it as ac_connector" in refused(dc_connector="J1772 (AC only)")

    @pytest.mark.parametrize(
        "stated",
        [
            {"consumption": "182 kWh/100 km WLTP", "battery_net": "64.7 kWh", "range": "514 km WLTP"},
            {"ac_power": "111 kW"},
            {"length": "4582 cm"},
            {"dc_time": "29 s, 10-80 %"},
            {"accel_0_100_kmh": "0.56 s"},
            {"cargo_volume": "1600 L, VDA", "cargo_volume_max": "500 L, VDA"},
            {"gross_weight": "1200 kg", "curb_weight": "2164 kg"},
            {"battery_net": "11912 kWh"},
        ],
        ids=lambda stated: next(iter(stated)),
    )
    def test_what_no_car_has_is_doubted(self, stated: dict[str, str], tmp_path: Path) -> None:
        lines = [f"{key} = '{value}'" for key, value in stated.items()]
        folder_of(tmp_path, "\n".join(lines))
        with pytest.warns(ev.DataWarning):
            ev.load(tmp_path)

    def test_seats_are_whole(self) -> None:
        assert "whole number" in refused(seats="5.0")
        assert "whole number" in refused(seats=4.5)
        # as a column with gaps has a whole number
        assert car(seats=5.0).seats.value == car(seats="5").seats.value


class TestNoForeignException:
    def test_what_is_about_is_the_time_and_not_the_window(self) -> None:
        claim = car(dc_time="ca. 30 min (10–80 %)").dc_time
        assert (claim.value.show(), claim.qualifiers["soc"]) == ("about 30 min", "10-80 %")

    def test_mistakes_are_told_at_once(self) -> None:
        said = refused(range="450 km", power="12", foo="1")
        assert all(words in said for words in ("range", "450 km WLTP", "power", "a unit is missing", "foo"))

    def test_a_wrong_value_is_a_value_error(self) -> None:
        for stated in ({"range": "514 kW WLTP"}, {"foo": "1"}, {"range": "450 km"}):
            with pytest.raises(ValueError, match=r"514 kW|foo|450 km"):
                car(**stated)

    def test_a_source_is_what_a_program_has_of_it(self) -> None:
        source = ev.Source("p", "P", date="2024-09-29")
        assert "29 Sep 2024" in str(ev.compare(car(source=source, range="500 km WLTP")))
        assert car(source="https://example.org/car", range="500 km WLTP").range.source.address

    def test_a_catalog_of_a_list_says_how_one_is_made(self) -> None:
        with pytest.raises(ev.EvspecError, match=r"Catalog\.of"):
            ev.Catalog([car(range="500 km WLTP")])  # type: ignore[arg-type]

    def test_mistakes_are_a_list_on_the_error(self) -> None:
        with pytest.raises(ev.DataError) as caught:
            car(range="450 km", power="12", foo="1")
        assert [problem.path for problem in caught.value.problems] == ["range", "power", "foo"]


class TestRefusalsLeadTheRightWay:
    @pytest.mark.parametrize(
        ("text", "says", "never"),
        [
            ("102 MPG", "write 'mpg (US)', 'mpg (UK)' or 'MPGe'", "did you mean"),
            ("10490000 ISX", "unknown unit 'ISX'", "did you mean"),
            ("12 pouses", "unknown unit 'pouses'", "pounds"),
            ("50 kWj", "unknown unit 'kWj'", "amperes"),
            ("60 kw/h", "write 'kW' for power or 'kWh' for energy", "did you mean"),
            ("120 Newton", "write 'N·m' for torque", "won"),
            ("514 km WTLP", "did you mean 'WLTP'?", "a unit"),
            ("75 pesos", "another code of ISO 4217", "did you mean"),
            ("a little over 400bhp", "write 'more than', 'less than' or 'about'", "amperes"),
            ("450 km (selon le constructeur)", "is a remark", "a figure starts with a number"),
            ("110/135 ch", "two figures are two texts", "a unit is missing at the end"),
            ("Fra 229 400 kroner", "write 'NOK', 'SEK' or 'DKK'", "unknown unit"),
        ],
    )
    def test_of_units_and_words(self, text: str, says: str, never: str) -> None:
        said = said_of(text)
        assert says in said
        assert never not in said

    @pytest.mark.parametrize(
        ("text", "unit"), [("10490000 ISK", "ISK"), ("75 KWhr", "kWh"), ("164 kWh/1000km", "kWh/1000 km")]
    )
    def test_what_is_clear_is_read(self, text: str, unit: str) -> None:
        assert ev.measure(text).unit == unit

    @pytest.mark.parametrize(
        ("stated", "says", "never"),
        [
            ({"drivetrain": "2WD"}, "write 'FWD' or 'RWD'", "did you mean"),
            ({"battery_chemistry": "Li-ion"}, "'NMC', 'LFP', 'NCA'", "did you mean"),
            ({"ac_connector": "CCS2"}, "write it as dc_connector", "did you mean"),
            ({"trunk": "400 L"}, "did you mean 'cargo_volume'?", "'tires'"),
            ({"boot": "400 L"}, "did you mean 'cargo_volume'?", "'body_style'"),
            ({"charging_power": "150 kW"}, "did you mean 'dc_power'?", "charging_curve"),
            ({"efficiency": "5 km/kWh WLTP"}, "did you mean 'consumption'?", "'price'"),
            ({"weight": "2000 kg"}, "did you mean 'curb_weight'?", "height"),
            ({"battery_capacty": "77 kWh"}, "'battery' or 'battery_net' or 'battery_gross'?", "charge"),
            ({"wxyz": "1"}, "all are in evspec.specs.SPECS", "did you mean"),
        ],
        ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
    )  # fmt: skip
    def test_of_specs_and_categories(self, stated: dict[str, str], says: str, never: str) -> None:
        said = refused(**stated)
        assert says in said
        assert never not in said

    def test_a_file_is_not_advised_to_pass_what_it_cannot(self, tmp_path: Path) -> None:
        folder_of(tmp_path, "length = '4582 mm (180,4\")'")
        with pytest.raises(ev.DataError) as caught:
            ev.load(tmp_path)
        assert "name the decimal mark (decimal=',')" in str(caught.value)
        assert "pass" not in str(caught.value)
        folder_of(tmp_path, "length = '4582 mm (180,4\")'", 'decimal = ","')
        assert str(ev.load(tmp_path)["acme/one/current"].length.value) == "4582 mm"


class TestWhatIsClearIsRead:
    @pytest.mark.parametrize(
        ("key", "written", "expected"),
        [
            ("dc_time", "18 min (10-80%)", ("18 min", {"soc": "10-80 %"})),
            ("battery", "77 kWh usable", ("77 kWh", {"basis": "net"})),
            ("ac_time", "6.5 h, 11 kW", ("6.5 h", {"charger": "11 kW"})),
            ("model_year", 2024, ("2024", {})),
            ("seats", "5-7", ("5–7", {})),
            ("range", "437 km MIDC", ("437 km", {"cycle": "MIDC"})),
            ("range", "480 km WLTC", ("480 km", {"cycle": "WLTC"})),
            ("range", "445 km Korea", ("445 km", {"cycle": "Korea"})),
            ("powertrain_type", "HEV", ("HEV", {})),
            ("fuel", "diesel", ("diesel", {})),
            ("powertrain_type", "fuel cell", ("FCEV", {})),
            ("battery_chemistry", "lithium iron phosphate", ("LFP", {})),
            ("dc_connector", "Type 2 CCS", ("CCS2", {})),
            ("dc_connector", "CCS2, CHAdeMO", ("CCS2, CHAdeMO", {})),
            ("ac_connector", "Type2", ("Type 2", {})),
            ("heat_pump", "optional", ("optional", {})),
            ("heat_pump", "standard", ("yes", {})),
            ("heat_pump", "none", ("no", {})),
            ("heat_pump", np.bool_(True), ("yes", {})),
            ("seats", np.int64(5), ("5", {})),
            ("warranty", "8 years / 160,000 km", ("8 years / 160,000 km", {})),
            ("tires", "255/45 R20", ("255/45 R20", {})),
            ("market_launch", date(2026, 3, 2), ("2 March 2026", {})),
            ("market_launch", pd.Timestamp("2026-03-02 11:00"), ("2 March 2026", {})),
            ("market_launch", np.datetime64("2026-03-02"), ("2 March 2026", {})),
        ],
    )
    def test_by_its_spec(self, key: str, written: object, expected: tuple[str, dict[str, str]]) -> None:
        claim = car(**{key: written})[key]
        assert claim.value.show() == expected[0]
        assert dict(claim.qualifiers) == expected[1]

    def test_the_words_of_a_cycle(self) -> None:
        read = ev.measure("16,7–15,4 kWh/100 km (WLTP kombiniert)", decimal=",")
        assert str(read) == "15.4–16.7 kWh/100 km WLTP"
        assert ev.measure("181 Kms").unit == "km"

    def test_what_a_line_of_a_file_says(self) -> None:
        assert str(car(length={"value": "4582", "unit": "mm"}).length.value) == "4582 mm"
        both = car(range=["500 km WLTP", "300 mi EPA"])
        assert {str(claim.value) for claim in both.claims("range")} == {"500 km WLTP", "300 mi EPA"}
        assert car(range={"value": "500 km WLTP", "status": "expected"}).range.status == "expected"

    @pytest.mark.parametrize(
        "curve",
        [
            {10: 100, 80: 50},
            {"soc": [10, 80], "kw": [100, 50]},
            np.array([[10, 100], [80, 50]]),
            pd.DataFrame({"soc": [10, 80], "kw": [100, 50]}),
            pd.Series([100, 50], index=[10, 80]),
            ((10, np.int64(100)), (80, np.float32(50))),
        ],
        ids=("pairs", "columns", "array", "frame", "series", "scalars"),
    )
    def test_a_curve_is_what_holds_pairs(self, curve: object) -> None:
        assert car(charging_curve=curve).charging_curve.value.points == ((10.0, 100.0), (80.0, 50.0))

    @pytest.mark.parametrize(
        "nothing",
        [None, float("nan"), pd.NA, pd.NaT, "", "-", "–", "n/a", "N/A", "tbd", {"value": None}],
        ids=str,
    )
    def test_what_is_missing_is_not_stated(self, nothing: object) -> None:
        vehicle = car(range=nothing, segment=nothing, heat_pump=nothing, power="150 kW")
        assert {claim.spec.key for claim in vehicle.claims()} == {"power"}

    def test_a_caller_says_what_is_missing(self) -> None:
        stated = ev.Variant.of("x", missing=["k. A."], range="K. A.", power="150 kW")
        assert {claim.spec.key for claim in stated.claims()} == {"power"}

    def test_what_is_unknown_is_stated(self) -> None:
        assert isinstance(car(range="unknown").range.value, ev.Unknown)

    def test_a_missing_word_in_a_file_is_a_problem(self) -> None:
        for key in ("range", "segment", "body_style", "heat_pump", "market_launch", "seats"):
            with pytest.raises(ev.ParseError, match="says nothing of"):
                spec(key).read("n/a")
