"""What people call makers, models and years for short."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHORT", "spelled_out", "with_makers"]

#: A maker's short name, in lower case, and the one that catalogs have. Each is one word.
SHORT: Final[Mapping[str, str]] = MappingProxyType({
    "alfa": "Alfa Romeo",
    "aston": "Aston Martin",
    "beemer": "BMW",
    "benz": "Mercedes-Benz",
    "bimmer": "BMW",
    "chevy": "Chevrolet",
    "jag": "Jaguar",
    "landrover": "Land Rover",
    "merc": "Mercedes-Benz",
    "mercedes": "Mercedes-Benz",
    "rolls": "Rolls-Royce",
    "tata": "Tata Motors",
    "vw": "Volkswagen",
})  # fmt: skip
#: Models that people call by a part of their name.
_MODELS: Final = (
    (re.compile(r"(?<!mustang )\bmach[- ]?e\b", re.IGNORECASE), "Mustang Mach-E"),
    (re.compile(r"(?<!150 )\blightning\b", re.IGNORECASE), "F-150 Lightning"),
    (re.compile(r"(?<!cybertruck )\bcyberbeast\b", re.IGNORECASE), "Cybertruck Cyberbeast"),
)
#: A year in two digits: '22, MY23.
_YEAR: Final = re.compile(r"(?<!\w)(?:['’]|MY ?(?:20)?)(\d\d)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+")


def with_makers(name: str) -> str:
    """Return a name in which the makers are called as catalogs call them.

    Examples
    --------
    >>> with_makers("VW ID.3"), with_makers("Mercedes EQA"), with_makers("Mercedes-Benz EQA")
    ('Volkswagen ID.3', 'Mercedes-Benz EQA', 'Mercedes-Benz EQA')
    """
    told = set(map(str.lower, _WORD.findall(name)))

    def whole(word: re.Match[str]) -> str:
        full = SHORT.get(word[0].lower())
        is_there = full is None or told.issuperset(_WORD.findall(full.lower()))
        return word[0] if full is None or is_there else full

    return _WORD.sub(whole, name)


def spelled_out(name: str) -> str:
    """Return a name in which makers, models and years are written in full.

    Examples
    --------
    >>> spelled_out("VW e-Golf '19"), spelled_out("Kia EV6 MY23"), spelled_out("Kia EV6 MY2023")
    ('Volkswagen e-Golf 2019', 'Kia EV6 2023', 'Kia EV6 2023')
    """
    for pattern, full in _MODELS:
        name = pattern.sub(full, name)
    return _YEAR.sub(r"20\1", with_makers(name))
