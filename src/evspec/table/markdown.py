"""GitHub Flavored Markdown: a pipe table, then the notes and the sources as lists."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from evspec.table.document import GLYPHS, letter
from evspec.table.safety import one_line, safe_link, visible

if TYPE_CHECKING:
    from evspec.table.document import Cell, Column, Row, Span, TableData

__all__ = ["write"]

# What can start markup, and what GitHub makes links of by itself: "www.", "https:".
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]|(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)
# GitHub looks for addresses and mentions in the text that is left when escapes are gone, so that no
# backslash keeps it from either; a comment does.
_AT = re.compile(r"@(?=\S)")
_BLOCK = re.compile(r"[#+\-=]|\d+(?=[.)])")
_SPACES = (" ", "\n", "\t")


def write(table: TableData) -> str:
    """Write a table in GitHub Flavored Markdown.

    Parameters
    ----------
    table
        What to write.

    Returns
    -------
    str
        Blocks parted by empty lines. Whatever the data hold is shown literally; only notes and
        footer have links, to http and https addresses.
    """
    title = f"**{_text(table.title)}**" if table.title.strip() else ""
    heading = one_line(table.subtitle)
    if heading:
        title = f"{title} ({_text(heading)})" if title else _start(_text(heading))
    notes = "\n".join(f"- **{letter(at)}** {_spans(note.spans)}" for at, note in enumerate(table.notes, 1))
    sources = "\n".join(f"{number}. {_spans(note.spans)}" for number, note in enumerate(table.sources, 1))
    legend = _start(_text(table.legend))
    blocks = [title, _table(table), legend, notes, sources, *(_spans(line) for line in table.footer)]
    return "\n\n".join(filter(None, blocks))


def _table(table: TableData) -> str:
    # 75 ms that the other formats need not wait for.
    from tabulate import tabulate

    width = len(table.columns)
    rows: list[list[str]] = []
    for group, members in table.groups():
        if group:
            rows.append([_bold(_inline(group)), *[""] * width])
        rows += [[_head(row), *(_cell(cell, table.star) for cell in row.cells)] for row in members]
    headers = [_inline(table.stub), *map(_head, table.columns)]
    # tabulate forgets the alignment of a table without rows: an empty one is taken out again.
    text = tabulate(
        rows or [[""] * (width + 1)],
        headers=headers,
        tablefmt="pipe",
        colalign=("left", *(column.align for column in table.columns)),
        disable_numparse=True,
    )
    return text if rows else text.rpartition("\n")[0]


def _head(head: Column | Row) -> str:
    text = _inline(head.label)
    return f"{text} {head.refs}" if head.refs else text


def _cell(cell: Cell, star: str) -> str:
    text = _inline(cell.text)
    # Bold for the eye and a star for whoever copies the plain text.
    text = _bold(text) + ("\\*" if star else "") if cell.mark == "best" else GLYPHS.get(cell.mark, "") + text
    # Unescaped, "[1]" would be a link wherever the page around it defines one.
    return f"{text} {_text(cell.refs)}" if cell.refs else text


def _inline(text: str) -> str:
    """Return data as the content of a table cell; its lines stay lines."""
    return "<br>".join(_text(line) for line in visible(text).strip().split("\n"))


def _text(text: str) -> str:
    """Return data as one line of inline Markdown that shows it literally."""
    return _AT.sub("@<!-- -->", _MARKUP.sub(r"\\\g<0>", one_line(text).strip()))


def _bold(text: str) -> str:
    return f"**{text}**" if text else ""


def _start(text: str) -> str:
    """Keep a line from starting a heading, list, rule or quotation."""
    match = _BLOCK.match(text)
    if match is None:
        return text
    end = match.end()
    return f"{text[:end]}\\{text[end:]}" if text[0].isdigit() else f"\\{text}"


def _spans(spans: tuple[Span, ...]) -> str:
    """Return a note or footer line; spaces where two runs meet are kept as one."""
    parts: list[str] = []
    # Runs without a link are read as one: "www" and ".example.org" would make one together.
    for link, run in groupby(spans, key=lambda span: safe_link(span.href)):
        words = "".join([span.text for span in run])
        text = _text(words)
        if link and text:
            # "&" would start an entity; the other characters cannot end the address.
            text = f"[{text}]({link.replace('&', '&amp;')})"
        elif text.endswith("!"):
            # before a link it would make an image of it
            text = rf"{text[:-1]}\!"
        before = " " if words.startswith(_SPACES) else ""
        after = " " if words.endswith(_SPACES) else ""
        parts.append(before + text + after)
    return _start(re.sub(" +", " ", "".join(parts)).strip())
