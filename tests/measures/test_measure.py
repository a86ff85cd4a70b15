"""Measure: the value, its views, and making it from numbers."""

from __future__ import annotations

import copy
import decimal
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pint
import pytest

from evspec.errors import ParseError, UnitError
from evspec.measures import Measure, measure
from evspec.units import unit


def test_what_it_says() -> None:
    m = measure("up to 400 kW")
    assert (m.low, m.high, m.magnitude, m.bound) == (None, 400.0, 400.0, "at most")
    assert (m.unit, m.kind, m.cycle, m.text) == ("kW", "power", None, "up to 400 kW")
    assert m.unit_definition is unit("kW")


def test_a_range_has_two_ends_and_no_magnitude() -> None:
    m = measure("18.1-16.8 kWh/100 km")
    assert (m.low, m.high, m.magnitude, m.bound) == (16.8, 18.1, None, "between")


@pytest.mark.parametrize(
    ("text", "target", "bound", "low", "high"),
    [
        ("at least 4 mi/kWh", "Wh/mi", "at most", None, 250.0),
        ("more than 4 mi/kWh", "Wh/mi", "less than", None, 250.0),
        ("up to 250 Wh/mi", "mi/kWh", "at least", 4.0, None),
        ("less than 250 Wh/mi", "mi/kWh", "more than", 4.0, None),
        ("200-250 Wh/mi", "mi/kWh", "between", 4.0, 5.0),
        ("about 250 Wh/mi", "mi/kWh", "about", 4.0, 4.0),
        ("250 Wh/mi", "mi/kWh", "exact", 4.0, 4.0),
        ("up to 40 °C", "°F", "at most", None, 104.0),
    ],
)
def test_bounds_swap_ends_under_a_reciprocal(
    text: str, target: str, bound: str, low: float | None, high: float | None
) -> None:
    m = measure(text).to(target)
    assert (m.bound, m.low, m.high) == (bound, low, high)
    back = m.to(measure(text).unit)
    assert back == measure(text)
    assert back.show() == measure(text).show()


def test_a_conversion_keeps_everything() -> None:
    m = measure("514 km WLTP")
    there = m.to("miles").to(unit("m")).to("km")
    assert there == m
    assert (there.text, there.cycle, str(there)) == (m.text, "WLTP", str(m))
    assert m.to("mi").magnitude == pytest.approx(319.38479281)


def test_a_conversion_between_kinds_names_both() -> None:
    with pytest.raises(UnitError, match=r"'km' \(length\) to 'kW' \(power\)"):
        measure("514 km").to("kW")
    with pytest.raises(UnitError, match="unknown unit"):
        measure("514 km").to("kmm")


def test_the_kind_makes_a_letter_clear() -> None:
    assert measure("20 °F").to("C").unit == "°C"
    assert measure("2.2 C-rate").to("C").unit == "C-rate"


def test_equality_is_exact_across_units() -> None:
    assert measure("1 km") == measure("1000 m") == measure("1,000.0 m")
    assert measure("514 km") != measure("319 mi")
    assert measure("514 km") != measure("514 km WLTP")
    assert measure("514 km") != measure("about 514 km")
    assert measure("at least 4 mi/kWh") == measure("up to 250 Wh/mi")
    assert measure("4 mi/kWh") == measure("250 Wh/mi")
    assert measure("20 °C") == measure("68 °F")
    # One dimension, two kinds.
    assert measure("5 N·m") != measure("5 J")
    assert measure("5 km") != "5 km"
    same = {measure("1 km"), measure("1000 m"), measure("1 km (1000 m)")}
    assert len(same) == 1


def test_text_and_printings_are_no_part_of_equality() -> None:
    assert measure("514 km (319 mi)") == measure("514.0 km")
    assert hash(measure("514 km (319 mi)")) == hash(measure("514.0 km"))


@pytest.mark.parametrize(
    "text", ["514 km WLTP", "18.1-16.8 kWh/100 km", "282 hp (286 PS, 210 kW)", "3:45 h", "up to 20 °C"]
)
def test_copies_and_pickles_are_equal(text: str) -> None:
    m = measure(text)
    for other in (copy.copy(m), copy.deepcopy(m), pickle.loads(pickle.dumps(m))):
        assert other == m
        assert str(other) == str(m)
        assert other.text == m.text
        assert other.unit_definition is m.unit_definition


def test_it_cannot_be_changed() -> None:
    m: Any = measure("514 km")
    for name in ("low", "unit", "_figure", "new"):
        with pytest.raises(AttributeError):
            setattr(m, name, 5)


def test_threads_read_the_same() -> None:
    texts = [f"up to {n} kWh/100 km (combined WLTP)" for n in range(1, 200)]
    with ThreadPoolExecutor(8) as pool:
        rounds = [list(pool.map(measure, texts)) for _ in range(3)]
    assert rounds[0] == rounds[1] == rounds[2]


def test_the_users_decimal_context_does_not_matter() -> None:
    with decimal.localcontext(prec=2):
        m = measure("123456.789 km (76712.5 mi)")
        assert m.magnitude == 123456.789
        assert str(m) == "123456.789 km"
        assert str(m.to("m")) == "123456789 m"
        assert m.agrees_with(measure("123.456789 m").to("km")) is False
        assert m < measure("123458 km")
        assert measure("431.25-473.5 km").show() == "431.25–473.5 km"
        assert Measure.of(1234.5678, "km").show() == "1234.5678 km"


