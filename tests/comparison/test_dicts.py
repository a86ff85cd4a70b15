"""Diffs and comparisons of dicts of specs."""

from __future__ import annotations

import pytest

import evspec as ev
from evspec.errors import DataError, EvspecError, WrongType

OLD = {"range": "400 km WLTP", "power": "150 kW"}
NEW = {"range": "514 km WLTP", "power": "204 PS", "make": "Acme"}


def test_are_diffed() -> None:
    diff = ev.diff(OLD, NEW, names=("old", "new"))
    assert {change.spec.key: change.words for change in diff.rows} == {
        "power": "same within rounding", "range": "longer, +114 km (+28 %)",
    }  # fmt: skip
    assert diff.to_table().title.startswith("old → ")
    assert ev.diff(OLD, ev.Variant.of("Ray", **NEW), names=("Comet", None)).names == ("Comet", "Ray")
    assert ev.diff(OLD, {}).changes


def test_are_compared() -> None:
    assert [vehicle.name for vehicle in ev.compare(OLD, NEW, OLD).vehicles] == [
        "Car 1",
        "Acme Car 2",
        "Car 3",
    ]


def test_mistakes_of_both_at_once() -> None:
    with pytest.raises(DataError) as caught:
        ev.diff({"range": "400 km"}, {"powr": "5 kW", "power": "5 km"}, names=("Comet", "Ray"))
    found = [(problem.file, problem.path) for problem in caught.value.problems]
    assert found == [("Comet", "range"), ("Ray", "powr"), ("Ray", "power")]


def test_a_vehicle_has_a_name() -> None:
    with pytest.raises(EvspecError, match="<Variant ray> has a name; write None for 'new'"):
        ev.diff(OLD, ev.Variant.of("Ray"), names=("old", "new"))


def test_nonsense() -> None:
    for names in ("ab", ("a",), ("a", "b", "c"), 5):
        with pytest.raises(WrongType, match="pair of names"):
            ev.diff(OLD, NEW, names=names)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="no dict of specs by their keys"):
        ev.diff({5: "x"}, NEW)  # type: ignore[dict-item]
    with pytest.raises(WrongType, match="or a dict of specs"):
        ev.diff(OLD, 5)  # type: ignore[arg-type]
