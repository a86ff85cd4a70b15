"""The gallery is what its script makes: three of its pages here, all by `docs/make_gallery.py --check`."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[1] / "docs"
GALLERY = DOCS / "gallery"
SCRIPT = runpy.run_path(str(DOCS / "make_gallery.py"))
PAGES: dict[str, Any] = {page.slug: page for page in SCRIPT["PAGES"]}
# A generation against the one before, three in columns, and one as known on two days.
COMPARED = ["bmw-ix1", "nissan-leaf", "bmw-ix1-two-days"]


def test_there_is_a_file_for_each_page_and_no_other() -> None:
    assert {path.name for path in GALLERY.glob("*")} == {f"{slug}.md" for slug in [*PAGES, "index"]}


def test_the_index_is_what_the_script_makes() -> None:
    assert (GALLERY / "index.md").read_text(encoding="utf-8") == SCRIPT["index"]()


@pytest.mark.parametrize("slug", COMPARED)
def test_the_file_is_what_the_script_makes(slug: str) -> None:
    text = (GALLERY / f"{slug}.md").read_text(encoding="utf-8")
    assert text == SCRIPT["text_of"](PAGES[slug]), "run: python docs/make_gallery.py"


def test_twenty_diffs_are_shown() -> None:
    assert sum("ev.diff(" in page.call for page in PAGES.values()) == 20


@pytest.mark.parametrize("slug", ["bmw-ix3", "bmw-ix1-two-days", "nissan-leaf"])
def test_the_call_on_a_page_makes_its_table(slug: str) -> None:
    text = (GALLERY / f"{slug}.md").read_text(encoding="utf-8")
    found = re.search(r"^```python\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    names: dict[str, object] = {}
    *before, last = found[1].split("\n")
    exec("\n".join(["import evspec as ev", *before, f"table = {last}.to_markdown()"]), names)
    assert text.endswith(f"{names['table']}\n")
