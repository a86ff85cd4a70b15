"""Charging curves of several cars."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evspec.claims import FIRM, in_code
from evspec.comparison.arguments import vehicle_of
from evspec.errors import EvspecError
from evspec.languages.locales import checked_locale
from evspec.languages.speech import say, speaking
from evspec.plot.canvas import (
    SLACK,
    axes_for,
    cite,
    lay_out,
    mark_ticks,
    plain_frame,
    spread,
    style,
    title,
    write,
)  # fmt: skip
from evspec.specs import spec
from evspec.table.safety import one_line
from evspec.values import Curve
from evspec.vehicles import Generation, Vehicle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes

    from evspec.claims import Source

_FULL = 100.0


class _Series(NamedTuple):
    name: str
    curve: Curve
    source: Source
    firm: bool = True


def curves(
    *cars: str | Vehicle | Curve,
    names: Sequence[str] | None = None,
    locale: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw charging curves: power over state of charge, each named at its end; what is not out is hollow.

    Parameters
    ----------
    *cars
        Vehicles with a charging curve, their ids in the built-in catalog, or curves. A generation
        whose variants have curves of their own is drawn variant by variant.
    names
        What to call them, one for each; needed only for curves, which have no name.
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
    EvspecError
        If there is no curve to draw, or matplotlib is not installed.

    Examples
    --------
    >>> import evspec as ev
    >>> fast = ev.Variant.of("Made-up car", charging_curve=[[10, 200], [50, 180], [80, 70]])
    >>> ax = ev.plot.curves(fast)
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('State of charge (%)', 'Charging power (kW)')
    """
    with speaking(checked_locale(locale)):
        return _curves(cars, names, ax)


def _curves(cars: Sequence[str | Vehicle | Curve], names: Sequence[str] | None, ax: Axes | None) -> Axes:
    if names is not None and len(names) != len(cars):
        raise EvspecError(f"{len(names)} names for {len(cars)} curves; give one for each")
    series = [
        one
        for n, car in enumerate(cars)
        for one in _curves_of(car, names[n] if names else "", say("Curve {number}", number=n + 1))
    ]
    if not series:
        raise EvspecError("nothing to plot; name one vehicle with a charging curve or more")
    ax = axes_for(ax)
    for n, one in enumerate(series):
        look = style(n)
        ax.plot(
            *zip(*one.curve.points, strict=True), color=look.color, linestyle=look.line,
            marker=look.marker, markersize=4.5, linewidth=1.8, gid=one_line(one.name),
            markerfacecolor=look.color if one.firm else "white",
        )  # fmt: skip
    plain_frame(ax)
    ax.grid(axis="y", color="0.9", linewidth=0.6)
    ax.set_ylabel(say("Charging power (kW)"))
    ax.set_ylim(0, max(one.curve.peak_kw for one in series) * 1.05 or 1)
    mark_ticks(ax.yaxis)
    title(ax, say("Charging power over state of charge"))
    hollow = not all(one.firm for one in series)
    cite(ax, [one.source for one in series], say("Hollow: expected, rumored or reckoned.") if hollow else "")
    _name_ends(ax, series)
    return ax


def _curves_of(car: str | Vehicle | Curve, name: str, unnamed: str) -> Iterator[_Series]:
    if isinstance(car, Curve):
        yield _Series(name or unnamed, car, in_code())
        return
    vehicle = vehicle_of(car)
    claim = vehicle.get("charging_curve")
    if claim is not None and isinstance(claim.value, Curve):
        yield _Series(name or vehicle.label, claim.value, claim.source, claim.status in FIRM)
        return
    found = False
    for variant in vehicle.variants if isinstance(vehicle, Generation) else ():
        own = variant.get("charging_curve")
        if own is not None and isinstance(own.value, Curve):
            found = True
            called = f"{name} {variant.short}" if name else variant.label
            yield _Series(called, own.value, own.source, own.status in FIRM)
    if not found:
        label = spec("charging_curve").label.lower()
        raise EvspecError(
            f"no source states a {label} of {vehicle.id}; leave it out, or give one: "
            "Variant.of(name, charging_curve=[[10, 150], [80, 60]])"
        )


def _name_ends(ax: Axes, series: Sequence[_Series]) -> None:
    """Write each name to the right of its curve's end, moved up or down where two would meet."""
    ends = [one.curve.points[-1] for one in series]
    texts = [
        write(ax, soc, power, one.name, color=style(n).color, gid="name", wrap=28)
        for n, (one, (soc, power)) in enumerate(zip(series, ends, strict=True))
    ]
    for text in texts:
        text.set_in_layout(False)
    ax.set_xlim(0, _FULL)
    lay_out(ax)
    boxes = [text.get_window_extent() for text in texts]
    whole = ax.get_window_extent()
    gap = 0.02 * whole.width
    # names stand within the axes, right of 100 %, so that no layout can cut them
    room = min(max(box.width for box in boxes) * SLACK + 2 * gap, 0.5 * whole.width)
    right = _FULL * whole.width / (whole.width - room)
    ax.set_xlim(0, right)
    ax.set_xticks(range(0, 101, 20))
    ax.set_xlabel(say("State of charge (%)"), x=_FULL / right / 2)
    ax.spines["bottom"].set_bounds(0, _FULL)
    per_kw = whole.height / ax.get_ylim()[1]
    apart = max(box.height for box in boxes) * 1.1
    places = spread(
        [power * per_kw for _, power in ends], apart, apart / 2, max(whole.height - apart / 2, apart)
    )
    start = _FULL + right * gap / whole.width
    for n, (text, (soc, power), place) in enumerate(zip(texts, ends, places, strict=True)):
        text.set_position((start, place / per_kw))
        ax.plot(
            (soc, start * 0.995), (power, place / per_kw), color=style(n).color, linewidth=0.5, alpha=0.6,
            gid="leader",
        )  # fmt: skip
