"""Converting plain numbers."""

from __future__ import annotations

import math
from itertools import product

import pytest

from evspec.errors import UnitError
from evspec.measures import convert
from evspec.units import KINDS, conversion, unit
from tests.each import each

PAIRS = [pair for members in KINDS.values() for pair in product(members, repeat=2)]


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        (319, "mi", "km", 513.380736),
        (150, "kW", "hp", 201.1533134),
        (150, "kW", "PS", 203.9432),
        (18.1, "kWh/100km", "mi/kWh", 3.43299),
        (3.5, "mi/kWh", "kWh/100 km", 17.7534626),
        (3.5, "mi/kWh", "km/kWh", 5.632704),
        # 3370.5 / (kWh/100 mi), EPA's figure; its labels print 33.7.
        (33.705, "kWh/100 mi", "MPGe", 100.0),
        (100, "MPGe", "MPGe (33.7)", 100 * 33.7 / 33.705),
        (2, "Le/100 km", "kWh/100 km", 17.8),
        (6, "L/100 km", "mpg (US)", 39.2024),
        (6, "L/100 km", "mpg (UK)", 47.080156),
        (20, "°C", "°F", 68.0),
        (-40, "°F", "°C", -40.0),
        (0, "°C", "K", 273.15),
        (300, "km/h", "km/min", 5.0),
        (80, "%", "fraction", 0.8),
        (430, "N·m", "lb·ft", 317.1517),
        (1, "hp/lb", "W/kg", 1643.986),
        (2, "C-rate", "C-rate", 2.0),
    ],
)
def test_value(value: float, source: str, target: str, expected: float) -> None:
    assert convert(value, source, target) == pytest.approx(expected, rel=1e-6)


@each("kind", KINDS)
def test_there_and_back(kind: str) -> None:
    for source, target in product(KINDS[kind], repeat=2):
        there = convert(123.456, source, target)
        assert convert(there, target, source) == pytest.approx(123.456, rel=1e-12), (source, target)
        assert conversion(source, target).reciprocal == (source.inverted != target.inverted), (source, target)


def test_a_unit_into_itself_changes_nothing() -> None:
    for members in KINDS.values():
        for own in members:
            assert convert(0.1, own, own) == 0.1


def test_kinds_do_not_mix() -> None:
    with pytest.raises(UnitError, match=r"'kWh' \(energy\) to 'kW' \(power\)"):
        convert(1, "kWh", "kW")
    # Torque and energy, rate and c-rate have one dimension, but they are not one kind.
    with pytest.raises(UnitError):
        convert(1, "N·m", "J")


def test_zero_has_no_reciprocal() -> None:
    with pytest.raises(UnitError, match=r"0 mi/kWh has no equivalent in kWh/100 km"):
        convert(0, "mi/kWh", "kWh/100 km")


def test_what_is_not_finite_stays_so() -> None:
    assert math.isnan(convert(math.nan, "km", "mi"))
    assert convert(math.inf, "kWh/100 km", "mi/kWh") == 0


def test_a_unit_object_will_do() -> None:
    assert convert(1, unit("km"), unit("m")) == 1000
