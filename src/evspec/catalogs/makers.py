"""What people call makers, models and years for short."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from evspec.languages import category

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHORT", "in_english", "spelled_out", "with_makers"]

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
    "mb": "Mercedes-Benz",
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
    (re.compile(r"(?<=\btesla )m(?=[3sxy]p?\b)", re.IGNORECASE), "Model "),
    (re.compile(r"(?<=\btesla model [3sxy])p\b", re.IGNORECASE), " Performance"),
)
#: A year in two digits: '22, MY23; in other words: 2021er, Baujahr 2021, modèle 2021.
_YEARS: Final = (
    (re.compile(r"(?<!\w)(?:['’]|MY ?(?:20)?)(\d\d)\b", re.IGNORECASE), r"20\1"),
    (
        re.compile(
            r"\b(?:model ?year|baujahr|bj\.?|modelljahr|jahrgang|mod[eè]le|millésime|année|anno|año|bouwjaar"
            r"|modeljaar|årsmodell|modellår|årgang)\s*((?:19|20)\d\d)\b"
            r"|\b((?:19|20)\d\d)(?:er|-model(?:l|ler)?)\b",
            re.IGNORECASE,
        ),
        r"\1\2",
    ),
)
#: What a name has for a category that another language tells.
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {kind: kind for kind in ("FWD", "RWD", "AWD", "petrol", "diesel")}
    | {"BEV": "electric", "PHEV": "plug-in hybrid"}
)
#: Of so many words at most is what a language calls a category.
_MOST: Final = 4
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
    >>> spelled_out("Tesla MY Performance 2022"), spelled_out("2021er VW ID.3")
    ('Tesla Model Y Performance 2022', '2021 Volkswagen ID.3')
    >>> spelled_out("Nissan Leaf Baujahr 2018")
    'Nissan Leaf 2018'
    """
    for pattern, full in _MODELS:
        name = pattern.sub(full, name)
    for pattern, full in _YEARS:
        name = pattern.sub(full, name)
    return with_makers(name)


def in_english(name: str) -> str:
    """Return a name in which the driven wheels and what drives them are told in English.

    Examples
    --------
    >>> in_english("Kia EV6 Allrad"), in_english("Hyundai Kona Elektro"), in_english("Mégane électrique")
    ('Kia EV6 AWD', 'Hyundai Kona electric', 'Mégane electric')
    """
    words = name.split()
    for count in range(min(_MOST, len(words)), 0, -1):
        for start in range(len(words) - count + 1):
            told = _KINDS.get(category(" ".join(words[start : start + count])))
            if told is not None:
                words[start : start + count] = [told]
    return " ".join(words)
