"""Cars, claims or figures in the order of one of their figures, the better first, and what has none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeAlias, TypeVar, cast, overload

from attrs import evolve, field, frozen

from evspec.claims import Claim, QualifiedSpec, SourceList, cite_claims
from evspec.claims.qualified import apart_and_beside, asked_conditions, qualified
from evspec.derivation.given import vehicle_or_figure
from evspec.errors import EvspecError, WrongType, check_option, is_several
from evspec.measures import Measure, Operand, measure, operand_given
from evspec.specs import METRIC, NOT_STATED, QUALIFIERS, SPECS, spec
from evspec.table import Cell, Column, Note, Row, Span, Table, Tabular
from evspec.units import KINDS
from evspec.values import Relation
from evspec.values import Span as Reach
from evspec.vehicles import Vehicle, entry_of, numbers_of, rows_of, value_of
from evspec.wording.cells import cell_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from evspec.measures import Interval
    from evspec.specs import Spec

__all__ = ["LeftOut", "Ranking", "rank"]

T = TypeVar("T")
End: TypeAlias = Literal["low", "high"]
#: What stands first: what is better, or where neither end is.
First: TypeAlias = Literal["better", "greater", "lesser"]
#: As many are told by name of those that are left out for one reason.
_NAMED = 10


class LeftOut(NamedTuple, Generic[T]):
    """What has no place in a ranking.

    Attributes
    ----------
    thing
        The car, claim or figure.
    reason
        Why not, in words.
    """

    thing: T
    reason: str


@frozen(repr=False)
class Ranking(Tabular, Sequence[T]):
    """Cars, claims or figures in order, the better first: a sequence of them, and a table.

    Attributes
    ----------
    ranked
        What has a place, in order; equal ones stay in the order in which they were given.
    left_out
        What has none, each with the reason.
    label
        By what: "Range, WLTP".
    end
        By which end of it.
    row
        The quantity, None of figures for which none was named.
    first
        What stands first: the "better", or the "greater" or the "lesser" where neither end is better.
    """

    ranked: tuple[T, ...]
    left_out: tuple[LeftOut[T], ...] = ()
    label: str = field(default="", kw_only=True)
    end: End = field(default="low", kw_only=True)
    row: QualifiedSpec | None = field(default=None, kw_only=True)
    first: First = field(default="better", kw_only=True)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Ranking[T]: ...
    def __getitem__(self, place: int | slice) -> T | Ranking[T]:
        if isinstance(place, slice):
            return evolve(self, ranked=self.ranked[place])
        return self.ranked[place]

    def __len__(self) -> int:
        return len(self.ranked)

    def __repr__(self) -> str:
        left = f", {len(self.left_out)} left out" if self.left_out else ""
        return f"<Ranking of {len(self)} by {self.label}{left}>"

    def to_table(self) -> Table:
        """Return the table: a row for each in order, and below who is left out and why."""
        sources, numbers = SourceList(), dict[Note, int]()
        rows = []
        for place, thing in enumerate(self.ranked, start=1):
            cell, claims = self._cell(thing, sources)
            if claims:
                note = Note((*cite_claims(claims), Span(".")))
                cell = evolve(cell, cites=(numbers.setdefault(note, len(numbers) + 1),))
            rows.append(Row(f"{place} {_name_of(thing)}", f"{place}. {_name_of(thing)}", "", (cell,)))
        return Table(
            title=self.label,
            subtitle=f"the {self.first} first, by the {self.end} end",
            columns=(Column("figure", "Figure"),),
            rows=tuple(rows),
            sources=tuple(numbers),
            footer=tuple((Span(line),) for line in self._reasons()),
            data={"sources": sources.data},
        )

    def _cell(self, thing: object, sources: SourceList) -> tuple[Cell, tuple[Claim, ...]]:
        if isinstance(thing, Vehicle) and self.row is not None:
            entry = entry_of(thing, self.row)
            return cell_of(entry, METRIC, sources), entry.supporting
        if isinstance(thing, Claim):
            return Cell(thing.value.show(grouped=True), data=thing.value.data()), (thing,)
        return Cell(str(thing)), ()

    def _reasons(self) -> Iterable[str]:
        listed: dict[str, list[str]] = {}
        for thing, reason in self.left_out:
            listed.setdefault(reason, []).append(_name_of(thing))
        for reason, names in listed.items():
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            yield f"Left out, {reason}: {', '.join(names[:_NAMED])}{more}."


def rank(
    things: Iterable[T],
    by: str | None = None,
    *,
    cycle: str | None = None,
    end: End = "low",
    **conditions: str,
) -> Ranking[T]:
    """Put cars, claims or figures in order by one end of a figure, the better first.

    Where figures have no sure order, as of a span, of a bound or of one rounded twice, `sorted` and
    ``<`` raise; here it is said which number counts. Better is what the spec says: more range, a lower
    consumption, in whatever unit it is printed; the greater where neither end is better.

    Parameters
    ----------
    things
        Generations and variants; or claims; or figures (Measures, spans, intervals, results, quantities of
        pint or astropy, also an array of them, and texts).
    by
        The key of the spec; for claims of one spec, and for figures, it may be left out.
    cycle
        The test cycle. It has to be named where figures of several are stated.
    end
        "low" or "high": the number that counts, as the spec's metric unit has it.
    **conditions
        Other conditions that set rows apart: ``market="Germany"``, ``soc="10-80 %"``.

    Returns
    -------
    Ranking
        A sequence of what has such a figure. The rest is in its ``left_out``, with the reason.

    Raises
    ------
    EvspecError
        If no condition is named where figures under several are stated, or an option has a value that it
        does not take.
    UnknownSpec
        If there is no such spec, or it has no such condition.
    WrongType
        If something is no car, claim or figure, or cars are given and no spec.

    Examples
    --------
    >>> import evspec as ev
    >>> two = ev.rank(["up to 320 kW", "250 kW", "more than 300 kW"])
    >>> list(two), [one.reason for one in two.left_out]
    (['more than 300 kW', '250 kW'], ['open at the low end'])
    >>> print(ev.rank(ev.catalog["bmw/ix1/u11"].variants, by="range", cycle="WLTP")[0].name)
    BMW iX1 eDrive20
    """
    check_option("end", end, ("low", "high"))
    if not is_several(things):
        raise WrongType(f"what is ranked is a list of cars, claims or figures, not {things!r}")
    given = tuple(things)
    if by is None and any(isinstance(one, Vehicle) for one in given):
        raise WrongType("cars are ranked by a spec; name it: rank(cars, by='range', cycle='WLTP')")
    if by is not None and all(issubclass(one, Vehicle) for one in set(map(type, given))):
        cars = cast("tuple[Vehicle, ...]", given)
        row = _row(spec(by), cycle, conditions, lambda: chain.from_iterable(map(rows_of, cars)))
        if row.spec.kind == "money":
            _check_kinds(entry_of(car, row).interval for car in cars)
        return _ordered(given, row, numbers_of(cars, row, end, _number_of), end)
    read = [_read(one) for one in given]
    return _ordered(given, *_numbers(read, by, cycle, end, conditions), end)


def _read(thing: object) -> object:
    """Return a text as the car or the figure that it names, a quantity as a figure, all else as it is."""
    if isinstance(thing, str):
        found = vehicle_or_figure(thing)
        return measure(found) if isinstance(found, str) else found
    return thing if isinstance(thing, Vehicle | Claim) else operand_given(thing) or thing


def _ordered(
    given: tuple[T, ...], by: QualifiedSpec | str, numbers: Sequence[float | str], end: End
) -> Ranking[T]:
    """Return things in the order of their numbers; what has a reason in place of one is left out."""
    left_out: tuple[LeftOut[T], ...] = ()
    if str in set(map(type, numbers)):
        pairs = list(zip(given, numbers, strict=True))
        left_out = tuple(LeftOut(thing, reason) for thing, reason in pairs if isinstance(reason, str))
        given = tuple(thing for thing, number in pairs if not isinstance(number, str))
        numbers = [number for number in numbers if not isinstance(number, str)]
    # figures are printed with few digits, so that many things have few numbers; equal ones stay in order
    alike: defaultdict[float, list[T]] = defaultdict(list)
    for number, thing in zip(cast("Sequence[float]", numbers), given, strict=True):
        alike[number].append(thing)
    is_least_first, is_better = _order_by(by)
    ranked = tuple(chain.from_iterable(map(alike.__getitem__, sorted(alike, reverse=not is_least_first))))
    first: First = "better" if is_better else "lesser" if is_least_first else "greater"
    if isinstance(by, str):
        return Ranking(ranked, left_out, label=by.capitalize(), end=end, first=first)
    return Ranking(ranked, left_out, label=by.label, end=end, row=by, first=first)


def _ends_of(kind: str) -> set[str]:
    """Return which end is better of the quantities of a kind: of amounts and prices, less."""
    if kind.startswith(("money ", "price ")):
        return {"lower"}
    return {str(one.better) for one in SPECS.values() if one.kind == kind} - {""}


def _order_by(by: QualifiedSpec | str) -> tuple[bool, bool]:
    """Return whether less comes first of a quantity, or of a kind of figures, and whether that is better."""
    if isinstance(by, str):
        ends = _ends_of(by)
        return ends == {"lower"}, len(ends) == 1
    better = by.spec.better
    return better == "lower" or (not better and by.spec.is_led_by_lowest), bool(better)


def _row(
    wanted: Spec,
    cycle: str | None,
    conditions: Mapping[str, str],
    stated: Callable[[], Iterable[QualifiedSpec]],
) -> QualifiedSpec:
    """Return the one quantity that is meant.

    Raises
    ------
    EvspecError
        If it is no figure, or figures under several conditions are stated and none is named.
    """
    if wanted.value_type is not None:
        raise EvspecError(f"{wanted.key} is a {wanted.kind} and no figure to rank by")
    named = dict(conditions) if cycle is None else {"cycle": cycle, **conditions}
    apart, beside = apart_and_beside(wanted, asked_conditions(wanted, named))
    if beside:
        raise EvspecError(f"{', '.join(beside)} sets no figures of {wanted.key} apart")
    needed = [name for name, mode in wanted.qualifiers.items() if mode == "required" and name not in apart]
    whole = qualified(wanted, wanted.splits(apart))
    if not needed:
        return whole
    found = Counter(
        row
        for row in stated()
        if row.spec is wanted
        and row.closed
        and not row.unstated
        and row.splits == wanted.splits({**apart, **{name: dict(row.splits)[name] for name in needed}})
    )
    if len(found) < 2:
        return next(iter(found), whole)
    listed = ", ".join(f"{row.label} ({count})" for row, count in found.most_common())
    (first, _), *_ = found.most_common(1)
    told = ", ".join(f"{name}={dict(first.splits)[name]!r}" for name in needed)
    raise EvspecError(f"{wanted.key} is stated as {listed}; name one, such as {told}")


def _number_of(car: Vehicle, row: QualifiedSpec, end: End) -> float | str:
    """Return the number that counts of a car, or why there is none."""
    value = value_of(car, row)
    if isinstance(value, Measure | Reach) and value.kind == row.spec.kind:
        shown = value.to(row.spec.metric)
        number = shown.low if end == "low" else shown.high
        return f"open at the {end} end" if number is None else number
    entry = entry_of(car, row)
    if entry.value is None:
        others = ", ".join(other.condition() or other.label for other in entry.elsewhere)
        return f"stated for {others} only" if others else "not stated"
    if isinstance(entry.value, Relation):
        return "told only by comparing"
    return "stated of an option only" if value is None else _end_of(entry.interval, end)


def _end_of(lies: Interval | str | None, end: End) -> float | str:
    """Return the number at an end, or why there is none."""
    if lies is None or isinstance(lies, str):
        return lies or "no figure"
    number = lies.low if end == "low" else lies.high
    return f"open at the {end} end" if number is None else number


def _check_kinds(intervals: Iterable[Interval | str | None]) -> None:
    """Raise an EvspecError if figures measure unlike things, such as amounts of two currencies."""
    kinds = Counter(lies.kind for lies in intervals if lies is not None and not isinstance(lies, str))
    if len(kinds) > 1:
        words = [f"{kind.removeprefix('money ')} ({count})" for kind, count in kinds.most_common()]
        raise EvspecError(f"figures of {' and '.join(words)} have no common order; rank those of one alone")


def _numbers(
    things: Sequence[object], by: str | None, cycle: str | None, end: End, conditions: Mapping[str, str]
) -> tuple[QualifiedSpec | str, list[float | str]]:
    """Return by what claims and figures are ranked, and the number of each or why it has none."""
    for one in things:
        if not isinstance(one, Vehicle | Claim | Operand):
            raise WrongType(f"{one!r} is no car, claim or figure, which are what is ranked")
    specs = {one.spec.key for one in things if isinstance(one, Claim)}
    if by is None and len(specs) > 1:
        raise EvspecError(f"claims on {' and '.join(sorted(specs))} have no common order; name one: by=…")
    if by is None and not specs:
        return _numbers_alone([one for one in things if isinstance(one, Operand)], cycle, end)
    wanted = spec(by if by is not None else specs.pop())
    row = _row(wanted, cycle, conditions, lambda: _rows_in(things, wanted))
    told = [entry_of(one, row).interval if isinstance(one, Vehicle) else _lies(one, row) for one in things]
    _check_kinds(told)
    return row, [
        _number_of(one, row, end) if isinstance(one, Vehicle) else _end_of(lies, end)
        for one, lies in zip(things, told, strict=True)
    ]


def _rows_in(things: Iterable[object], wanted: Spec) -> Iterator[QualifiedSpec]:
    """Yield the quantities of things; a figure knows of its conditions the cycle alone."""
    for one in things:
        if isinstance(one, Vehicle):
            yield from rows_of(one)
        elif isinstance(one, Claim):
            yield one.row
        elif isinstance(one, Operand) and (cycle := one.interval().cycle):
            yield qualified(wanted, wanted.splits({"cycle": cycle}))


def _lies(one: object, row: QualifiedSpec) -> Interval | str:
    """Return where a claim or a figure lies in the unit of a quantity, or why it is none of it."""
    if isinstance(one, Claim):
        if one.row != row:
            return f"stated as {one.row.label}"
        if isinstance(one.value, Relation):
            return "told only by comparing"
        one = one.value
    if not isinstance(one, Operand):
        return "no figure"
    lies, wanted = one.interval(), row.spec
    if wanted.kind not in {lies.kind, lies.kind.partition(" ")[0]}:
        return f"no {wanted.kind} but {lies.kind or 'a number'}"
    cycle = dict(row.splits).get("cycle", "") or None
    if cycle not in {lies.cycle, NOT_STATED}:
        return f"of {lies.cycle}" if lies.cycle else "of no cycle"
    return lies.to(wanted.metric) if wanted.metric else lies


def _numbers_alone(figures: Sequence[Operand], cycle: str | None, end: End) -> tuple[str, list[float | str]]:
    """Return what figures measure and the number of each, in one unit that counts as the kind does."""
    lies = [one.interval() for one in figures]
    _check_kinds(lies)
    kind = lies[0].kind if lies else ""
    cycles = Counter(one.cycle or "no cycle" for one in lies)
    wanted = None if cycle is None else QUALIFIERS["cycle"].read(cycle)
    if wanted is None and len(cycles) > 1:
        listed = " and ".join(f"{name} ({count})" for name, count in cycles.most_common())
        raise EvspecError(f"figures of {listed} have no common order; name one, such as cycle='WLTP'")
    unit = next((unit for unit in KINDS.get(kind, ()) if not unit.inverted), None)
    return kind, [
        f"of {one.cycle or 'no cycle'}"
        if wanted is not None and one.cycle != wanted
        else _end_of(one if unit is None else one.to(unit), end)
        for one in lies
    ]


def _name_of(thing: object) -> str:
    if isinstance(thing, Vehicle):
        return thing.label
    return thing.about if isinstance(thing, Claim) else str(thing)
