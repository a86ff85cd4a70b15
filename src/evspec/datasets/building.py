"""The record: files of agencies and open projects, read by their mappings and written for the package."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from evspec.catalogs import builtin
from evspec.claims import Attribution, Claim, Record, Source
from evspec.crosswalks import mapping
from evspec.crosswalks.filemapping import Condition
from evspec.datasets.identity import slug_of
from evspec.datasets.reading import read
from evspec.datasets.record_files import INPUTS, Input, inputs, written
from evspec.disk import as_path, read_bytes, reading
from evspec.errors import DataError, Problem, ProblemCode
from evspec.files.journal import claimed, replace_all
from evspec.files.text import LARGEST
from evspec.vehicles import record_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from os import PathLike
    from pathlib import Path

    from evspec.datasets.reading import ReadCatalog

__all__ = ["build", "gather", "linked", "renamed", "spellings", "texts_of"]

#: Data of projects that anybody may edit stand below what everybody else says.
_COMMUNITY: Final = 4


def build(folder: str | PathLike[str], target: str | PathLike[str]) -> Mapping[str, str]:
    """Build the record from a folder of its inputs, and write it into another folder.

    The same files give the same record, byte by byte. A folder is written whole or not at all; makes that
    an earlier record had and this one has not stay behind unread, since its index does not name them.

    Parameters
    ----------
    folder
        With every file of `inputs`.
    target
        The folder to write to; it is made if need be.

    Returns
    -------
    Mapping
        The texts that were written, by the names of their files.

    Raises
    ------
    DataError
        If a file is missing or is another one than the record is built from, each of them named.
    """
    texts = texts_of(as_path(folder))
    where = as_path(target)
    with claimed(where):
        replace_all(where, texts.items())
    return texts


def texts_of(folder: Path) -> dict[str, str]:
    """Return the text of each file of the record; see `build`."""
    makes, given = inputs()
    _check(folder, given)
    records: dict[str, Record] = {}
    sources: dict[str, Source] = {}
    read_ = [(one, _read(one, folder)) for one in given]
    spelled = spellings(makes, (g.make for _, catalog in read_ for g in catalog))
    models = {id_.rpartition("/")[0] for id_ in builtin().ids}
    models |= {
        f"{slug_of(spelled[g.make])}/{slug_of(g.model)}"
        for one, catalog in read_
        if one.models
        for g in catalog
    }
    for one, catalog in read_:
        source = _source(one, catalog)
        sources[source.id] = source
        gather(records, renamed(one, catalog, source, spelled, models if one.versions else frozenset()))
    return written(linked(records), sources, given)


def gather(records: dict[str, Record], more: Iterable[Record]) -> None:
    """Add records to others by their ids; what several say of one model and year stands in one."""
    for record in more:
        before = records.get(record.id)
        records[record.id] = record if before is None else _joined(before, record)


def _check(folder: Path, given: Iterable[Input]) -> None:
    """Refuse files that are not those that the record is built from."""
    problems: list[Problem] = []
    for one in given:
        file = folder / one.file
        try:
            with reading(file):
                found = sha256(read_bytes(file, LARGEST)).hexdigest()
        except DataError as error:
            problems += error.problems
            continue
        if found != one.sha256:
            words = f"its SHA-256 is {found}; the record is built from {one.sha256}, see {INPUTS}"
            problems.append(Problem(str(file), 0, "", words, ProblemCode.UNREADABLE))
    if problems:
        raise DataError(problems)


def _read(one: Input, folder: Path) -> ReadCatalog:
    found = mapping(one.mapping)
    only = tuple(Condition(column, tuple(words)) for column, words in one.only.items())
    return read(evolve(found, only=(*found.only, *only)), folder / one.file)


def spellings(makes: Mapping[str, str], told: Iterable[str]) -> Mapping[str, str]:
    """Return for each maker as a file spells it how the record does."""
    given = {make: makes.get(make, make) for make in told}
    alike: dict[str, list[str]] = defaultdict(list)
    for name in given.values():
        alike[slug_of(name)].append(name)
    return {make: min(alike[slug_of(name)], key=str.isupper) for make, name in given.items()}


def _source(one: Input, catalog: ReadCatalog) -> Source:
    """Return the source of a file's claims: what was read is named, be it a copy."""
    (source,) = catalog.sources.values()
    place = f"{one.path}, commit {one.commit}"
    changes: dict[str, Any] = {"id": f"record-{one.name}", "accessed": None}
    if one.copy:
        changes |= {
            "publisher": f"{source.publisher} (third-party copy)",
            "title": f"{source.title} ({place})",
            "address": f"https://{one.copy}",
        }
    else:
        changes["title"] = f"{source.title} ({place})"
    if source.kind == "dataset":
        changes["tier"] = _COMMUNITY
    return evolve(source, **changes)


