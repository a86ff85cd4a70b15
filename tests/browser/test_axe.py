"""Pages and sites as axe-core judges them: nothing that keeps anybody from reading them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

import evspec as ev

if TYPE_CHECKING:
    from tests.browser.chromium import Browser

pytestmark = pytest.mark.browser

CARS = ("bmw/ix1/u11", "bmw/ix1/nb5", "bmw/ix3/na5")


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, where AXE names it; `.ci/run --browser` has it of npm."""
    path = os.environ.get("AXE")
    if not path:
        pytest.skip("needs axe-core, named by AXE=…/axe.min.js")
    return Path(path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A page of three cars with bars, one of a line for each of many, and the pages of a site."""
    folder = tmp_path_factory.mktemp("pages")
    ev.page(ev.compare(*CARS, baseline=0), bars=True).save(folder / "three.html")
    ev.page(ev.Catalog.of(*(ev.catalog[id_] for id_ in CARS))).save(folder / "lines.html")
    ev.site(ev.Catalog.of(*(ev.catalog[id_] for id_ in CARS[:2]))).save(folder / "site")
    return sorted(folder.rglob("*.html"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (420, "dark")])
def test_it_finds_nothing(
    width: int, scheme: Literal["light", "dark"], axe: str, browser: Browser, files: list[Path]
) -> None:
    assert len(files) > 6
    for file in files:
        browser.open(file, width=width, scheme=scheme)
        browser.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        browser.evaluate(f"{axe}\n;0")
        run = "axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(found))"
        result: dict[str, Any] = browser.call(
            "Runtime.evaluate", expression=run, awaitPromise=True, returnByValue=True
        )
        found = json.loads(result["result"]["value"])
        assert found["passes"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []
