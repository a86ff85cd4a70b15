"""Frames say what objects say, of any small table and any mapping of a small grammar."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evspec as ev
from evspec.catalogs.frames import numbers
from tests.frames.engines import ENGINES as ALL
from tests.frames.engines import frame_of, rows_of

#: One that computes column by column, and one of SQL. The others where they are asked for, PySpark by itself,
#: since it takes seconds for each table.
ENGINES = [
    name if name in {"pandas", "duckdb"} else pytest.param(name, marks=pytest.mark.engines)
    for name in ALL
    if name != "pyspark"
]
#: What stands beside the figure's own number and has no column in a frame.
BESIDE = ("_bound", "_status")
NAMES = {"id", "make", "model", "generation", "variant", "first_year", "last_year"}

FIGURES = st.sampled_from([79, 80, 80.4, 81, 0, -3, 0.5, 300, 301, 302.5, 186.4, 200000, 1e-7])
NUMBERS = st.none() | FIGURES.map(float) | st.sampled_from([float("nan"), float("inf"), 12.25])
TEXTS = (
    st.none()
    | FIGURES.map(str)
    | st.sampled_from(["n/a", "", " ", " 80 ", "80-90", "up to 80", "12,5", "yes", "AWD", "RWD", "about 300"])
    | st.text(max_size=4)
)
#: A column is all texts, all floats, or all whole numbers.
COLUMN = st.sampled_from([TEXTS, NUMBERS, st.none() | st.integers(-2, 400), st.none() | st.booleans()])
LINES = {
    "range": st.sampled_from([
        "{a} km WLTP", "{b} km WLTP", "{b} mi WLTP", "up to {a} km WLTP", "about {b} km WLTP",
        "{a}-{b} km WLTP", "{a} km ({b} mi) WLTP", "{a} km EPA",
        {"value": "{b} km WLTP", "wheels": "19 in"}, {"value": "{a} km WLTP", "note": "so they say"},
        {"value": "{b} km WLTP", "when": {"c": ["yes", "80"]}},
        {"value": "{c} km WLTP", "missing": ["", "80"]}, {"value": "{c} km WLTP", "status": "estimated"},
    ]),
    "consumption": st.sampled_from([
        "{a} kWh/100 km WLTP", "{b} mi/kWh WLTP", "{c} Wh/km WLTP", "{b} km/kWh WLTP",
        "at least {a} kWh/100 km WLTP",
    ]),
    "drivetrain": st.sampled_from(["{c}", "{a}", "RWD"]),
    "seats": st.sampled_from(["{a}", "{c}"]),
    "powertrain_type": st.sampled_from(["BEV", "PHEV", "{c}"]),
    "price": st.sampled_from([{"value": f"{{{hole}}} EUR", "market": "France"} for hole in "ac"]),
}  # fmt: skip


def _lines(key: str) -> st.SearchStrategy[list[Any]]:
    return st.lists(LINES[key], min_size=1, max_size=3, unique_by=repr)


MAPPINGS = st.fixed_dictionaries(
    {"range": _lines("range")}, optional={key: _lines(key) for key in LINES if key != "range"}
)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[Any]]:
    height = draw(st.integers(1, 5))
    return {name: draw(st.lists(draw(COLUMN), min_size=height, max_size=height)) for name in "abc"}


def by_objects(mapping: Any, row: dict[str, Any]) -> dict[str, Any]:
    """Return what a row says through objects."""
    car = ev.read(mapping, [row])["m/x/read/x"]
    told = numbers([car], ev.UnitChoice.of("metric")).frame("pyarrow").to_pylist()[0]
    return {
        name: value for name, value in told.items()
        if name not in NAMES and not name.endswith(BESIDE) and value is not None
    }  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@given(said=MAPPINGS, table=tables())
def test_frames_and_objects_agree(engine: str, said: dict[str, Any], table: dict[str, list[Any]]) -> None:
    hold(engine, said, table)


@pytest.mark.engines
@settings(max_examples=5, deadline=None)
@given(said=MAPPINGS, table=tables())
def test_and_so_do_those_of_spark(said: dict[str, Any], table: dict[str, list[Any]]) -> None:
    hold("pyspark", said, table)


def hold(engine: str, said: dict[str, Any], table: dict[str, list[Any]]) -> None:
    try:
        mapping = ev.mapping({"make": "M", "model": "X", "missing": ["", "n/a", "0"], "said": said})
    except ev.DataError:
        return
    table = {name: values for name, values in table.items() if name in mapping.columns()} or {"d": [1]}
    frame = frame_of(engine, table)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ev.DataWarning)
        made = rows_of(ev.frames.normalize(frame, mapping))
    rows = [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]
    assert len(made) == len(rows)
    for line, row in zip(made, rows, strict=True):
        told = by_objects(mapping, row)
        beside = {name: value for name, value in line.items() if name not in NAMES and value is not None}
        figures = {
            name: value for name, value in beside.items() if name in told or not name.endswith("_wheels")
        }
        ends = {name for name in told if name.endswith(("_low", "_high")) and name not in line}
        expected = {name: value for name, value in told.items() if name not in ends}
        assert figures == {
            name: pytest.approx(value, rel=1e-9) if isinstance(value, float) else value
            for name, value in expected.items()
        }
