"""The gallery is what its script makes, so no page is edited by hand."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
GALLERY = DOCS / "gallery"
NAMES = sorted(path.name for path in GALLERY.glob("*"))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    made: dict[str, str] = runpy.run_path(str(DOCS / "make_gallery.py"))["pages"]()
    return made


def test_there_is_a_file_for_each_page_and_no_other(pages: dict[str, str]) -> None:
    assert sorted(pages) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_what_the_script_makes(pages: dict[str, str], name: str) -> None:
    text = (GALLERY / name).read_text(encoding="utf-8")
    assert text == pages[name], "run: python docs/make_gallery.py"


def test_twenty_diffs_are_shown(pages: dict[str, str]) -> None:
    assert sum("ev.diff(" in text for text in pages.values()) == 20


def test_the_call_on_a_page_makes_its_table(pages: dict[str, str]) -> None:
    for name in ("bmw-ix3.md", "bmw-ix1-two-days.md", "nissan-leaf.md"):
        found = re.search(r"^```python\n(.*?)\n```$", pages[name], re.MULTILINE | re.DOTALL)
        assert found is not None
        names: dict[str, object] = {}
        *before, last = found[1].split("\n")
        exec("\n".join(["import evspec as ev", *before, f"table = {last}.to_markdown()"]), names)
        assert pages[name].endswith(f"{names['table']}\n")
