"""The notes of a table in two series: letters for what changes a cell's meaning, numbers for sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.claims import cite_sources, hedges_of
from evspec.specs import UnitChoice
from evspec.table import Cell, Column, Row
from evspec.vehicles import entry_of, rows_of
from evspec.wording.cells import text_of
from evspec.wording.facts import Facts
from evspec.wording.footnotes import Footnotes
from evspec.wording.notes import named, note_of
from tests.vehicles.garage import car, entry, generation, row, says

if TYPE_CHECKING:
    from evspec.claims import Claim, Entry
    from evspec.comparison import Diff
    from evspec.comparison.side_by_side import Comparison
    from evspec.table import Table
    from evspec.vehicles import Vehicle
    from evspec.wording.footnotes import Notes


class Book:
    """The notes of a table with one column and a row for each entry."""

    def __init__(self, *entries: Entry, notes: Notes = "full", edition: str = "") -> None:
        units = UnitChoice.of("metric")
        made = Footnotes(notes, units)
        cells = [made.mark(Cell(text_of(one, units)), one, edition=edition) for one in entries]
        rows = [
            Row(one.row.key, one.row.label, "", (cell,)) for one, cell in zip(entries, cells, strict=True)
        ]
        settled, told = made.settled(rows, [Column("car", "Car")])
        self.cells = [one.cells[0] for one in settled.rows]
        self.head = settled.columns[0].refs
        self.notes = [note.text for note in told]
        self.kinds = [note.kind for note in told]
        self.sources = [note.text for note in made.sources]
        self.footer = ["".join(span.text for span in line) for line in made.footer()]


SEVERAL = tuple((f"v{n}", f"V{n}") for n in range(5))


def every(vehicle: Vehicle) -> list[Entry]:
    return [entry_of(vehicle, r) for r in rows_of(vehicle)]


class TestSources:
    def test_are_numbered_in_the_order_of_the_cells_and_listed_once(self) -> None:
        base = car(
            says("volt-feb", "base.power", "150 kW"),
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.torque", "250 Nm"),
        )
        book = Book(*every(base))
        assert [cell.refs for cell in book.cells] == ["[1, 2]", "[2]"]
        assert book.sources == ["Acme, 10 Jan 2026", "Volt, 1 Feb 2026"]
        assert (book.notes, book.footer) == ([], [])

    def test_are_told_with_their_hedges_by_row(self) -> None:
        base = car(
            says("volt-feb", "base.power", "150 kW", status="expected", hedge="should"),
            says("volt-feb", "base.torque", "250 Nm", status="expected", hedge="may", via="Amp"),
            says("volt-feb", "base.length", "4500 mm"),
        )
        assert Book(*every(base)).sources == [
            "Volt, 1 Feb 2026: “should” (Power), “may” (Torque), citing Amp (Torque)"
        ]

    def test_that_state_all_are_told_once_below_the_table(self) -> None:
        base = car(says("volt-feb", "base.power", "150 kW"), says("volt-feb", "base.torque", "250 Nm"))
        book = Book(*every(base))
        assert [cell.refs for cell in book.cells] == ["", ""]
        assert (book.sources, book.footer) == ([], ["Source: Volt, 1 Feb 2026."])

    def test_that_hedge_everything_say_so_once(self) -> None:
        base = car(says("volt-feb", "base.power", "150 kW", status="expected", hedge="should"))
        assert Book(*every(base)).sources == ["Volt, 1 Feb 2026: “should”"]

    def test_are_those_of_what_is_told_and_no_others(self) -> None:
        base = car(
            says("volt-feb", "base.range", "400 km WLTP", edition="2024"),
            says("maker-jan", "base.range", "450 km WLTP", edition="2026"),
            says("amp-feb", "base.power", "150 kW", edition="2026"),
            editions=("2024", "2026"),
        )
        book = Book(*(entry(base, key) for key in ("range", "power")))
        assert [cell.cites for cell in book.cells] == [(1,), (2,)]
        assert book.sources == ["Acme, 10 Jan 2026", "Amp, 1 Feb 2026"]
        assert book.cells[0].details == ("2024 edition: 400 km (Volt, 1 Feb 2026)",)

    def test_of_what_is_not_there_are_none(self) -> None:
        base = car(says("volt-feb", "plus.power", "150 kW"))
        book = Book(entry_of(base, row(base.generation, "power")))
        assert (book.cells[0].refs, book.sources) == ("", [])


class TestLetters:
    CLAIMS: tuple[Claim, ...] = (
        says("maker-jan", "platform", "UKL2"),
        says("volt-feb", "platform", "FAAR"),
        says("maker-jan", "power", "150 kW"),
        says("volt-feb", "power", "160 kW"),
        says("amp-feb", "power", "1500 kW", doubt="a digit too many"),
    )

    def test_are_one_for_each_kind_in_the_order_of_the_cells(self) -> None:
        book = Book(*every(car(*self.CLAIMS)))
        assert [cell.refs for cell in book.cells] == ["a [1]", "a,b [1]"]
        assert book.notes == [
            "Otherwise. Platform: FAAR [2]. Power: 160 kW [2].",
            "Doubted. Power: 1,500 kW [3] (a digit too many).",
        ]
        assert book.kinds == ["conflict", "doubt"]

    def test_cite_sources_by_their_numbers(self) -> None:
        assert Book(*every(car(*self.CLAIMS))).sources == [
            "Acme, 10 Jan 2026", "Volt, 1 Feb 2026", "Amp, 1 Feb 2026",
        ]  # fmt: skip

    def test_are_of_their_own_for_what_several_cells_share(self) -> None:
        base = car(
            says("volt-feb", "base.power", "150 kW", note="with boost"),
            says("volt-feb", "base.torque", "250 Nm", note="with boost"),
            says("volt-feb", "base.length", "4500 mm", note="with mirrors"),
        )
        book = Book(*every(base))
        assert [cell.refs for cell in book.cells] == ["a", "a", "b"]
        assert book.notes == ["With boost.", "With mirrors."]

    def test_tell_conditions_by_row_where_each_has_another(self) -> None:
        base = car(
            says("volt-feb", "base.power", "150 kW", note="with boost"),
            says("volt-feb", "base.length", "4500 mm", note="with mirrors"),
        )
        assert Book(*every(base)).notes == ["Power: with boost. Length: with mirrors."]

    def test_name_the_few_for_whom_a_condition_holds_and_count_the_many(self) -> None:
        told = [says("volt-feb", f"v{n}.power", f"{150 + n} kW") for n in range(5)]
        boosted = [says("volt-feb", f"v{n}.power", f"{150 + n} kW", note="with boost") for n in range(5)]
        one = generation(boosted[0], *told[1:], variants=SEVERAL)
        assert Book(entry(one, "power")).notes == ["With boost (V0)."]
        three = generation(*boosted[:3], *told[3:], variants=SEVERAL)
        assert Book(entry(three, "power")).notes == ["With boost (3 of 5)."]
        four = generation(*boosted[:4], *told[4:], variants=SEVERAL)
        assert Book(entry(four, "power")).notes == ["With boost (all but the V4)."]

    def test_name_for_whom_a_condition_holds_of_those_that_state_the_same(self) -> None:
        old = says("volt-feb", "v0.power", "150 kW", note="model year 2012")
        new = says("volt-feb", "v1.power", "150 kW", note="model year 2016")
        alike = generation(old, new, variants=SEVERAL[:2])
        assert Book(entry(alike, "power")).notes == ["Model years 2012 (V0), 2016 (V1)."]
        assert Book(entry(alike, "power"), notes="print").notes == []

    def test_tell_labels_of_several_years_as_one(self) -> None:
        years = (2021, 2020, 2021, 2020, 2022)
        told = [
            says(
                "volt-feb", f"v{n}.power", f"{150 + n} kW", note=f"Acme label, model year {year}; with boost"
            )
            for n, year in enumerate(years)
        ]
        some = Book(entry(generation(*told, variants=SEVERAL), "power"))
        assert some.notes == ["Acme label, model years 2020 (2 of 5), 2021 (2 of 5), 2022 (V4); with boost."]
        # both labels say so of all of them
        both = [
            says("volt-feb", f"v{n}.power", f"{150 + n} kW", note="model year 2023; model year 2025")
            for n in range(2)
        ]
        assert Book(entry(generation(*both, variants=SEVERAL[:2]), "power")).notes == [
            "Model years 2023 and 2025."
        ]
        # what is of several years itself goes with the others
        told = [
            says("volt-feb", f"v{n}.power", f"{150 + n} kW", note=f"Acme label, model {years}")
            for n, years in enumerate(("years 2014 and 2016", "year 2016"))
        ]
        assert Book(entry(generation(*told, variants=SEVERAL[:2]), "power")).notes == [
            "Acme label, model years 2014 and 2016 (V0), 2016 (V1)."
        ]
        # a span of years is none
        spans = [
            says("volt-feb", f"v{n}.power", f"{150 + n} kW", note=f"model years {year}")
            for n, year in enumerate(("2017-2019", "2020"))
        ]
        assert Book(entry(generation(*spans, variants=SEVERAL[:2]), "power")).notes == [
            "Model years 2017-2019 (V0); model year 2020 (V1)."
        ]

    def test_leave_out_the_agency_that_the_row_names(self) -> None:
        note = "Canadian label (NRCan), model year 2019"
        said = says("volt-feb", "base.ac_time", "9 h", agency="NRCan", charger="240 V", note=note)
        assert Book(*every(car(said))).notes == ["Model year 2019."]

    def test_leave_out_what_the_row_is_called(self) -> None:
        said = says("volt-feb", "base.battery_voltage", "319 V", note="nominal; at half charge")
        assert Book(*every(car(said))).notes == ["At half charge."]

    def test_begin_with_a_capital_where_a_sentence_does(self) -> None:
        told = [
            says("volt-feb", "base.range", "400 km WLTP", edition="2024"),
            says("maker-jan", "base.range", "450 km WLTP", edition="2026"),
            says("volt-feb", "base.power", "140 kW", edition="2024"),
            says("maker-jan", "base.power", "150 kW", edition="2026"),
            says("maker-jan", "base.length", "4500 mm", edition="2024"),
        ]
        base = car(*told, editions=("2024", "2026"))
        book = Book(entry(base, "range"), entry(base, "length"), edition="2026")
        assert book.notes == ["Range, WLTP: since the 2026 edition. Length: of the 2024 edition."]
        whole = note_of(entry(base, "range"), UnitChoice.of("metric"))
        assert whole is not None
        assert "Since the 2026 edition." in whole.text

    def test_cite_once_what_is_doubted_alike(self) -> None:
        told = [
            says("volt-feb", "v0.power", "150 kW"),
            says("maker-jan", "v0.power", "1500 kW", doubt="a digit too many"),
            says("amp-feb", "v1.power", "16 kW", doubt="a digit too few"),
            says("maker-jan", "v1.power", "1600 kW", doubt="a digit too many"),
        ]
        told_of_v1 = says("volt-feb", "v1.power", "160 kW")
        book = Book(entry(generation(*told, told_of_v1, variants=SEVERAL[:2]), "power"))
        assert book.notes == [
            "Doubted. Power: V0 1,500 kW; V1 1,600 kW [2] (a digit too many); V1 16 kW [3] (a digit too few)."
        ]

    def test_part_a_name_that_reads_as_a_figure_from_the_figure(self) -> None:
        said = [
            says("volt-feb", f"{slug}.battery_net", f"{size} kWh") for slug, size in (("s", 48), ("l", 64))
        ]
        other = [
            says("amp-feb", f"{slug}.battery_net", f"{size} kWh") for slug, size in (("s", 47), ("l", 62))
        ]
        whole = generation(*said, *other, variants=(("s", "48 kWh"), ("l", "Long")))
        assert Book(entry(whole, "battery_net")).notes == [
            "Otherwise. Battery usable: 48 kWh (48 kWh); Long 64 kWh [2]."
        ]

    def test_say_why_behind_the_row_with_one_colon(self) -> None:
        whole = generation(
            says("volt-feb", "s.battery_net", "48 kWh"),
            says("amp-feb", "s.battery_net", "52 kWh", status="rumored"),
            variants=(("s", "48 kWh"), ("l", "Long")),
        )
        assert Book(entry(whole, "battery_net")).notes == [
            "Otherwise. Battery usable, rumored: 52 kWh (48 kWh) [2]."
        ]

    def test_tell_whom_most_figures_leave_out(self) -> None:
        told = [says("volt-feb", f"v{n}.power", "150 kW") for n in range(4)]
        book = Book(entry(generation(*told, variants=SEVERAL), "power"))
        assert (book.kinds, book.notes) == (["scope"], ["All but the V4."])
        few = Book(entry(generation(*told[:3], variants=SEVERAL), "power"))
        assert few.notes == ["All but the V3 and V4."]

    def test_name_the_vehicle_where_the_letter_stands_at_a_row_of_several(self) -> None:
        one = ev.Variant.of("A", range=["400 km WLTP", "220 mi EPA"], price="30,000 EUR, Germany")
        prices = ["40,000 EUR, Germany", "38,000 GBP, UK"]
        two = ev.Variant.of("B", range=["500 km WLTP", "600 km NEDC"], price=prices)
        (note,) = ev.compare(one, two, specs="panel").to_table().notes[:1]
        assert "".join(span.text for span in note.spans).replace(" [1]", "") == (
            "Also. Price, UK: 38,000 GBP. Range, EPA (A): 354 km. Range, NEDC (B): 600 km."
        )

    def test_tell_other_rows_of_the_same_spec_by_their_labels(self) -> None:
        base = car(
            says("volt-feb", "base.range", "400 km EPA"), says("volt-feb", "base.range", "500 km WLTP")
        )
        made = Footnotes("full", UnitChoice.of("metric"))
        epa, wltp = every(base) if every(base)[0].row.label == "Range, EPA" else every(base)[::-1]
        cell = made.mark(Cell("–"), wltp, [epa])
        settled, (note,) = made.settled([Row("range", "Range, WLTP", "", (cell,))], [Column("car", "Car")])
        assert (settled.rows[0].cells[0].refs, note.text) == ("a [1]", "Also. Range, EPA: 400 km [1].")


class TestWhatIsAskedFor:
    BASE = car(
        says("maker-jan", "base.power", "150 kW", note="with boost"),
        says("volt-feb", "base.power", "160 kW"),
        says("volt-feb", "base.torque", "250 Nm"),
    )

    def test_none_are_no_notes_and_no_line_of_sources(self) -> None:
        book = Book(*every(self.BASE), notes=False)
        assert {cell.refs for cell in book.cells} == {""}
        assert (book.notes, book.footer) == ([], [])

    def test_sources_are_numbers_alone(self) -> None:
        book = Book(*every(self.BASE), notes="sources")
        assert [cell.refs for cell in book.cells] == ["[1]", "[2]"]
        assert (book.notes, book.footer) == ([], [])
        assert book.sources == ["Acme, 10 Jan 2026", "Volt, 1 Feb 2026"]

    def test_print_has_letters_and_one_line_of_sources(self) -> None:
        book = Book(*every(self.BASE), notes="print")
        assert [cell.refs for cell in book.cells] == ["a,b", ""]
        assert book.notes == ["With boost.", "Disputed."]
        assert (book.sources, book.footer) == ([], ["Sources: Acme; Volt."])

    def test_full_has_both(self) -> None:
        book = Book(*every(self.BASE))
        assert [cell.refs for cell in book.cells] == ["a,b [1]", "[2]"]
        assert book.notes == ["With boost.", "Otherwise. Power: 160 kW [2]."]

    def test_what_a_cell_sums_up_opens(self) -> None:
        whole = generation(
            says("maker-jan", "base.power", "150 kW"), says("volt-feb", "plus.power", "200 kW")
        )
        book = Book(entry(whole, "power"))
        assert book.cells[0].details == (
            "Base: 150 kW (Acme, 10 Jan 2026)",
            "Plus: 200 kW (Volt, 1 Feb 2026)",
        )
        assert Book(entry(whole, "power"), notes="print").cells[0].details == ()


TAYCAN = ("porsche/taycan/j1", "porsche/taycan/j1-2")
THREE = ("bmw/ix1/u11", "bmw/ix1/nb5", "bmw/ix3/na5")


def made(which: str) -> Diff | Comparison:
    if which == "three":
        return ev.compare(*THREE)
    return ev.diff(*(TAYCAN if which == "taycan" else ("nissan/leaf/ze0", "nissan/leaf/ze1")))


class TestTheCatalog:
    def test_letters_are_few(self) -> None:
        assert len(ev.diff(*TAYCAN).to_table().notes) <= 20
        assert len(ev.compare(*THREE).to_table().notes) <= 8

    @pytest.mark.parametrize("which", ["taycan", "three", "leaf"])
    def test_every_claim_is_told(self, which: str) -> None:
        """Every source, hedge, condition, doubt and date that the whole note of a cell tells."""
        compared = made(which)
        table = compared.to_table()
        told = _all_told(table)
        sides = (compared.old, compared.new) if isinstance(compared, ev.Diff) else compared.vehicles
        rows = {one.row.key: one.row for one in compared.rows} if isinstance(compared, ev.Diff) else {
            one.key: one for one in compared.rows
        }  # fmt: skip
        checked = 0
        for shown in table.rows:
            for vehicle in sides:
                found = entry_of(vehicle, rows[shown.key])
                whole = note_of(found, UnitChoice.of("metric"))
                words = "" if whole is None else whole.text
                for claim in (*found.supporting, *found.others):
                    cited = "".join(span.text for span in cite_sources([claim.source]))
                    if claim in found.supporting or cited in words:
                        assert cited in told
                        assert all(hedge in told for hedge in hedges_of(claim) if hedge in words)
                        assert claim.doubt in told
                        checked += 1
                for fact in Facts(found, UnitChoice.of("metric"), named, named).every():
                    if fact.kind in {"condition", "edition"}:
                        remark = "".join(span.text for span in fact.spans)
                        assert remark in told or f"{remark[:1].lower()}{remark[1:]}" in told
        assert checked > 50


def _all_told(table: Table) -> str:
    cells = (line for one in table.rows for cell in one.cells for line in cell.details)
    return " ".join([*(note.text for note in (*table.notes, *table.sources)), *cells])
