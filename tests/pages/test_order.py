"""Ranks stand for figures: comparing them says what comparing the figures does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import evspec as ev
from evspec.pages.order import ranks
from evspec.vehicles import entry_of

if TYPE_CHECKING:
    from evspec.claims import Entry

BOUNDS = ("{}", "up to {}", "about {}", "more than {}", "under {}", "at least {}", "{}-999")
figures = st.builds(
    lambda bound, number: f"{bound.format(number)} km WLTP",
    st.sampled_from(BOUNDS),
    st.one_of(st.integers(390, 410), st.decimals(399, 401, places=1)),
)


def entries_of(texts: list[str]) -> dict[int, Entry]:
    cars = [ev.Variant.of(f"Car {n}", range=text) for n, text in enumerate(texts)]
    (row,) = {claim.row for car in cars for claim in car.claims("range")}
    return {n: entry_of(car, row) for n, car in enumerate(cars)}


def is_below(one: list[int], other: list[int]) -> bool:
    """Say as page.js does whether one is surely below the other."""
    if one[0] != other[0] or (one[6] | other[6]) & 8 or -1 in (one[4], other[2]):
        return False
    if one[4] == other[2]:
        return bool(one[6] & 2 or other[6] & 1) and not (one[6] | other[6]) & 4
    return one[4] < other[2] and other[3] >= one[5]


@given(st.lists(figures, min_size=2, max_size=5))
def test_one_is_below_another_just_where_the_figures_say_so(texts: list[str]) -> None:
    entries = entries_of(texts)
    made = ranks(entries)
    for n, entry in entries.items():
        for m, other in entries.items():
            one, two = entry.interval, other.interval
            assert one is not None
            assert two is not None
            assert is_below(made[n], made[m]) == (n != m and one.compare(two) == "less")


def test_figures_of_other_kinds_have_no_order() -> None:
    cars = [
        ev.Variant.of("A", price="40000 EUR, Germany"),
        ev.Variant.of("B", price="50000 EUR, Germany"),
        ev.Variant.of("C", price="30000 USD, Germany"),
    ]
    (row, *_) = [claim.row for claim in cars[0].claims("price")]
    made = ranks({n: entry_of(car, row) for n, car in enumerate(cars)})
    assert [made[n][0] for n in range(3)] == [0, 0, 1]
    assert is_below(made[0], made[1])
    assert not is_below(made[2], made[0])


def test_what_states_nothing_has_no_rank() -> None:
    entries = entries_of(["400 km WLTP"])
    silent = ev.Variant.of("Silent", power="100 kW")
    assert set(ranks({**entries, 1: entry_of(silent, entries[0].row)})) == {0}
