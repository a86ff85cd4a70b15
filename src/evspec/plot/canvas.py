"""What the charts share: axes, literal text, styles, and the line of sources under each."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from evspec.errors import EvspecError
from evspec.languages.speech import say, speech, word
from evspec.table.safety import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation, Text

    from evspec.claims import Source

Line: TypeAlias = str | tuple[float, tuple[float, ...]]

#: Three shades that stay apart in greyscale.
DARK, MIDDLE, LIGHT = "#123f63", "#d9822b", "#b9bec4"
#: Points of the text beside the marks, and of the lines under a chart.
BESIDE, UNDER = 8.5, 7.0
#: How much wider a text may come out in another resolution, whose pixels its letters are fitted to.
SLACK = 1.07
_MOST_LINES = 4


class Style(NamedTuple):
    """How one of several series is drawn: line and marker tell it apart even without color."""

    color: str
    line: Line
    marker: str


_COLORS = (DARK, "#b3541e", "#3d7f5a", "#6a4c93", "#5c5c5c", "#8a6d00")
_LINES: tuple[Line, ...] = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 3)))
_MARKERS = "os^DvPX"


def style(n: int) -> Style:
    """Return the style of the nth series; 42 pairs of line and marker come before one repeats."""
    return Style(_COLORS[n % len(_COLORS)], _LINES[n % len(_LINES)], _MARKERS[n % len(_MARKERS)])


def axes_for(ax: Axes | None, width: float = 7.0, height: float = 4.2) -> Axes:
    """Return the axes to draw on: those given, or those of a new figure of this size in inches.

    Raises
    ------
    EvspecError
        If matplotlib is not installed.
    """
    try:
        from matplotlib import pyplot as plt
    except ImportError:
        raise EvspecError("to plot takes matplotlib: pip install 'evspec[plot]'") from None
    return plt.subplots(figsize=(width, height), layout="constrained")[1] if ax is None else ax


def write(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    *,
    ha: Literal["left", "center", "right"] = "left",
    va: Literal["center", "bottom", "top"] = "center",
    color: str = "0.1",
    size: float = BESIDE,
    gid: str = "",
    wrap: int = 200,
) -> Text:
    """Write a text that came with the data as it is: no mathematics between dollar signs."""
    return ax.text(
        x, y, wrapped(text, wrap), ha=ha, va=va, color=color, fontsize=size, gid=gid,
        parse_math=False, usetex=False,
    )  # fmt: skip


def beside(ax: Axes, x: float, y: float, text: str, *, right: bool, gid: str, gap: float = 8) -> Annotation:
    """Write a text, literally, to the right or the left of a mark, some points from its middle."""
    made = ax.annotate(
        one_line(text), (x, y), (gap if right else -gap, 0), textcoords="offset points", va="center",
        ha="left" if right else "right", fontsize=BESIDE, color="0.1", gid=gid, annotation_clip=False,
        parse_math=False, usetex=False,
    )  # fmt: skip
    # the axes make room for it themselves, in `make_room`
    made.set_in_layout(False)
    return made


def arrow(
    ax: Axes, end: tuple[float, float], start: tuple[float, float], color: str, width: float, *,
    head: str = "->", gap: float = 0, zorder: float | None = None,
) -> None:  # fmt: skip
    """Draw an arrow to where a figure is open, which keeps some points away from its start."""
    made = ax.annotate("", end, start, gid="open", arrowprops={
        "arrowstyle": head, "color": color, "linewidth": width, "shrinkA": gap, "shrinkB": 0,
    })  # fmt: skip
    if zorder is not None:
        made.set_zorder(zorder)


def make_room(ax: Axes, texts: Sequence[Annotation], ends: Sequence[float] = ()) -> None:
    """Widen the horizontal axis until texts beside marks, and the places in `ends`, stand within it.

    Texts that would leave the marks less than a seventh of the width are set smaller.
    """
    lay_out(ax)
    width = ax.get_window_extent().width
    places = [*ends, *(text.xy[0] for text in texts)]
    span = max(places, default=0.0) - min(places, default=0.0)
    sizes = [float(text.get_fontsize()) for text in texts]
    for share in _SHARES:
        for text, size in zip(texts, sizes, strict=True):
            text.set_fontsize(size * share)
        limits, scale = _limits(ax, texts, ends, width)
        if span * scale >= width / 7:
            break
    else:
        # not even so: the marks keep their share, and texts run over the edge
        limits, _ = _limits(ax, texts, ends, width, floor=width / 7 / span if span else 0.0)
    ax.set_xlim(limits)


#: The sizes of texts that are tried, in parts of the usual one.
_SHARES: Final = (1.0, 0.92, 0.84, 0.76, 0.68)


def _limits(
    ax: Axes, texts: Iterable[Annotation], ends: Iterable[float], width: float, floor: float = 0.0
) -> tuple[tuple[float, float], float]:
    """Return the limits of an axis of so many pixels, and how many of them one unit takes.

    It takes as many as it may, so that all texts stand within, and at least those of `floor`.
    """
    # a place, and how many pixels it takes to its left and its right
    wanted = [(x, 0.02 * width, 0.02 * width) for x in ends]
    for text in texts:
        at = float(ax.transData.transform((text.xy[0], 0))[0])
        box = text.get_window_extent()
        wanted.append((text.xy[0], max(at - box.x0, 0) * SLACK + 8, max(box.x1 - at, 0) * SLACK + 8))

    def limits(scale: float) -> tuple[float, float]:
        return (
            min(x - left / scale for x, left, _ in wanted),
            max(x + right / scale for x, _, right in wanted),
        )

    low, high = 1e-9, 1e9
    for _ in range(200):
        scale = (low * high) ** 0.5
        first, last = limits(scale)
        low, high = (low, scale) if (last - first) * scale > width else (scale, high)
    scale = max(low, floor)
    return limits(scale), scale


def wrapped(text: str, most: int) -> str:
    """Return a text with control characters as escapes, in lines of at most so many characters."""
    return "\n".join(textwrap.wrap(one_line(text), most))


def title(ax: Axes, text: str) -> None:
    """Head a chart, on the left, literally."""
    ax.set_title(
        wrapped(text, max(30, int(_inches(ax) * 11))),
        loc="left",
        fontsize=10.5,
        parse_math=False,
        usetex=False,
    )


def label_rows(ax: Axes, places: Sequence[float], names: Sequence[str]) -> None:
    """Name rows at their places on the vertical axis, literally."""
    ax.set_yticks(places, [wrapped(name, 26) for name in names])
    for label in ax.get_yticklabels():
        label.set_parse_math(False)
    ax.tick_params(axis="y", length=0, labelsize=9)


def plain_frame(ax: Axes) -> None:
    """Take away the frame's upper and right line, and set a faint grid behind the marks."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(axis="x", color="0.9", linewidth=0.6)
    ax.set_axisbelow(True)


