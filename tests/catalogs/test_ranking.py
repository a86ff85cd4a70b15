"""Cars, claims and figures in order: by which number, the better first, and what is left out."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.errors import EvspecError

if TYPE_CHECKING:
    from collections.abc import Sequence


def car(name: str, **stated: Any) -> ev.Variant:
    return ev.Variant.of(name, **stated)


FAR = car("Far", range="514 km WLTP", consumption="15.6-17 kWh/100 km WLTP")
FARTHER = car("Farther", range="350-400 mi WLTP", consumption="4 mi/kWh WLTP")
BOUND = car("Bound", range="up to 700 km WLTP", power="150 kW")
AMERICAN = car("American", range="291 mi EPA")
SILENT = car("Silent", power="100 kW")
CARS = (SILENT, FAR, BOUND, AMERICAN, FARTHER)


def names(things: Sequence[ev.Variant]) -> list[str]:
    return [one.name for one in things]


def reasons(ranking: ev.Ranking[Any]) -> dict[str, str]:
    return {one.thing.name: one.reason for one in ranking.left_out}


class TestCars:
    def test_are_ranked_by_the_low_end_and_the_rest_is_told(self) -> None:
        ranking = ev.rank(CARS, by="range", cycle="WLTP")
        assert names(ranking) == ["Farther", "Far"]
        assert reasons(ranking) == {
            "Silent": "not stated",
            "Bound": "open at the low end",
            "American": "stated for EPA only",
        }

    def test_are_ranked_by_the_high_end_if_asked(self) -> None:
        assert names(ev.rank(CARS, by="range", cycle="WLTP", end="high")) == ["Bound", "Farther", "Far"]

    def test_are_better_with_less_where_the_spec_says_so_whatever_the_unit(self) -> None:
        # 4 mi/kWh are 15.5 kWh/100 km
        assert names(ev.rank(CARS, by="consumption", cycle="WLTP")) == ["Farther", "Far"]
        assert names(ev.rank(CARS, by="consumption", cycle="WLTP", end="high")) == ["Farther", "Far"]

    def test_keep_their_order_where_they_are_equal(self) -> None:
        ties = [car(name, power="150 kW") for name in "abc"]
        assert names(ev.rank(ties, by="power")) == ["a", "b", "c"]
        assert names(ev.rank(ties[::-1], by="power")) == ["c", "b", "a"]

    def test_are_ranked_alike_whatever_order_they_come_in(self) -> None:
        first = ev.rank(CARS, by="range", cycle="WLTP")
        again = ev.rank(CARS[::-1], by="range", cycle="WLTP")
        assert (list(first), reasons(first)) == (list(again), reasons(again))

    def test_need_no_condition_that_all_share(self) -> None:
        assert names(ev.rank((FAR, FARTHER), by="range")) == ["Farther", "Far"]

    def test_of_one_market_are_cheapest_first(self) -> None:
        cars = [
            car(str(n), price={"value": f"{n} EUR", "market": "Germany"}) for n in (45_000, 40_000, 60_000)
        ]
        assert names(ev.rank(cars, by="price", market="Germany")) == ["40000", "45000", "60000"]

    def test_that_are_related_or_generations_are_told(self) -> None:
        whole = ev.rank([ev.catalog["bmw/ix1/u11"], ev.catalog["bmw/ix1/nb5"]], by="range", cycle="WLTP")
        assert whole[0].id == "bmw/ix1/u11"
        assert [one.reason for one in whole.left_out] == ["told only by comparing"]


class TestFigures:
    def test_of_consumption_and_economy_are_one_order(self) -> None:
        figures = [ev.measure(text) for text in ("18 kWh/100 km", "4 mi/kWh", "15 kWh/100 km")]
        assert list(map(str, ev.rank(figures))) == ["15 kWh/100 km", "4 mi/kWh", "18 kWh/100 km"]
        assert list(ev.rank(figures, by="consumption")) == list(ev.rank(figures))

    def test_that_sorted_refuses_are_ranked_by_a_number(self) -> None:
        texts = ["514 km", "514.2 km", "more than 500 km", "up to 600 km"]
        ranking = ev.rank(texts)
        assert list(ranking) == ["514.2 km", "514 km", "more than 500 km"]
        assert ranking.left_out == (("up to 600 km", "open at the low end"),)
        assert list(ev.rank(texts, end="high")) == ["up to 600 km", "514.2 km", "514 km"]

    def test_of_another_cycle_or_kind_are_left_out(self) -> None:
        ranking = ev.rank(["514 km WLTP", "291 mi EPA", "400 km"], cycle="wltp")
        assert [one.reason for one in ranking.left_out] == ["of EPA", "of no cycle"]
        by_range = ev.rank(["514 km WLTP", "5 kW"], by="range", cycle="WLTP")
        assert [one.reason for one in by_range.left_out] == ["no length but power"]

    def test_may_be_results(self) -> None:
        sums = [ev.measure("150 kW") + "80 kW", ev.measure("200 kW") + "80 kW"]
        assert list(map(str, ev.rank(sums))) == ["280 kW", "230 kW"]


class TestClaims:
    def test_of_one_spec_need_no_key(self) -> None:
        assert [one.about for one in ev.rank([FAR.range, FARTHER.range])] == ["farther", "far"]

    def test_under_other_conditions_are_left_out(self) -> None:
        ranking = ev.rank([FAR.range, AMERICAN.range, SILENT.power], by="range", cycle="WLTP")
        assert list(ranking) == [FAR.range]
        assert [one.reason for one in ranking.left_out] == ["stated as Range, EPA", "stated as Power"]


class TestARanking:
    def test_is_a_sequence_that_a_comparison_takes(self) -> None:
        ranking = ev.rank(CARS, by="range", cycle="WLTP")
        first = ranking[:1]
        assert (len(ranking), len(first), first[0], FAR in ranking) == (2, 1, FARTHER, True)
        assert first.left_out == ranking.left_out
        assert ev.compare(*ranking, specs="range").vehicles == (FARTHER, FAR)
        assert pickle.loads(pickle.dumps(ranking)) == ranking

    def test_shows_its_order_and_what_is_left_out(self) -> None:
        text = str(ev.rank(CARS, by="range", cycle="WLTP"))
        assert text.startswith("Range, WLTP (the better first, by the low end)")
        assert text.index("1. Farther") < text.index("2. Far ") < text.index("Left out, not stated: Silent.")
        assert "<figure" in ev.rank(CARS, by="range", cycle="WLTP")._repr_html_()
        assert repr(ev.rank(CARS, by="power")) == "<Ranking of 2 by Power, 3 left out>"

    def test_names_few_of_many(self) -> None:
        many = [car(f"Car {n}", power="1 kW") for n in range(12)]
        assert "Car 4 and 7 more." in str(ev.rank([FAR, *many], by="range", cycle="WLTP"))


class TestTop:
    def test_is_the_beginning_of_a_rank(self) -> None:
        top = ev.catalog.top(5, "range", cycle="WLTP")
        every = ev.rank(ev.catalog.vehicles, by="range", cycle="WLTP")
        # of a car's years of one figure the newest is there alone
        later = {one.thing.id for one in top.left_out if "later year" in one.reason}
        assert [one.id for one in top] == [one.id for one in every if one.id not in later][:5]
        lows = [one.get("range", cycle="WLTP") for one in top]
        values = [one.value.to("km") for one in lows if one and isinstance(one.value, ev.Measure)]
        sizes = [value.low for value in values if value.low is not None]
        assert len(sizes) == 5
        assert sizes == sorted(sizes, reverse=True)

    def test_has_generations_without_variants(self) -> None:
        ids = {one.thing.id for one in ev.catalog.top(1, "range", cycle="WLTP").left_out}
        assert {
            one.id for one in ev.catalog if not one.variants and one.get("range", cycle="WLTP") is None
        } <= ids

    def test_of_none_is_empty(self) -> None:
        assert len(ev.catalog.top(0, "power")) == 0


@pytest.mark.parametrize(
    ("things", "asked", "words"),
    [
        (CARS, {"by": "range"}, r"stated as Range, WLTP \(3\), Range, EPA \(1\); name one.* cycle='WLTP'"),
        (CARS, {}, "name it: rank"),
        (CARS, {"by": "rnge"}, "did you mean 'range'"),
        (CARS, {"by": "drivetrain"}, "no figure to rank by"),
        (CARS, {"by": "range", "cycle": "WLPT"}, "WLTP"),
        (CARS, {"by": "power", "cycle": "WLTP"}, "power has no qualifier 'cycle'"),
        (CARS, {"by": "range", "cycle": "WLTP", "end": "middle"}, "not one of low, high"),
        ("514 km", {}, "a list of cars, claims or figures"),
        (None, {}, "a list of cars, claims or figures"),
        ([5], {}, "5 is no car, claim or figure"),
        (["5 km", "5 kW"], {}, r"length \(1\) and power \(1\)"),
        (["5 EUR", "5 USD", "6 USD"], {}, r"USD \(2\) and EUR \(1\)"),
        (["514 km WLTP", "291 mi EPA"], {}, r"WLTP \(1\) and EPA \(1\)"),
        ([FAR.range, SILENT.power], {}, "claims on power and range"),
    ],
)
def test_what_has_no_order_is_refused(things: Any, asked: dict[str, Any], words: str) -> None:
    with pytest.raises(EvspecError, match=words):
        ev.rank(things, **asked)


def test_less_money_is_better_whatever_it_is_for() -> None:
    assert list(ev.rank(["0.5 EUR/kWh", "0.3 EUR/kWh"])) == ["0.3 EUR/kWh", "0.5 EUR/kWh"]
    assert list(ev.rank(["12 EUR/100 km", "11 EUR/100 km"])) == ["11 EUR/100 km", "12 EUR/100 km"]


def test_what_stands_first_is_said_as_it_is() -> None:
    for spec in ev.specs.SPECS.values():
        if spec.value_type is not None or not spec.metric:
            continue
        cycle = "WLTP" if "cycle" in spec.qualifiers else None
        figures = [ev.measure(f"{number} {spec.metric} {cycle or ''}") for number in (4, 5)]
        ranking: ev.Ranking[ev.Measure] = ev.rank(figures, by=spec.key, cycle=cycle)
        is_rising = [one.low for one in ranking] == [4, 5]
        first = {"higher": "better", "lower": "better"}.get(spec.better, "lesser" if is_rising else "greater")
        assert str(ranking.to_table().subtitle) == f"the {first} first, by the low end"
        assert spec.better != ("higher" if is_rising else "lower")
    alone = ev.rank(["4.2 m", "4.6 m"])
    assert str(alone).startswith("Length (the greater first")


def test_spans_results_and_quantities_are_figures() -> None:
    pint, np = pytest.importorskip("pint"), pytest.importorskip("numpy")
    registry = pint.get_application_registry()
    span, twice = ev.catalog["bmw/ix1/u11"].range.value, ev.measure("200 km WLTP") * 2
    ranked: ev.Ranking[Any] = ev.rank([twice, FAR.range.value, span], by="range", cycle="WLTP")
    assert list(ranked) == [FAR.range.value, span, twice]
    quantities = registry.Quantity(np.array([100.0, 300.0, 200.0]), "mile")
    assert [one.magnitude for one in ev.rank(quantities)] == [300, 200, 100]
    mixed: ev.Ranking[Any] = ev.rank([quantities[0], "300 km", registry.Quantity(1, "mile")])
    assert [str(one) for one in mixed] == ["300 km", "100.0 mile", "1 mile"]


def test_ids_and_names_are_cars() -> None:
    ids = ["bmw/ix1/u11/edrive20", "bmw/ix1/u11/xdrive30"]
    cars = [ev.catalog[id_] for id_ in ids]
    told: ev.Ranking[Any] = ev.rank(ids, by="range", cycle="WLTP")
    assert list(told) == [car.id for car in ev.rank(cars, by="range", cycle="WLTP")]
    with pytest.raises(ev.UnknownId):
        ev.rank(["bmw/ix1/u12"], by="range", cycle="WLTP")


class TestItsTable:
    def test_names_the_makers_of_cars_of_several(self) -> None:
        two = [car("A", make="Acme", power="100 kW"), car("B", make="Bolt", power="90 kW")]
        labels = [[row.label for row in ev.rank(cars, "power").to_table().rows] for cars in (two, two[:1])]
        assert labels == [["1. Acme A", "2. Bolt B"], ["1. A"]]

    def test_tells_the_five_commonest_reasons_and_counts_the_rest(self) -> None:
        cycles = ["EPA", "NEDC", "CLTC", "JC08", "real world", "EPA", "NEDC", "CLTC", "JC08", "real world"]
        cars = [FAR, *(car(f"{n}", range=f"400 km {cycle}") for n, cycle in enumerate(cycles)), SILENT, BOUND]
        told = [line[0].text for line in ev.rank(cars, "range", cycle="WLTP").to_table().footer]
        assert told[0] == "Left out, stated for EPA only: 0, 5."
        assert (len(told), told[-1]) == (6, "Left out for other reasons: 2.")

    def test_parts_conditions_of_several_words(self) -> None:
        both = car("Both", range=["300 km WLTP, city", "280 km EPA"])
        assert reasons(ev.rank([FAR, both], "range", cycle="WLTP")) == {
            "Both": "stated for WLTP, city; EPA only"
        }

    def test_is_in_the_language_that_is_asked_for(self) -> None:
        ranking = ev.rank(CARS, by="range", cycle="WLTP", locale="de")
        table = ranking.to_table()
        assert (table.title, table.subtitle) == (
            "Reichweite (WLTP)",
            "das Bessere zuerst, nach dem unteren Wert",
        )
        assert [line[0].text for line in table.footer] == [
            "Ausgelassen, ohne Angabe: Silent.",
            "Ausgelassen, nach unten offen: Bound.",
            "Ausgelassen, nur angegeben für EPA: American.",
        ]
        assert [one.reason.to_locale("de") for one in ranking.left_out] == [
            "ohne Angabe",
            "nach unten offen",
            "nur angegeben für EPA",
        ]
