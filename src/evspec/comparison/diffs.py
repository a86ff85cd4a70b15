"""The diff of two vehicles: what the new one changes against the old one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from attrs import evolve, field, frozen

from evspec.claims import unstated
from evspec.claims.bibliography import Bibliography
from evspec.comparison.asking import vehicle_of
from evspec.comparison.change import Change, change_between, is_twice
from evspec.errors import EvspecError, check_option
from evspec.specs import QUALIFIERS, Shown, System, units_of
from evspec.table import Cell, Column, Row, Span, Table, Tabular
from evspec.vehicles import rows_of
from evspec.wording.display import show_selection
from evspec.wording.faces import face_of
from evspec.wording.notebook import NOTES, Notebook, Notes
from evspec.wording.sheet import known_in_words, latest, told_aside, units_in_words

if TYPE_CHECKING:
    import datetime as dt

    from evspec.claims.claim import QualifiedSpec
    from evspec.comparison.pairing import Pair
    from evspec.table.document import JSON, Mark
    from evspec.vehicles import Vehicle

__all__ = ["Diff", "diff"]


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
    notes
        Which notes the table has: "full", "short" for the sources alone, False for none.
    chosen
        Which variants the caller paired: slug or id of an old one and of a new one.
    rows
        Every row of either, in the order of tables.
    """

    old: Vehicle
    new: Vehicle
    units: Shown = "metric"
    shows: Literal["new", "all"] = "new"
    only_differences: bool = False
    notes: Notes = field(default="full", kw_only=True)
    chosen: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
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

    def __repr__(self) -> str:
        return f"<Diff {self.old.id} → {self.new.id}: {len(self.changes)} changes in {len(self.rows)} rows>"

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Which variant of the new vehicle takes the place of which of the old one, and why."""
        from evspec.comparison.pairing import paired

        return paired(self.old, self.new, dict(self.chosen))

    def paired(self) -> tuple[Diff, ...]:
        """Return the diff of each pair of variants, in the order of `pairs`.

        Examples
        --------
        >>> import evspec as ev
        >>> for pair in ev.diff("bmw/ix1/u11", "bmw/ix1/nb5").pairs:
        ...     print(pair.old, pair.new, pair.why, sep=" | ")
        BMW iX1 eDrive20 | BMW iX1 (entry-level) | entry version
        BMW iX1 xDrive30 | BMW iX1 (dual-motor) | same drivetrain
        """
        return tuple(
            evolve(self, old=pair.old, new=pair.new, chosen=())
            for pair in self.pairs
            if pair.old is not None and pair.new is not None
        )

    def summary(self) -> str:
        """Return one paragraph in plain English on what changes, made from the rows and nothing else.

        Better and worse are told apart where the order is sure, what is out before what is expected
        or rumored; the rest is counted.

        Examples
        --------
        >>> import evspec as ev
        >>> old = ev.Variant.of("Old", range="400 km WLTP", dc_power="150 kW", power="150 kW")
        >>> new = ev.Variant.of("New", range="514 km WLTP", dc_power="130 kW", power="150 kW")
        >>> print(ev.diff(old, new).summary())
        From Old to New, 3 quantities are stated, 1 of them the same. Better: range (WLTP) 400 km → 514 km
        (+114 km, +28 %). Worse: DC peak power 150 kW → 130 kW (−20 kW, −13 %).
        """
        from evspec.comparison.summary import summarize

        names = _names(self.old, self.new)
        model, colon, _ = self._title(names).rpartition(": ")
        return summarize(self, model if colon else "", names)

    def to_table(self) -> Table:
        """Return the table: old, new, the new figure's status, and the change."""
        book, sources = Notebook(self.notes), Bibliography()
        names, twice = _names(self.old, self.new), is_twice(self.old, self.new)
        kept = [change for change in self.rows if self._is_kept(change)]
        asides = told_aside([c.row for c in self.rows], [c.row for c in kept])
        rows = [self._row(c, book, sources, asides.get(c.row, ())) for c in kept]
        left_out = sum(change.new is None for change in self.rows if change not in kept)
        footer = list(book.footer())
        if left_out:
            several = left_out > 1
            stated = f"{'are' if several else 'is'} stated only as {names[0]}"
            words = stated if twice else f"only the {names[0]} states"
            rows_left, them = (f"{left_out} rows", "them") if several else ("1 row", "it")
            footer.append((Span(f'Left out: {rows_left} that {words} (rows="all" shows {them}).'),))
        if not self.rows:
            footer.append((Span("Nothing is stated of either by a source that counts."),))
        elif not self.changes and not kept:
            footer.append((Span("What is stated is the same."),))
        subtitle = (
            units_in_words(self.units),
            latest([self.old, self.new]),
            "" if twice else f"“status” is that of the {names[1]}'s figure",
        )
        return Table(
            title=self._title(names),
            subtitle="; ".join(filter(None, subtitle)),
            columns=tuple(
                map(
                    Column,
                    ("old", "new", "status", "change"),
                    (*_heads(self.old, self.new), "Status", "Change"),
                )
            ),
            rows=tuple(rows),
            notes=book.notes,
            footer=tuple(footer),
            data={"old": self.old.id, "new": self.new.id, "sources": sources.data},
        )

    def _title(self, names: tuple[str, str]) -> str:
        old, new = self.old, self.new
        alike = f"{old.make} {old.model}".strip()
        if old.id == new.id:
            name = old.at("").name
            return f"{name}: {names[0]} → {names[1]}"
        if (old.make, old.model) == (new.make, new.model) and names[0] not in {old.label, old.name}:
            return f"{alike}: {names[0]} → {names[1]}"
        return f"{old.name} → {new.name}"

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

    def _row(
        self, change: Change, book: Notebook, sources: Bibliography, aside: tuple[QualifiedSpec, ...]
    ) -> Row:
        cells = []
        sides = ((self.old, self.new, change.old_selection), (self.new, self.old, change.new_selection))
        for vehicle, other, selection in sides:
            text = show_selection(vehicle, selection, self.units, other)
            face = face_of(vehicle, change.row, self.units)
            cells.append(Cell(text, book.note(face, aside), data=face.data(sources)))
        told: dict[str, JSON] = {"kind": change.kind, "better": change.better}
        for name, delta in (("delta", change.delta), ("percent", change.percent)):
            if delta is not None:
                told[name] = {"low": delta.low, "high": delta.high, "unit": delta.unit}
        cells += [
            Cell(change.new.status if change.new is not None else ""),
            Cell(change.words, mark=_mark(change), data=told),
        ]
        missing = unstated(change.row, (change.old_selection, change.new_selection))
        label = change.row.label + "".join(f", {QUALIFIERS[name].title} n/s" for name in missing)
        return Row(change.row.key, label, change.row.spec.group.capitalize(), tuple(cells))


