"""The units, test cycles, specs and presets that a file defines for itself, beside those of the tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
    from collections.abc import Callable, Iterable

    from evspec.claims import Record
    from evspec.files.problems import Problems
    from evspec.files.text import Document
    from evspec.units import OwnUnit

__all__ = ["DEFINITIONS", "definitions_of", "may_define", "read_definitions"]


class _Table(NamedTuple):
    """What a file may define: by which function, with which keys, of which some are needed."""

    add: Callable[..., object]
    keys: tuple[str, ...]
    needed: tuple[str, ...]


#: The tables of definitions, each before those that may need it.
DEFINITIONS: Final = {
    "units": _Table(add_unit, ("kind", "size", "spellings"), ("kind",)),
    "cycles": _Table(add_cycle, ("spellings",), ()),
    "specs": _Table(
        add_spec,
        (
            "label", "kind", "unit", "uk", "us", "group", "better", "words", "qualifiers", "vocabulary",
            "closed", "percent", "may_be_zero", "over_variants", "note",
        ),
        ("label",),
    ),
    "presets": _Table(add_preset, ("rows", "uk", "us"), ("rows",)),
}  # fmt: skip
_NAMED: Final = re.compile(rf"""^\s*\[?\s*["']?(?:{"|".join(DEFINITIONS)})["']?\s*[.\]=:]""", re.MULTILINE)


def may_define(text: str) -> bool:
    """Tell whether there is anything in a file that looks like a definition."""
    return _NAMED.search(text) is not None


def read_definitions(document: Document, problems: Problems) -> None:
    """Define what a file defines; what was defined so before stays as it is."""
    for name, table in DEFINITIONS.items():
        given = document.get(name, {})
        # what is no table of them is told with the other keys of the file
        for key, row in given.items() if isinstance(given, Mapping) else ():
            _define(table, key, row, problems.at(name, key))


def _define(table: _Table, name: str, row: object, problems: Problems) -> None:
    if not isinstance(row, Mapping):
        words = f"found {shown(row)}; write a table with {', '.join(table.keys)}"
        problems.add(ProblemCode.WRONG_TYPE, (), words)
        return
    before = len(problems.found)
    for key in row:
        if key not in table.keys:
            known = ", ".join(table.keys)
            words = f"unknown key {shown(key)}; it has {known}{did_you_mean(key, table.keys)}"
            problems.add(ProblemCode.UNKNOWN_KEY, (key,), words)
    for key in table.needed:
        if key not in row:
            problems.add(ProblemCode.MISSING_KEY, (), f'{shown(name)} has no {key}; write {key} = "…"')
    if len(problems.found) > before:
        return
    try:
        table.add(name, **row)
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
