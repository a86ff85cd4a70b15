"""Which of two claims comes first: a total order over what claims say, whatever their order in a file."""

from __future__ import annotations

from itertools import chain, groupby
from math import inf
from typing import TYPE_CHECKING, Final, TypeAlias

from evspec.claims.source import STATUSES
from evspec.languages.speech import Phrase, Term
from evspec.measures import Measure
from evspec.specs import NOT_STATED
from evspec.values import Categories, Curve, Dates, Flag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evspec.claims.claim import Claim
    from evspec.claims.source import Source, Status

__all__ = [
    "criterion",
    "in_order",
    "is_guess",
    "is_of_a_curve",
    "is_worst_case",
    "left_out",
    "listed",
    "rank",
]

#: The days of a month, on average over the 400 years of the Gregorian calendar.
_MONTH: Final = 30.436875

#: What an agency measures or keeps the register of; of all else it repeats what makers told it.
_MEASURED: Final = frozenset({
    "range", "range_total", "consumption", "fuel_consumption", "co2", "ac_time", "power", "engine_power",
    "engine_displacement",
})  # fmt: skip
_REPORTED: Final = STATUSES.index("reported")
#: The tier of data that anybody may edit.
_LOWEST: Final = 4

#: What is compared of a claim, criterion by criterion; the least comes first.
_Rank: TypeAlias = "tuple[float, ...]"


def left_out(claim: Claim) -> list[str]:
    """Return the qualifiers that a claim should state and does not."""
    return [
        name
        for name, mode in claim.spec.qualifiers.items()
        if mode == "expected" and claim.qualifiers.get(name, NOT_STATED) == NOT_STATED
    ]


#: Stands for what the values are worth.
_WORTH: Final = "worth"
#: The criteria in order, as `Selection.why` words them; `rank` has what they compare.
_CRITERIA = (
    "a published figure before one taken from a curve",
    "best or plain equipment before the worst case",
    "an original before a copy of another source",
    "any other source before community data",
    "{status} before a weaker status",
    "a figure under a stated standard before one without",
    "a figure for the car as such before one for a wheel size",
    "a figure for the car as such before one at some charger",
    "a figure on more phases",
    "a definite figure before a one-sided one",
    "an exact figure before an approximate one",
    "a source of tier {tier} before a lower one",
    "a source of its own before a data set",
    "a dated source before an undated one",
    "the newer source",
    "the firmer words",
    "the finer printing",
    "a figure for smaller wheels",
    _WORTH,
    _WORTH,
)


def rank(claim: Claim, status: Status) -> _Rank:
    """Return the sort key of a claim of this status: a number for each criterion, the least is the best."""
    value, source, when = claim.value, claim.source, claim.source.date
    conditions = dict(claim.qualifiers.pairs)
    repeats = source.kind == "regulator" and claim.spec.key not in _MEASURED
    return (
        "taken_from" in conditions,
        is_worst_case(claim),
        bool(source.copies),
        _is_of_a_community(source),
        max(STATUSES.index(status), _REPORTED) if repeats else STATUSES.index(status),
        bool(left_out(claim)),
        "wheels" in conditions,
        "charger" in conditions,
        -_phases(claim),
        value.definiteness,
        isinstance(value, Measure) and value.bound == "about",
        _LOWEST if repeats else source.tier,
        source.kind == "dataset",
        when is None,
        -when.first.toordinal() if when is not None and when.first is not None else 0,
        STATUSES.index(claim.status),
        _coarseness(claim),
        float(conditions.get("wheels", "0").split()[0]),
        *_worth(claim),
    )


def in_order(claims: Iterable[Claim], key: Callable[[Claim], _Rank]) -> list[Claim]:
    """Return claims by a key, and those of one key by everything that they say."""
    ranked = sorted(((key(claim), claim) for claim in claims), key=lambda one: one[0])
    groups = ([claim for _, claim in group] for _, group in groupby(ranked, key=lambda one: one[0]))
    return list(
        chain.from_iterable(sorted(group, key=_said) if len(group) > 1 else group for group in groups)
    )


