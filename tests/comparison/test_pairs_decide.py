"""Pairs of variants decide along a lineage: what is told of generations is what their pairs come to."""

from __future__ import annotations

import pickle
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import evspec as ev
from evspec.comparison.facts import Reason
from evspec.comparison.pair_verdicts import by_pairs
from evspec.comparison.verdict import verdict
from evspec.comparison.words import in_words
from evspec.specs import SYSTEMS
from evspec.vehicles import Generation, precedes
from tests.vehicles.garage import catalog, entry, record, says

if TYPE_CHECKING:
    from evspec.claims import Claim
    from evspec.comparison import Change, Diff
    from evspec.specs import System

NEIGHBORS = [(g.predecessor.id, g.id) for g in ev.catalog if g.predecessor is not None]
#: Of one variant: few numbers, so that they meet.
FIGURES = [
    f"{bound}{size} kW"
    for size in (100, 101, 130, 200)
    for bound in ("", "up to ", "at least ", "more than ", "less than ", "about ")
]
TAYCAN = ("porsche/taycan/j1", "porsche/taycan/j1-2")


@cache
def diff_of(old: str, new: str) -> Diff:
    return ev.diff(old, new)


def change(of: Diff, key: str) -> Change:
    return next(c for c in of.rows if c.row.key == key)


class TestTheTaycan:
    """Worked out by hand."""

    @pytest.mark.parametrize(
        ("key", "pairs", "better", "delta", "words"),
        [
            ("power", 1, True, (140, 140), "more, +140 kW (+25 %), of the Turbo S"),
            ("dc_power", 6, True, (50, 95),
             "higher in all 6 pairs that state it, +50 to +95 kW (+19 to +42 %)"),
            ("range[cycle=EPA]", 10, True, (51, 148),
             "longer in all 10 pairs that state it, +51 to +148 km (+14 to +45 %)"),
            ("range[cycle=WLTP]", 1, None, (None, 194),
             "open: at most 194 km longer (40 %), of the Performance Battery Plus"),
        ],
    )  # fmt: skip
    def test_is_decided_by_its_pairs(
        self, key: str, pairs: int, better: bool | None, delta: tuple[int | None, int], words: str
    ) -> None:
        found = change(diff_of(*TAYCAN), key)
        assert (len(found.pairs), found.better, found.words) == (pairs, better, words)
        assert found.delta is not None
        assert (found.delta.low, found.delta.high) == delta

    def test_has_no_verdict_where_one_pair_stands_against_the_others(self) -> None:
        found = change(diff_of(*TAYCAN), "consumption[cycle=EPA]")
        assert found.better is None
        assert [pair.name for pair in found.pairs if pair.verdict.better is False] == ["Turbo Cross Turismo"]
        assert "more efficient in 9 of 10 pairs, less efficient in 1 (Turbo Cross Turismo)" in found.words

    def test_of_a_bigger_battery_says_so_and_no_more(self) -> None:
        found = change(diff_of(*TAYCAN), "battery_gross")
        assert found.better is None
        assert found.words.startswith("bigger, +12 kWh (+12 %)")


@pytest.mark.parametrize(("old", "new"), NEIGHBORS)
class TestEveryLineage:
    def test_says_what_the_diffs_of_its_pairs_say(self, old: str, new: str) -> None:
        own = {(one.old.id, one.new.id): one for one in diff_of(old, new).paired()}
        for found in diff_of(old, new).rows:
            for pair in found.pairs:
                told = next(c for c in own[pair.old.id, pair.new.id].rows if c.row == found.row)
                assert told.verdict == pair.verdict
            ahead = {pair.verdict.better for pair in found.pairs} - {None}
            if found.pairs:
                assert found.better is (ahead.pop() if len(ahead) == 1 else None)

    def test_calls_nothing_stated_of_other_variants_that_a_pair_states(self, old: str, new: str) -> None:
        for found in diff_of(old, new).rows:
            if found.verdict.reason in {Reason.OTHER_VARIANTS, Reason.NOT_ALL_VARIANTS}:
                assert not found.pairs
                assert not any(
                    c.row == found.row and c.old is not None and c.new is not None
                    for one in diff_of(old, new).paired()
                    for c in one.rows
                ), found

    def test_says_whom_a_figure_of_some_speaks_for(self, old: str, new: str) -> None:
        table = diff_of(old, new).to_table()
        rows = {c.row.key: c for c in diff_of(old, new).rows}
        for row in table.rows:
            for cell, side in zip(row.cells, rows[row.key].entries, strict=False):
                if side.partial and side.value is not None:
                    assert cell.data["variants"] == list(side.partial)
                    assert cell.data["variant_count"] == len(side.subject.variants)
                    some = len(side.partial) > 2
                    told = f"{len(side.partial)} of {len(side.subject.variants)} variants"
                    assert (told if some else side.partial[0].strip("()")) in cell.text

    def test_is_starred_by_the_same_verdict(self, old: str, new: str) -> None:
        changes = {c.row: c for c in diff_of(old, new).rows}
        comparison = ev.compare(old, new)
        for row in comparison.rows:
            first, second = comparison.best(row)
            if first or second:
                assert changes[row].better is second

    def test_survives_pickle(self, old: str, new: str) -> None:
        found = diff_of(old, new)
        copy = pickle.loads(pickle.dumps(found))
        assert [c.words for c in copy.rows] == [c.words for c in found.rows]


