"""`scan`: files of any size by a mapping, as a query that DuckDB runs when its rows are asked for."""

from __future__ import annotations

from glob import glob
from importlib.util import find_spec
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evspec.crosswalks import mapping as find_mapping
from evspec.datasets.csv_files import header_of
from evspec.datasets.encodings import check_parquet, encoding_of
from evspec.errors import EvspecError, WrongType
from evspec.frames.engines import TooManyTexts
from evspec.frames.lookups import quoted
from evspec.frames.normalizing import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.crosswalks import FileMapping
    from evspec.specs import System

__all__ = ["scan"]

_PARQUET = ".parquet"
#: The encodings that DuckDB reads by itself; the others are streamed in through pyarrow.
_OWN = ("utf-8", "utf-8-sig", "utf8", "ascii")


def scan(
    mapping: str | PathLike[str] | Mapping[str, Any] | FileMapping,
    files: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    units: System | Mapping[str, str] = "metric",
    keep: Iterable[str] = (),
) -> Any:
    """Normalize Parquet or CSV files of any size, lazily, through DuckDB.

    Parameters
    ----------
    mapping
        What the columns say, as `read` takes it.
    files
        A path, a pattern such as ``"2025-*.parquet"``, or several of them; all Parquet or all CSV.
    units, keep
        As for `frames.normalize`.

    Returns
    -------
    duckdb.DuckDBPyRelation
        The columns of `frames.normalize`; only the distinct texts of the columns are read at once. Its
        ``write_parquet`` writes piece by piece what is larger than memory.

    Raises
    ------
    EvspecError
        If no file fits, the files are of two kinds, or DuckDB is not installed; else as
        `frames.normalize`.
    DataError
        If a file cannot be read, or is in no encoding that the mapping names.
    """
    if not find_spec("duckdb"):
        raise EvspecError("evspec.scan needs DuckDB: pip install duckdb")
    found = find_mapping(mapping)
    paths = _paths(files)
    suffixes = {_suffix(path) for path in paths}
    if len(suffixes) > 1:
        raise EvspecError(f"files of {' and '.join(sorted(suffixes))}; scan those of one kind at a time")
    import duckdb

    if suffixes == {_PARQUET}:
        for path in paths:
            check_parquet(path)
        try:
            relation: Any = duckdb.read_parquet(list(map(str, paths)))
        except duckdb.Error as error:
            raise EvspecError(f"{', '.join(map(str, paths))}: cannot be read: {error}") from None
    else:
        relation = _csv(paths, found)
    try:
        return normalize(relation, found, units=units, keep=keep)
    except TooManyTexts as error:
        figures = {hole for line in found.lines if line.spec.metric for hole in line.value.holes}
        numbers = {name: "DOUBLE" for name in error.names if name in figures}
        if suffixes == {_PARQUET} or not numbers:
            raise
        # every column of a CSV file is texts here, and which has numbers alone its user knows
        raise EvspecError(
            f"{error.found}; texts are read one by one, so say that they are numbers: "
            f"evspec.frames.normalize(duckdb.read_csv({str(paths[0])!r}, dtype={numbers}), mapping)"
        ) from None


def _paths(files: Any) -> list[Path]:
    asked = [files] if isinstance(files, str | PathLike) else files
    if not isinstance(asked, list | tuple) or not all(isinstance(one, str | PathLike) for one in asked):
        raise WrongType(f"files are a path, a pattern or several, not {type(files).__name__}")
    paths: list[Path] = []
    for one in map(fspath, asked):
        # a name may hold the signs of a pattern itself
        fits = [one] if Path(one).exists() else sorted(glob(one))  # noqa: PTH207 - a pattern may be absolute
        if not fits:
            raise EvspecError(f"no file fits {one!r}")
        paths += map(Path, fits)
    if not paths:
        raise EvspecError("no file to scan")
    return paths


def _suffix(path: Path) -> str:
    return _PARQUET if path.suffix.lower() == _PARQUET else ".csv"


def _csv(paths: Sequence[Path], mapping: FileMapping) -> Any:
    """Return CSV files as one relation of texts, since evspec's grammar reads them and no engine does."""
    import duckdb

    encodings = {path: encoding_of(path, mapping.encoding) for path in paths}
    if all(encoding in _OWN for encoding in encodings.values()):
        # only where it is needed, as DuckDB 1.1 takes no file with a column without a name then
        headers = {header_of(path, encodings[path], mapping.delimiter, mapping.header) for path in paths}
        if mapping.header == (1,):
            return duckdb.read_csv(
                list(map(str, paths)), sep=mapping.delimiter, header=True, all_varchar=True,
                union_by_name=len(headers) > 1, quotechar='"', escapechar='"',
            )  # fmt: skip
        if len(headers) == 1:
            return duckdb.read_csv(
                list(map(str, paths)), sep=mapping.delimiter, header=False, names=list(*headers),
                skiprows=mapping.header[-1], all_varchar=True, quotechar='"', escapechar='"',
            )  # fmt: skip
    relation: Any = None
    for path, encoding in encodings.items():
        more = duckdb.from_arrow(_streamed(path, encoding, mapping))
        if relation is not None:
            # quoted, since old DuckDBs take a name for SQL
            more = relation.union(more.project(", ".join(map(quoted, relation.columns))))
        relation = more
    return relation


def _streamed(path: Path, encoding: str, mapping: FileMapping) -> Any:
    """Return a CSV file as a data set of pyarrow, which is read anew for every query."""
    if not find_spec("pyarrow"):
        raise EvspecError(f"{path} is in {encoding}, which takes pyarrow too: pip install pyarrow")
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyarrow import csv, dataset

    names = header_of(path, encoding, mapping.delimiter, mapping.header)
    texts = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    form = dataset.CsvFileFormat(
        parse_options=csv.ParseOptions(delimiter=mapping.delimiter, newlines_in_values=True),
        read_options=csv.ReadOptions(
            encoding=encoding, skip_rows=mapping.header[-1], column_names=list(names)
        ),
        convert_options=texts,
    )
    return dataset.dataset(str(path), format=form)
