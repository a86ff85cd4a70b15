"""Cars, claims or figures in the order of one of their figures, the better first, and what has none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, cast

from attrs import frozen

from evspec.catalogs.ranked import LeftOut, Ranking
from evspec.claims import Claim, QualifiedSpec
from evspec.claims.qualified import apart_and_beside, asked_conditions, qualified
from evspec.derivation.given import vehicle_or_figure
from evspec.errors import EvspecError, WrongType, check_option, is_several, quoted
from evspec.languages.locales import checked_locale
from evspec.languages.speech import Phrase, Term, speaking
from evspec.measures import Measure, Operand, measure, operand_given
from evspec.specs import NOT_STATED, QUALIFIERS, SPECS, spec
from evspec.units import KINDS
from evspec.values import Relation
from evspec.values import Span as Reach
from evspec.vehicles import Vehicle, entry_of, numbers_of, rows_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from evspec.catalogs.ranked import End, First
    from evspec.languages.speech import Speech
    from evspec.measures import Interval
    from evspec.specs import Spec

__all__ = ["rank"]

T = TypeVar("T")


def rank(
    things: Iterable[T],
    by: str | None = None,
    *,
    cycle: str | None = None,
    end: End = "low",
    locale: str | None = None,
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
    locale
        The locale of the table, such as "de"; English if left out.
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
    spoken = checked_locale(locale)
    if not is_several(things):
        raise WrongType(f"what is ranked is a list of cars, claims or figures, not {quoted(things)}")
    given = tuple(things)
    if by is None and any(isinstance(one, Vehicle) for one in given):
        raise WrongType("cars are ranked by a spec; name it: rank(cars, by='range', cycle='WLTP')")
    if by is not None and all(issubclass(one, Vehicle) for one in set(map(type, given))):
        cars = cast("tuple[Vehicle, ...]", given)
        row = _row(spec(by), cycle, conditions, lambda: chain.from_iterable(map(rows_of, cars)))
        if row.spec.kind == "money":
            _check_kinds(entry_of(car, row).interval for car in cars)
        return _ordered(given, row, numbers_of(cars, row, end, _number_of), end, spoken)
    read = [_read(one) for one in given]
    return _ordered(given, *_numbers(read, by, cycle, end, conditions), end, spoken)


def _read(thing: object) -> object:
    """Return a text as the car or the figure that it names, a quantity as a figure, all else as it is."""
    if isinstance(thing, str):
        found = vehicle_or_figure(thing)
        return measure(found) if isinstance(found, str) else found
    return thing if isinstance(thing, Vehicle | Claim) else operand_given(thing) or thing


def _ordered(
    given: tuple[T, ...], by: QualifiedSpec | str, numbers: Sequence[float | Phrase], end: End, locale: str
) -> Ranking[T]:
    """Return things in the order of their numbers; what has a reason in place of one is left out."""
    left_out: tuple[LeftOut[T], ...] = ()
    if Phrase in set(map(type, numbers)):
        pairs = list(zip(given, numbers, strict=True))
        left_out = tuple(LeftOut(thing, reason) for thing, reason in pairs if isinstance(reason, Phrase))
        given = tuple(thing for thing, number in pairs if not isinstance(number, Phrase))
        numbers = [number for number in numbers if not isinstance(number, Phrase)]
    # figures are printed with few digits, so that many things have few numbers; equal ones stay in order
    alike: defaultdict[float, list[T]] = defaultdict(list)
    for number, thing in zip(cast("Sequence[float]", numbers), given, strict=True):
        alike[number].append(thing)
    is_least_first, is_better = _order_by(by)
    ranked = tuple(chain.from_iterable(map(alike.__getitem__, sorted(alike, reverse=not is_least_first))))
    first: First = "better" if is_better else "lesser" if is_least_first else "greater"
    label, row = (by.capitalize(), None) if isinstance(by, str) else (by.label, by)
    return Ranking(ranked, left_out, label=label, end=end, row=row, first=first, locale=locale)


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


@frozen
class _Conditions:
    """Under which conditions something is stated instead, in words: "EPA, NEDC", "WLTP, city; NEDC"."""

    rows: tuple[QualifiedSpec, ...]

    def said(self, speech: Speech) -> str:
        """Return them in a language."""
        with speaking(speech.locale):
            names = [row.condition() or row.label for row in self.rows]
        # a condition of several words has commas itself
        several = any(len(row.spec.conditions(row.splits)) > 1 for row in self.rows)
        return ("; " if several else ", ").join(names)


def _open_at(end: End) -> Phrase:
    return Phrase("open at the low end") if end == "low" else Phrase("open at the high end")


def _number_of(car: Vehicle, row: QualifiedSpec, end: End) -> float | Phrase:
    """Return the number that counts of a car, or why there is none."""
    value = value_of(car, row)
    if isinstance(value, Measure | Reach) and value.kind == row.spec.kind:
        shown = value.to(row.spec.metric)
        number = shown.low if end == "low" else shown.high
        return _open_at(end) if number is None else number
    entry = entry_of(car, row)
    if entry.value is None:
        others = entry.elsewhere
        only = Phrase("stated for {conditions} only", conditions=_Conditions(others)) if others else None
        return only or Phrase("not stated")
    if isinstance(entry.value, Relation):
        return Phrase("told only by comparing")
    return Phrase("stated of an option only") if value is None else _end_of(entry.interval, end)


def _end_of(lies: Interval | Phrase | None, end: End) -> float | Phrase:
    """Return the number at an end, or why there is none."""
    if lies is None or isinstance(lies, Phrase):
        return lies or Phrase("no figure")
    number = lies.low if end == "low" else lies.high
    return _open_at(end) if number is None else number


def _check_kinds(intervals: Iterable[Interval | Phrase | None]) -> None:
    """Raise an EvspecError if figures measure unlike things, such as amounts of two currencies."""
    kinds = Counter(lies.kind for lies in intervals if lies is not None and not isinstance(lies, Phrase))
    if len(kinds) > 1:
        words = [f"{kind.removeprefix('money ')} ({count})" for kind, count in kinds.most_common()]
        raise EvspecError(f"figures of {' and '.join(words)} have no common order; rank those of one alone")


def _numbers(
    things: Sequence[object], by: str | None, cycle: str | None, end: End, conditions: Mapping[str, str]
) -> tuple[QualifiedSpec | str, list[float | Phrase]]:
    """Return by what claims and figures are ranked, and the number of each or why it has none."""
    for one in things:
        if not isinstance(one, Vehicle | Claim | Operand):
            raise WrongType(f"{quoted(one)} is no car, claim or figure, which are what is ranked")
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


@frozen
class _Label:
    """The label of a quantity: "Range, EPA"."""

    row: QualifiedSpec

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        with speaking(speech.locale):
            return self.row.label


def _lies(one: object, row: QualifiedSpec) -> Interval | Phrase:
    """Return where a claim or a figure lies in the unit of a quantity, or why it is none of it."""
    if isinstance(one, Claim):
        if one.row != row:
            return Phrase("stated as {label}", label=_Label(one.row))
        if isinstance(one.value, Relation):
            return Phrase("told only by comparing")
        one = one.value
    if not isinstance(one, Operand):
        return Phrase("no figure")
    lies, wanted = one.interval(), row.spec
    if wanted.kind not in {lies.kind, lies.kind.partition(" ")[0]}:
        found = Term(lies.kind) if lies.kind else Phrase("a number")
        return Phrase("no {kind} but {found}", kind=Term(wanted.kind), found=found)
    cycle = dict(row.splits).get("cycle", "") or None
    if cycle not in {lies.cycle, NOT_STATED}:
        return _of(lies.cycle)
    return lies.to(wanted.metric) if wanted.metric else lies


def _numbers_alone(
    figures: Sequence[Operand], cycle: str | None, end: End
) -> tuple[str, list[float | Phrase]]:
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
        _of(one.cycle)
        if wanted is not None and one.cycle != wanted
        else _end_of(one if unit is None else one.to(unit), end)
        for one in lies
    ]


def _of(cycle: str | None) -> Phrase:
    return Phrase("of {cycle}", cycle=Term(cycle)) if cycle else Phrase("of no cycle")
