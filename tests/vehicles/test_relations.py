"""Figures told by comparing, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evspec.measures import Measure, measure
from evspec.vehicles import Vehicle, entry_of, rows_of
from tests.vehicles.garage import car, catalog, entry, generation, record, says, selected

if TYPE_CHECKING:
    from evspec.claims import Related
    from evspec.values import Value

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
    return leaning(generation(says("volt-feb", key, value, **asked), beside=[SPAN]), key)


def leaning(vehicle: Vehicle, key: str) -> Related:
    """Return the only relation in the row of a vehicle, with the figure that it leans on."""
    (found,) = entry(vehicle, key).related.values()
    return found


def bound(value: str, key: str, **asked: str) -> Measure | None:
    return related(value, key, **asked).bound("")


def figure(vehicle: Vehicle, key: str) -> Value | None:
    return leaning(vehicle, key).figure


class TestTheFigure:
    def test_of_a_generation_is_its_better_end(self) -> None:
        assert related("more than acme/one/b WLTP", "range").figure == measure("514 km WLTP")
        assert related("less than acme/one/b WLTP", "consumption").figure == measure("15 kWh/100 km WLTP")

    def test_of_a_variant_is_its_own(self) -> None:
        assert related("more than acme/one/b/plus WLTP", "range").figure == measure("466 km WLTP")

    def test_may_be_missing_while_the_target_is_known(self) -> None:
        found = related("more than acme/one/b", "torque")
        assert found.target is not None
        assert found.target.subject.id == "acme/one/b"
        assert found.figure is None
        assert found.bound("") is None

    def test_is_missing_with_an_unknown_target(self) -> None:
        found = related("more than acme/one/z", "power")
        assert (found.target, found.figure, found.bound("")) == (None, None, None)

    def test_is_that_known_on_the_day(self) -> None:
        whole = generation(says("volt-feb", "power", "less than acme/one/b"), beside=[SPAN])
        assert figure(whole, "power") == measure("345 kW")
        assert figure(whole.as_of("2026-02-15"), "power") is None

    def test_of_an_edition_may_be_asked_for(self) -> None:
        target = record(
            says("maker-jan", "power", "100 kW"),
            says("maker-jan", "power", "120 kW", edition="2026"),
            id_="acme/one/b",
            editions=("2022", "2026"),
        )
        for written, kw in (("acme/one/b", "120 kW"), ("acme/one/b@2022", "100 kW")):
            whole = generation(says("volt-feb", "power", f"more than {written}"), beside=[target])
            assert figure(whole, "power") == measure(kw)

    def test_may_itself_lean_on_another(self) -> None:
        middle = record(says("volt-feb", "power", "like acme/one/c"), id_="acme/one/b")
        last = record(says("volt-feb", "power", "250 kW"), id_="acme/one/c")
        whole = generation(says("volt-feb", "power", "like acme/one/b"), beside=[middle, last])
        assert figure(whole, "power") == measure("250 kW")

    def test_of_a_loop_is_missing(self) -> None:
        other = record(says("volt-feb", "power", "more than acme/one/a"), id_="acme/one/b")
        whole = generation(says("volt-feb", "power", "more than acme/one/b"), beside=[other])
        assert figure(whole, "power") is None
        assert "more than" in whole.to_text()

    def test_of_oneself_is_missing(self) -> None:
        whole = generation(says("volt-feb", "power", "more than acme/one/a"))
        assert figure(whole, "power") is None


class TestTheBound:
    @pytest.mark.parametrize(
        ("direction", "shown"),
        [
            ("more than", "more than 345 kW"),
            ("less than", "less than 345 kW"),
            ("at least", "at least 345 kW"),
            ("at most", "up to 345 kW"),
        ],
    )
    def test_is_the_targets_figure_with_the_relations_words(self, direction: str, shown: str) -> None:
        assert bound(f"{direction} acme/one/b", "power") == measure(shown)

    def test_keeps_the_cycle(self) -> None:
        assert bound("more than acme/one/b WLTP", "range") == measure("more than 514 km WLTP")

    def test_of_likeness_is_none(self) -> None:
        found = related("like acme/one/b", "power")
        assert found.figure == measure("345 kW")
        assert found.bound("") is None

    def test_keeps_the_currency(self) -> None:
        found = bound("less than acme/one/b", "price", market="Germany")
        assert found == measure("less than 47,900 EUR")

    def test_is_told_in_the_unit_that_is_asked_for(self) -> None:
        found = related("less than acme/one/b", "power").bound("PS")
        assert found is not None
        assert (found.unit, found.bound) == ("PS", "less than")

    def test_above_a_ceiling_says_nothing_but_the_number_of_the_ceiling(self) -> None:
        """What is longer than "up to 4500 mm" need not be longer than 4500 mm."""
        assert bound("more than acme/one/b", "length") is None

    def test_below_a_ceiling_is_that_ceiling(self) -> None:
        assert bound("less than acme/one/b", "length") == measure("less than 4500 mm")


def test_a_row_with_an_open_condition_is_left_out_where_it_stands_elsewhere() -> None:
    whole = generation(says("volt-feb", "range", "more than acme/one/b"), beside=[SPAN])
    other = catalog(SPAN)["acme/one/b"]
    labels = [r.label for r in rows_of(other, whole)]
    assert "Range, WLTP" in labels
    assert "Range" not in labels
    assert [r.label for r in rows_of(whole)] == ["Range"]


def test_open_relations_that_lead_to_each_other_stand_in_no_row_of_a_third_car() -> None:
    found = catalog(
        record(says("volt-feb", "range", "less than acme/one/b")),
        record(says("volt-feb", "range", "more than acme/one/a"), id_="acme/one/b"),
        record(says("volt-feb", "range", "500 km WLTP"), id_="acme/one/c"),
    )
    assert {r.label for r in rows_of(*found)} == {"Range, WLTP", "Range"}
    (of,) = rows_of(found["acme/one/c"])
    assert [entry_of(vehicle, of).selection is None for vehicle in found] == [True, True, False]


def test_an_open_relation_stands_in_the_closed_rows_of_its_own_car() -> None:
    base = car(
        says("volt-feb", "base.range", "more than acme/one/b"),
        says("volt-feb", "base.range", "600 km WLTP"),
        says("volt-feb", "base.range", "300 mi EPA"),
        beside=[SPAN],
    )
    assert [r.label for r in rows_of(base)] == ["Range, WLTP", "Range, EPA"]
    for cycle in ("WLTP", "EPA"):
        assert len(selected(base, "range", cycle=cycle).claims) == 2
