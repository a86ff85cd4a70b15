"""Verdicts in words: every kind, every reason, every size. What they are is tested in `test_verdicts`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.claims import QualifiedSpec
from evspec.comparison.facts import Kind, Reason, Verdict
from evspec.comparison.pair_verdicts import PairVerdict, by_pairs
from evspec.comparison.words import (
    difference_in_words,
    in_words,
    pairs_in_words,
    percent_in_words,
    size_in_words,
)
from evspec.measures.ends import End
from evspec.specs import SPECS
from evspec.values import Interval
from evspec.vehicles import entry_of, subject_of
from tests.each import each
from tests.vehicles.garage import generation

if TYPE_CHECKING:
    from evspec.measures import Order

OLD, NEW = (subject_of(generation(id_=f"acme/one/{letter}")) for letter in "ab")


def size(low: float | None, high: float | None, unit: str = "kW", power: int = 0) -> Interval:
    first, last = (None if end is None else Fraction(repr(end)) for end in (low, high))
    return Interval.between(first, last, unit, power=power)


def percent(low: float | None, high: float | None) -> Interval:
    return size(low, high, "%")


UP = size(50, 50), percent(33.33, 33.33)
AT_MOST = size(None, 270), percent(None, 207.7)
SPREAD = size(34, 86, "km"), percent(7.3, 16.7)
SOONER = size(-0.7, -0.7, "s", -1), percent(-12.5, -12.5)
LESS = size(None, -55), percent(None, -13.75)
STRICTLY = Interval(None, End((-1, 1), (-1, 1), (-1, 1), strict=True), "s", power=-1)

POWER, RANGE = SPECS["power"], SPECS["range"]

VERDICTS = [
    (Verdict("same", "equal"), "same"),
    (Verdict("same", reason=Reason.SAME_FOR, names=("Plus",)), "same for Plus"),
    (Verdict("same", reason=Reason.SAME_FOR, names=("Base", "Plus")), "same for Base, Plus"),
    (Verdict("same within rounding"), "same within rounding"),
    (Verdict("changed"), "changed"),
    (Verdict("changed", "greater", True, *UP, is_sure=True), "more, +50 kW (+33 %)"),
    # the word is the spec's, whether or not more is better
    (Verdict("changed", "greater", None, size(60, 60), is_sure=True), "more, +60 kW"),
    (Verdict("changed", "greater", None, *UP), "+50 kW (+33 %)"),
    (Verdict("changed", "greater", None, size(2, 2, ""), percent(40, 40)), "+2 (+40 %)"),
    # a share that rounds to nothing is not told
    (Verdict("changed", "greater", None, size(2, 2), percent(0.3, 0.3)), "+2 kW"),
    (Verdict("changed", "greater", None, *SPREAD), "+34 to +86 km (+7 to +17 %)"),
    (Verdict("changed", "less", True, *SOONER, is_sure=True), "less, −0.7 s (−12 %)"),
    (Verdict("changed", "greater", None, size(20, 20, "°C")), "+20 °C"),
    (Verdict("bounded", "greater", True, *AT_MOST, is_sure=True), "more by at most 270 kW (208 %)"),
    (Verdict("bounded", "less", False, *LESS, is_sure=True), "less by at least 55 kW (14 %)"),
    (Verdict("bounded", "greater", True, size(270, None), is_sure=True), "more by at least 270 kW"),
    (Verdict("bounded", "less", False, size(-90, None), is_sure=True), "less by at most 90 kW"),
    (Verdict("bounded", "less", True, STRICTLY, is_sure=True), "less by more than 1.0 s"),
    (Verdict("bounded", "greater", True, is_sure=True), "more, size open"),
    (Verdict("bounded", "less", False, is_sure=True), "less, size open"),
    (Verdict("bounded", "greater"), "size open"),
    (Verdict("bounded", "greater", None, size(100, None, "mm"), is_sure=True), "more by at least 100 mm"),
    # a size with two ends has its sign
    (Verdict("bounded", "greater", None, size(10, 100, "mm"), is_sure=True), "more, +10 to +100 mm"),
    # where not even the direction is sure, it is told how far either way
    (
        Verdict("undecided", delta=size(None, 194), percent=percent(None, 40)),
        "open: at most 194 kW more (40 %)",
    ),
    (Verdict("undecided", delta=size(-50, None)), "open: at most 50 kW less"),
    (Verdict("undecided", delta=size(-50, 30)), "open: up to 50 kW less or up to 30 kW more"),
    (
        Verdict("changed", "greater", None, *UP, Reason.VARIANTS_THAT_STATE_IT),
        "+50 kW (+33 %), of those that state it",
    ),
    (
        Verdict("bounded", "greater", reason=Reason.VARIANTS_THAT_STATE_IT),
        "size open, of those that state it",
    ),
    (Verdict("changed", lost=("FWD",), gained=("RWD",)), "−FWD +RWD"),
    (Verdict("changed", lost=("FWD", "AWD")), "−FWD −AWD"),
    (Verdict("changed", gained=("AWD",)), "+AWD"),
    (Verdict("changed", reason=Reason.NARROWED), "narrowed"),
    (Verdict("changed", reason=Reason.WIDENED), "widened"),
    (Verdict("added"), "added"),
    (Verdict("removed"), "removed"),
    (Verdict("undecided"), "undecided"),
    (Verdict("undecided", reason=Reason.OTHER_VARIANTS), "undecided: stated of other variants"),
    (Verdict("undecided", reason=Reason.NOT_ALL_VARIANTS), "undecided: not stated of all variants"),
    (Verdict("undecided", reason=Reason.COARSE, names=("1 m",)), "undecided: one is rounded to 1 m"),
    (
        Verdict("not comparable", reason=Reason.UNLIKE_FUELS, names=("diesel", "petrol")),
        "not comparable: diesel and petrol",
    ),
    (
        Verdict("not comparable", reason=Reason.CONDITION_NOT_STATED, names=("standard",)),
        "not comparable: standard not stated",
    ),
    (
        Verdict("not comparable", reason=Reason.CONDITION_NOT_STATED, names=("cycle", "soc")),
        "not comparable: cycle and SoC not stated",
    ),
    (
        Verdict("not comparable", reason=Reason.UNLIKE_CONDITIONS, names=("standard", "wheels")),
        "not comparable: unlike standard and wheels",
    ),
    (
        Verdict(
            "changed", "greater", True, *UP, Reason.ONE_SOURCE, ("PushEVs",), is_sure=True
        ),
        "more, +50 kW (+33 %), as PushEVs compares them",
    ),
    (Verdict("same", "equal", reason=Reason.ONE_SOURCE, names=("Volt",)), "same, as Volt compares them"),
    (
        Verdict("not comparable", reason=Reason.UNLIKE_KINDS, names=("money EUR", "money GBP")),
        "not comparable: EUR and GBP",
    ),
]  # fmt: skip


@each(("verdict", "words"), VERDICTS, ids=[words for _, words in VERDICTS])
def test_a_verdict_on_two_that_state_it(verdict: Verdict, words: str) -> None:
    assert in_words(verdict, POWER, OLD, NEW) == words


class TestASilentSide:
    @pytest.mark.parametrize(
        ("kind", "reason", "names", "old", "new"),
        [
            ("one-sided", Reason.NOT_STATED, (), "A1 not stated", "B1 not stated"),
            ("one-sided", Reason.NOT_YET_STATED, (), "first stated", "not yet stated"),
            ("one-sided", Reason.UNDATED_SOURCES, (), "undated sources only", "undated sources only"),
            ("not comparable", Reason.OTHER_CONDITIONS, ("EPA",),
             "not comparable: A1 states EPA", "not comparable: B1 states EPA"),
            ("not comparable", Reason.OTHER_CONDITIONS, ("",),
             "not comparable: A1 states it unqualified", "not comparable: B1 states it unqualified"),
            ("not comparable", Reason.OTHER_CONDITIONS, ("without boost", "30-minute"),
             "not comparable: A1 states without boost and 30-minute",
             "not comparable: B1 states without boost and 30-minute"),
        ],
    )  # fmt: skip
    def test_is_named(self, kind: Kind, reason: Reason, names: tuple[str, ...], old: str, new: str) -> None:
        verdict = Verdict(kind, reason=reason, names=names)
        assert in_words(verdict, POWER, OLD, NEW, silent=OLD) == old
        assert in_words(verdict, POWER, OLD, NEW, silent=NEW) == new

    def test_is_called_by_its_code_where_that_tells_the_sides_apart(self) -> None:
        one_sided = Verdict("one-sided", reason=Reason.NOT_STATED)
        heads: list[tuple[dict[str, Any], str]] = [
            ({"code": "B1"}, "A1 not stated"),
            # one code, or another model
            ({"code": "A1"}, "One A1 not stated"),
            ({"model": "Two"}, "One A1 not stated"),
        ]
        for head, words in heads:
            other = subject_of(generation(id_="acme/one/b", **head))
            assert in_words(one_sided, POWER, OLD, other, silent=OLD) == words
        # a bare year would read as a date
        dated = subject_of(generation(code="2022"))
        assert in_words(one_sided, POWER, dated, NEW, silent=dated) == "One 2022 not stated"


class TestDifferences:
    @pytest.mark.parametrize(
        ("delta", "words"),
        [
            (size(270, 270), "+270 kW"),
            (size(-48, 39), "−48 to +39 kW"),
            (size(None, 270), "at most +270 kW"),
            (size(270, None), "at least +270 kW"),
            # of what falls, the word is about the size
            (size(None, -270), "at least −270 kW"),
            (size(-270, None), "at most −270 kW"),
            (size(None, None), "size open"),
            (size(0, 0), "±0 kW"),
            (size(1234.5, 1234.5, power=-1), "+1,234.5 kW"),
            (size(-0.04, -0.04, power=-1), "±0.0 kW"),
            (size(0, 86, "km"), "±0 to +86 km"),
            (size(2, 2, ""), "+2"),
            (size(150, 250, power=2), "+150 to +250 kW"),
        ],
    )
    def test_are_shown_with_their_sign(self, delta: Interval, words: str) -> None:
        assert difference_in_words(delta) == words

    def test_are_about_what_they_are_where_a_figure_is_only_about(self) -> None:
        for old, new in (("about 400 km WLTP", "582 km WLTP"), ("400 km WLTP", "about 582 km WLTP")):
            (change,) = ev.diff({"range": old}, {"range": new}).changes
            assert change.words == "longer, about +182 km (+46 %)"

    @pytest.mark.parametrize(
        ("share", "words"),
        [
            (None, ""),
            (percent(207.7, 207.7), "+208 %"),
            # the difference beside it says "at most"
            (percent(None, 207.7), "+208 %"),
            (percent(-12.5, 3.4), "−12 to +3 %"),
            (percent(0.2, 0.2), "±0 %"),
        ],
    )
    def test_in_percent_are_whole_numbers(self, share: Interval | None, words: str) -> None:
        assert percent_in_words(Verdict("changed", "greater", percent=share)) == words

    @pytest.mark.parametrize(
        ("low", "high", "unit", "words"),
        [
            (60, 72, "months", "5 or 6 years later"),
            (60, 60, "months", "5 years later"),
            (12, 12, "months", "1 year later"),
            (11, 11, "months", "11 months later"),
            (1, 1, "months", "1 month later"),
            (14, 25, "months", "14 to 25 months later"),
            (1, 2, "months", "1 or 2 months later"),
            (94, 97, "months", "about 8 years later"),
            (24, 48, "months", "2 to 4 years later"),
            (-60, -60, "months", "5 years earlier"),
            (-25, -14, "months", "14 to 25 months earlier"),
            (1, 1, "days", "1 day later"),
            (19, 19, "days", "19 days later"),
            (-19, -19, "days", "19 days earlier"),
        ],
    )
    def test_of_dates_are_a_lapse_of_time(self, low: int, high: int, unit: str, words: str) -> None:
        verdict = Verdict("changed", "greater" if low > 0 else "less", delta=size(low, high, unit))
        assert size_in_words(verdict, RANGE) == in_words(verdict, POWER, OLD, NEW) == words


class TestTheWordsOfASpec:
    @pytest.mark.parametrize(
        ("key", "order", "words"),
        [
            ("range", "greater", "longer, +5 x"),
            ("range", "less", "shorter, +5 x"),
            ("curb_weight", "greater", "heavier, +5 x"),
            ("accel_0_100_kmh", "less", "quicker, +5 x"),
            ("top_speed", "greater", "faster, +5 x"),
            ("dc_time", "less", "quicker to charge, +5 x"),
            ("consumption", "less", "more efficient, +5 x"),
            ("price", "less", "cheaper, +5 x"),
            ("battery_gross", "greater", "bigger, +5 x"),
            ("power", "less", "less, +5 x"),
        ],
    )
    def test_say_which_way_it_goes(self, key: str, order: Order, words: str) -> None:
        verdict = Verdict("changed", order, delta=size(5, 5, "x"), is_sure=True)
        assert in_words(verdict, SPECS[key], OLD, NEW) == words

    @pytest.mark.parametrize(
        ("unit", "words"),
        [("kWh/100 km", "open: at most 2 kWh/100 km less efficient"),
         ("mi/kWh", "open: at most 2 mi/kWh more efficient")],
    )  # fmt: skip
    def test_turn_round_in_a_unit_that_counts_the_other_way(self, unit: str, words: str) -> None:
        verdict = Verdict("undecided", delta=size(None, 2, unit))
        assert in_words(verdict, SPECS["consumption"], OLD, NEW) == words


def pair(name: str, verdict: Verdict, old_name: str = "") -> PairVerdict:
    sides = [
        generation(id_=f"acme/one/{letter}", variants=(("v", called), ("w", "W"))).variant("v")
        for letter, called in (("a", old_name or name), ("b", name))
    ]
    of = QualifiedSpec(RANGE, RANGE.splits({"cycle": "WLTP"}))
    return PairVerdict(sides[0], sides[1], (entry_of(sides[0], of), entry_of(sides[1], of)), verdict)


def km(low: float, high: float | None = None) -> Verdict:
    high = low if high is None else high
    order: Order = "greater" if low > 0 else "less"
    return Verdict("changed", order, low > 0, size(low, high, "km"), percent(low / 4, high / 4), is_sure=True)


SAME, OPEN = Verdict("same", "equal"), Verdict("undecided")
CLOSE = Verdict("changed", "greater", None, size(1, 1, "km"), percent(0.3, 0.3))
APART = Verdict("not comparable", reason=Reason.UNLIKE_CONDITIONS, names=("equipment",))


class TestPairs:
    @pytest.mark.parametrize(
        ("verdicts", "count", "words"),
        [
            ([km(100)], 3, "longer, +100 km (+25 %), of the V1"),
            ([km(100), km(60)], 2, "longer in both pairs, +60 to +100 km (+15 to +25 %)"),
            ([km(100), km(60)], 3, "longer in both pairs that state it, +60 to +100 km (+15 to +25 %)"),
            ([km(100), km(60), km(80)], 3, "longer in all 3 pairs, +60 to +100 km (+15 to +25 %)"),
            ([km(100), km(60), km(80)], 9,
             "longer in all 3 pairs that state it, +60 to +100 km (+15 to +25 %)"),
            ([km(100), km(60), km(-20)], 3,
             "longer in 2 of 3 pairs, shorter in 1 (V3), −20 to +100 km (−5 to +25 %)"),
            ([km(-20), km(-60), km(100)], 3,
             "shorter in 2 of 3 pairs, longer in 1 (V3), −60 to +100 km (−15 to +25 %)"),
            ([km(100), km(60), SAME], 3, "longer in 2 of 3 pairs, same in 1, +60 to +100 km (+15 to +25 %)"),
            ([km(100), km(60), CLOSE], 3,
             "longer in 2 of 3 pairs, nearly the same in 1 (V3), +60 to +100 km (+15 to +25 %)"),
            ([km(100), km(60), OPEN, OPEN], 4,
             "longer in 2 of 4 pairs, 2 open, +60 to +100 km (+15 to +25 %)"),
            ([SAME, SAME], 2, "same in both pairs"),
            ([SAME, SAME, SAME], 4, "same in all 3 pairs that state it"),
            ([OPEN, OPEN], 2, "open in both pairs"),
            ([APART, APART], 2, "not comparable in both pairs: unlike equipment"),
        ],
    )  # fmt: skip
    def test_are_counted(self, verdicts: list[Verdict], count: int, words: str) -> None:
        pairs = [pair(f"V{n}", verdict) for n, verdict in enumerate(verdicts, 1)]
        assert pairs_in_words(by_pairs(pairs, {}), RANGE, pairs, count) == words

    def test_are_called_by_both_names_where_these_differ(self) -> None:
        renamed = [pair("64.8 kWh", SAME, "64 kWh")]
        assert pairs_in_words(SAME, RANGE, renamed, 2) == "same, of the 64 kWh → 64.8 kWh"
        unnamed = [pair("(dual-motor)", SAME, "xDrive30")]
        assert pairs_in_words(SAME, RANGE, unnamed, 2) == "same, of the xDrive30 → dual-motor"
