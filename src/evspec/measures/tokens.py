"""The smallest pieces of a text: its characters, a number with its digits, a bound, a test cycle."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NoReturn

from evspec.errors import ParseError
from evspec.measures.words import AFTER, BEFORE, CYCLES, JOINERS, SPANS, cycle_of
from evspec.units import SPELLINGS

__all__ = [
    "DASHES",
    "LETTERS",
    "LONGEST",
    "MOST",
    "NUMBER",
    "SPACES",
    "bound_after",
    "bound_before",
    "cycle_at",
    "plain",
    "read_number",
    "refuse",
]

#: The longest text that is read.
LONGEST: Final = 200
#: The spaces that are read as a plain one: no-break, thin, narrow no-break.
SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")
#: Dashes between two numbers: hyphen-minus, hyphen, no-break hyphen, en dash, em dash.
DASHES: Final = "\\-\u2010\u2011\u2013\u2014"
#: The most digits and the largest power of ten of a number: no vehicle needs more, and the integers
#: behind a Decimal grow with its exponent.
MOST: Final = 30

_WORDS: Final = (*SPELLINGS, *BEFORE, *AFTER, *SPANS, *JOINERS)
_FOREIGN: Final = sorted({character for character in "".join(_WORDS) if not character.isascii()})
#: The letters with accents in the words of bounds and units.
LETTERS: Final = "".join(character for character in _FOREIGN if character.isalpha())
# Besides ASCII: those of the words, the minus sign, the apostrophe of 1’234 and the dot of a product.
_KNOWN: Final = frozenset(
    "".join(map(chr, [*range(ord(" "), ord("~") + 1), *SPACES]))
    + "\u2010\u2011\u2013\u2014\u2212’⋅"
    + "".join(_FOREIGN)
    + LETTERS.upper()
)

_GROUP: Final = "[,.'’]"
#: Anything that looks like one number, without its sign; `read_number` says whether it is one.
NUMBER: Final = re.compile(rf"[.,]?[0-9]+(?:{_GROUP}[0-9]+| [0-9]{{3}}(?![0-9]))*(?:[eE][-+\u2212]?[0-9]+)?")
_SIGNS: Final = re.compile("([<>]=?|≤|≥|~|≈) *")
_WORD: Final = re.compile(r"([^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?) *")
_MOST_WORDS: Final = max(phrase.count(" ") + 1 for phrase in (*BEFORE, *AFTER))
_NAMES: Final = "|".join("[ -]".join(re.split("[ -]", cycle)) for cycle in CYCLES)
#: A cycle's name, with the words that add nothing to it.
_CYCLE: Final = re.compile(
    rf"(?:combined +)?({_NAMES})(?:[ -]combined)?(?:[ -]est(?:imated|imate|\.)?)?(?![\w-])",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return a text with plain spaces, unless it is empty, too long, or has a character that no figure needs.

    Raises
    ------
    ParseError
        With the column of the first such character and its name.
    """
    if len(text) > LONGEST:
        raise ParseError(f"a text of {len(text)} characters is no figure; at most {LONGEST} are read", text)
    spaced = text.translate(SPACES)
    if not spaced.strip(" "):
        raise ParseError("the text is empty; a figure is a number and a unit, such as '514 km'", text)
    if not _KNOWN.issuperset(text):
        at = next(at for at, character in enumerate(text) if character not in _KNOWN)
        refuse(_named(text[at]), text, at)
    return spaced


def refuse(message: str, text: str, at: int) -> NoReturn:
    """Raise the error for what stands at a place in a text, counted from 0."""
    raise ParseError(f"{message} (in {text!r}, column {at + 1})", text, at + 1)


def read_number(run: str, decimal: str, text: str, at: int, *, negative: bool = False) -> Decimal:
    """Return the number that a run of characters spells.

    Parameters
    ----------
    run
        What `NUMBER` matched.
    decimal
        The decimal mark, "." or ",".
    text, at
        The whole text and where in it the run starts, for the error.
    negative
        Whether a minus sign stood in front.

    Raises
    ------
    evspec.errors.ParseError
        If the run is no number, or only in another convention.
    """
    shape = _SHAPES[decimal].fullmatch(run.translate(SPACES))
    if shape is None or run[:1] in {"", "e", "E"}:
        refuse(_why(run, decimal), text, at)
    whole = re.sub("[^0-9]", "", shape["whole"])
    fraction = shape["fraction"] or ""
    power = int((shape["exponent"] or "0").replace("\u2212", "-"))
    if len(whole) + len(fraction) > MOST or abs(power) > MOST:
        refuse(f"{run!r} is out of reach: at most {MOST} digits, 1e-{MOST} to 1e{MOST}", text, at)
    sign = "-" if negative else ""
    return Decimal(f"{sign}{whole or '0'}.{fraction}E{power}")


def bound_before(text: str, at: int) -> tuple[str | None, int]:
    """Return the bound whose words start at a place in the text, and the place behind them."""
    sign = _SIGNS.match(text, at)
    return (BEFORE[sign[1]], sign.end()) if sign else _bound(BEFORE, text, at)


def bound_after(text: str, at: int) -> tuple[str | None, int]:
    """Return the bound whose words follow a unit, and the place behind them."""
    return _bound(AFTER, text, at)


def cycle_at(text: str, at: int) -> tuple[str | None, int]:
    """Return the test cycle that is named at a place in the text, and the place behind it."""
    found = _CYCLE.match(text, at)
    return (cycle_of(found[1]), found.end()) if found else (None, at)


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


def _shape(decimal: str) -> re.Pattern[str]:
    """Return the pattern of a number whose decimal mark is given: groups of three, one mark only."""
    other = "," if decimal == "." else "."
    whole = rf"0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?P<mark>[{other}'’ ])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    fraction = rf"(?:[{decimal}](?P<fraction>[0-9]+))?"
    exponent = r"(?:[eE](?P<exponent>[-+\u2212]?[0-9]+))?"
    return re.compile(rf"(?P<whole>(?:{whole})?){fraction}{exponent}")


_SHAPES: Final = {mark: _shape(mark) for mark in ".,"}


def _why(run: str, decimal: str) -> str:
    """Return why a run of digits and marks is not one number."""
    other = "," if decimal == "." else "."
    if len(run) > 1 and run[0] == "0" and run[1].isdigit():
        return f"{run!r} starts with a 0 that says nothing; write the number without it"
    if _SHAPES[other].fullmatch(run):
        return (
            f"{run!r} is a number only with {other!r} as the decimal mark; "
            f"write {decimal!r}, or pass decimal={other!r}"
        )
    return f"{run!r} mixes or misplaces its marks; group thousands by three and write one decimal mark"


def _named(character: str) -> str:
    import unicodedata

    name = unicodedata.name(character, "a control character")
    code = f"U+{ord(character):04X} ({name})"
    category = unicodedata.category(character)
    if category.startswith("N"):
        return f"{code} is not an ASCII digit; write the number with 0 to 9"
    if category in {"Cc", "Cf", "Zl", "Zp"}:
        return f"{code} is invisible and not accepted; delete it"
    if category.startswith("L"):
        return f"{code} is not a letter of any unit; write it with ASCII letters"
    return f"{code} is not accepted in a figure"
