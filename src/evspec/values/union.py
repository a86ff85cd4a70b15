"""The union of all value types, and how much each of them settles."""

from __future__ import annotations

from typing import TypeAlias

from evspec.measures import Measure
from evspec.values.categories import Categories
from evspec.values.curve import Curve
from evspec.values.dates import Dates
from evspec.values.plain import Flag, Relation, Text, Unknown
from evspec.values.span import Span

__all__ = ["Value", "agree", "definiteness", "holds"]


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


def agree(a: Value, b: Value) -> bool:
    """Tell whether two values say the same, within rounding.

    Unlike equality this is not transitive: 459 km and 460 km both agree with 286 mi and not with
    each other. Values of different types never agree.
    """
    if isinstance(a, Measure) and isinstance(b, Measure):
        return a.kind == b.kind and a.agrees_with(b)
    if isinstance(a, Measure | Span) and isinstance(b, Measure | Span):
        return a.kind == b.kind and Span.around(a).agrees_with(Span.around(b))
    return type(a) is type(b) and a.agrees_with(b)  # type: ignore[arg-type]  # the same type


def holds(bound: Value, value: Value) -> bool:
    """Tell whether a one-sided bound is true of a definite value: "up to 514 km" of 514 km."""
    return (
        isinstance(bound, Measure)
        and isinstance(value, Measure)
        and definiteness(bound) == 1
        and definiteness(value) == 0
        and bound.kind == value.kind
        and bound.contains(value)
    )
