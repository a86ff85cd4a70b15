"""Two figures of one quantity that are one figure under two units."""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from evspec.measures import Measure
from evspec.plausibility.rules import SLIPPING
from evspec.units import unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evspec.claims import Claim
    from evspec.plausibility.figures import Figure

__all__ = ["FACTORS", "two_units"]


def _apart(more: str, less: str) -> float:
    """Return how many times a unit is another one."""
    return float(unit(more).factor / unit(less).factor)


#: Kind to the factors between units that stand beside each other in print.
FACTORS: Final[Mapping[str, tuple[tuple[float, str], ...]]] = {
    "power": (
        (_apart("kW", "hp"), "hp under kW, or kW under hp"),
        (_apart("kW", "PS"), "PS under kW, or kW under PS"),
    ),
    "torque": ((_apart("lb·ft", "N·m"), "lb·ft under N·m, or N·m under lb·ft"),),
    "length": ((_apart("mi", "km"), "miles under km, or km under miles"),),
    "speed": ((_apart("mph", "km/h"), "mph under km/h, or km/h under mph"),),
    "consumption": ((_apart("mi", "km"), "kWh/100 mi under kWh/100 km, or the other way round"),),
    "mass": ((_apart("kg", "lb"), "lb under kg, or kg under lb"),),
    "volume": ((_apart("ft³", "L"), "ft³ under L, or L under ft³"),),
}
#: A horsepower is 1.4 % more than a PS: 282 hp, 286 PS and 210 kW are one figure, and "286 hp" is none.
_PS_IN_HP: Final = _apart("hp", "PS")
_TENS: Final = ((10.0, "a decimal point out of place"), (100.0, "a decimal point out of place"))
_PAIRS: Final = 500


def two_units(claims: Sequence[Claim], figures: Mapping[int, Figure]) -> Iterator[tuple[Claim, Claim, str]]:
    """Yield pairs of claims on one quantity that are apart by the factor between two units, and which.

    Parameters
    ----------
    claims
        On one vehicle, in rows that rules do not tell apart.
    figures
        What they say, by the ids of their statements.
    """
    if not claims or claims[0].spec.key not in SLIPPING:
        return
    factors = (*FACTORS.get(claims[0].spec.kind, ()), *_TENS)
    for one, other in islice(combinations(claims, 2), _PAIRS):
        a, b = (figures[id(claim.statement)] for claim in (one, other))
        if one.row != other.row or a.odd or b.odd:
            continue
        words = _slip(one, other, a, b, factors)
        if words:
            yield one, other, words


def _slip(one: Claim, other: Claim, a: Figure, b: Figure, factors: Sequence[tuple[float, str]]) -> str:
    first, second = one.value, other.value
    if not (isinstance(first, Measure) and isinstance(second, Measure)):
        return ""
    if first.bound != "exact" or second.bound != "exact":
        return ""
    sizes = sorted(((a.low + a.high) / 2, (b.low + b.high) / 2))
    ratio = sizes[1] / sizes[0]
    one_hp = first.kind == "power" and "hp" in {first.unit, second.unit} and first.unit != second.unit
    if one_hp and abs(ratio / _PS_IN_HP - 1) < 0.003 and not first.agrees_with(second):
        return "PS under hp, or hp under PS"
    return next((words for factor, words in factors if abs(ratio / factor - 1) < 0.02), "")
