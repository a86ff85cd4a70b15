"""How well a vehicle of a catalog fits a row: each word and each figure that speaks for or against it."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.languages.speech import Phrase, Term, speech, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from evspec.languages.speech import Speech
    from evspec.matching.identity import Identity, Words

__all__ = ["Index", "Reason", "Scored"]

#: Words that a row may leave out: "Kona Electric 39 kWh" is listed as "Kona", "Bolt EV" as "Bolt".
_OPTIONAL: Final = frozenset({"electric", "ev"})
#: Words that make another vehicle of what else has the same name: bodies, engines, other lines.
_OTHER: Final = frozenset({
    "convertible", "cabrio", "cabriolet", "roadster", "spider", "wagon", "van", "cargo", "rex", "hybrid",
    "phev", "hev", "plug", "petrol", "diesel", "gt", "gtx", "gte", "robo", "taxi", "robotaxi", "touring",
    "euv", "jcw",
})  # fmt: skip
#: Words for a body: a version that is called so is listed so.
_BODIES: Final = frozenset({
    "cross", "sportback", "touring", "turismo", "convertible", "cabrio", "coupe", "wagon", "estate", "van",
})  # fmt: skip
# "Q4", "R1S": a short code of letters and a number is another model if the vehicle has no such word; "MY21"
# is a year.
_CODE: Final = re.compile(r"(?!my\d)[a-z]{1,2}\d{1,2}[a-z]?")
#: Words that say the drive.
_DRIVES: Final[Mapping[str, str]] = {
    "awd": "AWD",
    "rwd": "RWD",
    "fwd": "FWD",
    "quattro": "AWD",
    "xdrive": "AWD",
}
#: Words of a variant's name that many makers put into every name.
_COMMON: Final = frozenset({"kwh", "ah", "rwd", "awd", "fwd", "battery", "range"})


@frozen
class _Number:
    """A figure in words: "62.5 kWh"."""

    text: str

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        return speech.figures(self.text)


@frozen
class _Names:
    """Several names: "AWD, RWD"."""

    names: tuple[str, ...]

    def said(self, speech: Speech) -> str:
        """Return them in a language."""
        return ", ".join(map(speech.word, self.names))


@frozen
class Reason:
    """One thing that speaks for or against a vehicle.

    Attributes
    ----------
    points
        Above zero what speaks for it.
    text
        What was found: "battery 62 kWh against 62 kWh"; ``text.to_locale("de")`` says it in German.
    """

    points: float
    text: Phrase

    def __str__(self) -> str:
        return f"{told(self.text)} ({speech().figures(f'{self.points:+.1f}')})"


@frozen
class Scored:
    """A vehicle of a catalog and how well it fits."""

    id: str
    score: float
    reasons: tuple[Reason, ...]


class Index:
    """The vehicles of a catalog, by maker, and how rare each word is among them.

    Parameters
    ----------
    known
        The vehicles.
    """

    def __init__(self, known: Iterable[Identity]) -> None:
        self._makes: dict[Words, list[Identity]] = {}
        self._words = Counter[str]()
        for one in known:
            self._makes.setdefault(one.make, []).append(one)
            self._words.update({*one.variant})
        self._known = sum(map(len, self._makes.values()))

    def scored(self, row: Identity) -> list[Scored]:
        """Return the vehicles of the row's maker and model with their scores, the best first."""
        every = [one for make, several in self._makes.items() if {*make} <= {*row.make} for one in several]
        named = {one.model: _model_words(one.model, row.words) for one in every}
        possible = [one for one in every if named[one.model] and _years_off(row, one) <= 1]
        # "Ioniq 5" is no Ioniq, and what was not sold then takes no part
        longest = max((len(named[one.model] or ()) for one in possible), default=0)
        fitting = [one for one in possible if len(named[one.model] or ()) == longest]
        families: dict[str, set[str]] = {}
        for one in fitting:
            families.setdefault(_family(one), set()).update(_telling(one.variant))
        vocabulary = set().union(*families.values())
        found = []
        for one in fitting:
            taken = {*(named[one.model] or ())}
            # "Q210/R240" is the code of both
            code = {*one.code} - families[_family(one)]
            reasons = tuple(self._weigh(row, one, taken, code, vocabulary))
            found.append(Scored(one.id, sum(reason.points for reason in reasons), reasons))
        return sorted(found, key=lambda scored: (-scored.score, scored.id))

    def _weigh(
        self, row: Identity, one: Identity, taken: set[str], code: set[str], vocabulary: set[str]
    ) -> Iterator[Reason]:
        said = [word for word in row.words if word not in taken]
        yield from self._by_words(_readings(row.words, one.model), one, code, vocabulary - {*one.model})
        first = min((row.words.index(word) for word in taken), default=0)
        yield from _by_other_words(said, row.words[:first], one)
        yield from _by_years(row, one)
        yield from _by_battery(row, one)
        yield from _by_figures(_of_power, "kW", row.powers, one.powers, _POWER_POINTS)
        for cycle in row.ranges.keys() & one.ranges.keys() - {""}:
            yield from _by_figures(
                partial(_of_range, cycle), "km", row.ranges[cycle], one.ranges[cycle], _RANGE_POINTS
            )
        yield from _by_drive(row, said, one)

    def _by_words(
        self, said: set[str], one: Identity, code: set[str], vocabulary: set[str]
    ) -> Iterator[Reason]:
        """Weigh the words of the variant's name and of its generation's code, and those of its siblings."""
        own = tuple(word for word in _telling(one.variant) if word not in one.model)
        for word in dict.fromkeys(own):
            rare = log(1 + self._known / (1 + self._words[word])) / log(1 + self._known)
            if _meets(word, said):
                yield Reason(0.6 + 0.9 * rare, Phrase("named {word}", word=word))
            else:
                yield Reason(-1.8 if word in _BODIES else -0.9, Phrase("not named {word}", word=word))
        for word in sorted((said & vocabulary) - {*one.variant} - code):
            yield Reason(-4.0 if word in _BODIES else -1.2, Phrase("{word} is of another version", word=word))
        for word in sorted((said & code) - {*one.variant}):
            if _CODE.fullmatch(word):
                yield Reason(1.4, Phrase("named {word}", word=word))


