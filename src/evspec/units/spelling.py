"""From a spelling to its unit: exact first, then harmless variants, else a refusal that helps."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from evspec.errors import UnitError, did_you_mean
from evspec.units.rows import AMBIGUOUS
from evspec.units.vocabulary import SIBLINGS, SPELLINGS, Unit

__all__ = ["find", "refusal", "unit"]

#: Tidied lower-case spellings that only the exact case makes a unit: elsewhere the same letters
#: are milli for mega, nano for newton, picoseconds for PS, or the word "in".
_CASE_COUNTS: Final = frozenset(
    {
        "m", "mm", "cm", "km", "kms", "in", "mi", "w", "mw", "mwh", "j", "mj", "n·m", "nm", "n-m",
        "n m", "ps", "ch", "hk", "pk", "m/s", "g", "t", "l", "m³", "m3", "m^3", "m²", "m2", "m^2",
        "s", "h", "v", "a", "k",
    }
)  # fmt: skip
_SPACE: Final = "[ \u00a0\u2009\u202f]"


@lru_cache(maxsize=4096)
def find(spelling: str) -> Unit | None:
    """Return the unit that is spelled so, exactly or in a harmless variant, or None."""
    found = SPELLINGS.get(spelling)
    if found is None and spelling:
        tidy = _tidy(spelling)
        found = _tidied().get(tidy) or _caseless().get(tidy.lower())
    return found


def unit(spelling: str | Unit, kind: str | None = None) -> Unit:
    """Return the unit that is spelled so.

    Parameters
    ----------
    spelling
        A symbol or any other accepted spelling; a `Unit` is handed back.
    kind
        The kind it must have, where that is known.

    Returns
    -------
    Unit
        The one object that stands for the unit.

    Raises
    ------
    UnitError
        If there is no such unit, it is ambiguous, its case matters and is wrong, or it has
        another kind.

    Examples
    --------
    >>> unit("kWh/100km").symbol
    'kWh/100 km'
    >>> unit("miles per kilowatt-hour").symbol
    'mi/kWh'
    >>> unit("C", "temperature").symbol
    '°C'
    >>> unit("mW")
    Traceback (most recent call last):
    ...
    evspec.errors.UnitError: 'mW' is not a unit as capitalized; did you mean 'MW'?
    """
    found: Unit | None
    if isinstance(spelling, Unit):
        found = spelling
    elif not isinstance(spelling, str):
        raise TypeError(f"a unit is a text or a Unit, not {type(spelling).__name__}")
    else:
        found = None
        if kind is not None:
            if kind not in SIBLINGS:
                raise UnitError(f"unknown kind {kind!r}{did_you_mean(kind, SIBLINGS)}")
            found = SIBLINGS[kind].get(spelling.strip())
        found = found or find(spelling.strip())
        if found is None:
            raise UnitError(refusal(spelling.strip(), kind))
    if kind is not None and found.kind != kind:
        raise UnitError(f"{found.symbol!r} measures {found.kind}, not {kind}")
    return found


def refusal(spelling: str, kind: str | None = None) -> str:
    """Return why there is no such unit, and what to write instead."""
    if spelling in AMBIGUOUS:
        return f"{spelling!r} is not clear as a unit: {AMBIGUOUS[spelling]}"
    # The case matters here, else the spelling would have been found.
    folded = _tidy(spelling).lower()
    meant = sorted({u.symbol for s, u in SPELLINGS.items() if s and _tidy(s).lower() == folded})
    if meant:
        right = " or ".join(map(repr, meant))
        return f"{spelling!r} is not a unit as capitalized; did you mean {right}?"
    candidates = SIBLINGS[kind] if kind else SPELLINGS
    symbols = dict.fromkeys(found.symbol for found in candidates.values())
    near = did_you_mean(spelling, symbols) or did_you_mean(spelling, candidates)
    return f"unknown unit {spelling!r}{near}"


def _tidy(spelling: str) -> str:
    """Return the spelling with spaces, dots, "per" and full words in one form."""
    for pattern, replacement in _tidying():
        spelling = pattern.sub(replacement, spelling)
    if "/" in spelling or "·" in spelling:
        words = _words()
        spelling = re.sub(r"[A-Za-z]+(?:-hours?)?", lambda m: words.get(m[0].lower(), m[0]), spelling)
    return spelling.strip()


@cache
def _tidying() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (
        (re.compile(f"{_SPACE}+"), " "),
        (re.compile(r"\bper cent\b"), "percent"),
        (re.compile(r"(?<=[A-Za-z])\.(?=[ )]|$)"), ""),
        (re.compile(r"[*\u22c5\u2022\u2219]"), "·"),
        (re.compile(r"(?<=[wtTe])[ -](?=[Hh]ours?\b)"), "-"),
        (re.compile(r" ?(?:/|\bper\b) ?"), "/"),
        (re.compile(r" ?· ?"), "·"),
        (re.compile(r"/100 "), "/100"),
    )


@cache
def _words() -> dict[str, str]:
    """Return the symbols of the units that are one full word, for use inside compound units."""
    return {
        word: found.symbol
        for word, found in SPELLINGS.items()
        if len(word) > 3 and re.fullmatch(r"[a-z]+(-hours?)?", word) and "/" not in found.symbol
    }


@cache
def _tidied() -> dict[str, Unit]:
    return {_tidy(spelling): found for spelling, found in SPELLINGS.items()}


@cache
def _caseless() -> dict[str, Unit]:
    return {lower: found for tidy, found in _tidied().items() if (lower := tidy.lower()) not in _CASE_COUNTS}
