"""On which line of a TOML or JSON text a key stands, which the parsers do not tell.

The text is known to be valid, so that what follows is a scanner and no parser: it takes from a
value only where it starts and ends. It runs when there is a first mistake to report.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from evspec.files.problems import Path

__all__ = ["Lines"]

_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:\'{0,2})|"(?:[^"\\]|\\.)*"|\'[^\']*\'', re.DOTALL
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_OTHER = re.compile(r"[^,\]}#\r\n]+")


class Lines:
    """The lines of a text's keys and list entries.

    Attributes
    ----------
    twice
        Paths of keys that stand twice in one JSON object; TOML's parser refuses those itself.
    """

    def __init__(self, text: str, *, is_json: bool) -> None:
        self.twice: list[Path] = []
        self._text = text
        self._is_json = is_json
        self._at = self._counted = 0
        self._line = 1
        self._lines: dict[Path, int] = {}
        self._blocks: dict[Path, int] = {}
        if is_json:
            self._value(())
        else:
            self._statements()

    def find(self, path: Path) -> int:
        """Return the line of a path or of the nearest thing that encloses it; 1 if nothing does."""
        return next((self._lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._lines), 1)

    def _statements(self) -> None:
        table: Path = ()
        while opening := self._next():
            self._note_line()
            if opening == "[":
                brackets = 2 if self._text.startswith("[[", self._at) else 1
                self._at += brackets
                table = self._header(self._keys(), is_block=brackets == 2)
                self._next()
                self._at += brackets
            else:
                self._entry(table)

    def _header(self, keys: tuple[str, ...], *, is_block: bool) -> Path:
        """Return the path that a header opens: below the last block where a key names blocks."""
        path: Path = ()
        for place, key in enumerate(keys, start=1):
            path += (key,)
            if is_block and place == len(keys):
                self._blocks[path] = self._blocks.get(path, -1) + 1
            self._note(path)
            if path in self._blocks:
                path += (self._blocks[path],)
                self._note(path)
        return path

    def _entry(self, table: Path) -> None:
        """Take a key, its sign and its value."""
        self._next()
        self._note_line()
        path = table
        for key in self._keys():
            path += (key,)
            if self._is_json and path in self._lines:
                self.twice.append(path)
            self._note(path)
        self._next()
        self._at += 1
        self._value(path)

    def _keys(self) -> tuple[str, ...]:
        keys = []
        while True:
            quoted = self._next() in {'"', "'"}
            match = (_STRING if quoted else _BARE).match(self._text, self._at)
            assert match is not None, "the parser has found the text valid"  # noqa: S101
            self._at = match.end()
            keys.append(_unquoted(match.group(), is_json=self._is_json) if quoted else match.group())
            if self._next() != ".":
                return tuple(keys)
            self._at += 1

    def _value(self, path: Path) -> None:
        opening = self._next()
        if opening == "[":
            self._list(path)
        elif opening == "{":
            self._at += 1
            while self._next() != "}":
                if self._next() == ",":
                    self._at += 1
                else:
                    self._entry(path)
            self._at += 1
        else:
            match = (_STRING if opening in {'"', "'"} else _OTHER).match(self._text, self._at)
            self._at = match.end() if match else self._at + 1

    def _list(self, path: Path) -> None:
        self._at += 1
        place = 0
        while self._next() != "]":
            if self._next() == ",":
                self._at += 1
                continue
            self._note_line()
            self._note((*path, place))
            self._value((*path, place))
            place += 1
        self._at += 1

    def _next(self) -> str:
        """Skip to the next character that says something and return it, "" at the end."""
        match = _BETWEEN.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._text[self._at : self._at + 1]

    def _note_line(self) -> None:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at

    def _note(self, path: Path) -> None:
        self._lines.setdefault(path, self._line)


def _unquoted(quoted: str, *, is_json: bool) -> str:
    if is_json:
        key: str = json.loads(quoted)
        return key
    return next(iter(tomli.loads(f"{quoted} = 0")))
