"""The catalog as data: a line per vehicle with the numbers of all rows, or a line per claim."""

from __future__ import annotations

from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from evspec.claims import FIRM
from evspec.claims.asked import is_asked_for, rows_asked_for
from evspec.claims.entry import in_units
from evspec.measures import Measure
from evspec.table.dataframe import frame_of, slug
from evspec.table.safety import encodable
from evspec.values import Amounts, Dates, Flag, Relation, Span, Unknown
from evspec.vehicles import Variant, entry_of, record_of, selections_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.claims import Claim, QualifiedSpec, Selection
    from evspec.specs import UnitChoice
    from evspec.table.dataframe import Kind, Scalar
    from evspec.values import Value
    from evspec.vehicles import Generation, Vehicle

__all__ = ["Columns", "claims", "figure_of", "numbers", "words_of"]

#: What a vehicle is called, in both shapes.
_NAMES: Final = ("id", "make", "model", "generation", "variant")
#: The first and the last model year of its generation.
_YEARS: Final = ("first_year", "last_year")
#: The columns of a row's figure beside the number itself, with what they hold.
_FIGURE: Final[tuple[tuple[str, Kind], ...]] = (
    ("", "Float64"), ("_low", "Float64"), ("_high", "Float64"), ("_bound", "String"), ("_status", "String"),
)  # fmt: skip
#: The columns of a claim, with what they hold.
_CLAIM: Final[dict[str, Kind]] = {
    **dict.fromkeys((*_NAMES, "spec", "row", "value"), "String"),
    **dict.fromkeys(("number", "low", "high"), "Float64"),
    **dict.fromkeys(
        ("unit", "bound", "cycle", "conditions", "status", "edition", "hedge", "doubt"), "String"
    ),
    **dict.fromkeys(("source", "publisher", "title", "address", "date"), "String"),
}


class Columns:
    """Columns that are filled cell by cell; each is made when it is first asked for.

    Parameters
    ----------
    length
        The number of lines.
    """

    def __init__(self, length: int) -> None:
        self._length = length
        self._values: dict[str, list[Scalar]] = {}
        self._kinds: dict[str, Kind] = {}

    def column(self, name: str, kind: Kind) -> list[Scalar]:
        """Return a column, to be filled."""
        column = self._values.get(name)
        if column is None:
            column = self._values[name] = [None] * self._length
            self._kinds[name] = kind
        return column

    def new_name(self, name: str) -> str:
        """Return a name that no column has."""
        number, fresh = 1, name
        while fresh in self._values:
            number += 1
            fresh = f"{name}_{number}"
        return fresh

    def frame(self, engine: str) -> Any:
        """Return the DataFrame or Table of an engine.

        Raises
        ------
        EvspecError
            If there is no such engine, or it is not installed.
        """
        return frame_of(self._values, self._kinds, engine)


class _Stated(NamedTuple):
    """What a vehicle states in a row."""

    line: int
    value: Value
    selection: Selection


def numbers(
    vehicles: Sequence[Generation | Variant], units: UnitChoice, asked: Sequence[str] = ()
) -> Columns:
    """Return one line per vehicle: its names and years, and what it states in each row.

    Parameters
    ----------
    vehicles
        The lines.
    units
        The units of the numbers.
    asked
        The rows that were asked for, as `checked_specs` returns them; none for all.

    Returns
    -------
    Columns
        Of a figure the number, "_low", "_high", "_bound" and "_status"; of a date its words, "_year" and
        "_status"; of anything else its words, or True or False, and "_status".
    """
    columns = Columns(len(vehicles))
    names = [columns.column(name, "String") for name in _NAMES]
    years = [columns.column(name, "Int64") for name in _YEARS]
    stated: dict[QualifiedSpec, list[_Stated]] = {}
    wanted = cache(partial(is_asked_for, asked)) if asked else None
    for line, vehicle in enumerate(vehicles):
        for column, word in zip((*names, *years), (*_called(vehicle), *_whole(vehicle).years), strict=True):
            column[line] = word
        for row, selection in selections_of(vehicle, wanted):
            value = selection.value
            if isinstance(value, Relation):
                value = entry_of(vehicle, row).meant(units)
            if value is not None and row.closed:
                stated.setdefault(row, []).append(_Stated(line, value, selection))
    for row in rows_asked_for(asked, sorted(stated, key=lambda row: row.place)):
        _fill(columns, row, stated[row], units)
    return columns


