"""The diff of two vehicles: what the new one changes against the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from evspec.comparison.change import Change, change_between
from evspec.errors import EvspecError
from evspec.model import rows_of, unstated
from evspec.model.display import cell_data, show_selection
from evspec.model.notes import Notebook
from evspec.model.sheet import SYSTEM_NAMES, latest, told_aside
from evspec.specs import SYSTEMS, System
from evspec.table import Cell, Column, Row, Span, Table, Tabular

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from evspec.model import Vehicle
    from evspec.model.claim import Row as ClaimRow
    from evspec.table.document import Mark

__all__ = ["Diff", "diff_of"]

_Rows = Literal["new", "all"]


@frozen(repr=False)
class Diff(Tabular):
    """What one vehicle changes against another.

    Attributes
    ----------
    old, new
        The vehicles.
    units
        The system of units: "metric", "us" or "uk".
    shows
        Which rows the table has: "new" for those of which the new vehicle says something, "all".
    only_differences
        Whether the table leaves out rows that are the same.
    rows
        Every row of either, in the order of tables.
    """

    old: Vehicle
    new: Vehicle
    units: System = "metric"
    shows: _Rows = "new"
    only_differences: bool = False
    rows: tuple[Change, ...] = field(init=False)

    @rows.default
    def _compared(self) -> tuple[Change, ...]:
        every = rows_of(self.old, self.new)
        changes = [change_between(row, self.old, self.new, self.units) for row in every]
        return tuple(c for c in changes if c.old_selection is not None or c.new_selection is not None)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The rows that are not the same."""
        return tuple(change for change in self.rows if not change.kind.startswith("same"))

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<Diff {self.old.id} → {self.new.id}: {len(self.changes)} changes in {len(self.rows)} rows>"

    def to_table(self) -> Table:
        """Return the table: old, new, the new figure's status, and the change."""
        book = Notebook(self.units)
        names = _names(self.old, self.new)
        kept = [change for change in self.rows if self._is_kept(change)]
        rows = [
            self._row(change, book, told_aside([c.row for c in self.rows], [c.row for c in kept], change.row))
            for change in kept
        ]
        left_out = sum(change.new is None for change in self.rows if change not in kept)
        footer = list(book.footer())
        if left_out:
            footer.append(
                (Span(f"Left out: {left_out} rows that only the {names[0]} states (--rows all shows them)."),)
            )
        shared = f"{self.old.make} {self.old.model}".strip()
        alike = (self.old.make, self.old.model) == (
            self.new.make,
            self.new.model,
        ) and self.old.record.id != self.new.record.id
        title = f"{shared}: {names[0]} → {names[1]}" if alike else f"{self.old.name} → {self.new.name}"
        told = (
            SYSTEM_NAMES[self.units],
            latest([self.old, self.new]),
            f"“status” is that of the {names[1]}'s figure",
        )
        return Table(
            title=title,
            subtitle="; ".join(filter(None, told)),
            columns=(
                Column("old", names[0]),
                Column("new", names[1]),
                Column("status", "Status"),
                Column("change", "Change"),
            ),  # fmt: skip
            rows=tuple(rows),
            notes=book.notes,
            footer=tuple(footer),
            data={"old": self.old.id, "new": self.new.id},
        )

    def _is_kept(self, change: Change) -> bool:
        """Tell whether the table shows a row."""
        if self.only_differences and change.kind.startswith("same"):
            return False
        if self.shows == "all":
            return True
        # what has no counterpart is told in a note where another row of the spec compares
        siblings = [c for c in self.rows if c.spec is change.spec and c.row != change.row]
        aside = change.kind == "not comparable" and any(
            c.old is not None and c.new is not None and not c.row.unstated for c in siblings
        )
        return change.new is not None and not aside

    def _row(self, change: Change, book: Notebook, aside: Sequence[ClaimRow]) -> Row:
        cells = []
        for vehicle, other, selection in (
            (self.old, self.new, change.old_selection), (self.new, self.old, change.new_selection),
        ):  # fmt: skip
            text = show_selection(vehicle, selection, self.units, other)
            notes = book.note(vehicle, change.row, selection, aside)
            cells.append(Cell(text, notes, data=dict(cell_data(selection, self.units))))  # type: ignore[arg-type]
        status = change.new.status if change.new is not None else ""
        mark: Mark = "" if change.better is None else ("better" if change.better else "worse")
        if not mark and change.kind in {"changed", "removed", "added", "bounded"}:
            mark = "changed"
        data = {"kind": change.kind, "better": change.better}
        for name, delta in (("delta", change.delta), ("percent", change.percent)):
            if delta is not None:
                data[name] = {"low": delta.low, "high": delta.high, "unit": delta.unit}  # type: ignore[assignment]
        cells += [Cell(status), Cell(change.words, mark=mark, data=data)]  # type: ignore[arg-type]
        missing = unstated(change.row, (change.old_selection, change.new_selection))
        label = change.row.label + "".join(f", {name} n/s" for name in missing)
        return Row(change.row.key, label, change.row.spec.group.upper(), tuple(cells))


def _names(old: Vehicle, new: Vehicle) -> tuple[str, str]:
    """Return the shortest names that tell the sides apart."""
    for pick in (lambda v: v.code if v.id == v.record.id else "", lambda v: v.label, lambda v: v.name):
        pair = (pick(old), pick(new))
        if all(pair) and pair[0] != pair[1] and (old.model == new.model or pick(old) not in {old.code}):
            return pair
    return f"{old.name} (old)", f"{new.name} (new)"


def diff_of(
    old: Vehicle,
    new: Vehicle,
    *,
    units: System = "metric",
    rows: _Rows = "new",
    only_differences: bool = False,
    as_of: str | date | None = None,
) -> Diff:
    """Compare two vehicles; see `evspec.diff`."""
    if units not in SYSTEMS:
        raise EvspecError(f"units {units!r} is not one of {', '.join(SYSTEMS)}")
    if rows not in {"new", "all"}:
        raise EvspecError(f"rows {rows!r} is not one of new, all")
    if as_of is not None:
        old, new = old.as_of(as_of), new.as_of(as_of)
    return Diff(old, new, units, rows, only_differences)
