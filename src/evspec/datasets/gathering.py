"""Rows become vehicles: which row is about which, and what it says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from evspec.crosswalks import LONGEST, Condition, FileMapping, Line, Template, fits
from evspec.datasets.identity import Car, Identity, slug_of
from evspec.datasets.points import Points, is_point
from evspec.datasets.said import Ledger, LineReader
from evspec.datasets.sheets import MISSING, Refusal
from evspec.errors import EvspecError, Problem, ProblemCode, did_you_mean
from evspec.progress import Progress

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping, Sequence

    from evspec.datasets.sheets import Cell, Sheet

__all__ = ["Gatherer", "Plan"]

#: As many rows are read between two looks at the clock.
_PIECE: Final = 4096


@define(eq=False)
class Gatherer:
    """Reads sheets by one mapping.

    Attributes
    ----------
    mapping
        The mapping.
    cars
        The vehicles by slugs of make and model, year and slug of the variant.
    rows, left_out
        How many rows there were, and how many `only` and `leave` left out.
    refused
        Why rows were not read.
    values
        The values that could not be read, each with how many rows have it.
    doubted
        Pairs that disagree: where and how, the vehicle, and by which share.
    dates
        The cells of the columns from which the source's date is read.
    unmapped, absent
        Columns that nothing asks for, and those that no record has.
    """

    mapping: FileMapping
    cars: dict[tuple[str, str, str, str], Car] = field(factory=dict)
    rows: int = 0
    left_out: int = 0
    refused: list[Problem] = field(factory=list)
    values: dict[tuple[str, str], tuple[Problem, int]] = field(factory=dict)
    doubted: list[tuple[Problem, Car, float]] = field(factory=list)
    dates: dict[tuple[str, ...], None] = field(factory=dict)
    unmapped: dict[str, None] = field(factory=dict)
    absent: dict[str, None] = field(factory=dict)
    ledger: Ledger = field(init=False)
    _sheet: Sheet | None = field(default=None, init=False)
    _pairs: list[tuple[Line, int, str, float]] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self.ledger = Ledger(self.mapping, self._refuse_value, self._doubt)

    def read(self, sheet: Sheet) -> None:
        """Read all rows of one sheet.

        Raises
        ------
        DataError
            If the mapping names a column that the sheet does not have.
        """
        self._sheet = sheet
        self._check_columns(sheet)
        progress = Progress(sheet.name)
        try:
            self._read(sheet, Plan(self.mapping, sheet.columns, self.ledger), progress)
        finally:
            progress.end()
        known = frozenset(self.mapping.columns()) | self.mapping.ignore
        self.unmapped |= dict.fromkeys(sheet.unmapped(known))
        self.absent |= dict.fromkeys(sheet.absent())

    def _read(self, sheet: Sheet, plan: Plan, progress: Progress) -> None:  # noqa: C901 - one loop is fastest
        filtered, cuts, dates, points = bool(plan.filters), plan.cuts, plan.dates, plan.points
        identify, constant, lines = plan.identity.key, plan.constant, plan.lines
        cars: dict[Any, Car | Refusal] = {}
        for number, cells in sheet.rows:
            self.rows += 1
            if not self.rows % _PIECE:
                progress.tell(self.rows)
            if isinstance(cells, Refusal):
                self._refuse(number, cells)
                continue
            if filtered and plan.leaves_out(cells):
                self.left_out += 1
                continue
            for cut in cuts:
                whole = cells[cut.place]
                cells.extend(cut.known.get(whole) or cut.cut(whole))
            who = identify(cells)
            car = cars.get(who)
            if car is None:
                car = cars[who] = self._car(plan.identity, who)
            if isinstance(car, Refusal):
                self._refuse(number, car)
                continue
            if dates is not None:
                self.dates[dates(cells)] = None
            said = constant[:]
            for key_of, known, read in lines:
                key = key_of(cells)
                found = known(key)
                said += read(key, number) if found is None else found
            if points.readers:
                points.take(cells, number, car)
            if lines or not points.readers or not car.rows:
                car.rows.append(said)
            if self._pairs:
                self._name_pairs(car)
        points.finish()

    def _check_columns(self, sheet: Sheet) -> None:
        from evspec.errors import DataError

        problems = []
        origin = self.mapping.origin
        known = [*sheet.columns, *sheet.unmapped(frozenset())]
        for column, path in self.mapping.columns().items():
            if column not in sheet.columns:
                words = f"no column {column!r} in {sheet.name}{did_you_mean(column, known)}"
                problems.append(origin.problem(ProblemCode.UNKNOWN_KEY, path, words))
        if problems:
            raise DataError(problems)

    def _car(self, identity: Identity, key: Any) -> Car | Refusal:
        """Return the vehicle of a row, or why there is none."""
        told = identity.told(key)
        if isinstance(told, Refusal):
            return told
        make, model, year, name = told
        slugs = (slug_of(make), slug_of(model), year, slug_of(name))
        return self.cars.setdefault(slugs, Car(make, model, year, name))

    @property
    def _noun(self) -> str:
        return self._sheet.noun if self._sheet is not None else "line"

    def _problem(self, code: ProblemCode, number: int, path: str, message: str) -> Problem:
        """Return a mistake in a row; what is not in lines is told by the number of the record."""
        assert self._sheet is not None, "a row has a sheet"  # noqa: S101
        if self._noun == "line":
            return Problem(self._sheet.name, number, path, message, code)
        where = f"{self._noun} {number}"
        return Problem(self._sheet.name, 0, f"{where}: {path}" if path else where, message, code)

    def _refuse(self, number: int, refusal: Refusal) -> None:
        self.refused.append(self._problem(refusal.code, number, "", refusal.message))

    def _refuse_value(self, line: Line, number: int, error: EvspecError) -> None:
        code = _code_of(error)
        problem = self._problem(code, number, line.spec.key, error.message)
        key = (line.spec.key, error.message)
        first, count = self.values.get(key, (problem, 0))
        self.values[key] = (first, count + 1)

    def _doubt(self, line: Line, number: int, words: str, apart: float) -> None:
        self._pairs.append((line, number, words, apart))

    def _name_pairs(self, car: Car) -> None:
        for line, number, words, apart in self._pairs:
            code = ProblemCode.IMPLAUSIBLE_TOGETHER
            self.doubted.append((self._problem(code, number, line.spec.key, words), car, apart))
        self._pairs.clear()


def _code_of(error: EvspecError) -> ProblemCode:
    from evspec.errors import MissingCondition, UnitError

    if isinstance(error, MissingCondition):
        return ProblemCode.MISSING_CONDITION
    return ProblemCode.UNIT if isinstance(error, UnitError) else ProblemCode.BAD_VALUE


class Plan:
    """What is done with each row of a sheet, put together before the first."""

    def __init__(self, mapping: FileMapping, columns: Sequence[str], ledger: Ledger) -> None:
        self.cuts = [_Cuts(columns.index(column), patterns) for column, patterns in mapping.parts]
        index = {column: place for place, column in enumerate(columns)}
        for n, name in enumerate(name for cut in self.cuts for name in cut.names):
            index[name] = len(columns) + n
        self.filters = [(index[c.column], _Filter(c), True) for c in mapping.only]
        self.filters += [(index[c.column], _Filter(c), False) for c in mapping.leave]
        self.identity = Identity(mapping, index)
        every = [LineReader(n, line, index, ledger) for n, line in enumerate(mapping.lines)]
        readers = [reader for reader in every if not is_point(reader)]
        self.points = Points([reader for reader in every if is_point(reader)], ledger)
        self.constant = [said for reader in readers if reader.key is None for said in reader.read((), 0)]
        self.lines = [(r.key, r.known.get, r.read) for r in readers if r.key is not None]
        self.readers = readers
        self.dates = _date_key(mapping, index)

    def leaves_out(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row is one that the mapping does not want."""
        return not all(passes(cells[at]) is wanted for at, passes, wanted in self.filters)


