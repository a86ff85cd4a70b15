"""A table in print: pages of a PDF, and one picture of all of it."""

from __future__ import annotations

import base64
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

from evspec.errors import EvspecError
from evspec.table import html

if TYPE_CHECKING:
    from types import ModuleType

    from evspec.table.document import TableData

__all__ = ["pdf", "picture", "png"]

#: What paper asks for: dark on white, heads on each page, rows whole, and nothing that only a screen can do.
_SHEET: Final = """
html{font:9pt/1.4 "Noto Sans","DejaVu Sans",sans-serif;color:#111}
body{margin:0}
caption strong{font-size:1.35em}
caption small,.legend,.notes,.sources,.footer{color:#444}
thead th,thead td{background:#f2f3f5}
thead{border-bottom:1pt solid #333}
th[scope=rowgroup]{text-transform:uppercase;letter-spacing:.06em;font-size:.8em;color:#333;break-after:avoid}
tr,.notes li,.sources li{break-inside:avoid}
.legend,.notes,.sources,.footer{font-size:.8em}
a{color:inherit;text-decoration:none}
.notes a[href^=http],.sources a[href^=http],.footer a[href^=http]{color:#123f63}
.notes a[aria-label],.sources a[aria-label],details ul{display:none}
details,summary{display:inline;list-style:none}
"""
#: Millimeters of A4, of a margin, and of the columns of a page that has to be wider.
_SHORT, _LONG, _MARGIN, _STUB, _COLUMN = 210, 297, 14, 50, 34
#: A page upright has room for so many columns beside the labels.
_UPRIGHT = 4
#: The longest page that a reader of PDFs takes, in millimeters, and how many dots a point has in a picture.
_LONGEST, _SCALE = 5000, 2.0
#: Points of white around a picture.
_AROUND = 12
_PANGO: Final = (
    "WeasyPrint is installed, but not Pango, which sets its text: 'apt install libpango-1.0-0 "
    "libpangoft2-1.0-0' (Debian, Ubuntu), 'brew install pango' (macOS), 'conda install pango' (elsewhere)"
)


def pdf(table: TableData) -> bytes:
    """Return a table as a PDF: A4 upright or across, and wider where it has more columns than that holds.

    Parameters
    ----------
    table
        What to write.

    Raises
    ------
    EvspecError
        If WeasyPrint or what it needs of the system is not installed.
    """
    columns = len(table.columns)
    if columns <= _UPRIGHT:
        return _pages(table, _SHORT, _LONG)
    width = max(_LONG, 2 * _MARGIN + _STUB + _COLUMN * columns)
    return _pages(table, width, width * _SHORT // _LONG)


def png(table: TableData) -> bytes:
    """Return a table as one picture, as wide and as high as it is.

    Parameters
    ----------
    table
        What to write.

    Raises
    ------
    EvspecError
        If WeasyPrint or pypdfium2, or what they need, is not installed.
    """
    pypdfium2 = _pdfium()
    width = max(_SHORT, 2 * _MARGIN + _STUB + _COLUMN * len(table.columns))
    document = pypdfium2.PdfDocument(_pages(table, width, _LONGEST))
    try:
        if len(document) > 1:
            raise EvspecError(f"the table takes {len(document)} pages of {_LONGEST} mm; save it as .pdf")
        page = document[0]
        wide, high = page.get_size()
        # a table without a word has nothing to be cut to
        bounds = [one.get_bounds() for one in page.get_objects()] or [(0, high - _AROUND, _AROUND, high)]
        left, bottom = (max(0, min(bound[at] for bound in bounds) - _AROUND) for at in (0, 1))
        right, top = (max(bound[at] for bound in bounds) + _AROUND for at in (2, 3))
        crop = (left, bottom, max(0, wide - right), max(0, high - top))
        picture = page.render(scale=_SCALE, crop=crop).to_pil()
    finally:
        document.close()
    drawn = BytesIO()
    picture.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def picture(svg: str, width: int, height: int) -> bytes:
    """Return an SVG drawing as a PNG, two dots for each of its pixels.

    Parameters
    ----------
    svg
        The drawing, with text as text.
    width, height
        Its size in pixels.

    Raises
    ------
    EvspecError
        If WeasyPrint or pypdfium2, or what they need, is not installed.
    """
    pypdfium2 = _pdfium()
    coded = base64.b64encode(svg.encode()).decode()
    page = f'<img src="data:image/svg+xml;base64,{coded}" style="display:block;width:{width}px">'
    document = pypdfium2.PdfDocument(
        _printed(page, f"@page{{size:{width}px {height}px;margin:0}}body{{margin:0}}")
    )
    try:
        # points to pixels, and twice that
        drawing = document[0].render(scale=_SCALE * 4 / 3).to_pil()
    finally:
        document.close()
    drawn = BytesIO()
    drawing.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def _pdfium() -> ModuleType:
    try:
        import pypdfium2
    except ImportError:
        raise EvspecError('to save as .png takes pypdfium2: pip install "evspec[pdf]"') from None
    found: ModuleType = pypdfium2
    return found


def _pages(table: TableData, width: int, height: int) -> bytes:
    """Return a PDF with pages of a size in millimeters."""
    page = html.page(table.title, html.write(table), table.locale)
    return _printed(page, f"@page{{size:{width}mm {height}mm;margin:{_MARGIN}mm}}{_SHEET}")


def _printed(page: str, sheet: str) -> bytes:
    """Return a PDF of a document."""
    said = StringIO()
    try:
        # where a library is missing it says so at length before it fails
        with redirect_stdout(said):
            from weasyprint import CSS, HTML
    except ImportError:
        raise EvspecError('to save as .pdf or .png takes WeasyPrint: pip install "evspec[pdf]"') from None
    except OSError:
        raise EvspecError(_PANGO) from None
    made: bytes = HTML(string=page).write_pdf(stylesheets=[CSS(string=sheet)])
    return made
