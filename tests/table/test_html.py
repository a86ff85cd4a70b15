from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest
from hypothesis import given

from evspec.table import Cell, Column, Note, Row, Span, Table
from evspec.table.safety import visible
from tests.table.samples import HOSTILE, SHAPES, find, hostile, ordinary, shown, tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

ALLOWED = {
    "figure": {"class", "style"},
    "div": {"role", "aria-labelledby", "tabindex", "style"},
    "table": {"style"},
    "caption": {"id", "style"},
    "thead": {"style"},
    "tbody": set(),
    "tr": {"style"},
    "th": {"scope", "colspan", "style"},
    "td": {"style", "class"},
    "abbr": {"title"},
    "span": {"style", "id"},
    "strong": set(),
    "style": set(),
    "small": set(),
    "sup": set(),
    "br": set(),
    "a": {"href", "id", "rel", "aria-label"},
    "details": {"style"},
    "summary": {"style"},
    "ul": {"style"},
    "ol": {"class", "type"},
    "li": {"id"},
    "p": {"class"},
}


def parse(table: Table) -> Element:
    """Return the figure as a strict HTML5 parser reads it inside a document."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = f"<!DOCTYPE html><html lang=en><title>t</title><body>{table.to_html()}</body></html>"
    body = find(parser.parse(page), "body")
    assert len(body) == 1
    return body[0]


def links(figure: Element) -> Iterator[str]:
    for link in figure.iter("a"):
        yield link.attrib["href"]


@pytest.mark.parametrize("shape", SHAPES)
def test_only_table_markup_comes_out(shape: str) -> None:
    for element in parse(SHAPES[shape]).iter():
        assert set(element.attrib) <= ALLOWED[element.tag]


def test_the_structure_serves_screen_readers() -> None:
    figure = parse(ordinary())
    table = find(figure, "div/table")
    caption = find(table, "caption")
    assert shown(caption) == "Two cars\nmetric"
    assert shown(find(figure, "p")) == "* best in its row, ▲ better, ▼ worse"
    assert find(figure, "div").attrib["aria-labelledby"] == caption.attrib["id"]
    assert [th.attrib["scope"] for th in table.iter("th")] == [
        *["col"] * 3,
        "rowgroup",
        "row",
        "rowgroup",
        "row",
        "row",
    ]
    assert [body[0][0].text for body in table.findall("tbody")] == ["Identity", "Charging"]
    assert {th.attrib["colspan"] for th in table.iter("th") if th.attrib["scope"] == "rowgroup"} == {"4"}
    assert [(shown(abbr), abbr.attrib["title"]) for abbr in table.iter("abbr")] == [
        ("DC time, 10–80 %", "time for charging"),
        ("n/s", "not stated"),
    ]


def test_marks_show_without_color() -> None:
    cells = {td.attrib["class"]: shown(td) for td in parse(ordinary()).iter("td") if "class" in td.attrib}
    assert cells == {
        "best": "400 kW*a [1, 2]",
        "better": "▲ better, +270 kW (+208 %)",
        "worse": "▼ longer",
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_ids_are_unique_and_every_inner_link_leads_somewhere(shape: str) -> None:
    figure = parse(SHAPES[shape])
    ids = [element.attrib["id"] for element in figure.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    inner = [href for href in links(figure) if href.startswith("#")]
    assert {href.removeprefix("#") for href in inner} <= set(ids)


def test_a_source_that_is_cited_within_a_run_only_leads_back_to_it() -> None:
    sources = tuple(Note((Span(name),)) for name in "ABCD")
    row = Row("range", "Range", "", (Cell("514 km", cites=(1, 2, 3, 4)),))
    figure = parse(Table("One", "", (Column("a", "A"),), (row,), sources=sources))
    (listed,) = (e for e in figure.iter("ol") if e.attrib.get("class") == "sources")
    back = [href.removeprefix("#") for href in links(listed)]
    *_, cell = figure.iter("td")
    assert len(back) == 4
    assert back == [e.attrib["id"] for e in cell.iter() if "id" in e.attrib]
    assert shown(cell) == "514 km[1–4]"


def test_two_tables_can_share_a_page() -> None:
    first, second = (
        ordinary(),
        Table(
            "Other",
            rows=ordinary().rows,
            columns=ordinary().columns,
            notes=ordinary().notes,
            sources=ordinary().sources,
        ),
    )
    ids = [{e.attrib["id"] for e in parse(table).iter() if "id" in e.attrib} for table in (first, second)]
    assert not ids[0] & ids[1]


def test_links_lead_to_the_web_only() -> None:
    for table in (ordinary(), hostile()):
        for link in parse(table).iter("a"):
            href = link.attrib["href"]
            if not href.startswith("#"):
                assert href.startswith("https://example.org/")
                assert link.attrib["rel"] == "noopener noreferrer nofollow"


def test_hostile_text_shows_literally() -> None:
    rows = [row for row in parse(hostile()).iter("tr") if row[-1].attrib.get("class") == "worse"]
    expected = [f"▼ {visible(text)}" for text in HOSTILE]
    assert [shown(row[-1]) for row in rows] == expected


@given(tables())
def test_any_table_is_valid_html(table: Table) -> None:
    figure = parse(table)
    assert {element.tag for element in figure.iter()} <= set(ALLOWED)
    assert len(figure.findall("ol/li")) == len(table.notes) + len(table.sources)
    details = [shown(line) for line in figure.iterfind(".//details/ul/li")]
    assert details == [visible(line) for row in table.rows for cell in row.cells for line in cell.details]
    cells = [shown(td) for td in figure.iter("td")]
    for row in table.rows:
        for cell in row.cells:
            assert any(visible(cell.text) in text for text in cells)


@pytest.mark.parametrize(
    ("text", "tight"),
    [
        ("25.3–31.0 kWh/100 km", "25.3–31.0~kWh/100~km"),
        ("1 234 567 NOK or 12 345 kr", "1~234~567~NOK or 12~345~kr"),
        ("≈ 437 km (+14 to +45 %)", "≈~437~km (+14~to +45~%)"),
        ("up to 400 kW, 2 or 3 motors & 20 °C", "up to 400~kW, 2~or 3~motors & 20~°C"),
        ("in 2025, model year 2026 2027 300 km", "in 2025, model year 2026 2027~300~km"),
        ("iX1 U11 eDrive20 and EQE350 4MATIC, 66 kWh", "iX1 U11 eDrive20 and EQE350 4MATIC, 66~kWh"),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit_or_inside_one(text: str, tight: str) -> None:
    table = Table("", "", (Column("a", "A"),), (Row("r", "R", "", (Cell(text),)),))
    *_, cell = parse(table).iter("td")
    kept = [f"{(span.text or '').replace(' ', '~')}{span.tail or ''}" for span in cell]
    assert {span.attrib["style"] for span in cell} == {"white-space:nowrap"}
    assert "".join([cell.text or "", *kept]) == tight
