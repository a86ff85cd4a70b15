"""Catalogs from files: the built-in one, a folder, or a single file."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.catalogs.builtin import Builtin, find_in_record
from evspec.catalogs.catalog import Catalog
from evspec.catalogs.store import Store
from evspec.disk import as_path, real
from evspec.errors import DataError, DataWarning, Problem, ProblemCode
from evspec.files.definitions import DEFINITIONS, may_define, read_definitions
from evspec.files.generation import WRITTEN_BY, ReadResult, is_generation_id, is_readable, read_generation
from evspec.files.problems import Problems, shown
from evspec.files.sources import SourceTable, read_sources
from evspec.files.text import SOURCES, parse, read_text
from evspec.packaged import packaged

if TYPE_CHECKING:
    from os import PathLike

    from evspec.claims import Record, Source
    from evspec.files.blocks import Texts
    from evspec.files.text import Document
    from evspec.files.view import View

__all__ = ["Checked", "builtin", "load", "validate"]

#: The keys of a file that holds several generations.
_KEYS: Final = ("schema_version", "sources", "generations", WRITTEN_BY, *DEFINITIONS)
#: So many generations are examined for doubts at once: enough to be quick, and few enough to be at hand.
_TOGETHER: Final = 50


_DATA: Final = packaged("data")


def builtin() -> Builtin:
    """Return the catalog that comes with evspec; a generation's file is read when it is asked for."""
    return _BUILTIN


def _stock() -> Builtin:
    ids = [
        f"{make.name}/{model.name}/{file.name.removesuffix('.toml')}"
        for make in _DATA.iterdir()
        if make.is_dir() and make.name != "record"
        for model in make.iterdir()
        for file in model.iterdir()
    ]
    read = partial(_stock_record, defaultdict(dict))
    store: Store[Catalog] = Store(
        tuple(sorted(ids)), read, _stock_sources, rebuild=builtin, beyond=find_in_record
    )
    return Builtin(store)


def _stock_sources() -> Mapping[str, Source]:
    return SourceTable(read_text(_DATA.joinpath(SOURCES), SOURCES), SOURCES)


def _stock_record(texts: Texts, id_: str, sources: Mapping[str, Source]) -> Record:
    name = f"{id_}.toml"
    document, problems = parse(Path(name), name, read_text(_DATA.joinpath(name), name))
    read = read_generation(document, id_, sources, problems, texts)
    if problems.found:
        raise DataError(problems.found)
    return read.record


# Made on import, which Python does once for all threads; what it holds is read under its own lock.
_BUILTIN: Final = _stock()


class Checked(NamedTuple):
    """What came of reading files.

    Attributes
    ----------
    catalog
        What could be read.
    problems
        Every mistake.
    doubts
        Figures that can be read and yet can hardly be right; see `evspec.plausibility`.
    """

    catalog: Catalog
    problems: list[Problem]
    doubts: list[Problem]


def load(path: str | PathLike[str], *, strict: bool = False) -> Catalog:
    """Read a catalog from a folder or a single file.

    Parameters
    ----------
    path
        A folder with ``sources.toml`` and ``<make>/<model>/<generation>.toml``, or one TOML or JSON
        file as `dump` writes it. It may name sources and vehicles of the built-in catalog.
    strict
        Whether a doubt about a figure is a mistake too.

    Returns
    -------
    Catalog

    Raises
    ------
    DataError
        With every mistake of every file, and everything that cannot be read; with `strict`, every
        doubt too.
    WrongType
        If it is no path.

    Warns
    -----
    DataWarning
        For each figure that can hardly be right, with the rule that it breaks and the likely cause.
    """
    catalog, problems, doubts = validate([as_path(path)])
    if problems or (strict and doubts):
        raise DataError([*problems, *doubts] if strict else problems)
    for doubt in doubts:
        warnings.warn(DataWarning(doubt), stacklevel=2)
    # whoever loads vehicles wants them, and made here they need not wait for the first search
    _ = catalog.variants
    return catalog


def validate(paths: Sequence[Path], texts: Mapping[Path, str] = MappingProxyType({})) -> Checked:
    """Read files and folders together and return what could be read, every mistake and every doubt.

    Parameters
    ----------
    paths
        The files and folders.
    texts
        Texts by their paths that are read in place of what is there.
    """
    from evspec.files.view import View

    reader = _Reader(View(texts))
    if len(paths) > 1:
        for path in paths:
            reader.define(path)
    for path in paths:
        reader.read(path)
    reader.check_links()
    records = {id_: read.record for id_, read in reader.read_.items() if read.whole}
    catalog = Catalog.of_records(records, reader.sources, fallback=builtin)
    return Checked(catalog, reader.problems(), reader.doubts())


