"""Documents as TOML text, in the form that people write data files in: one line per claim."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from evspec.files.problems import bare

__all__ = ["write_generation", "write_sources"]


def write_sources(sources: Mapping[str, Mapping[str, Any]], below: str = "") -> Iterator[str]:
    """Yield the lines of a table of sources, in a file of its own or below a key."""
    for id_, row in sources.items():
        yield ""
        yield f"[{below}{_key(id_)}]"
        yield from (f"{_key(key)} = {_value(value)}" for key, value in row.items())


def write_generation(document: Mapping[str, Any], table: str = "") -> Iterator[str]:
    """Yield the lines of one generation, in a file of its own or as a table of this name."""
    yield ""
    if table:
        yield f"[{table}]"
    yield from (f"{_key(key)} = {_value(value)}" for key, value in document.items() if key != "said")
    for block in document["said"]:
        yield ""
        yield f"[[{table}.said]]" if table else "[[said]]"
        for key, value in block.items():
            if isinstance(value, dict) and "value" not in value:
                yield from (f"{_key(key)}.{_key(inner)} = {_value(given)}" for inner, given in value.items())
            else:
                yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if bare(key) else _quoted(key)


def _quoted(text: str) -> str:
    # JSON's escapes are TOML's, but TOML wants DEL escaped too
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _quoted(value) if isinstance(value, str) else repr(value)
