"""`accept`: the accepted claims of a draft go into the data files of a folder, whose own lines stay."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import evolve

from evspec.articles.blocks import claims_of
from evspec.articles.draft import Draft
from evspec.articles.file import read_parts
from evspec.articles.writing import UNKNOWN_PUBLISHER
from evspec.catalogs import Catalog
from evspec.catalogs.dumping import document_of, source_row
from evspec.catalogs.loading import builtin, validate
from evspec.claims.fuel import with_modes
from evspec.disk import as_path, real
from evspec.errors import DataError, Problem, ProblemCode, check_type
from evspec.files.definitions import definitions_of
from evspec.files.generation import VERSION
from evspec.files.journal import claimed, replace_all
from evspec.files.lines import Lines
from evspec.files.text import SOURCES, parse, read_text
from evspec.files.toml import write_generation, write_tables
from evspec.files.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

    from evspec.articles.checking import Remark
    from evspec.articles.proposals import Proposal
    from evspec.claims import Claim, Record, Source

__all__ = ["Accepted", "accept"]

_KNOWN: Final = ("publisher", "title", "address", "date")


class Accepted(NamedTuple):
    """What came of accepting a draft.

    Attributes
    ----------
    files
        The files that were written, `sources.toml` first; none if nothing was new.
    added
        The claims that are in them now.
    there
        Those that were in the folder before.
    doubts
        What the text has against some of them; empty if it was not asked.
    """

    files: tuple[Path, ...]
    added: tuple[Proposal, ...]
    there: tuple[Proposal, ...]
    doubts: tuple[Remark, ...]


def accept(
    draft: Draft | str | PathLike[str],
    into: str | PathLike[str],
    *,
    text: str | None = None,
    catalog: Catalog | None = None,
) -> Accepted:
    """Add the accepted claims of a draft to the data files of a folder, whose own lines stay as they are.

    A claim that the folder has from the same source is not added twice. A generation that the folder does
    not have starts as the catalog's, so that nothing of it is lost where the folder stands in its place.

    Parameters
    ----------
    draft
        A draft, or the path of its file. What is unsure, behind ``#?``, is left out.
    into
        A folder with ``sources.toml`` and ``<make>/<model>/<generation>.toml``; made if need be.
    text
        The article: what it does not bear out is refused, see `Draft.check`.
    catalog
        Whose vehicles the draft names beside the folder's; the built-in one by default.

    Returns
    -------
    Accepted

    Raises
    ------
    DataError
        With every mistake of draft and folder, such as an unknown publisher or a car of no catalog; then
        no file is touched, as at every fault in writing.
    WrongType
        If something is no path, or `catalog` none.
    """
    if isinstance(draft, Draft):
        name, written = "draft", draft.to_toml()
    else:
        file = as_path(draft)
        name, written = str(file), read_text(file, str(file))
    target = as_path(into)
    catalog = builtin() if catalog is None else catalog
    check_type("catalog", catalog, Catalog, "a catalog such as evspec.catalog")
    with claimed(target):
        merge = _Merge(target, name, catalog)
        accepted = merge.read(written, text)
        if accepted.added:
            replace_all(
                target, ((one.relative_to(target).as_posix(), merge.texts[one]) for one in accepted.files)
            )
    return accepted


class _Merge:
    """Works out what the files of a folder come to; `texts` has them."""

    def __init__(self, target: Path, name: str, catalog: Catalog) -> None:
        self.texts: dict[Path, str] = {}
        self._target, self._name = target, name
        self._view = View({})
        read = validate([target])
        self._found = [one for one in read.problems if one.code is not ProblemCode.NO_DATA]
        self._found += self._misplaced()
        self._own = read.catalog
        self._catalog = catalog | read.catalog

    def _misplaced(self) -> Iterator[Problem]:
        """Yield a mistake if ids do not count from the folder but from one above it."""
        above = () if self._view.is_root(self._target) else real(self._target).parents[:2]
        for root in filter(self._view.is_root, above):
            words = f"it lies in a folder of data; give that one, {root}"
            yield Problem(str(self._target), 0, "", words, ProblemCode.BAD_ID)

    def _refuse(self, code: ProblemCode, words: str, at: Proposal | None = None, *names: str) -> None:
        line, column, path = (at.line, at.column(*names), at.spec) if at else (0, 0, "source")
        self._found.append(Problem(self._name, line, path, words, code, column))

    def read(self, written: str, text: str | None) -> Accepted:
        """Read a draft and work out the files.

        Raises
        ------
        DataError
            With everything that is wrong in it.
        """
        source, proposals, found = read_parts(written, self._name, self._catalog)
        self._found += found
        wrong = {problem.line for problem in found}
        accepted = tuple(one for one in proposals if one.is_sure)
        for one in accepted:
            if one.vehicle.startswith("?"):
                self._refuse(ProblemCode.UNKNOWN_ID, self._unknown(one), one)
        remarks: tuple[Remark, ...] = ()
        if source is not None:
            source = self._source(source)
            if text is not None:
                readable = tuple(one for one in accepted if one.line not in wrong)
                remarks = Draft(source, readable, catalog=self._catalog).check(text)
        for remark in remarks:
            if remark.level == "error":
                words = f"{remark.field}: {remark.words}{f' (text, {remark.place})' if remark.place else ''}"
                self._refuse(ProblemCode.NOT_SAID, words, remark.claim, remark.key)
        added = self._added(accepted, source) if source is not None and not self._found else []
        if self._found:
            raise DataError(sorted(self._found, key=lambda problem: problem.line))
        new = {id(one) for one in added}
        return Accepted(
            tuple(self.texts),
            tuple(one for one in accepted if id(one) in new),
            tuple(one for one in accepted if id(one) not in new),
            tuple(remark for remark in remarks if remark.level == "doubt"),
        )

    def _unknown(self, one: Proposal) -> str:
        """Return what to write of a car that no catalog has."""
        model = "/".join(one.vehicle.removeprefix("?").split("/")[:2])
        near = [id_ for id_ in self._catalog.ids if id_.startswith(f"{model}/")]
        if near:
            return f"{one.vehicle!r} names no generation; write which of {', '.join(near)} it is"
        id_ = f"{model}/generation"
        file = self._target / f"{id_}.toml"
        begin = f"begin its file with `evspec new {id_} -o {file}`"
        return f"no catalog has {one.vehicle!r}; {begin} and write its id here"

    def _source(self, source: Source) -> Source:
        """Return the folder's source for the article, or the new one."""
        if source.publisher == UNKNOWN_PUBLISHER:
            words = 'nobody knows who published it; write publisher = "…" below [source]'
            self._refuse(ProblemCode.MISSING_SOURCE, words)
            return source
        told: dict[str, Any] = {key: getattr(source, key) for key in _KNOWN}
        told = {key: given for key, given in told.items() if given not in {None, UNKNOWN_PUBLISHER}}
        sources = self._own.sources
        known = sources.get(source.id) or builtin().sources.get(source.id)
        if known is not None:
            other = [key for key, given in told.items() if given != getattr(known, key)]
            if other:
                words = f"{source.id!r} is another source, of another {' and '.join(other)}; write another id"
                self._refuse(ProblemCode.DUPLICATE, words)
            return known
        if "address" in told:
            same = (one for one in sources.values() if one.address == source.address)
            known = next((one for one in same if one.publisher == source.publisher), None)
        return known or evolve(source, title=told.get("title", ""), address=told.get("address", ""))

    def _added(self, accepted: Sequence[Proposal], source: Source) -> list[Proposal]:
        """Work out the texts of all files, and return the claims that are new in them."""
        rows: dict[str, Source] = {} if source.id in self._own.sources else {source.id: source}
        added: list[Proposal] = []
        awaited: dict[str, Sequence[Claim]] = {}
        said: dict[str, list[Proposal]] = {}
        for one in accepted:
            said.setdefault("/".join(one.vehicle.split("/")[:3]), []).append(one)
        for id_, mine in said.items():
            record = self._catalog.store.record(id_)
            new, awaited[id_] = self._new(record, mine, source)
            added += new
            if new and id_ not in self._own.ids:
                rows |= {key: one for key, one in self._sources_of(record) if key not in self._own.sources}
            if new:
                self._extend(record, new, source)
        if added and rows:
            self._add_sources(rows)
        self.texts = dict(sorted(self.texts.items(), key=lambda one: one[0].name != SOURCES))
        self._verify(awaited)
        return added

    def _new(
        self, record: Record, proposals: Sequence[Proposal], source: Source
    ) -> tuple[list[Proposal], Sequence[Claim]]:
        """Return the proposals that a generation does not have, and all claims that it then has."""
        known = {_key(claim) for claim in record.claims if claim.source.id == source.id}
        read = [claims_of([one], source, self._catalog)[record.id] for one in proposals]
        every = with_modes([*record.claims, *chain.from_iterable(read)])
        claims, at, new = list(every[: len(record.claims)]), len(record.claims), []
        for one, found in zip(proposals, read, strict=True):
            more, at = every[at : at + len(found)], at + len(found)
            if not known.issuperset(map(_key, more)):
                known.update(map(_key, more))
                claims += more
                new.append(one)
        return new, claims

    def _sources_of(self, record: Record) -> Iterator[tuple[str, Source]]:
        """Yield the sources of a generation of another catalog, without those that are at hand everywhere."""
        stock = builtin().sources
        for claim in record.claims:
            if stock.get(claim.source.id) != claim.source:
                yield claim.source.id, claim.source

    def _extend(self, record: Record, new: Sequence[Proposal], source: Source) -> None:
        """Add claims to the file of a generation, which begins as what the catalog has of it."""
        file = self._target / f"{record.id}.toml"
        blocks = list(_blocks(new, source.id))
        if record.id not in self._own.ids:
            document = {"schema_version": VERSION, **document_of(record), **definitions_of([record])}
            text = "\n".join(write_generation(document)).lstrip("\n") + "\n"
        elif self._view.is_there(file):
            text = self._view.text(file)
        else:
            words = (
                f"{record.id} stands in another file of {self._target}; it has to stand in {record.id}.toml"
            )
            self._refuse(ProblemCode.BAD_ID, words, new[0])
            return
        self.texts[file] = _extended(text, blocks, source.id)

    def _add_sources(self, rows: dict[str, Source]) -> None:
        file = self._target / SOURCES
        text = self._view.text(file) if self._view.is_there(file) else ""
        lines = list(write_tables({id_: source_row(one) for id_, one in rows.items()}))
        self.texts[file] = _inserted(text, len(_rows(text)), lines)

    def _verify(self, awaited: dict[str, Sequence[Claim]]) -> None:
        """Read what is to be written, and refuse it if `load` would, or would make something else of it."""
        if self._found or not self.texts:
            return
        read = validate([self._target], self.texts)
        for one in read.problems:
            words = f"would be refused when read: {one.message}"
            self._found.append(Problem(one.file, 0, one.path, words, one.code))
        for id_, claims in awaited.items():
            if not read.problems and Counter(read.catalog.store.record(id_).claims) != Counter(claims):
                words = f"{id_} would not be read as the draft says it; see its decimal mark and editions"
                self._refuse(ProblemCode.BAD_VALUE, words)


