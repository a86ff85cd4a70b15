"""What input really looks like: one test per trap that units and numbers in text have set for others."""

from __future__ import annotations

import sys
from time import perf_counter

import pytest

from evspec.cycles import CYCLES
from evspec.errors import ParseError
from evspec.measures import Measure, measure
from evspec.measures.lexicon import CORE, lexicons
from evspec.units import unit
from tests.each import each

# tracing these takes as long again, and the bar is passed without them
pytestmark = pytest.mark.no_cover


def refused(text: str, says: str, *, decimal: str = ".") -> None:
    with pytest.raises(ParseError) as caught:
        measure(text, decimal=decimal)
    assert says in str(caught.value), str(caught.value)


class TestWhatPintsParserMakesOfIt:
    @pytest.mark.parametrize(
        ("text", "shown", "kind"),
        [
            ("204 PS", "204 PS", "power"), ("204 ch", "204 PS", "power"), ("430 Nm", "430 N·m", "torque"),
            ("18 kWh/100km", "18 kWh/100 km", "consumption"), ("1 234 km", "1234 km", "length"),
            ("1\u00a0234 km", "1234 km", "length"), ("10-80%", "10–80 %", "ratio"),
            ("0-100 km/h", "0–100 km/h", "speed"), ("300 kW (408 PS)", "300 kW", "power"),
            ("\u221210 °C", "-10 °C", "temperature"),
        ],
    )  # fmt: skip
    def test_is_read_as_it_is_meant(self, text: str, shown: str, kind: str) -> None:
        found = measure(text)
        assert (found.show(), found.kind) == (shown, kind)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("77,4 kWh", "decimal=','"), ("9**9**9", "a unit is missing"), ("1e400 km", "out of reach"),
            ("1e-400 km", "out of reach"), ("2*3 km", "a unit is missing"), ("3+4 km", "a unit is missing"),
            ("nan km", "not a number"), ("inf km", "not a number"), ("1_000 km", "a unit is missing"),
            ("0x10 km", "unknown unit"), ("5 5 km", "a unit is missing"), ("5 km 6 km", "cannot read"),
            ("km", "not a number"), ("5", "a unit is missing"), ("__import__('os') km", "not a number"),
        ],
    )  # fmt: skip
    def test_or_refused_and_never_computed(self, text: str, says: str) -> None:
        refused(text, says)

    def test_at_once_however_long_it_is(self) -> None:
        for text in ("9" * 1_000_000 + " km", "9" * 190 + " km", "1e" + "9" * 150 + " km", "(" * 200):
            start = perf_counter()
            refused(text, "")
            assert perf_counter() - start < 0.05

    def test_the_same_with_every_version_of_pint(self) -> None:
        # No text reaches it: nothing but a quantity needs pint at all.
        assert str(measure("204 PS").to("kW")) == "150 kW"


class TestHorsepower:
    @pytest.mark.parametrize("spelling", ["PS", "CV", "cv", "ch", "hk", "pk"])
    def test_of_the_continent_is_metric(self, spelling: str) -> None:
        assert measure(f"204 {spelling}").unit == "PS"
        assert measure(f"1 {spelling}").to("W").magnitude == 735.49875

    @pytest.mark.parametrize("spelling", ["hp", "bhp", "HP", "horsepower"])
    def test_of_britain_and_the_us_is_mechanical(self, spelling: str) -> None:
        assert measure(f"1 {spelling}").to("kW").magnitude == pytest.approx(0.745699872, abs=1e-9)

    def test_of_electric_motors_is_a_third(self) -> None:
        assert measure("1 electric hp").to("W").magnitude == 746

    def test_that_disagrees_with_its_kilowatts_is_said_and_not_mended(self) -> None:
        refused("204 hp (150 kW)", "'hp' means mechanical horsepower; did you mean 'PS'?")
        refused("201 PS (150 kW)", "'PS' means metric horsepower; did you mean 'hp'?")
        refused("150 kW/204 hp", "did you mean 'PS'?")
        refused("204 hp (250 kW)", "is not the one in 'hp' (in")


