"""What people call makers for short."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHORT", "with_makers"]

#: A maker's short name, in lower case, and the one that catalogs have. Each is one word.
SHORT: Final[Mapping[str, str]] = MappingProxyType({
    "alfa": "Alfa Romeo",
    "aston": "Aston Martin",
    "beemer": "BMW",
    "benz": "Mercedes-Benz",
    "bimmer": "BMW",
    "chevy": "Chevrolet",
    "landrover": "Land Rover",
    "merc": "Mercedes-Benz",
    "mercedes": "Mercedes-Benz",
    "rolls": "Rolls-Royce",
    "tata": "Tata Motors",
    "vw": "Volkswagen",
})  # fmt: skip
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
