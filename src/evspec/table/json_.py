"""JSON, without loss, and back."""

from __future__ import annotations

import json
import re
from math import isinf
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from evspec.errors import DataError, Problem, did_you_mean
from evspec.table.document import ALIGNMENTS, JSON, MARKS, Cell, Column, Note, Row, Span, Table
from evspec.table.safety import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["SCHEMA_VERSION", "read", "table_schema", "write"]

SCHEMA_VERSION = 1
T = TypeVar("T")
# json escapes the characters below U+0020 by itself.
_UNSAFE = re.compile(f"[{UNSAFE}]")


def table_schema() -> str:
    """Return the JSON Schema of what `write` writes, without a line break at its end."""
    return (Path(__file__).parent / "table-schema.json").read_text(encoding="utf-8").rstrip()


def write(table: Table) -> str:
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
            {"key": column.key, "label": column.label, "align": column.align} for column in table.columns
        ],
        "rows": [
            {
                "key": row.key,
                "label": row.label,
                "group": row.group,
                "title": row.title,
                "cells": [_cell(cell) for cell in row.cells],
                "data": row.data,
            }
            for row in table.rows
        ],
        "notes": [_spans(note.spans) for note in table.notes],
        "footer": [_spans(line) for line in table.footer],
        "data": table.data,
    }
    try:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    except (TypeError, ValueError) as error:
        message = f"found data that JSON has no form for: {error}"
        raise DataError([Problem("table", 0, "data", message)]) from error
    return _UNSAFE.sub(_escape, text)


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "text": cell.text,
        "notes": list(cell.notes),
        "mark": cell.mark,
        "title": cell.title,
        "data": cell.data,
    }


def _spans(spans: Iterable[Span]) -> list[dict[str, str | None]]:
    return [{"text": span.text, "href": span.href} for span in spans]


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def read(text: str) -> Table:
    """Read what `write` wrote.

    Parameters
    ----------
    text
        A JSON document of this schema version.

    Returns
    -------
    Table
        Equal to the one that was written.

    Raises
    ------
    DataError
        With every mistake and its place in the document.
    """
    reader = _Reader()
    try:
        document = json.loads(
            text, object_pairs_hook=reader.pairs, parse_constant=_refuse, parse_float=_finite
        )
    except json.JSONDecodeError as error:
        raise DataError([Problem("table", error.lineno, "", f"not JSON: {error.msg}")]) from error
    except (ValueError, RecursionError) as error:
        raise DataError([Problem("table", 0, "", f"not JSON that evspec reads: {error}")]) from error
    version = document.get("schema_version") if isinstance(document, dict) else None
    if version != SCHEMA_VERSION or isinstance(version, bool):
        message = f"found {version!r}, expected {SCHEMA_VERSION}"
        raise DataError([Problem("table", 0, "schema_version", message)])
    table = reader.table(document)
    if reader.problems:
        raise DataError(reader.problems)
    return table


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(f"{digits} is too large a number")
    return number


