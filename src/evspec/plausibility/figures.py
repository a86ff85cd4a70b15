"""A claim's figure as the rules take it: two numbers in the metric unit, and the row in which it stands."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.measures import Measure
from evspec.plausibility.sizes import CURRENCIES, SIZES
from evspec.specs import QUALIFIERS, SPECS
from evspec.values import Curve, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims import Statement
    from evspec.measures import Interval
    from evspec.values import Value

__all__ = ["NO_FIGURE", "Column", "Figure", "figure_of", "is_of_size", "slot_of"]

#: Stands for an open lower end: what is measured of a car is above 0, and may be divided by.
_NEXT_TO_NOTHING: Final = 1e-300
#: What sets rows apart without making unlike rules of them.
_IGNORED: Final = frozenset({"soc", "charger", "agency", "market", "terms", "tax"})


class Figure(NamedTuple):
    """What one statement says, for the rules.

    Attributes
    ----------
    low, high
        The ends with what their rounding leaves open. Of a time that a charge takes, the minutes that
        all of a battery would take so, or the kilowatt-hours that come out of the charger.
    slot
        How rules name it: the spec's key and the conditions that set its row apart; "" if none takes it.
    odd
        Whether no car's figure is of this size.
    """

    low: float
    high: float
    slot: str
    odd: bool


class Column(NamedTuple):
    """What is stated in one row, of one vehicle after the other.

    Attributes
    ----------
    abouts
        The ids of the vehicles.
    lows, highs
        The ends of their figures.
    """

    abouts: tuple[str, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]

    def spread(self, abouts: Sequence[str], whole: str) -> Column:
        """Return the figures of some vehicles: their own, or what is said of the whole generation."""
        own = {about: (low, high) for about, low, high in zip(*self, strict=True)}
        usual = own.get(whole, NO_FIGURE[:2])
        lows, highs = zip(*(own.get(about, usual) for about in abouts), strict=True)
        return Column(tuple(abouts), lows, highs)


#: What is no number, and breaks no rule.
NO_FIGURE: Final = Figure(_NEXT_TO_NOTHING, inf, "", odd=False)


def figure_of(statement: Statement) -> Figure:
    """Return what a statement says for the rules."""
    spec, value = statement.spec, statement.value
    if isinstance(value, Curve):
        return Figure(value.peak_kw, value.peak_kw, spec.key, not is_of_size(spec.key, value))
    if not isinstance(value, Measure | Span):
        return NO_FIGURE
    if spec.kind == "money":
        return Figure(_NEXT_TO_NOTHING, inf, "", not is_of_size(spec.key, value))
    lies = value.interval(spec.metric or None)
    size = SIZES.get(spec.key)
    odd = size is not None and not _within(lies, size.least, size.most)
    ends, factor = _edges(lies), _factor(statement)
    return Figure(ends[0] * factor, ends[1] * factor, slot_of(statement) if factor else "", odd)


def is_of_size(key: str, value: Value) -> bool:
    """Tell whether a figure is one that a car may have, as far as a row of sizes tells."""
    size = SIZES.get(key)
    if size is None or not isinstance(value, Measure | Span | Curve):
        return True
    if isinstance(value, Curve):
        return size.least <= value.peak_kw <= size.most
    if key == "price":
        return value.kind not in _MONEY or _within(value.interval(), size.least, size.most)
    return _within(value.interval(SPECS[key].metric or None), size.least, size.most)


_MONEY: Final = frozenset(f"money {currency}" for currency in CURRENCIES)


def _within(lies: Interval, least: float, most: float) -> bool:
    """Tell whether every stated end is between two numbers; 0 says that there is none of something."""
    lower, upper = lies.lower, lies.upper
    if upper is not None and upper.value[0] == 0:
        return True
    if lower is not None and _number(lower.low) > most:
        return False
    if upper is not None and (_number(upper.low) > most or _number(upper.high) < least):
        return False
    return lower is None or not lower.stated or _number(lower.high) >= least or lower.value[0] == 0


def _number(value: tuple[int, int]) -> float:
    return value[0] / value[1]


def _edges(lies: Interval) -> tuple[float, float]:
    low = _NEXT_TO_NOTHING if lies.lower is None else max(_number(lies.lower.low), _NEXT_TO_NOTHING)
    return low, inf if lies.upper is None else max(_number(lies.upper.high), _NEXT_TO_NOTHING)


def _factor(statement: Statement) -> float:
    """Return what turns a time of charging into the one of a whole battery, or into energy; 0 for no time."""
    key = statement.spec.key
    if key not in {"dc_time", "ac_time"}:
        return 1.0
    window = statement.qualifiers.get("soc", "0-100 %" if key == "ac_time" else "")
    first, dash, last = window.removesuffix("%").strip().partition("-")
    if not (dash and first.isdigit() and last.isdigit()):
        return 0.0
    whole = 100 / (int(last) - int(first))
    return whole if key == "dc_time" else whole * charger_kw(statement)


def charger_kw(statement: Statement) -> float:
    """Return the power of the charger that a time is for, 0 if no power is stated."""
    number, _, unit = statement.qualifiers.get("charger", "").partition(" ")
    return float(number) if unit == "kW" and number.replace(".", "", 1).isdigit() else 0.0


def slot_of(statement: Statement) -> str:
    """Return how rules name the row of a statement: "range WLTP", "range EPA city", "power"."""
    parts = [statement.spec.key]
    for name, value in statement.row.splits:
        if name not in _IGNORED and value != QUALIFIERS[name].default:
            parts.append(value)
    return " ".join(parts)
