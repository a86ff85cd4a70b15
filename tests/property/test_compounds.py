"""Units of products and quotients: from the table where it has one, else put together, and read again."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pint
import pytest

from evspec.errors import UnitError
from evspec.measures import Interval, measure
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


MONEY = [unit for unit in UNITS if unit.kind.startswith("money ")]
#: One currency is as another to all that multiplies.
PLAIN = [unit for unit in UNITS if not unit.offset and unit not in MONEY[4:]]


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

    every = {unit: in_pint(unit) for unit in PLAIN[::2]}
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


@pytest.mark.parametrize(
    ("one", "other", "result"),
    [
        ("0.30 EUR/kWh", "60 kWh", "18 EUR"),
        ("0.30 EUR/kWh", "15 kWh/100 km", "4.5 EUR/100 km"),
        ("30 ct/kWh", "60 kWh", "18 EUR"),
        ("1.90 EUR/L", "6.0 L/100 km", "11 EUR/100 km"),
        ("12 EUR/100 km", "100 km", "12 EUR"),
        ("9.90 EUR/month", "12 months", "120 EUR"),
        ("120 EUR/year", "6 months", "60 EUR"),
    ],
)
def test_a_price_times_what_it_is_for(one: str, other: str, result: str) -> None:
    assert str(measure(one) * other) == result
    assert str(measure(other) * one) == result


def test_an_amount_by_a_price_is_what_it_buys() -> None:
    assert str(measure("12 EUR") / "0.30 EUR/kWh") == "40 kWh"
    assert str((measure("47,900 EUR") / "60 kWh").to("ct/Wh")) == "80 ct/Wh"
    assert str(measure("0.30 EUR/kWh") + "5 ct/kWh") == "0.35 EUR/kWh"


@pytest.mark.parametrize("symbol", ["kWh\u2079\u2079\u2079\u2079\u2079\u2079", "km/0 h"])
def test_powers_and_counts_that_nobody_means_are_unknown(symbol: str) -> None:
    with pytest.raises(UnitError, match="unknown unit"):
        (measure("5 km") / "2 h").to(symbol)


def test_an_economy_that_was_put_together_is_never_turned_round() -> None:
    with pytest.raises(UnitError, match="cannot convert"):
        Interval.between(Fraction(5), Fraction(5), "100 km/kWh").to("mi/kWh")
    assert str((1 / measure("15 kWh/100 km")).to("mi/kWh")) == "4.1 mi/kWh"
    assert str((measure("300 km") / "60 kWh").to("mi/kWh")) == "3.1 mi/kWh"


@pytest.mark.parametrize("text", ["up to 400 kW", "more than 400 kW", "0-5 km", "150 kW"])
def test_nothing_of_it_is_0(text: str) -> None:
    low, high = (measure(text) * 0).ends
    assert {low, high} <= {0, None}
