"""Tables as files: what each suffix writes, whole or not at all, and what is missing in one line."""

from __future__ import annotations

import builtins
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.errors import DataError, EvspecError, WrongType
from evspec.table import Cell, Column, Note, Row, Span, Table
from evspec.table.saving import SUFFIXES
from tests.table.samples import HOSTILE, ordinary

if TYPE_CHECKING:
    from collections.abc import Callable

read_workbook: Any = pytest.importorskip("openpyxl").load_workbook

TEXTS: dict[str, Callable[[], str]] = {
    ".md": ordinary().to_markdown,
    ".markdown": ordinary().to_markdown,
    ".tex": ordinary().to_latex,
    ".csv": ordinary().to_csv,
    ".json": ordinary().to_json,
    ".txt": lambda: ordinary().to_text(118),
}


def figures(*cells: Cell) -> Table:
    """Return a table of one column."""
    return Table(
        "Figures",
        columns=(Column("one", "One"),),
        rows=tuple(Row(f"row {n}", f"Row {n}", "", (cell,)) for n, cell in enumerate(cells)),
        sources=(Note((Span("Said so."),)),),
        footer=("=1+1",),
    )


def figure(text: str, unit: str, **more: Any) -> Cell:
    return Cell(text, data={"magnitude": 1.0, "unit": unit}, **more)


def workbook(table: Table, path: Path) -> Any:
    table.save(path)
    return read_workbook(path).active


class TestText:
    @pytest.mark.parametrize("suffix", TEXTS)
    def test_is_what_the_method_writes(self, suffix: str, tmp_path: Path) -> None:
        path = tmp_path / f"table{suffix.upper()}"
        ordinary().save(path)
        assert path.read_text(encoding="utf-8") == f"{TEXTS[suffix]()}\n"

    def test_html_is_a_whole_page(self, tmp_path: Path) -> None:
        path = tmp_path / "table.html"
        ordinary().save(str(path), style="pretty")
        page = path.read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>\n<html")
        assert "<title>Two cars</title>" in page
        assert ordinary().to_html(style="pretty") in page

    def test_a_page_has_looks_unless_it_shall_be_plain(self, tmp_path: Path) -> None:
        ordinary().save(tmp_path / "page.html")
        ordinary().save(tmp_path / "plain.html", style="plain")
        pages = [(tmp_path / name).read_text(encoding="utf-8") for name in ("page.html", "plain.html")]
        assert ["max-width:500px" in page for page in pages] == [True, True]
        assert ["system-ui" in page for page in pages] == [True, False]

    def test_latex_may_be_of_siunitx(self, tmp_path: Path) -> None:
        ordinary().save(tmp_path / "table.tex", style="siunitx")
        assert "{siunitx}" in (tmp_path / "table.tex").read_text(encoding="utf-8")

    def test_whatever_shows_itself_as_a_table_can_be_saved(self, tmp_path: Path) -> None:
        car = ev.Variant.of("Mine", power="150 kW")
        for n, shown in enumerate((car, ev.compare(car), ev.diff(car, car), ev.specs.to_table())):
            shown.save(tmp_path / f"{n}.json")
            document = json.loads((tmp_path / f"{n}.json").read_text(encoding="utf-8"))
            assert document["rows"]


