"""How a row of a vehicle looks in tables: what its cell says, in words and for programs, and its note."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from attrs import field, frozen

from evspec.claims.claim import FIRM
from evspec.measures import Measure
from evspec.table import Cell
from evspec.values import Categories, Dates, Extent, Printed, Relation, Span
from evspec.vehicles.relations import relate
from evspec.wording.display import in_words, named, of_some, show_selection, shown
from evspec.wording.notes import short_note, whole_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.claims.bibliography import Bibliography
    from evspec.claims.claim import Claim, QualifiedSpec
    from evspec.claims.selection import Selection
    from evspec.claims.source import Source
    from evspec.specs import Shown
    from evspec.table import Note
    from evspec.table.document import JSON, Mark
    from evspec.values import Value
    from evspec.vehicles.vehicle import Vehicle

__all__ = ["Face", "face_of"]


class _Fixed(dict[str, "JSON"]):
    """A dict that tables may share, since it refuses to be changed; its copies and pickles are plain."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("the data of a cell are fixed; change a copy, dict(cell.data)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[dict[str, JSON]], tuple[dict[str, JSON]]]:
        return dict, (dict(self),)


@frozen(eq=False, repr=False)
class Face:
    """One row of a vehicle in a table of given units; what a table asks for is worked out once.

    Attributes
    ----------
    vehicle, row, selection
        Whose, which, and what is shown.
    units
        The units.
    figure
        The claims that form the value; none of an empty cell.
    value
        The value in the table's unit.
    """

    vehicle: Vehicle
    row: QualifiedSpec
    selection: Selection | None
    units: Shown
    figure: tuple[Claim, ...] = field(init=False)
    value: Value | None = field(init=False)

    @figure.default
    def _figure(self) -> tuple[Claim, ...]:
        selection = self.selection
        return selection.figure if selection is not None and selection.value is not None else ()

    @value.default
    def _value(self) -> Value | None:
        return shown(self.selection.value, self.row, self.units) if self.selection is not None else None

    @cached_property
    def meant(self) -> Value | None:
        """The value to be compared: a relation as the bound that it comes to, ids as names."""
        value, row = self.value, self.row
        if isinstance(value, Relation):
            return relate(self.vehicle, row, value, row.spec.unit(self.units)).bound or value
        if row.spec.kind == "vehicle set" and isinstance(value, Categories):
            return named(self.vehicle, value)
        if row.spec.over_variants == "union" and isinstance(value, Measure):
            return Categories((value.show(),))
        return value

    @cached_property
    def extent(self) -> Extent | None:
        """What is meant, in the metric unit and as numbers; None if it is no figure."""
        unit = self.row.spec.metric
        if self.selection is None or not isinstance(self.selection.value, Relation):
            return self.selection.extent if self.selection is not None else None
        bound = relate(self.vehicle, self.row, self.selection.value, unit).bound
        return Extent.of(bound, unit) if bound is not None else None

    @cached_property
    def printed(self) -> Printed | None:
        """What is meant, as its digits in the table's unit have it; None if it is no figure."""
        return Printed.of(self.meant) if isinstance(self.meant, Measure | Span) else None

    @property
    def text(self) -> str:
        """The value in words."""
        value, selection = self.value, self.selection
        if selection is None or isinstance(value, Relation):
            return show_selection(self.vehicle, selection, self.units)
        if self.row.spec.kind == "vehicle set":
            value = self.meant
        return of_some(in_words(value), selection)

    @cached_property
    def stated(self) -> str:
        """The value in words, with its status if it is not out: "≈ 437 km, estimated"."""
        text = self.text
        if self.selection is None or not self.figure or self.selection.status in FIRM:
            return text
        status = self.selection.status
        text = f"≈ {text.removeprefix('about ')}" if status == "estimated" else text
        return f"{text}, {status}"

    def cell(self, sources: Bibliography, notes: tuple[int, ...] = (), mark: Mark = "") -> Cell:
        """Return the cell of one table, `stated`; most say the same in every table."""
        data, own = self.data(sources), self._cell
        return own if data is own.data and not notes and not mark else Cell(self.stated, notes, mark, data)

    def data(self, sources: Bibliography) -> Mapping[str, JSON]:
        """Return the value for programs: numbers, unit, bound, what was printed, status, sources' ids."""
        data = self._cell.data
        if not self.figure:
            return data
        ids = sources.ids(self.sources)
        return data if ids == data["sources"] else {**data, "sources": ids}

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Who states the value, each once."""
        return tuple(dict.fromkeys(claim.source for claim in self.figure))

    @cached_property
    def _cell(self) -> Cell:
        return Cell(self.stated, data=_Fixed(self._data()))

    def _data(self) -> dict[str, JSON]:
        if self.selection is None or self.selection.value is None:
            return {}
        value = self.value
        data: dict[str, JSON] = {}
        if isinstance(value, Measure):
            low, high = value.ends
            one = None if value.bound == "between" else (high if low is None else low)
            data = {"magnitude": one, "low": low, "high": high, "unit": value.unit, "bound": value.bound}
        elif isinstance(value, Span):
            data = {"low": value.low, "high": value.high, "unit": value.lowest.unit, "bound": "between"}
        elif isinstance(value, Dates):
            data = {
                "first": value.first.isoformat() if value.first else None,
                "last": value.last.isoformat() if value.last else None,
            }
        first = self.figure[0]
        data["printed"] = first.printed or first.value.text
        data["status"] = self.selection.status
        # in most tables these are their ids
        data["sources"] = [source.id for source in self.sources]
        data["firm"] = self.selection.status in FIRM
        return data

    def note(self, aside: tuple[QualifiedSpec, ...] = (), *, short: bool = False) -> Note | None:
        """Return the note on the cell, None if there is nothing to say.

        Parameters
        ----------
        aside
            Rows of the same spec that the table leaves out; the note tells their figures.
        short
            Name the sources of the figure and nothing else.
        """
        if short:
            return short_note(self.vehicle, self.row, self.selection, self.units, aside)
        if not aside:
            return self._note
        notes = self._longer_notes
        if aside not in notes:
            notes[aside] = whole_note(self.vehicle, self.row, self.selection, self.units, aside)
        return notes[aside]

    @cached_property
    def _note(self) -> Note | None:
        return whole_note(self.vehicle, self.row, self.selection, self.units)

    @cached_property
    def _longer_notes(self) -> dict[tuple[QualifiedSpec, ...], Note | None]:
        return {}


def face_of(vehicle: Vehicle, row: QualifiedSpec, units: Shown) -> Face:
    """Return how a row of a vehicle looks, the same each time.

    Parameters
    ----------
    vehicle, row
        Whose, and which.
    units
        The units of the table.
    """
    faces = vehicle.view.faces.get(units)
    if faces is None:
        faces = vehicle.view.faces.setdefault(units, {})
    face = faces.get(row)
    if face is None:
        faces[row] = face = Face(vehicle, row, vehicle.select(row), units)
    return face