def mark_ticks(*axes: Axis) -> None:
    """Write the numbers along axes with the marks of the language of the moment."""
    spoken = speech()
    if spoken.babel is None:
        return
    from matplotlib.ticker import ScalarFormatter

    class Marked(ScalarFormatter):
        def __call__(self, x: float, pos: int | None = None) -> str:
            digits = super().__call__(x, pos)
            # matplotlib has a minus sign of its own
            return digits and digits[: -len(digits.lstrip("\u2212"))] + spoken.marked(digits.lstrip("\u2212"))

    for axis in axes:
        axis.set_major_formatter(Marked())


def lay_out(ax: Axes) -> None:
    """Lay the figure out as it stands, so that the sizes of its parts in pixels can be asked for."""
    figure = figure_of(ax)
    engine = figure.get_layout_engine()
    if engine is None:
        figure.draw_without_rendering()
    else:
        # what a drawing does first; the rest of it takes half as long again and moves nothing
        engine.execute(figure)


def figure_of(ax: Axes) -> Figure:
    """Return the figure that axes stand in, the outermost one where figures are nested."""
    figure = ax.figure
    while figure.figure is not figure:
        figure = figure.figure
    return figure


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Move places on a line so that they keep their order and a distance, and leave it as little as may be.

    Parameters
    ----------
    wanted
        The places, in any order.
    apart
        How far two of them must be from each other.
    low, high
        The ends of the line. If there are too many for it, they go beyond its lower end.

    Examples
    --------
    >>> spread([50, 51, 10], 10, 0, 100)
    [50, 60, 10]
    """
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    placed: dict[int, float] = {}
    floor = low
    for n in order:
        placed[n] = max(wanted[n], floor)
        floor = placed[n] + apart
    ceiling = high
    for n in reversed(order):
        placed[n] = min(placed[n], ceiling)
        ceiling = placed[n] - apart
    return [placed[n] for n in range(len(wanted))]


def cite(ax: Axes, sources: Iterable[Source], *remarks: str) -> Annotation:
    """Set small lines under a chart: remarks, then who published its figures, and in which years.

    They are as wide as the axes, so that no neighbor is written over and no layout is moved by them;
    what there is no room for is counted.
    """
    made = ax.annotate(
        "", (0, 0), (0, -5), xycoords=("axes fraction", ax.xaxis.label), textcoords="offset points",
        va="top", ha="left", fontsize=UNDER, color="0.3", annotation_clip=False, gid="sources",
        parse_math=False, usetex=False,
    )  # fmt: skip
    lay_out(ax)
    room = ax.get_window_extent().width
    blocks = [one_line(remark) for remark in remarks if remark]
    lines = [line for text in blocks for line in _lines(made, [text], room)]
    made.set_text("\n".join([*lines, *_lines(made, publications(sources), room)]))
    return made


def _lines(text: Annotation, parts: Sequence[str], room: float) -> list[str]:
    """Wrap parts to a width in pixels, in the font of a text; say how many of them have no room."""
    whole = "; ".join(parts)
    text.set_text(whole)
    most = max(20, int(len(whole) * room / max(text.get_window_extent().width, 1) * 0.88))
    for kept in range(len(parts), 0, -1):
        more = f"; {say('and {count} more', count=len(parts) - kept)}" if kept < len(parts) else ""
        lines = textwrap.wrap("; ".join(parts[:kept]) + more, most, break_on_hyphens=False)
        if len(lines) <= _MOST_LINES or kept == 1:
            break
    return lines


def publications(sources: Iterable[Source]) -> list[str]:
    """Return "Sources: BMWBLOG 2025, 2026", "electrive 2023", "given in code"."""
    years: dict[str, set[str]] = {}
    for source in sources:
        name = word(source.publisher) if source.kind == "code" else source.publisher
        told = years.setdefault(one_line(name), set())
        if source.kind != "code":
            when = source.date.first or source.date.last if source.date is not None else None
            told.add(str(when.year) if when is not None else say("undated"))
    parts = [f"{name} {', '.join(sorted(told))}".rstrip() for name, told in sorted(years.items())]
    first = say("Source: {publication}", "Sources: {publication}", publication=parts[0], count=len(parts))
    return [first, *parts[1:]]


def save(ax: Axes, path: str | Path, *, dpi: float = 110) -> None:
    """Write the figure that axes stand in to a file: the same chart gives the same bytes.

    Parameters
    ----------
    ax
        What a chart returned.
    path
        Where to; the format is that of its ending: png, svg, pdf.
    dpi
        Dots per inch of a png.

    Raises
    ------
    DataError
        If the file cannot be written.
    """
    import matplotlib as mpl

    from evspec.disk import as_path, writing

    # no date, no program's version, and ids in an svg that are not random
    metadata: dict[str, dict[str, str | None]] = {
        ".png": {"Software": None},
        ".svg": {"Date": None, "Creator": None},
        ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    }
    target = as_path(path)
    with mpl.rc_context({"svg.hashsalt": "evspec"}), writing(target):
        figure_of(ax).savefig(target, dpi=dpi, metadata=metadata.get(target.suffix.lower()))


def _inches(ax: Axes) -> float:
    """Return how wide axes are, about: layouts that are still to be made do not count."""
    return figure_of(ax).get_figwidth() * ax.get_position().width
