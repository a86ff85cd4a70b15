"""Vehicles by what people call them ("iX1 eDrive20", "BMW iX1 (U11)"), and what a wrong name may mean."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections import Counter
from difflib import SequenceMatcher, get_close_matches
from itertools import chain, pairwise
from math import log
from typing import TYPE_CHECKING, TypeAlias

from evspec.errors import DataWarning, UnknownId, levels_above
from evspec.vehicles import Generation, Variant, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["find_named", "find_of_year", "near", "newest_of"]

_Vehicle: TypeAlias = Generation | Variant

_WORD = "[a-z0-9]+"
#: In a name the 72.6 of a battery is one word, so that no "6" is found in it.
_NUMBER_OR_WORD = rf"\d+\.\d+|{_WORD}"
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST = 6
#: What stands between two cars.
_AGAINST = re.compile(
    r"\s(?:vs\.?|versus|against|and|or|gegen|und|oder|contre|et|ou|contra|og|och)\s", re.IGNORECASE
)
#: The characters of a name that are looked at for a near miss.
_LONGEST = 200
#: How alike two words are that may be meant as one, and which part of the best is worth suggesting.
_ALIKE = 0.66
_SHARE = 0.7
_SHORT = 4


def find_named(text: str, generations: Iterable[Generation]) -> _Vehicle | None:
    """Return the one vehicle that a name fits, None if it fits none.

    A name fits if all its words are among those of the vehicle: make, model, code or name of the
    generation, and the variant's. A name in full comes before one in part, and a generation before
    its variants, and blanks where the vehicle's words have them before more or fewer of them ("ID3 Pro S",
    "iX1 eDrive 20"). An edition may follow in parentheses, as names have it.

    Raises
    ------
    UnknownId
        If it fits several equally well; the message has their ids.
    """
    known = list(generations)
    vehicle = _find(text, known)
    if vehicle is None and (match := re.fullmatch(r"(.*)\(([^()]+)\)\s*", text)):
        vehicle = _find(match[1], [generation for generation in known if match[2] in generation.editions])
        vehicle = vehicle.at(match[2]) if vehicle is not None else None
    return vehicle


def _find(text: str, generations: Sequence[Generation]) -> _Vehicle | None:
    wanted = _words(text)
    if not any(any(map(str.isalpha, word)) for word in wanted):
        return None
    for fitting in _fitting(text, wanted, generations):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            ids = sorted(vehicle.id for vehicle in fitting)
            more = f" or one of {len(ids) - _MOST} more" if len(ids) > _MOST else ""
            raise UnknownId(f"{text!r} may be {' or '.join(map(repr, ids[:_MOST]))}{more}; write its id")
    return None


def find_of_year(text: str, generations: Iterable[Generation]) -> tuple[_Vehicle, ...]:
    """Return the vehicles that a name fits and that were built in the year in it, the newest first.

    Of those that began last there is one; else there are none.
    """
    known = list(generations)
    for word in sorted(filter(_YEAR.fullmatch, _words(text))):
        plain = re.sub(rf"\b{word}\b", " ", text)
        wanted = _words(plain)
        if not any(any(map(str.isalpha, one)) for one in wanted):
            continue
        years: dict[int, list[_Vehicle]] = {}
        for fitting in _fitting(plain, wanted, known):
            of_year: dict[int, list[_Vehicle]] = {}
            for vehicle in fitting:
                first, last = (vehicle.generation if isinstance(vehicle, Variant) else vehicle).years
                if first is not None and first <= int(word) <= (last or int(word)):
                    of_year.setdefault(first, []).append(vehicle)
            years = {**of_year, **years}
        newest_first = [years[first] for first in sorted(years, reverse=True)]
        if newest_first and len(newest_first[0]) == 1:
            return tuple(chain.from_iterable(newest_first))
    return ()


def newest_of(text: str, found: Sequence[_Vehicle]) -> _Vehicle:
    """Return the newest of what `find_of_year` found.

    Warns
    -----
    DataWarning
        If an older one was built in that year too.
    """
    newest, *older = found
    if older:
        told = f"{text!r}: {newest.id!r} is the newest of that year, beside {', '.join(v.id for v in older)}"
        warnings.warn(told, DataWarning, stacklevel=levels_above())
    return newest


def _fitting(
    text: str, wanted: frozenset[str], generations: Sequence[Generation]
) -> Iterator[list[_Vehicle]]:
    """Yield the vehicles that a name fits: generations in full, variants in full, then in part."""
    levels: list[list[_Vehicle]] = [
        list(generations),
        [v for generation in generations for v in generation.variants],
    ]
    for vehicles in levels:
        yield [v for v in vehicles if wanted in {_words(v.name), _words(v.label)}]
    for vehicles in levels:
        yield [v for v in vehicles if wanted <= _words(_everything(v))]
    # blanks were set otherwise: of the words of a name only the letters and digits in their order count
    run = "".join(_in_letters(text[:_LONGEST]))
    for vehicles in levels:
        yield [v for v in vehicles if run in {"".join(_in_letters(v.name)), "".join(_in_letters(v.label))}]
    parts = "".join(_in_letters(text[:_LONGEST], _NUMBER_OR_WORD))
    for vehicles in levels:
        yield [v for v in vehicles if _is_made_of(parts, _words(_everything(v)))]


def _everything(vehicle: _Vehicle) -> str:
    record = record_of(vehicle)
    words = [record.make, record.model, record.code, record.title]
    return " ".join([*words, vehicle.short, vehicle.slug] if isinstance(vehicle, Variant) else words)


def _words(text: str) -> frozenset[str]:
    return frozenset(_in_letters(text, _NUMBER_OR_WORD))


def _in_letters(text: str, pattern: str = _WORD) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(pattern, plain.lower().replace("+", " plus "))


def _is_made_of(run: str, words: frozenset[str]) -> bool:
    """Tell whether a run of letters and digits is nothing but words, one behind the other."""
    reached = {0}
    for place in range(len(run)):
        if place in reached:
            reached.update(place + len(word) for word in words if run.startswith(word, place))
    return len(run) in reached


def near(name: str, ids: Iterable[str], beyond: Iterable[str] = ()) -> str:
    """Suggest the ids that share most of the words of a name, each as much as it tells.

    A word that no id has counts for those spelled most like it, and two words for the one that they are
    without the blank ("Cyber Truck"). Those beyond count only where they share more than all others; of one
    model it is the year that is nearest to one of the name, else the newest.
    """
    # what is longer is no near miss, and would be compared for minutes
    both = [part.strip() for part in _AGAINST.split(name[:_LONGEST]) if part.strip()]
    if len(both) > 1:
        return f"; two cars are two names: {' and '.join(map(repr, both))}"
    wanted = _in_letters(name[:_LONGEST])
    called: dict[str, list[str]] = {}
    known = {*ids, *beyond}
    for id_ in known:
        for word in _with_pairs(_in_letters(id_)):
            called.setdefault(word, []).append(id_)
    shared: Counter[str] = Counter()
    alike: dict[str, list[str]] = {}
    for word in _with_pairs(wanted):
        # a year that a model is called stands behind another word, as in Peugeot 2008
        like = [word] if word in called and not _YEAR.fullmatch(word) else []
        # three letters are like those of anything
        if word not in called and word in wanted and not (len(word) < _SHORT and word.isalpha()):
            like = get_close_matches(word, called, _MOST, _ALIKE)
        alike[word] = like
        best: dict[str, float] = {}
        for other in like:
            told = SequenceMatcher(None, word, other).ratio() ** 2 * log(1 + len(known) / len(called[other]))
            best.update((id_, max(told, best.get(id_, 0.0))) for id_ in called[other])
        shared.update(best)
    own = frozenset(ids)
    most = max((shared[id_] for id_ in own), default=0.0)
    found = {id_: told for id_, told in shared.items() if told and (id_ in own or told > most + 1e-9)}
    least = max(found.values(), default=0.0) * _SHARE
    year = max((int(word) for word in wanted if _YEAR.fullmatch(word)), default=9999)
    models: dict[str, str] = {}
    for _, _, _, id_ in sorted(
        (
            -round(told, 6),
            len(id_.rpartition("/")[0]),
            abs(year - int(id_[-4:])) if id_[-4:].isdigit() else 0,
            id_,
        )
        for id_, told in found.items()
        if told >= least
    ):
        models.setdefault(id_ if id_ in own else id_.rpartition("/")[0], id_)
    close = [*models.values()][:3]
    if not close:
        return "; 'evspec list' shows all ids"
    # a word of a pair that is known is no stranger: the "cyber" of "Cyber Truck"
    paired = {word for pair in pairwise(wanted) if alike["".join(pair)] for word in pair}
    strange = [
        word
        for word in dict.fromkeys(wanted)
        if not alike[word] and word not in paired and not _YEAR.fullmatch(word)
    ]
    # which tells the reader that what is suggested is another car
    unknown = f"; nothing is called {' or '.join(map(repr, strange))}" if strange else ""
    return f"{unknown}; did you mean {' or '.join(map(repr, close))}?"


def _with_pairs(words: Sequence[str]) -> frozenset[str]:
    """Return words, and each two beside one another as one."""
    return frozenset([*words, *map("".join, pairwise(words))])
