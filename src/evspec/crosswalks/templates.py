"""Texts with holes: the text of a claim, with a column's name where its figure stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from evspec.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Template"]

_HOLE: Final = re.compile(r"\{([^{}]*)\}")
#: How holes are numbered inside, since a column's name may hold brackets and dashes itself.
_NUMBERED: Final = re.compile(r"\0([0-9]+)\0")
_RANGE: Final = re.compile(r"(\0[0-9]+\0)(\s*[-–—]\s*|\s+to\s+)(\0[0-9]+\0)")
#: What stands in brackets, which may hold "mpg (UK)".
_BRACKETS: Final = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)")


@frozen
class Template:
    """A text with holes, each of which names a column: "{Range (km)} km ({Range (mi)} mi) WLTP".

    Attributes
    ----------
    text
        The text as it is written.
    holes
        The columns in the order of their holes, with repetitions.
    """

    text: str
    holes: tuple[str, ...] = field(init=False, eq=False, repr=False)
    _inside: str = field(init=False, eq=False, repr=False)
    #: The same for str.format, and whether it has a range.
    _format: str = field(init=False, eq=False, repr=False)
    _has_range: bool = field(init=False, eq=False, repr=False)

    @holes.default
    def _find_holes(self) -> tuple[str, ...]:
        return tuple(match[1].strip() for match in _HOLE.finditer(self.text))

    @_inside.default
    def _number_holes(self) -> str:
        numbers = iter(range(len(self.holes)))
        inside = _HOLE.sub(lambda _: f"\0{next(numbers)}\0", self.text)
        if not all(self.holes) or "{" in inside or "}" in inside:
            raise ParseError(f"{self.text!r} has a hole without a column; write {{column}}", self.text)
        return inside

    @_format.default
    def _as_format(self) -> str:
        return _NUMBERED.sub("{}", self._inside)

    @_has_range.default
    def _find_range(self) -> bool:
        return _RANGE.search(self._inside) is not None

    @property
    def is_plain(self) -> bool:
        """Whether it is one hole and nothing else, so that a column has the whole text."""
        return self._inside.strip() == "\0000\0"

    @property
    def words(self) -> str:
        """What stands around the holes."""
        return _NUMBERED.sub(" ", self._inside)

    @property
    def has_own_unit(self) -> bool:
        """Whether its words say all but the number: no hole stands right behind another one."""
        return bool(re.search(r"[^\W\d_]|[%€$£°]", _NUMBERED.sub("", self._inside))) and not re.search(
            r"\0\s*\0", self._inside
        )

    def fill(self, cells: Sequence[str]) -> str:
        """Return the text that the cells of one row make, "" if it says nothing.

        A hole without a cell takes its half of a pair or of a range with it, else the whole text. A range
        between equal ends is one figure.

        Parameters
        ----------
        cells
            A text for each hole, "" for what is missing.

        Examples
        --------
        >>> Template("{km} km ({mi} mi) WLTP").fill(["514", ""])
        '514 km WLTP'
        >>> Template("{min}-{max} Wh/km").fill(["150", "150"])
        '150 Wh/km'
        """
        if len(cells) == 1:
            return self._format.format(cells[0]) if cells[0] else ""
        if not self._has_range and all(cells):
            return self._format.format(*cells)
        given = [bool(cell) for cell in cells]
        for match in _RANGE.finditer(self._inside):
            first, second = (int(match[group].strip("\0")) for group in (1, 3))
            if given[first] and _same(cells[first], cells[second]):
                given[second] = False
        return _kept(self._inside, tuple(given)).format(*cells)

    def with_cells(self, cells: Sequence[str]) -> str:
        """Return the text with what there is of its cells, and nothing for one that is missing."""
        return self._format.format(*cells)


def _same(one: str, other: str) -> bool:
    """Tell whether two ends are printed as one number, "150,0" and "150" included."""
    return one == other or _bare(one) == _bare(other)


def _bare(number: str) -> str:
    return re.sub(r"[.,]0+$", "", number)


@lru_cache(maxsize=1024)
def _kept(inside: str, given: tuple[bool, ...]) -> str:
    """Return what is left of a text where some holes have no cell, for str.format; "" for nothing."""

    def is_whole(part: str) -> bool:
        return all(given[int(hole[1])] for hole in _NUMBERED.finditer(part))

    def half(match: re.Match[str]) -> str:
        first, _, second = match.groups()
        return match[0] if is_whole(match[0]) else first if is_whole(first) else second

    kept = _RANGE.sub(half, inside)
    pair = next((match for match in _BRACKETS.finditer(kept) if "\0" in match[1]), None)
    if pair is not None:
        main, rest = kept[: pair.start()], kept[pair.end() :]
        if not is_whole(pair[1]):
            kept = main + rest
        elif not is_whole(main):
            kept = pair[1] + rest
    return _NUMBERED.sub(r"{\1}", kept) if is_whole(kept) else ""
