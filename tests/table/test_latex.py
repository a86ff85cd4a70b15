from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given

import evspec as ev
from evspec.errors import EvspecError
from evspec.table import Cell, Column, Note, Row, Span, Table
from evspec.table.latex_characters import latex
from tests.table.samples import HOSTILE, SHAPES, tables

if TYPE_CHECKING:
    from pathlib import Path

Style = Literal["plain", "siunitx"]
STYLES: tuple[Style, ...] = ("plain", "siunitx")
# Whatever the writer may use; each needs no more than the packages of the first line.
KNOWN = set(
    """addlinespace arraybackslash begin blacktriangle blacktriangledown bottomrule caption dimexpr end
    triangle triangledown
    endfirsthead endfoot endhead href hyperlink hypertarget item linewidth midrule multicolumn newline
    noindent normalfont par
    raggedleft raggedright relax small tabcolsep textbf textsubscript textsuperscript texttt toprule
    AE O OE L DJ TH S ae o oe l dj th dh ss i j H c d k r u v approx cdot dag geq guillemotleft
    guillemotright ldots leftarrow leq neq pm pounds quotedblbase quotesinglbase rightarrow uparrow
    downarrow times Omega Delta textasciicircum textasciigrave textasciitilde textbackslash textbar
    textbullet textcopyright textdegree textemdash textendash texteuro textexclamdown textgreater
    textless textmu textonehalf textquestiondown textquotedbl textquotedblleft textquotedblright
    textquoteleft textquoteright textregistered texttrademark textyen""".split()  # noqa: SIM905 - a hundred quoted words are harder to read
)
TOKEN = re.compile(r"\\(?P<command>[A-Za-z]+|.)|(?P<other>.)", re.DOTALL)


def check(source: str) -> None:
    """Check a fragment token by token: known commands, braces and environments closed, rows even."""
    comment, source = source.split("\n", 1)
    assert comment.startswith("% Packages: ")
    assert source.isascii()
    depth, dollars = 0, 0
    for token in TOKEN.finditer(source):
        if (command := token["command"]) is not None:
            assert command in KNOWN or not command.isalpha(), command
        else:
            depth += {"{": 1, "}": -1}.get(token["other"], 0)
            dollars += token["other"] == "$"
            assert token["other"] not in "%#^_", f"unescaped {token['other']}"
        assert depth >= 0
    assert depth == 0
    assert dollars % 2 == 0
    environments = re.findall(r"\\(begin|end)\{(\w+)\}", source)
    assert [name for _, name in environments] in (
        ["longtable", "longtable"],
        ["longtable", "longtable", "description", "description"],
    )
    table = source[: source.index(r"\end{longtable}")]
    rows = [line for line in table.split("\n") if line.endswith(r" \\")]
    assert len({len(re.findall(r"(?<!\\)&", row)) for row in rows}) == 1


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", SHAPES)
def test_the_tokens_are_sound(shape: str, style: Style) -> None:
    check(SHAPES[shape].to_latex(style=style))


@pytest.mark.parametrize("style", STYLES)
@given(tables())
def test_the_tokens_of_any_table_are_sound(style: Style, table: Table) -> None:
    check(table.to_latex(style=style))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("50 % & 2_000 #1", r"50 \% \& 2\_000 \#1"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("^^5c ~ $", r"\textasciicircum{}\textasciicircum{}5c \textasciitilde{} \$"),
        ("4–6 m² ≈ −1", r"4\textendash{}6 m\textsuperscript{2} $\approx$ $-$1"),
        ("--, '' and ,,", "-{}-, '{}' and ,{},"),
        ("[x]*", "{[}x{]}{*}"),
        ("é ï Š ç ǰ", r"\'{e} \"{\i} \v{S} \c{c} \v{\j}"),
        ("e\u0301", r"\'{e}"),
        ("電 🚗", r"\texttt{U+96FB} \texttt{U+1F697}"),
    ],
)
def test_text_is_shown_literally(text: str, source: str) -> None:
    assert latex(text) == source


