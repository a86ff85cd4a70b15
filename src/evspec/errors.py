"""The errors of evspec.

Every error is an `EvspecError` and also the builtin that a caller would expect, and carries its
parts as attributes, so that a program need not take a message apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "DataError",
    "EvspecError",
    "MissingClaim",
    "ParseError",
    "Problem",
    "UnitError",
    "UnknownId",
    "UnknownSpec",
    "check_option",
    "did_you_mean",
]


def did_you_mean(found: str, candidates: Iterable[str], *, most: int = 3, cutoff: float = 0.6) -> str:
    """Return "; did you mean 'a' or 'b'?" for near misses, or "" where nothing comes near."""
    from difflib import get_close_matches

    near = get_close_matches(found, list(candidates), n=most, cutoff=cutoff)
    return f"; did you mean {' or '.join(map(repr, near))}?" if near else ""


class EvspecError(Exception):
    """Base class of every error that evspec raises on purpose.

    Parameters
    ----------
    message
        What was found and what would be right, in one sentence.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        # KeyError would show the repr of its argument.
        return self.message


def check_option(name: str, value: object, known: Sequence[object]) -> None:
    """Raise EvspecError if an option has a value that it does not take."""
    # 0 equals False
    if not any(value == one and type(value) is type(one) for one in known):
        words = [str(one) for one in known]
        raise EvspecError(
            f"{name} {value!r} is not one of {', '.join(words)}{did_you_mean(str(value), words)}"
        )


class ParseError(EvspecError, ValueError):
    """A text that is not one published figure, or only doubtfully.

    Parameters
    ----------
    message
        What was found and what would be right.
    text
        The text that was read.
    column
        Where in the text the trouble starts, counted from 1; None if it is the text as a whole.
    """

    def __init__(self, message: str, text: str = "", column: int | None = None) -> None:
        super().__init__(message)
        self.text = text
        self.column = column

    def __reduce__(self) -> tuple[type[ParseError], tuple[str, str, int | None]]:
        return type(self), (self.message, self.text, self.column)


class UnitError(EvspecError, ValueError):
    """An unknown unit, or a unit of another kind than the one asked for."""


class UnknownId(EvspecError, KeyError):
    """No vehicle has this id."""


class UnknownSpec(EvspecError, KeyError):
    """The table of specs has no such key, or the spec has no such qualifier."""


class MissingClaim(EvspecError, AttributeError, KeyError):
    """No source states this spec of this vehicle (with these qualifiers)."""


class Problem(NamedTuple):
    """One mistake in a data file.

    Attributes
    ----------
    file
        The file's path as it was given.
    line
        The line in it, counted from 1; 0 if the mistake has no line.
    path
        The place inside the file, such as ``said[2].edrive20.range``: the range in the second block.
        Blocks and the entries of lists are counted from 1.
    message
        What was found and what would be right.
    """

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


class DataError(EvspecError, ValueError):
    """One or more mistakes in data files, all of them at once.

    Parameters
    ----------
    problems
        Every mistake that was found.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = "" if count == 1 else f"{count} mistakes\n"
        super().__init__(head + "\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)
