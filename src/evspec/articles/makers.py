"""The names of makers and of the models that the official record has of each; never a figure."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["OTHER_NAMES", "TRIMS", "makers_of", "models_by_word"]

#: Makers of whom the record has no car, and other names of those of whom it has some.
OTHER_NAMES: Final[Mapping[str, str]] = {
    "vw": "volkswagen", "mercedes": "mercedes-benz", "citroën": "citroen", "škoda": "skoda", "opel": "opel",
    "acura": "acura", "infiniti": "infiniti", "mahindra": "mahindra", "xiaomi": "xiaomi", "buick": "buick",
}  # fmt: skip
#: Makers whose names are words of any text.
_WORDS: Final = frozenset({"m", "e", "im", "man", "zero", "micro", "silence", "karma", "rising", "carver"})
#: Trims that are no models, whatever the record calls so.
TRIMS: Final = frozenset({
    "gt", "gts", "gtx", "gti", "gte", "rs", "amg", "st", "vz", "xrt", "gs", "sv", "premium", "sport", "pro",
    "pure", "one", "long", "standard", "electric", "touring", "turbo", "plus", "awd", "fwd", "suv", "ultra",
    "hatchback", "cabrio", "compact", "convertible", "endurance", "life", "privilege", "extreme", "advance",
    "roadster", "pulse", "brabus", "new", "all", "coupe", "iv",
})  # fmt: skip
_VERSION: Final = re.compile(r"m[0-9]{2,3}[a-z]?|[a-z]drive[0-9]*")


@cache
def makers_of() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return makers by their first words: their id, and the models that the record has of each."""
    from evspec.catalogs.record import archive

    found = {
        make.partition("-")[0]: (make, frozenset(told["models"]))
        for make, told in archive().makes.items()
        if make.partition("-")[0] not in _WORDS
    }
    others = {
        name: (make, found.get(make.partition("-")[0], ("", frozenset()))[1])
        for name, make in OTHER_NAMES.items()
    }
    return found | others


@cache
def models_by_word() -> Mapping[str, Sequence[tuple[str, frozenset[str]]]]:
    """Return the first words of the record's models, with the makers of each and all their models."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for make, models in makers_of().values():
        for slug in models:
            word = slug.partition("-")[0]
            if word not in TRIMS and not _VERSION.fullmatch(word):
                found[word][make] = models
    return {word: tuple(own.items()) for word, own in found.items()}
