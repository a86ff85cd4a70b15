"""The words around a number: bounds, hedges and test cycles."""

from __future__ import annotations

import re
from typing import Final

from evspec.measures.characters import SPACE

__all__ = ["BEFORE", "CYCLE", "CYCLES", "HINTS", "after", "before", "cycle_of"]

#: The test cycles, as they are printed.
CYCLES: Final = ("WLTP", "EPA", "NEDC", "CLTC", "JC08", "real world")

#: What stands in front of a number, and the bound that it means.
BEFORE: Final = {
    "up to": "at most",
    "at most": "at most",
    "no more than": "at most",
    "not more than": "at most",
    "maximum of": "at most",
    "a maximum of": "at most",
    "maximum": "at most",
    "max.": "at most",
    "max": "at most",
    "<=": "at most",
    "≤": "at most",
    "at least": "at least",
    "no less than": "at least",
    "not less than": "at least",
    "a minimum of": "at least",
    "minimum of": "at least",
    "minimum": "at least",
    "min.": "at least",
    ">=": "at least",
    "≥": "at least",
    "more than": "more than",
    "over": "more than",
    "above": "more than",
    "exceeding": "more than",
    "in excess of": "more than",
    "upwards of": "more than",
    "greater than": "more than",
    ">": "more than",
    "less than": "less than",
    "fewer than": "less than",
    "lower than": "less than",
    "under": "less than",
    "below": "less than",
    "<": "less than",
    "about": "about",
    "around": "about",
    "approximately": "about",
    "approx.": "about",
    "approx": "about",
    "roughly": "about",
    "circa": "about",
    "ca.": "about",
    "ca": "about",
    "some": "about",
    "~": "about",
    "≈": "about",
}
#: What stands behind a number.
_AFTER: Final = {
    "or more": "at least",
    "or less": "at most",
    "maximum": "at most",
    "max.": "at most",
    "max": "at most",
    "minimum": "at least",
}
#: Words that hint at a bound without saying which.
HINTS: Final = {
    "almost": "write 'about' or 'less than'",
    "nearly": "write 'about' or 'less than'",
    "just": "write 'more than', 'less than' or 'about'",
    "well": "write 'more than' or 'less than'",
    "from": "write 'at least', or both ends: 'from 431 to 473 km'",
    "between": "write both ends: 'between 431 and 473 km'",
    "and": "two figures are two texts",
    "plus": "write 'or more'",
    "±": "write both ends",
}


def _phrases(phrases: dict[str, str]) -> str:
    """Return a pattern of phrases, longest first, that ends where a word ends."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(
        re.escape(phrase).replace(r"\ ", f"[{SPACE}]+") + (r"(?![\w.])" if phrase[-1].isalpha() else "")
        for phrase in ordered
    )


_LEAD: Final = re.compile(rf"(?:{_phrases(BEFORE)})[{SPACE}]*", re.IGNORECASE)
_TRAIL: Final = re.compile(rf"[{SPACE}]*(?:{_phrases(_AFTER)})", re.IGNORECASE)
#: A cycle's name, with the words that add nothing to it.
CYCLE: Final = re.compile(
    rf"(?:combined[{SPACE}]+)?(?P<name>WLTP|EPA|NEDC|CLTC|JC08|real[{SPACE}-]world)"
    rf"(?:[{SPACE}-]combined)?(?:[{SPACE}-]est(?:imated|imate|\.)?)?(?![\w-])",
    re.IGNORECASE,
)
_GAP: Final = re.compile(f"[{SPACE}]+")


def before(text: str, at: int) -> tuple[str | None, int]:
    """Return the bound whose words start at a place in the text, and the place behind them."""
    return _bound(_LEAD, BEFORE, text, at)


def after(text: str, at: int) -> tuple[str | None, int]:
    """Return the bound whose words follow a number, and the place behind them."""
    return _bound(_TRAIL, _AFTER, text, at)


def _bound(pattern: re.Pattern[str], phrases: dict[str, str], text: str, at: int) -> tuple[str | None, int]:
    found = pattern.match(text, at)
    if found is None:
        return None, at
    return phrases[_GAP.sub(" ", found[0].strip(SPACE)).lower()], found.end()


def cycle_of(name: str) -> str | None:
    """Return the cycle of this name in any case, or None."""
    plain = _GAP.sub(" ", name.replace("-", " ")).lower()
    return next((cycle for cycle in CYCLES if cycle.lower() == plain), None)
