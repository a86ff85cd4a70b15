"""Characters that a figure may not contain, named by code point."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from evspec.errors import ParseError

__all__ = ["DASHES", "LETTERS", "LONGEST", "SPACE", "check", "refuse"]

#: The longest text that is read.
LONGEST: Final = 200
#: Spaces: plain, no-break, thin, narrow no-break.
SPACE: Final = " \u00a0\u2009\u202f"
#: Dashes between two numbers: hyphen-minus, hyphen, no-break hyphen, en dash, em dash.
DASHES: Final = "\\-\u2010\u2011\u2013\u2014"

#: The letters with accents in the words of bounds and units.
LETTERS: Final = "àáäèéíöøùüó"
# Besides ASCII: those, the minus sign, signs of a bound, the apostrophe of 1’234, and the units' own.
_ODD: Final = re.compile(f"[^ -~{SPACE}\u2010\u2011\u2013\u2014\u2212≤≥≈’·⋅²³°€£{LETTERS}{LETTERS.upper()}]")


def check(text: str) -> None:
    """Refuse a text that is empty, too long, or has a character that no figure needs.

    Raises
    ------
    ParseError
        With the column of the first such character and its name.
    """
    if len(text) > LONGEST:
        raise ParseError(f"a text of {len(text)} characters is no figure; at most {LONGEST} are read", text)
    if not text.strip(SPACE):
        raise ParseError("the text is empty; a figure is a number and a unit, such as '514 km'", text)
    odd = _ODD.search(text)
    if odd is not None:
        refuse(_named(odd[0]), text, odd.start())


def refuse(message: str, text: str, at: int) -> NoReturn:
    """Raise the error for what stands at a place in a text, counted from 0."""
    raise ParseError(f"{message} (in {text!r}, column {at + 1})", text, at + 1)


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
