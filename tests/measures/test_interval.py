"""Where figures lie: agreement, containment, the order that is sure, ends, and arithmetic."""

from __future__ import annotations

import operator
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from evspec.errors import UnitError, UnlikeFigures, WrongType
from evspec.measures import Interval, measure
from evspec.values import Span
from tests.each import each

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.measures.interval import End


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # 319 mi is 513.4 km, and 514 km is 319.4 mi: one number rounded twice.
        ("319 mi", "514 km"), ("286 mi", "460 km"), ("286 mi", "461 km"), ("150 kW", "204 PS"),
        ("282 hp", "210 kW"), ("345 kW", "about 463 hp"), ("345 kW", "about 380 kW"),
        ("431-473 km", "268-294 mi"), ("up to 400 kW", "up to 536 hp"), ("5.6 s", "5.60 s"),
        ("3.43 mi/kWh", "18.1 kWh/100 km"), ("at least 4.00 mi/kWh", "up to 15.5 kWh/100 km"),
        ("at least 514 km", "more than 319 mi"), ("0 °C", "32 °F"), ("20 °C", "68 °F"),
        ("514 km WLTP", "319 mi WLTP"), ("24 %", "0.24 fraction"), ("429-430 km", "267 mi"),
    ],
)  # fmt: skip
def test_agreement(one: str, other: str) -> None:
    assert measure(one).agrees_with(measure(other))
    assert measure(other).agrees_with(measure(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("319 mi", "600 km"), ("459 km", "460 km"), ("204 hp", "150 kW"), ("345 kW", "about 400 kW"),
        ("514 km WLTP", "514 km"), ("514 km WLTP", "514 km EPA"), ("5 N·m", "5 J"),
        ("514 km", "up to 514 km"),
        ("431-473 km", "450 km"), ("431-473 km", "431-480 km"), ("at least 5 km", "up to 5 km"),
        # Another printing narrows a figure: 286 mi alone agrees with 459 km rounded up, 460 km does not.
        ("286 mi (460 km)", "459 km"),
    ],
)  # fmt: skip
def test_no_agreement(one: str, other: str) -> None:
    assert not measure(one).agrees_with(measure(other))
    assert not measure(other).agrees_with(measure(one))


def test_agreement_is_not_transitive() -> None:
    assert measure("459.6 km").agrees_with(measure("286 mi"))
    assert measure("286 mi").agrees_with(measure("461 km"))
    assert not measure("459.6 km").agrees_with(measure("461 km"))


@each(
    ("outer", "inner", "expected"),
    [
        ("up to 400 kW", "345 kW", True), ("up to 400 kW", "400 kW", True),
        ("up to 400 kW", "up to 300 kW", True), ("up to 400 kW", "401 kW", False),
        ("up to 400 kW", "at least 300 kW", False), ("up to 400 kW", "more than 300 kW", False),
        ("less than 400 kW", "400 kW", False), ("less than 400 kW", "less than 400 kW", True),
        ("less than 400 kW", "399 kW", True), ("more than 514 km", "514 km", False),
        ("more than 514 km", "515 km", True), ("at least 514 km", "more than 514 km", True),
        ("more than 514 km", "up to 600 km", False), ("431-473 km", "450 km", True),
        ("268-294 mi", "431-473 km", True), ("431-473 km", "400-450 km", False),
        ("431-473 km", "450-500 km", False), ("about 463 hp", "345 kW", True),
        ("514 km", "514 km", True), ("514 km", "513 km", False), ("up to 400 km", "345 km WLTP", False),
        ("up to 400 kW", "345 kWh", False), ("at least 4 mi/kWh", "4.5 mi/kWh", True),
        ("at least 4 mi/kWh", "14 kWh/100 km", True), ("at least 4.0 mi/kWh", "17 kWh/100 km", False),
    ],
)  # fmt: skip
def test_containment(outer: str, inner: str, expected: bool) -> None:
    assert measure(outer).contains(measure(inner)) is expected


