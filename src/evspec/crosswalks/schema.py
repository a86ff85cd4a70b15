"""A mapping as a JSON Schema, for editors; what its texts say is checked by `evspec.mapping`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from evspec.claims import SOURCE_KINDS, STATUSES, TIERS
from evspec.crosswalks.lines import DETAILS
from evspec.crosswalks.parts import NAMED, TAB
from evspec.specs import QUALIFIERS, SPECS

if TYPE_CHECKING:
    from evspec.specs import Spec

__all__ = ["mapping_schema"]

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_TEXTS: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_LINE: dict[str, Any] = {"type": "integer", "minimum": 1}
_CONDITIONS: dict[str, Any] = {"type": "object", "additionalProperties": _TEXTS}


def mapping_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a mapping, without the last line break."""
    return json.dumps(_schema(), ensure_ascii=False, indent=1)


def _schema() -> dict[str, Any]:
    words = {"type": "object", "additionalProperties": {"type": "string"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the columns of a file say, as evspec reads it",
        "type": "object",
        "required": ["make", "model", "said"],
        "additionalProperties": False,
        "properties": {
            "name": {**_TEXT, "description": "What the mapping is called; its file by default."},
            "source": _source(),
            "encoding": {**_TEXTS, "description": "utf-8 by default; of several the first that fits."},
            "delimiter": {
                "anyOf": [{"type": "string", "minLength": 1, "maxLength": 1}, {"const": TAB}],
                "description": "A comma by default; a tab is written as a word, since nobody sees one.",
            },
            "header": {
                "anyOf": [_LINE, {"type": "array", "minItems": 1, "items": _LINE}],
                "description": "The line that names the columns, or several whose words are joined.",
            },
            "decimal": {"enum": [".", ","], "description": "The decimal mark of the figures."},
            "missing": {**_TEXTS, "description": "The words of an empty cell."},
            "records": {
                "type": "string",
                "description": "Of JSON: the path to the list, or {make}/{model} for keys as columns.",
            },
            "make": {**_TEXT, "description": "A text with {columns}."},
            "model": {**_TEXT, "description": "A text with {columns}."},
            "variant": {**_TEXT, "description": "A text with {columns}; the model by default."},
            "year": {
                "type": ["string", "integer"],
                "description": "The model year, or the column that has it.",
            },
            "only": {**_CONDITIONS, "description": "Columns, and the words of the rows to read."},
            "leave": {**_CONDITIONS, "description": "Columns, and the words of the rows to leave out."},
            "ignore": {**_TEXTS, "description": "Columns that are known and not wanted."},
            "across": {
                **_TEXT,
                "description": "A pattern in the names of columns; each row becomes one for each find.",
            },
            "parts": {
                "type": "object",
                "additionalProperties": _TEXTS,
                "description": "Columns, and patterns whose named groups are columns too.",
            },
            "words": {
                "type": "object",
                "properties": dict.fromkeys((*SPECS, *QUALIFIERS, *NAMED), words),
                "additionalProperties": False,
                "description": 'What the file\'s words mean, by spec or qualifier; "" says nothing.',
            },
            "said": {
                "type": "object",
                "minProperties": 1,
                "properties": {key: _line(spec) for key, spec in SPECS.items()},
                "additionalProperties": False,
            },
        },
    }


def _source() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["publisher"],
        "additionalProperties": False,
        "properties": {
            **dict.fromkeys(("publisher", "title", "address", "license", "attribution"), _TEXT),
            "date": {"anyOf": [{"type": ["string", "integer"]}, {"type": "array", "items": _TEXT}]},
            "kind": {"enum": list(SOURCE_KINDS)},
            "tier": {"enum": list(TIERS)},
        },
    }


def _line(spec: Spec) -> dict[str, Any]:
    """Return what may stand behind a spec: a text, a table around one, or a list of either."""
    value = {"type": ["string", "integer"]}
    table = {
        "type": "object",
        "required": ["value"],
        "additionalProperties": False,
        "properties": {
            "value": value,
            **dict.fromkeys(spec.qualifiers, value),
            **{name: {"type": "string"} for name in DETAILS if name != "status"},
            "status": {"anyOf": [{"enum": list(STATUSES)}, {"type": "string", "pattern": "[{].*[}]"}]},
            "when": _CONDITIONS,
            "missing": _TEXTS,
        },
    }
    one = {"anyOf": [value, table]}
    described = ". ".join(filter(None, (spec.label, spec.note)))
    return {"description": described, "anyOf": [value, table, {"type": "array", "minItems": 1, "items": one}]}
