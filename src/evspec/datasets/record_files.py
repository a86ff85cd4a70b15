"""The files of the record: those that it is built from, and those that it is written into."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from evspec.catalogs.dumping import document_of, source_row
from evspec.catalogs.numbers import numbers_text
from evspec.catalogs.record import FORMAT, INDEX, NUMBERS, line_of, names_in, read_line
from evspec.claims import Statement
from evspec.disk import as_path
from evspec.files.text import parse, read_text
from evspec.packaged import packaged
from evspec.vehicles import Generation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evspec.claims import Record, Source

__all__ = ["INPUTS", "Input", "inputs", "written"]

#: The file that lists what the record is built from.
INPUTS: Final = "record.toml"


@frozen
class Input:
    """One file that the record is built from.

    Attributes
    ----------
    name
        What its source is called.
    mapping, file
        By which built-in mapping it is read, and what it is called in the folder of inputs.
    key
        The last part of a generation's id, with "{year}" for that of its rows.
    sha256
        The digest of the file.
    path, commit
        Where it stands in its repository, and at which commit.
    copy
        The repository that has it, "" if that is its origin.
    only
        The columns and words of the rows that are taken, all by default.
    spdx
        The SPDX identifier of its license, "" if it is in the public domain.
    versions, models
        Whether its names of models go on with a version, and whether they are those of models alone.
    """

    name: str
    mapping: str
    file: str
    key: str
    sha256: str
    path: str
    commit: str
    copy: str = ""
    only: Mapping[str, list[str]] = {}
    spdx: str = ""
    versions: bool = False
    models: bool = False


def inputs() -> tuple[Mapping[str, str], tuple[Input, ...]]:
    """Return how makers are spelled, and the files that the record is built from."""
    file = packaged(f"datasets/{INPUTS}")
    document, _ = parse(as_path(INPUTS), INPUTS, read_text(file, INPUTS))
    makes = document.pop("makes")
    return makes, tuple(Input(name, **told) for name, told in document.items())


def written(
    records: Iterable[Record], sources: Mapping[str, Source], given: Iterable[Input]
) -> dict[str, str]:
    """Return a file for each make, a line for each of its generations, and the indexes of all."""
    lines: dict[str, list[str]] = defaultdict(list)
    makes: dict[str, dict[str, Any]] = {}
    for record in records:
        make, model, key = record.id.split("/")
        lines[make].append(line_of({"id": record.id, **document_of(record)}))
        entry = makes.setdefault(make, {"make": make, "name": record.make, "models": {}})
        _, keys = entry["models"].setdefault(model, [record.model, []])
        keys.append(key)
    texts = {f"{make}.jsonl": "\n".join(rows) + "\n" for make, rows in lines.items()}
    for make, entry in makes.items():
        entry["sha256"] = _digest(texts[f"{make}.jsonl"])
    numbers = _numbers(chain.from_iterable(lines.values()), sources)
    built = {one.name: {"file": one.file, "sha256": one.sha256, "license": one.spdx} for one in given}
    head = {
        "format": FORMAT,
        "digest": _digest("".join(texts[name] for name in sorted(texts))),
        "numbers": _digest(numbers),
        "inputs": built,
        "sources": {id_: source_row(source) for id_, source in sources.items()},
    }
    texts[NUMBERS] = numbers
    texts[INDEX] = "\n".join([line_of(head), *(line_of(entry) for entry in makes.values())]) + "\n"
    return texts


def _numbers(lines: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return the index of the numbers of what is written, as it will be read."""
    every = {names["id"]: (names, line) for line in lines for names in [names_in(line)]}
    ids, known = sorted(every), defaultdict[str, dict[str, Statement]](dict)
    read = (Generation(read_line(every[id_][1], id_, sources, known)) for id_ in ids)
    return numbers_text([every[id_][0] for id_ in ids], read)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
