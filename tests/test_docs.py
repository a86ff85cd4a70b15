"""The documentation does what it shows. Its doctests are collected by pytest itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import evspec as ev
from evspec.specs import QUALIFIERS, SPECS

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


@pytest.mark.parametrize(
    "page",
    [
        "tutorial",
        "beside",
        "index",
        "how-to/a-table-for-your-page",
        "how-to/charging-times-and-costs",
        "how-to/compare-your-shortlist",
        "how-to/convert-a-column",
        "how-to/from-an-article-to-a-table",
        "how-to/from-press-text-to-table",
        "how-to/the-catalog-as-data",
        "how-to/read-your-own-file",
        "lineages",
        "how-to/what-changed",
    ],
)
def test_the_notebooks_are_executed(page: str) -> None:
    assert DOCS / f"{page}.md" in EXECUTED


def test_the_car_in_the_contributors_guide_loads(root: Path, tmp_path: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    car, source = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "acme/comet").mkdir(parents=True)
    (tmp_path / "acme/comet/c1.toml").write_text(car, encoding="utf-8")
    (tmp_path / "sources.toml").write_text(source, encoding="utf-8")
    claim = ev.load(tmp_path)["acme/comet/c1/long-range"].range
    assert (str(claim.value), claim.source.publisher) == ("about 600 km WLTP", "Gazette")


def test_every_screenshot_is_shown_and_there() -> None:
    text = (DOCS / "in-the-browser.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```\{image\} (.*)$", text, re.MULTILINE)
    pictures = [path.relative_to(DOCS).as_posix() for path in (DOCS / "screenshots").glob("*.png")]
    assert sorted(shown) == sorted(pictures)


def test_links_between_files_lead_somewhere(root: Path) -> None:
    pages = [*root.glob("*.md"), *DOCS.glob("**/*.md"), *(root / "src").glob("**/*.md")]
    broken = [
        f"{page.relative_to(root)}: {link}"
        for page in pages
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if "_build" not in page.parts and not (page.parent / link).exists()
    ]
    assert not broken


def test_the_design_names_files_that_there_are(root: Path) -> None:
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|$", (DOCS / "design.md").read_text(encoding="utf-8"), re.MULTILINE)
    package = root / "src" / "evspec"
    lost = []
    for row in rows:
        folder = package
        for named in re.findall(r"`([\w/]+(?:\.\w+|/))`", row):
            # one without a folder is in that of the one before it
            file = (package if "/" in named else folder) / named
            folder = file if named.endswith("/") else file.parent
            lost += [] if file.exists() else [named]
    assert len(rows) > 50
    assert not lost


def test_the_reference_names_everything_public() -> None:
    page = (DOCS / "reference.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\.\. (?:auto\w+|class|data):: (?:evspec\.)?(\w+)$", page, re.MULTILINE))
    # UnitChoice stands among the specs, which are told by their module as charts are
    assert set(ev.__all__) - named == {"UnitChoice", "__version__"}


class TestPageOfSpecs:
    PAGE = (DOCS / "specs.md").read_text(encoding="utf-8")
    GROUPS, CONDITIONS = PAGE.partition("## Conditions")[::2]

    def test_has_a_line_for_each_spec_and_condition(self) -> None:
        key = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
        assert [one for one in key.findall(self.GROUPS) if one != "phase"] == [*SPECS]
        assert key.findall(self.CONDITIONS) == [*QUALIFIERS]

    def test_has_a_value_that_is_read_in_each_line(self) -> None:
        lines = re.findall(r"^\| `(\w+)` \|.*\| `(.*)` \|$", self.GROUPS, re.MULTILINE)
        assert {key for key, _ in lines} == {*SPECS}
        for key, written in lines:
            value = tomllib.loads(f"value = {written}")["value"]
            told = value if isinstance(value, dict) else {"value": value}
            SPECS[key].read(told.pop("value"), told)


def test_the_front_page_shows_a_table_a_chart_and_four_groups() -> None:
    page = (DOCS / "index.md").read_text(encoding="utf-8")
    code = "\n".join(cells(DOCS / "index.md"))
    assert "ev.diff(" in code
    assert "ev.plot." in code
    captions = re.findall(r"^:caption: (.*)$", page, re.MULTILINE)
    assert captions == ["Tutorial", "How-to", "Reference", "Explanation"]
    listed = re.findall(r"^\[.*?\]\((.*?)\.md\)", page, re.MULTILINE)
    shown = re.findall(r"^((?:how-to/|gallery/)?[a-z-]+)$", page.partition(":hidden:")[2], re.MULTILINE)
    assert {*listed} <= {*shown}
    pages = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.glob("**/*.md")}
    assert pages - {*shown, "index"} <= {path for path in pages if path.startswith(("gallery/", "_build/"))}
