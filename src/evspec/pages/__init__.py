"""Comparisons and catalogs as HTML to sort, filter, hide and copy from, without a network.

`page` makes one file, `content` has the data in it, `order` how the vehicles lie in each row. What the
browser does is in ``page.js``, how it looks in ``page.css``; no figure is computed there. ``website`` makes a
folder of such pages, and ``listing`` their index.
"""

from evspec.pages.document import Page, page

__all__ = ["Page", "page"]