def renamed(
    one: Input, catalog: ReadCatalog, source: Source, spelled: Mapping[str, str], models: Collection[str]
) -> Iterator[Record]:
    """Yield the records of a file under the ids and from the source that they have in the record."""
    attributions: dict[Attribution, Attribution] = {}
    for generation in catalog:
        record = record_of(generation)
        make = spelled[record.make]
        model = _model_of(record, make, models)
        called = {slug: (slug, name) for slug, name in record.variants}
        if model != record.model:
            names = {slug: _version(record.model, name, model) for slug, (_, name) in called.items()}
            called = {slug: (slug_of(name), name) for slug, name in names.items()}
        id_ = f"{slug_of(make)}/{slug_of(model)}/{one.key.format(year=record.code)}"
        abouts = {f"{record.id}/{slug}": f"{id_}/{new}" for slug, (new, _) in called.items()}
        claims = []
        for claim in record.claims:
            said_by = attributions.get(claim.attribution)
            if said_by is None:
                said_by = attributions[claim.attribution] = evolve(claim.attribution, source=source)
            claims.append(Claim(abouts[claim.about], claim.statement, said_by))
        # a year that is the file's and no row's: that of the market, "UK 2025"
        code = record.code or ("" if "{" in one.key else f"{one.key[:2].upper()} {one.key[2:]}")
        yield evolve(
            record, id=id_, make=make, model=model, code=code, variants=tuple(called.values()),
            claims=tuple(claims), predecessors=(), successors=(),
        )  # fmt: skip


def _model_of(record: Record, make: str, models: Collection[str]) -> str:
    """Return the longest name of a model with which a name of model and version begins, else all of it."""
    words = record.model.removeprefix(f"{make} ").split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if f"{slug_of(make)}/{slug_of(name)}" in models:
            return name
    return record.model


def _version(before: str, name: str, model: str) -> str:
    """Return what a variant is called where what was its model's name is parted into model and version."""
    whole = name if name.casefold().startswith(before.casefold()) else f"{before} {name}"
    return whole[whole.index(model) + len(model) :].strip() or model


def _joined(first: Record, second: Record) -> Record:
    """Return what two records say of one model and year; variants of one slug are one."""
    names = dict(first.variants)
    taken = set(names.values())
    for slug, name in second.variants:
        if slug not in names:
            names[slug] = name if name not in taken else f"{name} ({slug})"
            taken.add(names[slug])
    return evolve(first, variants=tuple(names.items()), claims=(*first.claims, *second.claims))


def linked(records: Mapping[str, Record]) -> Iterator[Record]:
    """Yield the records by id, each linked with the years beside it of its model and kind of year."""
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id_ in sorted(records):
        model, _, key = id_.rpartition("/")
        if key[2:]:
            lines[model, key[:2]].append(id_)
    pairs = [pair for years in lines.values() for pair in pairwise(years)]
    after, before = dict(pairs), {new: old for old, new in pairs}
    for id_ in sorted(records):
        predecessors, successors = (tuple(filter(None, [links.get(id_)])) for links in (before, after))
        yield evolve(records[id_], predecessors=predecessors, successors=successors)
