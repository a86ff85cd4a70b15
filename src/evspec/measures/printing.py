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
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from evspec.languages.speech import ENGLISH, Speech
from evspec.measures.ends import End, ends_of
from evspec.measures.figures import Figure, Quotient, bound_in, converted, ends_in, ratio
from evspec.measures.words import spoken

if TYPE_CHECKING:
    from evspec.measures.ends import End
    from evspec.units import Unit

__all__ = [
    "Rounding",
    "bound_of",
    "compose",
    "decimals",
    "digits_of",
    "number",
    "power",
    "printing_in",
    "show",
    "significant",
    "step",
    "worked_out",
    "worked_out_parts",
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


def step(figure: Figure, unit: Unit) -> Decimal:
    """Return the step of the last digit that is printed, the coarser one of two ends."""
    return Decimal((0, (1,), power(figure, unit)))


def power(figure: Figure, unit: Unit) -> int:
    """Return the power of ten of the last digit that is printed, of the coarser one of two ends."""
    printed = printing_in(figure, unit) or figure
    low, high = printed.low, printed.high
    ends = [end for end in ((low,) if high is low else (low, high)) if end is not None]
    return max([_exponent(end, printed, unit) for end in ends])


def number(
    figure: Figure,
    unit: Unit,
    end: str,
    *,
    grouped: bool = False,
    rounding: Rounding | None = None,
    speech: Speech = ENGLISH,
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
    speech
        The language, whose marks the digits have.
    """
    if speech is not ENGLISH:
        digits = number(figure, unit, end, rounding=rounding)
        # English sets thousands off where it is asked to, other languages always
        return digits and speech.marked(digits) if grouped or speech.babel is not None else digits
    printed = printing_in(figure, unit) or figure
    low, high = ends_in(printed, unit)
    value = low if end == "low" else high
    if value is None:
        return None
    if figure.clock is unit and rounding is None:
        return _clock(value)
    # zeros that stand for thousands read as digits, which other printings may contradict: "150k W / 203 PS"
    is_padded = bool(figure.also) and _power(value) > 0
    if rounding is None and unit is printed.unit and value and not is_padded:
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


def show(figure: Figure, unit: Unit, *, grouped: bool = False, speech: Speech = ENGLISH) -> str:
    """Return the figure in print: bound, number or numbers, unit."""
    bound = bound_in(figure, unit)
    low = high = number(figure, unit, "low", grouped=grouped, speech=speech)
    printed = printing_in(figure, unit) or figure
    if printed.low is not printed.high:
        high = number(figure, unit, "high", grouped=grouped, speech=speech)
    return compose(speech.word(spoken(bound, "en")), low, high, f" {speech.unit(unit.symbol)}", speech)


def compose(words: str, low: str | None, high: str | None, unit: str, speech: Speech = ENGLISH) -> str:
    """Put a figure together from its parts.

    Parameters
    ----------
    words
        The bound in words, "" for none.
    low, high
        The digits of the ends, None if open, the same twice for one number.
    unit
        The unit, with the space in front of it.
    speech
        The language.
    """
    digits = low or high or ""
    if low and high and low != high:
        # "-10–40" reads well, "-20–-10" does not.
        is_below = high[0] in "-\u2212"
        digits = speech.say("{low} to {high}", low=low, high=high) if is_below else f"{low}–{high}"
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
    size: int = (2 * abs(numerator) + denominator) // (2 * denominator)
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


def bound_of(lower: End | None, upper: End | None) -> str:
    """Return what two ends say of the true value, as of a figure; "open" if neither is known."""
    if lower is None or upper is None:
        end = lower or upper
        if end is None:
            return "open"
        if lower is None:
            return "less than" if end.strict else "at most"
        return "more than" if end.strict else "at least"
    if lower is upper or Fraction(*lower.value) == Fraction(*upper.value):
        return "about" if lower.about or lower.strict or upper.about or upper.strict else "exact"
    return "between"


def worked_out(
    lower: End | None, upper: End | None, unit: str, power: int, *, is_signed: bool, grouped: bool = False
) -> str:
    """Return what was worked out in print, to a power of ten.

    One number is rounded to the nearest, two ends and one that stands alone outward, so that they still
    hold. What is not 0 is given the digits that it takes not to print as 0. A difference has its sign.
    """
    words, first, last = worked_out_parts(lower, upper, power, is_signed=is_signed, grouped=grouped)
    if first is None and last is None:
        return f"{words} {unit}".rstrip()
    if is_signed and first and last and first != last:
        return f"{first} to {last} {unit}".rstrip()
    return compose(words, first, last, f" {unit}" if unit else "")


def worked_out_parts(
    lower: End | None,
    upper: End | None,
    power: int,
    *,
    is_signed: bool,
    grouped: bool = False,
    rounding: Rounding | None = None,
) -> tuple[str, str | None, str | None]:
    """Return of what was worked out the words of its bound and the digits of both ends; see `worked_out`.

    Parameters
    ----------
    lower, upper, power, is_signed, grouped
        As of `worked_out`.
    rounding
        What to round to, whatever it is good for.
    """
    bound = bound_of(lower, upper)
    low, high = (None if end is None else Fraction(*end.value) for end in (lower, upper))
    is_one = bound in {"exact", "about"}
    while rounding is None and any(
        end and not _rounded(end.as_integer_ratio(), power) for end in (low, high)
    ):
        power -= 1
    ways = (None, None) if is_one else (floor, ceil)
    first, last = (
        None
        if end is None
        else _signed(
            end,
            power if rounding is None else rounding(end.as_integer_ratio()),
            way,
            is_signed=is_signed,
            grouped=grouped,
        )
        for end, way in zip((low, high), ways, strict=True)
    )
    if bound in {"exact", "open"}:
        return "" if bound == "exact" else bound, first, last
    return bound if is_signed and bound != "between" else spoken(bound, "en"), first, last


def _signed(
    end: Fraction, power: int, way: Callable[[Fraction], int] | None, *, is_signed: bool, grouped: bool
) -> str:
    step = Fraction(10) ** power
    rounded = end if way is None else way(end / step) * step
    digits = digits_of(rounded.as_integer_ratio(), power, grouped=grouped)
    if not is_signed:
        return digits
    return f"±{digits}" if not rounded else f"+{digits}" if rounded > 0 else digits.replace("-", "\u2212")
