"""A neutral table document and one writer per format."""

from __future__ import annotations

from evspec.table.document import JSON, Cell, Column, Note, Row, Span, Table, Tabular

__all__ = ["JSON", "Cell", "Column", "Note", "Row", "Span", "Table", "Tabular"]
