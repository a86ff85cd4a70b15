"""A neutral table document and one writer per format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evspec.table.tabular import Tabular

if TYPE_CHECKING:
    from evspec.table.document import JSON, Cell, Column, Note, Row, Span, Table

__all__ = ["JSON", "Cell", "Column", "Note", "Row", "Span", "Table", "Tabular"]


def __getattr__(name: str) -> Any:
    """Load the document on first use: a car that is only read needs no table."""
    if name not in __all__:
        raise AttributeError(f"module 'evspec.table' has no attribute {name!r}")
    from evspec.table import document

    return getattr(document, name)