@each(
    ("one", "other", "expected"),
    [
        ("5 km", "6 km", "less"), ("5 km", "5.0 km", "equal"), ("1 km", "1000 m", "equal"),
        ("319 mi", "514 km", "undecided"), ("513 km", "514 km", "less"), ("513 km", "513.5 km", "undecided"),
        ("more than 514 km", "514 km", "greater"), ("at least 514 km", "514 km", "undecided"),
        ("less than 514 km", "514 km", "less"), ("more than 514 km", "about 514 km", "undecided"),
        ("up to 400 kW", "130 kW", "undecided"), ("at least 400 kW", "130 kW", "greater"),
        ("431-473 km", "514 km", "less"), ("431-473 km", "450 km", "undecided"),
        ("about 463 hp", "500 hp", "undecided"), ("about 463 hp", "600 hp", "less"),
        ("about 463 hp", "about 463 hp", "undecided"), ("up to 5 s", "up to 5 s", "undecided"),
        ("514 km WLTP", "400 km EPA", "undecided"), ("514 km WLTP", "400 km", "undecided"),
        ("4 mi/kWh", "3 mi/kWh", "greater"), ("4 mi/kWh", "5 km/kWh", "greater"),
        ("20 kWh/100 km", "15 kWh/100 km", "greater"), ("at least 4 mi/kWh", "3 mi/kWh", "greater"),
        # Economy against consumption: neither is "more".
        ("4 mi/kWh", "20 kWh/100 km", "undecided"), ("4 mi/kWh", "250 Wh/mi", "equal"),
        ("-10 °C", "5 °F", "greater"), ("20 °C", "68 °F", "equal"),
    ],
)  # fmt: skip
def test_order(one: str, other: str, expected: str) -> None:
    first, second = measure(one), measure(other)
    turned = {"less": "greater", "greater": "less"}.get(expected, expected)
    assert first.compare(second) == expected
    assert second.compare(first) == turned
    for operate, answers in ORDERS.items():
        if expected == "undecided":
            with pytest.raises(UnlikeFigures) as caught:
                operate(first, second)
            words = (str(first), str(second), "compare", "low", "high", "ev.rank")
            assert all(word in str(caught.value) for word in words)
        else:
            assert operate(first, second) is (expected in answers)
    assert (first == second) is (expected == "equal" or one == other)


#: What each operator takes for true.
ORDERS: dict[Callable[[Any, Any], bool], set[str]] = {
    operator.lt: {"less"},
    operator.le: {"less", "equal"},
    operator.gt: {"greater"},
    operator.ge: {"greater", "equal"},
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("up to 5 km", "at least 5 km"), ("5-7 km", "7-9 km"), ("about 5 km", "about 5 km"),
        ("up to 4 mi/kWh", "at least 4 mi/kWh"), ("up to 4 mi/kWh", "up to 250 Wh/mi"),
    ],
)  # fmt: skip
def test_ends_that_touch_have_no_sure_order(one: str, other: str) -> None:
    assert measure(one).compare(measure(other)) == "undecided"
    for operate in ORDERS:
        with pytest.raises(UnlikeFigures, match=r"leave it open"):
            operate(measure(one), measure(other))


def test_nothing_is_sorted_by_guessing() -> None:
    open_ = [measure(text) for text in ("up to 320 kW", "250 kW", "130 kW")]
    unlike = [measure(text) for text in ("500 km WLTP", "291 mi EPA", "400 km WLTP")]
    for figures in (open_, unlike, open_[::-1], unlike[::-1]):
        for answer in (sorted, max, min):
            with pytest.raises(TypeError, match=r"ev\.rank"):
                answer(figures)
    sure = [measure(text) for text in ("250 kW", "130 kW", "204 PS")]
    assert [str(one) for one in sorted(sure)] == ["130 kW", "204 PS", "250 kW"]
    assert max(sure) == measure("250 kW")


