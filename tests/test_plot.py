"""Charts, read back from what stands on their axes; nothing is compared pixel by pixel."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.errors import EvspecError
from evspec.plot.canvas import spread
from evspec.values import read_curve

pytest.importorskip("matplotlib", minversion="3.8", reason="needs the extra 'plot'")
import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

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
    every = [*ax.texts, *ax.get_yticklabels(), ax.title, ax.xaxis.label]
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