def test_many_rows_are_decided_by_pairs() -> None:
    decided = [
        found
        for pair in NEIGHBORS
        for found in diff_of(*pair).rows
        if found.pairs and (found.better is not None or found.delta is not None)
    ]
    assert len(decided) >= 105


def test_a_generation_of_three_is_best_if_it_is_ahead_of_each_other() -> None:
    newest = ev.catalog["renault/zoe/ze50"]
    assert isinstance(newest, Generation)
    line = [generation.id for generation in newest.lineage]
    comparison = ev.compare(*line)
    for row in comparison.rows:
        best = comparison.best(row)
        for (n, old), (m, new) in combinations(enumerate(line), 2):
            found = next((c for c in ev.diff(old, new).rows if c.row == row), None)
            if found is not None and found.old is not None and found.new is not None and best[n] != best[m]:
                assert found.better is best[m]


def test_what_is_the_same_as_one_that_does_not_win_is_no_best() -> None:
    """The third is the same as the second by the one pair that states both, and better than the first."""
    told = (power(None, "100 kW"), power("150 kW", None), power("150 kW", "230 kW"))
    line = [f"acme/one/{letter}" for letter in "abc"]
    found = catalog(
        *(
            record(*claims, id_=id_, predecessors=tuple(line[n - 1 : n]) if n else ())
            for n, (claims, id_) in enumerate(zip(told, line, strict=True))
        )
    )
    comparison = ev.compare(*(found[id_] for id_ in line))
    (row,) = comparison.rows
    first, second, third = (found[id_] for id_ in line)
    assert ev.diff(first, third).rows[0].better is True
    assert [ev.diff(one, second).rows[0].kind for one in (first, third)] == ["undecided", "same"]
    assert comparison.best(row) == (False, False, False)
    assert ev.compare(first, third).best(row) == (False, True)


def lineage(old: list[Claim], new: list[Claim], *, linked: bool = True) -> tuple[Generation, Generation]:
    after, before = (("acme/one/b",), ("acme/one/a",)) if linked else ((), ())
    found = catalog(record(*old, successors=after), record(*new, id_="acme/one/b", predecessors=before))
    a, b = found["acme/one/a"], found["acme/one/b"]
    assert isinstance(a, Generation)
    assert isinstance(b, Generation)
    return a, b


def power(base: str | None, plus: str | None, whole: str | None = None) -> list[Claim]:
    said = {"base.power": base, "plus.power": plus, "power": whole}
    return [says("maker-jan", key, value) for key, value in said.items() if value is not None]


