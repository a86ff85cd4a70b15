"""Every pair of neighboring generations, in every format, with every option: read by a parser of each."""

from __future__ import annotations

import csv
import io
import json
from functools import cache

import html5lib
import jsonschema
import pytest
from markdown_it import MarkdownIt

import evspec as ev
from evspec.table import Table, Tabular
from evspec.table.json_ import table_schema

PAIRS = [(g.predecessor.id, g.id) for g in ev.catalog if g.predecessor is not None]
SCHEMA = jsonschema.Draft202012Validator(json.loads(table_schema()))
DIFFS: tuple[dict[str, object], ...] = (
    {},
    {"units": "us", "rows": "all", "notes": "short"},
    {"units": "uk", "only_differences": True, "notes": False},
    {"units": {"system": "us", "power": "PS"}, "derived": True, "as_of": "2026-03-01"},
)
COMPARISONS: tuple[dict[str, object], ...] = (
    {},
    {"units": "us", "rows": "all", "baseline": 0},
    {"units": "uk", "only_differences": True, "notes": "short", "best": False},
    {"cycle": "EPA", "sort_by": "-range", "notes": False},
    {"specs": ["range", "charging", "batt*"], "transpose": True, "derived": True, "estimate": True},
)


@cache
def markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def check(made: Tabular) -> None:
    """Write a table in every format, and read each again."""
    table = made.to_table()
    width, height = len(table.columns), len(table.rows)

    for columns in (40, 118):
        text = table.to_text(columns)
        assert all(len(line) <= columns for line in text.splitlines())
    tokens = markdown().parse(table.to_markdown())
    assert sum(token.type == "table_open" for token in tokens) == 1
    groups = len({row.group for row in table.rows if row.group})
    assert sum(token.type == "tr_open" for token in tokens) >= height + 1 + (groups > 0)
    for style in ("plain", "pretty"):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree = parser.parseFragment(table.to_html(style=style))
        assert len([th for th in tree.iter("th") if th.get("scope") == "row"]) == height
    latex = table.to_latex()
    assert latex.count(r"\begin{") == latex.count(r"\end{")
    records = list(csv.reader(io.StringIO(table.to_csv())))
    assert {len(record) for record in records} == {width + 3}
    assert len(records) == height + 1
    document = table.to_json()
    SCHEMA.validate(json.loads(document))
    assert Table.from_json(document) == table


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_diff(old: str, new: str) -> None:
    for options in DIFFS:
        diff = ev.diff(old, new, **options)  # type: ignore[arg-type]
        check(diff)
        assert diff.summary()


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_compare(old: str, new: str) -> None:
    vehicles = [v for g in ev.catalog if g.id in {old, new} for v in (g, *g.variants[:1])]
    for options in COMPARISONS:
        check(ev.compare(*vehicles, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_frames(old: str, new: str) -> None:
    comparison = ev.compare(old, new, rows="all")
    for engine in ("pandas", "polars"):
        assert len(comparison.to_dataframe(engine, shape="numbers")) == 2
        wide = comparison.to_dataframe(engine)
        assert len(wide) == len(comparison.to_table().rows)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_vehicle_against_itself_changes_nothing_and_the_way_back_is_the_mirror(old: str, new: str) -> None:
    assert not ev.diff(old, old).changes
    there = {change.row: change for change in ev.diff(old, new).rows}
    back = {change.row: change for change in ev.diff(new, old).rows}
    assert there.keys() == back.keys()
    for row, change in there.items():
        other = back[row]
        assert (change.old, change.new) == (other.new, other.old)
        turned = {"added": "removed", "removed": "added"}
        assert other.kind == turned.get(change.kind, change.kind)
        assert other.better is (None if change.better is None else not change.better)
        if change.delta is not None and other.delta is not None:
            ends = (change.delta.low, change.delta.high)
            mirrored = tuple(None if end is None else -end for end in reversed(ends))
            assert (other.delta.low, other.delta.high) == pytest.approx(mirrored)
