"""Letters at heads and labels, in every format."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from evspec.table import Cell, Column, Note, Row, Span, Table
from evspec.table.xlsx import xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = Table(
    "Cars",
    columns=(Column("one", "One", notes=(1,)), Column("two", "Two")),
    rows=(
        Row("power", "Power", "", (Cell("150 kW"), Cell("200 kW")), notes=(2, 3)),
        Row("range", "Range", "", (Cell("–"), Cell("400 km", (3,)))),
    ),
    notes=tuple(
        Note((Span(f"{words}."),), "condition") for words in ("Model 2025", "With boost", "Disputed")
    ),
)


def test_text() -> None:
    assert TABLE.to_text(width=60).splitlines()[2:6] == [
        "           One a   Two",
        "─────────  ──────  ────────",
        "Power b,c  150 kW  200 kW",
        "Range      –       400 km c",
    ]


def test_markdown() -> None:
    lines = [
        [part.strip() for part in line.split("|")[1:-1]] for line in TABLE.to_markdown().splitlines()[2:6]
    ]
    assert lines[0] == ["", "One a", "Two"]
    assert [line[0] for line in lines[2:]] == ["Power b,c", "Range"]


@pytest.mark.parametrize("write", [Table.to_html, lambda table: table.to_great_tables().as_raw_html()])
def test_html_links_there_and_back(write: Callable[[Table], str]) -> None:
    if write is not Table.to_html:
        pytest.importorskip("great_tables")
    html = write(TABLE)
    prefix = html.split('-ref-note-1"')[0].rsplit('id="', 1)[1]
    for place, mark in ((1, "a"), (2, "b"), (3, "c")):
        # the head or label is the first that refers to it, and to it the note leads back
        assert html.count(f'id="{prefix}-ref-note-{place}"') == 1
        assert f'<a href="#{prefix}-note-{place}" id="{prefix}-ref-note-{place}">{mark}</a>' in html
        assert html.count(f'href="#{prefix}-ref-note-{place}"') == 1
    assert html.index("-ref-note-3") < html.index("200 kW")


def test_latex_links_there_and_back() -> None:
    latex = TABLE.to_latex()
    for place in (1, 2, 3):
        assert latex.count(rf"\hyperlink{{{_name(latex)}-note-{place}}}") > 0
        assert latex.count(rf"\hypertarget{{{_name(latex)}-ref-note-{place}}}") == 1
        assert latex.count(rf"\hyperlink{{{_name(latex)}-ref-note-{place}}}") == 1
    assert "One \\textsuperscript" in latex
    assert "Power \\textsuperscript" in latex


def _name(latex: str) -> str:
    return latex.split("-note-1}", maxsplit=1)[0].rsplit("{", 1)[1].removesuffix("-ref")


def test_csv_tells_what_each_figure_is_under() -> None:
    assert TABLE.to_csv().splitlines() == [
        "group,row,One,Two,notes",
        ",Power,150 kW,200 kW,b With boost. | c Disputed. | One: a Model 2025.",
        ",Range,–,400 km,Two: c",
    ]


def test_json_has_them_as_data_and_reads_back() -> None:
    document = json.loads(TABLE.to_json())
    assert [column.get("notes") for column in document["columns"]] == [[1], None]
    assert [row.get("notes") for row in document["rows"]] == [[2, 3], None]
    assert Table.from_json(TABLE.to_json()) == TABLE


def test_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(BytesIO(xlsx(TABLE))).active
    values = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert values[1][1] == "One a"
    assert values[2][0] == "Power b,c"
