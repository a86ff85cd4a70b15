"""Finding the words around a number in a text."""

from __future__ import annotations

import re
from typing import Final

from evspec.measures.characters import SPACE
from evspec.measures.words import AFTER, BEFORE, CYCLES, cycle_of

__all__ = ["after", "before", "cycle_at"]

_SIGNS: Final = re.compile(rf"([<>]=?|[≤≥~≈])[{SPACE}]*")
_WORD: Final = re.compile(rf"([^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?)[{SPACE}]*")
#: A cycle's name, with the words that add nothing to it.
_CYCLE: Final = re.compile(
    rf"(?:combined[{SPACE}]+)?({'|'.join(CYCLES).replace(' ', f'[{SPACE}-]')})"
    rf"(?:[{SPACE}-]combined)?(?:[{SPACE}-]est(?:imated|imate|\.)?)?(?![\w-])",
    re.IGNORECASE,
)
_MOST_WORDS: Final = max(phrase.count(" ") + 1 for phrase in (*BEFORE, *AFTER))


def before(text: str, at: int) -> tuple[str | None, int]:
    """Return the bound whose words start at a place in the text, and the place behind them."""
    sign = _SIGNS.match(text, at)
    return (BEFORE[sign[1]], sign.end()) if sign else _bound(BEFORE, text, at)


def after(text: str, at: int) -> tuple[str | None, int]:
    """Return the bound whose words follow a unit, and the place behind them."""
    return _bound(AFTER, text, at)


def _bound(phrases: dict[str, str], text: str, at: int) -> tuple[str | None, int]:
    """Return the bound of the longest phrase that starts here."""
    start, words = at, ""
    bound, end = None, start
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if word is None:
            break
        at = word.end()
        words = f"{words} {word[1]}".lstrip().lower().replace("’", "'")
        found = phrases.get(words)
        if found is not None:
            bound, end = found, at
    return bound, end


def cycle_at(text: str, at: int) -> tuple[str | None, int]:
    """Return the test cycle that is named at a place in the text, and the place behind it."""
    found = _CYCLE.match(text, at)
    return (cycle_of(found[1]), found.end()) if found else (None, at)
