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
            holes = reader.line.value.holes
            given = None if reader.key is None else reader.given(reader.key(row))
            text = "" if given is None else reader.filled(reader.line.value, given)
            if given is None or not text:
                continue
            # what the columns beside them say tells two curves of one car apart
            beside = given[len(dict.fromkeys(holes)) :]
            mark = self.ledger.mapping.decimal
            try:
                point = [float(cell.replace(",", ".") if mark == "," else cell) for cell in given[:2]]
            except ValueError:
                error = ParseError(f"{text!r} is no point of a curve", text)
                self.ledger.refused(reader.line, number, error)
                continue
            _, _, points = self._found.setdefault((place, beside, id(car)), (car, number, []))
            points.append(point)

    def finish(self) -> None:
        """Give each vehicle its curves, as what one more of its rows says."""
        for (place, beside, _), (car, number, points) in self._found.items():
            text = json.dumps(sorted(points))
            said, _ = self.readers[place].read_given(("", "", *beside), number, None, text)
            if said:
                car.rows.append(said)
        self._found.clear()
