"""Bars in cells: how long they are, what is open in them, and which figures have none."""

from __future__ import annotations

import html5lib
import pytest

import evspec as ev
from evspec.table import Cell, Column, Row, Table
from evspec.table.bars import Bar, Reach, bars_in, bars_of, drawing, legend
from tests.table.samples import SHAPES

SVG = "{http://www.w3.org/2000/svg}svg"


def cars() -> ev.Comparison:
    return ev.compare(
        ev.Variant.of("One", range="400 km WLTP", dc_power="up to 200 kW", curb_weight="1.8 t"),
        ev.Variant.of("Two", range="200-300 km WLTP", dc_power="more than 100 kW", curb_weight="2.0 t"),
        ev.Variant.of("Three", range="about 100 km WLTP", dc_power="150 kW", curb_weight="2.1 t, DIN"),
        specs=["range", "dc_power", "curb_weight"],
    )


class TestLengths:
    def test_are_to_one_scale_from_nought(self) -> None:
        one, two = bars_of([Reach(400, 400, "km"), Reach(100, 100, "km")])
        assert one == Bar(0.9, 0.9)
        assert two is not None
        assert two.sure == pytest.approx(0.9 / 4)

    def test_of_a_bound_are_open(self) -> None:
        most, least, span, about = bars_of(
            [
                Reach(None, 400, "km"), Reach(100, None, "km"), Reach(200, 300, "km"),
                Reach(100, 100, "km", about=True),
            ]
        )  # fmt: skip
        assert most == Bar(0, 0.9)
        assert least == Bar(0.225, 1.0, is_open=True)
        assert span == Bar(0.45, 0.675)
        assert about == Bar(0.225, 0.225, is_dashed=True)

    @pytest.mark.parametrize(
        "row",
        [
            [],
            [None, None],
            [Reach(400, 400, "km"), None],
            [Reach(400, 400, "km"), Reach(-5, 3, "km")],
            [Reach(0, 0, "km"), Reach(0, 0, "km")],
            [Reach(2, 2, ""), Reach(4, 4, "")],
        ],
    )
    def test_are_none_where_there_is_nothing_to_hold_against(self, row: list[Reach | None]) -> None:
        assert bars_of(row) == [None] * len(row)

    def test_of_another_unit_are_none(self) -> None:
        row = [Reach(400, 400, "km"), Reach(300, 300, "EUR"), Reach(200, 200, "km")]
        assert [bar is None for bar in bars_of(row)] == [False, True, False]


class TestTables:
    def test_have_them_by_row(self) -> None:
        bars = bars_in(cars().to_table())
        assert [[bar is None for bar in row] for row in bars][:2] == [[False] * 3] * 2

    def test_of_figures_under_unlike_conditions_have_none(self) -> None:
        table = cars().to_table()
        weight = next(n for n, row in enumerate(table.rows) if row.key == "curb_weight")
        assert table.rows[weight].cells[0].data["unlike"] == ["standard"]
        assert bars_in(table)[weight] == [None] * 3

    def test_turned_round_have_them_by_column(self) -> None:
        made = cars()
        turned = ev.compare(*made, specs=["range", "dc_power", "curb_weight"], transpose=True).to_table()
        bars = bars_in(turned)
        assert [list(row) for row in zip(*bars, strict=True)] == bars_in(made.to_table())

    @pytest.mark.parametrize("name", SHAPES)
    def test_of_any_shape_are_written(self, name: str) -> None:
        table = SHAPES[name]
        text = table.to_html(bars=True)
        assert legend("") in text
        assert [len(row) for row in bars_in(table)] == [len(row.cells) for row in table.rows]


class TestHtml:
    def test_has_them_when_asked_alone(self) -> None:
        made = cars()
        assert "<svg" not in made.to_html()
        assert legend("") not in made.to_html()
        tree = html5lib.parseFragment(made.to_html(bars=True), namespaceHTMLElements=False)
        cells = [cell for cell in tree.iter("td") if cell.find(SVG) is not None]
        assert len(cells) == 6
        for cell in cells:
            assert cell.find(SVG).get("aria-hidden") == "true"
            assert "".join(cell.itertext()).strip()
        (footer,) = [p for p in tree.iter("p") if p.text == legend("")]
        assert footer.get("class") == "footer"

    def test_says_what_they_mean_in_german(self) -> None:
        pytest.importorskip("babel")
        made = ev.compare(*cars(), locale="de").to_html(bars=True)
        assert "Balken: gefüllt, so weit eine Angabe mindestens reicht" in made

    def test_of_great_tables_has_the_same(self) -> None:
        pytest.importorskip("great_tables")
        text = cars().to_great_tables(bars=True).as_raw_html()
        assert text.count("<svg") == 6
        assert legend("") in text
        assert "<svg" not in cars().to_great_tables().as_raw_html()


class TestDrawing:
    def test_is_filled_as_far_as_is_sure(self) -> None:
        (filled,) = drawing(Bar(0.5, 0.5), 100, 6)
        assert filled == '<rect x="0" y="0" width="50" height="6" fill="currentColor"/>'

    def test_is_outlined_as_far_as_is_open(self) -> None:
        filled, outlined = drawing(Bar(0.5, 0.9), 100, 6, x=10, y=20)
        assert 'x="10" y="20" width="50"' in filled
        assert 'd="M60 20.5H100V25.5H60"' in outlined

    def test_of_a_bound_below_has_no_end(self) -> None:
        _, outlined = drawing(Bar(0.5, 1, is_open=True), 100, 6)
        assert 'd="M50 0.5H100M100 5.5H50"' in outlined

    def test_of_a_bound_above_has_nothing_filled(self) -> None:
        (outlined,) = drawing(Bar(0, 0.9), 100, 6)
        assert 'd="M0 0.5H90V5.5H0Z"' in outlined


def test_a_cell_without_data_has_none() -> None:
    row = Row("a", "A", "", (Cell("1 km"), Cell("2 km", data={"low": "1", "high": "2", "unit": "km"})))
    assert bars_in(Table("", columns=(Column("a", "A"), Column("b", "B")), rows=(row,))) == [[None, None]]
