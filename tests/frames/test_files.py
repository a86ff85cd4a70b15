"""Frames and files of catalogs and comparisons, read back, and files scanned."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import evspec as ev
from evspec.cli import main
from evspec.frames.engines import MOST
from tests.frames.engines import rows_of

EXTRACTS = Path(__file__).parents[1] / "datasets" / "extracts"


@pytest.fixture(scope="module")
def cars() -> ev.Catalog:
    return ev.read("nrcan-bev", EXTRACTS / "nrcan-bev.csv")


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow", "duckdb"])
def test_a_catalog_is_a_frame_of_any_engine(engine: Any, cars: ev.Catalog) -> None:
    rows = rows_of(ev.frames.to_frame(cars, engine))
    assert len(rows) == len(cars.vehicles)
    assert rows == rows_of(ev.frames.to_frame(cars, "pyarrow"))
    assert len(rows_of(ev.frames.to_frame(cars, engine, tidy=True))) > len(rows)


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow", "duckdb"])
def test_a_comparison_is_a_frame_of_any_engine(engine: Any) -> None:
    shown = ev.compare(ev.catalog["bmw/ix1/u11/edrive20"], ev.catalog["bmw/ix1/u11/xdrive30"])
    rows = rows_of(ev.frames.to_frame(shown, engine))
    assert [row["power_kw"] for row in rows] == [150.0, 230.0]


def test_units_stand_beside_the_columns_too(cars: ev.Catalog) -> None:
    told = {"spec": "range", "unit": "km", "cycle": "EPA"}
    table = ev.frames.to_frame(cars, "pyarrow")
    own = table.schema.field("range_epa_km").metadata
    assert {key.decode(): value.decode() for key, value in own.items()} == told
    assert ev.frames.to_frame(cars).attrs["evspec"]["range_epa_km"] == told


@pytest.mark.parametrize(("mapping", "file"), [
    ("nrcan-bev", "nrcan-bev.csv"), ("nrcan-phev", "nrcan-phev.csv"), ("vca-uk", "vca-uk-2025.csv"),
])  # fmt: skip
def test_a_frame_that_is_read_back_gives_itself_again(mapping: str, file: str) -> None:
    frame = ev.frames.to_frame(ev.read(mapping, EXTRACTS / file), "polars")
    back = ev.frames.from_frame(frame, name=mapping)
    assert not back.report.values
    assert ev.frames.to_frame(back, "polars").equals(frame)


def test_a_frame_without_figures_is_no_catalog() -> None:
    with pytest.raises(ev.EvspecError, match="no column says what it holds"):
        ev.frames.from_frame(pl.DataFrame({"make": ["A"], "model": ["X"], "foo": [1.0]}))
    with pytest.raises(ev.EvspecError, match="no column 'model'; did you mean 'Model'"):
        ev.frames.from_frame(pl.DataFrame({"make": ["A"], "Model": ["X"]}))


@pytest.fixture
def frictionless() -> Iterator[Any]:
    # it changes how large a cell may be, for the whole process
    limit = csv.field_size_limit()
    yield pytest.importorskip("frictionless", reason="frictionless is not installed")
    csv.field_size_limit(limit)


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".duckdb"])
def test_a_file_has_a_valid_data_package_beside_it(
    suffix: str, tmp_path: Path, cars: ev.Catalog, frictionless: Any
) -> None:
    path = tmp_path / f"cars{suffix}"
    ev.frames.write(cars, path)
    assert path.stat().st_size
    beside = tmp_path / "datapackage.json"
    package = json.loads(beside.read_text("utf-8"))
    assert package["sources"][0]["publisher"] == "Natural Resources Canada"
    field = next(one for one in package["resources"][0]["schema"]["fields"] if one["name"] == "range_epa_km")
    assert field == {"name": "range_epa_km", "type": "number", "spec": "range", "unit": "km", "cycle": "EPA"}
    assert frictionless.validate(str(beside)).valid


def test_formulas_stay_inert_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "cars.csv"
    ev.frames.write(pl.DataFrame({"model": ["=cmd", "X", None], "range_km": [-1.0, 2.0, 3.0]}), path)
    assert path.read_text("utf-8").split()[1:3] == ['"\'=cmd",-1', '"X",2']


def test_an_unknown_suffix_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ev.EvspecError, match=r"ends in none of \.parquet, \.csv, \.duckdb; did you mean"):
        ev.frames.write(pl.DataFrame({"a": [1]}), tmp_path / "cars.parket")


def test_the_command_line_writes_parquet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out.parquet"
    assert main(["read", "nrcan-bev", str(EXTRACTS / "nrcan-bev.csv"), "-o", str(path)]) == 0
    assert "wrote" in capsys.readouterr().err
    assert pl.read_parquet(path)["range_epa_km"].max() > 100  # type: ignore[operator]


@pytest.mark.parametrize("pattern", ["vca-uk-2025.csv", "vca-uk-2022.csv", "vca-uk-*.csv"])
def test_a_scan_finds_what_is_read(pattern: str) -> None:
    found = ev.scan("vca-uk", EXTRACTS / pattern)
    files = sorted(EXTRACTS.glob(pattern))
    rows = found.fetchall()
    assert len(rows) == sum(ev.read("vca-uk", file).report.rows for file in files)
    assert "range_wltp_km" in found.columns


def test_a_scan_of_nothing_is_told() -> None:
    with pytest.raises(ev.EvspecError, match="no file fits 'nothing"):
        ev.scan("vca-uk", "nothing-*.parquet")


def test_a_scan_tells_what_is_no_parquet(tmp_path: Path) -> None:
    path = tmp_path / "cars.parquet"
    path.write_text("make,model\n")
    with pytest.raises(ev.DataError, match="is no Parquet file, it begins with 'make,model'"):
        ev.scan("vca-uk", path)
    path.write_bytes(b"PAR1" + b"x" * 40)
    with pytest.raises(ev.EvspecError, match=r"cars\.parquet: cannot be read"):
        ev.scan("vca-uk", path)


def test_a_scan_tells_how_to_read_a_column_of_more_numbers_than_are_read_as_texts(tmp_path: Path) -> None:
    path = tmp_path / "cars.csv"
    numbers = [100 + number / 1000 for number in range(MOST + 1)]
    path.write_text("make,model,r\n" + "".join(f"A,B,{number}\n" for number in numbers))
    mapping = {"make": "{make}", "model": "{model}", "said": {"range": "{r} km WLTP"}}
    with pytest.raises(ev.EvspecError, match="column 'r' holds more than 100,000") as told:
        ev.scan(mapping, path)
    # what it says can be followed
    import duckdb

    advice = str(told.value).partition("that they are numbers: ")[2]
    found = eval(advice, {"evspec": ev, "duckdb": duckdb, "mapping": mapping})
    assert sorted(row[-1] for row in found.fetchall()) == numbers
