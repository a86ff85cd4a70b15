"""The note on a cell: who says it, how surely, and who says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.specs import METRIC, UnitChoice
from evspec.vehicles import entry_of, rows_of
from evspec.wording.facts import Facts
from evspec.wording.notes import named, note_of
from tests.vehicles.garage import car, entry, generation, record, says

if TYPE_CHECKING:
    from evspec.claims import Claim
    from evspec.specs import System
    from evspec.table import Note
    from evspec.vehicles import Vehicle


def note(vehicle: Vehicle, key: str, system: System = "metric", **asked: str) -> str:
    """Return the note on a vehicle's cell, "" for none."""
    return words(note_of(entry(vehicle, key, **asked), UnitChoice.of(system)))


def words(found: Note | None) -> str:
    return found.text if found is not None else ""


class TestANote:
    def test_quotes_hedges(self) -> None:
        base = car(says("volt-feb", "base.power", "150 kW", status="expected", hedge="should"))
        assert note(base, "power") == "Volt, 1 Feb 2026, “should”."

    def test_tells_the_conflict(self) -> None:
        base = car(says("maker-jan", "base.power", "150 kW"), says("volt-feb", "base.power", "160 kW"))
        assert note(base, "power") == "Acme, 10 Jan 2026. Also 160 kW (Volt, 1 Feb 2026)."

    def test_gathers_conflicts_that_say_the_same(self) -> None:
        base = car(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.power", "160 kW"),
            says("amp-feb", "base.power", "160 kW"),
            says("ohm-april", "base.power", "170 kW"),
        )
        told = note(base, "power")
        assert told.startswith("Acme, 10 Jan 2026. Also ")
        assert "160 kW (Amp, 1 Feb 2026; Volt, 1 Feb 2026)" in told
        assert "170 kW (Ohm, Apr 2026)" in told

    def test_tells_apart_what_is_less_sure(self) -> None:
        base = car(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.power", "160 kW", status="rumored"),
        )
        assert note(base, "power") == "Acme, 10 Jan 2026. Rumored: 160 kW (Volt, 1 Feb 2026)."

    def test_tells_what_was_planned_and_is_past(self) -> None:
        base = car(
            says("past-2023", "base.market_launch", "spring 2024", status="expected"),
            says("volt-feb", "base.market_launch", "June 2024"),
        )
        told = "Volt, 1 Feb 2026. Also planned for spring 2024 (Past, 5 Oct 2023)."
        assert note(base, "market_launch") == told

    def test_tells_of_each_variant_what_was_planned_and_is_past(self) -> None:
        whole = generation(
            says("past-2023", "base.market_launch", "spring 2024", status="expected"),
            says("volt-feb", "plus.market_launch", "June 2024"),
        )
        told = note(whole, "market_launch")
        assert "Base only: planned for spring 2024 (Past, 5 Oct 2023)" in told
        assert "June 2024 (Volt, 1 Feb 2026)" in told

    def test_tells_the_doubted_with_the_reason_and_last(self) -> None:
        base = car(
            says("volt-feb", "base.power", "1500 kW", doubt="a digit too many"),
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.power", "160 kW"),
        )
        assert note(base, "power") == (
            "Acme, 10 Jan 2026. Also 160 kW (Volt, 1 Feb 2026). "
            "Doubted: 1,500 kW (Volt, 1 Feb 2026: a digit too many)."
        )

    def test_tells_the_doubted_where_nothing_else_is_said(self) -> None:
        base = car(says("volt-feb", "base.power", "1500 kW", doubt="a digit too many"))
        assert note(base, "power") == "Doubted: 1,500 kW (Volt, 1 Feb 2026: a digit too many)."

    def test_tells_other_conditions(self) -> None:
        base = car(
            says("maker-jan", "base.range", "514 km WLTP"),
            says("volt-feb", "base.range", "461 km WLTP, worst equipment"),
            says("volt-feb", "base.range", "431 km WLTP, 19 in wheels"),
        )
        told = note(base, "range")
        assert "With worst-case equipment: 461 km (Volt, 1 Feb 2026)." in told
        assert "With 19 in wheels: 431 km (Volt, 1 Feb 2026)." in told

    def test_tells_other_markets(self) -> None:
        base = car(
            says("maker-jan", "base.market_launch", "March 2026", market="Europe"),
            says("volt-feb", "base.market_launch", "summer 2026", market="USA"),
        )
        assert note(base, "market_launch") == "Acme, 10 Jan 2026. USA: summer 2026 (Volt, 1 Feb 2026)."

    def test_tells_the_generation_beside_the_variant(self) -> None:
        base = car(says("maker-jan", "base.power", "150 kW"), says("volt-feb", "power", "160 kW"))
        assert note(base, "power") == "Acme, 10 Jan 2026. Of the A1: 160 kW (Volt, 1 Feb 2026)."

    def test_tells_older_editions(self) -> None:
        base = car(
            says("volt-feb", "base.range", "431 km WLTP"),
            says("volt-mar", "base.range", "514 km WLTP", edition="2026"),
            editions=("2022", "2026"),
        )
        assert note(base, "range") == (
            "Volt, 1 Mar 2026. Since the 2026 edition. 2022 edition: 431 km (Volt, 1 Feb 2026)."
        )

    def test_leaves_out_an_older_edition_that_says_the_same(self) -> None:
        base = car(
            says("volt-feb", "base.power", "150 kW"),
            says("volt-mar", "base.power", "150 kW", edition="2026"),
            editions=("2022", "2026"),
        )
        assert note(base, "power") == ""

    def test_leaves_out_what_is_only_vaguer(self) -> None:
        base = car(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.power", "up to 150 kW", status="rumored"),
        )
        assert note(base, "power") == ""

    def test_tells_what_the_source_adds(self) -> None:
        base = car(says("maker-jan", "base.power", "150 kW", note="with boost"))
        assert note(base, "power") == "Acme, 10 Jan 2026. With boost."

    def test_tells_how_the_figure_was_printed_elsewhere(self) -> None:
        base = car(says("maker-jan", "base.power", "150 kW"), says("volt-feb", "base.power", "204 PS"))
        told = "Printed as 150 kW (Acme, 10 Jan 2026) and 204 PS (Volt, 1 Feb 2026)."
        assert note(base, "power") == told

    def test_quotes_hp_where_the_press_wrote_it_for_ps(self) -> None:
        base = car(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.power", "204 PS", printed="204 hp"),
        )
        assert "“204 hp” (Volt, 1 Feb 2026)" in note(base, "power")

    def test_counts_a_date_from_the_day_it_was_said(self) -> None:
        base = car(
            says("volt-feb", "base.premiere", "14 to 16 months from now", status="expected", hedge="should")
        )
        told = "Counted from Volt, 1 Feb 2026, “should”: “14 to 16 months from now”."
        assert note(base, "premiere") == told

    def test_says_whose_figure_a_relation_leans_on(self) -> None:
        other = record(
            says("maker-jan", "base.power", "345 kW"),
            says("maker-jan", "plus.power", "200 kW"),
            id_="acme/one/b",
        )
        base = car(says("volt-feb", "base.power", "less than acme/one/b", hedge="rumored"), beside=[other])
        told = "Volt, 1 Feb 2026, “rumored”. 345 kW: One B1 Base (Acme, 10 Jan 2026)."
        assert note(base, "power") == told

    @pytest.mark.parametrize("target", ["acme/one/b", "acme/one/z"])
    def test_is_short_where_a_relation_has_no_figure(self, target: str) -> None:
        base = car(says("volt-feb", "base.power", f"less than {target}"), beside=[record(id_="acme/one/b")])
        assert note(base, "power") == "Volt, 1 Feb 2026."

    def test_converts_into_the_units_of_the_table(self) -> None:
        base = car(
            says("maker-jan", "base.top_speed", "170 km/h"), says("volt-feb", "base.top_speed", "180 km/h")
        )
        assert note(base, "top_speed", "us") == "Acme, 10 Jan 2026. Also 112 mph (Volt, 1 Feb 2026)."


