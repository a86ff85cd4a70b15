"""A figure in print: digits with the precision that its source had, in any unit of its kind.

After a conversion the last digit's step is converted too and rounded to the nearest power of ten
on the log scale: 514 km, good to 1 km, is good to 0.6 mi and prints as 319 mi. Between the two ends of
a kind it is rounded down instead: 5.1 km/kWh, good to 0.1, is 19.6 kWh/100 km, since 20 would be
5.0 km/kWh.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor, log10
from typing import TYPE_CHECKING

from attrs import evolve

from evspec.measures.ends import End, ends_of
from evspec.measures.figures import Figure, Quotient, bound_in, converted, ends_in, ratio
from evspec.measures.interval import Interval
from evspec.measures.words import spoken

if TYPE_CHECKING:
    from evspec.units import Unit

__all__ = [
    "Rounding",
    "compose",
    "decimals",
    "digits_of",
    "interval",
    "number",
    "printing_in",
    "show",
    "significant",
    "step",
]

#: The most significant digits of a converted number that is not whole.
_SHOWN = 16
#: How many digits a converted number is given: its quotient in, the last digit's power of ten out.
Rounding = Callable[[Quotient], int]


def printing_in(figure: Figure, unit: Unit) -> Figure | None:
    """Return the printing of a figure in a unit, if it was printed in it."""
    if figure.unit is unit:
        return figure
    return next((other for other in figure.also if other.unit is unit), None)


def interval(figure: Figure, unit: Unit) -> Interval:
    """Return the interval between the digits that are shown in a unit."""
    exact = Interval.of(figure, unit)
    lower = _printed(exact.lower, number(figure, unit, "low"))
    upper = lower if exact.upper is exact.lower else _printed(exact.upper, number(figure, unit, "high"))
    return evolve(exact, lower=lower, upper=upper, power=step(figure, unit).adjusted())


def step(figure: Figure, unit: Unit) -> Decimal:
    """Return the step of the last digit that is printed, the coarser one of two ends."""
    printed = printing_in(figure, unit) or figure
    ends = [end for end in (printed.low, printed.high) if end is not None]
    return Decimal((0, (1,), max(_exponent(end, printed, unit) for end in ends)))


def number(
    figure: Figure, unit: Unit, end: str, *, grouped: bool = False, rounding: Rounding | None = None
) -> str | None:
    """Return the digits of one end as printed in a unit, or None if the end is open.

    Parameters
    ----------
    figure
        The figure.
    unit
        A unit of its kind.
    end
        "low" or "high".
    grouped
        Whether thousands are set off with commas.
    rounding
        What to round to; without one, the precision that the source had.
    """
    printed = printing_in(figure, unit) or figure
    low, high = ends_in(printed, unit)
    value = low if end == "low" else high
    if value is None:
        return None
    if figure.clock is unit and rounding is None:
        return _clock(value)
    if rounding is None and unit is printed.unit and value:
        # as it was printed; formatting without a precision obeys no context
        return f"{value:,f}" if grouped else f"{value:f}"
    quotient = ratio(value, printed.unit, unit)
    exponent = _exponent(value, printed, unit) if rounding is None else rounding(quotient)
    if figure.also and rounding is None:
        quotient, exponent = _within_all(figure, unit, end, quotient, exponent)
    return digits_of(quotient, exponent, grouped=grouped)


def _within_all(
    figure: Figure, unit: Unit, end: str, quotient: Quotient, exponent: int
) -> tuple[Quotient, int]:
    """Return a number and its last digit such that it reads as what all printings of a figure leave open.

    Of "150 kW / 205 PS" the first alone is 150000 W, which reads as good to a watt; both leave 150.4 to
    150.5 kW.
    """
    low, high = ends_of(figure, unit)
    stated = low if end == "low" else high
    if stated is None or _reads_within(quotient, exponent, stated):
        return quotient, exponent
    first, last = Fraction(*stated.low), Fraction(*stated.high)
    middle = ((first + last) / 2).as_integer_ratio()
    while not _reads_within(middle, exponent, stated):
        exponent -= 1
    return middle, exponent


def _reads_within(quotient: Quotient, exponent: int, stated: End) -> bool:
    """Return whether a rounded number, whose zeros are read as digits, may be the one that is stated."""
    rounded = _rounded(quotient, exponent) * Fraction(10) ** exponent
    half = Fraction(10) ** min(exponent, 0) / 2
    return rounded - half < Fraction(*stated.high) and Fraction(*stated.low) < rounded + half


def show(figure: Figure, unit: Unit, *, grouped: bool = False, rounding: Rounding | None = None) -> str:
    """Return the figure in print: bound, number or numbers, unit."""
    bound = bound_in(figure, unit)
    low = number(figure, unit, "low", grouped=grouped, rounding=rounding)
    printed = printing_in(figure, unit) or figure
    one_number = printed.low is printed.high
    high = low if one_number else number(figure, unit, "high", grouped=grouped, rounding=rounding)
    return compose(spoken(bound, "en"), low, high, f" {unit.symbol}")


def compose(words: str, low: str | None, high: str | None, unit: str) -> str:
    """Put a figure together from its parts.

    Parameters
    ----------
    words
        The bound in words, "" for none.
    low, high
        The digits of the ends, None if open, the same twice for one number.
    unit
        The unit, with the space in front of it.
    """
    digits = low or high or ""
    if low and high and low != high:
        # "-10–40" reads well, "-20–-10" does not.
        digits = f"{low} to {high}" if high[0] in "-\u2212" else f"{low}–{high}"
    return f"{words} {digits}{unit}".strip()


def decimals(places: int) -> Rounding:
    """Round to so many decimals."""
    return lambda _: -places


def significant(figures: int) -> Rounding:
    """Round to so many significant digits."""

    def exponent(quotient: Quotient) -> int:
        if not quotient[0]:
            return 0
        power = floor(_log10((abs(quotient[0]), quotient[1]))) + 1 - figures
        # Near a power of ten the logarithm may be one off, and rounding may reach the next one.
        while abs(_rounded(quotient, power)) >= 10**figures:
            power += 1
        return power

    return exponent


def _printed(end: End | None, digits: str | None) -> End | None:
    # the digits of a clock are no number
    return end if end is None or digits is None or ":" in digits else end.at(Fraction(digits))


def _exponent(value: Decimal, figure: Figure, unit: Unit) -> int:
    """Return the power of ten of the last digit with which an end of a figure is printed."""
    if unit is figure.unit:
        return _power(value)
    exponent = _common(figure, unit)
    quotient = ratio(value, figure.unit, unit)
    # A number that is not 0 must not print as 0; 32 °F are 0 °C.
    while quotient[0] and not _rounded(quotient, exponent):
        exponent -= 1
    if quotient[0] and exponent < 0:
        exponent = max(exponent, min(0, floor(_log10((abs(quotient[0]), quotient[1]))) + 1 - _SHOWN))
    return exponent


def _common(figure: Figure, unit: Unit) -> int:
    """Return the power of ten to which both ends of a figure are rounded in another unit."""
    ends = {end for end in (figure.low, figure.high) if end is not None}
    is_turned = figure.unit.inverted != unit.inverted
    # log10 of the converted step of each end's last digit.
    steps = [(end, _power(end) + _slope(end, figure.unit, unit)) for end in ends]
    exponent = max(floor(size if is_turned else size + 0.5) for _, size in steps)
    # Upside down, half a step up is less than half a step down.
    while is_turned and not all(_is_within(end, exponent, figure.unit, unit) for end in ends):
        exponent -= 1
    # Zeros that stand for tens read as digits, so the rounded number itself must stay well within
    # what the source's last digit allows: 4 mi/kWh is 250 Wh/mi and not 300.
    while exponent > 0 and any(
        _off(ratio(end, figure.unit, unit), exponent) > 10.0**size / 4 for end, size in steps
    ):
        exponent -= 1
    return exponent


def _is_within(end: Decimal, exponent: int, source: Unit, target: Unit) -> bool:
    """Return whether a number rounded in another unit is, turned back, one that was rounded to the end."""
    rounded = _rounded(ratio(end, source, target), exponent)
    if not rounded:
        return False
    back = Fraction(*converted((Fraction(10) ** exponent * rounded).as_integer_ratio(), target, source))
    return abs(back - Fraction(end)) <= Fraction(10) ** _power(end) / 2


def _off(quotient: tuple[int, int], exponent: int) -> float:
    """Return how far rounding to tens or more takes a number, counted exactly: it may have 20 digits."""
    rounded: int = _rounded(quotient, exponent) * 10**exponent
    return abs(rounded * quotient[1] - quotient[0]) / quotient[1]


def _power(value: Decimal) -> int:
    # The exponent of a finite number is an integer; the type allows for infinities.
    return int(value.as_tuple().exponent)


def _slope(value: Decimal, source: Unit, target: Unit) -> float:
    """Return log10 of how much a small step in one unit is in another."""
    if source.inverted != target.inverted:
        # y = k / x, so a step dx gives y / x * dx.
        return _log10(ratio(value, source, target)) - _log10(value.as_integer_ratio())
    size = _log10((source.factor / target.factor).as_integer_ratio())
    return -size if source.inverted else size


def _log10(quotient: tuple[int, int]) -> float:
    return log10(quotient[0]) - log10(quotient[1])


def _rounded(quotient: tuple[int, int], exponent: int) -> int:
    """Return the quotient in steps of ten to the exponent, halves away from zero."""
    numerator, denominator = quotient
    if exponent < 0:
        numerator *= 10**-exponent
    else:
        denominator *= 10**exponent
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -size if numerator < 0 else size


def digits_of(quotient: tuple[int, int], exponent: int, *, grouped: bool) -> str:
    """Return a quotient in digits, the last of which is of this power of ten."""
    steps = _rounded(quotient, exponent)
    sign = "-" if steps < 0 else ""
    digits = str(abs(steps))
    fraction = ""
    if exponent < 0:
        digits = digits.zfill(1 - exponent)
        digits, fraction = digits[:exponent], "." + digits[exponent:]
    elif steps:
        digits += "0" * exponent
    if grouped:
        digits = f"{int(digits):,}"
    return sign + digits + fraction


def _clock(value: Decimal) -> str:
    """Return whole minutes as hours and minutes, or seconds as minutes and seconds."""
    large, small = divmod(int(value), 60)
    return f"{large}:{small:02d}"
