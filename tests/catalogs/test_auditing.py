"""Which shown figures should be looked up before they are signed, and which of them first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec import EvspecError, UnknownId
from evspec.catalogs.weaknesses import WEAKNESSES
from evspec.vehicles import entry_of, rows_of
from tests.vehicles.garage import car, catalog, generation, record, says

if TYPE_CHECKING:
    from evspec import Audit, Claim, Vehicle

VOLT = says("volt-feb", "base.range", "514 km WLTP")
AMP = says("amp-feb", "base.range", "514 km WLTP")


def weak(vehicle: Vehicle, key: str = "range") -> dict[str, tuple[str, ...]]:
    """Return the kinds of weakness of one cell, each with the variants whose figure has it."""
    found = [one for one in ev.audit(vehicle) if one.entry.row.spec.key == key]
    return {weakness.kind: weakness.variants for one in found for weakness in one.weaknesses}


def words(*vehicles: Vehicle) -> dict[str, str]:
    """Return what is to be looked up in each row of the table."""
    return {row.label: row.cells[1].text for row in ev.audit(*vehicles).to_table().rows}


def order(found: Audit) -> list[str]:
    return [one.entry.row.spec.key for one in found]


class TestSources:
    def test_two_publishers_are_enough(self) -> None:
        assert weak(car(VOLT, AMP)) == {}
        assert weak(car(VOLT)) == {"one source": ()}

    @pytest.mark.parametrize("source", ["copy-of-volt", "volt-mar"])
    def test_a_copy_confirms_nothing_nor_does_one_publisher_twice(self, source: str) -> None:
        assert weak(car(VOLT, says(source, "base.range", "514 km WLTP"))) == {"one source": ()}

    def test_a_copy_alone_is_one_source(self) -> None:
        assert weak(car(says("copy-of-volt", "base.range", "514 km WLTP"))) == {"one source": ()}

    def test_one_that_says_otherwise_confirms_nothing(self) -> None:
        assert weak(car(VOLT, says("amp-feb", "base.range", "480 km WLTP"))) == {"one source": ()}

    def test_undated_ones_confirm_one_another_but_no_day(self) -> None:
        undated = [says(source, "base.range", "514 km WLTP") for source in ("undated", "also-undated")]
        assert weak(car(*undated)) == {"undated": ()}
        assert weak(car(undated[0], VOLT)) == {}
        assert weak(car(undated[0])) == {"undated": (), "one source": ()}

    def test_a_register_is_named(self) -> None:
        listed = says("agency-jan", "base.range", "320 mi EPA")
        assert weak(car(listed)) == {"one source": (), "register": ()}
        assert weak(car(listed, says("volt-feb", "base.range", "320 mi EPA"))) == {}

    def test_what_a_program_states_is_dated_and_of_one_source(self) -> None:
        assert weak(ev.Variant.of("Mine", range="400 km WLTP")) == {"one source": ()}

    def test_what_was_worked_out_is_looked_up_where_its_figures_stand(self) -> None:
        said = [
            claim
            for source in ("volt-feb", "amp-feb")
            for claim in (
                says(source, "base.battery_net", "64 kWh"), says(source, "base.battery_gross", "68 kWh")
            )
        ]  # fmt: skip
        derived = ev.derive(car(*said))
        assert derived.get("battery_share_usable") is not None
        assert order(ev.audit(derived)) == []


class TestFigures:
    def test_the_top_of_a_curve_is_no_published_figure(self) -> None:
        top = says("volt-feb", "base.dc_power", "190 kW", taken_from="charging curve")
        assert weak(car(top), "dc_power") == {"charging curve": (), "one source": ()}
        both = car(top, says("amp-feb", "base.dc_power", "190 kW"))
        assert "charging curve" not in weak(both, "dc_power")

    def test_of_some_variants(self) -> None:
        assert weak(generation(VOLT, AMP)) == {"some variants": ("Base",)}
        whole = generation(
            VOLT, AMP, *(says(s, "plus.range", "600 km WLTP") for s in ("volt-feb", "amp-feb"))
        )
        assert weak(whole) == {}

    def test_each_variant_rests_on_its_own_sources(self) -> None:
        whole = generation(VOLT, AMP, says("undated", "plus.range", "600 km WLTP"))
        assert weak(whole) == {"undated": ("Plus",), "one source": ("Plus",)}
        assert words(whole) == {"Range, WLTP": "undated (Plus); one source (Plus)"}

    def test_equal_figures_of_two_variants_confirm_neither(self) -> None:
        whole = generation(VOLT, says("amp-feb", "plus.range", "514 km WLTP"))
        assert weak(whole) == {"one source": ()}

    def test_what_is_said_of_the_whole_confirms_its_variants_and_stands_for_the_silent(self) -> None:
        whole = generation(
            says("volt-feb", "base.drivetrain", "RWD"), says("amp-feb", "drivetrain", "RWD")
        )  # fmt: skip
        assert weak(whole, "drivetrain") == {"one source": ("Plus",)}
        spoken = generation(
            says("volt-feb", "base.drivetrain", "RWD"), says("volt-feb", "plus.drivetrain", "RWD"),
            says("amp-feb", "drivetrain", "RWD"),
        )  # fmt: skip
        assert weak(spoken, "drivetrain") == {}

    def test_of_an_older_edition_than_the_column(self) -> None:
        claims = (
            *(says(s, "base.range", "514 km WLTP", edition="2026") for s in ("volt-feb", "amp-feb")),
            *(says(s, "base.length", "4,500 mm", edition="2022") for s in ("volt-feb", "amp-feb")),
        )
        found = ev.audit(car(*claims, editions=("2022", "2026")))
        assert [(one.entry.row.spec.key, one.weaknesses[0].names) for one in found] == [("length", ("2022",))]
        assert words(*found.vehicles) == {"Length": "of the 2022 edition"}
        assert not ev.audit(car(*claims, editions=("2022", "2026")).at("2022"))

    def test_an_optional_figure_is_looked_at_too(self) -> None:
        standard = [says(source, "base.ac_power", "11 kW") for source in ("volt-feb", "amp-feb")]
        beside = says("undated", "base.ac_power", "22 kW", fitted="option")
        assert words(car(*standard, beside)) == {"AC power": "undated (optional); one source (optional)"}
        # told once where the figure itself has it
        assert words(car(standard[0], beside)) == {"AC power": "undated (optional); one source"}

    def test_cells_that_are_not_shown_are_not_listed(self) -> None:
        assert weak(car(VOLT, AMP, says("undated", "base.range", "510 km WLTP"))) == {}
        assert ev.audit(car(says("volt-feb", "base.range", "51 km WLTP", doubt="a digit short"))).shown == 0


class TestCrossChecks:
    CLAIMS: tuple[Claim, ...] = tuple(
        says(source, key, value)
        for source in ("volt-feb", "amp-feb")
        for key, value in (
            ("base.battery_net", "64 kWh"), ("base.range", "514 km WLTP"),
            ("base.consumption", "40 kWh/100 km WLTP"), ("base.length", "4,500 mm"),
        )
    )  # fmt: skip

    def test_all_figures_that_do_not_fit_are_listed_with_the_rule(self) -> None:
        found = ev.audit(car(*self.CLAIMS))
        assert set(order(found)) == {"range", "consumption", "battery_net"}
        for one in found:
            (weakness,) = one.weaknesses
            assert weakness.kind == "fails a cross-check"
            assert all("range times consumption" in text for text in weakness.names)

    def test_no_claim_counts_that_was_not_known(self) -> None:
        assert ev.audit(car(*self.CLAIMS).as_of("2026-01-31")).found == ()
        assert ev.audit(car(*self.CLAIMS), as_of="2026-02-01").found != ()


class TestOrder:
    def test_the_worst_comes_first_then_the_next_worst(self) -> None:
        claims = (
            says("agency-jan", "base.torque", "300 N·m"),
            says("volt-feb", "base.power", "150 kW"),
            says("undated", "base.top_speed", "180 km/h"),
            says("also-undated", "base.top_speed", "180 km/h"),
            says("undated", "base.length", "4,500 mm"),
            says("volt-feb", "base.dc_power", "190 kW", taken_from="charging curve"),
            says("amp-feb", "base.dc_power", "190 kW", taken_from="charging curve"),
            says("tabloid-may", "base.height", "1,600 mm"),
            says("volt-feb", "base.width", "1,900 mm"),
        )
        # of equal ones that of the lesser source, then that which comes first in a table
        expected = ["dc_power", "length", "top_speed", "torque", "height", "power", "width"]
        assert order(ev.audit(car(*claims))) == expected
        assert order(ev.audit(car(*reversed(claims)))) == expected

    def test_holds_across_vehicles_which_are_then_in_the_order_given(self) -> None:
        one, two = generation(VOLT), generation(says("undated", "range", "500 km WLTP"), id_="acme/one/b")
        third = generation(VOLT, id_="acme/one/c")
        assert [f.vehicle.code for f in ev.audit(third, one, two)] == ["C1", "A1", "B1"]

    def test_over_the_catalog_no_cell_is_worse_than_the_one_before(self) -> None:
        found = ev.audit()
        kinds = [[w.kind for w in one.weaknesses] for one in found]
        places = [sorted(set(map(WEAKNESSES.index, some))) for some in kinds]
        # as digits: 0 where it has the weakness
        digits = [[place not in some for place in range(len(WEAKNESSES))] for some in places]
        assert digits == sorted(digits)
        assert all(places)


class TestAsking:
    def test_for_everything(self) -> None:
        assert ev.audit().vehicles == tuple(ev.catalog) == ev.audit(ev.catalog).vehicles
        small = catalog(record(VOLT), record(AMP, id_="acme/one/b"))
        assert [vehicle.id for vehicle in ev.audit(small).vehicles] == list(small.ids)

    def test_every_cell_of_a_sheet_is_looked_at(self) -> None:
        for vehicle in (*ev.catalog, *ev.catalog.variants):
            shown = [row for row in rows_of(vehicle) if entry_of(vehicle, row).value is not None]
            assert ev.audit(vehicle).shown == len(shown)

    def test_for_what_is_no_vehicle(self) -> None:
        with pytest.raises(UnknownId, match="did you mean 'bmw/ix1/u11'"):
            ev.audit("bmw/ix1/u12")
        with pytest.raises(EvspecError, match="7 is no vehicle; name each by its id"):
            ev.audit(7)  # type: ignore[arg-type]
        with pytest.raises(EvspecError, match="imperial"):
            ev.audit("bmw/ix1/u11", units="imperial")  # type: ignore[arg-type]

    def test_in_other_units(self) -> None:
        table = ev.audit(car(VOLT), units="us").to_table()
        assert table.rows[0].cells[0].text == "319 mi"


class TestTable:
    def test_of_one_vehicle(self) -> None:
        table = ev.audit(car(VOLT)).to_table()
        assert table.title == "Audit of One A1 Base"
        assert table.subtitle == f"1 of 1 cell to look up; worst first: {', '.join(WEAKNESSES)}"
        assert [(row.key, row.label) for row in table.rows] == [
            ("acme/one/a/base range[cycle=WLTP]", "Range, WLTP")
        ]
        assert [note.text for note in table.sources] == ["Volt, 1 Feb 2026."]

    def test_of_several_names_whose_cell_it_is(self) -> None:
        other = car(says("undated", "base.range", "500 km WLTP"), id_="acme/one/b")
        assert list(words(car(VOLT), other)) == ["One B1 Base: Range, WLTP", "One A1 Base: Range, WLTP"]

    def test_of_nothing(self) -> None:
        table = ev.audit(car(VOLT, AMP)).to_table()
        assert (table.rows, table.subtitle.partition(";")[0]) == ((), "0 of 1 cell to look up")

    def test_for_programs(self) -> None:
        whole = generation(
            says("volt-feb", "base.range", "514 km WLTP"), says("agency-jan", "range", "480 km WLTP")
        )
        document = json.loads(ev.audit(whole).to_json())
        figure, told = document["rows"][0]["cells"]
        assert figure["data"]["sources"] == ["volt-feb", "agency-jan"]
        assert told["data"]["weaknesses"] == [
            {"kind": "one source", "text": "one source"},
            {"kind": "register", "text": "a register's figure (Plus)", "variants": ["Plus"]},
        ]

    def test_many_variants_are_counted(self) -> None:
        names = tuple((f"v{n}", f"V {n}") for n in range(5))
        claims = [says("volt-feb", f"v{n}.range", f"{500 + 20 * n} km WLTP") for n in range(4)]
        told = words(generation(*claims, variants=names))
        assert told == {"Range, WLTP": "of 4 variants only; one source"}
        two = words(generation(*claims[:2], variants=names))
        assert two == {"Range, WLTP": "of V 0 and V 1 only; one source"}
