"""`load_draft`: the file of a draft, edited or not, becomes a draft again; every mistake at its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import tomli

from evspec.articles.blocks import problems_of
from evspec.articles.draft import Draft
from evspec.articles.proposals import FIELDS, Doubt, Proposal, column_of
from evspec.articles.writing import DOUBTS, UNKNOWN_PUBLISHER, UNSURE
from evspec.claims import Source
from evspec.disk import as_path
from evspec.errors import DataError, ProblemCode, did_you_mean
from evspec.files.problems import Problems, shown
from evspec.files.sources import read_sources
from evspec.files.text import parse, read_text
from evspec.languages.speech import Phrase
from evspec.specs import SPECS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

    from evspec.catalogs import Catalog
    from evspec.errors import Problem

__all__ = ["load_draft", "read_parts"]

_HEAD: Final = ("vehicle", "where")
#: What is wrong with a value and not with a key.
_OF_VALUES: Final = {ProblemCode.BAD_VALUE, ProblemCode.UNIT, ProblemCode.MISSING_CONDITION}
_STAND_IN: Final = Source("article", UNKNOWN_PUBLISHER)
_TOLD: Final = ("status", "edition", "hedge", "via", "printed", "note")


def load_draft(path: str | PathLike[str], *, catalog: Catalog | None = None) -> Draft:
    """Read the file of a draft, also one that a person edited.

    Parameters
    ----------
    path
        The file, as `Draft.to_toml` writes it.
    catalog
        Whose vehicles it names; the built-in one by default.

    Raises
    ------
    WrongType
        If `catalog` is none.
    DataError
        With every mistake, each at its line. What stands behind "#? " and cannot be read is a
        comment and no mistake.
    """
    file = as_path(path)
    return read_draft(read_text(file, str(file)), str(file), catalog)


def read_draft(text: str, name: str, catalog: Catalog | None) -> Draft:
    """Read a draft from the text of its file; see `load_draft`."""
    source, proposals, problems = read_parts(text, name, catalog)
    if problems or source is None:
        raise DataError(problems)
    return Draft(source, proposals, catalog=catalog)


def read_parts(
    text: str, name: str, catalog: Catalog | None
) -> tuple[Source | None, tuple[Proposal, ...], list[Problem]]:
    """Return the source and the claims of a file, as far as they can be read, and every mistake by its line.

    Raises
    ------
    DataError
        If it is no TOML.
    """
    plain, doubts = _uncovered(text)
    document, problems = parse(Path("draft.toml"), name, plain)
    source = _source(document, problems)
    rows = ["", *text.split("\n"), ""]
    proposals = tuple(_proposals(document, doubts, rows, problems))
    accepted = [one for one in proposals if one.is_sure]
    if source is None:
        # what is wrong in the claims is told too; what hangs on its day waits for it
        accepted = [one for one in accepted if SPECS[one.spec].kind != "date"]
    problems.found += problems_of(accepted, source or _STAND_IN, catalog, name)
    found = sorted(problems.found, key=lambda problem: problem.line)
    return source, proposals, [_with_column(problem, rows) for problem in found]


def _with_column(problem: Problem, rows: Sequence[str]) -> Problem:
    names = re.findall(r"[^\d\W][\w-]*", problem.path)[::-1]
    if problem.code in _OF_VALUES:
        names.insert(0, "value")
    row = rows[problem.line] if problem.line < len(rows) else ""
    return problem._replace(column=column_of(row, names))


def _uncovered(text: str) -> tuple[str, dict[int, tuple[Doubt, ...]]]:
    """Return a file with what stands behind `#? ` in it, and the doubts of those lines by their numbers."""
    lines, doubts = text.split("\n"), {}
    for number, line in enumerate(lines, start=1):
        if not line.startswith(UNSURE):
            continue
        # which ends as the file's lines do
        claim, mark, told = line.removeprefix(UNSURE).rstrip("\r").rpartition(DOUBTS)
        try:
            one = tomli.loads(claim if mark else told)
        except (tomli.TOMLDecodeError, RecursionError):
            continue
        if len(one) == 1:
            lines[number - 1] = claim if mark else told
            doubts[number] = _doubts(told if mark else "") or (Doubt("value", Phrase("not accepted")),)
    return "\n".join(lines), doubts


def _doubts(told: str) -> tuple[Doubt, ...]:
    found = []
    for part in filter(None, told.strip().split("; ")):
        name, colon, words = part.partition(": ")
        found.append(Doubt(name, words) if colon and name in FIELDS else Doubt("value", part))
    return tuple(found)


def _source(document: Mapping[str, Any], problems: Problems) -> Source | None:
    given = document.get("source")
    if not isinstance(given, Mapping):
        problems.add(
            ProblemCode.MISSING_SOURCE, (), "no [source]; write it with its publisher, title and address"
        )
        return None
    id_ = given.get("id", "article")
    row = {key: value for key, value in given.items() if key != "id"}
    for key in ("publisher", "title", "address"):
        row.setdefault(key, UNKNOWN_PUBLISHER)
    source = read_sources({str(id_): row}, {}, _Below(problems)).get(str(id_))
    for key in document:
        if key not in {"source", "said"}:
            words = f"unknown key {shown(key)}; a draft has [source] and [[said]]"
            problems.add(ProblemCode.UNKNOWN_KEY, (key,), words)
    return source


class _Below(Problems):
    """Collects the mistakes of the one source, which stands below `source` and not below its id."""

    __slots__ = ()

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems.file, problems.locate, problems.found, (*problems.below, "source"))

    def at(self, *path: str | int) -> Problems:
        return Problems(self.file, self.locate, self.found, self.below + path[1:])


def _proposals(
    document: Mapping[str, Any],
    doubts: Mapping[int, tuple[Doubt, ...]],
    rows: Sequence[str],
    problems: Problems,
) -> Iterator[Proposal]:
    blocks = document.get("said", [])
    for number, block in enumerate(blocks if isinstance(blocks, list) else [blocks]):
        here = problems.at("said", number)
        vehicle = block.get("vehicle") if isinstance(block, Mapping) else None
        if not isinstance(vehicle, str) or not vehicle:
            here.add(ProblemCode.MISSING_KEY, (), 'no vehicle; write vehicle = "make/model/generation"')
            continue
        where = block.get("where", "")
        for key, given in block.items():
            if key in _HEAD:
                continue
            line = here.locate((*here.below, key))
            if key not in SPECS and line in doubts:
                # what does not count is a comment, of which nothing was read
                continue
            if key not in SPECS:
                words = f"{shown(key)} is no spec{did_you_mean(key, SPECS)}"
                here.add(ProblemCode.UNKNOWN_SPEC, (key,), words)
                continue
            for entry in given if isinstance(given, list) else [given]:
                told = doubts.get(line, ())
                yield _proposal(vehicle, str(where), key, entry, line=line, row=rows[line], doubts=told)


def _proposal(vehicle: str, where: str, key: str, entry: object, **beside: Any) -> Proposal:
    """Return one claim of a file; what is wrong in it is told when it is read as one."""
    given = dict(entry) if isinstance(entry, Mapping) else {"value": entry}
    told = {name: str(given.pop(name)) for name in _TOLD if name in given}
    quote = told.pop("printed", "")
    value = given.pop("value", None)
    qualifiers = {name: str(words) for name, words in given.items()}
    return Proposal(vehicle, key, value, quote, qualifiers, where=where, **beside, **told)  # type: ignore[arg-type]
