"""`convert`: columns of numbers of any engine from one unit to another, by arithmetic alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evspec.errors import EvspecError, WrongType
from evspec.frames.engines import asking, check_columns, columns_of, narwhals, opened
from evspec.frames.names import split_unit, with_unit
from evspec.units import Conversion, Unit, conversion
from evspec.units import unit as find_unit

if TYPE_CHECKING:
    from evspec.frames.engines import Kind

__all__ = ["convert", "converted", "is_half", "numbers_of"]


def convert(frame: Any, units: Mapping[str, str | Unit | tuple[str | Unit, str | Unit]]) -> Any:
    """Convert columns of numbers of a frame of any engine.

    Parameters
    ----------
    frame
        A frame of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, PySpark or Ibis, or of narwhals.
    units
        The unit wanted by the name of a column that ends with its own: with ``{"range_mi": "km"}``,
        `range_mi` becomes `range_km`, in its place. Or both units, by which the name stays:
        ``{"range": ("mi", "km")}``. `evspec.convert` reads columns of texts.

    Returns
    -------
    frame
        A frame of the same type; what was lazy is lazy still. Floats of 32 bits stay so, all other numbers
        become floats of 64 bits, missing values stay missing, and so becomes a 0 that has no reciprocal.

    Raises
    ------
    EvspecError
        With every column that is not there, is of another type, has no unit in its name, or would have
        the name of another one; if narwhals is not installed or the engine is too old.
    UnitError
        If a unit is unknown, or of another kind than the column's.
    WrongType
        If it is no frame, or `units` no mapping.

    Examples
    --------
    >>> import polars as pl
    >>> convert(pl.DataFrame({"range_mi": [100.0, None]}), {"range_mi": "km"})["range_km"].to_list()
    [160.9344, None]
    """
    if not isinstance(units, Mapping):
        raise WrongType(f'units are a mapping such as {{"range_mi": "km"}}, not {type(units).__name__}')
    own, back = opened(frame)
    schema = own.collect_schema()
    kinds = columns_of(schema)
    check_columns(units, kinds)
    asked = _asked(units, kinds)
    names = {name: asked[name][0] if name in asked else name for name in kinds}
    twice = [name for name, count in Counter(names.values()).items() if count > 1]
    if twice:
        raise EvspecError(f"frame: two columns would be called {twice[0]!r}; rename or leave out one")
    if not asked:
        return back(own)
    with asking(own):
        if _is_column_by_column(own):
            made = {
                name: _series(own, name, step, schema[name]).alias(new) for name, (new, step) in asked.items()
            }
            return back(own.select(*(made.get(name, name) for name in names)))
        # in its place first, so that the columns beside it are not copied
        inside = [_in_place(name, step, schema[name]) for name, (_, step) in asked.items()]
        return back(own.with_columns(*inside).rename(names))


def _is_column_by_column(own: Any) -> bool:
    """Tell whether an engine works out one column after the other, at once: expressions only cost it time."""
    return isinstance(own, narwhals().DataFrame) and not own.implementation.is_polars()


def _asked(units: Mapping[str, Any], kinds: Mapping[str, Kind]) -> dict[str, tuple[str, Conversion]]:
    """Return for each column that is converted its new name and what is done to its numbers."""
    found: dict[str, tuple[str, Conversion]] = {}
    mistakes: list[EvspecError] = []
    for name, wanted in units.items():
        try:
            found[name] = _way(name, wanted, kinds[name])
        except EvspecError as error:
            mistakes.append(type(error)(f"column {name!r}: {error}"))
    if mistakes:
        kind = {type(one) for one in mistakes}
        raise (kind.pop() if len(kind) == 1 else EvspecError)("; ".join(map(str, mistakes)))
    return found


def _way(name: str, wanted: Any, kind: Kind) -> tuple[str, Conversion]:
    if kind != "number":
        told = "; evspec.convert reads texts" if kind == "text" else ""
        raise WrongType(f"numbers are converted, and it holds what is no number ({kind}){told}")
    if isinstance(wanted, tuple | list):
        if len(wanted) != 2:
            raise WrongType(f'two units are given as ("mi", "km"), not {wanted!r}')
        start, end = map(find_unit, wanted)
        return name, conversion(start, end)
    parts = split_unit(name)
    if parts is None:
        symbol = wanted.symbol if isinstance(wanted, Unit) else wanted
        raise EvspecError(f'its name ends with no unit; give its own too: {{{name!r}: ("mi", "{symbol}")}}')
    end = find_unit(wanted)
    return with_unit(parts[0], end), conversion(find_unit(parts[1]), end)


def converted(numbers: Any, step: Conversion, *, has_zero: bool = False) -> Any:
    """Return what converts numbers of narwhals; a 0 without a reciprocal is missing.

    Parameters
    ----------
    numbers
        An expression, or a series.
    step
        What is done to them.
    has_zero
        Whether a 0 may be among them, which asks for an expression.
    """
    if step.reciprocal:
        # what when() leaves out is missing in every engine
        return step.scale / (narwhals().when(numbers != 0).then(numbers) if has_zero else numbers)
    scaled = numbers * step.scale if step.scale != 1 else numbers * 1.0
    return scaled + step.shift if step.shift else scaled


def numbers_of(name: str, dtype: Any) -> Any:
    """Return the expression of a column of numbers, as floats of 64 bits where it is none to compute with."""
    return _widened(narwhals().col(name), dtype)


def _widened(numbers: Any, dtype: Any) -> Any:
    """Return numbers as they can be computed with.

    Decimals have other arithmetic in each engine; of floats of 16 bits some engines have none, and three
    digits are too few.
    """
    nw = narwhals()
    return numbers.cast(nw.Float64) if dtype == nw.Decimal or is_half(dtype) else numbers


def is_half(dtype: Any) -> bool:
    """Tell whether a column has floats of 16 bits, which old releases of narwhals do not know."""
    return bool(dtype == getattr(narwhals(), "Float16", None))


def _series(own: Any, name: str, step: Conversion, dtype: Any) -> Any:
    """Return a column converted, an expression if a 0 of it becomes missing."""
    nw = narwhals()
    numbers = _widened(own[name], dtype)
    if step.reciprocal and (numbers == 0).any():
        return _in_place(name, step, dtype)
    made = converted(numbers, step)
    return made.cast(dtype) if dtype == nw.Float32 else made


def _in_place(name: str, step: Conversion, dtype: Any) -> Any:
    """Return an expression that converts a column, which keeps its name."""
    nw = narwhals()
    made = converted(numbers_of(name, dtype), step, has_zero=True)
    if dtype == nw.Float32:
        # where an engine computes in 64 bits
        made = made.cast(dtype)
    return made.alias(name) if step.reciprocal else made
