"""From a text that a person wrote to the figure that it states.

What the words of a figure mean does not depend on its numbers, and there are many numbers and few
wordings. So the grammar reads each wording once, with numbers of its own in place of the text's.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, starmap
from typing import TYPE_CHECKING, Final, TypeAlias

from evspec.errors import ParseError, WrongType
from evspec.measures import attempts, lexicon
from evspec.measures.agreement import agree
from evspec.measures.figures import RECIPROCAL, Figure, opened
from evspec.measures.tokens import LONGEST, is_whole, refuse
from evspec.units import SPELLINGS, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.measures.lexicon import Lexicon

__all__ = ["figure_in", "read"]

#: What parts a text at its numbers, by the decimal mark: at each that is above 0 and stands alone, since
#: the digits of "JC08" and of "kWh/100 km" are words.
_PARTED: Final = {
    mark: re.compile(rf"([1-9](?<![\w^/].)[0-9]{{0,11}}+(?:[{mark or '.'}][0-9]{{1,12}}+)?+)").split
    for mark in (None, ".", ",")
}
#: A number of more characters may be out of reach upside down.
_LONG: Final = 9
#: Makes a Figure of all its parts, in two thirds of the time.
_NEW: Final = tuple.__new__
#: What stands in a text of one printing: where its two numbers are among the parts, the same twice if
#: it is one number, its bound and its unit; the cycle; whether the numbers must rise, whether a point
#: before three digits may be one of thousands, the most characters of a number, and whether it is the only
#: printing.
_Place: TypeAlias = tuple[int, int, str, Unit, str | None, bool, bool, int, bool]
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
    """Return the one figure that a text states; see `attempts.read` for the parameters.

    Raises
    ------
    evspec.errors.ParseError
        If the text is not one figure, or only doubtfully.
    WrongType
        If it is no text.
    """
    try:
        parts = _PARTED[decimal](text) if len(text) <= LONGEST else [""]
    except (KeyError, TypeError):
        raise _wrong(text, decimal) from None
    wording = _wording(lexicon.CORE, decimal, kind, abroad, *parts[::2])
    if decimal == ",":
        parts = [part.replace(",", ".") for part in parts]
    # what the numbers decide, and what is wrong, the grammar knows
    return _filled(wording, parts, text) or read(text, decimal, kind, abroad=abroad)


def _wrong(text: object, decimal: object) -> WrongType | ParseError:
    """Return the error for what is no text or no decimal mark."""
    if not isinstance(text, str):
        return WrongType(
            f"a figure is read from text, not from {type(text).__name__}; see Measure.of for a number, "
            "convert for a column"
        )
    if not isinstance(decimal, str):
        return WrongType(f"the decimal mark is '.' or ',', not {type(decimal).__name__}")
    return ParseError(f"the decimal mark is '.' or ',', not {decimal!r}")


def read(text: str, decimal: str | None = None, kind: str | None = None, *, abroad: bool = True) -> Figure:
    """Return the one figure that a text states, as the grammar reads it; see `attempts.read`."""
    if not isinstance(text, str):
        raise _wrong(text, decimal)
    stated = attempts.read(text, decimal, kind, abroad=abroad)
    figures = [
        Figure(*opened(low, high, bound), bound, unit, text, stated.cycle, clock)
        for low, high, bound, unit, clock, _ in stated.printings
    ]
    for count, printing in enumerate(stated.printings):
        for first in figures[:count]:
            _check(first, figures[count], printing.at)
    return _joined(figures)


@lru_cache(maxsize=4096)
def _wording(
    _core: Lexicon, decimal: str | None, kind: str | None, abroad: bool, *words: str
) -> tuple[_Place, ...]:
    """Return what the words before, between and behind numbers state of them; nothing if that depends.

    What was found with the words of one lexicon holds no longer when another one knows more.
    """
    # Three digits are no minutes, and none of these is the 100 of a unit.
    numbers = [str(111 + place) for place in range(len(words) - 1)]
    text = words[0] + "".join(number + word for number, word in zip(numbers, words[1:], strict=True))
    try:
        stated = attempts.read(text, ".", kind, abroad=abroad)
    except ParseError:
        return ()
    # The grammar may find other numbers than these, such as 1.5e3 in "1.5" and "e3 km", or a clock.
    if stated.numbers != numbers or any(printing.clock for printing in stated.printings):
        return ()
    # or multiply them: "34 thousand"
    own = range(111, 111 + len(numbers))
    if any(printing.low not in own or printing.high not in own for printing in stated.printings):
        return ()
    units = [printing.unit for printing in stated.printings]
    if any(starmap(_unlike, combinations(units, 2))):
        return ()
    return tuple(
        (
            2 * int(low) - 221, 2 * int(high) - 221, bound, unit, stated.cycle, stated.rises,
            decimal is None and is_whole(unit), _LONG if unit.kind in RECIPROCAL else LONGEST,
            len(units) == 1,
        )
        for low, high, bound, unit, _, _ in stated.printings
    )  # fmt: skip


def _filled(wording: tuple[_Place, ...], parts: list[str], text: str) -> Figure | None:
    """Return the figure that a wording states of the numbers in a text; None where the numbers decide."""
    figures: tuple[Figure, ...] = ()
    low: Decimal | None
    high: Decimal | None
    for first, last, bound, unit, cycle, rises, is_doubted, longest, is_only in wording:
        size = len(printed := parts[first])
        if size > longest or (is_doubted and 4 < size < 8 and printed[-4] == "."):
            return None
        low = high = Decimal(printed)
        if first != last:
            size = len(printed := parts[last])
            if size > longest or (is_doubted and 4 < size < 8 and printed[-4] == "."):
                return None
            high = Decimal(printed)
            if low >= high:
                if low == high or rises:
                    return None
                low, high = high, low
        elif bound != "exact":
            low, high = opened(low, high, bound)
        figure = _NEW(Figure, (low, high, bound, unit, text, cycle, None, (), ""))
        if is_only:
            return figure
        figures += (figure,)
    return _joined(figures) if figures and all(starmap(_are_one, combinations(figures, 2))) else None


def _joined(figures: Sequence[Figure]) -> Figure:
    """Return the first of the printings of one figure with the others.

    "282 hp (286 PS, 210 kW)" is one power, stated three times.
    """
    main, *others = figures
    if main.bound == "exact" and len(others) > 1:
        # what is only about the figure says less than the other printings
        others = [one for one in others if one.bound != "about" or agree(main, one._replace(bound="exact"))]
    return Figure(*main[:7], tuple(others), main.basis) if others else main


def _check(first: Figure, second: Figure, at: int) -> None:
    """Refuse a printing, which stands at a place in the text, that is not the same figure as one before."""
    one, other, text = first.unit, second.unit, second.text
    if words := _unlike(one, other):
        refuse(words, text, at)
    if not _are_one(first, second):
        message = f"the figure in {other.symbol!r} is not the one in {one.symbol!r}"
        refuse(f"{message}{_mixed_up(first, second)}", text, at)


def _unlike(one: Unit, other: Unit) -> str:
    """Return why printings in two units are no one figure, "" if they may be."""
    if one.kind != other.kind:
        return f"{other.symbol!r} measures {other.kind}, not {one.kind}; two figures are two texts"
    return f"a second figure in {other.symbol!r}; two figures are two texts" if one is other else ""


def _are_one(first: Figure, second: Figure) -> bool:
    """Tell whether the numbers of two printings may be those of one figure."""
    return agree(first, second, about=_NEAR) or _is_round(first, second)


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
