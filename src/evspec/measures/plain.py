"""Sums and products of single exact numbers, which most figures are: no ends are looked at.

Everything else is left to `evspec.measures.arithmetic`, with the same result.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from math import floor, gcd, isfinite, log10
from typing import Final, TypeAlias

from evspec.measures.figures import CYCLED, converted
from evspec.units import Compound, Unit, combined, unit_named

__all__ = [
    "FEWEST",
    "NEVER",
    "NOTHING",
    "Plain",
    "Told",
    "digits_of",
    "leading",
    "product_of",
    "shift",
    "steps",
    "sum_of",
]

#: Cycle, basis and whether it is a difference: what sets figures apart whatever their numbers.
Told: TypeAlias = tuple[str | None, str, bool]
_Unit: TypeAlias = Unit | Compound
#: Numerator, denominator, power of ten of the last digit, unit, what sets it apart, and whether it is a sum.
Plain: TypeAlias = tuple[int, int, int, _Unit, Told, bool]
#: What is told of most.
NOTHING: Final[Told] = (None, "", False)
#: The fewest digits that a product has: "8 min" is no reason to say "4 kW" for 4.4.
FEWEST: Final = 2
#: Below the last digit of anything: that of an exact number.
NEVER: Final = -9999
_NUMBER: Final = unit_named("")


def plain_number(number: object) -> Plain | None:
    """Return a number without a unit, which is exact whatever its digits; None if it is none."""
    if type(number) is int:
        return number, 1, NEVER, _NUMBER, NOTHING, False
    if type(number) is float and isfinite(number):
        n, d = Decimal(repr(number)).as_integer_ratio()
        return n, d, NEVER, _NUMBER, NOTHING, False
    return None


def sum_of(one: Plain, other: Plain, sign: int) -> Plain | None:
    """Return a sum, or for a sign of -1 a difference; None if it takes a closer look."""
    n, d, power, unit, told, _ = one
    m, e, worth, others_unit, also_told, _ = other
    if told != also_told or unit.offset:
        return None
    if unit is not others_unit:
        if unit.kind != others_unit.kind or unit.inverted or others_unit.inverted:
            return None
        m, e = converted((m, e), others_unit, unit)
        worth += steps(others_unit, unit)
    if d != e:
        common = gcd(d, e)
        n, m, d = n * (e // common), m * (d // common), d * (e // common)
    if sign < 0:
        told = told[0], told[1], True
    return n + sign * m, d, power if power > worth else worth, unit, told, True


def product_of(one: Plain, other: Plain, sign: int) -> Plain | None:
    """Return a product, or for a sign of -1 a quotient; None if it takes a closer look.

    The power of its last digit is left at 0, since only print asks for it; see `digits_of`.
    """
    n, d, _, unit, told, _ = one
    m, e, _, others_unit, also_told, _ = other
    if not m or (told != also_told and told is not NOTHING and also_told is not NOTHING):
        return None
    over, under, made, is_cycled = _made_of(unit, others_unit, sign)
    n, d = (n * m * over, d * e * under) if sign > 0 else (n * e * over, d * m * under)
    common = gcd(n, d) if d > 0 else -gcd(n, d)
    if told is not NOTHING or also_told is not NOTHING:
        cycle, basis, signed = told if also_told is NOTHING else also_told
        if cycle and not is_cycled:
            # which is kept beside what has none, for what is made of that
            return None
        is_kept = made.kind in {unit.kind, others_unit.kind}
        told = cycle, basis if is_kept else "", signed
    return n // common, d // common, 0, made, told, False


def digits_of(one: Plain, other: Plain) -> int:
    """Return how many digits a product of two numbers has: as many as the less precise, two at least.

    Times an exact number it has as many as before, or those down to what its last digit is worth then.
    """
    n, d, power, *_ = one
    digits = leading(n, d) - power + 1
    m, e, worth, *_ = other
    if worth != NEVER:
        return max(min(digits, leading(m, e) - worth + 1), FEWEST)
    return max(digits, leading(n * m, d * e) - power - shift(m, e) + 1) if n else digits


def leading(numerator: int, denominator: int) -> int:
    """Return the power of ten of the first digit of a number, 0 for 0."""
    if not numerator:
        return 0
    size = abs(numerator)
    power = floor(log10(size) - log10(denominator))
    # near a power of ten the logarithm may be one off
    if size * 10 ** max(-power, 0) < denominator * 10 ** max(power, 0):
        return power - 1
    over = size * 10 ** max(-power - 1, 0) >= denominator * 10 ** max(power + 1, 0)
    return power + 1 if over else power


def shift(numerator: int, denominator: int) -> int:
    """Return by how many powers of ten a factor moves the worth of a digit, to the nearest."""
    if not numerator:
        return 0
    return floor(log10(abs(numerator)) - log10(abs(denominator)) + 0.5)


@cache
def _made_of(
    one: Unit | Compound, other: Unit | Compound, sign: int
) -> tuple[int, int, Unit | Compound, bool]:
    scale, unit = combined(one, other, sign)
    return scale.numerator, scale.denominator, unit, unit.kind in CYCLED


@cache
def steps(source: _Unit, target: _Unit) -> int:
    """Return by how many powers of ten a digit is worth more in another unit."""
    return shift(*(source.factor / target.factor).as_integer_ratio())
