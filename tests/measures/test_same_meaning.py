"""What is printed in one way or another, in one language or another, means what plain English means."""

from __future__ import annotations

import pytest

from evspec.errors import EvspecError, ParseError
from evspec.measures import measure
from evspec.specs import SPECS
from evspec.values import Value

Read = tuple[Value, dict[str, str]]


def read(spec: str, text: str, decimal: str | None = None) -> Read:
    own = SPECS[spec]
    beside = {"market": "not stated"} if own.qualifiers.get("market") == "required" else {}
    return own.read(text, beside, decimal=decimal)


def means(spec: str, text: str, plain: str, decimal: str | None = ",") -> None:
    assert read(spec, text, decimal) == read(spec, plain)


def refused(spec: str, text: str, *says: str, decimal: str | None = None) -> None:
    with pytest.raises(EvspecError) as caught:
        read(spec, text, decimal)
    assert all(words in str(caught.value) for words in says), str(caught.value)


class TestCodesOfMarkets:
    """Two letters are a market's code in capitals; in small letters they are a word of some language."""

    @pytest.mark.parametrize(
        "text",
        [
            "at 39,990 EUR",
            "39,990 EUR at",
            "in 39,990 EUR",
            "39,990 EUR in",
            "39,990 EUR de",
            "39,990 EUR no",
            "no 39,990 EUR",
            "is 39,990 EUR",
            "39,990 EUR it",
            "39,990 EUR be",
            "39,990 EUR us",
            "735 000 SEK kr",
            "39,990 EUR es",
            "39,990 EUR si",
            "39,990 EUR co",
        ],
    )
    def test_are_no_small_words(self, text: str) -> None:
        refused("price", text)

    @pytest.mark.parametrize(("code", "market"), [("DE", "Germany"), ("NO", "Norway"), ("US", "USA")])
    def test_are_capitals(self, code: str, market: str) -> None:
        assert read("length", f"4500 mm {code}")[1] == {"market": market}

    def test_are_any_letters_where_a_market_is_asked_for(self) -> None:
        assert SPECS["price"].read("39,990 EUR", {"market": "de"})[1] == {"market": "Germany"}


class TestWordsAroundACycle:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("482 km nach WLTP-Zyklus", "482 km WLTP"),
            ("482 km im WLTP-Modus", "482 km WLTP"),
            ("482 km lt. WLTP", "482 km WLTP"),
            ("482 km by WLTP", "482 km WLTP"),
            ("482 km under the WLTP standard", "482 km WLTP"),
            ("482 WLTP km", "482 km WLTP"),
            ("300 EPA miles", "300 mi EPA"),
            ("482 km selon le protocole WLTP", "482 km WLTP"),
            ("482 km secondo il protocollo WLTP", "482 km WLTP"),
            ("482 km con el protocolo WLTP", "482 km WLTP"),
            ("482 km op basis van WLTP", "482 km WLTP"),
            ("482 km målt etter WLTP", "482 km WLTP"),
            ("482 km enligt WLTP-cykeln", "482 km WLTP"),
            ("482 km på WLTP", "482 km WLTP"),
            ("482 km entsprechend WLTP", "482 km WLTP"),
        ],
    )
    def test_say_nothing_in_front(self, text: str, plain: str) -> None:
        means("range", text, plain)

    @pytest.mark.parametrize(
        "text", ["482 km WLTP under", "482 km WLTP nach", "482 km WLTP on the", "482 km WLTP selon"]
    )
    def test_are_not_dropped_behind(self, text: str) -> None:
        refused("range", text)


