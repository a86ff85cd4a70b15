"""When generations were made and sold, each date as exactly as it was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evspec.claims.asked import row_named
from evspec.comparison.arguments import vehicle_of
from evspec.errors import EvspecError
from evspec.languages.locales import checked_locale
from evspec.languages.speech import say, speaking
from evspec.plot.canvas import (
    DARK,
    SLACK,
    UNDER,
    arrow,
    axes_for,
    cite,
    label_rows,
    lay_out,
    plain_frame,
    title,
    write,
)  # fmt: skip
from evspec.plot.drawn import Drawn, drawn
from evspec.specs import METRIC
from evspec.vehicles import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from evspec.claims import Source
    from evspec.vehicles import Vehicle

_SURE, _MAYBE = "#7fa6c9", "#e3ebf2"
_STEPS = 12
#: Years at either side of what is known, in which open ends fade.
_MARGIN = 0.8
#: A window of some days is a day for all that can be seen.
_DAYS = 0.02
_HEIGHT = 0.34
_DATES = ("production_start", "production_end", "market_launch")


class _Life(NamedTuple):
    """What is known of when one generation was made and sold; its dates are years with decimals."""

    name: str
    start: Drawn | None
    end: Drawn | None
    launch: Drawn | None

    @property
    def told(self) -> tuple[Drawn, ...]:
        return tuple(reach for reach in (self.start, self.end, self.launch) if reach is not None)

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(source for reach in self.told for source in reach.sources)


def timeline(*generations: str | Vehicle, locale: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw when generations were made: from the start of production to its end, or from the launch.

    The bar is full where production is sure and hatched where a date leaves it open; an end that
    nobody states fades toward an arrow. The market launch is a diamond, with a whisker over its window.
    A bar is hollow if an end of it is only rumored, a diamond if it is not out.

    Parameters
    ----------
    *generations
        Generations, or their ids in the built-in catalog.
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
        If no date of any of them is stated, or matplotlib is not installed.

    Examples
    --------
    >>> import evspec as ev
    >>> ax = ev.plot.timeline("bmw/ix3/g08", "bmw/ix3/na5")
    >>> [text.get_text() for text in ax.texts if text.get_gid() == "dates"][0]
    'start 29 September 2020'
    """
    with speaking(checked_locale(locale)):
        return _timeline(generations, ax)


def _timeline(generations: Iterable[str | Vehicle], ax: Axes | None) -> Axes:
    vehicles = [vehicle_of(one) for one in generations]
    lives = [_life(vehicle) for vehicle in vehicles]
    drawn = [life for life in lives if life.told]
    if not drawn:
        listed = ", ".join(vehicle.id for vehicle in vehicles)
        raise EvspecError(
            f"nothing to plot: no source dates production or launch of {listed}"
            if vehicles
            else "nothing to plot; name one generation or more"
        )
    ax = axes_for(ax, 7.2, 1.4 + 0.62 * len(drawn))
    known = [
        end for life in drawn for reach in life.told for end in (reach.low, reach.high) if end is not None
    ]
    margin = max(_MARGIN, (max(known) - min(known)) * 0.17)
    left, right = min(known) - margin, max(known) + margin
    for place, life in enumerate(drawn):
        _draw(ax, life, place, left, right)
    label_rows(ax, range(len(drawn)), [life.name for life in drawn])
    ax.set_ylim(len(drawn) - 0.4, -0.75)
    ax.set_xlim(left, right)
    plain_frame(ax)
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(say("Year"))
    title(ax, say("Start and end of production, and market launch"))
    undated = ", ".join(life.name for life in lives if not life.told)
    cite(
        ax,
        [source for life in drawn for source in life.sources],
        " ".join(_key(drawn)),
        say("Without a date: {vehicles}.", vehicles=undated) if undated else "",
    )
    _write_dates(ax, drawn)
    return ax


def _life(vehicle: Vehicle) -> _Life:
    start, end, launch = (drawn(entry_of(vehicle, row_named(key)), METRIC) for key in _DATES)
    return _Life(vehicle.label, start, end, launch)


def _key(drawn: Iterable[_Life]) -> list[str]:
    """Return what the marks mean, those that are there."""
    lives = list(drawn)
    fades = any(life.end is None or life.start is None for life in lives)
    return [
        say("◆ launch.") if any(life.launch is not None for life in lives) else "",
        say("Hatched: may or may not be made.") if any(map(_is_hatched, lives)) else "",
        say("Fading: not stated.") if fades else "",
        say("Hollow bar: by a rumor.") if any(map(_is_hollow, lives)) else "",
    ]


