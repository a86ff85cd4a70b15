"""JSON, without loss, and back."""

from __future__ import annotations

import json
import re
from collections import Counter
from math import isinf
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from evspec.errors import DataError, Problem, ProblemCode, check_type, did_you_mean
from evspec.packaged import packaged
from evspec.table.document import (
    ALIGNMENTS,
    BEST,
    JSON,
    KINDS,
    MARKS,
    Cell,
    Column,
    Note,
    Row,
    Span,
    TableData,
)  # fmt: skip
from evspec.table.safety import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import UnionType

__all__ = ["SCHEMA_VERSION", "read", "table_schema", "write"]

SCHEMA_VERSION = 2
T = TypeVar("T", bound=TableData)
#: Yields what is wrong with a value at a place.
_Check: TypeAlias = "Callable[[JSON, str], Iterator[Problem]]"
#: So many characters of a text that is no key are told.
_LONGEST = 40
# json escapes the characters below U+0020 by itself.
_UNSAFE = re.compile(f"[{UNSAFE}]")


def table_schema() -> str:
    """Return the JSON Schema of what `write` writes, without a line break at its end."""
    return packaged("table/table-schema.json").read_text(encoding="utf-8").rstrip()


def write(table: TableData) -> str:
    """Write a table as JSON.

    Parameters
    ----------
    table
        What to write.

    Returns
    -------
    str
        UTF-8 text with control and bidi characters escaped, always in the same order.

    Raises
    ------
    DataError
        If the table's data hold something that JSON has no form for, such as NaN.
    """
    document = {
        "schema_version": SCHEMA_VERSION,
        "title": table.title,
        "subtitle": table.subtitle,
        "stub": table.stub,
        "columns": [
            {"key": column.key, "label": column.label, "align": column.align, **_refs(column)}
            for column in table.columns
        ],
        "rows": [
            {
                "key": row.key,
                "label": row.label,
                "group": row.group,
                "title": row.title,
                "cells": [_cell(cell) for cell in row.cells],
                "data": row.data,
                **_refs(row),
            }
            for row in table.rows
        ],
        "notes": [_note(note) for note in table.notes],
        "sources": [_note(note) for note in table.sources],
        "footer": [_spans(line) for line in table.footer],
        "data": table.data,
        **({"locale": table.locale} if table.locale else {}),
        **({"best": table.best} if table.best != "star" else {}),
        **({} if table.thousands is None else {"thousands": table.thousands}),
    }
    try:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    except (TypeError, ValueError) as error:
        message = f"found data that JSON has no form for: {error}"
        raise DataError([Problem("table", 0, "data", message, ProblemCode.BAD_VALUE)]) from error
    return _UNSAFE.sub(_escape, text)


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "text": cell.text,
        "notes": list(cell.notes),
        "cites": list(cell.cites),
        "mark": cell.mark,
        "title": cell.title,
        "data": dict(cell.data),
        **({"details": list(cell.details)} if cell.details else {}),
    }


def _refs(head: Column | Row) -> dict[str, object]:
    return {"notes": list(head.notes)} if head.notes else {}


def _note(note: Note) -> dict[str, object]:
    return {"kind": note.kind, "spans": _spans(note.spans)}


def _spans(spans: Iterable[Span]) -> list[dict[str, object]]:
    return [
        {"text": span.text, "href": span.href, **({"cites": list(span.cites)} if span.cites else {})}
        for span in spans
    ]


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def read(text: str, kind: type[T]) -> T:
    """Read what `write` wrote.

    Parameters
    ----------
    text
        A JSON document of this schema version.
    kind
        What to make of it.

    Returns
    -------
    TableData
        Equal to the one that was written.

    Raises
    ------
    DataError
        With every mistake and its place in the document.
    """
    try:
        check_type("a table", text, str, "read from its JSON text")
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise DataError(
            [Problem("table", error.lineno, "", f"not JSON: {error.msg}", ProblemCode.SYNTAX)]
        ) from error
    except (ValueError, RecursionError) as error:
        raise DataError(
            [Problem("table", 0, "", f"not JSON that evspec reads: {error}", ProblemCode.SYNTAX)]
        ) from error
    version = document.get("schema_version") if isinstance(document, dict) else None
    if version != SCHEMA_VERSION or isinstance(version, bool):
        message = f"found {version!r}, expected {SCHEMA_VERSION}"
        raise DataError([Problem("table", 0, "schema_version", message, ProblemCode.SCHEMA_VERSION)])
    if problems := list(_TABLE(document, "")):
        raise DataError(problems)
    return kind(
        title=document["title"],
        subtitle=document["subtitle"],
        columns=tuple(Column(**column | _read_refs(column)) for column in document["columns"]),
        rows=tuple(
            Row(**row | _read_refs(row) | {"cells": tuple(map(_read_cell, row["cells"]))})
            for row in document["rows"]
        ),
        notes=tuple(map(_read_note, document["notes"])),
        sources=tuple(map(_read_note, document["sources"])),
        footer=tuple(map(_read_spans, document["footer"])),
        stub=document["stub"],
        data=document["data"],
        locale=document.get("locale", ""),
        best=document.get("best", "star"),
        thousands=document.get("thousands"),
    )


