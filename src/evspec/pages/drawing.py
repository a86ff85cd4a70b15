"""A card drawn as SVG: heading, figures with bars, who says so; text as data, wrapped to the width."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from evspec.table.bars import bars_of, drawing
from evspec.table.layout import display_width, wrap
from evspec.table.safety import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evspec.table.bars import Reach

__all__ = ["WIDTH", "Figure", "Scheme", "drawn"]

Scheme: TypeAlias = Literal["auto", "light", "dark"]

#: Pixels: the width of a card, what is left around, where bars begin and how long they are.
WIDTH: Final = 600
_AROUND, _BARS, _LONG = 28, 150, 400
#: How wide a character is, in sizes of its letters, and a bold one; most are less.
_EM, _BOLD = 0.53, 0.58
_LEADING: Final = 1.32
#: The longest text, in characters; what is longer ends in an ellipsis.
_LONGEST: Final = 300
_FONTS: Final = "system-ui,'Segoe UI','Noto Sans','DejaVu Sans',sans-serif"
#: What is behind, what is said, what stands beside it, and lines.
_COLORS: Final[Mapping[str, Mapping[str, str]]] = {
    "light": {"page": "#ffffff", "ink": "#15181c", "soft": "#565d66", "line": "#d5d9de"},
    "dark": {"page": "#16191d", "ink": "#f1f3f5", "soft": "#a8b0b9", "line": "#3a4048"},
}


class Figure(NamedTuple):
    """One of the figures of a card, as data.

    Attributes
    ----------
    label, words
        What it is of, and the figure, or the old and the new one.
    change
        What comes of the two, "" for one.
    reaches
        Where the old and the new one lie; empty where they cannot be drawn to one scale.
    """

    label: str
    words: str
    change: str = ""
    reaches: tuple[Reach | None, ...] = ()


def drawn(
    title: str, figures: Sequence[Figure], names: Sequence[str], below: Sequence[str], scheme: Scheme
) -> tuple[str, int]:
    """Return a card as SVG, and its height.

    Parameters
    ----------
    title
        Its heading.
    figures
        What it shows.
    names
        What the sides of a diff are called, for their bars.
    below
        Lines of small print: sources, dates.
    scheme
        Its colors.
    """
    draft = _Draft("dark" if scheme == "dark" else "light")
    draft.text(title, 25, "ink", bold=True)
    for figure in figures:
        draft.rule()
        draft.text(figure.label, 14, "soft")
        draft.text(figure.words, 23, "ink", bold=True)
        if figure.change:
            draft.text(figure.change, 15, "soft")
        draft.bars(names, figure.reaches)
    draft.rule()
    for line in below:
        draft.text(line, 12, "soft")
    return draft.document(title, figures, is_auto=scheme == "auto")


class _Draft:
    """Draws from the top downward."""

    def __init__(self, scheme: str) -> None:
        self._colors = _COLORS[scheme]
        self._parts: list[str] = []
        self._y = _AROUND - 6.0

    def text(self, text: str, size: int, color: str, *, bold: bool = False) -> None:
        """Draw a text, on as many lines as it takes."""
        most = int((WIDTH - 2 * _AROUND) / (size * (_BOLD if bold else _EM)))
        for line in wrap(_cut(text, _LONGEST), most):
            self._y += size * _LEADING
            self._line(line, _AROUND, self._y, size, color, ' font-weight="700"' if bold else "")
        self._y += 3

    def _line(self, text: str, x: float, y: float, size: int, color: str, more: str = "") -> None:
        self._parts.append(
            f'<text class="{color}" x="{x:g}" y="{y:.1f}" font-size="{size}" '
            f'fill="{self._colors[color]}"{more}>{escape(text)}</text>'
        )

    def rule(self) -> None:
        """Draw a line across, with room around it."""
        self._y += 14
        self._parts.append(
            f'<rect class="line" x="{_AROUND}" y="{self._y:.1f}" width="{WIDTH - 2 * _AROUND}" height="1" '
            f'fill="{self._colors["line"]}"/>'
        )
        self._y += 6

    def bars(self, names: Sequence[str], reaches: Sequence[Reach | None]) -> None:
        """Draw the bars of both sides, each with its name."""
        bars = bars_of(reaches)
        if not any(bars):
            return
        self._y += 4
        room = int((_BARS - _AROUND - 10) / (12 * _EM))
        for name, bar in zip(names, bars, strict=True):
            self._y += 18
            self._line(_cut(name, room), _AROUND, self._y, 12, "soft")
            if bar is not None:
                parts = "".join(drawing(bar, _LONG, 9, x=_BARS, y=self._y - 9))
                self._parts.append(f'<g class="bars" color="{self._colors["soft"]}">{parts}</g>')
        self._y += 4

    def document(self, title: str, figures: Sequence[Figure], *, is_auto: bool) -> tuple[str, int]:
        """Return the whole picture and its height."""
        height = round(self._y + _AROUND - 6)
        said = "; ".join(f"{figure.label}: {figure.words}" for figure in figures)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" role="img" font-family="{escape(_FONTS)}">\n'
            f"<title>{escape(_cut(title, _LONGEST))}</title>\n<desc>{escape(one_line(said))}</desc>\n"
            f"{_sheet() if is_auto else ''}"
            f'<rect class="page" width="{WIDTH}" height="{height}" fill="{self._colors["page"]}"/>\n'
            + "\n".join(self._parts)
            + "\n</svg>\n"
        ), height


def _sheet() -> str:
    """Return what makes a card dark for those who want it dark."""
    dark = _COLORS["dark"]
    rules = "".join(f".{name}{{fill:{color}}}" for name, color in dark.items())
    return f"<style>@media(prefers-color-scheme:dark){{{rules}.bars{{color:{dark['soft']}}}}}</style>\n"


def _cut(text: str, most: int) -> str:
    """Return a text on one line, with an ellipsis in place of what is too much."""
    line = one_line(text)
    if display_width(line) <= most:
        return line
    width, kept = 0, ""
    for character in line:
        width += display_width(character)
        if width >= most:
            break
        kept += character
    return f"{kept.rstrip()}…"