def _fill(columns: Columns, row: QualifiedSpec, stated: Iterable[_Stated], units: UnitChoice) -> None:
    """Put what vehicles state in a row into its columns: prices into those of their currency."""
    by_unit: dict[str, list[list[Scalar]]] = {}
    wordy: list[tuple[int, Value, str]] = []
    own = row.unit(units)
    for line, value, selection in stated:
        shown, status = in_units(value, row, units), selection.status
        for part in shown.parts if isinstance(shown, Amounts) else (shown,):
            figure = figure_of(part, row)
            if figure is None:
                wordy += [] if part is None else [(line, part, status)]
                continue
            unit = part.unit if isinstance(part, Measure) else own
            made = by_unit.get(unit)
            if made is None:
                name = columns.new_name(slug(f"{row.key} {unit}"))
                made = by_unit[unit] = [columns.column(name + suffix, kind) for suffix, kind in _FIGURE]
            low, high, bound = figure
            single = low if bound == "exact" and status in FIRM else None
            made[0][line], made[1][line], made[2][line] = single, low, high
            made[3][line], made[4][line] = bound, status
    if wordy:
        _fill_words(columns, columns.new_name(slug(row.key)), wordy)


def _fill_words(columns: Columns, name: str, wordy: Iterable[tuple[int, Value, str]]) -> None:
    for line, value, status in wordy:
        for suffix, word in words_of(value).items():
            kind: Kind = "Boolean" if isinstance(word, bool) else "Int64" if suffix else "String"
            columns.column(name + suffix, kind)[line] = word
        columns.column(f"{name}_status", "String")[line] = status


def words_of(value: Value) -> dict[str, Scalar]:
    """Return what stands for a value that is no figure, by the endings of its columns."""
    if isinstance(value, Flag):
        return {"": value.on}
    words: dict[str, Scalar] = {"": encodable(value.show())}
    if isinstance(value, Dates):
        years = {day.year for day in (value.first, value.last) if day is not None}
        is_one = len(years) == 1 and None not in {value.first, value.last}
        words["_year"] = years.pop() if is_one else None
    return words


def figure_of(value: Value | None, row: QualifiedSpec) -> tuple[float | None, float | None, str] | None:
    """Return both ends and the bound of a figure; None for what is no figure."""
    if isinstance(value, Measure):
        return *value.ends, value.bound
    if isinstance(value, Span):
        data: Mapping[str, Any] = value.data()
        return data["low"], data["high"], data["bound"]
    if isinstance(value, Unknown | Relation) and row.spec.metric:
        # the source says that nobody knows, or only "like the iX3"
        return None, None, value.show()
    return None


def claims(vehicles: Iterable[Generation | Variant], units: UnitChoice, asked: Sequence[str] = ()) -> Columns:
    """Return one line per claim: about which vehicle, what it says, how surely, and who says it when.

    Parameters
    ----------
    vehicles
        Those whose claims are listed, with what is said of the generations of variants; in the order of
        their files, conflicts and doubted ones included. Variants of one generation stand together.
    units
        The units of the numbers.
    asked
        The rows that were asked for, as `checked_specs` returns them; none for all.
    """
    wanted = cache(partial(is_asked_for, asked))
    groups = groupby(vehicles, _whole)
    lines = [
        (claim, called)
        for whole, some in groups
        for claim, called in _claims_of(whole, some)
        if wanted(claim.row)
    ]
    columns = Columns(len(lines))
    made = [columns.column(name, kind) for name, kind in _CLAIM.items()]
    for line, (claim, called) in enumerate(lines):
        source, value = claim.source, in_units(claim.value, claim.row, units)
        low, high, bound = figure_of(value, claim.row) or (None, None, None)
        conditions = ", ".join(f"{name}={told}" for name, told in claim.qualifiers.items())
        cells = (
            *called, claim.spec.key, claim.row.key, None if value is None else value.show(),
            low if bound == "exact" else None, low, high,
            value.unit if isinstance(value, Measure) else None, bound, claim.cycle, conditions,
            claim.status, claim.edition, claim.hedge, claim.doubt, source.id, source.publisher,
            source.title, source.address, None if source.date is None else str(source.date.written()),
        )  # fmt: skip
        for column, cell in zip(made, cells, strict=True):
            column[line] = (encodable(cell) or None) if isinstance(cell, str) else cell
    return columns


def _whole(vehicle: Generation | Variant) -> Generation:
    return vehicle.generation if isinstance(vehicle, Variant) else vehicle


def _claims_of(whole: Generation, some: Iterable[Vehicle]) -> Iterable[tuple[Claim, tuple[str | None, ...]]]:
    names = {one.id: _called(one) for one in (whole, *some)}
    return [(claim, names[claim.about]) for claim in whole.claims() if claim.about in names]


def _called(vehicle: Vehicle) -> tuple[str | None, ...]:
    """Return the names of a vehicle; a generation has none of a variant."""
    record = record_of(vehicle)
    generation = record.code or record.title or record.id.rpartition("/")[2]
    return (
        vehicle.id,
        record.make,
        record.model,
        generation,
        vehicle.short if isinstance(vehicle, Variant) else None,
    )
