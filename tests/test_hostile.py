"""Hostile texts in every field of a car go through every output, and parsers of others read them back."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

import evspec as ev
from evspec.catalogs.coverage import coverage, overview
from evspec.cli import main
from evspec.errors import DataError
from evspec.table.csv_ import headers
from evspec.table.document import letter
from evspec.table.safety import UNSAFE, encodable, one_line, visible
from tests import hostile
from tests.table import test_html, test_latex, test_markdown
from tests.table.samples import HOSTILE, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from evspec.catalogs import Catalog
    from evspec.table import Table, Tabular

# Given in Python, a text may be anything; what no file could hold is among them.
GIVEN = [*HOSTILE, "\ud800 lone \udfff", "\ufffe\uffff\ufdd0\U0001ffff", "iX3's {{x}} {{m^2}}"]
PAGE_TAGS = test_html.ALLOWED | {
    "html": {"lang"},
    "head": set(),
    "body": set(),
    "title": set(),
    "style": set(),
}
PAGE_TAGS |= {"meta": {"charset", "name", "content"}}


def everything(catalog: Catalog) -> Iterator[Tabular]:
    """Yield all that is shown of a generation and its successor."""
    old, new = catalog
    yield from (old, new, *new.variants)
    yield ev.compare(old, new, *new.variants, baseline=0, derived=True)
    yield ev.compare(old, new, transpose=True, notes="print")
    diff = ev.diff(old, new, rows="all", each_pair=True)
    yield from (diff, *diff.paired())
    yield catalog.conflicts()
    yield ev.audit(catalog)
    yield from (overview(catalog), coverage(list(catalog), "spec"), coverage(list(catalog), "group"))
    yield _card_of(new.variants[0])


def _card_of(vehicle: ev.Vehicle) -> Table:
    """Return the table that a notebook shows of a claim."""
    from evspec.claims.claim import _card

    return _card(vehicle.claims("range")[0])


def inert(text: str, *, page: bool = False) -> Element:
    """Read HTML strictly and return it; it holds what the writer makes and nothing that acts."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(text) if page else parser.parseFragment(text)
    for element in tree.iter():
        if element.tag != "DOCUMENT_FRAGMENT":
            assert set(element.attrib) <= PAGE_TAGS[element.tag]
    assert all(re.match(r"https?://|#", link.attrib["href"]) for link in tree.iter("a"))
    return tree


