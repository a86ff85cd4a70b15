from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given

from evspec.table import Cell, Column, Row, Table
from evspec.table.safety import UNSAFE
from tests.table.samples import HOSTILE, SHAPES, hostile, ordinary, tables


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_a_record_has_group_row_columns_and_notes() -> None:
    assert read(ordinary().to_csv()) == [
        ["group", "row", "iX1 U11", "iX3 NA5", "Change", "notes"],
        ["Identity", "Platform", "UKL2", "Neue Klasse", "changed", "iX1 U11: [1] Example Press, 5 Mar 2026."],
        [
            "Charging",
            "DC peak power",
            "130 kW",
            "400 kW",
            "better, +270 kW (+208 %)",
            "iX3 NA5: a At 15 °C [2]. | iX3 NA5: [1] | iX3 NA5: [2] Undated.",
        ],
        ["Charging", "DC time, 10–80 %", "n/s", "–", "longer", ""],
    ]


def test_records_end_in_a_line_feed() -> None:
    assert "\r" not in ordinary().to_csv()
    assert ordinary().to_csv().count("\n") == 3


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("=1+1", "'=1+1"),
        ("+270 kW", "'+270 kW"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\r=1", "'\\x0d=1"),
        ("  =1+1", "'  =1+1"),
        ("\uff1d1", "'\uff1d1"),
        ("-5", "-5"),
        ("+1,234.5", "+1,234.5"),
        ("-1e-5", "-1e-5"),
        ("-5 %", "-5 %"),
        ("-5-cmd", "'-5-cmd"),
        ("−5 kW", "−5 kW"),
        ("514 km", "514 km"),
        ("\x1b[31m", "\\x1b[31m"),
    ],
)
def test_no_field_becomes_a_formula(text: str, field: str) -> None:
    table = Table("", columns=(Column("a", text),), rows=(Row("r", text, text, (Cell(text),)),))
    assert read(table.to_csv()) == [["group", "row", field, "notes"], [field, field, field, ""]]


def test_raw_leaves_every_text_as_it_is() -> None:
    records = read(hostile().to_csv(raw=True))[1:]
    assert [record[2] for record in records] == list(HOSTILE)


def test_headers_are_never_doubled() -> None:
    columns = tuple(
        Column(key, label) for key, label in (("a", "Car"), ("b", "Car"), ("c", ""), ("d", "notes"))
    )
    header = read(Table("", columns=columns).to_csv())[0]
    assert header == ["group", "row", "Car", "Car (2)", "c", "notes (2)", "notes"]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_record_has_the_same_length(shape: str) -> None:
    records = read(SHAPES[shape].to_csv())
    assert len(records) == len(SHAPES[shape].rows) + 1
    assert {len(record) for record in records} == {len(SHAPES[shape].columns) + 3}


@given(tables())
def test_any_table_can_be_read_again(table: Table) -> None:
    text = table.to_csv()
    assert not re.search(f"[{UNSAFE}]", text)
    records = read(text)
    assert {len(record) for record in records} == {len(table.columns) + 3}
    assert not any(re.match(r"\s*[=@]", field) for record in records for field in record)