class TestCase:
    @pytest.mark.parametrize("spelling", ["kWh", "kwh", "KWH", "Kwh"])
    def test_that_says_nothing_is_read(self, spelling: str) -> None:
        assert measure(f"77 {spelling}").unit == "kWh"

    @pytest.mark.parametrize(
        ("spelling", "right"),
        [("mW", "'MW'"), ("mJ", "'MJ'"), ("mWh", "'MWh'"), ("nm", "'N·m'"), ("Ps", "'PS'"), ("KM/Min", "")],
    )
    def test_that_changes_the_meaning_is_refused(self, spelling: str, right: str) -> None:
        if right:
            refused(f"5 {spelling}", f"did you mean {right}?")
        else:
            assert measure(f"5 {spelling}").unit == "km/min"

    @pytest.mark.parametrize(
        ("spelling", "right"),
        [
            ("M", "'m' for meters or 'mi' for miles"), ("C", "'C-rate' for charging or '°C'"), ("T", "'t'"),
            ("a", "'A'"), ("ton", "'t' for metric tons or give it in lb"), ("tons", "'t'"),
            ("gal", "'US gal' or 'UK gal'"), ("gallons", "'US gallons' or 'UK gallons'"), ("mpg", "'MPGe'"),
            ("ps", "'PS' for metric horsepower"), ("kr", "'NOK', 'SEK' or 'DKK'"),
        ],
    )  # fmt: skip
    def test_and_what_says_too_little_is_refused_with_what_to_write(self, spelling: str, right: str) -> None:
        refused(f"5 {spelling}", right)


class TestGroupsAndDecimals:
    @pytest.mark.parametrize("group", [",", " ", "\u00a0", "\u2009", "\u202f", "'", "’"])
    def test_groups_of_three(self, group: str) -> None:
        assert measure(f"1{group}234 km").magnitude == 1234
        assert measure(f"1{group}234{group}567.5 km").magnitude == 1234567.5

    @pytest.mark.parametrize("text", ["77,4 kWh", "1.234,5 km", "1 234,5 km"])
    def test_a_decimal_comma_is_read_only_on_request(self, text: str) -> None:
        refused(text, "name the decimal mark (decimal=',')")
        assert measure(text, decimal=",").magnitude in {77.4, 1234.5}

    def test_what_it_means_depends_on_the_request(self) -> None:
        assert measure("1.234 km", decimal=".").magnitude == 1.234
        assert measure("1.234 km", decimal=",").magnitude == 1234
        refused("1,234.5 km", "with '.' as the decimal mark", decimal=",")

    @pytest.mark.parametrize(
        "number", ["1,23,456", "1,234 567", "1'234,567", "1.2.3", "12,34", "012", "1,,234"]
    )
    def test_mixed_or_misplaced_marks_are_refused(self, number: str) -> None:
        refused(f"{number} km", "")

    def test_scientific_notation(self) -> None:
        assert measure("1.5e3 km").magnitude == 1500
        assert measure("1.5E\u22123 km").magnitude == 0.0015


class TestPairs:
    def test_one_figure_twice_keeps_the_first_and_checks_the_second(self) -> None:
        found = measure("319 miles (514 km)")
        assert (str(found), str(found.to("km"))) == ("319 mi", "514 km")
        refused("319 miles (600 km)", "the figure in 'km' is not the one in 'mi'")

    def test_lists(self) -> None:
        found = measure("282 hp (286 PS, 210 kW)")
        assert [str(printing) for printing in found.printings] == ["282 hp", "286 PS", "210 kW"]
        refused("282 hp (286 PS, 230 kW)", "is not the one")

    def test_in_words(self) -> None:
        assert str(measure("319 miles (514 kilometers)").to("km")) == "514 km"

    def test_of_bounds_and_ranges(self) -> None:
        assert str(measure("up to 400 kW (536 hp)").to("hp")) == "up to 536 hp"
        assert str(measure("431-473 km (268-294 mi)").to("mi")) == "268–294 mi"
        assert (
            str(measure("at least 4.0 mi/kWh (15.5 kWh/100 km)").to("kWh/100 km")) == "up to 15.5 kWh/100 km"
        )


class TestRanges:
    @pytest.mark.parametrize(
        "text", ["18.1-16.8 kWh/100 km", "16.8–18.1 kWh/100 km", "16.8 to 18.1 kWh/100 km"]
    )
    def test_are_printed_either_way_round(self, text: str) -> None:
        assert str(measure(text)) == "16.8–18.1 kWh/100 km"

    def test_two_motors_are_none(self) -> None:
        refused("141 and 172 kW", "'and' joins two figures")

    def test_a_window_is_one(self) -> None:
        assert (measure("10-80 %").low, measure("10-80 %").high) == (10, 80)
        assert measure("10% to 80%") == measure("10-80 %") == measure("10-80%")

    @each(("lead", "joiners"), [span for lexicon in (CORE, *lexicons()) for span in lexicon.spans.items()])
    def test_in_the_words_of_the_press(self, lead: str, joiners: tuple[str, ...]) -> None:
        for joiner in joiners:
            assert measure(f"{lead} 431 {joiner} 473 km") == measure("431-473 km")
            assert measure(f"{lead} 431 km {joiner} 473 km") == measure("431-473 km")


