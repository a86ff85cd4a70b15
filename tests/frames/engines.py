"""The engines that frames are tested with: what makes a frame of columns, and what reads one back."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from math import isnan
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import pytest

Columns = Mapping[str, Sequence[Any]]


class Engine(NamedTuple):
    """An engine: the module that it needs, and what makes a frame of columns."""

    needs: str
    make: Callable[[Columns], Any]


def _pandas(columns: Columns) -> Any:
    import pandas as pd

    return pd.DataFrame(dict(columns))


def _nullable(columns: Columns) -> Any:
    with warnings.catch_warnings():
        # pandas 2.2 tries whether infinity is a whole number
        warnings.simplefilter("ignore", RuntimeWarning)
        return _pandas(columns).convert_dtypes()


def _arrow_backed(columns: Columns) -> Any:
    import pandas as pd

    return _arrow(columns).to_pandas(types_mapper=pd.ArrowDtype)


def _polars(columns: Columns) -> Any:
    import polars as pl

    return pl.DataFrame(dict(columns))


def _lazy(columns: Columns) -> Any:
    return _polars(columns).lazy()


def _arrow(columns: Columns) -> Any:
    import pyarrow as pa  # type: ignore[import-untyped]

    return pa.table(dict(columns))


def _duckdb(columns: Columns) -> Any:
    import duckdb

    return duckdb.from_arrow(_arrow(columns))


def _dask(columns: Columns) -> Any:
    return import_module("dask.dataframe").from_pandas(_pandas(columns), npartitions=2)


def _ibis(columns: Columns) -> Any:
    return import_module("ibis").memtable(_arrow(columns))


@cache
def _session() -> Any:
    return (
        import_module("pyspark.sql")
        .SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )


def _spark(columns: Columns) -> Any:
    return _session().createDataFrame(_arrow(columns))


ENGINES = {
    "pandas": Engine("pandas", _pandas),
    "pandas, nullable": Engine("pandas", _nullable),
    "pandas, pyarrow": Engine("pyarrow", _arrow_backed),
    "polars": Engine("polars", _polars),
    "polars, lazy": Engine("polars", _lazy),
    "pyarrow": Engine("pyarrow", _arrow),
    "duckdb": Engine("duckdb", _duckdb),
    "dask": Engine("dask.dataframe", _dask),
    "ibis": Engine("ibis", _ibis),
    "pyspark": Engine("pyspark", _spark),
}


#: The engines of every check; the others are large, and are tested where they are asked for.
_QUICK = ("pandas", "polars", "pyarrow", "duckdb")
EVERY = [
    name if name.startswith(_QUICK) else pytest.param(name, marks=pytest.mark.engines) for name in ENGINES
]


def frame_of(engine: str, columns: Columns) -> Any:
    """Return a frame, or skip the test where the engine is not installed."""
    needed = ENGINES[engine]
    pytest.importorskip(needed.needs, reason=f"{engine} is not installed")
    return needed.make(columns)


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a frame, None for every kind of nothing."""
    with warnings.catch_warnings():
        # Dask's support will be a package of its own one day
        warnings.simplefilter("ignore", FutureWarning)
        own = nw.from_native(frame)
    collected = own.collect() if isinstance(own, nw.LazyFrame) else own
    return [{name: _plain(value) for name, value in row.items()} for row in collected.iter_rows(named=True)]


def _plain(value: Any) -> Any:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return None
    return None if isinstance(value, float) and isnan(value) else value
