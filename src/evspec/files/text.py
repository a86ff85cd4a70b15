"""TOML or JSON text becomes a document that is safe to read on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import tomli

from evspec.disk import read_bytes, reading
from evspec.errors import DataError, Problem, ProblemCode
from evspec.files.problems import Problems, shown

if TYPE_CHECKING:
    from evspec.disk import Openable
    from evspec.files.lines import Lines
    from evspec.files.problems import Path as Place

__all__ = ["LARGEST", "MATCHES", "SOURCES", "Document", "is_data", "parse", "read_text"]

Document: TypeAlias = Mapping[str, Any]

#: The file of a folder's sources.
SOURCES = "sources.toml"
#: The file that says which vehicles of the record are which of the others.
MATCHES = "matches.toml"
#: Files above this many bytes are not read: the largest catalog file is a thousandth of it.
LARGEST = 64_000_000
_DEEPEST = 12
_DIGITS = 18
_MOST_PARTS = 32
_LONGEST_LINE = 20_000
_PART = r'(?:(?<![\w-])[\w-]++|"(?:[^"\\\n]|\\.){0,80}+"|\'[^\'\n]{0,80}+\')[ \t]*+\.[ \t]*+'


def is_data(path: Path) -> bool:
    """Tell by its path whether a file in a folder of data holds vehicles."""
    hidden = any(part.startswith(".") for part in path.parts)
    is_about_others = path.name in {SOURCES, "schema.json"} or path == Path(MATCHES)
    return path.suffix.lower() in {".toml", ".json"} and not is_about_others and not hidden


def parse(path: Path, name: str = "", text: str | None = None) -> tuple[dict[str, Any], Problems]:
    """Read one TOML or JSON file.

    Parameters
    ----------
    path
        The file; one that ends in ``.json`` is JSON, any other TOML.
    name
        How messages name it; its path by default.
    text
        What is in it, where that is known; else it is read.

    Returns
    -------
    tuple of dict and Problems
        The document, and what collects its mistakes. Its text is free of invisible characters,
        its whole numbers are small, and a date without quotes has become text.

    Raises
    ------
    DataError
        If it cannot be read, is too large, or is no such document.
    """
    name = name or str(path)
    text = read_text(path, name) if text is None else text
    is_json = path.suffix.lower() == ".json"
    lines: Lines | None = None

    def scan() -> Lines:
        nonlocal lines
        if lines is None:
            from evspec.files.lines import Lines

            lines = Lines(text, is_json=is_json)
        return lines

    # what programs write stands on one line, and may be large
    one_line = "\n" not in text.rstrip("\n")
    problems = Problems(name, lambda place: 1 if one_line else scan().find(place))
    try:
        document, twice = _json(text, name) if is_json else (_toml(text, name), False)
        if not isinstance(document, dict):
            found = f"found {shown(document)}; a data file is a table of keys"
            raise _refusal(ProblemCode.WRONG_TYPE, name, 1, found)
        _tidy(document, (), problems)
    except RecursionError:
        words = f"tables and lists more than {_DEEPEST} deep; a data file has no use for them"
        raise _refusal(ProblemCode.SYNTAX, name, 0, words) from None
    if twice:
        for place in scan().twice:
            words = f"the key {shown(place[-1])} stands twice; leave one out"
            problems.add(ProblemCode.DUPLICATE, place, words)
    return document, problems


def _refusal(code: ProblemCode, name: str, line: int, message: str) -> DataError:
    """Return the error of a file that is read no further."""
    return DataError([Problem(name, line, "", message, code)])


def read_text(path: Path | Openable, name: str) -> str:
    """Return the text of a file.

    Raises
    ------
    DataError
        If it cannot be read or is too large.
    """
    with reading(name):
        content = read_bytes(path, LARGEST + 1)
    if len(content) > LARGEST:
        raise _refusal(ProblemCode.UNREADABLE, name, 0, f"more than {LARGEST:,} bytes; split it")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        words = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise _refusal(ProblemCode.UNREADABLE, name, line, words) from None


def _toml(text: str, name: str) -> dict[str, Any]:
    # tomli takes minutes over a key of a hundred thousand dots
    lines = text.split("\n")
    for n, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            raise _refusal(ProblemCode.SYNTAX, name, n, f"a line of {len(line):,} characters; break it up")
        if line.count(".") >= _MOST_PARTS and re.search(f"(?:{_PART}){{{_MOST_PARTS}}}", line):
            words = f"a key of more than {_MOST_PARTS} parts; use fewer dots"
            raise _refusal(ProblemCode.SYNTAX, name, n, words)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        place = "at the end of the file" if error.pos >= len(error.doc) else f"column {error.colno}"
        if error.msg == "Cannot overwrite a value":
            place += "; the key stands twice, leave one out"
        words = f"not valid TOML: {error.msg}, {place}"
        raise _refusal(ProblemCode.SYNTAX, name, error.lineno, words) from None
    except ValueError:
        # Python takes no whole number of thousands of digits
        n = next((n for n, line in enumerate(lines, start=1) if re.search("(?:[0-9]_?){4000}", line)), 0)
        raise _refusal(ProblemCode.SYNTAX, name, n, "a whole number of more than 4,000 digits") from None


def _json(text: str, name: str) -> tuple[Any, bool]:
    """Return the document, and whether any key stands twice in one object."""
    import json

    twice = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        table = dict(items)
        twice = twice or len(table) < len(items)
        return table

    def whole(digits: str) -> int | float:
        return int(digits) if len(digits) <= _DIGITS else inf

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_int=whole), twice
    except json.JSONDecodeError as error:
        words = f"not valid JSON: {error.msg}, column {error.colno}"
        raise _refusal(ProblemCode.SYNTAX, name, error.lineno, words) from None


def _tidy(table: Any, place: Place, problems: Problems) -> None:
    """Make every value one that is safe to read on, and note what had to go for that.

    Raises
    ------
    RecursionError
        If tables and lists are nested too deep.
    """
    if len(place) >= _DEEPEST:
        raise RecursionError
    if _is_tidy(table):
        return
    for key, value in list(table.items() if isinstance(table, dict) else enumerate(table)):
        if isinstance(key, str) and _cleaned(key)[1]:
            words = f"the key {shown(key)} holds an invisible character; leave it out"
            problems.add(ProblemCode.INVISIBLE, place, words)
            del table[key]
        elif isinstance(value, str):
            clean, odd = _cleaned(value)
            if odd:
                found = f"{shown(value)} holds the invisible character U+{ord(odd):04X}"
                problems.add(ProblemCode.INVISIBLE, (*place, key), f"{found}; leave it out")
                table[key] = clean
        elif isinstance(value, dict | list):
            _tidy(value, (*place, key), problems)
        elif isinstance(value, date | time):
            table[key] = value.isoformat()
        elif type(value) is int and abs(value) >= 10**_DIGITS:
            # Python refuses to show it; infinite, it is refused wherever a number may stand
            table[key] = inf


def _is_tidy(table: Any) -> bool:
    """Tell whether a table holds nothing but plain text, as most do; the text is looked at in one piece."""
    if not isinstance(table, dict):
        return False
    try:
        return "".join(table).isprintable() and "".join(table.values()).isprintable()
    except TypeError:
        # a value that is no text
        return False


def _cleaned(text: str) -> tuple[str, str]:
    """Return a text with spaces for invisible characters, and the first of those, "" if it has none."""
    if text.isprintable():
        return text, ""
    from evspec.table.safety import UNSAFE

    # what no table would show as it is, and line breaks
    odd = re.compile(f"[\t\n{UNSAFE}]")
    first = odd.search(text)
    return odd.sub(" ", text), first.group() if first else ""
