"""Fewer digits on request, and never more than a source has: a figure is not made finer by printing it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from evspec.errors import EvspecError, quoted, spelled
from evspec.measures.printing import decimals, digits_of, significant
from evspec.measures.view import Measure

if TYPE_CHECKING:
    from evspec.measures.printing import Rounding

__all__ = ["checked_digits", "rounded"]

_FORM: Final = re.compile(r"\.([0-9]{1,2})([fg])", re.ASCII)


def checked_digits(asked: object) -> str:
    """Return how many digits are asked for, as ".1f" (decimals) or ".3g" (significant digits).

    Parameters
    ----------
    asked
        One of these, or a number of significant digits.

    Raises
    ------
    EvspecError
        If it is none.

    Examples
    --------
    >>> checked_digits(3), checked_digits(".1f")
    ('.3g', '.1f')
    """
    form = f".{spelled(asked)}g" if isinstance(asked, int) and not isinstance(asked, bool) else asked
    found = _FORM.fullmatch(form) if isinstance(form, str) else None
    if found is None or (found[2] == "g" and not int(found[1])):
        raise EvspecError(
            f"number {quoted(asked)} is no number of digits; write 3 or '.3g' for three significant digits, "
            "'.1f' for one decimal"
        )
    return found[0]


def rounded(shown: Measure, form: str) -> Measure:
    """Return a figure with at most so many digits, in the unit that is shown.

    Parameters
    ----------
    shown
        The figure.
    form
        What `checked_digits` returns.

    Examples
    --------
    >>> from evspec import measure
    >>> for text in ("64.7 kWh", "514 km", "up to 15.34 kWh/100 km", "17.22-18.04 kWh/100 km"):
    ...     print(rounded(measure(text), ".1f"), rounded(measure(text), ".2g"), sep=" | ")
    64.7 kWh | 65 kWh
    514 km | 510 km
    up to 15.3 kWh/100 km | up to 15 kWh/100 km
    17.2–18.0 kWh/100 km | 17–18 kWh/100 km
    """
    count, way = form[1:-1], form[-1]
    most = decimals(int(count)) if way == "f" else significant(int(count))
    printed = shown.number("low"), shown.number("high")
    # a time on a clock has no digits to leave out
    ends = [end for end in printed if end is not None and ":" not in end]
    fewer = {end: _rounded(end, most) for end in ends}
    if all(end == short for end, short in fewer.items()):
        return shown
    first, last = fewer[ends[0]], fewer[ends[-1]]
    if shown.bound != "between":
        return Measure.of(first, shown.unit, bound=shown.bound, cycle=shown.cycle)
    if first == last:
        return Measure.of(first, shown.unit, cycle=shown.cycle)
    return Measure.of((first, last), shown.unit, bound="between", cycle=shown.cycle)


def _rounded(end: str, most: Rounding) -> str:
    value = Decimal(end)
    quotient = value.as_integer_ratio()
    own = int(value.as_tuple().exponent)
    power = max(own, most(quotient))
    digits = digits_of(quotient, power, grouped=False)
    # what is not 0 must not print as 0
    while value and not Decimal(digits) and power > own:
        power -= 1
        digits = digits_of(quotient, power, grouped=False)
    return digits if power > own else end
