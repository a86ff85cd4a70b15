"""Data sets of agencies and others, read by mappings into catalogs."""

from evspec.datasets.reading import ReadCatalog, read
from evspec.datasets.report import RefusedValue, Report
from evspec.datasets.sketching import sketch

__all__ = ["ReadCatalog", "RefusedValue", "Report", "read", "sketch"]
