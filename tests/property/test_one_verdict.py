"""One verdict: what a comparison of two marks as best is what their diff calls better, over all there is.

Also: the best of several is ahead of each other one, the way back is the mirror, and the unit of the
table decides nothing.
"""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations, permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import evspec as ev
from evspec.claims import FIRM, STATUSES
from evspec.comparison.verdict import verdict
from evspec.specs import SYSTEMS, UnitChoice
from evspec.vehicles import entry_of, record_of, rows_of
from tests.comparison.mirror import best, check_mirrored
from tests.vehicles.garage import catalog, record, says

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.claims import Claim, Entry, QualifiedSpec
    from evspec.vehicles import Vehicle

#: Pairs of variants that are looked at in each run, of all that there are, and in `nox -s torture`.
PAIRS_OF_VARIANTS, PAIRS_OF_TORTURE = 1_500, 10_000


def check_pair(old: Entry, new: Entry) -> bool:
    """Check what holds for two entries of one row; tell whether one of them is surely ahead."""
    there, back = verdict(old, new), verdict(new, old)
    check_mirrored(there, back)
    # how large a difference is changes nothing about it
    unsized = verdict(old, new, None)
    assert unsized._replace(delta=there.delta, percent=there.percent) == there
    ahead = {True: {1}, False: {0}, None: set()}[there.better]
    out = {n for n, entry in enumerate((old, new)) if entry.status in FIRM}
    assert best({0: old, 1: new}) == ahead & out, f"{old.subject.id} → {new.subject.id}: {there}"
    return there.better is not None


def stated(vehicles: Sequence[Vehicle]) -> list[Mapping[QualifiedSpec, Entry]]:
    """Return what each vehicle states, by rows, once for all comparisons with others."""
    every = rows_of(*vehicles)
    found: list[Mapping[QualifiedSpec, Entry]] = []
    for vehicle in vehicles:
        # a relation that leaves a condition open may stand in any row that another vehicle has
        own = rows_of(vehicle)
        # and what is said of no market in particular stands in the row of any
        rows = every if record_of(vehicle).open_relations else [r for r in every if {r, r.opened} & {*own}]
        entries = {row: entry_of(vehicle, row) for row in rows}
        found.append({row: entry for row, entry in entries.items() if entry.value is not None})
    return found


def check_pairs(pairs: Iterable[tuple[Mapping[QualifiedSpec, Entry], Mapping[QualifiedSpec, Entry]]]) -> int:
    """Check all rows that both of a pair state; return how many have a side that is ahead."""
    return sum(check_pair(old[row], new[row]) for old, new in pairs for row in old.keys() & new.keys())


def test_of_every_pair_of_built_in_generations() -> None:
    generations = stated([ev.catalog[id_] for id_ in ev.catalog.ids])
    assert check_pairs(combinations(generations, 2)) > 600


@pytest.mark.law
def test_of_thousands_of_pairs_of_variants(request: pytest.FixtureRequest) -> None:
    variants = stated([variant for generation in ev.catalog for variant in generation.variants])
    size = PAIRS_OF_TORTURE if request.config.getoption("--torture") else PAIRS_OF_VARIANTS
    pairs = random.Random(11).sample(list(combinations(variants, 2)), size)
    assert check_pairs(pairs) > size


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bmw/ix1/u11", "bmw/ix1/nb5"),
        ("bmw/ix1/u11", "mini/cooper-electric/j01"),
        ("hyundai/kona-electric/os", "kia/niro-ev/de"),
        ("bmw/ix1/u11/edrive20", "bmw/ix3/na5/50-xdrive"),
    ],
)
def test_of_the_tables_that_readers_see(old: str, new: str) -> None:
    changes = {c.row.key: c for c in ev.diff(old, new).rows if c.old is not None and c.new is not None}
    table = ev.compare(old, new, rows="all").to_table()
    told = {row.key: tuple(cell.mark == "best" for cell in row.cells) for row in table.rows}
    assert changes.keys() <= told.keys()
    for key, change in changes.items():
        sides = (change.old, change.new)
        out = [claim is not None and claim.status in FIRM for claim in sides]
        assert told[key] == (change.better is False and out[0], change.better is True and out[1]), key


# Made-up vehicles: few numbers, so that they meet, and everything that stands in the way of an order.
NUMBERS = ("100", "100.0", "101", "130", "130.4", "200")
FIGURES: dict[str, tuple[str, ...]] = {
    "dc_power": ("{} kW", "1{} PS"),
    "range": ("{} km WLTP", "{} mi WLTP", "{} km EPA", "{} km WLTP, worst equipment",
              "{} km WLTP, 19 in wheels", "{} km, cycle not stated"),
    "consumption": ("{} kWh/100 km WLTP", "{} Wh/km WLTP", "{} km/kWh WLTP"),
    "dc_time": ("{} min, 10-80 %", "{} min, SoC not stated", "{} min, 10-80 %, 50 kW charger"),
    "curb_weight": ("{} kg", "{} kg, DIN", "{} kg, EU", "{} lb, DIN"),
    "length": ("{} mm", "{} in", "{} mm, USA", "{} mm, Japan"),
    "ground_clearance": ("{} mm", "{} mm, USA", "{} mm, Japan"),
    "power": ("{} kW", "{} kW, registered"),
    "cargo_volume": ("{} L", "{} L, VDA", "{} L, SAE"),
    "price": ("{} EUR", "{} USD"),
}  # fmt: skip
BOUNDS = ("{}", "{}", "up to {}", "at least {}", "more than {}", "less than {}", "about {}")
OTHERS = ("unknown", "more than {}", "less than {}", "like {}", "more than {}/plus")
LETTERS = "abcd"


