"""`convert`: numbers, columns and published figures from one unit to another; `unpadded`: back again."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeVar, overload

from evspec.errors import UnitError, WrongType
from evspec.measures.reading import measure
from evspec.measures.view import Measure
from evspec.units import Unit, conversion, convert_column
from evspec.units import unit as find_unit

__all__ = ["convert", "unpadded"]

#: How much of a number is told in an error.
_TOLD: Final = 60

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
def convert(value: Column, own: str | Unit, wanted: str | Unit, /) -> Column: ...
def convert(
    value: object, unit: str | Unit, wanted: str | Unit | None = None, /, *, decimal: str | None = None
) -> object:
    """Convert numbers, or show a published figure in another unit.

    Parameters
    ----------
    value
        A number or a column of numbers in `unit`; or a text that `measure` reads, or a Measure. A
        column is a list or tuple, a NumPy array, a Series of pandas or polars, an Array
        or ChunkedArray of pyarrow, a DuckDB relation of one column, or an expression of polars or
        DuckDB.
    unit
        The unit of the numbers; for a text or a Measure the unit wanted.
    wanted
        The unit wanted for numbers.
    decimal
        The decimal mark of a text, "." or ","; see `measure`.

    Returns
    -------
    float, Measure or a column
        The number in the unit wanted as a float, the figure shown in it, or a new column of the
        same type. In a column floats keep their width, whole numbers become floats of 64 bits,
        missing values stay missing, names stay (also those of an expression), and a 0 that has no
        reciprocal becomes infinity, but in a list or tuple, where it is an error as it is alone.

    Raises
    ------
    UnitError
        If a unit is unknown, the kinds differ, a single 0 or one in a list is turned upside down, or a
        number is beyond what the floats of the result hold.
    ParseError
        If the text is not one figure.
    WrongType
        If the value is neither, or may have a unit of its own as the arrays of astropy and unyt do, or
        the units are too many or too few for it.

    Examples
    --------
    >>> round(convert(18.1, "kWh/100km", "mi/kWh"), 4)
    3.433
    >>> print(convert("319 mi", "km"))
    513 km
    >>> convert([100, None], "mi", "km")
    [160.9344, None]
    """
    if isinstance(value, (str, Measure)):
        if wanted is not None:
            raise WrongType("a text or a Measure has its own unit; give only the one that is wanted")
        return (measure(value, decimal=decimal) if isinstance(value, str) else value).to(unit)
    if wanted is None:
        raise WrongType("a number needs two units: the one it has and the one that is wanted")
    start, end = find_unit(unit), find_unit(wanted)
    try:
        return convert_column(value, conversion(start, end))
    except ZeroDivisionError:
        raise UnitError(f"0 {start.symbol} has no equivalent in {end.symbol}") from None
    except OverflowError as error:
        told = str(error)[:_TOLD]
        raise UnitError(
            f"{told} in {start.symbol} is beyond what the floats of the result hold in {end.symbol}"
        ) from None


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
