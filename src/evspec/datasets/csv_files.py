"""CSV files as sheets, read in pieces, their digits as printed."""

from __future__ import annotations

import csv
from collections import Counter
from contextlib import suppress
from itertools import chain, islice, repeat
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final

from evspec.crosswalks import TAB
from evspec.datasets.encodings import decoding, encoding_of
from evspec.datasets.sheets import Refusal, Sheet, failure
from evspec.errors import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from evspec.crosswalks import FileMapping
    from evspec.datasets.sheets import Row

__all__ = ["DELIMITERS", "TITLES", "csv_sheet", "header_of", "names_of"]

#: What may part cells, the likeliest first.
DELIMITERS: Final = (",", ";", "\t", "|")
#: As many rows are read at a time, see `gathering`.
_PIECE: Final = 128
#: Among so many rows the header is looked for.
TITLES: Final = 20


def csv_sheet(path: Path, mapping: FileMapping) -> Sheet:
    """Return a CSV file as a sheet.

    Raises
    ------
    DataError
        If it cannot be read, has no header or nothing else, or is in another encoding or with another
        delimiter than the mapping says.
    """
    encoding = encoding_of(path, mapping.encoding)
    columns = header_of(path, encoding, mapping.delimiter, mapping.header)
    _check_header(path, columns, mapping)
    _check_titles(path, encoding, columns, mapping)

    def unmapped(known: frozenset[str]) -> tuple[str, ...]:
        return tuple(column for column in columns if column and column not in known)

    return Sheet(str(path), columns, _rows(path, encoding, mapping, len(columns)), unmapped=unmapped)


def header_of(path: Path, encoding: str, delimiter: str, lines: Sequence[int] = (1,)) -> tuple[str, ...]:
    """Return the names of a file's columns, as they are written; those of several lines are joined."""
    with decoding(path, encoding) as text:
        try:
            columns = names_of(_header_rows(csv.reader(text, delimiter=delimiter), lines))
        except csv.Error as error:
            raise failure(str(path), f"the header cannot be read: {error}", ProblemCode.SYNTAX, 1) from None
    if not any(column.strip() for column in columns):
        which = "first line" if lines[-1] == 1 else f"line {lines[-1]}"
        raise failure(str(path), f"no header; its {which} should name the columns", line=lines[-1])
    if any("\0" in column for column in columns):
        words = "0x00 in the header; perhaps it is UTF-16: save it as UTF-8"
        raise failure(str(path), words, line=1)
    return columns


def _header_rows(reader: Any, lines: Sequence[int]) -> list[list[str]]:
    """Read as far as the last line of the header, and return its rows."""
    found = []
    for row in reader:
        # a name may have line breaks
        is_last = reader.line_num >= lines[-1]
        if is_last or reader.line_num in lines:
            found.append(row)
        if is_last:
            break
    return found


def names_of(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of the columns; one above others stands for the empty cells to its right too."""
    if len(rows) < 2:
        return tuple(*rows)
    width = max(map(len, rows))
    told = [[*(cell.strip() for cell in row), *[""] * (width - len(row))] for row in rows]
    for row in told[:-1]:
        for place in range(1, width):
            row[place] = row[place] or row[place - 1]
    return tuple(" ".join(dict.fromkeys(filter(None, cells))) for cells in zip(*told, strict=True))


def _check_titles(path: Path, encoding: str, columns: tuple[str, ...], mapping: FileMapping) -> None:
    """Refuse a line of titles as the header, where one of the next lines has the names that are asked for."""
    asked = mapping.columns().keys()
    if not asked or not asked.isdisjoint(columns):
        return
    with decoding(path, encoding) as text, suppress(csv.Error):
        reader = csv.reader(text, delimiter=mapping.delimiter)
        for row in islice(reader, TITLES):
            if not asked.isdisjoint(row):
                found = f"line {mapping.header[-1]} names none of the columns asked for, and this one does"
                words = f"{found}; the mapping should say header = {reader.line_num}"
                raise failure(str(path), words, line=reader.line_num)


def _check_header(path: Path, columns: tuple[str, ...], mapping: FileMapping) -> None:
    if len(columns) == 1:
        other = next((mark for mark in DELIMITERS if mark != mapping.delimiter and mark in columns[0]), None)
        if other is not None:
            found = f"one column found, {columns[0][:60]!r}"
            right = TAB if other == "\t" else other
            raise failure(str(path), f"{found}; the mapping should say delimiter = {right!r}", line=1)
    asked = mapping.columns()
    twice = [name for name, count in Counter(columns).items() if count > 1 and name in asked]
    if twice:
        places = [str(n) for n, name in enumerate(columns, 1) if name == twice[0]]
        words = f"the column {twice[0]!r} stands {len(places)} times, as {' and '.join(places)}; rename one"
        raise failure(str(path), words, ProblemCode.DUPLICATE, 1)


def _rows(path: Path, encoding: str, mapping: FileMapping, width: int) -> Iterator[Row]:
    return chain.from_iterable(_pieces(path, encoding, mapping, width))


def _pieces(path: Path, encoding: str, mapping: FileMapping, width: int) -> Iterator[Sequence[Row]]:
    """Yield the rows of a file, many at a time."""
    with decoding(path, encoding) as text:
        reader = csv.reader(text, delimiter=mapping.delimiter)
        _header_rows(reader, mapping.header)
        # each row with the number of its last line, once it is read
        numbered = zip(reader, map(attrgetter("line_num"), repeat(reader)), strict=False)
        is_empty, is_more = True, True
        while is_more:
            found: list[tuple[list[str], int]] = []
            refused: list[Row] = []
            try:
                # what came before a mistake stays in the list
                found.extend(islice(numbered, _PIECE))
                is_more = bool(found)
            except csv.Error as error:
                words = f"cannot be read: {error}"
                refused.append((reader.line_num, Refusal(ProblemCode.SYNTAX, words)))
            is_empty = is_empty and not found and not refused
            if {*map(len, map(itemgetter(0), found))} <= {width}:
                yield [*map(itemgetter(1, 0), found), *refused]
            else:
                yield [*(_row(row, number, width) for row, number in found if row), *refused]
    if is_empty:
        raise failure(str(path), "only a header and no row below it", ProblemCode.NO_DATA)


def _row(row: list[str], number: int, width: int) -> Row:
    """Return a row, or why it is none: with more or fewer cells than the header."""
    if len(row) == width or (len(row) > width and not any(row[width:])):
        return number, row[:width]  # type: ignore[return-value]  # texts are cells
    return number, Refusal(ProblemCode.CELLS, f"{len(row)} cells where the header has {width}")
