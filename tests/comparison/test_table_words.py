"""The words around the tables of diffs and comparisons, each pinned here once: subtitles, headings, footers.

What the rows and cells of the tables are is tested in `test_diffs` and `test_side_by_side`.
"""

from __future__ import annotations

import pytest

import evspec as ev
from evspec.comparison import diff
from evspec.comparison.compare import compare

SMALL = ev.Variant.of(
    "Small", range="400 km WLTP", power="150 kW", price={"value": "40,000 EUR", "market": "Germany"}
)
LARGE = ev.Variant.of("Large", range="514 km WLTP", power="up to 200 kW")
ODD = ev.Variant.of("Odd", torque="300 Nm", price={"value": "35,000 GBP", "market": "Germany"})
NB5 = ev.catalog["bmw/ix1/nb5"]


def footer(made: ev.Diff | ev.Comparison) -> list[str]:
    return ["".join(span.text for span in line) for line in made.to_table().footer]


class TestADiff:
    def test_says_which_rows_it_leaves_out(self) -> None:
        assert footer(diff(SMALL, LARGE))[-1] == "Left out: 1 row of the Small alone."
        assert " rows of the U11 alone." in footer(diff("bmw/ix1/u11", NB5))[-1]
        assert footer(diff(NB5.as_of("2026-03-12"), NB5.as_of("2026-02-25")))[-1] == (
            "Left out: 9 rows stated only as known on 12 March 2026."
        )

    def test_says_that_nothing_changes_or_is_stated(self) -> None:
        assert footer(diff(SMALL, SMALL, only_differences=True))[-1] == "What is stated is the same."
        assert "What is stated is the same." not in footer(diff(SMALL, LARGE))
        assert footer(diff("bmw/ix1/u11", NB5, as_of="1990-01-01")) == [
            "Nothing is stated of either by a source that counts."
        ]

    def test_says_units_sources_and_whose_status_is_shown(self) -> None:
        subtitle = "metric; sources up to 12 March 2026; “status” is that of the NB5's figure"
        assert diff("bmw/ix1/u11", NB5).to_table().subtitle == subtitle
        twice = diff(NB5.as_of("2026-02-25"), NB5, units="us").to_table()
        assert twice.subtitle == "US units; sources up to 12 March 2026"

    def test_names_two_days_in_its_headings(self) -> None:
        new = ev.catalog["bmw/ix1/u11/edrive20"]
        editions = diff(new.at("2022").as_of("2026-03-01"), new).to_table()
        heads = [column.label for column in editions.columns][:2]
        assert heads == ["2022 edition, known on 1 March 2026", "2026 edition, known today"]
        assert editions.title == "BMW iX1 eDrive20: 2022 edition → 2026 edition"
        cars = diff(ev.catalog["bmw/ix1/u11"].as_of("2024-01-01"), NB5).to_table()
        assert [column.label for column in cars.columns][:2] == [
            "U11, known on 1 January 2024",
            "NB5, known today",
        ]


class TestAComparison:
    def test_says_which_rows_it_leaves_out(self) -> None:
        left_out = "Left out: 1 row of one vehicle alone."
        assert footer(compare(SMALL, LARGE))[-1] == left_out
        assert footer(compare(SMALL, LARGE, transpose=True))[-1] == left_out.replace("row", "quantity")
        more = footer(compare(SMALL, LARGE, ODD))
        assert more[-1] == left_out
        both = footer(compare(LARGE, ODD))
        assert both[-1] == "Left out: 4 rows of one vehicle alone."
        assert not any(line.startswith("Left out") for line in footer(compare(SMALL, LARGE, rows="all")))

    def test_says_that_nothing_differs_or_is_stated(self) -> None:
        assert footer(compare(SMALL, SMALL, only_differences=True))[-1] == "What is stated is the same."
        assert "What is stated is the same." not in footer(compare(SMALL, LARGE, only_differences=True))
        assert footer(compare("bmw/ix1/u11", as_of="1990-01-01")) == [
            "Nothing is stated of them by a source that counts."
        ]
        assert footer(compare(SMALL, LARGE, specs="seats")) == [
            "Nothing of what was asked for is stated of them by a source that counts."
        ]

    def test_says_what_is_never_best(self) -> None:
        words = "n/s: not stated, so never marked best."
        cars = [ev.Variant.of(name, curb_weight=kg) for name, kg in (("A", "1865 kg"), ("B", "2085 kg, DIN"))]
        assert words in footer(compare(*cars))
        assert words not in footer(compare(cars[1], cars[1]))

    def test_says_units_sources_and_the_baseline(self) -> None:
        assert (
            compare(SMALL, LARGE, baseline=0).to_table().subtitle == "metric; in parentheses: against Small"
        )
        units = {"system": "us", "power": "kW"}
        assert compare(SMALL, LARGE, units=units).to_table().subtitle == "US units, power in kW"
        known = compare("bmw/ix1/u11", as_of="2026-02-01").to_table().subtitle
        assert known.startswith("metric; as of 2026-02-01; sources up to ")
        days = compare(NB5.as_of("2026-02-25"), NB5, baseline=1).to_table()
        assert [column.label for column in days.columns] == [
            "iX1 NB5, known on 25 February 2026", "iX1 NB5, known today",
        ]  # fmt: skip
        assert days.subtitle.endswith("; in parentheses: against iX1 NB5, known today")

    @pytest.mark.parametrize(
        ("spec", "others", "texts"),
        [
            ("range", [LARGE], ["400 km", "514 km (+114 km)"]),
            ("power", [LARGE], ["150 kW", "up to 200 kW (open: at most 50 kW more (33 %))"]),
            ("price", [ODD], ["40,000 EUR", "35,000 GBP (not comparable: EUR and GBP)"]),
            # who says nothing is not held against the baseline
            ("range", [LARGE, ODD], ["400 km", "514 km (+114 km)", "–"]),
        ],
    )
    def test_puts_the_difference_to_the_baseline_into_parentheses(
        self, spec: str, others: list[ev.Variant], texts: list[str]
    ) -> None:
        (row,) = compare(SMALL, *others, baseline=0, specs=spec).to_table().rows
        assert [cell.text for cell in row.cells] == texts

    def test_puts_a_lapse_of_time_into_parentheses(self) -> None:
        cars = [ev.Variant.of(name, market_launch=year) for name, year in (("A", "2022"), ("B", "2027"))]
        (row,) = compare(*cars, baseline=0).to_table().rows
        assert [cell.text for cell in row.cells] == ["2022", "2027 (5 years later)"]

    def test_speaks_of_its_columns_if_it_is_turned(self) -> None:
        cars = SMALL, ev.Variant.of("Best", power="250 kW")
        upright, across = (compare(*cars, transpose=turned).to_table() for turned in (False, True))
        assert upright.legend == "* best in its row"
        assert across.legend == "* best in its column"
        assert across.transposed().legend == upright.legend
