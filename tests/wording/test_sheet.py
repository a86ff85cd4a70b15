"""The spec sheet of one vehicle, and the words around every table."""

from __future__ import annotations

import pytest

from evspec.specs import UnitChoice
from evspec.vehicles import rows_of, subject_of
from evspec.wording.sheet import known_in_words, latest, rows_aside, units_in_words
from tests.vehicles.garage import car, generation, says


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
            ("Power", "150 kW", ""),
            ("Range, WLTP", "514 km", "expected"),
        ]

    def test_show_what_is_only_doubted_by_its_note(self) -> None:
        table = car(says("volt-feb", "base.power", "1500 kW", doubt="a digit too many")).to_table()
        (only,) = table.rows
        assert [c.text for c in only.cells] == ["–"]
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


class TestTheWordsAround:
    @pytest.mark.parametrize(
        ("units", "words"),
        [
            ("metric", "metric"),
            ("us", "US units"),
            ("uk", "UK units"),
            ({"system": "us", "torque": "N·m"}, "US units, torque in N·m"),
            ({"power": "PS", "range": "mi"}, "metric, power in PS, range in mi"),
        ],
    )
    def test_name_the_units(self, units: str | dict[str, str], words: str) -> None:
        assert units_in_words(UnitChoice.of(units), ()) == words  # type: ignore[arg-type]

    def test_name_the_day_of_knowledge_and_the_newest_source(self) -> None:
        base = car(says("volt-feb", "base.power", "150 kW"), says("volt-mar", "base.torque", "250 Nm"))
        early = base.as_of("2026-02-15")
        assert known_in_words(subject_of(base)) == "known today"
        assert known_in_words(subject_of(early)) == "known on 15 February 2026"
        assert latest([subject_of(base)]) == "sources up to 1 March 2026"
        assert latest([subject_of(early)]) == "as of 2026-02-15; sources up to 1 February 2026"
        # of two days neither is that of the table
        assert latest([subject_of(base), subject_of(early)]) == "sources up to 1 March 2026"
        assert latest([subject_of(car())]) == ""

    def test_rows_that_are_left_out_go_to_the_first_row_of_their_spec(self) -> None:
        base = car(
            says("volt-feb", "base.range", "500 km WLTP"),
            says("volt-feb", "base.range", "300 mi EPA"),
            says("volt-feb", "base.range", "700 km CLTC"),
            says("volt-feb", "base.power", "150 kW"),
        )
        power, wltp, epa, cltc = rows_of(base)
        assert rows_aside(rows_of(base), [power, epa, cltc]) == {epa: (wltp,)}
        assert rows_aside(rows_of(base), [wltp]) == {wltp: (epa, cltc)}
        assert rows_aside(rows_of(base), [power]) == {}
