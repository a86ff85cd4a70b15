from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from evspec.table.latex_characters import latex
from tests.table.samples import HOSTILE, SHAPES, tables

if TYPE_CHECKING:
    from evspec.table import Table

# Whatever the writer may use; each needs no more than the packages of the first line.
KNOWN = set(
    """addlinespace arraybackslash begin blacktriangle blacktriangledown bottomrule caption dimexpr end
    endfirsthead endfoot endhead href item linewidth midrule multicolumn newline noindent normalfont par
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


@pytest.mark.parametrize("shape", SHAPES)
def test_the_tokens_are_sound(shape: str) -> None:
    check(SHAPES[shape].to_latex())


@given(tables())
def test_the_tokens_of_any_table_are_sound(table: Table) -> None:
    check(table.to_latex())


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


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "wide"])
def test_pdflatex_compiles_it(shape: str, tmp_path: Path) -> None:
    pdflatex = shutil.which("pdflatex")
    if pdflatex is None:
        pytest.skip("needs pdflatex")
    fragment = SHAPES[shape].to_latex()
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
