"""Properties that hold for every figure."""

from __future__ import annotations

import operator
import pickle
import re
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evspec.cycles import CYCLES
from evspec.errors import EvspecError, UnlikeFigures
from evspec.measures import Measure, measure
from evspec.measures.figures import CYCLED
from evspec.measures.wordings import read
from evspec.units import KINDS, UNITS, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

LEADS = ["", "up to ", "at least ", "more than ", "less than ", "about ", "~", "≤ "]
SPEAKABLE = tuple(found for found in UNITS if found.symbol)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    whole = draw(st.integers(1, 99999))
    return f"{whole}{draw(st.sampled_from(['', '.0', '.5', '.25', '.125']))}"


@st.composite
def texts(draw: st.DrawFn, units: Sequence[Unit] = SPEAKABLE) -> str:
    unit = draw(st.sampled_from(units))
    lead, figure = draw(st.sampled_from(LEADS)), draw(numbers())
    if draw(st.booleans()):
        other = draw(numbers())
        if float(other) != float(figure):
            lead, figure = "", f"{figure}-{other}"
    names = CYCLES if unit.kind in CYCLED else ()
    cycle = draw(st.sampled_from(["", *(f" {name}" for name in names)]))
    return f"{lead}{figure} {unit.symbol}{cycle}"


def _read(text: str) -> Measure:
    return measure(text, decimal=".")


def measures(kind: str | None = None) -> st.SearchStrategy[Measure]:
    if kind is None:
        return texts().map(_read)
    return texts(KINDS[kind]).map(_read)


@st.composite
def of_one_kind(draw: st.DrawFn, count: int) -> list[Measure]:
    kind = draw(st.sampled_from([kind for kind in KINDS if kind != "number"]))
    return [
        draw(measures(kind)).with_cycle(None).to(draw(st.sampled_from(KINDS[kind]))) for _ in range(count)
    ]


@given(of_one_kind(4))
def test_intervals_have_the_order_and_the_agreement_of_their_figures(figures: list[Measure]) -> None:
    unit = next(unit for unit in KINDS[figures[0].kind] if not unit.inverted)
    one, other = (m.printed_also(also) for m, also in (figures[:2], figures[2:]))
    mine, theirs = one.interval(unit), other.interval(unit)
    order = mine.compare(theirs)
    assert one.to(unit).compare(other.to(unit)) == order
    assert one.agrees_with(other) == mine.agrees_with(theirs)
    assert order in {mine.compare_ends(theirs), "undecided"}
    if order in {"less", "greater"} and mine.is_definite and theirs.is_definite and not mine.strict:
        assert not mine.agrees_with(theirs)


@given(measures())
def test_print_and_parse_round_trip(m: Measure) -> None:
    back = measure(str(m), decimal=".")
    assert back == m
    assert hash(back) == hash(m)
    assert str(back) == str(m)
    assert back.step == m.step
    assert pickle.loads(pickle.dumps(m)) == m


@given(measures(), st.data())
def test_conversion_round_trip_is_exact(m: Measure, data: st.DataObject) -> None:
    there = m.to(data.draw(st.sampled_from(KINDS[m.kind])))
    assert there == m
    assert hash(there) == hash(m)
    back = there.to(m.unit_definition)
    assert (back.low, back.high, back.bound, str(back)) == (m.low, m.high, m.bound, str(m))


@given(measures(), st.data())
def test_a_converted_figure_reads_back_as_one_that_agrees(m: Measure, data: st.DataObject) -> None:
    there = m.to(data.draw(st.sampled_from(KINDS[m.kind])))
    back = measure(str(there), decimal=".")
    assert back.agrees_with(m)
    assert m.agrees_with(back)


TURNED = [kind for kind, units in KINDS.items() if len({unit.inverted for unit in units}) > 1]


@given(st.sampled_from(TURNED).flatmap(measures), st.data())
def test_upside_down_a_printed_number_stays_within_what_was_rounded_to_it(
    m: Measure, data: st.DataObject
) -> None:
    inverted = m.unit_definition.inverted
    units = [unit for unit in KINDS[m.kind] if unit.inverted != inverted]
    back = measure(str(m.to(data.draw(st.sampled_from(units)))), decimal=".").to(m.unit_definition)
    half = float(m.step) / 2
    for printed, end in zip(back.ends, m.ends, strict=True):
        assert (printed is None) == (end is None)
        if printed is not None and end is not None:
            assert abs(printed - end) <= half * (1 + 1e-9)


