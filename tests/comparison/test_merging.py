"""Neighbors of one line that say the same are one column."""

from __future__ import annotations

import pytest

import evspec as ev

YEARS = {2012: 117, 2013: 117, 2014: 135, 2015: 135, 2016: 172, 2018: 242, 2019: 242}


@pytest.fixture(scope="module")
def line() -> tuple[ev.Generation, ...]:
    rows = [{"y": year, "km": km, "seats": 5 if year < 2019 else 4} for year, km in YEARS.items()]
    said = {"range": "{km} km EPA", "seats": "{seats}"}
    cars = ev.read({"make": "Nissan", "model": "LEAF", "year": "{y}", "said": said}, rows)
    leaf = cars["nissan/leaf/2016"]
    assert isinstance(leaf, ev.Generation)
    return leaf.lineage


def heads(found: ev.Comparison) -> list[str]:
    return [column.label for column in found.to_table().columns]


def test_only_what_changed_is_left(line: tuple[ev.Generation, ...]) -> None:
    found = ev.compare(*line, merge=True)
    assert heads(found) == ["LEAF 2012–2013", "LEAF 2014–2015", "LEAF 2016", "LEAF 2018", "LEAF 2019"]
    assert found.title == "Nissan LEAF 2012–2013, LEAF 2014–2015, LEAF 2016, LEAF 2018 and LEAF 2019"
    assert [vehicle.code for vehicle in found.lasts] == ["2013", "2015", "2016", "2018", "2019"]


def test_what_is_not_asked_for_need_not_be_the_same(line: tuple[ev.Generation, ...]) -> None:
    assert heads(ev.compare(*line, specs="range", merge=True))[-1] == "LEAF 2018–2019"


def test_unasked_every_vehicle_has_its_column(line: tuple[ev.Generation, ...]) -> None:
    assert len(heads(ev.compare(*line))) == len(YEARS)


def test_the_baseline_is_the_column_that_holds_it(line: tuple[ev.Generation, ...]) -> None:
    table = ev.compare(*line, specs="range", merge=True, baseline=3).to_table()
    assert [cell.text for cell in table.rows[0].cells] == [
        "117 km (−18 km)", "135 km", "172 km (+37 km)", "242 km (+107 km)",
    ]  # fmt: skip


def test_cars_of_other_models_are_never_merged() -> None:
    rows = [{"m": model, "km": 300} for model in ("A", "B")]
    cars = ev.read({"make": "Acme", "model": "{m}", "year": "2020", "said": {"range": "{km} km EPA"}}, rows)
    assert heads(ev.compare(*cars, merge=True)) == ["A 2020", "B 2020"]
