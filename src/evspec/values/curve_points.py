"""The points of a charging curve, from whatever holds pairs of numbers: lists, dicts, arrays, frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from numbers import Real
from typing import Any, Final

from evspec.errors import ParseError, check_type, spelled
from evspec.units import is_quantity, library_of, plain_scalar

__all__ = ["FEWEST", "FULL", "checked_points", "real"]

FULL: Final = 100.0
FEWEST: Final = 2
#: More points than any log of a charging session has.
_MOST: Final = 1_000_000
_INFINITE: Final = float("inf")
#: The types of most numbers.
_PLAIN: Final = frozenset({int, float})
_FORM: Final = "a charging curve is a list of at least two pairs [percent, kW]"


def checked_points(given: object) -> tuple[tuple[float, float], ...]:
    """Return the points of a curve: pairs of numbers, of which the first ones rise within 0 to 100.

    Parameters
    ----------
    given
        Pairs of percent and kW in a list or any other iterable; a dict of percent to kW, or of two columns;
        an array of two columns; a DataFrame of two columns, a Series of kW by percent.

    Raises
    ------
    ParseError
        With the first point that is none.
    """
    rows = _rows(given)
    if rows is None or len(rows) < FEWEST:
        raise ParseError(_FORM, _text_of(given))
    points: list[tuple[float, float]] = []
    last = -1.0
    for place, pair in enumerate(rows, start=1):
        numbers = _numbers(pair)
        if numbers is None:
            words = f"point {place} of the curve is {str(pair)[:60]}; write [percent, kW]"
            raise ParseError(words, _text_of(given))
        soc, power = numbers
        if 0 <= soc <= FULL and soc > last and 0 <= power < _INFINITE:
            points.append(numbers)
            last = soc
            continue
        words = f"point {place} of the curve is {power:g} kW; power is a number, 0 or more"
        if not 0 <= soc <= FULL:
            words = f"point {place} of the curve is at {soc:g} %; state of charge lies within 0 to 100"
        elif soc <= last:
            words = f"point {place} of the curve is at {soc:g} % after {last:g} %; it must rise"
        raise ParseError(words, _text_of(given))
    return tuple(points)


def _text_of(given: object) -> str:
    return spelled(given)[:200] if isinstance(given, list | tuple | str) else type(given).__name__


def real(name: str, given: object) -> float:
    """Return a number as a float; one that no float holds is infinite."""
    number: Any = plain_scalar(given)
    check_type(name, number, Real, "a number or, where it has a unit, a Measure")
    try:
        return float(number)
    except OverflowError:
        return float("-inf" if number < 0 else "inf")


def _numbers(pair: object) -> tuple[float, float] | None:
    """Return the two numbers of a point, None if it is none."""
    if type(pair) is list and len(pair) == 2 and {*map(type, pair)} <= _PLAIN:
        with suppress(OverflowError):
            return float(pair[0]), float(pair[1])
    if isinstance(pair, str | bytes | Mapping) or not isinstance(pair, Iterable):
        return None
    numbers = [plain_scalar(number) for number in islice(pair, 3)]
    if len(numbers) != 2 or not all(isinstance(n, Real) and not isinstance(n, bool) for n in numbers):
        return None
    return real("a number of a curve", numbers[0]), real("a number of a curve", numbers[1])


def _rows(given: object) -> list[object] | None:
    """Return the pairs that something holds, None if it holds none."""
    theirs: Any = given
    if type(given) is list:
        return given[:_MOST]
    if isinstance(given, str | bytes) or is_quantity(given) or getattr(given, "ndim", 2) == 0:
        return None
    if isinstance(given, Mapping):
        columns = [_column(column) for column in given.values()]
        if len(columns) == 2 and None not in columns:
            return [*zip(*columns, strict=False)] if len({*map(len, columns)}) == 1 else None  # type: ignore[arg-type]
        return [*given.items()]
    library = library_of(type(given))
    if library == "pandas" and hasattr(theirs, "to_numpy") and hasattr(theirs, "items"):
        return [*theirs.items()] if getattr(theirs, "ndim", 2) == 1 else [*theirs.to_numpy().tolist()]
    if library == "polars" and hasattr(theirs, "rows"):
        return [*theirs.rows()]
    if library == "pyarrow" and hasattr(theirs, "columns"):
        return [*zip(*(column.to_pylist() for column in theirs.columns), strict=True)]
    if hasattr(theirs, "tolist") and getattr(theirs, "ndim", 0) == 2:
        return [*theirs.tolist()]
    return [*islice(given, _MOST)] if isinstance(given, Iterable) else None


def _column(given: object) -> list[object] | None:
    """Return a column of numbers, None if it is none."""
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        return None
    return [*islice(given, _MOST)]
