"""How the units are found by what they are called.

A spelling is looked up exactly first, then with what makes no difference, such as spaces; what is
no unit then is refused with what would be right.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.confused import AMBIGUOUS
from evspec.errors import UnitError, WrongType, did_you_mean, in_list, near_misses
from evspec.units.currencies import CENTS, PERIODS
from evspec.units.rows import ROWS
from evspec.units.table import SIBLINGS, SPELLINGS, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.languages import Language

__all__ = ["alike", "find", "find_in", "refusal", "unit"]

#: Of fewer letters than these none tell what was meant.
_SHORTEST: Final = 3
#: How alike a misspelled unit has to be, where its kind is known and where it is not.
_ALIKE: Final = (0.6, 0.75)
_SPACE: Final = "[ \u00a0\u2009\u202f]"


def find(spelling: str) -> Unit | None:
    """Return the unit that is spelled so, exactly or in a harmless variant, or None."""
    found = SPELLINGS.get(spelling)
    return found if found is not None or not spelling else _find_alike(spelling, len(SPELLINGS))


@lru_cache(maxsize=4096)
def _find_alike(spelling: str, known: int) -> Unit | None:
    """Return the unit that is spelled nearly so.

    What is made of all spellings is made anew when there are more of them, which their number tells.
    """
    tidy = _tidy(spelling, known)
    return _tidied(known).get(tidy) or _caseless(known).get(tidy.lower()) or _price(tidy)


#: The kinds of what has a price, beside the periods.
_PRICED: Final = ("energy", "volume", "length")
_SO_MANY: Final = "([1-9][0-9,]*)? ?(.+)"
#: Each price by its symbol, made when it is first asked for: there are as many as currencies times units.
_prices: dict[str, Unit] = {}


def _price(tidy: str) -> Unit | None:
    """Return the unit of an amount per energy, volume, distance or period: "ct/kWh", "EUR/100 km".

    Of unlike currencies, and of unlike things to pay for, they are kinds of their own. A gallon that is
    paid in US dollars is a US gallon.
    """
    paid, _, due = tidy.partition("/")
    amount = SPELLINGS.get(CENTS.get(paid, paid))
    if amount is None or not amount.kind.startswith("money "):
        return None
    many, name = match.groups() if (match := re.fullmatch(_SO_MANY, due)) else (None, "")
    size = int(many.replace(",", "")) if many else 1
    if name in PERIODS:
        factor = Fraction(PERIODS[name])
        per, kind = next(period for period, months in PERIODS.items() if months == factor), "time"
        their = per
    else:
        if name in {"gal", "gallon"} and amount.symbol == "USD":
            name = "US gal"
        whole = find(name)
        if whole is None or whole.kind not in _PRICED:
            return None
        per, kind, factor, their = whole.symbol, whole.kind, whole.factor, whole.pint
    if size > 1 and kind != "length":
        return None
    code = paid if paid in CENTS else amount.symbol
    symbol = f"{code}/{size:,} {per}" if size > 1 else f"{code}/{per}"
    return _prices.setdefault(
        symbol,
        Unit(
            symbol=symbol,
            kind=f"price {amount.symbol} per {kind}",
            factor=Fraction(1, 100 if paid in CENTS else 1) / (size * factor),
            spellings=(symbol,),
            inverted=False,
            offset=Fraction(0),
            pint=f"{amount.pint} / ({100 * size if paid in CENTS else size} * {their})",
            reference="ISO4217",
            latex="",
            siblings=MappingProxyType({}),
            pickled=lambda: (unit, (symbol,)),
        ),
    )


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
        raise WrongType(f"a unit is a text or a Unit, not {type(spelling).__name__}")
    else:
        found = None
        if kind is not None:
            if kind not in SIBLINGS:
                raise UnitError(f"unknown kind {kind!r}{did_you_mean(kind, SIBLINGS)}")
            found = SIBLINGS[kind].get(spelling.strip())
        found = found or find(spelling.strip()) or _find_abroad(spelling.strip())
        if found is None:
            raise UnitError(refusal(spelling.strip(), kind))
    if kind is not None and found.kind != kind:
        raise UnitError(f"{found.symbol!r} measures {found.kind}, not {kind}")
    return found


def find_in(language: Language, spelling: str) -> tuple[Unit, int] | None:
    """Return the unit that a language spells so, and how many of it that is; None if it spells none.

    "mil" are 10 km. The words of a compound are read one by one: "Kilowattstunden pro 100 Kilometer".
    """
    words = _words_in(language)
    parted = words.per.sub("/", spelling).replace("/ ", "/")
    spelled = (spelling, spelling.casefold(), parted, parted.casefold())
    meant = next((words.symbols[one] for one in spelled if one in words.symbols), None)
    if meant is None:
        named = words.word.sub(lambda m: words.symbols[m[0].casefold()], parted)
        found = None if named == spelling else find(named)
        return None if found is None else (found, 1)
    size, space, symbol = meant.partition(" ")
    return (SPELLINGS[symbol], int(size)) if space and size.isdigit() else (SPELLINGS[meant], 1)


def _find_abroad(spelling: str) -> Unit | None:
    """Return the unit that one of the languages spells so, unless it is more than one of it."""
    if spelling in AMBIGUOUS or not spelling:
        return None
    from evspec.languages import every

    found = (find_in(language, spelling) for language in every())
    return next((one[0] for one in found if one is not None and one[1] == 1), None)


class _Words(NamedTuple):
    """The words for units of a language: what they mean, one of them, and what stands for "per"."""

    symbols: Mapping[str, str]
    word: re.Pattern[str]
    per: re.Pattern[str]


@cache
def _words_in(language: Language) -> _Words:
    symbols = language.meanings("units")
    folded = {word.casefold(): symbol for word, symbol in symbols.items() if len(word) > 2}
    # a compound is made of units, not of so many of one
    single = sorted(
        (word for word, symbol in folded.items() if not symbol[0].isdigit()), key=len, reverse=True
    )
    per = "|".join(map(re.escape, language.words("words", "per"))) or "/"
    return _Words(
        symbols | folded,
        re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, single))})(?![^\W\d_])", re.IGNORECASE),
        re.compile(rf" (?:{per})(?= )", re.IGNORECASE),
    )


def refusal(spelling: str, kind: str | None = None) -> str:
    """Return why there is no such unit, and what to write instead."""
    advice = AMBIGUOUS.get(spelling)
    if advice is not None:
        return f"{spelling!r} is not clear as a unit: {advice}"
    meant = alike(spelling)
    if meant:
        # The case matters here, else the spelling would have been found.
        right = " or ".join(map(repr, meant))
        return f"{spelling!r} is not a unit as capitalized; did you mean {right}?"
    return f"unknown unit {spelling!r}{in_list(_near(spelling, kind, len(SPELLINGS)), 'evspec.units.UNITS')}"


# every language that a text is tried in asks for the same one
@lru_cache(maxsize=1024)
def _near(spelling: str, kind: str | None, _known: int) -> str:
    """Suggest units that are spelled alike, all of one kind: that of the nearest, if it is not known."""
    if len(spelling) < _SHORTEST:
        return ""
    of_kind = SPELLINGS if kind is None else SIBLINGS.get(kind, {})
    # the code of a currency is no other one's misspelling
    units = {name: found for name, found in of_kind.items() if name and not found.kind.startswith("money ")}
    for names in (dict.fromkeys(found.symbol for found in units.values()), units):
        folded = {name.lower(): name for name in names}
        near = [folded[name] for name in near_misses(spelling.lower(), folded, cutoff=_ALIKE[kind is None])]
        if near:
            nearest = units[near[0]].kind
            return f"; did you mean {' or '.join(repr(one) for one in near if units[one].kind == nearest)}?"
    return ""


def alike(spelling: str) -> list[str]:
    """Return the symbols of the units that are spelled so but for capitals."""
    known = len(SPELLINGS)
    return _in_any_case(known).get(_tidy(spelling, known).lower(), [])


def _tidy(spelling: str, known: int) -> str:
    """Return the spelling with spaces, dots, "per" and full words in one form."""
    if spelling.isalnum():
        return spelling
    for pattern, replacement in _tidying():
        spelling = pattern.sub(replacement, spelling)
    if "/" in spelling or "·" in spelling:
        words = _words(known)
        spelling = re.sub(r"[A-Za-z]+(?:-hours?)?", lambda m: words.get(m[0].lower(), m[0]), spelling)
    return spelling.strip()


@cache
def _tidying() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (
        (re.compile(f"{_SPACE}+"), " "),
        (re.compile(r"\bper cent\b"), "percent"),
        (re.compile(r"(?<=[A-Za-z])\.(?=[ )-]|$)"), ""),
        # the point of a product: "N.m"; "lb.ft" is spelled out
        (re.compile(r"(?<=[Nn])\.(?=m)"), "·"),
        (re.compile(r"[*\u22c5\u2022\u2219]"), "·"),
        (re.compile(r"(?<=[wtTe])[ -](?=[Hh]ours?\b)"), "-"),
        (re.compile(r" ?(?:/|\bper\b) ?"), "/"),
        (re.compile(r" ?· ?"), "·"),
        # grams per distance are of carbon dioxide: "48 g CO2/km", "48 g/km CO2"
        (re.compile(r"(?<=g) ?(?:(?:of|de|di) )?CO[2₂](?=/)|(?<=g/km|g/mi) ?(?:(?:of|de|di) )?CO[2₂]$"), ""),
        (re.compile(r"(/1000?) "), r"\1"),
    )


@lru_cache(maxsize=1)
def _words(_known: int) -> dict[str, str]:
    """Return the symbols of the units that are one full word, for use inside compound units."""
    return {
        word: found.symbol
        for word, found in SPELLINGS.items()
        if len(word) > 3 and re.fullmatch(r"[a-z]+(-hours?)?", word) and "/" not in found.symbol
    }


@lru_cache(maxsize=1)
def _tidied(known: int) -> dict[str, Unit]:
    return {_tidy(spelling, known): found for spelling, found in SPELLINGS.items()}


@lru_cache(maxsize=1)
def _in_any_case(known: int) -> dict[str, list[str]]:
    """Return the symbols of the units that a spelling has with one capitalization or another."""
    found: dict[str, set[str]] = {}
    for tidy, unit in _tidied(known).items():
        if tidy:
            found.setdefault(tidy.lower(), set()).add(unit.symbol)
    return {lower: sorted(symbols) for lower, symbols in found.items()}


@lru_cache(maxsize=1)
def _caseless(known: int) -> dict[str, Unit]:
    cased = {_tidy(spelling, known).lower() for row in ROWS for spelling in row.cased.split(" | ")}
    return {
        lower: found
        for tidy, found in _tidied(known).items()
        # the code of a currency is in capitals: "sek" is a second in half of Europe
        if (lower := tidy.lower()) not in cased and not (tidy.isupper() and found.kind.startswith("money "))
    }
