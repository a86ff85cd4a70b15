"""A comparison as a page of its own: one HTML file to sort, filter, hide and copy from, without a network.

`page` makes it, `content` has the data in it, `order` how the vehicles lie in each row. What the browser does
is in ``page.js``, how it looks in ``page.css``; no figure is computed there.
"""

from evspec.pages.document import Page, page

__all__ = ["Page", "page"]