def _date_key(
    mapping: FileMapping, index: Mapping[str, int]
) -> Callable[[Sequence[Cell]], tuple[str, ...]] | None:
    """Return what picks the cells from which the source's date is read, None if it is not."""
    holes = list(dict.fromkeys(hole for text in mapping.dates for hole in Template(text).holes))
    if not holes:
        return None
    places = [index[hole] for hole in holes]
    return lambda row: tuple(str(row[place]) for place in places)


class _Filter:
    """Tells whether a cell meets a condition; each distinct one is looked at once."""

    def __init__(self, condition: Condition) -> None:
        self._patterns = condition.patterns
        self._known: dict[Cell, bool] = {}

    def __call__(self, cell: Cell) -> bool:
        found = self._known.get(cell)
        if found is None:
            texts = (cell,) if isinstance(cell, str) else cell
            found = self._known[cell] = any(fits(text.strip(), self._patterns) for text in texts)
        return found


class _Cuts:
    """What patterns cut out of one column."""

    def __init__(self, place: int, patterns: Sequence[re.Pattern[str]]) -> None:
        self.place = place
        self.names = tuple(dict.fromkeys(name for pattern in patterns for name in pattern.groupindex))
        self.known: dict[Cell, tuple[str, ...]] = {}
        self._patterns = patterns

    def cut(self, cell: Cell) -> tuple[str, ...]:
        """Return the groups of a cell, "" for those that are not in it."""
        text = cell.strip() if isinstance(cell, str) else " ".join(cell)
        found: dict[str, str] = {}
        for pattern in self._patterns if len(text) <= LONGEST else ():
            match = pattern.search(text)
            for name, group in match.groupdict().items() if match else ():
                if group and name not in found:
                    found[name] = group.strip()
        cut = self.known[cell] = tuple(found.get(name, MISSING) for name in self.names)
        return cut
