"""The table of units, row by row."""

from __future__ import annotations

import copy
import os
import pickle
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis.vendor.pretty import pretty

import evspec
from evspec.units import KINDS, UNITS, Unit, unit
from evspec.units.currencies import CURRENCIES
from evspec.units.rows import BASES, ROWS
from tests.each import each

KIND_NAMES = {
    "length", "power", "energy", "consumption", "fuel consumption", "torque", "speed", "mass",
    "volume", "duration", "voltage", "current", "charge", "temperature", "ratio", "c-rate",
    "specific energy", "energy density", "power per mass", "emission", "area", "number", "rotation",
}  # fmt: skip


def test_kinds_are_the_published_ones() -> None:
    physical = {kind for kind in KINDS if not kind.startswith("money ")}
    assert physical == KIND_NAMES
    assert set(BASES) <= set(KINDS)


def test_what_has_no_base_is_the_only_unit_of_its_kind() -> None:
    assert all([found.factor for found in KINDS[kind]] == [1] for kind in KINDS if kind not in BASES)


def test_the_currencies_are_those_of_a_list_that_others_keep() -> None:
    babel = pytest.importorskip("babel.core")
    territories = babel.get_global("territory_currencies").values()
    assert set(CURRENCIES) <= {code for territory in territories for code, *_ in territory}
    in_use = {
        code
        for territory in territories
        for code, _, end, is_tender in territory
        if end is None and is_tender
    }
    assert in_use <= set(CURRENCIES)


def test_each_currency_is_a_kind_of_its_own() -> None:
    for kind, members in KINDS.items():
        if kind.startswith("money "):
            assert [found.symbol for found in members] == [kind.removeprefix("money ")]


def test_every_row_is_one_unit_in_the_order_of_the_table() -> None:
    assert [u.symbol for u in UNITS] == [row.symbol for row in ROWS]
    assert sorted(u.symbol for members in KINDS.values() for u in members) == sorted(u.symbol for u in UNITS)


@each("found", UNITS, ids=lambda u: u.symbol or "none")
def test_row(found: Unit) -> None:
    assert found.factor > 0
    assert found.reference in {"SI", "SP811", "IAU", "EPA", "NRCan", "ISO4217", "defined"}
    assert unit(found.symbol) is found
    assert str(found) == found.symbol
    assert found.kind in repr(found)
    # where a property fails, too: field by field a unit holds all others of its kind, and they it
    assert pretty(found) == repr(found)
    for spelling in found.spellings:
        assert unit(spelling) is found
        assert unit(spelling, found.kind) is found
        assert found.siblings[spelling] is found


@each("found", UNITS, ids=lambda u: u.symbol or "none")
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


NEW_ROWS = """
    Row("resistance", "Ω", _ONE, "ohm", "ohm", latex=r"\\ohm"),
    Row("current", "mA", _MILLI, "milliampere", "milliampere", cased="mA"),
    _money("XBT", "₿"),
"""
CODE = """
import evspec as ev
for text in ("5.5 Ω", "5 Ohm", "500 mA", "up to ₿500", "XBT 500"):
    print(ev.measure(text))
print(f"{ev.measure('5.5 Ω'):L}", ev.measure("500 mA").to("A"))
for text in ("500 MA", "₿500 Ω"):
    try:
        ev.measure(text)
    except ev.ParseError as error:
        print(error)
print(ev.measure("5.5 Ω").quantity.units, ev.measure("XBT 500").quantity.magnitude)
"""


def test_signs_kinds_and_capitals_of_its_own_are_in_the_row_of_a_unit(tmp_path: Path) -> None:
    assert evspec.__file__ is not None
    package = shutil.copytree(
        Path(evspec.__file__).parent,
        tmp_path / "evspec",
        ignore=shutil.ignore_patterns("__pycache__", "data"),
    )
    rows = package / "units" / "rows.py"
    last = "    *(_money(code, spellings) for code, spellings in CURRENCIES.items()),\n"
    table = rows.read_text(encoding="utf-8").replace(last, last + NEW_ROWS)
    # the ampere is no longer the only unit of its kind
    table = table.replace("BASES: Final = {", 'BASES: Final = {\n    "current": "ampere",')
    rows.write_text(table, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "5.5 Ω", "5 Ω", "500 mA", "up to 500 XBT", "500 XBT",
        r"\qty{5.5}{\ohm} 0.500 A",
        "'MA' is not a unit as capitalized; did you mean 'mA'? (in '500 MA', column 5)",
        "cannot read 'Ω'; a figure ends with its unit or its cycle (in '₿500 Ω', column 6)",
        "ohm 500.0",
    ]  # fmt: skip
