"""What was once read wrong without a word: one class for each kind, with texts of several languages."""

from __future__ import annotations

import pytest

from evspec.errors import ParseError
from evspec.measures import Measure, measure
from evspec.measures.figures import CYCLED
from evspec.specs import SPECS
from evspec.units import UNITS
from tests.each import each


def refused(text: str, *says: str, decimal: str | None = None) -> None:
    with pytest.raises(ParseError) as caught:
        measure(text, decimal=decimal)
    assert all(words in str(caught.value) for words in says), str(caught.value)


class TestAMarkBeforeThreeDigits:
    @pytest.mark.parametrize(
        ("text", "whole", "part"),
        [
            ("1.935 kg", "1,935", "1.9350"),
            ("2.000 kg", "2,000", "2.0000"),
            ("4.761 mm", "4,761", "4.7610"),
            ("1.100 km", "1,100", "1.1000"),
            ("bis zu 1.160 Nm", "1,160", "1.1600"),
            ("1.914 PS", "1,914", "1.9140"),
            ("1.073 hp", "1,073", "1.0730"),
            ("1.020 kW", "1,020", "1.0200"),
            ("1.720 L", "1,720", "1.7200"),
            ("39.990 EUR", "39,990", "39.9900"),
            ("€ 45.500", "45,500", "45.5000"),
            ("CHF 52.900", "52,900", "52.9000"),
            ("1.600-1.700 kg", "1,600", "1.6000"),
            ("etwa 17.500 €", "17,500", "17.5000"),
            ("4.300 lb", "4,300", "4.3000"),
            ("1.995 kg (4398 lb)", "1,995", "1.9950"),
            ("900 to 1.000 km", "1,000", "1.0000"),
        ],
    )
    def test_is_a_point_of_what_is_printed_whole(self, text: str, whole: str, part: str) -> None:
        refused(text, f"may mean {whole} or {part} ", "decimal")

    @pytest.mark.parametrize(
        ("text", "whole", "part"),
        [
            ("4,762 m", "4762", "4.762"),
            ("1,852 m", "1852", "1.852"),
            ("2,108 t", "2108", "2.108"),
            ("3,904 s", "3904", "3.904"),
            ("77,412 kWh", "77412", "77.412"),
            ("18,123 kWh/100 km", "18123", "18.123"),
            ("up to 2,500 t", "2500", "2.500"),
            ("1,543-1,600 m", "1543", "1.543"),
            ("2,345 m²", "2345", "2.345"),
            ("70,866 in", "70866", "70.866"),
            ("6,200 mi/kWh", "6200", "6.200"),
            ("1,400 MW", "1400", "1.400"),
            ("11,100 m", "11100", "11.100"),
            ("5,812 L/100 km", "5812", "5.812"),
            ("10,500 h", "10500", "10.500"),
        ],
    )
    def test_is_a_comma_of_what_is_printed_with_decimals(self, text: str, whole: str, part: str) -> None:
        refused(text, f"may mean {whole} or {part} ", "decimal")

    @pytest.mark.parametrize(
        "text",
        [
            "1,234 km",
            "39,900 EUR",
            "1,020 kW",
            "4,762 mm",
            "2.108 t",
            "4.762 m",
            "77.412 kWh",
            "1234.567 km",
            "0.240 kg",
            "1.2345 kg",
            "1.23 kg",
            "1,234.567 kg",
            "1,234,567 km",
            "1'234 kg",
            "1 234 kg",
        ],
    )
    def test_is_clear_where_it_cannot_group_or_is_as_usual(self, text: str) -> None:
        assert measure(text) == measure(text, decimal=".")

    @pytest.mark.parametrize(
        ("text", "point", "comma"),
        [
            ("1.500 kg", 1.5, 1500),
            ("4,901 m", 4901, 4.901),
            ("144,000 km", 144000, 144),
            ("€45.500", 45.5, 45500),
        ],
    )
    def test_is_what_the_caller_says(self, text: str, point: float, comma: float) -> None:
        assert measure(text, decimal=".").magnitude == point
        assert measure(text, decimal=",").magnitude == comma

    @each("unit", [unit for unit in UNITS if unit.symbol], ids=str)
    def test_is_refused_in_one_of_two_ways_of_any_unit_and_what_is_advised_is_read(
        self, unit: object
    ) -> None:
        clear, doubtful = [], []
        for run in ("1.234", "1,234"):
            try:
                clear.append(measure(f"{run} {unit}"))
            except ParseError as error:
                doubtful.append(error.args[0])
        assert (len(clear), len(doubtful)) == (1, 1)
        whole, part = doubtful[0].partition("may mean ")[2].partition(f" {unit}")[0].split(" or ")
        assert measure(f"{whole} {unit}") == Measure.of(1234, str(unit))
        assert measure(f"{part} {unit}") == Measure.of("1.234", str(unit))

    def test_is_read_back_by_who_printed_it(self) -> None:
        for figure in (Measure.of("1.234", "kg"), Measure.of("1.234", "t"), Measure.of("50.125", "EUR")):
            assert measure(str(figure), decimal=".") == figure


