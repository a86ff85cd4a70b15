"""`read_article`: what becomes a claim, of which car, how surely, and what becomes none."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

import evspec as ev
from evspec.articles import words
from evspec.catalogs import Catalog
from evspec.errors import EvspecError
from tests.articles.scored import score, texts
from tests.each import each

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = {
    "000_06475cabb3766a62.txt": ("2026-03-11", "bmw/ix1/nb5"),
    "001_02a25c347d859913.txt": ("2026-02-24", "bmw/ix1/nb5"),
    "002_1ea2764377cb611e.txt": ("2024-08-28", "bmw/ix7/g67"),
}
DAY = "2026-03-02"


def read(text: str, about: str | list[str] = "bmw/ix1/nb5", **options: object) -> ev.Draft:
    return ev.read_article(text, date=DAY, about=about, **options)  # type: ignore[arg-type]


def told(draft: ev.Draft) -> list[tuple[str, str, object]]:
    return [(one.vehicle, one.spec, one.value) for one in draft.proposals]


class TestFrozenSentences:
    def test_nearly_all_that_they_say_is_read_and_little_else(self) -> None:
        counts, words_ = score()
        assert counts["value"] >= 0.97 * counts["wanted"], words_
        assert counts["right"] >= 0.95 * counts["wanted"], words_
        assert counts["said"] - counts["value"] <= 0.05 * counts["said"], words_

    def test_no_difference_becomes_a_figure(self) -> None:
        assert score()[0]["forbidden"] == 0

    def test_what_is_sure_is_right(self) -> None:
        counts, words_ = score()
        assert counts["sure and right"] >= 0.95 * counts["sure"], words_

    def test_a_catalog_without_figures_reads_the_same(self) -> None:
        bare = {id_: evolve(ev.catalog.store.record(id_), claims=()) for id_ in ev.catalog.ids}
        empty = Catalog.of_records(bare, dict(ev.catalog.sources))
        for text in texts():
            options = {"date": DAY, "about": text["about"], "language": text.get("language")}
            full, none = (ev.read_article(text["text"], catalog=c, **options) for c in (ev.catalog, empty))
            assert full == none
            assert full.untaken == none.untaken


@each("text", [text["text"] for text in texts()])
def test_a_proposal_has_literal_words_and_its_digits_are_among_them(text: str) -> None:
    draft = ev.read_article(text, date=DAY)
    for one in draft.proposals:
        assert one.quote in text
        assert len(one.quote.split()) <= 12
        assert text[one.start : one.end] in text[one.sentence[0] : one.sentence[1]]
        assert all(0 <= cue.start < cue.end <= len(text) for cue in one.why)
        if isinstance(one.value, str) and ev.specs.spec(one.spec).value_type is None and "/" not in one.value:
            digits = re.sub("[^0-9]", "", one.value)
            assert digits in re.sub("[^0-9]", "", one.quote)


class TestFigures:
    def test_both_printings_are_kept(self) -> None:
        (one,) = read(
            "The iX3 travels 500 miles (805 km) on a single charge under WLTP.", "bmw/ix3/na5"
        ).proposals
        value, qualifiers = one.read()
        assert isinstance(value, ev.Measure)
        assert [p.unit for p in value.printings] == ["mi", "km"]
        assert qualifiers == {"cycle": "WLTP"}

    def test_a_range_without_a_cycle_is_unsure(self) -> None:
        (one,) = read("The iX3 has a range of 805 km.", "bmw/ix3/na5").proposals
        assert one.qualifiers["cycle"] == "not stated"
        assert not one.sure["value"]

    def test_a_german_mark_is_read_by_the_language(self) -> None:
        (one,) = read("Der neue iX1 hat eine Batterie mit 77,4 kWh.", language="de").proposals
        assert one.read()[0].show() == "77.4 kWh"

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("The iX1 has a range of nearly 600 km.", "about 600 km"),
            ("Der iX1 hat eine Reichweite von fast 600 km.", "about 600 km"),
            ("Der Preis des iX1 liegt bei knapp 42.000 Euro.", "about 42000 EUR"),
            ("Der iX1 kostet ab 42.000 Euro.", "at least 42000 EUR"),
        ],
    )
    def test_what_is_nearly_so_is_about_so_and_a_lowest_price_a_bound(self, text: str, value: str) -> None:
        draft = read(text, "bmw/ix1/u11")
        assert [str(one.value) for one in draft.proposals] == [value]
        assert not [one for one in draft.check(text) if one.level == "error"]

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("The iX1 has a plus of 60 km of range.", "a difference"),
            ("Das Drehmoment des iX1 steigt um weitere 100 Nm.", "a difference"),
            ("In the iX1 the range display shows 298 km.", "no spec"),
            ("The iX1 charges at high speed for up to five minutes.", "how long it lasts"),
            ("The iX1 has reached 100 kilometers per hour.", "no spec has it"),
            ("The iX1 has 60 kW more.", "a difference"),
            ("The iX1 goes 20 km further.", "a difference"),
            ("The iX1 was parked 20 m from here.", "no spec"),
            ("The iX1 sprints from 0 to 100 km/h.", "it says from where to where a run goes"),
            ("iX1 | 300 kW | base", "no spec"),
        ],
    )
    def test_what_becomes_no_claim_is_told_with_its_reason(self, text: str, reason: str) -> None:
        draft = read(text)
        assert [one.reason for one in draft.untaken] == [reason]
        assert not draft.proposals
        assert text[draft.untaken[0].start : draft.untaken[0].end]

    def test_a_figure_of_no_vehicle_is_told(self) -> None:
        draft = ev.read_article("A battery of 80 kWh.", date=DAY)
        assert [one.reason for one in draft.untaken] == ["no vehicle"]

    def test_a_bound_may_stand_before_what_was_before(self) -> None:
        draft = read("The new iX1 charges with up to 300 instead of 130 kW.")
        assert told(draft) == [
            ("bmw/ix1/u11", "dc_power", "130 kW"), ("bmw/ix1/nb5", "dc_power", "up to 300 kW")
        ]  # fmt: skip


class TestVehicles:
    def test_a_maker_in_parentheses_tells_whose_figure_it_is(self) -> None:
        text = "The BMW iX1 meets the Kia EV9. They weigh 2,100 kg (BMW) and 2,600 kg (Kia)."
        draft = read(text)
        assert [one.vehicle for one in draft.proposals] == ["bmw/ix1/nb5", "?kia/ev9"]

    def test_a_car_in_parentheses_is_not_carried_on(self) -> None:
        draft = read("The BMW iX1 is here (so is the Kia EV9). It charges at 130 kW.")
        assert told(draft) == [("bmw/ix1/nb5", "dc_power", "130 kW")]

    def test_the_model_year_is_said_once_and_a_span_of_years_is_none(self) -> None:
        draft = read("The 2026 BMW iX1 is here. The 2026 BMW iX1 has news. The 2020-2025 iX1 had none.")
        assert [one.value for one in draft.proposals if one.spec == "model_year"] == ["2026"]

    def test_the_premiere_of_a_study_is_none_of_the_car(self) -> None:
        assert not read("BMW showed the study of the iX1 in April 2021.").proposals

    def test_a_cycle_that_is_denied_is_none(self) -> None:
        (one,) = read("The iX1 has a range of 500 km (and that is official, not real-world).").proposals
        assert one.qualifiers["cycle"] == "not stated"

    def test_due_to_is_no_launch(self) -> None:
        assert not read("The iX1 has changed in 2027, due to tariffs.").proposals

    def test_what_is_compared_with_is_no_premiere(self) -> None:
        draft = read("The iX1 has gained compared to what was revealed in March 2026.")
        assert not draft.proposals
        assert not read("The iX1 is sold before the 'New Class' makes its debut in March 2026.").proposals

    def test_a_future_car_of_a_maker_may_be_one_that_the_catalog_has(self) -> None:
        draft = read("Future electric MINIs are expected to adopt rear-wheel drive.")
        assert told(draft) == [("mini/future-electric/next", "drivetrain", "RWD")]

    def test_a_code_tells_the_generation(self) -> None:
        assert told(read("The iX1 U11 charges at 130 kW.")) == [("bmw/ix1/u11", "dc_power", "130 kW")]

    def test_current_and_next_are_told_apart(self) -> None:
        draft = read("The current iX1 charges at 130 kW. The next iX1 charges at 300 kW.")
        assert [one.vehicle for one in draft.proposals] == ["bmw/ix1/u11", "bmw/ix1/nb5"]

    def test_cars_that_are_named_in_one_breath_share_a_claim(self) -> None:
        draft = read("The iX5, iX6 and iX7 charge at 400 kW.", "bmw/ix5/g65")
        assert [one.vehicle for one in draft.proposals] == ["bmw/ix5/g65", "bmw/ix6/g66", "bmw/ix7/g67"]

    def test_an_unknown_car_is_proposed_and_listed_as_one(self) -> None:
        draft = ev.read_article("The Volvo EX60 charges at 370 kW.", date=DAY)
        assert told(draft) == [("?volvo/ex60", "dc_power", "370 kW")]
        assert not draft.proposals[0].sure["vehicle"]
        assert [one.vehicle for one in draft.unresolved] == ["?volvo/ex60"]

    def test_a_car_that_only_about_knows_is_one(self) -> None:
        draft = read("The iX9 charges at 400 kW.", "bmw/ix9")
        assert told(draft) == [("?bmw/ix9", "dc_power", "400 kW")]

    def test_this_variant_is_the_one_before(self) -> None:
        draft = read("The xDrive45 is new.\nThis variant has 300 kW of power.", "bmw/ix/i20-lci")
        assert told(draft) == [("bmw/ix/i20-lci/xdrive45", "power", "300 kW")]


class TestDates:
    def test_what_lies_ahead_is_expected(self) -> None:
        (one,) = read("Production of the iX1 starts in November 2027.").proposals
        assert (one.spec, one.value, one.status) == ("production_start", "November 2027", "expected")

    def test_without_a_date_a_relative_one_is_unsure_and_says_why(self) -> None:
        draft = ev.read_article("Deliveries of the iX1 begin next year.", about="bmw/ix1/nb5")
        (one,) = draft.proposals
        assert "give its date" in str(one.doubts[-1])
        assert draft.records()[0]["value"] == "next year"


class TestSource:
    def test_what_nobody_said_is_a_question_mark(self) -> None:
        assert read("iX1").source.publisher == "?"

    def test_an_article_of_the_catalog_is_the_catalogs_source(self) -> None:
        draft = ev.read_article("iX1", publisher="BMWBLOG", date="2026-03-11")
        assert draft.source == ev.catalog.sources["bmwblog-2026-03-11"]

    def test_the_proposals_are_records_for_a_program(self) -> None:
        (record,) = read("The current iX1 tops out at 130 kW.").records()
        assert record["vehicle"] == "bmw/ix1"
        assert record["generation"] == "u11"
        assert record["sure"] is True


class TestLanguages:
    def test_a_language_is_told_by_its_words(self) -> None:
        german = ev.read_article("Der iX1 lädt mit 130 kW, und das ist nicht viel.", about="bmw/ix1/u11")
        assert told(german) == [("bmw/ix1/u11", "dc_power", "130 kW")]

    def test_an_unknown_one_is_refused_with_those_that_are_known(self) -> None:
        with pytest.raises(EvspecError, match="the languages are de, en"):
            read("iX1", language="xx")

    def test_another_one_is_one_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        toy = 'name = "Toy"\ndecimal = "."\ncommon = "zu"\nabbreviations = "z"\n[specs]\nbattery = "zakku"\n'
        (tmp_path / "zz.toml").write_text(toy, encoding="utf-8")
        monkeypatch.setattr(words, "FOLDER", tmp_path)
        words.words_of.cache_clear()
        words.known_codes.cache_clear()
        try:
            assert told(read("Zu iX1 zakku 80 kWh.", language="zz")) == [("bmw/ix1/nb5", "battery", "80 kWh")]
        finally:
            words.words_of.cache_clear()
            words.known_codes.cache_clear()


class TestBadInput:
    @pytest.mark.parametrize("text", [None, 3, b"iX1"])
    def test_what_is_no_text_is_of_the_wrong_type(self, text: object) -> None:
        with pytest.raises(ev.WrongType, match="an article is text"):
            ev.read_article(text)  # type: ignore[arg-type]

    def test_a_text_of_megabytes_is_no_article(self) -> None:
        with pytest.raises(EvspecError, match="is no article"):
            ev.read_article(" " * 5_000_001)

    def test_about_takes_ids_and_names(self) -> None:
        assert told(read("It has 230 kW of power.", "BMW iX1")) == [("bmw/ix1/nb5", "power", "230 kW")]
        with pytest.raises(EvspecError, match="is no vehicle"):
            read("iX1", "no car at all")
        with pytest.raises(ev.WrongType):
            ev.read_article("iX1", about=[3])  # type: ignore[list-item]

    def test_nothing_is_read_from_nothing(self) -> None:
        for text in ("", " \n ", "\u200b", "(((", "Nothing of cars here."):
            draft = ev.read_article(text)
            assert not draft.proposals

    @given(st.text(max_size=400))
    @example("iX1 180kWh with77 kWh “unclosed 400 kW")
    @example("iX1 ﬁ WLPT \u202e 400 kW \u00ad 5 1/2")
    def test_any_text_is_read_or_refused_with_an_error_of_its_own(self, text: str) -> None:
        draft = ev.read_article(text, date=DAY, about="bmw/ix1/nb5")
        assert isinstance(draft.to_toml(), str)

    @given(st.lists(st.sampled_from(sorted({w for t in texts() for w in t["text"].split()})), max_size=60))
    def test_mixed_up_words_of_articles_are_read(self, mixed: list[str]) -> None:
        text = " ".join(mixed)
        draft = ev.read_article(text, date=DAY)
        assert all(one.quote in text for one in draft.proposals)
        draft.check(text)


class TestSeeds:
    @pytest.mark.parametrize("name", SEEDS)
    def test_quotes_are_literal_and_the_text_bears_what_is_read(self, shared: Path, name: str) -> None:
        text = (shared / "seeds" / name).read_text(encoding="utf-8")
        date, about = SEEDS[name]
        draft = ev.read_article(text, publisher="BMWBLOG", date=date, about=about)
        assert draft.proposals
        assert all(one.quote in text for one in draft.proposals)
        assert not [remark for remark in draft.check(text) if remark.level == "error"]

    @pytest.mark.parametrize("name", SEEDS)
    def test_the_data_of_a_seed_has_nothing_that_its_text_has_not(self, shared: Path, name: str) -> None:
        from evspec.articles import draft_of

        text = (shared / "seeds" / name).read_text(encoding="utf-8")
        draft = draft_of(ev.catalog, f"bmwblog-{SEEDS[name][0]}")
        assert [str(remark) for remark in draft.check(text) if remark.level == "error"] == []


def test_the_day_of_the_article_may_be_a_date() -> None:
    assert ev.read_article("iX1", date=dt.date(2026, 3, 2)).day == dt.date(2026, 3, 2)


class TestTopics:
    def test_both_is_the_two_versions_named_before(self) -> None:
        text = "There is an xDrive45 and an xDrive60. Both versions have a top speed of 200 km/h."
        found = told(read(text, "bmw/ix/i20-lci"))
        assert found == [
            ("bmw/ix/i20-lci/xdrive45", "top_speed", "200 km/h"),
            ("bmw/ix/i20-lci/xdrive60", "top_speed", "200 km/h"),
        ]

    def test_a_figure_may_be_shared_with_another_version(self) -> None:
        text = "The xDrive60 has a top speed of 200 km/h, the latter shared with the xDrive45."
        assert [one.vehicle[-8:] for one in read(text, "bmw/ix/i20-lci").proposals] == [
            "xdrive60",
            "xdrive45",
        ]

    def test_it_goes_on_over_a_paragraph(self) -> None:
        text = "The xDrive45 is new.\n\nIt has a range of 602 km under WLTP."
        assert told(read(text, "bmw/ix/i20-lci")) == [("bmw/ix/i20-lci/xdrive45", "range", "602 km")]

    def test_the_main_clause_says_who_goes_on(self) -> None:
        text = "While the iX1 is new, the iX3 stays. The car has 300 kW of power."
        assert [one.vehicle for one in read(text).proposals] == ["bmw/ix3/na5"]

    def test_a_version_may_be_printed_in_parts(self) -> None:
        (one,) = read("The iX xDrive 45 has 300 kW of power.", "bmw/ix/i20-lci").proposals
        assert one.vehicle == "bmw/ix/i20-lci/xdrive45"

    def test_a_version_may_be_told_by_its_drive(self) -> None:
        found = told(read("The rear-drive car now covers 344 miles.", "tesla/model-3/highland"))
        assert ("tesla/model-3/highland/rwd", "range", "344 miles") in found

    def test_a_version_that_is_not_named_is_a_doubt(self) -> None:
        (one,) = read("The top model of the iX has 485 kW of power.", "bmw/ix/i20-lci").proposals
        assert (one.vehicle, one.sure["version"]) == ("bmw/ix/i20-lci", False)

    def test_of_an_unknown_car_it_is_a_version_of_its_own(self) -> None:
        (one,) = read("The entry-level trim will offer 229 kW of power.", "bmw/inext/new").proposals
        assert one.vehicle == "?bmw/inext/new/entry"

    def test_versions_that_are_announced_are_expected(self) -> None:
        text = "The i3 will be offered in these variants: the 40, the i3 50 xDrive and the M60 xDrive."
        found = [one for one in read(text, "bmw/i3/na0").proposals if one.spec == "program_status"]
        assert [one.vehicle.split("/")[3] for one in found] == ["50-xdrive", "m60-xdrive"]
        assert {one.status for one in found} == {"expected"}

    def test_the_versions_of_a_text_tell_its_generation(self) -> None:
        text = "The BMW iX gets two motors. The xDrive50 has 385 kW of power."
        assert {one.vehicle.split("/")[2] for one in ev.read_article(text, date=DAY).proposals} == {"i20"}

    def test_what_a_platform_is_not_shared_with_is_what_it_was_shared_with(self) -> None:
        text = "The current iX1 shares its platform with the X1. The next one shares nothing with it."
        assert told(read(text))[-1] == ("bmw/ix1/nb5", "platform_shared_with", "not bmw/x1/u11")


class TestNumbers:
    def test_a_number_may_leave_its_unit_to_another(self) -> None:
        found = told(read("The iX1 sprints to 100 km/h in 5.1 instead of 6.1 seconds."))
        assert sorted(found, key=str) == [
            ("bmw/ix1/nb5", "accel_0_100_kmh", "5.1 s"),
            ("bmw/ix1/u11", "accel_0_100_kmh", "6.1 seconds"),
        ]

    def test_hp_that_are_ps_are_read_so_and_doubted(self) -> None:
        (one,) = read("The iX1 has 200 kW (272 hp) of power.").proposals
        assert (one.value, one.sure["value"]) == ("200 kW (272 PS)", False)

    def test_a_figure_in_parentheses_that_does_not_agree_is_none(self) -> None:
        draft = read("The iX1 has 200 kW (310 hp) of power.")
        assert [one.value for one in draft.proposals] == ["200 kW"]
        assert [one.reason for one in draft.untaken] == ["another printing of the figure before it"]

    def test_a_line_that_stands_twice_is_read_once(self) -> None:
        line = "The next BMW iX1 has 300 kW of power"
        draft = read(f"{line}\n\nIt is new.\n\n{line}")
        assert len(draft.proposals) == 1
        assert [one.reason for one in draft.untaken] == ["the line stands above already"]

    def test_what_hedges_most_makes_the_rest_unsure(self) -> None:
        text = "The iX1 should have 300 kW of power. It may charge at 400 kW. It could weigh 2,000 kg. "
        bare = read(f"{text}It has a wheelbase of 2,800 mm.").proposals[-1]
        assert (bare.spec, bare.sure["status"]) == ("wheelbase", False)


@pytest.mark.parametrize(
    ("text", "plant"),
    [
        ("The iX3 leaves the Debrecen plant in Hungary.", "Debrecen"),
        ("The iX3 is made in China.", "China"),
        ("The Munich plant (i4) and Regensburg (iX3) build cars.", "Regensburg"),
        ("Production of the iX3 began in Debrecen.", "Debrecen"),
    ],
)
def test_a_plant_is_named(text: str, plant: str) -> None:
    assert ("bmw/ix3/na5", "plant", plant) in told(read(text, "bmw/ix3/na5"))


@pytest.mark.parametrize(
    ("text", "car"),
    [
        (
            "The current iX1 eDrive20 has a battery of 64.7 kWh. The next iX1 should charge at up to 300 kW.",
            "nb5",
        ),
        (
            "The iX1 eDrive20 has a battery of 64.7 kWh. The next BMW iX1 should charge at up to 300 kW.",
            "nb5",
        ),
        (
            "Der iX1 eDrive20 hat einen Akku von 64,7 kWh. Der nächste iX1 soll mit bis zu 300 kW laden.",
            "nb5",
        ),
        ("The iX1 eDrive20 has a battery of 64.7 kWh. Next year the new iX1 charges at up to 300 kW.", "u11"),
    ],
)
def test_the_next_car_is_not_that_of_the_versions_which_are_named(text: str, car: str) -> None:
    battery, charging = ev.read_article(text, date="2026-03-02").proposals
    assert (battery.vehicle, charging.vehicle) == ("bmw/ix1/u11/edrive20", f"bmw/ix1/{car}")


@pytest.mark.parametrize(
    ("text", "car"),
    [
        ("The i3 Neue Klasse is here. The i3 has a range of 500 km.", "bmw/i3/na0"),
        ("The BMW i3 sedan has a range of 500 km.", "bmw/i3/na0"),
        # of another model nothing is to come
        ("The next-generation iX3 is coming. The iX1 of today has a range of 500 km.", "bmw/ix1/u11"),
    ],
)
def test_a_generation_is_told_by_its_name_and_by_what_is_to_come(text: str, car: str) -> None:
    proposals = ev.read_article(text, date="2025-03-02").proposals
    assert [one.vehicle for one in proposals if one.spec == "range"] == [car]


def test_of_a_town_and_its_state_the_town_is_the_plant() -> None:
    draft = read("The BMW iX1 is built in the Spartanburg, Carolina assembly plant.", "bmw/ix1/nb5")
    assert [one.value for one in draft.proposals if one.spec == "plant"] == ["Spartanburg"]


def test_a_plant_is_of_the_cars_in_parentheses_behind_it() -> None:
    text = "The iX3 is new. The Munich plant (currently i4) and Regensburg (iX1, iX2) make electric BMWs."
    plants = [one for one in ev.read_article(text, date="2025-03-02").proposals if one.spec == "plant"]
    cars = {"bmw/i4/g26-lci": "Munich", "bmw/ix1/u11": "Regensburg", "bmw/ix2/u10": "Regensburg"}
    assert {one.vehicle: one.value for one in plants} == cars


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("The new iX3 charges at 180kWh.", False),
        ("Der neue iX3 lädt mit 180 kWh.", False),
        ("The new iX3 has 108.7 kWh and charges at 400 kW.", True),
        ("The new iX3 has 108.7 kWh.", True),
    ],
)
def test_an_energy_where_a_power_is_meant_is_unsure(text: str, *, is_sure: bool) -> None:
    battery = next(one for one in ev.read_article(text, date="2026-03-02").proposals if one.spec == "battery")
    assert battery.is_sure is is_sure
