"""Several vehicles side by side, one row per comparable quantity."""

from __future__ import annotations

from itertools import chain, combinations, starmap
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import evolve, frozen

from evspec.claims import QualifiedSpec, unlike, unstated
from evspec.claims.bibliography import Bibliography
from evspec.comparison.asking import vehicle_of
from evspec.comparison.best import best_of
from evspec.comparison.change import change_between
from evspec.comparison.choosing import (
    asked_for,
    checked_cycle,
    checked_specs,
    column_of,
    in_order,
)
from evspec.errors import EvspecError, check_option
from evspec.specs import QUALIFIERS, Shown, System, units_of
from evspec.table import Cell, Column, Span, Table, Tabular
from evspec.table import Row as TableRow
from evspec.values import agree
from evspec.vehicles import Variant, Vehicle, rows_of
from evspec.wording.display import ABSENT
from evspec.wording.faces import Face, face_of
from evspec.wording.notebook import NOTES, Notebook, Notes
from evspec.wording.sheet import known_in_words, latest, told_aside, units_in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from evspec.claims import Selection
    from evspec.comparison.change import Change
    from evspec.table.document import JSON, Mark
    from evspec.values import Value

__all__ = ["Comparison", "compare"]

#: What stands in each row, by the place of the vehicle.
_Told: TypeAlias = "dict[QualifiedSpec, dict[int, Face]]"

_EMPTY = Cell(ABSENT)


@frozen(repr=False)
class Comparison(Tabular):
    """Vehicles side by side.

    Attributes
    ----------
    vehicles
        The columns.
    units
        The system of units: "metric", "us" or "uk".
    shows
        Which rows the table has: "shared" for those that two or more vehicles state, "all".
    only_differences
        Whether the table leaves out rows in which all that state it say the same.
    specs
        Keys, groups or patterns of what the table shows; empty for everything.
    cycle
        The test cycle that alone is shown of a spec where any of the vehicles states it, "" for all.
    stars
        Whether the table marks the best of each row.
    baseline
        The place of the column against which the others are held, None for none.
    transposed
        Whether the table has a row for each vehicle.
    notes
        Which notes the table has: "full", "short" for the sources alone, False for none.
    """

    vehicles: tuple[Vehicle, ...]
    units: Shown = "metric"
    shows: Literal["shared", "all"] = "shared"
    only_differences: bool = False
    specs: tuple[str, ...] = ()
    cycle: str = ""
    stars: bool = True
    baseline: int | None = None
    transposed: bool = False
    notes: Notes = "full"

    @property
    def rows(self) -> tuple[QualifiedSpec, ...]:
        """Every row that was asked for and that any of the vehicles states, in the order of tables."""
        return tuple(row for row in rows_of(*self.vehicles) if asked_for(self.specs, row))

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(vehicle.id for vehicle in self.vehicles)}>"

    def best(self, row: QualifiedSpec) -> tuple[bool, ...]:
        """Tell for each vehicle whether it is surely the best of the row.

        Ties are shared. Only figures that are out (official, measured, reported) can win, and
        only against figures under stated conditions; if the best is merely expected, none is.
        """
        winners = best_of(row, {n: face_of(v, row, self.units) for n, v in enumerate(self.vehicles)})
        return tuple(n in winners for n in range(len(self.vehicles)))

    def to_table(self) -> Table:
        """Return the table with a column for each vehicle."""
        book, sources = Notebook(self.notes), Bibliography()
        told = self._told()
        kept = dict.fromkeys(row for row in told if self._is_kept(row, told))
        asides = told_aside(told, kept)
        rows = [self._row(row, told, book, sources, asides.get(row, ())) for row in kept]
        everything = evolve(self, shows="all")
        left_out = sum(
            len(_values(told[row])) == 1 and row not in kept and everything._is_kept(row, told)
            for row in told
        )
        footer = list(book.footer())
        if not any(map(_values, told.values())):
            what = "Nothing of what was asked for" if self.specs else "Nothing"
            footer.append((Span(f"{what} is stated of them by a source that counts."),))
        elif not kept and not left_out:
            footer.append((Span("What is stated is the same."),))
        if any(", n/s" in row.label or " n/s" in row.label for row in rows):
            footer.append((Span("n/s: not stated by the source, so never marked best."),))
        if left_out:
            one, many = ("quantity", "quantities") if self.transposed else ("row", "rows")
            lines, them = (f"{left_out} {many}", "them") if left_out > 1 else (f"1 {one}", "it")
            words = f'Left out: {lines} that one vehicle alone states (rows="all" shows {them}).'
            footer.append((Span(words),))
        heads = _heads(self.vehicles)
        against = heads[self.baseline] if self.baseline is not None else ""
        subtitle = (
            units_in_words(self.units),
            latest(list(self.vehicles)),
            f"in parentheses: against {against}" if against else "",
        )
        table = Table(
            title=_title(self.vehicles),
            subtitle="; ".join(filter(None, subtitle)),
            columns=tuple(
                Column(f"{n}:{v.id}", head)
                for n, (v, head) in enumerate(zip(self.vehicles, heads, strict=True), 1)
            ),
            rows=tuple(rows),
            notes=book.notes,
            footer=tuple(footer),
            data={"vehicles": [vehicle.id for vehicle in self.vehicles], "sources": sources.data},
        )
        return table.transposed() if self.transposed else table

    def _told(self) -> _Told:
        """Return what stands in each row, by the places of the vehicles of which something is said."""
        told: _Told = {row: {} for row in self.rows}
        for n, vehicle in enumerate(self.vehicles):
            # a relation that leaves a condition open may stand in any row that another vehicle has
            for row in told if vehicle.record.open_relations else vehicle.rows:
                places = told.get(row)
                if places is not None:
                    places[n] = face_of(vehicle, row, self.units)
        return told

    def _is_kept(self, row: QualifiedSpec, told: _Told) -> bool:
        """Tell whether the table shows a row."""
        values = _values(told[row])
        everywhere = self.only_differences and len(values) == len(self.vehicles) > 1
        if everywhere and _alike(values) and _is_comparable(row, [f.selection for f in told[row].values()]):
            return False
        if self.cycle and self._has_preferred_cycle(row, told):
            return bool(values)
        if self.cycle and any(
            other.spec is row.spec and self._has_preferred_cycle(other, told) for other in told
        ):
            return False
        if self.shows == "all" or self.specs or len(self.vehicles) == 1:
            return bool(values)
        siblings = [other for other in told if other.spec is row.spec and not other.unstated]
        # figures without their condition compare with nothing, so they stand in the notes
        if row.unstated and any(_values(told[other]) for other in siblings):
            return False
        if len(values) > 1:
            return True
        # two that state a spec under unlike conditions alone are shown, each in its own row
        stating = {n for other in siblings for n, face in told[other].items() if face.figure}
        return bool(values) and len(stating) > 1 and all(len(_values(told[other])) < 2 for other in siblings)

    def _has_preferred_cycle(self, row: QualifiedSpec, told: _Told) -> bool:
        return dict(row.splits).get("cycle") == self.cycle and bool(_values(told[row]))

    def _row(
        self,
        row: QualifiedSpec,
        told: _Told,
        book: Notebook,
        sources: Bibliography,
        aside: tuple[QualifiedSpec, ...],
    ) -> TableRow:
        faces = told[row]
        best = best_of(row, faces) if self.stars else ()
        cells = [_EMPTY] * len(self.vehicles)
        for n in sorted({*faces, *chain.from_iterable(told[other] for other in aside)}):
            face = faces.get(n) or face_of(self.vehicles[n], row, self.units)
            cells[n] = face.cell(sources, book.note(face, aside), "best" if n in best else "")
        if self.baseline is not None:
            first = self.vehicles[self.baseline]
            for n in faces:
                if n != self.baseline:
                    change = change_between(row, first, self.vehicles[n], self.units)
                    cells[n] = _held_against(cells[n], change)
        missing = unstated(row, [face.selection for face in faces.values()])
        label = row.label + "".join(f", {QUALIFIERS[name].title} n/s" for name in missing)
        return TableRow(row.key, label, row.spec.group.capitalize(), tuple(cells))