def test_pandas_guesses_no_order() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"range": [measure("514 km WLTP"), measure("291 mi EPA")], "cars": [1, 2]})
    column: Any = frame["range"]
    asked: list[Callable[[], object]] = [
        column.max,
        column.idxmax,
        column.sort_values,
        partial(frame.sort_values, "range"),
        partial(frame.pivot_table, index="range", values="cars"),
        partial(pd.factorize, column, sort=True),
        frame.groupby("range").sum,
    ]
    for answer in asked:
        with pytest.raises(TypeError, match=r"ev\.rank"):
            answer()
    assert list(frame.groupby("range", sort=False)["cars"].sum()) == [1, 2]
    assert list(frame["range"] == measure("514 km WLTP")) == [True, False]


def test_the_shown_unit_decides_what_more_is() -> None:
    one, other = measure("15 kWh/100 km"), measure("20 kWh/100 km")
    assert one < other
    assert one.to("mi/kWh") > other.to("mi/kWh")


def test_kinds_have_no_order() -> None:
    with pytest.raises(UnitError, match=r"in 'km' \(length\) with one in 'kW' \(power\)"):
        measure("5 km").compare(measure("5 kW"))


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_only_measures_have_an_order(compare: operator.lt) -> None:  # type: ignore[valid-type]
    with pytest.raises(TypeError):
        compare(measure("5 km"), 5)  # type: ignore[misc]


def test_spans_and_results_have_an_order_too() -> None:
    span = Span.over([measure("466 km WLTP"), measure("514 km WLTP")])
    assert span < measure("520 km WLTP")
    assert measure("400 km WLTP") < span
    assert measure("514 km WLTP") - "466 km WLTP" > measure("40 km")
    assert measure("150 kW") + "80 kW" >= measure("230 kW")
    with pytest.raises(UnlikeFigures, match=r"466–514 km.* and 480 km WLTP"):
        assert span < measure("480 km WLTP")
    with pytest.raises(UnitError, match=r"'kW' \(power\) with one in 'km' \(length\)"):
        assert measure("150 kW") + "80 kW" > measure("5 km")


def lies(text: str, unit: str | None = None) -> Interval:
    return measure(text).interval(unit)


def edges(end: End | None) -> tuple[float, float] | None:
    """Return where the number that was rounded to an end may lie."""
    return None if end is None else (float(Fraction(*end.low)), float(Fraction(*end.high)))


def exact(low: float | None, high: float | None, unit: str = "km") -> Interval:
    first, last = (None if end is None else Fraction(repr(end)) for end in (low, high))
    return Interval.between(first, last, unit)


