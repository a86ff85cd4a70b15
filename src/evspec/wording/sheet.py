"""The words around tables, and the spec sheet of one vehicle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from evspec.claims import SourceList
from evspec.claims.source import last_day
from evspec.languages.speech import say, speaking, speech, word
from evspec.specs import QUALIFIERS, SPECS, UnitChoice
from evspec.table import Cell, Column, Row, Table
from evspec.table.document import without_empty
from evspec.values import read_dates
from evspec.wording.cells import data_of, label_of, status_of, text_of
from evspec.wording.editions import edition_shown, headed
from evspec.wording.footnotes import Footnotes, Notes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from evspec.claims import Entry, QualifiedSpec, Subject
    from evspec.specs import HouseStyle, Spec, System

__all__ = ["group_of", "known_in_words", "latest", "rows_aside", "spec_sheet", "units_in_words"]

_SYSTEM_NAMES: dict[System, str] = {"metric": "metric", "us": "US units", "uk": "UK units"}


def units_in_words(units: UnitChoice, rows: Iterable[QualifiedSpec]) -> str:
    """Return "metric", or "US units, torque in N·m" where some specs have units of their own.

    Of those that a house has, what the rows of the table show.
    """
    decided = dict.fromkeys(units.of_house(row.spec, row.splits) for row in rows)
    own = (one for one in decided if one and one[2] != SPECS[one[0]].unit(units.system))
    told = (*((key, (), symbol) for key, symbol in units.chosen), *own)
    behind = {key: f" ({speech().unit(symbol)})" for key, symbol in units.beside}
    others = (
        say(
            "{label} in {unit}",
            label=_within(key, conditions),
            unit=speech().unit(symbol) + behind.get(key, ""),
        )
        for key, conditions, symbol in told
    )
    return ", ".join([word(_SYSTEM_NAMES[units.system]), *others])


def _within(key: str, conditions: tuple[tuple[str, str], ...]) -> str:
    """Return what a spec or a row of it is called within a sentence: "torque", "consumption (EPA)"."""
    label = word(SPECS[key].label, key)
    label = label if speech().capitals else label.lower()
    told = ", ".join(QUALIFIERS[name].said(value) for name, value in conditions)
    return f"{label} ({told})" if told else label


def spec_sheet(
    subject: Subject,
    entries: Iterable[Entry],
    units: UnitChoice,
    notes: Notes,
    locale: str = "",
    house: HouseStyle | None = None,
) -> Table:
    """Return the table of everything that is stated of one vehicle, with status and sources."""
    with speaking(locale, house):
        return evolve(_spec_sheet(subject, entries, units, notes), locale=locale, **manner_of(house))


def manner_of(house: HouseStyle | None) -> dict[str, Any]:
    """Return the fields of a table that a house decides."""
    return {} if house is None else {"best": house.best, "thousands": house.thousands}


def _spec_sheet(subject: Subject, entries: Iterable[Entry], units: UnitChoice, notes: Notes) -> Table:
    footnotes, sources = Footnotes(notes, units), SourceList()
    rows, shown = [], tuple(entries)
    edition = edition_shown(shown)
    for entry in shown:
        row = entry.row
        cell = Cell(text_of(entry, units), data=data_of(entry, units, sources))
        label = label_of(row, [entry])
        cell = footnotes.mark(cell, entry, edition=edition, row=label)
        if entry.selection is None and not cell.notes:
            continue
        status = Cell(status_of(entry) if entry.supporting else "")
        rows.append(Row(row.key, label, group_of(row), (cell, status)))
    head = Column(subject.id, headed(subject.called, subject, edition))
    made, told = footnotes.settled(rows, [head, Column("status", say("Status"))])
    table = Table(
        title=subject.name,
        subtitle="; ".join(
            filter(None, (units_in_words(units, [entry.row for entry in shown]), latest([subject])))
        ),
        columns=made.columns,
        rows=tuple(made.rows),
        notes=told,
        sources=footnotes.sources,
        footer=tuple(footnotes.footer()),
        data={"sources": sources.data},
    )
    return without_empty(table, "status")


def group_of(row: QualifiedSpec) -> str:
    """Return the heading of a row's group."""
    return word(row.spec.group.capitalize())


def rows_aside(
    every: Iterable[QualifiedSpec], kept: Iterable[QualifiedSpec]
) -> dict[QualifiedSpec, tuple[QualifiedSpec, ...]]:
    """Return the rows that a table leaves out and tells in the notes of another row of their spec.

    That is the first row of the spec that is kept.
    """
    shown = dict.fromkeys(kept)
    first: dict[Spec, QualifiedSpec] = {}
    for row in every:
        if row in shown:
            first.setdefault(row.spec, row)
    asides: dict[QualifiedSpec, list[QualifiedSpec]] = {}
    for row in every:
        if row not in shown and row.spec in first:
            asides.setdefault(first[row.spec], []).append(row)
    return {row: tuple(others) for row, others in asides.items()}


def known_in_words(subject: Subject) -> str:
    """Return "known on 12 March 2026", or "known today" where no day was named."""
    day = subject.as_of_date
    return say("known on {date}", date=_shown(day)) if day else say("known today")


def _shown(day: dt.date) -> str:
    return read_dates(day.isoformat()).show(speech=speech())


def latest(subjects: Sequence[Subject]) -> str:
    """Return "sources up to 12 March 2026", or "as of" the day of knowledge."""
    days = {subject.as_of_date for subject in subjects}
    known = days.pop() if len(days) == 1 else None
    dates = [subject.newest for subject in subjects if subject.newest is not None]
    if not dates:
        return _as_of(known) if known else ""
    upto = say("sources up to {date}", date=max(dates, key=last_day).show(speech=speech()))
    return f"{_as_of(known)}; {upto}" if known else upto


def _as_of(day: dt.date) -> str:
    is_plain = speech().babel is None and speech().dates == "day first"
    return say("as of {date}", date=day if is_plain else _shown(day))