@st.composite
def values(draw: st.DrawFn, key: str) -> str:
    if not draw(st.integers(0, 7)):
        return draw(st.sampled_from(OTHERS)).format(f"acme/one/{draw(st.sampled_from(LETTERS))}")
    unit, number = draw(st.sampled_from(FIGURES[key])), draw(st.sampled_from(NUMBERS))
    other = draw(st.sampled_from(NUMBERS))
    if draw(st.integers(0, 4)) or float(other) <= float(number):
        return draw(st.sampled_from(BOUNDS)).format(unit.format(number))
    # 1100-1130 PS: what stands before the number stands before each
    head, tail = unit.split("{}")
    return f"{head}{number}-{head}{other}{tail}"


@st.composite
def claims(draw: st.DrawFn, key: str) -> list[Claim]:
    """Return what is said of one vehicle: of the whole, of some variants, or of both."""
    abouts = draw(st.lists(st.sampled_from(("", "", "base.", "plus.")), min_size=1, max_size=3))
    details = {"market": "Germany"} if key == "price" else {}
    return [
        says(
            draw(st.sampled_from(("maker-jan", "volt-feb", "undated"))),
            f"{about}{key}",
            draw(values(key)),
            status=draw(st.sampled_from(("official", "official", *STATUSES))),
            **details,
        )
        for about in abouts
    ]


@st.composite
def garages(draw: st.DrawFn, most: int) -> list[Mapping[int, Entry]]:
    """Return what made-up vehicles state of one spec: for each row the entries by their places."""
    key = draw(st.sampled_from(sorted(FIGURES)))
    letters = LETTERS[: draw(st.integers(2, most))]
    found = catalog(*(record(*draw(claims(key)), id_=f"acme/one/{letter}") for letter in letters))
    vehicles: list[Vehicle] = [
        draw(
            st.sampled_from([generation, *generation.variants])
            if draw(st.booleans())
            else st.just(generation)
        )
        for generation in found
    ]
    rows: defaultdict[QualifiedSpec, dict[int, Entry]] = defaultdict(dict)
    for row in rows_of(*vehicles):
        for n, vehicle in enumerate(vehicles):
            entry = entry_of(vehicle, row)
            if entry.value is not None:
                rows[row][n] = entry
    return [entries for entries in rows.values() if len(entries) > 1]


@given(garages(most=2))
def test_of_two_made_up_vehicles(rows: list[Mapping[int, Entry]]) -> None:
    assume(rows)
    for old, new in (entries.values() for entries in rows):
        check_pair(old, new)


@given(garages(most=2))
def test_the_unit_of_the_table_decides_nothing(rows: list[Mapping[int, Entry]]) -> None:
    assume(rows)
    for old, new in (entries.values() for entries in rows):
        told = {
            verdict(old, new, units)._replace(delta=None, percent=None)
            for units in map(UnitChoice.of, SYSTEMS)
        }
        assert len(told) == 1
        for units in SYSTEMS:
            there, back = verdict(old, new, UnitChoice.of(units)), verdict(new, old, UnitChoice.of(units))
            check_mirrored(there, back)


@given(garages(most=4))
def test_the_best_of_several_is_ahead_of_each_other_one(rows: list[Mapping[int, Entry]]) -> None:
    assume(rows)
    for entries in rows:
        winners = best(entries)
        verdicts = {(m, n): verdict(entries[m], entries[n]) for m, n in permutations(entries, 2)}
        ahead = {
            n
            for n in entries
            if all(found.better or found.kind == "same" for (_, new), found in verdicts.items() if new == n)
        }
        # what is the same as one that does not win wins no more than that
        ties = {n: {m for m, new in verdicts if new == n and verdicts[m, n].kind == "same"} for n in entries}
        while lost := {n for n in ahead if not ties[n] <= ahead}:
            ahead -= lost
        out = {n for n in entries if entries[n].status in FIRM}
        whole = {entries[n].partial for n in ahead}
        wins = ahead <= out and len(whole) == 1 and len(ahead) < len(entries)
        assert winners == (ahead if wins else set())
        # whoever wins among all wins against each, or ties with it
        for n, m in ((n, m) for n in winners for m in entries.keys() - winners):
            pair = best({n: entries[n], m: entries[m]})
            assert pair == (set() if verdicts[m, n].kind == "same" else {n})