def _key(claim: Claim) -> tuple[object, ...]:
    """Return what a claim says; a source says it once in each part of an article."""
    return claim.about, claim.statement, claim.edition, claim.where


def _blocks(proposals: Sequence[Proposal], source: str) -> Iterator[dict[str, Any]]:
    """Yield blocks of a data file, each of one part of the article."""
    block: dict[str, Any] = {}
    used: set[tuple[str, str]] = set()
    for one in proposals:
        variant = "/".join(one.vehicle.split("/")[3:])
        if not block or block.get("where", "") != one.where or (variant, one.spec) in used:
            if block:
                yield block
            block, used = {"source": source, **({"where": one.where} if one.where else {})}, set()
        used.add((variant, one.spec))
        entry = one.entry()
        told = entry["value"] if len(entry) == 1 else entry
        if variant:
            block.setdefault(variant, {})[one.spec] = told
        else:
            block[one.spec] = told
    yield block


def _extended(text: str, blocks: Sequence[dict[str, Any]], source: str) -> str:
    """Return a generation's file with more blocks: behind those of the same source, else at its end."""
    document, _ = parse(Path("file.toml"), text=text)
    of_source = [n for n, one in enumerate(document.get("said", ())) if one.get("source") == source]
    rows = _rows(text)
    at = len(rows)
    if of_source and of_source[-1] + 1 < len(document["said"]):
        at = Lines(text, is_json=False).find(("said", of_source[-1] + 1)) - 1
        # what is said above a block is said of it
        while at and (not rows[at - 1].strip() or rows[at - 1].lstrip().startswith("#")):
            at -= 1
    return _inserted(text, at, list(write_generation({"said": blocks}))[1:])


def _rows(text: str) -> list[str]:
    return text.removesuffix("\n").removesuffix("\r").split("\n") if text else []


def _inserted(text: str, at: int, lines: Sequence[str]) -> str:
    """Return a text with more lines, which end as its own do."""
    end = "\r" if "\r\n" in text else ""
    rows = _rows(text)
    more = [f"{line}{end}" for line in (lines if rows else lines[1:])]
    if at == len(rows) and rows and not rows[-1].endswith(end):
        rows[-1] += end
    return "\n".join([*rows[:at], *more, *rows[at:]]) + "\n"
