"""Catalogs of vehicles: from files to the model, and back."""

from typing import TYPE_CHECKING, Any

from evspec.catalogs.catalog import Catalog
from evspec.catalogs.loading import builtin, load, validate
from evspec.catalogs.shelf import Shelf

if TYPE_CHECKING:
    from evspec.catalogs.dumping import dump

__all__ = ["Catalog", "Shelf", "builtin", "dump", "load", "validate"]


def __getattr__(name: str) -> Any:
    # reading, which is what most programs do, needs no writer
    if name == "dump":
        from evspec.catalogs.dumping import dump

        return dump
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
