"""What a browser makes of the pages that `--format html` writes: for the eye, the keyboard and the ear."""

from __future__ import annotations

import runpy
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

import evspec as ev
from evspec.cli import main

if TYPE_CHECKING:
    from tests.browser.chromium import Browser

pytestmark = pytest.mark.browser

DOCS = Path(__file__).parents[2] / "docs"
SCRIPT = runpy.run_path(str(DOCS / "make_screenshots.py"))
PAGES: dict[str, tuple[str, ...]] = SCRIPT["PAGES"]
TITLES = {"diff": "BMW iX1: U11 → NB5", "compare": "BMW iX1 U11, iX3 NA5 and Tesla Model Y Juniper"}
HEADERS = {
    "diff": ["U11, 2026 edition", "NB5", "Status", "Change"],
    "compare": ["iX1 U11 eDrive20, 2026 edition", "iX3 NA5 50 xDrive", "Model Y Juniper"],
}
WIDTHS = {window: width for window, (width, _) in SCRIPT["WINDOWS"].items()}


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    assert main([*PAGES[request.param], "--format", "html", "--style", "plain", "-o", str(path)]) == 0
    return path


def named(nodes: list[dict[str, Any]], role: str) -> list[str]:
    return [node["name"]["value"] for node in nodes if node["role"]["value"] == role]


def test_assistive_programs_are_told_of_a_table_with_headers(browser: Browser, page: Path) -> None:
    browser.open(page, width=1280)
    nodes = browser.accessible()
    title = TITLES[page.stem]
    [table] = named(nodes, "table")
    assert table.startswith(title)
    [region] = named(nodes, "region")
    assert region == table
    assert [name for name in named(nodes, "columnheader") if name] == HEADERS[page.stem]
    rows = named(nodes, "rowheader")
    # with the letter of what holds for all of the row
    assert any(row.startswith("DC peak power") for row in rows)
    assert "CHARGING" not in rows
    assert all(rows)
    assert named(nodes, "RootWebArea") == [title]
    assert all(named(nodes, "link"))


def test_each_cell_has_a_header_of_its_row_and_its_column(browser: Browser, page: Path) -> None:
    browser.open(page, width=1280)
    bare = browser.evaluate(
        "[...document.querySelectorAll('tbody tr')].filter(row => !row.querySelector('th[scope=row],"
        "th[scope=rowgroup]')).length"
    )
    assert bare == 0
    lengths = browser.evaluate(
        "[...new Set([...document.querySelectorAll('tr')].map(row => [...row.cells]"
        ".reduce((sum, cell) => sum + cell.colSpan, 0)))]"
    )
    assert lengths == [len(HEADERS[page.stem]) + 1]


