"""The note on one cell, and what of it goes where below a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims import cite_claims, merged
from evspec.table import Note, Span
from evspec.wording.editions import other_edition_in_words
from evspec.wording.facts import Facts, asides_of, capital, leaned_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evspec.claims import Claim, Entry
    from evspec.specs import UnitChoice
    from evspec.wording.facts import Cited, Fact

__all__ = ["details_of", "edition_note", "facts_of", "named", "note_of"]


def named(claims: Sequence[Claim], remark: str = "", lead: str = "; ") -> Sequence[Span]:
    """Cite claims by the names of their sources."""
    return [Span(" ("), *cite_claims(claims), Span(f"{lead}{remark})" if remark else ")")]


def note_of(entry: Entry, units: UnitChoice, asides: Sequence[Entry] = ()) -> Note | None:
    """Return the note on a cell, None if there is nothing to say.

    Parameters
    ----------
    entry
        What the cell shows.
    units
        The units of the table.
    asides
        What the vehicle states in rows of the same spec that the table leaves out.
    """
    facts = (*Facts(entry, units, named).every(), *asides_of(asides, units, named))
    return _joined(
        [Span(f"{capital(fact.lead)} "), *fact.spans] if fact.lead else _sentence(fact) for fact in facts
    )


def _sentence(fact: Fact) -> list[Span]:
    """Return the words of a fact as a sentence begins; whoever is cited first keeps their name as it is."""
    first, *rest = fact.spans
    return [Span(capital(first.text)), *rest] if fact.kind == "edition" else [first, *rest]


def edition_note(entry: Entry, shown: str) -> Note | None:
    """Return the note on a cell of another edition than its column, None on any other."""
    words = other_edition_in_words(entry, shown)
    return _joined([[Span(capital(words))]]) if words else None


def facts_of(entry: Entry, units: UnitChoice, cited: Cited) -> Iterator[Fact]:
    """Yield what changes the meaning of a cell: whom and what it holds for, who says otherwise, what else.

    Parameters
    ----------
    entry, units
        As for `note_of`.
    cited
        How sources are cited.
    """
    facts = Facts(entry, units, cited, beside=False)
    yield from facts.conditions()
    yield from (fact for fact in facts.rest() if fact.kind != "said")


def details_of(entry: Entry, units: UnitChoice) -> tuple[str, ...]:
    """Return what a cell sums up: what each variant states, how the figure is printed, other editions."""
    if len(entry.supporting) == 1 and not (entry.others or entry.partial or leaned_on(entry)):
        # most cells sum up nothing
        return ()
    facts = (fact for fact in Facts(entry, units, named).every() if fact.kind == "beside")
    return tuple(capital(f"{fact.lead} {''.join(s.text for s in fact.spans)}".strip()) for fact in facts)


def _joined(sentences: Iterable[list[Span]]) -> Note | None:
    """Put a full stop behind each sentence and make one note of them, None of no sentence."""
    spans: list[Span] = []
    for sentence in sentences:
        spans += [*([Span(" ")] if spans else []), *sentence, Span(".")]
    return Note(tuple(merged(spans))) if spans else None
