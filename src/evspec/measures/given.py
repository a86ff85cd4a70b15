"""A figure as a program has it: a Measure, what was computed, a claim, or a quantity of another library."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from evspec.measures.interval import Operand
from evspec.measures.view import Measure
from evspec.units import is_quantity

if TYPE_CHECKING:
    from evspec.units import QuantityLike

__all__ = ["figure_given", "operand_given"]


def figure_given(given: object) -> Measure | None:
    """Return the figure that a caller gives as one, None if it is anything else, such as a text.

    Parameters
    ----------
    given
        A Measure, or a Quantity of pint or astropy that is one number.
    """
    if isinstance(given, Measure):
        return given
    is_one = not isinstance(given, str | int | float) and is_quantity(given)
    return Measure.of(cast("QuantityLike", given)) if is_one else None


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
