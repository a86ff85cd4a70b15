"""A catalog or a generation back into files, in the form that people write by hand."""

from __future__ import annotations

import json
from itertools import groupby
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from evspec.catalogs.catalog import Catalog
from evspec.catalogs.gathering import gather, sources_of
from evspec.catalogs.loading import validate
from evspec.claims import WORKED_OUT
from evspec.disk import as_path, made_folder, mode_of, placed, read_bytes, reading, write_file
from evspec.errors import DataError, EvspecError, Problem, WrongType
from evspec.files.blocks import DETAILS
from evspec.files.definitions import definitions_of
from evspec.files.generation import VERSION, WRITTEN_BY
from evspec.files.journal import claimed, replace_all
from evspec.files.text import SOURCES
from evspec.files.toml import write_generation, write_tables
from evspec.files.view import View
from evspec.measures import Measure, mark_of
from evspec.vehicles import Generation, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from os import PathLike
    from pathlib import Path

    from evspec.claims import Claim, Record, Source

__all__ = ["document_of", "dump", "source_row"]

_WRITER = "evspec.dump"
_VERSION = {"schema_version": VERSION}
_HEADER = f"# Written by {_WRITER}, which will replace it again unless this line is taken out."


def dump(what: Catalog | Generation, path: str | PathLike[str], *, overwrite: bool = False) -> None:
    """Write a catalog or a generation so that `load` gives an equal one.

    What is written is read before a file is touched. A file is then replaced whole or not at all, and so
    is a folder: at every fault and at every kill, `load` gives what was there before or what was to come.

    Parameters
    ----------
    what
        What to write, in full: every claim, whatever its date or edition. What was made in code gets the
        id that `Catalog.of` gives it.
    path
        A ``.toml`` or ``.json`` file; anything else is a folder, which is made if need be and gets
        ``sources.toml`` and a file for each generation.
    overwrite
        Whether files that `dump` did not write itself may be replaced.

    Raises
    ------
    EvspecError
        If such a file is in the way, a folder holds vehicles besides these, or no file can hold what is
        to be written, such as claims that were worked out.
    DataError
        If what is to be written would be refused when read, or a file cannot be written.
    WrongType
        If that is neither a catalog nor a generation, or the path is none.
    """
    if not isinstance(what, Catalog | Generation):
        raise WrongType(f"found {what!r}; a catalog or a generation can be written; Catalog.of makes one")
    target = as_path(path)
    placed(target)
    if isinstance(what, Catalog):
        records, sources = [record_of(generation) for generation in what], what.sources
    elif not what.id:
        found = gather([what])
        records, sources = [*found.records.values()], found.sources
    else:
        records, sources = [record_of(what)], sources_of(what)
    _refuse_worked_out(records)
    table = {id_: source_row(sources[id_]) for id_ in sorted(sources)}
    texts = _texts(target, records, table, several=isinstance(what, Catalog))
    if target in texts:
        _refuse(target, texts, overwrite=overwrite)
        _check(target, texts, records, sources, is_whole=isinstance(what, Catalog))
        with made_folder(target.parent):
            write_file(target, texts[target])
        return
    with claimed(target):
        _refuse(target, texts, overwrite=overwrite)
        _check(target, texts, records, sources, is_whole=isinstance(what, Catalog))
        replace_all(target, ((file.relative_to(target).as_posix(), text) for file, text in texts.items()))


def _texts(
    target: Path, records: list[Record], sources: dict[str, dict[str, Any]], *, several: bool
) -> dict[Path, str]:
    """Return the text of each file."""
    form = target.suffix.lower()
    if form not in {".toml", ".json"}:
        files = {
            target / f"{r.id}.toml": _toml(
                write_generation({**_VERSION, **document_of(r), **definitions_of([r])})
            )
            for r in records
        }
        return {target / SOURCES: _toml(write_tables(sources)), **files}
    if not several:
        (record,) = records
        document = {**_VERSION, "id": record.id, **document_of(record), **definitions_of([record])}
        if form == ".json":
            return {target: _json({**document, "sources": sources})}
        return {target: _toml([*write_generation(document), *write_tables(sources, "sources.")])}
    defined = definitions_of(records)
    if form == ".json":
        generations = {r.id: document_of(r) for r in records}
        return {target: _json({**_VERSION, **defined, "sources": sources, "generations": generations})}
    lines = ["", f"schema_version = {VERSION}"]
    for name, tables in defined.items():
        lines += write_tables(tables, f"{name}.")
    lines += ["", "[generations]", *write_tables(sources, "sources.")]
    for record in records:
        lines += write_generation(document_of(record), f'generations."{record.id}"')
    return {target: _toml(lines)}


def _toml(lines: Iterable[str]) -> str:
    return "\n".join([_HEADER, *lines]) + "\n"


