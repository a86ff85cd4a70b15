"""Every claim of the three articles is in a data file or is left out for a reason."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.each import each

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "evspec" / "data"
TABLE = ROOT / "docs" / "seed-claims.md"
COLLECTED = ROOT.parent / "shared" / "facts" / "seed_claims.csv"

ARTICLES = {
    "11 Mar 2026": "bmwblog-2026-03-11",
    "24 Feb 2026": "bmwblog-2026-02-24",
    "28 Aug 2024": "bmwblog-2024-08-28",
}
BLOCK_KEYS = {"source", "edition", "status", "where", "via", "hedge", "note"}
PLACE = re.compile(r"`([a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+)(?:/([a-z0-9-]+))?` `([a-z0-9_]+)`")

Row = dict[str, str]


def table_rows() -> list[Row]:
    """Return the rows of the first table of docs/seed-claims.md."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("| # |"))
    names = _cells(lines[start])
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(names, _cells(line), strict=True)))
    return rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def places(row: Row) -> list[tuple[str, str, str]]:
    """Return generation, variant ("" for none) and spec of each place that a row names."""
    return PLACE.findall(row["Where it is"])


@cache
def said(generation: str) -> frozenset[tuple[str, str, str]]:
    """Return source, variant and spec of every claim in a data file."""
    return frozenset(_claims(tomllib.loads((DATA / f"{generation}.toml").read_text(encoding="utf-8"))))


def _claims(file: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    variants = file.get("variants", {})
    for block in file["said"]:
        for key, value in block.items():
            if key in variants:
                yield from ((block["source"], key, spec) for spec in value)
            elif key not in BLOCK_KEYS:
                yield block["source"], "", key


ROWS = table_rows()


def test_table_lists_the_collected_claims_in_their_order() -> None:
    if not COLLECTED.exists():
        pytest.skip(f"the collected claims are not beside the project: {COLLECTED.name} is missing")
    with COLLECTED.open(encoding="utf-8", newline="") as file:
        collected = list(csv.DictReader(file))
    assert [row["Attribute"] for row in ROWS] == [claim["attribute"] for claim in collected]
    lines = [re.match(r"Line (\d+)", claim["note"]) for claim in collected]
    assert [row["Line"] for row in ROWS] == [line and line.group(1) for line in lines]
    sources = [claim["source_ref"][:3] for claim in collected]
    order = {"11 Mar 2026": "000", "24 Feb 2026": "001", "28 Aug 2024": "002"}
    assert [order[row["Article"]] for row in ROWS] == sources


def test_rows_are_numbered() -> None:
    assert [int(row["#"]) for row in ROWS] == list(range(1, len(ROWS) + 1))


@each("row", ROWS, ids=lambda row: f"{row['#']}-{row['Attribute']}")
def test_claim_is_where_the_table_says(row: Row) -> None:
    if row["Where it is"].startswith("left out: "):
        assert not places(row)
        return
    assert places(row), "neither left out nor in a file"
    source = ARTICLES[row["Article"]]
    missing = [place for place in places(row) if (source, *place[1:]) not in said(place[0])]
    assert not missing


def test_every_claim_of_the_articles_has_a_row() -> None:
    named = {(ARTICLES[row["Article"]], *place) for row in ROWS for place in places(row)}
    files = {str(path.relative_to(DATA).with_suffix("")): path for path in DATA.glob("*/*/*.toml")}
    unnamed = {
        (source, generation, variant, spec)
        for generation in files
        for source, variant, spec in said(generation)
        if source in ARTICLES.values() and (source, generation, variant, spec) not in named
    }
    # words that only tell which car is meant are claims of a file, but of no row
    assert {spec for *_, spec in unnamed} <= {"body_style", "powertrain_type", "platform"}