def check_html(table: Table) -> None:
    tree = inert(table.to_html())
    rows = [row for row in tree.iter("tr") if row.find("td") is not None]
    found = [[shown(cell) for cell in row.iter("td")] for row in rows][-len(table.rows) :]
    for row, cells in zip(table.rows, found, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            assert visible(cell.text) in text
            assert all(visible(line) in text for line in cell.details)
    inert(table.to_html(style="pretty"))


def check_markdown(table: Table) -> None:
    for parser in test_markdown.PARSERS:
        page = test_markdown.parse(table, parser)
        assert test_markdown.tags_of(page) <= test_markdown.TAGS
        assert all(re.match("https?://", link.attrib["href"]) for link in page.iter("a"))
        rows = page.findall("table/tbody/tr")[-len(table.rows) :]
        for row, line in zip(table.rows[-1:], rows[-1:], strict=True):
            for cell, at in zip(row.cells, line[1:], strict=True):
                assert test_markdown.literal(cell.text) in shown(at)
        sources = [shown(note).strip() for note in page.findall("ol/li")]
        assert sources == [one_line(note.text) for note in table.sources]
        notes = [shown(note).strip() for note in page.findall("ul/li")]
        assert notes == [f"{letter(n)} {one_line(note.text)}" for n, note in enumerate(table.notes, 1)]


def check_csv(table: Table) -> None:
    text = table.to_csv()
    assert not re.search(f"[{UNSAFE}]", text)
    header, *records = csv.reader(io.StringIO(text))
    assert len(header) == len(table.columns) + 3
    for row, record in zip(table.rows, records, strict=True):
        assert [field.removeprefix("'") for field in record[:-1]] == [
            visible(field).removeprefix("'") for field in (row.group, row.label, *(c.text for c in row.cells))
        ]
        assert not any(re.match(r"\s*[=@\uff1d\uff20]", field) for field in record)
    raw = list(csv.reader(io.StringIO(table.to_csv(raw=True), newline="")))
    assert [record[1] for record in raw[1:]] == [encodable(row.label) for row in table.rows]


def check_json(table: Table) -> None:
    text = table.to_json()
    assert not re.search(f"[{UNSAFE}]", text)
    assert json.loads(text)["title"] == table.title
    assert ev.Table.from_json(text) == table


def check_frames(table: Table) -> None:
    names = [encodable(name) for name in headers(table)]
    for engine in ("pandas", "polars"):
        frame: Any = table.to_dataframe(engine)
        assert list(frame.columns) == names
        for at, name in enumerate(names[2:]):
            assert list(frame[name]) == [encodable(row.cells[at].text) for row in table.rows]
        for shape in ("tidy", "numbers"):
            table.to_dataframe(engine, shape=shape)


def check_great_tables(table: Table) -> None:
    tree = html5lib.parseFragment(table.to_great_tables().as_raw_html(), namespaceHTMLElements=False)
    tags = {element.tag for element in tree.iter()}
    assert tags <= {
        "DOCUMENT_FRAGMENT", "div", "style", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "col",
        "colgroup", "caption", "span", "sup", "a", "strong", "br", "ul", "li", "details", "summary", "abbr",
    }  # fmt: skip
    for link in tree.iter("a"):
        assert link.get("href").startswith(("#evspec-", "https://example.org/"))
    texts = {one_line("".join(cell.itertext())) for cell in tree.iter() if cell.tag in {"td", "th"}}
    for row in table.rows:
        for cell in row.cells:
            if not cell.refs and not cell.mark:
                assert one_line(cell.text) in texts
        assert one_line(f"{row.label}{row.refs}") in texts
        assert one_line(row.group) in texts
    for column in table.columns:
        assert one_line(f"{column.label}{column.refs}") in texts


def check_text(table: Table) -> None:
    text = table.to_text()
    assert not re.search(f"[{UNSAFE}]", text)
    for style in test_latex.STYLES:
        test_latex.check(table.to_latex(style=style))


CHECKS = (check_html, check_markdown, check_csv, check_json, check_frames, check_text)


# All of them in the thorough profile, some in the quick one.
@settings(max_examples=settings().max_examples // 3)
@given(text=st.sampled_from(hostile.TAKEN))
def test_of_files_all_is_shown_literally(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    for made in everything(hostile.loaded(text, tmp_path_factory.mktemp("cars"))):
        table = made.to_table()
        for check in CHECKS:
            check(table)
        assert "\n" not in repr(made)
        assert repr(made).isprintable()
        inert(made._repr_html_())
        if isinstance(made, ev.Diff | ev.Generation):
            check_great_tables(table)


@pytest.mark.parametrize("text", hostile.TAKEN[::9])
def test_each_field_is_shown_somewhere(text: str, tmp_path: Path) -> None:
    # else the cars above would not be as hostile as they look
    catalog = hostile.loaded(text, tmp_path)
    page = shown(inert("".join(made.to_html() for made in everything(catalog))))
    for words in (f"{text} AG", f"“{text}”", text):
        assert visible(words) in page


@pytest.mark.parametrize("text", [text for text in HOSTILE if not text.isprintable()])
def test_files_with_what_nobody_sees_are_refused_in_one_line_each(text: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        hostile.loaded(text, tmp_path)
    lines = str(caught.value).split("\n")
    assert lines[0] == f"{len(lines) - 1} mistakes"
    assert len(caught.value.problems) == len(lines) - 1
    assert all(line.isprintable() for line in lines)
    codes = {problem.path: problem.code for problem in caught.value.problems}
    for path in (
        "make",
        "variants.base",
        "sources.press.publisher",
        "said[1].plant",
        "said[1].base.range[1].note",
    ):
        assert codes[path] == "invisible-character"


# what a file may hold too is tried above
@pytest.mark.parametrize("text", [text for text in GIVEN if text not in hostile.TAKEN[::2]])
def test_given_in_python_all_is_shown(text: str) -> None:
    cars = hostile.given(text)
    for made in (*cars, ev.compare(*cars), ev.diff(*cars, rows="all")):
        table = made.to_table()
        for check in (*CHECKS, check_great_tables):
            check(table)
        for words in (repr(made), str(made), made.to_markdown(), made.to_latex(), made.to_text()):
            words.encode()
            assert not re.search(f"[{UNSAFE}]", words)
    claim = cars[0].range
    for words in (str(claim), repr(claim), repr(ev.diff(*cars).changes[0]), ev.diff(*cars).summary()):
        assert words.isprintable()
        assert "\n" not in words
    inert(claim._repr_html_())


def drawn(cars: tuple[ev.Vehicle, ...], diff: ev.Diff) -> Iterator[Any]:
    """Yield each chart."""
    yield ev.plot.ranges(*cars)
    yield ev.plot.curves(*cars)
    yield ev.plot.changes(diff)
    yield ev.plot.scatter("range", "dc_time[soc=10-80 %]", cars)
    yield ev.plot.timeline(*cars)


@pytest.mark.parametrize("text", [*GIVEN[1::16], *GIVEN[-3:]])
def test_charts_are_xml_that_shows_it(text: str, tmp_path: Path) -> None:
    mpl = pytest.importorskip("matplotlib")
    from matplotlib import pyplot as plt

    if text.isprintable() and text in hostile.TAKEN:
        old, new = hostile.loaded(text, tmp_path / "cars")
        cars: tuple[ev.Vehicle, ...] = new.variants
        diff = ev.diff(old, new)
    else:
        cars = hostile.given(text)
        diff = ev.diff(*cars)
    with mpl.rc_context({"backend": "Agg", "svg.fonttype": "none"}), warnings.catch_warnings():
        # a font without a letter is no fault of the text's
        warnings.filterwarnings("ignore", message="Glyph")
        for number, ax in enumerate(drawn(cars, diff)):
            file = tmp_path / f"{number}.svg"
            ev.plot.save(ax, file)
            content = file.read_text(encoding="utf-8")
            assert not re.search(f"[{UNSAFE}]", content)
            tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(content).iter()}
            assert not tags & {"script", "a", "image", "foreignObject"}
            plt.close("all")


COMMANDS = (
    ("list",), ("show", "acme/one/a2"), ("show", "acme/one/a2/base", "--notes", "sources"),
    ("compare", "acme/one/a1", "acme/one/a2/base"), ("diff", "acme/one/a1", "acme/one/a2", "--rows", "all"),
    ("diff", "acme/one/a1", "acme/one/a2", "--variants"), ("diff", "acme/one/a1", "acme/one/a2", "--summary"),
    ("conflicts", "acme/one/a2"), ("audit", "acme/one/a2"), ("coverage", "acme"),
)  # fmt: skip


@pytest.mark.parametrize("text", hostile.TAKEN[::7])
def test_the_command_line_shows_it_literally(
    text: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = hostile.write(text, tmp_path)
    for command in COMMANDS:
        for form in ("text", "markdown", "html"):
            if command[0] == "list" or "--summary" in command:
                arguments = [*command, "--catalog", str(folder)]
            else:
                arguments = [*command, "--format", form, "--catalog", str(folder)]
            assert main(arguments) == 0
            out, err = (stream.decode() for stream in capsysbinary.readouterr())
            assert not err
            assert not re.search(f"[{UNSAFE}]", out)
            if form == "html" and "--format" in arguments:
                inert(out, page=True)
            elif form == "markdown" and "--format" in arguments:
                made = cmarkgfm.github_flavored_markdown_to_html(out, Options.CMARK_OPT_UNSAFE)
                page = html5lib.parse(made, namespaceHTMLElements=False)
                assert test_markdown.tags_of(page) <= test_markdown.TAGS | {"html", "head", "hr"}
    assert main(["validate", str(folder)]) == 0


NAMES = ("a\nb", "\x1b[2J", "\u202etxt", "a\rb")


@pytest.mark.parametrize("name", NAMES)
def test_messages_keep_names_of_files_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    broken = folder / f"{name}.toml"
    broken.write_text("schema_version = 1\nmake = 1\n", encoding="utf-8")
    for arguments in (
        ("validate", broken), ("validate", folder / "none.toml"), ("list", "--catalog", broken),
        ("show", name), ("show", "bmw/ix1/u11", "-o", folder / "no" / "such" / "folder.txt"),
        ("show", "bmw/ix1/u11", "--format", name), ("convert", name, "km"), ("convert", "5 km", name),
        ("new", name), ("new", "a/b/c", "-o", broken), ("new", "a/b/c", "-o", folder / f"new {name}.toml"),
        ("show", name, name),
    ):  # fmt: skip
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        assert not out
        assert (code == 0) == err.startswith("evspec: wrote ")
        for line in err.splitlines():
            assert line.isprintable()
            assert re.match(r"evspec: |usage: | {7}|/.*: ", line), err
