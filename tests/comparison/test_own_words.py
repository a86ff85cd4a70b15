"""A table with a caller's own words, rows in the order asked for, fewer digits, and names that tell apart."""

from __future__ import annotations

from typing import Any

import pytest

import evspec as ev
from evspec.errors import EvspecError, UnknownSpec, WrongType


def car(name: str = "Comet", /, **specs: Any) -> ev.Variant:
    return ev.Variant.of(name, **{"range": "514 km WLTP", "power": "150 kW", **specs})


OLD = car("Old", consumption="16.14 kWh/100 km WLTP")
NEW = car("New", range="540.6 km WLTP", power="up to 160 kW", seats=5)


def keys(table: ev.Table) -> list[str]:
    return [row.key for row in table.rows]


def heads(shown: ev.Comparison | ev.Diff) -> list[str]:
    return [column.label for column in shown.to_table().columns[:2]]


def footer(shown: ev.Comparison | ev.Diff) -> list[str]:
    return ["".join(span.text for span in line) for line in shown.to_table().footer]


BOTH = pytest.mark.parametrize("show", [ev.compare, ev.diff])


class TestWords:
    @BOTH
    def test_stand_in_place_of_the_tables_own(self, show: Any) -> None:
        shown = show(OLD, NEW, title="My choice", caption="as of May", labels=["A", "B"], footer="Ask me.")
        table = shown.to_table()
        assert (shown.title, table.title, table.subtitle) == ("My choice", "My choice", "as of May")
        assert heads(shown) == ["A", "B"]
        assert shown.names == ("A", "B")
        assert footer(shown)[-1] == "Ask me."
        assert "Source: given in code." in footer(shown)

    @BOTH
    def test_may_be_none(self, show: Any) -> None:
        table = show(OLD, NEW, title="", caption="").to_table()
        assert (table.title, table.subtitle) == ("", "")

    @BOTH
    def test_labels_may_be_given_by_what_they_are_for(self, show: Any) -> None:
        shown = show(OLD, NEW, labels={"New": "B", "range": "Reach", "power": "Force"})
        assert heads(shown) == ["Old", "B"]
        labels = {row.key: row.label for row in shown.to_table().rows}
        assert labels["range[cycle=WLTP]"] == "Reach, WLTP"
        assert labels["power"] == "Force"

    @BOTH
    def test_of_rows_stand_in_labels_and_not_in_specs(self, show: Any) -> None:
        with pytest.raises(WrongType, match=r"is a dict; name rows in a list, and call them by labels="):
            show(OLD, NEW, specs={"power": "Force"})

    def test_a_label_of_one_row_is_all_of_it(self) -> None:
        table = ev.compare(OLD, NEW, labels={"range[cycle=WLTP]": "Reach"}).to_table()
        assert "Reach" in [row.label for row in table.rows]

    def test_labels_go_with_their_vehicles(self) -> None:
        shown = ev.compare(OLD, NEW, labels=["A", "B"], sort_by="-range")
        assert heads(shown) == ["B", "A"]

    def test_one_title_is_not_that_of_each_pair(self) -> None:
        found = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", title="All", labels=["old", "new"], footer="Mine.")
        assert {one.title for one in found.paired()}.isdisjoint({"All", ""})
        assert all(footer(one)[-1] == "Mine." for one in found.paired())

    def test_a_footer_may_have_several_lines(self) -> None:
        assert footer(ev.compare(OLD, NEW, footer=["One.", "", "Two."]))[-2:] == ["One.", "Two."]

    def test_a_table_takes_lines_of_text(self) -> None:
        assert ev.Table("T", footer=("One.",)).to_text().endswith("One.")

    @pytest.mark.parametrize(
        ("asked", "kind", "said"),
        [
            ({"labels": ["A"]}, EvspecError, "labels: 1 given, 2 wanted, one for each vehicle: Old, New"),
            ({"labels": ["A", "B", "C"]}, EvspecError, "labels: 3 given, 2 wanted"),
            ({"labels": "AB"}, WrongType, "labels 'AB' is no list of texts, one for each vehicle"),
            ({"labels": 2}, WrongType, "labels 2 is no list"),
            ({"labels": ["A", None]}, WrongType, "is no list of texts"),
            ({"labels": ["A", " "]}, WrongType, "is no list of texts"),
            (
                {"labels": {"rang": "Reach", "New": 3}},
                EvspecError,
                "'rang' is no spec and none of the vehicles; did you mean 'range'?; 'New' has 3, which",
            ),
            ({"title": 3}, WrongType, "title 3 is no text"),
            ({"caption": ["a"]}, WrongType, "caption"),
            ({"footer": 3}, WrongType, "footer 3 is no text, nor a list of texts"),
            ({"footer": ["a", 3]}, WrongType, "footer"),
        ],
    )
    @BOTH
    def test_that_are_none_are_refused(
        self, show: Any, asked: dict[str, Any], kind: type[Exception], said: str
    ) -> None:
        with pytest.raises(kind) as error:
            show(OLD, NEW, **asked)
        assert said in str(error.value)


