"""What holds between values of any two types."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from evspec.measures import Measure
from evspec.values.amounts import Amounts
from evspec.values.categories import Categories
from evspec.values.plain import Text
from evspec.values.span import Span
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Value", "agree", "holds", "joined"]

#: What a claim says: a figure, or what has a type of its own here.
Value: TypeAlias = Measure | BaseValue


def agree(a: Value, b: Value) -> bool:
    """Tell whether two values say the same, within rounding.

    Unlike equality this is not transitive: 459 km and 460 km both agree with 286 mi and not with
    each other. Values of different types never agree.
    """
    if isinstance(a, Measure) and isinstance(b, Measure):
        return a.kind == b.kind and a.agrees_with(b)
    if isinstance(a, Measure | Span) and isinstance(b, Measure | Span):
        return a.kind == b.kind and Span.around(a).agrees_with(Span.around(b))
    return type(a) is type(b) and isinstance(a, BaseValue) and a.agrees_with(b)


def holds(bound: Value, value: Value) -> bool:
    """Tell whether a one-sided bound is true of a definite value: "up to 514 km" of 514 km."""
    return (
        isinstance(bound, Measure)
        and isinstance(value, Measure)
        and bound.definiteness == 1
        and value.definiteness == 0
        and bound.kind == value.kind
        and bound.contains(value)
    )


def joined(values: Sequence[Value], *, in_a_span: bool) -> Value:
    """Return what one or more values come to that are said of parts of one whole, such as of variants.

    Parameters
    ----------
    values
        The values.
    in_a_span
        Whether figures reach from the lowest to the highest; else they stand side by side.
    """
    first = values[0]
    if all(value == first for value in values):
        return first
    figures = [value for value in values if isinstance(value, Measure)]
    if in_a_span and len(figures) == len(values):
        # amounts of two currencies have no span
        return (Span if len({figure.kind for figure in figures}) == 1 else Amounts).over(figures)
    if isinstance(first, BaseValue):
        alike = [value for value in values if isinstance(value, type(first))]
        united = first.united(alike) if len(alike) == len(values) else None
        if united is not None:
            return united
    shown = sorted({value.show() for value in values})
    return Categories(tuple(shown)) if len(shown) > 1 else Text(shown[0])