class TestSecondsAndCrowns:
    @pytest.mark.parametrize(
        "text",
        [
            "3.9 sek",
            "3.9 Sek",
            "3.9 Sek.",
            "3.9 sek.",
            "3.9 seg",
            "3.9 seg.",
            "3.9 Seg",
            "3.9 sec",
            "3.9 sec.",
            "3.9 Sec.",
            "3.9 SEC",
            "3.9 secs",
            "3.9 s.",
            "3.9-sec",
            "3.9sek",
        ],
    )
    def test_are_told_apart_by_capitals(self, text: str) -> None:
        assert measure(text) == measure("3.9 s")

    @pytest.mark.parametrize(
        "code", ["SEK", "NOK", "DKK", "EUR", "USD", "GBP", "CHF", "PLN", "CNY", "JPY", "INR"]
    )
    def test_a_code_of_a_currency_is_in_capitals(self, code: str) -> None:
        assert measure(f"99 {code}").unit == code
        for spelling in {code.lower(), code.title()} - {"sek", "Sek"}:
            refused(f"99 {spelling}")

    @pytest.mark.parametrize("text", ["99 Euro", "99 EURO", "99 Yuan", "99 Yen"])
    def test_a_word_is_not(self, text: str) -> None:
        assert measure(text).kind.startswith("money ")


class TestFrom:
    @pytest.mark.parametrize(
        "text",
        [
            "from £31,500",
            "From £ 31,500",
            "from GBP 31,500",
            "from 31,500 GBP",
            "from 31500 £",
            "ab £31,500",
            "ab 31,500 GBP",
            "Ab 31'500 GBP",
            "da 31 500 GBP",
            "desde £31,500",
            "vanaf 31500 GBP",
            "fra GBP 31 500",
            "från 31 500 GBP",
            "à partir de £31 500",
            "dès 31 500 GBP",
            "starting at £31,500",
        ],
    )
    def test_of_a_price_is_the_least(self, text: str) -> None:
        assert measure(text) == measure("at least 31500 GBP")

    @pytest.mark.parametrize(
        "text",
        [
            "von €31,500",
            "between £31,500",
            "de £31,500",
            "van € 31,500",
            "zwischen 31,500 EUR",
            "entre €31,500",
            "from 514 km",
            "ab 150 kW",
            "da 3.9 s",
            "desde 500 km",
            "from 7h30",
            "de 7h30",
            "ab 3:45 h",
            "from 1 h 20 min",
            "between 1 h 20 min",
            "fra 6 h 30 min",
            "vanaf 10 min",
            "à partir de 420 km",
        ],
    )
    def test_never_vanishes(self, text: str) -> None:
        refused(text, "needs a second number")

    @pytest.mark.parametrize(
        "text",
        [
            "from £25,000 to £31,500",
            "from 25000 to 31500 GBP",
            "von 25000 bis 31500 GBP",
            "da 25000 a 31500 GBP",
            "desde 25000 hasta 31500 GBP",
            "från 25000 till 31500 GBP",
            "van 25000 tot 31500 GBP",
        ],
    )
    def test_with_another_end_is_a_range(self, text: str) -> None:
        assert measure(text) == measure("25000-31500 GBP")


