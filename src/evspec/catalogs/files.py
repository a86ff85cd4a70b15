"""Files in and out: TOML or JSON text becomes a document that is safe to read on, and text becomes a file."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from math import inf, isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from evspec.catalogs.problems import Problems, shown
from evspec.errors import DataError, EvspecError, Problem
from evspec.table.safety import UNSAFE

if TYPE_CHECKING:
    from evspec.catalogs.locating import Lines
    from evspec.catalogs.problems import Path as Place

__all__ = ["LARGEST", "Document", "parse", "save"]

Document: TypeAlias = Mapping[str, Any]

#: Files above this many bytes are not read: the largest catalog file is a thousandth of it.
LARGEST = 64_000_000
_DEEPEST = 8
_DIGITS = 18
# what no table would show as it is, and line breaks
_ODD = re.compile(f"[\t\n{UNSAFE}]")
_TOML_LINE = re.compile(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")
_MOST_PARTS = 32
_LONGEST_LINE = 20_000
_PART = r'(?:(?<![\w-])[\w-]++|"(?:[^"\\\n]|\\.){0,80}+"|\'[^\'\n]{0,80}+\')[ \t]*+\.[ \t]*+'


def parse(path: Path, name: str = "") -> tuple[dict[str, Any], Problems]:
    """Read one TOML or JSON file.

    Parameters
    ----------
    path
        The file; one that ends in ``.json`` is JSON, any other TOML.
    name
        How messages name it; its path by default.

    Returns
    -------
    tuple of dict and Problems
        The document, and what collects the mistakes of its contents. Its text is free of invisible
        characters, its numbers are finite, and a date without quotes has become text.

    Raises
    ------
    DataError
        If it cannot be read, is too large, or is no such document.
    """
    name = name or str(path)
    text = _read(path, name)
    is_json = path.suffix.lower() == ".json"
    lines: Lines | None = None

    def scan() -> Lines:
        nonlocal lines
        if lines is None:
            from evspec.catalogs.locating import Lines

            lines = Lines(text, is_json=is_json)
        return lines

    problems = Problems(name, lambda place: scan().find(place))
    document, twice = _json(text, name) if is_json else (_toml(text, name), False)
    if not isinstance(document, dict):
        raise DataError([Problem(name, 1, "", f"found {shown(document)}; a data file is a table of keys")])
    odd = list(_oddities(document, ()))
    # the scanner follows the nesting; what is too deep for it has been found by then
    if odd and "deep" in odd[-1][1]:
        raise DataError([Problem(name, 0, "", odd[-1][1])])
    for place, message in odd:
        problems.add(place, message)
    if twice:
        for place in scan().twice:
            problems.add(place, f"the key {shown(place[-1])} stands twice; leave one out")
    if problems.found:
        raise DataError(problems.found)
    return document, problems


def _read(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise DataError([Problem(name, 0, "", f"cannot be read: {error.strerror or error}")]) from None
    if len(content) > LARGEST:
        raise DataError([Problem(name, 0, "", f"more than {LARGEST:,} bytes; split it")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x}"
        raise DataError([Problem(name, line, "", f"{found} is not UTF-8; save the file as UTF-8")]) from None


def _toml(text: str, name: str) -> dict[str, Any]:
    import tomllib

    # tomllib takes minutes over a key of a hundred thousand dots
    for n, words in enumerate(text.split("\n"), start=1):
        if len(words) > _LONGEST_LINE:
            raise DataError([Problem(name, n, "", f"a line of {len(words):,} characters; break it up")])
    if long := re.search(f"(?:{_PART}){{{_MOST_PARTS}}}", text):
        line = text.count("\n", 0, long.start()) + 1
        raise DataError([Problem(name, line, "", f"a key of more than {_MOST_PARTS} parts; use fewer dots")])
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise DataError([Problem(name, 0, "", _too_deep())]) from None
    except ValueError as error:
        message = str(error)
        match = _TOML_LINE.search(message)
        line, column = (int(part or 0) for part in match.groups()) if match else (0, 0)
        words = message[: match.start()] if match else message
        place = f", column {column}" if column else ", at the end of the file"
        line = line or text.count("\n") + 1
        raise DataError([Problem(name, line, "", f"not valid TOML: {words}{place}")]) from None


def _json(text: str, name: str) -> tuple[Any, bool]:
    """Return the document, and whether any key stands twice in one object."""
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
    except RecursionError:
        raise DataError([Problem(name, 0, "", _too_deep())]) from None
    except json.JSONDecodeError as error:
        words = f"not valid JSON: {error.msg}, column {error.colno}"
        raise DataError([Problem(name, error.lineno, "", words)]) from None


def _too_deep() -> str:
    return f"tables and lists more than {_DEEPEST} deep; a data file has no use for them"


def _oddities(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
    """Yield what no data file may hold; dates without quotes become text on the way."""
    if len(at) > _DEEPEST:
        yield at, _too_deep()
    elif isinstance(value, dict | list):
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            if isinstance(inner, date) and not isinstance(inner, datetime):
                value[key] = inner.isoformat()
            elif isinstance(key, str) and _ODD.search(key):
                yield at, f"the key {shown(key)} holds an invisible character; leave it out"
            else:
                yield from _oddities(inner, (*at, key))
    elif isinstance(value, str):
        odd = _ODD.search(value)
        if odd is not None:
            code = f"U+{ord(odd.group()):04X}"
            yield at, f"{shown(value)} holds the invisible character {code}; leave it out"
    elif isinstance(value, datetime | time):
        yield at, f"found the time {value}; write a date in quotes"
    elif isinstance(value, int | float) and (not isfinite(value) or abs(value) >= 10**_DIGITS):
        yield at, "found a number that is not finite or out of reach; write the figure as printed, in quotes"


def save(texts: Mapping[Path, str]) -> None:
    """Write files whole or not at all: until every new one is on the disk, no old one is touched.

    Raises
    ------
    EvspecError
        If one cannot be written; then no temporary file is left either.
    """
    written: dict[Path, Path] = {}
    target = Path()
    try:
        for target, text in texts.items():
            if target.exists() and not target.is_file():
                _pour(target, text)
                continue
            real = target.resolve()
            temporary = real.with_name(f".evspec-{os.urandom(6).hex()}")
            written[temporary] = real
            with temporary.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if real.exists():
                temporary.chmod(real.stat().st_mode & 0o7777)
        for temporary, target in written.items():
            temporary.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise EvspecError(f"{target} cannot be written: {error.strerror or error}") from None
    finally:
        for temporary in written:
            temporary.unlink(missing_ok=True)


def _pour(target: Path, text: str) -> None:
    """Write into what is no regular file, such as a pipe or /dev/stdout, which cannot be replaced."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
