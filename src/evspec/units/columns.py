"""Converting whole columns: one arithmetic, done by the library that the column is of.

No library is imported for a column that is not of it. Every way does the same: missing values stay
missing, names and floats' widths are kept, whole numbers become floats of 64 bits, and one array is
made. Where 0 has no reciprocal, a column has infinity, or what its library makes of a division by 0.
What would be beyond its width is refused, and so is what may have a unit of its own, which would stay
the old one.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isinf
from sys import float_info
from typing import TYPE_CHECKING, Any, Final

from evspec.errors import WrongType

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.units.conversion import Conversion

__all__ = ["as_column", "convert_column", "is_missing_value", "library_of", "plain_scalar"]

#: The greatest power of ten that Python's floats hold.
_MOST: Final = float_info.max_10_exp


def convert_column(values: object, conversion: Conversion) -> object:
    """Convert what holds many numbers, or one that is not Python's own.

    Parameters
    ----------
    values
        A list or tuple; an array or scalar of NumPy; a Series, Index or array of pandas; a Series or
        expression of polars; an Array, ChunkedArray or Scalar of pyarrow; an expression of DuckDB
        or a relation of one column; also a single number.
    conversion
        What to do to each number.

    Returns
    -------
    object
        The converted numbers in an object of the same type, under the same name.

    Raises
    ------
    WrongType
        If it is of another type, among them the subclasses that other libraries make of arrays and
        columns, or what it holds are not numbers.
    OverflowError
        If a number is too large or too small for the floats that the result holds.
    ZeroDivisionError
        If a single number or an item of a list is 0 and has no reciprocal.
    """
    own = library_of(type(values))
    if own in _WAYS:
        return _WAYS[own](values, conversion)
    if any(library_of(base) in _WAYS for base in type(values).__mro__) or hasattr(values, "units"):
        raise WrongType(
            f"a {type(values).__name__} of {own} may have a unit of its own, which would stay the old one; "
            "numbers, or a column of numbers, are converted: give its plain values"
        )
    if isinstance(values, (list, tuple)):
        items = [None if value is None else convert_column(value, conversion) for value in values]
        return items if isinstance(values, list) else tuple(items)
    return _number(values, conversion)


def library_of(kind: type) -> str:
    """Return the name of the library that a type is of."""
    return kind.__module__.partition(".")[0].lstrip("_")


def plain_scalar(value: object) -> object:
    """Return a single value of NumPy or pyarrow as Python's own; all else as it is.

    Examples
    --------
    >>> import numpy as np
    >>> plain_scalar(np.int64(5)), plain_scalar(np.datetime64("2026-03-02"))
    (5, datetime.date(2026, 3, 2))
    """
    library = library_of(type(value))
    theirs: Any = value
    if library == "numpy" and getattr(theirs, "ndim", None) == 0 and not getattr(theirs, "mask", False):
        return theirs.item()
    return theirs.as_py() if library == "pyarrow" and hasattr(theirs, "as_py") else value


def _number(value: object, conversion: Conversion) -> float:
    if not isinstance(value, (int, float, Decimal, Fraction)) or isinstance(value, bool):
        raise _no_numbers(type(value).__name__)
    try:
        size = float(value)
    except ValueError:
        raise _no_numbers("a signaling NaN") from None
    except OverflowError:
        raise OverflowError(f"a number above 1e{_MOST}") from None
    out = conversion.apply(size)
    if (isinf(size) and value != size) or (not size and value):
        raise OverflowError(str(value))
    if not isinf(size) and (isinf(out) or (size and not out and not conversion.shift)):
        raise OverflowError(str(value))
    return out


def _applied(values: Any, conversion: Conversion) -> Any:
    """Return what the operators of a column make of a conversion that is written for floats."""
    return conversion.apply(values)


def _no_numbers(what: object) -> WrongType:
    return WrongType(f"numbers, or a column of numbers, are converted, not {what}")


def _check_reach(infinities: Callable[[Any], int], before: Any, after: Any, conversion: Conversion) -> None:
    """Refuse a column in which there are more infinities than there were."""
    # those of a reciprocal are what 0 becomes, and what gets no larger stays finite
    if conversion.reciprocal or abs(conversion.scale) <= 1:
        return
    if (found := infinities(after)) and found > infinities(before):
        raise OverflowError("a number of the column")


def _numpy(values: Any, conversion: Conversion) -> object:
    import numpy as np

    if values is np.ma.masked:
        return values
    if isinstance(values, np.ndarray) and not values.shape:
        # An operator makes a scalar of an array without dimensions, and 0 of a masked one.
        return _numpy(values.reshape(1), conversion).reshape(())  # type: ignore[attr-defined]
    if values.dtype.kind == "O":
        return _objects(values, conversion)
    if values.dtype.kind not in "iuf":
        raise _no_numbers(f"an array of {values.dtype}")
    if values.dtype.itemsize == 2 and values.dtype.kind == "f":
        return _halves(values, conversion)
    is_masked = isinstance(values, np.ma.MaskedArray)
    # Masked arrays widen what meets a number of Python's.
    scale = values.dtype.type(conversion.scale) if values.dtype.kind == "f" else conversion.scale
    # 0 into infinity is what is meant here; what lies under a mask may be anything.
    try:
        with np.errstate(divide="ignore", over="ignore" if is_masked else "raise"):
            out = scale / values if conversion.reciprocal else values * scale
            if conversion.shift:
                out += conversion.shift
    except FloatingPointError:
        raise OverflowError("a number of the column") from None
    if is_masked:
        _check_reach(lambda column: np.isinf(column).sum() or 0, values, out, conversion)
    return out


def _objects(values: Any, conversion: Conversion) -> object:
    """Convert an array of Python's objects; what is masked stays as it is."""
    import numpy as np

    masked, out = np.ma.getmaskarray(values), values.copy()
    # an item that is set is no longer masked, so it is set below the mask
    plain = np.ma.getdata(out)
    for place, value in np.ndenumerate(plain):
        if not (masked[place] or is_missing_value(value)):
            plain[place] = convert_column(value, conversion)
    return out


