"""A column that mixes editions: its head, its older cells, and what was worked out from two."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.vehicles import entry_of, rows_of
from evspec.wording.cells import label_of
from evspec.wording.editions import edition_shown, headed, other_edition_in_words
from tests.each import each
from tests.vehicles.garage import car, catalog, entry, generation, record, says

if TYPE_CHECKING:
    from evspec.claims import Claim
    from evspec.table import Table

EDITIONS = ("2022", "2026")
SAID: tuple[Claim, ...] = (
    says("volt-feb", "platform", "UKL2"),
    says("volt-feb", "base.battery_net", "64.7 kWh", edition="2022"),
    says("volt-feb", "base.power", "150 kW", edition="2022"),
    says("volt-mar", "base.power", "150 kW", edition="2026"),
    says("volt-feb", "base.range", "474 km WLTP", edition="2022"),
    says("volt-mar", "base.range", "514 km WLTP", edition="2026"),
)


def mixed() -> ev.Variant:
    return car(*SAID, editions=EDITIONS)


def marked(table: Table, column: int = 0) -> dict[str, str]:
    """Return the labels of the rows whose cell has a note on its editions, with what that says of them."""
    found: dict[str, str] = {}
    for row in table.rows:
        for number in (*table.columns[column].notes, *row.notes, *row.cells[column].notes):
            note = table.notes[number - 1]
            if note.kind == "edition":
                own = [part for part in note.text.split(". ") if row.label in part.rpartition(": ")[0]]
                words = (own[0].rpartition(": ")[2] if own else note.text).rstrip(".").lower()
                found |= {row.label: words} if words.startswith(("of the ", "from figures of ")) else {}
    return found


class TestAColumn:
    def test_of_several_editions_says_so_and_marks_the_older_cells(self) -> None:
        table = ev.compare(mixed(), rows="all").to_table()
        assert table.columns[0].label == "One A1 Base, 2026 edition"
        assert marked(table) == {"Battery usable": "of the 2022 edition"}

    def test_is_so_in_a_diff_and_a_sheet_too(self) -> None:
        found = ev.diff(
            mixed(), car(says("volt-mar", "base.range", "600 km WLTP"), id_="acme/one/b"), rows="all"
        )
        table = found.to_table()
        assert [column.label for column in table.columns][:2] == ["One A1 Base, 2026 edition", "One B1 Base"]
        assert marked(table) == {"Battery usable": "of the 2022 edition"}
        sheet = mixed().to_table()
        assert sheet.columns[0].label == "One A1 Base, 2026 edition"
        assert marked(sheet) == {"Battery usable": "of the 2022 edition"}

    def test_of_one_edition_says_nothing(self) -> None:
        table = ev.compare(mixed(), specs=["range", "power"]).to_table()
        assert table.columns[0].label == "One A1 Base"
        assert not marked(table)
        old = ev.compare(mixed().at("2022"), rows="all").to_table()
        assert old.columns[0].label == "One A1 Base (2022)"
        assert not marked(old)

    def test_of_an_edition_that_was_asked_for_marks_what_carries_over(self) -> None:
        table = ev.compare(mixed().at("2026"), rows="all").to_table()
        assert table.columns[0].label == "One A1 Base (2026)"
        assert marked(table) == {"Battery usable": "of the 2022 edition"}

    def test_leaves_out_what_holds_for_the_generation_as_a_whole(self) -> None:
        table = ev.compare(mixed(), specs=["platform", "range"]).to_table()
        assert table.columns[0].label == "One A1 Base"

    def test_marks_a_span_over_variants_of_two_editions(self) -> None:
        whole = generation(
            says("volt-feb", "base.range", "474 km WLTP", edition="2022"),
            says("volt-mar", "plus.range", "600 km WLTP", edition="2026"),
            says("volt-mar", "plus.power", "200 kW", edition="2026"),
            editions=EDITIONS,
        )
        assert marked(ev.compare(whole).to_table()) == {"Range, WLTP": "of the 2022 and 2026 editions"}

    def test_without_notes_is_told_below_the_table(self) -> None:
        assert marked(ev.compare(mixed(), rows="all", notes="full").to_table())
        in_print = ev.compare(mixed(), rows="all", notes="print").to_table()
        assert [note.kind for note in in_print.notes] == ["edition"]
        for notes in (False, "sources"):
            table = ev.compare(mixed(), rows="all", notes=notes).to_table()
            assert [line[0].text for line in table.footer] == [
                "Of the 2022 edition of One A1 Base: Battery usable."
            ]

    def test_tells_programs_of_which_editions_each_cell_is(self) -> None:
        document = json.loads(ev.compare(mixed(), rows="all").to_table().to_json())
        told = {row["key"]: row["cells"][0]["data"]["editions"] for row in document["rows"]}
        assert told["battery_net"] == ["2022"]
        assert told["range[cycle=WLTP]"] == told["power"] == ["2026"]

    @each("generation", list(ev.catalog), ids=lambda one: one.id)
    def test_of_the_catalog_has_no_older_cell_unmarked(self, generation: ev.Generation) -> None:
        for vehicle in (generation, *generation.variants):
            entries = [entry_of(vehicle, row) for row in rows_of(vehicle)]
            shown = edition_shown(entries)
            table = vehicle.to_table()
            told = marked(table)
            assert table.columns[0].label.endswith(" edition") == bool(shown)
            for one in entries:
                newer = [claim for claim in one.supporting if claim.edition == shown]
                if shown and one.supporting and not newer and one.row.spec.group not in {"identity", "dates"}:
                    assert label_of(one.row, [one]) in told


class TestTheHead:
    @pytest.mark.parametrize(
        ("edition", "head"),
        [
            ("2026", "One, 2026 edition"),
            ("2025-07", "One, July 2025 edition"),
            ("facelift", "One, facelift edition"),
            ("", "One"),
        ],
    )
    def test_tells_from_when(self, edition: str, head: str) -> None:
        subject = entry(mixed(), "power").subject
        assert headed("One", subject, edition) == head


class TestWhatIsWorkedOut:
    def test_from_two_editions_is_marked(self) -> None:
        derived = ev.derive(mixed())
        told = marked(ev.compare(derived, rows="all").to_table())
        assert told["Consumption, WLTP at the battery"] == "from figures of the 2022 and 2026 editions"
        assert "Range from 90 % to 10 %, WLTP" not in told
        claim = derived.get("consumption", side="battery")
        assert claim is not None
        assert (claim.edition, claim.mixes) == ("2026", EDITIONS)

    def test_from_one_edition_is_of_that(self) -> None:
        derived = ev.derive(mixed().at("2022"))
        claim = derived.get("consumption", side="battery")
        assert claim is not None
        assert (claim.edition, claim.mixes) == ("2022", ())

    def test_for_another_cycle_is_of_the_editions_of_its_figure(self) -> None:
        whole = record(
            says("volt-feb", "base.range", "474 km WLTP", edition="2022"),
            says("volt-mar", "plus.range", "600 km WLTP", edition="2026"),
            editions=EDITIONS,
        )
        other = record(says("volt-mar", "range", "300 mi EPA"), id_="acme/one/b", variants=())
        filled = ev.compare(*catalog(whole, other), estimate=True).vehicles[0]
        guess = filled.get("range", cycle="EPA")
        assert guess is not None
        assert guess.mixes == EDITIONS
        row = next(row for row in rows_of(filled) if row.key == "range[cycle=EPA]")
        words = other_edition_in_words(entry_of(filled, row), "2026")
        assert words == "from figures of the 2022 and 2026 editions"
