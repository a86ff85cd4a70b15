from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.table import Cell, Column, Note, Row, Span, Table
from evspec.table.layout import GLUE, display_width, share, wrap
from evspec.table.safety import UNSAFE
from tests.table.samples import ordinary, tables, wide


def test_the_layout_of_a_table() -> None:
    assert ordinary().to_text(width=100).split("\n") == [
        "Two cars (metric)",
        "",
        "                    iX1 U11            iX3 NA5  Change",
        "──────────────────  ────────  ────────────────  ──────────────────────────",
        "IDENTITY",
        "  Platform          UKL2 [1]       Neue Klasse  changed",
        "CHARGING",
        "  DC peak power     130 kW    400 kW* a [1, 2]  ▲ better, +270 kW (+208 %)",
        "  DC time, 10–80 %  n/s                      –  ▼ longer",
        "",
        "* best in its row, ▲ better, ▼ worse",
        "",
        "a At 15 °C [2].",
        "",
        "[1] Example Press, 5 Mar 2026.",
        "[2] Undated.",
        "",
        "Left out: Example Press",
        "The end.",
    ]


def test_narrow_columns_wrap_and_labels_hang() -> None:
    table = Table(
        "Range",
        columns=(Column("a", "Old"), Column("b", "New")),
        rows=(
            Row(
                "range",
                "Range under the cycle WLTP",
                "Range",
                (
                    Cell("between 466 km and 514 km", cites=(1,)),
                    Cell("more than the 514 km of the other", cites=(2,)),
                ),
            ),
        ),
        sources=tuple(Note((Span(f"Note {number} " + "with many words " * 4),)) for number in range(1, 13)),
    )
    lines = table.to_text(width=50).split("\n")
    assert lines[2:8] == [
        "                 Old              New",
        "──────────────── ──────────────── ────────────────",
        "RANGE",
        "  Range under    between 466 km   more than the",
        "    the cycle    and 514 km [1]   514 km of the",
        "    WLTP                          other [2]",
    ]
    assert "[1]  Note 1 with many words with many words with" in lines
    assert "     many words with many words" in lines


def test_columns_without_room_go_on_in_further_panels() -> None:
    text = wide(20).to_text(width=60)
    assert max(map(display_width, text.split("\n"))) <= 60
    assert all(f"Car {index}" in text for index in range(20))
    assert text.count("RANGE") > 1
    assert text.count("A note.") == 1


def test_the_terminal_decides_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert ordinary().to_text() == ordinary().to_text(72)
    monkeypatch.setenv("COLUMNS", "20")
    assert ordinary().to_text() == ordinary().to_text(60)
    monkeypatch.setenv("COLUMNS", "500")
    assert ordinary().to_text() == ordinary().to_text(160)
    assert ordinary().to_text(width=1) == ordinary().to_text(width=40)


def test_wide_and_combining_characters_line_up() -> None:
    rows = tuple(Row(text, text, "", (Cell("x"),)) for text in ("電気", "e\u0301e\u0301", "abcd"))
    lines = Table("", columns=(Column("a", "A"),), rows=rows).to_text(60).split("\n")
    assert lines == ["      A", "────  ─", "電気  x", "e\u0301e\u0301    x", "abcd  x"]


def test_a_table_without_headings_has_no_empty_line_for_them() -> None:
    table = Table("", columns=(Column("a", ""),), rows=(Row("r", "Row", "", (Cell("1\n2"),)),))
    assert table.to_text() == "───  ─\nRow  1\n     2"


@given(tables(), st.integers(40, 130))
def test_any_table_fits_its_width_and_passes_no_control_character(table: Table, width: int) -> None:
    text = table.to_text(width)
    assert not re.search(f"[{UNSAFE}]", text)
    for line in text.split("\n"):
        assert display_width(line) <= width
        assert not line.endswith(" ")


@given(st.text(st.characters(exclude_characters=f"\n{GLUE}"), max_size=60), st.integers(4, 30))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split(" ")) == "".join(text.split(" "))


def test_words_break_behind_punctuation_and_figures_keep_their_unit() -> None:
    assert wrap("kWh/100 km", 6) == ["kWh/", "100 km"]
    assert wrap("range of 514 km", 12) == ["range of", "514 km"]
    assert wrap("unbreakable", 4) == ["unbr", "eaka", "ble"]
    assert wrap("電気", 1) == ["電", "気"]
    assert wrap("", 4) == [""]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(1, 200))
def test_a_width_is_shared_fairly(natural: list[int], width: int) -> None:
    least = [min(wish, 5) for wish in natural]
    widths = share(natural, least, width)
    assert all(low <= got <= wish for low, got, wish in zip(least, widths, natural, strict=True))
    if sum(least) <= width:
        assert sum(widths) == min(width, sum(natural))
    cut = [got for got, wish in zip(widths, natural, strict=True) if got < wish]
    assert not cut or max(widths) - min(cut) <= 1


@pytest.mark.parametrize("width", range(40, 121, 8))
def test_no_line_ends_inside_a_number_or_before_its_unit(width: int) -> None:
    cells = [
        "402,085–502,180 NOK, 3 of 12 variants",
        "25.3–31.0 kWh/100 km",
        "8:15 h",
        "up to 1,234.5 km",
        "3.43–3.50 mi/kWh",
    ]
    rows = tuple(Row(text, f"Row of {text}", "Group", (Cell(text, (), cites=(1, 2)),) * 4) for text in cells)
    columns = tuple(Column(str(n), f"A car with a long name {n}") for n in range(4))
    sources = (Note((Span("A"),)), Note((Span("B"),)))
    for line in Table("Wide", "", columns, rows, sources=sources).to_text(width).split("\n"):
        assert display_width(line) <= width
    for least in range(16, 60):
        for text in cells:
            for line in wrap(text, least):
                assert not re.search(r"[0-9][,.:]$|[0-9]$|[a-z]/$", line) or text.endswith(line)


@pytest.mark.parametrize("width", range(40, 121, 8))
def test_long_words_of_a_label_stay_whole(width: int) -> None:
    labels = ["DC-Spitzenleistung", "Höchstgeschwindigkeit", "Luftwiderstandsbeiwert, Nordamerika"]
    rows = tuple(
        Row(label, label, "", (Cell("from 402 km or more to 483 km or more"),) * 3) for label in labels
    )
    text = Table("", "", tuple(Column(str(n), f"Wagen {n}") for n in range(3)), rows).to_text(width)
    for word in ("Spitzenleistung", "Höchstgeschwindigkeit", "Luftwiderstandsbeiwert"):
        assert word in text
