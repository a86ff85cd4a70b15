"""`frames.convert` over every engine: arithmetic alone, in the frame's own type."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

import evspec as ev
from tests.frames.engines import EVERY, frame_of, rows_of

COLUMNS: dict[str, list[Any]] = {
    "name": ["a", "b", "c"],
    "range_mi": [300.0, None, 0.0],
    "economy_mi_kwh": [4.0, None, 0.0],
    "time": [1, 2, 3],
}


@pytest.mark.parametrize("engine", EVERY)
def test_columns_are_converted_in_their_places(engine: str) -> None:
    frame = frame_of(engine, COLUMNS)
    made = ev.frames.convert(frame, {"range_mi": "km", "economy_mi_kwh": "kWh/100 km", "time": ("h", "min")})
    assert type(made) is type(frame)
    assert rows_of(made) == [
        {
            "name": "a",
            "range_km": pytest.approx(482.8032),
            "economy_kwh_100_km": pytest.approx(15.53427980),
            "time": 60.0,
        },
        {"name": "b", "range_km": None, "economy_kwh_100_km": None, "time": 120.0},
        {"name": "c", "range_km": 0.0, "economy_kwh_100_km": None, "time": 180.0},
    ]


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow", "duckdb"])
def test_floats_of_32_bits_stay_so(engine: str) -> None:
    narrow = pa.table({"range_mi": pa.array([300.0], pa.float32())})
    frame: Any = {
        "pandas": narrow.to_pandas,
        "polars": lambda: pl.from_arrow(narrow),
        "pyarrow": lambda: narrow,
        "duckdb": lambda: pytest.importorskip("duckdb").from_arrow(narrow),
    }[engine]()
    made = nw.from_native(ev.frames.convert(frame, {"range_mi": "km"}))
    assert made.collect_schema() == {"range_km": nw.Float32}


#: The engines in which a column of decimals is one of numbers, and not of objects.
OF_DECIMALS = [
    *("pandas, pyarrow", "polars", "polars, lazy", "pyarrow", "duckdb"),
    *(pytest.param(engine, marks=pytest.mark.engines) for engine in ("ibis", "pyspark")),
]


@pytest.mark.parametrize("engine", OF_DECIMALS)
def test_decimals_become_floats(engine: str) -> None:
    made = ev.frames.convert(frame_of(engine, {"range_mi": [Decimal("300.0"), None]}), {"range_mi": "km"})
    assert rows_of(made) == [{"range_km": pytest.approx(482.8032)}, {"range_km": None}]


HALF = np.array([300.0, 0.0], dtype="float16")
OF_HALF = [pd.DataFrame({"m": HALF}), pa.table({"m": pa.array(HALF)})]


@pytest.mark.skipif(not hasattr(nw, "Float16"), reason="this release of narwhals has no floats of 16 bits")
@pytest.mark.parametrize("frame", OF_HALF, ids=["pandas", "pyarrow"])
def test_floats_of_16_bits_become_longer_ones(frame: Any) -> None:
    assert rows_of(ev.frames.convert(frame, {"m": ("mi", "km")})) == [
        {"m": pytest.approx(482.8032, rel=1e-12)},
        {"m": 0.0},
    ]
    per_mile = rows_of(ev.frames.convert(frame, {"m": ("mi/kWh", "kWh/100 mi")}))
    assert per_mile == [{"m": pytest.approx(1 / 3, rel=1e-12)}, {"m": None}]
    mine = {"make": "A", "model": "B", "said": {"range": "{m} mi EPA", "seats": "{m}"}}
    with pytest.warns(ev.DataWarning, match="seats"):
        made = rows_of(ev.frames.normalize(frame, mine))
    assert made[0]["range_epa_km"] == pytest.approx(482.8032, rel=1e-12)


def test_narwhals_frames_come_back_as_such() -> None:
    frame = nw.from_native(pl.DataFrame(COLUMNS))
    assert type(ev.frames.convert(frame, {"range_mi": "km"})) is type(frame)


def test_units_of_temperature_have_their_shift() -> None:
    made = ev.frames.convert(pl.DataFrame({"t": [0.0, 100.0]}), {"t": ("°C", "°F")})
    assert made["t"].to_list() == pytest.approx([32.0, 212.0])


@pytest.mark.parametrize(
    ("columns", "units", "words"),
    [
        ({"range_mi": [1.0]}, {"range_mo": "km"}, "no column 'range_mo'; did you mean 'range_mi'?"),
        ({"range": [1.0]}, {"range": "km"}, 'its name ends with no unit; give its own too: '),
        ({"range_mi": ["1"]}, {"range_mi": "km"}, "column 'range_mi': numbers are converted, .* reads texts"),
        ({"range_mi": [1.0]}, {"range_mi": "kW"}, "column 'range_mi': cannot convert 'mi' .* to 'kW'"),
        ({"range_mi": [1.0], "range_km": [1.0]}, {"range_mi": "km"}, "two columns would be called"),
        ({"a_mi": ["1"], "b": [1.0]}, {"a_mi": "km", "b": "km"}, "column 'a_mi': .*; column 'b': "),
        ({"range": [1.0]}, {"range": ("mi",)}, 'two units are given as '),
    ],
)  # fmt: skip
def test_a_wrong_column_is_named(columns: dict[str, list[Any]], units: Any, words: str) -> None:
    with pytest.raises(ev.EvspecError, match=words):
        ev.frames.convert(pl.DataFrame(columns), units)


@pytest.mark.parametrize("given", ["a text", 3, {"range_mi": [1.0]}])
def test_what_is_no_frame_is_refused(given: object) -> None:
    with pytest.raises(ev.WrongType, match="a frame is one of pandas, polars"):
        ev.frames.convert(given, {"range_mi": "km"})


def test_units_are_a_mapping() -> None:
    with pytest.raises(ev.WrongType, match=r"units are a mapping such as .*, not str"):
        ev.frames.convert(pl.DataFrame({"range_mi": [1.0]}), "km")  # type: ignore[arg-type]


def test_pandas_with_two_columns_of_one_name_is_refused() -> None:
    import pandas as pd

    frame = pd.DataFrame([[1.0, 2.0]], columns=["range_mi", "range_mi"])
    with pytest.raises(ev.EvspecError, match="range_mi"):
        ev.frames.convert(frame, {"range_mi": "km"})


def test_an_old_narwhals_is_told_with_the_version_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    import narwhals

    monkeypatch.setattr(narwhals, "__version__", "2.4.0")
    with pytest.raises(ev.EvspecError, match=r"needs narwhals 2\.12 or newer, which 2\.4\.0 is too old"):
        ev.frames.convert(pl.DataFrame(COLUMNS), {"range_mi": "km"})
