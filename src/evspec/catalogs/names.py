"""Vehicles by what people call them ("iX1 eDrive20", "BMW iX1 (U11)"), and what a wrong name may mean."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeAlias

from evspec.errors import UnknownId
from evspec.vehicles import Generation, Variant, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["find_named", "near"]

_Vehicle: TypeAlias = Generation | Variant

_WORD = "[a-z0-9]+"
_MOST = 6
#: The characters of a name that are looked at for a near miss.
_LONGEST = 200


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
    run = "".join(_told(text[:_LONGEST]))
    for vehicles in levels:
        yield [v for v in vehicles if run in {"".join(_told(v.name)), "".join(_told(v.label))}]
    for vehicles in levels:
        yield [v for v in vehicles if _is_made_of(run, _words(_everything(v)))]


def _everything(vehicle: _Vehicle) -> str:
    record = record_of(vehicle)
    words = [record.make, record.model, record.code, record.title]
    return " ".join([*words, vehicle.short, vehicle.slug] if isinstance(vehicle, Variant) else words)


def _words(text: str) -> frozenset[str]:
    return frozenset(_told(text))


def _told(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(_WORD, plain.lower())


def _is_made_of(run: str, words: frozenset[str]) -> bool:
    """Tell whether a run of letters and digits is nothing but words, one behind the other."""
    reached = {0}
    for place in range(len(run)):
        if place in reached:
            reached.update(place + len(word) for word in words if run.startswith(word, place))
    return len(run) in reached


def near(name: str, ids: Iterable[str], beyond: Iterable[str] = ()) -> str:
    """Suggest the ids that share most words with a name, those spelled most like it first.

    Those beyond count only where they share more words than all others, and more than one.
    """
    # what is longer is no near miss, and would be compared for minutes
    wanted = name[:_LONGEST].lower()
    words = set(re.findall(_WORD, wanted))
    shared = {id_: len(words & set(re.findall(_WORD, id_))) for id_ in ids}
    best = max(shared.values(), default=0)
    others = {id_: len(words & set(re.findall(_WORD, id_))) for id_ in beyond}
    if (most := max(others.values(), default=0)) > max(best, 1):
        shared, best = others, most
    likeness = {id_: SequenceMatcher(None, wanted, id_).ratio() for id_ in shared if shared[id_] == best}
    close = [id_ for id_ in likeness if best or likeness[id_] > 0.6]
    close = sorted(close, key=lambda id_: -likeness[id_])[:3]
    return f"; did you mean {' or '.join(map(repr, close))}?" if close else "; 'evspec list' shows all ids"
