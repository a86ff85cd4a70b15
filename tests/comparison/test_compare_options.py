"""What a comparison may be asked for: rows, order, units, a baseline, notes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import evspec as ev
from evspec.errors import EvspecError, ParseError, UnitError, UnknownSpec
from tests.vehicles.garage import catalog, record, says

SMALL = ev.Variant.of(
    "Small", range="400 km WLTP", power="150 kW", dc_time="30 min, 10-80 %", battery_net="50 kWh"
)
LARGE = ev.Variant.of(
    "Large", range="514 km WLTP", power="230 kW", dc_time="21 min, 10-80 %", battery_net="80 kWh"
)
AMERICAN = ev.Variant.of("American", range="300 mi EPA", power="up to 200 kW")


def keys(comparison: ev.Comparison) -> list[str]:
    return [row.key for row in comparison.to_table().rows]


def deltas(comparison: ev.Comparison, key: str) -> list[tuple[object, object, object] | None]:
    """Return the difference to the baseline in each cell of a row."""
    (row,) = (row for row in comparison.to_table().rows if row.key == key)
    found = [cell.data.get("delta") for cell in row.cells]
    return [(d["low"], d["high"], d["unit"]) if isinstance(d, dict) else None for d in found]


def texts(comparison: ev.Comparison, key: str) -> list[str]:
    return next([c.text for c in row.cells] for row in comparison.to_table().rows if row.key == key)


class TestSpecs:
    def test_by_key_group_pattern_and_row(self) -> None:
        assert keys(ev.compare(SMALL, LARGE, specs="power")) == ["power"]
        assert keys(ev.compare(SMALL, LARGE, specs=["charging", "range"])) == [
            "dc_time[soc=10-80 %]", "range[cycle=WLTP]",
        ]  # fmt: skip
        assert keys(ev.compare(SMALL, LARGE, specs="batt*")) == ["battery_net"]
        assert keys(ev.compare(SMALL, AMERICAN, specs="range[cycle=EPA]")) == ["range[cycle=EPA]"]

    def test_what_one_alone_states_is_shown_when_asked_for(self) -> None:
        assert "dc_time[soc=10-80 %]" not in keys(ev.compare(SMALL, AMERICAN))
        assert keys(ev.compare(SMALL, AMERICAN, specs="dc_time")) == ["dc_time[soc=10-80 %]"]

    def test_all_that_fit_nothing_are_named_at_once(self) -> None:
        with pytest.raises(UnknownSpec, match=r"'rang'.*'range'.*'foo'"):
            ev.compare(SMALL, specs=["rang", "power", "foo"])


class TestOrder:
    def test_smallest_or_largest_first_and_the_unknown_last(self) -> None:
        def names(sort_by: str) -> list[str]:
            return [v.name for v in ev.compare(AMERICAN, LARGE, SMALL, sort_by=sort_by).vehicles]

        assert names("battery_net") == ["Small", "Large", "American"]
        assert names("-battery_net") == ["Large", "Small", "American"]

    def test_of_a_spec_that_there_is(self) -> None:
        with pytest.raises(UnknownSpec, match="powr"):
            ev.compare(SMALL, sort_by="powr")


class TestBaseline:
    @pytest.mark.parametrize("baseline", [0, -2, "small", SMALL])
    def test_says_the_difference_and_which_is_better(self, baseline: int | str | ev.Variant) -> None:
        if baseline == "small":
            baseline = SMALL.id
            comparison = ev.compare(SMALL, LARGE, baseline=SMALL, best=False)
        else:
            comparison = ev.compare(SMALL, LARGE, baseline=baseline, best=False)
        assert deltas(comparison, "range[cycle=WLTP]") == [None, (114, 114, "km")]
        assert deltas(comparison, "dc_time[soc=10-80 %]") == [None, (-9, -9, "min")]
        marks = [row.cells[1].mark for row in comparison.to_table().rows]
        # of a bigger battery it is the difference alone
        assert dict(zip(keys(comparison), marks, strict=True)) == {
            "power": "better", "battery_net": "", "dc_time[soc=10-80 %]": "better",
            "range[cycle=WLTP]": "better",
        }  # fmt: skip

    def test_is_the_mirror_of_the_other_baseline(self) -> None:
        comparison = ev.compare(SMALL, LARGE, baseline=1, best=False)
        assert deltas(comparison, "range[cycle=WLTP]") == [(-114, -114, "km"), None]
        marks = {row.key: row.cells[0].mark for row in comparison.to_table().rows}
        assert {key for key, mark in marks.items() if mark == "worse"} == marks.keys() - {"battery_net"}

    def test_bounds_stay_bounds(self) -> None:
        comparison = ev.compare(SMALL, AMERICAN, baseline=0, specs="power")
        assert deltas(comparison, "power") == [None, (None, 50, "kW")]
        (row,) = comparison.to_table().rows
        assert [(c.mark, c.data.get("kind")) for c in row.cells] == [("", None), ("", "undecided")]

    def test_unlike_cycles_are_never_subtracted(self) -> None:
        for row in ev.compare(SMALL, AMERICAN, baseline=0, specs="range").to_table().rows:
            assert not any("delta" in cell.data for cell in row.cells)

    def test_numbers_are_there_for_programs(self) -> None:
        table = json.loads(ev.compare(SMALL, LARGE, baseline=0, specs="range").to_json())
        delta = table["rows"][0]["cells"][1]["data"]["delta"]
        assert delta == {"low": 114.0, "high": 114.0, "unit": "km"}

    @pytest.mark.parametrize("baseline", [2, -3, AMERICAN])
    def test_of_a_column_that_there_is(self, baseline: int | ev.Variant) -> None:
        with pytest.raises(EvspecError, match="baseline"):
            ev.compare(SMALL, LARGE, baseline=baseline)


class TestCycle:
    def test_shows_one_and_tells_the_others_in_notes(self) -> None:
        table = ev.compare(LARGE, AMERICAN, specs="range", cycle="wltp").to_table()
        (row,) = table.rows
        assert [cell.text for cell in row.cells] == ["514 km", "–"]
        (number,) = row.cells[1].notes
        assert "483 km" in table.notes[number - 1].text

    def test_that_nobody_states_takes_nothing_away(self) -> None:
        assert keys(ev.compare(LARGE, AMERICAN, specs="range", cycle="CLTC")) == [
            "range[cycle=WLTP]", "range[cycle=EPA]",
        ]  # fmt: skip

    def test_must_be_one(self) -> None:
        with pytest.raises(ParseError, match="did you mean 'EPA'"):
            ev.compare(LARGE, cycle="EPAA")


class TestUnits:
    def test_some_of_their_own(self) -> None:
        comparison = ev.compare(SMALL, LARGE, units={"system": "us", "power": "kW"})
        assert texts(comparison, "power") == ["150 kW", "230 kW"]
        assert texts(comparison, "range[cycle=WLTP]") == ["249 mi", "319 mi"]

    def test_in_a_diff_too(self) -> None:
        (change,) = [c for c in ev.diff(SMALL, LARGE, units={"range": "mi"}).changes if c.spec.key == "range"]
        assert change.delta is not None
        assert (change.delta.low, change.delta.high, change.delta.unit, change.better) == (70, 70, "mi", True)

    @pytest.mark.parametrize(
        ("units", "error", "message"),
        [
            ({"range": "kW"}, UnitError, "range is length, and 'kW' is power"),
            ({"drivetrain": "km"}, UnitError, "no unit"),
            ({"rnage": "km"}, UnknownSpec, "range"),
            ({"system": "imperial"}, EvspecError, "metric, us, uk"),
            ("imperial", EvspecError, "metric, us, uk"),
        ],
    )
    def test_of_another_kind_are_refused(
        self, units: dict[str, str], error: type[EvspecError], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            ev.compare(SMALL, units=units)


class TestStarsAndShape:
    def test_stars_can_be_left_out(self) -> None:
        marked = [c.mark for row in ev.compare(SMALL, LARGE).to_table().rows for c in row.cells]
        assert "best" in marked
        plain = [c.mark for row in ev.compare(SMALL, LARGE, best=False).to_table().rows for c in row.cells]
        assert set(plain) == {""}

    def test_transposed_twice_holds_the_same_cells(self) -> None:
        table = ev.compare(SMALL, LARGE).to_table()
        turned = ev.compare(SMALL, LARGE, transpose=True).to_table()
        assert [row.label for row in turned.rows] == ["Small", "Large"]
        assert [column.label for column in turned.columns] == [row.label for row in table.rows]
        back = turned.transposed()
        assert [row.cells for row in back.rows] == [row.cells for row in table.rows]
        assert turned.notes == table.notes


class TestNotes:
    IDS = ("bmw/ix1/u11/edrive20", "bmw/ix3/na5/50-xdrive")

    def test_sources_alone_are_those_of_the_figures(self) -> None:
        full = ev.compare(*self.IDS).to_table()
        alone = ev.compare(*self.IDS, notes="sources").to_table()
        assert full.notes
        assert not alone.notes
        told = {span.href for source in full.sources for span in source.spans}
        assert {span.href for source in alone.sources for span in source.spans} <= told
        assert all(cell.cites for row in alone.rows for cell in row.cells if cell.text != "–")

    def test_in_print_one_line_names_the_sources(self) -> None:
        table = ev.compare(*self.IDS, notes="print").to_table()
        assert table.notes
        assert not table.sources
        assert table.footer[0][0].text.startswith("Sources: ")
        assert not any(cell.cites for row in table.rows for cell in row.cells)

    def test_none(self) -> None:
        for table in (
            ev.compare(*self.IDS, notes=False).to_table(),
            ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", notes=False).to_table(),
            ev.catalog[self.IDS[0]].to_table(notes=False),
        ):
            assert not table.notes
            assert not any(cell.notes for row in table.rows for cell in row.cells)
            sources = {source.publisher for source in ev.catalog.sources.values()}
            told = "".join(span.text for line in table.footer for span in line)
            assert not any(publisher in told for publisher in sources)

    def test_of_another_kind_are_refused(self) -> None:
        with pytest.raises(EvspecError, match="notes 'long'"):
            ev.compare(*self.IDS, notes="long")  # type: ignore[arg-type]


class TestWhatIsMeant:
    """Mistakes that once gave a table of something else, or a traceback."""

    EDRIVE20 = "bmw/ix1/u11/edrive20"

    @pytest.mark.parametrize("turned", [False, True])
    def test_a_baseline_is_of_the_edition_that_was_named(self, turned: bool) -> None:
        new, old = ev.catalog[self.EDRIVE20], ev.catalog[f"{self.EDRIVE20}@2022"]
        cars = (new, old) if turned else (old, new)
        for asked in (new, self.EDRIVE20, "BMW iX1 eDrive20"):
            assert ev.compare(*cars, baseline=asked).baseline == cars.index(new)
        for asked in (old, f"{self.EDRIVE20}@2022"):
            made = ev.compare(*cars, baseline=asked, as_of="2026-03-01", derived=True)
            assert made.baseline == cars.index(old)

    def test_a_baseline_is_the_one_of_two_that_are_called_alike(self) -> None:
        first, second = (ev.Variant.of("Mine", range=f"{km} km WLTP") for km in (500, 400))
        assert ev.compare(first, second, baseline=second).baseline == 1
        assert ev.compare(first, second, baseline=second, sort_by="range").baseline == 0
        assert ev.compare(first, second, baseline=second, derived=True).baseline == 1

    def test_a_baseline_of_another_catalog_goes_by_its_id(self) -> None:
        own = catalog(record(says("volt-feb", "base.power", "150 kW")))["acme/one/a/base"]
        assert ev.compare(self.EDRIVE20, own, baseline="acme/one/a/base").baseline == 1

    @pytest.mark.parametrize("baseline", [True, 1.0, [], None.__class__])
    def test_a_baseline_is_a_vehicle_or_a_place(self, baseline: Any) -> None:
        with pytest.raises(EvspecError, match=r"is no column|is no vehicle"):
            ev.compare("bmw/ix1/u11", "bmw/ix3/na5", baseline=baseline)

    def test_vehicles_are_sorted_within_one_test_cycle(self) -> None:
        short = ev.Variant.of("Short", range="400 km WLTP")
        epa = ev.Variant.of("EPA", range="420 km EPA")
        long = ev.Variant.of("Long", range="450 km WLTP")
        both = ev.Variant.of("Both", range="390 km EPA")

        def order(*cars: ev.Variant, **options: Any) -> str:
            return " ".join(car.name for car in ev.compare(*cars, **options).vehicles)

        assert order(epa, long, short, sort_by="range") == "Short Long EPA"
        assert order(epa, long, short, sort_by="-range") == "Long Short EPA"
        assert order(short, epa, both, sort_by="range") == "Both EPA Short"
        assert order(long, epa, short, sort_by="range", cycle="EPA") == "EPA Long Short"
        assert order(long, epa, short, sort_by="range[cycle=EPA]") == "EPA Long Short"
        assert order(long, epa, short, sort_by="range", cycle="JC08") == "Short Long EPA"

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"specs": 3}, "specs 3 is no list of keys"),
            ({"specs": ["range", None]}, "is no list of keys"),
            ({"specs": "range[cycle=EPA"}, "is no key of a row; write one like"),
            (
                {"specs": "range[gear=4]"},
                "range has no qualifier 'gear' that sets rows apart; it has cycle, phase",
            ),
            ({"specs": "price[]"}, r"price without its market; write one like 'price\[market=Germany\]'"),
            ({"specs": "range[cycle=FOO]"}, "cycle 'FOO' is not one of"),
            ({"specs": "range*[cycle=EPA]"}, r"no spec fits 'range\*\[cycle=EPA\]'"),
            ({"specs": "rang"}, "no spec fits 'rang'; did you mean 'range'; write a key"),
            ({"sort_by": ""}, "sort_by '' is no spec; write a key such as 'range'"),
            ({"sort_by": 3}, "no spec '3'"),
            ({"notes": 0}, "notes 0 is not one of full, print, sources, False"),
        ],
    )
    def test_an_option_of_another_kind_is_refused(self, options: dict[str, Any], words: str) -> None:
        with pytest.raises(EvspecError, match=words):
            ev.compare("bmw/ix1/u11", "bmw/ix3/na5", **options)

    def test_a_row_is_found_however_its_condition_is_written(self) -> None:
        for word in ("range[cycle=epa]", "range[ cycle = EPA ]", "range[cycle=EPA,phase=combined]"):
            table = ev.compare("bmw/ix1/u11", "bmw/ix3/na5", specs=word).to_table()
            assert [row.key for row in table.rows] == ["range[cycle=EPA]"]

    def test_one_vehicle_on_two_days_has_headings_that_say_so(self) -> None:
        car = ev.catalog["bmw/ix1/nb5"]
        table = ev.compare(car.as_of("2026-02-25"), car, "bmw/ix3/na5", baseline=1).to_table()
        assert [column.label for column in table.columns] == [
            "iX1 NB5, known on 25 February 2026", "iX1 NB5, known today", "iX3 NA5",
        ]  # fmt: skip
        same = ev.compare(car, car, as_of="2026-02-25").to_table()
        assert [column.label for column in same.columns] == ["iX1 NB5", "iX1 NB5"]

    def test_only_what_all_rows_would_show_is_told_as_left_out(self) -> None:
        asked = ev.compare(self.EDRIVE20, "bmw/ix3/na5", "nissan/leaf/ze1", specs="range", cycle="EPA")
        footer = ["".join(span.text for span in line) for line in asked.to_table().footer]
        assert not any(line.startswith("Left out") for line in footer)
        for cycle in (None, "WLTP", "EPA"):
            some = ev.compare(self.EDRIVE20, "bmw/ix3/na5", cycle=cycle)
            every = ev.compare(self.EDRIVE20, "bmw/ix3/na5", cycle=cycle, rows="all").to_table()
            shown = {row.key for row in some.to_table().rows}
            hidden = [
                row
                for row in every.rows
                if row.key not in shown and sum(bool(cell.data) for cell in row.cells) == 1
            ]
            told = "".join(span.text for line in some.to_table().footer for span in line)
            assert f"{len(hidden)} rows " in told


class TestNothingDiffers:
    def test_leaves_an_empty_table(self) -> None:
        whole = "bmw/ix1/u11"
        for make in (ev.compare, ev.diff):
            made = make(whole, whole, only_differences=True)
            assert made.to_table().rows == ()
            assert made.to_text()

    def test_one_vehicle_differs_from_nothing(self) -> None:
        assert ev.compare(SMALL, only_differences=True).to_table() == ev.compare(SMALL).to_table()


class TestOrderIsSure:
    def test_no_amount_is_put_before_one_in_another_currency(self) -> None:
        cars = [
            ev.Variant.of(name, price={"value": amount, "market": "Germany"})
            for name, amount in (("A", "40,000 EUR"), ("B", "35,000 GBP"), ("C", "38,000 EUR"))
        ]
        for asked, names in (("price", "C A B"), ("-price", "A C B")):
            assert " ".join(v.name for v in ev.compare(*cars, sort_by=asked).vehicles) == names
        (row,) = ev.compare(*cars[:2], baseline=0).to_table().rows
        assert (row.cells[1].data["kind"], row.cells[1].mark) == ("not comparable", "")
        assert "delta" not in row.cells[1].data

    def test_a_bound_has_no_place(self) -> None:
        cars = [
            ev.Variant.of(name, dc_power=power)
            for name, power in (
                ("A", "up to 400 kW"),
                ("B", "350 kW"),
                ("C", "more than 300 kW"),
                ("D", "200-250 kW"),
            )
        ]
        for asked, names in (("dc_power", "D B A C"), ("-dc_power", "B D A C")):
            assert " ".join(v.name for v in ev.compare(*cars, sort_by=asked).vehicles) == names


class TestOnlyDifferences:
    @pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
    def test_agreement_is_asked_of_each_two(self, order: tuple[int, ...]) -> None:
        cars = [ev.Variant.of(name, battery_net=name) for name in ("46 kWh", "45.6 kWh", "46.4 kWh")]
        assert keys(ev.compare(*(cars[n] for n in order), only_differences=True)) == ["battery_net"]
        assert keys(ev.compare(cars[0], cars[1], only_differences=True)) == []

    def test_figures_that_do_not_compare_are_not_the_same(self) -> None:
        cars = ev.Variant.of("A", curb_weight="1950 kg, DIN"), ev.Variant.of("B", curb_weight="1950 kg, EU")
        assert keys(ev.compare(*cars, only_differences=True)) == ["curb_weight"]
        assert keys(ev.compare(cars[0], cars[0], only_differences=True)) == []
        cars = (
            ev.Variant.of("A", range="474 km, cycle not stated"),
            ev.Variant.of("B", range="474 km, cycle not stated"),
        )
        assert keys(ev.compare(*cars, only_differences=True)) == ["range[cycle=not stated]"]
        whole = "bmw/ix1/u11"
        assert keys(ev.compare(whole, whole, rows="all", only_differences=True)) == []


class TestTwoUnits:
    CARS = (
        ev.Variant.of(
            "A", range="up to 514 km (319 mi) WLTP", power="150 kW", fuel_consumption="40 mpg (UK) WLTP"
        ),
        ev.Variant.of("B", range="466-500 km WLTP", power="204 PS"),
    )

    def test_stand_in_one_cell(self) -> None:
        units = {"range": "km (mi)", "power": "kW (PS)", "fuel_consumption": "mpg (US)"}
        table = ev.compare(*self.CARS, units=units, rows="all").to_table()
        assert {row.key: [cell.text for cell in row.cells] for row in table.rows} == {
            "power": ["150 kW (204 PS)", "150 kW (204 PS)"],
            "range[cycle=WLTP]": ["up to 514 km (up to 319 mi)", "466–500 km (290–311 mi)"],
            "fuel_consumption[cycle=WLTP]": ["33 mpg (US)", "–"],
        }
        assert table.rows[0].cells[0].data["unit"] == "kW"
        assert "range in km (mi)" in table.subtitle

    def test_are_carried_and_compared(self) -> None:
        both, one = ({"range": text} for text in ("km (mi)", "km"))
        diffs = [ev.diff(*self.CARS, units=units) for units in (both, one)]
        assert diffs[0].units == ev.UnitChoice.of(both) != diffs[1].units
        assert [change.words for change in diffs[0].rows] == [change.words for change in diffs[1].rows]

    @pytest.mark.parametrize(
        ("symbol", "says"),
        [
            ("km (kW)", "range is length, and 'kW' is power"),
            ("km (mii)", "unknown unit 'mii'"),
            ("(mi)", "unknown unit"),
        ],
    )
    def test_are_of_the_kind_of_the_spec(self, symbol: str, says: str) -> None:
        with pytest.raises(ev.UnitError, match=re.escape(says)):
            ev.compare(*self.CARS, units={"range": symbol})
