"""LaTeX: a longtable with the rules of booktabs, then the notes as a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from evspec.errors import check_option
from evspec.table.document import GLYPHS, digest_of, letter, runs
from evspec.table.latex_characters import latex
from evspec.table.layout import display_width, share, widest_word
from evspec.table.safety import one_line, safe_link, visible
from evspec.table.siunitx import Numbers, numbers_of, room

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evspec.table.document import Cell, Column, Row, Span, TableData

__all__ = ["write"]

STYLES = ("plain", "siunitx")
PACKAGES = ("[T1]{fontenc}", "{amssymb}", "{array}", "{booktabs}", "{longtable}", "{hyperref}")
# About as many characters as a line of a page in a small size has.
PAGE = 100
# The gap between two columns, in such characters.
GAP = 3
_IN_LINKS = re.compile(r"[%#&_$]")


def write(table: TableData, *, style: str = "plain") -> str:
    r"""Write a table as a LaTeX fragment.

    Parameters
    ----------
    table
        What to write.
    style
        "plain", or "siunitx" to set numbers with the package siunitx.

    Returns
    -------
    str
        A comment that names the packages it needs, the table, which may run over several pages,
        its notes and its footer. pdflatex, lualatex and xelatex take it; characters that the
        standard fonts lack are shown by their code point.
    """
    check_option("style", style, STYLES)
    if style == "siunitx" and not table.star:
        # a column of numbers has no bold ones
        table = evolve(table, best="star")
    numbers = numbers_of(table) if style == "siunitx" else Numbers()
    packages = (*PACKAGES, "{siunitx}") if style == "siunitx" else PACKAGES
    lines = ["% Packages: " + " ".join(rf"\usepackage{name}" for name in packages), r"{\small"]
    if style == "siunitx" and (table.locale or table.thousands is not None):
        # siunitx drops a plain space
        group, decimal = (_text(mark.replace(" ", "\u00a0")) for mark in table.marks)
        lines.append(
            rf"\sisetup{{group-separator={{{group}}},group-minimum-digits=4,output-decimal-marker={{{decimal}}}}}"
        )
    links = _Links(digest_of(table))
    lines += _Longtable(table, numbers, links).lines()
    if table.legend:
        lines += [r"\par\noindent", _text(table.legend)]
    if table.notes or table.sources:
        lines += [r"\begin{description}", *_notes(table, links), r"\end{description}"]
    for line in table.footer:
        lines += [r"\par\noindent", _spans(line, links)]
    lines.append(r"\par}")
    return "\n".join(lines)


class _Links:
    """Leads from cells to notes and sources, and back to the first place that refers to one."""

    def __init__(self, prefix: str) -> None:
        self._prefix = f"evspec-{prefix}"
        self._seen: set[str] = set()

    def to(self, name: str, text: str) -> str:
        link = rf"\hyperlink{{{self._prefix}-{name}}}{{{text}}}"
        return self.target(name, link) or link

    def target(self, name: str, text: str = "") -> str:
        """Return the text as that to which a note or source leads back, "" behind the first place."""
        if name in self._seen:
            return ""
        self._seen.add(name)
        return rf"\hypertarget{{{self._prefix}-ref-{name}}}{{{text}}}"

    def item(self, name: str, text: str) -> str:
        """Return the label of a note, to which the others lead."""
        back = rf"\hyperlink{{{self._prefix}-ref-{name}}}{{{text}}}" if name in self._seen else text
        return rf"\hypertarget{{{self._prefix}-{name}}}{{{back}}}"

    def cited(self, numbers: Sequence[int]) -> str:
        """Return "[1–3, 7]" with a link to each source that it names."""
        told = []
        for run in runs(numbers):
            ends = run if len(run) < 3 else (run[0], run[-1])
            links = [self.to(f"source-{number}", str(number)) for number in ends]
            # those between have no link, and lead back here nevertheless
            between = r"\textendash{}" + "".join(self.target(f"source-{number}") for number in run[1:-1])
            told.append((", " if ends is run else between).join(links))
        return f"{{[}}{', '.join(told)}{{]}}" if told else ""

    def behind(self, cell: Cell) -> str:
        """Return what follows a cell: the letters of its notes and the numbers of its sources."""
        return " ".join(filter(None, (self.raised(cell.notes), self.cited(cell.cites))))

    def raised(self, places: Sequence[int]) -> str:
        """Return the letters of notes."""
        letters = ",".join(self.to(f"note-{place}", letter(place)) for place in places)
        return rf"\textsuperscript{{{letters}}}" if letters else ""


class _Longtable:
    """Writes the table proper; a column of numbers sets its words in braces."""

    def __init__(self, table: TableData, numbers: Numbers, links: _Links) -> None:
        self._table, self._numbers, self._links = table, numbers, links
        self._aligned = numbers.columns
        units = numbers.row_units
        self._labels = [_with_unit(row.label, units.get(r, "")) for r, row in enumerate(table.rows)]
        units = numbers.column_units
        self._heads = [_with_unit(column.label, units.get(c, "")) for c, column in enumerate(table.columns)]
        self._set_widths()

    def _set_widths(self) -> None:
        r"""Give each column a share of the line, so that long cells wrap."""
        table = self._table
        texts = [[table.stub, *self._labels]]
        for c, head in enumerate(self._heads):
            texts.append([head, *(self._measured(r, c) for r in range(len(table.rows)))])
        natural = [max(1, *map(display_width, column)) for column in texts]
        least = [min(12, max(1, *map(widest_word, column))) for column in texts]
        gaps = len(texts) - 1
        # Too many run off the page in any case; as they are, one can still scale or turn the table.
        self._widths: list[int] = []
        if sum(least) + GAP * gaps <= PAGE:
            self._widths = share(natural, least, PAGE - GAP * gaps)
        self._whole = max(sum(self._widths), PAGE - GAP * gaps)

    def _measured(self, r: int, c: int) -> str:
        cell = self._table.rows[r].cells[c]
        text = self._numbers.figures.get((r, c), cell.text)
        return f"{text} {cell.refs}" if cell.refs else text

    def lines(self) -> Iterator[str]:
        table = self._table
        count = len(table.columns) + 1
        types = [self._paragraph(0, "left"), *(self._type(c) for c in range(len(table.columns)))]
        yield rf"\begin{{longtable}}{{@{{}}{''.join(types)}@{{}}}}"
        caption = _caption(table)
        if caption:
            yield rf"\caption{{{caption}}}\\"
        yield from (r"\toprule", self._headings(), r"\midrule", r"\endfirsthead")
        yield from (r"\toprule", self._headings(), r"\midrule", r"\endhead", r"\bottomrule", r"\endfoot")
        at = 0
        for group, rows in table.groups():
            if group:
                if at:
                    yield r"\addlinespace"
                yield rf"\multicolumn{{{count}}}{{@{{}}l@{{}}}}{{\textbf{{{_text(group)}}}}}\\*"
            for _ in rows:
                label = self._noted(_text(self._labels[at]), table.rows[at])
                yield _row([label, *(self._cell(at, c) for c in range(len(table.columns)))])
                at += 1
        yield r"\end{longtable}"

    def _headings(self) -> str:
        columns = zip(self._heads, self._table.columns, strict=True)
        heads = [self._words(c, self._noted(_text(t), one), t) for c, (t, one) in enumerate(columns)]
        return _row([_text(self._table.stub), *heads])

    def _noted(self, text: str, head: Column | Row) -> str:
        return f"{text} {self._links.raised(head.notes)}" if head.notes else text

    def _type(self, c: int) -> str:
        if c not in self._aligned:
            return self._paragraph(c + 1, self._table.columns[c].align)
        figures = self._numbers.figures
        rows = [r for r in range(len(self._table.rows)) if (r, c) in figures]
        behind = max((_behind(self._table.rows[r].cells[c]) for r in rows), key=len)
        after = f"{{{behind}}}" if behind else ""
        return (
            f"S[table-format={{{room([figures[r, c] for r in rows])}{after}}}, table-align-text-after=false]"
        )

    def _paragraph(self, at: int, side: str) -> str:
        """Return the type of a column of words; the row labels have the first place."""
        if not self._widths:
            return side[0]
        part = self._widths[at] / self._whole
        gaps = 2 * len(self._table.columns) * part
        return (
            rf">{{\ragged{'left' if side == 'right' else 'right'}\arraybackslash}}"
            rf"p{{\dimexpr {part:.4f}\linewidth-{gaps:.4f}\tabcolsep\relax}}"
        )

    def _cell(self, r: int, c: int) -> str:
        cell = self._table.rows[r].cells[c]
        figure = self._numbers.figures.get((r, c))
        if figure is None:
            return self._words(c, self._plain(cell), self._measured(r, c))
        refs = self._links.behind(cell)
        behind = f"{_star(cell)}~{refs}" if refs else _star(cell)
        return f"{figure} {{{behind}}}" if behind else figure

    def _plain(self, cell: Cell) -> str:
        """Return a cell of words, or of a number that siunitx does not set."""
        lines = [_text(line) for line in visible(cell.text).split("\n")]
        text = r" \newline ".join(filter(None, lines))
        glyph = latex(GLYPHS.get(cell.mark, ""))
        star = f"{{{self._table.star}}}" if self._table.star else ""
        text = rf"\textbf{{{text}}}{star}" if cell.mark == "best" else glyph + text
        refs = self._links.behind(cell)
        return rf"{text} {refs}" if refs else text

    def _words(self, c: int, source: str, measured: str) -> str:
        """Keep words of a column of numbers from being read as such."""
        if c not in self._aligned or not source:
            return source
        if self._widths and display_width(measured) > self._widths[c + 1]:
            last = "@{}" * (c + 1 == len(self._table.columns))
            return rf"\multicolumn{{1}}{{{self._paragraph(c + 1, 'right')}{last}}}{{{source}}}"
        return f"{{{source}}}"


def _star(cell: Cell) -> str:
    return "{*}" if cell.mark == "best" else ""


def _behind(cell: Cell) -> str:
    """Return what takes as much room behind a number as its mark and what refers to notes."""
    return f"{_star(cell)}~{latex(cell.refs)}" if cell.refs else _star(cell)


def _with_unit(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _row(cells: Sequence[str]) -> str:
    return rf"{' & '.join(cells)} \\"


def _caption(table: TableData) -> str:
    title, heading = _text(table.title), _text(table.subtitle)
    if title and heading:
        return rf"\textbf{{{title}}} ({heading})"
    return rf"\textbf{{{title}}}" if title else heading


def _notes(table: TableData, links: _Links) -> Iterator[str]:
    for place, note in enumerate(table.notes, 1):
        mark = links.item(f"note-{place}", letter(place))
        yield rf"\item[{{\normalfont {mark}}}] {_spans(note.spans, links)}"
    for number, note in enumerate(table.sources, 1):
        mark = links.item(f"source-{number}", f"[{number}]")
        yield rf"\item[{{\normalfont {mark}}}] {_spans(note.spans, links)}"


def _spans(spans: tuple[Span, ...], links: _Links) -> str:
    parts = []
    for span in spans:
        if span.cites:
            parts.append(links.cited(span.cites))
            continue
        text = latex(visible(span.text).replace("\n", " "))
        link = safe_link(span.href)
        if link and text.strip():
            link = _IN_LINKS.sub(r"\\\g<0>", link).replace("~", r"\%7E")
            text = rf"\href{{{link}}}{{{text}}}"
        parts.append(text)
    return "".join(parts)


def _text(text: str) -> str:
    return latex(one_line(text))