def _halves(values: Any, conversion: Conversion) -> Any:
    """Convert an array of floats of 16 bits in 32, since few factors fit into 16."""
    import numpy as np

    wide: Any = _numpy(values.astype(np.float32), conversion)
    _check_halves(np.ma.compressed(wide), conversion)
    with np.errstate(over="ignore"):
        return wide.astype(np.float16)


def _check_halves(wide: Any, conversion: Conversion) -> None:
    """Refuse numbers that floats of 16 bits cannot hold, or cannot hold with all of their digits."""
    import numpy as np

    limits, sizes = np.finfo(np.float16), np.abs(np.ma.compressed(wide))
    finite = sizes[np.isfinite(sizes)]
    # below the smallest normal number digits are lost; a shift goes through 0, where that is as it should be
    is_small = (finite > 0) & (finite < float(limits.tiny))
    if (finite > float(limits.max)).any() or (is_small.any() and not conversion.shift):
        raise OverflowError("a number of the column")


def _pandas(values: Any, conversion: Conversion) -> object:
    import pandas as pd

    dtype: Any = getattr(values, "dtype", None)
    if not isinstance(values, pd.Series | pd.Index | pd.api.extensions.ExtensionArray):
        raise _no_numbers(f"a {type(values).__name__}, which has many columns or none")
    if isinstance(dtype, pd.ArrowDtype):
        # pandas would widen 32 bits to 64.
        made = pd.arrays.ArrowExtensionArray(_pyarrow(pd.Series(values).array.__arrow_array__(), conversion))
        return as_column(made, values)
    if pd.api.types.is_object_dtype(dtype):
        return as_column(
            pd.Series(values).map(
                lambda value: value if is_missing_value(value) else _number(value, conversion)
            ).array, values,
        )  # fmt: skip
    # pandas calls a dtype of another library numeric too, and it may have a unit.
    is_foreign = library_of(type(dtype)) not in {"numpy", "pandas"}
    is_numeric = pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_complex_dtype(dtype)
    if is_foreign or not is_numeric or pd.api.types.is_bool_dtype(dtype):
        raise _no_numbers(f"a {type(values).__name__} of {dtype}")
    if dtype == "float16":
        return as_column(_halves(values.to_numpy(), conversion), values)
    out = _applied(values, conversion)
    _check_reach(_infinities, values, out, conversion)
    return _unlabeled(out)


