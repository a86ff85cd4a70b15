"""`normalize`: a table by a mapping, in the engine that it is in; each distinct text is read once."""

from __future__ import annotations

import warnings
from collections import defaultdict
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from evspec.crosswalks import mapping as find_mapping
from evspec.datasets.sheets import Number, Refusal
from evspec.errors import DataWarning, EvspecError
from evspec.frames.converting import converted
from evspec.frames.engines import check_columns, columns_of, narwhals, opened
from evspec.frames.lookups import OWN, Lookups
from evspec.frames.outcomes import ENDS, SAMPLES, Outcomes
from evspec.specs import UnitChoice
from evspec.units import conversion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike

    from evspec.crosswalks import FileMapping
    from evspec.datasets.said import LineReader
    from evspec.frames.lookups import Cells
    from evspec.specs import System

__all__ = ["normalize"]

_IDENTITY: Final = ("make", "model", "year", "variant")
#: How many texts that could not be read are told.
_TOLD: Final = 3


def normalize(
    frame: Any,
    mapping: str | PathLike[str] | Mapping[str, Any] | FileMapping,
    *,
    units: System | Mapping[str, str] = "metric",
    keep: Iterable[str] = (),
) -> Any:
    """Bring a frame of any engine into the columns of `Catalog.to_dataframe`, by a mapping.

    Parameters
    ----------
    frame
        A frame of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, PySpark or Ibis, or of narwhals.
    mapping
        What its columns say, as `evspec.read` takes it.
    units
        The system of units, "metric", "us" or "uk"; or a unit for each of some specs.
    keep
        Columns of the frame that are carried along as they are.

    Returns
    -------
    frame
        A frame of the same type, a line for each row that the mapping wants; what was lazy is lazy still,
        only the distinct texts of a column are asked for at once. It has make, model, year and variant as
        far as the mapping tells them, and a column for each row and unit (``range_wltp_km``): the number
        if it is a single one that is out. ``_low`` and ``_high`` are beside it where some are no single
        numbers; what a source says besides has a column of its own (``range_epa_wheels``), and so have
        words. Of two lines on one quantity the first that says something counts.

    Raises
    ------
    DataError
        If the mapping has a mistake.
    EvspecError
        If a column is not there, or holds more different texts than can be read one by one; if narwhals is
        not installed or the engine is too old.
    WrongType
        If it is no frame.

    Warns
    -----
    DataWarning
        Of texts that cannot be read, which are missing then, and of lines that a frame cannot tell, such as
        those over the lists of a record.

    Examples
    --------
    >>> import polars as pl
    >>> cars = pl.DataFrame({"Marke": ["Acme"], "Modell": ["Comet"], "Reichweite": ["480"]})
    >>> mine = {"make": "{Marke}", "model": "{Modell}", "said": {"range": "{Reichweite} km WLTP"}}
    >>> normalize(cars, mine).to_dicts()
    [{'make': 'Acme', 'model': 'Comet', 'range_wltp_km': 480.0}]
    """
    found, choice, kept = find_mapping(mapping), UnitChoice.of(units), list(keep)
    own, back = opened(frame)
    kinds = columns_of(own)
    outcomes = Outcomes(found, choice)
    # what goes over the lists of a record is no column of a frame
    objects_only = [name for name in outcomes.columns if "[]" in name or kinds.get(name) == "list"]
    check_columns([*(name for name in outcomes.columns if name not in objects_only), *kept], kinds)
    own = _wanted(own, kinds, outcomes)
    work = _Work(outcomes, Lookups(own, kinds))
    readers = [one for one in outcomes.plan.readers if not {*objects_only} & {*outcomes.sources(one)}]
    _warn_of_lines([one for one in outcomes.plan.readers if one not in readers])
    columns = work.identity() | work.figures(readers)
    twice = [name for name in kept if name in columns]
    if twice:
        raise EvspecError(f"frame: the column {twice[0]!r} that is kept would be called as one that is made")
    # own names first: engines of SQL take "Model" and "model" for one column
    names = {f"{OWN}{number}": name for number, name in enumerate(columns)}
    made = work.lookups.prepared(own).with_columns(
        *(one.alias(name) for name, one in zip(names, columns.values(), strict=True))
    )
    _warn_of_texts(outcomes)
    return back(made.select(*kept, *(narwhals().col(own).alias(name) for own, name in names.items())))


