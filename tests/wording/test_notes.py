"""The notes of a table: who says it, how surely, and who says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evspec.claims import Claim, in_code
from evspec.claims.citations import cite_claims, cite_sources, merged
from evspec.table import Span
from evspec.wording.faces import face_of
from evspec.wording.notebook import Notebook
from tests.vehicles.garage import SOURCES, car, generation, record, row, says

if TYPE_CHECKING:
    from evspec.specs import System
    from evspec.vehicles import Vehicle


def note(vehicle: Vehicle, key: str, system: System = "metric", **asked: str) -> str:
    """Return the note on a vehicle's cell, "" for none."""
    book = Notebook()
    numbers = book.note(face_of(vehicle, row(vehicle, key, **asked), system))
    return " ".join(book.notes[number - 1].text for number in numbers)


def words(spans: list[Span]) -> str:
    return "".join(span.text for span in spans)


class TestCitations:
    def test_gather_the_dates_of_one_publisher(self) -> None:
        found = cite_sources([SOURCES["volt-feb"], SOURCES["amp-feb"], SOURCES["volt-mar"]])
        assert words(found) == "Volt, 1 Feb and 1 Mar 2026; Amp, 1 Feb 2026"

    def test_name_a_source_once(self) -> None:
        assert words(cite_sources([SOURCES["volt-feb"]] * 3)) == "Volt, 1 Feb 2026"

    def test_say_that_a_source_is_undated(self) -> None:
        assert words(cite_sources([SOURCES["undated"]])) == "Undated, undated"
        found = words(cite_sources([SOURCES["maker-undated"], SOURCES["maker-jan"]]))
        assert found == "Acme, 10 Jan 2026 and undated"

    def test_link_each_date(self) -> None:
        found = cite_sources([SOURCES["volt-feb"], SOURCES["volt-mar"]])
        links = [span.href for span in found if span.href]
        assert links == ["https://example.org/volt-feb", "https://example.org/volt-mar"]

    def test_of_code_have_neither_date_nor_link(self) -> None:
        assert cite_sources([in_code()]) == [Span("given in code")]

    def test_of_code_that_is_hedged_say_so(self) -> None:
        claim = says("volt-feb", "base.power", "150 kW", hedge="I think").but(source=in_code())
        assert words(cite_claims([claim])) == "given in code, “I think”"

    def test_quote_the_hedge(self) -> None:
        claim = says("volt-feb", "base.power", "150 kW", hedge="should")
        assert words(cite_claims([claim])) == "Volt, 1 Feb 2026, “should”"

    def test_say_who_is_quoted(self) -> None:
        claim = says("volt-feb", "base.power", "150 kW", via="an insider", hedge="if")
        assert words(cite_claims([claim])) == "Volt, 1 Feb 2026, “if”, citing an insider"

    def test_say_where_one_source_hedges_and_where_not(self) -> None:
        claims = [
            says("volt-feb", "base.power", "150 kW", hedge="should", where="body"),
            says("volt-feb", "base.power", "150 kW", where="summary"),
        ]
        assert words(cite_claims(claims)) == "Volt, 1 Feb 2026, “should” in the body, unhedged in the summary"

    def test_quote_the_words_of_a_relation(self) -> None:
        claim = says("volt-feb", "base.power", "less than acme/one/b", printed="slightly less powerful")
        assert words(cite_claims([claim])) == "Volt, 1 Feb 2026, “slightly less powerful”"

    def test_put_copies_last(self) -> None:
        claims = [says("copy-of-volt", "base.power", "150 kW"), says("volt-feb", "base.power", "150 kW")]
        assert words(cite_claims(claims)) == "Volt, 1 Feb 2026; Copycat, 1 Jun 2026"

    def test_join_neighbors_that_are_no_links(self) -> None:
        spans = [Span("a"), Span("b"), Span("c", "https://example.org/"), Span("d"), Span("e")]
        assert list(merged(spans)) == [Span("ab"), Span("c", "https://example.org/"), Span("de")]


class TestAPlainFigure:
    def test_has_no_note_and_its_source_below_the_table(self) -> None:
        base = car(says("volt-feb", "base.power", "150 kW"))
        book = Notebook()
        assert book.note(face_of(base, row(base, "power"), "metric")) == ()
        assert [words(list(line)) for line in book.footer()] == ["Sources. One A1 Base: Volt, 1 Feb 2026."]

    def test_that_is_not_there_has_nothing(self) -> None:
        base = car(says("volt-feb", "plus.power", "150 kW"))
        book = Notebook()
        assert book.note(face_of(base, row(base.generation, "power"), "metric")) == ()
        assert list(book.footer()) == []


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
        assert "160 kW (Volt, 1 Feb 2026; Amp, 1 Feb 2026)" in told
        assert "170 kW (Ohm, Apr 2026)" in told

    def test_tells_apart_what_is_less_sure(self) -> None:
        base = car(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.power", "160 kW", status="rumored"),
        )
        assert note(base, "power") == "Acme, 10 Jan 2026. Rumored: 160 kW (Volt, 1 Feb 2026)."

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


