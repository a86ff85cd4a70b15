"""How many claims there are of what, as a table; `docs/make_coverage.py --check` compares the page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import evspec as ev
from evspec.catalogs.coverage import coverage
from evspec.specs import GROUPS, SPECS
from tests.files.drafts import draft

if TYPE_CHECKING:
    from pathlib import Path

SAID = """\
[[said]]
source = "volt"
long.range = ["514 km WLTP", "480 km EPA"]
length = "4500 mm"
[[said]]
source = "maker"
long.power = "150 kW"
"""


def test_by_group(tmp_path: Path) -> None:
    table = coverage(ev.load(draft(tmp_path, SAID)).generations)
    assert table.subtitle == "1 generation, 2 variants, 4 claims; * one of them official"
    (row,) = table.rows
    texts = dict(
        zip([column.key for column in table.columns], [cell.text for cell in row.cells], strict=True)
    )
    told = {"variants": "2", "claims": "4*", "range": "2", "dimensions": "1", "powertrain": "1*"}
    assert texts == {**dict.fromkeys(GROUPS, "–"), **told}
    assert (row.group, row.label) == ("Acme", "Comet C1")


def test_by_spec(tmp_path: Path) -> None:
    table = coverage(ev.load(draft(tmp_path, SAID)).generations, by="spec")
    rows = [(row.group, row.label, row.cells[0].text) for row in table.rows]
    expected = [("powertrain", "Power", "1*"), ("range", "Range", "2"), ("dimensions", "Length", "1")]
    assert rows == expected
    assert table.rows[0].cells[0].data == {"claims": 1, "official": True}


def test_counts_every_claim_once() -> None:
    table = coverage(ev.catalog.generations)
    claims = Counter(generation.id for generation in ev.catalog for _ in generation.claims())
    columns = [column.key for column in table.columns]
    for row in table.rows:
        counts = [
            cell.data["claims"] for key, cell in zip(columns, row.cells, strict=True) if key != "variants"
        ]
        assert counts[0] == sum(counts[1:]) == claims[row.key]  # type: ignore[arg-type]
    specs = coverage(ev.catalog.generations, by="spec")
    total = sum(cell.data["claims"] for row in specs.rows for cell in row.cells)  # type: ignore[misc]
    assert total == claims.total()
    assert [row.key for row in specs.rows] == [key for key in SPECS if key in {row.key for row in specs.rows}]


def test_a_screen_has_room_for_it() -> None:
    lines = coverage(ev.catalog.generations).to_text(width=118).splitlines()
    assert sum(line.startswith("Generation") for line in lines) == 1
