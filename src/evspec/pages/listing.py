"""The index of a site: a line for each vehicle, found by its words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from evspec.languages.speech import marked, say
from evspec.pages.document import asset, document, style_of_pages
from evspec.table.safety import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["INDEX", "Listing"]

#: The page that leads to all others.
INDEX: Final = "index.html"


@frozen
class Listing:
    """Collects the lines of an index, all that is kept of a vehicle whose pages are written.

    Attributes
    ----------
    title
        The title of the index.
    locale
        The locale of its words.
    """

    title: str
    locale: str = ""
    _lines: list[str] = field(factory=list, init=False)
    _pages: list[str] = field(factory=list, init=False)
    _makes: list[str] = field(factory=list, init=False)

    def add(self, make: str, name: str, page: str, variants: Sequence[str], links: Mapping[str, str]) -> None:
        """Add a line.

        Parameters
        ----------
        make, name
            Of a generation, as data; neighbors of one make share a heading.
        page
            The path of its page.
        variants
            The names of its variants.
        links
            The other pages about it, and what they are called.
        """
        if self._makes[-1:] != [make]:
            end = "</ul></section>\n" if self._makes else ""
            self._lines.append(f"{end}<section><h2>{_text(make)}</h2><ul>")
            self._makes.append(make)
        told = f" <span>{', '.join(map(_text, variants))}</span>" if variants else ""
        others = "".join(f' <a href="{path}">{_text(words)}</a>' for path, words in links.items())
        self._lines.append(f'<li><a href="{page}">{_text(name)}</a>{told}{others}</li>')
        self._pages.extend([page, *links])

    def document(self, mark: str) -> str:
        """Return the index as HTML: a list that a script narrows down to the words that are sought.

        It is in the language of the moment.
        """
        count = len(self._lines) - len(self._makes)
        # the script says so anew of those that it finds
        every = marked(str(count))
        template = say("{count} of {total} vehicles", count="{count}", total="{total}")
        told = say("{count} of {total} vehicles", count=every, total=every)
        lines = "\n".join(self._lines)
        body = f"""\
<main>
<h1>{_text(self.title)}</h1>
<p class="search" hidden><label for="search">{escape(say("Find a vehicle"))}</label> \
<input id="search" type="search" autocomplete="off"></p>
<p class="status" role="status" data-said="{escape(template)}">{escape(told)}</p>
<div id="list">
{lines}
</ul></section>
</div>
</main>
"""
        style = style_of_pages(asset("site.css"))
        return document(self.title, body, style=style, script=asset("site.js"), mark=mark, locale=self.locale)

    def map(self, address: str, mark: str) -> str:
        """Return the map of the site for search engines, as sitemaps.org has it."""
        places = "".join(
            f"<url><loc>{escape(address + page)}</loc></url>\n" for page in (INDEX, *self._pages)
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n{mark}'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
        )


def _text(text: str) -> str:
    return f"<bdi>{escape(one_line(text))}</bdi>"
