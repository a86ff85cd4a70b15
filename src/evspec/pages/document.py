"""The page itself: one HTML file, with the table in its source for readers without script."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from evspec.catalogs import Catalog
from evspec.comparison import Diff
from evspec.comparison.compare import compare
from evspec.comparison.side_by_side import Comparison
from evspec.disk import as_path, write_file
from evspec.errors import EvspecError, WrongType, truth
from evspec.languages.locales import checked_locale
from evspec.languages.speech import say, speaking, speech
from evspec.packaged import packaged
from evspec.pages.content import content
from evspec.table.html import NARROW
from evspec.table.safety import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike
    from pathlib import Path

    from evspec.vehicles import Vehicle


__all__ = [
    "Page",
    "asset",
    "checked",
    "document",
    "main_of",
    "page",
    "style_of_pages",
    "title_of",
    "vehicles_of",
    "words_of",
    "written",
]

#: How the writer of tables wants a figure to look, which the page's policy would drop; its own style sheet
#: says it. No text holds a bare quotation mark or a bare < there.
_LOOKS = re.compile(' style="[^"]*"|<style>[^<]*</style>\n')
#: What would end a script, begin a comment or be a line break in the middle of a text.
_MARKUP = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
#: Lines of a script that its readers need and browsers do not.
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
#: A message in a script.
_SAID = re.compile(r'\bsay\("([^"]+)"')
_SUFFIXES = (".html", ".htm")


@frozen(repr=False)
class Page:
    """A comparison to play with, as one HTML file.

    A notebook shows it in a frame; where there is no script it is the table as `to_html` writes it.

    Attributes
    ----------
    compared
        The vehicles and what of them is shown at first.
    bars
        Whether figures have bars.
    """

    compared: Comparison | Diff
    bars: bool = False

    def __repr__(self) -> str:
        return f"<Page of {self.compared!r}>"

    def to_html(self) -> str:
        """Return the whole document; the same for the same input, and nothing in it is fetched.

        Raises
        ------
        EvspecError
            If there are more vehicles than a page can hold.
        """
        return written(self.compared, bars=self.bars)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the document to a file, whole or not at all.

        Parameters
        ----------
        path
            Where to: a name that ends in .html.

        Raises
        ------
        DataError
            If the file cannot be written.
        EvspecError
            If the suffix is of another format, or there are too many vehicles.
        """
        write_file(checked(path), self.to_html())

    def _repr_html_(self) -> str:
        # a frame of its own origin: nothing of the notebook is in its reach, and links open beside it
        title = escape(one_line(self.compared.title))
        return (
            f'<iframe title="{title}" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
            f'style="width:100%;height:38rem;border:0" srcdoc="{escape(self.to_html())}"></iframe>'
        )

    def _repr_markdown_(self) -> str:
        return self.compared.to_markdown()


def page(what: Comparison | Diff | Catalog, *, bars: bool = False, locale: str | None = None) -> Page:
    """Make a page of a comparison, a diff or a catalog.

    Parameters
    ----------
    what
        Vehicles side by side; two generations; or a catalog, of which every variant has a line.
    bars
        Whether each figure has a bar beneath, as in `Comparison.to_html`.
    locale
        The locale of its words, numbers and dates, such as "de"; by default that of the comparison or diff,
        and English for a catalog.

    Returns
    -------
    Page
        With `Page.to_html` and `Page.save`. Its readers sort by any row, filter and choose vehicles and rows,
        switch units and copy the table; all figures in it are written here.

    Raises
    ------
    WrongType
        If it is none of these.
    EvspecError
        If a catalog has no vehicle, or nothing is said in the locale.

    Examples
    --------
    >>> import evspec as ev
    >>> ev.page(ev.compare("bmw/ix1/u11", "bmw/ix3/na5"))
    <Page of <Comparison of bmw/ix1/u11, bmw/ix3/na5>>
    """
    if isinstance(what, Comparison | Diff):
        spoken = what if locale is None else evolve(what, locale=checked_locale(locale))
        return Page(spoken, truth("bars", bars))
    if not isinstance(what, Catalog):
        raise WrongType(
            f"a page is of a comparison, a diff or a catalog, not {type(what).__name__}; "
            "write page(compare(...))"
        )
    vehicles = vehicles_of(what)
    title = title_of(vehicles, checked_locale(locale))
    return Page(compare(*vehicles, transpose=True, title=title, locale=locale), truth("bars", bars))


def title_of(vehicles: Sequence[Vehicle], locale: str) -> str:
    """Return what a page of a whole catalog is called."""
    with speaking(locale):
        return say("{count} vehicle", "{count} vehicles", count=len(vehicles))


