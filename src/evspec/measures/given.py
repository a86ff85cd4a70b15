"""A figure as a program has it: a Measure, what was computed, a claim, or a quantity of another library."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from evspec.errors import ParseError
from evspec.measures.interval import Operand
from evspec.measures.view import Measure
from evspec.units import Unit, is_quantity, unit_named

if TYPE_CHECKING:
    from evspec.units import QuantityLike

__all__ = ["figure_given", "operand_given"]


def figure_given(given: object) -> Measure | None:
    """Return the figure that a caller gives as one, None if it is anything else, such as a text.

    Parameters
    ----------
    given
        A Measure; a Span or an Interval that is one as it stands; or a Quantity of pint or astropy that is
        one number.

    Raises
    ------
    ParseError
        If it is an Interval or a Span that no figure says exactly.
    """
    if isinstance(given, Measure):
        return given
    if isinstance(given, Operand):
        return _said(given)
    is_one = not isinstance(given, str | int | float) and is_quantity(given)
    return Measure.of(cast("QuantityLike", given)) if is_one else None


def _said(worked_out: Operand) -> Measure:
    """Return the figure that says exactly what was worked out.

    "230 kW" is one, 49.92 kWh that are good to 0.1 kWh only are none, nor is what costs "EUR/100 km".
    """
    lies = worked_out.interval()
    unit = unit_named(lies.unit)
    ends = [end for end in (lies.lower, lies.upper) if end is not None]
    bound = lies.bound
    if not isinstance(unit, Unit):
        why = f"{unit.symbol!r} is put together and no unit of a figure"
    elif bound == "open" or (bound == "between" and any(end.strict or end.about for end in ends)):
        why = "its ends are open, left out or only about a number"
    elif lies.signed and unit.offset:
        why = f"a difference in {unit.symbol!r} is no temperature"
    else:
        step = Fraction(10) ** lies.power
        numbers = [Fraction(*end.value) / step for end in ends]
        if all(number.denominator == 1 for number in numbers):
            digits = [Decimal(int(number)).scaleb(lies.power) for number in numbers]
            value = digits[0] if bound != "between" else (digits[0], digits[1])
            made = Measure.of(value, unit, bound=bound, cycle=lies.cycle)
            return made.with_basis(lies.basis) if lies.basis else made
        why = f"it is good to fewer digits; write {str(abs(lies))!r} if that is what is meant"
    raise ParseError(f"{worked_out!r} is no figure: {why}")


def operand_given(given: object) -> Operand | None:
    """Return what a caller gives that lies between two numbers of a unit, None if it is anything else.

    Parameters
    ----------
    given
        A Measure, Span or Interval; what has one for its value, as a claim has; or a Quantity of pint or
        astropy that is one number.
    """
    if isinstance(given, Operand):
        return given
    value = getattr(given, "value", None)
    return value if isinstance(value, Operand) else figure_given(given)
