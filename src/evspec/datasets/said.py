"""A line of a mapping at work: what cells say of a spec, each distinct text read once."""

from __future__ import annotations

from contextlib import suppress
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from evspec.claims import STATUSES, Qualifiers, Statement
from evspec.crosswalks import Words, fits
from evspec.datasets.agreement import are_one, share_apart, unlike_in_words
from evspec.datasets.sheets import MISSING, Number, without_marks, without_sign
from evspec.errors import EvspecError, ParseError, did_you_mean
from evspec.measures import Measure
from evspec.units import conversion, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from evspec.crosswalks import FileMapping, Line, Template
    from evspec.datasets.sheets import Cell
    from evspec.units import Conversion

__all__ = ["Details", "Ledger", "LineReader", "Said"]

#: Status, note, place, hedge, who is quoted, doubt and the words as printed, "" for what is not told.
Details: TypeAlias = "tuple[str, str, str, str, str, str, str]"
#: The number of the quantity, that of the line, what is said, and the number of the details.
Said: TypeAlias = "tuple[int, int, Statement, int]"

_PLAIN: Final[Details] = ("",) * 7
#: By which share the numbers of a pair differ that are read one by one, since it is dear to fail at both.
_FAR: Final = 0.01
_NO_WORDS: Final = Words(())


class Ledger:
    """What the lines of one mapping have in common: the numbers of quantities and details, and what fails.

    Attributes
    ----------
    details
        Every distinct set of details, by its number.
    refused
        Called with the line, the number of its row and the error, for each value that cannot be read.
    doubted
        Called with the line, the number of its row, words and the share of the difference, for each pair that
        disagrees.
    """

    def __init__(
        self,
        mapping: FileMapping,
        refused: Callable[[Line, int, EvspecError], None],
        doubted: Callable[[Line, int, str, float], None],
    ) -> None:
        self.mapping = mapping
        self.refused = refused
        self.doubted = doubted
        self.details: list[Details] = []
        self._numbers: dict[Details, int] = {}
        self._quantities: dict[tuple[object, ...], int] = {}
        self._statements: dict[tuple[object, ...], tuple[Statement, ...]] = {}

    def number_of(self, details: Details) -> int:
        """Return the number of a set of details."""
        number = self._numbers.setdefault(details, len(self.details))
        if number == len(self.details):
            self.details.append(details)
        return number

    def quantity(self, statement: Statement, note: str) -> int:
        """Return the number of a quantity: a spec under conditions, and what a note sets apart."""
        key = (statement.spec.key, statement.qualifiers.pairs, note)
        return self._quantities.setdefault(key, len(self._quantities))

    def statements(
        self, line: Line, text: str, beside: tuple[tuple[str, str], ...], decimal: str | None
    ) -> tuple[Statement, ...]:
        """Return what a text says; equal texts are read once, whichever line they come from.

        Raises
        ------
        EvspecError
            If it cannot be read.
        """
        spec = line.spec
        key = (spec.key, text, beside, decimal)
        found = self._statements.get(key)
        if found is None:
            read = spec.read_all(_written(spec.kind, text), dict(beside), decimal=decimal)
            found = tuple(Statement(spec, value, Qualifiers.of(stated)) for value, stated in read)
            self._statements[key] = found
        return found


def _written(kind: str, text: str) -> object:
    """Return a text as a data file has it: a list for a curve, a truth value for a flag."""
    if kind == "curve" and text.startswith("["):
        import json

        return json.loads(text)
    if kind == "flag" and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    return text


