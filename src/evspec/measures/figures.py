"""A published figure as printed, how one is made of a number, and its exact size.

Decimal arithmetic obeys the user's context (four digits of precision spoil it), so everything is
computed with integers and fractions.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import gcd, lcm, log10
from typing import Any, Final, NamedTuple, TypeAlias

from evspec.cycles import CYCLES, cycle_of
from evspec.errors import ParseError, WrongType, check_type, did_you_mean
from evspec.measures.tokens import LONGEST, MOST, read_number
from evspec.units import KINDS, UNITS, Compound, Unit, library_of

__all__ = [
    "BOUNDS",
    "CYCLED",
    "ONE_SIDED",
    "RECIPROCAL",
    "STRICT",
    "SWAPPED",
    "Figure",
    "Key",
    "Number",
    "Quotient",
    "bound_in",
    "converted",
    "cycle_refusal",
    "ends_in",
    "equal",
    "exact_number",
    "factors",
    "figure_of",
    "is_in_reach",
    "key",
    "opened",
    "plain_number",
    "ratio",
    "with_cycle",
]

#: What a figure says of the true value.
BOUNDS: Final = ("exact", "about", "at least", "more than", "at most", "less than", "between")
#: The bounds that leave one end open, with the end that they state.
ONE_SIDED: Final = {"at least": "low", "more than": "low", "at most": "high", "less than": "high"}
#: The bounds that leave out the number itself.
STRICT: Final = frozenset({"more than", "less than"})
#: The kinds with an economy end, in which nothing is 0 or below.
RECIPROCAL: Final = frozenset(unit.kind for unit in UNITS if unit.inverted)
#: The kinds of the specs that have a test cycle.
CYCLED: Final = frozenset({"length", "speed", "ratio", "consumption", "fuel consumption", "emission"})
#: What becomes of a bound upside down: at least 4 mi/kWh is at most 25 kWh/100 mi.
SWAPPED: Final = {
    "exact": "exact",
    "about": "about",
    "between": "between",
    "at least": "at most",
    "at most": "at least",
    "more than": "less than",
    "less than": "more than",
}


class Figure(NamedTuple):
    """A figure as printed.

    Attributes
    ----------
    low, high
        Its ends with their digits, in `unit`; None where it is open, equal if it is one number.
    bound
        One of `BOUNDS`.
    unit
        The unit it was printed in.
    text
        The text it was read from.
    cycle
        The test cycle that was named with it.
    clock
        The unit in which it was written as on a clock: hours for "3:45 h", kept as 225 min.
    also
        Other printings of the same figure.
    basis
        "gross" or "net" of a capacity or a price, "" for neither. It takes no part in equality.
    """

    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: Unit
    text: str
    cycle: str | None = None
    clock: Unit | None = None
    also: tuple[Figure, ...] = ()
    basis: str = ""


#: What a figure may be made of.
Number: TypeAlias = int | float | Decimal | Fraction | str
#: Numerator and positive denominator.
Quotient: TypeAlias = tuple[int, int]
Key: TypeAlias = tuple[str, str | None, str, Quotient | None, Quotient | None]

#: The powers of ten between which a number is in reach in every unit, whatever its own.
_PLAIN_POWERS: Final = (-3, 8)
#: Those between which a number lies in every unit in which it may be printed with the digits that are read.
_REACH: Final = (-13, MOST - 3)
#: A number of a common size, which every way of reading takes for the same.
_PLAIN: Final = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?", re.ASCII)


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
        known = ", ".join(BOUNDS)
        raise ParseError(f"bound {bound!r} is not one of {known}{did_you_mean(bound, BOUNDS)}", bound)
    if (bound == "between") != (low != high):
        raise ParseError("the bound 'between', and only that, takes two different numbers", str(low))
    return with_cycle(Figure(*opened(low, high, bound), bound, unit, ""), cycle)


def with_cycle(figure: Figure, name: str | None) -> Figure:
    """Return a figure with the test cycle of this name, or with none.

    Raises
    ------
    evspec.errors.ParseError
        If there is no such cycle.
    """
    if name is not None:
        check_type("a cycle", name, str, "a text such as 'WLTP'")
    cycle = None if name is None else cycle_of(name)
    if name is not None and cycle is None:
        known = ", ".join(CYCLES)
        raise ParseError(f"cycle {name!r} is not one of {known}{did_you_mean(name, CYCLES)}", name)
    if cycle is not None and (words := cycle_refusal(figure.unit)):
        raise ParseError(words, figure.text)
    return figure._replace(cycle=cycle, also=tuple(other._replace(cycle=cycle) for other in figure.also))


def cycle_refusal(unit: Unit) -> str:
    """Return why a figure in this unit has no test cycle, "" if it may have one."""
    # what a kilometer of range costs is of a cycle as the range is
    if unit.kind in CYCLED or unit.kind.endswith(" per length"):
        return ""
    return f"a {unit.kind} in {unit.symbol!r} is of no test cycle; range and consumption are"


def plain_number(magnitude: object) -> Number:
    """Return the one number that a pint Quantity or a NumPy scalar holds.

    A float of another width than Python's has the digits of its own shortest form.

    Raises
    ------
    WrongType
        If it is no number, masked, more than one, or may have a unit of its own.
    """
    if isinstance(magnitude, (int, float, Decimal, Fraction, str)) and not isinstance(magnitude, bool):
        return magnitude
    theirs: Any = magnitude
    if library_of(type(magnitude)) == "numpy" and getattr(theirs, "size", 1) == 1:
        if getattr(theirs, "mask", False):
            raise WrongType("one number is needed, and this one is masked")
        if theirs.dtype.kind == "f":
            return Decimal(str(theirs.reshape(-1)[0]).removesuffix(".0"))
        if theirs.dtype.kind in "iuO":
            return plain_number(theirs.item())
    raise WrongType(f"one number is needed, not {type(magnitude).__name__}")


def is_in_reach(value: Decimal, unit: Unit) -> bool:
    """Return whether a number can be printed, and so be read, in every unit of its kind.

    Parameters
    ----------
    value
        The number as it was printed.
    unit
        Its unit.
    """
    power = value.adjusted()
    if not value or _PLAIN_POWERS[0] < power < _PLAIN_POWERS[1]:
        return True
    size = log10(abs(value)) if abs(power) < _REACH[1] else power
    size = _log10(unit.factor) - size if unit.inverted else size + _log10(unit.factor)
    return all(
        _REACH[0]
        < (_log10(other.factor) - size if other.inverted else size - _log10(other.factor))
        < _REACH[1]
        for other in KINDS.get(unit.kind, (unit,))
    )


@cache
def _log10(factor: Fraction) -> float:
    return log10(factor.numerator) - log10(factor.denominator)


def exact_number(number: object) -> Fraction | None:
    """Return a number as the fraction that its shortest form is; None if it is no number, or not finite."""
    if isinstance(number, bool):
        return None
    if type(number) is int or isinstance(number, Fraction):
        return Fraction(number)
    try:
        return None if isinstance(number, str) else Fraction(_decimal(number))  # type: ignore[arg-type]
    except (WrongType, ParseError):
        return None


def converted(number: Quotient, source: Unit | Compound, target: Unit | Compound | None = None) -> Quotient:
    """Return a number in another unit as numerator and positive denominator, not reduced.

    Parameters
    ----------
    number
        The number in `source`; above 0 if the kind has an economy end.
    source
        Its unit.
    target
        A unit of the same kind; without one, the base of the kind.
    """
    if source is target:
        return number
    numerator, denominator = number
    n, zero, d, is_inverse = factors(source, target)
    if is_inverse:
        return n * denominator, d * numerator
    return n * numerator + zero * denominator, d * denominator


def ratio(value: Decimal, source: Unit, target: Unit | None = None) -> Quotient:
    """Return a decimal in another unit; see `converted`."""
    return converted(value.as_integer_ratio(), source, target)


@cache
def factors(source: Unit | Compound, target: Unit | Compound | None = None) -> tuple[int, int, int, bool]:
    """Return n, zero and d of y = (n * x + zero) / d, or of y = n / (d * x) from end to end of a kind.

    The last part says whether it is the latter. Without a target it leads to the base of the kind.
    """
    scale, shift, is_inverse = source.factor, source.offset, source.inverted
    if target is not None:
        scale = target.factor / scale if target.inverted else scale / target.factor
        shift = (shift - target.offset) / target.factor
        is_inverse = is_inverse != target.inverted
    common = lcm(scale.denominator, shift.denominator)
    return int(scale * common), int(shift * common), common, is_inverse


def opened(low: Decimal, high: Decimal, bound: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends that a bound leaves of two numbers."""
    stated = ONE_SIDED.get(bound)
    if stated is None:
        return low, high
    return (low, None) if stated == "low" else (None, high)


