"""Columns of numbers that print one quantity: where they are two figures, as in `datasets.agreement`."""

from __future__ import annotations

from functools import reduce
from math import inf
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from evspec.datasets.agreement import NEAR
from evspec.frames.converting import converted
from evspec.frames.engines import narwhals
from evspec.measures import ABOUT
from evspec.measures.figures import ONE_SIDED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evspec.units import Conversion

__all__ = ["Printing", "unlike"]

#: Numbers with more decimals are told apart by their share alone.
_DECIMALS: Final = 8
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
    """

    printed: Any
    value: Any
    step: Conversion

    def window(self, bound: str, keep: Callable[[Any], Any]) -> tuple[Any, Any]:
        """Return between which numbers those lie that are rounded to the printed ones."""
        nw = narwhals()
        half = nw.lit(0.5 * 10.0**-_DECIMALS)
        for decimals in reversed(range(_DECIMALS)):
            is_whole = self.printed.round(decimals) == self.printed
            half = nw.when(is_whole).then(nw.lit(0.5 * 10.0**-decimals)).otherwise(half)
        half = keep(half)
        if bound == "about":
            tenth = self.printed / ABOUT
            half = nw.when(tenth > half).then(tenth).otherwise(half)
        least, most = self.printed - half, self.printed + half
        low, high = converted(least, self.step), keep(converted(most, self.step))
        if not self.step.reciprocal:
            return keep(low), high
        # what may be 0 or less has no reciprocal that bounds it
        return high, keep(nw.when(least <= 0).then(nw.lit(inf)).otherwise(low))


def unlike(printings: Sequence[Printing], bound: str, keep: Callable[[Any], Any]) -> Any:
    """Return a column that tells in which rows a printing is unlike the first one there.

    Parameters
    ----------
    printings
        The columns.
    bound
        What is said of all their numbers, such as "at most".
    keep
        Makes a column of an expression, so that what is asked for again and again is worked out once.
    """
    nw = narwhals()
    seen, *others = [(one.value, *one.window(bound, keep)) for one in printings]
    is_apart = []
    for own in others:
        (ours, low, high), (theirs, first, last) = seen, own
        # told without "not", since what is missing is neither apart nor near
        found = (low >= last * (1 - _SLACK)) | (first >= high * (1 - _SLACK))
        if bound not in ONE_SIDED:
            beyond = 1 + NEAR + _SLACK
            found = found & ((ours > theirs * beyond) | (theirs > ours * beyond))
        is_apart.append(found.fill_null(value=False))
        seen = (nw.coalesce(ours, theirs), nw.coalesce(low, first), nw.coalesce(high, last))
    return keep(reduce(or_, is_apart))
