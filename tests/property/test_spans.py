"""Spans over figures of every kind: their ends are in order in every unit, in numbers and in print."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evspec as ev
from evspec.errors import EvspecError, UnitError
from evspec.measures import Measure, measure
from evspec.units import KINDS
from evspec.values import Span
from evspec.vehicles import entry_of, rows_of

NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
SPEAKABLE = [kind for kind, units in KINDS.items() if all(unit.symbol for unit in units) and kind != "ratio"]
numbers = st.decimals(min_value=Decimal("0.1"), max_value=Decimal(5000), places=2).map(
    lambda n: n.normalize()
)


def check_order(span: Span) -> None:
    """Fail if the ends of a span are not in order, or it says another thing in some other unit."""
    for unit in (None, *KINDS[span.kind]):
        shown = span if unit is None else span.to(unit.symbol)
        assert shown.low is None or shown.high is None or shown.low <= shown.high
        for interval in (shown.interval(), shown.printed_interval):
            low, high = interval.ends
            assert low is None or high is None or low <= high
        assert shown.lowest.unit_definition.inverted == shown.highest.unit_definition.inverted
        if ":" not in shown.show():
            # the unit, which bounds have twice, has no digits of its own once it is cut out
            figures = NUMBER.findall(shown.show().replace(shown.lowest.unit, "").replace("–", " "))
            assert [*map(float, figures)] == sorted(map(float, figures))


@st.composite
def figures(draw: st.DrawFn) -> list[Measure]:
    """Figures of one kind, each in a unit and with a bound of its own."""
    units = KINDS[draw(st.sampled_from(SPEAKABLE))]
    bounds = st.sampled_from(["exact", "exact", "about", "at least", "more than", "at most", "less than"])
    one = st.builds(
        lambda n, unit, bound: Measure.of(n, unit, bound=bound), numbers, st.sampled_from(units), bounds
    )
    return draw(st.lists(one, min_size=1, max_size=4))


@settings(max_examples=4 * settings().max_examples)
@given(figures())
def test_ends_are_in_order_in_every_unit(given: list[Measure]) -> None:
    span = Span.over(given)
    check_order(span)
    check_order(Span(given[0], given[-1]))
    check_order(Span(given[-1], given[0]))
    # what it is said of in another order, or twice, says the same
    assert Span.over([span.lowest, span.highest]) == span
    assert Span(span.highest, span.lowest).interval().ends == span.interval().ends


@given(st.decimals(100, 400, places=1), st.decimals(0, 2, places=2), st.sampled_from(["km", "kWh/100 km"]))
def test_ends_that_nearly_meet_are_in_order_in_print(low: Decimal, more: Decimal, unit: str) -> None:
    other = {"km": "mi", "kWh/100 km": "MPGe"}[unit]
    near = Measure.of(low + more, unit)
    finer = Measure.of(f"{near.to(other).magnitude:.2f}", other)
    for one in (Measure.of(int(low), unit), Measure.of(low, unit)):
        check_order(Span.over([one, finer]))
        check_order(Span.over([finer, one]))


def test_a_unit_that_counts_the_other_way_turns_a_span() -> None:
    # as the span of the generation was found in the catalog
    span = Span.over([measure("19.2 kWh/100 km"), measure("137 MPGe"), measure("109 MPGe")])
    assert (span.low, span.high, span.show()) == (109.0, 137.0, "109–137 MPGe")
    mixed = Span.over([measure("118 MPGe"), measure("18.1 kWh/100 km")])
    assert mixed.show() == "17.7–18.1 kWh/100 km"
    assert Span(measure("500 km"), measure("400 km")).show() == "400–500 km"


def test_every_span_of_the_catalog_is_in_order() -> None:
    spans = [
        claim.value
        for vehicle in ev.catalog
        for row in rows_of(vehicle)
        if (claim := entry_of(vehicle, row).claim) is not None and isinstance(claim.value, Span)
    ]
    assert len(spans) > 200
    for span in spans:
        check_order(span)


def test_a_span_takes_figures_of_one_kind() -> None:
    with pytest.raises(UnitError):
        Span(measure("5 km"), measure("5 kW"))
    with pytest.raises(EvspecError, match="one figure or more"):
        Span.over([])


def test_a_relation_to_a_span_of_economies_is_led_as_the_metric_unit_counts() -> None:
    span = Span.over([measure("137 MPGe"), measure("109 MPGe")])
    assert span.to("kWh/100 km").lowest == measure("137 MPGe")
