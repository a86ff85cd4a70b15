"""Frames and records in memory as sheets: pandas, polars, Arrow, DuckDB, lists and dicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from evspec.datasets.across import is_asked
from evspec.datasets.encodings import check_parquet
from evspec.datasets.json_files import sheet_of
from evspec.datasets.sheets import Sheet, failure, text_of
from evspec.errors import ProblemCode, WrongType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from evspec.crosswalks import FileMapping
    from evspec.datasets.sheets import Row

__all__ = ["FRAME", "first_rows", "frame_sheet", "parquet_sheet"]

#: How messages call what is in memory.
FRAME = "frame"


def parquet_sheet(path: Path, mapping: FileMapping) -> Sheet:
    """Return a Parquet file as a sheet.

    Raises
    ------
    DataError
        If pyarrow is not installed, or it cannot read the file.
    """
    with _parquet(path) as parquet:
        table = parquet.read_table(path)
    return _sheet(str(path), table.column_names, table.to_pydict().values(), mapping)


def first_rows(path: Path, count: int) -> list[dict[str, Any]]:
    """Return the first rows of a Parquet file.

    Raises
    ------
    DataError
        If pyarrow is not installed, or it cannot read the file.
    """
    with _parquet(path) as parquet:
        batch = next(parquet.ParquetFile(path).iter_batches(count), None)
    if batch is None:
        raise failure(str(path), "no row in it", ProblemCode.NO_DATA)
    rows: list[dict[str, Any]] = batch.to_pylist()
    return rows


@contextmanager
def _parquet(path: Path) -> Iterator[Any]:
    """Lend what reads Parquet, and tell of which file it could not read it."""
    try:
        from pyarrow import parquet  # type: ignore[import-untyped]  # it has none
    except ImportError:
        raise failure(str(path), "is a Parquet file; to read it: pip install pyarrow") from None
    check_parquet(path)
    try:
        yield parquet
    except (OSError, ValueError) as error:
        raise failure(str(path), f"cannot be read: {error}") from None


def frame_sheet(frame: Any, mapping: FileMapping) -> Sheet:
    """Return a frame, a list of records or a dict of columns as a sheet.

    Raises
    ------
    WrongType
        If it is none of these.
    DataError
        If it is empty.
    """
    if isinstance(frame, Mapping):
        return _sheet(FRAME, list(map(str, frame)), frame.values(), mapping)
    if isinstance(frame, Sequence) and all(isinstance(record, Mapping) for record in frame):
        if not frame:
            raise failure(FRAME, "an empty list of records", ProblemCode.NO_DATA)
        return sheet_of(FRAME, enumerate(frame, 1), tuple(mapping.columns()), mapping.decimal, "record")
    if hasattr(frame, "fetchall") and hasattr(frame, "columns"):
        # a relation of DuckDB
        names = list(frame.columns)
        found = list(zip(*frame.fetchall(), strict=True)) or [()] * len(names)
        return _sheet(FRAME, names, found, mapping)
    if hasattr(frame, "collect") and not hasattr(frame, "to_pydict"):
        # lazy frames of polars
        frame = frame.collect()
    if hasattr(frame, "iter_rows"):
        names, values = list(frame.columns), [frame[name].to_list() for name in frame.columns]
    elif hasattr(frame, "to_pydict"):
        table = frame.to_pydict()
        names, values = list(table), list(table.values())
    elif hasattr(frame, "itertuples"):
        names = list(map(str, frame.columns))
        values = [list(frame.iloc[:, place]) for place in range(len(names))]
    else:
        raise WrongType(
            f"data to read is a path, several paths or a frame, not {type(frame).__name__}; "
            "a frame is one of pandas, polars, pyarrow or DuckDB, a list of dicts or a dict of columns"
        )
    return _sheet(FRAME, names, values, mapping)


def _sheet(name: str, columns: Sequence[str], values: Iterable[Sequence[Any]], mapping: FileMapping) -> Sheet:
    asked = mapping.columns()
    twice = [column for column in dict.fromkeys(columns) if column in asked and columns.count(column) > 1]
    if twice:
        raise failure(name, f"the column {twice[0]!r} stands {columns.count(twice[0])} times; rename one")
    table = dict(zip(columns, values, strict=True))
    lengths = {len(column) for column in table.values()}
    if len(lengths) > 1:
        raise failure(name, f"columns of unlike lengths, {min(lengths)} and {max(lengths)} rows")
    if lengths in ({0}, set()):
        raise failure(name, "no row in it", ProblemCode.NO_DATA)
    wanted = list(filter(is_asked(mapping), columns))

    def rows() -> Iterator[Row]:
        decimal = mapping.decimal
        for number, row in enumerate(zip(*(table[column] for column in wanted), strict=True), 1):
            yield number, [text_of(value, decimal) for value in row]

    def unmapped(known: frozenset[str]) -> tuple[str, ...]:
        return tuple(column for column in columns if column not in known)

    return Sheet(name, tuple(wanted), rows(), "row", unmapped)
