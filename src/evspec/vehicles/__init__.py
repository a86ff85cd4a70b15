"""Generations and variants: frozen views of a record, at a time and in an edition."""

from evspec.vehicles.access import (
    numbers_of,
    record_of,
    rows_of,
    selections_of,
    subject_of,
    value_of,
    with_addition,
)
from evspec.vehicles.lineage import precedes, replacements
from evspec.vehicles.naming import with_make, without_make
from evspec.vehicles.vehicle import Addition, Lookup, Vehicle, entry_of
from evspec.vehicles.versions import Generation, Variant

__all__ = [
    "Addition",
    "Generation",
    "Lookup",
    "Variant",
    "Vehicle",
    "entry_of",
    "numbers_of",
    "precedes",
    "record_of",
    "replacements",
    "rows_of",
    "selections_of",
    "subject_of",
    "value_of",
    "with_addition",
    "with_make",
    "without_make",
]
