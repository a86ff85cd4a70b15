"""The grammar: what is read, and as what."""

from __future__ import annotations

import inspect
import pydoc

import pytest

from evspec.cycles import CYCLES
from evspec.errors import ParseError
from evspec.measures import bare, measure
from evspec.measures.lexicon import CORE, lexicons
from tests.each import each


@each(
    ("text", "shown"),
    [
        # Plain figures, spaced as it comes.
        ("514 km", "514 km"), ("514km", "514 km"), (" 514  km ", "514 km"), ("514\u00a0km", "514 km"),
        ("3.90 s", "3.90 s"), (".24 m²", "0.24 m²"), ("0 km", "0 km"),
        ("204 PS", "204 PS"), ("130 kW", "130 kW"), ("8.9 seconds", "8.9 s"), ("17.9-inch", "17.9 in"),
        ('17.9"', "17.9 in"), ("430 Nm", "430 N·m"), ("30 mpg (US)", "30 mpg (US)"),
        ("131 MPGe (33.7)", "131 MPGe (33.7)"), ("120 hp (metric)", "120 PS"), ("5 km.", "5 km"),
        ("18 kWh per 100 km", "18 kWh/100 km"), ("18 kWh/100km", "18 kWh/100 km"), ("80%", "80 %"),
        ("20 °C", "20 °C"), ("47,900 €", "47900 EUR"), ("18 KWH/100KM", "18 kWh/100 km"),
        # Groups and decimals.
        ("1,234 km", "1234 km"), ("1 234 km", "1234 km"), ("1\u00a0234 km", "1234 km"),
        ("1\u202f234 km", "1234 km"), ("1\u2009234.5 km", "1234.5 km"), ("1'234 km", "1234 km"),
        ("1’234 km", "1234 km"), ("1,234,567.8 km", "1234567.8 km"), ("1e3 km", "1000 km"),
        ("1.5E-1 km", "0.15 km"), ("1.5e\u22121 km", "0.15 km"), ("1e+1 km", "10 km"),
        # Signs.
        ("-10 °C", "-10 °C"), ("\u221210 °C", "-10 °C"),
        # Ranges either way round.
        ("431-473 km", "431–473 km"), ("473–431 km", "431–473 km"), ("431 to 473 km", "431–473 km"),
        ("431 - 473 km", "431–473 km"), ("from 431 to 473 km", "431–473 km"),
        ("between 431 and 473 km", "431–473 km"), ("between 431 km and 473 km", "431–473 km"),
        ("431 km to 473 km", "431–473 km"), ("268 mi-294 mi", "268–294 mi"), ("10-80 %", "10–80 %"),
        ("10-80%", "10–80 %"), ("18.1-16.8 kWh/100 km", "16.8–18.1 kWh/100 km"),
        ("431\u2011473 km", "431–473 km"), ("-10 to 40 °C", "-10–40 °C"),
        ("-20 to -10 °C", "-20 to -10 °C"), ("5 to −3 °C", "-3–5 °C"),
        # Clocks.
        ("3:45 h", "3:45 h"), ("1h 20min", "1:20 h"), ("1 h 20 min", "1:20 h"),
        ("6 hours 30 minutes", "6:30 h"), ("1 min 30 s", "1:30 min"), ("0:05 h", "0:05 h"),
        # Pairs and triples: the first is shown.
        ("514 km (319 mi)", "514 km"), ("319 miles (514 kilometers)", "319 mi"),
        ("282 hp (286 PS, 210 kW)", "282 hp"), ("150 kW/204 PS", "150 kW"),
        ("150 kW / 204 PS", "150 kW"), ("282 hp (286 PS / 210 kW)", "282 hp"),
        ("431-473 km (268-294 mi)", "431–473 km"), ("up to 400 kW (536 hp)", "up to 400 kW"),
        ("about 300 miles (480 km)", "about 300 mi"), ("3.75 h (225 min)", "3.75 h"),
        ("at least 4.00 mi/kWh (15.5 kWh/100 km)", "at least 4.00 mi/kWh"),
        ("at least 4.00 mi/kWh / 15.5 kWh/100 km", "at least 4.00 mi/kWh"),
        ("4.00 mi/kWh (15.5 kWh/100 km)", "4.00 mi/kWh"),
        # Bounds behind the number.
        ("400 kW max.", "up to 400 kW"), ("400 kW maximum", "up to 400 kW"),
        ("400 km or more", "at least 400 km"), ("5 s or less", "up to 5 s"),
        ("400+ km", "at least 400 km"), ("400+ miles", "at least 400 mi"),
    ],
)  # fmt: skip
def test_shown(text: str, shown: str) -> None:
    assert measure(text).show() == shown
    assert measure(text).text == text


