"""`convert`: numbers, columns and published figures from one unit to another; `unpadded`: back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, TypeVar, overload

from evspec.errors import WrongType
from evspec.measures.given import operand_given
from evspec.measures.interval import Operand
from evspec.measures.reading import measure, measure_in
from evspec.units import QuantityLike, Unit, converted_quantity
from evspec.units import unit as find_unit

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from evspec.measures.unread import Errors, Unread
    from evspec.measures.view import Measure

    #: One unit for all rows, or a column of units.
    RowUnits: TypeAlias = str | Unit | Sequence[Any] | pd.Series[Any] | pl.Series
    #: The same, or of a DataFrame such a one for each of some columns.
    Units: TypeAlias = RowUnits | Mapping[Any, Any]

__all__ = ["convert", "unpadded"]

Column = TypeVar("Column")
Number = TypeVar("Number", bound=float | Decimal | Fraction)
#: A Measure, a Span or an Interval.
Figure = TypeVar("Figure", bound=Operand)
Held_co = TypeVar("Held_co", covariant=True)


class Holder(Protocol[Held_co]):
    """What says a figure, as a claim does."""

    @property
    def value(self) -> Held_co:
        """The figure."""


@overload
def convert(value: float | Decimal | Fraction, own: str | Unit, wanted: str | Unit, /) -> float: ...
@overload
def convert(
    value: str, unit: str | Unit, wanted: str | Unit | None = None, /, *, decimal: str | None = None
) -> Measure: ...
@overload
def convert(value: Figure, wanted: str | Unit, /) -> Figure: ...
@overload
def convert(value: Holder[Held_co], wanted: str | Unit, /) -> Held_co: ...
@overload
def convert(value: list[Number], own: str | Unit, wanted: str | Unit, /) -> list[float]: ...
@overload
def convert(value: tuple[Number, ...], own: str | Unit, wanted: str | Unit, /) -> tuple[float, ...]: ...
@overload
def convert(
    value: list[Any],
    unit: str | Unit,
    wanted: str | Unit | None = None,
    /,
    *,
    decimal: str | None = None,
    errors: Literal["raise", "coerce"] = "raise",
    missing: Iterable[str] | None = None,
) -> list[float | None]: ...
@overload
def convert(
    value: tuple[Any, ...],
    unit: str | Unit,
    wanted: str | Unit | None = None,
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
        a Measure, Span, Interval, Claim or Quantity, a column of such or a DataFrame of such columns. A
        column is a list or tuple, a NumPy array, a Series of pandas, polars or narwhals, an Array or
        ChunkedArray of pyarrow, an array of pint, or an expression of polars; of numbers also a DuckDB
        relation of one column or an expression of DuckDB. A DataFrame is one of pandas, polars or
        narwhals, a LazyFrame of polars or a Table of pyarrow. Numbers may be texts without a unit,
        "319"; a text that names a unit keeps that one. An expression with two units is one of numbers.
    unit
        The unit of the numbers; of texts and figures that have units of their own, the unit wanted. Of a
        column a column of units, one for each row, will do; of a DataFrame a mapping from names of
        columns to one or the other, by which the other columns stay as they are.
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
    float, Measure, Span, Interval, a column or a DataFrame
        The number in the unit wanted as a float, the figure shown in it (of a claim, that of its value),
        or a new column of the same type. In a column floats keep their width, whole numbers become
        floats of 64 bits, missing values stay missing, names stay (also those of an expression), and a 0
        that has no reciprocal becomes infinity, but in a list or tuple, where it is an error as it is
        alone. Of texts
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
    >>> convert(["319", "514 km", "n/a"], "mi", "km")
    [513.380736, 514.0, None]
    >>> convert(["319 mi", "514"], "km", errors="report")[1][0].rows
    (1,)
    """
    if wanted is None and getattr(value, "ndim", 0) == 0:
        value = operand_given(value) or value
    if isinstance(value, (str, Operand)):
        if errors != "raise" or missing is not None:
            raise WrongType("errors and missing are for columns; a single text is read or refused")
        for one in (unit, unit if wanted is None else wanted):
            if not isinstance(one, (str, Unit)):
                raise WrongType(f"a text or a figure takes one unit, not {type(one).__name__}")
        return _figure(value, unit, wanted, decimal)
    if wanted is None and isinstance(unit, (str, Unit)) and isinstance(value, QuantityLike):
        return converted_quantity(value, find_unit(unit))
    from evspec.measures import columns, frames, unread

    options = unread.Options.of(decimal, errors, missing)
    way = frames.convert_frame if frames.is_frame(value) else columns.convert_any
    made, problems = way(value, unit, wanted, options)
    return (made, problems) if errors == "report" else made


def _figure(value: str | Operand, unit: Any, wanted: Any, decimal: str | None) -> Operand:
    """Return a text or a figure in a unit; of two units the first is that of a text that names none."""
    if isinstance(value, str):
        value = measure(value, decimal=decimal) if wanted is None else measure_in(unit, value, decimal)
    elif wanted is not None:
        raise WrongType("a figure has its own unit; give only the one that is wanted")
    return value.to(unit if wanted is None else wanted)


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
    return not shown.was_printed_in(shown.unit_definition) and shown.step > 1
