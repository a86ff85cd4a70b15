"""The lines of a mapping as columns: numbers by arithmetic, all else by look-ups, settled as objects are."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from evspec.datasets.sheets import Number, text_of
from evspec.frames.converting import converted, numbers_of
from evspec.frames.engines import narwhals
from evspec.frames.outcomes import ENDS, SAMPLES
from evspec.frames.printings import Printing, unlike
from evspec.units import conversion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evspec.claims import QualifiedSpec
    from evspec.datasets.said import LineReader
    from evspec.frames.lookups import Cells, Lookups
    from evspec.frames.outcomes import Outcomes
    from evspec.units import Conversion

__all__ = ["Figures"]


@frozen(eq=False)
class _Way:
    """One way in which a line that is a column of numbers says something.

    Attributes
    ----------
    quantity
        Row, qualifiers and note: two ways of one quantity are one figure printed twice.
    names, rows
        The other columns on which it depends, and the values of these with which it holds.
    numbers
        The expression of the numbers as they are printed, missing where they say nothing.
    step
        What is done to them.
    bound
        What the line says of all of them, such as "at most".
    told
        The columns that they fill.
    beside
        What stands beside them, by column and values.
    """

    quantity: tuple[object, ...]
    names: tuple[str, ...]
    rows: list[Cells]
    numbers: Any
    step: Conversion
    bound: str
    told: tuple[str, ...]
    beside: dict[str, dict[Cells, Any]]


@define(eq=False)
class Figures:
    """Makes the expressions of the columns of figures and words.

    Attributes
    ----------
    outcomes
        What lines say.
    lookups
        What stands in the frame.
    """

    outcomes: Outcomes
    lookups: Lookups
    #: Of each column the expressions of its lines: for the number and for both ends.
    _parts: dict[str, list[Any]] = field(factory=lambda: defaultdict(list), init=False)

    def columns(self, readers: Sequence[LineReader]) -> dict[str, Any]:
        """Return the columns of what lines say, in the order of the lines."""
        nw = narwhals()
        for lines in self._together(readers):
            ways = self._all_ways(lines)
            if ways is None:
                self._by_lookup(lines)
            else:
                self._by_arithmetic(ways)
        ends = {name + end for name in self.outcomes.spans for end in ENDS}
        known = [name for name in self._parts if not name.endswith(ENDS) or name in ends]
        return {
            name: nw.coalesce(*self._parts[name]) if len(self._parts[name]) > 1 else self._parts[name][0]
            for name in known
        }

    def _together(self, readers: Sequence[LineReader]) -> list[list[LineReader]]:
        """Return the lines in groups: those that may say something of one row of a vehicle go together."""
        groups: list[list[LineReader]] = []
        reaches: dict[int, tuple[tuple[str, ...], Mapping[QualifiedSpec, set[Cells]]]] = {}
        specs = [reader.line.spec for reader in readers]
        for reader in readers:
            alike = [group for group in groups if group[0].line.spec is reader.line.spec]
            if specs.count(reader.line.spec) > 1:
                own = reaches[id(reader)] = self._reach(reader)
                alike = [group for group in alike if any(_may_meet(own, reaches[id(one)]) for one in group)]
            if alike:
                alike[0] += [*(one for group in alike[1:] for one in group), reader]
                groups = [group for group in groups if group not in alike[1:]]
            else:
                groups.append([reader])
        return groups

    def _reach(self, reader: LineReader) -> tuple[tuple[str, ...], Mapping[QualifiedSpec, set[Cells]]]:
        """Return columns, and for each row of which a line says something the values with which it does."""
        column = self._column_of_numbers(reader)
        names = self._names_beside(reader, column)
        sample = {column: Number(SAMPLES[0])} if column else {}
        rows: dict[QualifiedSpec, set[Cells]] = defaultdict(set)
        for cells in self.lookups.cells(names):
            for claim in self.outcomes.claims([reader], {**dict(zip(names, cells, strict=True)), **sample}):
                rows[claim.row].add(cells)
        return names, rows

    def _names_beside(self, reader: LineReader, column: str) -> tuple[str, ...]:
        return tuple(name for name in self.outcomes.sources([reader]) if name != column)

    def _by_lookup(self, readers: Sequence[LineReader]) -> None:
        names = self.outcomes.sources(readers)
        columns: dict[str, dict[Cells, Any]] = defaultdict(dict)
        for cells in self.lookups.cells(names):
            selections = self.outcomes.selections(readers, dict(zip(names, cells, strict=True)))
            for name, value in self.outcomes.facts(selections).items():
                columns[name][cells] = value
        leaders: dict[frozenset[Cells], Any] = {}
        for name, told in columns.items():
            rows = frozenset(told)
            if rows in leaders and len(set(told.values())) == 1:
                # one word beside a figure need not be looked up too
                word = self.lookups.lit(told)
                self._parts[name].append(narwhals().when(~leaders[rows].is_null()).then(word))
                continue
            found = self.lookups.found(names, told)
            if rows not in leaders and sum(rows == other.keys() for other in columns.values()) > 1:
                found = leaders[rows] = self.lookups.kept(found)
            self._parts[name].append(found)

    def _by_arithmetic(self, ways: Sequence[_Way]) -> None:
        nw = narwhals()
        quantities: dict[tuple[object, ...], list[_Way]] = defaultdict(list)
        for way in ways:
            quantities[way.quantity].append(way)
        for same in quantities.values():
            is_settled = not _any_meet(same)
            printed = [self._printing(way, is_settled) for way in same]
            apart = None if is_settled else unlike(printed, same[0].bound, self.lookups.kept)
            for way, printing in zip(same, printed, strict=True):
                for name in way.told:
                    self._parts[name].append(_unless(apart, printing.value))
                for name, words in way.beside.items():
                    found = self.lookups.found(way.names, words)
                    said = nw.when(~printing.value.is_null()).then(found)
                    self._parts[name].append(_unless(apart, said))

    def _printing(self, way: _Way, is_settled: bool) -> Printing:
        condition = self.lookups.holds(way.names, way.rows) if way.names else None
        numbers = way.numbers if condition is None else narwhals().when(condition).then(way.numbers)
        if is_settled:
            return Printing(numbers, converted(numbers, way.step), way.step)
        numbers = self.lookups.kept(numbers)
        return Printing(numbers, self.lookups.kept(converted(numbers, way.step)), way.step)

    def _all_ways(self, readers: Sequence[LineReader]) -> list[_Way] | None:
        """Return the ways of lines that are columns of numbers, None if look-ups have to do it.

        So it is if another line of the group is no such column, has other conditions, another bound or a
        status of its own, so that one has to be selected, or is of temperatures, whose shares mean nothing.
        """
        every: list[_Way] = []
        for reader in readers:
            line = reader.line
            has_rank = "status" in dict(line.details) or line.spec.kind == "temperature"
            ways = None if len(readers) > 1 and has_rank else self._ways(reader)
            if ways is None:
                return None
            every += ways
        rivals = ((a, b) for a, b in combinations(every, 2) if a.quantity[0] == b.quantity[0])
        if any((a.quantity, a.bound) != (b.quantity, b.bound) and _both_hold(a, b) for a, b in rivals):
            return None
        return every

    def _ways(self, reader: LineReader) -> list[_Way] | None:
        column = self._column_of_numbers(reader)
        if not column:
            return None
        names = self._names_beside(reader, column)
        numbers = self._numbers(reader, column)
        ways: dict[tuple[Any, ...], _Way] = {}
        for cells in self.lookups.cells(names):
            given = dict(zip(names, cells, strict=True))
            if not self.outcomes.selections([reader], {**given, column: Number(SAMPLES[0])}):
                continue
            told = self.outcomes.of_numbers(reader, column, given)
            if told is None:
                return None
            start, end, selection = told
            claim, facts = selection.supporting[0], self.outcomes.facts([selection])
            name = self.outcomes.name(claim.row.key, end.symbol)
            filled = tuple(name + suffix for suffix in ("", *ENDS) if name + suffix in facts)
            quantity = (claim.row, claim.qualifiers.pairs, claim.attribution.note)
            bound = claim.value.bound  # type: ignore[union-attr]  # a number and a unit are a figure
            key = (quantity, start, end, bound, filled)
            if key not in ways:
                ways[key] = _Way(
                    quantity, names, [], numbers, conversion(start, end), bound, filled, defaultdict(dict)
                )
            ways[key].rows.append(cells)
            for other in facts.keys() - {*filled}:
                ways[key].beside[other][cells] = facts[other]
        return list(ways.values())

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
        number = numbers_of(column, self.lookups.frame.collect_schema()[column])
        missing = reader.line.missing
        words = self.outcomes.mapping.missing if missing is None else missing
        nothing = [value for word in words for value in _as_number(word)]
        is_figure = number < float("inf")
        if reader.line.spec.kind != "temperature":
            may_be_zero = reader.line.spec.may_be_zero and 0.0 not in nothing
            is_figure = is_figure & (number >= 0 if may_be_zero else number > 0)
            nothing = [value for value in nothing if value > 0]
        for value in nothing:
            is_figure = is_figure & (number != value)
        return nw.when(is_figure).then(number)


def _may_meet(
    one: tuple[tuple[str, ...], Mapping[QualifiedSpec, set[Cells]]],
    other: tuple[tuple[str, ...], Mapping[QualifiedSpec, set[Cells]]],
) -> bool:
    """Tell whether two lines may say something of one row in one line of the frame."""
    (names, rows), (others, theirs) = one, other
    return any(_share(names, rows[row], others, theirs[row]) for row in rows.keys() & theirs.keys())


def _both_hold(one: _Way, other: _Way) -> bool:
    return _share(one.names, one.rows, other.names, other.rows)


def _any_meet(ways: Sequence[_Way]) -> bool:
    return any(_both_hold(one, other) for one, other in combinations(ways, 2))


def _share(
    names: Sequence[str], rows: Sequence[Cells] | set[Cells], others: Sequence[str], theirs: Any
) -> bool:
    """Tell whether one line of a frame may have values of some columns, and values of some others."""
    places = [(names.index(name), others.index(name)) for name in names if name in others]
    ours = {tuple(cells[at] for at, _ in places) for cells in rows}
    return not ours.isdisjoint(tuple(cells[at] for _, at in places) for cells in theirs)


def _unless(apart: Any, said: Any) -> Any:
    """Return what is said where two printings are not apart; what when() leaves out is missing."""
    return said if apart is None else narwhals().when(~apart).then(said)


def _as_number(word: str) -> list[float]:
    """Return the number that reads as a word: "80" is 80.0, "80.0" is none."""
    try:
        number = float(word)
    except ValueError:
        return []
    return [number] if text_of(number, None) == word else []
