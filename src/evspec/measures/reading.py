"""`measure`: from a text that a person wrote to a Measure."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

from evspec.measures.quick import quick
from evspec.measures.view import Measure

__all__ = ["measure"]

_F = TypeVar("_F", bound=Callable[..., object])


def _remembered(function: _F) -> _F:
    """Remember what a function returned: press figures repeat, and a Measure never changes."""
    return cast("_F", lru_cache(maxsize=8192)(function))


@_remembered
def measure(text: str, *, decimal: str = ".") -> Measure:
    """Read one published figure.

    Parameters
    ----------
    text
        A number or a range with its unit, at most 200 characters, with the bound, the cycle and
        other printings of the same figure where they were published with it.
    decimal
        The decimal mark, "." or ",".

    Returns
    -------
    Measure
        The figure, shown in the unit in which it was published.

    Raises
    ------
    ParseError
        If the text is not one figure, or only doubtfully: with its column and what would be right.

    Examples
    --------
    >>> measure("319 miles (514 km) WLTP")
    <Measure 319 mi WLTP>
    >>> measure("77,4 kWh", decimal=",")
    <Measure 77.4 kWh>
    >>> measure("319 miles (600 km)")
    Traceback (most recent call last):
    ...
    evspec.errors.ParseError: the figure in 'km' is not the one in 'mi' (in '319 miles (600 km)', column 12)
    """
    if not isinstance(text, str):
        raise TypeError(f"a figure is read from text, not from {type(text).__name__}; see Measure.of")
    if decimal == ".":
        found = quick(text)
        if found is not None:
            return found
    elif decimal != ",":
        raise ValueError(f"the decimal mark is '.' or ',', not {decimal!r}")
    # Most programs never meet a text that needs the whole grammar.
    from evspec.measures.grammar import read

    figure = read(text, decimal)
    return Measure(figure, figure.clock or figure.unit)