@each(
    ("words", "bound"),
    {**CORE.before, **{phrase: bound for one in lexicons() for phrase, bound in one.before.items()}}.items(),
)
def test_bound_words(words: str, bound: str) -> None:
    for phrase in (words, words.upper(), words.capitalize()):
        m = measure(f"{phrase} 400 kW")
        assert m.bound == bound
        assert m.magnitude == 400
        assert (m.low is None) == (bound in {"at most", "less than"})
        assert (m.high is None) == (bound in {"at least", "more than"})


@pytest.mark.parametrize(
    ("text", "shown"),
    [("≤400 kW", "up to 400 kW"), (">514 km", "more than 514 km"), ("~463 hp", "about 463 hp")],
)
def test_a_sign_needs_no_space(text: str, shown: str) -> None:
    assert str(measure(text)) == shown


@each("cycle", CYCLES)
@each(
    "form",
    ["514 km {}", "{}: 514 km", "{} 514 km", "514 km ({})", "514 km, {}", "514 km (319 mi) {}",
     "514 km {} (319 mi)", "514 km (319 mi, {})", "514 km (319 mi {})", "514 km {} combined",
     "514 km (combined {})", "514 km ({} est.)", "{}-estimated 514 km", "up to 514 km {}"],
)  # fmt: skip
def test_cycle_words(form: str, cycle: str) -> None:
    for name in (cycle, cycle.lower(), cycle.replace(" ", "-")):
        m = measure(form.format(name))
        assert m.cycle == cycle
        assert (m.unit, m.magnitude) == ("km", 514)
        assert {printed.cycle for printed in m.printings} == {cycle}


@pytest.mark.parametrize(
    ("text", "value"),
    [("77,4 kWh", 77.4), ("1.234,5 km", 1234.5), ("1 234,5 km", 1234.5), ("1.234 km", 1234.0), ("5 km", 5.0)],
)
def test_decimal_comma_on_request(text: str, value: float) -> None:
    assert measure(text, decimal=",").magnitude == value


def test_help_begins_with_the_signature() -> None:
    assert str(inspect.signature(measure)) == "(text: 'str', *, decimal: 'str | None' = None) -> 'Measure'"
    assert pydoc.plain(pydoc.render_doc(measure)).splitlines()[2].startswith("measure(text: 'str', *")


def test_the_decimal_mark_is_one_of_two() -> None:
    with pytest.raises(ValueError, match=r"'\.' or ','"):
        measure("5 km", decimal=";")


def test_only_text_is_read() -> None:
    with pytest.raises(TypeError, match=r"not from int; see Measure\.of"):
        measure(5)  # type: ignore[arg-type]


def test_a_clock_keeps_its_minutes() -> None:
    m = measure("3:50 h")
    assert (m.unit, m.kind) == ("h", "duration")
    assert str(m.to("min")) == "230 min"
    assert str(m.to("s")) == "13800 s"
    assert str(m.to("min").to("h")) == "3:50 h"
    assert m.magnitude == pytest.approx(23 / 6)
    assert measure("3:45 h") == measure("3.75 h")
    assert m.was_printed_in("h")


def test_printings() -> None:
    m = measure("282 hp (286 PS, 210 kW)")
    assert [str(printed) for printed in m.printings] == ["282 hp", "286 PS", "210 kW"]
    assert all(printed.bound == "exact" for printed in m.printings)
    assert m.was_printed_in("kW")
    assert m.was_printed_in("cv")
    assert not m.was_printed_in("W")


