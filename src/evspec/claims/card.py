"""What a notebook shows of one claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims.citations import cite_claims
from evspec.table import Cell, Column, Note, Row, Span, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.claims.claim import Claim

__all__ = ["claim_card"]


def claim_card(claim: Claim) -> Table:
    """Make a table of one claim: figure, conditions, status, and why it was selected.

    Parameters
    ----------
    claim
        Which one.

    Returns
    -------
    Table
        A row for each thing that the claim says; the note of the figure has the source with its link.
    """
    rows = [Row("value", claim.row.label, "", (Cell(claim.value.show(), (1,)),))]
    rows += [Row(key, label, "", (Cell(text),)) for key, label, text in _details(claim) if text]
    cited = cite_claims([claim])
    title = [Span(f": {claim.source.title}")] if claim.source.title else []
    return Table(
        title=claim.about,
        columns=(Column("claim", "Claim"),),
        rows=tuple(rows),
        notes=(Note((*cited, *title)),),
    )


def _details(claim: Claim) -> Iterator[tuple[str, str, str]]:
    splits = dict(claim.row.splits)
    others = [f"{name} {value}" for name, value in claim.qualifiers.items() if name not in splits]
    yield "qualifiers", "Conditions", ", ".join(others)
    yield "status", "Status", claim.status
    yield "edition", "Edition", claim.edition
    yield "printed", "Printed", claim.printed
    yield "doubt", "Doubted", claim.doubt
    yield "note", "Remark", claim.note
    yield "why", "Why this one", claim.why