class TestWhatDecides:
    def test_is_the_pairs_along_a_lineage_alone(self) -> None:
        sides = power("100 kW", "200 kW"), power("150 kW", "250 kW")
        related, strangers = (ev.diff(*lineage(*sides, linked=linked)).rows[0] for linked in (True, False))
        assert precedes(*lineage(*sides))
        assert (related.better, len(related.pairs)) == (True, 2)
        assert (strangers.better, strangers.pairs) == (None, ())

    def test_is_the_whole_where_both_generations_say_it_themselves(self) -> None:
        found = ev.diff(*lineage(power(None, None, "100 kW"), power(None, None, "150 kW"))).rows[0]
        assert (found.better, found.pairs, found.words) == (True, (), "more, +50 kW (+50 %)")

    def test_is_the_whole_for_a_variant_of_which_nothing_else_is_said(self) -> None:
        found = ev.diff(*lineage(power("100 kW", "200 kW"), power(None, None, "250 kW"))).rows[0]
        assert [pair.verdict.better for pair in found.pairs] == [True, True]
        assert found.words == "more in both pairs, +50 to +150 kW (+25 to +150 %)"

    def test_is_no_bound_of_the_whole(self) -> None:
        a, b = lineage(power("100 kW", "200 kW"), power(None, None, "up to 250 kW"))
        assert ev.diff(a, b).rows[0].pairs == ()
        assert b.variants[0].get("power") is None
        assert b.get("power") is not None

    def test_is_each_pair_that_states_it(self) -> None:
        found = ev.diff(*lineage(power("100 kW", "200 kW"), power(None, "250 kW"))).rows[0]
        assert found.words == "more, +50 kW (+25 %), of the Plus"
        # what pairs do not decide, and what is stated of unlike variants, is left open
        found = ev.diff(*lineage(power("100 kW", None), power(None, "250 kW"))).rows[0]
        assert (found.verdict.reason, found.pairs) == (Reason.OTHER_VARIANTS, ())

    @pytest.mark.parametrize("new", ["250 kW", "100 kW", "90-95 kW"])
    def test_is_no_figure_of_a_variant_against_that_of_another(self, new: str) -> None:
        """Neither are they subtracted nor the same."""
        a, b = lineage(power("100 kW", None), power(None, new))
        for found in (ev.diff(a, b).rows[0], ev.diff(b, a).rows[0]):
            assert (found.verdict.reason, found.pairs, found.delta) == (Reason.OTHER_VARIANTS, (), None)
        assert ev.compare(a, b).best(found.row) == (False, False)

    @pytest.mark.parametrize(
        ("old", "new", "better", "words"),
        [
            (("100 kW", "200 kW"), ("150 kW", "200 kW"), True,
             "more in 1 of 2 pairs (Base), same in 1, +50 kW (+50 %)"),
            (("100 kW", "200 kW"), ("150 kW", "up to 250 kW"), True,
             "more in 1 of 2 pairs (Base), 1 open, +50 kW (+50 %)"),
            (("100 kW", "200 kW"), ("150 kW", "180 kW"), None,
             "more in 1 of 2 pairs (Base), less in 1 (Plus), −20 to +50 kW (−10 to +50 %)"),
            (("100 kW", "200 kW"), ("100 kW", "200 kW"), None, "same in both pairs"),
            (("100 kW", "200 kW"), ("at least 150 kW", "at least 230 kW"), True,
             "more in both pairs by at least 30 kW (15 %)"),
            (("100 kW", "200 kW"), ("up to 150 kW", "up to 230 kW"), None,
             "open in both pairs: at most 50 kW more (50 %)"),
            # what bounds one pair is said of those alone that are led by the word
            (("100 kW", "200 kW"), ("at least 150 kW", "200 kW"), True,
             "more in 1 of 2 pairs (Base) by at least 50 kW (50 %), same in 1"),
            (("100 kW", "200 kW"), ("at least 150 kW", "up to 220 kW"), True,
             "more in 1 of 2 pairs (Base) by at least 50 kW (50 %), 1 open"),
            # and a pair of which only the direction is known leaves open how far any goes that way
            (("100 kW", "200 kW"), ("150 kW", "more than 200 kW"), True, "more in both pairs, size open"),
            (("100 kW", "200 kW"), ("up to 300 kW", "more than 200 kW"), True,
             "more in 1 of 2 pairs (Plus), size open, 1 open"),
            (("100 kW", "200 kW"), ("90 kW", "more than 200 kW"), None,
             "less in 1 of 2 pairs (Base), more in 1 (Plus), at most 10 kW less (10 %)"),
            (("100 kW", "200 kW"), ("at least 150 kW", "180 kW"), None,
             "more in 1 of 2 pairs (Base), less in 1 (Plus), at most 20 kW less (10 %)"),
            (("100 kW", "200 kW"), ("at least 150 kW", "less than 180 kW"), None,
             "more in 1 of 2 pairs (Base), less in 1 (Plus), size open"),
        ],
    )  # fmt: skip
    def test_leaves_nothing_out(
        self, old: tuple[str, str], new: tuple[str, str], better: bool | None, words: str
    ) -> None:
        a, b = lineage(power(*old), power(*new))
        found = ev.diff(a, b).rows[0]
        assert (found.better, found.words) == (better, words)
        # the star is given by the same verdict
        assert ev.compare(a, b).best(found.row) == (False, better is True)

    @given(*[st.tuples(*[st.sampled_from(FIGURES)] * 2)] * 2, st.sampled_from(["metric", "us"]))
    def test_has_a_size_that_holds_of_each(
        self, old: tuple[str, str], new: tuple[str, str], units: System
    ) -> None:
        found = ev.diff(*lineage(power(*old), power(*new)), units=units).rows[0]
        deciding = [pair for pair in found.pairs if pair.standing in {"greater", "less"}]
        assume(found.delta is not None and deciding)
        assert found.delta is not None
        for pair in deciding:
            size = pair.verdict.delta
            low, high = (None, None) if size is None else (size.low, size.high)
            if pair.standing == "greater":
                low = low or 0
            else:
                high = high or 0
            assert found.delta.low is None or (low is not None and found.delta.low <= low)
            assert found.delta.high is None or (high is not None and found.delta.high >= high)

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            (("FWD", "AWD"), ("RWD", "AWD"), "changed in 1 of 2 pairs (Base), same in 1"),
            (("FWD", "FWD"), ("RWD", "AWD"), "changed in both pairs that state it"),
            (("FWD", "FWD"), ("RWD", "RWD"), "−FWD +RWD in both pairs that state it"),
        ],
    )
    def test_is_no_open_pair_where_a_set_changes(
        self, old: tuple[str, str], new: tuple[str, str], words: str
    ) -> None:
        variants = (("base", "Base"), ("plus", "Plus"), ("max", "Max"))
        sides = [
            record(
                *(
                    says("maker-jan", f"{slug}.drivetrain", told)
                    for (slug, _), told in zip(variants, side, strict=False)
                ),
                id_=f"acme/one/{letter}", variants=variants,
                predecessors=("acme/one/a",) if letter == "b" else (),
            )
            for letter, side in (("a", old), ("b", new))
        ]  # fmt: skip
        found = catalog(*sides)
        (row,) = ev.diff(found["acme/one/a"], found["acme/one/b"]).rows
        assert (row.words, row.kind) == (words, "changed")

    def test_may_be_chosen(self) -> None:
        a, b = lineage(power("100 kW", "200 kW"), power("150 kW", "210 kW"), linked=False)
        found = ev.diff(a, b, pairs={"base": "plus", "plus": "base"}).rows[0]
        assert [(pair.name, pair.verdict.better) for pair in found.pairs] == [
            ("Base → Plus", True), ("Plus → Base", False),
        ]  # fmt: skip


