"""Vehicles side by side: which rows, which is best, which is not, and what is told instead."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import evspec as ev
from evspec.claims import in_code
from evspec.comparison.compare import compare
from evspec.comparison.side_by_side import Comparison
from evspec.errors import EvspecError, UnknownId
from evspec.vehicles import Variant
from tests.vehicles.garage import catalog, record, says

if TYPE_CHECKING:
    from evspec.claims import Claim
    from evspec.specs import System
    from evspec.table import Row, Table


def cars(*told: list[Claim]) -> list[Variant]:
    """Make one variant each of as many generations, which find each other."""
    found = catalog(
        *(record(*claims, id_=f"acme/one/{x}") for x, claims in zip("abcdef", told, strict=False))
    )
    return [variant for generation in found for variant in generation.variants if variant.slug == "base"]


def marks(key: str, *values: object, **details: str) -> str:
    """Compare one spec of several cars and return "*" for the best, "." for each other."""
    sources = ("maker-jan", "volt-feb", "amp-feb", "ohm-april")
    told = [
        [says(source, f"base.{key}", value, **details)] if value is not None else []
        for source, value in zip(sources, values, strict=False)
    ]
    return starred(compare(*cars(*told), rows="all"))


def starred(comparison: Comparison) -> str:
    columns = zip(*(row.cells for row in comparison.to_table().rows), strict=True)
    return "".join("*" if any(cell.mark == "best" for cell in cells) else "." for cells in columns)


def labels(table: Table) -> list[str]:
    return [row.label for row in table.rows]


class TestTheBest:
    @pytest.mark.parametrize(
        ("key", "values", "best"),
        [
            ("power", ["150 kW", "230 kW", "200 kW"], ".*."),
            ("power", ["150 kW", None, "200 kW"], "..*"),
            ("dc_time", ["29 min, 10-80 %", "21 min, 10-80 %"], ".*"),
            ("consumption", ["16 kWh/100 km WLTP", "15 kWh/100 km WLTP"], ".*"),
            ("consumption", ["16 kWh/100 km WLTP", "5 mi/kWh WLTP"], ".*"),
            ("power", ["150 kW", "230 kW", "230 kW"], ".**"),
            ("power", ["150 kW", "150 kW"], ".."),
            ("power", ["150 kW", None], ".."),
            ("length", ["4500 mm", "4600 mm"], ".."),
            ("platform", ["UKL2", "Neue Klasse"], ".."),
            ("power", ["150 kW", "at least 230 kW"], ".*"),
            ("power", ["150 kW", "up to 230 kW"], ".."),
            ("power", ["230 kW", "up to 150 kW"], "*."),
            ("power", ["150 kW", "at least 200 kW", "at least 300 kW"], "..."),
            ("range", ["500 km, cycle not stated", "600 km, cycle not stated"], ".."),
            ("curb_weight", ["1865 kg", "2085 kg"], ".."),
            ("curb_weight", ["1865 kg, DIN", "2085 kg, DIN"], "*."),
            ("curb_weight", ["1865 kg, DIN", "2085 kg"], ".."),
            # between unlike ratings, standards, chargers and agencies
            ("power", ["150 kW", "230 kW, registered", "200 kW, without boost"], "..."),
            ("cargo_volume", ["520 L, VDA", "490 L, SAE"], ".."),
            ("cargo_volume", ["520 L, VDA", "490 L"], ".."),
            ("cargo_volume", ["520 L, VDA", "490 L, VDA"], "*."),
            ("dc_time", ["29 min, 10-80 %, 150 kW charger", "18 min, 10-80 %, 350 kW charger"], ".."),
            ("dc_time", ["29 min, 10-80 %", "18 min, 10-80 %, 350 kW charger"], ".."),
            ("ac_time", ["9 h, 240 V charger, EPA", "8 h, 240 V charger, NRCan"], ".."),
            # a smaller battery takes less time
            ("ac_time", ["9 h, 240 V charger, EPA", "8 h, 240 V charger, EPA"], ".."),
            ("dc_power", ["150 kW", "170 kW, from a charging curve"], ".*"),
        ],
    )
    def test_is_marked_where_it_is_sure(self, key: str, values: list[object], best: str) -> None:
        assert marks(key, *values) == best

    def test_against_a_baseline_is_hollow_by_a_rumor(self) -> None:
        for status, mark in (("expected", "better"), ("rumored", "maybe-better")):
            new = [says("maker-jan", "power", "230 kW", status=status)]
            found = compare(*cars([says("maker-jan", "power", "150 kW")], new), baseline=0)
            assert [cell.mark for cell in found.to_table().rows[0].cells] == ["", mark]

    @pytest.mark.parametrize(
        ("key", "values"),
        [
            ("price", [{"market": "Germany"}, {"market": "Spain"}]),
            ("price", [{"market": "UK"}, {"market": "UK", "terms": "after grant"}]),
            ("price", [{"market": "Germany"}, {"market": "Germany", "terms": "battery leased"}]),
            ("price", [{"market": "USA"}, {"market": "USA", "terms": "with destination"}]),
            ("drag_coefficient", [{"market": "Europe"}, {"market": "North America"}]),
            ("ground_clearance", [{"market": "Europe"}, {"market": "China"}]),
        ],
    )
    def test_is_none_between_unlike_markets_and_terms(self, key: str, values: list[dict[str, str]]) -> None:
        figures = {"price": ("30,000 EUR", "20,000 EUR"), "drag_coefficient": ("0.26", "0.25")}
        told = [
            [says("maker-jan", key, figure, **details)]
            for figure, details in zip(figures.get(key, ("200 mm", "180 mm")), values, strict=True)
        ]
        assert starred(compare(*cars(*told), rows="all")) == ".."
        diffs = ev.diff(*cars(*told), rows="all").rows
        assert {(change.kind, change.better, change.delta) for change in diffs} == {
            ("not comparable", None, None)
        }

    def test_within_one_source_may_leave_a_condition_open(self) -> None:
        told = [[says("volt-feb", "dc_time", f"{n} min, SoC not stated")] for n in (54, 23)]
        comparison = compare(*cars(*told))
        assert starred(comparison) == ".*"
        words = "n/s: not stated, so best only within one source."
        assert words in [span.text for line in comparison.to_table().footer for span in line]

    def test_is_never_one_that_is_not_out(self) -> None:
        old = [says("maker-jan", "power", "150 kW")]
        for status in ("expected", "rumored", "estimated", "derived"):
            new = [says("maker-jan", "power", "230 kW", status=status)]
            assert starred(compare(*cars(old, new))) == ".."

    def test_may_beat_one_that_is_not_out(self) -> None:
        old = [says("maker-jan", "power", "150 kW", status="expected")]
        assert starred(compare(*cars(old, [says("maker-jan", "power", "230 kW")]))) == ".*"

    def test_needs_to_be_better_beyond_rounding(self) -> None:
        assert marks("range", "514 km WLTP", "319 mi WLTP", "400 km WLTP")[2] == "."
        assert marks("range", "514 km WLTP", "319 mi WLTP") == ".."

    def test_of_unlike_currencies_is_none(self) -> None:
        assert marks("price", "47,900 EUR", "60,000 USD", market="Germany") == ".."
        # cheaper is no better, unless somebody asks for it
        amounts = "47,900 EUR", "60,000 EUR"
        assert marks("price", *amounts, market="Germany") == ".."
        told = [[says("maker-jan", "price", amount, market="Germany")] for amount in amounts]
        assert starred(compare(*cars(*told), better={"price": "lower"})) == "*."

    def test_of_a_span_needs_both_ends(self) -> None:
        wide = [says("maker-jan", "base.power", "150 kW"), says("maker-jan", "plus.power", "230 kW")]
        for kw, best in (("250 kW", ".*"), ("200 kW", ".."), ("100 kW", "*.")):
            a, b = (v.generation for v in cars(wide, [says("maker-jan", "power", kw)]))
            assert starred(compare(a, b)) == best

    def test_is_unsure_beside_a_car_that_is_told_to_be_better(self) -> None:
        told = [
            [says("maker-jan", "power", "230 kW")],
            [says("maker-jan", "power", "150 kW")],
            [says("maker-jan", "power", "more than acme/one/a")],
        ]
        assert starred(compare(*cars(*told)))[0] == "."

    def test_is_sure_beside_a_car_that_is_told_to_be_worse(self) -> None:
        told = [
            [says("maker-jan", "power", "230 kW")],
            [says("maker-jan", "power", "150 kW")],
            [says("maker-jan", "power", "less than acme/one/b")],
        ]
        assert starred(compare(*cars(*told))) == "*.."

    def test_is_unsure_beside_one_whose_relation_has_no_figure_or_that_is_unknown(self) -> None:
        for value in ("more than acme/one/d", "unknown"):
            told = [
                [says("maker-jan", "power", "230 kW")],
                [says("maker-jan", "power", "150 kW")],
                [says("maker-jan", "power", value)],
                [],
            ]
            assert starred(compare(*cars(*told)[:3])) == "..."

    def test_is_told_per_row_without_a_table(self) -> None:
        comparison = compare(
            *cars([says("maker-jan", "power", "230 kW")], [says("maker-jan", "power", "1 kW")])
        )
        (row,) = comparison.rows
        assert comparison.best(row) == (True, False)


class TestRows:
    def two(self, **options: object) -> Table:
        a = [
            says("maker-jan", "power", "150 kW"),
            says("maker-jan", "platform", "UKL2"),
            says("maker-jan", "torque", "250 Nm"),
        ]
        b = [says("maker-jan", "power", "230 kW"), says("maker-jan", "platform", "UKL2")]
        return compare(*cars(a, b), **options).to_table()  # type: ignore[arg-type]

    def test_that_one_alone_states_are_left_out_and_counted(self) -> None:
        table = self.two()
        assert labels(table) == ["Platform", "Power"]
        assert "1 row " in table.footer[-1][0].text

    def test_are_all_there_if_asked(self) -> None:
        table = self.two(rows="all")
        assert labels(table) == ["Platform", "Power", "Torque"]
        assert [cell.text for cell in table.rows[-1].cells] == ["250 N·m", "–"]

    def test_that_are_alike_may_be_left_out(self) -> None:
        assert labels(self.two(only_differences=True)) == ["Power"]
        assert labels(self.two(only_differences=True, rows="all")) == ["Power", "Torque"]

    def test_without_their_condition_go_to_the_notes_where_stated_ones_compare(self) -> None:
        a = [says("maker-jan", "range", "500 km WLTP"), says("undated", "range", "480 km, cycle not stated")]
        b = [says("maker-jan", "range", "600 km WLTP"), says("undated", "range", "580 km, cycle not stated")]
        table = compare(*cars(a, b)).to_table()
        assert labels(table) == ["Range, WLTP"]
        assert (table.rows[0].notes, table.rows[0].cells[0].notes) == ((1,), ())
        assert "480 km" in table.notes[0].text
        assert labels(compare(*cars(a, b), rows="all").to_table()) == ["Range, WLTP", "Range, cycle n/s"]

    def test_whose_condition_no_one_states_say_so(self) -> None:
        told = [[says("maker-jan", "curb_weight", kg)] for kg in ("1865 kg", "2085 kg, DIN")]
        assert labels(compare(*cars(*told)).to_table()) == ["Curb weight, standard n/s"]

    def test_name_a_status_that_is_not_out(self) -> None:
        told = [[says("maker-jan", "power", "150 kW", status=status)] for status in ("measured", "rumored")]
        assert [c.text for c in compare(*cars(*told)).to_table().rows[0].cells] == [
            "150 kW",
            "150 kW, rumored",
        ]


class TestUnits:
    @pytest.mark.parametrize(
        ("units", "shown"),
        [
            ("metric", ["514 km", "15.6 kWh/100 km", "490 L"]),
            ("us", ["319 mi", "25.1 kWh/100 mi", "17.3 ft³"]),
            ("uk", ["319 mi", "3.98 mi/kWh", "490 L"]),
        ],
    )
    def test_are_those_of_the_system(self, units: System, shown: list[str]) -> None:
        mine = Variant.of(
            "Mine", range="514 km WLTP", consumption="15.6 kWh/100 km WLTP", cargo_volume="490 L"
        )
        table = compare(mine, units=units).to_table()
        assert [row.cells[0].text for row in table.rows] == shown

    @pytest.mark.parametrize("units", ["metric", "us", "uk"])
    def test_do_not_change_which_is_best(self, units: System) -> None:
        told = [
            [says("maker-jan", "consumption", v)] for v in ("15.6 kWh/100 km WLTP", "16.7 kWh/100 km WLTP")
        ]
        assert starred(compare(*cars(*told), units=units)) == "*."


class TestWhatMayBeCompared:
    def test_is_any_mix_of_generations_variants_and_cars_made_in_code(self) -> None:
        mine = Variant.of("Mine", range="480 km WLTP", power="150 kW")
        comparison = compare("bmw/ix1/u11", "bmw/ix1/u11/edrive20@2022", mine, rows="all")
        table = comparison.to_table()
        assert [c.label for c in table.columns] == [
            "iX1 U11, 2026 edition", "iX1 U11 eDrive20 (2022)", "Mine",
        ]  # fmt: skip
        power = next(row for row in table.rows if row.key == "power")
        assert [cell.text for cell in power.cells] == ["150–230 kW", "150 kW", "150 kW"]
        assert table.title == "BMW iX1 U11 and Mine"

    def test_is_one_vehicle_alone(self) -> None:
        table = compare("bmw/ix1/u11/edrive20").to_table()
        assert len(table.columns) == 1
        assert len(table.rows) > 20
        assert not any(cell.mark for row in table.rows for cell in row.cells)

    def test_may_be_the_same_vehicle_twice(self) -> None:
        table = compare("bmw/ix1/u11", "bmw/ix1/u11").to_table()
        assert len({column.key for column in table.columns}) == 2
        assert not any(cell.mark for row in table.rows for cell in row.cells)

    def test_is_not_nothing(self) -> None:
        with pytest.raises(EvspecError, match="name one vehicle or more"):
            compare()

    def test_is_in_the_catalog_if_an_id_is_given(self) -> None:
        with pytest.raises(UnknownId, match="did you mean 'bmw/ix1/u11'"):
            compare("bmw/ix1/u12")

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            ({"units": "imperial"}, "units 'imperial' is not one of metric"),
            ({"rows": "new"}, "is not one of shared"),
        ],
    )
    def test_takes_no_unknown_option(self, options: dict[str, str], told: str) -> None:
        with pytest.raises(EvspecError, match=told):
            compare("bmw/ix1/u11", **options)  # type: ignore[arg-type]


class TestTheDayOfKnowledge:
    def test_holds_for_all(self) -> None:
        comparison = compare("bmw/ix1/u11/edrive20", "bmw/ix1/u11/xdrive30", as_of="2026-02-01")
        reach = next(row for row in comparison.to_table().rows if row.label == "Range, WLTP")
        assert "514" not in reach.cells[0].text
        assert all(vehicle.as_of_date is not None for vehicle in comparison.vehicles)

    def test_before_all_sources_leaves_an_empty_table(self) -> None:
        comparison = compare("bmw/ix1/u11/edrive20", as_of="1990-01-01")
        assert comparison.to_table().rows == ()
        assert comparison.to_text()


def test_threads_make_the_same_table() -> None:
    cars = [Variant.of(f"Car {n}", power=f"{100 + n} kW", range=f"{400 + n} km WLTP") for n in range(20)]
    alone = compare(*[evolve(one) for one in cars]).to_table()
    with ThreadPoolExecutor(8) as pool:
        tables = list(pool.map(lambda _: compare(*cars).to_table(), range(16)))
    assert all(table == alone for table in tables)


def test_unlike_sources_of_one_id_stay_apart_in_every_table() -> None:
    sources = [evolve(in_code(), id="mine", publisher=name, kind="press") for name in ("Volt", "Amp")]
    cars = [Variant.of(s.publisher, source=s, power="150 kW") for s in sources]
    for order, names in ((cars, ["Volt", "Amp"]), (cars[::-1], ["Amp", "Volt"])):
        table = compare(*order).to_table()
        told = [cell.data["sources"] for cell in table.rows[0].cells]
        assert told == [["mine"], ["mine (2)"]]
        listed = table.data["sources"]
        assert isinstance(listed, dict)
        assert [entry["publisher"] for entry in listed.values() if isinstance(entry, dict)] == names


def cell(rows: tuple[Row, ...], label: str, column: int) -> str:
    return next(row for row in rows if row.label == label).cells[column].text


def test_a_comparison_tells_itself() -> None:
    comparison = ev.compare("bmw/ix1/u11/edrive20", "bmw/ix3/na5/50-xdrive")
    assert repr(comparison) == "<Comparison of bmw/ix1/u11/edrive20, bmw/ix3/na5/50-xdrive>"
    assert str(comparison) == comparison.to_text()
    assert isinstance(comparison, Comparison)
    assert cell(comparison.to_table().rows, "Power", 0) == "150 kW"


class TestAsAContainer:
    def test_it_has_its_vehicles(self) -> None:
        cars = [ev.Variant.of("A", range="400 km WLTP"), ev.Variant.of("B", range="500 km WLTP")]
        compared = ev.compare(*cars)
        assert len(compared) == 2
        assert list(compared) == cars

    def test_a_key_has_what_each_vehicle_states_in_one_row(self) -> None:
        compared = ev.compare(
            ev.Variant.of("A", range="300 mi EPA", power="150 kW"),
            ev.Variant.of("B", range="500 km WLTP"),
            ev.Variant.of("C", range="400 km WLTP"),
        )
        shown = [claim and str(claim.value) for claim in compared["range"]]
        assert shown == [None, "500 km WLTP", "400 km WLTP"]
        shown = [claim and str(claim.value) for claim in compared["range[cycle=EPA]"]]
        assert shown == ["300 mi EPA", None, None]
        # that a table leaves out as one alone states it
        assert [claim is None for claim in compared["power"]] == [False, True, True]

    def test_the_cycle_is_the_one_asked_for(self) -> None:
        both = ev.Variant.of("A", range="300 mi EPA"), ev.Variant.of("B", range="500 km WLTP")
        (first, second) = ev.compare(*both, cycle="EPA")["range"]
        assert first is not None
        assert first.cycle == "EPA"
        assert second is None

    def test_what_is_not_there_is_told(self) -> None:
        compared = ev.compare(ev.Variant.of("A", range="400 km WLTP"))
        with pytest.raises(ev.UnknownSpec, match=r"'rnage'.*did you mean 'range'"):
            compared["rnage"]
        with pytest.raises(ev.MissingClaim, match="no row 'heat_pump'"):
            compared["heat_pump"]
        with pytest.raises(ev.WrongType, match="vehicles has the cars, not int"):
            compared[0]  # type: ignore[index]
