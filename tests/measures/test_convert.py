"""`convert` for numbers, text and Measures."""

from __future__ import annotations

import inspect
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_type

import pytest

from evspec.errors import ParseError, UnitError
from evspec.measures import convert, measure
from evspec.units import unit


def test_numbers_come_out_as_floats() -> None:
    assert convert(18.1, "kWh/100km", "mi/kWh") == pytest.approx(3.43299001)
    for value in (319, 319.0, Decimal(319), Fraction(319)):
        found = convert(value, "mi", "km")
        assert isinstance(found, float)
        assert found == pytest.approx(513.380736)
    assert convert(1, unit("km"), unit("m")) == 1000


def test_lists_of_whole_numbers_come_out_as_lists_of_floats() -> None:
    # the types are for mypy, which reads the tests too
    assert_type(convert([1, 2], "km", "m"), list[float])
    assert_type(convert((1, 2), "km", "m"), tuple[float, ...])
    assert convert((1, 2), "km", "m") == (1000.0, 2000.0)


def test_units_are_given_by_place_alone() -> None:
    parameters = inspect.signature(convert).parameters
    by_name = {name for name, one in parameters.items() if one.kind is not inspect.Parameter.POSITIONAL_ONLY}
    assert by_name == {"decimal", "errors", "missing"}


def test_figures_come_out_as_measures() -> None:
    assert convert("319 mi", "km") == measure("319 mi")
    assert str(convert("319 mi", "km")) == "513 km"
    assert str(convert(measure("514 km WLTP"), unit("mi"))) == "319 mi WLTP"


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ((measure("319 mi"), "km", "mi"), TypeError, "its own unit"),
        (("319 kW", "mi", "km"), UnitError, "power"),
        (("319 foo", "mi", "km"), ParseError, "unknown unit 'foo'"),
        (("1.500", "mi", "km"), ParseError, "1,500"),
        ((319, "mi"), TypeError, "two units"),
        ((True, "km", "mi"), TypeError, "not bool"),
        ((0, "mi/kWh", "kWh/100 km"), UnitError, "0 mi/kWh has no equivalent"),
        (([1, 0], "mi/kWh", "kWh/100 km"), UnitError, "0 mi/kWh has no equivalent"),
        ((5, "km", "kW"), UnitError, "length"),
        (("319", "km"), ParseError, "a unit is missing"),
    ],
)
def test_refused(arguments: tuple[Any, ...], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        convert(*arguments)