class TestPhasesAndModes:
    """ "By" is a city in Norway: what was once left out as "by WLTP" is."""

    @pytest.mark.parametrize(
        ("spec", "text", "plain"),
        [
            ("range", "500 km WLTP by", "500 km WLTP city"),
            ("range", "500 km WLTP bykjøring", "500 km WLTP city"),
            ("range", "500 km urban WLTP", "500 km WLTP city"),
            ("range", "500 km (WLTP, innerorts)", "500 km WLTP city"),
            ("range", "500 km (Stadt, WLTP)", "500 km WLTP city"),
            ("range", "500 km en ville WLTP", "500 km WLTP city"),
            ("range", "500 km (WLTP, cycle urbain)", "500 km WLTP city"),
            ("range", "500 km ciclo urbano WLTP", "500 km WLTP city"),
            ("range", "500 km WLTP stad", "500 km WLTP city"),
            ("range", "500 km WLTP stadskörning", "500 km WLTP city"),
            ("range", "WLTP city: 500 km", "500 km WLTP city"),
            ("consumption", "15,6 kWh pro 100 km (kombiniert, WLTP)", "15.6 kWh/100 km WLTP, combined"),
            ("consumption", "kombiniert 15,6 kWh/100 km WLTP", "15.6 kWh/100 km WLTP, combined"),
            ("co2", "22 g/km (gewichtet, kombiniert, WLTP)", "22 g/km WLTP weighted"),
            ("fuel_consumption", "1,2 l/100 km (pondéré, WLTP)", "1.2 L/100 km WLTP weighted"),
            (
                "fuel_consumption",
                "5,9 l/100 km WLTP (bei entladener Batterie)",
                "5.9 L/100 km WLTP battery empty",
            ),
            ("fuel_consumption", "1,2 l/100 km ponderato WLTP", "1.2 L/100 km WLTP weighted"),
            ("range", "80 km WLTP elektrisch", "80 km WLTP, electric"),
            ("range", "80 km (WLTP, rein elektrisch)", "80 km WLTP, electric"),
            ("range", "80 km WLTP en électrique", "80 km WLTP, electric"),
            ("range", "80 km in elettrico WLTP", "80 km WLTP, electric"),
            ("range", "80 km WLTP (eléctrico)", "80 km WLTP, electric"),
            ("range", "80 km WLTP på el", "80 km WLTP, electric"),
            ("ac_power", "11 kW dreiphasig", "11 kW, 3 phase"),
            ("ac_power", "11 kW AC (three-phase)", "11 kW, 3 phase"),
            ("ac_power", "7,4 kW (monophasé)", "7.4 kW, 1 phase"),
            ("ac_power", "11 kW trefas", "11 kW, 3 phase"),
            ("ac_power", "22 kW trifase", "22 kW, 3 phase"),
        ],
    )
    def test_are_read(self, spec: str, text: str, plain: str) -> None:
        means(spec, text, plain)

    @pytest.mark.parametrize(
        ("spec", "text"),
        [
            ("range", "500 km WLTP extra-urban"),
            ("range", "500 km WLTP non-urban"),
            ("range", "500/600 km (city/combined) WLTP"),
            ("battery", "82/77 kWh (brutto/netto)"),
            ("range", "500 km WLTP city, highway"),
        ],
    )
    def test_are_one(self, spec: str, text: str) -> None:
        refused(spec, text)


class TestWindowsOfCharge:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("20–80 % SOC in 25 min", "25 min, 20-80 %"),
            ("27 min. (10→80%)", "27 min, 10-80 %"),
            ("10 -> 80 % in 27 min", "27 min, 10-80 %"),
            ("28 Min. (5–80 % SoC)", "28 min, 5-80 %"),
            ("zehn bis 80 Prozent in 21 Minuten", "21 min, 10-80 %"),
            ("ten to 80 percent in 21 minutes", "21 min, 10-80 %"),
            ("dal 10 all'80% in 28 minuti", "28 min, 10-80 %"),
            ("dal 10% all’80% in appena 14 minuti", "14 min, 10-80 %"),
            ("10-80 pct. på 28 min.", "28 min, 10-80 %"),
            ("20-80% en 24 mn", "24 min, 20-80 %"),
            ("10-80 % en 30 min", "30 min, 10-80 %"),
            ("29 minutes from 10 to 80 percent state of charge", "29 min, 10-80 %"),
            ("10 to 80% SoC: 29 minutes", "29 min, 10-80 %"),
            ("10-80 % in at least 30 min", "at least 30 min, 10-80 %"),
            ("10-80 % en moins de 30 minutes", "less than 30 min, 10-80 %"),
            ("von 10 auf 80 % Ladestand in 30 Minuten", "30 min, 10-80 %"),
        ],
    )
    def test_are_read(self, text: str, plain: str) -> None:
        means("dc_time", text, plain)

    @pytest.mark.parametrize(
        "text",
        ["10-80 % from 30 min", "10-80 % ab 30 min", "10-80 % dès 30 min", "10-80 % à partir de 30 min",
         "10-80 % vanaf 30 min", "10-80 % fra 30 min", "10-80 % från 30 min", "10-80 % desde 30 min"],
    )  # fmt: skip
    def test_keep_the_word_of_a_time_that_starts_somewhere(self, text: str) -> None:
        refused("dc_time", text, "second number")


