"""Sources, claims, variants and generations: frozen values without input or output."""

from evspec.model.claim import FIRM, STATUSES, Attribution, Claim, Qualifiers, Row, Statement, Status
from evspec.model.record import Record
from evspec.model.selection import Selection, unlike, unstated, weakest
from evspec.model.source import SOURCE_KINDS, Source, SourceKind, in_code, show_date
from evspec.model.vehicle import Lookup, Vehicle, rows_of
from evspec.model.versions import Generation, Variant

__all__ = [
    "FIRM",
    "SOURCE_KINDS",
    "STATUSES",
    "Attribution",
    "Claim",
    "Generation",
    "Lookup",
    "Qualifiers",
    "Record",
    "Row",
    "Selection",
    "Source",
    "SourceKind",
    "Statement",
    "Status",
    "Variant",
    "Vehicle",
    "in_code",
    "rows_of",
    "show_date",
    "unlike",
    "unstated",
    "weakest",
]
