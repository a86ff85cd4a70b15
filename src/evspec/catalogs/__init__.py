"""Catalogs of vehicles: from files to the model, and back."""

from evspec.catalogs.catalog import Catalog, Store
from evspec.catalogs.dumping import dump
from evspec.catalogs.loading import builtin, load, validate

__all__ = ["Catalog", "Store", "builtin", "dump", "load", "validate"]
