"""Units of products and quotients: from the table where it has one, else put together, and read again."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pint
import pytest

from evspec.errors import UnitError
from evspec.units import UNITS, Compound, Unit, combined, define_units, is_alike, unit_named


@pytest.mark.parametrize(
    ("one", "power", "other", "made"),
    [
        ("kW", 1, "h", "kWh"), ("kWh/100 km", 1, "km", "kWh"), ("kWh", -1, "kW", "h"), ("km/h", 1, "h", "km"),
        ("mph", 1, "h", "mi"), ("mi/kWh", 1, "kWh", "mi"), ("kWh", -1, "mi/kWh", "kWh²/mi"),
        ("L", -1, "km", "L/km"), ("km", 1, "km", "m²"), ("%", 1, "kWh", "kWh"), ("N·m", 1, "", "N·m"),
        ("EUR", -1, "kWh", "EUR/kWh"), ("EUR", -1, "kWh/100 km", "EUR·100 km/kWh"), ("", -1, "h", "1/h"),
        ("W", -1, "kg", "W/kg"), ("kW", -1, "t", "W/kg"), ("km", -1, "mi", ""),
    ],
)  # fmt: skip
def test_the_unit_of_a_product(one: str, power: int, other: str, made: str) -> None:
    assert combined(unit_named(one), unit_named(other), power)[1].symbol == made


PLAIN = [unit for unit in UNITS if not unit.offset]


@pytest.mark.parametrize("power", [1, -1])
def test_every_product_of_two_units_is_pints(power: int) -> None:
    registry: Any = pint.UnitRegistry(non_int_type=Fraction)
    define_units(registry)

    def in_pint(unit: Unit | Compound) -> Any:
        if isinstance(unit, Unit):
            return registry.Quantity(Fraction(1), unit.pint)
        made = registry.Quantity(Fraction(1))
        for part, each, count in unit.parts:
            made *= (count * registry.Quantity(Fraction(1), part.pint)) ** each
        return made

    every = {unit: in_pint(unit) for unit in PLAIN[::3]}
    for (one, first), (other, second) in product(every.items(), repeat=2):
        if one.kind != other.kind and one.kind[:6] == other.kind[:6] == "money ":
            with pytest.raises(UnitError, match="never converted"):
                combined(one, other, power)
            continue
        scale, unit = combined(one, other, power)
        theirs, ours = (first * second**power).to_base_units(), (scale * in_pint(unit)).to_base_units()
        assert ours.dimensionality == theirs.dimensionality
        assert float(ours.magnitude) == pytest.approx(float(theirs.magnitude), rel=1e-9)
        # what is printed is found again
        again = unit_named(unit.symbol)
        assert (again.symbol, again.factor, again.kind) == (unit.symbol, unit.factor, unit.kind)


def test_units_of_one_dimension_are_alike_where_one_is_put_together() -> None:
    assert is_alike(unit_named("EUR/kWh"), unit_named("EUR/MJ"))
    assert is_alike(unit_named("%"), unit_named(""))
    assert not is_alike(unit_named("N·m"), unit_named("J"))
    assert not is_alike(unit_named("EUR/km"), unit_named("EUR/kWh"))
    assert not is_alike(unit_named("EUR/km"), unit_named("USD/km"))


@pytest.mark.parametrize("symbol", ["EUR/furlong", "furlong·h", "EUR/kWh/", "/", "EUR/(kWh", "9 km/h/s", "·"])
def test_what_is_no_unit_is_refused(symbol: str) -> None:
    with pytest.raises(UnitError, match="unit"):
        unit_named(symbol)
