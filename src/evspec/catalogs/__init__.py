"""Catalogs of vehicles: from files to the model, and back."""

from evspec.catalogs.catalog import Catalog, Shelf
from evspec.catalogs.loading import builtin, load, validate
from evspec.catalogs.writing import dump

__all__ = ["Catalog", "Shelf", "builtin", "dump", "load", "validate"]
