"""Catalogs from files: the built-in one, a folder, or a single file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evspec.catalogs.catalog import Catalog, Shelf
from evspec.catalogs.checks import check_links
from evspec.catalogs.files import parse
from evspec.catalogs.reading import Locate, Problems, read_generation, read_sources
from evspec.errors import DataError, Problem
from evspec.values import Categories, Relation

if TYPE_CHECKING:
    from evspec.model import Record, Source

__all__ = ["builtin", "load", "validate"]

_DATA = Path(__file__).parent.parent / "data"
_SOURCES = "sources.toml"


@cache
def builtin() -> Catalog:
    """Return the catalog that comes with evspec; a generation's file is read when it is asked for."""
    ids = tuple(
        sorted(path.relative_to(_DATA).with_suffix("").as_posix() for path in _DATA.glob("*/*/*.toml"))
    )
    return Catalog(Shelf(ids, _builtin_record, _builtin_sources, builtin))


@cache
def _builtin_sources() -> Mapping[str, Source]:
    document, locate = parse(_DATA / _SOURCES, _SOURCES)
    problems = Problems(_SOURCES, locate)
    sources = read_sources(document, problems)
    if problems.found:
        raise DataError(problems.found)
    return sources


def _builtin_record(id_: str) -> Record:
    document, locate = parse(_DATA / f"{id_}.toml", f"{id_}.toml")
    problems = Problems(f"{id_}.toml", locate)
    record = read_generation(document, id_, _builtin_sources(), problems)
    if record is None:
        raise DataError(problems.found)
    return record


def load(path: str | Path) -> Catalog:
    """Read a catalog from a folder or a single file.

    Parameters
    ----------
    path
        A folder with ``sources.toml`` and ``<make>/<model>/<generation>.toml``, or one TOML or JSON
        file as `dump` writes it. Sources of the built-in catalog may be named too.

    Returns
    -------
    Catalog

    Raises
    ------
    DataError
        With every mistake of every file.
    """
    reader = _Reader()
    reader.read(Path(path))
    reader.check_links()
    if reader.problems:
        raise DataError(reader.problems)
    return Catalog.of(reader.records, reader.sources)


def validate(paths: list[Path]) -> tuple[Catalog, list[Problem]]:
    """Read files or folders together and return what could be read and every problem."""
    reader = _Reader()
    for path in paths:
        reader.read(path)
    reader.check_links()
    return Catalog.of(reader.records, reader.sources), reader.problems


class _Reader:
    """Reads several files into one catalog and keeps going over mistakes."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []
        self._files: dict[str, tuple[str, Locate]] = {}

    def read(self, path: Path) -> None:
        if path.is_dir():
            self._read_folder(path)
        else:
            self._read_file(path)

    def _read_folder(self, folder: Path) -> None:
        files = sorted(p for p in folder.rglob("*") if p.suffix in {".toml", ".json"} and p.name != _SOURCES)
        if (folder / _SOURCES).exists():
            document, problems = self._parse(folder / _SOURCES)
            self._add_sources(document, problems, ())
        if not files:
            self.problems.append(
                Problem(str(folder), 0, "", "no data file in it; expected <make>/<model>/<generation>.toml")
            )
        for file in files:
            document, problems = self._parse(file)
            if document and not problems.found:
                id_ = document.get("id", file.relative_to(folder).with_suffix("").as_posix())
                self._add(document, str(id_), problems, ())
            self.problems += problems.found

    def _read_file(self, path: Path) -> None:
        folder = path.resolve().parents[2] if len(path.resolve().parents) > 2 else path.parent
        document, problems = self._parse(path)
        if path.name == _SOURCES:
            self._add_sources(document, problems, ())
        elif document:
            if (folder / _SOURCES).is_file() and "id" not in document and "generations" not in document:
                sources, other = self._parse(folder / _SOURCES)
                self._add_sources(sources, other, ())
            generations = document.get("generations")
            if isinstance(generations, Mapping):
                self._add_sources(document.get("sources", {}), problems, ("sources",))
                for id_, inner in generations.items():
                    self._add(inner, id_, problems, ("generations", id_))
            else:
                own = path.resolve().relative_to(folder.resolve()).with_suffix("").as_posix()
                self._add(document, str(document.get("id", own)), problems, ())
        self.problems += problems.found

    def _parse(self, path: Path) -> tuple[dict[str, Any], Problems]:
        try:
            document, locate = parse(path)
        except DataError as error:
            problems = Problems(str(path), lambda _path: 0)
            problems.found.extend(error.problems)
            return {}, problems
        return document, Problems(str(path), locate)

    def _add_sources(self, document: Mapping[str, Any], problems: Problems, at: tuple[str, ...]) -> None:
        found = len(problems.found)
        self.sources.update(read_sources(document, problems, at))
        if at == ():
            self.problems += problems.found[found:]

    def _add(self, document: Mapping[str, Any], id_: str, problems: Problems, at: tuple[str, ...]) -> None:
        if id_ in self._files:
            problems.add(at or ("id",), f"id {id_!r} stands twice; the other is in {self._files[id_][0]}")
            return
        own = document.get("sources")
        if isinstance(own, Mapping):
            self._add_sources(own, problems, (*at, "sources"))
        self._files[id_] = (problems.file, problems.locate)
        known = {**_builtin_sources(), **self.sources}
        record = read_generation(document, id_, known, problems)
        if record is not None:
            self.records[id_] = record
            self.sources.update({c.source.id: c.source for c in record.claims})

    def check_links(self) -> None:
        """Check links among what was read, and from there into the built-in catalog."""
        everything = dict(self.records)
        stock = builtin()
        for record in self.records.values():
            for target in _targets(record):
                if target not in everything and target in stock.ids:
                    everything[target] = stock.shelf.record(target)
        unread = set(self._files) - set(self.records)
        for id_, path, message in check_links(everything):
            if id_ in self.records and not any(repr(name) in message for name in unread):
                file, locate = self._files[id_]
                dotted = ".".join(map(str, path))
                self.problems.append(Problem(file, locate(path), dotted, message))


def _targets(record: Record) -> set[str]:
    told = {c.value.target.partition("@")[0] for c in record.claims if isinstance(c.value, Relation)}
    for claim in record.claims:
        if claim.spec.kind == "vehicle set" and isinstance(claim.value, Categories):
            told |= {*claim.value.includes, *claim.value.excludes}
    return {"/".join(id_.split("/")[:3]) for id_ in {*told, *record.predecessors, *record.successors}}