def test_the_bound_of_a_second_printing_turns_with_its_unit() -> None:
    first, second = measure("at least 4.00 mi/kWh (15.5 kWh/100 km)").printings
    assert (first.bound, second.bound) == ("at least", "at most")


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("164 kWh/1000km", 164, "kWh/1000 km"), ("164 kWh/1,000 km", 164, "kWh/1000 km"),
        ("164 kWh pro 1000 km", 164, "kWh/1000 km"), ("0.05 L/km", 0.05, "L/km"),
        ("250 Wh/nmi", 250, "Wh/nmi"), ("10 hp-hr", 10, "hp·h"), ("3200 mAh", 3200, "mAh"),
        ("16,000 rpm", 16_000, "rpm"), ("16 000 tr/min", 16_000, "rpm"), ("1,998 cc", 1998, "cm³"),
        ("6 ft 4 in", 76, "in"), ("8 years", 8, "yr"), ("36 Monate", 36, "mo"), ("75 KWhr", 75, "kWh"),
        ("10490000 ISK", 10_490_000, "ISK"), ("199 900 zł", 199_900, "PLN"),
        ("₩50,000,000", 50_000_000, "KRW"),
        ("R$ 299,990", 299_990, "BRL"), ("AED 189,000", 189_000, "AED"), ("4,990,000 Ft", 4_990_000, "HUF"),
        ("1.39 crore INR", 13_900_000, "INR"), ("16.8万 CNY", 168_000, "CNY"), ("181 Kms", 181, "km"),
    ],
)  # fmt: skip
def test_the_units_of_files(text: str, low: float, unit: str) -> None:
    read = measure(text)
    assert (read.low, read.high, read.unit) == (low, low, unit)


def test_a_bound_may_be_rounded_in_both_units() -> None:
    figure = measure("over 440 kW (600 PS)")
    assert figure.bound == "more than"
    assert (figure.low, str(figure.to("PS"))) == (440, "more than 600 PS")
    assert figure.agrees_with(measure("over 440 kW"))
    assert figure.agrees_with(measure("over 600 PS"))
    assert not figure.agrees_with(measure("over 435 kW"))


@pytest.mark.parametrize(
    ("text", "decimal"),
    [("between 19.8 to 23.0 kWh/100 km", None), ("zwischen 19,8 bis 23,0 kWh/100 km", ",")],
)
def test_between_takes_a_to(text: str, decimal: str | None) -> None:
    assert str(measure(text, decimal=decimal)) == "19.8–23.0 kWh/100 km"


@pytest.mark.parametrize(
    ("text", "number"),
    [("rund 41.500 Euro", 41500), ("69.000 Franken", 69000), ("about 41.500 euros", 41500)],
)
def test_thousands_with_a_point_are_read_with_the_mark_only(text: str, number: int) -> None:
    with pytest.raises(ParseError, match="name the decimal mark"):
        measure(text)
    assert measure(text, decimal=",").magnitude == number


@pytest.mark.parametrize(
    ("text", "shown", "bound"),
    [
        ("<0.26", "less than 0.26", "less than"), ("up to 0.26", "up to 0.26", "at most"),
        (">= 5", "at least 5", "at least"), ("about 0.3", "about 0.3", "about"), ("0.26", "0.26", "exact"),
    ],
)  # fmt: skip
def test_a_number_without_a_unit_may_have_a_bound(text: str, shown: str, bound: str) -> None:
    found = bare(text)
    assert (str(found), found.bound, found.text) == (shown, bound, text)
    assert bare(str(found)) == found


@pytest.mark.parametrize("text", ["wide 0.26", "<<0.26", "< up to 5", "<5-7", "<", "0.26<"])
def test_what_is_no_bound_of_a_number_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        bare(text)


@pytest.mark.parametrize("text", ["0k kW/8 PS", "0 thousand EUR", "€0m"])
def test_nothing_has_no_thousands(text: str) -> None:
    with pytest.raises(ParseError, match="a 0 has no thousands"):
        measure(text)


def test_a_printing_that_is_only_about_shows_no_other_number() -> None:
    power = measure("282 hp (286 PS, ~212 kW)")
    assert str(power.to("kW")) == "210 kW"
    assert measure(str(power.to("kW"))).agrees_with(power)


def test_what_names_a_figure_is_told_to_be_left_out() -> None:
    with pytest.raises(ParseError, match="'Reichweite' names what is told; leave it out"):
        measure("Reichweite: 570 km")
