"""Generations and variants: frozen views of a record, at a time and in an edition."""

from evspec.vehicles.vehicle import Lookup, Vehicle, rows_of
from evspec.vehicles.versions import Generation, Variant

__all__ = ["Generation", "Lookup", "Variant", "Vehicle", "rows_of"]
