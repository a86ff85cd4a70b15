"""Frames and files of what is compared or read, with the units beside the columns that have them."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from evspec.catalogs import Catalog
from evspec.disk import as_path, write_file, writing
from evspec.errors import EvspecError, WrongType, check_option, did_you_mean
from evspec.frames.engines import narwhals, opened
from evspec.frames.fields import field_of
from evspec.table import Tabular
from evspec.table.csv_ import inert

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from evspec.claims import Source
    from evspec.specs import System

__all__ = ["SUFFIXES", "to_frame", "write"]

Engine = Literal["pandas", "polars", "pyarrow", "duckdb"]
_ENGINES: Final = ("pandas", "polars", "pyarrow", "duckdb")
#: The files that can be written, by their suffixes.
SUFFIXES: Final = (".parquet", ".csv", ".duckdb")
_TYPES: Final = {"Float64": "number", "Int64": "integer", "Boolean": "boolean"}
_ENDS: Final = ("_low", "_high")


def to_frame(
    shown: Catalog | Tabular,
    engine: Engine = "pandas",
    *,
    tidy: bool = False,
    units: System | Mapping[str, str] = "metric",
) -> Any:
    """Return a catalog or a comparison as a frame.

    Parameters
    ----------
    shown
        A catalog, read or built in: one line per vehicle; or a comparison or another table: one line per
        column of it.
    engine
        "pandas", "polars", "pyarrow" or "duckdb" (a relation).
    tidy
        Whether to give one line per claim of a catalog, or per cell of a table.
    units
        The units of a catalog; a table has its own.

    Returns
    -------
    frame
        Columns of numbers have their unit in their names. Their fields in Arrow and ``attrs`` of pandas say
        it besides: ``{"spec": "range", "unit": "km", "cycle": "EPA"}``.

    Raises
    ------
    EvspecError
        If there is no such engine, or it is not installed.
    WrongType
        If it is neither a catalog nor a table.

    Examples
    --------
    >>> import evspec as ev
    >>> frame = to_frame(ev.catalog, "pyarrow")
    >>> frame.schema.field("range_epa_km").metadata[b"unit"]
    b'km'
    """
    check_option("engine", engine, _ENGINES)
    base = "pyarrow" if engine == "duckdb" else engine
    for needed in dict.fromkeys((base, engine)):
        if not find_spec(needed):
            raise EvspecError(f"{needed} is not installed: pip install {needed}, or name another engine")
    if isinstance(shown, Catalog):
        frame: Any = shown.to_dataframe(base, tidy=tidy, units=units)
    elif isinstance(shown, Tabular):
        own: Literal["pandas", "polars"] = "polars" if base == "polars" else "pandas"
        frame = shown.to_dataframe(own, shape="tidy" if tidy else "numbers")
        if base == "pyarrow":
            import pyarrow as pa  # type: ignore[import-untyped]

            frame = pa.Table.from_pandas(frame, preserve_index=False)
    else:
        raise WrongType(f"a frame is made of a catalog or a comparison, not of {type(shown).__name__}")
    return _told(frame, engine)


def _told(frame: Any, engine: str) -> Any:
    """Return a frame that says beside its columns what they hold, as far as its engine has room for it."""
    if engine == "pandas":
        told = {name: _described(name) for name in frame.columns}
        frame.attrs["evspec"] = {name: field for name, field in told.items() if field}
    elif engine in {"pyarrow", "duckdb"}:
        import pyarrow as pa

        fields = [one.with_metadata(_described(one.name) or None) for one in frame.schema]
        frame = frame.cast(pa.schema(fields))
    if engine == "duckdb":
        import duckdb

        return duckdb.from_arrow(frame)
    return frame


def _described(column: str) -> dict[str, str]:
    """Return what a column of figures holds; that of an end is told by the figure's own."""
    for end in _ENDS:
        column = column.removesuffix(end)
    found = field_of(column)
    return {} if found is None else found.told()


