"""AC charging is one row: the standard figure compares, an optional one and the phases stand beside it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.catalogs.conflicts import conflicts_in
from evspec.errors import EvspecError, ParseError
from evspec.vehicles import Variant, rows_of
from tests.files.drafts import draft
from tests.vehicles.garage import car, catalog, record, says

if TYPE_CHECKING:
    from pathlib import Path

KEY = "ac_power"
HEAD = 'make = "Acme"\nmodel = "Comet"\nvariants = { base = "Base", plus = "Plus", max = "Max" }\n'


def made(written: object, name: str = "One") -> Variant:
    return Variant.of(name, ac_power=written)


def cells(*written: object) -> list[str]:
    """Return how one car each shows it, side by side, with the mark of the best."""
    table = ev.compare(*(made(one, f"Car {n}") for n, one in enumerate(written)), rows="all").to_table()
    (row,) = table.rows
    return [cell.text + ("*" if cell.mark == "best" else "") for cell in row.cells]


class TestACell:
    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("11 kW (22 optional)", "11 kW (22 optional)"),
            ("11 kW, 22 kW optional", "11 kW (22 optional)"),
            ("up to 11 kW (22 optional)", "up to 11 kW (22 optional)"),
            ("22 kW (option)", "22 kW optional"),
            ("7.2 kW 2-phase", "7.2 kW, 2-phase"),
            ("11 kW three-phase (22 optional)", "11 kW, 3-phase (22 optional)"),
            ("11 kW", "11 kW"),
            ({"value": "11 kW", "option": "22 kW"}, "11 kW (22 optional)"),
        ],
    )
    def test_tells_option_and_phases(self, written: object, shown: str) -> None:
        assert cells(written) == [shown]

    def test_has_the_option_as_data(self) -> None:
        document = json.loads(ev.compare(made("11 kW, 3-phase (22 optional)")).to_table().to_json())
        (row,) = document["rows"]
        data = row["cells"][0]["data"]
        assert (data["magnitude"], data["ac_phases"]) == (11, ["3"])
        assert (data["optional"]["magnitude"], data["optional"]["unit"]) == (22, "kW")
        assert data["optional"]["sources"] == data["sources"]

    def test_says_in_the_same_words_in_every_format(self) -> None:
        table = ev.compare(made("11 kW, 3-phase (22 optional)")).to_table()
        for written in (
            table.to_text(),
            table.to_markdown(),
            table.to_html(),
            table.to_latex(style="siunitx"),
        ):
            assert "11 kW, 3-phase (22 optional)" in re.sub("<[^>]*>", "", written).replace("~", " ")

    def test_of_the_option_alone_tells_programs_so(self) -> None:
        document = json.loads(ev.compare(made("22 kW option")).to_table().to_json())
        assert document["rows"][0]["cells"][0]["data"]["fitted"] == "option"

    def test_names_the_variants_that_have_it_where_others_have_not(self) -> None:
        found = catalog(
            record(
                says("volt-feb", "base.ac_power", "11 kW"),
                says("volt-feb", "plus.ac_power", "11 kW"),
                says("volt-feb", "plus.ac_power", "22 kW, option"),
            )
        )
        (generation,) = found
        (row,) = ev.compare(generation).to_table().rows
        assert row.cells[0].text == "11 kW (22 optional: Plus)"
        assert row.cells[0].data["optional"]["variants"] == ["Plus"]  # type: ignore[index,call-overload]

    def test_tells_the_phases_of_a_generation_only_where_all_its_figures_say(self) -> None:
        one = record(
            says("volt-feb", "base.ac_power", "7.2 kW, 1-phase"),
            says("volt-feb", "plus.ac_power", "11 kW, 3-phase"),
        )
        other = record(
            says("volt-feb", "base.ac_power", "11 kW"), says("volt-feb", "plus.ac_power", "11 kW, 3-phase"),
            id_="acme/one/b",
        )  # fmt: skip
        (row,) = ev.compare(*catalog(one, other)).to_table().rows
        assert [cell.text for cell in row.cells] == ["7.2–11 kW, 1-phase or 3-phase", "11 kW"]


class TestComparing:
    def test_three_cars_that_take_the_same_are_the_best_together(self) -> None:
        assert cells("11 kW (22 optional)", "11 kW, 3-phase", "11 kW, standard", "7.2 kW, 2-phase") == [
            "11 kW (22 optional)*", "11 kW, 3-phase*", "11 kW*", "7.2 kW, 2-phase",
        ]  # fmt: skip

    def test_an_option_wins_against_nothing_and_nothing_against_it(self) -> None:
        assert cells("22 kW (option)", "11 kW") == ["22 kW optional", "11 kW"]
        (change,) = ev.diff(made("11 kW"), made("22 kW (option)", "Two")).rows
        assert (change.kind, change.better, change.delta) == ("not comparable", None, None)

    def test_two_options_compare_with_each_other(self) -> None:
        assert cells("22 kW (option)", "11 kW (option)") == ["22 kW optional*", "11 kW optional"]

    def test_standard_figures_compare_whatever_is_optional(self) -> None:
        (change,) = ev.diff(made("7.4 kW (22 optional)"), made("11 kW", "Two")).rows
        assert (change.kind, change.better) == ("changed", True)
        (change,) = ev.diff(made("11 kW, 1-phase"), made("11 kW, 3-phase (22 optional)", "Two")).rows
        assert change.kind == "same"

    def test_they_are_ordered_by_what_is_standard(self) -> None:
        cars = [made("22 kW option", "Opt"), made("7.2 kW (43 optional)", "Low"), made("11 kW", "Mid")]
        ordered = ev.compare(*cars, sort_by="-ac_power", rows="all").vehicles
        assert [one.name for one in ordered] == ["Mid", "Low", "Opt"]

    def test_there_is_one_row(self) -> None:
        told = ("11 kW, 3-phase", "7.4 kW, 1-phase", "22 kW, option", "11 kW, standard")
        assert [
            row.key for row in rows_of(car(*(says("volt-feb", "base.ac_power", one) for one in told)))
        ] == [KEY]

    def test_no_vehicle_of_the_catalog_has_two(self) -> None:
        for generation in ev.catalog:
            assert [row.key for row in rows_of(generation)].count(KEY) <= 1


class TestSelecting:
    def test_a_figure_on_more_phases_stands_before_one_on_fewer(self) -> None:
        base = car(
            says("volt-feb", "base.ac_power", "7.4 kW, 1-phase"),
            says("volt-feb", "base.ac_power", "11 kW, 3-phase"),
        )
        assert base.ac_power.value.show() == "11 kW"
        assert "more phases" in base.ac_power.why

    def test_no_option_stands_before_what_is_standard_whoever_says_it(self) -> None:
        base = car(
            says("maker-jan", "base.ac_power", "22 kW, option"), says("undated", "base.ac_power", "11 kW")
        )
        assert base.ac_power.value.show() == "11 kW"
        assert base.get(KEY, fitted="option").value.show() == "22 kW"  # type: ignore[union-attr]

    def test_a_doubted_option_is_told_in_the_note_alone(self) -> None:
        base = car(
            says("volt-feb", "base.ac_power", "11 kW"),
            says("amp-feb", "base.ac_power", "44 kW, option", doubt="a misprint"),
        )
        table = ev.compare(base).to_table()
        assert table.rows[0].cells[0].text == "11 kW"
        assert table.notes[0].text == "Doubted. AC power: 44 kW [2] (a misprint)."

    def test_the_note_says_who_states_an_option_if_not_who_states_the_figure(self) -> None:
        base = car(
            says("volt-feb", "base.ac_power", "11 kW"), says("amp-feb", "base.ac_power", "22 kW, option")
        )
        table = ev.compare(base).to_table()
        assert [source.text for source in table.sources] == ["Volt, 1 Feb 2026", "Amp, 1 Feb 2026"]
        assert table.rows[0].cells[0].refs == "[1, 2]"
        assert not ev.compare(made("11 kW (22 optional)")).to_table().notes

    def test_options_that_disagree_are_told(self) -> None:
        base = car(
            says("volt-feb", "base.ac_power", "11 kW"), says("maker-jan", "base.ac_power", "22 kW, option"),
            says("amp-feb", "base.ac_power", "19 kW, option"),
        )  # fmt: skip
        (note,) = ev.compare(base).to_table().notes
        assert note.text == "Also. AC power: also optional 19 kW [3]."

    def test_a_condition_that_sets_no_row_apart_may_be_asked_for(self) -> None:
        base = car(
            says("volt-feb", "base.ac_power", "7.4 kW, 1-phase"),
            says("volt-feb", "base.ac_power", "11 kW, 3-phase"),
        )
        assert base.get(KEY, ac_phases="1").value.show() == "7.4 kW"  # type: ignore[union-attr]
        assert base.get(KEY, ac_phases="2") is None
        assert base.get(KEY, fitted="standard").value.show() == "11 kW"  # type: ignore[union-attr]
        assert [claim.value.show() for claim in base.claims(KEY, ac_phases="3")] == ["11 kW"]

    def test_wheels_may_be_too(self) -> None:
        base = car(
            says("volt-feb", "base.range", "459 km WLTP"),
            says("volt-feb", "base.range", "431 km WLTP, 19 in wheels"),
        )
        assert base.get("range", wheels="19 in").value.show() == "431 km"  # type: ignore[union-attr]


class TestFinding:
    def found(self, tmp_path: Path, **asked: object) -> list[str]:
        body = (
            '[[said]]\nsource = "volt"\n'
            'base.ac_power = "11 kW (22 optional)"\nplus.ac_power = "22 kW, option"\n'
            'max.ac_power = "7.2 kW, 2-phase"\n'
        )
        found = ev.load(draft(tmp_path, body, HEAD)).find(**asked)  # type: ignore[arg-type]
        return [one.id.rpartition("/")[2] for one in found]

    @pytest.mark.parametrize(
        ("asked", "slugs"),
        [
            ({"ac_power": ">=11 kW"}, ["base"]),
            ({"ac_power": ">=22 kW"}, []),
            ({"ac_power": {"value": ">=22 kW", "fitted": "option"}}, ["base", "plus"]),
            ({"ac_power": {"value": ">5 kW", "ac_phases": 2}}, ["max"]),
            ({"ac_power": ">=20 kW", "possible": True}, ["plus"]),
        ],
    )
    def test_asks_for_what_is_standard_unless_told(
        self, tmp_path: Path, asked: dict[str, object], slugs: list[str]
    ) -> None:
        assert self.found(tmp_path, **asked) == slugs

    def test_asks_for_one_figure(self) -> None:
        with pytest.raises(ParseError, match="two figures"):
            ev.catalog.find(ac_power="11 kW (22 optional)")


class TestConflicts:
    @pytest.mark.parametrize(
        ("volt", "amp", "count"),
        [
            ("11 kW", "22 kW, option", 0),
            ("11 kW, standard", "11 kW, 3-phase", 0),
            ("7.4 kW, 1-phase", "11 kW, 3-phase", 0),
            ("11 kW, standard", "7.4 kW", 1),
            ("19 kW, option", "22 kW, option", 1),
        ],
    )
    def test_are_among_what_is_standard_and_among_what_is_optional(
        self, volt: str, amp: str, count: int
    ) -> None:
        base = car(says("volt-feb", "base.ac_power", volt), says("amp-feb", "base.ac_power", amp))
        assert len(tuple(conflicts_in(base))) == count


class TestFiles:
    def test_two_figures_in_one_text_are_two_claims_and_come_back(self, tmp_path: Path) -> None:
        written = '{ value = "11 kW, 3-phase (22 optional)", note = "of all" }'
        body = f'[[said]]\nsource = "volt"\nbase.ac_power = {written}\n'
        read = ev.load(draft(tmp_path, body, HEAD))
        (generation,) = read
        assert [(c.value.show(), dict(c.qualifiers), c.note) for c in generation.claims()] == [
            ("11 kW", {"fitted": "standard", "ac_phases": "3"}, "of all"),
            ("22 kW", {"fitted": "option"}, "of all"),
        ]
        for form in ("again.toml", "again.json"):
            ev.dump(read, tmp_path / form)
            assert ev.load(tmp_path / form) == read

    def test_a_mistake_in_the_option_is_told_with_its_place(self, tmp_path: Path) -> None:
        body = '[[said]]\nsource = "volt"\nbase.ac_power = { value = "11 kW", option = "22 km" }\n'
        with pytest.raises(EvspecError, match=r"base\.ac_power: ac_power takes power, found length"):
            ev.load(draft(tmp_path, body, HEAD))