def bound_in(figure: Figure, unit: Unit) -> str:
    """Return the figure's bound as it reads in a unit of its kind."""
    if figure.unit.inverted != unit.inverted:
        return SWAPPED[figure.bound]
    return figure.bound


def ends_in(figure: Figure, unit: Unit) -> tuple[Decimal | None, Decimal | None]:
    """Return the figure's ends, in its own unit, in the order they have in another."""
    if figure.unit.inverted != unit.inverted:
        return figure.high, figure.low
    return figure.low, figure.high


def equal(one: Figure, other: Figure) -> bool:
    """Return True for figures of one kind, cycle, bound and exact interval."""
    if one.unit is other.unit:
        return (
            one.low == other.low
            and one.high == other.high
            and one.bound == other.bound
            and one.cycle == other.cycle
        )
    return one.unit.kind == other.unit.kind and key(one) == key(other)


def key(figure: Figure) -> Key:
    """Return what makes two figures equal: kind, cycle, bound and the exact interval."""
    low, high = figure.low, figure.high
    bound = figure.bound
    if figure.unit.inverted:
        low, high, bound = high, low, SWAPPED[bound]
    first = None if low is None else _reduced(low, figure.unit)
    last = first if high is low else None if high is None else _reduced(high, figure.unit)
    return figure.unit.kind, figure.cycle, bound, first, last


def _reduced(value: Decimal, unit: Unit) -> Quotient:
    numerator, denominator = ratio(value, unit)
    common = gcd(numerator, denominator)
    return numerator // common, denominator // common


def _decimal(number: Number) -> Decimal:
    """Return a number with its digits; a float has those of its shortest form."""
    # Most numbers are plain and of a common size: far from needing too many digits.
    if type(number) is float and 1e-9 < number < 1e9:
        return Decimal(repr(number).removesuffix(".0"))
    if type(number) is int and -(10**9) < number < 10**9:
        return Decimal(number)
    if type(number) is str and _PLAIN.fullmatch(number):
        return Decimal(number)
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
