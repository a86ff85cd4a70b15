"""Bars in cells: how long a figure is beside the others of its row, and what its bounds leave open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.languages.speech import speech_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evspec.table.document import Cell, TableData

__all__ = ["Bar", "Reach", "bars_in", "bars_of", "drawing", "legend", "svg"]

#: Pixels; the same in all cells, so that bars of unlike columns can be held against each other.
WIDTH: Final = 96
HEIGHT: Final = 7
#: The share of the width for the longest figure; what is open upward goes on to the end.
_REACH: Final = 0.9


class Reach(NamedTuple):
    """Where a figure lies, for a bar.

    Attributes
    ----------
    low, high
        Its ends, None where one is open.
    unit
        The unit of both.
    about
        Whether it is only "about".
    """

    low: float | None
    high: float | None
    unit: str
    about: bool = False


class Bar(NamedTuple):
    """A bar in shares of its width.

    Attributes
    ----------
    sure
        How far it is filled.
    until
        How far it may reach; 1 if that is open.
    is_open
        Whether it has no end.
    is_dashed
        Whether its figure is only "about".
    """

    sure: float
    until: float
    is_open: bool = False
    is_dashed: bool = False


def bars_of(row: Sequence[Reach | None]) -> list[Bar | None]:
    """Return the bars of a row, which all have one scale that begins at 0.

    Parameters
    ----------
    row
        Where each figure lies; None for what is none.

    Returns
    -------
    list of Bar or None
        None for what is in another unit than most, lies below 0, or stands alone.
    """
    known = [one for one in row if one is not None and one.unit and _top(one) > 0 and (one.low or 0) >= 0]
    units = Counter(one.unit for one in known)
    unit = max(units, key=units.__getitem__, default="")
    if units[unit] < 2:
        return [None] * len(row)
    ours = {one for one in known if one.unit == unit}
    top = max(map(_top, ours))
    return [
        Bar(
            (one.low or 0) / top * _REACH,
            1.0 if one.high is None else one.high / top * _REACH,
            one.high is None,
            one.about,
        )
        if one in ours
        else None
        for one in row
    ]


def bars_in(table: TableData) -> list[list[Bar | None]]:
    """Return the bars of all cells of a table, row by row.

    One with a row for each vehicle has a scale for each column. Figures whose conditions differ or are not
    stated have none: nobody can tell which reaches farther.
    """
    found = [[_reach(cell) for cell in row.cells] for row in table.rows]
    if not table.data.get("transposed"):
        return [bars_of(row) for row in found]
    columns = [bars_of(column) for column in zip(*found, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in found]


def _reach(cell: Cell) -> Reach | None:
    low, high, unit = (cell.data.get(name) for name in ("low", "high", "unit"))
    if not isinstance(unit, str) or low is high is None or cell.data.get("unlike"):
        return None
    ends = [end if isinstance(end, int | float) else None for end in (low, high)]
    return Reach(ends[0], ends[1], unit, cell.data.get("bound") == "about")


def _top(one: Reach) -> float:
    return max(end for end in (one.low, one.high, 0.0) if end is not None)


def drawing(bar: Bar, width: float, height: float, *, x: float = 0, y: float = 0) -> Iterable[str]:
    """Yield the parts of a bar as SVG elements, in the color of the text around them.

    Parameters
    ----------
    bar
        The bar.
    width, height
        Its size in pixels.
    x, y
        Where its upper left corner is.
    """
    sure, until = x + bar.sure * width, x + bar.until * width
    if bar.sure:
        dashes = ' stroke="currentColor" stroke-dasharray="2 2" fill-opacity=".25"' if bar.is_dashed else ""
        yield (
            f'<rect x="{_number(x)}" y="{_number(y)}" width="{_number(sure - x)}" height="{_number(height)}" '
            f'fill="currentColor"{dashes}/>'
        )
    if bar.until > bar.sure:
        top, bottom = _number(y + 0.5), _number(y + height - 0.5)
        start, end = _number(sure), _number(until)
        # without a line across where it is open
        turn = f"M{end} {bottom}" if bar.is_open else f"V{bottom}"
        close = "" if bar.sure else "Z"
        yield (
            f'<path d="M{start} {top}H{end}{turn}H{start}{close}" '
            'fill="none" stroke="currentColor" stroke-dasharray="3 2"/>'
        )


def svg(bar: Bar) -> str:
    """Return a bar as an SVG element for a cell; what it shows stands in the cell as text."""
    parts = "".join(drawing(bar, WIDTH, HEIGHT))
    return (
        f'<svg class="bar" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'aria-hidden="true" opacity=".6">{parts}</svg>'
    )


def legend(locale: str) -> str:
    """Return what the bars of a table mean, for below it."""
    return speech_of(locale).say(
        "Bars: filled as far as a figure reaches at least, outlined what it leaves open."
    )


def _number(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
