"""The best cars of a catalog: each once, whatever its years, and by what is stated of the spec alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.catalogs.builtin import is_year_key

if TYPE_CHECKING:
    from collections.abc import Mapping

LATER = "the same figure as a later year of the same car"


@pytest.mark.parametrize(
    ("key", "conditions"),
    [
        ("range", {"cycle": "EPA"}),
        ("power", {}),
        ("consumption", {"cycle": "WLTP"}),
        ("battery_net", {}),
    ],
)
def test_top_has_the_order_of_all_that_is_read(key: str, conditions: Mapping[str, Any]) -> None:
    full = ev.rank(ev.catalog.vehicles, key, **conditions)
    best = ev.catalog.top(len(full), key, **conditions)
    later = {one.thing.id for one in best.left_out if one.reason == LATER}
    assert later
    assert [car.id for car in best] == [car.id for car in full if car.id not in later]
    others = [(one.thing.id, one.reason) for one in best.left_out if one.reason != LATER]
    assert others == [(one.thing.id, one.reason) for one in full.left_out]


def test_a_car_whose_years_state_one_figure_counts_once_as_the_newest() -> None:
    best = ev.catalog.top(10_000, "range", cycle="EPA")
    counts = Counter(
        (*car.id.split("/")[:2], *car.id.split("/")[3:], str(claim.value))
        for car in best
        if is_year_key(car.id.split("/")[2]) and (claim := car.get("range", cycle="EPA")) is not None
    )
    assert max(counts.values()) == 1
    ids, later = {car.id for car in best}, {one.thing.id for one in best.left_out if one.reason == LATER}
    assert "lucid/air/od2025/pure" in ids
    assert {"lucid/air/od2023/pure", "lucid/air/od2024/pure"} <= later


def test_what_is_ranked_has_all_its_claims() -> None:
    (car,) = ev.catalog.top(1, "battery_net")
    assert len({claim.spec.key for claim in car.claims()}) > 2
    assert car == ev.catalog[car.id]
