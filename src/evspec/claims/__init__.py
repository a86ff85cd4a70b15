"""What sources say of vehicles: claims, who says them and how surely, and which of them counts."""

from evspec.claims.citations import SourceList, cite_sources, merged, publisher_of
from evspec.claims.claim import Claim, Statement, cite_claims, hedges_of
from evspec.claims.entry import Entry, Related, Subject
from evspec.claims.precedence import left_out
from evspec.claims.qualified import QualifiedSpec, Qualifiers
from evspec.claims.record import Record, Replacement
from evspec.claims.selection import Selection, unlike, unstated
from evspec.claims.source import (
    CHECKED,
    FIRM,
    SOURCE_KINDS,
    STATUSES,
    TIERS,
    WORKED_OUT,
    Attribution,
    Source,
    SourceKind,
    Status,
    as_source,
    in_code,
    show_date,
    weakest,
)  # fmt: skip

__all__ = [
    "CHECKED",
    "FIRM",
    "SOURCE_KINDS",
    "STATUSES",
    "TIERS",
    "WORKED_OUT",
    "Attribution",
    "Claim",
    "Entry",
    "QualifiedSpec",
    "Qualifiers",
    "Record",
    "Related",
    "Replacement",
    "Selection",
    "Source",
    "SourceKind",
    "SourceList",
    "Statement",
    "Status",
    "Subject",
    "as_source",
    "cite_claims",
    "cite_sources",
    "hedges_of",
    "in_code",
    "left_out",
    "merged",
    "publisher_of",
    "show_date",
    "unlike",
    "unstated",
    "weakest",
]
