"""Patterns of a mapping: regular expressions that end, and words by shell patterns."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from evspec.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LONGEST", "Words", "checked_pattern", "fits"]

#: The most characters of a cell that a pattern is tried on.
LONGEST: Final = 200
#: The most repetitions without an end, one behind the other: the work grows with their power.
_MOST: Final = 4
_FEW: Final = 12


def checked_pattern(written: str) -> re.Pattern[str]:
    """Return a regular expression with at least one named group that no cell keeps busy for long.

    Raises
    ------
    ParseError
        If it is no pattern, names no group, or repeats a repetition or a choice without an end.
    """
    try:
        pattern = re.compile(written)
        # the parser that re itself has
        parsed = import_module("re._parser").parse(written)
    except (re.error, OverflowError, RecursionError) as error:
        raise ParseError(f"{written!r} is no pattern: {error}", written) from None
    if not pattern.groupindex:
        raise ParseError(f"{written!r} names no group; write (?P<name>…) around what is meant", written)
    if _depth(parsed, nested=False) > _MOST:
        raise ParseError(
            f"{written!r} has more than {_MOST} repetitions without an end in a row; bound them like {{0,9}}",
            written,
        )
    return pattern


def _depth(parsed: Any, *, nested: bool) -> int:
    """Return how many repetitions without an end stand in a row; refuse one within another."""
    total = 0
    for operation, argument in parsed:
        name = str(operation)
        if name in {"MAX_REPEAT", "MIN_REPEAT"}:
            _, most, inner = argument
            many = int(most) > _FEW
            if many and nested:
                raise ParseError("a repetition within a repetition may take forever; bound one like {0,9}")
            total += many + _depth(inner, nested=nested or many)
        elif name == "BRANCH":
            if nested:
                raise ParseError("a choice within a repetition may take forever; bound it like {0,9}")
            total += max(_depth(branch, nested=nested) for branch in argument[1])
        elif name in {"SUBPATTERN", "ATOMIC_GROUP", "ASSERT", "ASSERT_NOT"}:
            total += _depth(argument[-1] if isinstance(argument, tuple) else argument, nested=nested)
    return total


def fits(cell: str, patterns: Iterable[str]) -> bool:
    """Tell whether a cell is one of some words or of their shell patterns ("Plug-in*")."""
    return any(cell == pattern or _is_like(cell, pattern) for pattern in patterns)


@lru_cache(maxsize=4096)
def _is_like(cell: str, pattern: str) -> bool:
    # several stars take as long as as many repetitions do
    return any(sign in pattern for sign in "*?[") and fnmatchcase(cell[: 4 * LONGEST], pattern)


@frozen
class Words:
    """What a file's words mean, by themselves or by shell patterns; "" says nothing of the spec."""

    pairs: tuple[tuple[str, str], ...]

    def mean(self, word: str) -> str:
        """Return what a word means, itself if nothing is said of it."""
        for written, meaning in self.pairs:
            if word == written:
                return meaning
        return next((meaning for written, meaning in self.pairs if fits(word, [written])), word)