class TestCycleWords:
    @pytest.mark.parametrize(
        ("text", "cycle"),
        [
            ("514 km WLTP", "WLTP"), ("WLTP: 514 km", "WLTP"), ("514 km (WLTP combined)", "WLTP"),
            ("514 km, combined WLTP", "WLTP"), ("290 miles (EPA est.)", "EPA"), ("EPA-est. 290 miles", "EPA"),
            ("EPA-estimated 290 miles", "EPA"), ("514 km NEDC", "NEDC"), ("605 km CLTC", "CLTC"),
            ("JC08: 400 km", "JC08"), ("400 km JC08", "JC08"), ("420 km real world", "real world"),
            ("420 km (real-world)", "real world"), ("up to EPA-estimated 290 miles", "EPA"),
        ],
    )  # fmt: skip
    def test_stand_before_or_after(self, text: str, cycle: str) -> None:
        assert measure(text).cycle == cycle

    def test_of_two_kinds_are_refused(self) -> None:
        refused("514 km WLTP (EPA)", "a second cycle")
        assert set(CYCLES) == {
            "WLTP", "EPA", "NEDC", "CLTC", "WMTC", "JC08", "WLTC", "MIDC", "Korea", "real world",
        }  # fmt: skip

    def test_a_sprint_to_60_mph_is_not_one_to_100_km_per_hour(self) -> None:
        assert measure("0-62 mph").agrees_with(measure("0-100 km/h"))
        assert not measure("0-60 mph").agrees_with(measure("0-100 km/h"))


class TestCharacters:
    @pytest.mark.parametrize(
        ("character", "says"),
        [
            ("\x00", "U+0000"), ("\t", "U+0009"), ("\x1b", "U+001B"), ("\x7f", "U+007F"),
            ("\u200b", "ZERO WIDTH SPACE"), ("\u200d", "ZERO WIDTH JOINER"), ("\u2060", "WORD JOINER"),
            ("\ufeff", "ZERO WIDTH NO-BREAK SPACE"), ("\u00ad", "SOFT HYPHEN"),
            ("\u202e", "RIGHT-TO-LEFT OVERRIDE"), ("\u2066", "LEFT-TO-RIGHT ISOLATE"),
            ("\u2028", "LINE SEPARATOR"), ("\uff11", "not an ASCII digit"), ("\u0661", "not an ASCII digit"),
            ("\U0001d7d9", "not an ASCII digit"), ("\u2460", "not an ASCII digit"),
            ("\u043c", "CYRILLIC SMALL LETTER EM"), ("\u039c", "GREEK CAPITAL LETTER MU"),
            ("\u212a", "KELVIN SIGN"), ("\uff4b", "FULLWIDTH LATIN SMALL LETTER K"), ("\u0301", "COMBINING"),
            ("\u3000", "IDEOGRAPHIC SPACE"), ("\ud800", "U+D800"), ("☺", "WHITE SMILING FACE"),
        ],
    )  # fmt: skip
    def test_that_only_look_right_are_refused_by_code_point(self, character: str, says: str) -> None:
        for text in (f"514{character} km", f"{character}514 km", f"514 k{character}m"):
            refused(text, says)
            refused(text, f"U+{ord(character):04X}")

    def test_no_other_character_of_all_is_let_through(self) -> None:
        allowed = {*"\u00a0\u2009\u202f", *CORE.known, *(one for each in lexicons() for one in each.known)}
        for code in (
            *range(0x20),
            *range(0x7F, 0x600),
            *range(0x600, 0x3100, 5),
            *range(0xFE00, sys.maxunicode, 0x3F1),
        ):
            character = chr(code)
            if character not in allowed:
                refused(f"514 km{character}", f"U+{code:04X}")

    def test_letters_with_accents_are_those_of_the_words(self) -> None:
        known = {one for each in lexicons() for one in each.known if one.isalpha() and one.islower()}
        assert set("àáäåèéíöøùüó") <= known
        assert not CORE.known & {*"àáäåèéíöøùüó"}
        refused("514 kmé", "unknown unit 'kmé'")


