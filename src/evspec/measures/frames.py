"""Whole DataFrames: a unit for each of some columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from evspec.errors import EvspecError, ParseError, did_you_mean
from evspec.measures.columns import convert_any, expression_of_texts, rewrapping
from evspec.measures.unread import HINT, Options, Unread
from evspec.units import library_of
from evspec.units import unit as find_unit

__all__ = ["convert_frame", "is_frame"]

#: How many columns an error lists.
_LISTED: Final = 12


class _Way(NamedTuple):
    """How the frames of a library are asked for columns and given new ones."""

    names: Callable[[Any], Sequence[Any]]
    column: Callable[[Any, Any], Any]
    changed: Callable[[Any, Mapping[Any, Any]], Any]


def is_frame(value: object) -> bool:
    """Tell whether something has several columns: a DataFrame, a LazyFrame or a Table."""
    kind = type(value)
    return (library_of(kind), kind.__name__) in _WAYS or (
        library_of(kind) == "narwhals" and kind.__name__ == "DataFrame"
    )


def convert_frame(frame: Any, unit: Any, wanted: Any, options: Options) -> tuple[Any, tuple[Unread, ...]]:
    """Convert columns of a frame.

    Parameters
    ----------
    frame
        A DataFrame of pandas, polars or narwhals, a LazyFrame of polars, or a Table of pyarrow.
    unit, wanted
        As for `convert`, each one for all columns or a mapping from the names of columns; a column that
        neither mapping names stays as it is.
    options
        How texts are read.

    Returns
    -------
    tuple
        A new frame with the columns in their places, and what could not be read where that is to be
        reported.

    Raises
    ------
    EvspecError
        Of all columns at once, with their names.
    """
    rewrap = rewrapping(frame)
    if rewrap is not None:
        native, problems = convert_frame(frame.to_native(), unit, wanted, options)
        return rewrap(native), problems
    way = _WAYS[library_of(type(frame)), type(frame).__name__]
    names = way.names(frame)
    asked = _asked(names, unit, wanted)
    made: dict[Any, Any] = {}
    unread: list[Unread] = []
    refused: list[tuple[Any, EvspecError]] = []
    for name, (own, other) in asked.items():
        # of what is to be raised all columns are told
        try:
            found: tuple[Unread, ...] = ()
            if other is not None and _is_lazy_text(frame, name):
                made[name] = expression_of_texts(
                    way.column(frame, name), find_unit(own), find_unit(other), options
                )
            else:
                made[name], found = convert_any(way.column(frame, name), own, other, options, name)
        except EvspecError as error:
            refused.append((name, error))
        else:
            unread += found
    if refused:
        raise _error_of(refused)
    return way.changed(frame, made), tuple(unread)


def _error_of(refused: Sequence[tuple[Any, EvspecError]]) -> EvspecError:
    """Return one error of several columns; those of texts name their columns already."""
    told = [
        str(error).removesuffix(HINT) if str(error).endswith(HINT) else f"column {name!r}: {error}"
        for name, error in refused
    ]
    hint = HINT if any(str(error).endswith(HINT) for _, error in refused) else ""
    kinds = {type(error) for _, error in refused}
    kind = kinds.pop() if len(kinds) == 1 else ParseError
    return kind("; ".join(told) + hint)


def _asked(names: Sequence[Any], unit: Any, wanted: Any) -> dict[Any, tuple[Any, Any]]:
    """Return for each column that is converted its own unit and the wanted one."""
    mappings = [given for given in (unit, wanted) if isinstance(given, Mapping)]
    keys = list(dict.fromkeys(name for given in mappings for name in given)) if mappings else list(names)
    counts = Counter(names)
    unknown = [key for key in keys if key not in counts]
    if unknown:
        near = did_you_mean(str(unknown[0]), list(map(str, names)))
        listed = ", ".join(map(repr, names[:_LISTED])) + (", …" if len(names) > _LISTED else "")
        raise EvspecError(f"no column {', '.join(map(repr, unknown))}{near or f'; there is {listed}'}")
    twice = [key for key in keys if counts[key] > 1]
    if twice:
        raise EvspecError(f"several columns are called {twice[0]!r}; rename them, or give them one by one")
    for given in mappings:
        left_out = [key for key in keys if key not in given]
        if left_out:
            raise EvspecError(f"column {left_out[0]!r} has one unit; give the one it has and the one wanted")
    return {key: (_of(unit, key), _of(wanted, key)) for key in keys}


def _of(given: Any, name: Any) -> Any:
    return given[name] if isinstance(given, Mapping) else given


def _is_lazy_text(frame: Any, name: Any) -> bool:
    """Tell whether a column is one of texts whose values nobody knows yet."""
    if type(frame).__name__ != "LazyFrame":
        return False
    import polars as pl

    return frame.collect_schema()[name] in {pl.String, pl.Categorical, pl.Enum}


def _assigned(frame: Any, made: Mapping[Any, Any]) -> Any:
    out = frame.copy(deep=False)
    for name, column in made.items():
        out[name] = column
    return out


def _set(table: Any, made: Mapping[Any, Any]) -> Any:
    for name, column in made.items():
        table = table.set_column(table.column_names.index(name), name, column)
    return table


def _expression(_: Any, name: str) -> Any:
    import polars as pl

    return pl.col(name)


def _with_columns(frame: Any, made: Mapping[Any, Any]) -> Any:
    return frame.with_columns([column.alias(name) for name, column in made.items()])


_WAYS: Final = {
    ("pandas", "DataFrame"): _Way(
        lambda frame: list(frame.columns), lambda frame, name: frame[name], _assigned
    ),
    ("polars", "DataFrame"): _Way(
        lambda frame: frame.columns, lambda frame, name: frame[name], _with_columns
    ),
    ("polars", "LazyFrame"): _Way(lambda frame: frame.collect_schema().names(), _expression, _with_columns),
    ("pyarrow", "Table"): _Way(lambda table: table.column_names, lambda table, name: table[name], _set),
}
