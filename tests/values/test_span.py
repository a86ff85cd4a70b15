"""Spans: from the lowest to the highest of several figures, with their bounds and printings."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.measures import measure
from evspec.values import Flag, Span

#: What the words before a figure are, by its bound.
BOUNDS = {
    "at most": "up to", "less than": "less than", "at least": "at least", "more than": "more than",
    "about": "about",
}  # fmt: skip


class TestSpans:
    def test_an_open_end_is_told(self) -> None:
        span = Span.over([measure("466 km"), measure("more than 514 km")])
        assert (span.low, span.high) == (466.0, None)
        assert span.show() == "466 to more than 514 km"
        span = Span.over([measure("up to 400 kW"), measure("130 kW")])
        assert (span.low, span.high) == (130.0, 400.0)

    @pytest.mark.parametrize(
        ("low", "high", "shown"),
        [
            ("31 min", "40 min", "31–40 min"),
            ("31 min", "less than 40 min", "31 to less than 40 min"),
            ("31 min", "about 40 min", "31 to about 40 min"),
            ("31 min", "up to 40 min", "31 to at most 40 min"),
            ("31 min", "more than 40 min", "31 to more than 40 min"),
            ("31 min", "at least 40 min", "31 to at least 40 min"),
            ("31-35 min", "less than 40 min", "31 to less than 40 min"),
            ("about 31 min", "40 min", "about 31 to 40 min"),
            ("more than 31 min", "40 min", "more than 31 to 40 min"),
            ("at least 31 min", "35-40 min", "at least 31 to 40 min"),
            ("up to 31 min", "40 min", "up to 31 to 40 min"),
            ("more than 31 min", "less than 40 min", "more than 31 to less than 40 min"),
            ("about 31 min", "up to 40 min", "about 31 to at most 40 min"),
            # one word for both ends
            ("up to 31 min", "up to 40 min", "at most 31 to at most 40 min"),
            ("at least 31 min", "at least 40 min", "from 31 min or more to 40 min or more"),
            ("more than 31 min", "more than 40 min", "from more than 31 min to more than 40 min"),
            ("about 31 min", "about 40 min", "about 31–40 min"),
            # what is stated stands at the end
            ("31 min", "up to 31 min", "31 min"),
        ],
    )
    def test_a_bound_at_either_end_is_printed(self, low: str, high: str, shown: str) -> None:
        assert Span.over([measure(low), measure(high)]).show() == shown

    @pytest.mark.parametrize(
        ("low", "high", "unit", "shown"),
        [
            ("31 min", "less than 40 min", "h", "0.52 to less than 0.67 h"),
            ("1865 kg", "up to 2085 kg", "lb", "4112 to at most 4597 lb"),
            ("16 kWh/100 km", "less than 20 kWh/100 km", "mi/kWh", "more than 3.1 to 3.9 mi/kWh"),
            ("16 kWh/100 km", "up to 20 kWh/100 km", "kWh/100 mi", "26 to at most 32 kWh/100 mi"),
            ("about 16 kWh/100 km", "20 kWh/100 km", "mi/kWh", "3.1 to about 3.9 mi/kWh"),
            # two numbers that print alike
            ("about 513 km", "up to 513.4 km", "mi", "about 319 to at most 319.0 mi"),
            ("about 513 km", "up to 514 km", "mi", "about 319 to at most 319 mi"),
        ],
    )
    def test_a_bound_is_printed_in_every_unit(self, low: str, high: str, unit: str, shown: str) -> None:
        assert Span.over([measure(low), measure(high)]).to(unit).show() == shown

    @given(
        st.lists(
            st.tuples(st.sampled_from(["", *BOUNDS.values()]), st.integers(10, 60)), min_size=2, max_size=3
        ),
        st.sampled_from(["kWh/100 km", "kWh/100 mi", "mi/kWh", "Wh/km"]),
    )
    def test_a_bound_is_never_lost(self, figures: list[tuple[str, int]], unit: str) -> None:
        span = Span.over([measure(f"{lead} {number} kWh/100 km") for lead, number in figures]).to(unit)
        shown = span.show()
        if span.lowest.bound == span.highest.bound == "at least" and span.lowest != span.highest:
            shown = shown.replace(" or more", " at least")
        shown = shown.replace("at most", "up to")
        ends = [span.lowest.number("low") or span.lowest.number("high"),
                span.highest.number("high") or span.highest.number("low")]  # fmt: skip
        for end, number in zip((span.lowest, span.highest), ends, strict=True):
            assert BOUNDS.get(end.bound, "") in shown
            assert number is not None
            assert number in shown
        # and none is added
        told = {lead for lead in BOUNDS.values() if lead in shown}
        assert told == {BOUNDS[end.bound] for end in (span.lowest, span.highest) if end.bound in BOUNDS}

    def test_ends_in_unlike_units_are_shown_in_that_of_the_lower(self) -> None:
        assert Span.over([measure("290 mi"), measure("514 km")]).show() == "290–319 mi"
        assert Span.over([measure("319 mi"), measure("466 km")]).show() == "466–513 km"

    def test_ends_that_print_alike_are_shown_once(self) -> None:
        assert Span.over([measure("514 km"), measure("513.9 km")]).to("mi").show().count("mi") == 1
        assert Span(measure("466 km"), measure("466 km")).show() == "466 km"

    def test_thousands_are_set_off_if_asked(self) -> None:
        assert Span.over([measure("1865 kg"), measure("2085 kg")]).show(grouped=True) == "1,865–2,085 kg"

    def test_a_unit_that_was_printed_shows_as_printed(self) -> None:
        span = Span.over([measure("319 mi (514 km)"), measure("290 mi (466 km)")])
        assert span.printed_in("km").show() == "466–514 km"
        assert span.printed_in("km").high == 514.0
        assert span.kind == "length"
        assert span.text == "290–319 mi"

    def test_a_span_agrees_end_by_end(self) -> None:
        km, mi = (
            Span.over([measure(low), measure(high)])
            for low, high in (("466 km", "514 km"), ("290 mi", "319 mi"))
        )
        assert km.agrees_with(mi)
        assert not km.agrees_with(Span.over([measure("466 km"), measure("600 km")]))
        assert not km.agrees_with(measure("466 km"))

    @pytest.mark.parametrize(
        ("low", "high", "order"),
        [
            ("466 km", "514 km", "equal"),
            ("466 km", "500 km", "greater"),
            ("400 km", "500 km", "greater"),
            ("400 km", "600 km", "undecided"),
            ("500 km", "600 km", "less"),
            ("500 km", "up to 600 km", "undecided"),
        ],
    )
    def test_order_needs_both_ends_not_to_contradict(self, low: str, high: str, order: str) -> None:
        span = Span(measure("466 km"), measure("514 km"))
        assert span.compare(Span(measure(low), measure(high))) == order

    def test_a_span_contains_what_lies_within(self) -> None:
        span = Span(measure("466 km"), measure("514 km"))
        assert span.contains(measure("500 km"))
        assert span.contains(Span(measure("470 km"), measure("514 km")))
        assert not span.contains(measure("600 km"))
        assert not span.contains(Flag(True))

    @given(
        st.lists(st.integers(1, 999), min_size=1, max_size=4),
        st.lists(st.integers(1, 999), min_size=1, max_size=4),
    )
    def test_order_turns_round_with_the_sides(self, ours: list[int], theirs: list[int]) -> None:
        one, other = (Span.over([measure(f"{n} km") for n in ns]) for ns in (ours, theirs))
        turned = {"less": "greater", "greater": "less", "equal": "equal", "undecided": "undecided"}
        assert other.compare(one) == turned[one.compare(other)]

    @given(st.lists(st.integers(50, 999), min_size=2, max_size=4))
    def test_a_reciprocal_unit_turns_the_order_round(self, numbers: list[int]) -> None:
        span = Span.over([measure(f"{n / 10} kWh/100 km") for n in numbers])
        turned = span.to("mi/kWh")
        low, high = turned.low, turned.high
        assert low is not None
        assert high is not None
        assert low <= high
        assert turned.lowest.agrees_with(span.highest)

    def test_reach_from_the_lowest_to_the_highest(self) -> None:
        span = Span.over([measure("514 km"), measure("466 km"), measure("500 km")])
        assert span.show() == "466–514 km"
        assert (span.low, span.high) == (466.0, 514.0)

    def test_keep_how_each_end_was_printed(self) -> None:
        span = Span.over([measure("514 km (319 mi)"), measure("466 km (290 mi)")])
        assert span.to("mi").show() == "290–319 mi"

    def test_change_ends_under_a_reciprocal(self) -> None:
        span = Span.over([measure("16.0 kWh/100 km"), measure("20.0 kWh/100 km")])
        assert span.to("mi/kWh").show() == "3.11–3.88 mi/kWh"

    def test_compare_end_by_end(self) -> None:
        span = Span.over([measure("466 km"), measure("514 km")])
        assert span.compare(measure("more than 514 km")) == "less"
        assert span.compare(measure("490 km")) == "undecided"
        assert span.compare(Span.over([measure("466 km"), measure("600 km")])) == "less"
        assert span.compare(span) == "equal"
        assert span.compare(Flag(True)) == "undecided"

    @given(st.lists(st.integers(1, 10_000), min_size=1, max_size=6))
    def test_hold_every_figure(self, numbers: list[int]) -> None:
        figures = [measure(f"{number} km") for number in numbers]
        span = Span.over(figures)
        assert all(span.contains(figure) for figure in figures)
        assert (span.low, span.high) == (min(numbers), max(numbers))


def test_the_order_of_figures_of_one_size_decides_nothing() -> None:
    alike = [measure("195 kW"), measure("195.0 kW"), measure("195 kW (265 PS)"), measure("about 195 kW")]
    spans = {
        (span.lowest.show(), span.highest.show(), span.lowest.text, span.show())
        for figures in permutations([*alike, measure("150 kW")])
        for span in [Span.over(figures)]
    }
    assert len(spans) == 1


def test_a_span_has_the_face_of_a_figure() -> None:
    wide = Span.over([measure("466 km WLTP"), measure("319 mi WLTP")])
    assert (wide.unit, wide.cycle, wide.bound, wide.magnitude) == ("km", "WLTP", "between", None)
    for text in ("514 km WLTP", "up to 400 kW", "more than 300 kW", "about 5 m"):
        figure = measure(text)
        one = Span.around(figure)
        for name in ("unit", "cycle", "kind", "bound", "magnitude", "low", "high"):
            assert getattr(one, name) == getattr(figure, name)
    assert Span.over([measure("150 kW"), measure("more than 300 kW")]).bound == "at least"
