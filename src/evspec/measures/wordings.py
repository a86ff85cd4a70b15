"""From a text that a person wrote to the figure that it states.

What the words of a figure mean does not depend on its numbers, and there are many numbers and few
wordings. So the grammar reads each wording once, with numbers of its own in place of the text's.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from evspec.errors import ParseError, WrongType
from evspec.measures import attempts, lexicon
from evspec.measures.agreement import agree
from evspec.measures.figures import RECIPROCAL, Figure, opened
from evspec.measures.marks import is_whole
from evspec.measures.tokens import LONGEST, refuse
from evspec.units import SPELLINGS, Unit

if TYPE_CHECKING:
    from evspec.measures.lexicon import Lexicon

__all__ = ["figure_in", "read"]

#: A number above 0 that stands alone: the digits of "JC08" and of "kWh/100 km" are words.
_NUMBER: Final = {
    mark: re.compile(rf"([1-9](?<![\w^/].)[0-9]{{0,11}}+(?:[{mark}][0-9]{{1,12}}+)?+)") for mark in ".,"
}
#: A number of more characters may be out of reach upside down.
_LONG: Final = 9
#: What stands in a text of one printing: where its two numbers are among the parts, the same twice if
#: it is one number, its bound and its unit; the cycle; whether the numbers must rise, whether figures in
#: the unit are printed whole, and whether it has an end that is upside down.
_Place: TypeAlias = tuple[int, int, str, Unit, str | None, bool, bool, bool]
#: How far "about" reaches between two printings of one figure: "about 300 miles (480 km)".
_NEAR: Final = 40
#: How far a bound may be rounded in its second unit, the n-th part: less than PS and hp are apart.
_ROUNDED: Final = 250
#: What the press mixes up, with what each means.
_HORSEPOWERS: Final = {
    "hp": ("'hp' means mechanical horsepower", "PS"),
    "PS": ("'PS' means metric horsepower", "hp"),
}


def figure_in(
    text: str, decimal: str | None = None, kind: str | None = None, *, abroad: bool = True
) -> Figure:
    """Return the one figure that a text states; see `read` for the parameters.

    Raises
    ------
    evspec.errors.ParseError
        If the text is not one figure, or only doubtfully.
    WrongType
        If it is no text.
    """
    if not isinstance(text, str):
        raise WrongType(
            f"a figure is read from text, not from {type(text).__name__}; see Measure.of for a number, "
            "convert for a column"
        )
    mark = "." if decimal is None else decimal
    if type(mark) is str and mark in _NUMBER and len(text) <= LONGEST:
        parts = _NUMBER[mark].split(text)
        wording = _wording(lexicon.CORE, kind, abroad, *parts[::2])
        if wording is not None:
            if mark == ",":
                parts = [part.replace(",", ".") for part in parts]
            found = _filled(wording, parts, text, is_sure=decimal is not None)
            if found is not None:
                return found
    elif decimal is not None and not isinstance(decimal, str):
        raise WrongType(f"the decimal mark is '.' or ',', not {type(decimal).__name__}")
    elif decimal not in {None, ".", ","}:
        raise ParseError(f"the decimal mark is '.' or ',', not {decimal!r}")
    return read(text, decimal, kind, abroad=abroad)


def read(text: str, decimal: str | None = None, kind: str | None = None, *, abroad: bool = True) -> Figure:
    """Return the one figure that a text states, as the grammar reads it.

    Parameters
    ----------
    text
        Any text.
    decimal
        The decimal mark; see `measure`.
    kind
        What is measured, where that is known.
    abroad
        Whether it may be in another language than English.

    Raises
    ------
    evspec.errors.ParseError
        If the text is not one figure, or only doubtfully.
    """
    stated = attempts.read(text, decimal, kind, abroad=abroad)
    figures = [
        Figure(*opened(low, high, bound), bound, unit, text, stated.cycle, clock)
        for low, high, bound, unit, clock, _ in stated.printings
    ]
    return _joined(figures, [printing.at for printing in stated.printings])


@lru_cache(maxsize=4096)
def _wording(_core: Lexicon, kind: str | None, abroad: bool, *words: str) -> tuple[_Place, ...] | None:
    """Return what the words before, between and behind numbers state of them; None if that depends.

    What was found with the words of one lexicon holds no longer when another one knows more.
    """
    # Three digits are no minutes, and none of these is the 100 of a unit.
    numbers = [str(111 + place) for place in range(len(words) - 1)]
    text = words[0] + "".join(number + word for number, word in zip(numbers, words[1:], strict=True))
    try:
        stated = attempts.read(text, ".", kind, abroad=abroad)
    except ParseError:
        return None
    # The grammar may find other numbers than these, such as 1.5e3 in "1.5" and "e3 km", or a clock.
    if stated.numbers != numbers or any(printing.clock for printing in stated.printings):
        return None
    # or multiply them: "34 thousand"
    own = range(111, 111 + len(numbers))
    if any(printing.low not in own or printing.high not in own for printing in stated.printings):
        return None
    return tuple(
        (
            2 * int(low) - 221, 2 * int(high) - 221, bound, unit, stated.cycle, stated.rises,
            is_whole(unit), unit.kind in RECIPROCAL,
        )
        for low, high, bound, unit, _, _ in stated.printings
    )  # fmt: skip


def _filled(wording: tuple[_Place, ...], parts: list[str], text: str, *, is_sure: bool) -> Figure | None:
    """Return the figure that a wording states of the numbers in a text; None if it states none.

    Where the decimal mark is not sure, a text is left to the grammar if a point stands before three
    digits of what is printed whole.
    """
    figures = []
    low: Decimal | None
    high: Decimal | None
    for first, last, bound, unit, cycle, rises, of_whole, of_reciprocal in wording:
        printed = parts[first]
        low = high = number = Decimal(printed)
        # three digits behind a point, of which few texts have so many
        has_three = of_whole and not is_sure and (printed[-4:-3] == "." or parts[last][-4:-3] == ".")
        if has_three and min(len(printed), len(parts[last])) < 8:
            return None
        if of_reciprocal and max(len(printed), len(parts[last])) > _LONG:
            # upside down it may need more digits than are read
            return None
        if first != last:
            low, high = sorted((number, Decimal(parts[last])))
            if low == high or (rises and low is not number):
                return None
        elif bound != "exact":
            low, high = opened(number, number, bound)
        figure = Figure(low, high, bound, unit, text, cycle)
        if len(wording) == 1:
            return figure
        figures.append(figure)
    try:
        return _joined(figures, [0] * len(figures))
    except ParseError:
        # The grammar knows the place in the text.
        return None


def _joined(figures: list[Figure], places: list[int]) -> Figure:
    """Return the first of the printings of one figure with the others, having checked them against it.

    "282 hp (286 PS, 210 kW)" is one power, stated three times.

    Parameters
    ----------
    figures
        The printings.
    places
        Where in the text they start.

    Raises
    ------
    evspec.errors.ParseError
        If they are not one figure.
    """
    for count, (second, at) in enumerate(zip(figures, places, strict=True)):
        for first in figures[:count]:
            _check(first, second, second.text, at)
    main, *others = figures
    return main._replace(also=tuple(others)) if others else main


def _check(first: Figure, second: Figure, text: str, at: int) -> None:
    """Refuse a printing that is not the same figure as one before it."""
    one, other = first.unit, second.unit
    if one.kind != other.kind:
        refuse(f"{other.symbol!r} measures {other.kind}, not {one.kind}; two figures are two texts", text, at)
    if one is other:
        refuse(f"a second figure in {other.symbol!r}; two figures are two texts", text, at)
    if not (agree(first, second, about=_NEAR) or _is_round(first, second)):
        message = f"the figure in {other.symbol!r} is not the one in {one.symbol!r}"
        refuse(f"{message}{_mixed_up(first, second)}", text, at)


def _is_round(first: Figure, second: Figure) -> bool:
    """Tell whether two are one bound that was rounded in each unit: "over 440 kW (600 PS)"."""
    if first.bound in {"exact", "between", "about"} or first.bound != second.bound:
        return False
    return agree(first._replace(bound="about"), second._replace(bound="about"), about=_ROUNDED)


def _mixed_up(first: Figure, second: Figure) -> str:
    """Return the hint that the other horsepower would agree: it is said, but never mended."""
    for one, other in ((first, second), (second, first)):
        meaning, right = _HORSEPOWERS.get(one.unit.symbol, ("", ""))
        if right and agree(one._replace(unit=SPELLINGS[right]), other, about=_NEAR):
            return f": {meaning}; did you mean {right!r}?"
    return ""
