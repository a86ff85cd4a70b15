"""The built-in figures are checked as physics, every claim of every car, by the library's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.claims import CHECKED
from evspec.plausibility import RULES, SIZES, doubts_in
from evspec.vehicles import record_of
from tests.each import each

if TYPE_CHECKING:
    from evspec.claims import Record


def record(id_: str) -> Record:
    return record_of(ev.catalog[id_])


@each("id_", ev.catalog.ids)
def test_figures_of_a_car_fit_together(id_: str) -> None:
    assert [f"{doubt.claim.about}: {doubt.message}" for doubt in doubts_in(record(id_))] == []


def test_exceptions_are_few_and_have_reasons() -> None:
    marked = [c for generation in ev.catalog for c in generation.claims() if c.note.startswith(CHECKED)]
    assert len(marked) <= 10
    assert all(len(c.note) > len(CHECKED) + 10 for c in marked)


#: What has to be held together in the catalog, and how many generations state all of it at least.
HELD = {
    "battery_voltage_total x battery_charge / battery_gross": 3,
    "ac_time / battery_gross": 5,
    "cargo_volume / cargo_volume_max": 1,
    "wheelbase / length": 14,
    "battery_net / battery_gross": 16,
    "range WLTP x consumption WLTP / battery_net": 15,
}


@pytest.mark.parametrize("formula", HELD)
def test_the_catalog_has_figures_for_the_rule(formula: str) -> None:
    # a rule that no car is held to would find nothing, however wrong the data
    [rule] = [rule for rule in RULES if rule.formula == formula]
    terms = {slot.split(" ")[0] for slot in rule.terms}
    held = sum(
        terms <= {claim.spec.key for claim in one.claims if not claim.doubt}
        for one in map(record, ev.catalog.ids)
    )
    assert held >= HELD[formula]


@each("key", SIZES)
def test_every_size_is_that_of_a_spec(key: str) -> None:
    size = SIZES[key]
    assert key in ev.specs.SPECS
    assert 0 < size.least < size.most
    assert size.source
