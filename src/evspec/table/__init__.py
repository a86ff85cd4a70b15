"""A neutral table document and one writer per format."""

from evspec.table.document import JSON, Align, Cell, Column, Mark, Note, Row, Span
from evspec.table.tabular import Table, Tabular

__all__ = ["JSON", "Align", "Cell", "Column", "Mark", "Note", "Row", "Span", "Table", "Tabular"]