class TestWordsOfThePress:
    @each(
        ("text", "shown"),
        [
            # Bounds, hedges.
            ("bis zu 400 kW", "up to 400 kW"), ("jusqu'à 400 kW", "up to 400 kW"),
            ("jusqu’à 400 kW", "up to 400 kW"), ("fino a 400 kW", "up to 400 kW"),
            ("hasta 400 kW", "up to 400 kW"), ("tot 400 kW", "up to 400 kW"),
            ("opptil 400 kW", "up to 400 kW"), ("mindestens 500 km", "at least 500 km"),
            ("plus de 500 km", "more than 500 km"), ("más de 500 km", "more than 500 km"),
            ("über 500 km", "more than 500 km"), ("ÜBER 500 km", "more than 500 km"),
            ("oltre 500 km", "more than 500 km"), ("meer dan 500 km", "more than 500 km"),
            ("mer enn 500 km", "more than 500 km"), ("moins de 6 s", "less than 6 s"),
            ("ca. 500 km", "about 500 km"), ("ca.500 km", "about 500 km"), ("env. 500 km", "about 500 km"),
            ("circa 500 km", "about 500 km"), ("rund 500 km", "about 500 km"),
            ("zo'n 500 km", "about 500 km"), ("500 km circa", "about 500 km"),
            ("500 km oder mehr", "at least 500 km"), ("north of 500 km", "more than 500 km"),
            # Units.
            ("204 PS", "204 PS"), ("204 ch", "204 PS"), ("204 CV", "204 PS"), ("204 pk", "204 PS"),
            ("204 hk", "204 PS"), ("15,3 kWh/100 km", "15.3 kWh/100 km"), ("180 km/t", "180 km/h"),
            ("180 km/u", "180 km/h"), ("3 Stunden", "3 h"), ("30 Minuten", "30 min"),
            ("8,6 Sekunden", "8.6 s"),
            ("30 minuti", "30 min"), ("30 minutos", "30 min"), ("3 heures", "3 h"), ("490 Liter", "490 L"),
            ("490 litri", "490 L"), ("490 litros", "490 L"), ("514 Kilometer", "514 km"),
            ("514 kilomètres", "514 km"), ("514 kilómetros", "514 km"), ("514 chilometri", "514 km"),
            ("3 timer", "3 h"), ("30 minutter", "30 min"), ("8,6 sekunder", "8.6 s"), ("3 uur", "3 h"),
            # Times.
            ("3:45 h", "3:45 h"), ("1h 20min", "1:20 h"), ("1 h 20 min", "1:20 h"), ("7h30", "7:30 h"),
            ("7 h 30", "7:30 h"), ("up to 7h30", "up to 7:30 h"), ("17.9-inch", "17.9 in"),
            # Money.
            ("€47,900", "47900 EUR"), ("47,900 €", "47900 EUR"), ("EUR 47,900", "47900 EUR"),
            ("US$47,900", "47900 USD"), ("£42,000-45,000", "42000–45000 GBP"),
            ("€42,000–€45,000", "42000–45000 EUR"), ("CHF 52'900", "52900 CHF"),
            ("from €42,000 to €45,000", "42000–45000 EUR"), ("ab 47,900 €", "at least 47900 EUR"),
            ("around €47,900", "about 47900 EUR"),
        ],
    )  # fmt: skip
    def test_are_read(self, text: str, shown: str) -> None:
        comma = "," in text and text.split(",")[1][1:2] in {" ", ""}
        assert measure(text, decimal="," if comma else ".").show() == shown

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("ab 479 km", "write 'at least'"), ("knapp 500 km", "'about' or 'less than'"),
            ("presque 500 km", "'about' or 'less than'"), ("casi 500 km", "'about' or 'less than'"),
            ("$47,900", "write 'USD', 'CAD' or 'AUD'"), ("7h3", "unknown unit"),
            ("7h75", "more than 59"), ("€5 km", "cannot read 'km'"), ("€47,900 €", "cannot read"),
            ("US€47,900", "'US' is not a number"),
        ],
    )  # fmt: skip
    def test_that_leave_a_doubt_are_refused(self, text: str, says: str) -> None:
        refused(text, says)


def test_an_error_says_what_where_and_what_would_be_right() -> None:
    with pytest.raises(ParseError) as caught:
        measure("up to 5 mW")
    assert str(caught.value) == (
        "'mW' is not a unit as capitalized; did you mean 'MW'? (in 'up to 5 mW', column 9)"
    )
    assert (caught.value.text, caught.value.column) == ("up to 5 mW", 9)


def test_mpge_has_both_of_its_sizes() -> None:
    exact, label = measure("100 MPGe").to("kWh/100 mi"), measure("100 MPGe (33.7)").to("kWh/100 mi")
    assert (exact.magnitude, label.magnitude) == (33.705, 33.7)
    assert unit("MPGe") is not unit("MPGe (33.7)")
    assert Measure.of(2, "Le/100 km").to("kWh/100 km").magnitude == 17.8