def _json(document: Mapping[str, Any]) -> str:
    marked = {WRITTEN_BY: _WRITER, **document}
    return json.dumps(marked, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _refuse_worked_out(records: Iterable[Record]) -> None:
    """Refuse claims that no source makes, which a file cannot hold."""
    for record in records:
        specs = {
            claim.spec.key: None
            for claim in record.claims
            # what a program states itself tells of no formula
            if claim.source.kind == "code" and claim.status in WORKED_OUT and claim.why
        }
        if specs:
            raise EvspecError(
                f"{record.id or record.model} has claims that were worked out "
                f"({_named([*specs])}), which no file can hold; dump what they were worked out from"
            )


def _refuse(target: Path, texts: Mapping[Path, str], *, overwrite: bool) -> None:
    """Refuse to write over what is not `dump`'s own, or beside what `load` would read too."""
    if target not in texts:
        files, problems = View({}).data_files(target)
        if problems:
            raise DataError(problems)
        others = [str(target / file) for file in files if target / file not in texts]
        if others:
            raise EvspecError(f"{target} holds other vehicles ({_named(others)}); choose another folder")
    foreign = [str(file) for file in texts if not overwrite and S_ISREG(mode_of(file)) and not _is_ours(file)]
    if foreign:
        raise EvspecError(f"{_WRITER} did not write {_named(foreign)}; pass overwrite=True to replace it")


def _check(
    target: Path,
    texts: Mapping[Path, str],
    records: Iterable[Record],
    sources: Mapping[str, Source],
    *,
    is_whole: bool,
) -> None:
    """Read what is to be written, and refuse it if `load` would, or would make something else of it."""
    read, problems, _ = validate([target], texts)
    if problems:
        words = "would be refused when read: "
        raise DataError(Problem(p.file, 0, p.path, words + p.message, p.code) for p in problems)
    written = {record.id: record for record in records}
    unlike = [id_ for id_ in {*written, *read.ids} if not _is_same(read, written, id_)]
    unlike += [id_ for id_, source in sources.items() if read.sources.get(id_) != source]
    unlike += [id_ for id_ in read.sources if is_whole and id_ not in sources]
    if unlike:
        raise EvspecError(f"{target} would not be read as it was written: {_named(sorted(unlike))}")


def _is_same(read: Catalog, written: Mapping[str, Record], id_: str) -> bool:
    return id_ in written and id_ in read.ids and read.store.record(id_) == written[id_]


def _named(files: list[str]) -> str:
    most = 3
    return ", ".join(files[:most]) + (f" and {len(files) - most} more" if len(files) > most else "")


def _is_ours(file: Path) -> bool:
    with reading(file):
        start = read_bytes(file, 200)
    return start.startswith(_HEADER.encode()) or f'"{WRITTEN_BY}": "{_WRITER}"'.encode() in start


def source_row(source: Source) -> dict[str, Any]:
    """Return a source as its file has it."""
    row: dict[str, Any] = {"publisher": source.publisher, "title": source.title, "address": source.address}
    if source.date is not None:
        row["date"] = source.date.text
    row |= {"kind": source.kind, "tier": source.tier}
    told = {
        "copies": source.copies,
        "license": source.license,
        "attribution": source.attribution,
        "accessed": "" if source.accessed is None else source.accessed.isoformat(),
    }
    return row | {key: value for key, value in told.items() if value}


def document_of(record: Record) -> dict[str, Any]:
    """Return a record as its file has it."""
    document: dict[str, Any] = {"make": record.make, "model": record.model, "code": record.code}
    document |= {"name": record.title} if record.title else {}
    for key, ids in (("predecessor", record.predecessors), ("successor", record.successors)):
        if ids:
            document[key] = ids[0] if len(ids) == 1 else list(ids)
    document |= {"editions": list(record.editions)} if record.editions else {}
    first, last = record.years
    document |= {"years": [first] if last is None else [first, last]} if first is not None else {}
    document |= {"variants": _variants(record)} if record.variants else {}
    document["said"] = [
        block
        for (source, edition), claims in groupby(record.claims, key=lambda c: (c.source.id, c.edition))
        for block in _blocks(record, source, edition, claims)
    ]
    return document


def _variants(record: Record) -> dict[str, Any]:
    """Return the name of each variant, or a table of it where it takes the place of others."""
    variants: dict[str, Any] = dict(record.variants)
    for one in record.replacements:
        replaces = one.replaced[0] if len(one.replaced) == 1 else list(one.replaced)
        # one that is no variant gets no name, and is refused when read
        table = {"name": variants.get(one.variant, ""), "replaces": replaces}
        table |= {"source": one.source.id} if one.source is not None else {}
        variants[one.variant] = table | ({"reason": one.reason} if one.reason else {})
    return variants


def _blocks(record: Record, source: str, edition: str, claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """Yield the claims of one source in a row as blocks, a new one where their order asks for it."""
    is_plain = not edition or (edition,) == record.editions[:1]
    head = {"source": source} | ({} if is_plain else {"edition": edition})
    block: dict[str, Any] = dict(head)
    last: tuple[str, str] | None = None
    for claim in claims:
        variant = claim.about.removeprefix(record.id).removeprefix("/")
        key = (variant, claim.spec.key)
        place = block.get(variant, {}) if variant else block
        # a list of claims, or a variant's, stand together: what comes back to them starts anew
        repeated = claim.spec.key in place and (key != last or claim.spec.schema["type"] == "array")
        left = bool(variant and place) and last is not None and last[0] != variant
        if repeated or left:
            yield block
            block = dict(head)
        place = block.setdefault(variant, {}) if variant else block
        written = _written(claim)
        if claim.spec.key not in place:
            place[claim.spec.key] = written
        else:
            before = place[claim.spec.key]
            place[claim.spec.key] = [*(before if isinstance(before, list) else [before]), written]
        last = key
    yield block


def _written(claim: Claim) -> Any:
    """Return a claim as it is written: its bare value, or a table with what stands beside it."""
    value = claim.value
    plain = value.written()
    beside = dict(claim.qualifiers)
    if beside.get("cycle") in value.text.split() and isinstance(value, Measure):
        del beside["cycle"]
    mark = mark_of(value) if isinstance(value, Measure) else None
    beside |= {"decimal": mark} if mark is not None else {}
    default = "official" if claim.source.official else "reported"
    beside |= {"status": claim.status} if claim.status != default else {}
    beside |= {name: getattr(claim, name) for name in DETAILS if getattr(claim, name)}
    return {"value": plain, **beside} if beside else plain
