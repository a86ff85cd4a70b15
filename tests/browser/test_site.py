"""What a reader can do on a site in a folder: find a vehicle, follow links, without script, under attack."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from tests.hostile import TAKEN, loaded

if TYPE_CHECKING:
    from tests.browser.chromium import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    generations = (ev.catalog[id_] for id_ in ("bmw/ix1/u11", "bmw/ix1/nb5", "renault/zoe/ze50"))
    ev.site(ev.Catalog.of(*generations)).save(made)
    return made


def shown(browser: Browser) -> list[str]:
    """Return the names of the vehicles that the index shows."""
    found: list[str] = browser.evaluate(
        "[...document.querySelectorAll('#list li')].filter(line => line.offsetParent)"
        ".map(line => line.querySelector('a').textContent)"
    )
    return found


def seek(browser: Browser, words: str) -> None:
    browser.evaluate("document.getElementById('search').select()")
    browser.call("Input.insertText", text=words)


def arrive(browser: Browser, before: str) -> None:
    """Wait until another page than the one before is there."""
    for _ in range(100):
        time.sleep(0.1)
        # between two pages there is none to ask
        with suppress(RuntimeError):
            if browser.evaluate("document.readyState === 'complete' && location.href") not in {False, before}:
                return
    raise AssertionError(f"no page came after {before}")


def follow(browser: Browser, link: str) -> None:
    """Click on the first link for which a condition holds."""
    before = browser.evaluate("location.href")
    browser.evaluate(f"[...document.links].find(link => {link}).click()")
    arrive(browser, before)


def test_a_vehicle_is_found_by_words_of_its_line(browser: Browser, folder: Path) -> None:
    browser.open(folder / "index.html", width=1280)
    every = shown(browser)
    assert len(every) == 3
    seek(browser, "BMW xdrive30")
    assert shown(browser) == ["BMW iX1 U11"]
    assert browser.evaluate("document.querySelector('.status').textContent") == "1 of 3 vehicles"
    assert (
        browser.evaluate("[...document.querySelectorAll('section')].filter(s => s.offsetParent).length") == 1
    )
    # the link tells what was sought
    link = browser.evaluate("location.href")
    assert link.endswith("index.html#find=BMW+xdrive30")
    seek(browser, "zoé")
    assert shown(browser) == ["Renault Zoe ZE50"]
    seek(browser, "none such")
    assert shown(browser) == []
    seek(browser, " ")
    assert shown(browser) == every
    browser.call("Page.navigate", url="about:blank")
    browser.call("Page.navigate", url=link)
    arrive(browser, "about:blank")
    assert shown(browser) == ["BMW iX1 U11"]


def test_links_lead_from_the_index_to_each_page_and_back(browser: Browser, folder: Path) -> None:
    browser.open(folder / "index.html", width=1280)
    follow(browser, "link.textContent === 'U11 → NB5'")
    assert browser.evaluate("document.querySelector('h1').textContent") == "BMW iX1: U11 → NB5"
    follow(browser, "link.textContent === 'BMW iX1 U11'")
    assert browser.evaluate("document.querySelectorAll('#app .name').length") == 3
    follow(browser, "/ conflicts$/.test(link.textContent)")
    assert browser.evaluate("document.querySelectorAll('main table').length") == 1
    follow(browser, "link.textContent === 'All vehicles'")
    assert len(shown(browser)) == 3


def test_it_is_a_list_without_script(browser: Browser, folder: Path) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.call("Page.navigate", url=(folder / "index.html").as_uri())
        # nothing of the page can tell that it is there
        time.sleep(1)
        roles = [node["role"]["value"] for node in browser.accessible()]
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)
    assert "searchbox" not in roles
    assert roles.count("link") == 8


@pytest.mark.parametrize("width", [360, 420, 768, 1280])
def test_no_page_scrolls_sideways(browser: Browser, folder: Path, width: int) -> None:
    for file in sorted(folder.rglob("*.html")):
        browser.open(file, width=width)
        assert browser.evaluate("document.documentElement.scrollWidth") == width, file


def test_a_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    probe = (
        "performance.getEntriesByType('resource').length + "
        "document.querySelectorAll('main script, main img, main style, nav :not(ul, li, a, bdi)').length + "
        "[...document.links].filter(a => !/^(https?:|file:)/.test(a.href)).length"
    )
    for n, hostile in enumerate(TAKEN):
        target = tmp_path / f"{n} to"
        ev.site(loaded(hostile, tmp_path / str(n)), title=hostile).save(target)
        for file in target.rglob("*.html"):
            browser.open(file, width=1280)
            # a dialog would stop this line
            assert browser.evaluate(probe) == 0, (hostile, file)
        browser.open(target / "index.html", width=1280)
        seek(browser, hostile)
        assert browser.evaluate(probe) == 0
        assert len(shown(browser)) == 2


def test_a_card_is_inert_and_as_light_or_dark_as_its_reader(browser: Browser, tmp_path: Path) -> None:
    for n, hostile in enumerate(TAKEN):
        old, new = loaded(hostile, tmp_path / str(n))
        file = tmp_path / f"{n}.svg"
        ev.card(ev.diff(old, new), specs=["platform", "range"]).save(file)
        browser.open(file, width=640)
        # a dialog would stop this line
        assert browser.evaluate("performance.getEntriesByType('resource').length") == 0
        assert browser.evaluate("document.querySelectorAll('script, image, a, foreignObject').length") == 0
        edges = "[...document.querySelectorAll('text')].map(text => text.getBBox().x + text.getBBox().width)"
        assert max(browser.evaluate(edges)) <= 600
    for scheme, color in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(22, 25, 29)")):
        browser.open(tmp_path / "0.svg", width=640, scheme=scheme)  # type: ignore[arg-type]
        found = browser.evaluate("getComputedStyle(document.querySelector('.page')).fill")
        assert found == color