class TestNumbers:
    CLAIMS: tuple[Claim, ...] = (
        says("maker-jan", "platform", "UKL2"),
        says("volt-feb", "platform", "FAAR"),
        says("maker-jan", "power", "150 kW"),
        says("volt-feb", "power", "160 kW"),
    )

    def test_are_given_in_the_order_of_the_cells(self) -> None:
        base = car(*self.CLAIMS)
        book = Notebook()
        numbers = [book.note(face_of(base, r, "metric")) for r in base.rows]
        assert numbers == [(1,), (2,)]

    def test_are_shared_by_equal_notes(self) -> None:
        whole = generation(*self.CLAIMS)
        book = Notebook()
        numbers = {book.note(face_of(v, row(v, "power"), "metric")) for v in whole.variants}
        assert numbers == {(1,)}
        assert len(book.notes) == 1

    def test_leave_the_other_sources_to_the_footer(self) -> None:
        base = car(*self.CLAIMS, says("ohm-april", "length", "4500 mm"))
        table = base.to_table()
        assert table.footer[0][0].text.startswith("Figures without a note. One A1 Base: ")


class TestAsides:
    def aside(self, *claims: Claim) -> str:
        base = car(says("maker-jan", "base.range", "805 km WLTP"), *claims)
        book = Notebook()
        of, *others = [r for r in base.rows if r.spec.key == "range"]
        book.note(face_of(base, of, "us"), tuple(others))
        return book.notes[0].text if book.notes else ""

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


class TestSpecSheets:
    def test_list_every_row_with_status_and_sources(self) -> None:
        base = car(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.range", "514 km WLTP", status="expected"),
            says("amp-feb", "plus.torque", "494 Nm"),
        )
        table = base.to_table()
        assert table.title == "Acme One Base"
        assert table.subtitle == "metric; sources up to 1 February 2026"
        assert [(r.label, *(c.text for c in r.cells)) for r in table.rows] == [
            ("Power", "150 kW", "official"),
            ("Range, WLTP", "514 km", "expected"),
        ]

    def test_show_what_is_only_doubted_by_its_note(self) -> None:
        table = car(says("volt-feb", "base.power", "1500 kW", doubt="a digit too many")).to_table()
        (only,) = table.rows
        assert [c.text for c in only.cells] == ["–", ""]
        assert only.cells[0].notes == (1,)

    def test_leave_out_what_was_not_known_yet(self) -> None:
        base = car(says("volt-mar", "base.power", "150 kW"), says("volt-feb", "base.torque", "250 Nm"))
        table = base.as_of("2026-02-15").to_table()
        assert [r.label for r in table.rows] == ["Torque"]
        assert table.subtitle == "metric; as of 2026-02-15; sources up to 1 February 2026"

    def test_of_a_car_without_dated_sources_say_nothing_of_them(self) -> None:
        assert car(says("undated", "base.power", "150 kW")).to_table(units="us").subtitle == "US units"
        assert car().as_of("2026-01-01").to_table().subtitle == "metric; as of 2026-01-01"

    def test_carry_numbers_and_sources_for_programs(self) -> None:
        base = car(
            says("maker-jan", "base.range", "up to 514 km WLTP"),
            says("maker-jan", "base.premiere", "2025-11"),
            says("maker-jan", "base.platform", "UKL2"),
        )
        data = {r.key: dict(r.cells[0].data) for r in base.to_table().rows}
        reach = data["range[cycle=WLTP]"]
        assert (reach["low"], reach["high"], reach["unit"], reach["bound"]) == (None, 514.0, "km", "at most")
        assert (reach["status"], reach["sources"], reach["firm"]) == ("official", ["maker-jan"], True)
        assert (data["premiere"]["first"], data["premiere"]["last"]) == ("2025-11-01", "2025-11-30")
        assert data["platform"]["sources"] == ["maker-jan"]

    def test_say_which_unnamed_version_states_a_figure(self) -> None:
        whole = generation(
            says("volt-feb", "dual.motor_count", 2), variants=(("entry", "(entry)"), ("dual", "(dual-motor)"))
        )
        assert whole.to_table().rows[0].cells[0].text == "2 (dual-motor)"