def _is_hatched(life: _Life) -> bool:
    return any(_is_wide(reach) for reach in (life.start or life.launch, life.end))


def _is_hollow(life: _Life) -> bool:
    """Return whether an end of the bar is only rumored."""
    return any(reach is not None and reach.rumored for reach in (life.start or life.launch, life.end))


def _is_wide(reach: Drawn | None) -> bool:
    return reach is not None and not (
        reach.low is not None and reach.high is not None and reach.high - reach.low < _DAYS
    )


def _draw(ax: Axes, life: _Life, place: int, left: float, right: float) -> None:
    """Draw one bar between the ends of the axis, and the launch upon it."""
    begin, hollow = life.start or life.launch, _is_hollow(life)
    first, sure = (begin.low, begin.high) if begin is not None else (None, None)
    least, last = (life.end.low, life.end.high) if life.end is not None else (None, None)
    # where only one end of a window is known, production is sure beyond it and open before
    sure_from = sure if sure is not None else first
    sure_to = least if least is not None else last
    if sure_from is not None and sure_to is not None and sure_from < sure_to:
        _bar(ax, place, sure_from, sure_to, hatched=False, hollow=hollow)
    start = first if first is not None else sure
    end = last if last is not None else least
    if start is not None and sure_from is not None:
        _bar(ax, place, start, sure_from, hatched=True, hollow=hollow)
    if end is not None and sure_to is not None:
        _bar(ax, place, max(sure_to, start or sure_to), end, hatched=True, hollow=hollow)
    if life.end is None or last is None:
        _fade(ax, place, sure_from if end is None else end, (right - left) / 8)
    if life.start is None or first is None:
        # a car is made for some time before it is sold, and nobody says for how long
        _fade(ax, place, start if start is not None else sure_to, (left - right) / 12)
    if life.launch is not None:
        _draw_launch(ax, life.launch, place)


def _draw_launch(ax: Axes, launch: Drawn, place: int) -> None:
    """Draw the window of a launch, and a diamond in its middle."""
    known = [end for end in (launch.low, launch.high) if end is not None]
    low, high = known[0], known[-1]
    ax.plot((low, high), (place, place), color="0.1", linewidth=1.2, marker="|", zorder=4, gid="window")
    face = DARK if launch.firm else "white"
    ax.plot(
        (low + high) / 2, place, "D", color=face, markeredgecolor=DARK, markersize=6, zorder=5, gid="launch"
    )


def _bar(ax: Axes, place: int, start: float, end: float, *, hatched: bool, hollow: bool) -> None:
    if end <= start:
        return
    face = "white" if hollow else _MAYBE if hatched else _SURE
    (bar,) = ax.barh(
        place, end - start, left=start, height=_HEIGHT, color=face,
        hatch="////" if hatched else "", edgecolor=DARK, linewidth=0.7, zorder=2,
    )  # fmt: skip
    bar.set_gid("maybe" if hatched else "sure")


def _fade(ax: Axes, place: int, start: float | None, length: float) -> None:
    """Let a bar fade over some years from a place, backward if they are negative, toward an arrow."""
    if start is None:
        return
    step, end = length / _STEPS, start + length
    for n in range(_STEPS):
        (bar,) = ax.barh(
            place, step, left=start + n * step, height=_HEIGHT, color=_SURE, linewidth=0, zorder=1.5,
            alpha=0.8 * (1 - (n + 0.5) / _STEPS),
        )  # fmt: skip
        bar.set_gid("fade")
    arrow(ax, (end, place), (end - 2.5 * step, place), "0.35", 1.1)


def _words(life: _Life) -> str:
    """Return "start late 2025; launch March 2026, expected; end October 2033, rumored"."""
    return "; ".join(filter(None, (
        say("start {date}", date=life.start.words) if life.start is not None else "",
        say("launch {date}", date=life.launch.words) if life.launch is not None else "",
        say("end {date}", date=life.end.words) if life.end is not None else "",
    )))  # fmt: skip


def _write_dates(ax: Axes, drawn: Iterable[_Life]) -> None:
    """Write the dates in words above each bar, from its start on, or as far left as they need."""
    lay_out(ax)
    first, last = ax.get_xlim()
    per_pixel = (last - first) / ax.get_window_extent().width
    for place, life in enumerate(drawn):
        known = [end for reach in life.told for end in (reach.low, reach.high) if end is not None]
        text = write(
            ax, min(known), place - _HEIGHT / 2 - 0.06, _words(life), va="bottom", size=UNDER, gid="dates"
        )
        text.set_in_layout(False)
        width = text.get_window_extent().width * SLACK * per_pixel
        text.set_x(max(first, min(*known, last - width)))
