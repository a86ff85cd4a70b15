"""Rows of agencies' files are proposed to be variants: how often rightly, and never silently."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.errors import UnknownSpec, WrongType
from tests.vehicles.garage import catalog, record, says

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HERE = Path(__file__).parent
GOLD = HERE.parents[2] / "shared" / "facts" / "match_gold.csv"
#: Rows of the UK's list of 2025 (VCA, Open Government Licence 3.0), labelled by hand and frozen.
UK_2025 = HERE / "uk-2025.csv"


def rows_of(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]


def expected(row: Mapping[str, Any]) -> set[str]:
    return {*(row["expected"] or "").split(";")} - {""}


def score(rows: Sequence[Mapping[str, Any]], found: ev.Matches) -> tuple[float, float]:
    """Return precision and recall over the pairs of row and vehicle."""
    pairs = [(expected(row), {*one.ids}) for row, one in zip(rows, found, strict=True)]
    right = sum(len(wanted & got) for wanted, got in pairs)
    return right / sum(len(got) for _, got in pairs), right / sum(len(wanted) for wanted, _ in pairs)


def check(rows: Sequence[Mapping[str, Any]]) -> None:
    found = ev.match(rows)
    precision, recall = score(rows, found)
    assert precision >= 0.9
    assert recall >= 0.85
    for row, one in zip(rows, found, strict=True):
        if not expected(row):
            assert not one.ids, row
        if one.verdict == "sure":
            assert {*one.ids} == expected(row), row


def test_rows_that_nobody_tuned_on() -> None:
    rows = rows_of(UK_2025)
    assert len(rows) > 40
    check(rows)


@pytest.mark.skipif(not GOLD.exists(), reason="no folder of shared facts beside this clone")
def test_the_labelled_rows() -> None:
    # of a bare model name only the range tells the version, which these rows leave out
    rows = [{**row, "drivetrain": row["drive"]} for row in rows_of(GOLD)]
    found = ev.match(rows)
    precision, recall = score(rows, found)
    assert precision >= 0.75
    assert recall >= 0.85
    for row, one in zip(rows, found, strict=True):
        assert expected(row) or not one.ids, row


def ranges(data: Path) -> dict[tuple[str, str], dict[str, float | None]]:
    """Return the range that a file prints of each row, by data set and what the labels call the row."""
    found: dict[tuple[str, str], dict[str, float | None]] = {}
    for row in rows_of(data / "epa-fe-guide-2025-ev.csv"):
        miles = float(row["Range1 - Model Type Driving Range - Conventional Fuel"])
        found["epa-fe-guide", row["EPA FE Label Dataset ID"]] = {"range_epa_km": miles * 1.609344}
    for row in rows_of(data / "nrcan-bev-2012-2023.csv"):
        key = f"{row['Model year']} {row['Model']}"
        found["nrcan-bev", key] = {"range_epa_km": float(row["Range (km)"])}
    with (data / "vca-uk-2022.csv").open(encoding="cp1252", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            kilometers = float(row["Maximum range (Km)"] or 0) or None
            found["vca-uk", f"line {number}"] = {"range_wltp_km": kilometers}
    return found


def test_the_labelled_rows_with_the_ranges_of_their_files(shared: Path) -> None:
    known = ranges(shared / "data")
    nothing = dict.fromkeys(("range_epa_km", "range_wltp_km"))
    rows = [
        {**row, "drivetrain": row["drive"], **nothing, **known.get((row["dataset"], row["key"]), {})}
        for row in rows_of(shared / "facts" / "match_gold.csv")
    ]
    check(rows)


def only(**row: object) -> Any:
    [found] = ev.match([row])
    return found


@pytest.mark.parametrize(
    ("row", "ids"),
    [
        (("AUDI", "SQ8 Sportback e-tron", "", None), {"audi/q8-e-tron/ge-facelift/sq8-sportback"}),
        (("BMW", "i3s (120 Ah)", "", 2019), {"bmw/i3/i01/s-120-ah"}),
        (("BMW", "iX", "xDrive 40", "2022"), {"bmw/ix/i20/xdrive40"}),
        (("Tesla Motors", "Model 3 LR AWD", "", 2021), {"tesla/model-3/2017/long-range-awd"}),
        (("RENAULT", "New ZOE", "i Iconic R135 Z.E. 50", None), {"renault/zoe/ze50/r135"}),
        (("Kia", "e-Niro", "39 kWh", 2019.0), {"kia/niro-ev/de/39-kwh"}),
    ],
)
def test_names_in_other_spellings(row: tuple[object, ...], ids: set[str]) -> None:
    names = ("make", "model", "variant", "year")
    assert {*only(**dict(zip(names, row, strict=True))).ids} == ids


@pytest.mark.parametrize(
    "row",
    [
        {"make": "Audi", "model": "Q4 50 e-tron quattro", "year": 2022},
        {"make": "Audi", "model": "e-tron GT", "year": 2022},
        {"make": "BMW", "model": "i3s REX (94 Ah)", "year": 2018},
        {"make": "MINI", "model": "Cooper SE Convertible", "year": 2023},
        {"make": "Hyundai", "model": "IONIQ 6 Long Range", "year": 2023},
        {"make": "Rivian", "model": "R1S", "year": 2023},
        {"make": "Nissan", "model": "LEAF", "year": 2005},
    ],
)
def test_other_vehicles_have_no_match(row: Mapping[str, object]) -> None:
    found = only(**row)
    assert (found.ids, found.verdict) == ((), "none")
    assert found.reasons


def test_what_fits_as_well_is_several_and_never_the_first() -> None:
    twins = catalog(
        record(says("maker-jan", "base.power", "100 kW"), says("maker-jan", "plus.power", "100 kW"))
    )
    [found] = ev.match([{"make": "Acme", "model": "One", "power_kw": 100}], twins)
    assert found.verdict == "several"
    assert {*found.ids} == {"acme/one/a/base", "acme/one/a/plus"}


def test_the_order_of_rows_and_vehicles_decides_nothing() -> None:
    rows = rows_of(UK_2025)
    there = {one.row: (one.ids, one.verdict) for one in ev.match(rows)}
    back = {one.row: (one.ids, one.verdict) for one in ev.match(rows[::-1])}
    assert there == back


def test_every_figure_that_was_used_is_named() -> None:
    found = only(make="Nissan", model="Leaf", year=2021, battery_kwh=62, power_kw=160, range_wltp_km=385)
    words = " ".join(map(str, found.reasons))
    assert all(one in words for one in ("year 2021", "battery 62 kWh", "power 160 kW", "range WLTP 385 km"))
    assert found.score == pytest.approx(sum(reason.points for reason in found.reasons))


def frames() -> Iterable[Any]:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    rows = [
        {"make": "Nissan", "model": "LEAF", "year": 2018, "power_kw": 110.0},
        {"make": "Nissan", "model": "LEAF", "year": 2018, "power_kw": None},
    ]
    return rows, pandas.DataFrame(rows), polars.DataFrame(rows), pyarrow.Table.from_pylist(rows)


def test_frames_of_every_kind() -> None:
    answers = [[(one.ids, one.verdict) for one in ev.match(frame)] for frame in frames()]
    assert answers[0][0][0] == ("nissan/leaf/ze1/40-kwh",)
    assert all(answer == answers[0] for answer in answers)


def test_vehicles_and_catalogs() -> None:
    own = ev.catalog["bmw/ix1/u11/edrive20"]
    [found] = ev.match([own])
    assert found.ids == (own.id,)
    every = ev.match(ev.catalog)
    assert {one.row: one.ids for one in every}["bmw/ix1/u11/xdrive30"] == ("bmw/ix1/u11/xdrive30",)


def test_the_table_has_a_row_for_each_and_its_counts() -> None:
    found = ev.match(rows_of(UK_2025))
    table = found.to_table()
    assert len(table.rows) == len(found)
    assert table.subtitle is not None
    assert f"{sum(one.verdict == 'none' for one in found)} none" in table.subtitle


def test_a_frame_without_make_or_model() -> None:
    with pytest.raises(UnknownSpec, match=r"no column 'make' .* there are maker, model; did"):
        ev.match([{"maker": "BMW", "model": "iX1"}])
    with pytest.raises(UnknownSpec, match="no column 'model'"):
        ev.match([{"make": "BMW"}])


@pytest.mark.parametrize("rows", [5, "BMW iX1", {"make": "BMW"}, [5], None])
def test_what_is_no_table_is_told(rows: Any) -> None:
    with pytest.raises(WrongType, match="match takes a catalog, vehicles or a frame"):
        ev.match(rows)
