"""The notes of a table, collected and numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import evolve

from evspec.claims import cite_sources, merged
from evspec.languages.speech import say
from evspec.table import Note, Span
from evspec.wording.editions import other_edition_in_words
from evspec.wording.notes import note_of, short_note_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evspec.claims import Entry, Source
    from evspec.specs import UnitChoice

__all__ = ["NOTES", "Footnotes", "Notes"]

Notes: TypeAlias = Literal["full", "short", False]

NOTES: tuple[Notes, ...] = ("full", "short", False)


class Footnotes:
    """Collects the notes of one table, numbers them, and gives equal notes one number.

    Parameters
    ----------
    notes
        "full"; "short" for the sources of each figure alone; False for none at all.
    units
        The units of the table.
    """

    def __init__(self, notes: Notes, units: UnitChoice) -> None:
        self._wanted = notes
        # what a source is quoted with keeps its digits
        self._units = evolve(units, numbers=())
        self._numbers: dict[Note, int] = {}
        self._plain: dict[str, dict[Source, None]] = {}
        self._aged: dict[str, list[str]] = {}
        self._terms: dict[str, None] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes in the order of their numbers."""
        return tuple(self._numbers)

    def add(
        self, entry: Entry, asides: Sequence[Entry] = (), edition: str = "", label: str = ""
    ) -> tuple[int, ...]:
        """Return the numbers of the notes on a cell, or nothing if there is nothing to say.

        A cell without a note has its sources named below the table, by column.

        Parameters
        ----------
        entry
            What the cell shows.
        asides
            What the vehicle states in rows of the same spec that the table leaves out.
        edition
            The edition of the cell's column, if that mixes several: a cell of another one says so.
        label
            What the column is called; the vehicle's own label by default.
        """
        label = label or entry.subject.called
        other = other_edition_in_words(entry, edition)
        if self._wanted is False:
            if other:
                told = say("{edition} of {vehicle}", edition=other, vehicle=label)
                self._aged.setdefault(told, []).append(entry.row.label)
            return ()
        self._terms |= dict.fromkeys(one.attribution for one in entry.sources if one.attribution)
        note = (short_note_of if self._wanted == "short" else note_of)(entry, self._units, asides)
        if note is not None:
            return (self._number(note), *self._aged_note(other))
        if entry.supporting:
            named = self._plain.setdefault(label, {})
            named |= dict.fromkeys(entry.sources)
        return self._aged_note(other)

    def _aged_note(self, words: str) -> tuple[int, ...]:
        return (self._number(Note((Span(f"{words}."),))),) if words else ()

    def _number(self, note: Note) -> int:
        return self._numbers.setdefault(note, len(self._numbers) + 1)

    def footer(self) -> Iterator[tuple[Span, ...]]:
        """Yield the line that names the sources of cells without a note, and what their licenses have it say.

        Without any notes, yield instead which cells are of another edition than their column.
        """
        for words, labels in self._aged.items():
            yield (Span(f"{words}: {'; '.join(labels)}."),)
        if self._plain:
            yield self._sources()
        for terms in self._terms:
            yield (Span(terms),)

    def _sources(self) -> tuple[Span, ...]:
        line = [Span((say("Figures without a note.") if self._numbers else say("Sources.")) + " ")]
        for n, (label, sources) in enumerate(self._plain.items()):
            line += [Span(f"{'. ' if n else ''}{label}: "), *cite_sources(sources)]
        return tuple(merged([*line, Span(".")]))
