"""The file format as a JSON Schema, for editors: completion, and red lines while typing.

It is made from the table of specs, so that a new spec is known to editors too. It checks the shape
of a file; what figures mean is checked by `evspec validate`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from evspec.claims import SOURCE_KINDS, STATUSES, TIERS
from evspec.files.definitions import DEFINITIONS, keys_of
from evspec.files.generation import VERSION, WRITTEN_BY
from evspec.files.variants import SLUG
from evspec.specs import NOT_STATED, QUALIFIERS, SPECS

if TYPE_CHECKING:
    from evspec.specs import Spec

__all__ = ["schema", "schema_text"]

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 200}
_NAME: dict[str, Any] = {"type": "string", "maxLength": 200}
_ID: dict[str, Any] = {"type": "string", "pattern": f"^{SLUG.pattern}(/{SLUG.pattern}){{2}}$"}
_IDS: dict[str, Any] = {"anyOf": [_ID, {"type": "array", "items": _ID}]}
_DETAILS: dict[str, Any] = {
    "edition": {**_TEXT, "description": "The running change that it is said of, if not the block's."},
    "status": {
        "enum": list(STATUSES),
        "description": "How surely; official or reported by the source if left out.",
    },
    "where": {**_TEXT, "description": "The place in the source: summary, body, page 3."},
    "printed": {**_TEXT, "description": "The words as printed, where the value says them in another form."},
    "hedge": {**_TEXT, "description": "The hedging words as printed: should, set for."},
    "via": {**_TEXT, "description": "Who is quoted."},
    "doubt": {**_TEXT, "description": "Why it is not believed: listed always, selected never."},
    "note": {**_TEXT, "description": "What a reader should know besides."},
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one generation's file."""
    claims = {key: _ref("spec", key) for key in SPECS}
    block = {
        "source": {**_TEXT, "description": "The id of a source."},
        **{name: _ref("detail", name) for name in ("edition", "status", "where", "hedge", "via", "note")},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A generation of a vehicle, as evspec reads it",
        "type": "object",
        "required": ["make", "model"],
        "additionalProperties": False,
        "properties": {
            "schema_version": {"const": VERSION, "description": "The version of the file format."},
            WRITTEN_BY: {"type": "string", "description": "The program that may write it again."},
            "decimal": {"enum": [".", ","], "description": "The decimal mark of the figures."},
            "id": {**_ID, "description": "make/model/generation, where the path does not tell."},
            "make": {**_NAME, "description": "The maker; empty for none, of an id that begins with own/."},
            "model": _TEXT,
            "code": {"type": "string", "description": "The maker's code, empty if none is known."},
            "name": {"type": "string", "description": "What it is called besides: first generation."},
            "predecessor": {**_IDS, "description": "What it replaces; that file names it as successor."},
            "successor": {**_IDS, "description": "What replaces it; that file names it as predecessor."},
            "editions": {"type": "array", "items": _TEXT, "description": "Running changes, oldest first."},
            "years": {
                "type": "array",
                "items": {"type": "integer", "minimum": 1880, "maximum": 2199},
                "minItems": 1,
                "maxItems": 2,
                "description": "The first model year, and the last if it is known.",
            },
            "variants": {
                "type": "object",
                "propertyNames": {"pattern": f"^{SLUG.pattern}$"},
                "additionalProperties": {"anyOf": [_TEXT, _replacement()]},
                "description": "Slug to name; in parentheses if not named yet.",
            },
            "sources": {"type": "object", "additionalProperties": _source()},
            **{name: _defined(name) for name in DEFINITIONS},
            "said": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["source"],
                    "properties": {**block, **claims},
                    # a variant's claims stand under its slug
                    "additionalProperties": {"$ref": "#/$defs/variant"},
                },
            },
        },
        "$defs": {
            "variant": {"type": "object", "properties": claims, "additionalProperties": False},
            **{f"detail-{name}": detail for name, detail in _DETAILS.items()},
            **{f"qualifier-{name}": _qualifier(name) for name in QUALIFIERS},
            **{name: part for spec in SPECS.values() for name, part in _claim(spec).items()},
        },
    }


def schema_text() -> str:
    """Return the schema as the file ``schema.json`` has it, without the last line break."""
    return json.dumps(schema(), ensure_ascii=False, indent=1)


def _ref(kind: str, name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{kind}-{name}"}


def _claim(spec: Spec) -> dict[str, Any]:
    """Return what may stand behind a spec: a value, a table around one, or a list of either."""
    value = dict(spec.schema)
    # "unknown" and relations are text whatever the kind
    value = value if "string" in value["type"] else {"anyOf": [value, _TEXT]}
    table = {
        "type": "object",
        "required": ["value"],
        "properties": {
            "value": value,
            **{name: _ref("detail", name) for name in _DETAILS},
            **{name: _ref("qualifier", name) for name in spec.qualifiers},
            **({"decimal": {"enum": [".", ","]}} if spec.value_type is None else {}),
        },
        "additionalProperties": False,
    }
    one = _ref("claim", spec.key)
    described = ". ".join(filter(None, (spec.label, spec.note)))
    return {
        f"claim-{spec.key}": {"anyOf": [value, table]},
        f"spec-{spec.key}": {
            "description": described,
            "anyOf": [one, {"type": "array", "minItems": 1, "items": one}],
        },
    }


def _qualifier(name: str) -> dict[str, Any]:
    qualifier = QUALIFIERS[name]
    if not qualifier.values:
        return {"type": ["string", "integer"]}
    called = [other for value in qualifier.values for other in qualifier.aliases.get(value, ())]
    return {"enum": [*qualifier.values, NOT_STATED, *called]}


def _replacement() -> dict[str, Any]:
    """Return what may stand for a variant that takes the place of others."""
    variant = {"type": "string", "pattern": f"^{SLUG.pattern}(/{SLUG.pattern})*$"}
    return {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            "name": _TEXT,
            "replaces": {
                "anyOf": [variant, {"type": "array", "minItems": 1, "items": variant}],
                "description": "The variant of the predecessor whose place it takes, or several.",
            },
            "source": {**_TEXT, "description": "The id of the source that says so."},
            "reason": {**_TEXT, "description": "Why it is taken to do so, where no source says it."},
        },
    }


def _defined(name: str) -> dict[str, Any]:
    """Return what a file may say of a unit, a test cycle or a spec of its own."""
    types, keys = DEFINITIONS[name].__annotations__, keys_of(name)
    kinds = {"bool": {"type": "boolean"}, "Sequence[str]": {"type": "array", "items": _TEXT}}
    return {
        "type": "object",
        "description": f"The {name} that the file defines for itself.",
        "additionalProperties": {
            "type": "object",
            "required": [key for key, is_needed in keys.items() if is_needed],
            "additionalProperties": False,
            "properties": {key: kinds.get(types[key], {"type": "string"}) for key in keys},
        },
    }


def _source() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["publisher", "title", "address"],
        "additionalProperties": False,
        "properties": {
            "publisher": _TEXT,
            "title": _NAME,
            "address": _NAME,
            "date": {"type": ["string", "integer"]},
            "kind": {"enum": list(SOURCE_KINDS)},
            "tier": {"enum": list(TIERS)},
            "copies": _TEXT,
            "license": _TEXT,
            "attribution": {"type": "string", "minLength": 1},
            "accessed": _TEXT,
        },
    }
