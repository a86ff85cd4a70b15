"""What tells that a car burns fuel, and what a figure means of one that is driven on either."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from attrs import evolve

from evspec.claims.qualified import Qualifiers
from evspec.measures import Measure
from evspec.specs import NOT_STATED, SPECS
from evspec.values import Categories, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evspec.claims.claim import Claim, Statement
    from evspec.values import Value

__all__ = ["NAMES_FUEL", "OF_FUEL", "burns_fuel", "named_fuels", "with_modes"]

#: The specs of which a claim may tell it.
OF_FUEL: Final = tuple(
    SPECS[key] for key in ("powertrain_type", "fuel", "fuel_consumption", "range_total", "co2")
)
_FUELED: Final = frozenset({
    "PHEV", "EREV", "HEV", "MHEV", "FCEV", "combustion",
    "petrol", "diesel", "LPG", "CNG", "hydrogen", "E85",
})  # fmt: skip
_POWERTRAIN: Final = SPECS["powertrain_type"]
#: The specs that name a fuel, which a liter may be one of.
NAMES_FUEL: Final = (_POWERTRAIN, SPECS["fuel"])
_FUELS: Final = frozenset(SPECS["fuel"].vocabulary.values())
#: The powertrains that are driven on electricity and on fuel, so that a figure is of one way of driving.
_EITHER: Final = frozenset({"PHEV", "EREV"})


def burns_fuel(claim: Claim) -> bool:
    """Return whether a claim tells that its vehicle burns fuel; one of 0 g/km tells nothing of it."""
    value = claim.value
    if claim.spec not in OF_FUEL or claim.doubt:
        return False
    if isinstance(value, Categories):
        return not _FUELED.isdisjoint(value.includes)
    return isinstance(value, Measure | Span) and value.interval().high != 0


def named_fuels(values: Iterable[Value | None]) -> frozenset[str]:
    """Return the fuels that values name, "petrol" and "diesel"; "combustion" names none."""
    named = (value.includes for value in values if isinstance(value, Categories))
    return _FUELS.intersection(chain.from_iterable(named))


def with_modes(claims: Sequence[Claim]) -> Sequence[Claim]:
    """Return the claims of one record, those of plug-in hybrids with the mode of driving that is open.

    A plug-in hybrid's range, consumption or emission is of driving on electricity, on fuel or on both. One
    that does not say which compares with nothing, so that its mode is "not stated". A car of one kind of
    energy has none.
    """
    # what a variant says of itself counts before what is said of its generation
    told, either = set[str](), set[str]()
    for claim in claims:
        said = claim.statement
        if said.spec is _POWERTRAIN and isinstance(said.value, Categories) and not claim.doubt:
            told.add(claim.about)
            if not _EITHER.isdisjoint(said.value.includes):
                either.add(claim.about)
    if not either:
        return claims
    opened: dict[int, Statement] = {}

    def is_open(claim: Claim) -> bool:
        own, whole = claim.about, claim.about.rpartition("/")[0]
        is_either = own in either or (own not in told and whole in either)
        return is_either and "mode" in claim.spec.qualifiers and "mode" not in claim.qualifiers

    def with_mode(claim: Claim) -> Claim:
        said = claim.statement
        if id(said) not in opened:
            stated = Qualifiers.of({**said.qualifiers, "mode": NOT_STATED})
            opened[id(said)] = evolve(said, qualifiers=stated)
        return evolve(claim, statement=opened[id(said)])

    return [with_mode(claim) if is_open(claim) else claim for claim in claims]
