"""LaTeX: a longtable with the rules of booktabs, then the notes as a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evspec.table.latex_characters import latex
from evspec.table.layout import display_width, share, widest_word
from evspec.table.safety import one_line, safe_link, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evspec.table.document import Cell, Span, Table

__all__ = ["write"]

PACKAGES = ("[T1]{fontenc}", "{amssymb}", "{array}", "{booktabs}", "{longtable}", "{hyperref}")
# About as many characters as a line of a page in a small size has.
PAGE = 100
# The gap between two columns, in such characters.
GAP = 3
_IN_LINKS = re.compile(r"[%#&_$]")
_GLYPHS = {"better": r"$\blacktriangle$ ", "worse": r"$\blacktriangledown$ "}


def write(table: Table) -> str:
    """Write a table as a LaTeX fragment.

    Parameters
    ----------
    table
        What to write.

    Returns
    -------
    str
        A comment that names the packages it needs, the table, which may run over several pages,
        its notes and its footer. pdflatex, lualatex and xelatex take it; characters that the
        standard fonts lack are shown by their code point.
    """
    lines = ["% Packages: " + " ".join(rf"\usepackage{name}" for name in PACKAGES), r"{\small"]
    lines += _longtable(table)
    if table.notes:
        lines += [r"\begin{description}", *_notes(table), r"\end{description}"]
    for line in table.footer:
        lines += [r"\par\noindent", _spans(line)]
    lines.append(r"\par}")
    return "\n".join(lines)


def _longtable(table: Table) -> Iterator[str]:
    count = len(table.columns) + 1
    yield rf"\begin{{longtable}}{{@{{}}{_columns(table)}@{{}}}}"
    caption = _caption(table)
    if caption:
        yield rf"\caption{{{caption}}}\\"
    headings = [_text(table.stub), *(_text(column.label) for column in table.columns)]
    yield from (r"\toprule", _row(headings), r"\midrule", r"\endfirsthead")
    yield from (r"\toprule", _row(headings), r"\midrule", r"\endhead", r"\bottomrule", r"\endfoot")
    first = True
    for group, rows in table.groups():
        if group:
            if not first:
                yield r"\addlinespace"
            yield rf"\multicolumn{{{count}}}{{@{{}}l@{{}}}}{{\textbf{{{_text(group)}}}}}\\*"
        for row in rows:
            yield _row([_text(row.label), *map(_cell, row.cells)])
        first = False
    yield r"\end{longtable}"


def _columns(table: Table) -> str:
    r"""Return the column types: a share of the line for each, so that long cells wrap."""
    texts = [[table.stub, *(row.label for row in table.rows)]]
    for index, column in enumerate(table.columns):
        texts.append([column.label, *(_measured(row.cells[index]) for row in table.rows)])
    natural = [max(1, *map(display_width, column)) for column in texts]
    least = [min(12, max(1, *map(widest_word, column))) for column in texts]
    sides = ["left", *(column.align for column in table.columns)]
    gaps = len(sides) - 1
    if sum(least) + GAP * gaps > PAGE:
        # It runs off the page in any case; as it is, one can still scale or turn it.
        return "".join(side[0] for side in sides)
    widths = share(natural, least, PAGE - GAP * gaps)
    whole = max(sum(widths), PAGE - GAP * gaps)
    return "".join(
        rf">{{\ragged{'left' if side == 'right' else 'right'}\arraybackslash}}"
        rf"p{{\dimexpr {wide / whole:.4f}\linewidth-{2 * gaps * wide / whole:.4f}\tabcolsep\relax}}"
        for wide, side in zip(widths, sides, strict=True)
    )


def _measured(cell: Cell) -> str:
    return cell.text + "".join(f" [{number}]" for number in cell.notes)


def _row(cells: Sequence[str]) -> str:
    return rf"{' & '.join(cells)} \\"


def _caption(table: Table) -> str:
    title, heading = _text(table.title), _text(table.heading)
    if title and heading:
        return rf"\textbf{{{title}}} ({heading})"
    return rf"\textbf{{{title}}}" if title else heading


def _cell(cell: Cell) -> str:
    lines = [_text(line) for line in visible(cell.text).split("\n")]
    text = r" \newline ".join(filter(None, lines))
    text = rf"\textbf{{{text}}}{{*}}" if cell.mark == "best" else _GLYPHS.get(cell.mark, "") + text
    notes = "".join(f"{{[}}{number}{{]}}" for number in cell.notes)
    return rf"{text} {notes}" if notes else text


def _notes(table: Table) -> Iterator[str]:
    for number, note in enumerate(table.notes, 1):
        yield rf"\item[{{\normalfont[{number}]}}] {_spans(note.spans)}"


def _spans(spans: tuple[Span, ...]) -> str:
    parts = []
    for span in spans:
        text = latex(visible(span.text).replace("\n", " "))
        link = safe_link(span.href)
        if link and text.strip():
            link = _IN_LINKS.sub(r"\\\g<0>", link).replace("~", r"\%7E")
            text = rf"\href{{{link}}}{{{text}}}"
        parts.append(text)
    return "".join(parts)


def _text(text: str) -> str:
    return latex(one_line(text))
