"""Catalogs of vehicles: from files to the model; `dumping` leads back."""

from evspec.catalogs.catalog import Catalog, Store
from evspec.catalogs.loading import builtin, load, validate

__all__ = ["Catalog", "Store", "builtin", "load", "validate"]