class TestTheNoteOfAGeneration:
    def test_tells_each_variant(self) -> None:
        whole = generation(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "plus.power", "230 kW", status="expected", hedge="will"),
        )
        assert note(whole, "power") == (
            "Base: 150 kW (Acme, 10 Jan 2026). Plus: 230 kW, expected (Volt, 1 Feb 2026, “will”)."
        )

    def test_says_who_alone_states_it(self) -> None:
        whole = generation(says("maker-jan", "plus.power", "230 kW", note="with boost"))
        assert note(whole, "power") == "Plus only: 230 kW (Acme, 10 Jan 2026; with boost)."

    def test_is_quiet_where_all_variants_say_the_same(self) -> None:
        whole = generation(
            says("maker-jan", "base.dc_power", "130 kW"), says("maker-jan", "plus.dc_power", "130 kW")
        )
        assert note(whole, "dc_power") == ""

    def test_is_quiet_where_a_set_needs_no_more_words(self) -> None:
        whole = generation(
            says("maker-jan", "base.drivetrain", "FWD"), says("maker-jan", "plus.drivetrain", "AWD")
        )
        assert note(whole, "drivetrain") == ""

    def test_names_the_variant_of_a_conflict(self) -> None:
        whole = generation(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.power", "160 kW"),
            says("maker-jan", "plus.power", "230 kW"),
        )
        assert note(whole, "power").endswith("Also Base 160 kW (Volt, 1 Feb 2026).")

    def test_names_the_generations_own_figure(self) -> None:
        whole = generation(
            says("maker-jan", "power", "150 kW"),
            says("maker-jan", "plus.power", "230 kW", status="expected", hedge="will"),
        )
        assert note(whole, "power").endswith("A1: 150 kW (Acme, 10 Jan 2026).")