class TestRows:
    @BOTH
    def test_stand_in_the_order_asked_for(self, show: Any) -> None:
        table = show(OLD, NEW, specs=["seats", "range", "power"]).to_table()
        assert keys(table) == ["seats", "range[cycle=WLTP]", "power"]
        assert [row.group for row in table.rows] == ["Identity", "Range", "Powertrain"]

    def test_have_no_headings_where_the_order_parts_a_group(self) -> None:
        table = ev.compare(OLD, NEW, specs=["range", "power", "consumption"]).to_table()
        assert {row.group for row in table.rows} == {""}

    def test_of_one_word_stay_in_the_order_of_tables(self) -> None:
        table = ev.compare(OLD, NEW, specs=["range", "powertrain", "*"]).to_table()
        assert keys(table)[:2] == ["range[cycle=WLTP]", "power"]
        assert len(keys(table)) == len(set(keys(table)))

    def test_of_a_diff_are_all_that_it_speaks_of(self) -> None:
        found = ev.diff(OLD, NEW, specs=["power", "consumption"])
        assert [change.spec.key for change in found.rows] == ["power", "consumption"]
        assert keys(found.to_table()) == ["power", "consumption[cycle=WLTP]"]
        assert "range" not in found.summary()

    def test_that_no_spec_fits_are_told(self) -> None:
        with pytest.raises(UnknownSpec, match="no spec fits 'rang'; did you mean 'range'"):
            ev.diff(OLD, NEW, specs="rang")


class TestCycle:
    def test_of_a_diff_leaves_the_others_to_the_notes(self) -> None:
        asked = {"specs": "range", "notes": "full"}
        every = ev.diff("nissan/leaf/ze1", "nissan/leaf/ze1", **asked)  # type: ignore[arg-type]
        one = ev.diff("nissan/leaf/ze1", "nissan/leaf/ze1", cycle="epa", **asked)  # type: ignore[arg-type]
        assert len(keys(every.to_table())) > 1
        assert keys(one.to_table()) == ["range[cycle=EPA]"]
        assert any("WLTP: " in note.text for note in one.to_table().notes)

    def test_that_neither_states_leaves_all(self) -> None:
        assert "range[cycle=WLTP]" in keys(ev.diff(OLD, NEW, cycle="CLTC").to_table())

    def test_that_there_is_not_is_refused(self) -> None:
        with pytest.raises(EvspecError, match="WLPT"):
            ev.diff(OLD, NEW, cycle="WLPT")


class TestNumber:
    @pytest.mark.parametrize(
        ("number", "texts"),
        [
            (".0f", ["514 km", "541 km", "16 kWh/100 km"]),
            (2, ["510 km", "540 km", "16 kWh/100 km"]),
            (".3g", ["514 km", "541 km", "16.1 kWh/100 km"]),
            (".4f", ["514 km", "540.6 km", "16.14 kWh/100 km"]),
            ({"range": 2}, ["510 km", "540 km", "16.14 kWh/100 km"]),
            (None, ["514 km", "540.6 km", "16.14 kWh/100 km"]),
        ],
    )
    def test_of_digits_never_passes_the_sources(self, number: Any, texts: list[str]) -> None:
        table = ev.compare(OLD, NEW, specs=["range", "consumption"], number=number).to_table()
        cells = [cell for row in table.rows for cell in row.cells]
        assert [cell.text for cell in cells[:3]] == texts
        assert [cell.data["magnitude"] for cell in cells[:3]] == [514, 540.6, 16.14]

    def test_of_digits_leaves_what_notes_quote(self) -> None:
        table = ev.compare("bmw/ix1/u11", specs="range", number=2).to_table()
        assert table.rows[0].cells[0].text == "470–510 km"
        assert any("514 km" in line for line in table.rows[0].cells[0].details)

    @pytest.mark.parametrize("number", [0, True, ".1e", "two", 3.5, ""])
    def test_of_digits_that_is_none_is_refused(self, number: Any) -> None:
        with pytest.raises(EvspecError, match=r"write 3 or '\.3g' for three significant digits"):
            ev.diff(OLD, NEW, number=number)

    def test_mistakes_are_told_at_once(self) -> None:
        with pytest.raises(EvspecError, match=r"'rang'.*'x'"):
            ev.compare(OLD, number={"rang": 2, "price": "x"})


