"""What Jupyter, VS Code, marimo and Quarto show of each object: HTML and Markdown, with data as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import html5lib
import pytest
from attrs import evolve
from markdown_it import MarkdownIt

import evspec as ev
from evspec.catalogs.coverage import overview
from evspec.table.safety import one_line, visible
from tests.table.samples import HOSTILE, shown
from tests.vehicles import garage

if TYPE_CHECKING:
    from collections.abc import Callable


class Shows(Protocol):
    """Whatever a notebook can show."""

    def _repr_html_(self) -> str: ...
    def _repr_markdown_(self) -> str: ...


SHOWN: dict[str, Callable[[], Shows]] = {
    "Measure": lambda: ev.measure("up to 514 km WLTP"),
    "Claim": lambda: ev.catalog["bmw/ix1/u11/edrive20"].range,
    "Variant": lambda: ev.catalog["bmw/ix1/u11/edrive20"],
    "Generation": lambda: ev.catalog["bmw/ix1/nb5"],
    "Diff": lambda: ev.diff("bmw/ix1/u11", "bmw/ix1/nb5"),
    "Comparison": lambda: ev.compare("bmw/ix1/u11/edrive20", "bmw/ix3/na5"),
    "Table": ev.catalog["bmw/ix1/nb5"].to_table,
    "Catalog": lambda: ev.catalog,
    "Audit": lambda: ev.audit("bmw/ix1/u11"),
    "Conflicts": lambda: ev.catalog.conflicts("bmw/ix1/u11"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_every_object_shows_itself(name: str) -> None:
    thing = SHOWN[name]()
    assert type(thing).__name__ == name
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    parser.parseFragment(thing._repr_html_())
    tokens = MarkdownIt("commonmark").enable("table").parse(thing._repr_markdown_())
    kinds = {token.type for token in tokens}
    assert "paragraph_open" in kinds if name == "Measure" else "table_open" in kinds


@pytest.mark.parametrize("name", SHOWN)
def test_a_repr_is_one_line(name: str) -> None:
    text = repr(SHOWN[name]())
    assert "\n" not in text
    assert name in text


def test_lists_of_claims_and_changes_can_be_read() -> None:
    claim = ev.catalog["mini/cooper-electric/j01/cooper-e"].claims("battery_net")[0]
    assert repr(claim).startswith(
        "<Claim mini/cooper-electric/j01/cooper-e: Battery usable: 38.5 kWh (reported; "
    )
    [doubted] = [c for c in ev.catalog["bmw/ix1/u11/edrive20"].claims("drivetrain") if c.doubt]
    assert repr(doubted) == (
        "<Claim bmw/ix1/u11/edrive20: Drivetrain: RWD (reported; Bike-EV, undated), doubted>"
    )
    old, new = (ev.Variant.of(name, power=power) for name, power in (("A", "150 kW"), ("B", "204 hp")))
    [change] = ev.diff(old, new).rows
    assert repr(change) == "<Change Power: 150 kW → 204 hp (more, +2 kW (+1 %))>"


def test_a_measure_shows_what_it_prints() -> None:
    measure = ev.measure("up to 514 km WLTP")
    [span] = html5lib.parseFragment(measure._repr_html_(), namespaceHTMLElements=False)
    assert shown(span).replace("\u202f", " ") == measure._repr_markdown_() == "up to 514 km WLTP"


def test_a_claim_shows_why_and_links_its_source() -> None:
    html = ev.catalog["bmw/ix1/u11/edrive20"].range._repr_html_()
    assert "514 km" in html or "319 mi" in html
    assert "a definite figure before a one-sided one" in html
    assert 'href="https://www.bmwblog.com/' in html


def _claim() -> ev.Claim:
    [claim] = garage.car(garage.says("volt-feb", "base.range", "514 km WLTP")).claims("range")
    return claim


@pytest.mark.parametrize("text", HOSTILE)
def test_a_claim_shows_data_as_data(text: str) -> None:
    source = evolve(_claim().source, publisher=text, title=text, address=f"javascript:{text}")
    claim = _claim().but(doubt=text, note=text, why=text, printed=text, source=source)
    page = html5lib.parseFragment(claim._repr_html_(), namespaceHTMLElements=False)
    assert not {element.tag for element in page.iter()} & {"script", "img", "style", "b"}
    assert all(link.attrib["href"].startswith("#") for link in page.iter("a"))
    cells = [shown(cell) for cell in page.iter("td")]
    assert not text or visible(text) in cells
    rendered = MarkdownIt("commonmark").enable("table").render(claim._repr_markdown_())
    marked = html5lib.parseFragment(rendered, namespaceHTMLElements=False)
    assert not {element.tag for element in marked.iter()} & {"script", "img", "style", "b", "a"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_catalog_shows_data_as_data(text: str) -> None:
    record = evolve(garage.record(), make=text, model=text)
    catalog = ev.Catalog.of({record.id: record}, garage.SOURCES)
    page = html5lib.parseFragment(catalog._repr_html_(), namespaceHTMLElements=False)
    assert not {element.tag for element in page.iter()} & {"script", "img", "style", "b", "a"}
    assert one_line(text) in one_line(shown(page))
    rendered = MarkdownIt("commonmark").enable("table").render(catalog._repr_markdown_())
    marked = html5lib.parseFragment(rendered, namespaceHTMLElements=False)
    assert not {element.tag for element in marked.iter()} & {"script", "img", "style", "b", "a"}


def test_a_large_catalog_is_cut_short_and_says_so() -> None:
    table = overview(ev.catalog, most=3)
    assert [row.key for row in table.rows] == list(ev.catalog.ids[:3])
    assert table.footer[0][0].text == f"… and {len(ev.catalog) - 3} more."
    assert not overview(ev.catalog, most=len(ev.catalog)).footer