class TestMistakes:
    @pytest.mark.parametrize(("name", "found"), [("table.docx", "'.docx'"), ("table", "no suffix")])
    def test_an_unknown_suffix_lists_what_there_is(self, name: str, found: str, tmp_path: Path) -> None:
        with pytest.raises(EvspecError) as error:
            ordinary().save(tmp_path / name)
        assert found in error.value.message
        assert all(suffix in error.value.message for suffix in SUFFIXES)
        assert not list(tmp_path.iterdir())

    def test_a_style_is_of_some_formats(self, tmp_path: Path) -> None:
        with pytest.raises(EvspecError, match="style 'pretty' is of html, not of csv"):
            ordinary().save(tmp_path / "table.csv", style="pretty")
        with pytest.raises(EvspecError, match="did you mean 'pretty'"):
            ordinary().save(tmp_path / "table.html", style="prety")  # type: ignore[arg-type]
        assert not list(tmp_path.iterdir())

    def test_no_path_is_a_wrong_type(self) -> None:
        with pytest.raises(WrongType, match="no path"):
            ordinary().save(3)  # type: ignore[arg-type]

    def test_a_folder_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match="cannot be written"):
            ordinary().save(tmp_path / "nowhere" / "table.csv")

    def test_what_cannot_be_written_leaves_the_old_file(self, tmp_path: Path) -> None:
        path = tmp_path / "table.json"
        ordinary().save(path)
        before = path.read_bytes()
        bad = Table("T", data={"number": float("nan")})
        with pytest.raises(DataError):
            bad.save(path)
        assert path.read_bytes() == before
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.parametrize(
        ("suffix", "package", "error", "said"),
        [
            (".xlsx", "openpyxl", ImportError, 'pip install "evspec[xlsx]"'),
            (".pdf", "weasyprint", ImportError, 'pip install "evspec[pdf]"'),
            (".png", "pypdfium2", ImportError, 'pip install "evspec[pdf]"'),
            (".pdf", "weasyprint", OSError, "apt install libpango-1.0-0"),
        ],
    )
    def test_what_is_not_installed_is_told_in_one_line(
        self, suffix: str, package: str, error: type[Exception], said: str,
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    ) -> None:  # fmt: skip
        real = builtins.__import__

        def without(name: str, *rest: Any) -> Any:
            if name.partition(".")[0] == package:
                sys.stdout.write("pages of advice")
                raise error(name)
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(EvspecError) as told:
            ordinary().save(tmp_path / f"table{suffix}")
        assert said in told.value.message
        assert "\n" not in told.value.message
        assert not list(tmp_path.iterdir())
        if error is OSError:
            assert capsys.readouterr().out == ""


class TestWorkbook:
    def test_has_figures_as_numbers_that_show_what_the_table_shows(self, tmp_path: Path) -> None:
        cells = (
            figure("514 km", "km", cites=(1,), mark="best"),
            figure("47,900 EUR", "EUR"),
            figure("16.10 kWh/100 km", "kWh/100 km", mark="worse"),
            figure("5", ""),
        )
        sheet = workbook(figures(*cells), tmp_path / "t.xlsx")
        shown = [sheet.cell(row, 2) for row in range(3, 7)]
        assert [cell.value for cell in shown] == [514, 47_900, 16.1, 5]
        assert [cell.number_format for cell in shown] == [
            '0" km* [1]"', '#,##0" EUR"', '"▼ "0.00" kWh/100 km"', "0",
        ]  # fmt: skip
        assert shown[0].font.bold
        assert sheet.freeze_panes == "B3"

    @pytest.mark.parametrize("text", ["up to 400 kW", "466–514 km", "about 300 km", "–", "2026"])
    def test_has_everything_else_as_text(self, text: str, tmp_path: Path) -> None:
        cell = Cell(text) if text == "2026" else figure(text, text.rpartition(" ")[2])
        sheet = workbook(figures(cell), tmp_path / "t.xlsx")
        assert (sheet["B3"].value, sheet["B3"].data_type) == (text, "s")

    def test_has_groups_notes_and_footer(self, tmp_path: Path) -> None:
        sheet = workbook(ordinary(), tmp_path / "t.xlsx")
        lines = [row[0].value for row in sheet.iter_rows() if row[0].value]
        table = ordinary()
        assert lines[0] == table.title
        assert {row.group for row in table.rows} <= {*lines, ""}
        assert f"a {table.notes[0].text}" in lines
        assert f"[1] {table.sources[0].text}" in lines

    @pytest.mark.parametrize("text", HOSTILE)
    def test_holds_no_formula(self, text: str, tmp_path: Path) -> None:
        table = Table(
            text, text, (Column(text, text),), (Row(text, text, text, (Cell(text),)),),
            (Note((Span(text),)),), ((Span(text),),), text,
        )  # fmt: skip
        sheet = workbook(table, tmp_path / "t.xlsx")
        assert all(cell.data_type in {"s", "n"} for row in sheet.iter_rows() for cell in row if cell.value)

    def test_says_when_a_sheet_is_too_small(self, tmp_path: Path) -> None:
        columns = tuple(Column(str(n), str(n)) for n in range(16_384))
        with pytest.raises(EvspecError, match="too few for this table"):
            Table("Wide", columns=columns).save(tmp_path / "t.xlsx")


