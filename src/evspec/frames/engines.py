"""Frames of any engine through narwhals: in, out, columns by their types, and look-ups."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from evspec.errors import EvspecError, WrongType, did_you_mean
from evspec.measures.columns import rewrapping
from evspec.units import library_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = [
    "MOST", "Kind", "TooManyTexts", "asking", "check_columns", "columns_of", "distinct", "narwhals", "opened",
]  # fmt: skip

#: The lowest version of narwhals that does all that is asked of it in every engine.
_LOWEST: Final = (2, 12)
#: How many different texts of a column are read at most.
MOST: Final = 100_000
#: What a column holds, as far as it matters here.
Kind: TypeAlias = Literal["number", "text", "flag", "list", "other"]
_ENGINES: Final = "pandas, polars, pyarrow, DuckDB, Dask, PySpark or Ibis"


class TooManyTexts(EvspecError):
    """More different texts than can be read one by one.

    Parameters
    ----------
    names
        The columns.
    found
        What was found in them.
    """

    def __init__(self, names: Sequence[str], found: str) -> None:
        self.names = names
        self.found = found
        super().__init__(
            f"frame: {found}; texts are read one by one, so read it as numbers first, or map a column of "
            "fewer texts"
        )


def narwhals() -> Any:
    """Return narwhals, which everything here is asked through.

    Raises
    ------
    EvspecError
        If it is not installed, or too old.
    """
    try:
        import narwhals as found

        if tuple(map(int, found.__version__.split(".")[:2])) >= _LOWEST:
            from narwhals.stable import v2

            return v2
    except ImportError:
        told = "is not installed"
    else:
        told = f"{found.__version__} is too old"
    lowest = ".".join(map(str, _LOWEST))
    raise EvspecError(
        f'evspec.frames needs narwhals {lowest} or newer, which {told}: pip install "evspec[frames]"'
    )


def opened(frame: Any) -> tuple[Any, Callable[[Any], Any]]:
    """Return a frame as narwhals has it, and what makes of such a one what the frame was.

    Raises
    ------
    WrongType
        If it is no frame of a known engine.
    EvspecError
        If its engine is too old, or two of its columns have one name.
    """
    nw = narwhals()
    rewrap = rewrapping(frame)
    native = frame if rewrap is None else frame.to_native()
    try:
        with warnings.catch_warnings():
            # Dask's support will be a package of its own one day
            warnings.simplefilter("ignore", FutureWarning)
            own = nw.from_native(native)
    except TypeError:
        found = type(frame).__name__
        raise WrongType(f"a frame is one of {_ENGINES}, not {found}") from None
    except ValueError as error:
        # narwhals names the column or the version
        raise EvspecError(f"this frame of {library_of(type(native))} cannot be used: {error}") from None
    return own, nw.to_native if rewrap is None else lambda made: rewrap(nw.to_native(made))


@contextmanager
def asking(frame: Any) -> Iterator[None]:
    """Ask an engine for something, and tell it by its name if it cannot.

    Raises
    ------
    EvspecError
        With what the engine says: it has no arithmetic for a type, or no floats for its whole numbers.
    """
    try:
        yield
    except EvspecError:
        raise
    except Exception as error:
        # each engine has errors of its own
        told = (str(error).splitlines() or [type(error).__name__])[0]
        engine = frame.implementation.name.lower()
        raise EvspecError(
            f"frame: {engine} cannot do this with its columns as they are: {told}; "
            "cast such a column to text or to floats of 64 bits before"
        ) from error


def columns_of(schema: Mapping[str, Any]) -> Mapping[str, Kind]:
    """Return the names of the columns, each with what it holds."""
    return {name: _kind(dtype) for name, dtype in schema.items()}


def _kind(dtype: Any) -> Kind:
    nw = narwhals()
    if dtype.is_numeric():
        return "number"
    if dtype in {nw.String, nw.Categorical, nw.Enum, nw.Object}:
        return "text"
    if dtype == nw.Boolean:
        return "flag"
    return "list" if dtype.is_nested() else "other"


def check_columns(asked: Iterable[str], known: Iterable[str]) -> None:
    """Refuse columns that a frame does not have, all at once."""
    names = list(known)
    told = [f"no column {one!r}{did_you_mean(one, names)}" for one in asked if one not in names]
    if told:
        raise EvspecError(f"frame: {'; '.join(told)}")


def distinct(frame: Any, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return the distinct combinations of the values of some columns.

    Raises
    ------
    EvspecError
        If there are more than can be read one by one.
    """
    nw = narwhals()
    # unique() is a window over all rows in engines of SQL, a group is not; names alone are SQL to DuckDB 1.1
    found = frame.lazy().group_by(*names).agg(nw.len().alias("rows of it")).select(*map(nw.col, names))
    with asking(frame):
        rows: list[tuple[Any, ...]] = found.head(MOST + 1).collect().rows()
    if len(rows) > MOST:
        told = " with ".join(map(repr, names))
        example = next((row for row in rows if row[0] is not None), rows[0])[0]
        raise TooManyTexts(
            names, f"column {told} holds more than {MOST:,} different values such as {example!r}"
        )
    return rows
