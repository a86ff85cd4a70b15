"""The JSON Schema of data files: true of every file, and false of what is no data file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import evspec as ev
from evspec.files.schema import schema
from evspec.specs import SPECS
from tests.each import each
from tests.files.drafts import HEAD

DATA = Path(ev.__file__ or "").parent / "data"
FILES = sorted(DATA.glob("*/*/*.toml"))
FIRST = "#:schema ../../schema.json"


@pytest.fixture(scope="module")
def checker() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


@each("file", FILES, ids=lambda file: file.relative_to(DATA).as_posix())
def test_is_true_of_every_file(file: Path, checker: Draft202012Validator) -> None:
    text = file.read_text(encoding="utf-8")
    document = tomllib.loads(text)
    assert [error.message for error in checker.iter_errors(document)] == []
    assert text.startswith(FIRST + "\n"), f"editors find the schema by the first line: {FIRST}"
    assert document["schema_version"] == 1


@pytest.mark.parametrize("form", ["toml", "json"])
def test_is_true_of_what_dump_writes(form: str, tmp_path: Path, checker: Draft202012Validator) -> None:
    generation = ev.catalog["bmw/ix1/nb5"]
    assert isinstance(generation, ev.Generation)
    file = tmp_path / f"nb5.{form}"
    ev.dump(generation, file)
    text = file.read_text(encoding="utf-8")
    document: Any = json.loads(text) if form == "json" else tomllib.loads(text)
    assert [error.message for error in checker.iter_errors(document)] == []


@pytest.mark.parametrize(
    "body",
    [
        'colour = "red"',
        '[[said]]\nrange = "514 km WLTP"',
        '[[said]]\nsource = "volt"\nrnage = "514 km WLTP"',
        '[[said]]\nsource = "volt"\nlong.rnage = "514 km WLTP"',
        '[[said]]\nsource = "volt"\nrange = 514',
        '[[said]]\nsource = "volt"\nrange = []',
        '[[said]]\nsource = "volt"\nrange = { cycle = "WLTP" }',
        '[[said]]\nsource = "volt"\nrange = { value = "514 km", cycle = "wlpt" }',
        '[[said]]\nsource = "volt"\nrange = { value = "514 km", cycle = "WLTP", soc = "10-80 %" }',
        '[[said]]\nsource = "volt"\nstatus = "certain"',
        '[[said]]\nsource = "volt"\nheat_pump = 1',
        '[[said]]\nsource = "volt"\ncharging_curve = [[10, 150, 3]]',
        'predecessor = "bmw/ix1"',
        "schema_version = 2",
        'editions = "2026"',
        '[variants.big]\nreplaces = "long"',
        '[variants.big]\nname = "Big"\nreplaces = []',
        '[variants.big]\nname = "Big"\nreplaces = "Long Range"',
    ],
)
def test_is_false_of_mistakes(body: str, checker: Draft202012Validator) -> None:
    key = next((key for key in ("editions", "variants") if body.lstrip("[").startswith(key)), "-")
    head = HEAD.replace(key, "#")
    assert checker.is_valid(tomllib.loads(head))
    assert not checker.is_valid(tomllib.loads(head + body))


def test_tells_editors_what_each_spec_is() -> None:
    made = schema()
    for key, spec in SPECS.items():
        assert made["$defs"][f"spec-{key}"]["description"].startswith(spec.label)
        assert key in made["$defs"]["variant"]["properties"]
