"""The table of units, row by row."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction

import pytest

from evspec.units import KINDS, UNITS, Unit, unit
from evspec.units.rows import BASES, ROWS

KIND_NAMES = {
    "length", "power", "energy", "consumption", "fuel consumption", "torque", "speed", "mass",
    "volume", "duration", "voltage", "current", "charge", "temperature", "ratio", "c-rate",
    "specific energy", "energy density", "power per mass", "emission", "area", "number",
}  # fmt: skip


def test_kinds_are_the_published_ones() -> None:
    physical = {kind for kind in KINDS if not kind.startswith("money ")}
    assert physical == KIND_NAMES
    assert set(KINDS) == set(BASES)


def test_each_currency_is_a_kind_of_its_own() -> None:
    for kind, members in KINDS.items():
        if kind.startswith("money "):
            assert [found.symbol for found in members] == [kind.removeprefix("money ")]


def test_every_row_is_one_unit_in_the_order_of_the_table() -> None:
    assert [u.symbol for u in UNITS] == [row.symbol for row in ROWS]
    assert sorted(u.symbol for members in KINDS.values() for u in members) == sorted(u.symbol for u in UNITS)


@pytest.mark.parametrize("found", UNITS, ids=lambda u: u.symbol or "none")
def test_row(found: Unit) -> None:
    assert found.factor > 0
    assert found.reference in {"SI", "SP811", "EPA", "NRCan", "ISO4217", "defined"}
    assert unit(found.symbol) is found
    assert str(found) == found.symbol
    assert found.kind in repr(found)
    for spelling in found.spellings:
        assert unit(spelling) is found
        assert unit(spelling, found.kind) is found
        assert found.siblings[spelling] is found


@pytest.mark.parametrize("found", UNITS, ids=lambda u: u.symbol or "none")
def test_a_copy_is_the_same_object(found: Unit) -> None:
    assert pickle.loads(pickle.dumps(found)) is found
    assert copy.copy(found) is found
    assert copy.deepcopy(found) is found


@pytest.mark.parametrize(
    ("symbol", "factor"),
    [
        ("mi", Fraction(201168, 125)),
        ("PS", Fraction(588399, 800)),
        ("hp", Fraction(37284993579113511, 50000000000000)),
        ("lb", Fraction(45359237, 100000000)),
        ("lb·ft", Fraction(3389544870828501, 2500000000000000)),
        ("ft³", Fraction(55306341, 1953125) / 1000),
        ("UK gal", Fraction(454609, 100000) / 1000),
        ("US gal", Fraction(473176473, 125000000) / 1000),
    ],
)
def test_factor_is_exact(symbol: str, factor: Fraction) -> None:
    assert unit(symbol).factor == factor


def test_a_unit_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        unit("km").symbol = "mi"  # type: ignore[misc]
    with pytest.raises(TypeError):
        unit("km").siblings["kW"] = unit("kW")  # type: ignore[index]
