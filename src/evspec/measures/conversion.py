"""`convert`: numbers and published figures from one unit to another."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import overload

from evspec.errors import UnitError
from evspec.measures.reading import measure
from evspec.measures.view import Measure
from evspec.units import Unit, conversion, unit

__all__ = ["convert"]


@overload
def convert(value: float | Decimal | Fraction, from_: str | Unit, to: str | Unit) -> float: ...
@overload
def convert(value: str | Measure, from_: str | Unit) -> Measure: ...
def convert(
    value: float | Decimal | Fraction | str | Measure,
    from_: str | Unit,
    to: str | Unit | None = None,
) -> float | Measure:
    """Convert a number, or show a published figure in another unit.

    Parameters
    ----------
    value
        A number in the unit `from_`; or a text that `measure` reads, or a Measure.
    from_
        The number's unit; for a text or a Measure the unit wanted.
    to
        The unit wanted for a number.

    Returns
    -------
    float or Measure
        The number in the unit wanted, or the figure shown in it.

    Raises
    ------
    UnitError
        If a unit is unknown, the kinds differ, or 0 is turned upside down.
    ParseError
        If the text is not one figure.

    Examples
    --------
    >>> round(convert(18.1, "kWh/100km", "mi/kWh"), 4)
    3.433
    >>> print(convert("319 mi", "km"))
    513 km
    """
    if isinstance(value, (str, Measure)):
        if to is not None:
            raise TypeError("a text or a Measure has its own unit; give only the one that is wanted")
        return (measure(value) if isinstance(value, str) else value).to(from_)
    if to is None:
        raise TypeError("a number needs two units: the one it has and the one that is wanted")
    if isinstance(value, bool):
        raise TypeError("True and False are no numbers with a unit")
    if isinstance(value, (Decimal, Fraction)):
        value = float(value)
    start, end = unit(from_), unit(to)
    try:
        return conversion(start, end).apply(value)
    except ZeroDivisionError:
        raise UnitError(f"0 {start.symbol} has no equivalent in {end.symbol}") from None
