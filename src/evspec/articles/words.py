"""The words of a language that tell what an article says, and where in a text they stand.

What a word is for stands in files, one a language (`press/en.toml`); nothing here knows a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import field, frozen

from evspec.errors import EvspecError, did_you_mean
from evspec.packaged import packaged

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

__all__ = ["FOLDER", "Hit", "Token", "Words", "known_codes", "language_of", "tokens", "words_of"]

#: Where the files are; a language is added by adding one.
FOLDER = packaged("articles/press")
_SUFFIX: Final = ".toml"
_TOKEN: Final = re.compile(r"[^\W_]+")
#: How many words may stand between the parts of "skip ... facelift".
_GAP: Final = 6
_MANY: Final = 400


class Token(NamedTuple):
    """One word of a text, in lower case, and where it stands."""

    word: str
    start: int
    end: int


class Hit(NamedTuple):
    """A phrase that stands in a text.

    Attributes
    ----------
    table, meaning
        What it is for and what it means: "specs" and "range".
    first, last
        The places of its first and last word among the tokens, both included.
    """

    table: str
    meaning: str
    first: int
    last: int


#: A phrase after its first word, the phrase that follows at a distance, and what both mean.
_Entry = tuple[tuple[str, ...], tuple[str, ...], str, str]


@frozen(eq=False)
class Words:
    """The words of one language.

    Attributes
    ----------
    code, name
        "de" and "German".
    decimal
        The decimal mark of its figures.
    common
        Words by which the language is told.
    abbreviations
        What ends in a point and ends no sentence.
    capitals
        Whether any noun has a capital letter, so that one tells no name.
    """

    code: str
    name: str
    decimal: str
    common: frozenset[str]
    abbreviations: frozenset[str]
    capitals: bool
    _entries: Mapping[str, Sequence[_Entry]] = field(repr=False)
    _open: Sequence[tuple[str, str, str, str]] = field(repr=False)

    def hits(self, found: Sequence[Token], cuts: Container[int] = frozenset()) -> list[Hit]:
        """Return every phrase of the language that stands in a text, in the order of the text.

        Of one table, what lies within a longer phrase does not count. No phrase goes on behind the words at
        `cuts`.
        """
        hits: list[Hit] = []
        reach: dict[str, int] = {}
        spelled = [token.word for token in found]
        for place, word in enumerate(spelled):
            if word not in self._entries and not (self._open and self._open_meanings(word)):
                continue
            here = self._at(spelled, place, cuts)
            longest: dict[str, int] = {}
            for (table, _), last in here.items():
                longest[table] = max(last, longest.get(table, -1))
            hits += [
                Hit(table, meaning, place, last)
                for (table, meaning), last in here.items()
                if last > reach.get(table, -1) and (last == longest[table] or table == "specs")
            ]
            further = {table: last for table, last in longest.items() if last > place}
            reach |= {table: max(last, reach.get(table, -1)) for table, last in further.items()}
        return hits

    def _at(self, spelled: Sequence[str], place: int, cuts: Container[int]) -> dict[tuple[str, str], int]:
        """Return what starts at a word: tables and meanings, and the last word of each."""
        here: dict[tuple[str, str], int] = {}
        for rest, distant, table, meaning in self._entries.get(spelled[place], ()):
            last = place + len(rest)
            if rest:
                # most of what starts with a word goes on in another way
                behind = spelled[place + 1] if place + 1 < len(spelled) else ""
                if behind != rest[0] or tuple(spelled[place + 1 : last + 1]) != rest:
                    continue
                if any(n in cuts for n in range(place, last)):
                    continue
            if distant:
                last = _distant(spelled, last, distant)
            if last >= place:
                here[table, meaning] = max(last, here.get((table, meaning), place))
        for table, meaning in self._open_meanings(spelled[place]):
            here.setdefault((table, meaning), place)
        return here

    def _open_meanings(self, word: str) -> tuple[tuple[str, str], ...]:
        return _open_meanings(self._open, word) if self._open else ()


def _distant(spelled: Sequence[str], last: int, phrase: tuple[str, ...]) -> int:
    """Return where a phrase ends that stands a few words behind another one, -1 if it does not."""
    for start in range(last + 1, min(last + 2 + _GAP, len(spelled))):
        if tuple(spelled[start : start + len(phrase)]) == phrase:
            return start + len(phrase) - 1
    return -1


class _Ends(tuple[tuple[str, str, str, str], ...]):
    """Words with an open end; told apart by identity, so that what was looked up is kept."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@lru_cache(maxsize=8192)
def _open_meanings(ends: _Ends, word: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (table, meaning)
        for start, end, table, meaning in ends
        if len(word) > len(start) + len(end) and word.startswith(start) and word.endswith(end)
    ) + tuple((table, meaning) for start, end, table, meaning in ends if word == start + end)


def tokens(text: str) -> list[Token]:
    """Return the words of a text; what parts them, hyphens too, is left out."""
    return [Token(found[0].lower(), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def _spelled(phrase: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(phrase))


@cache
def words_of(code: str) -> Words:
    """Return the words of a language.

    Raises
    ------
    EvspecError
        If there is no file of it.
    """
    known = known_codes()
    if code not in known:
        raise EvspecError(
            f"articles in {code!r} are not read; the languages are {', '.join(known)}"
            f"{did_you_mean(str(code), known)}"
        )
    import tomli

    read = tomli.loads(FOLDER.joinpath(f"{code}{_SUFFIX}").read_text(encoding="utf-8"))
    entries: dict[str, list[_Entry]] = defaultdict(list)
    ends: list[tuple[str, str, str, str]] = []
    for table, meaning, phrase in _phrases(read):
        before, _, behind = phrase.partition(" ... ")
        if "*" in phrase:
            start, _, end = phrase.partition("*")
            ends.append((start.lower(), end.lower(), table, meaning))
            continue
        first, *rest = _spelled(before)
        entries[first].append((tuple(rest), _spelled(behind), table, meaning))
    common, abbreviations = (frozenset(read[key].split(" | ")) for key in ("common", "abbreviations"))
    told = read["name"], read["decimal"], common, abbreviations, bool(read.get("capitals"))
    return Words(code, *told, dict(entries), _Ends(ends))


def _phrases(read: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield table, meaning and phrase of a file: "values.drivetrain", "FWD", "front drive"."""

    def below(table: str, content: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        for key, value in content.items():
            if isinstance(value, str):
                yield from ((table, key, phrase) for phrase in value.split(" | "))
            else:
                yield from below(f"{table}.{key}", value)

    for key, value in read.items():
        if hasattr(value, "items"):
            yield from below(key, value)


@cache
def known_codes() -> tuple[str, ...]:
    """Return the codes of the languages that there are files of."""
    names = (file.name for file in FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def language_of(found: Sequence[Token]) -> Words:
    """Return the language of which most common words stand in a text; of lists, most words at all."""
    seen: dict[str, int] = defaultdict(int)
    for token in found[:_MANY]:
        seen[token.word] += 1
    counted = {code: sum(seen[word] for word in words_of(code).common) for code in known_codes()}
    if not any(counted.values()):
        counted = {code: len(words_of(code).hits(found[:_MANY])) for code in known_codes()}
    best = max(counted, key=lambda code: (counted[code], code == "en"), default="en")
    return words_of(best if counted.get(best) else "en")