def write(
    shown: Any,
    path: str | PathLike[str],
    *,
    tidy: bool = False,
    units: System | Mapping[str, str] = "metric",
) -> None:
    """Write a catalog, a comparison or a frame to a file, with a datapackage.json beside it.

    Parameters
    ----------
    shown
        What `to_frame` takes, or a frame of any engine, such as `normalize` returns.
    path
        A file that ends in .parquet, .csv or .duckdb. In a CSV file a text that a spreadsheet would take
        for a formula has an apostrophe in front.
    tidy, units
        As for `to_frame`; a frame is written as it is.

    Raises
    ------
    EvspecError
        If the file has another suffix, or pyarrow or DuckDB is needed and not installed.
    DataError
        If it cannot be written.

    Notes
    -----
    The datapackage.json is a Data Package of Frictionless: types, units, specs, cycles and other conditions
    of the columns, and the sources of a catalog with their licenses.
    """
    target = as_path(path)
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        near = did_you_mean(suffix, SUFFIXES)
        raise EvspecError(f"{target} ends in none of {', '.join(SUFFIXES)}{near}")
    is_own = isinstance(shown, Catalog | Tabular)
    frame, _ = opened(to_frame(shown, "pyarrow", tidy=tidy, units=units) if is_own else shown)
    sources = shown.sources if isinstance(shown, Catalog) else {}
    _WAYS[suffix](frame, target)
    package = _package(frame, target, sources)
    write_file(target.with_name("datapackage.json"), json.dumps(package, indent=2, ensure_ascii=False) + "\n")


def _parquet(frame: Any, path: Path) -> None:
    with writing(path):
        if hasattr(frame, "sink_parquet"):
            # lazy: the engine writes it piece by piece
            frame.sink_parquet(path)
        else:
            frame.write_parquet(path)


def _csv(frame: Any, path: Path) -> None:
    nw = narwhals()
    collected = frame.lazy().collect("pyarrow")
    for name, dtype in collected.schema.items():
        if dtype == nw.String:
            texts = collected[name].drop_nulls().unique().to_list()
            risky = {text: safe for text in texts if (safe := inert(text)) != text}
            if risky:
                text = nw.col(name)
                told = text.replace_strict(list(risky), list(risky.values()), default=None)
                collected = collected.with_columns(nw.coalesce(told, text).alias(name))
    write_file(path, collected.write_csv())


def _duckdb(frame: Any, path: Path) -> None:
    import duckdb

    table = frame.lazy().collect("pyarrow").to_native()
    with writing(path), duckdb.connect(str(path)) as database:
        database.register("given", table)
        database.execute("create or replace table evspec as select * from given")
        for name in table.column_names:
            told = _described(name)
            if told:
                words = json.dumps(told, ensure_ascii=False).replace("'", "''")
                quoted = name.replace('"', '""')
                database.execute(f"comment on column evspec.\"{quoted}\" is '{words}'")


_WAYS: Final = {".parquet": _parquet, ".csv": _csv, ".duckdb": _duckdb}


def _package(frame: Any, path: Path, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return the description of a file as a Data Package."""
    fields = [
        {"name": name, "type": _TYPES.get(str(dtype), "string"), **_described(name)}
        for name, dtype in frame.collect_schema().items()
    ]
    resource: dict[str, Any] = {
        "name": "".join(sign if sign.isalnum() else "-" for sign in path.stem.lower()),
        "path": path.name,
        "format": path.suffix[1:],
        "schema": {"fields": fields},
    }
    if path.suffix.lower() == ".csv":
        resource |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
    package: dict[str, Any] = {"name": resource["name"], "resources": [resource]}
    if sources:
        package["sources"] = [_cited(source) for source in sources.values()]
    return package


def _cited(source: Source) -> dict[str, str]:
    told = {
        "title": source.title or source.publisher,
        "publisher": source.publisher,
        "path": source.address if source.address.startswith(("http://", "https://")) else "",
        "date": "" if source.date is None else str(source.date.written()),
        "license": source.license,
        "attribution": source.attribution,
    }
    return {name: value for name, value in told.items() if value}
