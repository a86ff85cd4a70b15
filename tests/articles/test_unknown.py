"""Cars that no catalog has: their names, their versions, and what is no car at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.articles.garage import ids_of

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-03-02"


def told(text: str, **options: object) -> list[tuple[str, str, object]]:
    draft = ev.read_article(text, date=DAY, **options)  # type: ignore[arg-type]
    return [(one.vehicle, one.spec, str(one.value)) for one in draft.proposals]


class TestNames:
    @pytest.mark.parametrize(
        ("text", "vehicle"),
        [
            ("The Kia EV9 has a range of 500 km.", "?kia/ev9"),
            ("Polestar's 3 has a range of 500 km.", "?polestar/3"),
            ("The Polestar 3 has a range of 500 km.", "?polestar/3"),
            ("Lexus' new 2027 RZ has a range of 500 km.", "?lexus/rz/new"),
            ("The Mercedes-Benz EQE SUV has a range of 500 km.", "?mercedes-benz/eqe-suv"),
            ("The Audi Q4 e-tron has a range of 500 km.", "?audi/q4-e-tron"),
            ("Volvo will show the EX60 soon. The EX60 has a range of 500 km.", "?volvo/ex60"),
            ("With the EX90 Volvo offers a range of 500 km.", "?volvo/ex90"),
            ("The Ford Capri is here. Of all cars the Capri has a range of 500 km.", "?ford/capri"),
            ("Hyundai's Ioniq 6 is here. The Ioniq 6 has a range of 500 km.", "?hyundai/ioniq-6"),
            ("The Tesla Model S has a range of 500 km.", "?tesla/model-s"),
            ("The electric VW ID.7 has a range of 500 km.", "?volkswagen/id-7"),
            ("BMW shows it. The i5 is new. The i5 has a range of 500 km.", "?bmw/i5"),
            ("With the Enyaq Skoda offers a range of 500 km.", "?skoda/enyaq"),
            ("The Ford Mustang Mach-E is here. The Mach-E has a range of 500 km.", "?ford/mustang-mach-e"),
            ("The Hyundai Kona has a range of 500 km.", "hyundai/kona-electric/sx2"),
        ],
    )
    def test_a_name_behind_a_makers_is_a_car(self, text: str, vehicle: str) -> None:
        assert (vehicle, "range", "500 km") in told(text, language="en")

    @pytest.mark.parametrize(
        "text",
        [
            "The VW Group expects a range of 500 km.",
            "Audi Sport expects a range of 500 km.",
            "Toyota EVs have a range of 500 km.",
            "Kia 3 years later promises a range of 500 km.",
            "A smart driver has a range of 500 km.",
        ],
    )
    def test_a_makers_name_alone_is_no_car(self, text: str) -> None:
        assert told(text, language="en") == []

    @pytest.mark.parametrize(
        ("text", "vehicle"),
        [
            ("The new Kia EV9 is here. The EV9 has a range of 500 km.", "?kia/ev9/new"),
            ("Kia shows the EV9. The new model has a range of 500 km.", "?kia/ev9/new"),
            ("The Kia EV9 will arrive sometime next year. The EV9 has a range of 500 km.", "?kia/ev9"),
            ("The Kia EV9 gets a new model of motor. It has a range of 500 km.", "?kia/ev9"),
            ("The new Kia EV9 is here. The current EV9 has a range of 500 km.", "?kia/ev9/old"),
            ("Der neue Kia EV9 ist da. Der EV9 hat eine Reichweite von 500 km.", "?kia/ev9/new"),
        ],
    )
    def test_its_generation_is_what_the_text_calls_it(self, text: str, vehicle: str) -> None:
        assert (vehicle, "range", "500 km") in told(text)

    def test_what_was_before_is_of_the_car_before(self) -> None:
        text = "The new Kia EV9 is here. The EV9 has 84 kWh (previously 77)."
        assert [(car, value) for car, spec, value in told(text) if spec == "battery"] == [
            ("?kia/ev9/new", "84 kWh"), ("?kia/ev9/old", "77 kWh"),
        ]  # fmt: skip

    def test_a_version_behind_it_is_its_own(self) -> None:
        text = "The BMW i5 is bigger than the i4. The i5 is here. The eDrive40 produces 335 hp."
        assert ("?bmw/i5/?/edrive40", "power", "335 hp") in told(text)

    @pytest.mark.parametrize(
        ("text", "version"),
        [
            ("The version with rear-wheel drive has 300 hp.", "/?/rwd"),
            ("The single-motor, rear-wheel-drive version has 300 hp.", "/?/single-motor"),
            ("The single-motor version with rear-wheel drive has 300 hp.", "/?/single-motor"),
        ],
    )
    def test_a_version_may_be_told_by_what_it_has(self, text: str, version: str) -> None:
        assert (f"?kia/ev9{version}", "power", "300 hp") in told(f"The Kia EV9 is here. {text}")

    def test_a_figure_of_the_other_car_is_its_own(self) -> None:
        text = "The iX1 is a far cry from the 1,020 hp of the Tesla Model S."
        assert told(text, about="bmw/ix1/u11") == [("?tesla/model-s", "power", "1,020 hp")]

    def test_its_number_is_no_day(self) -> None:
        text = "Hyundai will unveil the Hyundai Ioniq 6 in November."
        assert told(text) == [("?hyundai/ioniq-6", "premiere", "November")]

    def test_a_car_far_behind_words_in_another_clause_is_no_subject(self) -> None:
        text = (
            "The Kia EV9 is here.\nThe dimensions are 5,010 mm in length and all of that should be so, "
            "as you will see beside the Kia EV6."
        )
        assert told(text, about="kia/ev9/new") == [("?kia/ev9/new", "length", "5,010 mm")]

    def test_another_makers_car_is_none_of_the_texts(self) -> None:
        text = "The Chevrolet Bolt is here. The plant makes a gas-powered Buick crossover."
        assert told(text) == []

    def test_a_trim_of_the_record_is_no_car(self) -> None:
        assert told("Genesis offers it as a Premium model. The Premium has a range of 500 km.") == []

    def test_what_is_exceeded_is_no_subject(self) -> None:
        text = "The new BMW iX1 goes far beyond the Tesla Model S.\nIts range is 500 km."
        assert [car.rpartition("/")[0] for car, spec, _ in told(text) if spec == "range"] == ["bmw/ix1"]

    def test_a_car_in_parentheses_is_no_subject_of_what_stands_outside(self) -> None:
        text = "The BMW iX1 is here. Its range is 500 km (the Kia EV9 has 400 km)."
        assert told(text)[-2:] == [("bmw/ix1/u11", "range", "500 km"), ("?kia/ev9", "range", "400 km")]

    def test_it_is_never_sure(self) -> None:
        draft = ev.read_article("The Kia EV9 has a range of 500 km under WLTP.", date=DAY)
        assert [one.is_sure for one in draft.proposals] == [False]
        assert [one.vehicle for one in draft.unresolved] == ["?kia/ev9"]

    def test_a_makers_name_stands_for_its_only_car(self) -> None:
        text = "The Kia EV9 meets the BMW iX1. The Kia measures 5,010 mm in length."
        assert ("?kia/ev9", "length", "5,010 mm") in told(text)

    def test_a_rival_is_no_subject(self) -> None:
        text = "The Kia EV9 is here. Kia's BMW iX1 rival has a range of 500 km."
        assert ("?kia/ev9", "range", "500 km") in told(text)


class TestTitle:
    TEXT = "Range | 500 km\nPower | 150 kW"

    def test_a_title_names_the_car_of_a_list(self) -> None:
        assert told(self.TEXT, title="Data of the Kia EV9") == [
            ("?kia/ev9", "range", "500 km"), ("?kia/ev9", "power", "150 kW"),
        ]  # fmt: skip

    def test_two_cars_of_a_title_leave_it_open(self) -> None:
        draft = ev.read_article(self.TEXT, title="Kia EV9 meets Volvo EX90")
        assert [(one.vehicle, one.spec, one.sure["vehicle"]) for one in draft.proposals] == [
            ("?", "range", False), ("?", "power", False),
        ]  # fmt: skip
        assert [one["vehicle"] for one in draft.records()] == ["", ""]

    def test_a_list_of_an_unnamed_car_loads_as_it_stands(self, tmp_path: Path) -> None:
        draft = ev.read_article(self.TEXT, publisher="Kia")
        path = tmp_path / "draft.toml"
        path.write_text(draft.to_toml(), encoding="utf-8")
        assert [one.vehicle for one in ev.load_draft(path).proposals] == ["?", "?"]
        assert draft.claims() == {}


class TestVersions:
    def test_a_trim_stands_behind_the_model_and_later_alone(self) -> None:
        text = "The Kia EV9 GT is here. It is fast. The GT has 508 hp."
        assert ("?kia/ev9/?/gt", "power", "508 hp") in told(text)

    def test_versions_are_told_by_their_motors(self) -> None:
        text = "The single-motor Kia EV9 has 150 kW of power. The dual-motor version has 283 kW of power."
        assert told(text, about="kia/ev9/mv") == [
            ("?kia/ev9/mv/single-motor", "power", "150 kW"), ("?kia/ev9/mv/dual-motor", "power", "283 kW"),
        ]  # fmt: skip

    def test_what_names_a_version_is_not_said_of_it(self) -> None:
        text = "The dual-motor version of the Kia EV9 has 283 kW of power."
        assert [spec for _, spec, _ in told(text)] == ["power"]

    def test_a_version_may_stand_behind_its_figure(self) -> None:
        text = "The range is 500 km for the dual-motor Kia EV9 and 540 km for the single-motor variant."
        assert [one[0] for one in told(text)] == ["?kia/ev9/?/dual-motor", "?kia/ev9/?/single-motor"]

    def test_a_version_of_a_known_car_is_told_by_its_drive(self) -> None:
        text = (
            "Das Model 3 ist da. Die Dual Motor-Version mit Allradantrieb schafft 629 Kilometer Reichweite."
        )
        assert ("tesla/model-3/highland/long-range-awd", "range", "629 Kilometer") in told(
            text, about="tesla/model-3/highland"
        )


class TestGenerations:
    @pytest.mark.parametrize(("day", "key"), [("2024-04-02", "2020"), ("2025-04-02", "juniper")])
    def test_a_model_is_what_was_sold_on_the_day(self, day: str, key: str) -> None:
        draft = ev.read_article("The Tesla Model Y has a range of 500 km.", date=day)
        assert [one.vehicle for one in draft.proposals] == [f"tesla/model-y/{key}"]

    def test_a_text_that_looks_ahead_means_the_newest(self) -> None:
        text = "The upcoming Tesla Model Y should have a range of 600 km."
        draft = ev.read_article(text, date="2024-04-02")
        assert [one.vehicle for one in draft.proposals] == ["tesla/model-y/juniper"]


class TestPlatforms:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("The Kia EV9 rides on the XMA platform.", "XMA"),
            ("The Kia EV9 uses the Modern Car Architecture (MCA).", "MCA"),
            ("Der Kia EV9 steht auf der XMA-Plattform.", "XMA"),
        ],
    )
    def test_a_platform_has_a_name_in_capitals(self, text: str, name: str) -> None:
        assert told(text) == [("?kia/ev9", "platform", name)]

    def test_what_is_said_of_a_platform_is_not_said_of_a_car(self) -> None:
        text = "The Audi Q6 e-tron is here. The PPE has space for big batteries."
        assert told(text) == []


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("BMW iX1", "bmw/ix1"), ("iX1", "bmw/ix1"), ("iX1 (NB5)", "bmw/ix1/nb5"),
        ("VW ID.3", "volkswagen/id-3"),
        ("VW Golf", "volkswagen/golf"), ("Volvo EX30", "volvo/ex30"), ("Mercedes CLA", "mercedes-benz/cla"),
        ("bmw/ix1/u11", "bmw/ix1/u11"), ("?kia/ev9", "?kia/ev9"), ("iX1 eDrive20", "bmw/ix1/u11/edrive20"),
    ],
)  # fmt: skip
def test_a_text_is_about_what_a_name_says(name: str, id_: str) -> None:
    assert ids_of(name, ev.catalog) == (id_,)


def test_a_name_of_nothing_is_refused() -> None:
    with pytest.raises(ev.EvspecError, match="'the moon' is no vehicle"):
        ids_of(["bmw/ix1", "the moon"], ev.catalog)


class TestSureGenerations:
    def test_a_text_that_names_one_generation_is_sure_of_it(self) -> None:
        draft = ev.read_article("BMW shows the iX1 (NB5).\nThe iX1 has 150 kW of power.", date=DAY)
        assert [(one.vehicle, one.spec, one.sure["vehicle"]) for one in draft.proposals] == [
            ("bmw/ix1/nb5", "power", True)
        ]

    def test_a_text_that_names_none_is_not(self) -> None:
        draft = ev.read_article("BMW shows the iX1.\nThe iX1 has 150 kW of power.", date=DAY)
        assert [one.sure["vehicle"] for one in draft.proposals] == [False]

    def test_a_sentence_on_the_predecessor_does_not_take_over(self) -> None:
        text = (
            "Der BMW iX3 50 xDrive schafft 805 Kilometer nach WLTP. Sein Vorgänger kam auf 461 Kilometer."
            " Geladen wird mit bis zu 400 kW."
        )
        assert [(car, spec) for car, spec, _ in told(text, language="de")] == [
            ("bmw/ix3/na5/50-xdrive", "range"), ("bmw/ix3/g08", "range"),
            ("bmw/ix3/na5/50-xdrive", "dc_power"),
        ]  # fmt: skip
