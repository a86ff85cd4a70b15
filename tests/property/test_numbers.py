"""Properties of figures made of exact numbers, across all units of a kind."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.errors import ParseError
from evspec.measures import BOUNDS, Measure, convert, measure
from evspec.units import KINDS, UNITS, Unit
from tests.fuzz.checks import SEEDS, check, dictionary

# Money has one unit per kind, a bare number none to print: nothing to convert.
CONVERTIBLE = tuple(kind for kind, units in KINDS.items() if len(units) > 1)
OPPOSITE = {"at least": "at most", "more than": "less than", "at most": "at least", "less than": "more than"}


#: See docs/fuzzing.md.
FOUND_BY_FUZZING = (
    "1-8e30m",
    ".01-.11e30m",
    "2688911119111111MPGe",
    "11111111111111111111111115 m³",
    "150 kW / 205PS",
    "1-16.8e30 km",
    "18e30m",
    "169400012400012.8 kWh/100 km",
    "50000900000551615 m³",
)


def exact(value: Fraction) -> Decimal | None:
    """Return a fraction as a Decimal of at most 25 digits, if it is one."""
    for places in range(16):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return Decimal(scaled.numerator).scaleb(-places) if abs(scaled) < 10**25 else None
    return None


def in_base(value: Fraction, unit: Unit) -> Fraction:
    return unit.factor / value if unit.inverted else unit.factor * value + unit.offset


def from_base(size: Fraction, unit: Unit) -> Fraction:
    return unit.factor / size if unit.inverted else (size - unit.offset) / unit.factor


@st.composite
def one_size_in_many_units(draw: st.DrawFn) -> list[Measure]:
    """Figures of one exact size, each written in a unit in which its digits end."""
    kind = draw(st.sampled_from(CONVERTIBLE))
    start = draw(st.sampled_from(KINDS[kind]))
    # A product of many small factors, so that the digits end in many units.
    number = Fraction(draw(st.integers(1, 400))) * draw(st.sampled_from([1, 5, 254, 3048, 33705, 89]))
    size = in_base(number, start)
    written = [(exact(from_base(size, unit)), unit) for unit in KINDS[kind]]
    return [Measure.of(value, unit) for value, unit in written if value is not None]


@given(one_size_in_many_units())
def test_one_size_is_one_figure_in_every_unit(figures: list[Measure]) -> None:
    assert len({*figures}) == 1
    for one, other in permutations(figures, 2):
        assert one == other
        assert one.compare(other) in {"equal", "undecided"}
        assert one.agrees_with(other)


@given(one_size_in_many_units(), st.data())
def test_equality_is_transitive_across_units(figures: list[Measure], data: st.DataObject) -> None:
    others = [
        Measure.of(Decimal(str(m.magnitude)), m.unit_definition) for m in figures
    ]  # perhaps a float's digits
    figures = [*figures, *others, *(m.to(data.draw(st.sampled_from(KINDS[m.kind]))) for m in figures)]
    for one in figures:
        equal = [other for other in figures if one == other]
        assert all(first == second and hash(first) == hash(second) for first, second in pairwise(equal))


numbers = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(10) ** 6, places=3)


@given(
    st.sampled_from(CONVERTIBLE), st.sampled_from([b for b in BOUNDS if b != "between"]), numbers, st.data()
)
def test_a_bound_stays_one_through_every_chain_of_units(
    kind: str, bound: str, number: Decimal, data: st.DataObject
) -> None:
    units = st.sampled_from(KINDS[kind])
    first = data.draw(units)
    m = Measure.of(number, first, bound=bound)
    shown = m
    for unit in data.draw(st.lists(units, min_size=1, max_size=4)):
        shown = shown.to(unit)
        turned = unit.inverted != first.inverted
        assert shown.bound == (OPPOSITE.get(bound, bound) if turned else bound)
        assert (shown.low is None) == (shown.bound in {"at most", "less than"})
        assert (shown.high is None) == (shown.bound in {"at least", "more than"})
        assert shown.magnitude == pytest.approx(convert(float(number), first, unit), rel=1e-12, abs=1e-9)
        assert shown == m
        # What lies inside before lies inside after.
        for inside in (number * 2, number / 2):
            point = Measure.of(inside, first)
            assert shown.contains(point) == m.contains(point) == shown.contains(point.to(unit))


@given(st.sampled_from(CONVERTIBLE), st.sets(numbers, min_size=2, max_size=2), st.data())
def test_a_range_keeps_its_ends_in_order(kind: str, ends: set[Decimal], data: st.DataObject) -> None:
    low, high = sorted(ends)
    first, unit = (data.draw(st.sampled_from([u for u in KINDS[kind] if u.symbol])) for _ in range(2))
    shown = measure(f"{high}-{low} {first.symbol}", decimal=".").to(unit)
    assert shown.bound == "between"
    assert shown.magnitude is None
    assert shown.low is not None
    assert shown.high is not None
    assert shown.low <= shown.high
    turned = first.inverted != unit.inverted
    for end, number in ((shown.low, high if turned else low), (shown.high, low if turned else high)):
        assert end == pytest.approx(convert(float(number), first, unit), rel=1e-12, abs=1e-9)


@given(numbers, st.sampled_from(UNITS), st.data())
def test_a_plain_number_goes_there_and_back(number: Decimal, unit: Unit, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(KINDS[unit.kind]))
    value = float(number)
    assert convert(convert(value, unit, other), other, unit) == pytest.approx(value, rel=1e-12, abs=1e-9)


@given(numbers, st.sampled_from(UNITS))
def test_a_copy_is_the_same_figure_of_the_same_unit(number: Decimal, unit: Unit) -> None:
    m = Measure.of(number, unit)
    for again in (copy.copy(m), copy.deepcopy(m), pickle.loads(pickle.dumps(m))):
        assert again == m
        assert again.unit_definition is unit
        assert str(again) == str(m)


@given(st.lists(st.sampled_from([*dictionary(), *SEEDS, *"0123456789.,- "]), max_size=8).map("".join))
def test_what_is_read_is_printed_and_read_again(text: str) -> None:
    for mark in ".,":
        found = check(text, mark)
        assert found is None or found.text == text


@pytest.mark.parametrize("text", FOUND_BY_FUZZING)
def test_what_fuzzing_found(text: str) -> None:
    for mark in ".,":
        found = check(text, mark)
        assert found is None or found.text == text


@pytest.mark.parametrize(
    "text", ["1-8e30m", ".01-.11e30m", "2688911119111111MPGe", "11111111111111111111111115 m³"]
)
def test_a_number_that_no_unit_of_its_kind_may_print_is_refused(text: str) -> None:
    with pytest.raises(ParseError, match="out of reach"):
        measure(text)


def test_two_printings_that_leave_little_are_shown_within_it_in_a_third_unit() -> None:
    both = measure("150 kW / 205PS")
    assert str(both.to("W")) == "150500 W"
    assert both.agrees_with(measure(str(both.to("W"))))
