"""The notes of a table, collected and numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from evspec.claims.citations import cite_sources, merged
from evspec.table import Note, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.claims.claim import QualifiedSpec
    from evspec.claims.source import Source
    from evspec.wording.faces import Face

__all__ = ["NOTES", "Notebook", "Notes"]

Notes: TypeAlias = Literal["full", "short", False]

NOTES: tuple[Notes, ...] = ("full", "short", False)


class Notebook:
    """Collects the notes of one table, numbers them, and gives equal notes one number.

    Parameters
    ----------
    notes
        "full"; "short" for the sources of each figure alone; False for none at all.
    """

    def __init__(self, notes: Notes = "full") -> None:
        self._wanted = notes
        self._numbers: dict[Note, int] = {}
        self._plain: dict[str, dict[Source, None]] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes in the order of their numbers."""
        return tuple(self._numbers)

    def note(self, face: Face, aside: tuple[QualifiedSpec, ...] = ()) -> tuple[int, ...]:
        """Return the number of the note on a cell, or nothing if there is nothing to say.

        A cell without a note has its sources named below the table, by column.

        Parameters
        ----------
        face
            What the cell shows.
        aside
            Rows of the same spec that the table leaves out; the note tells their figures.
        """
        if self._wanted is False:
            return ()
        note = face.note(aside, short=self._wanted == "short")
        if note is not None:
            return (self._numbers.setdefault(note, len(self._numbers) + 1),)
        if face.figure:
            label = face.vehicle.view.label
            named = self._plain.get(label) or self._plain.setdefault(label, {})
            for source in face.sources:
                named[source] = None
        return ()

    def footer(self) -> Iterator[tuple[Span, ...]]:
        """Yield the line that names the sources of cells without a note."""
        if not self._plain:
            return
        line = [Span("Figures without a note. " if self._numbers else "Sources. ")]
        for n, (label, sources) in enumerate(self._plain.items()):
            line += [Span(f"{'. ' if n else ''}{label}: "), *cite_sources(sources)]
        yield tuple(merged([*line, Span(".")]))
