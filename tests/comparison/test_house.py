"""House styles: units of like specs, spellings, marks, days, heads, and how the best of a row is marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import evspec as ev
from evspec.errors import DataError, EvspecError, WrongType
from tests.vehicles.garage import catalog, record, says

PLAIN = ev.Variant.of(
    "Plain", power="150 kW", motor_power_rear="110 kW", dc_power="130 kW", torque="250 Nm",
    consumption=["16 kWh/100 km WLTP", "30 kWh/100 mi EPA"], cargo_volume="490 L", length="4582 mm",
    wheelbase="2692 mm", range="514 km WLTP", price="47,900 EUR, Germany",
    premiere={"value": "12 March 2026", "source": ev.Source(publisher="Gazette", date="2026-02-24")},
)  # fmt: skip
STRONG = ev.Variant.of(
    "Strong", power="1200 hp", torque="1300 Nm", range="634 km WLTP", price="147,900 EUR, Germany",
)  # fmt: skip
FORMATS = ("text", "markdown", "html", "latex", "csv", "json")


def texts(house: Any, key: str, *cars: Any, **options: Any) -> list[str]:
    table = ev.compare(*(cars or (PLAIN,)), house=house, **options).to_table()
    return next([cell.text for cell in row.cells] for row in table.rows if row.key == key)


class TestOfEvspec:
    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("locale", [None, "de"])
    def test_prints_what_is_printed_unasked(self, form: str, locale: str | None) -> None:
        cars = ["bmw/ix1/u11", "porsche/taycan/j1-2", "tesla/model-3/highland"]
        for show, asked in ((ev.compare, cars), (ev.diff, ["porsche/taycan/j1", "porsche/taycan/j1-2"])):
            plain, styled = (show(*asked, locale=locale, house=house) for house in (None, "evspec"))
            assert getattr(styled, f"to_{form}")() == getattr(plain, f"to_{form}")()


class TestUnits:
    def test_of_a_spec_are_those_of_its_like(self) -> None:
        house = ev.HouseStyle(units={"power": "hp", "length": "cm"})
        assert texts(house, "power") == ["201 hp"]
        assert texts(house, "motor_power_rear") == ["148 hp"]
        assert texts(house, "wheelbase") == ["269.2 cm"]
        # what charges is told in kW, and a range is no length of a car
        assert texts(house, "dc_power") == ["130 kW"]
        assert texts(house, "range[cycle=WLTP]") == ["514 km"]

    def test_of_a_row_go_before_those_of_its_spec(self) -> None:
        house = ev.HouseStyle(
            units={"system": "us", "consumption": "mi/kWh", "consumption[cycle=EPA]": "MPGe"}
        )
        assert texts(house, "consumption[cycle=WLTP]") == ["3.9 mi/kWh"]
        assert texts(house, "consumption[cycle=EPA]") == ["112 MPGe"]
        caption = ev.compare(PLAIN, house=house).to_table().subtitle
        assert caption.startswith("US units, consumption in mi/kWh, consumption (EPA) in MPGe")
        # of what the table does not show nothing is said
        assert "MPGe" not in ev.compare(PLAIN, house=house, specs="power").to_table().subtitle

    def test_give_way_to_those_asked_for(self) -> None:
        house = ev.HouseStyle(units={"system": "us", "power": "PS"})
        assert texts(house, "power") == ["204 PS"]
        assert texts(house, "power", units="metric") == ["150 kW"]
        assert texts(house, "power", units={"torque": "N·m"}) == ["204 PS"]
        assert texts(house, "torque", units={"torque": "N·m"}) == ["250 N·m"]

    def test_change_no_verdict(self) -> None:
        better = PLAIN.but(name="Better", consumption="28 kWh/100 mi EPA")
        (change,) = (
            c for c in ev.diff(PLAIN, better, house="us-press").changes if c.spec.key == "consumption"
        )
        assert (change.better, change.words) == (True, "more efficient, +8 MPGe (+7 %)")


class TestSpellings:
    def test_are_for_the_eye_alone(self) -> None:
        house = ev.HouseStyle(
            spellings={"hp": "bhp", "lb·ft": "lb-ft", "ft³": "cu ft"}, units={"system": "us"}
        )
        table = ev.compare(PLAIN, house=house).to_table()
        cells = {row.key: row.cells[0] for row in table.rows}
        assert [cells[key].text for key in ("power", "torque", "cargo_volume")] == [
            "201 bhp", "184 lb-ft", "17.3 cu ft",
        ]  # fmt: skip
        assert (cells["power"].data["unit"], cells["power"].data["spelled"]) == ("hp", "bhp")
        assert ev.measure(cells["torque"].text).unit == "lb·ft"

    def test_hold_for_changes_and_notes(self) -> None:
        house = ev.HouseStyle(units={"power": "hp"}, spellings={"hp": "bhp"})
        stronger = PLAIN.but(name="Stronger", power="170 kW")
        (change,) = ev.diff(PLAIN, stronger, specs="power", house=house).changes
        assert change.words == "more, +27 bhp (+13 %)"
        assert "201 bhp" in ev.diff(PLAIN, stronger, specs="power", house=house).summary()

    def test_leave_numbers_numbers(self) -> None:
        house = ev.HouseStyle(units={"power": "hp"}, spellings={"hp": "bhp"})
        latex = ev.compare(PLAIN, STRONG, specs="power", house=house, notes=False).to_latex(style="siunitx")
        assert "Power (bhp) & 201 & 1200" in latex


class TestMarks:
    def test_part_thousands(self) -> None:
        for mark in ("", " ", "\u202f", "’"):
            house = ev.HouseStyle(thousands=mark)
            assert texts(house, "price[market=Germany]", STRONG) == [f"147{mark}900 EUR"]
        assert texts(ev.HouseStyle(thousands="\u202f"), "price[market=Germany]", STRONG, locale="de") == [
            "147\u202f900 EUR"
        ]
        # which would else part decimals too
        german = ev.compare(STRONG, specs="price", house=ev.HouseStyle(thousands=","), locale="de")
        assert german.to_table().rows[0].cells[0].text == "147.900 EUR"
        assert german.to_table().marks == (".", ",")
        for mark, written in ((" ", "~"), ("", ""), ("\u202f", r"\,")):
            shown = ev.compare(STRONG, specs="price", house=ev.HouseStyle(thousands=mark), notes=False)
            latex = shown.to_latex(style="siunitx")
            assert f"group-separator={{{written}}}" in latex
            assert "& 147900" in latex

    @pytest.mark.parametrize(
        ("form", "day", "cited"),
        [
            ("day first", "12 March 2026", "Gazette, 24 Feb 2026"),
            ("month first", "March 12, 2026", "Gazette, Feb 24, 2026"),
            ("ISO", "2026-03-12", "Gazette, 2026-02-24"),
        ],
    )
    def test_of_days(self, form: Any, day: str, cited: str) -> None:
        shown = ev.compare(PLAIN, specs="premiere", house=ev.HouseStyle(dates=form))
        assert shown.to_table().rows[0].cells[0].text == day
        assert cited in shown.to_text()

    def test_of_the_best(self) -> None:
        shown = ev.compare(PLAIN, STRONG, specs="range", house=ev.HouseStyle(best="bold"), notes=False)
        assert "**634 km** |" in shown.to_markdown()
        assert "bold: best in its row" in shown.to_markdown()
        assert "634 km</span></strong></td>" in shown.to_html()
        assert r"\textbf{634 km} \\" in shown.to_latex()
        # plain text has nothing bold
        assert "634 km*" in shown.to_text()
        assert "* best in its row" in shown.to_text()
        assert ev.Table.from_json(shown.to_json()) == shown.to_table()
        german = ev.compare(PLAIN, STRONG, specs="range", house=ev.HouseStyle(best="bold"), locale="de")
        assert "fett: Bestwert der Zeile" in german.to_markdown()
        turned = ev.compare(PLAIN, STRONG, specs="range", house=ev.HouseStyle(best="bold"), transpose=True)
        assert "bold: best in its column" in turned.to_markdown()


class TestHeads:
    HOUSE = ev.HouseStyle(heads="years")

    def heads(self, *cars: Any, **options: Any) -> list[str]:
        return list(ev.compare(*cars, house=self.HOUSE, **options).names)

    def test_tell_the_years(self) -> None:
        assert self.heads("bmw/ix3/g08", "bmw/ix3/na5") == ["iX3 (2020–25)", "iX3 (from 2026)"]
        shown = ev.diff("bmw/ix3/g08", "bmw/ix3/na5", house=self.HOUSE)
        assert shown.title == "BMW iX3 (2020–25) → iX3 (from 2026)"
        assert shown.summary().startswith("From iX3 (2020–25) to iX3 (from 2026), ")

    def test_of_variants_have_their_names(self) -> None:
        assert self.heads("bmw/ix1/u11/edrive20") == ["iX1 eDrive20 (from 2022)"]

    def test_are_those_of_the_notes_too(self) -> None:
        for show in (ev.diff, ev.compare):
            shown = show("bmw/ix3/g08", "bmw/ix3/na5", specs="power", house=self.HOUSE).to_table()
            (also,) = (note.text for note in shown.notes if note.kind == "also")
            assert also.startswith("Also. Power, of the iX3 (from 2026): up to 300 kW [")

    def test_know_no_end_that_is_merely_to_come(self) -> None:
        # its successor is expected for 2027, and the newest source is of 2026
        assert self.heads("bmw/ix1/u11", "bmw/ix1/nb5") == ["iX1 (from 2022)", "iX1 (from 2027)"]
        assert self.heads("bmw/ix3/g08", as_of="2021-06-01") == ["iX3 (from 2020)"]

    def test_are_codes_where_no_year_is_known(self) -> None:
        assert self.heads("bmw/ix2/next") == ["iX2 (second generation)"]
        assert ev.diff("bmw/ix2/u10", "bmw/ix2/next", house=self.HOUSE).names == ("U10", "second generation")

    def test_have_codes_too_where_years_are_alike(self) -> None:
        first, second = (
            ev.Generation.of("Comet", make="Acme", code=code, market_launch="2024", range="400 km WLTP")
            for code in ("C1", "C2")
        )
        assert self.heads(first, second) == ["Comet C1 (from 2024)", "Comet C2 (from 2024)"]
        shown = ev.compare(first, second, house=self.HOUSE)
        assert shown.title == "Acme Comet C1 (from 2024) and Comet C2 (from 2024)"
        both = ev.diff(first, second, house=self.HOUSE)
        assert both.names == ("Comet C1 (from 2024)", "Comet C2 (from 2024)")

    def test_of_one_year_tell_it_alone(self) -> None:
        assert self.heads("nissan/leaf/my2018") == ["LEAF (2018)"]

    def test_name_editions_as_such(self) -> None:
        column = ev.compare("bmw/ix1/u11", house=self.HOUSE).to_table().columns[0]
        assert column.label == "iX1 (from 2022), 2026 edition"
        assert self.heads("bmw/ix1/u11@2022") == ["iX1 U11 (2022)"]

    def test_are_the_names_in_words_too(self) -> None:
        old = record(says("volt-feb", "market_launch", "2018"), says("volt-feb", "range", "400 km WLTP"))
        new = record(
            says("volt-feb", "market_launch", "2024"),
            id_="acme/one/b",
            predecessors=("acme/one/a",),
            code="B1",
        )
        cars = catalog(old, new)
        shown = ev.diff(cars["acme/one/a"], cars["acme/one/b"], house=self.HOUSE, rows="all")
        words = {change.spec.key: change.words for change in shown.rows}
        assert words["range"] == "One (from 2024) not stated"
        plain = ev.diff(cars["acme/one/a"], cars["acme/one/b"], rows="all")
        assert {change.spec.key: change.words for change in plain.rows}["range"] == "B1 not stated"


class TestFiles:
    def test_are_read(self, tmp_path: Path) -> None:
        file = tmp_path / "gazette.toml"
        file.write_text('best = "bold"\n[units]\npower = "hp"\n[spellings]\nhp = "bhp"\n')
        for given in (file, str(file)):
            assert texts(given, "power") == ["201 bhp"]
        assert ev.compare(PLAIN, house=file).house == ev.HouseStyle(
            "gazette", best="bold", units={"power": "hp"}, spellings={"hp": "bhp"}
        )

    def test_tell_all_mistakes_with_their_lines(self, tmp_path: Path) -> None:
        file = tmp_path / "gazette.toml"
        file.write_text(
            'datess = "ISO"\nheads = "year"\nthousands = "."\n[units]\nsystem = "usa"\npowr = "hp"\n'
            'torque = "hp"\n"range[cycl=EPA]" = "mi"\n[spellings]\nhp = "PS"\n"bhp" = "bhp"\nkm = 5\n'
        )
        with pytest.raises(DataError) as caught:
            ev.compare(PLAIN, house=file)
        found = {(problem.line, problem.path): problem.message for problem in caught.value.problems}
        expected = {
            (1, "datess"): "did you mean 'dates'?",
            (2, "heads"): "did you mean 'years'?",
            (3, "thousands"): "parts no thousands",
            (5, "units.system"): "did you mean 'us'?",
            (6, "units.powr"): "did you mean 'power'",
            (7, "units.torque"): "torque is torque, and 'hp' is power",
            (8, 'units."range[cycl=EPA]"'): "did you mean 'cycle'?",
            (10, "spellings.hp"): "'PS' is the unit 'PS', not 'hp'",
            (11, "spellings.bhp"): "'bhp' is the unit 'hp'",
            (12, "spellings.km"): "write a text",
        }
        assert found.keys() == expected.keys()
        assert all(words in found[place] for place, words in expected.items())

    def test_that_do_not_exist_are_told_with_those_that_do(self) -> None:
        with pytest.raises(
            EvspecError, match=r"'uspress'; did you mean 'us-press'; there are evspec, us-press"
        ):
            ev.compare(PLAIN, house="uspress")
        with pytest.raises(WrongType, match="no HouseStyle"):
            ev.diff(PLAIN, STRONG, house=5)  # type: ignore[arg-type]
        with pytest.raises(DataError):
            ev.compare(PLAIN, house="missing.toml")

    def test_of_a_program_are_checked_too(self) -> None:
        with pytest.raises(DataError, match=r"(?s)2 mistakes") as caught:
            ev.HouseStyle("mine", dates="ISO8601", units={"power": "km"})  # type: ignore[arg-type]
        assert [problem.path for problem in caught.value.problems] == ["units.power", "dates"]


class TestWhereItHolds:
    def test_sheets_and_pages(self) -> None:
        table = PLAIN.to_table(house="us-press")
        assert next(row for row in table.rows if row.key == "torque").cells[0].text == "184 lb-ft"
        assert "184 lb-ft" in ev.page(ev.compare(PLAIN, STRONG, house="us-press")).to_html()

    def test_a_style_is_a_value(self) -> None:
        import pickle

        house = ev.HouseStyle("mine", units={"power": "hp"}, spellings={"hp": "bhp"})
        same = ev.HouseStyle("mine", units={"power": "hp"}, spellings={"hp": "bhp"})
        assert (house, hash(house)) == (same, hash(same))
        assert pickle.loads(pickle.dumps(house)) == house
        assert ev.compare(PLAIN, house=house) == ev.compare(PLAIN, house=same)
