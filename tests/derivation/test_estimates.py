"""Estimates of a range in another cycle: ratios, bounds, refusals, and none unless asked for."""

from __future__ import annotations

import pickle
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evspec as ev
from evspec.comparison.compare import compare
from evspec.derivation.estimates import RATIOS, Ratio, with_estimates
from evspec.measures import Measure, measure

if TYPE_CHECKING:
    from evspec.claims import Claim


def ranged(text: str) -> Claim:
    return ev.Variant.of("Car", range=text).range


every_ratio = pytest.mark.parametrize("ratio", RATIOS, ids=lambda ratio: f"{ratio.of}/{ratio.to}")


class TestRatios:
    @every_ratio
    def test_have_a_reference_and_ends_around_the_middle(self, ratio: Ratio) -> None:
        assert ratio.reference
        assert (ratio.low is None) == (ratio.high is None)
        told = [Fraction(x) for x in (ratio.low, ratio.middle, ratio.high) if x is not None]
        assert told == sorted(told) != []

    def test_stand_once_for_each_pair(self) -> None:
        assert len({frozenset((ratio.of, ratio.to)) for ratio in RATIOS}) == len(RATIOS)

    def test_hold_for_the_middle_of_the_pairs_in_the_catalog(self) -> None:
        # single cars lie outside: a spread that was observed is no limit
        pairs = []
        for variant in (variant for generation in ev.catalog for variant in generation.variants):
            claims = [variant.get("range", cycle=cycle) for cycle in ("EPA", "WLTP")]
            figures = [c.value for c in claims if c is not None and isinstance(c.value, Measure)]
            sizes = [m.to("km").magnitude for m in figures if m.bound == "exact"]
            if len(sizes) == 2 and sizes[0] and sizes[1]:
                pairs.append(sizes[0] / sizes[1])
        assert len(pairs) >= 10
        assert 0.81 <= median(pairs) <= 0.92


class TestEstimates:
    @pytest.mark.parametrize(
        ("stated", "cycle", "estimated"),
        [
            ("514 km WLTP", "EPA", "416-473 km EPA"),
            ("319 mi EPA", "WLTP", "346-394 mi WLTP"),
            ("514.0 km WLTP", "EPA", "416.3-472.9 km EPA"),
            ("319 mi (514 km) WLTP", "EPA", "416-473 km EPA"),
            ("458-461 km WLTP", "EPA", "370-425 km EPA"),
            ("514 km WLTP", "CLTC", "591-669 km CLTC"),
            ("700 km CLTC", "WLTP", "538-609 km WLTP"),
            ("400 km NEDC", "WLTP", "about 340 km WLTP"),
            ("514 km WLTP", "NEDC", "about 600 km NEDC"),
            ("300 km JC08", "WLTP", "about 230 km WLTP"),
            ("514 km WLTP", "real world", "about 440 km real world"),
        ],
    )
    def test_are_the_figure_times_what_was_observed(self, stated: str, cycle: str, estimated: str) -> None:
        guess = ev.estimate(ranged(stated), cycle)
        assert guess.value == measure(estimated)
        assert guess.status == "estimated"
        assert guess.cycle == cycle

    @pytest.mark.parametrize(
        ("stated", "cycle", "estimated"),
        [
            ("up to 514 km WLTP", "EPA", "up to 473 km EPA"),
            ("at least 514 km WLTP", "EPA", "at least 416 km EPA"),
            ("more than 500 km WLTP", "EPA", "more than 405 km EPA"),
            ("less than 500 km EPA", "WLTP", "less than 618 km WLTP"),
        ],
    )
    def test_keep_a_bound(self, stated: str, cycle: str, estimated: str) -> None:
        assert ev.estimate(ranged(stated), cycle).value == measure(estimated)

    def test_take_the_span_of_a_generation(self) -> None:
        claim = ev.catalog["bmw/ix1/u11"].range
        guess = ev.estimate(claim, "EPA")
        low, high = float(claim.value.low), float(claim.value.high)  # type: ignore[arg-type]
        assert isinstance(guess.value, Measure)
        assert guess.value.low == pytest.approx(low * 0.81, abs=1)
        assert guess.value.high == pytest.approx(high * 0.92, abs=1)

    def test_tell_formula_ratio_and_reference(self) -> None:
        guess = ev.estimate(ranged("514 km WLTP"), "real world")
        assert guess.why == (
            "514 km WLTP × real world/WLTP about 0.86; Sustainability 2024, 16(17):7529, 342 cars"
        )
        assert "Sustainability 2024" in guess.note
        assert "from given in code" in guess.note
        assert guess.source.publisher == "Estimated"

    @given(st.integers(50, 1200), st.sampled_from([r for r in RATIOS if r.low is not None]))
    def test_hold_the_exact_products_and_lead_back(self, size: int, ratio: Ratio) -> None:
        there = ev.estimate(ranged(f"{size} km, {ratio.to}"), ratio.of).value
        low, high = Fraction(ratio.low or 0), Fraction(ratio.high or 0)
        assert isinstance(there, Measure)
        assert there.low is not None
        assert there.high is not None
        assert size * low - 1 < Fraction(there.low) <= size * low
        assert size * high <= Fraction(there.high) < size * high + 1
        back = ev.estimate(ranged(f"{there.low:g}-{there.high:g} km, {ratio.of}"), ratio.to).value
        assert isinstance(back, Measure)
        assert back.contains(Measure.of(size, "km", cycle=ratio.to))


