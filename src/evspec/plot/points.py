"""Any two specs of a catalog against each other, with labels that do not collide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count, groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from evspec.claims.asked import row_named
from evspec.comparison.arguments import vehicle_of, vehicles_of
from evspec.errors import EvspecError
from evspec.languages.locales import checked_locale
from evspec.languages.speech import say, speaking, speech
from evspec.plot.canvas import (
    DARK,
    SLACK,
    UNDER,
    arrow,
    axes_for,
    cite,
    figure_of,
    lay_out,
    mark_ticks,
    plain_frame,
    title,
)  # fmt: skip
from evspec.plot.drawn import Drawn, drawn
from evspec.specs import System, UnitChoice
from evspec.table.safety import one_line
from evspec.values import Text
from evspec.vehicles import Generation, Variant, Vehicle, entry_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from evspec.claims import QualifiedSpec, Source

#: A car as `compare` takes it.
Car: TypeAlias = str | Vehicle | Mapping[str, object]
#: Where a label may stand by its point, in points from its middle, the best place first.
_PLACES = (
    (6, 0, "left", "center"), (-6, 0, "right", "center"), (0, 6, "center", "bottom"),
    (0, -6, "center", "top"), (4, 5, "left", "bottom"), (4, -5, "left", "top"),
    (-4, 5, "right", "bottom"), (-4, -5, "right", "top"),
)  # fmt: skip

#: How much of a text lies left of or below the place that it is aligned to.
_SHARES = {"left": 0.0, "bottom": 0.0, "center": 0.5, "right": 1.0, "top": 1.0}

#: Of more points than these each is drawn small.
_MANY = 200
_PICKED = "#b3541e"


class _Year(NamedTuple):
    """A model year as a chart draws it."""

    low: float
    sources: tuple[Source, ...] = ()
    unit: str = "year"
    firm: bool = True
    is_point: bool = True

    @property
    def high(self) -> float:
        return self.low

    @property
    def middle(self) -> float:
        return self.low


class _Point(NamedTuple):
    """One vehicle that states both."""

    name: str
    x: Drawn | _Year
    y: Drawn | _Year
    is_picked: bool

    @property
    def at(self) -> tuple[float, float]:
        return self.x.middle, self.y.middle

    @property
    def is_firm(self) -> bool:
        return self.x.firm and self.y.firm


class _Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def meets_any(self, others: NDArray[np.float64]) -> bool:
        """Return whether it meets one of several, each a line of left, bottom, right and top."""
        left, bottom, right, top = others.T
        meets = (self.left < right) & (left < self.right) & (self.bottom < top) & (bottom < self.top)
        return bool(meets.any())

    def lies_in(self, other: _Box) -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.bottom <= self.bottom
            and self.top <= other.top
        )


def scatter(
    x: str | Mapping[str, str],
    y: str | Mapping[str, str],
    *vehicles: Car | Iterable[Car],
    units: System | Mapping[str, str] = "metric",
    label: bool = True,
    highlight: str | Vehicle | Iterable[str | Vehicle] = (),
    locale: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw one spec against another, a point for each vehicle that states both.

    A figure with two ends has a bar between them, and a bound an arrow to where it is open. What is
    expected or rumored is drawn hollow. Labels stand where they meet neither point nor label; those
    for which there is no such place are left out and counted below.

    Parameters
    ----------
    x, y
        The rows: a spec's key, with qualifiers as in ``"range[cycle=EPA]"`` or as a mapping
        ``{"spec": "range", "cycle": "EPA"}``. The cycle is WLTP if none is named, and the axis says
        so. Dates serve too, and the model year, which is the first of the vehicle's generation where it
        states none itself.
    *vehicles
        Generations, variants, ids, or dicts of specs, as `compare` takes them; a list of such; or a catalog,
        of which all variants are drawn and the generations without any. The built-in catalog by default.
    units
        The system of units, "metric", "us" or "uk"; or a unit for each of some specs, with "system" for
        the rest: ``{"system": "us", "power": "PS"}``.
    label
        Whether points are labelled with their vehicles' names.
    highlight
        Vehicles or their ids, of which a generation stands for its variants: they are drawn in color and
        they alone are labelled, the others are drawn light behind them.
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
    UnknownSpec
        If there is no such spec.
    EvspecError
        If no vehicle states both as numbers, or matplotlib is not installed.

    Examples
    --------
    >>> import evspec as ev
    >>> ax = ev.plot.scatter("battery_net", "range", ev.catalog.find(make="BMW"))
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('Battery usable (kWh)', 'Range, WLTP (km)')
    """
    with speaking(checked_locale(locale)):
        return _scatter(x, y, vehicles, UnitChoice.of(units), label, highlight, ax)


