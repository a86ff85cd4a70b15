"""A figure from a number that is not text: what it would be if it had been printed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from evspec.errors import ParseError, did_you_mean
from evspec.measures.characters import LONGEST
from evspec.measures.figures import BOUNDS, RECIPROCAL, Figure, opened
from evspec.measures.words import CYCLES, cycle_of

if TYPE_CHECKING:
    from evspec.units import Unit

__all__ = ["Number", "checked_cycle", "figure_of", "plain_number"]

Number = int | float | Decimal | Fraction | str

#: A number of a common size, which every way of reading takes for the same.
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?", re.ASCII)


def figure_of(first: Number, second: Number, unit: Unit, bound: str, cycle: str | None) -> Figure:
    """Return the figure between two numbers, which are the same one unless the bound is "between".

    Raises
    ------
    evspec.errors.ParseError
        If a number is not finite, or the bound or the cycle is unknown.
    """
    low = high = _decimal(first)
    if second is not first:
        low, high = sorted((low, _decimal(second)))
    if unit.kind in RECIPROCAL and low <= 0:
        raise ParseError(f"a {unit.kind} is more than 0", str(low))
    if bound == "exact" and low is high and cycle is None:
        return Figure(low, low, bound, unit, "")
    if bound not in BOUNDS:
        raise ParseError(f"unknown bound {bound!r}{did_you_mean(bound, BOUNDS)}", bound)
    if (bound == "between") != (low != high):
        raise ParseError("the bound 'between', and only that, takes two different numbers", str(low))
    return Figure(*opened(low, high, bound), bound, unit, "", checked_cycle(cycle))


def checked_cycle(name: str | None) -> str | None:
    """Return the test cycle of this name as it is printed.

    Raises
    ------
    evspec.errors.ParseError
        If there is no such cycle.
    """
    cycle = None if name is None else cycle_of(name)
    if name is not None and cycle is None:
        raise ParseError(f"unknown cycle {name!r}{did_you_mean(name, CYCLES)}", name)
    return cycle


def plain_number(magnitude: object) -> Number:
    """Return the one number that a pint Quantity or a NumPy scalar holds.

    Raises
    ------
    TypeError
        If it is no number or more than one.
    """
    if isinstance(magnitude, (int, float, Decimal, Fraction, str)) and not isinstance(magnitude, bool):
        return magnitude
    item = getattr(magnitude, "item", None)
    if item is None or getattr(magnitude, "size", 1) != 1 or isinstance(value := item(), bool):
        raise TypeError(f"one number is needed, not {type(magnitude).__name__}")
    return plain_number(value)


def _decimal(number: Number) -> Decimal:
    """Return a number with its digits; a float has those of its shortest form."""
    # Most numbers are plain and of a common size: far from needing too many digits.
    if type(number) is float and 1e-9 < number < 1e9:
        return Decimal(repr(number).removesuffix(".0"))
    if type(number) is int and -(10**9) < number < 10**9:
        return Decimal(number)
    if type(number) is str and _PLAIN.fullmatch(number):
        return Decimal(number)
    from evspec.measures.numerals import MOST, read_number

    value = plain_number(number)
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise ParseError(f"a number of {len(value)} characters is out of reach", value)
        sign = value[:1] in {"-", "+"}
        return read_number(value[sign:], ".", value, int(sign), negative=value[:1] == "-")
    if isinstance(value, Fraction):
        value = value.numerator / value.denominator
    # float() first: a subclass may have a repr of its own.
    made = Decimal(repr(float(value)).removesuffix(".0") if isinstance(value, float) else value)
    if not made.is_finite():
        raise ParseError(f"{value} is not a finite number", str(value))
    if made.adjusted() > MOST or int(made.as_tuple().exponent) < -MOST:
        raise ParseError(f"the number is out of reach: it needs more than {MOST} digits")
    return made
