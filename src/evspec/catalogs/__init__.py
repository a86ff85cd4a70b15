"""Catalogs of vehicles: from files to the model; `dumping` leads back."""

from evspec.catalogs.catalog import Catalog
from evspec.catalogs.loading import builtin, load, validate
from evspec.catalogs.store import Store

__all__ = ["Catalog", "Store", "builtin", "load", "validate"]
