"""Which of several claims is shown: one rule, its criteria in their order, and what it says of itself."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.claims import STATUSES, Claim, QualifiedSpec, weakest
from evspec.vehicles import entry_of, rows_of
from tests.vehicles.garage import car, only, record, says, selected, stands

OTHER = record(
    says("maker-jan", "range", "300 km WLTP"), says("maker-jan", "power", "100 kW"), id_="acme/one/b"
)

# For each criterion a winner and a loser that would win by every criterion after it.
CONTESTS: dict[str, tuple[Claim, Claim]] = {
    "best or plain equipment before the worst case": (
        says("copy-of-volt", "base.range", "up to 514 km WLTP", status="derived"),
        says("maker-jan", "base.range", "461 km WLTP, worst equipment"),
    ),
    "an original before a copy of another source": (
        says("undated", "base.range", "up to 514 km WLTP", status="derived"),
        says("copy-of-volt", "base.range", "600.0 km WLTP", status="official"),
    ),
    "any other source before community data": (
        says("undated", "base.range", "up to 514 km WLTP", status="rumored"),
        says("wiki", "base.range", "600.0 km WLTP"),
    ),
    "reported before a weaker status": (
        says("undated", "base.range", "up to 514 km WLTP"),
        says("maker-jan", "base.range", "600.0 km WLTP", status="expected"),
    ),
    "a figure for the car as such before one for a wheel size": (
        says("undated", "base.range", "up to 514 km WLTP"),
        says("maker-jan", "base.range", "600.0 km WLTP, 19 in wheels", status="reported"),
    ),
    "a definite figure before a one-sided one": (
        says("tabloid-may", "base.range", "514 km WLTP", status="official"),
        says("maker-jan", "base.range", "more than 600.0 km WLTP"),
    ),
    "a source of tier 2 before a lower one": (
        says("data-june", "base.range", "514 km WLTP"),
        says("tabloid-may", "base.range", "600.0 km WLTP"),
    ),
    "a source of its own before a data set": (
        says("undated", "base.range", "514 km WLTP"),
        says("data-june", "base.range", "600.0 km WLTP"),
    ),
    "a dated source before an undated one": (
        says("volt-feb", "base.range", "514 km WLTP"),
        says("undated", "base.range", "600.0 km WLTP"),
    ),
    "the newer source": (
        says("volt-mar", "base.range", "514 km WLTP"),
        says("amp-feb", "base.range", "600.0 km WLTP"),
    ),
    "the finer printing": (
        says("volt-feb", "base.range", "514.0 km WLTP"),
        says("amp-feb", "base.range", "600 km WLTP"),
    ),
}


@pytest.mark.parametrize("reason", CONTESTS.keys())
class TestTheCriteria:
    def test_decide_in_their_order_whatever_the_order_of_the_file(self, reason: str) -> None:
        winner, loser = CONTESTS[reason]
        for claims in ((winner, loser), (loser, winner)):
            assert selected(car(*claims), "range").value == winner.value

    def test_are_named_with_the_rival_that_lost_by_them(self, reason: str) -> None:
        winner, loser = CONTESTS[reason]
        why = only(car(winner, loser), "range").why
        assert why == f"{reason} ({loser.value.show()}, {loser.source.cite()})"

    def test_leave_the_loser_in_the_list(self, reason: str) -> None:
        winner, loser = CONTESTS[reason]
        found = selected(car(loser, winner), "range")
        assert [c.source for c in found.supporting] == [winner.source]
        assert [c.source for c in found.others] == [loser.source]


@pytest.mark.parametrize(("firmer", "weaker"), list(itertools.pairwise(STATUSES)))
def test_statuses_rank_from_official_to_derived(firmer: str, weaker: str) -> None:
    vehicle = car(
        says("maker-jan", "base.range", "600 km WLTP", status=weaker),
        says("undated", "base.range", "514 km WLTP", status=firmer),
    )
    assert stands(vehicle, "range") == "514 km"
    assert only(vehicle, "range").status == firmer


def test_a_bound_ranks_before_a_relation_and_that_before_a_stated_unknown() -> None:
    bound = says("tabloid-may", "base.power", "up to 150 kW")
    relation = says("volt-mar", "base.power", "more than acme/one/b")
    unknown = says("ohm-april", "base.power", "unknown")
    assert selected(car(unknown, relation, bound, beside=[OTHER]), "power").value == bound.value
    assert selected(car(unknown, relation, beside=[OTHER]), "power").value == relation.value
    assert selected(car(unknown), "power").value == unknown.value


class TestWhereNothingElseDecides:
    """Peers of one day, each of another opinion: what is said decides, and never where it stands."""

    @pytest.mark.parametrize(
        ("key", "shown", "other", "why"),
        [
            ("range", "600 km WLTP", "514 km WLTP", "the better figure"),
            ("range", "at least 560 km WLTP", "at least 514 km WLTP", "the better figure"),
            ("curb_weight", "1,900 kg", "1,980 kg", "the better figure"),
            ("battery_net", "64 kWh", "66 kWh", "the lower figure"),
            ("consumption", "5.1 mi/kWh WLTP", "15.0 kWh/100 km WLTP", "the better figure"),
            ("production_start", "July 2026", "November 2026", "the earlier date"),
            ("production_start", "May 2026", "Q3 2026", "the finer printing"),
            ("market_launch", "by 2026-03", "from 2026-05", "the earlier date"),
            ("drivetrain", "FWD, AWD", "RWD", "the fuller set"),
            ("drivetrain", "FWD", "RWD", "the first by the alphabet"),
            ("program_status", "not signed off", "possible", "the first by the alphabet"),
            ("segment", "compact", "medium", "the first by the alphabet"),
            ("heat_pump", True, False, "a stated yes before a stated no"),
        ],
    )
    def test_what_is_said_does(self, key: str, shown: object, other: object, why: str) -> None:
        one, two = says("volt-feb", f"base.{key}", shown), says("amp-feb", f"base.{key}", other)
        for claims in ((one, two), (two, one)):
            found = only(car(*claims), key)
            assert found.value == one.value
            assert found.why.startswith(why)
            assert found.why.endswith(f"({two.value.show()}, Amp, 1 Feb 2026)")

    def test_smaller_wheels_come_first(self) -> None:
        one = says("volt-feb", "base.range", "272 mi EPA", wheels="20 in")
        two = says("volt-feb", "base.range", "280 mi EPA", wheels="21 in")
        for claims in ((one, two), (two, one)):
            assert stands(car(*claims), "range") == "272 mi"
            assert "smaller wheels" in only(car(*claims), "range").why

    @pytest.mark.parametrize(
        ("key", "shown", "other"),
        [
            ("drivetrain", "FWD, AWD", "FWD"),
            ("drivetrain", "AWD only", "AWD"),
            ("segment", "Compact", "compact"),
            ("production_start", "July 2026", "2026"),
            ("production_start", "2026-07", "July 2026"),
            ("power", "150 kW", "150.4 kW"),
        ],
    )
    def test_what_agrees_and_is_unequal_stands_the_same_way_in_any_order(
        self, key: str, shown: object, other: object
    ) -> None:
        one, two = says("volt-feb", f"base.{key}", shown), says("amp-feb", f"base.{key}", other)
        ways = [car(*claims).to_table().to_json() for claims in ((one, two), (two, one))]
        assert ways[0] == ways[1]

    def test_equal_words_of_two_publishers_stand_by_their_names(self) -> None:
        one, two = says("volt-feb", "base.range", "514 km WLTP"), says("amp-feb", "base.range", "514 km WLTP")
        assert [c.source.publisher for c in selected(car(one, two), "range").supporting] == ["Amp", "Volt"]


def test_a_stated_unknown_does_not_gainsay_who_knows() -> None:
    known = says("volt-feb", "range", "514 km WLTP")
    for unknown in (
        says("maker-jan", "base.range", "unknown", cycle="WLTP"),
        says("volt-mar", "range", "unknown", cycle="WLTP", edition="2028"),
    ):
        vehicle = car(known, unknown, editions=("2026", "2028"))
        assert stands(vehicle, "range") == "514 km"
        assert unknown.value in [c.value for c in selected(vehicle, "range").others]


def test_a_date_of_a_later_edition_leaves_the_date_of_the_whole() -> None:
    whole = says("maker-jan", "premiere", "2026-01-10", edition="2026")
    later = says("volt-mar", "base.premiere", "2028-03", edition="2028")
    vehicle = car(whole, later, editions=("2026", "2028"))
    assert stands(vehicle.as_of("2026-01-31"), "premiere") == stands(vehicle, "premiere") == "10 January 2026"
    assert stands(vehicle.at("2028"), "premiere") == "March 2028"


class TestTheTopOfAStoredCurve:
    CURVE = says("data-june", "base.dc_power", "155.0 kW, from a charging curve")

    @pytest.mark.parametrize(
        "published",
        [
            says("tabloid-may", "base.dc_power", "up to 150 kW"),
            says("undated", "base.dc_power", "about 120 kW", status="rumored"),
            says("copy-of-volt", "base.dc_power", "150 kW"),
        ],
    )
    def test_ranks_below_any_published_peak(self, published: Claim) -> None:
        for claims in ((published, self.CURVE), (self.CURVE, published)):
            claim = only(car(*claims), "dc_power")
            assert claim.value == published.value
            assert claim.why.startswith("a published figure before one taken from a curve (155.0 kW")

    def test_of_a_later_edition_does_so_too(self) -> None:
        vehicle = car(
            says("maker-jan", "base.dc_power", "150 kW"),
            says("data-june", "base.dc_power", "155 kW, from a charging curve", edition="2026"),
            editions=("2022", "2026"),
        )
        assert stands(vehicle, "dc_power") == "150 kW"

    def test_is_shown_where_nothing_else_is_and_says_so(self) -> None:
        table = car(self.CURVE).to_table()
        assert table.rows[0].cells[0].text == "155.0 kW"
        assert table.notes[0].text == "The top of a stored charging curve."


def test_a_weight_by_a_stated_standard_ranks_before_one_without() -> None:
    vehicle = car(
        says("maker-jan", "base.curb_weight", "2085 kg", status="reported"),
        says("undated", "base.curb_weight", "2160 kg, EU"),
    )
    assert stands(vehicle, "curb_weight") == "2160 kg"
    assert [note.text for note in vehicle.to_table().notes] == [
        "EU.", "Also. Curb weight, standard not stated: 2,085 kg [2].",
    ]  # fmt: skip


def test_a_time_ranks_before_one_at_some_charger() -> None:
    vehicle = car(
        says("maker-jan", "base.dc_time", "57 min, 10-80 %, 50 kW charger", status="reported"),
        says("undated", "base.dc_time", "54 min, 10-80 %"),
    )
    assert stands(vehicle, "dc_time") == "54 min"
    (note,) = vehicle.to_table().notes
    assert note.text == "Also. DC time, 10–80 %, at a 50 kW charger: 57 min [2]."


def test_better_conditions_than_the_plain_ones_are_no_worse() -> None:
    vehicle = car(
        says("volt-feb", "base.range", "500 km WLTP"),
        says("volt-mar", "base.range", "514 km WLTP, best equipment"),
        says("ohm-april", "base.range", "461 km WLTP, worst equipment"),
        says("ohm-april", "base.range", "431 km WLTP, 19 in wheels"),
    )
    assert stands(vehicle, "range") == "514 km"


def test_the_market_of_a_launch_is_no_worse_condition() -> None:
    vehicle = car(
        says("volt-feb", "base.market_launch", "2025"),
        says("volt-mar", "base.market_launch", "summer 2026", market="USA"),
    )
    assert stands(vehicle, "market_launch") == "summer 2026"


class TestAFigure:
    def test_is_formed_by_the_claims_that_agree_with_the_first(self) -> None:
        found = selected(
            car(
                says("undated", "base.range", "319 mi WLTP"),
                says("maker-jan", "base.range", "514 km WLTP"),
                says("volt-feb", "base.range", "up to 514 km WLTP"),
                says("amp-feb", "base.range", "600 km WLTP"),
            ),
            "range",
        )
        assert [c.source.id for c in found.supporting] == ["maker-jan", "undated", "volt-feb"]
        assert [c.source.id for c in found.others] == ["amp-feb"]
        assert len(found.claims) == 4

    def test_is_shown_as_printed_in_the_tables_unit_by_any_of_them(self) -> None:
        vehicle = car(
            says("maker-jan", "base.range", "514 km WLTP"), says("undated", "base.range", "319 mi WLTP")
        )
        value = only(vehicle, "range").value
        assert value.to("mi").show() == "319 mi"  # type: ignore[union-attr]
        assert value.was_printed_in("mi")  # type: ignore[union-attr]

    def test_that_is_out_is_not_supported_by_an_expectation(self) -> None:
        vehicle = car(
            says("volt-feb", "base.range", "514 km WLTP"),
            says("amp-feb", "base.range", "514 km WLTP", status="expected"),
        )
        found = selected(vehicle, "range")
        assert found.status == "reported"
        assert [c.source.id for c in found.supporting] == ["volt-feb"]

    def test_counts_one_publisher_once_at_its_weakest(self) -> None:
        vehicle = car(
            says("volt-feb", "base.production_start", "November 2027", status="rumored"),
            says("volt-mar", "base.production_start", "November 2027"),
        )
        assert only(vehicle, "production_start").status == "rumored"

    def test_is_as_firm_as_the_firmest_publisher(self) -> None:
        vehicle = car(
            says("volt-feb", "base.production_start", "November 2027", status="rumored"),
            says("amp-feb", "base.production_start", "November 2027"),
        )
        assert only(vehicle, "production_start").status == "reported"

    def test_loses_to_a_steadier_publisher_where_its_own_once_rumored_it(self) -> None:
        vehicle = car(
            says("volt-feb", "base.range", "600 km WLTP", status="rumored"),
            says("volt-mar", "base.range", "600 km WLTP"),
            says("undated", "base.range", "514 km WLTP"),
        )
        assert stands(vehicle, "range") == "514 km"
        assert only(vehicle, "range").why.startswith("reported before a weaker status")

    def test_is_no_firmer_for_a_copy(self) -> None:
        vehicle = car(
            says("volt-feb", "base.range", "600 km WLTP", status="rumored"),
            says("copy-of-volt", "base.range", "600 km WLTP", status="reported"),
        )
        assert only(vehicle, "range").status == "rumored"

    def test_that_copies_alone_state_has_the_status_of_the_copy(self) -> None:
        vehicle = car(says("copy-of-volt", "base.range", "600 km WLTP", status="expected"))
        assert only(vehicle, "range").status == "expected"

    def test_of_one_claim_says_so(self) -> None:
        assert only(car(says("volt-feb", "base.range", "514 km WLTP")), "range").why == "the only claim"

    def test_on_which_all_agree_says_so(self) -> None:
        vehicle = car(
            says("volt-feb", "base.range", "514 km WLTP"), says("amp-feb", "base.range", "319 mi WLTP")
        )
        assert only(vehicle, "range").why == "all 2 claims agree"

    def test_says_what_did_not_count(self) -> None:
        vehicle = car(
            says("volt-feb", "base.range", "514 km WLTP"),
            says("amp-feb", "base.range", "600 km WLTP", doubt="a misprint"),
            says("maker-jan", "range", "500 km WLTP"),
        )
        why = only(vehicle, "range").why
        assert why == "the only claim; 2 older, doubted, unknown or of the generation as a whole"


class TestDoubt:
    def test_keeps_a_claim_from_being_selected_and_in_the_list(self) -> None:
        doubted = says("maker-jan", "base.torque", "464 Nm", doubt="misprint of 494")
        vehicle = car(doubted, says("undated", "base.torque", "494 Nm"))
        found = selected(vehicle, "torque")
        assert stands(vehicle, "torque") == "494 N·m"
        assert [c.doubt for c in found.others] == ["misprint of 494"]
        assert len(vehicle.claims("torque")) == 2

    def test_of_all_claims_leaves_nothing(self) -> None:
        vehicle = car(says("maker-jan", "base.torque", "464 Nm", doubt="misprint"))
        assert vehicle.get("torque") is None
        assert len(vehicle.claims("torque")) == 1

    def test_of_the_variants_claim_lets_the_generation_speak(self) -> None:
        vehicle = car(
            says("maker-jan", "base.torque", "464 Nm", doubt="misprint"), says("undated", "torque", "494 Nm")
        )
        assert stands(vehicle, "torque") == "494 N·m"


class TestVariantAndGeneration:
    def test_the_variants_own_claim_comes_first_however_weak(self) -> None:
        vehicle = car(
            says("maker-jan", "range", "600 km WLTP"),
            says("undated", "base.range", "514 km WLTP", status="rumored"),
        )
        assert stands(vehicle, "range") == "514 km"
        assert [c.about for c in selected(vehicle, "range").others] == ["acme/one/a"]

    def test_the_generation_speaks_where_the_variant_is_silent(self) -> None:
        vehicle = car(says("maker-jan", "length", "4500 mm"), says("maker-jan", "plus.length", "4600 mm"))
        assert stands(vehicle, "length") == "4500 mm"

    def test_one_variant_is_not_asked_of_another(self) -> None:
        assert car(says("maker-jan", "plus.length", "4600 mm")).get("length") is None


class TestRowsOfOneSpec:
    def test_the_cycle_shown_first_is_wltp_then_epa_then_the_rest(self) -> None:
        cycles = ["not stated", "real world", "JC08", "NEDC", "CLTC", "EPA", "WLTP"]
        claims = [says("volt-feb", "base.range", f"{n}00 km", cycle=c) for n, c in enumerate(cycles, start=1)]
        order = ["WLTP", "EPA", "CLTC", "NEDC", "JC08", "real world", "not stated"]
        while claims:
            first = order[0] if len(claims) == 7 else order[7 - len(claims)]
            assert only(car(*claims), "range").cycle == first
            claims.pop()

    def test_a_condition_that_was_asked_for_picks_its_row(self) -> None:
        vehicle = car(
            says("volt-feb", "base.range", "805 km WLTP"), says("volt-feb", "base.range", "400 mi EPA")
        )
        assert stands(vehicle, "range", cycle="EPA") == "400 mi"
        assert vehicle.get("range", cycle="CLTC") is None
        assert [c.cycle for c in vehicle.claims("range", cycle="epa")] == ["EPA"]

    def test_the_default_stands_before_other_ratings(self) -> None:
        vehicle = car(
            says("maker-jan", "base.power", "94 kW, 30-minute"), says("undated", "base.power", "230 kW")
        )
        assert stands(vehicle, "power") == "230 kW"
        assert stands(vehicle, "power", rating="30-minute") == "94 kW"
        assert [r.label for r in rows_of(vehicle)] == ["Power", "Power, 30-minute"]


class TestTheDayOfKnowledge:
    CLAIMS = (
        says("maker-undated", "base.range", "700 km WLTP"),
        says("volt-feb", "base.range", "500 km WLTP"),
        says("volt-mar", "base.range", "514 km WLTP"),
        says("ohm-april", "base.range", "600 km WLTP"),
    )

    @pytest.mark.parametrize(
        ("day", "shown"),
        [
            ("2026-02-01", "500 km"),
            ("2026-02-28", "500 km"),
            ("2026-03-01", "514 km"),
            ("2026-04-29", "514 km"),
            ("2026-04-30", "600 km"),
        ],
    )
    def test_lets_only_count_what_had_surely_appeared(self, day: str, shown: str) -> None:
        vehicle = car(*self.CLAIMS).as_of(day)
        assert stands(vehicle, "range") == shown

    def test_before_any_source_there_is_nothing(self) -> None:
        vehicle = car(*self.CLAIMS).as_of("2026-01-31")
        assert vehicle.get("range") is None
        assert vehicle.claims() == ()

    def test_leaves_undated_sources_out_altogether(self) -> None:
        vehicle = car(*self.CLAIMS)
        assert stands(vehicle, "range") == "700 km"
        late = vehicle.as_of("2030-01-01")
        assert all(c.source.date is not None for c in late.claims("range"))
        assert all(c.source.date is not None for c in selected(late, "range").claims)


class TestEditions:
    EDITIONS = ("2022", "2024", "2026")

    def test_the_newest_that_has_a_claim_is_shown(self) -> None:
        vehicle = car(
            says("maker-jan", "base.range", "400 km WLTP"),
            says("undated", "base.range", "450 km WLTP", edition="2024", status="rumored"),
            editions=self.EDITIONS,
        )
        assert stands(vehicle, "range") == "450 km"
        assert [c.edition for c in selected(vehicle, "range").others] == ["2022"]

    def test_an_older_claim_that_agrees_supports_the_figure(self) -> None:
        vehicle = car(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.power", "150 kW", edition="2026"),
            editions=self.EDITIONS,
        )
        found = selected(vehicle, "power")
        assert [c.edition for c in found.supporting] == ["2022", "2026"]
        assert found.status == "official"

    def test_an_older_edition_may_be_asked_for(self) -> None:
        vehicle = car(
            says("maker-jan", "base.range", "400 km WLTP"),
            says("volt-feb", "base.range", "450 km WLTP", edition="2024"),
            says("volt-feb", "base.range", "514 km WLTP", edition="2026"),
            editions=self.EDITIONS,
        )
        assert stands(vehicle, "range") == "514 km"
        assert stands(vehicle.at("2024"), "range") == "450 km"
        assert stands(vehicle.at("2022"), "range") == "400 km"
        assert stands(vehicle.at("2022").at(""), "range") == "514 km"

    def test_what_came_before_carries_over_to_a_later_edition(self) -> None:
        vehicle = car(says("maker-jan", "base.power", "150 kW"), editions=self.EDITIONS)
        assert stands(vehicle.at("2026"), "power") == "150 kW"

    def test_what_came_later_does_not_hold_for_an_earlier_one(self) -> None:
        vehicle = car(says("maker-jan", "base.power", "150 kW", edition="2026"), editions=self.EDITIONS)
        assert vehicle.at("2022").get("power") is None

    def test_unasked_a_date_is_the_first_editions(self) -> None:
        vehicle = car(
            says("maker-jan", "base.market_launch", "2022"),
            says("maker-jan", "base.market_launch", "spring 2026", edition="2026"),
            editions=self.EDITIONS,
        )
        assert stands(vehicle, "market_launch") == "2022"
        assert stands(vehicle.at("2026"), "market_launch") == "spring 2026"

    def test_a_date_never_carries_over(self) -> None:
        vehicle = car(says("maker-jan", "base.market_launch", "2022"), editions=self.EDITIONS)
        assert vehicle.at("2024").get("market_launch") is None

    def test_the_edition_and_the_day_of_knowledge_hold_together(self) -> None:
        vehicle = car(
            says("volt-feb", "base.range", "400 km WLTP"),
            says("volt-mar", "base.range", "514 km WLTP", edition="2026"),
            editions=self.EDITIONS,
        )
        assert stands(vehicle.as_of("2026-02-15"), "range") == "400 km"
        assert stands(vehicle.as_of("2026-03-15").at("2022"), "range") == "400 km"

    def test_a_doubted_newer_edition_leaves_the_older_one(self) -> None:
        vehicle = car(
            says("volt-feb", "base.range", "400 km WLTP"),
            says("volt-mar", "base.range", "514 km WLTP", edition="2026", doubt="a typing error"),
            editions=self.EDITIONS,
        )
        assert stands(vehicle, "range") == "400 km"


def test_the_weakest_status_is_that_of_the_least_sure() -> None:
    assert weakest(["official", "rumored", "expected"]) == "rumored"


CLAIMS = st.lists(
    st.builds(
        lambda source, value, status, doubt: says(source, "base.power", value, status=status, doubt=doubt),
        st.sampled_from(["maker-jan", "volt-feb", "volt-mar", "amp-feb", "undated", "copy-of-volt"]),
        st.sampled_from(
            ["150 kW", "204 PS", "201 hp", "up to 150 kW", "155 kW", "about 160 kW", "150.0 kW", "unknown"]
        ),
        st.sampled_from(["official", "reported", "expected", "rumored"]),
        st.sampled_from(["", "", "", "a misprint"]),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


class TestSelectionIsAFunctionOfTheSetOfClaims:
    @given(CLAIMS, st.randoms())
    def test_their_order_decides_nothing(self, claims: list[Claim], random: object) -> None:
        shuffled = list(claims)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        one, other = (entry_of(car(*some), row_of(claims)).selection for some in (claims, shuffled))
        assert one == other
        if one is not None and other is not None:
            assert one.why == other.why

    @given(CLAIMS)
    def test_every_claim_is_listed_once(self, claims: list[Claim]) -> None:
        vehicle = car(*claims)
        found = entry_of(vehicle, row_of(claims)).selection
        if found is not None:
            listed = [(c.source.id, c.value.show(), c.status, c.doubt) for c in found.claims]
            told = [(c.source.id, c.value.show(), c.status, c.doubt) for c in claims]
            assert sorted(listed) == sorted(told)

    @given(CLAIMS)
    def test_a_claim_that_is_said_twice_changes_nothing(self, claims: list[Claim]) -> None:
        once, twice = car(*claims).get("power"), car(*claims, *claims).get("power")
        assert (once is None) == (twice is None)
        if once is not None and twice is not None:
            assert (once.value, once.status) == (twice.value, twice.status)

    @given(CLAIMS)
    def test_a_doubted_claim_changes_nothing(self, claims: list[Claim]) -> None:
        trusted = [c for c in claims if not c.doubt]
        one, other = car(*claims).get("power"), car(*trusted).get("power")
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert (one.value, one.status, one.source) == (other.value, other.status, other.source)


def row_of(claims: list[Claim]) -> QualifiedSpec:
    return claims[0].row
