"""Curves of which each row has one point: put together once all rows of a vehicle are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import define, field

from evspec.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.datasets.identity import Car
    from evspec.datasets.said import Ledger, LineReader
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

    def take(self, row: Sequence[Cell], number: int, car: Car) -> None:
        """Take the points of one row."""
        for place, reader in enumerate(self.readers):
            for cells in () if reader.key is None else reader.cells(reader.key(row)):
                self._take(place, reader, reader.given(cells), number, car)

    def _take(
        self, place: int, reader: LineReader, given: tuple[str, ...] | None, number: int, car: Car
    ) -> None:
        line = reader.line
        text = "" if given is None else reader.filled(line.value, given)
        if given is None or not text:
            return
        # the columns of the holes come first; what those beside them say tells two curves of one car apart
        own = list(dict.fromkeys(line.value.holes))
        beside, mark = given[len(own) :], self.ledger.mapping.decimal
        point = [given[own.index(hole)] for hole in line.value.holes]
        try:
            numbers = [float(cell.replace(",", ".") if mark == "," else cell) for cell in point]
        except ValueError:
            self.ledger.refused(line, number, ParseError(f"{text!r} is no point of a curve", text))
            return
        _, _, points = self._found.setdefault((place, beside, id(car)), (car, number, []))
        points.append(numbers)

    def finish(self) -> None:
        """Give each vehicle its curves, as what one more of its rows says."""
        for (place, beside, _), (car, number, points) in self._found.items():
            text = json.dumps(sorted(points))
            own = dict.fromkeys(self.readers[place].line.value.holes, "")
            said, _ = self.readers[place].read_given((*own.values(), *beside), number, None, text)
            if said:
                car.rows.append(said)
        self._found.clear()
