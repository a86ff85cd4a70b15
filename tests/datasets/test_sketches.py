"""First mappings, guessed from a file's header."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import tomli

import evspec as ev
from evspec.datasets.hints import spec_called

if TYPE_CHECKING:
    from pathlib import Path

    from evspec.datasets import ReadCatalog

GERMAN = (
    "Marke;Modell;Reichweite (km);Preis (EUR);Verbrauch (kWh/100 km);Leistung [kW];Leistung [PS];Antrieb;"
    "Farbe\n"
    "Acme;Comet;480;39.990;16,5;150;204;FWD;rot\nAcme;Star;n/a;45.000;15,1;160;218;RWD;blau\n"
)
ENTHUSIAST = (
    "brand,model,top_speed_kmh,range_km,efficiency_wh_per_km,battery_capacity_kwh,acceleration_0_100_s,seats,"
    "length_mm,city_range_wltp_km,url\nAcme,Comet,155,225,156,37.8,7.0,4,3673,300,https://example.org\n"
)


def sketched(folder: Path, text: str, name: str = "mine.csv") -> tuple[str, ReadCatalog]:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    sketch = ev.sketch(file)
    return sketch, ev.read(sketch, file)


def test_of_a_german_sheet_reads_it(tmp_path: Path) -> None:
    sketch, cars = sketched(tmp_path, GERMAN)
    found = tomli.loads(sketch)
    assert (found["delimiter"], found["decimal"], found["missing"]) == (";", ",", ["", "n/a"])
    assert (found["make"], found["model"]) == ("{Marke}", "{Modell}")
    assert found["said"] == {
        "range": "{Reichweite (km)} km, cycle not stated",
        "price": {"value": "{Preis (EUR)} EUR", "market": "not stated"},
        "consumption": "{Verbrauch (kWh/100 km)} kWh/100 km, cycle not stated",
        "power": ["{Leistung [kW]} kW", "{Leistung [PS]} PS"],
        "drivetrain": "{Antrieb}",
    }
    assert '# "Farbe", such as "rot"' in sketch
    comet = cars["acme/comet/read/comet"]
    assert comet.price.value.show() == "39990 EUR"
    assert comet.consumption.value.show() == "16.5 kWh/100 km"
    assert cars.report.doubts == ()


@pytest.mark.parametrize(
    ("column", "key"),
    [
        ("Conso haute vitesse Max", "consumption"), ("CO2 haute vitesse Max", "co2"),
        ("Vitesse max", "top_speed"),
        ("Rapport poids-puissance", "power_to_weight"), ("Puissance maximale", "power"),
        ("Puissance fiscale", ""),
    ],
)  # fmt: skip
def test_of_a_french_file_takes_no_speed_of_a_test_for_a_top_speed(column: str, key: str) -> None:
    assert next(iter(spec_called(column)), "") == key


def test_takes_units_from_the_ends_of_names(tmp_path: Path) -> None:
    sketch, cars = sketched(tmp_path, ENTHUSIAST)
    said = tomli.loads(sketch)["said"]
    assert said["consumption"] == "{efficiency_wh_per_km} Wh/km, cycle not stated"
    assert said["battery"] == {"value": "{battery_capacity_kwh} kWh", "basis": "not stated"}
    assert said["range"] == ["{range_km} km, cycle not stated", "{city_range_wltp_km} km WLTP, city"]
    assert said["accel_0_100_kmh"] == "{acceleration_0_100_s} s"
    assert len(cars.variants[0].claims()) == 8


def test_of_json_names_its_records(tmp_path: Path) -> None:
    records = [{"brand": "Acme", "model": "Comet", "battery": {"usable_kwh": 64.7}, "release_year": 2024}]
    sketch, cars = sketched(tmp_path, json.dumps({"brands": [{"id": 1}], "data": records}), "mine.json")
    found = tomli.loads(sketch)
    assert (found["records"], found["year"]) == ("data", "{release_year}")
    assert found["said"] == {"battery_net": "{battery.usable_kwh} kWh"}
    assert cars.ids == ("acme/comet/2024",)


@pytest.mark.parametrize("header", ["a,b,c", '"x ""y""",{z},\u00e9'])
def test_of_what_nothing_is_known_is_comments(tmp_path: Path, header: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"{header}\n1,2,3\n", encoding="utf-8")
    sketch = ev.sketch(file)
    assert 'make = "?"' in sketch
    assert "# Not guessed:" in sketch
    tomli.loads(sketch)


def test_of_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.touch()
    with pytest.raises(ev.DataError, match="is empty"):
        ev.sketch(file)


def test_of_cells_that_no_reader_takes_goes_by_the_others(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    long = "x" * 200_000
    file.write_text(f"make,model,range_km\nAcme,{long},400\nAcme,Comet,480\n", encoding="utf-8")
    assert tomli.loads(ev.sketch(file))["make"] == "{make}"
    file.write_text(f"make,model\nAcme,{long}\n", encoding="utf-8")
    with pytest.raises(ev.DataError, match="no row can be read: field larger"):
        ev.sketch(file)
    file.write_text(f"make,{long}\nAcme,Comet\n", encoding="utf-8")
    with pytest.raises(ev.DataError, match="the header cannot be read"):
        ev.sketch(file)
