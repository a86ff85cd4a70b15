"""`convert`: numbers, columns and published figures from one unit to another; `unpadded`: back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar, overload

from evspec.errors import WrongType
from evspec.measures.given import figure_given
from evspec.measures.reading import measure
from evspec.measures.view import Measure
from evspec.units import Unit

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from evspec.measures.columns import Errors, Unread

    #: One unit for all rows, or a column of units.
    RowUnits: TypeAlias = str | Unit | Sequence[Any] | pd.Series[Any] | pl.Series
    #: The same, or of a DataFrame such a one for each of some columns.
    Units: TypeAlias = RowUnits | Mapping[Any, Any]

__all__ = ["convert", "unpadded"]

Column = TypeVar("Column")
Number = TypeVar("Number", bound=float | Decimal | Fraction)


@overload
def convert(value: float | Decimal | Fraction, own: str | Unit, wanted: str | Unit, /) -> float: ...
@overload
def convert(value: str | Measure, wanted: str | Unit, /, *, decimal: str | None = None) -> Measure: ...
@overload
def convert(value: list[Number], own: str | Unit, wanted: str | Unit, /) -> list[float]: ...
@overload
def convert(value: tuple[Number, ...], own: str | Unit, wanted: str | Unit, /) -> tuple[float, ...]: ...
@overload
def convert(
    value: list[Any],
    wanted: str | Unit,
    /,
    *,
    decimal: str | None = None,
    errors: Literal["raise", "coerce"] = "raise",
    missing: Iterable[str] | None = None,
) -> list[float | None]: ...
@overload
def convert(
    value: tuple[Any, ...],
    wanted: str | Unit,
    /,
    *,
    decimal: str | None = None,
    errors: Literal["raise", "coerce"] = "raise",
    missing: Iterable[str] | None = None,
) -> tuple[float | None, ...]: ...
@overload
def convert(
    value: Column,
    unit: Units,
    wanted: Units | None = None,
    /,
    *,
    decimal: str | None = None,
    errors: Literal["raise", "coerce"] = "raise",
    missing: Iterable[str] | None = None,
) -> Column: ...
@overload
def convert(
    value: Column,
    unit: Units,
    wanted: Units | None = None,
    /,
    *,
    decimal: str | None = None,
    errors: Literal["report"],
    missing: Iterable[str] | None = None,
) -> tuple[Column, tuple[Unread, ...]]: ...
def convert(
    value: object,
    unit: Units,
    wanted: Units | None = None,
    /,
    *,
    decimal: str | None = None,
    errors: Errors = "raise",
    missing: Iterable[str] | None = None,
) -> object:
    """Convert numbers, or show published figures in another unit.

    Parameters
    ----------
    value
        A number, a column of numbers or a DataFrame of them in `unit`; or a text that `measure` reads,
        a Measure or a Quantity, a column of such or a DataFrame of such columns. A column is a list
        or tuple, a NumPy
        array, a Series of pandas, polars or narwhals, an Array or ChunkedArray of pyarrow, or an
        expression of polars; of numbers also a DuckDB relation of one column or an expression of DuckDB.
        A DataFrame is one of pandas, polars or narwhals, a LazyFrame of polars or a Table of pyarrow.
    unit
        The unit of the numbers; of texts and Measures the unit wanted. Of a column a column of units, one
        for each row, will do; of a DataFrame a mapping from names of columns to one or the other, by
        which the other columns stay as they are.
    wanted
        The unit wanted for numbers, in the same forms.
    decimal
        The decimal mark of texts, "." or ","; see `measure`.
    errors
        Of columns: what becomes of a text that is no single number. "raise" an error that names rows and
        texts, "coerce" to a missing value, or "report": the missing values, and beside the column a tuple
        of `Unread` that says which rows, which text and why. A bound or a span is no single number;
        `figures` reads both ends.
    missing
        Of columns: the texts that stand for a missing value, whatever their case, as None, NaN, NaT and
        NA always do. By default those such as "", "-", "n/a", "tbd" and "unknown".

    Returns
    -------
    float, Measure, a column or a DataFrame
        The number in the unit wanted as a float, the figure shown in it, or a new column of the
        same type. In a column floats keep their width, whole numbers become floats of 64 bits,
        missing values stay missing, names stay (also those of an expression), and a 0 that has no
        reciprocal becomes infinity, but in a list or tuple, where it is an error as it is alone. Of texts
        it holds floats of 64 bits, as printed in the unit if they were. With ``errors="report"`` a pair.

    Raises
    ------
    UnitError
        If a unit is unknown, the kinds differ, a single 0 or one in a list is turned upside down, or a
        number is beyond what the floats of the result hold.
    ParseError
        If a text is not one figure.
    EvspecError
        If a DataFrame has no such column.
    WrongType
        If the value is none of these, or may have a unit of its own as the arrays of astropy and unyt do,
        or the units are too many or too few for it.

    Examples
    --------
    >>> round(convert(18.1, "kWh/100km", "mi/kWh"), 4)
    3.433
    >>> print(convert("319 mi", "km"))
    513 km
    >>> convert([100, None], "mi", "km")
    [160.9344, None]
    >>> convert(["319 mi", "514 km", "n/a"], "km")
    [513.380736, 514.0, None]
    >>> convert(["319 mi", "514"], "km", errors="report")[1][0].rows
    (1,)
    """
    if wanted is None and getattr(value, "ndim", 0) == 0:
        value = figure_given(value) or value
    if isinstance(value, (str, Measure)):
        if wanted is not None:
            raise WrongType("a text or a Measure has its own unit; give only the one that is wanted")
        if errors != "raise" or missing is not None:
            raise WrongType("errors and missing are for columns; a single text is read or refused")
        if not isinstance(unit, (str, Unit)):
            raise WrongType(f"a text or a Measure takes one unit, not {type(unit).__name__}")
        return (measure(value, decimal=decimal) if isinstance(value, str) else value).to(unit)
    from evspec.measures import columns, frames

    options = columns.Options.of(decimal, errors, missing)
    way = frames.convert_frame if frames.is_frame(value) else columns.convert_any
    made, problems = way(value, unit, wanted, options)
    return (made, problems) if errors == "report" else made


def unpadded(shown: Measure) -> Measure:
    """Return a figure in a larger unit if, in the one that is shown, zeros would pad what it left open.

    4.73 m, good to a centimeter, is not 4,730 mm. It goes back to its own unit if that has the same
    digits, else to a larger one of the reader's, and if that would be padded too, to its own all the
    same. Between the two ends of a kind it stays as it is shown, since there the greater is the lesser.

    Examples
    --------
    >>> print(unpadded(measure("4.73 m").to("mm")), unpadded(measure("4.73 m").to("in")), sep=", ")
    4.73 m, 186 in
    >>> print(unpadded(measure("66 ft³").to("L")), unpadded(measure("2.1 t").to("lb")), sep=", ")
    1.87 m³, 2.1 t
    """
    if not _is_padded(shown):
        return shown
    own, unit = shown.printings[0], shown.unit_definition
    if own.unit_definition.inverted != unit.inverted:
        return shown
    ratio = own.unit_definition.factor / unit.factor
    has_same_digits = ratio.denominator == 1 and str(ratio.numerator).strip("0") == "1"
    if not has_same_digits and unit.symbol in _LARGER:
        larger = shown.to(_LARGER[unit.symbol])
        if not _is_padded(larger):
            return larger
    return own


#: The next larger unit of a reader who has a smaller one in a table.
_LARGER: Final = {
    "mm": "m", "cm": "m", "in": "ft", "L": "m³", "kg": "t", "kW": "MW", "kWh": "MWh", "s": "min", "min": "h",
}  # fmt: skip


def _is_padded(shown: Measure) -> bool:
    return shown.step > 1 and not shown.was_printed_in(shown.unit)
