"""Of which spec a figure is, and which figures are of none."""

from __future__ import annotations

import pytest

import evspec as ev

DAY = "2026-03-02"


def read(text: str) -> ev.Draft:
    return ev.read_article(text, date=DAY, about="bmw/ix1/nb5")


def told(text: str) -> list[tuple[str, str]]:
    return [(one.spec, str(one.value)) for one in read(text).proposals]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The iX1 has a 69 kWh (65 kWh usable) battery.", [("battery", "69 kWh"), ("battery_net", "65 kWh")]),
        ("The iX1 makes 300 hp and 400 Nm of torque.", [("power", "300 hp"), ("torque", "400 Nm")]),
        ("The iX1 needs 6.9 seconds to reach 62mph.", [("accel_0_100_kmh", "6.9 seconds")]),
        ("The iX1 accelerates to 62 mph in 6.9 seconds.", [("accel_0_100_kmh", "6.9 seconds")]),
        ("The iX1 is 1,845 mm wide and 1,642 mm tall.", [("width", "1,845 mm"), ("height", "1,642 mm")]),
        ("The iX1 is 2,104 mm wide (including mirrors).", [("width_mirrors", "2,104 mm")]),
        ("The iX1 comes with 200 kW/272 PS.", [("power", "200 kW/272 PS")]),
        ("The iX1 weighs 1,998kgs.", [("curb_weight", "1,998kgs")]),
        ("The 230 kW iX1 is quick.", [("power", "230 kW")]),
        ("The iX1 costs €49,900 and 41,000 Euro more buy the M60.", [("price", "€49,900")]),
        ("The iX1 adds a motor on the front axle for a combined 300 hp.", [("power", "300 hp")]),
        ("The iX1 measures 4,500 mm in length (177 inches).", [("length", "4,500 mm")]),
        ("Der iX1, der über 400-Volt-Technik verfügt, ist da.", [("voltage_class", "400-Volt")]),
        ("Der Kofferraum des iX1 fasst 490 Liter, maximal sind es 1495 Liter.",
         [("cargo_volume", "490 Liter"), ("cargo_volume_max", "1495 Liter")]),
        ("Der iX1 misst 4500 mm in der Länge, 1845 mm in der Breite und 1640 mm in der Höhe.",
         [("length", "4500 mm"), ("width", "1845 mm"), ("height", "1640 mm")]),
        ("It goes from zero to one hundred kilometers per hour in 5.1 seconds.",
         [("accel_0_100_kmh", "5.1 seconds")]),
        ("Der 4,50 Meter lange iX1 ist da.", [("length", "4.50 m")]),
        ("Er verbraucht 15 kWh pro 100 Kilometer.", [("consumption", "15 kWh pro 100 Kilometer")]),
        ("Er verbraucht 15 Kilowattstunden auf 100 km.", [("consumption", "15 Kilowattstunden auf 100 km")]),
        ("Er schafft 470 und 510 km Reichweite.", [("range", "470 km"), ("range", "510 km")]),
        ("Der iX1 beschleunigt in 5,6 Sekunden auf 100.", [("accel_0_100_kmh", "5.6 s")]),
        ("In zehn Minuten lädt der iX1 Strom für 200 Kilometer.", [("dc_range_10min", "200 Kilometer")]),
    ],
)  # fmt: skip
def test_words_tell_the_spec(text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "figure", "reason"),
    [
        ("The iX1 covers the quarter mile in 14.2 seconds.", "14.2 seconds", "no spec"),
        ("The iX1 has a 10.9-inch head-up display.", "10.9-inch", "no spec"),
        ("The iX1 adds 100 km of range in five minutes at a fast charger.", "100 km", "what a charge adds"),
        ("At a 350 kW DC public charger the iX1 needs 30 minutes.", "350 kW", "a charger's power"),
        ("The advantage of an 800-volt system is speed.", "800-volt", "it is of no car"),
    ],
)
def test_a_figure_of_something_else_is_told(text: str, figure: str, reason: str) -> None:
    draft = read(text)
    assert any(one.text.endswith(figure) and one.reason.startswith(reason) for one in draft.untaken)
    assert not any(figure in str(one.value) for one in draft.proposals)


class TestHybrids:
    TEXT = "This plug-in hybrid has an 84 hp electric motor and a 105 hp petrol engine of 1.6 litres."

    def test_a_motor_and_an_engine_have_their_own_power(self) -> None:
        assert {
            ("motor_power", "84 hp"),
            ("engine_power", "105 hp"),
            ("engine_displacement", "1.6 litres"),
        } <= set(told(self.TEXT))

    def test_of_other_cars_the_motor_is_all_there_is(self) -> None:
        assert told("The iX1 has a 190 hp electric motor.") == [("power", "190 hp")]

    def test_petrol_beside_a_plug_is_no_word_on_the_drive(self) -> None:
        assert ("powertrain_type", "combustion") not in told("The iX1 is a petrol-powered plug-in hybrid.")


class TestDollars:
    def test_they_are_of_the_country_that_the_text_names(self) -> None:
        one = read("In the United States the iX1 starts at $52,900.").proposals[0]
        assert (one.spec, one.value, one.qualifiers["market"]) == ("price", "US$52,900", "USA")
        assert any("whose dollars" in doubt.words for doubt in one.doubts)

    @pytest.mark.parametrize("where", ["", "In Canada and in Australia "])
    def test_else_they_are_none(self, where: str) -> None:
        assert told(f"{where}The iX1 starts at $52,900.") == []

    def test_the_check_reads_them_so_too(self) -> None:
        text = "In the United States the iX1 starts at $52,900."
        assert [one.level for one in read(text).check(text)] == []


class TestHedges:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("Der iX1 leistet 250 kW und die Reichweite soll 500 km betragen.", ["", "expected"]),
            ("Der iX1 wird von einem 230 kW starken Motor angetrieben.", [""]),
            ("Die Batterie des iX1 wird 80 kWh haben.", ["expected"]),
            ("Die Batterie mit 80 kWh wird im iX1 ab 2028 verbaut werden.", ["expected"]),
            ("The iX1 has 230 kW of power and will have a range of 500 km.", ["", "expected"]),
        ],
    )
    def test_each_clause_has_its_own(self, text: str, wanted: list[str]) -> None:
        assert [
            one.status for one in read(text).proposals if one.spec in {"power", "range", "battery"}
        ] == wanted

    def test_what_is_past_is_expected_no_more(self) -> None:
        draft = ev.read_article(
            "It would soon be old, the iX1 that debuted in 2022.", date=DAY, about="bmw/ix1/u11"
        )
        assert [(one.spec, one.status) for one in draft.proposals] == [("premiere", "")]


def test_a_body_is_a_claim_where_it_is_said() -> None:
    assert told("The iX1 is a small SUV.") == [("body_style", "SUV")]
    assert told("The iX1 SUV has a range of 500 km.") == [("range", "500 km")]
