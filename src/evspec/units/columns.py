"""Converting whole columns: one arithmetic, done by the library that the column is of.

No library is imported for a column that is not of it. Every way does the same: missing values stay
missing, floats keep their width, whole numbers become floats of 64 bits, and one array is made.
Where 0 has no reciprocal, a column has infinity, or what its library makes of a division by 0.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.units.conversion import Conversion

__all__ = ["convert_column"]


def convert_column(values: object, conversion: Conversion) -> object:
    """Convert what holds many numbers, or one that is not Python's own.

    Parameters
    ----------
    values
        A list or tuple; an array or scalar of NumPy; a Series or Index of pandas; a Series or
        expression of polars; an Array, ChunkedArray or Scalar of pyarrow; an expression of DuckDB
        or a relation of one column; also a single number.
    conversion
        What to do to each number.

    Returns
    -------
    object
        The converted numbers in an object of the same type.

    Raises
    ------
    TypeError
        If it is of another type, or what it holds are not numbers.
    ZeroDivisionError
        If a single number or an item of a list is 0 and has no reciprocal.
    """
    for base in type(values).__mro__:
        way = _WAYS.get(base.__module__.partition(".")[0].lstrip("_"))
        if way is not None:
            return way(values, conversion)
    if isinstance(values, (list, tuple)):
        items = [None if value is None else convert_column(value, conversion) for value in values]
        return items if isinstance(values, list) else tuple(items)
    return _number(values, conversion)


def _number(value: object, conversion: Conversion) -> float:
    if not isinstance(value, (int, float, Decimal, Fraction)) or isinstance(value, bool):
        raise _no_numbers(type(value).__name__)
    return conversion.apply(float(value))


def _applied(values: Any, conversion: Conversion) -> Any:
    """Return what the operators of a column make of a conversion that is written for floats."""
    return conversion.apply(values)


def _no_numbers(what: object) -> TypeError:
    return TypeError(f"numbers, or a column of numbers, are converted, not {what}")


def _numpy(values: Any, conversion: Conversion) -> object:
    import numpy as np

    if values.dtype.kind == "O":
        out = values.copy()
        for place, value in np.ndenumerate(values):
            out[place] = value if _is_missing(value) else convert_column(value, conversion)
        return out
    if values.dtype.kind not in "iuf":
        raise _no_numbers(f"an array of {values.dtype}")
    # 0 into infinity is what is meant here.
    with np.errstate(divide="ignore"):
        out = conversion.scale / values if conversion.reciprocal else values * conversion.scale
    if conversion.shift:
        out += conversion.shift
    # An operator makes a scalar of an array without dimensions.
    return np.asarray(out) if isinstance(values, np.ndarray) and not values.shape else out


def _pandas(values: Any, conversion: Conversion) -> object:
    import pandas as pd

    dtype: Any = getattr(values, "dtype", None)
    if isinstance(dtype, pd.ArrowDtype):
        # pandas would widen 32 bits to 64.
        array = pd.arrays.ArrowExtensionArray(_pyarrow(values.array.__arrow_array__(), conversion))
        if isinstance(values, pd.Series):
            return pd.Series(array, index=values.index, name=values.name, copy=False)
        return pd.Index(array, name=values.name)
    if pd.api.types.is_object_dtype(dtype):
        return values.map(lambda value: value if _is_missing(value) else _number(value, conversion))
    if dtype is None or not pd.api.types.is_numeric_dtype(dtype) or pd.api.types.is_bool_dtype(dtype):
        raise _no_numbers(f"a {type(values).__name__} of {dtype or 'many columns'}")
    return _applied(values, conversion)


def _is_missing(value: object) -> bool:
    """Return True if an item of a column of objects stands for a missing value: None, NaN or NA."""
    # pandas' NA is neither equal to itself nor unequal.
    return value is None or type(value).__name__ == "NAType" or value != value  # noqa: PLR0124


def _polars(values: Any, conversion: Conversion) -> object:
    import polars as pl

    if isinstance(values, pl.Expr):
        return _applied(values, conversion)
    if not isinstance(values, pl.Series) or not (values.dtype.is_numeric() or values.dtype == pl.Null):
        raise _no_numbers(f"a {type(values).__name__} of {getattr(values, 'dtype', 'many columns')}")
    if conversion.reciprocal:
        # A Python number would become one of 64 bits, and lose the name.
        wide = values.dtype if values.dtype.is_float() else pl.Float64
        return pl.Series(values.name, [conversion.scale], wide) / values
    return _applied(values, conversion)


def _pyarrow(values: Any, conversion: Conversion) -> object:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    own, types = getattr(values, "type", None), pa.types
    numeric = (types.is_floating, types.is_integer, types.is_decimal, types.is_null)
    if own is None or not any(test(own) for test in numeric):
        raise _no_numbers(f"a {type(values).__name__} of {own or 'many columns'}")
    if pa.types.is_float16(own):
        # There is no arithmetic in 16 bits.
        return pc.cast(_pyarrow(pc.cast(values, pa.float32()), conversion), own)
    wide = own if pa.types.is_floating(own) else pa.float64()
    scale = pa.scalar(conversion.scale, wide)
    out = pc.divide(scale, values) if conversion.reciprocal else pc.multiply(values, scale)
    return pc.add(out, pa.scalar(conversion.shift, wide)) if conversion.shift else out


def _duckdb(values: Any, conversion: Conversion) -> object:
    import duckdb

    if isinstance(values, duckdb.Expression):
        return _applied(values, conversion)
    if not isinstance(values, duckdb.DuckDBPyRelation) or len(values.columns) != 1:
        raise _no_numbers("a relation of several columns; select one, or convert an expression")
    (name,), (own,) = values.columns, values.types
    out = _applied(duckdb.ColumnExpression(name), conversion)
    return values.select((out.cast(own) if own == "FLOAT" else out).alias(name))


_WAYS: Final[dict[str, Callable[[Any, Conversion], object]]] = {
    "duckdb": _duckdb,
    "numpy": _numpy,
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
}
