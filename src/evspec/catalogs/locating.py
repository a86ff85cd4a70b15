"""Where in a TOML text a key stands, for error messages: tomllib itself tells no lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evspec.catalogs.reading import Locate

__all__ = ["locate_in"]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")


def locate_in(text: str) -> Locate:
    """Return a function that finds the line of a path in a TOML text written a claim a line.

    It looks for the header of the table, counts the blocks of an array of tables, and below it for
    the longest run of the path's keys at the start of a line. What it cannot find gets the line of
    what encloses it; nothing at all gets 0.
    """
    lines = text.splitlines()

    def locate(path: tuple[str | int, ...]) -> int:
        keys = list(path)
        start, end = 0, len(lines)
        if len(keys) > 1 and isinstance(keys[1], int):
            start, end = _section(lines, str(keys[0]), keys[1])
            keys = keys[2:]
        elif keys:
            found = _section(lines, str(keys[0]), 0)
            if found[0]:
                start, end = found
                keys = keys[1:]
        names = [key for key in keys if isinstance(key, str)]
        line = _line_of(lines, names, start, end)
        return line or start

    return locate


def _section(lines: list[str], name: str, number: int) -> tuple[int, int]:
    """Return the line number of the header of a table, and where the table ends; 0 and all if none."""
    seen = -1
    for n, line in enumerate(lines, start=1):
        match = _HEADER.match(line)
        if match is None or match.group(2).strip("\"'") != name:
            continue
        seen += 1
        if seen == number:
            rest = (m for m, after in enumerate(lines[n:], start=n) if _HEADER.match(after))
            return n, next(rest, len(lines))
    return 0, len(lines)


def _line_of(lines: list[str], names: list[str], start: int, end: int) -> int:
    for length in range(len(names), 0, -1):
        written = r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in names[:length])
        pattern = re.compile(rf"^\s*{written}\s*[.=]")
        for n in range(start, end):
            if pattern.match(lines[n]):
                return n + 1
    return 0
