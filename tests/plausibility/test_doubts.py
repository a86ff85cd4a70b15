"""What people get wrong when they copy figures is doubted, with the likely cause; what is right is not."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.catalogs import validate

if TYPE_CHECKING:
    from pathlib import Path

    from evspec.errors import Problem

HEAD = """
make = "Acme"
model = "Comet"
variants = { base = "Base", top = "Top" }
sources.flyer = { publisher = "Acme", title = "[flyer]", address = "https://acme.example", kind = "maker" }
[[said]]
source = "flyer"
"""
#: A car that fits together, one line for each figure.
CAR = {
    "battery_net": '"64.7 kWh"', "battery_gross": '"66.5 kWh"', "battery_voltage": '"286 V"',
    "battery_charge": '"232 Ah"', "range": '["474 km WLTP", "425 km EPA"]',
    "consumption": '["15.6 kWh/100 km WLTP", "17.4 kWh/100 km EPA"]', "power": '"150 kW"',
    "torque": '"250 N·m"',
    "dc_power": '"130 kW"', "dc_time": '"29 min, 10-80 %"', "ac_power": '"11 kW"',
    "ac_time": '"6.5 h, 11 kW charger"', "accel_0_100_kmh": '"8.6 s"', "top_speed": '"170 km/h"',
    "length": '"4500 mm"', "width": '"1834 mm"', "height": '"1616 mm"', "wheelbase": '"2692 mm"',
    "width_mirrors": '"2104 mm"', "curb_weight": '"1940 kg, DIN"', "gross_weight": '"2435 kg"',
    "payload": '"495 kg"',
    "cargo_volume": '"490 L"', "cargo_volume_max": '"1495 L"', "towing_braked": '"1200 kg"',
    "towing_unbraked": '"750 kg"', "seats": "5", "doors": "5", "drag_coefficient": '"0.26"',
    "turning_circle": '"11.7 m"', "premiere": '"June 2022"', "production_start": '"September 2022"',
    "market_launch": '"November 2022"', "production_end": '"2027"',
    "price": '{ value = "47,900 EUR", market = "Germany" }',
}  # fmt: skip


def doubts(tmp_path: Path, head: str = HEAD, **changed: str | None) -> list[Problem]:
    lines = [f"base.{key} = {value}" for key, value in {**CAR, **changed}.items() if value is not None]
    file = tmp_path / "acme" / "comet" / "c1.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(head + "\n".join(lines), encoding="utf-8")
    checked = validate([file])
    assert checked.problems == []
    return checked.doubts


def test_a_car_that_fits_together_raises_none(tmp_path: Path) -> None:
    assert doubts(tmp_path) == []


#: Key to what is written, and what the doubt has to say: the figure and the likely cause.
SLIPS = {
    "ac_power": [('"111 kW"', "111 kW", "typed twice (11 kW)"), ('"11 W"', "11 W", "kW under W (11 kW)")],
    "consumption": [
        ('"156 kWh/100 km WLTP"', "156 kWh/100 km", "Wh/km under kWh/100 km (156 Wh/km)"),
        ('"1.56 kWh/100 km WLTP"', "1.56 kWh/100 km", "(15.6 kWh/100 km)"),
        ('"4.0 kWh/100 km WLTP"', "4.0 kWh/100 km", "mi/kWh under kWh/100 km (4.0 mi/kWh)"),
        ('"25.1 kWh/100 km WLTP"', "25.1 kWh/100 km", "kWh/100 mi under kWh/100 km (25.1 kWh/100 mi)"),
    ],
    "length": [
        ('"4582 cm"', "4582 cm", "mm under cm (4582 mm)"),
        ('"4.5 mm"', "4.5 mm", "m under mm (4.5 m)"),
        ('"177 mm"', "177 mm", "in under mm (177 in)"),
        ('"450 mm"', "450 mm", "cm under mm (450 cm)"),
    ],
    "dc_time": [
        ('"29 s, 10-80 %"', "29 s", "min under s (29 min)"),
        ('"29 h, 10-80 %"', "29 h", "min under h (29 min)"),
        ('"2.9 min, 10-80 %"', "2.9 min", "(29 min)"),
    ],
    "battery_net": [
        ('"64700 kWh"', "64700 kWh", "Wh under kWh (64700 Wh)"),
        ('"64.7 Wh"', "64.7 Wh", "kWh under Wh (64.7 kWh)"),
        ('"6.47 kWh"', "6.47 kWh", "(64.7 kWh)"),
        ('"647 kWh"', "647 kWh", "(64.7 kWh)"),
    ],
    "power": [
        ('"150000 kW"', "150000 kW", "W under kW (150000 W)"),
        ('"15 kW"', "15 kW", "(150 kW)"),
        ('"1500 kW"', "1500 kW", "(150 kW)"),
    ],
    "range": [
        ('"295 km WLTP"', "295 km", "mi under km (295 mi)"),
        ('"474 mi WLTP"', "474 mi", "km under mi (474 km)"),
        ('"47.4 km WLTP"', "47.4 km", "(474 km)"),
        ('"4740 km WLTP"', "4740 km", "(474 km)"),
    ],
    "curb_weight": [
        ('"1.94 kg, DIN"', "1.94 kg", "t under kg (1.94 t)"),
        ('"194 kg, DIN"', "194 kg", "(1940 kg)"),
        ('"4277 kg, DIN"', "4277 kg", "lb under kg (4277 lb)"),
    ],
    "accel_0_100_kmh": [('"0.86 s"', "0.86 s", "(8.6 s)"), ('"86 s"', "86 s", "(8.6 s)")],
    "top_speed": [('"17 km/h"', "17 km/h", "(170 km/h)"), ('"1700 km/h"', "1700 km/h", "(170 km/h)")],
    "wheelbase": [('"269.2 mm"', "269.2 mm", "cm under mm (269.2 cm)"), ('"26.92 cm"', "26.92 cm",
    "(269.2 cm)")],
    "cargo_volume": [('"4900 L"', "4900 L", "(490 L)"), ('"490 ft³"', "490 ft³", "L under ft³ (490 L)")],
    "drag_coefficient": [('"2.6"', "2.6", "(0.26)")],
    "ac_time": [
        ('"6.5 min, 11 kW charger"', "6.5 min", "h under min (6.5 h)"),
        ('"65 h, 11 kW charger"', "65 h", "(6.5 h)"),
    ],
    "battery_charge": [('"23.2 Ah"', "23.2 Ah", "(232 Ah)")],
    "battery_voltage": [('"28.6 V"', "28.6 V", "(286 V)"), ('"286 kV"', "286 kV", "V under kV (286 V)")],
    "turning_circle": [('"1.17 m"', "1.17 m", "(11.7 m)"), ('"11.7 ft"', "11.7 ft", "m under ft (11.7 m)")],
    "torque": [('"25 N·m"', "25 N·m", "(250 N·m)"), ('"25000 N·m"', "25000 N·m", "(250")],
    "dc_power": [('"13 kW"', "13 kW", "(130 kW)"), ('"1300 kW"', "1300 kW", "(130 kW)")],
    "price": [('{ value = "399 EUR", market = "Germany" }', "399 EUR", "monthly rate")],
    "payload": [('"49 kg"', "49 kg", "(490 kg)"), ('"4950 kg"', "4950 kg", "(495 kg)")],
    "seats": [("55", "55", "typed twice (5)")],
    "market_launch": [('"2062"', "2062", "a digit is wrong"), ('"January 2022"', "January 2022", "swapped")],
    "production_end": [('"2021"', "2021", "swapped")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "written", "figure", "cause"),
    [(key, *case) for key, cases in SLIPS.items() for case in cases],
)
def test_a_slip_is_doubted_with_its_cause(
    key: str, written: str, figure: str, cause: str, tmp_path: Path
) -> None:
    found = doubts(tmp_path, **{key: written})
    assert any(figure in doubt.message and cause in doubt.message for doubt in found), found
    assert all(doubt.code.is_doubt and doubt.line for doubt in found)


SWAPS = [
    ("curb_weight", '"2435 kg, DIN"', "gross_weight", '"1940 kg"'),
    ("cargo_volume", '"1495 L"', "cargo_volume_max", '"490 L"'),
    ("length", '"1834 mm"', "width", '"4500 mm"'),
    ("width", '"2104 mm"', "width_mirrors", '"1834 mm"'),
    ("towing_braked", '"750 kg"', "towing_unbraked", '"1200 kg"'),
    ("ac_power", '"130 kW"', "dc_power", '"11 kW"'),
    ("wheelbase", '"4500 mm"', "length", '"2692 mm"'),
]  # fmt: skip


@pytest.mark.parametrize(("one", "first", "other", "second"), SWAPS)
def test_swapped_fields_are_doubted(one: str, first: str, other: str, second: str, tmp_path: Path) -> None:
    found = doubts(tmp_path, **{one: first, other: second})
    assert any("swapped" in doubt.message and one in doubt.message for doubt in found), found


@pytest.mark.parametrize(
    "settled",
    ['{ value = "111 kW", doubt = "a misprint for 11" }', '{ value = "111 kW", note = "checked: a bus" }'],
)
def test_what_a_file_settles_itself_is_not_told_again(settled: str, tmp_path: Path) -> None:
    assert doubts(tmp_path, ac_power=settled) == []


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("range", '"up to 474 km WLTP"'),
        ("range", '"more than 400 km WLTP"'),
        ("consumption", '"15.0-18.1 kWh/100 km WLTP"'),
        ("dc_time", '"29 min, SoC not stated"'),
        ("ac_time", '"6.5 h, charger not stated"'),
        ("towing_unbraked", '"0 kg"'),
        ("power", '{ value = "30 kW", rating = "30-minute" }'),
        ("battery_gross", '"about 66 kWh"'),
        ("price", '{ value = "349,000 JPY", market = "Japan" }'),
    ],
)
def test_what_may_be_right_is_not_doubted(key: str, written: str, tmp_path: Path) -> None:
    assert doubts(tmp_path, **{key: written}) == []


def test_what_holds_of_a_battery_alone_does_not_hold_of_a_plug_in_hybrid(tmp_path: Path) -> None:
    short = {"range": '"70 km WLTP"', "consumption": '"3 kWh/100 km WLTP"'}
    assert doubts(tmp_path, **short)
    assert doubts(tmp_path, **short, powertrain_type='"PHEV"') == []


def test_what_is_said_of_the_generation_holds_of_its_variants(tmp_path: Path) -> None:
    head = HEAD + 'battery_net = "64.7 kWh"\n'
    [doubt] = doubts(tmp_path, head, battery_net=None, battery_gross=None, range='"295 km WLTP"')
    assert "battery_net 64.7 kWh" in doubt.message


def test_a_figure_of_another_edition_need_not_fit(tmp_path: Path) -> None:
    head = HEAD.replace('model = "Comet"', 'model = "Comet"\neditions = ["2022", "2026"]')
    later = '{ value = "150 km WLTP", edition = "2026" }'
    assert doubts(tmp_path, head, range=later) == []


CODES = {
    "implausible-size": {"ac_power": '"111 kW"'},
    "implausible-together": {"range": '"295 km WLTP"'},
    "implausible-dates": {"market_launch": '"January 2022"'},
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_each_kind_of_doubt_has_its_code(code: str, tmp_path: Path) -> None:
    assert {doubt.code for doubt in doubts(tmp_path, **CODES[code])} == {code}


def test_two_sources_that_are_apart_by_a_unit_are_doubted(tmp_path: Path) -> None:
    found = doubts(tmp_path, torque='["250 N·m", "339 N·m"]')
    assert [doubt.code for doubt in found] == ["implausible-unit"]
    assert "lb·ft under N·m" in found[0].message


def test_a_column_that_is_wrong_throughout_is_told_a_hundred_times_and_no_more(tmp_path: Path) -> None:
    names = ", ".join(f'v{n} = "V{n}"' for n in range(150))
    head = HEAD.replace('base = "Base", top = "Top"', f'base = "Base", {names}')
    lines = "".join(f'v{n}.length = "{4400 + n} cm"\n' for n in range(150))
    found = doubts(tmp_path, head + lines)
    assert len(found) == 101
    assert found[-1].code == "implausible-many"
    assert found[-1].code.is_doubt


def test_loading_warns_and_refuses_when_strict(tmp_path: Path) -> None:
    assert doubts(tmp_path, ac_power='"111 kW"')
    file = tmp_path / "acme" / "comet" / "c1.toml"
    with pytest.warns(ev.DataWarning, match="111 kW") as caught:
        catalog = ev.load(file)
    assert catalog["acme/comet/c1/base"].ac_power.value.show() == "111 kW"
    [warning] = caught
    assert isinstance(warning.message, ev.DataWarning)
    assert warning.message.problem.code == "implausible-size"
    assert warning.filename == __file__
    with pytest.raises(ev.DataError, match="111 kW"):
        ev.load(file, strict=True)


def test_the_built_in_catalog_is_not_examined_when_it_is_loaded() -> None:
    code = "import evspec as ev, sys; ev.catalog['bmw/ix1/u11'].claims(); print([*sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "evspec.files.generation" in done.stdout
    assert "evspec.plausibility" not in done.stdout


def test_many_generations_at_once_raise_the_same_doubts_as_one_by_one(tmp_path: Path) -> None:
    from evspec.plausibility import Examiner, doubts_in
    from evspec.vehicles import record_of

    changes = [{}, {"range": '"295 km WLTP"'}, {"width": '"3834 mm"'}, {}, {"dc_time": '"9 min, 10-80 %"'}]
    figures = ("range", "consumption", "battery_net", "dc_time", "dc_power", "length", "width", "wheelbase")
    records = []
    for number, changed in enumerate(changes):
        lines = {key: {**CAR, **changed}[key] for key in figures}
        for key in ("range", "consumption"):
            lines[key] = changed.get(key, '"474 km WLTP"' if key == "range" else '"15.6 kWh/100 km WLTP"')
        file = tmp_path / "acme" / f"comet-{number}" / "c1.toml"
        file.parent.mkdir(parents=True)
        body = [f"{variant}.{key} = {lines[key]}" for variant in ("base", "top") for key in figures]
        file.write_text(HEAD + "\n".join(body), encoding="utf-8")
        [generation] = validate([file]).catalog
        records.append(record_of(generation))
    alone = [doubt.message for record in records for doubt in doubts_in(record)]
    claims = (claim.statement for record in records for claim in record.claims)
    together = [doubt.message for _, doubt in Examiner().examine(records, claims)]
    assert sorted(together) == sorted(alone)
    assert len(alone) == 6