def _read_cell(cell: dict[str, Any]) -> Cell:
    listed = {name: tuple(cell.get(name, ())) for name in ("notes", "cites", "details")}
    return Cell(**cell | listed)


def _read_refs(head: dict[str, Any]) -> dict[str, Any]:
    return {"notes": tuple(head.get("notes", ()))}


def _read_note(note: dict[str, Any]) -> Note:
    return Note(_read_spans(note["spans"]), note["kind"])


def _read_spans(spans: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(**span | {"cites": tuple(span.get("cites", ()))}) for span in spans)


def _once(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    result = dict(pairs)
    if len(result) < len(pairs):
        counted = Counter(key for key, _ in pairs)
        twice = next(key for key, count in counted.items() if count > 1)
        raise ValueError(f"the key {twice[:_LONGEST]!r} stands twice in one object")
    return result


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(f"{digits} is too large a number")
    return number


def _anything(_value: JSON, _path: str) -> Iterator[Problem]:
    return iter(())


def _a(kind: type | UnionType, expected: str) -> _Check:
    """Check that a value is of a kind, and no truth value."""

    def check(value: JSON, path: str) -> Iterator[Problem]:
        if not isinstance(value, kind) or isinstance(value, bool):
            yield _wrong(path, value, expected)

    return check


def _one_of(*among: str) -> _Check:
    """Check that a value is one of these."""

    def check(value: JSON, path: str) -> Iterator[Problem]:
        if value not in among:
            words = f"found {value!r}, expected one of {', '.join(map(repr, among))}"
            yield Problem("table", 0, path, words, ProblemCode.NOT_LISTED)

    return check


def _list(each: _Check) -> _Check:
    """Check that a value is a list, and each of its items."""

    def check(value: JSON, path: str) -> Iterator[Problem]:
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from each(item, f"{path}[{index}]")
        else:
            yield _wrong(path, value, "a list")

    return check


def _object(*optional: str, **known: _Check) -> _Check:
    """Check that a value is an object of these keys, some of which may be left out, and what they hold."""

    def check(value: JSON, path: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield _wrong(path, value, "an object")
            return
        before = f"{path}." if path else ""
        for key in value:
            if key not in known:
                words = f"unknown key{did_you_mean(key, known)}"
                yield Problem("table", 0, f"{before}{key}", words, ProblemCode.UNKNOWN_KEY)
        for key, inner in known.items():
            if key in value:
                yield from inner(value[key], f"{before}{key}")
            elif key not in optional:
                yield Problem("table", 0, f"{before}{key}", "missing", ProblemCode.MISSING_KEY)

    return check


def _wrong(path: str, value: JSON, expected: str) -> Problem:
    return Problem("table", 0, path, f"found {_name(value)}, expected {expected}", ProblemCode.WRONG_TYPE)


_TEXT = _a(str, "text")
_DATA = _a(dict, "an object")
_NUMBERS = _list(_a(int, "the number of a source"))
_SPANS = _list(_object("cites", text=_TEXT, href=_a(str | None, "text or null"), cites=_NUMBERS))
_NOTE = _object(kind=_one_of(*KINDS), spans=_SPANS)
_PLACES = _list(_a(int, "the place of a note"))
_COLUMN = _object("notes", key=_TEXT, label=_TEXT, align=_one_of(*ALIGNMENTS), notes=_PLACES)
_CELL = _object(
    "details", text=_TEXT, notes=_PLACES, cites=_NUMBERS, mark=_one_of(*MARKS),
    title=_TEXT, data=_DATA, details=_list(_TEXT),
)  # fmt: skip
_ROW = _object(
    "notes", key=_TEXT, label=_TEXT, group=_TEXT, title=_TEXT, cells=_list(_CELL), data=_DATA, notes=_PLACES
)
_TABLE = _object(
    "locale",
    "best",
    "thousands",
    schema_version=_anything,
    title=_TEXT,
    subtitle=_TEXT,
    stub=_TEXT,
    columns=_list(_COLUMN),
    rows=_list(_ROW),
    notes=_list(_NOTE),
    sources=_list(_NOTE),
    footer=_list(_SPANS),
    data=_DATA,
    locale=_TEXT,
    best=_one_of(*BEST),
    thousands=_TEXT,
)


def _name(value: JSON) -> str:
    """Return what kind of JSON value was found."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a truth value"
    if isinstance(value, str):
        return f"the text {value[:_LONGEST]!r}"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else f"the number {value}"