class TestSprints:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("in 6,5 Sekunden", "6.5 s"),
            ("en 9,5 secondes", "9.5 s"),
            ("in 6.5 seconds", "6.5 s"),
            ("in under four seconds", "less than 4 s"),
            ("en moins de 4 secondes", "less than 4 s"),
            ("in nur 4 Sekunden", "4 s"),
            ("på 4,1 sekunder", "4.1 s"),
            ("0–100 km/h in 4 s", "4 s"),
            ("0-100 km/h: 4 s", "4 s"),
            ("4 s (0-100 km/h)", "4 s"),
            ("from 0 to 100 km/h in 4.1 s", "4.1 s"),
            ("von 0 auf 100 km/h in 4 Sekunden", "4 s"),
            ("de 0 à 100 km/h en 4 s", "4 s"),
            ("da 0 a 100 km/h in 4 secondi", "4 s"),
            ("0-100 km/t på 4 sekunder", "4 s"),
        ],
    )
    def test_are_read(self, text: str, plain: str) -> None:
        means("accel_0_100_kmh", text, plain, "," if "," in text else None)

    @pytest.mark.parametrize(
        "text",
        ["from 4 s", "0-60 mph in 4 s", "0-200 km/h in 14 s", "80-120 km/h in 2 s", "0-100-0 km/h in 14 s",
         "10-100 km/h in 4 s", "0-100 km/h from 4 s", "0-100 km/h"],
    )  # fmt: skip
    def test_are_between_the_speeds_of_the_spec(self, text: str) -> None:
        refused("accel_0_100_kmh", text)


class TestNumbersWithoutAUnit:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("Cd 0.23", "0.23"),
            ("0.23 Cd", "0.23"),
            ("0.23 (Cd)", "0.23"),
            ("Cd=0.23", "0.23"),
            ("Cd of 0.23", "0.23"),
            ("Cd: <0.25", "<0.25"),
            ("just 0.20", "0.20"),
            ("cW 0,23", "0.23"),
            ("cw-Wert von 0,23", "0.23"),
            ("cw = 0,23", "0.23"),
            ("Cx de 0,29", "0.29"),
            ("Cw-waarde van 0,24", "0.24"),
            ("cw-värde 0,26", "0.26"),
            ("unter 0,25", "less than 0.25"),
            ("moins de 0,25", "less than 0.25"),
            ("nur 0,20", "0.20"),
            ("circa 0,23", "about 0.23"),
        ],
    )
    def test_have_their_label_and_bound(self, text: str, plain: str) -> None:
        means("drag_coefficient", text, plain, "," if "," in text else None)

    @pytest.mark.parametrize(
        ("spec", "text", "says"),
        [
            ("drag_coefficient", "+0.23", "difference"),
            ("seats", "+2", "difference"),
            ("drag_coefficient", "0,23", "decimal=','"),
            ("drag_coefficient", "0.62 m²", "'0.24'"),
            ("drag_coefficient", "knapp 0.23", "'0.24'"),
            ("seats", "5 or 7", "a whole number"),
        ],
    )
    def test_are_refused_with_what_is_wrong(self, spec: str, text: str, says: str) -> None:
        refused(spec, text, says)

    def test_are_counted_in_words(self) -> None:
        assert read("seats", "five") == read("seats", "5")


