"""Charts, read back from what stands on their axes; nothing is compared pixel by pixel."""

from __future__ import annotations

import runpy
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

import evspec as ev
from evspec.errors import EvspecError
from evspec.plot.canvas import DARK, figure_of, spread
from evspec.values import read_curve
from tests.vehicles.garage import car, generation, says

pytest.importorskip("matplotlib", minversion="3.8", reason="needs the extra 'plot'")
import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.lines import Line2D
    from matplotlib.text import Text

DOCS = Path(__file__).parents[1] / "docs"
HOSTILE = "$x^2$ \x1b[31m\u202eEvil_{car} & \\frac{1}{0} $"
SHOWN = "$x^2$ \\x1b[31m\\u202eEvil_{car} & \\frac{1}{0} $"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Draw without a screen, and leave no figure open."""
    with mpl.rc_context({"backend": "Agg"}):
        yield
        plt.close("all")


def texts(ax: Axes, gid: str = "") -> list[Text]:
    return [text for text in ax.texts if not gid or text.get_gid() == gid]


def marks(ax: Axes, gid: str) -> list[Line2D]:
    return [line for line in ax.lines if line.get_gid() == gid]


def points(ax: Axes) -> list[list[float]]:
    """Return where the points of a scatter chart lie; those that look alike are one line."""
    return [at for mark in marks(ax, "point") for at in np.asarray(mark.get_xydata()).tolist()]


def bars(ax: Axes) -> list[Rectangle]:
    return [bar for bar in ax.patches if isinstance(bar, Rectangle)]


def brightness(line: Line2D) -> float:
    """Return how bright a marker is in greyscale, from 0 to 1."""
    red, green, blue = to_rgb(line.get_markerfacecolor())
    return 0.299 * red + 0.587 * green + 0.114 * blue


def words(ax: Axes, gid: str = "") -> list[str]:
    return [text.get_text() for text in texts(ax, gid)]


def below(ax: Axes) -> str:
    """Return the lines under a chart as one text."""
    (text,) = words(ax, "sources")
    return text.replace("\n", " ")


def overlaps(ax: Axes, gid: str) -> list[tuple[str, str]]:
    """Return which texts of one kind lie over each other."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(ax, gid)]
    return [(a, b) for n, (a, x) in enumerate(boxes) for b, y in boxes[n + 1 :] if x.overlaps(y)]


