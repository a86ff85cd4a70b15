"""Figures told by comparing, and what they come to."""

from __future__ import annotations

import pytest

from evspec.measures import measure
from evspec.values import Relation
from evspec.vehicles.relations import Related, relate
from evspec.vehicles.vehicle import Vehicle, rows_of
from evspec.wording.display import show_selection
from tests.vehicles.garage import car, generation, record, row, says, selected

SPAN = record(
    says("maker-jan", "base.range", "514 km WLTP"),
    says("maker-jan", "plus.range", "466 km WLTP"),
    says("maker-jan", "base.consumption", "15 kWh/100 km WLTP"),
    says("maker-jan", "plus.consumption", "18 kWh/100 km WLTP"),
    says("volt-mar", "power", "345 kW"),
    says("maker-jan", "length", "up to 4500 mm"),
    says("maker-jan", "base.price", "47,900 EUR", market="Germany"),
    id_="acme/one/b",
)


def related(value: str, key: str, **asked: str) -> Related:
    whole = generation(says("volt-feb", key, value, **asked), beside=[SPAN])
    claim = selected(whole, key).figure[0]
    assert isinstance(claim.value, Relation)
    return relate(whole, claim.row, claim.value)


class TestTheFigure:
    def test_of_a_generation_is_its_better_end(self) -> None:
        assert related("more than acme/one/b WLTP", "range").figure == measure("514 km WLTP")
        assert related("less than acme/one/b WLTP", "consumption").figure == measure("15 kWh/100 km WLTP")

    def test_of_a_variant_is_its_own(self) -> None:
        assert related("more than acme/one/b/plus WLTP", "range").figure == measure("466 km WLTP")

    def test_may_be_missing_while_the_target_is_known(self) -> None:
        found = related("more than acme/one/b", "torque")
        assert found.target is not None
        assert found.target.id == "acme/one/b"
        assert found.figure is None
        assert found.bound is None

    def test_is_missing_with_an_unknown_target(self) -> None:
        found = related("more than acme/one/z", "power")
        assert (found.target, found.figure, found.bound) == (None, None, None)

    def test_is_that_known_on_the_day(self) -> None:
        whole = generation(says("volt-feb", "power", "less than acme/one/b"), beside=[SPAN])
        early = whole.as_of("2026-02-15")
        relation = Relation("less than", "acme/one/b")
        assert relate(whole, row(whole, "power"), relation).figure == measure("345 kW")
        assert relate(early, row(early, "power"), relation).figure is None

    def test_of_an_edition_may_be_asked_for(self) -> None:
        target = record(
            says("maker-jan", "power", "100 kW"),
            says("maker-jan", "power", "120 kW", edition="2026"),
            id_="acme/one/b",
            editions=("2022", "2026"),
        )
        for written, kw in (("acme/one/b", "120 kW"), ("acme/one/b@2022", "100 kW")):
            whole = generation(says("volt-feb", "power", f"more than {written}"), beside=[target])
            found = relate(whole, row(whole, "power"), Relation("more than", written))
            assert found.figure == measure(kw)

    def test_may_itself_lean_on_another(self) -> None:
        middle = record(says("volt-feb", "power", "like acme/one/c"), id_="acme/one/b")
        last = record(says("volt-feb", "power", "250 kW"), id_="acme/one/c")
        whole = generation(says("volt-feb", "power", "like acme/one/b"), beside=[middle, last])
        assert relate(whole, row(whole, "power"), Relation("like", "acme/one/b")).figure == measure("250 kW")

    def test_of_a_loop_is_missing(self) -> None:
        other = record(says("volt-feb", "power", "more than acme/one/a"), id_="acme/one/b")
        whole = generation(says("volt-feb", "power", "more than acme/one/b"), beside=[other])
        assert relate(whole, row(whole, "power"), Relation("more than", "acme/one/b")).figure is None
        assert "more than" in whole.to_text()

    def test_of_oneself_is_missing(self) -> None:
        whole = generation(says("volt-feb", "power", "more than acme/one/a"))
        assert relate(whole, row(whole, "power"), Relation("more than", "acme/one/a")).figure is None


class TestTheBound:
    @pytest.mark.parametrize(
        ("direction", "bound"),
        [
            ("more than", "more than 345 kW"),
            ("less than", "less than 345 kW"),
            ("at least", "at least 345 kW"),
            ("at most", "up to 345 kW"),
        ],
    )
    def test_is_the_targets_figure_with_the_relations_words(self, direction: str, bound: str) -> None:
        assert related(f"{direction} acme/one/b", "power").bound == measure(bound)

    def test_keeps_the_cycle(self) -> None:
        assert related("more than acme/one/b WLTP", "range").bound == measure("more than 514 km WLTP")

    def test_of_likeness_is_none(self) -> None:
        found = related("like acme/one/b", "power")
        assert found.figure == measure("345 kW")
        assert found.bound is None

    def test_keeps_the_currency(self) -> None:
        found = related("less than acme/one/b", "price", market="Germany")
        assert found.bound is not None
        assert found.bound.show() == "less than 47900 EUR"

    def test_above_a_ceiling_says_nothing_but_the_number_of_the_ceiling(self) -> None:
        """What is longer than "up to 4500 mm" need not be longer than 4500 mm."""
        assert related("more than acme/one/b", "length").bound is None

    def test_below_a_ceiling_is_that_ceiling(self) -> None:
        assert related("less than acme/one/b", "length").bound == measure("less than 4500 mm")


class TestWords:
    def shown(self, value: str, key: str, other: Vehicle | None = None) -> str:
        whole = generation(says("volt-feb", key, value), beside=[SPAN])
        return show_selection(whole, selected(whole, key), "metric", other)

    def test_name_the_target_and_its_figure(self) -> None:
        assert self.shown("less than acme/one/b", "power") == "less than B1's 345 kW"
        assert self.shown("like acme/one/b", "power") == "like B1's 345 kW"

    def test_name_the_target_alone_if_it_has_no_figure(self) -> None:
        assert self.shown("more than acme/one/b", "torque") == "more than B1's"

    def test_keep_the_id_of_a_target_that_is_in_no_catalog(self) -> None:
        assert self.shown("more than acme/one/z", "power") == "more than acme/one/z"

    def test_leave_out_the_name_of_the_other_side(self) -> None:
        other = generation(id_="acme/one/b")
        assert self.shown("less than acme/one/b", "power", other) == "less than 345 kW"
        assert self.shown("more than acme/one/b", "torque", other) == "more than B1's"


def test_a_row_with_an_open_condition_is_left_out_where_it_stands_elsewhere() -> None:
    whole = generation(says("volt-feb", "range", "more than acme/one/b"), beside=[SPAN])
    other = whole.lookup("acme/one/b")
    assert [r.label for r in whole.rows] == ["Range"]
    labels = [r.label for r in rows_of(other, whole)]
    assert "Range, WLTP" in labels
    assert "Range" not in labels
    assert [r.label for r in rows_of(whole)] == ["Range"]


def test_an_open_relation_stands_in_the_closed_rows_of_its_own_car() -> None:
    base = car(
        says("volt-feb", "base.range", "more than acme/one/b"),
        says("volt-feb", "base.range", "600 km WLTP"),
        says("volt-feb", "base.range", "300 mi EPA"),
        beside=[SPAN],
    )
    assert [r.label for r in base.rows] == ["Range, WLTP", "Range, EPA"]
    for cycle in ("WLTP", "EPA"):
        assert len(selected(base, "range", cycle=cycle).claims) == 2
