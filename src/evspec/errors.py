"""The errors of evspec.

Every error is an `EvspecError` and also the builtin that a caller would expect, and carries its
parts as attributes, so that a program need not take a message apart.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_A = TypeVar("_A")
_B = TypeVar("_B")

__all__ = [
    "DataError",
    "DataWarning",
    "EvspecError",
    "MissingClaim",
    "MissingCondition",
    "MissingSpec",
    "ParseError",
    "Problem",
    "ProblemCode",
    "UnitError",
    "UnknownId",
    "UnknownSpec",
    "UnlikeFigures",
    "WrongType",
    "all_of",
    "check_option",
    "check_type",
    "did_you_mean",
    "in_list",
    "in_one_line",
    "levels_above",
    "near_misses",
    "quoted",
    "spelled",
    "truth",
]

#: Names of more characters than these are no near miss of anything.
_LONGEST = 200


def did_you_mean(
    found: str,
    candidates: Iterable[str],
    *,
    cutoff: float = 0.6,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return "; did you mean 'a' or 'b'?" for near misses, three at most, or "" where nothing comes near.

    Parameters
    ----------
    found
        What was written.
    candidates
        What may be written.
    cutoff
        How alike they have to be, from 0 to 1.
    names
        For some candidates, what is suggested in their place.
    """
    near = near_misses(found, candidates, cutoff=cutoff)
    near = list(dict.fromkeys((names or {}).get(name, name) for name in near))
    return f"; did you mean {' or '.join(map(repr, near))}?" if near else ""


def in_list(near: str, where: str) -> str:
    """Return what `did_you_mean` suggests, with where the list of what there is stands."""
    return f"{near} All are in {where}" if near else f"; all are in {where}"


def near_misses(found: str, candidates: Iterable[str], *, most: int = 3, cutoff: float = 0.6) -> list[str]:
    """Return what is spelled alike, the nearest first; see `did_you_mean`."""
    if len(found) > _LONGEST:
        # which nobody mistyped, and which would be compared for minutes
        return []
    from difflib import get_close_matches

    return get_close_matches(found, list(candidates), n=most, cutoff=cutoff)


