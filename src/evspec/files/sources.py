"""The table of sources: publisher, title, address, date, kind and tier of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import tomli

from evspec.claims import SOURCE_KINDS, TIERS, Source
from evspec.errors import DataError, EvspecError, ProblemCode, did_you_mean
from evspec.files.problems import Problems, shown
from evspec.values import read_dates, read_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.files.text import Document

__all__ = ["SourceTable", "read_sources"]

_T = TypeVar("_T")

_KEYS = (
    "publisher", "title", "address", "date", "kind", "tier", "copies", "license", "attribution", "accessed",
)  # fmt: skip
_TEXTS = ("publisher", "title", "address")
#: The texts that a file may leave empty, which says that there is none.
_OPEN = ("title", "address")


def read_sources(document: Document, known: Mapping[str, object], problems: Problems) -> dict[str, Source]:
    """Read a table of sources, and leave out those with a mistake.

    Parameters
    ----------
    document
        Id to the source's keys.
    known
        Sources from elsewhere, of which these may be copies.
    problems
        Where mistakes go.
    """
    read = {name: _read_source(name, row, problems.at(name)) for name, row in document.items()}
    sources = {name: source for name, source in read.items() if source is not None}
    for name, source in sources.items():
        other = source.copies
        if other == name:
            words = "copies the source itself; name the one that was copied"
            problems.add(ProblemCode.SELF_REFERENCE, (name, "copies"), words)
        elif other and not (other in document or other in known):
            near = did_you_mean(other, [id_ for id_ in (*known, *document) if id_ != name])
            words = f"copies {shown(other)} is no other source{near}"
            problems.add(ProblemCode.UNKNOWN_SOURCE, (name, "copies"), words)
    return sources


def _read_source(name: str, row: object, problems: Problems) -> Source | None:
    before = len(problems.found)
    if not isinstance(row, Mapping):
        words = f"source {shown(name)} is {shown(row)}; write [{name}] and its keys below it"
        problems.add(ProblemCode.WRONG_TYPE, (), words)
        return None
    for key in row:
        if key not in _KEYS:
            problems.add_unknown_key(key, "a source", _KEYS)
    _check_texts(name, row, problems)
    kind = row.get("kind", "press")
    if kind not in SOURCE_KINDS:
        problems.add_not_listed("kind", kind, SOURCE_KINDS)
    tier = row.get("tier", 3)
    if type(tier) is not int or tier not in TIERS:
        problems.add(ProblemCode.NOT_LISTED, ("tier",), f"tier {shown(tier)} is not one of 1, 2, 3, 4")
    when = _read(row, "date", read_dates, problems)
    accessed = _read(row, "accessed", lambda day: read_day(str(day)), problems)
    if len(problems.found) > before:
        return None
    publisher, title, address = (row[key] for key in _TEXTS)
    copies, license_, attribution = (row.get(key, "") for key in ("copies", "license", "attribution"))
    return Source(
        name, publisher, title, address, when, kind, tier, copies, license_, attribution, accessed
    )  # fmt: skip


def _check_texts(name: str, row: Document, problems: Problems) -> None:
    for key in _TEXTS:
        if key not in row:
            problems.add(ProblemCode.MISSING_KEY, (), f'source {shown(name)} has no {key}; write {key} = "…"')
    for key in (*_TEXTS, "copies", "license", "attribution"):
        if key in row and not (isinstance(row[key], str) and (row[key].strip() or key in _OPEN)):
            problems.add(ProblemCode.WRONG_TYPE, (key,), f"{key} is {shown(row[key])}; write text in quotes")


def _read(row: Document, key: str, read: Callable[[Any], _T], problems: Problems) -> _T | None:
    """Return what stands behind a key, None if nothing does or it cannot be read."""
    try:
        return read(row[key]) if key in row else None
    except EvspecError as error:
        problems.add_unread((key,), error)
        return None


class SourceTable(Mapping[str, Source]):
    """A file of sources that were checked before, each read when it is asked for.

    A car names a dozen of hundreds.

    Parameters
    ----------
    text
        The file: tables ``[id]`` one after the other, nothing nested.
    file
        How messages name it.

    Raises
    ------
    DataError
        On access to a source with a mistake.
    """

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._read: dict[str, Source] = {}
        _, *parts = re.split(r"^\[([^\[\]\n]+)\]$", text, flags=re.MULTILINE)
        self._texts = dict(zip(parts[::2], parts[1::2], strict=True))

    def __getitem__(self, id_: str) -> Source:
        if id_ not in self._read:
            problems = Problems(self._file, lambda _place: 0)
            read = read_sources({id_: tomli.loads(self._texts[id_])}, self._texts, problems)
            if problems.found:
                raise DataError(problems.found)
            self._read |= read
        return self._read[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
