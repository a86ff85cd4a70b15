"""Printing with the precision that the source had."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evspec.errors import ParseError
from evspec.measures import measure
from tests.each import each


@each(
    ("text", "target", "shown"),
    [
        ("514 km", "mi", "319 mi"), ("319 mi", "km", "513 km"), ("150 kW", "hp", "201 hp"),
        ("230 kW", "hp", "308 hp"), ("345 kW", "hp", "463 hp"), ("150 kW", "PS", "204 PS"),
        ("18.1 kWh/100 km", "mi/kWh", "3.43 mi/kWh"), ("15 kWh/100 km", "kWh/100 mi", "24 kWh/100 mi"),
        ("3.43 mi/kWh", "km/kWh", "5.52 km/kWh"), ("100 MPGe", "kWh/100 mi", "33.7 kWh/100 mi"),
        ("4500 mm", "in", "177.2 in"), ("2692 mm", "in", "106.0 in"), ("2.89 m", "in", "114 in"),
        ("490 L", "ft³", "17.3 ft³"), ("2085 kg", "lb", "4597 lb"), ("170 km/h", "mph", "106 mph"),
        ("247 N·m", "lb·ft", "182 lb·ft"), ("431-473 km", "mi", "268–294 mi"),
        ("15.6-15.7 kWh/100 km", "kWh/100 mi", "25.1–25.3 kWh/100 mi"),
        ("16.8-18.1 kWh/100 km", "mi/kWh", "3.43–3.70 mi/kWh"),
        ("429-430 km", "mi", "267 mi"), ("up to 400 kW", "hp", "up to 536 hp"),
        ("more than 514 km", "mi", "more than 319 mi"), ("about 463 hp", "kW", "about 345 kW"),
        # Upside down no number leaves what was rounded to it: 20 kWh/100 km would be 5.0 km/kWh.
        ("5.1 km/kWh", "kWh/100 km", "19.6 kWh/100 km"), ("5.2 km/kWh", "kWh/100 km", "19.2 kWh/100 km"),
        ("4.0-4.1 mi/kWh", "kWh/100 km", "15.2–15.5 kWh/100 km"),
        ("at least 4.0 mi/kWh", "kWh/100 km", "up to 15.5 kWh/100 km"),
        ("4 mi/kWh", "kWh/100 km", "16 kWh/100 km"), ("4-4.1 mi/kWh", "kWh/100 km", "15–16 kWh/100 km"),
        ("12 kWh/100 km", "mi/kWh", "5.2 mi/kWh"), ("5.7 L/100 km", "mpg (US)", "41.3 mpg (US)"),
        ("1.0 mi/kWh", "kWh/100 mi", "100 kWh/100 mi"), ("1.1 mi/kWh", "kWh/100 mi", "91 kWh/100 mi"),
        ("-10 to 40 °C", "°F", "14–104 °F"), ("-20 to -10 °F", "°C", "-29 to -23 °C"),
        ("0.24 fraction", "%", "24 %"), ("90 min", "h", "1.50 h"), ("28 MJ", "kWh", "7.8 kWh"),
        # What is not 0 does not print as 0; what is 0 does.
        ("1 L", "ft³", "0.04 ft³"), ("0.01-5 km", "mi", "0.01–3 mi"), ("0 km", "mi", "0 mi"),
        ("32 °F", "°C", "0 °C"), ("0-32 °F", "°C", "-18–0 °C"), ("2680h 2min", "h", "2680:02 h"),
        # Tens only where the source's last digit allows them.
        ("5 mi", "m", "8000 m"), ("at least 4 mi/kWh", "Wh/mi", "up to 250 Wh/mi"),
        ("1-1.5 cm", "mm", "10–15 mm"), ("3:50 h", "s", "13800 s"),
        # Digits that a factor of ten keeps.
        ("4.50 m", "mm", "4500 mm"), ("4500 mm", "m", "4.500 m"), ("1e3 km", "m", "1000000 m"),
        # A printing in the unit shows as it was printed.
        ("514 km (319 mi)", "mi", "319 mi"), ("319 mi (514 km)", "km", "514 km"),
        ("319 mi (514 km)", "m", "514000 m"), ("282 hp (286 PS, 210 kW)", "kW", "210 kW"),
        ("more than 319 mi (514 km)", "km", "more than 514 km"),
    ],
)  # fmt: skip
def test_after_conversion(text: str, target: str, shown: str) -> None:
    there = measure(text).to(target)
    assert there.show() == shown
    assert measure(shown).agrees_with(there) or "(" in text


@pytest.mark.parametrize(
    ("text", "target", "step"),
    [
        ("514 km", "km", "1"), ("514 km", "mi", "1"), ("3.90 s", "s", "0.01"), ("4500 mm", "in", "0.1"),
        ("431.0-473 km", "km", "1"), ("16.8-18.1 kWh/100 km", "mi/kWh", "0.01"), ("0.01-5 km", "mi", "1"),
        ("1e3 km", "km", "1E+3"),
        ("up to 400 kW", "hp", "1"), ("514 km (319.4 mi)", "mi", "0.1"), ("3:45 h", "min", "1"),
    ],
)  # fmt: skip
def test_step(text: str, target: str, step: str) -> None:
    found = measure(text).to(target).step
    assert found == Decimal(step)
    assert found.as_tuple().digits == (1,)


def test_number() -> None:
    m = measure("2085-2180 kg").to("lb")
    assert (m.number("low"), m.number("high")) == ("4597", "4806")
    assert m.number("low", grouped=True) == "4,597"
    assert measure("up to 400 kW").number("low") is None
    assert measure("up to 400 kW").number("high") == "400"
    assert measure("4-7.5 km").number("low") == "4"
    assert measure("3:45 h").number("low") == "3:45"
    assert measure("up to 3:45 h").number("low") is None
    assert measure("at least 4 mi/kWh").to("Wh/mi").number("high") == "250"
    with pytest.raises(ValueError, match="'low' or 'high'"):
        m.number("middle")


def test_groups() -> None:
    assert measure("2085 kg").to("lb").show(grouped=True) == "4,597 lb"
    assert measure("47900 EUR").show(grouped=True) == "47,900 EUR"
    assert measure("1234567.25 km").show(grouped=True) == "1,234,567.25 km"
    assert measure("-1234 °C").show(grouped=True) == "-1,234 °C"
    assert measure("514 km").show(grouped=True) == "514 km"


@pytest.mark.parametrize(
    "text",
    ["514 km WLTP", "up to 400 kW", "less than 5 mi EPA", "about 463 hp", "150–230 kW", "-20 to -10 °C",
     "3:45 h", "at least 4.00 mi/kWh", "more than 514 km real world", "30 mpg (US)", "131 MPGe (33.7)"],
)  # fmt: skip
def test_what_is_printed_reads_back(text: str) -> None:
    m = measure(text)
    assert str(m) == text
    assert measure(str(m)) == m


@each("kilowatts", range(90, 330, 7))
def test_zeros_for_thousands_are_no_digits_that_another_printing_contradicts(kilowatts: int) -> None:
    for off in (-1, 0, 1):
        horsepower = round(kilowatts * 1.35962) + off
        try:
            figure = measure(f"{kilowatts}k W / {horsepower} PS")
        except ParseError:
            continue
        for unit in ("W", "kW", "MW", "PS", "hp"):
            again = measure(str(figure.to(unit)))
            assert again.agrees_with(measure(f"{kilowatts} kW")), (str(figure), unit)
            assert again.agrees_with(measure(f"{horsepower} PS")), (str(figure), unit)