class TestNames:
    def test_are_told_apart_by_model_year(self) -> None:
        cars = [car(make="Acme", model_year=str(year)) for year in (2024, 2025)]
        assert heads(ev.compare(*cars)) == ["Comet (2024)", "Comet (2025)"]
        assert ev.compare(*cars).title == "Acme Comet (2024) and Comet (2025)"
        assert ev.diff(*cars).title == "Acme Comet (2024) → Comet (2025)"

    def test_are_told_apart_by_number(self) -> None:
        cars = [car(power=f"{n} kW") for n in (100, 110, 120)]
        assert [column.label for column in ev.compare(*cars).to_table().columns] == [
            "Comet (1)", "Comet (2)", "Comet (3)",
        ]  # fmt: skip
        assert ev.compare(*cars).title == "Comet (1), Comet (2) and Comet (3)"
        assert ev.diff(*cars[:2]).title == "Comet (old) → Comet (new)"

    def test_of_one_year_are_told_apart_by_both(self) -> None:
        cars = [car(power=f"{n} kW", model_year=year) for n, year in ((1, "2024"), (2, "2024"), (3, "2025"))]
        assert list(ev.compare(*cars).names) == ["Comet (2024) (1)", "Comet (2024) (2)", "Comet (2025)"]

    def test_are_told_apart_by_maker(self) -> None:
        cars = [car(make=make) for make in ("Acme", "Bolt")]
        assert heads(ev.compare(*cars)) == ["Comet (Acme)", "Comet (Bolt)"]

    def test_of_one_and_the_same_car_are_alike(self) -> None:
        assert heads(ev.compare(OLD, OLD)) == ["Old", "Old"]

    @pytest.mark.parametrize("name", ["BMW iX1", "bmw iX1", "iX1"])
    def test_have_the_maker_once(self, name: str) -> None:
        one, other = car(name, make="BMW"), car("BMW iX3", make="BMW", power="1 kW")
        assert one.name.casefold() == "bmw ix1"
        assert one.label == "iX1"
        assert ev.compare(one, other).title == "BMW iX1 and iX3"
        assert ev.diff(one, other).title == "BMW iX1 → iX3"
        assert one.to_table().title.casefold().count("bmw") == 1

    def test_that_are_the_makers_alone_stay(self) -> None:
        assert car("Acme", make="Acme").name == "Acme"
        assert car("Acmeter", make="Acme").name == "Acme Acmeter"

    def test_of_many_are_counted(self) -> None:
        cars = [car(f"Car {n}") for n in range(9)]
        assert ev.compare(*cars).title == "Car 0, Car 1, Car 2, Car 3, Car 4, Car 5 and 3 more"
        assert ev.compare(*cars[:8]).title.endswith("Car 6 and Car 7")


class TestListed:
    """What an option takes is listed where something else was given."""

    @pytest.mark.parametrize(
        ("ask", "listed"),
        [
            (
                lambda: ev.Measure.of(5, "km", cycle="wltk"),
                "WLTP, EPA, CLTC, NEDC, WMTC, JC08, WLTC, MIDC, Korea, real world",
            ),
            (
                lambda: ev.Measure.of(5, "km", bound="up to"),
                "exact, about, at least, more than, at most, less",
            ),
            (lambda: ev.compare(OLD, units="imperial"), "metric, us, uk"),  # type: ignore[arg-type]
            (lambda: ev.compare(OLD, NEW, baseline="Newer"), "old, new"),
            (lambda: ev.compare(OLD, rows="some"), "shared, all"),  # type: ignore[arg-type]
            (lambda: ev.diff(OLD, NEW, notes="long"), "full, print, sources, False"),  # type: ignore[arg-type]
            (lambda: ev.diff(OLD, NEW, cycle="ECE"), "WLTP, EPA, CLTC"),
        ],
    )
    def test_what_there_is(self, ask: Any, listed: str) -> None:
        with pytest.raises(EvspecError) as error:
            ask()
        assert listed in str(error.value)

    @pytest.mark.parametrize("name", ["New", "new"])
    def test_a_baseline_may_be_called_by_its_name(self, name: str) -> None:
        shown = ev.compare(OLD, NEW, baseline=name, specs="range").to_table()
        assert [cell.text for cell in shown.rows[0].cells] == ["514 km (−27 km)", "540.6 km"]