class TestDirections:
    def test_are_those_that_are_asked_for(self) -> None:
        cheap, dear = (
            ev.Variant.of(name, price={"value": price, "market": "Germany"}, top_speed=speed)
            for name, price, speed in (
                ("Cheap", "30,000 EUR", "150 km/h"),
                ("Dear", "40,000 EUR", "180 km/h"),
            )
        )
        asked = {"price": "lower", "top_speed": None}
        told = {c.spec.key: c for c in ev.diff(cheap, dear, better=asked).rows}
        assert {key: c.better for key, c in told.items()} == {"price": False, "top_speed": None}
        assert told["price"].words == "dearer, +10,000 EUR (+33 %)"
        plain = {c.spec.key: c.better for c in ev.diff(cheap, dear).rows}
        assert plain == {"price": None, "top_speed": True}
        table = ev.compare(cheap, dear, better=asked).to_table()
        assert {row.key: [cell.mark for cell in row.cells] for row in table.rows} == {
            "top_speed": ["", ""], "price[market=Germany]": ["best", ""],
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            ({"prise": "lower"}, "no spec 'prise'; did you mean 'price'"),
            ({"price": "lowest"}, "'lowest' is not one of 'higher', 'lower', None; did you mean 'lower'"),
            ({"plant": "higher"}, "a text has no better end"),
            ({"prise": "lower", "price": "best"}, "prise.*; better price='best'"),
            ("price", "is no dict of specs to ends"),
        ],
    )
    def test_that_are_none_are_refused(self, asked: dict[str, str], message: str) -> None:
        for call in (ev.diff, ev.compare):
            with pytest.raises(ev.EvspecError, match=message):
                call("bmw/ix1/u11", "bmw/ix1/nb5", better=asked)


