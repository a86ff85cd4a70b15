"""What sources say of vehicles: claims, who says them and how surely, and which of them counts."""

from evspec.claims.claim import (
    FIRM,
    STATUSES,
    Attribution,
    Claim,
    QualifiedSpec,
    Qualifiers,
    Statement,
    Status,
)
from evspec.claims.record import Record
from evspec.claims.selection import Selection, unlike, unstated, weakest
from evspec.claims.source import SOURCE_KINDS, Source, SourceKind, in_code, show_date

__all__ = [
    "FIRM",
    "SOURCE_KINDS",
    "STATUSES",
    "Attribution",
    "Claim",
    "QualifiedSpec",
    "Qualifiers",
    "Record",
    "Selection",
    "Source",
    "SourceKind",
    "Statement",
    "Status",
    "in_code",
    "show_date",
    "unlike",
    "unstated",
    "weakest",
]