class _Reader:
    """Structures a document by hand, so that each mistake is told with its place.

    What is wrong is replaced by something harmless of the right type, and reading goes on.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, path: str, message: str) -> None:
        self.problems.append(Problem("table", 0, path, message))

    def pairs(self, pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
        result = dict(pairs)
        if len(result) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise ValueError(f"the key {twice!r} stands twice in one object")
        return result

    def table(self, value: JSON) -> Table:
        known = ("schema_version", "title", "subtitle", "stub", "columns", "rows", "notes", "footer", "data")
        fields = self.object(value, "", known)
        columns = self.list(fields, "columns", "", self.column)
        notes = self.list(fields, "notes", "", self.spans)
        rows = self.list(fields, "rows", "", self.row)
        table = {
            "title": self.text(fields, "title", ""),
            "subtitle": self.text(fields, "subtitle", ""),
            "stub": self.text(fields, "stub", ""),
        }
        footer = self.list(fields, "footer", "", self.spans)
        data = self.data(fields, "")
        if self.problems:
            return Table("")
        return Table(
            columns=columns, rows=rows, notes=tuple(map(Note, notes)), footer=footer, data=data, **table
        )

    def column(self, value: JSON, path: str) -> Column:
        fields = self.object(value, path, ("key", "label", "align"))
        align = self.choice(fields, "align", path, ALIGNMENTS)
        return Column(self.text(fields, "key", path), self.text(fields, "label", path), align)

    def row(self, value: JSON, path: str) -> Row:
        fields = self.object(value, path, ("key", "label", "group", "title", "cells", "data"))
        return Row(
            key=self.text(fields, "key", path),
            label=self.text(fields, "label", path),
            group=self.text(fields, "group", path),
            cells=self.list(fields, "cells", path, self.cell),
            title=self.text(fields, "title", path),
            data=self.data(fields, path),
        )

    def cell(self, value: JSON, path: str) -> Cell:
        fields = self.object(value, path, ("text", "notes", "mark", "title", "data"))
        return Cell(
            text=self.text(fields, "text", path),
            notes=self.list(fields, "notes", path, self.number),
            mark=self.choice(fields, "mark", path, MARKS),
            data=self.data(fields, path),
            title=self.text(fields, "title", path),
        )

    def spans(self, value: JSON, path: str) -> tuple[Span, ...]:
        return self.items(value, path, self.span)

    def span(self, value: JSON, path: str) -> Span:
        fields = self.object(value, path, ("text", "href"))
        href = fields.get("href")
        if not isinstance(href, str | None):
            self.wrong(f"{path}.href", f"found {_name(href)}, expected text or null")
            href = None
        return Span(self.text(fields, "text", path), href)

    def number(self, value: JSON, path: str) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.wrong(path, f"found {_name(value)}, expected the number of a note")
        return 0

    def object(self, value: JSON, path: str, known: tuple[str, ...]) -> Mapping[str, JSON]:
        if not isinstance(value, dict):
            self.wrong(path, f"found {_name(value)}, expected an object")
            return {}
        for key in (key for key in value if key not in known):
            self.wrong(f"{path}.{key}".lstrip("."), f"unknown key{did_you_mean(key, known)}")
        for key in known:
            if key not in value:
                self.wrong(f"{path}.{key}".lstrip("."), "missing")
        return value

    def text(self, fields: Mapping[str, JSON], key: str, path: str) -> str:
        value = fields.get(key, "")
        if isinstance(value, str):
            return value
        self.wrong(f"{path}.{key}".lstrip("."), f"found {_name(value)}, expected text")
        return ""

    def choice(self, fields: Mapping[str, JSON], key: str, path: str, among: tuple[T, ...]) -> T:
        value = fields.get(key, among[0])
        for allowed in among:
            if value == allowed:
                return allowed
        names = ", ".join(map(repr, among))
        self.wrong(f"{path}.{key}", f"found {value!r}, expected one of {names}")
        return among[0]

    def data(self, fields: Mapping[str, JSON], path: str) -> dict[str, JSON]:
        value = fields.get("data", {})
        if isinstance(value, dict):
            return value
        self.wrong(f"{path}.data".lstrip("."), f"found {_name(value)}, expected an object")
        return {}

    def list(
        self, fields: Mapping[str, JSON], key: str, path: str, each: Callable[[JSON, str], T]
    ) -> tuple[T, ...]:
        return self.items(fields.get(key, []), f"{path}.{key}".lstrip("."), each)

    def items(self, value: JSON, path: str, each: Callable[[JSON, str], T]) -> tuple[T, ...]:
        if isinstance(value, list):
            return tuple(each(item, f"{path}[{index}]") for index, item in enumerate(value))
        self.wrong(path, f"found {_name(value)}, expected a list")
        return ()


def _name(value: JSON) -> str:
    """Return what kind of JSON value was found."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a truth value"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else f"the number {value}"