def _wanted(own: Any, kinds: Mapping[str, Any], outcomes: Outcomes) -> Any:
    """Return the rows that a mapping wants."""
    lookups = Lookups(own, kinds)
    found = []
    for place, passes, wanted in outcomes.plan.filters:
        name = outcomes.columns[place]
        told = lookups.cells((name,))
        fit = [cells for cells in told if passes(outcomes.row({name: cells[0]})[place]) is wanted]
        found.append(lookups.holds((name,), fit))
    conditions = [one for one in found if one is not None]
    return own.filter(reduce(and_, conditions)) if conditions else own


@define(eq=False)
class _Work:
    """Makes the expressions of the columns that come out."""

    outcomes: Outcomes
    lookups: Lookups
    #: Of each column of a figure the expressions of its lines: for the number and for both ends.
    _parts: dict[str, list[Any]] = field(factory=lambda: defaultdict(list), init=False)

    def identity(self) -> dict[str, Any]:
        """Return the columns that say which vehicle a row is about."""
        nw = narwhals()
        mapping, groups = self.outcomes.mapping, self.outcomes.mapping.groups
        asked = [hole for template in mapping.identity if template for hole in template.holes]
        names = tuple(dict.fromkeys(groups.get(name, name) for name in asked))
        told: dict[str, dict[Cells, Any]] = {what: {} for what in _IDENTITY}
        identity = self.outcomes.plan.identity
        for cells in self.lookups.cells(names):
            key = identity.key(self.outcomes.row(dict(zip(names, cells, strict=True))))
            who = identity.told(key)
            if isinstance(who, Refusal):
                continue
            for what, text in zip(_IDENTITY, who, strict=True):
                if text:
                    told[what][cells] = int(text) if what == "year" else text
        columns = {}
        for what, template in zip(_IDENTITY, mapping.identity, strict=True):
            if template is None or not told[what]:
                continue
            hole = template.holes[0] if template.is_plain else ""
            if hole in names and _is_itself(told[what], names.index(hole), self.lookups.cells(names)):
                columns[what] = nw.col(hole)
            else:
                columns[what] = self.lookups.found(names, told[what])
        return columns

    def figures(self, readers: Sequence[LineReader]) -> dict[str, Any]:
        """Return the columns of what lines say, in the order of the lines."""
        nw = narwhals()
        for reader in readers:
            if not self._by_arithmetic(reader):
                self._by_lookup(reader)
        ends = {name + end for name in self.outcomes.spans for end in ENDS}
        known = [name for name in self._parts if not name.endswith(ENDS) or name in ends]
        return {
            name: nw.coalesce(*self._parts[name]) if len(self._parts[name]) > 1 else self._parts[name][0]
            for name in known
        }

    def _by_lookup(self, reader: LineReader) -> None:
        names = self.outcomes.sources(reader)
        columns: dict[str, dict[Cells, Any]] = defaultdict(dict)
        for cells in self.lookups.cells(names):
            claims = self.outcomes.claims(reader, dict(zip(names, cells, strict=True)))
            for name, value in self.outcomes.facts(claims).items():
                columns[name][cells] = value
        for name, told in columns.items():
            self._parts[name].append(self.lookups.found(names, told))

    def _by_arithmetic(self, reader: LineReader) -> bool:
        """Convert a line that is a column of numbers and a unit; False if it is another one."""
        column = self._column_of_numbers(reader)
        if not column:
            return False
        names = tuple(name for name in self.outcomes.sources(reader) if name != column)
        steps: dict[tuple[Any, ...], list[Cells]] = defaultdict(list)
        beside: dict[str, dict[Cells, Any]] = defaultdict(dict)
        for cells in self.lookups.cells(names):
            given = dict(zip(names, cells, strict=True))
            if not self.outcomes.claims(reader, {**given, column: Number(SAMPLES[0])}):
                continue
            way = self.outcomes.of_numbers(reader, column, given)
            if way is None:
                return False
            start, end, claim, shown = way
            facts = self.outcomes.facts([claim])
            name = self.outcomes.name(claim.row.key, shown.unit)
            told = tuple(name + suffix for suffix in ("", *ENDS) if name + suffix in facts)
            steps[start, end, told].append(cells)
            for other in facts.keys() - {*told}:
                beside[other][cells] = facts[other]
        numbers = self._numbers(reader, column)
        for (start, end, told), rows in steps.items():
            condition = self.lookups.holds(names, rows) if names else None
            number = converted(numbers, conversion(start, end))
            number = number if condition is None else narwhals().when(condition).then(number)
            for name in told:
                self._parts[name].append(number)
        for name, words in beside.items():
            found = self.lookups.found(names, words)
            self._parts[name].append(narwhals().when(~numbers.is_null()).then(found))
        return True

    def _column_of_numbers(self, reader: LineReader) -> str:
        """Return the column of numbers of which a line says the unit, "" if it is another line."""
        line, holes = reader.line, reader.line.value.holes
        spec = line.spec
        if len(holes) != 1 or self.lookups.kinds.get(holes[0]) != "number":
            return ""
        if spec.value_type is not None or not spec.metric or spec.kind == "count":
            return ""
        others = [hole for _, template in (*line.qualifiers, *line.details) for hole in template.holes]
        others += [condition.column for condition in line.when]
        is_its_own = holes[0] not in others and spec.key not in self.outcomes.mapping.words
        return holes[0] if is_its_own else ""

    def _numbers(self, reader: LineReader, column: str) -> Any:
        """Return a column of numbers without those that say nothing or can be no such figure."""
        nw = narwhals()
        number = nw.col(column)
        missing = reader.line.missing
        words = self.outcomes.mapping.missing if missing is None else missing
        nothing = [value for word in words for value in _as_number(word)]
        is_figure = number < float("inf")
        if reader.line.spec.kind != "temperature":
            may_be_zero = reader.line.spec.may_be_zero and 0.0 not in nothing
            is_figure = is_figure & (number >= 0 if may_be_zero else number > 0)
            nothing = [value for value in nothing if value > 0]
        if nothing:
            is_figure = is_figure & ~number.is_in(nothing)
        return nw.when(is_figure).then(number)


def _as_number(word: str) -> list[float]:
    try:
        return [float(word)]
    except ValueError:
        return []


def _is_itself(told: Mapping[Cells, Any], at: int, every: Sequence[Cells]) -> bool:
    """Tell whether what is told is what stands in one of the columns, in every row."""
    return all(
        cells in told and type(told[cells]) is type(cells[at]) and told[cells] == cells[at] for cells in every
    )


def _warn_of_lines(readers: Sequence[LineReader]) -> None:
    if readers:
        told = ", ".join(dict.fromkeys(reader.line.spec.key for reader in readers))
        words = f"frame: left out, since they go over the lists of a record: {told}; evspec.read has them"
        warnings.warn(words, DataWarning, stacklevel=3)


def _warn_of_texts(outcomes: Outcomes) -> None:
    refused = outcomes.refused
    if refused:
        told = "; ".join(f"{key}: {message}" for key, message in list(refused)[:_TOLD])
        more = f"; and {len(refused) - _TOLD} more" if len(refused) > _TOLD else ""
        words = f"frame: what cannot be read is missing: {told}{more}"
        warnings.warn(words, DataWarning, stacklevel=3)