def _mark(change: Change) -> Mark:
    if change.better is not None:
        return "better" if change.better else "worse"
    return "changed" if change.kind in {"changed", "removed", "added", "bounded"} else ""


def _heads(old: Vehicle, new: Vehicle) -> tuple[str, str]:
    """Return the headings of the sides, with the days of knowledge where those are two."""
    names = _names(old, new)
    if old.known == new.known or is_twice(old, new):
        return names
    return f"{names[0]}, {known_in_words(old)}", f"{names[1]}, {known_in_words(new)}"


def _names(old: Vehicle, new: Vehicle) -> tuple[str, str]:
    """Return the shortest names that tell the sides apart."""
    if is_twice(old, new):
        return known_in_words(old), known_in_words(new)
    if old.id == new.id and old.edition != new.edition:
        first, second = (v.edition or v.editions[-1] for v in (old, new))
        return f"{first} edition", f"{second} edition"
    if old.model == new.model and old.record.id != new.record.id:
        called = (old.code or old.record.title, new.code or new.record.title)
        generations = (old.id, new.id) == (old.record.id, new.record.id)
        # a bare year would read as a date
        if generations and all(name and not name.isdigit() for name in called):
            return called
    for names in ((old.label, new.label), (old.name, new.name)):
        if names[0] != names[1]:
            return names
    return f"{old.name} (old)", f"{new.name} (new)"


def diff(
    old: str | Vehicle,
    new: str | Vehicle,
    *,
    units: System | Mapping[str, str] = "metric",
    rows: Literal["new", "all"] = "new",
    only_differences: bool = False,
    as_of: str | dt.date | None = None,
    derived: bool = False,
    notes: Notes = "full",
    pairs: Mapping[str, str] | None = None,
) -> Diff:
    """Compare a vehicle with the one that came before it.

    Parameters
    ----------
    old, new
        Generations or variants, or their ids in the built-in catalog.
    units
        The system of units, "metric", "us" or "uk"; or a unit for each of some specs, with "system" for
        the rest: ``{"system": "us", "torque": "N·m"}``.
    rows
        "new" leaves out of the table what only the old vehicle states; "all" keeps it.
    only_differences
        Leave out of the table what is the same.
    as_of
        The day of knowledge: sources that are later or undated do not count.
    derived
        Compare what follows from the figures too (`evspec.derive`), where nothing states it.
    notes
        "full"; "short" for the sources of each figure alone; False for none.
    pairs
        Which variants to pair, whatever their role: ``{"edrive20": "entry"}``, slugs or ids.

    Returns
    -------
    Diff
        Its ``rows`` are everything, its ``changes`` what is not the same.

    Raises
    ------
    UnknownId
        If there is no such vehicle.
    EvspecError
        If an option has a value that it does not take.

    Examples
    --------
    >>> import evspec as ev
    >>> d = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5")
    >>> next(c.words for c in d.changes if c.spec.key == "drivetrain")
    '−FWD +RWD'
    """
    shown = units_of(units)
    check_option("notes", notes, NOTES)
    check_option("rows", rows, ("new", "all"))
    sides = vehicle_of(old, as_of), vehicle_of(new, as_of)
    if derived:
        from evspec.derivation.derived import derive

        sides = derive(sides[0]), derive(sides[1])
    if pairs is not None and not isinstance(pairs, Mapping):
        raise EvspecError(f"pairs {pairs!r} is no dict of old to new, such as {{'edrive20': 'entry'}}")
    made = Diff(*sides, shown, rows, only_differences, notes=notes, chosen=tuple((pairs or {}).items()))
    if pairs:
        # a mistake in them is told now and not when the pairs are first looked at
        _ = made.pairs
    return made
