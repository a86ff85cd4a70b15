"""The sources of a table by their numbers, with the words in which they hedge."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evspec.claims import Source, cite_sources, hedges_of, merged
from evspec.languages.speech import say
from evspec.table import Note, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evspec.claims import Claim

__all__ = ["NumberedSources"]

#: So many rows are named in which a source hedges with the same words.
_FEW_ROWS = 2


class _Cited(NamedTuple):
    """A source: its number, the rows in which it says something, and by words those in which it hedges."""

    number: int
    rows: dict[str, None]
    hedges: dict[str, dict[str, None]]


class NumberedSources(dict[Source, _Cited]):
    """Numbers the sources of a table, and keeps how each words what it says, by row."""

    def __missing__(self, source: Source) -> _Cited:
        self[source] = made = _Cited(len(self) + 1, {}, {})
        return made

    def cite(self, claims: Iterable[Claim], row: str) -> tuple[int, ...]:
        """Return the numbers of those who say something in a row."""
        numbers = []
        for claim in claims:
            cited = self[claim.attribution.source]
            numbers.append(cited.number)
            cited.rows[row] = None
            for hedge in hedges_of(claim):
                cited.hedges.setdefault(hedge, {})[row] = None
        return tuple(numbers) if len(numbers) == 1 else tuple(sorted(set(numbers)))

    @property
    def is_hedged(self) -> bool:
        """Whether some source hedges."""
        return any(cited.hedges for cited in self.values())

    def notes(self) -> Iterator[Note]:
        """Yield each source with its words: "Volt, 1 Feb 2026: “should” (Power), “may” (Torque; Range)"."""
        for source, cited in self.items():
            told = [
                hedge if len(rows) == len(cited.rows) else f"{hedge} ({_few(list(rows))})"
                for hedge, rows in cited.hedges.items()
            ]
            spans = cite_sources([source])
            yield Note(tuple(merged([*spans, Span(f": {', '.join(told)}")] if told else spans)))


def _few(rows: Sequence[str]) -> str:
    """Return the names of rows, or their number where they are many."""
    if len(rows) <= _FEW_ROWS:
        return "; ".join(rows)
    return say("{count} row", "{count} rows", count=len(rows))
