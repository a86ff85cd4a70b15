"""Ranges of several vehicles, each test cycle in a group of its own."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from evspec.comparison.arguments import vehicle_of
from evspec.comparison.heads import heads_of
from evspec.cycles import CYCLES
from evspec.errors import EvspecError
from evspec.languages.locales import checked_locale
from evspec.languages.speech import say, speaking, word
from evspec.plot.canvas import (
    DARK,
    arrow,
    axes_for,
    beside,
    cite,
    label_rows,
    make_room,
    mark_ticks,
    plain_frame,
    title,
    write,
)  # fmt: skip
from evspec.plot.drawn import Drawn, drawn
from evspec.specs import System, UnitChoice, spec
from evspec.table.safety import one_line
from evspec.vehicles import Vehicle, entry_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

    from evspec.claims import QualifiedSpec

#: Shade and hatch of each test cycle, the same in every chart.
_SHADES = (
    ("#7fa6c9", ""),
    ("#e5b98a", "///"),
    ("#c6b6d9", "xxx"),
    ("#a9cbb1", "..."),
    ("#d9d3a3", "\\\\\\"),
    ("#cfcfcf", "---"),
    ("#e0aeb6", "ooo"),
    ("#9fc9c9", "|||"),
)
_OF_NONE = ("#e9e9e9", "++")


class _Group(NamedTuple):
    """The vehicles that state a range in one cycle."""

    row: QualifiedSpec
    bars: tuple[tuple[str, Drawn], ...]


def ranges(
    *vehicles: str | Vehicle,
    units: System | Mapping[str, str] = "metric",
    locale: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the ranges of vehicles, those of one test cycle together and cycles apart.

    The bar of a single figure ends at it. Between two ends it stops at the lower one, and a whisker
    leads to the upper one; a ceiling has an open bar with an arrow back, a floor an arrow on. What is
    expected is drawn dashed, what is only rumored hollow too.

    Parameters
    ----------
    *vehicles
        Generations and variants, or their ids in the built-in catalog.
    units
        The system of units, "metric", "us" or "uk"; or a unit for each of some specs, with "system" for
        the rest: ``{"system": "us", "power": "PS"}``.
    locale
        The locale of words, numbers and dates, such as "de"; English if left out. It needs the extra
        `locale` (Babel).
    ax
        The axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    UnknownId
        If there is no such vehicle.
    EvspecError
        If none of them has a range that can be drawn, or matplotlib is not installed.

    Examples
    --------
    >>> import evspec as ev
    >>> ax = ev.plot.ranges("bmw/ix1/u11/edrive20", "bmw/ix1/nb5")
    >>> ax.get_xlabel()
    'Range (km)'
    """
    with speaking(checked_locale(locale)):
        return _ranges(vehicles, UnitChoice.of(units), ax)


def _ranges(vehicles: Sequence[str | Vehicle], shown: UnitChoice, ax: Axes | None) -> Axes:
    if not vehicles:
        raise EvspecError("nothing to plot; name one vehicle or more")
    found = [vehicle_of(vehicle) for vehicle in vehicles]
    groups = _groups(found, shown)
    if not groups:
        listed = ", ".join(vehicle.id for vehicle in found)
        raise EvspecError(f"nothing to plot: no range of {listed} can be drawn as a number")
    count = sum(len(group.bars) + 1 for group in groups)
    ax = axes_for(ax, 7.2, 1.3 + 0.3 * count)
    places, names, texts, place = [], [], [], 0.0
    longest = max(end for g in groups for _, r in g.bars for end in (r.low, r.high) if end is not None)
    for group in groups:
        write(ax, 0, place, group.row.label, gid="group").set_fontweight("bold")
        for name, reach in group.bars:
            place += 1
            texts.append(_draw(ax, reach, place, group.row, longest))
            places.append(place)
            names.append(name)
        place += 1.4
    label_rows(ax, places, names)
    ax.set_ylim(place - 0.7, -0.7)
    plain_frame(ax)
    ax.set_xlabel(f"{word('Range')} ({spec('range').unit(shown)})")
    mark_ticks(ax.xaxis)
    title(ax, say("Range, each test cycle apart"))
    sources = [source for group in groups for _, reach in group.bars for source in reach.sources]
    cite(ax, sources, " ".join(filter(None, _key(groups, found))))
    make_room(ax, texts, (0, longest))
    ax.set_xlim(left=0)
    return ax


def _key(groups: Sequence[_Group], vehicles: Sequence[Vehicle]) -> tuple[str, ...]:
    """Return what the marks mean, those that are there, and who has no range; "" for what is not."""
    drawn = {name for group in groups for name, _ in group.bars}
    missing = ", ".join(name for name in heads_of(vehicles) if name not in drawn)
    reaches = [reach for group in groups for _, reach in group.bars]
    return (
        say("Open bar: at most.") if any(reach.low is None for reach in reaches) else "",
        say("Dashed: expected, rumored or reckoned.") if not all(reach.firm for reach in reaches) else "",
        say("Hollow: rumored.") if any(reach.rumored for reach in reaches) else "",
        say("n/s: not stated.") if any(group.row.unstated for group in groups) else "",
        say("Without a range that can be drawn: {vehicles}.", vehicles=missing) if missing else "",
    )


def _groups(vehicles: list[Vehicle], units: UnitChoice) -> list[_Group]:
    groups: list[_Group] = []
    names = heads_of(vehicles)
    for row in rows_of(*vehicles):
        if row.spec is not spec("range"):
            continue
        reaches = zip(names, (drawn(entry_of(v, row), units) for v in vehicles), strict=True)
        bars = tuple((name, reach) for name, reach in reaches if reach is not None)
        if bars:
            groups.append(_Group(row, bars))
    return groups


def _draw(ax: Axes, reach: Drawn, place: float, row: QualifiedSpec, longest: float) -> Annotation:
    """Draw one bar with what is open about it, and the figure in words behind it."""
    is_hollow = reach.low is None or reach.rumored
    shade, hatch = ("white", "") if is_hollow else _fill(dict(row.splits)["cycle"])
    low, high = reach.low, reach.high
    end = low if low is not None else reach.middle
    (bar,) = ax.barh(
        place, end, height=0.62, color=shade, hatch=hatch, edgecolor=DARK, linewidth=0.8,
        linestyle="-" if reach.firm else "--",
    )  # fmt: skip
    bar.set_gid(one_line(row.label))
    last = end
    if low is not None and high is not None and low != high:
        ax.errorbar(
            (low + high) / 2, place, xerr=(high - low) / 2, color="0.1", linewidth=1.3, capsize=3.5,
            label="_bounds",
        )  # fmt: skip
        last = high
    elif low is None or high is None:
        last = end + (0.06 * longest if high is None else 0)
        head = last if high is None else end - 0.06 * longest
        arrow(ax, (head, place), (end, place), "0.1", 1.3, head="-|>")
    return beside(ax, last, place, reach.words, right=True, gid="figure", gap=5)


def _fill(name: str) -> tuple[str, str]:
    """Return shade and hatch of a test cycle, or of one that is not stated."""
    return dict(zip(CYCLES, cycle(_SHADES), strict=False)).get(name, _OF_NONE)
