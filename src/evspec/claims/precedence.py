"""Which of two claims comes first: a total order over what claims say, whatever their order in a file."""

from __future__ import annotations

from functools import cache
from itertools import chain, groupby, pairwise
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from evspec.claims.source import STATUSES
from evspec.languages.speech import Phrase, Term
from evspec.measures import Measure
from evspec.specs import NOT_STATED
from evspec.values import Categories, Curve, Dates, Flag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evspec.claims.claim import Claim
    from evspec.claims.source import Source, Status
    from evspec.specs import Spec

__all__ = [
    "criterion",
    "in_order",
    "is_guess",
    "is_of_a_curve",
    "is_worst_case",
    "left_out",
    "listed",
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
_Key: TypeAlias = "tuple[Any, ...]"


def left_out(claim: Claim) -> list[str]:
    """Return the qualifiers that a claim should state and does not."""
    said = claim.statement
    expected = _expected(said.spec)
    return [name for name in expected if said.qualifiers.get(name, NOT_STATED) == NOT_STATED]


@cache
def _expected(spec: Spec) -> tuple[str, ...]:
    return tuple(name for name, mode in spec.qualifiers.items() if mode == "expected")


#: Stands for what the values are worth.
_WORTH: Final = "worth"
#: The criteria in order, as `Selection.why` words them; `_rank` and `_fineness` have what they compare.
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


def in_order(claims: Iterable[Claim], status: Callable[[Claim], Status]) -> list[Claim]:
    """Return claims by precedence, and those between which no criterion decides by everything they say.

    Parameters
    ----------
    claims
        The claims.
    status
        Tells how surely each is stated.
    """
    return _refined(claims, lambda claim: _rank(claim, status(claim)), _fineness, _said)


def listed(claims: Iterable[Claim], age: Callable[[Claim], int] = lambda _: 0) -> tuple[Claim, ...]:
    """Return claims that do not count: those in doubt last, the others by what is told of their age."""

    def key(claim: Claim) -> _Key:
        return bool(claim.doubt), age(claim), *_rank(claim, claim.status)

    return tuple(_refined(claims, key, _fineness, _said))


def _refined(
    claims: Iterable[Claim], key: Callable[[Claim], _Key], *finer: Callable[[Claim], _Key]
) -> list[Claim]:
    """Return claims by a key, and those that it leaves together by finer ones, which take longer."""
    several = list(claims)
    if len(several) < 2:
        return several
    ranked = sorted([(key(claim), claim) for claim in several], key=_first)
    if not finer or all(one[0] != other[0] for one, other in pairwise(ranked)):
        return [claim for _, claim in ranked]
    groups = ([claim for _, claim in group] for _, group in groupby(ranked, key=_first))
    return list(chain.from_iterable(_refined(group, *finer) for group in groups))


_first = itemgetter(0)


def _rank(claim: Claim, status: Status) -> _Key:
    """Return what the first criteria compare of a claim of this status, the least is the best."""
    said, told = claim.statement, claim.attribution
    value, source = said.value, told.source
    when, conditions = source.date, dict(said.qualifiers.pairs)
    repeats = source.kind == "regulator" and said.spec.key not in _MEASURED
    sureness = STATUSES.index(status)
    return (
        "taken_from" in conditions,
        conditions.get("equipment") == "worst",
        bool(source.copies),
        _is_of_a_community(source),
        max(sureness, _REPORTED) if repeats else sureness,
        bool(left_out(claim)),
        "wheels" in conditions,
        "charger" in conditions,
        -_phases(conditions.get("ac_phases", NOT_STATED)),
        value.definiteness,
        isinstance(value, Measure) and value.bound == "about",
        _LOWEST if repeats else source.tier,
        source.kind == "dataset",
        when is None,
        -when.first.toordinal() if when is not None and when.first is not None else 0,
        STATUSES.index(told.status),
    )


def _fineness(claim: Claim) -> _Key:
    """Return what the last criteria compare, which seldom decide and take the longest to work out."""
    wheels = claim.qualifiers.get("wheels", "0")
    return _coarseness(claim), float(wheels.split()[0]), *_worth(claim)


def criterion(first: Claim, status: Status, rival: Claim, weaker: Status) -> Phrase:
    """Word the criterion that put a claim of a status before the next unlike one, with its own."""
    ranks = ((*_rank(c, s), *_fineness(c)) for c, s in ((first, status), (rival, weaker)))
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


def _phases(stated: str) -> int:
    """Return on how many phases a figure holds; one without a word is that of as many as the car takes."""
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
