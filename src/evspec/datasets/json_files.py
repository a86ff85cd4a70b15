"""JSON files as sheets: one row for each record, dots go down into tables and [] over lists."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING, Any, Final

from evspec.datasets.encodings import decoding, encoding_of
from evspec.datasets.layers import merged
from evspec.datasets.sheets import MISSING, Refusal, Sheet, failure, text_of
from evspec.errors import ParseError, ProblemCode, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from evspec.crosswalks import FileMapping
    from evspec.datasets.sheets import Cell, Row

__all__ = ["SUFFIXES", "document_of", "has_lines", "json_sheet", "lines_of", "records_in", "sheet_of"]

#: How the names of such files end; of the latter two each line is a record.
SUFFIXES: Final = (".json", ".jsonl", ".ndjson")
_LINES: Final = SUFFIXES[1:]
#: What makes the records of a mapping from files that lie one upon the other.
_LAYERS: Final = "layers"
_DEEPEST: Final = 6
#: The most digits of a whole number.
_DIGITS: Final = 400


def json_sheet(path: Path, mapping: FileMapping) -> Sheet:
    """Return a JSON file as a sheet; only columns that the mapping asks for are looked up.

    Raises
    ------
    DataError
        If it cannot be read, or has no list where the mapping says.
    """
    records = _records(path, mapping)
    asked = tuple(mapping.columns())
    return sheet_of(str(path), records, asked, mapping.decimal, "line" if has_lines(path) else "record")


def sheet_of(
    name: str, records: Iterable[tuple[int, Any]], asked: Sequence[str], decimal: str | None, noun: str
) -> Sheet:
    """Return records as a sheet."""
    getters = [_getter(column, decimal) for column in asked]
    seen: set[int] = set()
    leaves: dict[str, None] = {}

    def rows() -> Iterator[Row]:
        for number, record in records:
            if isinstance(record, Refusal):
                yield number, record
                continue
            if not isinstance(record, Mapping):
                words = f"a record is a table of keys, found {text_of(record, None)[:60]!r}"
                yield number, Refusal(ProblemCode.WRONG_TYPE, words)
                continue
            _note_leaves(record, "", leaves, 0)
            found = [get(record) for get in getters]
            if len(seen) < len(asked):
                seen.update(place for place, cell in enumerate(found) if cell is not None)
            yield number, [MISSING if cell is None else cell for cell in found]

    def unmapped(known: frozenset[str]) -> tuple[str, ...]:
        return tuple(leaf for leaf in leaves if not _is_known(leaf, known))

    def absent() -> tuple[str, ...]:
        return tuple(column for place, column in enumerate(asked) if place not in seen)

    return Sheet(name, tuple(asked), rows(), noun, unmapped, absent)


def has_lines(path: Path) -> bool:
    """Tell by its name whether each line of a file is a record."""
    return any(path.name.removesuffix(".gz").lower().endswith(suffix) for suffix in _LINES)


def _records(path: Path, mapping: FileMapping) -> Iterable[tuple[int, Any]]:
    encoding = encoding_of(path, mapping.encoding)
    if has_lines(path):
        lines = lines_of(path, encoding)
        return merged(lines) if mapping.records == _LAYERS else lines
    return enumerate(records_in(document_of(path, encoding), mapping.records, str(path)), 1)


def document_of(path: Path, encoding: str) -> Any:
    """Return what a JSON file holds.

    Raises
    ------
    DataError
        If it is no JSON.
    """
    with decoding(path, encoding) as text:
        written = text.read()
    try:
        return _loaded(written)
    except ParseError as error:
        raise failure(str(path), error.message, ProblemCode.DUPLICATE) from None
    except json.JSONDecodeError as error:
        words = f"not valid JSON: {error.msg}, column {error.colno}"
        if error.pos >= len(written.rstrip()) or error.msg.startswith("Unterminated"):
            words += "; it is cut short"
        raise failure(str(path), words, ProblemCode.SYNTAX, error.lineno) from None
    except RecursionError:
        raise failure(str(path), "tables and lists too deep to read", ProblemCode.SYNTAX) from None


def lines_of(path: Path, encoding: str) -> Iterator[tuple[int, Any]]:
    """Yield number and record of each line that is not empty, or why it is none."""
    with decoding(path, encoding) as text:
        for number, line in enumerate(text, 1):
            if not line.strip():
                continue
            try:
                yield number, _loaded(line)
            except ParseError as error:
                yield number, Refusal(ProblemCode.DUPLICATE, error.message)
            except (json.JSONDecodeError, RecursionError) as error:
                words = f"not valid JSON: {getattr(error, 'msg', 'too deep')}"
                yield number, Refusal(ProblemCode.SYNTAX, words)


def _loaded(text: str) -> Any:
    """Return what a text of JSON says.

    Raises
    ------
    ParseError
        If a key stands twice in one table, of which JSON's own reader takes the last.
    """
    return json.loads(text, parse_constant=str, object_pairs_hook=_once, parse_int=_whole)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ParseError(f"the key {twice[:60]!r} stands twice in one table; leave one out")
    return table


def _whole(digits: str) -> int | float:
    # Python refuses to show a longer one; infinite, it is refused wherever a number may stand
    return int(digits) if len(digits) <= _DIGITS else inf


def records_in(document: Any, where: str, name: str) -> Iterable[Any]:
    """Return the records of a document: below a dotted path, or with keys for columns ("{make}/{model}")."""
    if "{" in where:
        columns = [part.strip().strip("{}") for part in where.split("/")]
        return _keyed(document, columns, {})
    found = document
    for key in where.split(".") if where else ():
        if not isinstance(found, Mapping) or key not in found:
            known = list(found) if isinstance(found, Mapping) else []
            near = did_you_mean(key, known)
            raise failure(name, f"no key {key!r} where the records are{near}", ProblemCode.MISSING_KEY)
        found = found[key]
    if not isinstance(found, list):
        words = f"records are a list, found a {type(found).__name__}"
        lists = (
            [key for key, value in found.items() if isinstance(value, list)]
            if isinstance(found, Mapping)
            else []
        )
        if lists:
            words += f'; the mapping should say records = "{lists[0]}"'
        raise failure(name, words, ProblemCode.WRONG_TYPE)
    if not found:
        raise failure(name, "an empty list of records", ProblemCode.NO_DATA)
    return found


def _keyed(table: Any, columns: Sequence[str], above: Mapping[str, str]) -> Iterator[Any]:
    if not columns:
        yield {**table, **above} if isinstance(table, Mapping) else dict(above)
        return
    for key, inner in table.items() if isinstance(table, Mapping) else ():
        yield from _keyed(inner, columns[1:], {**above, columns[0]: key})


def _getter(column: str, decimal: str | None) -> Callable[[Mapping[str, Any]], Cell | None]:
    """Return what looks a column up in a record: a text, several where it goes over a list, or None."""
    before, several, after = column.partition("[]")
    keys = before.split(".")
    inner = _getter(after.removeprefix("."), decimal) if after else None

    def one(record: Any) -> Cell | None:
        value = record
        for key in keys:
            if type(value) is not dict and not isinstance(value, Mapping):
                return None
            value = value.get(key)
        return None if value is None else text_of(value, decimal)

    def many(record: Any) -> Cell | None:
        value = record
        for key in keys:
            if not isinstance(value, Mapping):
                return None
            value = value.get(key)
        if not isinstance(value, list):
            return None if value is None else text_of(value, decimal)
        found = [(inner(item) or MISSING) if inner else text_of(item, decimal) for item in value]
        return tuple(cell if isinstance(cell, str) else " ".join(cell) for cell in found)

    return many if several else one


def _note_leaves(table: Mapping[str, Any], above: str, leaves: dict[str, None], depth: int) -> None:
    for key, value in table.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            _note_leaves(value, f"{above}{key}.", leaves, depth + 1)
        elif value is not None:
            leaves[above + key] = None


def _is_known(leaf: str, known: frozenset[str]) -> bool:
    """Tell whether a column, or one that holds it, is mapped or ignored."""
    above = [leaf[:at] for at, sign in enumerate(leaf) if sign == "."]
    return any(name in known or f"{name}[]" in known for name in (leaf, *above)) or any(
        name.startswith(f"{leaf}[]") for name in known
    )
