"""The article of a web page: its text with its tables, who published it, and its structured data.

Needs the extra `articles`: trafilatura tells the article from what stands around it, lxml reads tables.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from evspec.articles.layout import LONGEST
from evspec.articles.structured import article_of, cars_in, objects_in
from evspec.errors import EvspecError, WrongType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["WebPage", "read_page"]

_NEEDED: Final = (
    'an article in HTML needs trafilatura and lxml: pip install "evspec[articles]"; its text is read without'
)
#: What stands where a table stood while the article is told from the rest; no text has it.
_MARK: Final = "Evspectable{}mark stands where a table of figures stood in this page."
_MARKED: Final = re.compile(r"^.*Evspectable(\d+)mark[^\n]*$", re.MULTILINE)
_SILENT: Final = logging.NullHandler()
#: A table is taken no larger; a cell may claim to span a million columns.
_COLUMNS: Final = 40
_ROWS: Final = 1000
_NOTE: Final = re.compile(r"[\d*†‡a-e]{1,2}\)?")
#: "m²" and "m³" keep theirs.
_METERS: Final = re.compile(r"(?<![a-z])[cdm]?m$")
_AROUND: Final = frozenset({"nav", "aside", "footer", "header", "form"})


@frozen
class WebPage:
    """An article as it stands in a page.

    Attributes
    ----------
    text
        The article, a paragraph a line, tables with a bar between cells; below it what the structured
        data say of cars.
    title, date, publisher, address, language
        As the page has them, "" where it does not.
    structured
        Where in the text the structured data start.
    """

    text: str
    title: str = ""
    date: str = ""
    publisher: str = ""
    address: str = ""
    language: str = ""
    structured: int = 0


def read_page(html: object) -> WebPage:
    """Tell the article of a page from the rest.

    Raises
    ------
    WrongType
        If it is neither text nor bytes.
    EvspecError
        If the extra is missing, or if the page is empty, far too long, or no HTML.
    """
    if not isinstance(html, (str, bytes)):
        raise WrongType(f"html is the text or the bytes of a page, not {type(html).__name__}")
    if len(html) > LONGEST:
        raise EvspecError(f"a page of {len(html):,} characters is no article; the most is {LONGEST:,}")
    try:
        import lxml.html
        import trafilatura
    except ImportError as error:
        raise EvspecError(_NEEDED) from error
    # what it has to say of a page without an article is said below
    logging.getLogger("trafilatura").addHandler(_SILENT)
    tree = _tree(html, lxml)
    scripts = [one.text_content() for one in tree.iter("script") if "ld+json" in (one.get("type") or "")]
    objects = objects_in(scripts)
    language = (tree.get("lang") or "").partition("-")[0].lower()
    tables = _taken_out(tree, lxml)
    document = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, include_tables=True
    )
    told = {
        "title": getattr(document, "title", None), "date": getattr(document, "date", None),
        "publisher": getattr(document, "sitename", None), "address": getattr(document, "url", None),
    }  # fmt: skip
    text = getattr(document, "text", None) or ""
    if "mark" not in text and tables and len(text) < 200:
        # a page of tables only
        text = "\n".join([text, *(_MARK.format(number) for number in range(len(tables)))]).strip()
    text = _MARKED.sub(lambda found: tables[int(found[1])] if int(found[1]) < len(tables) else "", text)
    given = {**{name: str(words) for name, words in told.items() if words}, **article_of(objects)}
    title = given.get("title", "")
    if title and title not in text[: len(title) + 200]:
        text = f"{title}\n{text}"
    cars = cars_in(objects)
    if not text.strip() and not cars:
        raise EvspecError("no article is found in the page; give its text")
    whole = "\n".join([text, *cars])
    return WebPage(whole, language=language, structured=len(text), **given)


def _tree(html: str | bytes, lxml: Any) -> Any:
    if isinstance(html, str):
        # a declaration of the encoding is of the bytes that it was
        html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html).replace("\x00", " ")
    try:
        return lxml.html.document_fromstring(html)
    except (lxml.etree.ParserError, ValueError) as error:
        raise EvspecError(f"the page is no HTML: {error}") from None


def _taken_out(tree: Any, lxml: Any) -> list[str]:
    """Replace tables and lists of definitions by paragraphs, and return them as lines of text."""
    found: list[str] = []
    for element in list(tree.iter("table", "dl")):
        if element.getparent() is None or next(element.iterdescendants("table", "dl"), None) is not None:
            continue
        if any(parent.tag in _AROUND for parent in element.iterancestors()):
            continue
        lines = _table(element) if element.tag == "table" else _definitions(element)
        if not lines:
            continue
        paragraph = lxml.html.Element("p")
        paragraph.text, paragraph.tail = _MARK.format(len(found)), element.tail
        element.getparent().replace(element, paragraph)
        # a blank line parts it from the next one
        found.append("\n".join(["", *lines, ""]))
    return found


def _cell(element: Any) -> str:
    """Return the text of a cell without footnote marks."""
    for note in list(element.iter("sup")):
        before = note.getprevious()
        words = (before.tail if before is not None else note.getparent().text) or ""
        if _NOTE.fullmatch(note.text_content().strip()) and not _METERS.search(words.rstrip()):
            note.drop_tree()
    for line_break in list(element.iter("br")):
        line_break.tail = f" {line_break.tail or ''}"
    return " ".join(str(element.text_content()).replace("|", "/").split())


def _span(element: Any, name: str, most: int) -> int:
    given = (element.get(name) or "").strip()
    return max(1, min(int(given), most)) if re.fullmatch(r"\d{1,6}", given) else 1


def _table(element: Any) -> list[str]:
    """Return a table as lines with a bar between cells; a cell that spans several stands in each."""
    cells: dict[tuple[int, int], str] = {}
    heads: list[bool] = []
    for number, row in enumerate(list(element.iter("tr"))[:_ROWS]):
        own = [cell for cell in row if cell.tag in {"td", "th"}]
        heads.append(bool(own) and all(cell.tag == "th" for cell in own))
        at = 0
        for cell in own:
            while (number, at) in cells:
                at += 1
            if at >= _COLUMNS:
                break
            words = _cell(cell)
            width = _span(cell, "colspan", _COLUMNS - at)
            for down in range(_span(cell, "rowspan", _ROWS - number)):
                for right in range(width):
                    cells[number + down, at + right] = words
            at += width
    width = max((column for _, column in cells), default=-1) + 1
    rows = [[cells.get((n, column), "") for column in range(width)] for n in range(len(heads))]
    caption = element.find("caption")
    return [*([_cell(caption)] if caption is not None else []), *_lines(rows, heads)] if width else []


def _lines(rows: Sequence[Sequence[str]], heads: Sequence[bool]) -> Iterator[str]:
    width = len(rows[0])
    above = next((n for n, is_head in enumerate(heads) if not is_head), len(heads))
    for number, row in enumerate(rows):
        if number == above > 0:
            yield f"|{'---|' * width}"
        if any(row):
            yield f"| {' | '.join(row)} |" if width > 1 else row[0]


def _definitions(element: Any) -> list[str]:
    """Return a list of definitions as a table of two columns."""
    lines: list[str] = []
    label = ""
    for one in element.iter("dt", "dd"):
        if one.tag == "dt":
            label = _cell(one)
        elif label:
            lines.append(f"| {label} | {_cell(one)} |")
    return lines
