"""Rows of which one stands for several, and the presets that name such choices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import evspec as ev
from evspec.errors import DataError, EvspecError, UnknownSpec, WrongType

EUROPEAN = ev.Variant.of(
    "European", range="514 km WLTP", power="150 kW", accel_0_100_kmh="6.8 s", battery_net="64.7 kWh",
    price="47,900 EUR, Germany", dc_time="29 min, 10-80 %", consumption="16 kWh/100 km WLTP",
)  # fmt: skip
BRITISH = ev.Variant.of(
    "British", range="480 km WLTP", power="170 kW", accel_0_100_kmh="7.1 s", battery_gross="66 kWh",
    price=["45,000 GBP, UK", "50,000 EUR, Germany"], dc_time="30 min, 10-80 %",
)  # fmt: skip
AMERICAN = ev.Variant.of(
    "American", range="300 mi EPA", power="201 hp", accel_0_60_mph="5.1 s", battery_net="75 kWh",
    price="52,000 USD, USA", dc_time="22 min, 5-80 %", consumption="28 kWh/100 mi EPA",
)  # fmt: skip
PANEL = [
    "price[market=Germany]", "power", "accel_0_100_kmh", "battery_net", "range[cycle=WLTP]",
    "consumption[cycle=WLTP]", "dc_time[soc=10-80 %]",
]  # fmt: skip


def row(shown: ev.Comparison | ev.Diff, key: str) -> Any:
    (found,) = (row for row in shown.to_table().rows if row.key == key)
    return found


def texts(shown: ev.Comparison | ev.Diff, key: str) -> list[str]:
    return [cell.text for cell in row(shown, key).cells]


class TestPanel:
    def test_has_one_row_for_each_quantity(self) -> None:
        assert [
            r.key for r in ev.compare(EUROPEAN, BRITISH, AMERICAN, specs="panel").to_table().rows
        ] == PANEL

    def test_names_in_the_cell_under_what_a_figure_stands(self) -> None:
        shown = ev.compare(EUROPEAN, BRITISH, AMERICAN, specs="panel")
        assert texts(shown, "range[cycle=WLTP]") == ["514 km", "480 km", "483 km (EPA)"]
        assert texts(shown, "accel_0_100_kmh") == ["6.8 s", "7.1 s", "5.1 s (0–60 mph)"]
        assert texts(shown, "battery_net") == ["64.7 kWh", "66 kWh (battery gross)", "75 kWh"]
        assert texts(shown, "price[market=Germany]") == ["47,900 EUR", "50,000 EUR", "52,000 USD (USA)"]
        assert texts(shown, "dc_time[soc=10-80 %]")[2] == "22 min (5–80 %)"

    def test_tells_a_condition_before_whom_and_how_surely(self) -> None:
        range_ = {"value": "300 mi EPA", "status": "expected"}
        comet = ev.Generation.of("Comet", code="C1", variants={"Base": {"range": range_}, "Long": {}})
        shown = ev.compare(EUROPEAN, BRITISH, comet, specs="panel")
        assert texts(shown, "range[cycle=WLTP]")[2] == "483 km (EPA; Base), expected"
        assert texts(ev.diff(EUROPEAN, comet, specs="panel"), "range[cycle=WLTP]")[1:3] == [
            "483 km (EPA; Base)", "expected",
        ]  # fmt: skip

    def test_tells_what_is_optional_once(self) -> None:
        comet = ev.Variant.of("Comet", ac_power="11 kW (22 optional)")
        assert texts(ev.compare(comet), "ac_power") == ["11 kW (22 optional)"]
        asked = ["dc_power|ac_power"]
        shown = ev.compare(ev.Variant.of("Ray", dc_power="130 kW"), comet, specs=asked)
        assert texts(shown, "dc_power") == ["130 kW", "11 kW (22 optional) (AC power)"]

    def test_compares_nothing_with_what_stands_under_another(self) -> None:
        shown = ev.compare(EUROPEAN, BRITISH, AMERICAN, specs="panel", baseline=0)
        assert [cell.mark for cell in row(shown, "range[cycle=WLTP]").cells] == ["", "worse", ""]
        marked = ev.compare(EUROPEAN, BRITISH, AMERICAN, specs="panel")
        # the longest of those under one condition is not the best of the row
        assert {cell.mark for cell in row(marked, "range[cycle=WLTP]").cells} == {""}
        assert [cell.mark for cell in row(marked, "power").cells] == ["", "best", ""]
        assert texts(shown, "range[cycle=WLTP]") == ["514 km", "480 km (−34 km)", "483 km (EPA)"]

    def test_gives_programs_no_number_in_a_row_of_another_condition(self) -> None:
        shown = ev.compare(EUROPEAN, BRITISH, AMERICAN, specs="panel")
        data = row(shown, "range[cycle=WLTP]").cells[2].data
        assert "magnitude" not in data
        assert (data["instead"]["row"], data["instead"]["unit"]) == ("range[cycle=EPA]", "km")
        numbers = shown.to_dataframe(shape="numbers")
        assert list(numbers["range_wltp_km"])[:2] == [514, 480]
        assert list(numbers["range_wltp_km"])[2] != list(numbers["range_wltp_km"])[2]
        assert ev.Table.from_json(shown.to_json()) == shown.to_table()

    def test_is_that_of_the_units_of_the_table(self) -> None:
        shown = ev.compare(EUROPEAN, AMERICAN, specs="panel", units="us")
        keys = [r.key for r in shown.to_table().rows]
        assert keys[:3] == ["price[market=USA]", "power", "accel_0_60_mph"]
        assert texts(shown, "range[cycle=EPA]") == ["319 mi (WLTP)", "300 mi"]

    def test_takes_the_row_that_most_vehicles_state(self) -> None:
        shown = ev.compare(AMERICAN, AMERICAN.but(name="Other"), EUROPEAN, specs="panel")
        assert texts(shown, "range[cycle=EPA]") == ["483 km", "483 km", "514 km (WLTP)"]

    def test_takes_all_of_a_cycle_before_a_part_that_more_vehicles_state(self) -> None:
        part = {"value": "15 kWh/100 km EPA", "phase": "city"}
        city = [ev.Variant.of(f"City {n}", consumption=part) for n in (1, 2)]
        whole = ev.Variant.of("Whole", consumption="17 kWh/100 km EPA")
        shown = ev.compare(*city, whole, specs="panel")
        assert texts(shown, "consumption[cycle=EPA]") == [
            "15 kWh/100 km (city)", "15 kWh/100 km (city)", "17 kWh/100 km",
        ]  # fmt: skip
        # where nobody states it the part is all there is
        assert texts(ev.compare(*city, specs="panel"), "consumption[cycle=EPA,phase=city]") == [
            "15 kWh/100 km", "15 kWh/100 km",
        ]  # fmt: skip

    def test_keeps_to_the_cycle_that_is_asked_for(self) -> None:
        shown = ev.compare(EUROPEAN, BRITISH, AMERICAN, specs="panel", cycle="EPA")
        assert texts(shown, "range[cycle=EPA]") == ["514 km (WLTP)", "480 km (WLTP)", "483 km"]

    def test_prefers_figures_of_which_it_is_known_what_they_are(self) -> None:
        open_ = [EUROPEAN.but(name=f"Car {n}", battery="64 kWh") for n in (1, 2)]
        vague = ev.Variant.of("Vague", battery="70 kWh")
        shown = ev.compare(*open_, vague, specs="panel")
        assert texts(shown, "battery_net") == ["64.7 kWh", "64.7 kWh", "70 kWh (battery, gross or net n/s)"]
        told = texts(ev.diff(open_[0], vague, specs="panel"), "battery_net")[-1]
        assert told == "not comparable: Vague states battery, gross or net n/s"

    def test_tells_what_there_is_to_say_of_a_filled_cell_under_its_own_row(self) -> None:
        range_ = [
            {"value": "300 mi EPA", "note": "model year 2025"},
            {"value": "310 mi EPA", "doubt": "a misprint"},
        ]
        noted = ev.Variant.of("Noted", range=range_)
        for shown in (ev.compare(EUROPEAN, noted, specs="panel"), ev.diff(EUROPEAN, noted, specs="panel")):
            assert [note.text for note in shown.to_table().notes] == [
                "Model year 2025.", "Doubted. Range, EPA: 499 km [1] (a misprint).",
            ]  # fmt: skip

    def test_stands_beside_other_rows(self) -> None:
        asked = ev.compare(EUROPEAN, AMERICAN, specs=["dc_time", "panel"])
        keys = [r.key for r in asked.to_table().rows]
        assert keys[:2] == ["dc_time[soc=5-80 %]", "dc_time[soc=10-80 %]"]
        assert keys[2] == "price[market=Germany]"

    def test_of_a_diff_says_what_the_other_side_states(self) -> None:
        shown = ev.diff(EUROPEAN, AMERICAN, specs="panel")
        cells = row(shown, "range[cycle=WLTP]").cells
        assert [cell.text for cell in cells] == [
            "514 km", "483 km (EPA)", "not comparable: American states EPA",
        ]  # fmt: skip
        assert cells[-1].mark == ""
        both = ev.diff(EUROPEAN, BRITISH, specs="panel")
        assert texts(both, "range[cycle=WLTP]")[-1] == "shorter, −34 km (−7 %)"
        assert "Range, EPA" not in shown.to_text()
        assert "EPA" not in shown.summary()

    def test_of_one_vehicle(self) -> None:
        table = AMERICAN.to_table(specs="panel")
        assert [r.label for r in table.rows] == [
            "Price, USA", "Power", "0–60 mph", "Battery usable", "Range, EPA", "Consumption, EPA",
            "DC time, 5–80 %",
        ]  # fmt: skip

    def test_of_a_page_is_that_of_the_table(self) -> None:
        html = ev.page(ev.compare(EUROPEAN, BRITISH, AMERICAN, specs="panel")).to_html()
        data = json.loads(
            html.partition('type="application/json"')[2].partition(">")[2].partition("</script")[0]
        )
        assert [r["key"] for r in data["rows"]] == PANEL
        cell = data["rows"][4]["cells"][2]
        told = [data["texts"][n] for n in cell[0][""]]
        assert told == ["483 km (EPA)", "300 mi (EPA)", "300 mi (EPA)"]


class TestPresets:
    def test_are_added_by_a_program(self) -> None:
        made = ev.specs.add_preset("charging-desk", ["dc_power", "dc_time[soc=10-80 %]|dc_time"])
        assert ev.specs.add_preset("charging-desk", list(made.rows)) == made
        shown = ev.compare(EUROPEAN, AMERICAN, specs="charging-desk")
        assert texts(shown, "dc_time[soc=10-80 %]") == ["29 min", "22 min (5–80 %)"]
        with pytest.raises(EvspecError, match="defined otherwise"):
            ev.specs.add_preset("charging-desk", ["dc_power"])

    def test_are_added_by_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "comet.toml"
        file.write_text(
            'schema_version = 1\nid = "acme/comet/c1"\nmake = "Acme"\nmodel = "Comet"\ncode = "C1"\n'
            '[presets.commute]\nrows = ["range[cycle=WLTP]|range", "power"]\n'
            'us = ["power", "range"]\n'
        )  # fmt: skip
        ev.load(file)
        assert [r.key for r in ev.compare(AMERICAN, specs="commute").to_table().rows] == [
            "range[cycle=EPA]", "power",
        ]  # fmt: skip
        file.write_text(file.read_text().replace("commute", "commuting").replace('"power"', '"powr"'))
        with pytest.raises(DataError, match=r"presets\.commuting.*'powr'.*'power'"):
            ev.load(file)

    def test_that_do_not_exist_are_told_with_those_that_do(self) -> None:
        with pytest.raises(UnknownSpec, match=r"'pannel'; did you mean 'panel'.*a preset: panel"):
            ev.compare(EUROPEAN, specs="pannel")

    def test_tell_all_mistakes_at_once(self) -> None:
        with pytest.raises(EvspecError, match=r"small letters.*'rnge' is no spec.*'range'.*'powr'"):
            ev.specs.add_preset("My Desk", ["rnge", "power|powr"])
        with pytest.raises(EvspecError, match="a spec or a group"):
            ev.specs.add_preset("range", ["power"])
        with pytest.raises(EvspecError, match="has no rows"):
            ev.specs.add_preset("empty", [])
        with pytest.raises(WrongType, match="a list of texts"):
            ev.specs.add_preset("text", "range")