@given(measures(), st.data())
def test_bounds_stay_bounds(m: Measure, data: st.DataObject) -> None:
    there = m.to(data.draw(st.sampled_from(KINDS[m.kind])))
    turned = there.unit_definition.inverted != m.unit_definition.inverted
    assert (there.low is None) == ((m.high if turned else m.low) is None)
    if there.low is not None and there.high is not None:
        assert there.low <= there.high
    assert (there.bound in {"exact", "about", "between"}) == (m.bound in {"exact", "about", "between"})


@given(of_one_kind(3))
def test_equality_is_transitive_and_hashes_agree(three: list[Measure]) -> None:
    three = [*three, three[0].to(three[1].unit_definition)]
    for one in three:
        for other in three:
            assert (one == other) == (other == one)
            if one == other:
                assert hash(one) == hash(other)
                assert all((one == third) == (other == third) for third in three)


@given(of_one_kind(2))
def test_order_never_contradicts_the_intervals(two: list[Measure]) -> None:
    one, other = two
    said = one.compare(other)
    assert other.compare(one) == {"less": "greater", "greater": "less"}.get(said, said)
    if said == "undecided":
        for operate in (operator.lt, operator.le, operator.gt, operator.ge):
            with pytest.raises(UnlikeFigures):
                operate(one, other)
        return
    assert (one < other) == (other > one) == (said == "less")
    assert (one <= other) == (other >= one) == (said != "greater")
    if said == "less":
        in_one_unit = other.to(one.unit_definition)
        assert one.high is not None
        assert in_one_unit.low is not None
        assert one.high <= in_one_unit.low * (1 + 1e-12) + 1e-12
    if said in {"less", "greater"} and one.bound == other.bound == "exact":
        assert not one.agrees_with(other)


@given(of_one_kind(3))
def test_order_is_transitive(three: list[Measure]) -> None:
    one, other, third = three
    if one.compare(other) == other.compare(third) == "less":
        assert one < third


@given(of_one_kind(2))
def test_agreement_is_symmetric_and_equals_agree(two: list[Measure]) -> None:
    one, other = two
    assert one.agrees_with(other) == other.agrees_with(one)
    assert one.agrees_with(one.to(other.unit_definition))
    assert one.contains(one.to(other.unit_definition))


@given(st.text(max_size=220))
def test_any_text_is_a_measure_or_an_error_of_ours(text: str) -> None:
    with suppress(EvspecError):
        assert isinstance(measure(text), Measure)


FRAGMENTS = st.sampled_from(
    ["5", "514", "1,234", "77,4", "-", "–", " ", "to ", "km", "mi", "kWh/100 km", "mi/kWh", "h", "min", "(",
     ")", "/", ",", ".", "up to ", "about ", "WLTP", "EPA est.", "3:45", "e5", "+", "%", "hp", "100", "and ",
     "between ", "max.", "or more", "°C", "\u00a0", "'", ":", "combined", '"', "mpg", "per ", "·", "€"]
)  # fmt: skip


# Nonsense is cheap to try, and much of it is needed before a piece of it makes sense.
@settings(max_examples=4 * settings().max_examples)
@given(st.lists(FRAGMENTS, max_size=14).map("".join), st.sampled_from(".,"))
def test_any_pieces_are_a_measure_or_an_error_of_ours(text: str, decimal: str) -> None:
    try:
        found = measure(text, decimal=decimal)
    except EvspecError:
        return
    assert found.text == text
    assert measure(str(found), decimal=".") == found


CLOCKS = st.builds("{}:{:02} h".format, st.integers(0, 1200), st.integers(0, 60))


@given(st.one_of(texts(), st.lists(FRAGMENTS, max_size=8).map("".join), CLOCKS))
def test_a_wording_says_the_same_whatever_its_numbers_are(text: str) -> None:
    try:
        found = read(text)
    except EvspecError as error:
        with pytest.raises(type(error), match=f"^{re.escape(str(error))}$"):
            measure(text)
    else:
        assert measure(text)._figure == found


@given(st.lists(st.sampled_from(["282 hp", "286 PS", "210 kW"]), min_size=3, max_size=3, unique=True))
def test_pairs_agree_in_any_order(parts: list[str]) -> None:
    m = measure(f"{parts[0]} ({parts[1]}, {parts[2]})")
    assert [printed.show() for printed in m.printings] == parts
    assert all(one.agrees_with(other) for one, other in pairwise(m.printings))
    assert [m.to(part.split()[1]).show() for part in parts] == parts