def listed(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims among which nothing was selected, the doubted ones last."""
    several = tuple(claims)
    if len(several) < 2:
        return several
    return tuple(in_order(several, lambda c: (bool(c.doubt), *rank(c, c.status))))


def criterion(first: Claim, rival: Claim, ranks: tuple[_Rank, _Rank], status: Status) -> Phrase:
    """Word the criterion that put a claim of this status before the next unlike one."""
    for words, own, other in zip(_CRITERIA, *ranks, strict=True):
        if own < other:
            if words == _WORTH:
                return _worth_in_words(first)
            return Phrase(words, status=Term(status), tier=first.source.tier)
    if first.value.show() != rival.value.show():
        return Phrase("the first by the alphabet, as nothing else tells them apart")
    return Phrase("the publisher that comes first by the alphabet, as nothing else tells them apart")


def is_guess(claim: Claim) -> bool:
    """Return whether it is a data set's own guess, which nobody asked for."""
    return claim.status == "estimated" and claim.source.kind == "dataset"


def _is_of_a_community(source: Source) -> bool:
    return source.kind == "dataset" and source.tier == _LOWEST


def is_worst_case(claim: Claim) -> bool:
    """Return whether it is said of the equipment that makes a figure worst."""
    return ("equipment", "worst") in claim.qualifiers.pairs


def is_of_a_curve(claim: Claim) -> bool:
    """Return whether it is the top of a stored charging curve."""
    return any(name == "taken_from" for name, _ in claim.qualifiers.pairs)


def _phases(claim: Claim) -> int:
    """Return on how many phases a figure holds; one without a word is that of as many as the car takes."""
    stated = claim.qualifiers.get("ac_phases", NOT_STATED)
    return int(stated) if stated != NOT_STATED else 3


def _coarseness(claim: Claim) -> float:
    """Return the size of the last printed digit, in the base of the kind; of a date its months."""
    value = claim.value
    if isinstance(value, Dates):
        if value.first is None or value.last is None:
            return inf
        # in months, of which none is finer than another
        return round(((value.last - value.first).days + 1) / _MONTH)
    if not isinstance(value, Measure):
        return 0.0
    if value.unit_definition.inverted:
        # a step of mi/kWh has no size of its own in kWh/100 km
        value = value.to(claim.spec.metric)
    return float(value.step) * float(value.unit_definition.factor)


def _worth(claim: Claim) -> tuple[float, float]:
    """Return what puts a value before others that are said as well and as surely.

    The better figure, or the lower one where neither end is better: as with equipment, the usual case is
    set against the usual case. The earlier date, the fuller set, the curve of more points, a stated yes.
    """
    value = claim.value
    if isinstance(value, Measure):
        metric = claim.spec.metric
        low, high = (value.to(metric) if metric and value.kind == claim.spec.kind else value).ends
        first, last = -inf if low is None else low, inf if high is None else high
        return (-last, -first) if claim.spec.better == "higher" else (first, last)
    if isinstance(value, Dates):
        days = (value.first or value.last, value.last or value.first)
        first, last = (inf if day is None else float(day.toordinal()) for day in days)
        return first, last
    if isinstance(value, Categories):
        return -len(value.includes), -len(value.excludes) - value.only
    if isinstance(value, Curve):
        return -len(value.points), 0.0
    return (not value.on, 0.0) if isinstance(value, Flag) else (0.0, 0.0)


def _worth_in_words(claim: Claim) -> Phrase:
    value = claim.value
    if isinstance(value, Measure):
        return Phrase("the better figure") if claim.spec.better else Phrase("the lower figure")
    if isinstance(value, Dates):
        return Phrase("the earlier date")
    if isinstance(value, Flag):
        return Phrase("a stated yes before a stated no")
    return Phrase("the curve of more points") if isinstance(value, Curve) else Phrase("the fuller set")


def _said(claim: Claim) -> tuple[object, ...]:
    """Return everything that a claim says. Those that say the same in all of it may change places."""
    value, told = claim.value, claim.attribution
    kind = value.kind if isinstance(value, Measure) else ""
    return (
        kind, value.show(), value.text, claim.qualifiers.pairs, *_named(told.source),
        _PLACES.get(told.where, len(_PLACES)), told.where, told.printed, told.hedge, told.via,
        len(told.note), told.note, told.doubt, told.status, told.edition, told.mixes, told.why, claim.about,
    )  # fmt: skip


#: The parts of an article, as they are read.
_PLACES: Final = {where: place for place, where in enumerate(("", "heading", "summary", "body", "closing"))}


def _named(source: Source) -> tuple[str, ...]:
    date = "" if source.date is None else f"{source.date.last} {source.date.show()}"
    return source.publisher, source.id, date, source.title, source.address, source.copies