def _held_against(cell: Cell, change: Change) -> Cell:
    """Put the difference to the baseline into a cell: "514 km (+48 km)"."""
    if change.old is None or change.new is None:
        return cell
    data: dict[str, JSON] = {**cell.data, "kind": change.kind}
    for name, size in (("delta", change.delta), ("percent", change.percent)):
        if size is not None:
            data[name] = {"low": size.low, "high": size.high, "unit": size.unit}
    delta = change.delta
    words = change.words if delta is None or delta.unit == "months" else delta.show()
    mark: Mark = cell.mark
    if not mark and change.better is not None:
        mark = "better" if change.better else "worse"
    return evolve(cell, text=f"{cell.text} ({words})", mark=mark, data=data)


def _values(faces: Mapping[int, Face]) -> list[Value]:
    told = [face.selection for face in faces.values()]
    return [s.value for s in told if s is not None and s.value is not None]


def _alike(values: Sequence[Value]) -> bool:
    """Tell whether all say the same; 46 kWh agrees with 45.6 and 46.4 kWh, and those not with one another."""
    distinct = list(dict.fromkeys(values))
    return all(starmap(agree, combinations(distinct, 2)))


def _is_comparable(row: QualifiedSpec, selections: Sequence[Selection | None]) -> bool:
    """Tell whether equal figures are known to be the same: under like conditions, or the very same claims."""
    first, *others = selections
    return all(other == first for other in others) or not (row.unstated or unlike(row, selections))


