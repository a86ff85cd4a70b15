"""HTML: one figure with a table, its notes and its footer."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from evspec.errors import check_option
from evspec.languages.speech import speech_of
from evspec.table.bars import bars_in, legend, svg
from evspec.table.document import GLYPHS
from evspec.table.safety import one_line, safe_link, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evspec.table.document import Cell, Note, Row, Span, TableData

__all__ = ["Draft", "draft_of", "inside", "noted", "page", "spans", "write"]

# A page's style sheet is not ours to write and mail programs and notebooks drop it; the few
# properties that a table needs to be read (notebooks align cells to the right) stand inline.
# There are no colors among them, so that it looks the same on light and dark.
_PAD = "padding:.25em 1em .25em 0;vertical-align:baseline;text-align"
_LINE = "border-top:1px solid rgba(128,128,128,.35)"
_RULE = "border-bottom:1px solid"
_LIST = "margin:.25em 0;padding-left:1.2em"
_SIDES = {"left": f"{_PAD}:left", "right": f"{_PAD}:right"}
# A caption is as wide as its table: in a narrow window it wraps, and stays where the table scrolls.
_IN_SIGHT = "display:inline-block;position:sticky;left:0;max-width:90vw"


#: The style sheet of "pretty", of one figure: {0} is its class. Text and what is behind it are both
#: the system's colors in the page's color scheme, so that it can be read whatever the page does.
_SHEET = """\
.{0}{{max-width:72rem;font:0.95rem/1.45 system-ui,sans-serif;color:CanvasText;background:Canvas}}
.{0} caption strong{{font-size:1.2em}}
.{0} caption small,.{0} .notes,.{0} .footer{{color:color-mix(in srgb,CanvasText 72%,Canvas)}}
.{0} thead th{{position:sticky;top:0;background:Canvas}}
.{0} tbody th[scope=row],.{0} thead td{{position:sticky;left:0;background:Canvas}}
.{0} tbody tr:hover>*{{background:color-mix(in srgb,CanvasText 7%,Canvas)}}
.{0} th[scope=rowgroup]{{text-transform:uppercase;letter-spacing:.06em;font-size:.8em}}
.{0} sup a{{text-decoration:none}}
.{0} .notes,.{0} .footer{{font-size:.85em;max-width:60rem}}
@media print{{.{0} thead th,.{0} tbody th{{position:static}}}}"""

_STYLES = ("plain", "pretty")

_MARKUP = re.compile("[&<>\"']")


def write(table: TableData, *, style: str = "plain", bars: bool = False) -> str:
    """Write a table as an HTML fragment.

    Parameters
    ----------
    table
        What to write.
    style
        "plain", or "pretty" for a figure with a small style sheet of its own.
    bars
        Whether figures have bars.

    Returns
    -------
    str
        A ``figure`` element. Its ids start with a hash of the content, so that several tables
        can share a page; equal tables get equal ids.
    """
    check_option("style", style, _STYLES)
    draft = draft_of(table, bars=bars)
    prefix = draft.prefix
    own = f" {prefix}" if style == "pretty" else ""
    parts = [
        f'<figure class="evspec-table{own}"{_language(table)} style="margin:0">',
        *([f"<style>\n{_SHEET.format(prefix)}\n</style>"] if own else []),
        # A table wider than the window scrolls by itself, with the keyboard too.
        f'<div role="region" aria-labelledby="{prefix}" tabindex="0" style="overflow-x:auto">',
        '<table style="border-collapse:collapse">',
        f'<caption id="{prefix}" style="text-align:left;padding:.5em 0">{_caption(table)}</caption>',
        _head(table),
        *_bodies(table, draft),
        "</table>",
        "</div>",
    ]
    if table.notes:
        parts += ['<ol class="notes">', *_notes(table, draft), "</ol>"]
    parts += [f'<p class="footer">{spans(line, draft.escaped)}</p>' for line in table.footer]
    parts += [f'<p class="footer">{_text(legend(table.locale))}</p>'] if bars else []
    parts.append("</figure>")
    return "\n".join(parts)


def page(title: str, figures: str, locale: str = "") -> str:
    """Make a whole document of fragments: as wide as a telephone, and dark for those who want it dark."""
    return f"""\
