"""A first mapping of a file, guessed from its header and its first rows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from evspec.crosswalks import mapping
from evspec.datasets.across import rest_of
from evspec.datasets.hints import (
    EMPTY,
    IDENTITY,
    VEHICLE,
    condition_in,
    cycle_in,
    is_soc,
    kind_of,
    spec_called,
    unit_in,
    without_unit,
)
from evspec.datasets.looking import look_at
from evspec.disk import as_path
from evspec.errors import DataError
from evspec.measures import is_missing
from evspec.specs import QUALIFIERS, SPECS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from evspec.specs import Spec

__all__ = ["sketch"]

_ONE: Final = r"[0-9]+(?:[ \u00a0\u202f'’.,][0-9]{3})*(?:[.,][0-9]+|,-)?"
#: A number, its thousands parted or not, or two: "1 985", "~28", "14.9", "499 990,-", "15,8–17,9".
_NUMBER: Final = re.compile(rf"[-~]?{_ONE}(?: ?[-–] ?{_ONE})?", re.ASCII)
#: What the year of columns with years in their names is called.
_MODEL_YEAR: Final = "model_year"
_YEAR: Final = rf"\b(?P<{_MODEL_YEAR}>(?:19|20)[0-9]{{2}})\b"
_SOC: Final = re.compile(r"([0-9]{1,2}) ?[-–] ?([0-9]{2,3})(?: ?%)?(?![0-9])")
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
        A CSV, JSON or Parquet file.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    file = as_path(path)
    head, columns = look_at(file)
    lines = [
        f"# A first mapping of {file.name}, guessed from its columns: check every line.",
        f"# Then: evspec read MAPPING.toml {file.name}",
        *(f"{key} = {_text(told)}" for key, told in head.items()),
    ]
    told = dict.fromkeys(cell for cells in columns.values() for cell in cells if cell)
    missing = [word for word in told if is_missing(word) or word.casefold() in EMPTY]
    if missing:
        lines.append(f"missing = {_text(['', *missing])}")
    decimal = head.get("decimal")
    across, columns = _narrow(columns)
    identity, used, parts = _identity(columns)
    identity = [*across, *identity]
    said, left = _guessed({c: cells for c, cells in columns.items() if c not in used}, missing, decimal)
    lines += [*identity, *parts, "", "[said]"]
    for key, phases in said.items():
        values = [line for printed in phases.values() for several in printed.values() for line in several]
        lines.append(f"{key} = {values[0]}" if len(values) == 1 else f"{key} = [{', '.join(values)}]")
    if not said:
        lines.append('# range = "{column} km WLTP"')
    return "\n".join([*lines, *(["", "# Not guessed:", *left] if left else [])]) + "\n"


def _narrow(columns: dict[str, list[str]]) -> tuple[list[str], dict[str, list[str]]]:
    """Return a line on columns whose names have years, and the columns that come of it."""
    years = {name: match for name in columns if (match := re.search(_YEAR, name))}
    rests = [rest_of(match) for match in years.values()]
    if len({*rests}) == len(rests):
        return [], columns
    found = {name: cells for name, cells in columns.items() if name not in years}
    for name, match in years.items():
        found.setdefault(rest_of(match), []).extend(columns[name])
    return [f"across = '{_YEAR}'"], found | {_MODEL_YEAR: [match[0] for match in years.values()]}


def _identity(columns: Mapping[str, Sequence[str]]) -> tuple[list[str], set[str], list[str]]:
    """Return the lines on the vehicle, the columns that they use, and a pattern for make and model in one."""
    used: set[str] = set()
    found = {key: _called(columns, words, used) for key, words in IDENTITY.items()}
    vehicle = _called(columns, VEHICLE, used)
    if found["make"] is None and vehicle is not None:
        model = "{name}" if found["model"] is None else _hole(found["model"])
        lines, parts = ['make = "{maker}"', f"model = {_text(model)}"], ["", "[parts]"]
        parts.append(f"{_text(vehicle)} = '^(?P<maker>\\S+) (?P<name>.+)$'")
        used.add(vehicle)
    else:
        if found["model"] is None and vehicle is not None:
            found["model"] = vehicle
            used.add(vehicle)
        lines, parts = [], []
        for key in ("make", "model"):
            column = found[key]
            asked = f'{key} = "?"     # which column tells the {key}?'
            lines.append(asked if column is None else f"{key} = {_text(_hole(column))}")
    others = ((key, found[key]) for key in ("year", "variant"))
    lines += [f"{key} = {_text(_hole(column))}" for key, column in others if column is not None]
    return lines, used, parts


def _guessed(
    columns: Mapping[str, list[str]], missing: Sequence[str], decimal: str | None
) -> tuple[dict[str, dict[str, dict[str, list[str]]]], list[str]]:
    """Return the lines by spec, phase and quantity, and comments on what was not guessed."""
    said: dict[str, dict[str, dict[str, list[str]]]] = {}
    left: list[str] = []
    soc = next(filter(is_soc, columns), None)
    power = next((column for column in columns if unit_in(column) == "kW"), None)
    if soc is not None and power is not None:
        # a point of a charging curve in each row
        said["charging_curve"] = {"": {"": [_text(f"[[{_hole(soc)}, {_hole(power)}]]")]}}
        columns = {name: cells for name, cells in columns.items() if name not in {soc, power}}
    for column, cells in columns.items():
        if not column.strip():
            continue
        guess = _guess(column, [cell for cell in cells if cell not in missing], decimal)
        if guess is None:
            example = next(filter(None, cells), "")
            left.append(
                f"# {_text(column)}, such as {_text(example[:40])}{_without_its_unit(column, example)}"
            )
        else:
            key, line = guess
            phase = next((phase for phase in _PHASES if f", {phase}" in line), "")
            # figures of two cycles or markets are two quantities
            apart = " ".join([phase, cycle_in(column), condition_in(column, "market")])
            known = said.setdefault(key, {}).setdefault(apart, {})
            # one quantity in two units is printed twice; another one is not guessed
            quantity = without_unit(column)
            if known and quantity not in known:
                left.append(f"# {_text(column)}, perhaps another {key}")
            else:
                known.setdefault(quantity, []).append(line)
    return said, left


def _without_its_unit(column: str, example: str) -> str:
    """Return what a column of numbers may be that does not say in which unit they are."""
    specs = (SPECS[key] for key in spec_called(column))
    key = next((spec.key for spec in specs if spec.metric or spec.kind == "money"), "")
    # a sign of several currencies is none of them
    is_number = _NUMBER.fullmatch(example.strip("$¥ kr")) is not None
    return f": {key}, in which unit?" if key and is_number and not unit_in(column) else ""


def _called(columns: Mapping[str, object], words: str, used: set[str]) -> str | None:
    """Return the first column that is called so, all of its name or at least a word of it, as used."""
    free = [column for column in columns if column not in used]
    for shape in (rf"(?:{words})", rf"(?:.*[ _.])?(?:{words})(?:[ _.](?:name|title|code))?"):
        for column in free:
            if re.fullmatch(shape, column.strip().replace("_", " "), re.IGNORECASE):
                used.add(column)
                return column
    return None


def _guess(column: str, cells: Sequence[str], decimal: str | None) -> tuple[str, str] | None:
    """Return the spec that a column is of and its line, None if nothing was guessed that can be read."""
    told = [cell for cell in cells if cell]
    symbol = unit_in(column)
    # a unit that some cells have again is read once
    numbers = sum(bool(_NUMBER.fullmatch(cell)) for cell in told)
    numeric = numbers > 0 if symbol else numbers > len(told) / 2
    for key in spec_called(column):
        spec = SPECS[key]
        if spec.value_type is None and spec.metric and not (symbol and kind_of(symbol) == spec.kind):
            if numeric or not told:
                continue
        elif spec.kind == "money" and numeric and kind_of(symbol) != "money":
            continue
        has_cycles = not numeric and bool(told) and all(map(cycle_in, told))
        line = _line(spec, column, symbol if numeric or not told else "", has_cycles=has_cycles)
        if _reads(key, line, column, told, decimal):
            return key, line
    return None


def _line(spec: Spec, column: str, symbol: str, *, has_cycles: bool) -> str:
    words = " ".join(filter(None, [_hole(column), symbol]))
    modes = spec.qualifiers
    if "cycle" in modes and not has_cycles:
        cycle = cycle_in(column)
        words += f" {cycle}" if cycle else f", cycle {_OPEN}"
    if "phase" in modes:
        words += next((f", {phase}" for phase in _PHASES if phase in column.lower()), "")
    beside = {
        name: _OPEN
        for name, mode in modes.items()
        if name != "cycle" and (mode == "required" or (mode == "expected" and name in {"standard", "basis"}))
    }
    for name in ("market", "standard"):
        if name in beside and (stated := condition_in(column, name)):
            beside[name] = stated
    if "soc" in beside and (soc := _SOC.search(column)):
        beside["soc"] = f"{soc[1]}-{soc[2]} %"
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
