"""The gallery is what its script makes: three of its pages here, all by `docs/make_gallery.py --check`."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

if TYPE_CHECKING:
    from evspec.table import Table

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


@pytest.mark.parametrize(("notes", "most"), [("full", 1.0), ("print", 0.3)])
def test_notes_have_fewer_words_than_tables(notes: str, most: float) -> None:
    compared = [page.make() for page in PAGES.values()]
    tables = [evolve(one, layout=evolve(one.layout, notes=notes)).to_table() for one in compared]
    shown, below = zip(*map(_words, tables), strict=True)
    assert sum(below) <= most * sum(shown)


def _words(table: Table) -> tuple[int, int]:
    """Return how many words a table has, and how many stand below it."""
    shown = [table.title, table.subtitle, table.legend, *(column.label for column in table.columns)]
    shown += [group for group, _ in table.groups()]
    shown += [text for one in table.rows for text in (one.label, *(cell.text for cell in one.cells))]
    below = [note.text for note in (*table.notes, *table.sources)]
    below += ["".join(span.text for span in line) for line in table.footer]
    return len(" ".join(shown).split()), len(" ".join(below).split())
