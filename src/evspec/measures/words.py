"""The words around a number in English, which evspec prints, in the shape of the other languages."""

from __future__ import annotations

from typing import Final

from evspec.languages import Language, every

__all__ = ["ENGLISH", "SIGNS", "spoken"]

#: What stands for a bound in any language. The first of each is printed where a language has no word.
SIGNS: Final = {"≤": "at most", "<=": "at most", "≥": "at least", ">=": "at least", ">": "more than",
                "<": "less than", "≈": "about", "~": "about"}  # fmt: skip

_NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
# The first of each bound is what is printed.
_TABLES: Final = {
    "before": {
        "at most": "up to | at most | no more than | not more than | not exceeding | as much as | as many as"
        " | a maximum of | maximum of | maximum | max. | max | less than or equal to",
        "at least": "at least | no less than | no fewer than | not less than | greater than or equal to"
        " | a minimum of | minimum of | minimum | min.",
        "more than": "more than | over | above | beyond | exceeding | greater than | higher than"
        " | in excess of | upwards of | upward of | north of",
        "less than": "less than | fewer than | lower than | under | below",
        "about": "about | around | approximately | approx. | approx | roughly | circa | ca. | ca | c. | some"
        " | in the region of",
    },
    "behind": {
        "at least": "or more | or higher | or greater | and up | minimum | at least | or longer",
        "at most": "or less | or fewer | or lower | maximum | max. | max | at most",
        "about": "or so | approx. | approximately | circa | ca. | env. | aprox.",
    },
    "between": {"between": "and | to"},
    "from": {"from": "to"},
    "starting": {"words": "from | starting at | starting from"},
    "words": {
        "to": "to",
        "only": "just | only | exactly",
        "half": "and a half",
        "during": "in",
        "again": "or | also | i.e. | that is | equal to | equivalent to",
        "cycle": "combined | cycle | rated | rating | estimated | estimate | est. | est | test | testing"
        " | standard",
        "cycle of": "on | in | the | by | under | according to | based on",
        "charge": "in | for | from | at | charging | charge",
        "state of charge": "state of charge | state-of-charge",
    },
    "cycles": {"CLTC": "CLTC-P", "WLTP": "WLTP3"},
    "conditions": {
        "basis gross": "gross | total | gross capacity | total capacity",
        "towing braked": "braked",
        "towing unbraked": "unbraked",
        "basis net": "net | usable | useable | usable capacity | net capacity",
        "phase combined": "combined",
        "phase city": "city | urban",
        "phase highway": "highway | motorway",
        "mode weighted": "weighted | weighted combined",
        "mode battery empty": "discharged battery | charge-sustaining",
        "ac_phases 1": "single-phase | single phase | one-phase | 1-phase",
        "ac_phases 3": "three-phase | three phase | 3-phase",
    },
    "multipliers": {
        "1000": "thousand",
        "100000": "lakh | lakhs | lac | lacs",
        "1000000": "million | millions | mln",
        "10000000": "crore | crores | cr",
    },
    "further": {
        "0.25": "a quarter of an | quarter of an",
        "0.5": "half an | a half | half a | one half",
        "0.75": "three quarters of an | three-quarters of an",
        "1.5": "one and a half | one-and-a-half",
        "2.5": "two and a half | two-and-a-half",
        "15": "fifteen", "20": "twenty", "25": "twenty-five", "30": "thirty", "40": "forty",
        "45": "forty-five", "50": "fifty", "90": "ninety",
    },
    "numbers": {
        str(number): word
        for number, word in enumerate(_NUMBERS, 1)
    },
}  # fmt: skip
#: The words of English.
ENGLISH: Final = Language(
    "en",
    "English",
    {
        table: {meaning: tuple(words.split(" | ")) for meaning, words in _TABLES.get(table, {}).items()}
        for table in (*_TABLES, "units", "dates")
    },
)


def spoken(bound: str, language: str) -> str:
    """Return a bound in the words of a language, or as a sign where they are not known; "" for none."""
    words = ENGLISH.words("before", bound)
    if language != ENGLISH.code:
        known = (one for one in every() if one.code == language)
        words = next((one.words("before", bound) for one in known), ())
        words = words or tuple(sign for sign, meant in SIGNS.items() if meant == bound)
    return words[0] if words else ""
