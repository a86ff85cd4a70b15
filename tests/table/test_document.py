from __future__ import annotations

import copy
import pickle

import pytest

from evspec.errors import DataError, WrongType
from evspec.table import Cell, Column, Note, Row, Span, Table, Tabular
from tests.table.samples import SHAPES, ordinary


def test_equal_tables_are_equal_and_hash_alike() -> None:
    assert ordinary() == ordinary()
    assert hash(ordinary()) == hash(ordinary())


def test_a_table_pickles_and_copies() -> None:
    table = ordinary()
    assert pickle.loads(pickle.dumps(table)) == table
    assert copy.deepcopy(table) == table


def test_repr_is_short_and_str_is_the_text() -> None:
    assert repr(ordinary()) == "<Table 'Two cars': 3 rows, 3 columns>"
    assert str(ordinary()) == ordinary().to_text()


def test_hollow_marks_show_in_every_format_and_in_the_legend() -> None:
    cells = (Cell("more", mark="maybe-better"), Cell("less", mark="maybe-worse"))
    table = Table("T", "", (Column("a", "A"), Column("b", "B")), (Row("r", "R", "", cells),))
    assert table.legend == "△ and ▽: only rumored"
    for text in (table.to_text(), table.to_markdown(), table.to_html()):
        assert "△ more" in text
        assert "▽ less" in text
        assert "only rumored" in text
    assert r"$\triangle$ more" in table.to_latex()
    assert 'class="maybe-better"' in table.to_html()
    assert Table.from_json(table.to_json()) == table


def test_groups_are_runs_of_neighbors() -> None:
    rows = tuple(Row(key, key, group, ()) for key, group in (("a", "x"), ("b", "x"), ("c", "y"), ("d", "x")))
    runs = [(group, [row.key for row in members]) for group, members in Table("", rows=rows).groups()]
    assert runs == [("x", ["a", "b"]), ("y", ["c"]), ("x", ["d"])]


def test_every_mistake_is_told_with_its_place() -> None:
    with pytest.raises(DataError) as caught:
        Table(
            "",
            columns=(Column("a", "A", "middle", (3,)),),  # type: ignore[arg-type]
            rows=(
                Row("r", "R", "", (Cell("x", (2,)), Cell("y")), notes=(4,)),
                Row("s", "S", "", (Cell("x", mark="worst"),)),  # type: ignore[arg-type]
            ),
            notes=(Note((Span("only"),)),),
        )
    paths = [problem.path for problem in caught.value.problems]
    assert paths == [
        "columns[0].align", "columns[0].notes", "rows[0].notes", "rows[0].cells", "rows[0].cells[0].notes",
        "rows[1].cells[0].mark",
    ]  # fmt: skip
    codes = [problem.code for problem in caught.value.problems]
    assert codes == [
        "not-listed", "unknown-note", "unknown-note", "cell-count", "unknown-note", "not-listed",
    ]  # fmt: skip
    assert "found note 2, expected a number of the 1 notes" in str(caught.value)


def test_whatever_describes_itself_as_a_table_has_every_format() -> None:
    class Sheet(Tabular):
        def to_table(self) -> Table:
            return ordinary()

    sheet, table = Sheet(), ordinary()
    assert sheet.to_text(80) == table.to_text(80)
    assert sheet.to_csv() == table.to_csv()
    assert sheet.to_json() == table.to_json()
    assert sheet.to_latex() == table.to_latex()
    assert sheet._repr_html_() == table.to_html()
    assert sheet._repr_markdown_() == table.to_markdown()
    assert len(sheet.to_dataframe()) == 3


def test_the_mixin_alone_is_no_table() -> None:
    with pytest.raises(NotImplementedError):
        Tabular().to_text()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("form", ["text", "markdown", "html", "latex", "csv", "json"])
def test_every_writer_takes_every_shape(shape: str, form: str) -> None:
    table = SHAPES[shape]
    written = getattr(table, f"to_{form}")()
    assert not written.endswith("\n")
    assert written == getattr(table, f"to_{form}")()
    written.encode()


WRITERS = (
    "to_text", "to_markdown", "to_html", "to_great_tables", "to_latex", "to_csv", "to_json", "save",
    "to_dataframe",
)  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("option", ["locale", "units", "title", "syle"])
def test_a_writer_says_where_else_an_option_is_asked_for(name: str, option: str) -> None:
    words = rf"{name} has no option '{option}'.*compare\(…, locale='de'"
    with pytest.raises(WrongType, match=words) as caught:
        getattr(ordinary(), name)(**{option: "de"})
    takes_style = name in {"to_html", "to_latex", "save"}
    assert ("did you mean 'style'" in str(caught.value)) is (takes_style and option == "syle")
