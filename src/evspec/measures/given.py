"""A figure as a program has it: a Measure, or a quantity of another library."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from evspec.measures.view import Measure
from evspec.units import is_quantity

if TYPE_CHECKING:
    from evspec.units import QuantityLike

__all__ = ["figure_given"]


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
