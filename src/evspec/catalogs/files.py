"""Files in and out of the form that reading and writing share: TOML or JSON text and a document."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evspec.catalogs.locating import locate_in
from evspec.errors import DataError, EvspecError, Problem

if TYPE_CHECKING:
    from evspec.catalogs.reading import Locate

__all__ = ["LARGEST", "parse", "save"]

#: Files above this many bytes are not read: the largest catalog file is a hundredth of it.
LARGEST = 64_000_000
_DEEPEST = 8
_KEY = re.compile(r"^\s*\[*([^=\"'#\[\]]*)[=\]]")
_TOML_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


def parse(path: Path, shown: str | None = None) -> tuple[dict[str, Any], Locate]:
    """Read one TOML or JSON file.

    Parameters
    ----------
    path
        The file.
    shown
        How messages name it; its path by default.

    Returns
    -------
    tuple of dict and Locate
        The document, and the function that finds lines in it.

    Raises
    ------
    DataError
        If it cannot be read, is too large, or is no TOML or JSON.
    """
    name = shown or str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise DataError([Problem(name, 0, "", f"more than {LARGEST:,} bytes; split it")])
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError([Problem(name, 0, "", f"cannot be read: {error.strerror or error}")]) from None
    except UnicodeDecodeError as error:
        raise DataError(
            [Problem(name, 0, "", f"not UTF-8 text (byte {error.start}); save it as UTF-8")]
        ) from None
    document = _json(text, name) if path.suffix.lower() == ".json" else _toml(text, name)
    if not isinstance(document, dict):
        raise DataError([Problem(name, 1, "", "not a table of keys")])
    return document, locate_in(text) if path.suffix.lower() != ".json" else _nowhere


def _nowhere(_path: tuple[str | int, ...]) -> int:
    return 0


def _toml(text: str, name: str) -> dict[str, Any]:
    import tomllib

    for n, line in enumerate(text.splitlines(), start=1):
        # tomllib takes minutes over a key of a hundred thousand dots
        match = _KEY.match(line)
        if match is not None and match.group(1).count(".") > _DEEPEST:
            raise DataError([Problem(name, n, "", f"a key of more than {_DEEPEST} dots")])
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = str(error)
        match = _TOML_LINE.search(message)
        line = int(match.group(1)) if match else text.count("\n") + 1
        raise DataError([Problem(name, line, "", f"not valid TOML: {message}")]) from None


def _json(text: str, name: str) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in items]
        if len(set(keys)) < len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise EvspecError(f"the key {twice!r} stands twice")
        return dict(items)

    def refuse(constant: str) -> Any:
        raise EvspecError(f"{constant} is no figure")

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise DataError(
            [Problem(name, error.lineno, "", f"not valid JSON: {error.msg}, column {error.colno}")]
        ) from None
    except (EvspecError, RecursionError) as error:
        raise DataError([Problem(name, 0, "", f"not valid JSON: {error}")]) from None


def save(path: Path, text: str) -> None:
    """Write a file whole or not at all: on any fault the old one stays as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