<!DOCTYPE html>
<html lang="{locale.replace("_", "-") or "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(one_line(title))}</title>
</head>
<body>
{figures}
</body>
</html>"""


class _Escaped(dict[str, str]):
    """Texts as HTML; a table repeats itself, and no text is escaped twice."""

    def __missing__(self, text: str) -> str:
        self[text] = made = _lines(text)
        return made


class Draft(NamedTuple):
    """What the parts of one figure share.

    Attributes
    ----------
    prefix
        What its ids start with.
    seen
        The numbers of the notes that cells refer to, as far as they are written.
    escaped
        Its texts.
    star
        What stands behind the best of a row.
    bars
        The bars of each row by the row's id, as HTML; empty for none.
    """

    prefix: str
    seen: set[int]
    escaped: _Escaped
    star: str
    bars: Mapping[int, list[str]]


def draft_of(table: TableData, *, bars: bool = False) -> Draft:
    """Return what the parts of one figure share, of which nothing is written yet."""
    drawn = _drawn(table) if bars else {}
    return Draft(f"evspec-{_digest(table)}", set(), _Escaped(), table.star, drawn)


def _language(table: TableData) -> str:
    """Return the attribute that tells the language, for hyphens and for whoever reads aloud."""
    return f' lang="{escape(table.locale.replace("_", "-"))}"' if table.locale else ""


def _digest(table: TableData) -> str:
    digest = sha256()
    for text in (table.title, table.subtitle, *(column.label for column in table.columns)):
        digest.update(text.encode(errors="surrogatepass") + b"\0")
    for row in table.rows:
        cells = "\1".join([row.label, *[cell.text for cell in row.cells]])
        digest.update(cells.encode(errors="surrogatepass") + b"\0")
    for note in table.notes:
        digest.update(note.text.encode(errors="surrogatepass") + b"\0")
    return digest.hexdigest()[:10]


def _text(text: str) -> str:
    """Return data as text that is also safe inside a quoted attribute."""
    return escape(visible(text))


def _lines(text: str) -> str:
    if text.isprintable():
        return escape(text) if _MARKUP.search(text) else text
    return _text(text).replace("\n", "<br>")


def _caption(table: TableData) -> str:
    title = f"<strong>{_lines(table.title)}</strong>" if table.title else ""
    heading = f"<small>{_lines(table.heading)}</small>" if table.heading else ""
    words = "<br>".join(filter(None, (title, heading)))
    return f'<span style="{_IN_SIGHT}">{words}</span>' if words else ""


def _head(table: TableData) -> str:
    # A header cell without words would be announced as a header that says nothing.
    stub = (
        f'<th scope="col" style="{_SIDES["left"]}">{_lines(table.stub)}</th>' if table.stub else "<td></td>"
    )
    columns = "".join(
        f'<th scope="col" style="{_SIDES[column.align]}">{_lines(column.label)}</th>'
        for column in table.columns
    )
    return f'<thead style="{_RULE}">\n<tr>{stub}{columns}</tr>\n</thead>'


def _bodies(table: TableData, draft: Draft) -> Iterator[str]:
    """Yield one body per group, with its heading as the header of all of its rows."""
    starts = [f'<td style="{_SIDES[column.align]}"' for column in table.columns]
    for group, rows in table.groups():
        lines = ["<tbody>"]
        if group:
            lines.append(
                f'<tr><th scope="rowgroup" colspan="{len(starts) + 1}" style="{_SIDES["left"]};'
                f'padding-top:.75em">{_lines(group)}</th></tr>'
            )
        lines += [_row(row, starts, draft) for row in rows]
        lines.append("</tbody>")
        yield "\n".join(lines)


def _row(row: Row, starts: list[str], draft: Draft) -> str:
    escaped = draft.escaped
    bars = draft.bars.get(id(row)) or [""] * len(row.cells)
    label = _abbreviated(_lines(row.label), row.title)
    cells = "".join(
        [
            f"{start}{_cell(cell, draft)}{bar}</td>"
            if cell.notes or cell.mark or cell.title or cell.details
            else f"{start}>{escaped[cell.text]}{bar}</td>"
            for start, cell, bar in zip(starts, row.cells, bars, strict=True)
        ]
    )
    head = f'<th scope="row" style="{_SIDES["left"]};font-weight:normal">{label}</th>'
    return f'<tr style="{_LINE}">{head}{cells}</tr>'


def _drawn(table: TableData) -> dict[int, list[str]]:
    """Return the bars of each row by the row's id, "" where a cell has none."""
    return {
        id(row): ["" if bar is None else f"<br>{svg(bar)}" for bar in bars]
        for row, bars in zip(table.rows, bars_in(table), strict=True)
    }


def _cell(cell: Cell, draft: Draft) -> str:
    """Return the rest of a cell's start tag and its content."""
    tag = f' class="{cell.mark}">' if cell.mark else ">"
    return tag + inside(cell, draft)


def inside(cell: Cell, draft: Draft) -> str:
    """Return the content of a cell."""
    prefix, seen = draft.prefix, draft.seen
    text = _abbreviated(_lines(cell.text), cell.title)
    text = f"<strong>{text}</strong>{draft.star}" if cell.mark == "best" else GLYPHS.get(cell.mark, "") + text
    for number in cell.notes:
        # The note leads back to the first cell that refers to it.
        anchor = "" if number in seen else f' id="{prefix}-ref-{number}"'
        seen.add(number)
        text += f'<sup><a href="#{prefix}-note-{number}"{anchor}>[{number}]</a></sup>'
    if cell.details:
        lines = "".join([f"<li>{_lines(line)}</li>" for line in cell.details])
        text = f'<details><summary>{text}</summary><ul style="{_LIST}">{lines}</ul></details>'
    return text


def _abbreviated(text: str, title: str) -> str:
    return f'<abbr title="{_text(title)}">{text}</abbr>' if title else text


def _notes(table: TableData, draft: Draft) -> Iterator[str]:
    prefix = draft.prefix
    for number, note in enumerate(table.notes, 1):
        yield f'<li id="{prefix}-note-{number}">{noted(table, number, note, draft)}</li>'


def noted(table: TableData, number: int, note: Note, draft: Draft) -> str:
    """Return the content of a note, with the way back to where it is referred to."""
    back = ""
    if number in draft.seen:
        words = escape(speech_of(table.locale).say("Back to the table"))
        back = f' <a href="#{draft.prefix}-ref-{number}" aria-label="{words}">↩</a>'
    return f"{spans(note.spans, draft.escaped)}{back}"


def spans(told: tuple[Span, ...], escaped: _Escaped) -> str:
    """Return runs of text as HTML, those with an address as links."""
    return "".join([_span(span, escaped) if span.href else escaped[span.text] for span in told])


def _span(span: Span, escaped: _Escaped) -> str:
    start = _start(span.href) if span.href else ""
    return f"{start}{escaped[span.text]}</a>" if start else escaped[span.text]


@lru_cache(maxsize=1024)
def _start(href: str) -> str:
    """Return the start tag of a link, "" if the address may not become one."""
    link = safe_link(href)
    return f'<a href="{escape(link)}" rel="noopener noreferrer nofollow">' if link is not None else ""
