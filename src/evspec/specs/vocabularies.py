"""The names of categories, and what else the press calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CLOSED", "vocabulary"]

_VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    # canonical name first, then what else the press calls it; vocabularies in CLOSED admit nothing else
    "drivetrain": ("FWD=front-wheel drive", "RWD=rear-wheel drive", "AWD=all-wheel drive|4WD|4x4"),
    "powertrain_type": ("BEV", "PHEV", "EREV", "combustion"),
    "facelift": ("skipped", "expected", "done"),
    "program_status": (
        "in production", "approved", "in development=work underway", "in the works", "possible",
        "not signed off", "undecided", "expected", "ended",
    ),
    "battery_chemistry": ("NMC=NCM", "NMC 811=NCM 811", "LFP", "NCA", "NCMA", "LMO"),
    "cell_format": ("cylindrical=round", "prismatic", "pouch"),
    "dc_connector": ("CCS2=CCS Combo 2", "CCS1", "CCS", "NACS", "CHAdeMO", "GB/T"),
    "motor_type": (
        "separately excited synchronous=current-excited synchronous|electrically excited synchronous",
        "permanent-magnet synchronous", "asynchronous=induction",
    ),
    "body_style": ("sedan", "coupe", "convertible", "wagon", "hatchback", "SUV", "Gran Coupe"),
}  # fmt: skip
CLOSED = {"drivetrain", "powertrain_type", "facelift"}


def vocabulary(key: str) -> Mapping[str, str]:
    """Return the names that a spec knows: spelling in lower case to canonical name."""
    names: dict[str, str] = {}
    for entry in _VOCABULARIES.get(key, ()):
        canonical, _, others = entry.partition("=")
        names[canonical.lower()] = canonical
        names.update((other.lower(), canonical) for other in others.split("|") if other)
    return names
