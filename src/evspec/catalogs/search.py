"""Which vehicles have what is asked for: surely, possibly, or not; and why none has.

A catalog is searched by columns: what its vehicles state of one spec, each distinct value once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations, compress
from math import inf
from operator import truediv
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from attrs import evolve, frozen

from evspec.errors import ParseError, is_several, truth
from evspec.measures import Interval, Measure, exact_number
from evspec.specs import NOT_STATED, Spec, spec
from evspec.specs.figures import BARE
from evspec.values import Answer, Categories, Flag, Relation, Text, Unknown, Value
from evspec.vehicles import record_of

if TYPE_CHECKING:
    from evspec.claims import Claim, Statement
    from evspec.vehicles import Generation

__all__ = [
    "Column", "Condition", "Known", "Query", "column_of", "combined", "interval_of", "is_choice",
    "read_queries", "read_query", "search",
]  # fmt: skip

_T = TypeVar("_T")
#: What means the same whatever the edition and the catalog.
_PLAIN = (Measure, Categories, Flag, Text)


class Known(NamedTuple):
    """A claim that is not read, and between which numbers of the spec's metric unit its figure surely lies.

    Attributes
    ----------
    low, high
        The numbers, infinite where it is no figure that lies between two.
    read
        Reads the claim.
    """

    low: float
    high: float
    read: Callable[[], Claim]


@frozen(slots=False)
class Column:
    """What the vehicles of a catalog state of one spec under some conditions.

    Attributes
    ----------
    claims
        One claim for each distinct value, None first for nothing.
    places
        For each vehicle the place of its claim among them.
    """

    claims: Sequence[Claim | Known | None]
    places: Sequence[int]

    @cached_property
    def _intervals(self) -> dict[int, tuple[Claim | None, Interval | None]]:
        return {}

    def at(self, place: int) -> tuple[Claim | None, Interval | None]:
        """Return a claim, read if need be, and where it lies, None for what is no figure."""
        found = self._intervals.get(place)
        if found is None:
            claim = self.claims[place]
            claim = claim.read() if isinstance(claim, Known) else claim
            lies = None if claim is None else interval_of(claim.value, claim.spec)
            found = self._intervals[place] = claim, lies
        return found

    def beside(self, other: Column) -> Column:
        """Return the column of the vehicles of two."""
        before = len(self.claims) - 1
        others = [place and place + before for place in other.places]
        return Column([*self.claims, *other.claims[1:]], [*self.places, *others])


@frozen
class Query:
    """What one spec should be.

    Attributes
    ----------
    spec, value
        The spec and what is wanted of it.
    qualifiers
        The conditions that were asked for; others are left open.
    """

    spec: Spec
    value: Value
    qualifiers: Mapping[str, str]

    def asks_for(self, statement: Statement) -> bool:
        """Tell whether a statement answers, rightly or not: of an option only if that is asked for."""
        is_option = "fitted" not in self.qualifiers and statement.is_option
        return not is_option and statement.meets(self.qualifiers)

    def answers(self, column: Column) -> list[Answer]:
        """Return for each claim of a column whether it is what is asked; "open" where that is not told."""
        lies = interval_of(self.value, self.spec)
        if lies is None:
            return [_answer(self.value, column.at(place)[0]) for place in range(len(column.claims))]
        # in another unit, such as of a price, the numbers say nothing
        sure = _surely(lies) if lies.kind == self.spec.kind else None
        return [
            (sure(claim) if sure and isinstance(claim, Known) else None)
            or _by_figure(lies, *column.at(place))
            for place, claim in enumerate(column.claims)
        ]


@frozen
class Condition:
    """One condition of a search, and what each vehicle has to say to it.

    Attributes
    ----------
    words
        What was asked, as it was: "range '>500 km WLTP'".
    answers
        Each answer that is given.
    places
        For each vehicle the place of its answer among them.
    unstated
        The places at which nothing is stated at all.
    """

    words: str
    answers: Sequence[Answer]
    places: Sequence[int]
    unstated: Collection[int] = ()

    def __str__(self) -> str:
        """Tell how many vehicles the condition rules out, and how many say nothing of it."""
        counts = Counter(self.places)
        ruled_out = sum(count for place, count in counts.items() if self.answers[place] == "no")
        silent = sum(counts[place] for place in self.unstated)
        open_ = sum(count for place, count in counts.items() if self.answers[place] == "open") - silent
        told = [f"rules out {ruled_out}"]
        told += [f"{silent} do{'es' * (silent == 1)} not state it"] if silent else []
        told += [f"{open_} leave{'s' * (open_ == 1)} it open"] if open_ else []
        return f"{self.words} {', '.join(told)}"


def combined(words: str, queries: Sequence[tuple[Query, Column]]) -> Condition:
    """Return the condition that one of several queries is answered with yes."""
    given = [query.answers(column) for query, column in queries]
    if len(queries) == 1:
        return Condition(words, given[0], queries[0][1].places, (0,))
    # each distinct row of places once
    rows: dict[tuple[int, ...], int] = {}
    places = [
        rows.setdefault(row, len(rows)) for row in zip(*(column.places for _, column in queries), strict=True)
    ]
    answers: list[Answer] = []
    for row in rows:
        own = {answers_[place] for answers_, place in zip(given, row, strict=True)}
        answers.append("yes" if "yes" in own else "open" if "open" in own else "no")
    return Condition(words, answers, places, {place for row, place in rows.items() if not any(row)})


def column_of(generations: Iterable[Generation], query: Query) -> Column:
    """Return what the vehicles of generations state of a query's spec, under its conditions."""
    claims: list[Claim | None] = [None]
    places: list[int] = []
    # places by the ids of statements, which the records hold, and of selected values, which the
    # claims that are kept hold: so the ids stay their own
    known: dict[int, int] = {}
    selected: dict[tuple[int, bool], int] = {}
    for generation in generations:
        record = record_of(generation)
        own = _unweighed(generation, query, claims, known) if record.variants else None
        if own is not None:
            places += [own.get(f"{record.id}/{slug}", 0) for slug, _ in record.variants]
            continue
        for vehicle in generation.variants or (generation,):
            claim = vehicle.get(query.spec.key, **query.qualifiers)
            if claim is None or not query.asks_for(claim.statement):
                places.append(0)
                continue
            # of a set that the generation offers, a variant has one
            key = id(claim.value), is_choice(claim)
            if key not in selected:
                selected[key] = len(claims)
                claims.append(claim)
            places.append(selected[key])
    return Column(claims, places)


