"""Columns of texts that people typed, each distinct one read once, and columns with a column of units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, overload

from evspec.errors import EvspecError, ParseError, UnitError, WrongType
from evspec.measures.distinct import Distinct, distinct_of, row_by_row
from evspec.measures.given import operand_given
from evspec.measures.missing import is_missing
from evspec.measures.reading import measure, measure_in
from evspec.measures.unread import Errors, Options, Unread, error_of
from evspec.measures.view import Measure
from evspec.units import QuantityLike, Unit, conversion, convert_column, library_of
from evspec.units import unit as find_unit

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from evspec.measures.interval import Interval

__all__ = [
    "convert_any",
    "expression_of_texts",
    "figures",
    "rewrapping",
]

_ONE_UNIT: Final = "a number needs two units: the one it has and the one that is wanted"
#: How much of a number or a text is told in an error.
_LONGEST: Final = 60

T = TypeVar("T")


def convert_any(
    value: Any, unit: Any, wanted: Any, options: Options, column: object = None
) -> tuple[Any, tuple[Unread, ...]]:
    """Convert a number or a column.

    Parameters
    ----------
    value
        A number, a column of numbers or a column of texts.
    unit, wanted
        As for `convert`: the own unit and the wanted one of numbers, or the wanted one of texts and None;
        either may be a column of units.
    options
        How texts are read.
    column
        The name of the column, for messages.

    Returns
    -------
    tuple
        The result, and what could not be read where that is to be reported.
    """
    rewrap = rewrapping(value)
    if rewrap is not None:
        made, problems = convert_any(value.to_native(), unit, wanted, options, column)
        return rewrap(made), problems
    if isinstance(unit, Mapping) or isinstance(wanted, Mapping):
        raise WrongType(
            f"a unit for each column is for a DataFrame, not for {type(value).__name__}; "
            "evspec.frames.convert takes tables of any engine"
        )
    if not all(one is None or isinstance(one, str | Unit) for one in (unit, wanted)):
        return _by_units(value, unit, wanted, options, column)
    if wanted is not None:
        return _numbers_or_texts(value, find_unit(unit), find_unit(wanted), options, column)
    if _is_number(value) and not hasattr(value, "__len__"):
        raise WrongType(_ONE_UNIT)
    end = find_unit(unit)
    if type(value).__name__ == "Expr" and library_of(type(value)) == "polars":
        return expression_of_texts(value, end, None, options), ()
    distinct = distinct_of(value)
    _check_texts(distinct.values)
    new, problems = _read_all(distinct, partial(_number, None, end), options, column)
    return distinct.spread(new, "number"), problems


def _numbers_or_texts(
    value: Any, own: Unit, end: Unit, options: Options, column: object
) -> tuple[Any, tuple[Unread, ...]]:
    """Convert numbers; among which there are texts, each value that names no unit is in the own one."""
    try:
        return _numbers(value, own, end), ()
    except EvspecError:
        try:
            distinct = distinct_of(value)
        except (WrongType, NotImplementedError):
            # an array of pandas by somebody else need not know what is distinct in it
            distinct = None
        if distinct is None or not any(isinstance(one, str) for one in distinct.values):
            raise
    new, problems = _read_all(distinct, partial(_number, own, end), options, column)
    return distinct.spread(new, "number"), problems


@overload
def figures(
    column: list[Any] | tuple[Any, ...],
    unit: str | Unit,
    /,
    *,
    decimal: str | None = None,
    errors: Literal["raise", "coerce"] = "raise",
    missing: Iterable[str] | None = None,
) -> dict[str, Sequence[float | str | None]]: ...
@overload
def figures(
    column: pl.Series,
    unit: str | Unit,
    /,
    *,
    decimal: str | None = None,
    errors: Literal["raise", "coerce"] = "raise",
    missing: Iterable[str] | None = None,
) -> pl.DataFrame: ...
@overload
def figures(
    column: pd.Series[Any],
    unit: str | Unit,
    /,
    *,
    decimal: str | None = None,
    errors: Literal["raise", "coerce"] = "raise",
    missing: Iterable[str] | None = None,
) -> pd.DataFrame: ...
@overload
def figures(
    column: Any,
    unit: str | Unit,
    /,
    *,
    decimal: str | None = None,
    errors: Errors = "raise",
    missing: Iterable[str] | None = None,
) -> Any: ...
def figures(
    column: Any,
    unit: str | Unit,
    /,
    *,
    decimal: str | None = None,
    errors: Errors = "raise",
    missing: Iterable[str] | None = None,
) -> Any:
    """Read a column of texts into what its figures say: both ends, the bound and the test cycle.

    Parameters
    ----------
    column
        Texts that `measure` reads, figures such as a Measure, Span, Interval, Claim or Quantity, and
        missing values: a Series of pandas, polars or narwhals, an array of pyarrow, NumPy or pint, a list
        or tuple. Each distinct text is read once.
    unit
        The unit of the ends.
    decimal, errors, missing
        As for `convert`.

    Returns
    -------
    DataFrame, Table or dict
        The columns "low" and "high" in the unit, an open end missing; "bound", such as "exact", "about",
        "at most" or "between"; and "cycle", missing where none was stated. It is of the library that the
        column is of, with its index; of a list or an array it is a dict of columns. With
        ``errors="report"`` a pair of that and a tuple of `Unread`.

    Raises
    ------
    ParseError, UnitError, WrongType
        As for `convert`.

    Examples
    --------
    >>> figures(["431-473 km WLTP", "up to 319 mi", "n/a"], "km")["high"]
    [473.0, 513.380736, None]
    """
    options = Options.of(decimal, errors, missing)
    end = find_unit(unit)
    rewrap = rewrapping(column)
    given: Any = column.to_native() if rewrap else column
    if isinstance(column, QuantityLike) and getattr(column, "ndim", False):
        each: Any = column
        given = [None if one != one else one for one in each]  # noqa: PLR0124
    distinct = distinct_of(given)
    _check_texts(distinct.values)
    new, problems = _read_all(distinct, partial(_ends, end), options)
    nothing = (None, None, None, None)
    lows, highs, bounds, cycles = zip(*(found or nothing for found in new), strict=True) if new else ((),) * 4
    ends: Mapping[str, Any] = {"low": (lows, "number"), "high": (highs, "number")}
    frame = distinct.frame({**ends, "bound": (bounds, "word"), "cycle": (cycles, "word")})
    frame = rewrap(frame) if rewrap else frame
    return (frame, problems) if errors == "report" else frame


def _read_all(
    distinct: Distinct, read: Callable[[object, Options], T], options: Options, column: object = None
) -> tuple[list[T | None], tuple[Unread, ...]]:
    """Return what each distinct value is read as, None for what is missing or refused; and the latter."""
    words = options.missing

    def one(at: int) -> T | None:
        value = distinct.values[at]
        return None if is_missing(value, words) else read(value, options)

    return _each(distinct, one, options, column)


def _each(
    distinct: Distinct, one: Callable[[int], T | None], options: Options, column: object
) -> tuple[list[T | None], tuple[Unread, ...]]:
    new: list[T | None] = []
    refused: dict[int, EvspecError] = {}
    for at in range(len(distinct.values)):
        try:
            new.append(one(at))
        except EvspecError as error:
            new.append(None)
            refused[at] = error
    if not refused or options.errors == "coerce":
        return new, ()
    rows = distinct.rows(refused)
    problems = tuple(
        Unread(column, tuple(rows[at]), distinct.values[at], str(error)) for at, error in refused.items()
    )
    if options.errors == "raise":
        raise error_of(problems, {type(error) for error in refused.values()})
    return new, problems


def _figure(value: object, own: Unit | None, unit: Unit, options: Options) -> Measure | Interval:
    """Return what a value states in a unit; in its own if it names none."""
    if isinstance(value, str):
        read = (
            measure(value, decimal=options.decimal)
            if own is None
            else measure_in(own, value, options.decimal)
        )
        return read.printed_in(unit)
    figure = operand_given(value)
    if isinstance(figure, Measure):
        return figure.printed_in(unit)
    if figure is not None:
        return figure.interval(unit)
    if not _is_number(value):
        raise WrongType(f"a figure is read from text, not from {type(value).__name__}")
    if own is None:
        raise ParseError(f"{value!r} has no unit; write a text such as '{value} km'")
    return Measure.of(value, own).to(unit)  # type: ignore[arg-type]  # of which it makes sure


def _number(own: Unit | None, unit: Unit, value: object, options: Options) -> float:
    """Return the one number that a value states in a unit."""
    shown = _figure(value, own, unit, options)
    low, bound = shown.low, shown.bound
    if bound != "exact" or low is None:
        text = shown.text if isinstance(shown, Measure) else str(shown)
        words = f"{text!r} is {bound!r} and no single number"
        raise ParseError(f"{words}; evspec.figures gives both ends and the bound", text)
    return low


def _ends(
    unit: Unit, value: object, options: Options
) -> tuple[float | None, float | None, str | None, str | None]:
    shown = _figure(value, None, unit, options)
    return shown.low, shown.high, shown.bound, shown.cycle


def _is_number(value: object) -> bool:
    return operand_given(value) is None and not isinstance(value, str) and hasattr(value, "__float__")


def _check_texts(values: Sequence[object]) -> None:
    """Refuse a column in which nothing is or may be a figure with its unit."""
    if not values or any(isinstance(value, str) or operand_given(value) is not None for value in values):
        return
    if all(map(_is_number, values)) and not any(isinstance(value, bool) for value in values):
        raise WrongType(_ONE_UNIT)
    found = sorted({type(value).__name__ for value in values})
    raise WrongType(f"a column of texts such as '514 km' is read, not one of {', '.join(found[:3])}")


def _numbers(value: object, start: Unit, end: Unit) -> object:
    try:
        return convert_column(value, conversion(start, end))
    except ZeroDivisionError:
        raise UnitError(f"0 {start.symbol} has no equivalent in {end.symbol}") from None
    except OverflowError as error:
        told = str(error)[:_LONGEST]
        raise UnitError(
            f"{told} in {start.symbol} is beyond what the floats of the result hold in {end.symbol}"
        ) from None


def _by_units(
    value: Any, unit: Any, wanted: Any, options: Options, column: object
) -> tuple[Any, tuple[Unread, ...]]:
    """Convert a column, each row from or to the unit that a column of units has for it."""
    rows = row_by_row(value)
    own, other = _units(unit, rows), _units(wanted, rows)

    def one(at: int) -> float | None:
        item = rows.values[at]
        if is_missing(item, options.missing):
            return None
        start = _unit_in(own[at], item)
        if wanted is None:
            return _number(None, start, item, options)
        end = _unit_in(other[at], item)
        if isinstance(item, str):
            return _number(start, end, item, options)
        if operand_given(item) is not None:
            raise WrongType(f"{item!r} has its own unit; give only the one that is wanted")
        return _numbers(item, start, end)  # type: ignore[return-value]  # for a number

    new, problems = _each(rows, one, options, column)
    return rows.spread(new, "number"), problems


def _units(given: Any, rows: Distinct) -> Sequence[object]:
    """Return the unit of each row, of a column of units or one for all."""
    if given is None or isinstance(given, str | Unit):
        return [given] * len(rows.values)
    rewrap = rewrapping(given)
    column = given.to_native() if rewrap else given
    units = row_by_row(column)
    if len(units.values) != len(rows.values):
        raise WrongType(f"{len(units.values)} units for {len(rows.values)} rows; give one for each row")
    own, theirs = (getattr(one, "index", None) for one in (rows.column, column))
    if own is not None and hasattr(own, "equals") and hasattr(theirs, "equals") and not own.equals(theirs):
        raise WrongType("the units have another index than the column; take both from one frame")
    return units.values


def _unit_in(given: object, item: object) -> Unit:
    """Return the unit of a row."""
    if is_missing(given):
        raise UnitError(f"{item!r} has no unit in its row")
    if not isinstance(given, str | Unit):
        raise UnitError(f"{given!r} is no unit; a column of units has texts such as 'km'")
    return find_unit(given)


def rewrapping(value: Any) -> Callable[[Any], Any] | None:
    """Return what wraps the native object of narwhals' again; None for what is not narwhals'."""
    kind = type(value)
    if library_of(kind) != "narwhals" or not hasattr(value, "to_native"):
        return None
    # the stable versions have classes of their own
    home = kind.__module__ if ".stable." in kind.__module__ else "narwhals"
    return partial(import_module(home).from_native, allow_series=True)


def expression_of_texts(value: Any, unit: Unit, wanted: Unit | None, options: Options) -> Any:
    """Return an expression of polars that reads its texts when the query runs."""
    import polars as pl

    if options.errors == "report":
        raise WrongType("an expression has no rows yet: errors='report' takes a Series")
    return value.map_batches(
        lambda texts: convert_any(texts, unit, wanted, options)[0], return_dtype=pl.Float64
    )
