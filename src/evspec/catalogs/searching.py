"""Vehicles by the words of a search, those first that have most of them and say least besides."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import get_close_matches
from functools import cached_property
from itertools import chain
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import frozen

from evspec.catalogs.makers import spelled_out
from evspec.catalogs.wishes import parted
from evspec.vehicles import record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.vehicles import Generation

__all__ = ["Names", "words_in", "year_in"]

_WORD: Final = re.compile(r"\be\d+|\d+(?:\.\d+)?|[a-z]+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
#: What falls short of the best by more than one part of so many is not found.
_CLOSE: Final = 4
_YEAR_KEY: Final = re.compile(r"/(my|uk|od)(\d{4})?$")
#: Cars kept by hand, those of agencies by model year, of the United Kingdom's register, of community data.
_PARTS: Final = ("", "my", "uk", "od")
#: What is written in several ways, by makers, agencies and people, and the way that counts here.
_WRITTEN: Final = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"\be[-:](?=[a-z0-9])", "e"),
        (r"\b(?:electric|bev)\b", "ev"),
        (r"\bplug[- ]?in(?:[- ]hybrid)?\b", "phev"),
        (r"\bmild[- ]hybrid\b", "mhev"),
        (r"\ball[- ]wheel[- ]drive\b", "awd"),
        (r"\b(?:4wd|4x4|4motion|4matic|e4orce|allgrip|quattro)\b", "awd"),
        (r"\bx-?drive(?=\d|\b)", "awd "),
        (r"\b(?:2wd|4x2)\b", "twowd"),
        (r"\blr(?=[ds]?m?\b)", "long range "),
        (r"\bsr\b", "standard range"),
        (r"\ber(?=\d?\b)", "extended range "),
        (r"\bpb(?=\+)", "performance battery"),
        (r"\bdm\b", "dual motor"),
        (r"\bsm\b", "single motor"),
        (r"\b(\d)[- ]?seat(?:s|er)?\b", r"\1st"),
        (r"\+", " plus "),
    )
)


class _Named(NamedTuple):
    """What a vehicle is called: its words, where it stands, the first and the last of its years."""

    words: frozenset[str]
    part: int
    first: int | None
    last: int | None

    def off(self, year: int) -> int:
        """Return by how many years one lies outside of its own, those without any behind all."""
        if self.first is None:
            return 100
        return max(self.first - year, year - (self.last or year), 0)


@frozen(slots=False, eq=False)
class Names:
    """What vehicles are called.

    Attributes
    ----------
    named
        Each of them.
    """

    named: Sequence[_Named]

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """How much each word tells: the fewer are called so, the more."""
        counts = Counter(chain.from_iterable(one.words for one in self.named))
        return {word: round(100 * log(len(self.named) / count)) + 1 for word, count in counts.items()}

    @classmethod
    def of(cls, generations: Iterable[Generation]) -> Names:
        """Return the names of every variant, and in its place of each generation that has none."""
        made = []
        for generation in generations:
            record = record_of(generation)
            dated = year_in(record.id)
            part, *years = (dated[0], dated[1], dated[1]) if dated else ("", *generation.years)
            own = words_in(f"{record.make} {record.model}")
            if not dated:
                own |= words_in(f"{record.code} {record.title}") - _years_in(record.code)
            for slug, name in record.variants or (("", ""),):
                made.append(_Named(own | words_in(f"{name} {slug}"), _PARTS.index(part), *years))
        return cls(made)

    def search(self, text: str) -> list[int]:
        """Return the places of the vehicles that have most of the words of a text.

        A word that nothing is called is taken for the one most like it, and one that few are called counts
        for more. Of those that have as much the ones come first that are nearest to a year of the text, then
        those kept by hand, agencies' and community data, then those that are called by fewest words besides,
        the newest before its like.
        """
        text = spelled_out(text)
        asked = frozenset(map(self._meant, words_in(text)))
        # a battery, a power or a drive alone is no name
        core, _ = parted(text, asked)
        years = _years_in(*asked)
        core = core - years or core
        year = max(map(int, years), default=None)
        found = []
        for place, one in enumerate(self.named):
            shared = asked & one.words
            if len(shared & core) * 2 >= len(core) > 0:
                # the 2008 of a Peugeot is no year
                off = 0 if year is None or str(year) in shared else one.off(year)
                weight = sum(self.weights[word] for word in shared)
                found.append((-weight, off, one.part, len(one.words - asked), -(one.last or 0), place))
        best = min(found, default=(0,))[0]
        return [place for weight, *_, place in sorted(found) if weight * _CLOSE <= best * (_CLOSE - 1)]

    def _meant(self, word: str) -> str:
        if word in self.weights or word[0].isdigit():
            return word
        return next(iter(get_close_matches(word, self.weights, 1, 0.75)), word)


def year_in(id_: str) -> tuple[str, int] | None:
    """Return whose year a generation of the record is, and which, 0 for none; None of a curated one.

    Examples
    --------
    >>> year_in("nissan/leaf/my2018"), year_in("nissan/leaf/ze1")
    (('my', 2018), None)
    """
    found = _YEAR_KEY.search(id_)
    return None if found is None else (found[1], int(found[2] or 0))


def _years_in(*words: str) -> frozenset[str]:
    return frozenset(filter(_YEAR.fullmatch, words))


def words_in(text: str) -> frozenset[str]:
    """Return the words of a name, each as it counts: "Kia EV6 64.8kWh 4WD" has "ev", "64.8" and "awd".

    Examples
    --------
    >>> words_in("Peugeot e-208") == words_in("PEUGEOT E208"), sorted(words_in("Model 3 LR quattro"))
    (True, ['3', 'awd', 'long', 'model', 'range'])
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    for pattern, said in _WRITTEN:
        plain = pattern.sub(said, plain)
    return frozenset(f"{float(word):g}" if word[0].isdigit() else word for word in _WORD.findall(plain))
