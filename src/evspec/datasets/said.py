"""A line of a mapping at work: what cells say of a spec, each distinct text read once."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from evspec.claims import STATUSES, Statement
from evspec.crosswalks import Words, fits
from evspec.datasets.agreement import are_one
from evspec.datasets.ledger import Doubted
from evspec.datasets.shapes import PLAIN, Apart, Later, Pair, Shape, halves_of, numbers_of, printings_of
from evspec.datasets.sheets import MISSING, Number, without_marks, without_sign, without_unit
from evspec.errors import EvspecError, ParseError, did_you_mean
from evspec.measures import Measure
from evspec.units import conversion, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from evspec.crosswalks import Line, Template
    from evspec.datasets.ledger import Details, Ledger, Said, Trouble
    from evspec.datasets.sheets import Cell
    from evspec.units import Conversion

__all__ = ["LineReader"]

_PLAIN: Final[Details] = ("",) * 5
#: By which share the numbers of a pair differ that are read one by one, since it is dear to fail at both.
_FAR: Final = 0.01
_NO_WORDS: Final = Words(())


class LineReader:
    """Reads one line of a mapping, each distinct set of cells once.

    Parameters
    ----------
    number
        The line's number.
    line
        The line.
    index
        The places of the columns, those cut out by patterns included.
    ledger
        What all lines share.

    Attributes
    ----------
    number, line
        The line.
    key
        Returns the cells of a row that the line depends on; None if it depends on none.
    known
        What was read so far, by those cells.
    troubles
        What is wrong with it, where something is.
    """

    def __init__(self, number: int, line: Line, index: Mapping[str, int], ledger: Ledger) -> None:
        self.number = number
        self.line = line
        self._ledger = ledger
        holes = [hole for template in line.templates for hole in template.holes]
        columns = list(dict.fromkeys([*holes, *(condition.column for condition in line.when)]))
        self._places = {column: place for place, column in enumerate(columns)}
        self.key: Callable[[Sequence[Cell]], Any] | None = (
            itemgetter(*(index[column] for column in columns)) if columns else None
        )
        self._at = [index[column] for column in columns]
        self._is_one = len(columns) == 1
        self.known: dict[Any, tuple[Said, ...]] = {}
        self.troubles: dict[Any, tuple[Trouble, ...]] = {}
        self._step: Conversion | None = None
        self._missing = line.missing if line.missing is not None else ledger.mapping.missing
        self._words = {
            name: ledger.mapping.words.get(name, _NO_WORDS)
            for name in (line.spec.key, *(name for name, _ in line.qualifiers))
        }
        words = line.value.words
        self._bare = (
            (lambda cell: without_sign(without_marks(cell), words))
            if line.spec.kind == "money"
            else without_marks
        )
        self._numbers = numbers_of(line, self._places) if line.spec.key not in ledger.mapping.words else ()
        others = [place for place in range(len(columns)) if place not in self._numbers]
        self._others: Callable[[Sequence[str]], Any] = itemgetter(*others) if others else lambda _cells: ()
        self._shapes: dict[tuple[object, ...], Shape] = {}

    def read(self, key: Any) -> tuple[Said, ...]:
        """Return what the cells of a row say, nothing if they do not or cannot be read.

        Parameters
        ----------
        key
            The cells, as `key` returns them.
        """
        found: list[Said] = []
        troubles: list[Trouble] = []
        for cells in self.cells(key):
            given = self.given(cells)
            if given is not None:
                said, trouble = self._read_given(given, self._mark(cells))
                found += said
                troubles += () if trouble is None else (trouble,)
        if troubles:
            self.troubles[key] = tuple(troubles)
        self.known[key] = tuple(found)
        return self.known[key]

    def column(self, columns: Sequence[Sequence[Cell]]) -> list[tuple[Said, ...]]:
        """Return what the line says of each of some rows, which are given column by column."""
        found = [*map(self.known.get, self._keys(columns))]
        if None in found:
            keys = [*self._keys(columns)]
            for key in dict.fromkeys(key for key, said in zip(keys, found, strict=True) if said is None):
                self.read(key)
            return [*map(self.known.__getitem__, keys)]
        return found  # type: ignore[return-value]  # none is missing

    def troubles_of(self, columns: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, Trouble]]:
        """Yield the places of rows, and what is wrong with what the line says of them."""
        for place, key in enumerate(self._keys(columns)) if self.troubles else ():
            for trouble in self.troubles.get(key, ()):
                yield place, trouble

    def _keys(self, columns: Sequence[Sequence[Cell]]) -> Iterable[Any]:
        """Return what `key` returns of each row."""
        own = [columns[place] for place in self._at]
        return own[0] if self._is_one else zip(*own, strict=True)

    def cells(self, key: Any) -> Sequence[tuple[str, ...]]:
        """Return the cells of a key, once for each place of lists among them."""
        cells: tuple[Cell, ...] = () if self.key is None else (key,) if self._is_one else key
        if tuple not in map(type, cells):
            return (cells,)  # type: ignore[return-value]  # none of them is a list
        several = max(len(cell) for cell in cells if isinstance(cell, tuple))
        return [tuple(_at(cell, place) for cell in cells) for place in range(several)]

    def given(self, cells: Sequence[str]) -> tuple[str, ...] | None:
        """Return cells without what stands for nothing, None if the line says nothing of such a row."""
        for condition in self.line.when:
            if not fits(without_marks(cells[self._places[condition.column]]), condition.patterns):
                return None
        bare, missing = self._bare, self._missing
        return tuple([MISSING if (cell := bare(whole)) in missing else cell for whole in cells])

    def _read_given(self, given: Sequence[str], decimal: str | None) -> tuple[Sequence[Said], Trouble | None]:
        """Return what cells say, of plain numbers as what is made later."""
        numbers = [given[place] for place in self._numbers]
        is_plain, told = PLAIN[decimal], [number for number in numbers if number]
        if not told or None in map(is_plain, told):
            return self.read_given(given, decimal)
        alike = (decimal, *map(bool, numbers), self._others(given))
        shape = self._shapes.get(alike)
        relation = "" if shape is None else shape.relation(numbers)
        if shape is not None and relation == "one":
            return ((shape.quantity, self.number, Later(shape, numbers), shape.details),), None
        if shape is not None and relation == "two":
            first, second = numbers
            apart, details = shape.apart(first, second), self._details(given)
            doubted = self._ledger.number_of(Doubted(details, apart, self.filled(self.line.value, given)))
            return ((shape.quantity, self.number, Later(shape, (first, "")), doubted),), apart
        said, trouble = self.read_given(given, decimal)
        if shape is None and trouble is None and len(said) == 1:
            shape = self._shape(given, decimal, said[0], told)
            self._shapes |= {alike: shape} if shape is not None else {}
        return said, trouble

    def _shape(
        self, given: Sequence[str], decimal: str | None, said: Said, told: Sequence[str]
    ) -> Shape | None:
        """Return what some cells say with other numbers in them, None if the numbers decide."""
        quantity, _, statement, details = said
        line, beside = self.line, self._beside(given)
        printed = printings_of(statement.value, told) if isinstance(statement, Statement) else ()
        if not printed or not self._ledger.has_mold(line, self.filled(line.value, given), beside, decimal):
            return None
        read = partial(self._ledger.statements, line, beside=beside, decimal=decimal)
        pair = None
        if len(printed) > 1:
            # each of two that are not one figure stands for itself
            two = self._two_figures(given, beside, decimal)
            if two is None or self._ledger.quantity(two[0], self._details(given)[1]) != quantity:
                return None
            pair = Pair.of(printed)
        return Shape(quantity, details, line.value, read, pair)

    def read_given(
        self, given: Sequence[str], decimal: str | None, text: str = ""
    ) -> tuple[list[Said], Trouble | None]:
        """Return what cells say, or a text in place of theirs, and what is wrong with it."""
        line, ledger = self.line, self._ledger
        try:
            text = text or self._mean(line.spec.key, self.filled(line.value, given))
            if not text:
                return [], None
            beside = self._beside(given)
            details = self._details(given)
            two = self._two_figures(given, beside, decimal) if self._is_doubtful(given) else None
            if two is None or are_one(two[0].value, two[1].value):
                two = None
                try:
                    statements = ledger.statements(line, text, beside, decimal)
                except ParseError:
                    bare = [without_unit(cell, line.value.words) for cell in given]
                    if len(line.value.holes) == 1 and bare != [*given]:
                        return self.read_given(bare, decimal)
                    two = self._two_figures(given, beside, decimal)
                    if two is None:
                        raise
            if two is not None:
                first, second = two
                apart = Apart(lambda: (first.value, second.value))
                doubted = ledger.number_of(Doubted(details, apart, text))
                return [(ledger.quantity(first, details[1]), self.number, first, doubted)], apart
        except EvspecError as error:
            return [], error
        number = ledger.number_of(details)
        return [(ledger.quantity(one, details[1]), self.number, one, number) for one in statements], None

    def _beside(self, given: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return the qualifiers that stand beside the text."""
        told = [(name, self._mean(name, self.filled(text, given))) for name, text in self.line.qualifiers]
        return tuple([(name, value) for name, value in told if value])

    def _mark(self, cells: Sequence[str]) -> str | None:
        """Return the decimal mark of a row's figures: that of the mapping, or a point if they are numbers."""
        if self._ledger.mapping.decimal is not None:
            return self._ledger.mapping.decimal
        own = (cells[self._places[hole]] for hole in self.line.value.holes)
        return "." if all(isinstance(cell, Number) or not cell for cell in own) else None

    def filled(self, template: Template, given: Sequence[str]) -> str:
        """Return a text of the line with the cells of its holes."""
        if not template.holes:
            return template.text
        return template.fill([given[self._places[hole]] for hole in template.holes])

    def _mean(self, name: str, text: str) -> str:
        return self._words[name].mean(text) if text else text

    def _details(self, given: Sequence[str]) -> Details:
        if not self.line.details:
            return _PLAIN
        told = {name: self.filled(template, given) for name, template in self.line.details}
        status = told.get("status", "")
        if status and status not in STATUSES:
            near = did_you_mean(status, STATUSES)
            raise ParseError(f"status {status!r} is not one of {', '.join(STATUSES)}{near}", status)
        note, where, hedge, via = (told.get(name, "") for name in ("note", "where", "hedge", "via"))
        return status, note, where, hedge, via

    def _is_doubtful(self, given: Sequence[str]) -> bool:
        """Tell whether a pair looks like one that disagrees, by the units of one that did."""
        if self._step is None:
            return False
        try:
            one, other = (
                float(given[self._places[hole]].replace(",", ".")) for hole in self.line.value.holes
            )
            return abs(self._step.apply(one) / other - 1) > _FAR
        except (ValueError, ZeroDivisionError):
            return False

    def _two_figures(
        self, given: Sequence[str], beside: tuple[tuple[str, str], ...], decimal: str | None
    ) -> tuple[Statement, Statement] | None:
        """Return the two figures of a pair of which each can be read by itself, None if there are none."""
        cells = [given[self._places[hole]] for hole in self.line.value.holes]
        halves = halves_of(self.line.value, cells)
        if not halves:
            return None
        try:
            first, second = (
                self._ledger.statements(self.line, half, beside, decimal) for half in halves if half
            )
        except (EvspecError, ValueError):
            return None
        one, other = first[0].value, second[0].value
        if len(cells) == 1 and first[0].qualifiers != second[0].qualifiers:
            return None
        if not isinstance(one, Measure) or not isinstance(other, Measure) or one.unit == other.unit:
            return None
        with suppress(EvspecError):
            self._step = conversion(unit(one.unit), unit(other.unit))
        return first[0], second[0]


def _at(cell: Cell, place: int) -> str:
    if isinstance(cell, str):
        return cell
    return cell[place] if place < len(cell) else MISSING
