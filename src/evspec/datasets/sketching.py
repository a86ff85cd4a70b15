"""A first mapping of a file, guessed from its header and its first rows."""

from __future__ import annotations

import csv
import json
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evspec.crosswalks import TAB, mapping
from evspec.datasets.csv_files import DELIMITERS, header_of
from evspec.datasets.encodings import decoding, encoding_of
from evspec.datasets.hints import (
    IDENTITY,
    cycle_in,
    kind_of,
    spec_called,
    unit_in,
    without_unit,
)
from evspec.datasets.json_files import SUFFIXES, document_of, has_lines, lines_of
from evspec.datasets.sheets import Refusal, failure, text_of
from evspec.disk import as_path
from evspec.errors import DataError, ProblemCode
from evspec.measures import is_missing
from evspec.specs import QUALIFIERS, SPECS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike

    from evspec.specs import Spec

__all__ = ["sketch"]

#: So many rows are looked at.
_ROWS: Final = 200
_NUMBER: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?", re.ASCII)
#: Qualifiers that a guess leaves open.
_OPEN: Final = "not stated"
#: The phases that a figure has to name.
_PHASES: Final = QUALIFIERS["phase"].values[1:]


def sketch(path: str | PathLike[str]) -> str:
    """Return a first mapping of a file as TOML, guessed from its header and its first rows.

    Units are taken from brackets and endings ("Range (km)", "power_kw"), specs from the words. What was not
    guessed stands below as comments. A condition that is not told, such as the test cycle, is "not stated".

    Parameters
    ----------
    path
        A CSV or JSON file.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    file = as_path(path)
    head, columns = _json_columns(file) if file.suffix.lower() in SUFFIXES else _csv_columns(file)
    lines = [
        f"# A first mapping of {file.name}, guessed from its columns: check every line.",
        f"# Then: evspec read MAPPING.toml {file.name}",
        *head,
    ]
    told = dict.fromkeys(cell for cells in columns.values() for cell in cells if cell)
    missing = [word for word in told if is_missing(word) or word == "?"]
    if missing:
        lines.append(f"missing = {_text(['', *missing])}")
    decimal = "," if 'decimal = ","' in head else None
    used: set[str] = set()
    for key, words in IDENTITY.items():
        column = _called(columns, words, used)
        if column is not None:
            used.add(column)
            lines.append(f"{key} = {_text(_hole(column))}")
        elif key in {"make", "model"}:
            lines.append(f'{key} = "?"     # which column tells the {key}?')
    said, left = _guessed({c: cells for c, cells in columns.items() if c not in used}, missing, decimal)
    lines += ["", "[said]"]
    for key, phases in said.items():
        values = [line for printed in phases.values() for several in printed.values() for line in several]
        lines.append(f"{key} = {values[0]}" if len(values) == 1 else f"{key} = [{', '.join(values)}]")
    if not said:
        lines.append('# range = "{column} km WLTP"')
    return "\n".join([*lines, *(["", "# Not guessed:", *left] if left else [])]) + "\n"


def _guessed(
    columns: Mapping[str, list[str]], missing: Sequence[str], decimal: str | None
) -> tuple[dict[str, dict[str, dict[str, list[str]]]], list[str]]:
    """Return the lines by spec, phase and quantity, and comments on what was not guessed."""
    said: dict[str, dict[str, dict[str, list[str]]]] = {}
    left: list[str] = []
    for column, cells in columns.items():
        if not column.strip():
            continue
        guess = _guess(column, [cell for cell in cells if cell not in missing], decimal)
        if guess is None:
            example = next(filter(None, cells), "")
            left.append(f"# {_text(column)}, such as {_text(example[:40])}")
        else:
            key, line = guess
            phase = next((phase for phase in _PHASES if f", {phase}" in line), "")
            known = said.setdefault(key, {}).setdefault(phase, {})
            # one quantity in two units is printed twice; another one is not guessed
            quantity = without_unit(column)
            if known and quantity not in known:
                left.append(f"# {_text(column)}, perhaps another {key}")
            else:
                known.setdefault(quantity, []).append(line)
    return said, left


def _csv_columns(path: Path) -> tuple[list[str], dict[str, list[str]]]:
    """Return what a mapping says of the file, and the first cells of each column."""
    encoding = encoding_of(path, ("utf-8", "cp1252"))
    first = header_of(path, encoding, "\0" if encoding.startswith("utf-16") else "\x1f")[0]
    delimiter = max(DELIMITERS, key=first.count)
    with decoding(path, encoding) as text:
        reader = csv.reader(text, delimiter=delimiter)
        names = next(reader)
        rows = _first_rows(reader, path)
    columns: dict[str, list[str]] = {}
    for place, name in enumerate(names):
        if name not in columns and "{" not in name and "}" not in name:
            columns[name] = [row[place].strip() if place < len(row) else "" for row in rows]
    head = [] if encoding.startswith("utf") else [f"encoding = {_text(encoding)}"]
    if delimiter != ",":
        written = TAB if delimiter == "\t" else delimiter
        head.append(f"delimiter = {_text(written)}")
    cells = [cell for values in columns.values() for cell in values]
    mark = _mark(cells, delimiter)
    return [*head, *([f"decimal = {_text(mark)}"] if mark else [])], columns


def _first_rows(reader: Iterator[list[str]], path: Path) -> list[list[str]]:
    """Return the first rows that can be read: one with a cell of a hundred thousand characters cannot.

    Raises
    ------
    DataError
        If there is none.
    """
    rows: list[list[str]] = []
    words = "only a header and no row below it"
    for _ in range(_ROWS):
        try:
            rows.append(next(reader))
        except StopIteration:
            break
        except csv.Error as error:
            words = f"no row can be read: {error}"
    if not rows:
        raise failure(str(path), words, ProblemCode.NO_DATA)
    return rows


def _mark(cells: Sequence[str], delimiter: str) -> str:
    """Return the decimal mark of a file's numbers, "" if it has none.

    A mark before three digits may group them; it counts only where no other tells.
    """
    for shape in (r"[0-9]+([.,])(?![0-9]{3}$)[0-9]+", r"[0-9]+([.,])[0-9]+"):
        found = [match[1] for cell in cells if (match := re.fullmatch(shape, cell))]
        if found:
            return max(",.", key=found.count) if delimiter == ";" else max(".,", key=found.count)
    return ""


def _json_columns(path: Path) -> tuple[list[str], dict[str, list[str]]]:
    encoding = encoding_of(path, ("utf-8", "cp1252"))
    document = _lines(path, encoding) if has_lines(path) else document_of(path, encoding)
    head = []
    if isinstance(document, dict):
        lists = {
            key: value for key, value in document.items()
            if isinstance(value, list) and value and isinstance(value[0], dict)
        }  # fmt: skip
        if not lists:
            raise failure(str(path), "no list of records in it", ProblemCode.NO_DATA)
        where = max(lists, key=lambda key: len(lists[key][0]))
        head, document = [f"records = {_text(where)}"], document[where]
    if not isinstance(document, list):
        raise failure(str(path), "no list of records in it", ProblemCode.NO_DATA)
    columns: dict[str, list[str]] = {}
    for record in document[:_ROWS]:
        for name, value in _leaves(record, "") if isinstance(record, dict) else ():
            columns.setdefault(name, []).append(text_of(value, None).strip())
    return head, columns


def _lines(path: Path, encoding: str) -> list[object]:
    found = (record for _, record in lines_of(path, encoding) if not isinstance(record, Refusal))
    return list(islice(found, _ROWS))


def _leaves(table: Mapping[str, object], above: str) -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{above}{key}.")
        elif not isinstance(value, list) and "{" not in key:
            yield above + key, value


def _called(columns: Mapping[str, object], words: str, used: set[str]) -> str | None:
    """Return the first column that is called so, the whole of its name or at least a word of it."""
    free = [column for column in columns if column not in used]
    for shape in (rf"(?:{words})", rf"(?:.*[ _.])?(?:{words})(?:[ _.](?:name|title))?"):
        for column in free:
            if re.fullmatch(shape, column.strip().replace("_", " "), re.IGNORECASE):
                return column
    return None


def _guess(column: str, cells: Sequence[str], decimal: str | None) -> tuple[str, str] | None:
    """Return the spec that a column is of and its line, None if nothing was guessed that can be read."""
    told = [cell for cell in cells if cell]
    symbol = unit_in(column)
    numeric = bool(told) and sum(bool(_NUMBER.fullmatch(cell)) for cell in told) > len(told) / 2
    for key in spec_called(column):
        spec = SPECS[key]
        if spec.value_type is None and spec.metric and not (symbol and kind_of(symbol) == spec.kind):
            if numeric or not told:
                continue
        elif spec.kind == "money" and numeric and kind_of(symbol) != "money":
            continue
        line = _line(spec, column, symbol if numeric or not told else "")
        if _reads(key, line, column, told, decimal):
            return key, line
    return None


def _line(spec: Spec, column: str, symbol: str) -> str:
    words = " ".join(filter(None, [_hole(column), symbol]))
    modes = spec.qualifiers
    if "cycle" in modes:
        cycle = cycle_in(column)
        words += f" {cycle}" if cycle else f", cycle {_OPEN}"
    if "phase" in modes:
        words += next((f", {phase}" for phase in _PHASES if phase in column.lower()), "")
    beside = {
        name: _OPEN
        for name, mode in modes.items()
        if name != "cycle" and (mode == "required" or (mode == "expected" and name in {"standard", "basis"}))
    }
    if not beside:
        return _text(words)
    told = ", ".join(f"{name} = {_text(value)}" for name, value in beside.items())
    return f"{{ value = {_text(words)}, {told} }}"


def _reads(key: str, line: str, column: str, cells: Sequence[str], decimal: str | None) -> bool:
    """Tell whether a line can be read, and at least half of the cells by it."""
    from evspec.datasets.reading import read

    mark = "" if decimal is None else f"decimal = {_text(decimal)}\n"
    text = f'{mark}make = "A"\nmodel = "B"\n[said]\n{key} = {line}\n'
    try:
        found = mapping(text)
        report = read(found, {column: list(cells) or [""]}).report
    except DataError:
        return False
    return 2 * sum(one.rows for one in report.values) <= len(cells)


def _hole(column: str) -> str:
    return f"{{{column}}}"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