class TestPrintings:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("48 g CO2/km", "48 g/km"),
            ("48 gCO₂/km", "48 g/km"),
            ("48 g of CO2 per km", "48 g/km"),
            ("48 g/km CO2", "48 g/km"),
            ("48 Gramm CO2 pro Kilometer", "48 g/km"),
            ("48 grammes de CO2 par km", "48 g/km"),
            ("48 g di CO2/km", "48 g/km"),
            ("26.6 cu.ft.", "26.6 ft³"),
            ("253 lbs. ft.", "253 lb·ft"),
            ("266 pound feet", "266 lb·ft"),
            ("338 dm³", "338 L"),
            ("60-kW-hr", "60 kWh"),
            ("24 mn", "24 min"),
            ("25 k€", "25000 EUR"),
            ("minus 10 Grad", "-10 °C"),
            ("2,1 ton", "2.1 t"),
            ("18- bis 21-Zoll", "18-21 in"),
            ("18- to 21-inch", "18-21 in"),
            ("zwischen 265 - 540 km", "265-540 km"),
            ("between 265–540 km", "265-540 km"),
            ("entre los 250 y los 450 kilómetros", "250-450 km"),
            ("tussen de 330 en 520 km", "330-520 km"),
        ],
    )
    def test_mean_the_same(self, text: str, plain: str) -> None:
        assert measure(text, decimal="," if "," in text else None) == measure(plain)

    @pytest.mark.parametrize(
        "text", ["48 g CO2", "5 km CO2", "2.1 ton", "39 950 euros minus bonus", "25 k", "1 h and 2 h"]
    )
    def test_are_refused(self, text: str) -> None:
        with pytest.raises(ParseError):
            measure(text)


class TestHoursAndMinutes:
    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("2 hours and 10 minutes", 130),
            ("2 h and 5 min", 125),
            ("one hour and five minutes", 65),
            ("2 Stunden und 10 Minuten", 130),
            ("zwei Stunden und fünf Minuten", 125),
            ("2 heures et 10 minutes", 130),
            ("6 ore e 30 minuti", 390),
            ("3 h e 40 min", 220),
            ("5 horas y 45 minutos", 345),
            ("7 uur en 30 minuten", 450),
            ("7 timer og 15 minutter", 435),
            ("7 t 15 min", 435),
            ("7 timmar och 30 minuter", 450),
            ("1 t 5 min", 65),
            ("up to 2 hours and 10 minutes", 130),
        ],
    )
    def test_are_one_time(self, text: str, minutes: int) -> None:
        assert measure(text).to("min").high == minutes

    @pytest.mark.parametrize(
        "text", ["1 h to 30 min", "1 h bis 30 min", "1 h - 30 min", "between 1 h and 30 min"]
    )
    def test_are_no_ends_of_a_range(self, text: str) -> None:
        with pytest.raises(ParseError):
            measure(text)

    def test_of_a_range_are_its_ends(self) -> None:
        assert measure("between 1 h and 2 h") == measure("1-2 h")


class TestMoneyWithItsCode:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("$41,350 USD", "41,350 USD"),
            ("$54,999 CAD", "54,999 CAD"),
            ("$54,999 (CAD)", "54,999 CAD"),
            ("CAD $54,999", "54,999 CAD"),
            ("USD$41,350", "41,350 USD"),
            ("US $41,350", "41,350 USD"),
            ("$US 41,350", "41,350 USD"),
            ("54 999 $ CA", "54,999 CAD"),
            ("54 999 $ CAD", "54,999 CAD"),
            ("AUD $72,590", "72,590 AUD"),
            ("$72,590 AUD", "72,590 AUD"),
            ("from $41,350 USD", "at least 41,350 USD"),
            ("$41,350 to $45,000 USD", "41,350-45,000 USD"),
            ("kr 311 900 NOK", "311,900 NOK"),
            ("¥215,900 CNY", "215,900 CNY"),
            ("$45k USD", "45,000 USD"),
        ],
    )
    def test_is_of_one_currency(self, text: str, plain: str) -> None:
        assert measure(text) == measure(plain)

    @pytest.mark.parametrize(
        "text", ["$41,350", "$41,350 EUR", "$41,350 SEK", "kr 311 900", "735 000 kr", "kr 311 900 USD"]
    )
    def test_is_refused_where_the_sign_may_be_of_several(self, text: str) -> None:
        with pytest.raises(ParseError, match="is not clear as a unit"):
            measure(text)


