"""Years of one car that have one consumption, one power and two ranges are doubted."""

from __future__ import annotations

import pytest

import evspec as ev

MAPPING = {
    "make": "{Make}",
    "model": "{Model}",
    "year": "{Year}",
    "said": {"range": "{Range} km EPA", "consumption": "{Use} kWh/100 km EPA", "power": "{Power} kW"},
}


def row(year: int, range_: int, use: float = 26.2, power: int = 380) -> dict[str, object]:
    return {"Make": "Acme", "Model": "Comet", "Year": year, "Range": range_, "Use": use, "Power": power}


def doubts(*rows: dict[str, object]) -> list[str]:
    cars = ev.read(MAPPING, list(rows))
    return [
        f"{c.about.split('/')[2]} {c.attribution.doubt}" for whole in cars for c in whole.claims() if c.doubt
    ]


def test_two_ranges_of_one_consumption_are_both_doubted() -> None:
    words = (
        "375 km and 322 km in 2022 and 2023, at 26.2 kWh/100 km in both, differ by 16 %;"
        " no battery grows by a tenth in a year at one power"
    )
    assert doubts(row(2022, 375), row(2023, 322), row(2021, 375)) == [f"2022 {words}", f"2023 {words}"]


@pytest.mark.parametrize(
    "second",
    [
        # batteries grow
        row(2023, 395),
        # another car
        row(2023, 322, use=28.0),
        row(2023, 322, power=400),
        # years between
        row(2024, 322),
    ],
)
def test_whatever_may_differ_is_not(second: dict[str, object]) -> None:
    assert doubts(row(2022, 375), second) == []


def test_the_report_has_it() -> None:
    cars = ev.read(MAPPING, [row(2022, 375), row(2023, 322)])
    (doubt,) = cars.report.doubts
    assert doubt.path.startswith("acme/comet/2023")
    assert "375 km and 322 km in 2022 and 2023" in doubt.message


def test_the_record_has_one() -> None:
    found = [
        claim.about
        for whole in ev.catalog.record
        for claim in whole.claims("range")
        if "in both, differ by" in claim.doubt
    ]
    assert found == [f"porsche/taycan/my{year}/gts-sport-turismo" for year in (2022, 2023)]
