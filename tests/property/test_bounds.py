"""Bounds go in and come out: whatever takes a figure passes its bound on, or refuses it."""

from __future__ import annotations

import inspect
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evspec as ev
from evspec.derivation.results import widened
from evspec.errors import EvspecError
from evspec.measures import BOUNDS, Interval, Measure
from evspec.values import Span, read_curve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CURVE = read_curve([[0, 150], [100, 150]])

#: What computes with figures: the unit of each figure, and what is done with them.
COMPUTING: dict[str, tuple[tuple[str, ...], Callable[..., Any]]] = {
    "energy_cost": (("kWh/100 km", "EUR/kWh"), ev.energy_cost),
    "energy_cost of fuel": (("mpg (US)", "EUR/US gal"), ev.energy_cost),
    "energy_cost with a fee": (
        ("kWh/100 km", "ct/kWh", "EUR/month"),
        lambda used, price, fee: ev.energy_cost(used, price, per="1,200 km/month", fee=fee),
    ),
    "trip_energy": (("mi/kWh", "km"), ev.trip_energy),
    "charge_time": (("kWh", "kW"), lambda usable, at: ev.charge_time(usable, "10-80 %", at=at)),
    "charge_time with losses": (
        ("kWh", "kW", "%"),
        lambda usable, at, loss: ev.charge_time(usable, "10-80 %", at=at, loss=loss),
    ),
    "charge_time of a car": (
        ("kWh", "kW", "kW"),
        lambda usable, most, at: ev.charge_time(
            _car(battery_net=str(usable), ac_power=str(most)), "10-80 %", at=at
        ),
    ),
    "charge_time by a curve": (
        ("kWh", "kW"),
        lambda usable, at: ev.charge_time(
            _car(battery_net=str(usable), charging_curve=[[0, 15], [50, 25], [100, 5]]),
            "10-80 %",
            at=f"{at} DC",
        ),
    ),
    "Curve.capped": (("kW",), lambda power: CURVE.capped(power).time(10, 80, 60)),
    "Curve.energy": (("kWh",), lambda usable: CURVE.energy(10, 80, usable)),
    "Curve.time": (("kWh",), lambda usable: CURVE.time(10, 80, usable)),
    "Curve.time_to_add": (("kWh", "MWh"), lambda added, usable: CURVE.time_to_add(added, 0, usable)),
    "Curve.time_to_drive": (
        ("km", "MWh", "kWh/100 km"),
        lambda distance, usable, used: CURVE.time_to_drive(distance, 0, usable, used),
    ),
    "convert": (("km",), lambda figure: ev.convert(figure, "mi")),
    "Measure.to": (("kWh/100 km",), lambda figure: figure.to("mi/kWh")),
    "Interval.__sub__": (("km", "km"), lambda one, other: one.interval() - other.interval()),
    "Interval.__mul__": (("km", "km"), lambda one, other: one.interval() * other.interval()),
    "Interval.__truediv__": (("km", "km"), lambda one, other: one.interval() / other.interval()),
    "Measure.__add__": (("km", "mi"), lambda one, other: one + other),
    "Measure.__sub__": (("km", "mi"), lambda one, other: one - other),
    "Measure.__mul__": (("kWh/100 km", "mi"), lambda one, other: one * other),
    "Measure.__truediv__": (("kWh", "mi/kWh"), lambda one, other: one / other),
    "products of differences": (("km", "km", "EUR"), lambda one, other, price: (one - other) * price),
    "estimate": (("km",), lambda figure: ev.estimate(_car(range=f"{figure} WLTP").range, "EPA")),
    "derive": (
        ("kW", "kg"),
        lambda power, weight: ev.derive(_car(power=str(power), curb_weight=str(weight))).get(
            "power_to_weight"
        ),
    ),
}
#: What takes a figure and tells of two, only holds it, or prints it.
TELLING = {
    "Measure.agrees_with", "Measure.compare", "Measure.contains", "Interval.agrees_with",
    "Interval.compare", "Interval.compare_ends", "Interval.contains", "Interval.joined", "Verdict.__new__",
    "Measure.printed_also", "Span.over", "Span.around", "Span.__init__", "Warranty.__init__",
    "UnitChoice.rounded", "Result.__init__",
}  # fmt: skip


def _car(**stated: Any) -> ev.Variant:
    return ev.Variant.of("Car", **stated)


def _public() -> Iterator[tuple[str, Any]]:
    for name in ev.__all__:
        one = getattr(ev, name)
        if inspect.isfunction(one):
            yield name, one
        if inspect.isclass(one):
            for method, function in vars(one).items():
                plain = getattr(function, "__func__", function)
                if inspect.isfunction(plain) and (not method.startswith("_") or method in dir(Fraction)):
                    yield f"{name}.{method}", plain


