"""Character layout: how wide a text is, how it wraps, how columns share a width."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["GLUE", "display_width", "least_width", "pad", "share", "widest_word", "wrap"]

# Figure and unit stay on one line where they can: "514 km", "11 Mar".
_BREAK = re.compile(r"(?<![0-9]) +|(?<=[0-9]) +(?![^\W\d_]|[°%*\[])")
_AFTER = "-–—/,;:])"
#: Of these a number may be made, or a unit: "402,085", "8:15", "2025-07", "kWh/100 km".
_IN_NUMBERS = ",:-/"
_DIGIT = re.compile("[0-9]")
#: A unit that goes on behind its slash, with its number: "3.43 mi/", "47,900 EUR/".
_IN_UNIT = re.compile(r"[0-9] [^\s0-9]{1,12}/$")
#: Words that are wider may be broken ("Höchstgeschwindigkeit" is not), and numbers with their units that no
#: column has room for.
_WIDEST_WORD, _WIDEST_NUMBER = 22, 30
#: A space at which no line ends where there is room; of a text it would be shown as an escape.
GLUE = "\x1f"


def display_width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    East Asian wide characters take two, combining and format characters none.
    """
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


@lru_cache(maxsize=1024)
def _character_width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return a text filled up with spaces to a width, behind it or (if aligned right) before it."""
    spaces = " " * (width - display_width(text))
    return spaces + text if right else text + spaces


def widest_word(text: str) -> int:
    """Return the width of the widest word of a text."""
    return max(map(display_width, text.replace("\n", " ").split(" ")))


def wrap(text: str, width: int, *, hang: int = 0) -> list[str]:
    """Break a text into lines.

    Parameters
    ----------
    text
        Its own line breaks are kept.
    width
        The most columns that a line may take; it is passed only by a single wide character.
    hang
        By how much all lines but the first of each paragraph are indented.

    Returns
    -------
    list of str
        At least one line, without spaces at the end.
    """
    if "\n" not in text and display_width(text) <= width:
        return [text.rstrip(" ")]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(paragraph, width, " " * min(hang, max(width - 4, 0)))
    return lines


def _wrap_paragraph(text: str, width: int, indent: str) -> list[str]:
    lines, line, used = [], "", 0
    for chunk in _pieces(text.strip(" "), width - len(indent)):
        space = 1 if line.strip(" ") else 0
        wide = display_width(chunk)
        if space and used + space + wide > width:
            lines.append(line)
            line, used, space = indent, len(indent), 0
        line += " " * space + chunk
        used += space + wide
    return [*lines, line]


def _pieces(text: str, width: int) -> list[str]:
    """Split a text at spaces, and what is still too wide for a line inside its words.

    Of two pieces of one word never both find room in a line.
    """
    pieces: list[str] = []
    for chunk in _BREAK.split(text):
        if display_width(chunk) <= width:
            pieces.append(chunk)
            continue
        for part in filter(None, chunk.split(GLUE)):
            packed = ""
            for atom in _atoms(part):
                if packed and display_width(packed + atom) > width:
                    pieces.append(packed)
                    packed = ""
                packed += atom
                if display_width(packed) > width:
                    *whole, packed = _cut(packed, width)
                    pieces += whole
            pieces.append(packed)
    return pieces


def _atoms(chunk: str) -> list[str]:
    """Split behind punctuation, but never inside a number or a unit: "402,085–", "502,180 NOK"."""
    atoms, start = [], 0
    for at, character in enumerate(chunk[:-1], 1):
        before, after = chunk[at - 2 : at - 1].isdigit() or character == "/", chunk[at].isdigit()
        is_inside = before and after and character in _IN_NUMBERS
        if character in _AFTER and not (is_inside or _IN_UNIT.search(chunk, start, at)):
            atoms.append(chunk[start:at])
            start = at
    return [*atoms, chunk[start:]]


def _cut(atom: str, width: int) -> list[str]:
    """Cut what finds no room in any line, between figure and unit if that helps."""
    pieces: list[str] = []
    for word in filter(None, atom.split(" ")):
        pieces += _split_word(word, width)
    return pieces or [""]


def least_width(text: str) -> int:
    """Return the width that a text needs so that no number is broken, and few words are."""
    least = 1
    for chunk in _BREAK.split(text.replace("\n", " ")):
        for part in chunk.split(GLUE):
            for atom in _atoms(part):
                most = _WIDEST_NUMBER if _DIGIT.search(atom) else _WIDEST_WORD
                least = max(least, min(display_width(atom), most))
    return least


def _split_word(word: str, width: int) -> list[str]:
    """Split a word into pieces no wider than a line, behind punctuation where there is some.

    A piece has one character at least, with the combining ones behind it.
    """
    pieces: list[str] = []
    # before[n] is how wide the first n characters are
    before = [0, *accumulate(map(_character_width, word))]
    start = behind = 0
    for at, character in enumerate(word):
        while before[at + 1] - before[start] > width and start < at:
            end = behind if behind > start else at
            pieces.append(word[start:end])
            start = end
        # a comma between digits is part of a number
        is_inside = character == "," and word[at - 1 : at].isdigit() and word[at + 1 : at + 2].isdigit()
        if at > start and character in _AFTER and not is_inside:
            behind = at + 1
    return [*pieces, word[start:]]


def share(natural: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Share a width among columns: the widest give way first, all down to the same cap.

    Parameters
    ----------
    natural
        The width that each column would like.
    least
        The width below which it cannot be read; where these do not fit, they stand nevertheless.
    width
        What there is for all of them.

    Returns
    -------
    list of int
        A width for each, between its least and its natural one.

    Examples
    --------
    >>> share([10, 40, 30], [5, 5, 5], 60)
    [10, 25, 25]
    """
    if sum(natural) <= width:
        return list(natural)

    def capped(cap: int) -> list[int]:
        return [max(low, min(wish, cap)) for wish, low in zip(natural, least, strict=True)]

    # The largest cap that fits, by halving: 1,000 columns need ten rounds.
    low, high = 0, max(natural)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(capped(middle)) <= width else (low, middle - 1)
    widths = capped(low)
    rest = width - sum(widths)
    for index, wish in enumerate(natural):
        if rest > 0 and widths[index] == low < wish:
            widths[index] += 1
            rest -= 1
    return widths
