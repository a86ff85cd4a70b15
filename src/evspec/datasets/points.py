"""Curves of which each row has one point: put together once all rows of a vehicle are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import define, field

from evspec.errors import EvspecError, ParseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.crosswalks import Line
    from evspec.datasets.identity import Car
    from evspec.datasets.ledger import Ledger
    from evspec.datasets.said import LineReader
    from evspec.datasets.sheets import Cell

__all__ = ["Points", "is_point"]


def is_point(reader: LineReader) -> bool:
    """Tell whether a line has one point of a curve: "[[{soc}, {kW}]]"."""
    return reader.line.spec.kind == "curve" and len(reader.line.value.holes) == 2


@define(eq=False)
class Points:
    """Gathers the points of curves.

    Attributes
    ----------
    readers
        The lines that have them.
    ledger
        What all lines share.
    """

    readers: Sequence[LineReader]
    ledger: Ledger
    _found: dict[tuple[int, tuple[str, ...], int], tuple[Car, int, list[list[float]]]] = field(
        factory=dict, init=False
    )

    def take(self, row: Sequence[Cell], number: int, car: Car) -> list[tuple[EvspecError, Line]]:
        """Take the points of one row, and return why some are none."""
        refused: list[tuple[EvspecError, Line]] = []
        for place, reader in enumerate(self.readers):
            for cells in () if reader.key is None else reader.cells(reader.key(row)):
                given = reader.given(cells)
                error = None if given is None else self._take(place, reader, given, number, car)
                refused += [] if error is None else [(error, reader.line)]
        return refused

    def _take(
        self, place: int, reader: LineReader, given: tuple[str, ...], number: int, car: Car
    ) -> ParseError | None:
        line = reader.line
        text = reader.filled(line.value, given)
        if not text:
            return None
        # the columns of the holes come first; what those beside them say tells two curves of one car apart
        own = list(dict.fromkeys(line.value.holes))
        beside, mark = given[len(own) :], self.ledger.mapping.decimal
        point = [given[own.index(hole)] for hole in line.value.holes]
        try:
            numbers = [float(cell.replace(",", ".") if mark == "," else cell) for cell in point]
        except ValueError:
            return ParseError(f"{text!r} is no point of a curve", text)
        _, _, points = self._found.setdefault((place, beside, id(car)), (car, number, []))
        points.append(numbers)
        return None

    def finish(self) -> list[tuple[EvspecError, Line, int]]:
        """Give each vehicle its curves, as what one more of its rows says; return why some are none."""
        refused = []
        for (place, beside, _), (car, number, points) in self._found.items():
            reader, text = self.readers[place], json.dumps(sorted(points))
            own = dict.fromkeys(reader.line.value.holes, "")
            said, trouble = reader.read_given((*own.values(), *beside), None, text)
            refused += [(trouble, reader.line, number)] if isinstance(trouble, EvspecError) else []
            if said:
                car.rows.append((tuple(said),))
        self._found.clear()
        return refused
