"""Charging curves: time, energy and mean power against numerical integration and their laws."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from math import isclose, isfinite, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.errors import EvspecError, ParseError, UnitError
from evspec.measures import measure
from evspec.values import Curve, read_curve

KNEE = read_curve([[10, 100], [50, 100], [80, 40]])


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    socs = draw(st.lists(st.integers(0, 100), min_size=2, max_size=12, unique=True).map(sorted))
    powers = st.floats(1, 500, allow_nan=False)
    return Curve(tuple((float(soc), draw(powers)) for soc in socs))


@st.composite
def curves_with_socs(draw: st.DrawFn, count: int) -> tuple[Curve, list[float]]:
    curve = draw(curves())
    inside = st.floats(curve.points[0][0], curve.points[-1][0], allow_nan=False)
    return curve, sorted(draw(st.lists(inside, min_size=count, max_size=count)))


class TestTime:
    def test_is_energy_over_power_where_the_power_is_constant(self) -> None:
        assert KNEE.time(10, 50, usable_kwh=60) == pytest.approx(0.4 * 60 / 100 * 60)

    def test_matches_a_sum_over_many_small_steps(self) -> None:
        steps = 70_000
        width = 70 / steps
        middles = (10 + (n + 0.5) * width for n in range(steps))
        summed = sum(60 * width / 100 / KNEE.at(soc) * 60 for soc in middles)
        assert KNEE.time(10, 80, usable_kwh=60) == pytest.approx(summed, rel=1e-8)

    def test_takes_a_measure_in_any_unit_of_energy(self) -> None:
        assert KNEE.time(10, 80, measure("60 kWh")) == KNEE.time(10, 80, 60)

    def test_of_an_empty_window_is_0(self) -> None:
        assert KNEE.time(30, 30, 60) == 0

    def test_says_that_it_takes_the_usable_energy(self) -> None:
        with pytest.raises(EvspecError, match=r"usable_kwh=car\.battery_net\.value"):
            KNEE.time(10, 80)

    @pytest.mark.parametrize("usable", [0, -60, float("nan"), float("inf"), measure("60-65 kWh")])
    def test_refuses_what_is_no_single_size(self, usable: object) -> None:
        with pytest.raises(EvspecError, match="one size above 0 in kWh"):
            KNEE.time(10, 80, usable)  # type: ignore[arg-type]

    def test_refuses_a_measure_of_another_kind(self) -> None:
        with pytest.raises(UnitError):
            KNEE.time(10, 80, measure("60 kW"))

    @pytest.mark.parametrize(
        ("window", "words"),
        [((5, 80), "5 % lies outside"), ((10, 90), "10 to 80 %; 90 %"), ((80, 10), "runs backwards")],
    )
    def test_refuses_a_window_that_the_curve_does_not_reach(
        self, window: tuple[float, float], words: str
    ) -> None:
        with pytest.raises(EvspecError, match=words):
            KNEE.time(*window, 60)

    def test_refuses_a_curve_that_falls_to_nothing(self) -> None:
        falls = read_curve([[0, 100], [90, 50], [100, 0]])
        with pytest.raises(EvspecError, match="0 kW at 100 %"):
            falls.time(80, 100, 60)
        assert falls.time(0, 90, 60) > 0

    @given(curves_with_socs(3))
    def test_of_adjacent_windows_adds_up(self, drawn: tuple[Curve, list[float]]) -> None:
        curve, (first, middle, last) = drawn
        parts = curve.time(first, middle, 60) + curve.time(middle, last, 60)
        assert isclose(curve.time(first, last, 60), parts, rel_tol=1e-9, abs_tol=1e-9)


class TestMean:
    def test_is_energy_by_time(self) -> None:
        hours = KNEE.time(10, 80, 60) / 60
        assert KNEE.mean(10, 80) == pytest.approx(KNEE.energy(10, 80, 60) / hours)

    def test_lies_below_the_mean_over_the_state_of_charge(self) -> None:
        assert KNEE.mean(10, 80) < (40 * 100 + 30 * 70) / 70

    def test_refuses_an_empty_window(self) -> None:
        with pytest.raises(EvspecError, match="20–20 % is empty"):
            KNEE.mean(20, 20)

    @given(curves())
    def test_lies_between_the_least_and_the_most_power(self, curve: Curve) -> None:
        powers = [power for _, power in curve.points]
        mean = curve.mean(curve.points[0][0], curve.points[-1][0])
        assert min(powers) * (1 - 1e-9) <= mean <= max(powers) * (1 + 1e-9)


class TestPower:
    def test_is_on_a_line_between_two_points(self) -> None:
        assert [KNEE.at(soc) for soc in (10, 50, 65, 80)] == [100, 100, 70, 40]

    @given(curves_with_socs(4))
    def test_is_kept_where_the_curve_is_resampled(self, drawn: tuple[Curve, list[float]]) -> None:
        curve, socs = drawn
        if len(set(socs)) > 1:
            other = curve.resampled(socs)
            assert all(other.at(soc) == curve.at(soc) for soc in socs)

    @given(curves())
    def test_is_the_same_curve_resampled_at_its_own_points(self, curve: Curve) -> None:
        assert curve.resampled(soc for soc, _ in curve.points) == curve

    @given(curves(), st.floats(0.5, 60))
    def test_steps_start_and_end_with_the_curve(self, curve: Curve, step: float) -> None:
        socs = [soc for soc, _ in curve.resampled(step).points]
        assert (socs[0], socs[-1]) == (curve.points[0][0], curve.points[-1][0])
        assert all(b - a <= step * (1 + 1e-9) for a, b in pairwise(socs))

    @pytest.mark.parametrize("step", [0, -1, 101, 1e-9, float("nan")])
    def test_refuses_a_step_that_leads_nowhere(self, step: float) -> None:
        with pytest.raises(EvspecError, match=r"a step is 0\.001 to 100 %"):
            KNEE.resampled(step)

    def test_refuses_one_point(self) -> None:
        with pytest.raises(EvspecError, match="at least two points"):
            KNEE.resampled([20])


class TestEqualEnergyAndDistance:
    def test_end_where_the_energy_is_in(self) -> None:
        assert KNEE.time_to_add(42, 10, 60) == pytest.approx(KNEE.time(10, 80, 60))

    def test_refuses_more_than_the_curve_tells_of(self) -> None:
        with pytest.raises(EvspecError, match=r"43 kWh from 10 % leads to 81\.7 %, the curve ends at 80 %"):
            KNEE.time_to_add(43, 10, 60)

    def test_refuses_a_negative_energy(self) -> None:
        with pytest.raises(EvspecError, match="0 kWh or more"):
            KNEE.time_to_add(-1, 10, 60)

    def test_take_the_consumption_in_any_unit(self) -> None:
        minutes = KNEE.time_to_drive(100, 10, 60, measure("15 kWh/100 km"))
        assert minutes == pytest.approx(KNEE.time_to_add(15, 10, 60))
        economy = KNEE.time_to_drive(100, 10, 60, measure("4 mi/kWh"))
        assert economy == pytest.approx(KNEE.time_to_add(100 / (4 * 1.609344), 10, 60))


class TestNothingButNumbers:
    """No result is NaN or infinite, whatever the curve and whatever is asked of it."""

    powers = st.one_of(st.floats(0, 500), st.sampled_from([0.0, 5e-324, 1e-310, 1e-9, 1e300, 1.7e308]))
    anything = st.one_of(st.floats(), st.integers(), st.sampled_from([5e-324, 1.7e308, 10**400, 60]))

    @given(
        st.lists(st.tuples(st.one_of(st.floats(0, 100), st.just(5e-324)), powers), min_size=2, max_size=6),
        st.lists(anything, min_size=4, max_size=4),
    )
    def test_in_any_result(self, points: list[tuple[float, float]], asked: list[float]) -> None:
        unlike = dict(sorted(points))
        if len(unlike) < 2:
            return
        curve = Curve(tuple(unlike.items()))
        first, last = curve.points[0][0], curve.points[-1][0]
        one, other, third, usable = asked
        uses: tuple[Callable[[], float], ...] = (
            lambda: curve.at(one),
            lambda: curve.time(first, last, usable),
            lambda: curve.time(one, other, usable),
            lambda: curve.energy(first, last, usable),
            lambda: curve.mean(first, last),
            lambda: curve.mean(one, other),
            lambda: curve.time_to_add(one, first, usable),
            lambda: curve.time_to_drive(one, first, usable, other),
            lambda: curve.time_to_drive(one, third, usable, other),
            lambda: max(soc + power for soc, power in curve.resampled(one).points),
            lambda: max(soc + power for soc, power in curve.resampled([one, other]).points),
            lambda: curve.peak_kw,
        )
        for use in uses:
            with suppress(EvspecError):
                assert isfinite(use())

    @pytest.mark.parametrize(
        "points",
        [
            ((float("nan"), 1.0), (50.0, 1.0)), ((0.0, float("nan")), (50.0, 1.0)),
            ((0.0, float("inf")), (50.0, 1.0)), ((0.0, -1.0), (50.0, 1.0)), ((50.0, 1.0), (0.0, 1.0)),
            ((0.0, 1.0), (101.0, 1.0)), ((0.0, 1.0),), (), None, "ab", ((0.0, "1"), (50.0, 1.0)), (1.0, 2.0),
            ((0.0, True), (50.0, 1.0)), ((0.0, 10**400), (50.0, 1.0)), ((0.0, 1.0, 2.0), (50.0, 1.0)),
        ],
    )  # fmt: skip
    def test_no_curve_is_made_of_anything_else(self, points: object) -> None:
        with pytest.raises(ParseError, match="curve"):
            Curve(points)

    def test_a_ratio_of_powers_beyond_a_float_is_integrated(self) -> None:
        curve = Curve(((0.0, 1e-306), (100.0, 500.0)))
        assert curve.mean(0, 100) == pytest.approx(500 / (log(500) - log(1e-306)))
