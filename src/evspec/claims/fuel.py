"""What tells that a car burns fuel, so that what holds of a battery alone does not hold of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evspec.measures import Measure
from evspec.specs import SPECS
from evspec.values import Categories, Span

if TYPE_CHECKING:
    from evspec.claims.claim import Claim

__all__ = ["OF_FUEL", "burns_fuel"]

#: The specs of which a claim may tell it.
OF_FUEL: Final = tuple(SPECS[key] for key in ("powertrain_type", "fuel_consumption", "range_total", "co2"))
_POWERTRAINS: Final = frozenset({"PHEV", "EREV", "HEV", "MHEV", "petrol", "diesel", "combustion"})


def burns_fuel(claim: Claim) -> bool:
    """Return whether a claim tells that its vehicle burns fuel; one of 0 g/km tells nothing of it."""
    value = claim.value
    if claim.spec not in OF_FUEL or claim.doubt:
        return False
    if isinstance(value, Categories):
        return not _POWERTRAINS.isdisjoint(value.includes)
    return isinstance(value, Measure | Span) and value.interval().high != 0
