"""Rows become vehicles: which row is about which, and what it says of it."""

from __future__ import annotations

from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from attrs import define, field

from evspec.datasets.identity import Car, slug_of
from evspec.datasets.ledger import Ledger
from evspec.datasets.plans import Plan
from evspec.datasets.sheets import Refusal
from evspec.errors import EvspecError, Problem, ProblemCode, did_you_mean
from evspec.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.crosswalks import FileMapping, Line
    from evspec.datasets.ledger import Trouble
    from evspec.datasets.shapes import Apart
    from evspec.datasets.sheets import Cell, Row, Sheet

__all__ = ["Gatherer"]

#: As many rows are read at a time: so many that little is done with one alone, so few that their cells are
#: still near the processor when the last line looks at them.
_PIECE: Final = 128


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
        Pairs that disagree: where, without a word, the vehicle, and how.
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
    doubted: list[tuple[Problem, Car, Apart]] = field(factory=list)
    dates: dict[tuple[Cell, ...], None] = field(factory=dict)
    unmapped: dict[str, None] = field(factory=dict)
    absent: dict[str, None] = field(factory=dict)
    ledger: Ledger = field(init=False)
    _sheet: Sheet | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self.ledger = Ledger(self.mapping)

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

    def _read(self, sheet: Sheet, plan: Plan, progress: Progress) -> None:
        for trouble, line in plan.troubles:
            self._refuse_value(line, 0, trouble)
        rows = iter(sheet.rows)
        while piece := list(islice(rows, _PIECE)):
            self.rows += len(piece)
            progress.tell(self.rows)
            self._read_piece(piece, plan)
        for trouble, line, number in plan.points.finish():
            self._refuse_value(line, number, trouble)

    def _read_piece(self, piece: Sequence[Row], plan: Plan) -> None:
        """Read some rows column by column, so that most of what is done with each is done in C."""
        refused = [(number, cells) for number, cells in piece if isinstance(cells, Refusal)]
        told = [(number, cells) for number, cells in piece if not isinstance(cells, Refusal)]
        wanted = plan.wanted(told)
        self.left_out += len(told) - len(wanted)
        numbers, rows = [*map(itemgetter(0), wanted)], [*map(itemgetter(1), wanted)]
        plan.cut(rows)
        found = self._cars_of(rows, plan)
        cars = [car for car in found if isinstance(car, Car)]
        if len(cars) < len(found):
            pairs = zip(numbers, found, strict=True)
            refused += [(number, car) for number, car in pairs if isinstance(car, Refusal)]
            known = [place for place, car in enumerate(found) if isinstance(car, Car)]
            numbers, rows = [numbers[place] for place in known], [rows[place] for place in known]
        for number, refusal in sorted(refused, key=itemgetter(0)):
            self._refuse(number, refusal)
        if plan.dates is not None:
            self.dates |= dict.fromkeys(map(plan.dates, rows))
        said, troubles = plan.said(rows)
        for place, line, trouble in troubles:
            self._tell(trouble, line, numbers[place], cars[place])
        for car, own in zip(cars, said, strict=True):
            if plan.has_lines or not car.rows:
                car.rows.append(own)
        for number, cells, car in zip(numbers, rows, cars, strict=True) if plan.points.readers else ():
            for trouble, line in plan.points.take(cells, number, car):
                self._refuse_value(line, number, trouble)

    def _cars_of(self, rows: Sequence[Sequence[Cell]], plan: Plan) -> list[Car | Refusal]:
        """Return the vehicles of rows, or why there are none."""
        keys, cars = [*map(plan.identity.key, rows)], plan.cars
        others = [key for key in dict.fromkeys(keys) if key not in cars]
        cars |= zip(others, map(self._car, plan.identity.told(others)), strict=True)
        return [*map(cars.__getitem__, keys)]

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

    def _car(self, told: tuple[str, str, str, str] | Refusal) -> Car | Refusal:
        """Return the vehicle that a row tells, or why there is none."""
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

    def _tell(self, trouble: Trouble, line: Line, number: int, car: Car) -> None:
        """Take a note of what is wrong in a row."""
        if isinstance(trouble, EvspecError):
            self._refuse_value(line, number, trouble)
        else:
            problem = self._problem(ProblemCode.IMPLAUSIBLE_TOGETHER, number, line.spec.key, "")
            self.doubted.append((problem, car, trouble))

    def _refuse_value(self, line: Line, number: int, error: EvspecError) -> None:
        key = (line.spec.key, error.message)
        problem, count = self.values.get(key, (None, 0))
        if problem is None:
            problem = self._problem(_code_of(error), number, line.spec.key, error.message)
        self.values[key] = (problem, count + 1)


def _code_of(error: EvspecError) -> ProblemCode:
    from evspec.errors import MissingCondition, UnitError

    if isinstance(error, MissingCondition):
        return ProblemCode.MISSING_CONDITION
    return ProblemCode.UNIT if isinstance(error, UnitError) else ProblemCode.BAD_VALUE
