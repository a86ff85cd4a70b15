"""The notes of a table, collected and numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from evspec.claims import cite_sources, merged
from evspec.table import Note, Span
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
        self._units = units
        self._numbers: dict[Note, int] = {}
        self._plain: dict[str, dict[Source, None]] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes in the order of their numbers."""
        return tuple(self._numbers)

    def add(self, entry: Entry, asides: Sequence[Entry] = ()) -> tuple[int, ...]:
        """Return the number of the note on a cell, or nothing if there is nothing to say.

        A cell without a note has its sources named below the table, by column.

        Parameters
        ----------
        entry
            What the cell shows.
        asides
            What the vehicle states in rows of the same spec that the table leaves out.
        """
        if self._wanted is False:
            return ()
        note = (short_note_of if self._wanted == "short" else note_of)(entry, self._units, asides)
        if note is not None:
            return (self._numbers.setdefault(note, len(self._numbers) + 1),)
        if entry.supporting:
            named = self._plain.setdefault(entry.subject.label, {})
            named |= dict.fromkeys(entry.sources)
        return ()

    def footer(self) -> Iterator[tuple[Span, ...]]:
        """Yield the line that names the sources of cells without a note."""
        if not self._plain:
            return
        line = [Span("Figures without a note. " if self._numbers else "Sources. ")]
        for n, (label, sources) in enumerate(self._plain.items()):
            line += [Span(f"{'. ' if n else ''}{label}: "), *cite_sources(sources)]
        yield tuple(merged([*line, Span(".")]))