def test_with_cycle() -> None:
    m = measure("514 km (319 mi)")
    assert str(m.with_cycle("wltp")) == "514 km WLTP"
    assert m.with_cycle("WLTP").printings[1].cycle == "WLTP"
    assert m.with_cycle("WLTP").with_cycle(None) == m
    with pytest.raises(ParseError, match=r"cycle 'WLTK' is not one of WLTP, .*; did you mean '"):
        m.with_cycle("WLTK")


def test_printed_also() -> None:
    m = measure("319 mi").printed_also(measure("514 km"), measure("600 km"), measure("320 mi"))
    assert str(m.to("km")) == "514 km"
    assert len(m.printings) == 2
    # 1,050,000 ft agrees with 319 mi but not with 514 km.
    assert len(measure("514 km").printed_also(measure("319 mi"), measure("1688000 ft")).printings) == 2


@pytest.mark.parametrize(
    ("value", "own", "shown"),
    [
        (514, "km", "514 km"),
        (514.0, "km", "514 km"),
        (-10.5, "°C", "-10.5 °C"),
        (0.1, "s", "0.1 s"),
        ("3.90", "s", "3.90 s"),
        ("1,234", "km", "1234 km"),
        ("-5", "°C", "-5 °C"),
        ("0.24", "", "0.24"),
        (Decimal("3.90"), "s", "3.90 s"),
        (Fraction(1, 4), "km", "0.25 km"),
    ],
)
def test_of(value: Any, own: str, shown: str) -> None:
    m = Measure.of(value, own)
    assert str(m) == m.text == shown
    assert m.bound == "exact"


def test_of_with_everything() -> None:
    assert str(Measure.of(514, "km", bound="more than", cycle="WLTP")) == "more than 514 km WLTP"
    assert Measure.of((473, 431), "km", bound="between") == measure("431-473 km")
    assert Measure.of(400, "kW", bound="at most").low is None
    assert Measure.of("0.24", "").kind == "number"


@pytest.mark.parametrize(
    ("value", "own", "bound", "error"),
    [
        (float("nan"), "km", "exact", ParseError), (float("inf"), "km", "exact", ParseError),
        (Decimal("NaN"), "km", "exact", ParseError), (1e300, "km", "exact", ParseError),
        (10**300, "km", "exact", ParseError), ("9" * 500, "km", "exact", ParseError),
        ("", "km", "exact", ParseError), ("e5", "km", "exact", ParseError),
        ("5 km", "km", "exact", ParseError),
        ("77,4", "kWh", "exact", ParseError), (0, "mi/kWh", "exact", ParseError),
        (5, "km", "atmost", ParseError), (5, "km", "between", ParseError),
        ((5, 5), "km", "between", ParseError), ((5, 6), "km", "exact", ParseError),
        (5, "kmm", "exact", UnitError), (5, None, "exact", UnitError),
        (True, "km", "exact", TypeError), (None, "km", "exact", TypeError),
        ([5], "km", "exact", TypeError),
    ],
)  # fmt: skip
def test_of_refuses(value: Any, own: str | None, bound: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        Measure.of(value, own, bound=bound)


def test_of_a_pint_quantity_from_any_registry() -> None:
    mine: Any = pint.UnitRegistry()
    m = Measure.of(mine.Quantity(3.5, "mile / kilowatt_hour"), cycle="EPA")
    assert str(m) == "3.5 mi/kWh EPA"
    assert str(Measure.of(mine.Quantity(319, "mile"), "km")) == "513 km"
    with pytest.raises(UnitError, match="petasiemens"):
        Measure.of(mine.Quantity(204, "PS"))
    with pytest.raises(UnitError, match=r"'mi' \(length\) to 'kW' \(power\)"):
        Measure.of(mine.Quantity(319, "mile"), "kW")


def test_of_what_numpy_holds() -> None:
    np = pytest.importorskip("numpy")
    mine: Any = pint.UnitRegistry()
    assert str(Measure.of(mine.Quantity(np.array(319), "mile"))) == "319 mi"
    for value, shown in ((np.float64(2.5), "2.5 kW"), (np.float32(2.5), "2.5 kW"), (np.int64(7), "7 kW")):
        assert str(Measure.of(value, "kW")) == shown
    for value in (np.array([1.0, 2.0]), np.bool_(True)):
        with pytest.raises(TypeError, match="one number"):
            Measure.of(value, "km")
    with pytest.raises(TypeError, match="one number"):
        Measure.of(mine.Quantity(np.array([1.0, 2.0]), "mile"))


def test_quantity_is_pints_of_the_application() -> None:
    quantity = measure("18.1 kWh/100 km").to("mi/kWh").quantity
    application: Any = pint.application_registry
    assert isinstance(quantity, application.get().Quantity)
    assert quantity.to("km / kWh").magnitude == pytest.approx(100 / 18.1)
    assert measure("up to 400 kW").quantity.magnitude == 400
    assert Measure.of(measure("514 km").quantity) == measure("514 km")
    with pytest.raises(UnitError, match="the range '431–473 km' is no single quantity"):
        _ = measure("431-473 km").quantity


def test_repr() -> None:
    assert repr(measure("about 463 hp")) == "<Measure about 463 hp>"