class _Reader:
    """Reads several files into one catalog and keeps going over mistakes."""

    def __init__(self, view: View) -> None:
        # which reading the built-in catalog has no need of
        from evspec.plausibility import Examiner

        self._view = view
        self.read_: dict[str, ReadResult] = {}
        self.sources: dict[str, Source] = {}
        # the built-in sources, and those of the files in place of any of the same id
        self._known = dict(builtin().sources)
        self._texts: Texts = defaultdict(dict)
        self._found: dict[Path, list[Problem]] = {}
        self._examiner = Examiner()
        self._waiting: dict[str, ReadResult] = {}
        self._doubts: dict[str, list[Problem]] = {}
        self._files: dict[str, Problems] = {}
        self._folders: set[Path] = set()
        self._roots: list[Path] = []

    def problems(self) -> list[Problem]:
        """Return every problem, by file in the order of reading, and by line."""
        by_line = (sorted(problems, key=lambda p: p.line) for problems in self._found.values())
        return list(chain.from_iterable(by_line))

    def doubts(self) -> list[Problem]:
        """Return the doubts about what could be read, by file in the order of reading, and by line."""
        from evspec.plausibility import MOST

        self._examine()
        files = self._doubts
        told = chain.from_iterable(sorted(found, key=lambda p: p.line) for found in files.values())
        words = "{} doubts by one rule ({}); it is not asked any further until these are settled"
        return [
            *told,
            *(
                Problem(next(reversed(files)), 0, "", words.format(MOST, rule), ProblemCode.IMPLAUSIBLE_MANY)
                for rule in self._examiner.given_up
            ),
        ]

    def read(self, path: Path) -> None:
        """Read a file or folder; what cannot be read is a problem too."""
        try:
            if self._view.is_folder(path):
                self._read_folder(path)
            else:
                self._read_file(path)
        except DataError as error:
            self._found.setdefault(path, []).extend(error.problems)

    def define(self, file: Path) -> None:
        """Define what a file defines, so that others may need it; its mistakes are told when it is read."""
        try:
            text = "" if self._view.is_folder(file) else self._view.text(file)
            if may_define(text):
                read_definitions(*parse(file, text=text))
        except DataError:
            pass

    def _read_folder(self, path: Path) -> None:
        whole = real(path)
        root = next((f for f in (whole, *whole.parents[:2]) if self._view.is_root(f)), whole)
        self._read_sources(path if root == whole else root)
        files, closed = self._view.data_files(path)
        for file in files:
            self.define(path / file)
        for file in files:
            self._read_data(path / file, (whole / file).relative_to(root), strict=True)
        if closed:
            self._found.setdefault(path, []).extend(closed)
        if root != whole:
            self._roots.append(root)
        elif not (files or closed or self._view.is_there(path / SOURCES)):
            words = "no data file in it; it should hold <make>/<model>/<generation>.toml"
            self._found[path] = [Problem(str(path), 0, "", words, ProblemCode.NO_DATA)]

    def _read_file(self, path: Path) -> None:
        whole = real(path)
        folder = whole.parents[min(2, len(whole.parents) - 1)]
        self._read_sources(path.parent if path.name == SOURCES else folder)
        if path.name != SOURCES:
            self._roots.append(folder)
            self._read_data(path, whole.relative_to(folder), strict=False)

    def _read_sources(self, folder: Path) -> None:
        """Read the sources of a folder, once."""
        whole = real(folder)
        if whole in self._folders:
            return
        self._folders.add(whole)
        self._view.look_into(whole)
        if not self._view.is_there(folder / SOURCES):
            return
        for document, problems in self._parse(folder / SOURCES):
            self._add_sources(document, problems)

    def _read_data(self, file: Path, place: Path, *, strict: bool) -> None:
        """Read a data file, whose place in its folder is its id; one by itself may say another."""
        path = place.with_suffix("").as_posix()
        for document, problems in self._parse(file):
            if "generations" in document and not is_readable(document, problems):
                continue
            if isinstance(document.get("sources"), Mapping):
                self._add_sources(document["sources"], problems.at("sources"))
            if "generations" in document:
                self._add_generations(document, problems)
                continue
            id_ = str(document.get("id", path))
            if strict and is_generation_id(path) and id_ != path:
                words = f"id {shown(id_)}, but the path says {path}; leave the id out"
                problems.add(ProblemCode.BAD_ID, ("id",), words)
            self._add(document, id_, problems)

    def _add_generations(self, document: Document, problems: Problems) -> None:
        for key in document:
            if key not in _KEYS:
                words = f"unknown key {shown(key)}; a file of several generations has {', '.join(_KEYS)}"
                problems.add(ProblemCode.UNKNOWN_KEY, (key,), words)
        for key in DEFINITIONS:
            if not isinstance(document.get(key, {}), Mapping):
                words = f"{key} is {shown(document[key])}; write tables such as [{key}.x]"
                problems.add(ProblemCode.WRONG_TYPE, (key,), words)
        read_definitions(document, problems)
        sources, generations = document.get("sources", {}), document["generations"]
        if not isinstance(sources, Mapping):
            words = f"sources is {shown(sources)}; write a table of sources"
            problems.add(ProblemCode.WRONG_TYPE, ("sources",), words)
        if not isinstance(generations, Mapping):
            words = f"generations is {shown(generations)}; write a table with ids as its keys"
            problems.add(ProblemCode.WRONG_TYPE, ("generations",), words)
            return
        for id_, inner in generations.items():
            self._add(inner, id_, problems.at("generations", id_))

    def _parse(self, path: Path) -> Iterator[tuple[Document, Problems]]:
        """Yield the document of a file, or nothing if it has none."""
        whole = real(path)
        if whole in self._found:
            return
        try:
            document, problems = parse(path, text=self._view.text(path))
        except DataError as error:
            self._found[whole] = list(error.problems)
        else:
            self._found[whole] = problems.found
            yield document, problems

    def _add_sources(self, document: Document, problems: Problems) -> None:
        for name, source in read_sources(document, self._known, problems).items():
            if self.sources.setdefault(name, source) != source:
                words = f"source {shown(name)} stands in another file with other words; give one another id"
                problems.add(ProblemCode.DUPLICATE, (name,), words)
            self._known[name] = self.sources[name]

    def _add(self, document: object, id_: str, problems: Problems) -> None:
        if id_ in self._files:
            words = f"the id {shown(id_)} stands twice; the other is in {self._files[id_].file}"
            problems.add(ProblemCode.DUPLICATE, ("id",), words)
            return
        self._files[id_] = problems
        read = read_generation(document, id_, self._known, problems, self._texts)
        self.read_[id_] = read
        if read.whole:
            self.sources |= read.sources
            self._waiting[id_] = read
            if len(self._waiting) == _TOGETHER:
                self._examine()

    def _examine(self) -> None:
        """Collect the doubts about what was read last, which is quicker than to come back to it."""
        waiting, self._waiting = self._waiting, {}
        records = [read.record for read in waiting.values()]
        made = chain.from_iterable(read.made for read in waiting.values())
        for record, doubt in self._examiner.examine(records, made):
            read, problems = waiting[record.id], self._files[record.id]
            number = next(n for n, claim in enumerate(record.claims) if claim is doubt.claim)
            found = self._doubts.setdefault(problems.file, [])
            Problems(problems.file, problems.locate, found).add(doubt.code, read.place(number), doubt.message)

    def check_links(self) -> None:
        """Check links among what was read, and from there to files beside it and to the built-in catalog."""
        records: dict[str, Record | None] = {id_: read.record for id_, read in self.read_.items()}
        stock = builtin()
        from evspec.catalogs.links import check_claims, check_links, targets

        named = {id_ for read in self.read_.values() for id_ in targets(read.record, read.links)}
        one_way = set()
        for id_ in named - set(records):
            try:
                beside = self._beside(id_)
            except DataError as error:
                self._found.setdefault(Path(id_), []).extend(error.problems)
                records[id_] = None
                continue
            if beside is not None:
                records[id_] = self._read_beside(beside, id_)
            elif id_ in stock.ids:
                one_way.add(id_)
                records[id_] = stock.store.record(id_)
        for id_, read in self.read_.items():
            problems = self._files[id_]
            for code, path, message in check_links(read.record, records, one_way):
                problems.add(code, path, message)
            for code, number, message in check_claims(read.record, read.links, records):
                problems.top.add(code, read.links[number], message)

    def _beside(self, id_: str) -> Path | None:
        """Return the file of a generation that a single file may link to."""
        files = [root / f"{id_}.toml" for root in self._roots] if is_generation_id(id_) else []
        return next((file for file in files if self._view.is_there(file)), None)

    def _read_beside(self, file: Path, id_: str) -> Record | None:
        """Return what a file beside those that are checked holds, None if it cannot be read."""
        try:
            document, problems = parse(file, text=self._view.text(file))
        except DataError:
            return None
        return read_generation(document, id_, self._known, problems, self._texts).record
