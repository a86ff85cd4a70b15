"""Columns of numbers that print one quantity: where they are two figures, as in `datasets.agreement`."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from evspec.datasets.agreement import NEAR
from evspec.frames.converting import converted
from evspec.frames.engines import narwhals
from evspec.measures import ABOUT
from evspec.measures.figures import ONE_SIDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.units import Conversion

__all__ = ["Printing", "unlike"]

#: Numbers with more decimals are told apart by their share alone.
_DECIMALS: Final = 6
#: Floats that are one number differ by less.
_SLACK: Final = 1e-9


@frozen(eq=False)
class Printing:
    """A column of numbers that prints a quantity.

    Attributes
    ----------
    printed, value
        The expressions of the numbers as printed, and in the unit of the quantity; missing where they say
        nothing.
    step
        What is done to the one to get the other.
    bound
        What is said of all of them, such as "at most".
    """

    printed: Any
    value: Any
    step: Conversion
    bound: str

    def window(self) -> tuple[Any, Any]:
        """Return between which numbers those lie that are rounded to the printed ones."""
        nw = narwhals()
        half = nw.lit(0.5 * 10.0**-_DECIMALS)
        for decimals in reversed(range(_DECIMALS)):
            is_whole = self.printed.round(decimals) == self.printed
            half = nw.when(is_whole).then(nw.lit(0.5 * 10.0**-decimals)).otherwise(half)
        if self.bound == "about":
            tenth = self.printed / ABOUT
            half = nw.when(tenth > half).then(tenth).otherwise(half)
        ends = converted(self.printed - half, self.step), converted(self.printed + half, self.step)
        return ends[::-1] if self.step.reciprocal else ends


def unlike(printings: Sequence[Printing]) -> Any:
    """Return an expression that tells in which rows a printing is unlike the first one there."""
    nw = narwhals()
    first, *others = printings
    seen = (first.value, *first.window())
    is_apart = []
    for one in others:
        own = (one.value, *one.window())
        is_apart.append(_are_apart(seen, own, first.bound, one.bound))
        seen = tuple(nw.coalesce(*pair) for pair in zip(seen, own, strict=True))
    return reduce(or_, is_apart)


def _are_apart(one: Sequence[Any], other: Sequence[Any], bound: str, other_bound: str) -> Any:
    (ours, low, high), (theirs, first, last) = one, other
    # told without "not", since nothing is neither apart nor near, and NaN of pandas no less
    beyond_rounding = (low >= last * (1 - _SLACK)) | (first >= high * (1 - _SLACK))
    beyond_share = (ours > theirs * (1 + NEAR + _SLACK)) | (theirs > ours * (1 + NEAR + _SLACK))
    if ONE_SIDED.get(bound) != ONE_SIDED.get(other_bound):
        # an end is open here and not there
        found = ~(ours.is_null() | theirs.is_null())
    else:
        found = beyond_rounding if bound in ONE_SIDED else beyond_rounding & beyond_share
    return found.fill_null(value=False)