def vehicles_of(catalog: Catalog) -> list[Vehicle]:
    """Return every variant of a catalog, and every generation that has none.

    Raises
    ------
    EvspecError
        If there is no vehicle.
    """
    found: list[Vehicle] = [one for generation in catalog for one in generation.variants or (generation,)]
    if not found:
        raise EvspecError("a page of a catalog in which there is no vehicle; load one with vehicles")
    return found


def written(
    compared: Comparison | Diff, *, bars: bool = False, mark: str = "", before: str = "", style: str = ""
) -> str:
    """Return the document of a page, or of one among others.

    Parameters
    ----------
    compared
        The vehicles and what of them is shown at first.
    bars
        Whether figures have bars.
    mark, before, style
        What stands in its head, what leads to the others, and how that looks.
    """
    # a diff leaves out what the old one alone states; without script nothing shows it
    figures = compared.to_html(bars=bars)
    # what the table decides is not decided again for the data
    every = content(compared, bars=bars)
    with speaking(compared.locale, compared.house):
        if words := words_of("page.js"):
            every |= {"words": {**words}, "marks": [*speech().marks]}
        damaged = say(
            "The data of this file cannot be read: it is damaged, or another version of evspec wrote it. "
            "Here is its table."
        )
    # the script shows it where it cannot read the data
    figures = f'<p id="damaged" role="alert" hidden>{escape(damaged)}</p>\n{figures}'
    data = json.dumps(every, ensure_ascii=False, separators=(",", ":")).translate(_MARKUP)
    body = f"{before}{main_of(figures)}"
    end = f'<script type="application/json" id="data">{data}</script>\n'
    return document(
        compared.title,
        body + end,
        style=style_of_pages(style),
        script=asset("page.js"),
        mark=mark,
        locale=compared.locale,
    )


def main_of(figures: str, heading: str = "") -> str:
    """Return the main part of a document: tables as their writer writes them, below a heading."""
    head = f"<h1>{escape(one_line(heading))}</h1>\n" if heading else ""
    return f'<main>\n{head}<div id="static">\n{_LOOKS.sub("", figures)}\n</div>\n</main>\n'


def style_of_pages(more: str = "") -> str:
    """Return the style sheet of a page, with what one among others has more."""
    return f"{asset('page.css')}{NARROW}\n{more}"


def document(title: str, body: str, *, style: str, script: str = "", mark: str = "", locale: str = "") -> str:
    """Return a whole document that runs and fetches nothing but its own style and script.

    Parameters
    ----------
    title
        Its title, as data.
    body
        What is in it, as HTML.
    style, script
        Its style sheet, and its script if it has one.
    mark
        What stands first in its head, as HTML.
    locale
        The locale of its words, "" for English.
    """
    allowed = _hash(script) if script else "'none'"
    policy = "; ".join((
        "default-src 'none'", f"script-src {allowed}", f"style-src {_hash(style)}",
        "base-uri 'none'", "form-action 'none'",
    ))  # fmt: skip
    runs = f"<script>{script}</script>\n" if script else ""
    return f"""\
<!DOCTYPE html>
<html lang="{locale.replace("_", "-") or "en"}">
<head>
<meta charset="utf-8">
{mark}<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(one_line(title))}</title>
<style>{style}</style>
{runs}</head>
<body>
{body}</body>
</html>
"""


def checked(path: str | PathLike[str]) -> Path:
    """Return where a page is written to.

    Raises
    ------
    EvspecError
        If the name has not the suffix of HTML.
    """
    target = as_path(path)
    if target.suffix.lower() not in _SUFFIXES:
        found = f"the suffix {target.suffix!r}" if target.suffix else "no suffix"
        raise EvspecError(f"{path} has {found}, and a page is HTML; write .html")
    return target


@cache
def asset(name: str) -> str:
    """Return a style sheet or a script of this package, without the lines that are comments."""
    text = packaged(f"pages/{name}").read_text(encoding="utf-8")
    return _COMMENT.sub("", text) if name.endswith(".js") else text


def words_of(script: str) -> dict[str, str]:
    """Return what a script of this package says in the language of the moment, by its English texts.

    What it says it says by ``say("…")``, as the library does, so that its messages are in the same files.
    """
    spoken = speech().messages
    found = ((text, spoken.get(text, text)) for text in _messages_in(script))
    return {text: said for text, said in found if isinstance(said, str) and said != text}


@cache
def _messages_in(script: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_SAID.findall(asset(script))))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