class TestRefusals:
    @pytest.mark.parametrize(
        ("claim", "cycle", "words"),
        [
            (ranged("514 km WLTP"), "WLTP", "in WLTP already"),
            (ranged("514 km EPA"), "NEDC", r"no ratio of EPA and NEDC.*EPA/WLTP.*not chained"),
            (ranged("514 km, cycle not stated"), "EPA", "states no cycle"),
            (ranged("514 km WLTP, city"), "EPA", "city phase"),
            (ranged("unknown"), "EPA", "no figure"),
            (
                ev.Variant.of("Car", consumption="18 kWh/100 km WLTP").consumption,
                "EPA",
                "no ratio is known of",
            ),
            (ev.Variant.of("Car", power="150 kW").power, "EPA", "only a range is estimated"),
            (ev.estimate(ranged("514 km WLTP"), "EPA"), "WLTP", "estimated itself"),
        ],
    )
    def test_name_the_reason(self, claim: Claim, cycle: str, words: str) -> None:
        with pytest.raises(ev.EvspecError, match=words):
            ev.estimate(claim, cycle)

    def test_suggest_the_cycle_that_was_meant(self) -> None:
        with pytest.raises(ev.ParseError, match="WLTP"):
            ev.estimate(ranged("514 km EPA"), "WLPT")


class TestVehicles:
    def test_of_the_catalog_hold_no_estimate(self) -> None:
        assert not [c for v in ev.catalog for c in v.claims("range") if c.source.id == "estimate"]

    def test_lacking_a_cycle_are_given_an_estimate(self) -> None:
        wltp, epa = ev.Variant.of("A", range="514 km WLTP"), ev.Variant.of("B", range="319 mi EPA")
        first, second = with_estimates([wltp, epa])
        claim = first.get("range", cycle="EPA")
        assert claim is not None
        assert (claim.value, claim.status) == (measure("416-473 km EPA"), "estimated")
        assert first.range.value == wltp.range.value
        other = second.get("range", cycle="WLTP")
        assert other is not None
        assert other.value == measure("346-394 mi WLTP")
        assert wltp.get("range", cycle="EPA") is None

    def test_that_state_it_stay_as_they_are(self) -> None:
        car = ev.Variant.of("A", range="514 km WLTP")
        assert [filled.claims() for filled in with_estimates([car, car])] == [car.claims()] * 2

    def test_without_a_ratio_stay_as_they_are(self) -> None:
        cars = ev.Variant.of("A", range="400 km NEDC"), ev.Variant.of("B", range="300 km EPA")
        assert [filled.claims() for filled in with_estimates(cars)] == [car.claims() for car in cars]

    def test_of_a_catalog_keep_the_estimate_when_pickled(self) -> None:
        given = ev.catalog["bmw/ix1/u11"], ev.Variant.of("B", range="300 km EPA")
        filled, _ = with_estimates(given)
        claim = filled.get("range", cycle="EPA")
        assert claim is not None
        assert claim.why.startswith("466–514 km WLTP × EPA/WLTP")
        assert pickle.loads(pickle.dumps(filled)) == filled


class TestComparisons:
    CARS = ev.Variant.of("A", range="514 km WLTP"), ev.Variant.of("B", range="400 km NEDC")

    def test_show_an_estimate_only_when_asked(self) -> None:
        plain = compare(*self.CARS, rows="all").to_table()
        assert [[cell.text for cell in row.cells] for row in plain.rows] == [["514 km", "–"], ["–", "400 km"]]

    def test_show_it_with_a_sign_its_status_and_the_reference(self) -> None:
        table = compare(*self.CARS, estimate=True).to_table()
        told = [[(cell.data["magnitude"], cell.data["status"]) for cell in row.cells] for row in table.rows]
        assert told == [[(514, "reported"), (340, "estimated")], [(600, "estimated"), (400, "reported")]]
        cell = table.rows[1].cells[0]
        assert cell.text.startswith("≈")
        assert ev.estimate(self.CARS[0].range, "NEDC").note in table.notes[cell.notes[0] - 1].text

    def test_keep_the_bounds(self) -> None:
        table = compare(*self.CARS, ev.Variant.of("C", range="300 mi EPA"), estimate=True).to_table()
        assert table.rows[1].label == "Range, EPA"
        data = table.rows[1].cells[0].data
        assert (data["low"], data["high"], data["status"]) == (416, 473, "estimated")

    @pytest.mark.parametrize("form", ["text", "markdown", "html", "latex", "csv", "json"])
    def test_are_written_in_every_format(self, form: str) -> None:
        written = getattr(compare(*self.CARS, estimate=True), f"to_{form}")()
        assert "340" in written
        assert "estimated" in written


@pytest.mark.parametrize("given", ["480 km WLTP", None, 3])
def test_what_is_no_claim_is_refused(given: Any) -> None:
    with pytest.raises(ev.EvspecError, match=r"is no claim; give the range of a vehicle, such as car\.range"):
        ev.estimate(given, "EPA")


def test_one_cycle_alone_is_estimated_if_one_is_asked_for() -> None:
    cars = ev.Variant.of("A", range="400 km WLTP"), ev.Variant.of("B", range="300 mi EPA")
    table = compare(*cars, estimate=True, cycle="EPA").to_table()
    (row,) = table.rows
    assert row.label == "Range, EPA"
    assert row.cells[0].text.startswith("≈ ")
    assert not any("estimated (" in note.text for note in table.notes)
    assert len(compare(*cars, estimate=True, cycle="JC08").to_table().rows) == 2