class TestEnds:
    @pytest.mark.parametrize(
        ("text", "lower", "upper"),
        [
            ("514 km", (513.5, 514.5), (513.5, 514.5)),
            ("514.0 km", (513.95, 514.05), (513.95, 514.05)),
            ("431-473 km", (430.5, 431.5), (472.5, 473.5)),
            ("about 500 km", (450, 550), (450, 550)),
            ("at least 514 km", (513.5, 514.5), None),
            ("less than 514 km", None, (513.5, 514.5)),
            ("more than 319 mi (514 km)", (513.5, 319.5 * 1.609344), None),
        ],
    )
    def test_lie_half_a_last_digit_on_each_side(
        self, text: str, lower: tuple[float, float] | None, upper: tuple[float, float] | None
    ) -> None:
        found = lies(text, "km")
        assert edges(found.lower) == (None if lower is None else pytest.approx(lower))
        assert edges(found.upper) == (None if upper is None else pytest.approx(upper))

    def test_are_narrowed_by_a_second_printing(self) -> None:
        # 319 mi is 512.6 to 514.19 km, and 514 km at least 513.5
        assert edges(lies("319 mi (514 km)", "km").lower) == pytest.approx((513.5, 319.5 * 1.609344))

    def test_turn_round_with_the_unit(self) -> None:
        economy, consumption = lies("3.0-4.0 mi/kWh"), lies("3.0-4.0 mi/kWh", "kWh/100 km")
        assert (economy.low, economy.high) == (3, 4)
        low, high = consumption.ends
        assert low is not None
        assert high is not None
        assert low * 4 == high * 3
        first, last = edges(consumption.lower) or (0, 0)
        assert first < float(low) < last

    @pytest.mark.parametrize(
        ("text", "low", "high", "flags"),
        [
            ("150 kW", 150, 150, "definite"),
            ("150-200 kW", 150, 200, "definite"),
            ("about 150 kW", 150, 150, "definite about"),
            ("up to 150 kW", None, 150, ""),
            ("at least 150 kW", 150, None, ""),
            ("more than 150 kW", 150, None, "strict"),
            ("less than 150 kW", None, 150, "strict"),
        ],
    )
    def test_say_what_kind_of_bound_they_are(
        self, text: str, low: float | None, high: float | None, flags: str
    ) -> None:
        found = lies(text)
        assert (found.low, found.high, found.unit, found.kind) == (low, high, "kW", "power")
        told = {"definite": found.is_definite, "about": found.about, "strict": found.strict}
        assert {name for name, is_so in told.items() if is_so} == set(flags.split())
        assert not found.is_open

    def test_that_are_both_open_say_nothing(self) -> None:
        nothing = Interval.between(None, None)
        assert nothing.is_open
        assert not nothing.is_definite
        assert (nothing.low, nothing.high, nothing.ends) == (None, None, (None, None))

    def test_are_as_precise_as_the_digits_of_the_vaguer(self) -> None:
        assert [lies(text).digits for text in ("5.00 mi/kWh", "0.240 kWh", "1,865 kg", "9-10.5 s")] == [
            3, 3, 4, 1,
        ]  # fmt: skip
        assert lies("64.70 kWh").joined(lies("9 kWh")).digits == 1

    def test_are_those_of_both_figures_of_a_span(self) -> None:
        joined = lies("up to 31 min").joined(lies("less than 40 min"))
        assert (joined.low, joined.high, joined.strict) == (None, 40, True)


class TestOrderOfIntervals:
    @pytest.mark.parametrize(
        ("one", "other", "order", "ends"),
        [
            ("5 km", "6 km", "less", "less"),
            ("5 km", "5.0 km", "equal", "equal"),
            ("5-7 km", "6-9 km", "undecided", "less"),
            ("5-7 km", "5-9 km", "undecided", "less"),
            ("5-7 km", "5-7 km", "undecided", "equal"),
            ("5-9 km", "6-7 km", "undecided", "undecided"),
            ("466-514 km", "more than 514 km", "less", "less"),
            ("466-514 km", "more than 500 km", "undecided", "undecided"),
            ("513-600 km", "513.3-700 km", "undecided", "undecided"),
            # "about" says nothing so exact that its end could be the same
            ("about 500 km", "400-500 km", "undecided", "undecided"),
            ("about 500 km", "499-500 km", "undecided", "undecided"),
            ("5 km WLTP", "6 km EPA", "undecided", "undecided"),
            ("5 km", "6 kW", "undecided", "undecided"),
        ],
    )
    def test_is_sure_or_end_by_end(self, one: str, other: str, order: str, ends: str) -> None:
        first, second = lies(one), lies(other)
        assert (first.compare(second), first.compare_ends(second)) == (order, ends)
        turned = {"less": "greater", "greater": "less"}
        assert second.compare(first) == turned.get(order, order)
        assert second.compare_ends(first) == turned.get(ends, ends)

    def test_of_exact_numbers_has_no_rounding(self) -> None:
        assert exact(1, 2).compare(exact(2.001, 3)) == "less"
        assert exact(1, 2).compare(exact(2, 3)) == "undecided"

    @pytest.mark.parametrize(
        ("outer", "inner", "expected"),
        [
            (exact(1, 5), exact(2, 3), True), (exact(1, 5), exact(1, 5), True),
            (exact(1, 5), exact(1, 6), False), (exact(1, None), exact(2, 3), True),
            (exact(1, None), exact(2, None), True), (exact(1, 5), exact(2, None), False),
            (exact(None, None), exact(2, None), True),
        ],
    )  # fmt: skip
    def test_containing_takes_both_ends(self, outer: Interval, inner: Interval, expected: bool) -> None:
        assert outer.contains(inner) is expected


