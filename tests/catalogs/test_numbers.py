"""The index of the record tells what the claims themselves do, and a damaged one is noticed."""

from __future__ import annotations

import shutil
from collections import defaultdict
from functools import cache, partial
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import evspec as ev
from evspec.catalogs.finding import Finder
from evspec.catalogs.numbers import Numbers
from evspec.catalogs.record import INDEX, NUMBERS, Archive
from evspec.catalogs.search import read_query
from evspec.errors import DataError
from evspec.vehicles import record_of
from tests.catalogs.test_record import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

#: What can be asked: a spec, a unit and what stands behind it, and about how much cars have of it.
FIGURES = [
    ("range", "km WLTP", 450),
    ("range", "mi EPA", 250),
    ("range", "km EPA", 400),
    ("consumption", "kWh/100 km WLTP", 17),
    ("consumption", "mi/kWh EPA", 3),
    ("fuel_consumption", "L/100 km WLTP", 6),
    ("co2", "g/km WLTP", 120),
    ("power", "kW", 150),
    ("power", "hp", 204),
    ("battery_net", "kWh", 64),
    ("battery_gross", "kWh", 77),
    ("dc_power", "kW", 150),
    ("ac_time", "h", 8),
    ("curb_weight", "kg", 1900),
    ("accel_0_100_kmh", "s", 7),
    ("top_speed", "km/h", 180),
    ("engine_displacement", "cm³", 1500),
]
WORDS = [
    ("drivetrain", "AWD"),
    ("drivetrain", ["RWD", "AWD"]),
    ("fuel", "diesel"),
    ("powertrain_type", "BEV"),
    ("range", {"value": ">60 km EPA", "mode": "electric"}),
    ("range", {"value": ">300 km WLTP", "phase": "city"}),
    ("consumption", {"value": "<20 kWh/100 km EPA", "wheels": "20 in"}),
]


@st.composite
def conditions(draw: st.DrawFn) -> tuple[str, object]:
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(WORDS))
    key, unit, size = draw(st.sampled_from(FIGURES))
    number = draw(st.integers(size // 3, size * 2)) if size > 20 else draw(st.integers(size, size * 20)) / 10
    mark = draw(st.sampled_from([">", "<", "about ", "", "over ", "up to "]))
    if draw(st.booleans()):
        return key, f"{mark}{number} {unit}"
    return key, [f"{number}-{number * 2} {unit}", f"<{number / 2:g} {unit}"]


@cache
def by_claims() -> Finder:
    """Return what finds among the same cars by all that is claimed of them."""
    variants = defaultdict(list)
    for car in ev.catalog.vehicles:
        variants[record_of(car).id].append(car.id.split("/")[3:])
    wholes = [*ev.catalog.curated, *(one for one in ev.catalog.record if one.id in variants)]
    return Finder(tuple(map(partial(_of, variants), wholes)))


def _of(variants: dict[str, list[list[str]]], whole: ev.Generation) -> ev.Generation:
    record = record_of(whole)
    kept = tuple(pair for pair in record.variants if [pair[0]] in variants[record.id])
    if len(kept) == len(record.variants):
        return whole
    return ev.Generation(evolve(record, variants=kept), lookup=whole._lookup)


ASKED = st.lists(conditions(), min_size=1, max_size=3, unique_by=lambda one: one[0])


@settings(max_examples=100, deadline=None)
@given(wanted=ASKED, possible=st.booleans())
def test_finds_what_the_claims_say(wanted: list[tuple[str, object]], possible: bool) -> None:
    asked = dict(wanted)
    found = ev.catalog.find(possible=possible, **asked)  # type: ignore[arg-type]
    others = by_claims().find((), {}, asked, possible=possible, decimal=None)
    assert [car.id for car in found] == [car.id for car in others]
    assert found.why == others.why


@pytest.mark.parametrize(("key", "wanted"), WORDS)
def test_gives_the_reasons_that_the_claims_give(key: str, wanted: object) -> None:
    asked = {key: wanted, "range": ">5,000 km WLTP"}
    found = ev.catalog.find(**asked)  # type: ignore[arg-type]
    assert found.why
    assert found.why == by_claims().find((), {}, asked, possible=False, decimal=None).why


def test_reads_the_files_of_those_cars_alone_that_it_leaves_open() -> None:
    fresh = Archive(FOLDER)
    index = Numbers(fresh.numbers(), lambda id_, slug, key: pytest.fail(f"{id_} is read"))
    query = read_query("range", ">3,000 km WLTP")
    column = index.column(query)
    assert column is not None
    # what states nothing leaves it open
    assert query.answers(column) == ["open", *["no"] * (len(column.claims) - 1)]
    assert fresh._lines == {}


class TestDamage:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for name in (INDEX, NUMBERS):
            shutil.copy(FOLDER / name, tmp_path / name)
        return tmp_path

    def test_is_noticed(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = folder / NUMBERS
        file.write_text(file.read_text(encoding="utf-8")[:-1000], encoding="utf-8")
        with pytest.raises(DataError) as caught:
            Archive(folder).numbers()
        words = "record/numbers.jsonl: not what index.jsonl was written with; install evspec again"
        assert words in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1

    def test_of_a_missing_one_too(self, folder: Path) -> None:
        (folder / NUMBERS).unlink()
        with pytest.raises(DataError, match=r"numbers\.jsonl"):
            Archive(folder).numbers()

    def test_leaves_the_curated_cars(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / NUMBERS).write_text("[]\n", encoding="utf-8")
        damaged = Archive(folder)
        monkeypatch.setattr("evspec.catalogs.everything.archive", lambda: damaged)
        fresh = ev.catalog.as_of(None)
        with pytest.raises(DataError, match=r"numbers\.jsonl: not what"):
            fresh.find(range=">500 km WLTP")
        assert fresh.curated.find(range=">500 km WLTP")
