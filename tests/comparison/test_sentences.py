"""Changes as sentences: every figure, hedge and source that the row has, and in the units of the table."""

from __future__ import annotations

import pytest

import evspec as ev
from evspec.claims import Source

OLD = ev.Variant.of(
    "Old", range="400 km WLTP", power="150 kW", seats="5", platform="PL1", dc_time="30 min, 10-80 %"
)
NEW = ev.Variant.of("New", range="up to 514 km WLTP", power="150 kW", seats="7", platform="PL2")


def sentences(old: ev.Vehicle = OLD, new: ev.Vehicle = NEW, units: str = "metric") -> list[str]:
    return list(ev.diff(old, new, units=units, rows="all").sentences())  # type: ignore[arg-type]


def test_what_is_the_same_has_none() -> None:
    assert not any("150 kW" in one for one in sentences())
    assert len(sentences()) == 4


def test_a_figure_is_told_with_its_condition_and_the_other_one() -> None:
    (told,) = [one for one in sentences() if "range" in one]
    assert told == (
        "The New has a range of up to 514 km (WLTP), against 400 km of the Old: "
        "open: at most 114 km longer (28 %) (given in code)."
    )


def test_what_has_no_verb_is_named() -> None:
    assert "The New's platform is PL2, against PL1 of the Old: changed (given in code)." in sentences()


def test_what_a_car_has_or_has_not_is_told_so() -> None:
    cars = [
        ev.Variant.of(name, heat_pump=pump, interior_camera={"value": camera, "status": "expected"})
        for name, pump, camera in (("Old", "no", "yes"), ("New", "yes", "no"))
    ]
    both = ev.diff(*cars).sentences()
    assert both == (
        "The New has no interior camera, expected, which the Old has, expected: removed (given in code).",
        "The New has a heat pump, which the Old has not: added (given in code).",
    )
    told = ev.diff(ev.Variant.of("Old"), cars[0]).sentences()[0]
    assert told.startswith("The Old has an interior camera, expected; for the Old it is not stated")


def test_a_hedge_stands_behind_the_condition() -> None:
    new = ev.Variant.of("New", range={"value": "514 km WLTP", "status": "expected"})
    (told,) = ev.diff(OLD, new, specs="range").sentences()
    assert told.startswith("The New has a range of 514 km (WLTP), expected, against 400 km of the Old: ")


def test_a_silent_side_is_named() -> None:
    last = "The Old charges in 30 min (10–80 %); for the New it is not stated (given in code)."
    assert last in sentences()
    (told,) = [one for one in sentences(NEW, OLD) if "charges in" in one]
    assert told == "The Old charges in 30 min (10–80 %); for the New it is not stated (given in code)."


def test_units_are_those_of_the_table() -> None:
    (told,) = [one for one in sentences(units="us") if "range" in one]
    assert "319 mi" in told
    assert "km" not in told


def test_a_hedge_is_kept_and_sources_are_named() -> None:
    paper = Source("paper", "Paper", "On it", "https://paper.example/1")
    (told,) = sentences(
        ev.Variant.of("Old", power="150 kW"), ev.Variant.of("New", source=paper, power="200 kW")
    )
    assert told.startswith("The New makes 200 kW, against 150 kW of the Old: ")
    assert told.endswith("(Paper, undated; given in code).")
    (told,) = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", specs="production_start").sentences()
    assert told.startswith(
        "The iX1 NB5's production start is November 2027, rumored; for the iX1 U11 it is not stated ("
    )


@pytest.mark.parametrize(
    "pair", [("bmw/ix1/u11", "bmw/ix1/nb5"), ("porsche/taycan/j1", "porsche/taycan/j1-2")]
)
def test_each_shown_change_has_one(pair: tuple[str, str]) -> None:
    found = ev.diff(*pair)
    told = found.sentences()
    shown = {row.key for row in found.to_table().rows}
    wanted = [change for change in found.changes if change.row.key in shown]
    assert [change.sentence() for change in wanted] == list(told)
    for change, one in zip(wanted, told, strict=True):
        if change.old is not None and change.new is not None:
            assert change.words in one
        if change.new is not None and change.new.status in {"expected", "rumored"}:
            assert change.new.status in one or "planned" in one


def test_german_has_its_own_words() -> None:
    (told,) = ev.diff(OLD, NEW, specs="range", locale="de").sentences()
    assert told.startswith(
        "Der New hat eine Reichweite von bis zu 514 km (WLTP), gegenüber 400 km beim Old: "
    )
    (told,) = ev.diff(OLD, NEW, specs="platform", locale="de").sentences()
    assert told.startswith("Angabe zum New, Plattform: PL2, gegenüber PL1 beim Old: ")
