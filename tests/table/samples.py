"""Tables that the writers' tests share: an ordinary one, a hostile one, and all the odd shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Comment

from hypothesis import strategies as st

from evspec.table import JSON, Cell, Column, Note, Row, Span, Table
from evspec.table.document import ALIGNMENTS, KINDS, MARKS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</td></table><style>*{}</style>",
    "&lt;b&gt; &amp; &#60;",
    "a|b \\| c\\",
    "line one\nline two",
    "`code` *bold* __bold__ ~~gone~~ ~gone~ $x^2$",
    "[text](javascript:alert(1)) ![image](x) [1] [^1]",
    "# heading",
    "- item",
    "+ item",
    "12. item",
    "3) item",
    "> quotation",
    "---",
    "===",
    "https://example.org www.example.org me@example.org <https://example.org>",
    "\x1b[31mred\x1b[0m \x9b31m \x07 \x08 \x00 \x7f \r end",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200bz\ufeff \u2028 \u2029",
    "=1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\uff1d1+1",
    r"\input{/etc/passwd} \end{longtable} ^^5c %comment # $ & _ { } ~ ^",
    "-- --- '' ,, ?` !` << >> \"quoted\" [x] *x",
    "Škoda, Citroën ë-C4, Ł, đ, 電気自動車, 🚗, e\u0301, x\u0302",
    "a" * 300,
    "−5 ≈ 4–6 m² · ≤ 3 ▲ ▼ △ ▽ × ± ° € £ → …",
    "",
    "   ",
)


# What ElementTree has for the tag of a comment is no text.
COMMENTS: set[object] = {Comment}


def shown(element: Element) -> str:
    """Return the text that a browser shows of an element: line breaks as such, comments not at all."""
    if element.tag in COMMENTS:
        return ""
    if element.tag == "br":
        return "\n"
    return "".join([element.text or "", *(shown(child) + (child.tail or "") for child in element)])


def find(element: Element, path: str) -> Element:
    """Return the first element at a path, which must be there."""
    found = element.find(path)
    assert found is not None, path
    return found


def ordinary() -> Table:
    """Return a comparison with groups, marks, notes, sources and a footer."""
    source = Span("Example Press", "https://example.org/cars?id=1&page=2")
    return Table(
        title="Two cars",
        subtitle="metric",
        stub="",
        columns=(Column("u11", "iX1 U11"), Column("na5", "iX3 NA5", "right"), Column("change", "Change")),
        rows=(
            Row(
                "platform",
                "Platform",
                "Identity",
                (Cell("UKL2", cites=(1,)), Cell("Neue Klasse"), Cell("changed")),
            ),
            Row(
                "dc_power",
                "DC peak power",
                "Charging",
                (
                    Cell("130 kW", data={"low": 130.0, "high": 130.0, "unit": "kW"}),
                    Cell("400 kW", (1,), "best", {"low": 400.0, "high": 400.0, "unit": "kW"}, cites=(1, 2)),
                    Cell("better, +270 kW (+208 %)", mark="better"),
                ),
            ),
            Row(
                "dc_time",
                "DC time, 10–80 %",
                "Charging",
                (Cell("n/s", title="not stated"), Cell("–"), Cell("longer", mark="worse")),
                title="time for charging",
                data={"kind": "duration"},
            ),
        ),
        notes=(Note((Span("At 15 °C "), Span.citing((2,)), Span(".")), "condition"),),
        sources=(Note((source, Span(", 5 Mar 2026."))), Note((Span("Undated."),))),
        footer=((Span("Left out: "), source), (Span("The end."),)),
        data={"as_of": "2026-03-12"},
    )


def hostile() -> Table:
    """Return a table that has each hostile text in every place that takes text."""
    rows = tuple(
        Row(
            text,
            text,
            text,
            (Cell(text, (1,), "best", {text: text}, text, HOSTILE, cites=(1,)), Cell(text, (), "worse")),
            text,
        )
        for text in HOSTILE
    )
    return Table(
        " ".join(HOSTILE),
        "\n".join(HOSTILE),
        (Column("a", HOSTILE[0]), Column("b", " ".join(HOSTILE), "right")),
        rows,
        tuple(Note((Span(text), Span.citing((1, 2, 3)))) for text in HOSTILE),
        tuple((Span(text, "javascript:alert(1)"),) for text in HOSTILE),
        HOSTILE[1],
        {text: list(HOSTILE) for text in HOSTILE},
        sources=tuple(
            Note((Span(text, f"https://example.org/{text}"), Span(text, text))) for text in HOSTILE
        ),
    )


def wide(count: int = 1000) -> Table:
    """Return a table of very many columns."""
    columns = tuple(Column(f"c{index}", f"Car {index}") for index in range(count))
    cells = tuple(Cell(f"{index} km", (1,) if index % 7 == 0 else ()) for index in range(count))
    rows = (Row("range", "Range", "Range", cells), Row("range", "Range, EPA", "Range", cells))
    return Table("Wide", "", columns, rows, (Note((Span("A note."),)),))


SHAPES = {
    "ordinary": ordinary(),
    "hostile": hostile(),
    "empty": Table(""),
    "title only": Table("Title", "subtitle"),
    "no rows": Table("Title", columns=(Column("a", "A"), Column("b", "B", "right"))),
    "no columns": Table("Title", rows=(Row("r", "Row", "Group", ()),)),
    "no groups": Table("", columns=(Column("a", "A"),), rows=(Row("r", "Row", "", (Cell("x"),)),)),
    "wide": wide(),
}

_json: st.SearchStrategy[JSON] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_data = st.dictionaries(st.text(), _json, max_size=2)
# Lone surrogates too: a text need not be fit for a file to be shown.
_texts = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(HOSTILE)
_spans = st.lists(st.builds(Span, _texts, st.none() | _texts), max_size=2).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of any content."""
    sources = draw(st.lists(st.builds(Note, _spans), max_size=4))
    cited = st.lists(st.integers(1, len(sources)), max_size=4) if sources else st.just([])
    citing = st.tuples(_spans, cited).map(
        lambda told: (*told[0], *([Span.citing(told[1])] if told[1] else []))
    )
    notes = draw(st.lists(st.builds(Note, citing, st.sampled_from(KINDS)), max_size=3))
    numbers = st.lists(st.integers(1, len(notes)), max_size=3) if notes else st.just([])
    places = numbers.map(tuple)
    column = st.builds(Column, _texts, _texts, st.sampled_from(ALIGNMENTS), places)
    columns = draw(st.lists(column, max_size=3))
    details = st.lists(_texts, max_size=2).map(tuple)
    cites = cited.map(tuple)
    cell = st.builds(Cell, _texts, places, st.sampled_from(MARKS), _data, _texts, details, cites)
    cells = st.lists(cell, min_size=len(columns), max_size=len(columns)).map(tuple)
    rows = draw(st.lists(st.builds(Row, _texts, _texts, _texts, cells, _texts, _data, places), max_size=3))
    footer = draw(st.lists(_spans, max_size=2))
    return Table(
        draw(_texts),
        draw(_texts),
        tuple(columns),
        tuple(rows),
        tuple(notes),
        tuple(footer),
        draw(_texts),
        draw(_data),
        sources=tuple(sources),
    )
