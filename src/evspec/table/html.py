"""HTML: one figure with a table, its notes and its footer."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.errors import check_option
from evspec.languages.speech import speech_of
from evspec.table.bars import bars_in, legend, svg
from evspec.table.document import GLYPHS, Row, digest_of, letter, runs
from evspec.table.escaping import Escaped, lines_of, text_of
from evspec.table.safety import one_line, safe_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from evspec.table.document import Cell, Column, Note, Span, TableData

__all__ = ["NARROW", "Draft", "draft_of", "headed", "inside", "noted", "page", "spans", "write"]

# How a page looks is not ours to say, and mail programs and notebooks drop style sheets; the few
# properties that a table needs to be read (notebooks align cells to the right) stand inline.
# There are no colors among them, so that it looks the same on light and dark.
_PAD = "padding:.25em 1em .25em 0;vertical-align:baseline;text-align"
_LINE = "border-top:1px solid rgba(128,128,128,.35)"
_RULE = "border-bottom:1px solid"
_LIST = "margin:.25em 0;padding-left:1.2em"
# What opens stands in its line, and beside the links of its notes: one link in another is none.
_INLINE, _OPENS = 'style="display:inline', "text-decoration:underline dotted"
_SIDES = {"left": f"{_PAD}:left", "right": f"{_PAD}:right"}
# A caption is as wide as its table: in a narrow window it wraps, and stays where the table scrolls.
_IN_SIGHT = "display:inline-block;position:sticky;left:0;max-width:90vw"


#: The style sheet of "pretty", of one figure: {0} is its class. Text and what is behind it are both
#: the system's colors in the page's color scheme, so that it can be read whatever the page does.
_SHEET = """\
.{0}{{max-width:72rem;font:0.95rem/1.45 system-ui,sans-serif;color:CanvasText;background:Canvas}}
.{0} caption strong{{font-size:1.2em}}
.{0} :is(caption small,.legend,.notes,.sources,.footer){{color:color-mix(in srgb,CanvasText 72%,Canvas)}}
.{0} thead th{{position:sticky;top:0;background:Canvas}}
.{0} tbody th[scope=row],.{0} thead td{{position:sticky;left:0;background:Canvas}}
.{0} tbody tr:hover>*{{background:color-mix(in srgb,CanvasText 7%,Canvas)}}
.{0} th[scope=rowgroup]{{text-transform:uppercase;letter-spacing:.06em;font-size:.8em}}
.{0} sup a{{text-decoration:none}}
.{0} :is(.legend,.notes,.sources,.footer){{font-size:.85em;max-width:60rem}}
.{0} sup{{line-height:0}}
.{0} summary{{cursor:pointer}}
.{0} details:not([open])::details-content{{display:none}}
@media print{{.{0} thead th,.{0} tbody th{{position:static}}}}
@media screen and (min-width:501px){{.{0} [role=region]{{max-height:95vh}}}}"""
#: How every figure lies in a narrow window: a block for each row, the vehicles two at a time. The same for
#: all figures of a page, and of colors only what keeps the heads above the figures that pass behind them.
NARROW: Final = """\
@media screen and (max-width:500px){
.evspec-table [role=region]{overflow:visible!important}
.evspec-table :is(table,caption,tbody,thead){display:block}
.evspec-table thead{position:sticky;top:0;z-index:1;color:CanvasText;background:Canvas}
.evspec-table tr{display:grid;grid-template-columns:1fr 1fr;column-gap:1em;padding:.4em 0}
.evspec-table :is(th,td){padding:0!important;min-width:0;overflow-wrap:anywhere}
.evspec-table td span{display:inline-block;white-space:normal!important;text-decoration:inherit}
.evspec-table :is(tbody th,thead td){grid-column:1/-1;position:static!important}
.evspec-table tbody th[scope=row]{font-weight:600!important}
.evspec-table td:empty,.evspec-table.changes th:nth-child(n+4){display:none}
.evspec-table.changes td:nth-child(4):not(:last-child){grid-column:2}
.evspec-table.changes td:last-child{grid-column:1/-1}
.evspec-table.changes td:nth-child(3)::before{content:"→ "}
}"""

_STYLES = ("plain", "pretty")


def write(table: TableData, *, style: str = "plain", bars: bool = False) -> str:
    """Write a table as an HTML fragment.

    Parameters
    ----------
    table
        What to write.
    style
        "plain", with a style sheet for narrow windows alone, or "pretty" for a figure with its own looks.
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
    # of two vehicles what changes stands beneath them, where there is no room beside
    changes = " changes" if any(column.key == "change" for column in table.columns) else ""
    own = f" {prefix}" if style == "pretty" else ""
    sheet = f"{_SHEET.format(prefix)}\n{NARROW}" if own else NARROW
    parts = [
        f'<figure class="evspec-table{own}{changes}"{_language(table)} style="margin:0">',
        f"<style>\n{sheet}\n</style>",
        # A table wider than the window scrolls by itself, with the keyboard too.
        f'<div role="region" aria-labelledby="{prefix}" tabindex="0" style="overflow-x:auto">',
        '<table style="border-collapse:collapse">',
        f'<caption id="{prefix}" style="text-align:left;padding:.5em 0">{_caption(table)}</caption>',
        _head(table, draft),
        *_bodies(table, draft),
        "</table>",
        "</div>",
    ]
    if marks := table.legend:
        parts.append(f'<p class="legend">{lines_of(marks)}</p>')
    if table.notes:
        parts += ['<ol class="notes" type="a">', *_notes(table, "note", table.notes, draft), "</ol>"]
    if table.sources:
        parts += ['<ol class="sources">', *_notes(table, "source", table.sources, draft), "</ol>"]
    parts += [f'<p class="footer">{spans(line, draft)}</p>' for line in table.footer]
    parts += [f'<p class="footer">{text_of(legend(table.locale))}</p>'] if bars else []
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


