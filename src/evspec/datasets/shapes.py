"""Figures that need not be made yet: of plain numbers it is known what their line says, and that it can.

The claims on a vehicle are made when it is asked for. Until then a number that differs from one that was read
in nothing but its digits is kept as its digits.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.datasets.agreement import NEAR, share_apart, unlike_in_words
from evspec.datasets.sheets import MISSING
from evspec.measures import Measure
from evspec.units import conversion, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evspec.claims import Statement
    from evspec.crosswalks import Line, Template
    from evspec.units import Conversion
    from evspec.values import Value

__all__ = ["PLAIN", "Apart", "Later", "Pair", "Shape", "halves_of", "numbers_of", "printings_of"]

#: Tell numbers above 0 that every way of reading takes for the same, by the decimal mark: of at most nine
#: characters, and without a mark that is told none that may be one of thousands.
PLAIN: Final = {
    mark: re.compile(rf"[1-9][0-9]{{0,5}}(?:{sign}[0-9]{{1,2}})?{more}", re.ASCII).fullmatch
    for mark, sign, more in (
        (None, r"\.", ""),
        (".", r"\.", r"|[1-9][0-9]{0,3}\.[0-9]{3,4}"),
        (",", ",", "|[1-9][0-9]{0,3},[0-9]{3,4}"),
    )
}
#: Two printings in one cell, and what stands behind them.
_BOTH: Final = re.compile(r"(?P<one>[^()]*[^()\s])\s*\((?P<other>[^()]+)\)(?P<rest>[^()]*)")
#: Half a step of the last of so many decimals.
_HALVES: Final = (0.5, 0.05, 0.005, 0.0005, 0.00005)
#: How near to the edge of its rounding a number is looked at exactly.
_EDGE: Final = 1e-9


def numbers_of(line: Line, places: Mapping[str, int]) -> tuple[int, ...]:
    """Return the places of the cells of which numbers are read as one figure, none if they may be more."""
    holes, spec = line.value.holes, line.spec
    if spec.value_type is not None or spec.kind in {"count", "number"} or not 0 < len(holes) < 3:
        return ()
    others = [hole for text in line.templates[1:] for hole in text.holes]
    others += [condition.column for condition in line.when]
    is_apart = len({*holes}) == len(holes) and not {*holes} & {*others}
    return tuple(places[hole] for hole in holes) if is_apart and line.value.has_own_unit else ()


def halves_of(template: Template, cells: Sequence[str]) -> list[str]:
    """Return the two texts of a pair of printings, in two cells or in one; none if there are no two."""
    if len(cells) == 2 and all(cells):
        return [template.fill([cells[0], MISSING]), template.fill([MISSING, cells[1]])]
    both = _BOTH.fullmatch(cells[0]) if len(cells) == 1 else None
    return [template.fill([both[name] + both["rest"]]) for name in ("one", "other")] if both else []


def printings_of(figure: object, numbers: Sequence[str]) -> Sequence[Measure]:
    """Return the printings of a figure if these are plain numbers, each in its place; else none."""
    if not isinstance(figure, Measure) or (len(numbers) > 1 and figure.bound != "exact"):
        return ()
    found = figure.printings
    told = [one.magnitude for one in found]
    return found if told == [float(number.replace(",", ".")) for number in numbers] else ()


@frozen
class Pair:
    """Two printings of one figure, in two units.

    Attributes
    ----------
    step
        From the first unit to the second.
    """

    step: Conversion

    @classmethod
    def of(cls, printings: Sequence[Measure]) -> Pair:
        """Return that of the units of two printings."""
        first, second = (unit(one.unit) for one in printings)
        return cls(conversion(first, second))

    def relation(self, first: str, second: str) -> str:
        """Tell whether two plain numbers are surely "one" figure within their rounding or surely "two"."""
        (ours, half), (theirs, other) = _rounded(first), _rounded(second)
        step = self.step.apply
        low, high = step(ours - half), step(ours + half)
        if low > high:
            low, high = high, low
        gap = _EDGE * theirs
        if low + gap < theirs + other and theirs - other + gap < high:
            return "one"
        share = step(ours) / theirs
        is_apart = low - gap > theirs + other or theirs - other - gap > high
        return "two" if is_apart and max(share, 1 / share) > 1 + NEAR + _EDGE else ""


def _rounded(number: str) -> tuple[float, float]:
    """Return a number and half the step of its last digit."""
    plain = number.replace(",", ".")
    return float(plain), _HALVES[len(plain) - plain.find(".") - 1 if "." in plain else 0]


class Apart:
    """Two printings of one figure that disagree.

    Parameters
    ----------
    two
        Returns both of them.
    """

    def __init__(self, two: Callable[[], tuple[Value, Value]]) -> None:
        self._two = two

    @cached_property
    def words(self) -> str:
        """How it reads that they do."""
        return unlike_in_words(*self._two())

    @cached_property
    def share(self) -> float:
        """By which share they differ."""
        return share_apart(*self._two())


@frozen(eq=False)
class Shape:
    """What a line says of plain numbers where its other cells say the same.

    Attributes
    ----------
    quantity, details
        The numbers of the quantity and the details.
    template
        The text of the line.
    read
        Reads such a text.
    pair
        What tells whether two numbers are one figure, None if there is one number.
    """

    quantity: int
    details: int
    template: Template
    read: Callable[[str], Sequence[Statement]]
    pair: Pair | None

    def relation(self, numbers: Sequence[str]) -> str:
        """Tell whether such numbers are surely "one" figure or surely "two", "" if that has to be weighed."""
        return "one" if self.pair is None else self.pair.relation(*filter(None, numbers))

    def apart(self, first: str, second: str) -> Apart:
        """Return what is to be said of two numbers that are not one figure."""

        def two() -> tuple[Value, Value]:
            return Later(self, (first, "")).statement.value, Later(self, ("", second)).statement.value

        return Apart(two)


class Later:
    """The statement of a shape and numbers, made when it is asked for.

    Parameters
    ----------
    shape
        What the line says.
    numbers
        A number for each hole, "" for none.
    """

    __slots__ = ("_made", "_numbers", "_shape")

    def __init__(self, shape: Shape, numbers: Sequence[str]) -> None:
        self._shape = shape
        self._numbers = numbers
        self._made: Statement | None = None

    @property
    def statement(self) -> Statement:
        """The statement, always the same one."""
        if self._made is None:
            (self._made,) = self._shape.read(self._shape.template.fill(self._numbers))
        return self._made
