"""Newer files than those of the record, which a user has downloaded: added to it in a folder of their own."""

from __future__ import annotations

import os
import re
import shutil
import warnings
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from attrs import evolve

from evspec.catalogs.record import added_folder, archive, official
from evspec.datasets.building import gather, linked, renamed, spellings
from evspec.datasets.reading import read
from evspec.datasets.record_files import Input, inputs, written
from evspec.disk import PREFIX, as_path, made_folder, read_bytes, reading, write_new, writing
from evspec.errors import DataError, DataWarning, EvspecError, Problem, ProblemCode, did_you_mean
from evspec.files.text import LARGEST
from evspec.values import read_dates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from pathlib import Path

    from evspec.claims import Record, Source
    from evspec.datasets.reading import ReadCatalog

__all__ = ["add"]

_YEAR: Final = re.compile(r"\b20\d\d\b")


def add(dataset: str, file: str | PathLike[str], into: str | PathLike[str] | None = None) -> Path:
    """Add a file to the record: its cars stand beside those of the record, each model year a generation.

    Parameters
    ----------
    dataset
        The built-in mapping by which it is read, one of those of the record.
    file
        The file.
    into
        The folder of what was added, that of `added_folder` by default.

    Returns
    -------
    Path
        The folder of this file's cars. Without it they are gone again.

    Raises
    ------
    EvspecError
        If the record has no such data set, or has this file.
    DataError
        If the file is none of this data set, or cannot be read, or its cars cannot be written. Then nothing
        has changed.

    Warns
    -----
    DataWarning
        Of each row and value of the file that cannot be read, and is left out.
    """
    makes, given = inputs()
    like = {one.mapping: one for one in given}
    if dataset not in like:
        known = f"; it has {', '.join(like)}{did_you_mean(dataset, like)}"
        raise EvspecError(f"the record has no data set {dataset!r}{known}")
    path = as_path(file)
    with reading(path):
        digest = sha256(read_bytes(path, LARGEST)).hexdigest()
    target = (added_folder() if into is None else as_path(into)) / f"{dataset}-{digest[:12]}"
    if any(one.sha256 == digest for one in given) or target.exists():
        raise EvspecError(f"{path} is in the record already")
    texts = _texts(evolve(like[dataset], sha256=digest, file=path.name, only={}), path, makes)
    _write(target, texts)
    archive.cache_clear()
    official.cache_clear()
    return target


def _texts(one: Input, path: Path, makes: Mapping[str, str]) -> dict[str, str]:
    """Return the files of what is added, by their names."""
    catalog = read(one.mapping, path)
    if not len(catalog):
        words = f"no row of {one.mapping} in it"
        raise DataError([Problem(str(path), 0, "", words, ProblemCode.UNREADABLE)])
    refused = (*catalog.report.refused, *(value.problem for value in catalog.report.values))
    for problem in refused:
        warnings.warn(DataWarning(problem), stacklevel=3)
    source = _source(one, catalog)
    own = evolve(one, name=source.id.removeprefix("record-"), key=_key(one, source))
    spelled = spellings(makes, (generation.make for generation in catalog))
    # community data have versions among their models
    known = {id_.rpartition("/") for id_ in archive().ids()} if one.versions else set()
    models = {model for model, _, key in known if not key.startswith("od")}
    records: dict[str, Record] = {}
    gather(records, renamed(own, catalog, source, spelled, models))
    return written(linked(records), {source.id: source}, [own])


def _source(one: Input, catalog: ReadCatalog) -> Source:
    """Return the source: a file of which only its user knows where it is from, of the latest of its years."""
    (source,) = catalog.sources.values()
    years = [generation.code for generation in catalog if _YEAR.fullmatch(generation.code)]
    latest = max(years, default="")
    title, when = source.title, source.date
    is_of_years = when is not None and _YEAR.fullmatch(str(when.written()))
    if latest and is_of_years and source.kind == "regulator":
        # "Fuel Economy Guide 2025", "ratings 2012-2023": the file is another edition of that
        told = max(_YEAR.finditer(title), key=re.Match.start, default=None)
        title = title if told is None else f"{title[: told.start()]}{latest}{title[told.end() :]}"
        when = read_dates(latest)
    named = f"{title} ({one.file})"
    return evolve(source, id=f"record-{one.mapping}-{one.sha256[:12]}", title=named, date=when, accessed=None)


def _key(one: Input, source: Source) -> str:
    """Return the last part of the ids: the year of a row, else that of the file."""
    if "{" in one.key or source.date is None or source.date.last is None:
        return one.key
    return f"{one.key[:2]}{source.date.last.year}"


def _write(target: Path, texts: dict[str, str]) -> None:
    """Write a folder whole or not at all."""
    with made_folder(target.parent):
        stage = target.parent / f"{PREFIX}{os.urandom(6).hex()}"
        try:
            with writing(target):
                stage.mkdir()
                for name, text in texts.items():
                    write_new(stage / name, text.encode())
                # which fails if another has added it meanwhile
                stage.rename(target)
        except BaseException:
            with suppress(OSError):
                shutil.rmtree(stage)
            raise
