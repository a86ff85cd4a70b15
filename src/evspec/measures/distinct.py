"""A column as its distinct values and where they stand, whatever library the column is of.

No library is imported for a column that is not of it. What is made of the values goes back to where they
stand by the library's own `take`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from attrs import frozen

from evspec.errors import WrongType
from evspec.units import as_column, is_missing_value, library_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Distinct", "distinct_of", "row_by_row"]

#: What a column of results holds.
Kind: TypeAlias = Literal["number", "word"]
#: Made of each distinct value: a number or a word, None for nothing.
New: TypeAlias = Sequence[float | None] | Sequence[str | None]


@frozen(slots=False)
class Distinct:
    """A list or tuple as its distinct values.

    Attributes
    ----------
    column
        The column.
    values
        What stands in it, each once.
    codes
        For each row the place of its value among them, -1 for a missing one.
    """

    column: Any
    values: Sequence[object]
    codes: Any

    def spread(self, new: New, kind: Kind) -> Any:  # noqa: ARG002  others have types for kinds
        """Return a column like this one of what was made of each distinct value."""
        items = [*new, None]
        made = [items[code] for code in self.codes]
        return tuple(made) if isinstance(self.column, tuple) else made

    def frame(self, columns: Mapping[str, tuple[New, Kind]]) -> Any:
        """Return a frame of such columns: of the column's library, or a dict where it has none."""
        return {name: self.spread(*made) for name, made in columns.items()}

    def rows(self, wanted: Iterable[int]) -> dict[int, list[object]]:
        """Return for some of the distinct values the rows in which they stand, counted from 0."""
        rows: dict[int, list[object]] = {code: [] for code in wanted}
        for at, code in enumerate(self._coded):
            if code in rows:
                rows[code].append(self._label(at))
        return rows

    @cached_property
    def _coded(self) -> Sequence[int]:
        return self.codes if isinstance(self.codes, list) else self.codes.tolist()

    def _label(self, at: int) -> object:
        return at


class _Numpy(Distinct):
    """An array of NumPy, of texts or objects."""

    @cached_property
    def _coded(self) -> Sequence[int]:
        coded: list[int] = self.codes.ravel().tolist()
        return coded

    def spread(self, new: New, kind: Kind) -> Any:
        import numpy as np

        return np.array([*new, None], float if kind == "number" else object)[self.codes]


class _Pandas(Distinct):
    """A Series, an Index or an array of pandas; its rows are named by the index."""

    def spread(self, new: New, kind: Kind) -> Any:
        import pandas as pd

        made = self._array(new, kind)
        if isinstance(self.column, pd.Series | pd.Index) or isinstance(
            made, pd.api.extensions.ExtensionArray
        ):
            return as_column(made, self.column)
        return pd.arrays.NumpyExtensionArray(made)

    def _array(self, new: New, kind: Kind) -> Any:
        import numpy as np
        import pandas as pd

        own = self.column.dtype
        if isinstance(own, pd.ArrowDtype):
            import pyarrow as pa  # type: ignore[import-untyped]

            dtype: Any = pd.ArrowDtype(pa.float64() if kind == "number" else pa.string())
        elif isinstance(own, pd.StringDtype):
            # what has NaN for a missing text has it for a missing number
            dtype = own if kind == "word" else "Float64" if own.na_value is pd.NA else None
        else:
            dtype = None
        if dtype is None and kind == "number":
            return np.array([*new, None], float)[self.codes]
        if dtype is None:
            return pd.Series(np.array([*new, None], object)[self.codes]).infer_objects().array
        return pd.array(list(new), dtype=dtype).take(self.codes, allow_fill=True)

    def frame(self, columns: Mapping[str, tuple[New, Kind]]) -> Any:
        import pandas as pd

        index = self.column.index if isinstance(self.column, pd.Series) else None
        return pd.DataFrame({name: self._array(*made) for name, made in columns.items()}, index=index)

    def _label(self, at: int) -> object:
        label = self.column.index[at] if hasattr(self.column, "index") else at
        return label.item() if hasattr(label, "item") else label


class _Polars(Distinct):
    """A Series of polars."""

    def spread(self, new: New, kind: Kind) -> Any:
        return self._series(new, kind).alias(self.column.name)

    def _series(self, new: New, kind: Kind) -> Any:
        import polars as pl

        return pl.Series(new, dtype=pl.Float64 if kind == "number" else pl.String).gather(self.codes)

    def frame(self, columns: Mapping[str, tuple[New, Kind]]) -> Any:
        import polars as pl

        return pl.DataFrame({name: self._series(*made) for name, made in columns.items()})

    @cached_property
    def _coded(self) -> Sequence[int]:
        places: list[int] = self.codes.fill_null(-1).to_list()
        return places


class _Arrow(Distinct):
    """An Array or a ChunkedArray of pyarrow."""

    def spread(self, new: New, kind: Kind) -> Any:
        import pyarrow as pa

        made = self._array(new, kind)
        return pa.chunked_array([made]) if isinstance(self.column, pa.ChunkedArray) else made

    def _array(self, new: New, kind: Kind) -> Any:
        import pyarrow as pa

        return pa.array(new, pa.float64() if kind == "number" else pa.string()).take(self.codes)

    def frame(self, columns: Mapping[str, tuple[New, Kind]]) -> Any:
        import pyarrow as pa

        return pa.table({name: self._array(*made) for name, made in columns.items()})

    @cached_property
    def _coded(self) -> Sequence[int]:
        places: list[int] = self.codes.fill_null(-1).to_pylist()
        return places