def _family(one: Identity) -> str:
    """Return the generation's id."""
    return one.id.rpartition("/")[0]


def _telling(words: Words) -> Words:
    """Return the words of a name that tell versions apart; a capacity is weighed as a figure."""
    pairs = pairwise((*words, ""))
    return tuple(one for one, then in pairs if one not in _COMMON and then != "kwh")


def _readings(words: Words, model: Words) -> set[str]:
    """Return the words of a row, "xDrive 40" as one too, and what a model has behind it: "i3s"."""
    joined = {one + then for one, then in pairwise(words) if one.isalpha() and then[0].isdigit()}
    behind = {"s" for one in words if one.endswith("s") and one[:-1] in model}
    return {*words, *joined, *behind}


def _meets(word: str, said: set[str]) -> bool:
    """Tell whether a row has a word; "sv+" is met by "sv" and "plus" too."""
    return word in said or (word.endswith("+") and {word[:-1], "plus"} <= said)


def _model_words(model: Words, words: Words) -> Words | None:
    """Return the words of a row that name a model, if it does: "SQ8" names a Q8, and "i3s" an i3."""
    found = []
    for wanted in model:
        same = [
            w for w in words if w == wanted or (wanted[-1].isdigit() and w in {f"s{wanted}", f"{wanted}s"})
        ]
        if same:
            found.append(same[0])
        elif wanted not in _OPTIONAL:
            return None
    return tuple(found) or None


def _by_other_words(said: Sequence[str], before: Sequence[str], one: Identity) -> Iterator[Reason]:
    """Weigh words that make another vehicle, and codes that stand before the model: "Q4 50 e-tron"."""
    own = {*one.model, *one.variant, *one.code}
    # "GT Line" is a trim
    trims = {word for word, then in pairwise(said) if then == "line"}
    for word in dict.fromkeys(said):
        if word not in own | trims and (word in _OTHER or (word in before and _CODE.fullmatch(word))):
            yield Reason(-6.0, Phrase("{word} is another vehicle", word=word))