def test_everything_public_that_takes_a_figure_is_here() -> None:
    taking = {
        name
        for name, function in _public()
        for parameter in inspect.signature(function).parameters.values()
        if parameter.name not in {"self", "cls"}
        and any(word in str(parameter.annotation) for word in ("Measure", "Interval"))
    }
    assert taking - {"Measure.__eq__"} <= {*COMPUTING, *TELLING}


def ends_of(result: Any) -> tuple[float | None, float | None, bool]:
    """Return the ends of whatever comes out, and whether it is said to be approximate."""
    if isinstance(result, ev.Claim):
        result = result.value
    if isinstance(result, Measure | Span):
        about = "about" in {side.bound for side in (Span.around(result).lowest, Span.around(result).highest)}
        return result.low, result.high, about
    if isinstance(result, Interval):
        return result.low, result.high, result.about
    assert isinstance(result, float)
    return result, result, False


@st.composite
def uses(draw: st.DrawFn) -> tuple[str, list[Measure]]:
    """What is done, and with which figures."""
    name = draw(st.sampled_from(sorted(COMPUTING)))
    made = []
    for unit in COMPUTING[name][0]:
        bound = draw(st.sampled_from(BOUNDS))
        low = draw(st.integers(10, 30))
        value: Any = (low, low + draw(st.integers(1, 9))) if bound == "between" else low
        made.append(Measure.of(value, unit, bound=bound))
    return name, made


@settings(max_examples=20 * settings().max_examples)
@given(uses(), st.data())
def test_a_bound_comes_out_or_is_refused(use: tuple[str, list[Measure]], data: st.DataObject) -> None:
    name, figures = use
    try:
        low, high, about = ends_of(COMPUTING[name][1](*figures))
    except (EvspecError, AssertionError) as error:
        if isinstance(error, AssertionError):
            # nothing is derived
            assert name == "derive"
        assert any(figure.bound != "exact" for figure in figures)
        return
    # every number that the figures allow gives one that the result allows
    # "about" reaches a tenth of what comes out, however many figures say it
    tenth = 0.1 / max(1, sum(figure.bound == "about" for figure in figures))
    points = [Measure.of(data.draw(_within(figure, tenth)), figure.unit) for figure in figures]
    try:
        point, other, _ = ends_of(COMPUTING[name][1](*points))
    except EvspecError:
        return
    assert point is not None
    assert other is not None
    # a result is rounded outward to the digits of its figures, one number to the nearest
    worked_out = name.startswith(("energy_cost", "trip_energy", "charge_time", "derive", "estimate"))
    reach = 0.25 if about else 0.06 if worked_out else 1e-9
    # a difference is as rough as what it is of
    rough = 10 if about and name == "Interval.__sub__" else 1e-9
    assert low is None or other >= low - abs(low) * reach - rough
    assert high is None or point <= high + abs(high) * reach + rough


def _within(figure: Measure, about: float) -> st.SearchStrategy[float]:
    low, high = figure.low, figure.high
    if figure.bound == "about":
        return st.floats((low or 0) * (1 - about), (high or 0) * (1 + about))
    return st.floats(0.5 if low is None else low, 500 if high is None else high)


@pytest.mark.parametrize("bound", [bound for bound in BOUNDS if bound != "exact"])
@pytest.mark.parametrize("name", [name for name in sorted(COMPUTING) if name.startswith("Curve.")])
def test_a_plain_number_is_given_for_no_bound(name: str, bound: str) -> None:
    units, use = COMPUTING[name]
    exact = [Measure.of(20, unit) for unit in units]
    assert isinstance(use(*exact), float)
    for place, unit in enumerate(units):
        value: Any = (20, 21) if bound == "between" else 20
        bounded = Measure.of(value, unit, bound=bound)
        with pytest.raises(EvspecError, match=r"not .*2[01]"):
            use(*exact[:place], bounded, *exact[place + 1 :])
        with pytest.raises(EvspecError):
            use(*exact[:place], Span.over([exact[place], bounded]), *exact[place + 1 :])


def test_what_is_about_reaches_a_tenth_where_its_result_has_two_ends() -> None:
    interval = (
        Measure.of(20, "km", bound="about").interval() * Measure.of((2, 3), "", bound="between").interval()
    )
    assert widened(interval).ends == (Fraction(36), Fraction(66))


@pytest.mark.parametrize("factor", [-1, Fraction(-1, 2), -0.25])
def test_below_0_ends_change_places(factor: float | Fraction) -> None:
    figure = Measure.of((10, 20), "km", bound="between")
    exact = Fraction(factor)
    assert (figure * factor).ends == (20 * exact, 10 * exact)
    assert (figure / factor).ends == (20 / exact, 10 / exact)
    assert (figure * (figure - figure)).ends == (Fraction(-200_000_000), Fraction(200_000_000))
    with pytest.raises(EvspecError, match="is or may be 0"):
        figure / (figure - figure)
