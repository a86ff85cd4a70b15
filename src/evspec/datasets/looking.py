"""A first look at a file: how it is read, and the first cells of each of its columns."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from evspec.crosswalks import TAB
from evspec.datasets.csv_files import DELIMITERS, TITLES, names_of
from evspec.datasets.encodings import decoding, encoding_of, fitting, is_parquet
from evspec.datasets.hints import is_known, unit_called
from evspec.datasets.json_files import SUFFIXES, document_of, has_lines, lines_of
from evspec.datasets.sheets import Refusal, failure, text_of, without_marks
from evspec.errors import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Look", "look_at"]

#: So many rows are looked at.
_ROWS: Final = 200
#: What a mapping says of how a file is read, and the first cells of its columns.
Look = tuple[dict[str, Any], dict[str, list[str]]]

#: A number whose mark parts thousands, if anything does: "4.512".
_GROUPED: Final = r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*"


def look_at(path: Path) -> Look:
    """Return how a CSV, JSON or Parquet file is read, by the keys of a mapping, and its first cells.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    if path.suffix.lower() in SUFFIXES:
        return _json(path)
    is_of_parquet = path.suffix.lower() == ".parquet" or is_parquet(path)
    return ({}, _parquet(path)) if is_of_parquet else _csv(path)


def _parquet(path: Path) -> dict[str, list[str]]:
    from evspec.datasets.frames_in import first_rows

    columns: dict[str, list[str]] = {}
    for row in first_rows(path, _ROWS):
        for name, value in _leaves(row, ""):
            columns.setdefault(name, []).append(text_of(value, None).strip())
    return columns


def _csv(path: Path) -> Look:
    """Return the encoding in which most columns are known by their names, and what follows from it."""
    marked = encoding_of(path, ("utf-8", ""))
    # whatever there is can be read as the last one
    encodings = [marked] if marked else fitting(path)[:-1] or ["latin-1"]
    return max((_csv_in(path, one) for one in encodings), key=lambda look: sum(map(is_known, look[1])))


def _csv_in(path: Path, encoding: str) -> Look:
    with decoding(path, encoding) as text:
        start = list(islice(text, TITLES))
    counts = [[line.count(mark) for mark in DELIMITERS] for line in start]
    first = next((line for line in counts if max(line) > 1), counts[0])
    delimiter = DELIMITERS[first.index(max(first))]
    with decoding(path, encoding) as text:
        reader = csv.reader(text, delimiter=delimiter)
        rows, wrong = _first_rows(reader, path)
    header = _header(rows)
    names = names_of([row for number, row in rows if number in header])
    below = [row for number, row in rows if number > header[-1] and row]
    if not below:
        words = f"no row can be read: {wrong}" if wrong else "only a header and no row below it"
        raise failure(str(path), words, ProblemCode.NO_DATA)
    columns: dict[str, list[str]] = {}
    for place, name in enumerate(names):
        if name not in columns and "{" not in name and "}" not in name:
            columns[name] = [without_marks(row[place]) if place < len(row) else "" for row in below]
    head: dict[str, Any] = {} if encoding.startswith("utf") else {"encoding": encoding}
    if delimiter != ",":
        head["delimiter"] = TAB if delimiter == "\t" else delimiter
    if header != [rows[0][0]]:
        head["header"] = header[0] if len(header) == 1 else header
    mark = _mark([cell for cells in columns.values() for cell in cells], delimiter)
    return head | ({"decimal": mark} if mark else {}), columns


def _first_rows(reader: Any, path: Path) -> tuple[list[tuple[int, list[str]]], str]:
    """Return the first rows with their lines, and what is wrong with those that cannot be read.

    Raises
    ------
    DataError
        If it is the first one.
    """
    rows: list[tuple[int, list[str]]] = []
    wrong = ""
    for _ in range(_ROWS):
        try:
            row = next(reader)
            rows.append((reader.line_num, row))
        except StopIteration:
            break
        except csv.Error as error:
            # one with a cell of a hundred thousand characters
            if not rows:
                words = f"the header cannot be read: {error}"
                raise failure(str(path), words, ProblemCode.SYNTAX, 1) from None
            wrong = str(error)
    if not any(cell.strip() for _, row in rows for cell in row):
        raise failure(str(path), "no header; its first line should name the columns", line=1)
    return rows, wrong


def _header(rows: Sequence[tuple[int, list[str]]]) -> list[int]:
    """Return the lines of the header: the first row that is as wide as most, and what belongs to it."""
    widths = [sum(bool(cell.strip()) for cell in row) for _, row in rows]
    usual = sorted(widths)[len(widths) // 2]
    place = next(n for n, width in enumerate(widths) if 3 * width >= 2 * usual)
    found = [rows[place][0]]
    if place and widths[place - 1] > 1 and len(rows[place - 1][1]) == len(rows[place][1]):
        # names of groups, each above several columns
        found.insert(0, rows[place - 1][0])
    if place + 1 < len(rows):
        cells = [cell for cell in rows[place + 1][1] if cell.strip()]
        if cells and all(map(unit_called, cells)):
            found.append(rows[place + 1][0])
    return found


def _mark(cells: Sequence[str], delimiter: str) -> str:
    """Return the decimal mark of a file's numbers, "" if it has none.

    A mark before three digits may group them; it counts only where no other tells.
    """
    for shape in (r"[0-9]+([.,])(?![0-9]{3}(?![0-9]))[0-9]+", r"[0-9]+([.,])[0-9]+"):
        # its unit may stand behind it
        found = [match[1] for cell in cells if (match := re.match(rf"{shape}(?:\s?[^\W\d_].*)?$", cell))]
        if found:
            return max(",.", key=found.count) if delimiter == ";" else max(".,", key=found.count)
        grouped = [match[1] for cell in cells if (match := re.fullmatch(_GROUPED, cell))]
        if grouped and {*grouped} == {"." if delimiter == ";" else ","}:
            # so that the other one is that of decimals
            return "," if delimiter == ";" else "."
    return ""


def _json(path: Path) -> Look:
    encoding = encoding_of(path, ("utf-8", "cp1252"))
    document = _lines(path, encoding) if has_lines(path) else document_of(path, encoding)
    where, records = max(_lists(document, ""), key=lambda one: len(one[1][0]), default=("", []))
    if not records:
        raise failure(str(path), "no list of records in it", ProblemCode.NO_DATA)
    columns: dict[str, list[str]] = {}
    for record in records[:_ROWS]:
        for name, value in _leaves(record, "") if isinstance(record, dict) else ():
            columns.setdefault(name, []).append(text_of(value, None).strip())
    return ({"records": where} if where else {}), columns


def _lists(found: object, where: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of records in a document, each with the path that leads to it."""
    if isinstance(found, list) and found and isinstance(found[0], dict):
        yield where, found
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from _lists(value, f"{where}.{key}" if where else key)


def _lines(path: Path, encoding: str) -> list[object]:
    found = (record for _, record in lines_of(path, encoding) if not isinstance(record, Refusal))
    return list(islice(found, _ROWS))


def _leaves(table: Mapping[str, object], above: str) -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{above}{key}.")
        elif not isinstance(value, list) and "{" not in key:
            yield above + key, value
