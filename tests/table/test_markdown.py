from __future__ import annotations

from typing import TYPE_CHECKING

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from evspec.table import Cell, Column, Note, Row, Span, Table
from evspec.table.document import letter
from evspec.table.safety import one_line, visible
from tests.table.samples import COMMENTS, HOSTILE, SHAPES, find, hostile, ordinary, shown, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

_COMMON_MARK = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _github(text: str) -> str:
    """Return what GitHub's own parser makes, with tables, footnotes and links of bare addresses."""
    made: str = cmarkgfm.github_flavored_markdown_to_html(
        text, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    )
    return made


PARSERS: dict[str, Callable[[str], str]] = {"markdown-it": _COMMON_MARK.render, "cmark-gfm": _github}
each_parser = pytest.mark.parametrize("parser", PARSERS)
TAGS = {"body", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "br", "ol", "ul", "li", "a"}


def parse(table: Table, parser: str) -> Element:
    """Return the body of the page that a Markdown parser makes of a table."""
    page = html5lib.parse(PARSERS[parser](table.to_markdown()), namespaceHTMLElements=False)
    return find(page, "body")


def tags_of(page: Element) -> set[str]:
    """Return the names of all elements, without comments."""
    return {element.tag for element in page.iter() if element.tag not in COMMENTS}


def literal(text: str) -> str:
    return "\n".join(one_line(line).strip() for line in visible(text).strip().split("\n"))


def test_the_text_reads_well_unrendered() -> None:
    assert ordinary().to_markdown().split("\n") == [
        "**Two cars** (metric)",
        "",
        "|                  | iX1 U11    |                 iX3 NA5 | Change                     |",
        "|:-----------------|:-----------|------------------------:|:---------------------------|",
        "| **Identity**     |            |                         |                            |",
        "| Platform         | UKL2 \\[1\\] |             Neue Klasse | changed                    |",
        "| **Charging**     |            |                         |                            |",
        "| DC peak power    | 130 kW     | **400 kW**\\* a \\[1, 2\\] | ▲ better, +270 kW (+208 %) |",
        "| DC time, 10–80 % | n/s        |                       – | ▼ longer                   |",
        "",
        "\\* best in its row, ▲ better, ▼ worse",
        "",
        "- **a** At 15 °C \\[2\\].",
        "",
        "1. [Example Press](https://example.org/cars?id=1&amp;page=2), 5 Mar 2026.",
        "2. Undated.",
        "",
        "Left out: [Example Press](https://example.org/cars?id=1&amp;page=2)",
        "",
        "The end.",
    ]


@each_parser
@pytest.mark.parametrize("shape", SHAPES)
def test_it_renders_as_one_table_of_the_right_size(shape: str, parser: str) -> None:
    table = SHAPES[shape]
    page = parse(table, parser)
    assert len(page.findall("table")) == 1
    groups = sum(bool(literal(group)) for group, _ in table.groups())
    rows = page.findall("table/tbody/tr")
    assert len(rows) == len(table.rows) + groups
    assert all(len(row) == len(table.columns) + 1 for row in rows)
    assert len(page.findall("ol/li")) == len(table.sources)
    assert len(page.findall("ul/li")) == len(table.notes)


@each_parser
def test_hostile_text_shows_literally(parser: str) -> None:
    page = parse(hostile(), parser)
    rows = [row for row in page.findall("table/tbody/tr") if shown(row[2]).startswith("▼")]
    assert [shown(row[2]) for row in rows] == [f"▼ {literal(text)}".strip() for text in HOSTILE]
    assert [shown(row[0]) for row in rows] == [literal(text) for text in HOSTILE]
    sources = [shown(note).strip() for note in page.findall("ol/li")]
    assert sources == [one_line(text + text).strip() for text in HOSTILE]
    notes = [shown(note).strip() for note in page.findall("ul/li")]
    told = [one_line(f"{text}[1–3]").strip() for text in HOSTILE]
    assert notes == [f"{letter(n)} {words}" for n, words in enumerate(told, 1)]


@each_parser
def test_no_markup_comes_from_data(parser: str) -> None:
    page = parse(hostile(), parser)
    assert tags_of(page) <= TAGS
    assert all(link.attrib["href"].startswith("https://example.org/") for link in page.iter("a"))
    assert {tag for item in page.findall("ol/li") for tag in tags_of(item)} <= {"li", "a"}


# What addresses, mentions and escapes are made of, in any order.
_parts = st.sampled_from(
    [
        *"@._*~\\|<>()[]!`$#-+1a ",
        "www.",
        "WWW.",
        "http://",
        "ftp://",
        "mailto:",
        "xmpp:",
        "://",
        "&amp;",
        "&#64;",
    ]
) | st.sampled_from(["[^1]", "b.cd", "\n"])


@each_parser
@given(text=st.lists(_parts, max_size=8).map("".join), rest=st.lists(_parts, max_size=4).map("".join))
def test_no_text_makes_a_link_by_itself(text: str, rest: str, parser: str) -> None:
    spans = (Span(text), Span(rest, "javascript:x"), Span("end", "https://example.org/" + text), Span(rest))
    table = Table(
        text,
        rest,
        columns=(Column("a", text + rest),),
        rows=(
            Row("r", text, rest, (Cell(text, cites=(1,), mark="best"),)),
            Row("s", rest, rest, (Cell(rest),)),
        ),
        sources=(Note(spans),),
        footer=(spans,),
    )
    page = parse(table, parser)
    assert tags_of(page) <= TAGS
    links = list(page.iter("a"))
    assert [shown(link) for link in links] == ["end", "end"]
    assert all(link.attrib["href"].startswith("https://example.org/") for link in links)
    rows = page.findall("table/tbody/tr")
    assert shown(rows[-2][1]).startswith(literal(text))
    assert shown(rows[-1][1]) == literal(rest)
    assert shown(page.findall("ol/li")[0]).strip() == one_line(text + rest + "end" + rest)


@each_parser
@given(table=tables())
def test_any_table_renders_with_its_cells(table: Table, parser: str) -> None:
    page = parse(table, parser)
    rows = page.findall("table/tbody/tr")
    assert all(len(row) == len(table.columns) + 1 for row in rows)
    texts = [shown(cell) for row in rows for cell in row]
    for row in table.rows:
        for cell in row.cells:
            assert any(literal(cell.text) in text for text in texts)
    assert len(page.findall("ol/li")) == len(table.sources)
    assert len(page.findall("ul/li")) == len(table.notes)
