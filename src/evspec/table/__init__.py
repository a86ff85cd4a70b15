"""A neutral table document and one writer per format."""

from __future__ import annotations

from evspec.table.document import JSON, Cell, Column, Note, Row, Span, Table
from evspec.table.tabular import Tabular

__all__ = ["JSON", "Cell", "Column", "Note", "Row", "Span", "Table", "Tabular"]