def cut(ax: Axes) -> list[str]:
    """Return which texts reach beyond the figure."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    whole = figure.bbox
    # numbers beyond the ends of an axis are not drawn
    named = [label for label in ax.get_yticklabels() if not label.get_text().isdigit()]
    every = [*ax.texts, *named, ax.title, ax.xaxis.label]
    boxes = [(text.get_text(), text.get_window_extent()) for text in every if text.get_text()]
    return [
        words
        for words, box in boxes
        if box.x0 < whole.x0 - 1 or box.x1 > whole.x1 + 1 or box.y0 < whole.y0 - 1 or box.y1 > whole.y1 + 1
    ]


FLAT = [[10, 150], [80, 60], [100, 20]]
STEEP = [[5, 230], [40, 220], [80, 90], [100, 20]]


class TestCurves:
    def test_draws_the_points_with_units_on_both_axes(self) -> None:
        ax = ev.plot.curves(ev.Variant.of("One", charging_curve=FLAT))
        line = next(line for line in ax.lines if line.get_gid() == "One")
        assert np.asarray(line.get_xydata()).tolist() == FLAT
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("State of charge (%)", "Charging power (kW)")

    def test_tells_series_apart_without_color(self) -> None:
        cars = [ev.Variant.of(f"Car {n}", charging_curve=[[0, 100 + n], [100, 10 + n]]) for n in range(12)]
        ax = ev.plot.curves(*cars)
        series = [line for line in ax.lines if str(line.get_gid()).startswith("Car")]
        looks = {(line.get_linestyle(), str(line._dash_pattern), line.get_marker()) for line in series}  # type: ignore[attr-defined]
        assert len(series) == len(looks) == 12

    def test_names_each_curve_at_its_end_and_none_over_another(self) -> None:
        cars = [ev.Variant.of(f"A car called {n}", charging_curve=FLAT) for n in range(8)]
        ax = ev.plot.curves(*cars)
        assert words(ax, "name") == [car.name for car in cars]
        assert not overlaps(ax, "name")
        assert not cut(ax)

    def test_takes_bare_curves_with_names(self) -> None:
        ax = ev.plot.curves(read_curve(FLAT), read_curve(STEEP), names=["Flat", "Steep"])
        assert words(ax, "name") == ["Flat", "Steep"]
        assert words(ev.plot.curves(read_curve(FLAT)), "name") == ["Curve 1"]
        assert below(ax) == "Source: given in code"

    @pytest.mark.parametrize("status", ["reported", "rumored"])
    def test_draws_hollow_what_is_not_out(self, status: str) -> None:
        ax = ev.plot.curves(car(says("volt-feb", "base.charging_curve", FLAT, status=status)), names=["One"])
        (line,) = marks(ax, "One")
        assert (line.get_markerfacecolor() == "white") == (status == "rumored")
        assert ("Hollow" in below(ax)) == (status == "rumored")

    def test_draws_on_the_axes_given(self) -> None:
        _, (left, right) = plt.subplots(1, 2)
        assert ev.plot.curves(read_curve(FLAT), ax=right) is right
        assert not left.lines

    def test_shows_a_hostile_name_as_it_is(self) -> None:
        ax = ev.plot.curves(ev.Variant.of(HOSTILE, charging_curve=FLAT))
        assert [name.replace("\n", " ") for name in words(ax, "name")] == [SHOWN]
        assert not texts(ax, "name")[0].get_parse_math()
        assert not cut(ax)

    def test_refuses_what_has_no_curve(self) -> None:
        with pytest.raises(EvspecError, match="nothing to plot"):
            ev.plot.curves()
        with pytest.raises(EvspecError, match=r"charging curve of bmw/ix1/u11;"):
            ev.plot.curves("bmw/ix1/u11")
        with pytest.raises(EvspecError, match="2 names for 1 curve"):
            ev.plot.curves(read_curve(FLAT), names=["a", "b"])


class TestChanges:
    def test_sets_the_new_figure_in_percent_of_the_old_and_names_both_with_units(self) -> None:
        ax = ev.plot.changes(ev.diff("bmw/ix3/g08", "bmw/ix3/na5"), specs=["dc_power", "range"])
        assert words(ax, "old") == ["150 kW", "460 km"]
        assert words(ax, "new") == ["400 kW ▲ higher, +167 %", "805 km ▲ longer, +75 %"]
        assert ax.get_xlabel() == "Change in % of the old figure"
        places = [marker.get_xdata() for marker in marks(ax, "new")]
        assert np.concatenate(places) == pytest.approx([250 / 1.5, 345 / 4.6])

    def test_gives_its_marks_room_beside_long_texts(self) -> None:
        pairs = [(one.predecessor, one) for one in ev.catalog if one.predecessor and one.id != "bmw/ix2/next"]
        # each takes long to lay out
        for older, newer in pairs[::3]:
            ax = ev.plot.changes(ev.diff(older, newer))
            drawn = [np.asarray(mark.get_xdata()) for gid in ("old", "new") for mark in marks(ax, gid)]
            left, right = ax.get_xlim()
            assert np.ptp(np.concatenate(drawn)) > 0.12 * (right - left), newer.id
            assert not cut(ax)
            plt.close(figure_of(ax))

    def test_shows_better_and_worse_by_glyph_and_shade(self) -> None:
        old, new = (
            ev.Variant.of(name, range=f"{far} km EPA", dc_power=f"{power} kW")
            for name, far, power in (("Old", 200, 69), ("New", 274, 46))
        )
        ax = ev.plot.changes(ev.diff(old, new), specs=["range[cycle=EPA]", "dc_power"])
        better, worse = marks(ax, "new")
        assert (better.get_marker(), worse.get_marker()) == ("^", "v")
        assert abs(brightness(better) - brightness(worse)) > 0.2
        assert "▲ longer" in words(ax, "new")[0]
        assert "▼ lower" in words(ax, "new")[1]

    def test_draws_nothing_that_one_source_alone_compares(self) -> None:
        diff = ev.diff("hyundai/ioniq-electric/ae", "hyundai/ioniq-electric/ae-pe")
        ax = ev.plot.changes(diff, specs=["range[cycle=EPA]", "dc_time"])
        assert len(marks(ax, "new")) == 1
        assert "DC time, SoC n/s (as PushEVs compares them)" in below(ax)

    def test_names_what_may_lie_on_either_side_of_the_old_figure_below(self) -> None:
        old = ev.Variant.of("Old", length="4000-4400 mm", power="100 kW")
        new = ev.Variant.of("New", length="3800-4840 mm", power="110 kW")
        ax = ev.plot.changes(ev.diff(old, new))
        assert words(ax, "new") == ["110 kW ▲ more, +10 %"]
        assert "Without a size in percent: Length (undecided)" in below(ax)

    def test_draws_a_bound_open_with_an_arrow(self) -> None:
        ax = ev.plot.changes(ev.diff("bmw/ix1/u11", "bmw/ix1/nb5"), specs=["dc_power"])
        assert words(ax, "new") == ["up to 400 kW, expected ▲ higher, at most +208 %"]
        (mark,) = marks(ax, "new")
        assert mark.get_markerfacecolor() == "white"
        assert marks(ax, "way")[0].get_linestyle() == "--"
        (arrow,) = texts(ax, "open")
        # what is "up to" may lie nearer to the old figure
        assert isinstance(arrow, Annotation)
        assert arrow.xy[0] < np.asarray(mark.get_xdata())[0]

    @pytest.mark.parametrize(
        ("status", "glyph"), [("reported", "▲ more"), ("expected", "▲ more"), ("rumored", "△ more")]
    )
    def test_draws_hollow_what_is_not_out(self, status: str, glyph: str) -> None:
        old = generation(says("maker-jan", "power", "100 kW"))
        new = generation(says("volt-feb", "power", "150 kW", status=status), id_="acme/one/b")
        for sides, gid, full in (((old, new), "new", "old"), ((new, old), "old", "new")):
            ax = ev.plot.changes(ev.diff(*sides))
            faces = {place: marks(ax, place)[0].get_markerfacecolor() for place in ("old", "new")}
            assert (faces[gid] == "white") == (status != "reported")
            assert faces[full] != "white"
            assert ("Hollow: expected, rumored or reckoned." in below(ax)) == (status != "reported")
        assert glyph in words(ev.plot.changes(ev.diff(old, new)), "new")[0]

    def test_sets_no_mark_where_the_size_is_open(self) -> None:
        old, new = ev.Variant.of("Old", range="500 km WLTP"), ev.Variant.of("New", range=">500 km WLTP")
        ax = ev.plot.changes(ev.diff(old, new))
        assert words(ax, "new") == ["more than 500 km ▲ longer, size open"]
        assert not marks(ax, "new")
        assert len(texts(ax, "open")) == 1

    def test_names_rows_without_a_size_below(self) -> None:
        ax = ev.plot.changes(ev.diff("bmw/ix1/u11", "bmw/ix1/nb5"))
        assert "Power (undecided)" in below(ax)
        assert "BMWBLOG 2026" in below(ax)

    def test_keeps_the_order_that_is_asked_for(self) -> None:
        diff = ev.diff("bmw/ix3/g08", "bmw/ix3/na5")
        ax = ev.plot.changes(diff, specs=["length", "range[cycle=WLTP]"])
        assert [label.get_text() for label in ax.get_yticklabels()] == ["Length", "Range, WLTP"]

    @pytest.mark.parametrize(
        "pair",
        [
            ("bmw/ix3/g08", "bmw/ix3/na5"),
            ("bmw/ix1/u11", "bmw/ix1/nb5"),
            ("hyundai/ioniq-electric/ae", "hyundai/ioniq-electric/ae-pe"),
            ("nissan/leaf/ze0", "nissan/leaf/ze1"),
            ("porsche/taycan/j1", "porsche/taycan/j1-2"),
        ],
        ids=lambda pair: pair[0],
    )
    @pytest.mark.parametrize("units", ["metric", "us"])
    def test_cuts_nothing(self, pair: tuple[str, str], units: Literal["metric", "us"]) -> None:
        ax = ev.plot.changes(ev.diff(*pair, units=units))
        assert not cut(ax)
        labels = [label.get_window_extent() for label in ax.get_yticklabels()]
        figures = [text.get_window_extent() for text in (*texts(ax, "old"), *texts(ax, "new"))]
        assert not [1 for label in labels for figure in figures if label.overlaps(figure)]

    def test_shows_a_hostile_name_as_it_is(self) -> None:
        old, new = (
            ev.Variant.of(name, power=power) for name, power in (("Old", "100 kW"), (HOSTILE, "150 kW"))
        )
        ax = ev.plot.changes(ev.diff(old, new))
        assert ax.get_title(loc="left").replace("\n", " ") == f"Old → {SHOWN}"

    def test_refuses_what_has_no_numbers(self) -> None:
        same = ev.diff("bmw/ix1/u11", "bmw/ix1/u11")
        with pytest.raises(EvspecError, match="nothing to plot: no row of bmw/ix1/u11 → bmw/ix1/u11"):
            ev.plot.changes(same)
        with pytest.raises(EvspecError, match=r"plant of .* has no numbers on both sides"):
            ev.plot.changes(ev.diff("bmw/ix1/u11", "bmw/ix1/nb5"), specs=["plant"])
        with pytest.raises(ev.UnknownSpec, match="did you mean 'range'"):
            ev.plot.changes(same, specs=["rnage"])

    def test_rows_are_named_as_in_a_comparison(self) -> None:
        diff = ev.diff("bmw/ix3/g08", "bmw/ix3/na5")
        for specs in ("charging", ["dc_*"], ["dc_power", "charging"]):
            ax = ev.plot.changes(diff, specs=specs)
            assert "DC peak power" in [label.get_text() for label in ax.get_yticklabels()]

    @pytest.mark.parametrize("given", [None, "bmw/ix3/na5", 3])
    def test_what_is_no_diff_is_refused(self, given: Any) -> None:
        with pytest.raises(EvspecError, match=r"is no diff; give one such as ev\.diff"):
            ev.plot.changes(given)


class TestRanges:
    LEAFS = ("nissan/leaf/ze0", "nissan/leaf/ze1", "nissan/leaf/third")

    def test_sets_each_cycle_apart_with_a_label_and_a_hatch_of_its_own(self) -> None:
        ax = ev.plot.ranges(*self.LEAFS)
        cycles = ["WLTP", "EPA", "NEDC", "JC08", "cycle n/s"]
        assert words(ax, "group") == [f"Range, {cycle}" for cycle in cycles]
        filled = {
            (bar.get_gid(), bar.get_hatch()) for bar in bars(ax) if bar.get_facecolor()[:3] != (1, 1, 1)
        }
        assert len({gid for gid, _ in filled}) == len({hatch for _, hatch in filled}) == len(cycles)
        # no bar of one cycle lies among those of another
        by_place = [bar.get_gid() for bar in sorted(bars(ax), key=lambda bar: bar.get_y())]
        assert len([gid for gid, _ in groupby(by_place)]) == len(cycles)

    def test_shows_two_ends_as_a_bar_with_a_whisker(self) -> None:
        ax = ev.plot.ranges(ev.Variant.of("Car", range="431-473 km WLTP"))
        (bar,) = bars(ax)
        assert bar.get_width() == 431
        (whisker,) = ax.collections
        assert isinstance(whisker, LineCollection)
        assert whisker.get_segments()[0][:, 0].tolist() == [431, 473]
        assert words(ax, "figure") == ["431–473 km"]

    @pytest.mark.parametrize(
        ("text", "open_", "onward"), [("up to 500 km", True, False), (">500 km", False, True)]
    )
    def test_shows_a_bound_with_an_arrow(self, text: str, open_: bool, onward: bool) -> None:
        ax = ev.plot.ranges(ev.Variant.of("Car", range=f"{text} WLTP"))
        (bar,), (arrow,) = bars(ax), texts(ax, "open")
        assert isinstance(arrow, Annotation)
        assert (bar.get_facecolor()[:3] == (1, 1, 1)) is open_
        assert (arrow.xy[0] > 500) is onward

    def test_shows_other_units(self) -> None:
        ax = ev.plot.ranges(ev.Variant.of("Car", range="514 km WLTP"), units="us")
        assert (ax.get_xlabel(), words(ax, "figure")) == ("Range (mi)", ["319 mi"])

    def test_says_what_is_not_out_and_who_has_no_range(self) -> None:
        ax = ev.plot.ranges("bmw/ix1/nb5", ev.Variant.of("Rangeless", power="100 kW"))
        assert "Dashed: expected, rumored or reckoned." in below(ax)
        assert "Without a range that can be drawn: Rangeless." in below(ax)

    @pytest.mark.parametrize("status", ["reported", "expected", "rumored"])
    def test_fills_no_bar_by_a_rumor(self, status: str) -> None:
        ax = ev.plot.ranges(generation(says("volt-feb", "range", "500 km WLTP", status=status)))
        (bar,) = bars(ax)
        assert (bar.get_facecolor()[:3] == (1, 1, 1)) == (status == "rumored")
        assert (bar.get_linestyle() == "--") == (status != "reported")
        assert ("Hollow: rumored." in below(ax)) == (status == "rumored")

    def test_cuts_nothing(self) -> None:
        ax = ev.plot.ranges(
            *self.LEAFS, "bmw/ix1/nb5", "porsche/taycan/j1-2", ev.Variant.of(HOSTILE, range="1 km EPA")
        )
        assert not cut(ax)
        assert not overlaps(ax, "figure")

    def test_refuses_what_has_no_range(self) -> None:
        with pytest.raises(EvspecError, match="nothing to plot; name one vehicle"):
            ev.plot.ranges()
        with pytest.raises(EvspecError, match="no range of car can be drawn"):
            ev.plot.ranges(ev.Variant.of("Car", power="100 kW"))
        with pytest.raises(EvspecError, match="units 'imperial' is not one of"):
            ev.plot.ranges("bmw/ix1/nb5", units="imperial")  # type: ignore[arg-type]


class TestScatter:
    def test_says_cycle_and_unit_on_the_axes(self) -> None:
        ax = ev.plot.scatter("battery_net", "range", ["bmw/ix3/g08"])
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("Battery usable (kWh)", "Range, WLTP (km)")
        own = {"system": "us", "power": "PS"}
        ax = ev.plot.scatter("power", "range[cycle=EPA]", ["nissan/leaf/ze0"], units=own)
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("Power (PS)", "Range, EPA (mi)")
        ax = ev.plot.ranges("nissan/leaf/ze0", units={"range": "mi"})
        assert ax.get_xlabel() == "Range (mi)"
        with pytest.raises(EvspecError, match="3 is no key of a row"):
            ev.plot.scatter(3, "power")  # type: ignore[arg-type]
        with pytest.raises(ev.WrongType, match="is no vehicle"):
            ev.plot.scatter("power", "range", 5)  # type: ignore[arg-type]
        ax = ev.plot.scatter("power", "range[cycle=EPA]", ["nissan/leaf/ze0"], units="us")
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("Power (hp)", "Range, EPA (mi)")
        ax = ev.plot.scatter({"spec": "range", "cycle": "epa"}, "drag_coefficient")
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("Range, EPA (km)", "Drag coefficient")

    def test_takes_cars_as_compare_does(self) -> None:
        own = {"power": "150 kW", "range": "400 km WLTP"}
        u11 = ev.catalog["bmw/ix1/u11/edrive20"]
        ways: list[tuple[Any, ...]] = [
            (u11, own), ("bmw/ix1/u11/edrive20", own), ([u11, own],), ("iX1 eDrive20", [own]),
            (ev.Catalog.of(u11), own),
        ]  # fmt: skip
        for cars in ways:
            texts = words(ev.plot.scatter("power", "range", *cars), "label")
            assert len(texts) == 2
            assert any("eDrive20" in text for text in texts)

    def test_draws_each_vehicle_that_states_both(self) -> None:
        cars = [
            ev.Variant.of("Both", power="150 kW", range="400 km WLTP"),
            ev.Variant.of("One", power="1 kW"),
        ]
        cars.append(ev.Variant.of("Other cycle", power="100 kW", range="300 km EPA"))
        ax = ev.plot.scatter("power", "range", cars)
        assert points(ax) == [[150, 400]]
        assert "1 of 3 vehicles state both." in below(ax)

    def test_labels_of_the_whole_catalog_do_not_collide(self) -> None:
        ax = ev.plot.scatter("battery_net", "range")
        labels = [text.get_window_extent() for text in texts(ax, "label")]
        assert len(labels) > 10
        assert not overlaps(ax, "label")
        assert not cut(ax)
        # the inner half of each mark
        half = marks(ax, "point")[0].get_markersize() * figure_of(ax).dpi / 72 / 4
        inner = [Bbox([at - half, at + half]) for at in ax.transData.transform(points(ax))]
        assert not [1 for label in labels for mark in inner if label.overlaps(mark)]
        frame = ax.get_window_extent()
        assert all(frame.x0 <= box.x0 and box.x1 <= frame.x1 for box in labels)

    def test_counts_the_labels_that_have_no_room(self) -> None:
        cars = [ev.Variant.of(f"Car {n}", power="150 kW", torque=f"{300 + n / 10} N·m") for n in range(40)]
        cars.append(ev.Variant.of("Far away", power="300 kW", torque="900 N·m"))
        ax = ev.plot.scatter("power", "torque", cars)
        left_out = 41 - len(words(ax, "label"))
        assert "Far away" in words(ax, "label")
        assert left_out > 10
        assert f"{left_out} labels left out for want of room." in below(ax)
        assert not words(ev.plot.scatter("power", "torque", cars, label=False), "label")

    def test_shows_bounds_and_what_is_not_out(self) -> None:
        cars = [ev.catalog["bmw/ix1/nb5"], ev.Variant.of("Sure", dc_power="100 kW", range="300 km WLTP")]
        ax = ev.plot.scatter("dc_power", "range", cars)
        foreseen, sure = marks(ax, "point")
        assert (foreseen.get_markerfacecolor(), sure.get_markerfacecolor()) == ("white", DARK)
        # up to 400 kW, more than 514 km
        left, up = texts(ax, "open")
        assert isinstance(left, Annotation)
        assert isinstance(up, Annotation)
        assert left.xy[0] < 400
        assert left.xy[1] == pytest.approx(514)
        assert up.xy[1] > 514
        assert "Hollow: expected, rumored or reckoned." in below(ax)

    def test_sets_dates_in_whole_years(self) -> None:
        ax = ev.plot.scatter("market_launch", "dc_power", list(ev.catalog))
        assert ax.get_xlabel() == "Market launch (year)"
        assert all(float(tick).is_integer() for tick in ax.get_xticks())

    def test_never_sets_two_currencies_on_one_axis(self) -> None:
        told = {"market": "Europe", "value": "40,000 EUR"}
        cars = [
            ev.Variant.of("Euros", power="100 kW", price=told),
            ev.Variant.of("Crowns", power="100 kW", price=told | {"value": "400,000 SEK"}),
        ]
        ax = ev.plot.scatter("power", "price[market=Europe]", cars)
        assert ax.get_ylabel() == "Price, Europe (EUR)"
        assert len(points(ax)) == 1
        assert "Left out in another currency: 1." in below(ax)

    def test_what_is_highlighted_stands_out_and_is_labelled_alone(self) -> None:
        cars = [ev.Variant.of(f"Car {n}", power=f"{100 + 9 * n} kW", torque="300 N·m") for n in range(9)]
        ax = ev.plot.scatter("power", "torque", cars, highlight=cars[4])
        assert words(ax, "label") == ["Car 4"]
        others, picked = marks(ax, "point")
        assert len(points(ax)) == 9
        assert others.get_markerfacecolor() != picked.get_markerfacecolor()
        assert np.asarray(picked.get_xydata()).tolist() == [[136, 300]]
        with pytest.raises(EvspecError, match="highlight: none of other is drawn"):
            ev.plot.scatter("power", "torque", cars, highlight=[ev.Variant.of("Other", power="1 kW")])

    def test_a_generation_highlights_its_variants(self) -> None:
        ax = ev.plot.scatter("battery_net", "range", highlight="hyundai/kona-electric/os")
        assert words(ax, "label")
        assert all("Kona" in name for name in words(ax, "label"))

    def test_a_model_year_is_the_cars_own_or_that_of_its_generation(self) -> None:
        own = ev.Variant.of("Own", model_year="2021", range="400 km WLTP")
        unknown = ev.Variant.of("Unknown", range="400 km WLTP")
        leaf = ev.catalog["nissan/leaf/my2018/leaf"].but(range="270 km WLTP")
        ax = ev.plot.scatter("model_year", "range", [own, unknown, leaf])
        assert ax.get_xlabel() == "Model year"
        assert points(ax) == [[2021, 400], [2018, 270]]
        assert all(float(tick).is_integer() for tick in ax.get_xticks())

    def test_a_thousand_points_keep_few_labels_and_none_collides(self) -> None:
        cars = [
            ev.Variant.of(f"Car {n}", power=f"{n % 37 + 50} kW", torque=f"{n * 7 % 401 + 100} N·m")
            for n in range(1000)
        ]
        ax = ev.plot.scatter("power", "torque", cars)
        assert len(points(ax)) == 1000
        assert not overlaps(ax, "label")
        assert "labels left out for want of room." in below(ax)

    def test_shows_a_hostile_name_as_it_is(self) -> None:
        ax = ev.plot.scatter("power", "torque", [ev.Variant.of(HOSTILE, power="1 kW", torque="1 N·m")])
        assert words(ax, "label") == [SHOWN]
        assert not cut(ax)

    def test_refuses_what_cannot_be_drawn(self) -> None:
        with pytest.raises(EvspecError, match="none of 1 vehicles states both Power and Range, WLTP"):
            ev.plot.scatter("power", "range", [ev.Variant.of("Car", power="100 kW")])
        with pytest.raises(EvspecError, match="none of 0 vehicles"):
            ev.plot.scatter("power", "range", [])
        with pytest.raises(ev.UnknownSpec, match="did you mean"):
            ev.plot.scatter("powr", "range")
        with pytest.raises(EvspecError, match=r"dc_time without its soc; write .* 'dc_time\[soc=10-80 %\]'"):
            ev.plot.scatter("dc_time", "range")
        with pytest.raises(EvspecError, match=r"power has no qualifier 'cycle' .*; it has rating"):
            ev.plot.scatter("power[cycle=EPA]", "range")
        with pytest.raises(EvspecError, match="is no key of a row"):
            ev.plot.scatter("power[cycle", "range")


class TestTimeline:
    def test_draws_production_full_where_it_is_sure_and_hatched_where_not(self) -> None:
        ax = ev.plot.timeline("bmw/ix3/na5")
        (sure,) = [bar for bar in bars(ax) if bar.get_gid() == "sure"]
        assert (sure.get_x(), sure.get_x() + sure.get_width()) == pytest.approx((2026, 2033.75), abs=0.01)
        hatched = [bar for bar in bars(ax) if bar.get_gid() == "maybe"]
        assert [bar.get_x() for bar in hatched] == pytest.approx([2025.67, 2033.75], abs=0.01)
        assert all(bar.get_hatch() for bar in hatched)
        assert not texts(ax, "open")
        assert words(ax, "dates") == [
            "start late 2025; launch March 2026, expected; end October 2033, rumored"
        ]
        assert ax.get_xlabel() == "Year"
        assert "Magyar Nemzet 2025" in below(ax)

    def test_lets_an_end_that_nobody_states_fade(self) -> None:
        ax = ev.plot.timeline("bmw/ix3/g08")
        shades = [bar.get_alpha() or 0 for bar in bars(ax) if bar.get_gid() == "fade"]
        assert shades == sorted(shades, reverse=True)
        (arrow,) = texts(ax, "open")
        assert isinstance(arrow, Annotation)
        assert arrow.xy[0] > 2020.75
        assert "Fading: not stated." in below(ax)

    @pytest.mark.parametrize("status", ["reported", "expected", "rumored"])
    def test_fills_no_bar_that_ends_in_a_rumor(self, status: str) -> None:
        start = says("maker-jan", "production_start", "2021-05-01")
        end = says("volt-feb", "production_end", "2025-05-01", status=status)
        ax = ev.plot.timeline(generation(start, end))
        faces = {bar.get_facecolor()[:3] == (1, 1, 1) for bar in bars(ax)}
        assert faces == {status == "rumored"}
        assert ("Hollow bar: by a rumor." in below(ax)) == (status == "rumored")

    def test_draws_a_launch_that_was_planned_hollow(self) -> None:
        launch = says("past-2023", "market_launch", "2024")
        ax = ev.plot.timeline(generation(launch, says("volt-mar", "power", "150 kW")))
        assert [mark.get_markerfacecolor() for mark in marks(ax, "launch")] == ["white"]
        assert words(ax, "dates") == ["launch planned for 2024"]

    def test_marks_the_launch_hollow_unless_it_is_out(self) -> None:
        ax = ev.plot.timeline("bmw/ix1/u11", "bmw/ix1/nb5")
        out, expected = marks(ax, "launch")
        assert (out.get_markerfacecolor(), expected.get_markerfacecolor()) == (DARK, "white")
        assert np.asarray(marks(ax, "window")[1].get_xdata()) == pytest.approx([2027, 2029], abs=0.01)

    def test_cuts_nothing(self) -> None:
        hostile = ev.Variant.of(HOSTILE, market_launch="2019")
        ids = ("bmw/ix1/u11", "bmw/ix1/nb5", "bmw/ix3/na5", "bmw/z4/current", "chevrolet/bolt-ev/2022")
        ax = ev.plot.timeline(*ids, hostile)
        assert not cut(ax)
        assert not overlaps(ax, "dates")
        # letters are fitted to pixels, so another resolution has other widths
        figure_of(ax).set_dpi(110)
        assert not cut(ax)

    def test_says_who_has_no_date(self) -> None:
        ax = ev.plot.timeline("bmw/ix1/u11", ev.Variant.of("Dateless", power="1 kW"))
        assert "Without a date: Dateless." in below(ax)

    def test_refuses_what_has_no_date(self) -> None:
        with pytest.raises(EvspecError, match="name one generation or more"):
            ev.plot.timeline()
        with pytest.raises(EvspecError, match="no source dates production or launch of car"):
            ev.plot.timeline(ev.Variant.of("Car", power="1 kW"))


class TestSpread:
    def test_keeps_order_and_distance_within_the_line(self) -> None:
        placed = spread([99, 98, 97, 5], 10, 0, 100)
        assert placed == [100, 90, 80, 5]


class TestSave:
    @pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
    def test_writes_the_same_bytes_each_time(self, ending: str, tmp_path: Path) -> None:
        for n in (1, 2):
            ax = ev.plot.curves(ev.Variant.of("One", charging_curve=FLAT))
            ev.plot.save(ax, tmp_path / f"{n}.{ending}")
        first, second = ((tmp_path / f"{n}.{ending}").read_bytes() for n in (1, 2))
        assert first == second
        assert b"Matplotlib" not in first


class TestImport:
    def test_loads_matplotlib_only_to_draw(self) -> None:
        code = "import sys, evspec; evspec.plot.curves; print('matplotlib' in sys.modules)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert run.stdout == "False\n"

    def test_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        with pytest.raises(EvspecError, match=r"pip install 'evspec\[plot\]'"):
            ev.plot.curves(read_curve(FLAT))


class TestPage:
    MADE = runpy.run_path(str(DOCS / "make_plots.py"))["fences"]()

    def test_has_a_picture_for_each_fence_and_no_other(self) -> None:
        assert sorted(self.MADE) == sorted(path.stem for path in (DOCS / "plots").glob("*"))
        page = (DOCS / "plots.md").read_text(encoding="utf-8")
        assert all(f"](plots/{name}.png)" in page for name in self.MADE)

    @pytest.mark.parametrize("name", sorted(MADE))
    def test_the_code_beside_a_picture_draws_a_chart(self, name: str) -> None:
        names: dict[str, object] = {"ev": ev}
        exec(self.MADE[name], names)
        ax = names["ax"]
        assert isinstance(ax, Axes)
        assert "Source" in below(ax)
        assert not cut(ax)
        figure_of(ax).set_dpi(110)
        assert not cut(ax)