def test_cells_take_their_share_of_the_line_until_there_are_too_many() -> None:
    assert r"p{\dimexpr 0.2" in SHAPES["ordinary"].to_latex()
    assert r"\begin{longtable}{@{}llll" in SHAPES["wide"].to_latex()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "wide"])
def test_pdflatex_compiles_it(shape: str, style: Style, tmp_path: Path) -> None:
    compile_with_pdflatex(SHAPES[shape].to_latex(style=style), tmp_path)


def compile_with_pdflatex(fragment: str, tmp_path: Path) -> None:
    """Compile a page with a fragment, or skip the test where that is not possible."""
    pdflatex = shutil.which("pdflatex")
    if pdflatex is None:
        pytest.skip("needs pdflatex")
    packages = fragment.split("\n", 1)[0].removeprefix("% Packages: ")
    page = "\n".join(
        [r"\documentclass{article}", packages, r"\begin{document}", fragment, "", r"\end{document}"]
    )
    (tmp_path / "page.tex").write_text(page, encoding="utf-8")
    command = [pdflatex, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "page.tex"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    log = run.stdout.decode(errors="replace")
    if re.search(r"File `\S+\.sty' not found", log):
        pytest.skip("needs the LaTeX packages of the first line")
    assert run.returncode == 0, log[-2000:]
    assert "Missing character" not in log


def test_hostile_texts_are_all_covered() -> None:
    assert all(latex(text.replace("\n", " ")).isascii() for text in HOSTILE)


def figure(text: str, unit: str = "", *notes: int, best: bool = False) -> Cell:
    return Cell(text, (), "best" if best else "", {"unit": unit} if unit else {}, cites=notes)


def grid(*rows: tuple[Cell, ...]) -> Table:
    """Return a table of such cells with two sources."""
    columns = tuple(Column(str(n), f"Car {n}") for n in range(len(rows[0])))
    named = tuple(Row(str(n), f"Row {n}", "", cells) for n, cells in enumerate(rows))
    return Table("", columns=columns, rows=named, sources=(Note((Span("A"),)), Note((Span("B"),))))


def body(table: Table) -> list[list[str]]:
    """Return headings and cells of the table as they stand between the ampersands."""
    lines = table.to_latex(style="siunitx").split("\n")
    kept = (
        lines[lines.index(r"\toprule") + 1 : lines.index(r"\midrule")] + lines[lines.index(r"\endfoot") + 1 :]
    )
    linked = re.compile(r"\\hypertarget\{[^{}]*\}\{(\\hyperlink\{[^{}]*\}\{[^{}]*\})\}")
    kept = [re.sub(r"\\hyperlink\{[^{}]*\}\{([^{}]*)\}", r"\1", linked.sub(r"\1", line)) for line in kept]
    return [
        [part.strip() for part in re.split(r"(?<!\\)&", line.removesuffix(r"\\"))]
        for line in kept
        if line.endswith(r" \\")
    ]


def test_every_source_of_a_run_leads_back_to_it() -> None:
    sources = tuple(Note((Span(name),)) for name in "ABCD")
    cell = Cell("514 km", cites=(1, 2, 3, 4))
    text = Table(
        "", columns=(Column("a", "Car"),), rows=(Row("0", "Row", "", (cell,)),), sources=sources
    ).to_latex()
    for number in range(1, 5):
        (back,) = set(re.findall(rf"\\hyperlink\{{([\w-]*-ref-source-{number})\}}", text))
        assert text.count(rf"\hypertarget{{{back}}}") == 1


class TestSiunitx:
    def test_aligns_numbers_and_names_their_unit_once(self) -> None:
        table = grid(
            (figure("514 km", "km", 1, best=True), figure("1,234.5 km", "km")),
            (figure("−5"), figure("up to 400 kW", "kW", 2)),
        )
        assert body(table) == [
            ["", "{Car 0}", "{Car 1}"],
            ["Row 0 (km)", "514 {{*}~{[}1{]}}", "1234.5"],
            ["Row 1", "-5", "{up to 400 kW {[}2{]}}"],
        ]
        source = table.to_latex(style="siunitx")
        assert "S[table-format={-3.0{{*}~{[}1{]}}}, table-align-text-after=false]" in source
        assert "S[table-format={4.1}, table-align-text-after=false]" in source
        assert source.split("\n")[0].endswith(r"\usepackage{siunitx}")

    def test_puts_the_units_of_a_transposed_table_into_its_headings(self) -> None:
        table = grid(
            (figure("514 km", "km"), figure("466 km", "km")), (figure("400 kW", "kW"), Cell("–"))
        ).transposed()
        assert body(table) == [
            ["", "{Row 0 (km)}", "{Row 1 (kW)}"],
            ["Car 0", "514", "400"],
            ["Car 1", "466", r"{\textendash{}}"],
        ]

    def test_leaves_a_number_with_its_unit_where_neighbors_have_others(self) -> None:
        table = grid(
            (figure("1 km", "km"), figure("2 mi", "mi")), (figure("3 kW", "kW"), figure("4 kW", "kW"))
        )
        assert body(table)[1:] == [["Row 0", "{1 km}", "{2 mi}"], ["Row 1 (kW)", "3", "4"]]

    @pytest.mark.parametrize(
        "text", ["1,2", "1 234", "12,34", "1.", ".5", "1e5", "+3", "٣", "1\n2", " 1", "0x1", "3 km", "1–2"]
    )
    def test_takes_nothing_doubtful_for_a_number(self, text: str) -> None:
        (_, _, row) = body(grid((Cell("7"), Cell("8")), (Cell(text), Cell("9"))))
        assert row[1].startswith("{")
        assert row[1].endswith("}")

    def test_leaves_columns_of_words_alone(self) -> None:
        table = grid((Cell("FWD"), Cell("1")), (Cell("round"), Cell("2")), (Cell("3"), Cell("4")))
        source = table.to_latex(style="siunitx")
        assert source.count("S[table-format") == 1
        assert [row[1] for row in body(table)] == ["Car 0", "FWD", "round", "3"]

    def test_wraps_what_is_wider_than_its_column(self) -> None:
        wide = "a very long remark in a column of numbers that has to be broken over several lines"
        table = grid((Cell("1"), Cell("1")), (Cell("2"), Cell("2")), (Cell(wide), Cell(f"{wide} {wide}")))
        last = body(table)[-1]
        assert all(re.fullmatch(r"\\multicolumn\{1\}\{>.*\}\{.* lines\}", cell) for cell in last[1:])
        assert r"\relax}@{}}{" in last[2]
        assert r"\relax}@{}}{" not in last[1]

    @given(tables())
    def test_holds_no_word_outside_braces(self, table: Table) -> None:
        source = table.to_latex(style="siunitx")
        head = source[: source.index("\n", source.index(r"\begin{longtable}"))]
        types = re.findall(r"S\[|p\{", head[head.index("{longtable}{") :])
        for row in body(table):
            for kind, cell in zip(types, row, strict=True):
                if kind == "S[":
                    assert re.fullmatch(r"|-?[0-9]+(\.[0-9]+)?( \{.+\})?|\{.*\}|\\multicolumn\{1\}.*\}", cell)

    def test_sets_a_comparison_as_numbers(self, tmp_path: Path) -> None:
        made = ev.compare("bmw/ix1/u11/edrive20", "bmw/ix3/na5", specs=["range", "dc_power"])
        source = made.to_latex(style="siunitx")
        (power,) = [row for row in body(made.to_table()) if row[0].startswith("DC peak power")]
        assert power[0] == "DC peak power (kW)"
        assert [cell.split()[0] for cell in power[1:]] == ["130", "400"]
        assert "Range, WLTP (km) & 514 {" in source
        assert made.to_latex() == made.to_latex(style="plain") != source
        compile_with_pdflatex(source, tmp_path)

    def test_is_a_style_of_latex_alone(self) -> None:
        with pytest.raises(EvspecError, match="style 'siunits' is not one of plain, siunitx; did you mean"):
            SHAPES["ordinary"].to_latex(style="siunits")  # type: ignore[arg-type]
        with pytest.raises(EvspecError, match="style 'siunitx' is not one of plain, pretty"):
            SHAPES["ordinary"].to_html(style="siunitx")  # type: ignore[arg-type]