class TestKilometersInCapitals:
    @pytest.mark.parametrize("text", ["625 KM WLTP", "WLTP 625 KM", "up to 625 KM (WLTP)", "500-625 KM CLTC"])
    def test_with_a_cycle_are_kilometers(self, text: str) -> None:
        assert measure(text) == measure(text.replace("KM", "km"))

    @pytest.mark.parametrize(
        "text", ["452 KM", "up to 204 KM", "150 kW (204 KM)", "319 miles (513 KM)", "204KM"]
    )
    def test_alone_may_be_horsepower(self, text: str) -> None:
        refused(text, "'km'", "'PS'")

    @pytest.mark.parametrize(
        ("key", "unit"), [("length", "km"), ("wheelbase", "km"), ("power", "PS"), ("motor_power_rear", "PS")]
    )
    def test_are_what_the_spec_takes(self, key: str, unit: str) -> None:
        value, _ = SPECS[key].read("204 KM")
        assert value == measure(f"204 {unit}")

    @pytest.mark.parametrize(("text", "unit"), [("180 KM/H", "km/h"), ("18 KWH/100 KM", "kWh/100 km")])
    def test_in_a_compound_are_clear(self, text: str, unit: str) -> None:
        assert measure(text).unit == unit


class TestACycle:
    @pytest.mark.parametrize(
        "text",
        [
            "150 kW WLTP",
            "WLTP: 150 kW",
            "204 PS (WLTP)",
            "430 Nm EPA",
            "77.4 kWh WLTP",
            "2108 kg NEDC",
            "3.9 s EPA",
            "30 min WLTP",
            "520 L WLTP",
            "800 V CLTC",
            "39,900 EUR WLTP",
            "2.3 m² WLTP",
            "-10 °C EPA",
            "20 A JC08",
            "150 kW (204 PS) WLTP",
        ],
    )
    def test_is_of_range_and_consumption_alone(self, text: str) -> None:
        refused(text, "test cycle")

    def test_is_of_the_kinds_of_the_specs_that_have_one(self) -> None:
        # of prices each currency has its own kind
        kinds = {spec.kind for spec in SPECS.values() if "cycle" in spec.qualifiers}
        assert kinds - {"money per length"} == CYCLED
        assert str(measure("93 EUR/km WLTP")) == "93 EUR/km WLTP"
        with pytest.raises(ParseError, match="test cycle"):
            measure("0.30 EUR/kWh WLTP")

    def test_is_refused_of_a_number_too(self) -> None:
        with pytest.raises(ParseError, match="test cycle"):
            Measure.of(150, "kW", cycle="WLTP")


class TestADifference:
    @pytest.mark.parametrize(
        "text",
        [
            "+6 cm",
            "+12 km",
            "+250 kW",
            "+ 7 cm",
            "+0.4 s",
            "+1,200 EUR",
            "+€1,200",
            "€+1200",
            "+15 %",
            "about +20 kg",
            "+31 min",
            "+2.5 kWh",
            "+3 to +5 km",
            "+8 PS",
            "WLTP: +40 km",
            "60 km (+37 mi)",
        ],
    )
    def test_is_no_figure(self, text: str) -> None:
        refused(text)

    @pytest.mark.parametrize("text", ["+20 °C", "-10 to +40 °C", "+68 °F"])
    def test_a_temperature_has_a_sign(self, text: str) -> None:
        assert measure(text) == measure(text.replace("+", ""))


class TestAChange:
    @pytest.mark.parametrize(
        "text",
        [
            "from 5.8 to 4.9 s",
            "from 5.8 s to 4.9 s",
            "von 5.8 auf 4.9 s",
            "von 35 bis 28 min",
            "de 35 à 28 min",
            "da 35 a 28 min",
            "van 35 tot 28 min",
            "fra 35 til 28 min",
            "från 35 till 28 min",
            "desde 35 hasta 28 min",
            "from £45,000 to £39,900",
            "from 2100 to 1995 kg",
            "FROM 35 TO 28 min",
            "about from 35 to 28 min",
            "von 300 auf 400 km",
        ],
    )
    def test_is_no_range(self, text: str) -> None:
        refused(text)

    @pytest.mark.parametrize(
        "text",
        [
            "18.1-16.8 kWh/100 km",
            "18.1–16.8 kWh/100 km",
            "18.1 to 16.8 kWh/100 km",
            "from 16.8 to 18.1 kWh/100 km",
        ],
    )
    def test_a_dash_or_a_rise_is(self, text: str) -> None:
        assert measure(text) == measure("16.8-18.1 kWh/100 km")