class ProblemCode(StrEnum):
    """The kinds of mistakes in files: a text for programs, and in `meaning` a sentence for people."""

    meaning: str

    def __new__(cls, code: str, meaning: str) -> ProblemCode:
        """Make a code, which equals its text."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    UNREADABLE = "unreadable", "The file or folder cannot be opened, is too large, or is not in UTF-8."
    UNWRITABLE = "unwritable", "A file or folder cannot be written or made."
    SYNTAX = "syntax", "The text is not valid TOML or JSON, or goes beyond what a data file needs."
    INVISIBLE = "invisible-character", "A key or a text holds a character that nobody would see."
    SCHEMA_VERSION = "schema-version", "The file is of another version of its format."
    NO_DATA = "no-data", "A folder holds no data file."
    UNKNOWN_KEY = "unknown-key", "A key that has no meaning where it stands."
    MISSING_KEY = "missing-key", "A key that has to be there is not."
    MISPLACED_KEY = "misplaced-key", "A key that belongs elsewhere in the file."
    WRONG_TYPE = "wrong-type", "Text, a number, a list or a table where something else has to stand."
    NOT_LISTED = "not-listed", "A word or a number that is none of the few that the key takes."
    DUPLICATE = "duplicate", "Something stands twice of which there can be one."
    BAD_SLUG = "bad-slug", "A variant's slug is not in lower-case letters, digits and hyphens, or is taken."
    BAD_ID = "bad-id", "A generation's id is not of the form make/model/generation, or not that of its path."
    UNKNOWN_ID = "unknown-id", "A vehicle, variant or edition is named that does not exist."
    UNKNOWN_EDITION = "unknown-edition", "A claim is of an edition that its file does not list."
    UNKNOWN_SOURCE = "unknown-source", "A source is named that is not among the sources."
    MISSING_SOURCE = "missing-source", "Nothing says where claims come from."
    UNKNOWN_SPEC = "unknown-spec", "A claim is on something that is no spec."
    MISSING_VALUE = "missing-value", "A claim says nothing."
    BAD_VALUE = "bad-value", "A value or condition cannot be read, or the spec cannot have it."
    UNIT = "unit", "A figure's unit does not measure what the spec is about."
    MISSING_CONDITION = "missing-condition", "A figure lacks a condition such as its test cycle."
    CAPACITY = "capacity", "A usable capacity is above the gross one of the same source."
    IMPLAUSIBLE_SIZE = "implausible-size", "A doubt: no car has a figure of this size."
    IMPLAUSIBLE_TOGETHER = "implausible-together", "A doubt: figures of one car do not fit one another."
    IMPLAUSIBLE_UNIT = "implausible-unit", "A doubt: two figures look like one under two units."
    IMPLAUSIBLE_DATES = "implausible-dates", "A doubt: dates are out of order, or of another age."
    IMPLAUSIBLE_MANY = "implausible-many", "So many doubts by one rule that it is not asked any further."
    NOT_SAID = "not-in-text", "An article does not have what a claim of a draft says it has."
    SELF_REFERENCE = "self-reference", "A source or a generation names itself."
    ONE_SIDED = "link-one-sided", "Of two generations one names the other, which does not name it back."
    REPLACES = "replaces-none", "A variant replaces one that no predecessor of its generation has."
    LOOP = "relation-loop", "Figures that are told by comparing lead round."
    CELLS = "cell-count", "A row of a table has more or fewer cells than there are columns."
    UNKNOWN_NOTE = "unknown-note", "A cell of a table has the number of a note that is not there."

    @property
    def is_doubt(self) -> bool:
        """Whether it is a doubt about a figure and no mistake of form; only `strict` refuses one."""
        return self.value.startswith("implausible-")


def in_one_line(message: str) -> str:
    """Return a message with escapes for line breaks and what else a name could bring into it unseen."""
    if message.isprintable():
        return message
    return "".join([one if one.isprintable() else ascii(one)[1:-1] for one in message])


def quoted(value: object) -> str:
    """Return a value as a message quotes it; of what holds a number too large to be printed, what it is.

    Python prints no integer of more than 4,300 digits, since that takes the square of their number.
    """
    try:
        return repr(value)
    except ValueError:
        return _unprinted(value)


def spelled(value: object) -> str:
    """Return a value as a text; of what holds a number too large to be printed, what it is."""
    try:
        return str(value)
    except ValueError:
        return _unprinted(value)


def _unprinted(value: object) -> str:
    kind = type(value).__name__
    return "<a number too large to print>" if kind == "int" else f"<{kind} with a number too large to print>"


class EvspecError(ValueError):
    """Base class of every error that evspec raises on purpose; raised itself, it is of a wrong value.

    Parameters
    ----------
    message
        What was found and what would be right, in one sentence; it is kept in one line.
    """

    def __init__(self, message: str) -> None:
        self.message = in_one_line(message)
        super().__init__(self.message)

    def __str__(self) -> str:
        # KeyError would show the repr of its argument.
        return self.message


def check_option(name: str, value: object, known: Sequence[object]) -> None:
    """Raise EvspecError if an option has a value that it does not take."""
    # 0 equals False, and an array equals item by item
    if not any(type(value) is type(one) and value == one for one in known):
        words = [str(one) for one in known]
        raise EvspecError(
            f"{name} {quoted(value)} is not one of {', '.join(words)}{did_you_mean(spelled(value), words)}"
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


class MissingCondition(ParseError):
    """A figure without a condition that it depends on, such as its test cycle."""


class UnitError(EvspecError, ValueError):
    """An unknown unit, or a unit of another kind than the one asked for."""


class UnlikeFigures(EvspecError, TypeError):
    """Two figures without a sure order, or of unlike conditions: neither is more, and they have no sum."""


class WrongType(EvspecError, TypeError):
    """An argument of a Python type that is not taken: a number for a text, a claim for its value."""


def check_type(name: str, value: object, types: type | tuple[type, ...], taken: str) -> None:
    """Raise WrongType if an argument is of none of the types that are taken.

    Parameters
    ----------
    name
        What the argument is called.
    value
        It.
    types
        What is taken. A bool is no number.
    taken
        That in words: "a text such as '514 km'".
    """
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in _each(types)):
        raise WrongType(f"{name} is {taken}, not {type(value).__name__}")


def is_several(value: object) -> TypeGuard[Iterable[Any]]:
    """Return whether a value has members to go through: no text, and no quantity of one number."""
    if isinstance(value, str | bytes):
        return False
    try:
        iter(value)  # type: ignore[call-overload]
    except TypeError:
        return False
    return True


def truth(name: str, value: object) -> bool:
    """Return whether a switch is on, or raise WrongType for what is neither: an array."""
    try:
        return bool(value)
    except Exception:
        raise WrongType(f"{name} is True or False, not {type(value).__name__}") from None


def _each(types: type | tuple[type, ...]) -> tuple[type, ...]:
    return types if isinstance(types, tuple) else (types,)


class UnknownId(EvspecError, KeyError):
    """No vehicle has this id."""


def all_of(look_up: Callable[[_A], _B], asked: Iterable[_A]) -> list[_B]:
    """Return what is looked up by each name; tell all names that are unknown at once.

    Raises
    ------
    UnknownId
        If there are such.
    """
    found: list[_B] = []
    unknown: list[UnknownId] = []
    for one in asked:
        try:
            found.append(look_up(one))
        except UnknownId as error:
            unknown.append(error)
    if unknown:
        raise unknown[0] if len(unknown) == 1 else UnknownId("; ".join(map(str, unknown)))
    return found


class UnknownSpec(EvspecError, KeyError):
    """The table of specs has no such key, or the spec has no such qualifier."""


class MissingClaim(EvspecError, AttributeError, KeyError):
    """No source states this spec of this vehicle (with these qualifiers)."""


class MissingSpec(MissingClaim, UnknownSpec):
    """What a vehicle is asked for is no spec."""


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
    code
        Which kind of mistake it is.
    column
        The character of the line, counted from 1; 0 if it is not told.
    """

    file: str
    line: int
    path: str
    message: str
    code: ProblemCode
    column: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        place += f":{self.column}" if self.column else ""
        return in_one_line(
            f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"
        )


class DataWarning(UserWarning):
    """A doubt about a figure in a data file: it can be read, and yet it can hardly be right.

    Parameters
    ----------
    problem
        The place, the figures, the rule that they break and the likely cause.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem

    def __reduce__(self) -> tuple[type[DataWarning], tuple[Problem]]:
        return type(self), (self.problem,)


def levels_above() -> int:
    """Return how many calls lie between a warning and the line of the caller's own that led to it."""
    frame, levels = sys._getframe(1), 1
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("evspec."):
        frame, levels = frame.f_back, levels + 1
    return levels


class DataError(EvspecError, ValueError):
    """One or more mistakes in data files, all of them at once.

    Parameters
    ----------
    problems
        Every mistake that was found.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems]
        if len(lines) != 1:
            lines.insert(0, f"{len(lines)} mistakes")
        super().__init__(lines[0])
        # a line for each, the only line breaks of any message
        self.message = "\n".join(lines)

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)