class TestWarranties:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("2 Jahre ohne Kilometerbegrenzung", "2 years / unlimited"),
            ("2 ans kilométrage illimité", "2 years / unlimited"),
            ("2 ans, kilométrage illimité", "2 years / unlimited"),
            ("3 años sin límite de kilómetros", "3 years / unlimited"),
            ("2 anni a chilometraggio illimitato", "2 years / unlimited"),
            ("2 jaar zonder kilometerbeperking", "2 years / unlimited"),
            ("2 år uten kilometerbegrensning", "2 years / unlimited"),
            ("2 år utan milbegränsning", "2 years / unlimited"),
            ("2 years with unlimited mileage", "2 years / unlimited"),
            ("2 years without mileage limit", "2 years / unlimited"),
            ("2 years, no mileage limit", "2 years / unlimited"),
            ("5 years/any mileage", "5 years / unlimited"),
            ("8 years / no less than 160,000 km", "8 years / at least 160,000 km"),
            ("8 years, no more than 160,000 km", "8 years / up to 160,000 km"),
            ("8 ans ou 160 000 km au premier terme échu", "8 years / 160,000 km"),
        ],
    )
    def test_end_where_they_say(self, text: str, plain: str) -> None:
        assert read("warranty", text) == read("warranty", plain)

    @pytest.mark.parametrize("text", ["no warranty", "any", "no", "without", "8 years or nothing"])
    def test_are_not_without_end_where_nothing_is_said_of_a_distance(self, text: str) -> None:
        refused("warranty", text)


class TestCategories:
    @pytest.mark.parametrize(
        ("spec", "text", "plain"),
        [
            ("drivetrain", "Allrad", "AWD"),
            ("drivetrain", "Heckantrieb", "RWD"),
            ("drivetrain", "propulsion", "RWD"),
            ("drivetrain", "traction avant", "FWD"),
            ("drivetrain", "trazione integrale", "AWD"),
            ("drivetrain", "tracción trasera", "RWD"),
            ("drivetrain", "achterwielaandrijving", "RWD"),
            ("drivetrain", "firehjulstræk", "AWD"),
            ("drivetrain", "fyrhjulsdrift", "AWD"),
            ("drivetrain", "RWD, Allrad", "RWD, AWD"),
            ("drivetrain", "not Allrad", "not AWD"),
            ("powertrain_type", "vollelektrisch", "BEV"),
            ("powertrain_type", "hybride rechargeable", "PHEV"),
            ("powertrain_type", "laddhybrid", "PHEV"),
            ("fuel", "essence", "petrol"),
            ("heat_pump", "ja", "yes"),
            ("heat_pump", "oui", "yes"),
            ("heat_pump", "nej", "no"),
            ("heat_pump", "gegen Aufpreis", "optional"),
            ("heat_pump", "tillval", "optional"),
        ],
    )
    def test_are_named_in_other_languages(self, spec: str, text: str, plain: str) -> None:
        assert read(spec, text) == read(spec, plain)

    @pytest.mark.parametrize(
        ("spec", "text"),
        [("powertrain_type", "hybride"), ("drivetrain", "quattro"), ("heat_pump", "peut-être")],
    )
    def test_are_refused_where_they_say_too_little(self, spec: str, text: str) -> None:
        refused(spec, text)

    def test_that_are_open_keep_their_word(self) -> None:
        assert read("body_style", "Kombi") != read("body_style", "wagon")
