"""Every pair of neighboring generations, every option and every format, which take turns.

A writer knows tables and no cars, and `tests/table` tries each with tables of all sorts: here each table of
a pair is written in one format, another for each pair and each option, and read by a parser of it.
"""

from __future__ import annotations

import csv
import io
import json
import math
from functools import cache, partial
from typing import TYPE_CHECKING, Literal

import html5lib
import jsonschema
import pytest
from markdown_it import MarkdownIt

import evspec as ev
from evspec.table import Table, Tabular
from evspec.table.json_ import table_schema

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = [(g.predecessor.id, g.id) for g in ev.catalog if g.predecessor is not None]
SCHEMA = jsonschema.Draft202012Validator(json.loads(table_schema()))
DIFFS: tuple[dict[str, object], ...] = (
    {},
    {"units": "us", "rows": "all", "notes": "print"},
    {"units": "uk", "only_differences": True, "notes": False},
    {"units": {"system": "us", "power": "PS"}, "derived": True, "as_of": "2026-03-01"},
)
COMPARISONS: tuple[dict[str, object], ...] = (
    {},
    {"units": "us", "rows": "all", "baseline": 0},
    {"units": "uk", "only_differences": True, "notes": "sources", "best": False},
    {"cycle": "EPA", "sort_by": "-range", "notes": False},
    {"specs": ["range", "charging", "batt*"], "transpose": True, "derived": True, "estimate": True},
)


@cache
def markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def text(table: Table) -> None:
    for columns in (40, 118):
        assert all(len(line) <= columns for line in table.to_text(columns).splitlines())


def markdown_(table: Table) -> None:
    tokens = markdown().parse(table.to_markdown())
    assert sum(token.type == "table_open" for token in tokens) == 1
    groups = len({row.group for row in table.rows if row.group})
    assert sum(token.type == "tr_open" for token in tokens) >= len(table.rows) + 1 + (groups > 0)


def html(table: Table, style: Literal["plain", "pretty"]) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parseFragment(table.to_html(style=style))
    assert len([th for th in tree.iter("th") if th.get("scope") == "row"]) == len(table.rows)


def latex(table: Table) -> None:
    written = table.to_latex()
    assert written.count(r"\begin{") == written.count(r"\end{")


def csv_(table: Table) -> None:
    for raw in (False, True):
        records = list(csv.reader(io.StringIO(table.to_csv(raw=raw))))
        assert {len(record) for record in records} == {len(table.columns) + 3}
        assert len(records) == len(table.rows) + 1


def json_(table: Table) -> None:
    document = table.to_json()
    SCHEMA.validate(json.loads(document))
    assert Table.from_json(document) == table


#: Writes a table in one format and reads it again.
FORMATS: tuple[Callable[[Table], None], ...] = (
    text,
    markdown_,
    partial(html, style="plain"),
    partial(html, style="pretty"),
    latex,
    csv_,
    json_,
)
# Where these had a common factor, some formats would never meet some options.
assert math.gcd(len(FORMATS), len(DIFFS)) == math.gcd(len(FORMATS), len(COMPARISONS)) == 1
assert 2 * len(PAIRS) >= len(FORMATS) * len(COMPARISONS)


def check(made: Tabular, turn: int) -> None:
    """Make the table, write it in the format whose turn it is, and read it again."""
    table = made.to_table()
    assert table.rows
    FORMATS[turn % len(FORMATS)](table)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_diff(old: str, new: str) -> None:
    for turn, options in enumerate(DIFFS, start=PAIRS.index((old, new))):
        diff = ev.diff(old, new, **options)  # type: ignore[arg-type]
        check(diff, turn)
        assert diff.summary()


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_compare(old: str, new: str) -> None:
    vehicles = [v for g in ev.catalog if g.id in {old, new} for v in (g, *g.variants[:1])]
    at = PAIRS.index((old, new))
    for turn in (at, at + len(PAIRS)):
        options = COMPARISONS[turn % len(COMPARISONS)]
        check(ev.compare(*vehicles, **options), turn)  # type: ignore[arg-type]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_frames(old: str, new: str) -> None:
    comparison = ev.compare(old, new, rows="all")
    engine: Literal["pandas", "polars"] = "pandas" if PAIRS.index((old, new)) % 2 else "polars"
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
