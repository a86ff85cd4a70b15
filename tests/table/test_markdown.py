from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from evspec.table.safety import one_line, visible
from tests.table.samples import HOSTILE, SHAPES, find, hostile, ordinary, shown, tables

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from evspec.table import Table

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def parse(table: Table) -> Element:
    """Return the body of the page that a Markdown parser with GitHub's tables makes."""
    page = html5lib.parse(PARSER.render(table.to_markdown()), namespaceHTMLElements=False)
    return find(page, "body")


def literal(text: str) -> str:
    return "\n".join(one_line(line).strip() for line in visible(text).strip().split("\n"))


def test_the_text_reads_well_unrendered() -> None:
    assert ordinary().to_markdown().split("\n") == [
        "**Two cars** (metric; \\* best in its row)",
        "",
        "|                  | iX1 U11    |                 iX3 NA5 | Change                     |",
        "|:-----------------|:-----------|------------------------:|:---------------------------|",
        "| **Identity**     |            |                         |                            |",
        "| Platform         | UKL2 \\[1\\] |             Neue Klasse | changed                    |",
        "| **Charging**     |            |                         |                            |",
        "| DC peak power    | 130 kW     | **400 kW**\\* \\[1\\]\\[2\\] | ▲ better, +270 kW (+208 %) |",
        "| DC time, 10–80 % | n/s        |                       – | ▼ longer                   |",
        "",
        "1. [Example Press](https://example.org/cars?id=1&amp;page=2), 5 Mar 2026.",
        "2. Undated.",
        "",
        "Left out: [Example Press](https://example.org/cars?id=1&amp;page=2)",
        "",
        "The end.",
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_it_renders_as_one_table_of_the_right_size(shape: str) -> None:
    table = SHAPES[shape]
    page = parse(table)
    assert len(page.findall("table")) == 1
    groups = sum(bool(literal(group)) for group, _ in table.groups())
    rows = page.findall("table/tbody/tr")
    assert len(rows) == len(table.rows) + groups
    assert all(len(row) == len(table.columns) + 1 for row in rows)
    assert len(page.findall("ol/li")) == len(table.notes)


def test_hostile_text_shows_literally() -> None:
    page = parse(hostile())
    rows = [row for row in page.findall("table/tbody/tr") if shown(row[2]).startswith("▼")]
    assert [shown(row[2]) for row in rows] == [f"▼ {literal(text)}".strip() for text in HOSTILE]
    assert [shown(row[0]) for row in rows] == [literal(text) for text in HOSTILE]
    notes = [shown(note).strip() for note in page.findall("ol/li")]
    assert notes == [one_line(text + text).strip() for text in HOSTILE]


def test_no_markup_comes_from_data() -> None:
    page = parse(hostile())
    tags = {element.tag for element in page.iter()}
    assert tags <= {"body", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "br", "ol", "li", "a"}
    assert all(link.attrib["href"].startswith("https://example.org/") for link in page.iter("a"))
    assert {note.tag for item in page.findall("ol/li") for note in item} <= {"a"}


@given(tables())
def test_any_table_renders_with_its_cells(table: Table) -> None:
    page = parse(table)
    rows = page.findall("table/tbody/tr")
    assert all(len(row) == len(table.columns) + 1 for row in rows)
    texts = [shown(cell) for row in rows for cell in row]
    for row in table.rows:
        for cell in row.cells:
            assert any(literal(cell.text) in text for text in texts)
    assert len(page.findall("ol/li")) == len(table.notes)