#: One-sided and definite figures in units of either end of consumption, and of a rising and a falling row.
UNITS = {
    "range": ("km WLTP", "mi WLTP"),
    "accel_0_100_kmh": ("s",),
    "consumption": ("kWh/100 km WLTP", "Wh/km WLTP", "mi/kWh WLTP", "km/kWh WLTP"),
    "curb_weight": ("kg, DIN", "lb, DIN"),
}
FORMS = ("{} {}", "up to {} {}", "at least {} {}", "more than {} {}", "under {} {}")


@st.composite
def figures(draw: st.DrawFn, key: str) -> tuple[str, str, float, str]:
    number = draw(st.decimals(2, 900, places=draw(st.integers(0, 1))))
    form, unit = draw(st.sampled_from(FORMS)), draw(st.sampled_from(UNITS[key]))
    return form.format(number, unit), form, float(number), unit.partition(",")[0].partition(" WLTP")[0]


@given(st.data(), st.sampled_from(sorted(UNITS)), st.sampled_from(SYSTEMS))
def test_a_bound_of_a_change_holds_for_every_value_that_the_figures_leave_open(
    data: st.DataObject, key: str, units: System
) -> None:
    sides = [data.draw(figures(key)) for _ in "ab"]
    assume(any(form != FORMS[0] for _, form, *_ in sides))
    stated: list[dict[str, Any]] = [{key: text} for text, *_ in sides]
    cars = [ev.Variant.of(name, **said) for name, said in zip("ab", stated, strict=True)]
    (found,) = ev.diff(*cars, units=units).rows
    assume(found.delta is not None)
    assert found.delta is not None
    values = []
    for _, form, number, unit in sides:
        share = data.draw(st.floats(0.001, 0.999))
        scale = {FORMS[0]: 1.0, FORMS[1]: share, FORMS[2]: 1 / share, FORMS[3]: 1 / share, FORMS[4]: share}
        true = ev.measure(f"{number * scale[form]:.9f} {unit}").to(found.delta.unit)
        values.append((true.interval(found.delta.unit).low, unit))
    (old, _), (new, _) = values
    assert old is not None
    assert new is not None
    near = 1e-6 * max(abs(old), abs(new))
    assert found.delta.low is None or new - old >= found.delta.low - near, found.words
    assert found.delta.high is None or new - old <= found.delta.high + near, found.words
    if found.verdict.is_sure:
        metric = [ev.measure(f"{v:.9f} {found.delta.unit}").to(found.spec.metric) for v in (old, new)]
        low = [m.interval(found.spec.metric).low or 0.0 for m in metric]
        rising = found.verdict.order == "greater"
        assert (low[1] - low[0] >= -near) if rising else (low[1] - low[0] <= near), found.words


@pytest.mark.parametrize(("old", "new"), [("2500 kg, DIN", "2505 kg, DIN"), ("2505 kg, DIN", "2500 kg, DIN")])
def test_a_change_that_rounds_to_nothing_has_no_verdict(old: str, new: str) -> None:
    a, b = (ev.Variant.of(name, curb_weight=text) for name, text in (("A", old), ("B", new)))
    (found,) = ev.diff(a, b).rows
    assert (found.kind, found.better) == ("changed", None)
    assert not any(cell.mark for cell in ev.compare(a, b).to_table().rows[0].cells)
    assert "%" not in found.words


def test_no_better_row_of_the_catalog_reads_as_nothing() -> None:
    for pair in NEIGHBORS:
        for units in SYSTEMS:
            for found in ev.diff(*pair, units=units).rows:
                assert found.better is None or "±0 " not in found.words.partition(" to ")[0], found


def test_a_pair_alone_is_the_verdict() -> None:
    a, b = lineage(power("100 kW", None), power("150 kW", None))
    (pair,) = ev.diff(a, b).rows[0].pairs
    assert by_pairs([pair], {}) == pair.verdict == verdict(*pair.entries)
    told = in_words(pair.verdict, pair.entries[0].row.spec, *(e.subject for e in pair.entries))
    assert told == "more, +50 kW (+50 %)"
    assert entry(a.variants[0], "power").value == pair.entries[0].value