class TestAsides:
    def aside(self, *claims: Claim) -> str:
        base = car(says("maker-jan", "base.range", "805 km WLTP"), *claims)
        own, *others = [entry_of(base, r) for r in rows_of(base) if r.spec.key == "range"]
        return words(note_of(own, UnitChoice.of("us"), others))

    def test_tell_another_cycle(self) -> None:
        told = self.aside(says("volt-feb", "base.range", "about 400 mi EPA", status="expected"))
        assert told.endswith("EPA: about 400 mi, expected (Volt, 1 Feb 2026).")

    def test_tell_a_figure_without_a_cycle(self) -> None:
        told = self.aside(says("undated", "base.range", "up to 800 km, cycle not stated"))
        assert told.endswith("Without a cycle: up to 497 mi (Undated, undated).")

    def test_tell_another_phase(self) -> None:
        told = self.aside(says("volt-feb", "base.range", "900 km WLTP, city"))
        assert "city: 559 mi" in told

    def test_leave_out_relations_and_what_is_not_there(self) -> None:
        assert self.aside(says("volt-feb", "base.range", "more than acme/one/b EPA")) == ""
        assert self.aside(says("volt-feb", "base.range", "400 mi EPA", doubt="a typing error")) == ""


def test_there_is_nothing_to_say_of_what_is_plain() -> None:
    vehicles = [*ev.catalog, *ev.catalog.variants]
    every = [entry_of(vehicle, row) for vehicle in vehicles for row in rows_of(vehicle)]
    plain = [one for one in every if one.is_plain]
    assert 0 < len(plain) < len(every)
    said = [fact for one in plain for fact in Facts(one, METRIC, named, named).around()]
    assert {fact.kind for fact in said} <= {"beside"}
    assert {fact.spans[0].text for fact in said} <= {"Printed as "}
