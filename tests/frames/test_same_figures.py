"""Every tabular mapping finds the same figures in every engine, and through objects."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import evspec as ev
from evspec.catalogs.frames import numbers
from evspec.frames import normalize
from tests.frames.engines import ENGINES, EVERY, frame_of, rows_of

HERE = Path(__file__).parent
EXTRACTS = HERE.parent / "datasets" / "extracts"
SHARED = HERE.parents[2] / "shared" / "data"
FILES = {
    "ademe, made up": (HERE / "ademe-made-up.csv", "ademe"),
    "epa-fe-guide": (EXTRACTS / "epa-fe-guide.csv", "epa-fe-guide"),
    "fastsim": (EXTRACTS / "fastsim.csv", "fastsim"),
    "nrcan-bev": (EXTRACTS / "nrcan-bev.csv", "nrcan-bev"),
    "nrcan-phev": (EXTRACTS / "nrcan-phev.csv", "nrcan-phev"),
    "vca-uk of 2022": (EXTRACTS / "vca-uk-2022.csv", "vca-uk"),
    "vca-uk of 2025": (EXTRACTS / "vca-uk-2025.csv", "vca-uk"),
}
WHOLE = {
    "all of ademe": (SHARED / "ademe-car-labelling.csv", "ademe"),
    "all of epa-fe-guide": (SHARED / "epa-fe-guide-2025-ev.csv", "epa-fe-guide"),
    "all of nrcan-phev": (SHARED / "nrcan-phev-2012-2023.csv", "nrcan-phev"),
    "all of vca-uk": (SHARED / "vca-uk-2025.csv", "vca-uk"),
}
#: So many rows are taken of a file, from all over it.
MOST = 16
SUFFIXES = ("_low", "_high", "_bound", "_status")


def mapping_of(file: str) -> ev.FileMapping:
    return ev.mappings[(FILES | WHOLE)[file][1]]


@cache
def columns_of(file: str) -> Mapping[str, list[str | None]]:
    path, mapping = (FILES | WHOLE)[file][0], mapping_of(file)
    for encoding in mapping.encoding:
        try:
            text = path.read_text(encoding)
        except UnicodeDecodeError:
            continue
        break
    lines = text.removeprefix("\ufeff").splitlines()
    rows = list(csv.DictReader(lines, delimiter=mapping.delimiter))
    rows = rows[:: len(rows) // MOST or 1]
    names = [name for name in rows[0] if name in mapping.columns()]
    return {name: [row[name] or None for row in rows] for name in names}


@cache
def numeric_columns_of(file: str) -> Mapping[str, list[Any]]:
    """Return the columns as a program reads them that makes numbers of all that look so."""
    mark = mapping_of(file).decimal or "."
    return {name: _numbers(values, mark) for name, values in columns_of(file).items()}


def _numbers(values: list[str | None], mark: str) -> list[Any]:
    try:
        return [None if value is None else float(value.replace(mark, ".")) for value in values]
    except ValueError:
        return list(values)


@cache
def told_by_objects(file: str, *, numeric: bool) -> list[dict[str, Any]]:
    """Return what each row says through objects; {} for one without a vehicle."""
    columns = numeric_columns_of(file) if numeric else columns_of(file)
    told: list[dict[str, Any]] = []
    for values in zip(*columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        cars = ev.read(mapping_of(file), [row])
        if cars.report.refused:
            told.append({})
        for car in islice(cars.variants, 1):
            table = numbers([car], ev.UnitChoice.of("metric")).frame("pyarrow").to_pylist()[0]
            told.append({
                name: value for name, value in table.items()
                if not name.endswith(SUFFIXES) and value is not None
            })  # fmt: skip
    return told


NOT_COMPARED = {"id", "generation", "model", "make", "variant", "year", "first_year", "last_year"}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("engine", EVERY)
def test_engine_and_objects_find_the_same_figures(engine: str, file: str) -> None:
    # every engine has texts and numbers, and every file has both
    hold(engine, file, numeric=(list(ENGINES).index(engine) + list(FILES).index(file)) % 2 == 1)


@pytest.mark.parametrize("numeric", [False, True], ids=["texts", "numbers"])
@pytest.mark.parametrize("file", WHOLE)
def test_rows_of_the_whole_file_say_the_same(file: str, numeric: bool, shared: Path) -> None:
    hold("polars", file, numeric=numeric)


def hold(engine: str, file: str, *, numeric: bool) -> None:
    columns = numeric_columns_of(file) if numeric else columns_of(file)
    frame = frame_of(engine, columns)
    made = normalize(frame, mapping_of(file))
    assert type(made) is type(frame)
    rows, expected = rows_of(made), told_by_objects(file, numeric=numeric)
    assert len(rows) == len(expected)
    for row, said in zip(rows, expected, strict=True):
        if not said:
            assert row["make"] is None
            continue
        assert (row["make"], row["model"]) == (said["make"], said["model"])
        if "year" in row:
            assert f"{row['year']:.0f}" == said["generation"]
        if "variant" in row:
            assert row["variant"] == said["variant"]
        figures = {name: value for name, value in said.items() if name not in NOT_COMPARED}
        assert figures
        for name, value in figures.items():
            assert row[name] == (pytest.approx(value, rel=1e-9) if isinstance(value, float) else value), name
        beside = [
            name for name, value in row.items()
            if name not in figures and name not in NOT_COMPARED and isinstance(value, float)
            and not name.endswith(SUFFIXES)
        ]  # fmt: skip
        assert not beside, "a frame tells no more than objects do"