def printed() -> tuple[Any, Any]:
    """Return what draws pages, where Pango is there too."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        pytest.skip("needs WeasyPrint and Pango")
    return pypdfium2, pytest.importorskip("PIL.Image")


class TestPrint:
    def test_a_pdf_has_the_text_of_the_table(self, tmp_path: Path) -> None:
        pypdfium2, _ = printed()
        ordinary().save(tmp_path / "t.pdf")
        document = pypdfium2.PdfDocument((tmp_path / "t.pdf").read_bytes())
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
        assert "Two cars" in text
        assert all(column.label in text for column in ordinary().columns)
        assert [round(side) for side in document[0].get_size()] == [595, 842]

    def test_a_page_is_as_wide_as_its_columns_need(self, tmp_path: Path) -> None:
        pypdfium2, _ = printed()
        sizes = []
        for count in (6, 20):
            columns = tuple(Column(f"c{n}", f"Column {n}") for n in range(count))
            cells = tuple(Cell("1,234 kWh/100 km") for _ in columns)
            Table("Wide", columns=columns, rows=(Row("r", "Row", "", cells),)).save(tmp_path / "t.pdf")
            page = pypdfium2.PdfDocument((tmp_path / "t.pdf").read_bytes())[0]
            sizes.append(page.get_size()[0])
            bounds = [one.get_bounds() for one in page.get_objects()]
            assert max(right for _, _, right, _ in bounds) < page.get_size()[0]
        assert sizes[0] < sizes[1]

    def test_a_png_is_cut_to_the_table(self, tmp_path: Path) -> None:
        _, images = printed()
        ordinary().save(tmp_path / "t.png")
        picture = images.open(io.BytesIO((tmp_path / "t.png").read_bytes())).convert("L")
        dark = picture.point(lambda shade: 255 if shade < 200 else 0).getbbox()
        assert dark is not None
        left, top, right, bottom = dark
        margins = (left, top, picture.width - right, picture.height - bottom)
        assert all(0 < margin < 60 for margin in margins)

    @pytest.mark.parametrize("suffix", [".pdf", ".png", ".xlsx"])
    @pytest.mark.parametrize(
        "table", [Table(""), Table("", columns=(Column("a", ""),))], ids=["nothing", "empty"]
    )
    def test_a_table_without_words_is_written_too(self, table: Table, suffix: str, tmp_path: Path) -> None:
        printed()
        table.save(tmp_path / f"t{suffix}")
        assert (tmp_path / f"t{suffix}").stat().st_size

    def test_shows_data_literally(self, tmp_path: Path) -> None:
        pypdfium2, _ = printed()
        rows = tuple(Row(str(n), text, text, (Cell(text, title=text),)) for n, text in enumerate(HOSTILE))
        Table("T", columns=(Column("a", "A"),), rows=rows).save(tmp_path / "t.pdf")
        Table("T", columns=(Column("a", "A"),), rows=rows).save(tmp_path / "t.png")
        document = pypdfium2.PdfDocument((tmp_path / "t.pdf").read_bytes())
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        assert "<script>alert(1)</script>" in text
