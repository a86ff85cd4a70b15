"""A date in another language, word by word in English: "im ersten Quartal 2023" is "Q1 2023"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from evspec.errors import ParseError
from evspec.languages import every, one_of

if TYPE_CHECKING:
    from evspec.languages import Language

__all__ = ["in_english"]

_T = TypeVar("_T")
_ORDINAL = re.compile(r"(?<=\b[0-9])\.(?= +[a-z])|(?<=\b[0-9]{2})\.(?= +[a-z])", re.IGNORECASE)


def in_english(text: str, read: Callable[[str], _T]) -> _T | None:
    """Return what a text in another language says, None if it is a date in none.

    Parameters
    ----------
    text
        The text.
    read
        Reads a date in English.

    Raises
    ------
    ParseError
        If two languages read it differently.
    """
    found: dict[str, _T] = {}
    for language in every():
        meanings, words = _words(language)
        translated = words.sub(partial(_meant, meanings), text)
        if translated != text:
            bare = " ".join(_ORDINAL.sub("", translated).split()).replace(" - ", "–")
            with suppress(ParseError):
                found[language.name] = read(bare)
    if len(set(found.values())) > 1:
        (name, _), (other, _), *_ = found.items()
        raise ParseError(f"{text!r} is one date in {name} and another in {other}; write it in English", text)
    return next(iter(found.values()), None)


def _meant(meanings: Mapping[str, tuple[str, ...]], word: re.Match[str]) -> str:
    """Return what a word means: "bis" in front is "by", and between two dates "to"."""
    meant = meanings[word[0].lower()]
    own = [meaning for meaning in meant if (meaning == "to") == (word.start() > 0)]
    return f" {(own or meant)[0]} "


@cache
def _words(language: Language) -> tuple[Mapping[str, tuple[str, ...]], re.Pattern[str]]:
    """Return what the words of dates mean, and the pattern of one of them, the longest first."""
    meanings: dict[str, tuple[str, ...]] = {}
    for meaning, words in language.tables["dates"].items():
        for word in words:
            meanings[word.lower()] = (*meanings.get(word.lower(), ()), meaning)
    return meanings, re.compile(
        rf"(?<![^\W_])(?:{one_of(meanings)})(?:(?<=')|(?<=-)|(?![^\W_]))", re.IGNORECASE
    )
