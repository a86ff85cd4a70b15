"""DataFrames of pandas or polars."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from evspec.errors import EvspecError, quoted
from evspec.table.csv_ import headers, unique
from evspec.table.safety import encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd
    import polars as pl

    from evspec.table.document import JSON, Cell, TableData

__all__ = ["Kind", "Scalar", "Shape", "frame_of", "slug", "write"]

Shape: TypeAlias = Literal["wide", "tidy", "numbers"]
Scalar = str | float | bool | None
#: What a column holds, as polars calls it.
Kind: TypeAlias = Literal["Boolean", "Float64", "Int64", "String"]
ENGINES: tuple[Literal["pandas", "polars"], ...] = ("pandas", "polars")


def write(
    table: TableData,
    engine: Literal["pandas", "polars"] | None = None,
    shape: Shape = "wide",
) -> pd.DataFrame | pl.DataFrame:
    """Make a DataFrame of a table.

    Parameters
    ----------
    table
        What to write.
    engine
        "pandas" or "polars"; by default pandas if it is installed, else polars.
    shape
        "wide": group, row and the text of each column, one line per row.
        "tidy": one line per cell with group, row, row_key, column, column_key, text, mark, and a
        column for each key of the cells' data whose values are numbers, words or truth values.
        "numbers": one line per column of the table with its label, and a column of numbers for each
        row and unit, such as "range_wltp_km"; what is no single number that is out is missing.

    Returns
    -------
    pandas.DataFrame or polars.DataFrame
        Without marks and note numbers in the texts; missing values are null.

    Raises
    ------
    EvspecError
        If the engine or shape is unknown, or the engine not installed.
    """
    if shape not in [one for one in _SHAPES if type(one) is type(shape)]:
        raise EvspecError(f"unknown shape {quoted(shape)}; expected {', '.join(map(repr, _SHAPES))}")
    made = _SHAPES[shape](table)
    names = unique(map(encodable, made))
    columns = {
        name: [encodable(value) if isinstance(value, str) else value for value in values]
        for name, values in zip(names, made.values(), strict=True)
    }
    kinds = {name: _kind(values) for name, values in columns.items()}
    frame: pd.DataFrame | pl.DataFrame = frame_of(columns, kinds, _choose(engine))
    return frame


def frame_of(columns: Mapping[str, Sequence[Scalar]], kinds: Mapping[str, Kind], engine: str) -> Any:
    """Make a DataFrame or a Table of columns.

    Parameters
    ----------
    columns
        What stands in each column, None for nothing.
    kinds
        What each column holds.
    engine
        "pandas", "polars" or "pyarrow".

    Raises
    ------
    EvspecError
        If there is no such engine, or it is not installed.
    """
    if engine not in [one for one in _FRAMES if type(one) is type(engine)]:
        raise EvspecError(f"unknown engine {quoted(engine)}; expected {' or '.join(map(repr, _FRAMES))}")
    if not find_spec(engine):
        raise EvspecError(f"{engine} is not installed: pip install {engine}, or name another engine")
    return _FRAMES[engine](columns, kinds)


def _pandas(columns: Mapping[str, Sequence[Scalar]], kinds: Mapping[str, Kind]) -> pd.DataFrame:
    import pandas as pd

    floats, words = _floats(), _words()
    made: dict[str, Any] = {}
    for name, values in columns.items():
        kind = kinds[name]
        if kind == "Float64":
            made[name] = floats(values)
        elif kind == "String":
            made[name] = words(values)
        else:
            dtype: Any = "boolean" if kind == "Boolean" else "Int64"
            made[name] = pd.array(list(values), dtype=dtype)
    return pd.DataFrame(made)


def _floats() -> Callable[[Sequence[Scalar]], Any]:
    """Return what makes a column of floats, in which None is NaN."""
    import numpy as np

    if not find_spec("pyarrow"):
        return lambda values: np.array(values, float)
    import pyarrow as pa  # type: ignore[import-untyped]

    # ten times as fast as NumPy where most is missing
    return lambda values: pa.array(values, pa.float64()).to_numpy(zero_copy_only=False)


def _words() -> Callable[[Sequence[Scalar]], Any]:
    """Return what makes a column of words, as pandas itself takes them."""
    import numpy as np
    import pandas as pd

    if pd.Series([""]).dtype == object or not find_spec("pyarrow"):
        return lambda values: np.array(values, object)
    import pyarrow as pa

    dtype: Any = "str"
    return lambda values: pd.array(pa.array(values, pa.large_string()), dtype=dtype)


def _polars(columns: Mapping[str, Sequence[Scalar]], kinds: Mapping[str, Kind]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(
        [pl.Series(name, values, dtype=getattr(pl, kinds[name])) for name, values in columns.items()]
    )


def _pyarrow(columns: Mapping[str, Sequence[Scalar]], kinds: Mapping[str, Kind]) -> Any:
    import pyarrow as pa

    types = {"Boolean": pa.bool_(), "Float64": pa.float64(), "Int64": pa.int64(), "String": pa.string()}
    return pa.table({name: pa.array(values, types[kinds[name]]) for name, values in columns.items()})


_FRAMES: dict[str, Callable[[Mapping[str, Sequence[Scalar]], Mapping[str, Kind]], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
}


def _choose(engine: str | None) -> str:
    if engine is None:
        engine = next((name for name in ENGINES if find_spec(name)), None)
        if engine is None:
            raise EvspecError('to_dataframe needs pandas or polars: pip install "evspec[pandas]"')
    elif engine not in [one for one in ENGINES if type(one) is type(engine)]:
        raise EvspecError(f"unknown engine {quoted(engine)}; expected 'pandas' or 'polars'")
    elif not find_spec(engine):
        raise EvspecError(f'{engine} is not installed: pip install "evspec[{engine}]"')
    return engine


def _wide(table: TableData) -> dict[str, list[Scalar]]:
    group, row, *names = headers(table)
    columns: dict[str, list[Scalar]] = {
        group: [line.group for line in table.rows],
        row: [line.label for line in table.rows],
    }
    for index, name in enumerate(names):
        columns[name] = [line.cells[index].text for line in table.rows]
    return columns


def _tidy(table: TableData) -> dict[str, list[Scalar]]:
    cells = [
        (row, column, cell)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]
    columns: dict[str, list[Scalar]] = {
        "group": [row.group for row, _, _ in cells],
        "row": [row.label for row, _, _ in cells],
        "row_key": [row.key for row, _, _ in cells],
        "column": [column.label for _, column, _ in cells],
        "column_key": [column.key for _, column, _ in cells],
        "text": [cell.text for _, _, cell in cells],
        "mark": [cell.mark for _, _, cell in cells],
    }
    keys = list(dict.fromkeys(key for _, _, cell in cells for key in cell.data))
    for key, name in zip(keys, unique(keys, columns), strict=True):
        values = _scalars([cell.data.get(key) for _, _, cell in cells])
        if values is not None:
            columns[name] = values
    return columns


def _numbers(table: TableData) -> dict[str, list[Scalar]]:
    """Return the figures of each column of the table, with their units in the names."""
    # a vehicle has a line of numbers however the table lies
    table = table.transposed() if table.data.get("transposed") else table
    kept = [at for at in range(len(table.columns)) if _is_of_figures([row.cells[at] for row in table.rows])]
    quantities: dict[tuple[str, str], list[Scalar]] = {}
    for row in table.rows:
        for n, at in enumerate(kept):
            cell = row.cells[at]
            magnitude, unit = cell.data.get("magnitude"), cell.data.get("unit")
            if isinstance(magnitude, int | float) and isinstance(unit, str) and _is_definite(cell):
                numbers = quantities.setdefault((row.key, unit), [None] * len(kept))
                numbers[n] = float(magnitude)
    names = unique([slug(f"{key} {unit}") for key, unit in quantities], ["label"])
    labels: list[Scalar] = [table.columns[at].label for at in kept]
    return {"label": labels, **dict(zip(names, quantities.values(), strict=True))}


def _is_of_figures(cells: Sequence[Cell]) -> bool:
    """Tell whether a column is of what was stated, or empty, and not of words about the others."""
    stated = any("unit" in cell.data or "status" in cell.data for cell in cells)
    return stated or all(cell.text in {"", "–"} for cell in cells)


def _is_definite(cell: Cell) -> bool:
    """Tell whether a cell is one number that is out: neither "up to 400 kW" nor a rumored 400 kW is 400."""
    if cell.data.get("firm") is False:
        return False
    return cell.data.get("low") == cell.data.get("high") and cell.data.get("bound") == "exact"


def slug(name: str) -> str:
    """Return "range_wltp_km" of "range[cycle=WLTP] km", "dc_time_10_80_min" of "dc_time[soc=10-80 %] min"."""
    plain = re.sub(r"\w+=(?!not stated)", " ", name).replace("³", "3").replace("²", "2").lower()
    return re.sub(r"[^0-9a-z]+", "_", plain).strip("_")


_SHAPES: dict[str, Callable[[TableData], dict[str, list[Scalar]]]] = {
    "wide": _wide,
    "tidy": _tidy,
    "numbers": _numbers,
}


def _scalars(values: Sequence[JSON]) -> list[Scalar] | None:
    """Return values of one type, as text where their types differ; None if any is nested."""
    scalars = [value for value in values if not isinstance(value, list | dict)]
    if len(scalars) != len(values):
        return None
    if all(isinstance(value, str | None) for value in scalars):
        return list(scalars)
    if all(isinstance(value, bool | None) for value in scalars):
        return list(scalars)
    if not any(isinstance(value, str | bool) for value in scalars):
        return [None if value is None else float(value) for value in scalars]
    return [None if value is None else str(value) for value in scalars]


def _kind(values: Sequence[Scalar]) -> Kind:
    """Return the type of a column, as polars calls it."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, bool) for value in known):
        return "Boolean"
    return "Float64" if known and all(isinstance(value, float) for value in known) else "String"