def _scatter(
    x: str | Mapping[str, str],
    y: str | Mapping[str, str],
    vehicles: Sequence[Car | Iterable[Car]],
    shown: UnitChoice,
    label: bool,
    highlight: str | Vehicle | Iterable[str | Vehicle],
    ax: Axes | None,
) -> Axes:
    rows = row_named(x), row_named(y)
    found = _vehicles(vehicles)
    picked = {one.id for vehicle in _picked(highlight) for one in (vehicle, *_versions(vehicle))}
    stated = [point for one in found if (point := _point(one, rows, shown, one.id in picked)) is not None]
    points = [
        point for point in stated if (point.x.unit, point.y.unit) == (stated[0].x.unit, stated[0].y.unit)
    ]
    if not points:
        raise EvspecError(
            f"nothing to plot: none of {len(found)} vehicles states both {rows[0].label} and "
            f"{rows[1].label} as numbers"
        )
    is_sorted_out = any(point.is_picked for point in points)
    if picked and not is_sorted_out:
        raise EvspecError(f"highlight: none of {', '.join(sorted(picked))} is drawn")
    # what is picked lies above the others
    points.sort(key=lambda point: point.is_picked)
    ax = axes_for(ax, 7.2, 5.4)
    marks = _draw_all(ax, points, is_sorted_out=is_sorted_out)
    _frame(ax, points, rows)
    hollow = any(not point.is_firm for point in points)
    left = len(stated) - len(points)
    remarks = [
        say("{count} of {total} vehicles state both.", count=len(stated), total=len(found)),
        say("Left out in another currency: {count}.", count=left) if left else "",
        say("Hollow: expected, rumored or reckoned.") if hollow else "",
    ]
    sources = [source for point in points for source in (*point.x.sources, *point.y.sources)]
    # room for the remark that labels may need
    note = cite(ax, sources, " ".join(filter(None, remarks)))
    named = [point for point in points if point.is_picked or not is_sorted_out]
    dropped = _label(ax, named, marks) if label else 0
    if dropped:
        lost = say(
            "{count} label left out for want of room.", "{count} labels left out for want of room.",
            count=dropped,
        )  # fmt: skip
        first, _, rest = note.get_text().partition("\n")
        note.set_text(f"{first} {lost}\n{rest}")
    return ax


def _vehicles(asked: Sequence[Car | Iterable[Car]]) -> tuple[Vehicle, ...]:
    """Return the vehicles that are to be drawn: those given one by one, and those of lists and catalogs."""
    from evspec.catalogs import Catalog, builtin

    cars: list[Car] = []
    for one in asked or (builtin(),):
        if isinstance(one, Catalog):
            cars += [each for generation in one for each in generation.variants or (generation,)]
        elif isinstance(one, Iterable) and not isinstance(one, str | Mapping):
            cars += one
        else:
            cars.append(cast("Car", one))
    return vehicles_of(cars, (f"Car {n}" for n in count(1)), None)


def _picked(asked: str | Vehicle | Iterable[str | Vehicle]) -> list[Vehicle]:
    return [vehicle_of(one) for one in ((asked,) if isinstance(asked, str | Vehicle) else asked)]


def _versions(vehicle: Vehicle) -> tuple[Vehicle, ...]:
    return vehicle.variants if isinstance(vehicle, Generation) else ()


def _point(
    vehicle: Vehicle, rows: tuple[QualifiedSpec, QualifiedSpec], units: UnitChoice, is_picked: bool
) -> _Point | None:
    if (x := _drawn(vehicle, rows[0], units)) is None or (y := _drawn(vehicle, rows[1], units)) is None:
        return None
    return _Point(vehicle.label, x, y, is_picked)


def _drawn(vehicle: Vehicle, row: QualifiedSpec, units: UnitChoice) -> Drawn | _Year | None:
    entry = entry_of(vehicle, row)
    if row.spec.key != "model_year":
        return drawn(entry, units)
    if isinstance(entry.value, Text) and entry.value.text.isdecimal():
        return _Year(int(entry.value.text), entry.sources)
    generation = vehicle.generation if isinstance(vehicle, Variant) else vehicle
    first = generation.years[0] if isinstance(generation, Generation) else None
    return None if first is None else _Year(first)


def _draw_all(ax: Axes, points: Sequence[_Point], *, is_sorted_out: bool) -> list[tuple[_Point, _Box]]:
    """Draw all points; return the places that each takes, in the units of the axes."""
    size = 5 if len(points) <= _MANY else 3
    # thousands of lines of one point each would take seconds
    for (is_picked, is_firm), alike in groupby(points, key=lambda point: (point.is_picked, point.is_firm)):
        color = DARK if not is_sorted_out else _PICKED if is_picked else "0.72"
        # hollow if it is not out
        ax.plot(
            *zip(*(point.at for point in alike), strict=True), "o", color=color if is_firm else "white",
            markeredgecolor=color, markersize=size, zorder=4 if is_picked else 3, gid="point",
        )  # fmt: skip
    lengths = [_length([getattr(point, axis) for point in points]) for axis in ("x", "y")]
    return [(point, box) for point in points for box in _draw(ax, point, lengths)]