def _years_off(row: Identity, one: Identity) -> int:
    """Return by how many years a row's model year lies outside those of a generation."""
    (first, last), (start, end) = row.years, one.years
    early = start - last if start is not None and last is not None else 0
    late = first - end if end is not None and first is not None else 0
    return max(early, late, 0)


def _by_years(row: Identity, one: Identity) -> Iterator[Reason]:
    """Weigh the model year; an American one begins in the autumn before."""
    year, (start, end) = row.years[0], one.years
    if year is None:
        return
    if start is not None or end is not None:
        off = _years_off(row, one)
        early = start is not None and year < start
        span = f"{start or '?'}–{end or '?'}"
        words = Phrase("year {year} against {years}", year=str(year), years=span)
        yield Reason(1.0 if not off else 0.0 if early else -0.5, words)
    if one.editions and year < one.editions[0] - 1:
        yield Reason(-1.0, Phrase("year {year} before {first}", year=str(year), first=str(one.editions[0])))


#: How near two figures lie, in percent, and what that is worth; beyond all of them it is the last.
_BATTERY_POINTS = ((0.5, 2.6), (1.0, 1.7), (3.0, 1.0), (6.0, 0.9), (12.0, -1.0), (0.0, -3.0))
_NAMED_POINTS = ((0.5, 2.6), (1.0, 2.0), (4.0, 1.2), (8.0, 0.4), (0.0, -3.0))
_POWER_POINTS = ((1.0, 2.0), (6.0, 1.0), (15.0, -1.0), (0.0, -2.5))
_RANGE_POINTS = ((0.7, 1.2), (3.0, 0.6), (10.0, -0.3), (30.0, -1.0), (0.0, -3.0))


def _by_battery(row: Identity, one: Identity) -> Iterator[Reason]:
    named = tuple((size, size) for size in one.named)
    if row.batteries:
        yield from _by_figures(_of_battery, "kWh", row.batteries, one.batteries or named, _BATTERY_POINTS)
    elif row.named:
        said = tuple((size, size) for size in row.named)
        yield from _by_figures(_of_battery, "kWh", said, one.batteries or named, _NAMED_POINTS)


def _by_figures(
    phrase: Callable[[_Number, _Number], Phrase],
    unit: str,
    stated: Sequence[tuple[float, float]],
    known: Sequence[tuple[float, float]],
    points: Sequence[tuple[float, float]],
) -> Iterator[Reason]:
    """Weigh how near the nearest of two groups of figures lie."""
    if not stated or not known:
        return
    away, here, there = min((_away(a, b), a, b) for a in stated for b in known)
    worth = next((worth for within, worth in points if within and away <= within), points[-1][1])
    row, vehicle = (_Number(f"{ends[0]:g} {unit}") for ends in (here, there))
    yield Reason(worth, phrase(row, vehicle))


def _of_power(row: _Number, vehicle: _Number) -> Phrase:
    return Phrase("power {row} against {vehicle}", row=row, vehicle=vehicle)


def _of_battery(row: _Number, vehicle: _Number) -> Phrase:
    return Phrase("battery {row} against {vehicle}", row=row, vehicle=vehicle)


def _of_range(cycle: str, row: _Number, vehicle: _Number) -> Phrase:
    return Phrase("range {cycle} {row} against {vehicle}", cycle=Term(cycle), row=row, vehicle=vehicle)


def _away(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return by how many percent two figures miss each other."""
    gap = max(a[0] - b[1], b[0] - a[1], 0.0)
    return 100 * gap / max(abs(a[1]), abs(b[1]), 1e-9)


def _by_drive(row: Identity, said: Sequence[str], one: Identity) -> Iterator[Reason]:
    stated = row.drives or {_DRIVES[word] for word in said if word in _DRIVES}
    named = {_DRIVES[word] for word in one.variant if word in _DRIVES}
    known = one.drives if len(one.drives) == 1 else named
    if len(stated) == 1 and known:
        drive = next(iter(stated))
        yield Reason(
            1.0 if drive in known else -2.0,
            Phrase("{row} against {vehicle}", row=Term(drive), vehicle=_Names(tuple(sorted(known)))),
        )
