"""The printings of one figure: "282 hp (286 PS, 210 kW)" is one power, stated three times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.measures.characters import refuse
from evspec.measures.figures import SWAPPED, Figure, opened
from evspec.measures.interval import agree
from evspec.units import SPELLINGS, Unit

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["NEAR", "Printing", "figure_of"]

#: How far "about" reaches between two printings of one figure: "about 300 miles (480 km)".
NEAR: Final = 40
#: What the press mixes up, with what each means.
_HORSEPOWERS: Final = {
    "hp": ("'hp' means mechanical horsepower", "PS"),
    "PS": ("'PS' means metric horsepower", "hp"),
}


class Printing(NamedTuple):
    """One number or range with its unit, as it stands in a text.

    Attributes
    ----------
    low, high
        The ends, equal if it is one number.
    unit
        Its unit.
    clock
        The unit in which it was written as on a clock.
    at
        Where in the text it starts.
    """

    low: Decimal
    high: Decimal
    unit: Unit
    clock: Unit | None
    at: int


def figure_of(printings: list[Printing], bound: str | None, cycle: str | None, text: str) -> Figure:
    """Return the first printing as the figure, having checked the others against it.

    Parameters
    ----------
    printings
        All printings of the figure.
    bound, cycle
        What was stated of the first, and so of all.
    text
        What they were read from.

    Raises
    ------
    evspec.errors.ParseError
        If they are not one figure.
    """
    main = printings[0].unit
    figures: list[Figure] = []
    for low, high, unit, clock, at in printings:
        own = bound or "exact"
        if low != high:
            if bound is not None:
                refuse(f"a range is not {bound!r} as well; write one of the two", text, at)
            own = "between"
        # The words stood in front of the first printing; upside down they read the other way.
        elif unit.inverted != main.inverted:
            own = SWAPPED[own]
        made = Figure(*opened(low, high, own), own, unit, text, cycle, clock)
        for earlier in figures:
            _check(earlier, made, text, at)
        figures.append(made)
    return Figure(*figures[0][:-1], tuple(figures[1:])) if figures[1:] else figures[0]


def _check(first: Figure, second: Figure, text: str, at: int) -> None:
    """Refuse a printing that is not the same figure as one before it."""
    one, other = first.unit, second.unit
    if one.kind != other.kind:
        refuse(f"{other.symbol!r} measures {other.kind}, not {one.kind}; two figures are two texts", text, at)
    if one is other:
        refuse(f"a second figure in {other.symbol!r}; two figures are two texts", text, at)
    if not agree(first, second, about=NEAR):
        message = f"the figure in {other.symbol!r} is not the one in {one.symbol!r}"
        refuse(f"{message}{_mixed_up(first, second)}", text, at)


def _mixed_up(first: Figure, second: Figure) -> str:
    """Return the hint that the other horsepower would agree: it is said, but never mended."""
    for one, other in ((first, second), (second, first)):
        meaning, right = _HORSEPOWERS.get(one.unit.symbol, ("", ""))
        if right and agree(one._replace(unit=SPELLINGS[right]), other, about=NEAR):
            return f": {meaning}; did you mean {right!r}?"
    return ""
