"""Converting plain numbers: one factor, one reciprocal or one affine step."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from evspec.errors import UnitError

if TYPE_CHECKING:
    from evspec.units.table import Unit

__all__ = ["Conversion", "conversion"]


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
    >>> from evspec.units import unit
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
