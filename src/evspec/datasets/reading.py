"""A data set read by a mapping: files or a frame in, a catalog with its report out."""

from __future__ import annotations

import datetime as dt
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from evspec.catalogs import Catalog
from evspec.catalogs.store import Store
from evspec.claims import Source
from evspec.crosswalks import Template, mapping
from evspec.datasets.across import across
from evspec.datasets.csv_files import csv_sheet
from evspec.datasets.doubts import doubts_of
from evspec.datasets.encodings import is_parquet
from evspec.datasets.frames_in import FRAME, frame_sheet, parquet_sheet
from evspec.datasets.gathering import Gatherer
from evspec.datasets.identity import slug_of
from evspec.datasets.json_files import SUFFIXES, json_sheet
from evspec.datasets.report import RefusedValue, Report
from evspec.datasets.vehicles import Maker
from evspec.disk import as_path
from evspec.errors import DataError, ParseError
from evspec.lasting import lasting
from evspec.values import Dates, read_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from evspec.claims import Record
    from evspec.crosswalks import FileMapping
    from evspec.datasets.sheets import Sheet

__all__ = ["ReadCatalog", "read", "source_of"]

_TIERS: Final = {"maker": 1, "regulator": 1, "dataset": 2}


@frozen(eq=False, repr=False)
class ReadCatalog(Catalog):
    """The catalog that a data set comes to.

    Attributes
    ----------
    report
        What was read, left out, refused and doubted.
    """

    report: Report = field(kw_only=True)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        records = {id_: self.store.record(id_) for id_ in self.ids}
        return _refilled, (records, dict(self.sources), self.as_of_date, self.report.settled())


def _refilled(
    records: Mapping[str, Record], sources: Mapping[str, Source], day: dt.date | None, report: Report
) -> ReadCatalog:
    return ReadCatalog(Catalog.of_records(records, sources).store, day, report=report)


def read(
    mapping_: str | PathLike[str] | Mapping[str, Any] | FileMapping,
    data: Any,
    *,
    strict: bool = False,
    date: str | None = None,
) -> ReadCatalog:
    """Read a data set by a mapping.

    Every model year is a generation (``nissan/leaf/2018``), linked with the years beside it; where no year
    is told, there is one generation, called after the mapping. Every row and every value is read at once; the
    claims on a vehicle are made when it is asked for.

    Parameters
    ----------
    mapping_
        What the columns say: the name of a built-in mapping (`evspec.mappings`), the path of a TOML file,
        its text, a dict with the same keys, or what `evspec.mapping` returns.
    data
        A CSV, JSON, JSON Lines or Parquet file, packed by gzip or not; a list of such files; or what is in
        memory: a frame of pandas, polars, pyarrow or DuckDB, a list of dicts, a dict of columns.
    strict
        Whether anything that was refused or is doubted is an error.
    date
        The date of the source, in place of what the mapping says.

    Returns
    -------
    Catalog
        With its `report`.

    Raises
    ------
    DataError
        If the mapping has a mistake or the data cannot be read; with `strict`, with every row and value
        that was refused and every doubt.
    WrongType
        If the data are none of these.

    Examples
    --------
    >>> mine = {"make": "{Marke}", "model": "{Modell}", "said": {"range": "{Reichweite} km WLTP"}}
    >>> cars = read(mine, [{"Marke": "Acme", "Modell": "Comet", "Reichweite": 480.0}])
    >>> print(cars["acme/comet/read/comet"].range.value)
    480 km WLTP
    """
    found = mapping(mapping_)
    when = None if date is None else read_dates(date)
    gatherer = Gatherer(found)
    with lasting():
        names = []
        for sheet in _sheets(found, data):
            gatherer.read(across(sheet, found))
            names.append(sheet.name)
        catalog = _catalog(gatherer, tuple(names), when)
    if strict and catalog.report.problems:
        raise DataError(catalog.report.problems)
    return catalog


def _sheets(found: FileMapping, data: Any) -> Iterator[Sheet]:
    if isinstance(data, str | os.PathLike):
        yield _file_sheet(found, as_path(data))
    elif isinstance(data, list | tuple) and data and all(isinstance(one, str | os.PathLike) for one in data):
        for one in data:
            yield _file_sheet(found, as_path(one))
    else:
        yield frame_sheet(data, found)


def _file_sheet(found: FileMapping, path: Path) -> Sheet:
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    if suffix == ".parquet" or (suffix not in {".csv", ".tsv", ".txt", *SUFFIXES} and is_parquet(path)):
        return parquet_sheet(path, found)
    if suffix in SUFFIXES or (found.records and suffix != ".csv"):
        return json_sheet(path, found)
    return csv_sheet(path, found)


def _catalog(gatherer: Gatherer, names: tuple[str, ...], when: Dates | None) -> ReadCatalog:
    found = gatherer.mapping
    own = Path(names[0]).name if names[0] != FRAME else FRAME
    source = source_of(found, own, when or _date(gatherer))
    maker = Maker(found.name, source, gatherer.ledger.details, gatherer.cars)
    read_rows = gatherer.rows - gatherer.left_out - len(gatherer.refused)
    values = [RefusedValue(problem, count) for problem, count in gatherer.values.values()]

    @cache
    def doubts() -> Any:
        return doubts_of(gatherer, maker.everything(), names[0] if len(names) == 1 else found.name)

    report = Report(
        found.name, names, source, gatherer.rows, read_rows, gatherer.left_out, tuple(gatherer.refused),
        tuple(values), len(gatherer.cars), tuple(gatherer.unmapped), tuple(gatherer.absent),
        cache(maker.counts), doubts,
    )  # fmt: skip
    sources = {source.id: source}
    store = Store[Catalog](tuple(sorted(maker.ids())), lambda id_, _: maker.record(id_), lambda: sources)
    return ReadCatalog(store, report=report)


def source_of(mapping: FileMapping, name: str, when: Dates | None) -> Source:
    """Return the source of what a mapping reads; of a file that nobody says to have published, its name."""
    given = mapping.source
    today = dt.datetime.now(tz=dt.UTC).date()
    if not given:
        return Source(slug_of(name), name, f"[{name}]", name, when, "dataset", accessed=today)
    kind: Any = given.get("kind", "dataset")
    tier: Any = given.get("tier", _TIERS.get(kind, 3))
    told = {
        key: str(given.get(key, "")) for key in ("publisher", "title", "address", "license", "attribution")
    }
    return Source(
        slug_of(mapping.name), told["publisher"], told["title"] or f"[{name}]", told["address"] or name,
        when, kind, tier, "", told["license"], told["attribution"], today,
    )  # fmt: skip


def _date(gatherer: Gatherer) -> Dates | None:
    """Return the date that the mapping says, the latest if it is one of the file's columns."""
    latest: Dates | None = None
    for text in gatherer.mapping.dates:
        template = Template(text)
        if not template.holes:
            return read_dates(text)
        columns = list(dict.fromkeys(h for t in gatherer.mapping.dates for h in Template(t).holes))
        for cells in gatherer.dates:
            given = dict(zip(columns, map(str, cells), strict=True))
            read_ = _read_date(template.fill([given[hole].strip() for hole in template.holes]))
            if read_ is not None and (latest is None or read_.compare(latest) == "greater"):
                latest = read_
        if latest is not None:
            break
    return latest


def _read_date(text: str) -> Dates | None:
    try:
        return read_dates(text) if text else None
    except ParseError:
        return None