def _unweighed(
    generation: Generation, query: Query, claims: list[Claim | None], known: dict[int, int]
) -> Mapping[str, int] | None:
    """Return the place of each variant's figure if it has one at most, so that nothing is selected.

    None if the generation itself states the spec, if a variant has two claims on it, if any is
    doubted, a date or a relation, or if some may not have been known. What is new is added to the
    claims, each distinct statement once.
    """
    own: dict[str, int] = {}
    record = record_of(generation)
    if generation.as_of_date is not None:
        return None
    for claim in record.by_spec.get(query.spec, ()):
        statement, about = claim.statement, claim.about
        place = known.get(id(statement))
        if place is None:
            if not isinstance(statement.value, _PLAIN):
                return None
            place = len(claims) if query.asks_for(statement) else 0
            known[id(statement)] = place
            if place:
                claims.append(claim)
        if place:
            if about in own or about == record.id or claim.attribution.doubt:
                return None
            own[about] = place
    return own


def search(vehicles: Sequence[_T], conditions: Sequence[Condition], *, possible: bool) -> Iterable[_T]:
    """Return the vehicles that surely have everything that is asked, or those that only may have it."""
    possible = truth("possible", possible)
    if len(conditions) == 1:
        wanted = "open" if possible else "yes"
        fits = [answer == wanted for answer in conditions[0].answers]
        return compress(vehicles, map(fits.__getitem__, conditions[0].places))
    answered = [[condition.answers[n] for n in condition.places] for condition in conditions]
    return [
        vehicle
        for vehicle, *given in zip(vehicles, *answered, strict=True)
        if "no" not in given and ("open" in given) is possible
    ]