def distinct_of(column: object) -> Distinct:
    """Return a column as its distinct values.

    Parameters
    ----------
    column
        A list or tuple; an array of NumPy; a Series, Index or array of pandas; a Series of polars; an
        Array or ChunkedArray of pyarrow.

    Raises
    ------
    WrongType
        If it is something else.
    """
    make = _WAYS.get(library_of(type(column)))
    found = None if make is None else make(column)
    if found is not None:
        return found
    if not isinstance(column, list | tuple):
        raise WrongType(
            "a column of texts is a list, a NumPy array, a Series of pandas, polars or narwhals, or an array "
            f"of pyarrow, not {type(column).__name__}"
        )
    return Distinct(column, *_told_apart(column))


def row_by_row(column: object) -> Distinct:
    """Return a column as if the value of each row stood in that row alone."""
    found = distinct_of(column)
    values = [None if code < 0 else found.values[code] for code in found._coded]
    codes: Any = list(range(len(values)))
    if isinstance(found, _Numpy):
        import numpy as np

        return _Numpy(column, values, np.arange(len(values)).reshape(found.codes.shape))
    if isinstance(found, _Polars):
        import polars as pl

        codes = pl.Series(codes, dtype=pl.UInt32)
    elif isinstance(found, _Arrow):
        import pyarrow as pa

        codes = pa.array(codes, pa.int64())
    elif isinstance(found, _Pandas):
        import numpy as np

        codes = np.arange(len(values))
    return type(found)(column, values, codes)


class _Places(dict[object, int]):
    """The places of texts among the distinct values that were met, which grow with each new one."""

    def __init__(self) -> None:
        self.values_met: list[object] = []

    def __missing__(self, item: object) -> int:
        if is_missing_value(item):
            return -1
        place = len(self.values_met)
        self.values_met.append(item)
        # what is no text stands for itself alone: equal figures may be printed differently
        if isinstance(item, str):
            self[item] = place
        return place


def _told_apart(items: Sequence[object]) -> tuple[list[object], list[int]]:
    """Return the distinct values of items and their places; each that is no text is one of its own."""
    places = _Places()
    try:
        codes = [places[item] for item in items]
    except TypeError:  # what has no hash
        return list(items), [-1 if is_missing_value(item) else at for at, item in enumerate(items)]
    return places.values_met, codes


def _of_numpy(column: Any) -> Distinct | None:
    import numpy as np

    if not isinstance(column, np.ndarray) or isinstance(column, np.ma.MaskedArray):
        return None
    values, codes = _told_apart(column.ravel().tolist())
    return _Numpy(column, values, np.array(codes, int).reshape(column.shape))


def _of_pandas(column: Any) -> Distinct | None:
    import numpy as np
    import pandas as pd

    if not isinstance(column, pd.Series | pd.Index | pd.api.extensions.ExtensionArray):
        return None
    if isinstance(column, pd.MultiIndex):
        return None
    codes: Any
    values: list[object]
    try:
        codes, found = pd.factorize(column)  # type: ignore[arg-type]  # arrays of extensions too
        values = list(found)
    except TypeError:  # what has no hash
        codes, values = None, [None]
    # pandas takes equal figures of unlike print for one
    if not all(isinstance(value, str) for value in values):
        values, places = _told_apart(list(column))
        codes = np.array(places, int)
    return _Pandas(column, values, codes)


def _of_polars(column: Any) -> Distinct | None:
    import polars as pl

    if not isinstance(column, pl.Series):
        return None
    if column.dtype in {pl.String, pl.Categorical, pl.Enum}:
        texts = column.cast(pl.String)
        values = texts.drop_nulls().unique(maintain_order=True)
        places = pl.Series(range(len(values)), dtype=pl.UInt32)
        return _Polars(column, values.to_list(), texts.replace_strict(values, places, default=None))
    items, codes = _told_apart(column.to_list())
    return _Polars(column, items, pl.Series([None if c < 0 else c for c in codes], dtype=pl.UInt32))


def _of_pyarrow(column: Any) -> Distinct | None:
    import pyarrow as pa
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    if not isinstance(column, pa.Array | pa.ChunkedArray):
        return None
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_decode()
    if pa.types.is_string(whole.type) or pa.types.is_large_string(whole.type):
        coded = pc.dictionary_encode(whole)
        return _Arrow(column, coded.dictionary.to_pylist(), coded.indices)
    values, codes = _told_apart(whole.to_pylist())
    return _Arrow(column, values, pa.array([None if c < 0 else c for c in codes], pa.int64()))


_WAYS: Final[dict[str, Callable[[Any], Distinct | None]]] = {
    "numpy": _of_numpy,
    "pandas": _of_pandas,
    "polars": _of_polars,
    "pyarrow": _of_pyarrow,
}
