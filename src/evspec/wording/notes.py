"""The note on one cell, and what of it goes where below a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims import FIRM, cite_claims, merged
from evspec.languages.speech import say, word
from evspec.specs import NOT_STATED, QUALIFIERS
from evspec.table import Note, Span
from evspec.values import Relation
from evspec.wording.cells import in_words
from evspec.wording.editions import other_edition_in_words
from evspec.wording.facts import Fact, Facts, capital, leaned_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evspec.claims import Claim, Entry, QualifiedSpec
    from evspec.specs import UnitChoice
    from evspec.wording.facts import Cited

__all__ = ["asides_of", "detail", "edition_note", "facts_of", "named", "note_of"]


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
    facts = (*Facts(entry, units, named, named).every(), *asides_of(asides, units, named))
    return _joined(
        [Span(capital(fact.opening)), *fact.spans] if fact.lead else _sentence(fact) for fact in facts
    )


def _sentence(fact: Fact) -> list[Span]:
    """Return the words of a fact as a sentence begins; whoever is cited first keeps their name as it is."""
    first, *rest = fact.spans
    return [Span(capital(first.text)), *rest] if fact.kind == "edition" else [first, *rest]


def asides_of(asides: Iterable[Entry], units: UnitChoice, cited: Cited) -> Iterator[Fact]:
    """Tell the figures of other rows of the same spec: "EPA: about 400 mi, expected (…)"."""
    for entry in asides:
        if entry.value is None or isinstance(entry.value, Relation):
            continue
        weak = "" if entry.status in FIRM else f", {word(entry.status or '')}"
        words = Span(f"{in_words(entry, entry.value, units)}{weak}")
        told = [words, *cited(entry.supporting)]
        yield Fact("also", _condition(entry.row), told, row=entry.row, apart=True)


def _condition(row: QualifiedSpec) -> str:
    """Return what sets a row apart, at the start of a sentence: "EPA", "Without a SoC window"."""
    unstated = [name for name, value in row.splits if value == NOT_STATED]
    words = row.condition("{condition}")
    if unstated and words == word(QUALIFIERS[unstated[0]].title):
        return word(f"Without a {QUALIFIERS[unstated[0]].title}{' window' if unstated[0] == 'soc' else ''}")
    return f"{words[:1].upper()}{words[1:]}" or say("Unqualified")


def edition_note(entry: Entry, shown: str) -> Note | None:
    """Return the note on a cell of another edition than its column, None on any other."""
    words = other_edition_in_words(entry, shown)
    return _joined([[Span(capital(words))]]) if words else None


def facts_of(entry: Entry, units: UnitChoice, cited: Cited, *, opens: bool = True) -> Iterator[Fact]:
    """Yield what changes the meaning of a cell: whom and what it holds for, who says otherwise, what else.

    And what the cell sums up ("beside"): what each variant states, how the figure is printed, other editions.

    Parameters
    ----------
    entry, units
        As for `note_of`.
    cited
        How sources are cited; behind what the cell sums up they are cited by name.
    opens
        Whether what it sums up is told.
    """
    if entry.is_plain:
        return iter(())
    # one claim that stands alone sums up nothing, whatever its printings
    is_sum = len(entry.supporting) != 1 or entry.others or entry.partial or leaned_on(entry)
    return Facts(entry, units, cited, named if opens and is_sum else None).around()


def detail(fact: Fact) -> str:
    """Return the line in which a cell tells what it sums up."""
    return capital(f"{fact.opening}{''.join(span.text for span in fact.spans)}")


def _joined(sentences: Iterable[list[Span]]) -> Note | None:
    """Put a full stop behind each sentence and make one note of them, None of no sentence."""
    spans: list[Span] = []
    for sentence in sentences:
        spans += [*([Span(" ")] if spans else []), *sentence, Span(".")]
    return Note(tuple(merged(spans))) if spans else None
