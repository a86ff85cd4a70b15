"""Mistakes in data files: each with its file, line and path, collected so that none stops the reading."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from evspec.errors import (
    EvspecError,
    MissingCondition,
    Problem,
    ProblemCode,
    UnitError,
    did_you_mean,
    quoted,
    spelled,
)

__all__ = ["Locate", "Path", "Problems", "bare", "shown"]

#: Keys, and places in lists counted from 0: ("said", 1, "edrive20", "range").
Path: TypeAlias = tuple[str | int, ...]
#: Path inside the file to its line.
Locate: TypeAlias = Callable[[Path], int]

_LONGEST = 60
_CODES = ((MissingCondition, ProblemCode.MISSING_CONDITION), (UnitError, ProblemCode.UNIT))


class Problems:
    """Collects the mistakes of one file.

    Attributes
    ----------
    file
        How messages name the file.
    locate
        Finds lines in it.
    found
        Every mistake so far, in whichever part of the file.
    below
        The path from which those that are given count.
    """

    __slots__ = ("below", "file", "found", "locate")

    def __init__(
        self, file: str, locate: Locate, found: list[Problem] | None = None, below: Path = ()
    ) -> None:
        self.file = file
        self.locate = locate
        self.found = [] if found is None else found
        self.below = below

    def at(self, *path: str | int) -> Problems:
        """Return the same collection for a part of the file."""
        return Problems(self.file, self.locate, self.found, self.below + path)

    @property
    def top(self) -> Problems:
        """The same collection for the whole file."""
        return Problems(self.file, self.locate, self.found)

    def add(self, code: ProblemCode, path: Path, message: str) -> None:
        """Note one mistake."""
        whole = self.below + path
        self.found.append(Problem(self.file, self.locate(whole), _dotted(whole), message, code))

    def add_unknown_key(self, key: object, of: str, known: Iterable[str], below: Path = ()) -> None:
        """Note a key that has no meaning where it stands, of something that has others."""
        names = tuple(known)
        words = f"unknown key {shown(key)} of {of}; it has {', '.join(names)}"
        self.add(ProblemCode.UNKNOWN_KEY, (*below, spelled(key)), words + did_you_mean(spelled(key), names))

    def add_not_listed(self, key: str, given: object, known: Collection[str], below: Path = ()) -> None:
        """Note what is none of the few words that a key takes."""
        near = did_you_mean(spelled(given), known)
        words = f"{key} {shown(given)} is not one of {', '.join(known)}{near}"
        self.add(ProblemCode.NOT_LISTED, (*below, key), words)

    def add_unread(self, path: Path, error: EvspecError) -> None:
        """Note a value that could not be read."""
        code = next((code for kind, code in _CODES if isinstance(error, kind)), ProblemCode.BAD_VALUE)
        self.add(code, path, str(error))


def _dotted(path: Path) -> str:
    """Write a path as messages show it, lists counted from 1: ``said[2].edrive20.range``."""
    import json

    words = "".join(
        f"[{spelled(key + 1)}]" if isinstance(key, int) else f".{key if bare(key) else json.dumps(key)}"
        for key in path
    )
    return words.removeprefix(".")


def bare(key: str) -> bool:
    """Tell whether TOML takes a key without quotes."""
    return key.isascii() and key.replace("-", "a").replace("_", "a").isalnum()


def shown(value: object) -> str:
    """Return what stands in a file as a message quotes it, cut short."""
    import json

    try:
        words = json.dumps(value, ensure_ascii=True, default=str)
    except ValueError:
        # of a number that Python does not print
        words = quoted(value)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
