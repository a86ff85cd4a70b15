"""Documents as TOML text, in the form that people write data files in: one line per claim."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from evspec.files.definitions import DEFINITIONS
from evspec.files.problems import bare

__all__ = ["write_generation", "write_tables"]

#: A line is broken up beyond so many characters, where TOML lets it be; the reader refuses very long ones.
_LONG: Final = 2_000


def write_tables(tables: Mapping[str, Mapping[str, Any]], below: str = "") -> Iterator[str]:
    """Yield the lines of tables, such as those of sources, in a file of their own or below a key."""
    for name, row in tables.items():
        yield ""
        yield f"[{below}{_key(name)}]"
        yield from (f"{_key(key)} = {_value(value)}" for key, value in row.items())


def write_generation(document: Mapping[str, Any], table: str = "") -> Iterator[str]:
    """Yield the lines of one generation, in a file of its own or as a table of this name."""
    yield ""
    if table:
        yield f"[{table}]"
    for key, value in document.items():
        if key != "said" and key not in DEFINITIONS:
            yield from _lines(_key(key), value)
    for key in DEFINITIONS:
        yield from write_tables(document.get(key, {}), f"{key}.")
    for block in document["said"]:
        yield ""
        yield f"[[{table}.said]]" if table else "[[said]]"
        for key, value in block.items():
            if isinstance(value, dict) and "value" not in value:
                for inner, given in value.items():
                    yield from _lines(f"{_key(key)}.{_key(inner)}", given)
            else:
                yield from _lines(_key(key), value)


def _lines(key: str, value: Any) -> Iterator[str]:
    """Yield a line for a value, or one for each entry of a table or a list that would make it long."""
    line = f"{key} = {_value(value)}"
    if len(line) <= _LONG or not isinstance(value, Mapping | list):
        yield line
    elif isinstance(value, Mapping):
        yield from (f"{key}.{_key(inner)} = {_value(given)}" for inner, given in value.items())
    else:
        yield f"{key} = ["
        yield from (f"    {_value(given)}," for given in value)
        yield "]"


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
