"""The documentation does what it shows. Its doctests are collected by pytest itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
CELL = re.compile(r"^```\{code-cell\} python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def cells(page: Path) -> list[str]:
    return CELL.findall(page.read_text(encoding="utf-8"))


EXECUTED = [page for page in sorted(DOCS.glob("**/*.md")) if cells(page)]


@pytest.mark.parametrize("page", EXECUTED, ids=lambda page: page.stem)
def test_the_cells_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for number, cell in enumerate(cells(page), start=1):
        exec(compile(cell, f"{page.name}, cell {number}", "exec"), names)


def test_the_tutorial_is_executed() -> None:
    assert DOCS / "tutorial.md" in EXECUTED


def test_links_between_files_lead_somewhere(root: Path) -> None:
    pages = [*root.glob("*.md"), *DOCS.glob("**/*.md"), *(root / "src").glob("**/*.md")]
    broken = [
        f"{page.relative_to(root)}: {link}"
        for page in pages
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if "_build" not in page.parts and not (page.parent / link).exists()
    ]
    assert not broken