def sideways(browser: Browser, window: int) -> bool:
    """Whether the table scrolls sideways, in a window of which nothing else does."""
    assert browser.evaluate("innerWidth") == window
    assert browser.evaluate("document.documentElement.scrollWidth") <= window
    browser.evaluate("scrollTo(9999, 0)")
    assert browser.evaluate("scrollX") == 0
    region = "document.querySelector('[role=region]')"
    wider: bool = browser.evaluate(f"{region}.scrollWidth > {region}.clientWidth")
    # the keyboard reaches the region and scrolls it
    browser.evaluate(f"{region}.focus(), {region}.scrollLeft = 9999")
    assert browser.evaluate(f"document.activeElement === {region}")
    assert (browser.evaluate(f"{region}.scrollLeft") > 0) == wider
    return wider


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_only_the_table_scrolls_sideways(
    browser: Browser, page: Path, scheme: Literal["light", "dark"]
) -> None:
    # How wide a table is at least depends on the fonts, so that it is asked first.
    browser.open(page, width=1280, scheme=scheme)
    browser.evaluate("document.body.style.width = '100px'")
    least = browser.evaluate("Math.ceil(document.querySelector('table').getBoundingClientRect().width)")
    assert least > 100
    for room, scrolls in ((least * 3 // 4, True), (least - 2, True), (least + 100, False)):
        browser.evaluate(f"document.body.style.width = '{room}px'")
        assert sideways(browser, 1280) == scrolls
    # in a narrow window it is laid out in blocks
    browser.open(page, width=320, scheme=scheme)
    assert not sideways(browser, 320)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_in_a_window_that_people_have(
    browser: Browser, page: Path, width: str
) -> None:
    browser.open(page, width=WIDTHS[width])
    assert not sideways(browser, WIDTHS[width])


@pytest.mark.parametrize("width", WIDTHS)
def test_the_caption_is_read_without_scrolling(browser: Browser, page: Path, width: str) -> None:
    browser.open(page, width=WIDTHS[width])
    region = "document.querySelector('[role=region]')"
    for scrolled in (0, 9999):
        browser.evaluate(f"{region}.scrollLeft = {scrolled}")
        edges = browser.evaluate(
            "(range => (range.selectNodeContents(document.querySelector('caption')), "
            "[...range.getClientRects()].flatMap(box => [box.left, box.right])))(document.createRange())"
        )
        assert min(edges) >= 0
        assert max(edges) <= WIDTHS[width]


# The WCAG's formula, on the color of each element that has text of its own and the page behind it.
CONTRAST = """
(() => {
  const light = color => {
    const [r, g, b] = color.match(/[0-9.]+/g).slice(0, 3).map(value => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const canvas = document.createElement('div');
  canvas.style.backgroundColor = 'Canvas';
  document.body.append(canvas);
  const behind = light(getComputedStyle(canvas).backgroundColor);
  canvas.remove();
  const texts = [...document.querySelectorAll('body *')].filter(
    element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const least = texts.map(element => {
    const front = light(getComputedStyle(element).color);
    return (Math.max(front, behind) + 0.05) / (Math.min(front, behind) + 0.05);
  }).reduce((least, ratio) => Math.min(least, ratio), 21);
  return {behind, least};
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(
    browser: Browser, page: Path, scheme: Literal["light", "dark"]
) -> None:
    browser.open(page, width=1280, scheme=scheme)
    found = browser.evaluate(CONTRAST)
    assert found["least"] >= 4.5
    # the page itself is dark for those who want it dark
    assert (found["behind"] < 0.1) == (scheme == "dark")


def test_notes_lead_there_and_back(browser: Browser, page: Path) -> None:
    browser.open(page, width=1280)
    broken = browser.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].filter("
        "link => !document.getElementById(link.hash.slice(1))).length"
    )
    assert browser.evaluate("document.querySelectorAll('ol.notes li').length") > 5
    assert broken == 0
    twice = browser.evaluate(
        "(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))"
    )
    assert twice == 0


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the width and height of each PNG, as its first chunk has them."""
    return {path.name: struct.unpack(">II", path.read_bytes()[16:24]) for path in folder.glob("*.png")}


def test_the_screenshots_are_what_the_script_takes(browser: Browser, tmp_path: Path) -> None:
    assert SCRIPT["main"](tmp_path) == 0
    taken = sizes(tmp_path)
    assert taken == sizes(DOCS / "screenshots")
    assert len(taken) == 20
    # light and dark are two pictures
    assert len({path.read_bytes() for path in tmp_path.glob("*.png")}) == 20


# The contrast of each text with what is really behind it: the nearest background that is no glass.
CONTRAST_BEHIND = """
(() => {
  const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = color => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map(value => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (color !== 'rgba(0, 0, 0, 0)') return color;
    }
    return 'Canvas';
  };
  const texts = [...document.querySelectorAll('figure *')].filter(
    element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  return texts.map(element => {
    const [front, back] = [light(getComputedStyle(element).color), light(behind(element))];
    return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  }).reduce((least, ratio) => Math.min(least, ratio), 21);
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "design",
    [
        "background:#fff;color:#222",
        "background:#111;color:#ddd",
        "color-scheme:dark",
        "color-scheme:light dark",
    ],
    ids=["light only", "dark only", "dark", "as the reader likes"],
)
def test_a_pretty_table_can_be_read_on_any_page(
    browser: Browser, tmp_path: Path, design: str, scheme: Literal["light", "dark"]
) -> None:
    figure = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5").to_html(style="pretty")
    page = tmp_path / "page.html"
    head = f'<!DOCTYPE html><html style="{design}"><meta charset="utf-8"><title>t</title><body>'
    page.write_text(head + figure, encoding="utf-8")
    browser.open(page, width=1280, scheme=scheme)
    assert browser.evaluate(CONTRAST_BEHIND) >= 4.5


@pytest.mark.parametrize("style", ["plain", "pretty"])
@pytest.mark.parametrize("width", [360, 420, 768, 1280])
def test_no_line_ends_in_a_figure(
    browser: Browser, tmp_path: Path, width: int, style: Literal["plain", "pretty"]
) -> None:
    path = tmp_path / "table.html"
    ev.diff("porsche/taycan/j1", "porsche/taycan/j1-2").save(path, style=style)
    browser.open(path, width=width)
    assert browser.evaluate("document.querySelectorAll('td').length") > 30
    assert browser.broken_figures() == []