def as_column(made: Any, values: Any) -> Any:
    """Return an array as the Series, Index or array that the values were."""
    import pandas as pd

    if isinstance(values, pd.Series):
        out = pd.Series(made, index=values.index, name=values.name, copy=False)
        out.attrs = dict(values.attrs)
        return _unlabeled(out)
    return pd.Index(made, name=values.name) if isinstance(values, pd.Index) else made


def _unlabeled(out: Any) -> Any:
    """Return a column without the old unit, which pandas hands on with all that is noted of a Series."""
    for name in ("unit", "units"):
        getattr(out, "attrs", {}).pop(name, None)
    return out


def _infinities(values: Any) -> int:
    import numpy as np
    import pandas as pd

    plain = pd.Series(values).to_numpy(dtype=float, na_value=np.nan)
    return int(np.isinf(plain).sum())


def is_missing_value(value: object) -> bool:
    """Return True if an item of a column of objects stands for a missing value: None, NaN, NaT or NA."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    # of numpy's scalars one float alone is a Python float, and its NaT is no NaTType
    is_scalar = isinstance(value, float) or (
        library_of(type(value)) == "numpy" and not hasattr(value, "__len__")
    )
    return is_scalar and bool(value != value)  # noqa: PLR0124


def _polars(values: Any, conversion: Conversion) -> object:
    import polars as pl

    if isinstance(values, pl.Expr):
        return _polars_expression(values, conversion)
    if not isinstance(values, pl.Series) or not (values.dtype.is_numeric() or values.dtype == pl.Null):
        raise _no_numbers(f"a {type(values).__name__} of {getattr(values, 'dtype', 'many columns')}")
    if str(values.dtype) == "Float16":
        wide: Any = _polars(values.cast(pl.Float32), conversion)
        _check_halves(wide.drop_nulls().to_numpy(), conversion)
        return wide.cast(values.dtype)
    if conversion.reciprocal:
        # A Python number would become one of 64 bits, and lose the name.
        wide = values.dtype if values.dtype.is_float() else pl.Float64
        return pl.Series(values.name, [conversion.scale], wide) / values
    out = _applied(values, conversion)
    _check_reach(_polars_infinities, values, out, conversion)
    return out


def _polars_infinities(values: Any) -> int:
    return int(values.is_infinite().sum()) if values.dtype.is_float() else 0


def _polars_expression(values: Any, conversion: Conversion) -> Any:
    """Return an expression whose columns have the names that they had."""
    if not conversion.reciprocal:
        return _applied(values, conversion)
    # An operator names its result after what stands on its left, and a number is called "literal".
    if not values.meta.has_multiple_outputs():
        name = values.meta.output_name(raise_if_undetermined=False)
        if name is not None:
            return _applied(values, conversion).alias(name)
    return (values.clip(0, 0) + conversion.scale) / values


def _pyarrow(values: Any, conversion: Conversion) -> object:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    own, types = getattr(values, "type", None), pa.types
    numeric = (types.is_floating, types.is_integer, types.is_decimal, types.is_null)
    if not isinstance(own, pa.DataType) or not any(test(own) for test in numeric):
        raise _no_numbers(f"a {type(values).__name__} of {own or 'many columns'}")
    if pa.types.is_float16(own):
        # There is no arithmetic in 16 bits.
        wide: Any = _pyarrow(pc.cast(values, pa.float32()), conversion)
        items = [wide.as_py()] if isinstance(wide, pa.Scalar) else wide.drop_null().to_numpy()
        _check_halves([item for item in items if item is not None], conversion)
        return pc.cast(wide, own)
    to = own if pa.types.is_floating(own) else pa.float64()
    scale = pa.scalar(conversion.scale, to)
    out = pc.divide(scale, values) if conversion.reciprocal else pc.multiply(values, scale)
    out = pc.add(out, pa.scalar(conversion.shift, to)) if conversion.shift else out
    _check_reach(_arrow_infinities, values, out, conversion)
    return out


def _arrow_infinities(values: Any) -> int:
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_floating(values.type):
        return 0
    found = pc.is_inf(values)
    return int(found.as_py() or 0) if isinstance(found, pa.Scalar) else pc.sum(found).as_py() or 0


def _duckdb(values: Any, conversion: Conversion) -> object:
    import duckdb

    if isinstance(values, duckdb.Expression):
        return _applied(values, conversion).alias(values.get_name())
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