class _Links(dict[int, str]):
    """Links to the notes or to the sources, by number; the note leads back to the first link to it."""

    def __init__(self, prefix: str, name: str, mark: Callable[[int], str]) -> None:
        self._prefix, self._name, self._mark = prefix, name, mark

    def __missing__(self, number: int) -> str:
        start, mark = f'<a href="#{self._prefix}-{self._name}-{number}"', self._mark(number)
        self[number] = f"{start}>{mark}</a>"
        return f'{start} id="{self.back(number)}">{mark}</a>'

    def back(self, number: int) -> str:
        """Return the id to which a note leads back."""
        return f"{self._prefix}-ref-{self._name}-{number}"


class Draft(NamedTuple):
    """What the parts of one figure share.

    Attributes
    ----------
    prefix
        What its ids start with.
    notes, sources
        The links to those that are referred to, as far as that is written.
    cited
        Sources that are cited together, once all of them have a link.
    escaped
        Its texts.
    star
        What stands behind the best of a row.
    bars
        The bars of each row by the row's id, as HTML; empty for none.
    """

    prefix: str
    notes: _Links
    sources: _Links
    cited: dict[tuple[int, ...], str]
    escaped: Escaped
    star: str
    bars: Mapping[int, list[str]]


def draft_of(table: TableData, *, bars: bool = False) -> Draft:
    """Return what the parts of one figure share, of which nothing is written yet."""
    prefix = f"evspec-{digest_of(table)}"
    cells = [cell for row in table.rows for cell in row.cells]
    texts = [cell.text for cell in cells]
    texts += [line for cell in cells if cell.details for line in cell.details]
    return Draft(
        prefix,
        _Links(prefix, "note", letter),
        _Links(prefix, "source", str),
        {},
        Escaped(texts),
        table.star,
        _drawn(table) if bars else {},
    )


def _language(table: TableData) -> str:
    """Return the attribute that tells the language, for hyphens and for whoever reads aloud."""
    return f' lang="{escape(table.locale.replace("_", "-"))}"' if table.locale else ""


def _caption(table: TableData) -> str:
    title = f"<strong>{lines_of(table.title)}</strong>" if table.title else ""
    heading = f"<small>{lines_of(table.subtitle)}</small>" if table.subtitle else ""
    words = "<br>".join(filter(None, (title, heading)))
    return f'<span style="{_IN_SIGHT}">{words}</span>' if words else ""


def _head(table: TableData, draft: Draft) -> str:
    # A header cell without words would be announced as a header that says nothing.
    stub = (
        f'<th scope="col" style="{_SIDES["left"]}">{lines_of(table.stub)}</th>' if table.stub else "<td></td>"
    )
    columns = "".join(
        f'<th scope="col" style="{_SIDES[column.align]}">{headed(column, draft)}</th>'
        for column in table.columns
    )
    return f'<thead style="{_RULE}">\n<tr>{stub}{columns}</tr>\n</thead>'


def _bodies(table: TableData, draft: Draft) -> Iterator[str]:
    """Yield the lines of one body per group, with its heading as the header of all of its rows."""
    starts = [f'<td style="{_SIDES[column.align]}"' for column in table.columns]
    for group, rows in table.groups():
        yield "<tbody>"
        if group:
            yield (
                f'<tr><th scope="rowgroup" colspan="{len(starts) + 1}" style="{_SIDES["left"]};'
                f'padding-top:.75em">{lines_of(group)}</th></tr>'
            )
        yield from [_row(row, starts, draft) for row in rows]
        yield "</tbody>"


