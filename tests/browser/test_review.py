"""The page to review a draft on: pointing lights up both sides, filters hide, nothing hostile runs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal

import pytest

import evspec as ev
from tests.table.samples import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Browser

pytestmark = pytest.mark.browser

TEXT = (
    "The next iX1\n\nThe current iX1 tops out at 130 kW. The iX1 should have a range of 600 km.\n"
    "It has 20 kW more. The next iX1 has a battery of 80 kWh."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "review.html"
    ev.read_article(TEXT, publisher="Gazette", date="2026-03-02", about="bmw/ix1/nb5").save(made)
    return made


def point(browser: Browser, selector: str) -> None:
    browser.evaluate(
        f"document.querySelector({json.dumps(selector)})"
        ".dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))"
    )


def lit(browser: Browser) -> list[str]:
    found: list[str] = browser.evaluate(
        "[...document.querySelectorAll('.lit')].map(one => one.id || one.textContent)"
    )
    return found


def shown(browser: Browser) -> list[str]:
    found: list[str] = browser.evaluate(
        "[...document.querySelectorAll('#claims li[id]')]"
        ".filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return found


def test_pointing_at_one_lights_the_other_up(browser: Browser, path: Path) -> None:
    browser.open(path, width=1280)
    assert lit(browser) == []
    point(browser, "#c1")
    assert "c1" in lit(browser)
    assert any("130 kW" in words for words in lit(browser))
    assert "iX1|tops out" in browser.evaluate(
        "[...document.querySelectorAll('.why')].map(one => one.textContent).join('|')"
    )
    point(browser, "[data-of~=c2]")
    assert "c2" in lit(browser)
    assert "c1" not in lit(browser)
    point(browser, "h1")
    assert lit(browser) == []


def test_a_click_keeps_it_lit_and_the_keyboard_lights_too(browser: Browser, path: Path) -> None:
    browser.open(path, width=1280)
    browser.evaluate("document.querySelector('#c1').click()")
    point(browser, "h1")
    assert "c1" in lit(browser)
    browser.evaluate("document.querySelector('#w-c2').focus()")
    assert "c2" in lit(browser)


def test_filters_leave_what_is_asked_for(browser: Browser, path: Path) -> None:
    browser.open(path, width=1280)
    every = shown(browser)
    kinds = {}
    for kind in ("sure", "unsure", "untaken"):
        browser.evaluate(f"document.querySelector('#show-{kind}').click()")
        kinds[kind] = shown(browser)
        groups = "[...document.querySelectorAll('.group')].filter(one => one.checkVisibility())"
        assert browser.evaluate(f"{groups}.every(one => one.querySelector('.{kind}'))")
    assert sorted(id_ for ids in kinds.values() for id_ in ids) == sorted(every)
    assert all(kinds.values())


def test_without_script_the_links_and_filters_work(browser: Browser, path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    path.write_text(re.sub("<script>.*?</script>", "", html, flags=re.DOTALL), encoding="utf-8")
    browser.open(path, width=1280)
    browser.evaluate("document.querySelector('sup a[href=\"#c2\"]').click()")
    assert browser.evaluate("document.querySelector(':target').id") == "c2"
    browser.evaluate("document.querySelector('#c2 a.back').click()")
    assert browser.evaluate("document.querySelector(':target').id") == "w-c2"
    browser.evaluate("document.querySelector('#show-unsure').click()")
    assert len(shown(browser)) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 400, 1280])
def test_no_page_scrolls_sideways(
    browser: Browser, path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    browser.open(path, width=width, scheme=scheme)
    assert browser.evaluate("document.documentElement.scrollWidth") <= width


def test_a_print_shows_claims_below_the_article(browser: Browser, path: Path) -> None:
    browser.open(path, width=1280)
    browser.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert not browser.evaluate("document.querySelector('fieldset').checkVisibility()")
        below = "document.querySelector('#claims').getBoundingClientRect().top"
        assert browser.evaluate(
            f"{below} >= document.querySelector('article').getBoundingClientRect().bottom"
        )
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")


def test_a_hostile_article_does_nothing(browser: Browser, tmp_path: Path) -> None:
    probe = (
        "performance.getEntriesByType('resource').length + "
        "document.querySelectorAll('main script, main img, main style, main iframe, main svg').length + "
        "[...document.links].filter(a => !/^(https?:|file:)/.test(a.href)).length"
    )
    for number, hostile in enumerate(HOSTILE):
        text = f"The iX1 {hostile} has 130 kW of charging {hostile}.\n{hostile}\n20 kW more, {hostile} 5 Nm."
        file = tmp_path / f"{number}.html"
        ev.read_article(text, publisher=hostile, title=hostile, address=hostile, about="bmw/ix1/nb5").save(
            file
        )
        browser.open(file, width=1280)
        # a dialog would stop this line
        assert browser.evaluate(probe) == 0
        for selector in ("[data-of]", "li[id]"):
            if browser.evaluate(f"!!document.querySelector('{selector}')"):
                point(browser, selector)
        assert browser.evaluate(probe) == 0
