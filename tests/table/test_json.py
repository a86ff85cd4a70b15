from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given

from evspec.errors import DataError
from evspec.table import Cell, Column, Row, Table
from evspec.table.safety import UNSAFE
from tests.table.samples import SHAPES, ordinary, tables


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_comes_back(shape: str) -> None:
    assert Table.from_json(SHAPES[shape].to_json()) == SHAPES[shape]


@given(tables())
def test_any_table_comes_back(table: Table) -> None:
    text = table.to_json()
    assert not re.search(f"[{UNSAFE}]", text)
    assert Table.from_json(text) == table
    assert Table.from_json(text).to_json() == text


def test_the_document_says_everything() -> None:
    document = json.loads(ordinary().to_json())
    assert list(document) == [
        *(
            "schema_version",
            "title",
            "subtitle",
            "stub",
            "columns",
            "rows",
            "notes",
            "sources",
            "footer",
            "data",
        )
    ]
    assert document["schema_version"] == 2
    assert document["rows"][1]["cells"][1] == {
        "text": "400 kW",
        "notes": [1],
        "cites": [1, 2],
        "mark": "best",
        "title": "",
        "data": {"low": 400.0, "high": 400.0, "unit": "kW"},
    }
    assert document["notes"][0] == {
        "kind": "condition",
        "spans": [
            {"text": "At 15 °C ", "href": None},
            {"text": "[2]", "href": None, "cites": [2]},
            {"text": ".", "href": None},
        ],
    }
    assert document["sources"][0]["spans"][0] == {
        "text": "Example Press",
        "href": "https://example.org/cars?id=1&page=2",
    }
    assert "10–80 %" in ordinary().to_json()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object()])
def test_what_json_has_no_form_for_is_refused(value: Any) -> None:
    table = Table("", columns=(Column("a", "A"),), rows=(Row("r", "R", "", (Cell("x", data={"v": value}),)),))
    with pytest.raises(DataError, match="no form for") as caught:
        table.to_json()
    assert caught.value.problems[0].code == "bad-value"


def spoiled(**changes: object) -> str:
    return json.dumps(json.loads(ordinary().to_json()) | changes)


@pytest.mark.parametrize(
    ("text", "message", "code"),
    [
        ("", "not JSON", "syntax"),
        ("{", "table:1: not JSON", "syntax"),
        ("[]", "schema_version: found None, expected 2", "schema-version"),
        ('{"schema_version": 1}', "found 1, expected 2", "schema-version"),
        ('{"schema_version": true}', "found True, expected 2", "schema-version"),
        ('{"schema_version": 1, "schema_version": 1}', "'schema_version' stands twice", "syntax"),
        ('{"schema_version": NaN}', "NaN is no JSON number", "syntax"),
        ('{"schema_version": 1e400}', "too large a number", "syntax"),
        ("[" * 100_000, "not JSON that evspec reads", "syntax"),
        ('{"schema_version": 2}', "9 mistakes", "missing-key"),
    ],
)
def test_what_is_no_table_document_is_refused(text: str, message: str, code: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        Table.from_json(text)
    assert {problem.code for problem in caught.value.problems} == {code}


@pytest.mark.parametrize(
    ("changes", "problem", "code"),
    [
        ({"title": 1}, "title: found the number 1, expected text", "wrong-type"),
        ({"foter": []}, "foter: unknown key; did you mean 'footer'", "unknown-key"),
        ({"rows": {}}, "rows: found an object, expected a list", "wrong-type"),
        ({"rows": [None]}, "rows[0]: found null, expected an object", "wrong-type"),
        ({"data": []}, "data: found a list, expected an object", "wrong-type"),
        (
            {"notes": [{"kind": "", "spans": [{"text": "x", "href": True}]}], "rows": []},
            "notes[0].spans[0].href: found a truth value",
            "wrong-type",
        ),
        (
            {"columns": [{"key": "a", "label": "A", "align": "middle"}]},
            "columns[0].align: found 'middle'",
            "not-listed",
        ),
        ({"columns": []}, "rows[0].cells: found 3 cells, expected one for each of 0 columns", "cell-count"),
        ({"notes": []}, "rows[1].cells[1].notes: found note 1", "unknown-note"),
        ({"sources": []}, "rows[0].cells[0].cites: found source 1", "unknown-note"),
    ],
)
def test_mistakes_are_told_with_their_place(changes: dict[str, object], problem: str, code: str) -> None:
    with pytest.raises(DataError) as caught:
        Table.from_json(spoiled(**changes))
    assert problem in str(caught.value)
    assert caught.value.problems[0].code == code


def test_all_mistakes_are_told_at_once() -> None:
    document = json.loads(ordinary().to_json())
    document["rows"][0]["cells"][0] = {
        "text": 1,
        "notes": ["1"],
        "cites": ["1"],
        "mark": "worst",
        "title": "",
        "data": None,
    }
    with pytest.raises(DataError) as caught:
        Table.from_json(json.dumps(document))
    places = {problem.path for problem in caught.value.problems}
    cell = "rows[0].cells[0]"
    assert places == {f"{cell}.text", f"{cell}.notes[0]", f"{cell}.cites[0]", f"{cell}.mark", f"{cell}.data"}