def read_queries(key: str, wanted: object, decimal: str | None = None) -> list[Query]:
    """Read what is asked of a spec: one value as for `read_query`, or a list of those of which one will do.

    Raises
    ------
    EvspecError
        If there is no such spec, or it cannot have one of the values.
    """
    within: Any = wanted.get("value") if isinstance(wanted, Mapping) else wanted
    is_one = not is_several(within) or isinstance(within, Mapping)
    # the points of a curve are a list, and one value
    if is_one or spec(key).kind == "curve":
        return [read_query(key, wanted, decimal)]
    each = [{**wanted, "value": one} if isinstance(wanted, Mapping) else one for one in within]
    if not each:
        raise ParseError(f"{key} is asked for with an empty list; name the values of which one will do")
    return [read_query(key, one, decimal) for one in each]


def read_query(key: str, wanted: object, decimal: str | None = None) -> Query:
    """Read what is asked of a spec as a data file would say it, with any condition but the cycle left open.

    Parameters
    ----------
    key
        The spec's key.
    wanted
        The value as in a file ("AWD", ">500 km WLTP", a Measure), or a mapping of ``value`` and
        qualifiers.
    decimal
        The decimal mark of a figure; see `measure`.

    Raises
    ------
    EvspecError
        If there is no such spec, or it cannot have this value.
    """
    row = spec(key)
    asked = dict(wanted) if isinstance(wanted, Mapping) else {"value": wanted}
    if "value" not in asked:
        raise ParseError(f"{key} is asked for without a value; write {key}={{'value': …}}", str(wanted))
    written = asked.pop("value")
    if row.kind in BARE and exact_number(written) is not None:
        written = Measure.of(written, "")  # type: ignore[arg-type]  # which is a number
    # figures of different test cycles do not compare, so a cycle must be asked for
    open_ = [name for name, mode in row.qualifiers.items() if mode == "required" and name != "cycle"]
    required = [name for name in open_ if name not in asked]
    refusal: ParseError | None = None
    for count in range(len(required) + 1):
        for names in combinations(required, count):
            # what is not asked for is passed as not stated, and then left out again
            try:
                value, stated = row.read(
                    written, {**asked, **dict.fromkeys(names, NOT_STATED)}, decimal=decimal
                )
            except ParseError as error:
                refusal = refusal or error
            else:
                if "option" in stated:
                    raise ParseError(
                        f"{written!r} asks for two figures of {key}; ask for one, with fitted='option' "
                        "for what can be had at extra cost",
                        str(written),
                    )
                return Query(row, value, {n: v for n, v in stated.items() if n not in names})
    assert refusal is not None, "nothing required is the first thing tried"  # noqa: S101
    raise refusal


def _surely(lies: Interval) -> Callable[[Known], Answer | None]:
    """Return what tells of a figure by its numbers whether it lies within what is asked, if they tell."""
    lower, upper = lies.lower, lies.upper
    least = -inf if lower is None else min(truediv(*lower.value), truediv(*lower.low))
    most = inf if upper is None else max(truediv(*upper.value), truediv(*upper.high))
    first = -inf if lower is None else max(truediv(*lower.value), truediv(*lower.high))
    last = inf if upper is None else min(truediv(*upper.value), truediv(*upper.low))

    def answer(one: Known) -> Answer | None:
        if one.high < least or one.low > most:
            return "no"
        return "yes" if first < one.low and one.high < last else None

    return answer


def interval_of(value: Value, of: Spec) -> Interval | None:
    """Return where a figure lies, whatever its cycle: the row has been chosen by that."""
    if not isinstance(value, Measure):
        return None
    return evolve(value.interval(of.metric if value.kind == of.kind else None), cycle=None)


def _by_figure(lies: Interval, claim: Claim | None, theirs: Interval | None) -> Answer:
    if claim is None or isinstance(claim.value, Relation | Unknown):
        return "open"
    if theirs is None:
        return "no"
    # a price in another currency may be anything
    if theirs.kind != lies.kind:
        return "open"
    if lies.contains(theirs):
        return "yes"
    return "open" if lies.compare(theirs) == "undecided" else "no"


def _answer(wanted: Value, claim: Claim | None) -> Answer:
    if claim is None or isinstance(wanted, Measure) or isinstance(claim.value, Relation | Unknown):
        return "open"
    return wanted.answered_by(claim.value, is_choice=is_choice(claim))


def is_choice(claim: Claim) -> bool:
    """Tell whether a set is what a generation offers, of which a variant has one."""
    generation = claim.about.count("/") == 2
    return generation and claim.spec.kind == "category set" and claim.spec.over_variants == "union"