class TestEquality:
    def test_is_that_of_numbers_bounds_units_and_conditions(self) -> None:
        assert lies("5 km") == lies("5.0 km")
        assert hash(lies("5 km")) == hash(lies("5.0 km"))
        for other in ("5 m", "about 5 km", "up to 5 km", "5 km WLTP", "5-6 km"):
            assert lies("5 km") != lies(other)
        assert lies("more than 5 km") != lies("at least 5 km")
        assert lies("5 km") != 5


class TestArithmetic:
    @pytest.mark.parametrize(
        ("made", "low", "high"),
        [
            (lies("6-8 km") * lies("2-3 h"), 12, 24),
            (lies("6-8 km") / lies("2-4 h"), Fraction(3, 2), 4),
            (lies("6-8 km") - lies("1-2 km"), 4, 7),
            (lies("8 km") * 3, 24, 24),
            (lies("8 km") / Fraction(2, 3), 12, 12),
            (lies("at least 6 km") * lies("2-3 h"), 12, None),
            (lies("6-8 km") / lies("at least 2 h"), None, 4),
            (lies("6-8 km") / lies("up to 2 h"), 3, None),
            (lies("6-8 km") - lies("up to 2 km"), 4, None),
            (lies("up to 8 km") - lies("at least 2 km"), None, 6),
            (lies("up to 8 km") - lies("up to 2 km"), None, None),
            (lies("8 km") / exact(0, 4), 2, None),
        ],
    )
    def test_is_exact_and_passes_open_ends_on(
        self, made: Interval, low: Fraction | None, high: Fraction | None
    ) -> None:
        assert made.ends == (low, high)

    def test_has_the_digits_of_the_least_precise_but_two_at_least(self) -> None:
        assert (lies("64.70 kWh") * lies("2.50 h")).digits == 3
        assert (lies("64.7 kWh") * lies("2 h")).digits == 2
        assert (lies("64.7 kWh") / 3).digits == 3

    def test_passes_bounds_on(self) -> None:
        assert (lies("more than 6 km") * lies("2 h")).strict
        assert (lies("about 6 km") / lies("2 h")).about
        assert not (lies("up to 6 km") * lies("2 h")).is_definite
        assert (lies("6 km") * lies("2 h")).is_definite


def test_an_interval_shows_its_ends_and_unit() -> None:
    assert repr(lies("431-475 km")) == "<Interval 431 to 475 km>"
    assert repr(lies("up to 400 kW")) == "<Interval … to 400 kW>"
    assert repr(lies("64.7 kWh")) == "<Interval 64.7 kWh>"


@pytest.mark.parametrize("text", ["5 km", "4-6 km", "up to 7 km", "3.1 mi", "5000 m", "5 kW"])
def test_what_was_computed_is_held_against_figures_in_any_unit_as_they_are(text: str) -> None:
    other = measure(text)
    for one in (measure("5 km"), measure("3 mi"), measure("4-5 km")):
        same, theirs = one.interval(), other.interval()
        assert one.agrees_with(theirs) == same.agrees_with(other) == same.agrees_with(theirs)
        assert one.agrees_with(other) == same.agrees_with(other)
        assert one.contains(theirs) == same.contains(other) == one.contains(other)
        if one.kind == other.kind:
            assert one.compare(theirs) == same.compare(other) == one.compare(other)
    with pytest.raises(WrongType, match="figures"):
        measure("5 km").interval().compare(5)  # type: ignore[arg-type]