def _frame(ax: Axes, points: Sequence[_Point], rows: tuple[QualifiedSpec, QualifiedSpec]) -> None:
    """Set frame, limits, labels and title of a chart whose points are drawn."""
    from matplotlib.ticker import MaxNLocator

    plain_frame(ax)
    ax.grid(axis="y", color="0.9", linewidth=0.6)
    ax.margins(0.08)
    # no room for less than nothing where nothing is less
    ax.set_xlim(left=_floor(ax.get_xlim()[0], [point.x for point in points]))
    ax.set_ylim(bottom=_floor(ax.get_ylim()[0], [point.y for point in points]))
    for axis, row, one in ((ax.xaxis, rows[0], points[0].x), (ax.yaxis, rows[1], points[0].y)):
        has_unit = one.unit and not isinstance(one, _Year)
        axis.set_label_text(f"{row.label} ({one.unit})" if has_unit else row.label)
        if one.unit == "year":
            axis.set_major_locator(MaxNLocator(integer=True))
        else:
            mark_ticks(axis)
    across = rows[0].label if speech().capitals else f"{rows[0].label[0].lower()}{rows[0].label[1:]}"
    title(ax, say("{y} over {x}", y=rows[1].label, x=across))


def _floor(low: float, reaches: Sequence[Drawn | _Year]) -> float:
    is_positive = all(reach.low is not None and reach.low >= 0 for reach in reaches)
    return max(low, 0.0) if is_positive else low


def _length(reaches: Sequence[Drawn | _Year]) -> float:
    """Return how long the arrow of a bound is: a twentieth of all that is drawn."""
    ends = [end for reach in reaches for end in (reach.low, reach.high) if end is not None]
    return (max(ends) - min(ends)) / 20 or abs(max(ends)) / 20 or 1.0


def _draw(ax: Axes, point: _Point, lengths: Sequence[float]) -> list[_Box]:
    """Draw what is open about a point; return the places it takes, in the units of the axes."""
    across, up = point.at
    taken = [_Box(across, up, across, up)]
    for reach, length, is_x in ((point.x, lengths[0], True), (point.y, lengths[1], False)):
        if reach.is_point:
            continue
        if reach.low is not None and reach.high is not None:
            half = (reach.high - reach.low) / 2
            ax.errorbar(
                across, up, xerr=half if is_x else None, yerr=None if is_x else half, color="0.6",
                linewidth=0.9, capsize=2, zorder=1,
            )  # fmt: skip
            low, high = reach.low, reach.high
        else:
            low, high = sorted((reach.middle, reach.middle + (length if reach.high is None else -length)))
            head = high if reach.high is None else low
            arrow(ax, (head, up) if is_x else (across, head), point.at, "0.4", 0.9, zorder=1)
        taken.append(_Box(low, up, high, up) if is_x else _Box(across, low, across, high))
    return taken


def _label(ax: Axes, points: Sequence[_Point], marks: Sequence[tuple[_Point, _Box]]) -> int:
    """Set the labels for which there is room, one after the other; return how many there are not.

    Where there is no other place, that of a picked point may lie over what is drawn light.
    """
    import numpy as np

    lay_out(ax)
    per_point = figure_of(ax).dpi / 72
    extent = ax.get_window_extent()
    frame = _Box(extent.x0, extent.y0, extent.x1, extent.y1)
    owners = np.array([point.at for point, _ in marks])
    picked = np.array([point.is_picked for point, _ in marks])
    corners = np.array([box for _, box in marks])
    drawn_at = np.hstack([ax.transData.transform(corners[:, :2]), ax.transData.transform(corners[:, 2:])])
    labels: list[_Box] = []
    dropped = 0
    for name, at, is_picked in dict.fromkeys((point.name, point.at, point.is_picked) for point in points):
        center = _Box(*ax.transData.transform([at, at]).ravel())
        text = ax.annotate(
            one_line(name), at, (0, 0), textcoords="offset points", fontsize=UNDER, color="0.1", gid="label",
            parse_math=False, usetex=False,
        )  # fmt: skip
        text.set_in_layout(False)
        width, height = text.get_window_extent().width * SLACK, text.get_window_extent().height
        # a label that is nearer to another point would be read as that one's
        margin = np.where((owners == at).all(axis=1), 3.5, 8)[:, None] * per_point
        boxes = drawn_at + margin * [-1, -1, 1, 1]
        tries = [boxes, boxes[picked]] if is_picked else [boxes]
        places = [
            (taken, place) for taken in (np.vstack([each, *labels]) for each in tries) for place in _PLACES
        ]
        for taken, (right, up, ha, va) in places:
            left = center.left + right * per_point - _SHARES[ha] * width
            bottom = center.bottom + up * per_point - _SHARES[va] * height
            there = _Box(left, bottom, left + width, bottom + height)
            if there.lies_in(frame) and not there.meets_any(taken):
                labels.append(there)
                text.set(position=(right, up), ha=ha, va=va)
                break
        else:
            text.remove()
            dropped += 1
    return dropped
