from __future__ import annotations

import pickle

from evspec.table import Cell
from evspec.table.deferred import JSON, Deferred


def test_data_are_made_when_they_are_asked_for_and_once() -> None:
    asked = []

    def make() -> dict[str, JSON]:
        asked.append("made")
        return {"low": 150.0, "unit": "kW"}

    data = Deferred(make)
    assert data
    assert asked == []
    assert (data["low"], data.get("unit"), data.get("high"), data.get("high", 1.0)) == (
        150.0,
        "kW",
        None,
        1.0,
    )
    assert (list(data), len(data), "high" in data) == (["low", "unit"], 2, False)
    assert asked == ["made"]


def test_they_are_equal_to_what_they_come_to_and_pickled_as_that() -> None:
    deferred, made = (
        Cell("150 kW", data=data) for data in (Deferred(lambda: {"low": 150.0}), {"low": 150.0})
    )
    assert (deferred, repr(deferred)) == (made, repr(made))
    again = pickle.loads(pickle.dumps(deferred))
    assert again == made
    assert type(again.data) is dict
