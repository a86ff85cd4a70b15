"""The border with pint: its own definitions agree with the table, and stay untouched."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Any

import pint
import pytest

from evspec.errors import UnitError
from evspec.units import KINDS, UNITS, Unit, define_units, from_quantity, registry, to_quantity, unit
from tests.each import each

#: What `pint.get_application_registry` returns; its methods are not annotated.
APPLICATION: Any = pint.application_registry
#: The units that pint learns from the table, in words that pint had before.
LEARNED = {
    "kWh/100 km": "kilowatt_hour / (100 kilometer)",
    "kWh/1000 km": "kilowatt_hour / (1000 kilometer)",
    "kWh/100 mi": "kilowatt_hour / (100 mile)",
    "Le/100 km": "8.9 kilowatt_hour / (100 kilometer)",
    "L/100 km": "liter / (100 kilometer)",
    "MPGe": "mile / (33.705 kilowatt_hour)",
    "MPGe (33.7)": "mile / (33.7 kilowatt_hour)",
    "C-rate": "1 / hour",
}


@pytest.mark.parametrize("kind", [k for k, units in KINDS.items() if len(units) > 1 and k != "temperature"])
def test_every_pair_is_pints(kind: str) -> None:
    for source, target in permutations(KINDS[kind], 2):
        one = registry().Quantity(Fraction(1), source.pint)
        if source.inverted != target.inverted:
            one = 1 / one
        theirs = one.to(target.pint).magnitude
        ratio = source.factor / target.factor
        assert theirs == (1 / ratio if target.inverted else ratio), (source, target)


@pytest.mark.parametrize("symbol", LEARNED)
def test_what_pint_learns_is_what_it_would_say_itself(symbol: str) -> None:
    found = unit(symbol)
    theirs = registry()(LEARNED[symbol]).to(found.pint)
    assert theirs.magnitude == 1


def test_everything_else_pint_knew_before() -> None:
    fresh: Any = pint.UnitRegistry()
    learned = {u.symbol for u in UNITS if u.pint.isidentifier() and u.pint not in fresh}
    learned -= {u.symbol for u in UNITS if u.kind.startswith("money ")}
    assert learned == set(LEARNED)


@pytest.mark.parametrize(("source", "target"), list(permutations(KINDS["temperature"], 2)))
def test_temperatures_are_pints(source: Unit, target: Unit) -> None:
    for value in (Fraction(-40), Fraction(2315, 100)):
        theirs = registry().Quantity(value, source.pint).to(target.pint).magnitude
        assert theirs == (value * source.factor + source.offset - target.offset) / target.factor


def test_the_registry_is_built_once_by_whichever_thread_is_first() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: id(registry()), range(32)))
    assert found == {id(registry())}


@each("found", UNITS, ids=lambda u: u.symbol or "none")
def test_quantity_there_and_back(found: Unit, own: Any) -> None:
    quantity = to_quantity(2.5, found)
    assert isinstance(quantity, own.Quantity)
    magnitude, back = from_quantity(quantity)
    assert magnitude == 2.5
    assert (back.kind, back.factor) == (found.kind, found.factor) or found.kind == "number"


def test_a_replaced_application_registry_is_used_at_once(own: Any) -> None:
    assert isinstance(to_quantity(1.0, unit("MPGe")), own.Quantity)
    second: Any = pint.UnitRegistry()
    APPLICATION.set(second)
    assert isinstance(to_quantity(1.0, unit("MPGe")), second.Quantity)


@pytest.mark.usefixtures("own")
def test_a_quantity_pickles_through_the_application_registry() -> None:
    quantity = to_quantity(18.1, unit("kWh/100 km"))
    back = pickle.loads(pickle.dumps(quantity))
    assert back == quantity


def test_what_a_registry_has_stays_as_it_is(untaught: Any) -> None:
    untaught.define("MPGe = 5 * meter")
    untaught.define("kWh_per_100km = 36 * joule / meter")
    define_units(untaught)
    assert untaught.Quantity(1, "MPGe").to("meter").magnitude == 5
    quantity = to_quantity(100.0, unit("MPGe"))
    assert quantity.to("kilometer / kilowatt_hour").magnitude == pytest.approx(160.9344 / 33.705)
    assert str(to_quantity(1.0, unit("kWh/100 km")).units) == "kWh_per_100km"
    # PS stays petasiemens: no spelling of a person is ever given to pint.
    assert untaught.Quantity(1, "PS").dimensionality == untaught.Quantity(1, "siemens").dimensionality


def test_a_compound_of_redefined_units_keeps_the_tables_size(untaught: Any) -> None:
    untaught.define("mile = 1000 * meter")
    quantity = to_quantity(1.0, unit("mi/kWh"))
    assert quantity.to("kilometer / kilowatt_hour").magnitude == pytest.approx(1.609344)
    assert to_quantity(1.0, unit("mi/kWh")).units == quantity.units
    # their mile is a kilometer, and is taken for what it is
    assert from_quantity(untaught.Quantity(1, "mile / kilowatt_hour"))[1] is unit("km/kWh")


@pytest.mark.usefixtures("own")
def test_a_registry_with_few_units_learns_what_it_needs() -> None:
    small: Any = pint.UnitRegistry(None)
    for line in (
        "meter = [length]",
        "kilogram = [mass]",
        "second = [time]",
        "joule = kilogram * meter ** 2 / second ** 2",
    ):
        small.define(line)
    APPLICATION.set(small)
    assert to_quantity(1.0, unit("mi")).to("meter").magnitude == 1609.344
    for _ in range(2):
        quantity = to_quantity(1.0, unit("Wh/km"))
        assert quantity.to("joule / meter").magnitude == pytest.approx(3.6)


def test_defining_twice_is_nothing_new() -> None:
    mine: Any = pint.UnitRegistry(on_redefinition="raise")
    define_units(mine)
    define_units(mine)
    assert mine.Quantity(1.0, "C_rate").to("1 / hour").magnitude == pytest.approx(1)


def test_a_registry_of_decimals_learns_too() -> None:
    mine: Any = pint.UnitRegistry(non_int_type=Decimal)
    define_units(mine)
    assert from_quantity(mine.Quantity(Decimal(3), "mile")) == (3, unit("mi"))
    assert float(mine.Quantity(Decimal(1), "MPGe").to("mile / kilowatt_hour").magnitude) == pytest.approx(
        1 / 33.705
    )


@pytest.mark.parametrize(
    ("words", "number", "symbol"),
    [
        ("kilowatt * hour", 3, "kWh"), ("kilowatt_hour / kilowatt", 3, "h"),
        ("kilowatt_hour / hour", 3, "kW"),
        ("gigajoule", 3000, "MJ"), ("newton * kilometer", 3000, "N·m"), ("kilogram * meter", None, ""),
        ("kilowatt * hour / kilometer", 3, "kWh/km"),
        ("liter / kilometer", 3, "L/km"), ("decimeter ** 2", 0.03, "m²"), ("1 / hour", 3, "C-rate"),
        ("dimensionless", 3, "fraction"), ("centiliter", 30, "cm³"), ("decimeter", 30, "cm"),
    ],
)  # fmt: skip
def test_a_quantity_is_known_by_its_dimension(
    words: str, number: float | None, symbol: str, own: Any
) -> None:
    quantity = own.Quantity(3, words)
    if number is None:
        with pytest.raises(UnitError, match="evspec has no unit for pint's"):
            from_quantity(quantity)
        return
    found, its_unit = from_quantity(quantity)
    assert its_unit is unit(symbol)
    assert float(found) == pytest.approx(number)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["PS", "meter ** 5", "newton", "pascal", "mole"])
def test_a_quantity_in_another_unit_is_refused_by_name(words: str, own: Any) -> None:
    with pytest.raises(UnitError, match="evspec has no unit for pint's"):
        from_quantity(own.Quantity(1, words))


def test_pint_is_not_imported_before_it_is_needed() -> None:
    code = (
        "import sys, evspec.measures as m\n"
        "str(m.measure('514 km').to('mi')), m.convert(1, 'km', 'mi')\n"
        "assert not {'pint', 'numpy', 'tabulate'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
