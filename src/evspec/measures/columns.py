"""Columns of texts that people typed, each distinct one read once, and columns with a column of units."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias, TypeVar, overload

from attrs import frozen

from evspec.errors import EvspecError, ParseError, UnitError, WrongType, check_option, is_several
from evspec.measures.distinct import Distinct, distinct_of, row_by_row
from evspec.measures.missing import MISSING, is_missing
from evspec.measures.reading import measure
from evspec.measures.view import Measure
from evspec.units import QuantityLike, Unit, conversion, convert_column, library_of
from evspec.units import unit as find_unit

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["HINT", "IN_COLUMNS", "Errors", "Options", "Unread", "convert_any", "figures", "rewrapping"]

#: What to do with a text that is no figure.
Errors: TypeAlias = Literal["raise", "coerce", "report"]
#: What stands for nothing in a column: also that somebody wrote that it is not known.
IN_COLUMNS: Final = (*MISSING, "unknown")
#: What an error says of what a caller can do about texts that are no figures.
HINT: Final = " (errors='coerce' leaves out what cannot be read, errors='report' lists it)"
_ONE_UNIT: Final = "a number needs two units: the one it has and the one that is wanted"
#: How many texts that cannot be read an error tells, and how many rows of each.
_TOLD: Final = 3
#: How much of a number or a text is told in an error.
_LONGEST: Final = 60

T = TypeVar("T")


class Unread(NamedTuple):
    """A text of a column that is no figure, and why.

    Attributes
    ----------
    column
        The name of the column in its frame, None for one that was given by itself.
    rows
        The rows in which it stands: labels of the index in pandas, elsewhere counted from 0.
    text
        What stands there.
    why
        What was found and what would be right.
    """

    column: object
    rows: tuple[object, ...]
    text: object
    why: str

    def __str__(self) -> str:
        shown = ", ".join(map(repr, self.rows[:_TOLD]))
        more = f" and {len(self.rows) - _TOLD} more" if len(self.rows) > _TOLD else ""
        place = f"row{'s' * (len(self.rows) > 1)} {shown}{more}"
        place = place if self.column is None else f"column {self.column!r}, {place}"
        return f"{place}: {self.why}"


@frozen
class Options:
    """How the texts of a column are read.

    Attributes
    ----------
    decimal
        The decimal mark; see `measure`.
    errors
        What becomes of what cannot be read.
    missing
        The texts that stand for nothing.
    """

    decimal: str | None = None
    errors: Errors = "raise"
    missing: Sequence[str] = IN_COLUMNS

    @classmethod
    def of(cls, decimal: str | None, errors: str, missing: Iterable[str] | None) -> Options:
        """Return the options that a caller gave, None for the words of a column."""
        check_option("errors", errors, ("raise", "coerce", "report"))
        words = IN_COLUMNS if missing is None else missing
        if not is_several(words):
            raise WrongType(f"missing is a list of texts that stand for nothing, not {type(words).__name__}")
        words = tuple(words)
        if not all(isinstance(word, str) for word in words):
            raise WrongType("missing is a list of texts that stand for nothing; None and NaN always do")
        return cls(decimal, errors, words)  # type: ignore[arg-type]  # which was checked


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
        raise WrongType(f"a unit for each column is for a DataFrame, not for {type(value).__name__}")
    if not all(one is None or isinstance(one, str | Unit) for one in (unit, wanted)):
        return _by_units(value, unit, wanted, options, column)
    if wanted is not None:
        return _numbers(value, find_unit(unit), find_unit(wanted)), ()
    if _is_number(value) and not hasattr(value, "__len__"):
        raise WrongType(_ONE_UNIT)
    end = find_unit(unit)
    if type(value).__name__ == "Expr" and library_of(type(value)) == "polars":
        return _expression(value, end, options), ()
    distinct = distinct_of(value)
    new, problems = _read_all(distinct, partial(_number, end), options, column)
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
        Texts that `measure` reads, Measures and missing values: a Series of pandas, polars or narwhals,
        an array of pyarrow or NumPy, a list or tuple. Each distinct text is read once.
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
    distinct = distinct_of(column.to_native() if rewrap else column)
    new, problems = _read_all(distinct, partial(_figure, end), options)
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
    _check_texts(distinct.values)
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
        raise _error_of(problems, {type(error) for error in refused.values()})
    return new, problems


def _error_of(problems: Sequence[Unread], kinds: Collection[type[EvspecError]]) -> EvspecError:
    """Return one error that tells of all problems: the first ones, and how many there are."""
    told = "; ".join(map(str, problems[:_TOLD]))
    more = f"; and {len(problems) - _TOLD} more texts" if len(problems) > _TOLD else ""
    kind = UnitError if all(issubclass(one, UnitError) for one in kinds) else ParseError
    return kind(f"{told}{more}{HINT}")


def _measure(value: object, options: Options) -> Measure:
    if isinstance(value, str):
        return measure(value, decimal=options.decimal)
    if isinstance(value, Measure):
        return value
    if isinstance(value, QuantityLike):
        return Measure.of(value)
    if _is_number(value):
        raise ParseError(f"{value!r} has no unit; write a text such as '{value} km'")
    raise WrongType(f"a figure is read from text, not from {type(value).__name__}")


def _number(unit: Unit, value: object, options: Options) -> float:
    """Return the one number that a text states in a unit."""
    shown = _measure(value, options).printed_in(unit)
    low, bound = shown.low, shown.bound
    if bound != "exact" or low is None:
        words = f"{shown.text!r} is {bound!r} and no single number"
        raise ParseError(f"{words}; evspec.figures gives both ends and the bound", shown.text)
    return low


def _figure(
    unit: Unit, value: object, options: Options
) -> tuple[float | None, float | None, str | None, str | None]:
    shown = _measure(value, options).printed_in(unit)
    return *shown.ends, shown.bound, shown.cycle


def _is_number(value: object) -> bool:
    return not isinstance(value, str | Measure | QuantityLike) and hasattr(value, "__float__")


def _check_texts(values: Sequence[object]) -> None:
    """Refuse a column in which nothing is or may be a figure with its unit."""
    if not values or any(isinstance(value, str | Measure | QuantityLike) for value in values):
        return
    if all(map(_is_number, values)) and not any(isinstance(value, bool) for value in values):
        raise WrongType(_ONE_UNIT)
    found = sorted({type(value).__name__ for value in values})
    raise WrongType(f"a column of texts such as '514 km' is read, not one of {', '.join(found[:_TOLD])}")


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
            return _number(start, item, options)
        if isinstance(item, str | Measure | QuantityLike):
            raise WrongType(f"{item!r} has its own unit; give only the one that is wanted")
        return _numbers(item, start, _unit_in(other[at], item))  # type: ignore[return-value]  # for a number

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


def _expression(value: Any, unit: Unit, options: Options) -> Any:
    """Return an expression of polars that reads its texts when the query runs."""
    import polars as pl

    if options.errors == "report":
        raise WrongType("an expression has no rows yet: errors='report' takes a Series")
    return value.map_batches(
        lambda texts: convert_any(texts, unit, None, options)[0], return_dtype=pl.Float64
    )
