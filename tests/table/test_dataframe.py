from __future__ import annotations

from typing import Any, Literal

import pandas as pd
import polars as pl
import pytest

from evspec.errors import EvspecError
from evspec.table import Cell, Column, Row, Table, dataframe
from tests.table.samples import SHAPES, ordinary

ENGINES: list[Literal["pandas", "polars"]] = ["pandas", "polars"]


def test_wide_has_one_line_per_row() -> None:
    frame = ordinary().to_dataframe("pandas")
    assert list(frame.columns) == ["group", "row", "iX1 U11", "iX3 NA5", "Change"]
    assert list(frame["iX3 NA5"]) == ["Neue Klasse", "400 kW", "–"]
    assert list(frame.index) == [0, 1, 2]


def test_tidy_has_one_line_per_cell_and_numbers_as_numbers() -> None:
    frame = ordinary().to_dataframe("polars", shape="tidy")
    assert frame.columns == [
        *("group", "row", "row_key", "column", "column_key", "text", "mark", "low", "high", "unit")
    ]
    assert frame.height == 9
    assert frame["low"].dtype == pl.Float64
    best = frame.filter(pl.col("mark") == "best").row(0, named=True)
    assert (best["row_key"], best["column_key"], best["low"], best["unit"]) == (
        "dc_power",
        "na5",
        400.0,
        "kW",
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", ["wide", "tidy"])
def test_every_table_becomes_a_frame(
    shape: str, engine: Literal["pandas", "polars"], form: Literal["wide", "tidy"]
) -> None:
    table = SHAPES[shape]
    frame = table.to_dataframe(engine, shape=form)
    assert len(frame) == len(table.rows) * (len(table.columns) if form == "tidy" else 1)


@pytest.mark.parametrize("engine", ENGINES)
def test_data_of_mixed_types_becomes_text_and_nested_data_stay_out(
    engine: Literal["pandas", "polars"],
) -> None:
    values: list[dict[str, Any]] = [
        {"mixed": 1, "flag": True, "nested": [1], "text": "x", "none": None},
        {"mixed": "a", "flag": None, "nested": 2, "text": "y", "none": None},
        {},
    ]
    cells = tuple(Cell(str(index), data=data) for index, data in enumerate(values))
    columns = tuple(Column(f"c{index}", f"C{index}") for index in range(3))
    frame = Table("", columns=columns, rows=(Row("r", "R", "", cells),)).to_dataframe(engine, shape="tidy")
    assert list(frame.columns)[7:] == ["mixed", "flag", "text (2)", "none"]
    assert list(frame["mixed"])[:2] == ["1", "a"]
    assert bool(frame["flag"][0])
    assert list(frame["text (2)"])[:2] == ["x", "y"]


def test_pandas_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(ordinary().to_dataframe(), pd.DataFrame)
    monkeypatch.setattr(dataframe, "find_spec", lambda name: name == "polars")
    assert isinstance(ordinary().to_dataframe(), pl.DataFrame)
    with pytest.raises(EvspecError, match=r"pandas is not installed: pip install \"evspec\[pandas\]\""):
        ordinary().to_dataframe("pandas")
    monkeypatch.setattr(dataframe, "find_spec", lambda _name: None)
    with pytest.raises(EvspecError, match="needs pandas or polars"):
        ordinary().to_dataframe()


def test_unknown_engines_and_shapes_are_refused() -> None:
    with pytest.raises(EvspecError, match="unknown engine 'dask'"):
        ordinary().to_dataframe("dask")  # type: ignore[call-overload]
    with pytest.raises(EvspecError, match="unknown shape 'long'"):
        ordinary().to_dataframe(shape="long")  # type: ignore[call-overload]
