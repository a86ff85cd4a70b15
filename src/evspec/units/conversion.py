"""Converting plain numbers: one factor, one reciprocal or one affine step."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from evspec.errors import UnitError
from evspec.units.spelling import unit

if TYPE_CHECKING:
    from evspec.units.vocabulary import Unit

__all__ = ["Conversion", "conversion", "convert"]


class Conversion(NamedTuple):
    """How a number in one unit becomes the number in another.

    Attributes
    ----------
    scale
        What is multiplied, or divided by the number if `reciprocal`; rounded once from the exact
        factor.
    shift
        What is added after that (temperature), else 0.
    reciprocal
        Whether the units are opposite ends of their kind.
    """

    scale: float
    shift: float
    reciprocal: bool

    def apply(self, value: float) -> float:
        """Return the converted number; anything that computes with a float will do."""
        if self.reciprocal:
            return self.scale / value
        # Adding 0 would cost an array of ten million numbers a second pass.
        return value * self.scale + self.shift if self.shift else value * self.scale


@cache
def conversion(source: Unit, target: Unit) -> Conversion:
    """Return the conversion between two units.

    Raises
    ------
    UnitError
        If they measure different kinds.

    Examples
    --------
    >>> conversion(unit("mi"), unit("km"))
    Conversion(scale=1.609344, shift=0.0, reciprocal=False)
    """
    if source.kind != target.kind:
        raise UnitError(
            f"cannot convert {source.symbol!r} ({source.kind}) to {target.symbol!r} ({target.kind})"
        )
    ratio = source.factor / target.factor
    return Conversion(
        scale=float(1 / ratio if target.inverted else ratio),
        shift=float((source.offset - target.offset) / target.factor),
        reciprocal=source.inverted != target.inverted,
    )


def convert(value: float, from_: str | Unit, to: str | Unit) -> float:
    """Convert a number.

    Parameters
    ----------
    value
        The number in the unit `from_`.
    from_, to
        Units of one kind, or their spellings.

    Returns
    -------
    float
        The number in the unit `to`.

    Raises
    ------
    UnitError
        If a unit is unknown, the kinds differ, or a 0 has no reciprocal.

    Examples
    --------
    >>> round(convert(319, "mi", "km"), 6)
    513.380736
    >>> convert(20, "°C", "°F")
    68.0
    """
    start, end = unit(from_), unit(to)
    try:
        return conversion(start, end).apply(value)
    except ZeroDivisionError:
        raise UnitError(f"0 {start.symbol} has no equivalent in {end.symbol}") from None