class LineReader:
    """Reads one line of a mapping, row by row.

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
    line
        The line.
    key
        Returns the cells of a row that the line depends on; None if it depends on none.
    known
        What was read so far, by those cells.
    """

    def __init__(self, number: int, line: Line, index: Mapping[str, int], ledger: Ledger) -> None:
        self._number = number
        self.line = line
        self._ledger = ledger
        holes = [hole for template in line.templates for hole in template.holes]
        columns = list(dict.fromkeys([*holes, *(condition.column for condition in line.when)]))
        self._places = {column: place for place, column in enumerate(columns)}
        self.key: Callable[[Sequence[Cell]], Any] | None = (
            itemgetter(*(index[column] for column in columns)) if columns else None
        )
        self._is_one = len(columns) == 1
        self.known: dict[Any, tuple[Said, ...]] = {}
        self._step: Conversion | None = None
        missing = line.missing if line.missing is not None else ledger.mapping.missing
        self._missing = missing
        self._words = {
            name: ledger.mapping.words.get(name, _NO_WORDS)
            for name in (line.spec.key, *(name for name, _ in line.qualifiers))
        }

    def read(self, key: Any, row: int) -> tuple[Said, ...]:
        """Return what the cells of a row say, nothing if they do not or cannot be read.

        Parameters
        ----------
        key
            The cells, as `key` returns them.
        row
            The row's number, for messages.
        """
        found, certain = [], True
        for cells in self.cells(key):
            more, sure = self._read_one(cells, row)
            found += more
            certain = certain and sure
        if certain:
            self.known[key] = tuple(found)
        return tuple(found)

    def cells(self, key: Any) -> Iterator[tuple[str, ...]]:
        """Yield the cells of a key, once for each place of lists among them."""
        cells: tuple[Cell, ...] = () if self.key is None else (key,) if self._is_one else key
        several = max((len(cell) for cell in cells if isinstance(cell, tuple)), default=None)
        for place in range(1 if several is None else several):
            yield tuple(_at(cell, place) for cell in cells)

    def _read_one(self, cells: tuple[str, ...], row: int) -> tuple[list[Said], bool]:
        """Return what cells say, and whether it is the same for every row that has them."""
        given = self.given(cells)
        return ([], True) if given is None else self.read_given(given, row, self._mark(cells))

    def given(self, cells: Sequence[str]) -> tuple[str, ...] | None:
        """Return cells without what stands for nothing, None if the line says nothing of such a row."""
        stripped = tuple(map(without_marks, cells))
        if self.line.spec.kind == "money":
            words = self.line.value.words
            stripped = tuple(without_sign(cell, words) for cell in stripped)
        for condition in self.line.when:
            if not fits(stripped[self._places[condition.column]], condition.patterns):
                return None
        return tuple(MISSING if cell in self._missing else cell for cell in stripped)

    def read_given(
        self, given: Sequence[str], row: int, decimal: str | None, text: str = ""
    ) -> tuple[list[Said], bool]:
        """Return what cells say, or a text in place of theirs, and whether every row says the same."""
        line, ledger = self.line, self._ledger
        try:
            text = text or self._mean(line.spec.key, self.filled(line.value, given))
            if not text:
                return [], True
            told = ((name, self._mean(name, self.filled(t, given))) for name, t in line.qualifiers)
            beside = tuple((name, value) for name, value in told if value)
            details = self._details(given)
            two = self._two_figures(given, beside, decimal) if self._is_doubtful(given) else None
            if two is None or are_one(two[0].value, two[1].value):
                two = None
                try:
                    statements = ledger.statements(line, text, beside, decimal)
                except ParseError:
                    two = self._two_figures(given, beside, decimal)
                    if two is None:
                        raise
            if two is not None:
                first, second = two
                words = unlike_in_words(first.value, second.value)
                ledger.doubted(line, row, words, share_apart(first.value, second.value))
                doubted = ledger.number_of((*details[:5], words, text))
                return [(ledger.quantity(first, details[1]), self._number, first, doubted)], False
        except EvspecError as error:
            ledger.refused(line, row, error)
            return [], False
        number = ledger.number_of(details)
        return [(ledger.quantity(one, details[1]), self._number, one, number) for one in statements], True

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
        names = ("note", "where", "hedge", "via")
        return (status, *(told.get(name, "") for name in names), "", "")  # type: ignore[return-value]

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
        template = self.line.value
        cells = [given[self._places[hole]] for hole in template.holes]
        if len(cells) != 2 or not all(cells):
            return None
        halves = [template.fill([cells[0], MISSING]), template.fill([MISSING, cells[1]])]
        try:
            first, second = (
                self._ledger.statements(self.line, half, beside, decimal) for half in halves if half
            )
        except (EvspecError, ValueError):
            return None
        one, other = first[0].value, second[0].value
        if not isinstance(one, Measure) or not isinstance(other, Measure) or one.unit == other.unit:
            return None
        with suppress(EvspecError):
            self._step = conversion(unit(one.unit), unit(other.unit))
        return first[0], second[0]


def _at(cell: Cell, place: int) -> str:
    if isinstance(cell, str):
        return cell
    return cell[place] if place < len(cell) else MISSING
