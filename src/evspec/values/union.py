"""The union of all value types, and how much each of them settles."""

from __future__ import annotations

from typing import Literal, TypeAlias

from evspec.measures import Measure
from evspec.values.categories import Categories
from evspec.values.curve import Curve
from evspec.values.dates import Dates
from evspec.values.plain import Flag, Relation, Text, Unknown
from evspec.values.span import Span

__all__ = ["Order", "Value", "definiteness"]

Order: TypeAlias = Literal["less", "equal", "greater", "undecided"]
Value: TypeAlias = Measure | Span | Categories | Flag | Text | Dates | Curve | Relation | Unknown


def definiteness(value: Value) -> int:
    """Rank a value by how much it settles.

    Returns
    -------
    int
        0 for a definite figure, 1 for a one-sided one, 2 for a relation, 3 for a stated unknown.
    """
    if isinstance(value, Unknown):
        return 3
    if isinstance(value, Relation) or (isinstance(value, Dates) and value.event):
        return 2
    if isinstance(value, Measure | Span | Dates):
        ends = (value.first, value.last) if isinstance(value, Dates) else (value.low, value.high)
        return int(None in ends)
    if isinstance(value, Categories):
        return int(not value.includes)
    return 0
