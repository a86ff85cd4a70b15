"""A text is read in English first, then in each language of the press, which are loaded when one needs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.errors import ParseError
from evspec.measures import lexicon as words
from evspec.measures.grammar import Reader
from evspec.measures.lexicon import Lexicon, lexicons
from evspec.measures.tokens import LONGEST

if TYPE_CHECKING:
    from evspec.measures.stated import Stated

__all__ = ["read"]

#: "1½ hours", and "4m69" as the French press measures cars.
_FRACTION: Final = re.compile(
    r"(?<![0-9])([0-9]{1,6})? ?([½¼¾])|(?<![\w.,])([0-9]{1,2}) ?m ?([0-9]{2})(?![\w.,])", re.ASCII
)
_PARTS: Final = {"½": "5", "¼": "25", "¾": "75"}
_LETTER: Final = re.compile(r"[^\W\d_]")


def read(text: str, decimal: str | None = None, kind: str | None = None, *, abroad: bool = True) -> Stated:
    """Return what a text states.

    Parameters
    ----------
    text
        At most 200 characters.
    decimal
        The decimal mark, "." or ","; None for a point, where that is not in doubt.
    kind
        What is measured, where that is known.
    abroad
        Whether it may be in another language than English.

    Raises
    ------
    evspec.errors.ParseError
        If the text is not one figure, or only doubtfully: with what the reading that came furthest met.
    """
    first = _Attempt.of(text, decimal, kind, words.CORE)
    if first.stated is not None:
        return first.stated
    if len(text) <= LONGEST and _FRACTION.search(text):
        mark = decimal or "."
        return read(_FRACTION.sub(lambda one: _decimals(one, mark), text), decimal, kind, abroad=abroad)
    refused, found = [first], {}
    for lexicon in lexicons() if abroad and first.may_be_foreign(text) else ():
        attempt = _Attempt.of(text, decimal, kind, lexicon)
        if attempt.stated is None:
            refused.append(attempt)
        else:
            found[lexicon.language.name] = attempt.stated
    if not found:
        raise max(refused, key=_Attempt.came).error
    name, stated = next(iter(found.items()))
    other = next((other for other, each in found.items() if each.meaning != stated.meaning), None)
    if other is not None:
        raise ParseError(
            f"{text!r} is one figure in {name} and another in {other}; write it in English", text
        )
    return stated


def _decimals(fraction: re.Match[str], mark: str) -> str:
    if fraction[3]:
        return f"{fraction[3]}{mark}{fraction[4]} m"
    return f"{fraction[1] or 0}{mark}{_PARTS[fraction[2]]}"


class _Attempt(NamedTuple):
    """What came of reading a text in one language."""

    stated: Stated | None
    error: ParseError
    is_hinted: bool
    is_final: bool
    was_begun: bool = True

    @classmethod
    def of(cls, text: str, decimal: str | None, kind: str | None, lexicon: Lexicon) -> _Attempt:
        try:
            reader = Reader(text, decimal, kind, lexicon)
        except ParseError as error:
            # a letter that this language has not: another one has come further
            return cls(None, error, is_hinted=False, is_final=False, was_begun=False)
        try:
            return cls(reader.read(), _NONE, is_hinted=False, is_final=True)
        except ParseError as error:
            return cls(None, error, reader.is_hinted, reader.is_final)

    def may_be_foreign(self, text: str) -> bool:
        """Return whether another language may read what English does not: not without a letter."""
        return not self.is_final and len(text) <= LONGEST and _LETTER.search(text) is not None

    def came(self) -> tuple[bool, int, bool]:
        """Return whether all but a number's mark was read, how far else, and whether there is advice."""
        return self.is_final, self.was_begun * (self.error.column or 0), self.is_hinted


_NONE: Final = ParseError("nothing is wrong")
