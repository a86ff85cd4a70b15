"""Two figures of one quantity that are one figure under two units."""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from evspec.measures import Measure
from evspec.plausibility.rules import SLIPPING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evspec.claims import Claim
    from evspec.plausibility.figures import Figure

__all__ = ["FACTORS", "two_units"]

# Kilometers to the mile, kilograms to the pound, newton meters to the pound-foot, kilowatts to the
# horsepower and to the PS, liters to the cubic foot.
#: Kind to the factors between units that stand beside each other in print: NIST SP 811 (2008),
#: appendix B; PS: DIN 66036.
FACTORS: Final[Mapping[str, tuple[tuple[float, str], ...]]] = {
    "power": ((1.34102, "hp under kW, or kW under hp"), (1.35962, "PS under kW, or kW under PS")),
    "torque": ((1.35582, "lb·ft under N·m, or N·m under lb·ft"),),
    "length": ((1.60934, "miles under km, or km under miles"),),
    "speed": ((1.60934, "mph under km/h, or km/h under mph"),),
    "consumption": ((1.60934, "kWh/100 mi under kWh/100 km, or the other way round"),),
    "mass": ((2.20462, "lb under kg, or kg under lb"),),
    "volume": ((28.3168, "ft³ under L, or L under ft³"),),
}
#: A horsepower is 1.4 % more than a PS: 282 hp, 286 PS and 210 kW are one figure, and "286 hp" is none.
_PS_IN_HP: Final = 1.01387
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
    if "exact" != first.bound or "exact" != second.bound:
        return ""
    sizes = sorted(((a.low + a.high) / 2, (b.low + b.high) / 2))
    ratio = sizes[1] / sizes[0]
    if first.kind == "power" and {first.unit, second.unit} >= {"hp"} and first.unit != second.unit:
        if abs(ratio / _PS_IN_HP - 1) < 0.003 and not first.agrees_with(second):
            return "PS under hp, or hp under PS"
    return next((words for factor, words in factors if abs(ratio / factor - 1) < 0.015), "")