def _row(row: Row, starts: Sequence[str], draft: Draft) -> str:
    escaped = draft.escaped
    head = f'<th scope="row" style="{_SIDES["left"]};font-weight:normal">{headed(row, draft)}</th>'
    cells = [
        inside(cell, draft)
        if cell.notes or cell.cites or cell.mark or cell.title or cell.details
        else escaped[cell.text]
        for cell in row.cells
    ]
    if bars := draft.bars.get(id(row)):
        cells = list(map(add, cells, bars))
    # put together once, from the parts of all cells
    parts = ["</td>"] * (4 * len(cells))
    parts[::4], parts[2::4] = starts, cells
    parts[1::4] = [f' class="{cell.mark}">' if cell.mark else ">" for cell in row.cells]
    return f'<tr style="{_LINE}">{head}{"".join(parts)}</tr>'


def headed(head: Column | Row, draft: Draft) -> str:
    """Return a heading or a label, with the letters of what holds for all below or beside it."""
    text = _abbreviated(lines_of(head.label), head.title if isinstance(head, Row) else "")
    return f"{text}<sup>{_lettered(head.notes, draft)}</sup>" if head.notes else text


def _lettered(places: tuple[int, ...], draft: Draft) -> str:
    return ",".join([draft.notes[place] for place in places])


def _drawn(table: TableData) -> dict[int, list[str]]:
    """Return the bars of each row by the row's id, "" where a cell has none."""
    return {
        id(row): ["" if bar is None else f"<br>{svg(bar)}" for bar in bars]
        for row, bars in zip(table.rows, bars_in(table), strict=True)
    }


def inside(cell: Cell, draft: Draft) -> str:
    """Return the content of a cell."""
    text = _abbreviated(draft.escaped[cell.text], cell.title)
    text = f"<strong>{text}</strong>{draft.star}" if cell.mark == "best" else GLYPHS.get(cell.mark, "") + text
    if cell.details:
        lines = "".join([f"<li>{draft.escaped[line]}</li>" for line in cell.details])
        summary = f'<summary {_INLINE};{_OPENS}">{text}</summary>'
        text = f'<details {_INLINE}">{summary}<ul style="{_LIST}">{lines}</ul></details>'
    if cell.notes or cell.cites:
        refs = filter(None, (_lettered(cell.notes, draft), _cited(cell.cites, draft)))
        text += f"<sup>{' '.join(refs)}</sup>"
    return text


def _abbreviated(text: str, title: str) -> str:
    return f'<abbr title="{text_of(title)}">{text}</abbr>' if title else text


def _cited(numbers: tuple[int, ...], draft: Draft) -> str:
    """Return "[1–3, 7]" with a link to each source that it names."""
    found = draft.cited.get(numbers)
    if found is None:
        links, is_last = draft.sources, draft.sources.keys() >= set(numbers)
        found = f"[{', '.join([_run(run, links) for run in runs(numbers)])}]" if numbers else ""
        if is_last:
            draft.cited[numbers] = found
    return found


def _run(run: Sequence[int], links: _Links) -> str:
    """Return sources that follow one another: of three or more those between have no link.

    They lead back here nevertheless.
    """
    if len(run) < 3:
        return ", ".join([links[number] for number in run])
    first, *between, last = run
    unseen = [number for number in between if number not in links]
    anchors = [f'<span id="{links.back(number)}"></span>' for number in unseen if links[number]]
    return f"{links[first]}–{''.join(anchors)}{links[last]}"


def _notes(table: TableData, name: str, notes: tuple[Note, ...], draft: Draft) -> Iterator[str]:
    for number, note in enumerate(notes, 1):
        yield f'<li id="{draft.prefix}-{name}-{number}">{noted(table, name, number, note, draft)}</li>'


def noted(table: TableData, name: str, number: int, note: Note, draft: Draft) -> str:
    """Return the content of a note or source, with the way back to where it is first referred to."""
    told, back = spans(note.spans, draft), ""
    links = draft.notes if name == "note" else draft.sources
    if number in links:
        words = escape(speech_of(table.locale).say("Back to the table"))
        back = f' <a href="#{links.back(number)}" aria-label="{words}">↩</a>'
    return f"{told}{back}"


def spans(told: tuple[Span, ...], draft: Draft) -> str:
    """Return runs of text as HTML, those with an address and citations as links."""
    escaped = draft.escaped
    return "".join(
        [
            _span(span, escaped)
            if span.href
            else _cited(span.cites, draft)
            if span.cites
            else escaped[span.text]
            for span in told
        ]
    )


def _span(span: Span, escaped: Escaped) -> str:
    start = _start(span.href) if span.href else ""
    return f"{start}{escaped[span.text]}</a>" if start else escaped[span.text]


@lru_cache(maxsize=1024)
def _start(href: str) -> str:
    """Return the start tag of a link, "" if the address may not become one."""
    link = safe_link(href)
    return f'<a href="{escape(link)}" rel="noopener noreferrer nofollow">' if link is not None else ""
