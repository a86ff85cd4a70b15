"""What came of reading a data set: what was read, left out, refused, doubted and never mapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from attrs import evolve, field, frozen

from evspec.errors import Problem  # noqa: TC001 - attrs looks it up
from evspec.table import Cell, Column, Row, Span, Table, Tabular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from evspec.claims import Source

__all__ = ["Counts", "RefusedValue", "Report"]

T = TypeVar("T")

#: As many of a kind are shown; all of them are attributes.
_SHOWN: Final = 1_000
_COLUMNS: Final = 40


@frozen
class RefusedValue:
    """A value that could not be read: where first, why, and how many rows have it."""

    problem: Problem
    rows: int = 1

    def __str__(self) -> str:
        return f"{self.problem} ({self.rows:,} rows)" if self.rows > 1 else str(self.problem)


class Counts(NamedTuple):
    """How many claims there are, how many of them are guesses, how many figures are spans, rows repeated."""

    claims: int
    estimated: int
    spans: int
    merged: int


@frozen
class Told(Generic[T]):
    """What was worked out already."""

    found: T

    def __call__(self) -> T:
        """Return it."""
        return self.found


@frozen(repr=False)
class Report(Tabular):
    """What came of reading a data set.

    Every row and every value has been read when there is a report. What depends on the claims that are made
    of them is worked out when it is asked for, and then kept: claims, spans, merged rows, doubts.

    Attributes
    ----------
    mapping
        The mapping's name.
    files
        What was read.
    source
        Whose claims they are.
    rows
        How many rows there were: those `read`, `left_out` by the mapping and `refused`.
    read, left_out
        How many were.
    refused
        Why rows were not read, with their lines.
    values
        The values that could not be read, and how many rows have each.
    vehicles
        How many came of it.
    unmapped
        Columns of which the mapping says nothing.
    absent
        Keys that the mapping asks for and no record has.
    """

    mapping: str
    files: tuple[str, ...]
    source: Source
    rows: int
    read: int
    left_out: int
    refused: tuple[Problem, ...]
    values: tuple[RefusedValue, ...]
    vehicles: int
    unmapped: tuple[str, ...]
    absent: tuple[str, ...]
    _counts: Callable[[], Counts] = field(eq=False, repr=False)
    _doubts: Callable[[], tuple[Problem, ...]] = field(eq=False, repr=False)

    @property
    def claims(self) -> int:
        """How many claims came of it."""
        return self._counts().claims

    @property
    def estimated(self) -> int:
        """How many of the claims are the data set's own guesses."""
        return self._counts().estimated

    @property
    def spans(self) -> int:
        """How many figures are spans, since several rows of one vehicle are several labels."""
        return self._counts().spans

    @property
    def merged(self) -> int:
        """How many rows say what another one of the same vehicle says."""
        return self._counts().merged

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """What can hardly be right: printed twice and unlike, the furthest apart first, then by physics."""
        return self._doubts()

    def settled(self) -> Report:
        """Return the report with all of it worked out, so that it can be kept without the data."""
        return evolve(self, counts=Told(self._counts()), doubts=Told(self.doubts))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every row and value that was refused, and every doubt."""
        return (*self.refused, *(one.problem for one in self.values), *self.doubts)

    def __repr__(self) -> str:
        return f"<Report of {self.mapping}: {self.read:,} of {self.rows:,} rows, {self.claims:,} claims>"

    def to_table(self) -> Table:
        """Return the table: a row for each count, and the first of what was refused or is doubted."""
        doubts = self.doubts
        values = sum(one.rows for one in self.values)
        counts = {
            "Rows": self.rows, "read": self.read, "left out": self.left_out, "refused": len(self.refused),
            "Vehicles": self.vehicles, "Claims": self.claims, "of them estimated": self.estimated,
            "Values refused": values,
            "Doubts": len(doubts), "Spans over labels": self.spans, "Duplicates merged": self.merged,
            "Columns never mapped": len(self.unmapped), "Keys never seen": len(self.absent),
        }  # fmt: skip
        lists: Mapping[str, tuple[str, ...]] = {
            "refused": tuple(map(str, self.refused)),
            "Values refused": tuple(map(str, self.values)),
            "Doubts": tuple(map(str, doubts)),
            "Columns never mapped": self.unmapped,
            "Keys never seen": self.absent,
        }
        rows = [
            Row(_key(label), label, "Counts", (Cell(f"{number:,}", data={"count": number}),))
            for label, number in counts.items()
        ]
        for label, told in lists.items():
            most = _COLUMNS if label.startswith(("Columns", "Keys")) else _SHOWN
            rows += [
                Row(f"{_key(label)}-{n}", str(n), f"{label[0].upper()}{label[1:]}", (Cell(words),))
                for n, words in enumerate(told[:most], 1)
            ]
            if len(told) > most:
                more = f"and {len(told) - most:,} more"
                rows.append(Row(f"{_key(label)}-more", "…", f"{label[0].upper()}{label[1:]}", (Cell(more),)))
        return Table(
            title=f"{self.mapping}: {', '.join(self.files)}",
            subtitle=self.source.cite(),
            columns=(Column("found", "Found"),),
            rows=tuple(rows),
            notes=(),
            footer=tuple((Span(line),) for line in self._terms()),
            data={"mapping": self.mapping, "files": [*self.files]},
        )

    def _terms(self) -> Iterator[str]:
        """Yield the line that has to stand where the figures are shown, and the license."""
        if self.source.attribution:
            yield self.source.attribution
        if self.source.license:
            yield f"License: {self.source.license}."


def _key(label: str) -> str:
    return label.lower().replace(" ", "-")
