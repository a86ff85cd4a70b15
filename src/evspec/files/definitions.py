"""The units, test cycles, specs and presets that a file defines for itself, beside those of the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from inspect import signature
from typing import TYPE_CHECKING, Any, Final

from evspec.cycles import OWN_CYCLES
from evspec.cycles import add as add_cycle
from evspec.errors import EvspecError, ProblemCode, did_you_mean
from evspec.files.problems import shown
from evspec.measures import Measure
from evspec.specs import OWN_SPECS, add_preset
from evspec.specs import add as add_spec
from evspec.units import OWN_UNITS
from evspec.units import add as add_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.claims import Record
    from evspec.files.problems import Problems
    from evspec.files.text import Document
    from evspec.units import OwnUnit

__all__ = ["DEFINITIONS", "definitions_of", "keys_of", "may_define", "read_definitions"]

#: The tables of definitions, each before those that may need it, with the function that takes a row.
DEFINITIONS: Final[Mapping[str, Callable[..., object]]] = {
    "units": add_unit, "cycles": add_cycle, "specs": add_spec, "presets": add_preset,
}  # fmt: skip
_NAMED: Final = rf"""(?m)^\s*\[?\s*["']?(?:{"|".join(DEFINITIONS)})["']?\s*[.\]=:]"""


def keys_of(name: str) -> dict[str, bool]:
    """Return the keys of a row of definitions, behind its name, each with whether it is needed."""
    _, *others = signature(DEFINITIONS[name]).parameters.values()
    return {one.name: one.default is one.empty for one in others}


def may_define(text: str) -> bool:
    """Tell whether there is anything in a file that looks like a definition."""
    return re.search(_NAMED, text) is not None


def read_definitions(document: Document, problems: Problems) -> None:
    """Define what a file defines; what was defined so before stays as it is."""
    for name in DEFINITIONS:
        given = document.get(name, {})
        # what is no table of them is told with the other keys of the file
        for key, row in given.items() if isinstance(given, Mapping) else ():
            _define(name, key, row, problems.at(name, key))


def _define(table: str, name: str, row: object, problems: Problems) -> None:
    keys = keys_of(table)
    if not isinstance(row, Mapping):
        words = f"found {shown(row)}; write a table with {', '.join(keys)}"
        problems.add(ProblemCode.WRONG_TYPE, (), words)
        return
    before = len(problems.found)
    for key in row:
        if key not in keys:
            words = f"unknown key {shown(key)}; it has {', '.join(keys)}{did_you_mean(key, keys)}"
            problems.add(ProblemCode.UNKNOWN_KEY, (key,), words)
    for key, is_needed in keys.items():
        if is_needed and key not in row:
            problems.add(ProblemCode.MISSING_KEY, (), f'{shown(name)} has no {key}; write {key} = "…"')
    if len(problems.found) > before:
        return
    try:
        DEFINITIONS[table](name, **row)
    except EvspecError as error:
        problems.add_unread((), error)


def definitions_of(records: Iterable[Record]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the tables that a file needs in which these records stand, none if they need none."""
    if not (OWN_UNITS or OWN_CYCLES or OWN_SPECS):
        return {}
    needed: dict[str, dict[str, None]] = {name: {} for name in DEFINITIONS}
    for record in records:
        for spec in record.by_spec:
            needed["specs"][spec.key] = None
            needed["units"] |= dict.fromkeys((spec.metric, spec.uk, spec.us))
        for claim in record.claims:
            needed["cycles"][claim.cycle or ""] = None
            if isinstance(claim.value, Measure):
                needed["units"] |= {printed.unit: None for printed in claim.value.printings}
    kinds = {own.kind for symbol, own in OWN_UNITS.items() if symbol in needed["units"]}
    found: dict[str, dict[str, dict[str, Any]]] = {
        # the size of one may be told in another
        "units": {s: _unit(own) for s, own in OWN_UNITS.items() if own.kind in kinds},
        "cycles": {
            name: {"spellings": list(own.spellings)} if own.spellings else {}
            for name, own in OWN_CYCLES.items()
            if name in needed["cycles"]
        },
        "specs": {key: own.row for key, own in OWN_SPECS.items() if key in needed["specs"]},
    }
    return {name: table for name, table in found.items() if table}


def _unit(own: OwnUnit) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": own.kind}
    row |= {"size": own.size} if own.size else {}
    return row | ({"spellings": list(own.spellings)} if own.spellings else {})
