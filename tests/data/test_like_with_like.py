"""In the built-in data like stands with like: ratings, standards, markets, terms, agencies, chargers."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import evspec as ev
from evspec.claims import left_out, unlike
from evspec.comparison.facts import Reason
from evspec.comparison.verdict import verdict
from evspec.measures import Measure
from evspec.values import Span
from evspec.vehicles import entry_of, rows_of
from tests.comparison.mirror import best

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.claims import Claim, Entry, QualifiedSpec

#: The sources that are registers, and whose.
REGISTERS = {"nrcan-ratings": "NRCan", "epa-fe-guide-2025": "EPA"}


def claims() -> Iterator[Claim]:
    for generation in ev.catalog:
        yield from generation.claims()


def registered() -> list[Claim]:
    return [claim for claim in claims() if claim.source.id in REGISTERS]


def test_every_power_of_a_register_is_a_registered_one() -> None:
    powers = [claim for claim in registered() if "power" in claim.spec.key]
    assert len(powers) > 80
    assert {claim.qualifiers.get("rating") for claim in powers} == {"registered"}
    others = [
        c for c in claims() if c.source.id not in REGISTERS and c.qualifiers.get("rating") == "registered"
    ]
    assert others == []


def test_every_time_of_a_register_at_240_v_names_whose_it_is() -> None:
    for claim in registered():
        if claim.spec.key == "ac_time":
            assert claim.qualifiers["agency"] == REGISTERS[claim.source.id]


def test_the_epas_voltage_is_the_total_one() -> None:
    assert {c.spec.key for c in registered() if "voltage" in c.spec.key} == {"battery_voltage_total"}


def test_figures_of_one_cell_are_two_motors_and_not_two_claims_on_one_quantity() -> None:
    cells = Counter(
        (claim.about, claim.edition, claim.row, claim.printed)
        for claim in registered()
        if isinstance(claim.value, Measure) and " and " in claim.printed
    )
    assert [cell for cell, count in cells.items() if count > 1] == []
    pairs = [c for c in registered() if " and " in c.printed and "power" in c.spec.key]
    assert len(pairs) > 15
    equal = [c for c in pairs if len(set(c.printed.split(" and "))) == 1]
    assert {c.spec.key for c in pairs if c not in equal} == {"motor_power"}
    for claim in pairs:
        low, high = sorted(map(float, claim.printed.split(" and ")))
        value = claim.value
        assert isinstance(value, Measure)
        if claim.spec.key == "motor_power":
            assert value.magnitude == {"weaker": low, "stronger": high}[claim.qualifiers["motor"]]


def test_no_power_of_a_register_is_chosen_where_nothing_but_the_figure_decides() -> None:
    for generation in ev.catalog:
        for vehicle in (generation, *generation.variants):
            for row in rows_of(vehicle):
                selection = entry_of(vehicle, row).selection
                if "power" in row.spec.key and selection is not None:
                    last = selection.why.startswith(("the better figure", "the lower figure"))
                    assert not last or selection.supporting[0].source.id not in REGISTERS, (
                        vehicle.id,
                        row.key,
                    )


def test_no_market_or_price_hides_its_terms_in_a_note() -> None:
    prices = [claim for claim in claims() if claim.spec.key == "price"]
    assert {"with destination", "after grant", "battery leased"} <= {
        c.qualifiers.get("terms") for c in prices
    }
    for claim in prices:
        hidden = [word for word in ("destination", "shipping", "rent", "leas") if word in claim.note]
        assert not hidden or "terms" in claim.qualifiers, claim


def test_every_top_of_a_stored_curve_says_so() -> None:
    tops = [claim for claim in claims() if "taken_from" in claim.qualifiers]
    assert len(tops) > 20
    assert {claim.source.publisher for claim in tops} == {"Chargeprice"}
    assert not [claim for claim in claims() if "charging curve" in claim.note + claim.doubt]


def test_no_star_and_no_verdict_stands_between_unlike_figures() -> None:
    """Of every two generations, in every row that both state."""
    stated: dict[QualifiedSpec, list[Entry]] = {}
    for generation in ev.catalog:
        for row in rows_of(generation):
            if (entry := entry_of(generation, row)).value is not None:
                stated.setdefault(row, []).append(entry)
    judged = 0
    for row, entries in stated.items():
        for old, new in combinations(entries, 2):
            found = verdict(old, new)
            firsts = [entry.supporting[0] for entry in (old, new)]
            if unlike(row, [old.selection, new.selection]):
                assert (found.kind, found.better, found.delta) == ("not comparable", None, None), row.key
            if row.unstated or any(map(left_out, firsts)):
                assert (
                    found.kind == "not comparable"
                    or found.reason is Reason.ONE_SOURCE
                    or found.kind == "same"
                )
            if found.kind == "not comparable":
                assert not best({0: old, 1: new})
            judged += found.better is not None
    assert judged > 500


def test_no_span_holds_figures_under_unlike_standards() -> None:
    spans = 0
    for generation in ev.catalog:
        for row in rows_of(generation):
            selection = entry_of(generation, row).selection
            if (
                "standard" not in row.spec.qualifiers
                or selection is None
                or not isinstance(selection.value, Span)
            ):
                continue
            spans += 1
            firsts = [part.supporting[0] for _, part in selection.parts]
            assert len({claim.qualifiers.get("standard", "") for claim in firsts}) == 1, (
                generation.id,
                row.key,
            )
    assert spans >= 3
