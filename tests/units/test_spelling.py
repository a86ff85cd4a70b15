"""Spellings that are accepted, and those that are refused with a hint."""

from __future__ import annotations

import pytest

from evspec.confused import AMBIGUOUS
from evspec.errors import EvspecError, UnitError
from evspec.units import find, unit
from tests.each import each


@each(
    ("spelling", "symbol"),
    [
        # Horsepower is three units; the European abbreviations are all the metric one.
        ("PS", "PS"), ("CV", "PS"), ("cv", "PS"), ("ch", "PS"), ("hk", "PS"), ("pk", "PS"),
        ("metric horsepower", "PS"), ("hp", "hp"), ("bhp", "hp"), ("HP", "hp"),
        ("horsepower", "hp"), ("electric hp", "hp (electric)"),
        # Case that says nothing.
        ("kWh", "kWh"), ("kwh", "kWh"), ("KWH", "kWh"), ("Kwh", "kWh"), ("KW", "kW"), ("Km", "km"),
        ("Miles", "mi"), ("MPH", "mph"), ("KM/H", "km/h"), ("wh/km", "Wh/km"), ("MPGE", "MPGe"),
        ("L/100 KM", "L/100 km"), ("AH", "Ah"),
        # Compound units, spaced, spelled out, with "per".
        ("kWh/100km", "kWh/100 km"), ("kWh / 100 km", "kWh/100 km"), ("kWh per 100 km", "kWh/100 km"),
        ("kilowatt-hours per 100 kilometers", "kWh/100 km"),
        ("kilowatt hours per 100 kilometres", "kWh/100 km"), ("kWh/100 miles", "kWh/100 mi"),
        ("miles per kilowatt-hour", "mi/kWh"), ("Miles/kWh", "mi/kWh"), ("Wh per mile", "Wh/mi"),
        ("liters per 100 kilometres", "L/100 km"), ("km/t", "km/h"), ("kilometers per hour", "km/h"),
        ("kph", "km/h"), ("kW/t", "kW/t"), ("hp/lb", "hp/lb"), ("mi/min", "mi/min"),
        ("kilometers per minute", "km/min"),
        # Torque, volume and the rest as the press has them.
        ("Nm", "N·m"), ("N·m", "N·m"), ("N*m", "N·m"), ("N⋅m", "N·m"), ("newton-meters", "N·m"),
        ("lb-ft", "lb·ft"), ("lb ft", "lb·ft"), ("ft-lb", "lb·ft"), ("pound-feet", "lb·ft"),
        ("Pound-Feet", "lb·ft"), ("cu ft", "ft³"), ("cu. ft.", "ft³"), ("cubic feet", "ft³"),
        ("ft^3", "ft³"), ("litres", "L"), ("l", "L"), ("US gallons", "US gal"),
        ("imperial gallons", "UK gal"), ("inches", "in"), ('"', "in"), ("V", "V"), ("hours", "h"),
        ("deg C", "°C"), ("° C", "°C"), ("percent", "%"), ("per cent", "%"), ("lbs", "lb"),
        ("mpg US", "mpg (US)"), ("UK mpg", "mpg (UK)"), ("C rate", "C-rate"),
        ("amp-hours", "Ah"), ("Wh/l", "Wh/L"), ("", ""),
        # The spaces that typesetting uses.
        ("kWh/100\u00a0km", "kWh/100 km"), ("kWh/100\u202fkm", "kWh/100 km"),
    ],
)  # fmt: skip
def test_accepted(spelling: str, symbol: str) -> None:
    assert unit(spelling).symbol == symbol


@pytest.mark.parametrize(
    ("spelling", "hint"),
    [
        ("mW", "'MW'"), ("Mw", "'MW'"), ("mJ", "'MJ'"), ("mWh", "'MWh'"), ("nm", "'N·m'"),
        ("NM", "'N·m'"), ("MM", "'mm'"), ("CM", "'cm'"), ("kM", "'km'"), ("PK", "'PS'"),
        ("Ch", "'PS'"), ("IN", "'in'"), ("MI", "'mi'"), ("M/S", "'m/s'"), ("M²", "'m²'"),
    ],
)  # fmt: skip
def test_case_that_means_something_is_refused(spelling: str, hint: str) -> None:
    assert find(spelling) is None
    with pytest.raises(UnitError, match="as capitalized; did you mean") as caught:
        unit(spelling)
    assert hint in str(caught.value)


@each("spelling", AMBIGUOUS)
def test_what_says_too_little_is_refused_with_what_to_write(spelling: str) -> None:
    assert find(spelling) is None
    with pytest.raises(UnitError, match="is not clear as a unit"):
        unit(spelling)


@pytest.mark.parametrize(
    ("spelling", "near"),
    [("kWhh", "'kWh'"), ("kilomters", "'kilometers'"), ("kWh/100 k", "'kWh/100 km'"), ("PSS", "'PS'")],
)
def test_near_misses_are_suggested(spelling: str, near: str) -> None:
    with pytest.raises(UnitError, match="did you mean") as caught:
        unit(spelling)
    assert near in str(caught.value)


def test_what_is_like_nothing_is_only_unknown() -> None:
    with pytest.raises(UnitError, match=r"^unknown unit 'zzz'; all are in evspec.units.UNITS$"):
        unit("zzz")


def test_the_kind_makes_a_letter_clear() -> None:
    assert unit("C", "temperature").symbol == "°C"
    assert unit("F", "temperature").symbol == "°F"
    assert unit("C", "c-rate").symbol == "C-rate"


def test_a_unit_of_another_kind_names_both() -> None:
    with pytest.raises(UnitError, match=r"'kWh' measures energy, not power"):
        unit("kWh", "power")
    with pytest.raises(UnitError, match=r"'kWh' measures energy, not power"):
        unit(unit("kWh"), "power")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnitError, match=r"unknown kind 'powr'; did you mean 'power'"):
        unit("kW", "powr")


def test_an_unknown_unit_of_a_kind_is_looked_for_in_that_kind() -> None:
    with pytest.raises(UnitError, match="did you mean 'min'"):
        unit("minn", "duration")


def test_only_text_and_units_are_units() -> None:
    with pytest.raises(TypeError, match="a text or a Unit, not int"):
        unit(5)  # type: ignore[arg-type]


def test_a_unit_error_is_a_value_error() -> None:
    assert issubclass(UnitError, EvspecError)
    assert issubclass(UnitError, ValueError)


def test_outer_spaces_are_nothing() -> None:
    assert unit(" km ") is unit("km")