def _heads(vehicles: Sequence[Vehicle]) -> list[str]:
    """Return the headings of the columns, with the day of knowledge where that alone sets two apart."""
    heads = [vehicle.view.label for vehicle in vehicles]
    days: dict[str, set[dt.date | None]] = {}
    for head, vehicle in zip(heads, vehicles, strict=True):
        days.setdefault(head, set()).add(vehicle.known)
    return [
        f"{head}, {known_in_words(vehicle)}" if len(days[head]) > 1 else head
        for head, vehicle in zip(heads, vehicles, strict=True)
    ]


def _title(vehicles: Sequence[Vehicle]) -> str:
    """Return "BMW iX1 U11 and iX3 NA5": each generation once, each make once."""
    names: dict[str, None] = {}
    ends: set[str] = set()
    make = ""
    told: set[int] = set()
    for vehicle in vehicles:
        if vehicle.record.id and id(vehicle.record) in told:
            make = vehicle.make or make
            continue
        told.add(id(vehicle.record))
        whole = vehicle.at("")
        shown = (whole.generation if isinstance(whole, Variant) else whole).label
        shown = vehicle.name if not vehicle.record.id else shown
        full = shown if vehicle.make == make or not vehicle.record.id else f"{vehicle.make} {shown}".strip()
        make = vehicle.make or make
        # neither does it end with a name that is there, nor one of those with it
        mine = {full[at:] for at in range(len(full) + 1)}
        if full not in ends and names.keys().isdisjoint(mine):
            names[full] = None
            ends |= mine
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def compare(
    *vehicles: str | Vehicle,
    units: System | Mapping[str, str] = "metric",
    rows: Literal["shared", "all"] = "shared",
    only_differences: bool = False,
    as_of: str | dt.date | None = None,
    estimate: bool = False,
    derived: bool = False,
    specs: str | Sequence[str] | None = None,
    cycle: str | None = None,
    sort_by: str | None = None,
    baseline: int | str | Vehicle | None = None,
    best: bool = True,
    transpose: bool = False,
    notes: Notes = "full",
) -> Comparison:
    """Put vehicles side by side.

    Parameters
    ----------
    *vehicles
        Generations and variants, or their ids in the built-in catalog.
    units
        The system of units, "metric", "us" or "uk"; or a unit for each of some specs, with "system" for
        the rest: ``{"system": "us", "torque": "N·m"}``.
    rows
        "shared" shows what two or more of them state; "all" everything.
    only_differences
        Leave out what is the same for all.
    as_of
        The day of knowledge: sources that are later or undated do not count.
    estimate
        Estimate the range of a vehicle in a test cycle that only others state, by a ratio that was
        observed (`evspec.estimate`). It is shown with "≈", and its note has the reference.
    derived
        Show what follows from the figures too (`evspec.derive`), where nothing states it.
    specs
        Show these only, whoever states them: keys ("range"), groups ("charging"), patterns
        ("battery*") or single rows ("range[cycle=EPA]").
    cycle
        Of a spec with test cycles, show this one alone where any of the vehicles states it. What
        the others state in other cycles is in the notes.
    sort_by
        The key of a spec by whose figure the vehicles are ordered, with "-" in front of it for the
        largest first; those without a definite figure come last. One test cycle counts: the one asked
        for (``cycle=``, or "range[cycle=EPA]" here), else the one that most of them state.
    baseline
        The vehicle, its id, or its place in the table from 0 against which the others are held: each
        figure is followed by the difference, and marked as better or worse where that is sure.
    best
        Mark the best of each row.
    transpose
        A row for each vehicle and a column for each quantity.
    notes
        "full"; "short" for the sources of each figure alone; False for none.

    Returns
    -------
    Comparison

    Raises
    ------
    UnknownId
        If there is no such vehicle.
    UnknownSpec
        If there is no such spec, group or pattern.
    EvspecError
        If none is named, or an option has a value that it does not take.

    Examples
    --------
    >>> import evspec as ev
    >>> mine = ev.Variant.of("Mine", range="480 km WLTP")
    >>> ev.compare("bmw/ix1/u11/edrive20", mine).to_table().rows[0].cells[0].text
    '514 km'
    """
    if not vehicles:
        raise EvspecError("nothing to compare; name one vehicle or more")
    shown = units_of(units)
    asked = checked_specs(specs)
    check_option("rows", rows, ("shared", "all"))
    check_option("notes", notes, NOTES)
    columns = given = tuple(vehicle_of(vehicle, as_of) for vehicle in vehicles)
    preferred = checked_cycle(cycle)
    if derived:
        from evspec.derivation.derived import derive

        columns = tuple(map(derive, columns))
    if estimate:
        from evspec.derivation.estimates import with_estimates

        columns = with_estimates(columns, preferred)
    order = in_order(columns, sort_by, preferred) if sort_by is not None else range(len(columns))
    return Comparison(
        tuple(columns[n] for n in order),
        shown,
        rows,
        only_differences,
        asked,
        preferred,
        best,
        column_of(baseline, given, order) if baseline is not None else None,
        transpose,
        notes,
    )
