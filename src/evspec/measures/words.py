"""The words around a number: bounds, hedges and test cycles, in the languages of the press."""

from __future__ import annotations

from typing import Final

__all__ = [
    "AFTER",
    "BEFORE",
    "CYCLES",
    "HINTS",
    "JOINERS",
    "SPANS",
    "TO",
    "cycle_of",
    "spoken",
]

#: The test cycles as they are printed, in the order in which rows show them. They are read in any
#: case, and with a hyphen for a space.
CYCLES: Final = (
    "WLTP",
    "EPA",
    "CLTC",
    "NEDC",
    "JC08",
    "real world",
)

# What stands in front of a number, by bound and language. The first of each is what is printed.
_BEFORE: Final = {
    "at most": {
        "en": "up to | at most | no more than | not more than | not exceeding | as much as | as many as"
        " | a maximum of | maximum of | maximum | max. | max | less than or equal to",
        "de": "bis zu | höchstens | maximal | nicht mehr als",
        "fr": "jusqu'à | au plus | au maximum | pas plus de",
        "it": "fino a | al massimo | massimo | non più di",
        "es": "hasta | como máximo | máximo | no más de",
        "nl": "tot | maximaal | hoogstens | ten hoogste | niet meer dan",
        "nb": "opptil | inntil | maks. | maks | maksimalt | høyst | ikke mer enn",
        "": "≤ | <=",
    },
    "at least": {
        "en": "at least | no less than | no fewer than | not less than | greater than or equal to"
        " | a minimum of | minimum of | minimum | min.",
        "de": "mindestens | wenigstens | nicht weniger als",
        "fr": "au moins | au minimum | pas moins de",
        "it": "almeno | minimo | non meno di",
        "es": "al menos | por lo menos | como mínimo | mínimo | no menos de",
        "nl": "minstens | minimaal | ten minste | niet minder dan",
        "nb": "minst | minimalt | ikke mindre enn",
        "": "≥ | >=",
    },
    "more than": {
        "en": "more than | over | above | beyond | exceeding | greater than | higher than"
        " | in excess of | upwards of | upward of | north of",
        "de": "mehr als | über",
        "fr": "plus de | supérieur à",
        "it": "più di | oltre",
        "es": "más de",
        "nl": "meer dan | boven",
        "nb": "mer enn",
        "": ">",
    },
    "less than": {
        "en": "less than | fewer than | lower than | under | below",
        "de": "weniger als | unter",
        "fr": "moins de | inférieur à",
        "it": "meno di",
        "es": "menos de",
        "nl": "minder dan | onder",
        "nb": "mindre enn",
        "": "<",
    },
    "about": {
        "en": "about | around | approximately | approx. | approx | roughly | circa | ca. | ca | c. | some"
        " | in the region of",
        "de": "etwa | rund | ungefähr | zirka",
        "fr": "environ | env. | autour de | à peu près",
        "it": "circa | intorno a",
        "es": "aproximadamente | aprox. | alrededor de | unos | unas",
        "nl": "ongeveer | rond | zo'n",
        "nb": "omtrent | omkring | rundt | cirka | om lag",
        "": "≈ | ~",
    },
}
# What stands behind a unit.
_AFTER: Final = {
    "at least": {
        "en": "or more | or higher | or greater | and up | minimum | at least",
        "de": "oder mehr | mindestens",
        "fr": "ou plus | minimum | au moins",
        "it": "o più | minimo",
        "es": "o más | como mínimo",
        "nl": "of meer",
        "nb": "eller mer",
    },
    "at most": {
        "en": "or less | or fewer | or lower | maximum | max. | max | at most",
        "de": "oder weniger | maximal",
        "fr": "ou moins | au maximum",
        "it": "o meno | al massimo",
        "es": "o menos | como máximo",
        "nl": "of minder | maximaal",
        "nb": "eller mindre | maks. | maks",
    },
    "about": {"": "or so | approx. | approximately | circa | ca. | environ | env. | aprox."},
}


def _bounds(words: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return the bound of each phrase."""
    return {
        phrase: bound
        for bound, languages in words.items()
        for phrases in languages.values()
        for phrase in phrases.split(" | ")
    }


#: What stands in front of a number, and the bound that it means.
BEFORE: Final = _bounds(_BEFORE)
#: What stands behind a unit, and the bound that it means.
AFTER: Final = _bounds(_AFTER)
#: Words that hint at a bound without saying which, with what to write instead.
HINTS: Final = {
    "almost": "write 'about' or 'less than'",
    "nearly": "write 'about' or 'less than'",
    "close": "write 'about' or 'less than'",
    "fast": "write 'about' or 'less than'",
    "knapp": "write 'about' or 'less than'",
    "presque": "write 'about' or 'less than'",
    "près": "write 'about' or 'less than'",
    "quasi": "write 'about' or 'less than'",
    "casi": "write 'about' or 'less than'",
    "bijna": "write 'about' or 'less than'",
    "nesten": "write 'about' or 'less than'",
    "just": "write 'more than', 'less than' or 'about'",
    "well": "write 'more than' or 'less than'",
    "between": "write both ends: 'between 431 and 473 km'",
    "and": "two figures are two texts",
    "plus": "write 'or more'",
    "from": "write 'at least', or both ends: 'from 431 to 473 km'",
    # "From", of a price or of a line of versions.
    **dict.fromkeys(
        ("starting", "ab", "dès", "à", "da", "desde", "vanaf", "fra"), "write 'at least', or both ends"
    ),
    "bis": "write 'bis zu', or both ends: '431 bis 473 km'",
}
#: What stands in front of the two ends of a range, with what then stands between them.
SPANS: Final = {
    "between": ("and",), "from": ("to",),
    "zwischen": ("und",), "von": ("bis",),
    "entre": ("et", "y"), "de": ("à", "a"),
    "tra": ("e",), "da": ("a",),
    "tussen": ("en",), "van": ("tot",),
    "mellom": ("og",), "fra": ("til",),
}  # fmt: skip
#: What stands between two ends with nothing in front.
TO: Final = ("to", "bis", "à", "a", "tot", "til")
#: All that stands between two ends.
JOINERS: Final = tuple(dict.fromkeys((*TO, *(word for words in SPANS.values() for word in words))))


def spoken(bound: str, language: str) -> str:
    """Return a bound in the words of a language, or as a sign where they are not known; "" for none."""
    words = _BEFORE.get(bound, {"": ""})
    return words.get(language, words[""]).partition(" | ")[0]


def cycle_of(name: str) -> str | None:
    """Return the cycle of this name in any case, or None."""
    plain = _plain(name)
    return next((cycle for cycle in CYCLES if _plain(cycle) == plain), None)


def _plain(name: str) -> str:
    return " ".join(name.replace("-", " ").split()).lower()
