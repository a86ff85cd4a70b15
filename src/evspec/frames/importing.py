"""`from_frame`: a frame whose columns say what they hold becomes a catalog again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from evspec.crosswalks import is_year
from evspec.datasets import read
from evspec.datasets.sheets import text_of
from evspec.errors import EvspecError, did_you_mean
from evspec.frames.engines import columns_of, opened
from evspec.frames.fields import Field, field_of
from evspec.measures import Measure, is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evspec.datasets import ReadCatalog

__all__ = ["from_frame"]

_SUFFIXES: Final = ("_low", "_high", "_bound", "_status")


def from_frame(frame: Any, *, name: str = "frame") -> ReadCatalog:
    """Read a frame with columns as `to_frame` and `normalize` name them.

    Parameters
    ----------
    frame
        A frame of any engine with make, model and columns such as ``range_epa_km``, and with ``_low``,
        ``_high``, ``_bound`` and ``_status`` beside them where there are such. A year, or a generation that
        is one, makes generations of model years; another generation becomes a part of the model's name.
    name
        What a generation without a year is called.

    Returns
    -------
    Catalog
        As `evspec.read` returns it, with its report; columns whose names say nothing are among those that
        were not mapped.

    Raises
    ------
    EvspecError
        If it has no make, no model or no column that says what it holds.
    WrongType
        If it is no frame.

    Examples
    --------
    >>> import polars as pl
    >>> cars = from_frame(pl.DataFrame({"make": ["Acme"], "model": ["Comet"], "range_wltp_km": [480.0]}))
    >>> print(cars["acme/comet/frame/comet"].range.value)
    480 km WLTP
    """
    own, _ = opened(frame)
    columns = list(columns_of(own.collect_schema()))
    for needed in ("make", "model"):
        if needed not in columns:
            raise EvspecError(f"frame: no column {needed!r}{did_you_mean(needed, columns)}")
    fields = {
        column: field for column in columns
        if not _is_beside(column, columns) and (field := field_of(column)) is not None
    }  # fmt: skip
    if not fields:
        raise EvspecError("frame: no column says what it holds; a name is written like range_wltp_km")
    rows = own.lazy().collect("pyarrow").rows(named=True)
    records = [
        {column: text_of(None if is_missing(value, ()) else value, ".") for column, value in row.items()}
        | {column: _text(row, column, field.unit) for column, field in fields.items()}
        for row in rows
    ]
    return read(_mapping(name, columns, fields, records), records)


def _is_beside(column: str, columns: Sequence[str]) -> bool:
    """Tell whether a column belongs to the figures of another one."""
    return any(column.endswith(end) and column.removesuffix(end) in columns for end in _SUFFIXES)


def _text(row: Mapping[str, Any], column: str, unit: str) -> str:
    """Return what a row says in a column and those beside it, as it would be printed."""
    value = row[column]
    if not is_missing(value, ()):
        return f"{text_of(value, '.')} {unit}".strip()
    low, high = (row.get(column + end) for end in ("_low", "_high"))
    ends = [end for end in (low, high) if not is_missing(end, ())]
    bound = row.get(f"{column}_bound") or ("between" if len(ends) == 2 else "exact")
    if not ends:
        return ""
    whole: Any = (ends[0], ends[1]) if bound == "between" and len(ends) == 2 else ends[-1]
    return Measure.of(whole, unit, bound=bound).show()


def _mapping(
    name: str, columns: Sequence[str], fields: Mapping[str, Field], records: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """Return the mapping that says of the columns what their names do."""
    said: dict[str, list[dict[str, str]]] = {}
    for column, field in fields.items():
        line = {"value": f"{{{column}}}"}
        line |= {key: value for key, value in field.row.splits if value}
        if f"{column}_status" in columns:
            line["status"] = f"{{{column}_status}}"
        said.setdefault(field.row.spec.key, []).append(line)
    mapping: dict[str, Any] = {
        "name": name, "decimal": ".", "make": "{make}", "model": "{model}", "said": said,
    }  # fmt: skip
    year = next((one for one in ("year", "generation") if one in columns), "")
    if year and all(is_year(record[year]) for record in records if record[year]):
        mapping["year"] = f"{{{year}}}"
    elif year and any(record[year] != name for record in records):
        mapping["model"] = f"{{model}} {{{year}}}"
    if "variant" in columns:
        mapping["variant"] = "{variant}"
    return mapping
