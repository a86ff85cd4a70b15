"""The languages of the press besides English: one file of words each, read when a text first needs it.

English is the language that evspec itself prints, and stands with what reads it. Nothing here knows what a
word is for: units, figures and dates take their own tables from it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.packaged import packaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

__all__ = ["FOLDER", "Language", "called", "category", "every", "one_of", "read"]

#: Where the files are; a language is added by adding one.
FOLDER: Final = packaged("languages")
_SUFFIX: Final = ".toml"
#: The tables of a file.
_TABLES: Final = (
    "units", "before", "behind", "between", "from", "starting", "words", "cycles", "conditions",
    "categories", "multipliers", "numbers", "further", "specs", "dates",
)  # fmt: skip


@frozen(eq=False)
class Language:
    """The words of one language.

    Attributes
    ----------
    code
        Its code: "de". The file is called so.
    name
        What it is called in English.
    tables
        Name of a table to what its words mean, to the words: ``tables["units"]["km"]`` is
        ``("Kilometer", "Kilometern")``.
    """

    code: str
    name: str
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]

    def words(self, table: str, meaning: str) -> tuple[str, ...]:
        """Return the words of a table that have a meaning, none if there are none."""
        return self.tables[table].get(meaning, ())

    def meanings(self, table: str) -> dict[str, str]:
        """Return the meaning of each word of a table."""
        return {word: meaning for meaning, words in self.tables[table].items() for word in words}


def read(file: Traversable) -> Language:
    """Return the language of a file.

    Raises
    ------
    ValueError
        If it has a table that no language has.
    """
    import tomli

    found = tomli.loads(file.read_text(encoding="utf-8"))
    name = found.pop("name")
    unknown = set(found) - set(_TABLES)
    if unknown:
        raise ValueError(f"{file.name} has the tables {sorted(unknown)}, which no language has")
    tables = {
        table: {meaning: tuple(words.split(" | ")) for meaning, words in found.get(table, {}).items()}
        for table in _TABLES
    }
    return Language(file.name.removesuffix(_SUFFIX), name, tables)


@cache
def every() -> tuple[Language, ...]:
    """Return all languages, in the order of their codes."""
    files = [file for file in FOLDER.iterdir() if file.name.endswith(_SUFFIX)]
    return tuple(map(read, sorted(files, key=lambda file: file.name)))


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of the words, the longest first; of none, one that fits nowhere."""
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True))) or "(?!)"


def category(word: str) -> str:
    """Return the English name of a category, or of yes and no, that a language calls so; "" if none does."""
    return _categories().get(word.casefold(), "")


@cache
def called(key: str) -> frozenset[str]:
    """Return what the languages call a spec, in small letters."""
    words = (language.words("specs", key) for language in every())
    return frozenset(word.casefold() for each in words for word in each)


@cache
def _categories() -> Mapping[str, str]:
    meanings = (language.meanings("categories") for language in every())
    return {word.casefold(): meaning for each in meanings for word, meaning in each.items()}
