"""Letters at the head of a column or a row that all of it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.table import Cell, Column, Row
from evspec.wording.letters import lettered

if TYPE_CHECKING:
    from evspec.table.document import Kind
    from evspec.wording.letters import Key, Lettered

MY: Key = ("condition", "model year 2025")
ANY: Key = ("condition", "")
DOUBT: Key = ("doubt", "")


def made(*rows: tuple[set[Key] | None, ...], vehicles: int = 2) -> Lettered:
    """Letter rows of what is told of each cell: a set, or None where nothing is stated."""
    told: list[set[Key]] = []
    lines = []
    for at, row in enumerate(rows):
        cells = []
        for keys in row:
            told.append(keys or set())
            cells.append(Cell("–" if keys is None else "1 km", notes=(len(told),) if keys else ()))
        lines.append(Row(f"r{at}", f"R{at}", "", (*cells, Cell("a change"))))
    columns = [*(Column(f"c{n}", f"C{n}") for n in range(vehicles)), Column("change", "Change")]
    return lettered(lines, columns, told, vehicles)


def refs(found: Lettered) -> list[str]:
    """Return what stands at heads and, by row, at the label and the cells."""
    heads = " ".join(column.refs or "." for column in found.columns)
    rows = [f"{row.refs or '.'}: {' '.join(cell.refs or '.' for cell in row.cells)}" for row in found.rows]
    return [heads, *rows]


def test_a_row_has_what_all_its_figures_have() -> None:
    assert refs(made(({MY}, {MY}), ({DOUBT}, set()))) == [". . .", "a: . . .", ".: b . ."]


def test_a_row_has_what_is_told_of_one_kind() -> None:
    found = made(({ANY, DOUBT}, {ANY}), (set(), set()))
    assert (refs(found), found.keys) == ([". . .", "a: b . .", ".: . . ."], (ANY, DOUBT))


def test_what_is_not_stated_has_no_part_in_it() -> None:
    assert refs(made(({MY}, None, {MY}), (set(), set(), set()), vehicles=3))[1] == "a: . . . ."
    # beside one figure the letter is as near
    assert refs(made(({MY}, None), (set(), set())))[1] == ".: a . ."


def test_a_column_has_what_all_its_figures_share() -> None:
    assert refs(made(({MY}, set()), ({MY}, {DOUBT}), (None, set()))) == [
        "a . .", ".: . . .", ".: . b .", ".: . . .",
    ]  # fmt: skip


def test_a_column_has_not_what_differs_from_row_to_row() -> None:
    assert refs(made(({DOUBT}, set()), ({DOUBT}, set()))) == [". . .", ".: a . .", ".: a . ."]


def test_what_stands_above_is_not_told_again_beside() -> None:
    every = made(({MY}, {MY}), ({MY}, {MY}))
    assert refs(every) == ["a a .", ".: . . .", ".: . . ."]
    third = made(({MY}, {MY}, {MY}), ({MY}, set(), set()), vehicles=3)
    assert refs(third) == ["a . . .", "a: . . . .", ".: . . . ."]


def test_letters_stand_in_the_order_of_reading() -> None:
    kinds: list[Kind] = ["doubt", "conflict", "scope"]
    first, second, third = ((kind, "") for kind in kinds)
    found = made(({first, second}, {second}), ({MY}, set()), ({MY, third}, set()), (None, set()))
    # MY stands at a cell of the first column that has not all of it
    assert refs(found) == [". . .", "a: b . .", ".: c . .", ".: c,d . .", ".: . . ."]


@pytest.mark.parametrize("notes", ["full", "print"])
def test_the_catalog_tells_a_row_once(notes: str) -> None:
    table = ev.diff("porsche/taycan/j1", "porsche/taycan/j1-2", notes=notes).to_table()  # type: ignore[arg-type]
    of_rows = {row.label: row for row in table.rows}
    if notes == "full":
        assert of_rows["Battery gross"].notes
    for row in table.rows:
        stated = [set(cell.notes) for cell in row.cells[:2] if cell.text != "–"]
        assert len(stated) < 2 or not set.intersection(*stated)


def test_a_table_that_lies_keeps_its_letters() -> None:
    table = ev.diff("porsche/taycan/j1", "porsche/taycan/j1-2").to_table()
    assert [column.notes for column in table.transposed().columns] == [row.notes for row in table.rows]
    assert table.transposed().transposed().columns == table.columns
