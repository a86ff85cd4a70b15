"""What stands in a cell, in words and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims import FIRM, unstated
from evspec.claims.entry import in_units
from evspec.measures import Measure, unpadded
from evspec.specs import QUALIFIERS
from evspec.table import Cell
from evspec.values import Categories, Dates, Relation, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.claims import Entry, QualifiedSpec, SourceList, Subject
    from evspec.specs import UnitChoice
    from evspec.table import JSON
    from evspec.table.document import Mark
    from evspec.values import Value

__all__ = [
    "ABSENT", "bare_name", "cell_of", "data_of", "in_words", "label_of", "planned", "relation_in_words",
    "stated", "text_of", "whom_of",
]  # fmt: skip

ABSENT = "–"


def label_of(row: QualifiedSpec, entries: Iterable[Entry]) -> str:
    """Return the label of a row, with the conditions that some figure of it should state and does not."""
    missing = unstated([entry.selection for entry in entries])
    return row.label + "".join(f", {QUALIFIERS[name].title} n/s" for name in missing)


def text_of(entry: Entry, units: UnitChoice, other: Subject | None = None, *, whom: bool = True) -> str:
    """Return what an entry says, without its status.

    Parameters
    ----------
    entry
        The entry.
    units
        The units of the table.
    other
        The vehicle on the other side of a diff: a relation to it needs no name.
    whom
        Whether to say for which variants a figure of some speaks.
    """
    value = entry.value
    if value is None:
        return ABSENT
    if isinstance(value, Relation):
        return relation_in_words(entry, value, units, other)
    text = planned(value) if isinstance(value, Dates) and entry.is_overdue else in_words(entry, value, units)
    return f"{text}{whom_of(entry) if whom else ''}"


def whom_of(entry: Entry) -> str:
    """Return for which variants a figure of some speaks: " (Turbo S, Turbo GT)", ", 4 of 12 variants"."""
    names = entry.partial
    if not names:
        return ""
    if len(names) > _FEW:
        return f", {len(names)} of {len(entry.subject.variants)} variants"
    return f" ({', '.join(map(bare_name, names))})"


def bare_name(name: str) -> str:
    """Return a variant's name; one without a name is called by what sets it apart: "(dual-motor)"."""
    return name.removeprefix("(").removesuffix(")")


#: As many variants are told by name.
_FEW = 2


def planned(value: Dates) -> str:
    """Return "planned for March 2024" of a schedule that has passed and that nobody has confirmed."""
    # with an open start its words begin with "before", "by" or "until"
    return f"planned {value.show()}" if value.first is None else f"planned for {value.calendar}"


def in_words(entry: Entry, value: Value | None, units: UnitChoice) -> str:
    """Return a value of an entry's row in words: in the table's unit, with names in place of ids."""
    if isinstance(value, Categories) and entry.names:
        value = entry.named(value)
    shown = in_units(value, entry.row, units)
    if shown is None:
        return ABSENT
    if isinstance(shown, Span):
        return shown.show(grouped=True, padded=False)
    return unpadded(shown).show(grouped=True) if isinstance(shown, Measure) else shown.show()


def relation_in_words(
    entry: Entry, relation: Relation, units: UnitChoice, other: Subject | None = None
) -> str:
    """Return "less than iX3's 345 kW", "more than U11's", or "more than 514 km" of the other side."""
    related = entry.related[relation]
    if related.target is None:
        return relation.show()
    target = related.target.subject
    figure = in_words(related.target, related.figure, units) if related.figure is not None else ""
    if other is not None and target.generation == other.generation and figure:
        return f"{relation.direction} {figure}"
    name = (target.code if target.model == entry.subject.model else target.model) or target.label
    return f"{relation.direction} {name}'s {figure}".rstrip()


def stated(entry: Entry, units: UnitChoice) -> str:
    """Return what an entry says, with its status if it is not out: "≈ 437 km, estimated"."""
    status = entry.status
    if status is None or entry.value is None or status in FIRM:
        return text_of(entry, units)
    if status == "expected" and entry.is_overdue:
        # "planned for" says so already
        return text_of(entry, units)
    if status != "estimated":
        return f"{text_of(entry, units)}, {status}"
    value = entry.shown(units)
    if isinstance(value, Measure) and value.bound == "about":
        # the sign says so already
        value = unpadded(value)
        return f"≈ {value.number('low', grouped=True)} {value.unit}, {status}"
    return f"≈ {text_of(entry, units)}, {status}"


def cell_of(
    entry: Entry, units: UnitChoice, sources: SourceList, notes: tuple[int, ...] = (), mark: Mark = ""
) -> Cell:
    """Return the cell of a table in which statuses have no column of their own."""
    return Cell(stated(entry, units), notes, mark, data_of(entry, units, sources))


def data_of(entry: Entry, units: UnitChoice, sources: SourceList) -> dict[str, JSON]:
    """Return the value for programs: numbers, unit, bound, what was printed, status, sources' ids."""
    value = entry.shown(units)
    if value is None:
        return {}
    data: dict[str, JSON] = {**value.data()}
    first = entry.supporting[0]
    data["printed"] = first.printed or first.value.text
    data["status"] = entry.status
    data["sources"] = sources.ids(entry.sources)
    data["firm"] = entry.status in FIRM and not entry.is_overdue
    if entry.partial:
        data["variants"] = list(entry.partial)
        data["variant_count"] = len(entry.subject.variants)
    return data
