"""Look-ups in an engine: a value for each combination of cells that was read, and nothing for others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from evspec.frames.engines import Kind, distinct, narwhals
from evspec.measures import is_missing

if TYPE_CHECKING:
    from evspec.table.dataframe import Scalar

__all__ = ["OWN", "Cells", "Lookups", "quoted"]

#: The values of some columns in one row, in the order of the columns; None for what is missing.
Cells = tuple[Any, ...]
#: What the names of columns begin with that are there on the way alone.
OWN: Final = "evspec "
#: Up to so many words an engine of SQL is given a chain of conditions.
_FEW: Final = 40
_EMPTY: Final = {"text": ""}


@define(eq=False)
class Lookups:
    """Knows what stands in the columns of a frame, and looks up what was made of it.

    Attributes
    ----------
    frame
        The frame of narwhals.
    kinds
        What its columns hold.
    """

    frame: Any
    kinds: Mapping[str, Kind]
    _known: dict[tuple[str, ...], Sequence[Cells]] = field(factory=dict, init=False)
    _codes: dict[str, Any] = field(factory=dict, init=False)
    _keys: dict[tuple[str, ...], Any] = field(factory=dict, init=False)
    _kept: dict[str, Any] = field(factory=dict, init=False)
    _native: dict[str, tuple[bool, str]] = field(factory=dict, init=False)

    def cells(self, names: tuple[str, ...]) -> Sequence[Cells]:
        """Return every combination of the values of some columns, each once."""
        if not names:
            return [()]
        if names not in self._known:
            wider = next((known for known in self._known if {*names} <= {*known}), None)
            self._known[names] = self._asked(names) if wider is None else self._narrowed(wider, names)
        return self._known[names]

    def _asked(self, names: tuple[str, ...]) -> Sequence[Cells]:
        # in a column of texts nothing is "", which reads alike
        empty = [_EMPTY.get(self.kinds[name]) for name in names]
        cleaned = (
            tuple(
                nothing if is_missing(value, ()) else value for value, nothing in zip(row, empty, strict=True)
            )
            for row in distinct(self.frame, names)
        )
        return list(dict.fromkeys(cleaned))

    def _narrowed(self, wider: tuple[str, ...], names: tuple[str, ...]) -> Sequence[Cells]:
        """Return the combinations of fewer columns, of which the frame need not be asked again."""
        places = [wider.index(name) for name in names]
        return list(dict.fromkeys(tuple(cells[at] for at in places) for cells in self._known[wider]))

    def narrowed(
        self, names: tuple[str, ...], told: Mapping[Cells, Scalar], fewer: tuple[str, ...]
    ) -> dict[Cells, Scalar] | None:
        """Return what is told by the combinations of fewer columns, None if it depends on others too."""
        places = [names.index(name) for name in fewer]
        found: dict[Cells, Scalar] = {}
        for cells in self.cells(names):
            value = told.get(cells)
            if found.setdefault(tuple(cells[at] for at in places), value) != value:
                return None
        return {cells: value for cells, value in found.items() if value is not None}

    def kept(self, expression: Any) -> Any:
        """Return a column of what several expressions need, so that it is worked out once."""
        column = f"{OWN}kept {len(self._kept)}"
        self._kept[column] = expression.alias(column)
        return narwhals().col(column)

    def prepared(self, frame: Any) -> Any:
        """Return a frame with the columns that expressions need: codes, their keys, what is kept."""
        frame = self._looked_up(frame, of_keys=False)
        for made in (self._codes, self._keys):
            if made:
                frame = frame.with_columns(*made.values())
        frame = self._looked_up(frame, of_keys=True)
        for made in self._kept.values():
            # each may be made of those before
            frame = frame.with_columns(made)
        return frame

    def found(self, names: tuple[str, ...], told: Mapping[Cells, Scalar]) -> Any:
        """Return an expression that has for each combination of cells what is told of it, else nothing.

        Parameters
        ----------
        names
            The columns.
        told
            A number, text or truth value for each combination that has one; all of one type.
        """
        nw = narwhals()
        values = set(told.values())
        dtype = _dtype(told.values())
        if len(values) == 1 and len(told) == len(self.cells(names)):
            # what holds of all rows needs no look at them
            return self.lit(told)
        key, codes = self._key(names)
        words = {codes[cells]: value for cells, value in told.items()}
        is_dask = self.frame.implementation.is_dask()
        if is_dask and dtype in {nw.Float64, nw.Int64}:
            # its texts become no floats where some are missing, but texts that do
            written = [str(value) for value in words.values()]
            texts = key.replace_strict(list(words), written, default=None, return_dtype=nw.String)
            return texts.cast(nw.Float64)
        if self.frame.implementation.is_duckdb() and self._is_plain(names):
            return self._found_by_duckdb(names, words)
        if len(words) <= _FEW and self._is_sql:
            # engines of SQL look through a list for every row, but leave a chain at the first that fits
            chain = nw.lit(None, dtype)
            if len(names) == 1 and self.kinds[names[0]] == "text" and ("",) not in told:
                # what is missing fits no word
                key = self._texts(names[0])
            for value in sorted(values, key=repr, reverse=True):
                fits = _is_one_of(key, [word for word, meant in words.items() if meant == value])
                chain = nw.when(fits).then(nw.lit(value, dtype)).otherwise(chain)
            return chain
        return key.replace_strict(list(words), list(words.values()), default=None, return_dtype=dtype)

    def _is_plain(self, names: tuple[str, ...]) -> bool:
        """Tell whether the key of some columns is a column of texts, or one that is made."""
        return len(names) > 1 or self.kinds[names[0]] == "text"

    def _found_by_duckdb(self, names: tuple[str, ...], words: Mapping[Any, Scalar]) -> Any:
        """Return a column that DuckDB looks up by a function, once for each word of a dictionary.

        A chain of conditions is worked out for every row, whatever the column is made of.
        """
        is_key = len(names) > 1
        key = quoted(self._key_name(names)) if is_key else f"{quoted(names[0])}::varchar"
        if "" in words:
            key = f"coalesce({key}, '')"
        told, values = (f"[{', '.join(map(_literal, every))}]" for every in (words, words.values()))
        column = f"{OWN}looked up {len(self._native)}"
        short = f"list_extract({values}, list_position({told}, {key}))"
        # of many words a map is the faster one
        sql = short if len(words) <= _FEW else f"map_extract(map({told}, {values}), {key})[1]"
        self._native[column] = (is_key, sql)
        return narwhals().col(column)

    def _looked_up(self, frame: Any, *, of_keys: bool) -> Any:
        """Return a frame with the columns that DuckDB looks up, by columns of the frame or by keys."""
        made = [
            f"{sql} as {quoted(name)}" for name, (is_key, sql) in self._native.items() if is_key is of_keys
        ]
        if not made:
            return frame
        nw = narwhals()
        return nw.from_native(nw.to_native(frame).project(", ".join(["*", *made])))

    @staticmethod
    def lit(told: Mapping[Cells, Scalar]) -> Any:
        """Return an expression of the one value that is told of all combinations."""
        return narwhals().lit(next(iter(told.values())), _dtype(told.values()))

    def holds(self, names: tuple[str, ...], cells: Sequence[Cells]) -> Any:
        """Return an expression that tells whether a row has one of some combinations; None for all rows."""
        if len(cells) == len(self.cells(names)):
            return None
        key, codes = self._key(names)
        return _is_one_of(key, [codes[one] for one in cells])

    @property
    def _is_sql(self) -> bool:
        own = self.frame.implementation
        return isinstance(self.frame, narwhals().LazyFrame) and not (own.is_dask() or own.is_polars())

    def _key(self, names: tuple[str, ...]) -> tuple[Any, Mapping[Cells, Any]]:
        """Return the expression of one key for some columns, and the key of each combination."""
        nw = narwhals()
        if len(names) == 1:
            key, nothing, kind = *self._plain(names[0]), self.kinds[names[0]]
            return key, {
                cells: nothing if cells[0] is None else _key(cells[0], kind) for cells in self.cells(names)
            }
        numbers = []
        total = nw.lit(0)
        stride = 1
        for name in names:
            column = f"{OWN}code of {name}"
            # in an order of their own, so that the same table gives the same query
            single = sorted(self.cells((name,)), key=repr)
            if name not in self._codes:
                told = {cells: number for number, cells in enumerate(single)}
                self._codes[name] = self.found((name,), told).alias(column)
            numbers.append(({cells[0]: number for number, cells in enumerate(single)}, stride))
            total = total + nw.col(column) * stride if stride > 1 else nw.col(column)
            stride *= max(len(single), 1)
        own = self._key_name(names)
        self._keys[names] = total.alias(own)
        return nw.col(own), {
            cells: sum(codes[cell] * by for cell, (codes, by) in zip(cells, numbers, strict=True))
            for cells in self.cells(names)
        }

    @staticmethod
    def _key_name(names: tuple[str, ...]) -> str:
        return f"{OWN}key of {' and '.join(names)}"

    def _plain(self, name: str) -> tuple[Any, Any]:
        """Return a column in which nothing is a value of its own, and that value."""
        nw = narwhals()
        kind, column = self.kinds[name], narwhals().col(name)
        if kind == "text":
            return self._texts(name).fill_null(""), ""
        if kind == "flag":
            # asked for nothing first: of a condition that is nothing pyarrow once had no "otherwise"
            number = nw.when(column).then(nw.lit(1)).otherwise(nw.lit(0))
            return nw.when(column.is_null()).then(nw.lit(2)).otherwise(number), 2
        if kind == "number":
            numbers = {float(cells[0]) for cells in self.cells((name,)) if cells[0] is not None}
            nothing = next(-1.0 * step for step in count(1) if -step not in numbers)
            # NaN is no value either, and compares with nothing
            return (column * 1.0).fill_null(nothing).fill_nan(nothing), nothing
        return column, None

    def _texts(self, name: str) -> Any:
        """Return a column of texts, those of categories too."""
        nw = narwhals()
        is_category = self.frame.collect_schema()[name] in {nw.Categorical, nw.Enum}
        # pandas fills a category with none but its own
        return nw.col(name).cast(nw.String) if is_category else nw.col(name)


def _is_one_of(key: Any, words: Sequence[Any]) -> Any:
    """Return an expression that tells whether a key is one of some words, the same one for the same words."""
    return key == words[0] if len(words) == 1 else key.is_in(sorted(words))


def quoted(name: str) -> str:
    """Return a name as SQL has it."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _literal(value: Scalar) -> str:
    """Return a value as DuckDB's SQL has it."""
    if isinstance(value, str):
        escaped = value.replace("'", "''")
        return f"'{escaped}'"
    if isinstance(value, float):
        return f"{value!r}::double"
    return str(value).lower() if isinstance(value, bool) else f"{value}::bigint"


def _key(value: Any, kind: Kind) -> Any:
    """Return a value as an engine has it in the key of its column."""
    return {"number": float, "flag": int}.get(kind, lambda same: same)(value)


def _dtype(values: Any) -> Any:
    nw = narwhals()
    kinds = {type(value) for value in values}
    if kinds == {bool}:
        return nw.Boolean
    if kinds == {int}:
        return nw.Int64
    return nw.String if kinds == {str} else nw.Float64
