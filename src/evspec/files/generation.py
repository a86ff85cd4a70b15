"""A document becomes a Record; every mistake in it is collected, none stops the reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from evspec.claims import Record
from evspec.claims.fuel import with_modes
from evspec.errors import ProblemCode, did_you_mean
from evspec.files.blocks import BLOCK_KEYS, BlockReader, read_mark
from evspec.files.definitions import DEFINITIONS, read_definitions
from evspec.files.problems import shown
from evspec.files.variants import SLUG, read_variants
from evspec.measures import Measure
from evspec.specs import SPECS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from evspec.claims import Claim, Source, Statement
    from evspec.files.blocks import Texts
    from evspec.files.problems import Path, Problems
    from evspec.files.text import Document

__all__ = [
    "VERSION",
    "WRITTEN_BY",
    "ReadResult",
    "check_capacities",
    "is_generation_id",
    "is_readable",
    "read_generation",
]

#: The key by which a JSON file says that `dump` wrote it.
WRITTEN_BY = "written_by"
#: The version of the file format that this evspec reads and writes.
VERSION = 1
_NET, _GROSS = SPECS["battery_net"], SPECS["battery_gross"]
# Of two capacities that were mixed up, none is so many times the other.
_SLIP = 3
# Model years are four digits of a time in which there are cars.
_EARLIEST, _LATEST = 1880, 2199
# Key to the types that it takes and how a message calls them.
_KEYS: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "make": (str, "text in quotes"),
    "model": (str, "text in quotes"),
    "code": (str, "text in quotes"),
    "name": (str, "text in quotes"),
    "id": (str, "text in quotes"),
    "predecessor": ((str, list), "an id, or a list of ids, in quotes"),
    "successor": ((str, list), "an id, or a list of ids, in quotes"),
    "editions": (list, 'a list such as ["2022", "2026"]'),
    "years": (list, "the first model year and the last, if it is known, such as [2018, 2024]"),
    "variants": (dict, 'a table such as { e30 = "e30" }'),
    "said": (list, "[[said]] and the claims of one source below it"),
    "sources": (dict, "a table of sources"),
    **{name: (dict, f"tables such as [{name}.x]") for name in DEFINITIONS},
    "decimal": (str, "the decimal mark of the file's figures, '.' or ','"),
    "schema_version": (int, f"the whole number {VERSION}"),
    WRITTEN_BY: (str, "text in quotes"),
}


class ReadResult(NamedTuple):
    """What could be read of a generation.

    Attributes
    ----------
    record
        Without the claims in which there is a mistake.
    links
        Number of each claim that names other vehicles, and where it stands in the file.
    sources
        Those that it names, by their ids.
    whole
        Whether there was no mistake.
    place
        Returns where a claim stands in the file, given its number in the record.
    made
        What its claims say that no other file said before.
    """

    record: Record
    links: Mapping[int, Path]
    sources: Mapping[str, Source]
    whole: bool
    place: Callable[[int], Path]
    made: Sequence[Statement]


def read_generation(
    document: object,
    id_: str,
    sources: Mapping[str, Source],
    problems: Problems,
    texts: Texts,
) -> ReadResult:
    """Read one generation.

    Parameters
    ----------
    document
        The parsed file.
    id_
        make/model/generation.
    sources
        Every source that the file may name.
    problems
        Where mistakes go.
    texts
        What was read from the texts of other generations so far.

    Returns
    -------
    ReadResult
        Only what is whole may be used; the rest serves to check links to it and from it.
    """
    before = len(problems.found)
    if not isinstance(document, Mapping):
        problems.add(ProblemCode.WRONG_TYPE, (), f"found {shown(document)}; a generation is a table of keys")
        document = {"make": "?", "model": "?"}
    if not is_readable(document, problems):
        return ReadResult(Record(id_, "?", "?"), {}, {}, whole=False, place=lambda _: (), made=())
    read_definitions(document, problems)
    _check_keys(document, id_, problems)
    _check_id(document, id_, problems)
    editions = _texts(document, "editions", problems)
    if len(set(editions)) < len(editions):
        words = f"an edition stands twice in {shown(editions)}; leave one out"
        problems.add(ProblemCode.DUPLICATE, ("editions",), words)
    variants = read_variants(document.get("variants"), sources, problems)
    decimal = read_mark(document.get("decimal"), problems)
    reader = BlockReader(id_, editions, variants.names, sources, texts, decimal)
    said = document.get("said")
    for number, block in enumerate(said if isinstance(said, list) else []):
        reader.read(block, problems.at("said", number))
    predecessors, successors = (_texts(document, key, problems) for key in ("predecessor", "successor"))
    record = Record(
        id_,
        document.get("make", ""),
        document.get("model", ""),
        document.get("code", ""),
        document.get("name", ""),
        editions,
        predecessors,
        successors,
        tuple(variants.names.items()),
        tuple(with_modes(reader.claims)),
        tuple(variants.replacements),
        _years(document, problems),
    )
    for number, message in check_capacities(record):
        problems.top.add(ProblemCode.CAPACITY, reader.place(number), message)
    links = {number: reader.place(number) for number in reader.links}
    linking = {one.source.id: one.source for one in record.replacements if one.source is not None}
    whole, named = len(problems.found) == before, reader.named | linking
    return ReadResult(record, links, named, whole, reader.place, reader.made)


def _check_keys(document: Document, id_: str, problems: Problems) -> None:
    for key, value in document.items():
        types, right = _KEYS.get(key, ((), ""))
        if key in SPECS:
            words = f"{key} without a source; write it below a [[said]] with its source"
            problems.add(ProblemCode.MISSING_SOURCE, (key,), words)
        elif key in BLOCK_KEYS:
            problems.add(ProblemCode.MISPLACED_KEY, (key,), f"{key} outside a block; write [[said]] above it")
        elif not right:
            near = did_you_mean(key, _KEYS)
            words = f"unknown key {shown(key)}; a file has {', '.join(_KEYS)}{near}"
            problems.add(ProblemCode.UNKNOWN_KEY, (key,), words)
        elif not isinstance(value, types) or isinstance(value, bool):
            problems.add(ProblemCode.WRONG_TYPE, (key,), f"{key} is {shown(value)}; write {right}")
    for key in ("make", "model"):
        # a car of one's own may be of no maker
        is_open = key == "make" and key in document and id_.startswith("own/")
        if not (is_open or str(document.get(key, "")).strip()):
            problems.add(ProblemCode.MISSING_KEY, (key,), f'no {key}; write {key} = "…"')


def is_readable(document: Document, problems: Problems) -> bool:
    """Tell whether a file is of the version that this evspec reads; of another, nothing else is reported."""
    version = document.get("schema_version", VERSION)
    if type(version) is not int or version == VERSION:
        # what is no number is a mistake among the others
        return True
    words = f"schema_version {version} is not the version that this evspec reads, {VERSION}"
    if version > VERSION:
        words = f"schema_version {version} is newer than this evspec, which reads {VERSION}; update evspec"
    problems.add(ProblemCode.SCHEMA_VERSION, ("schema_version",), words)
    return False


def is_generation_id(text: str) -> bool:
    """Tell whether a text has the form of a generation's id."""
    parts = text.split("/")
    return len(parts) == 3 and all(map(SLUG.fullmatch, parts))


def _check_id(document: Document, id_: str, problems: Problems) -> None:
    if not is_generation_id(id_):
        found = f"id {shown(id_)}" if "id" in document or problems.below else "no id, and none in the path"
        right = 'write id = "make/model/generation" in lower-case letters, digits and hyphens'
        problems.add(ProblemCode.BAD_ID, ("id",), f"{found}; {right}")


def _texts(document: Document, key: str, problems: Problems) -> tuple[str, ...]:
    """Return one or more texts as a tuple, without those that are none."""
    given = document.get(key, [])
    entries: list[Any] = given if isinstance(given, list) else [given]
    for place, entry in enumerate(entries):
        if isinstance(given, list) and not (isinstance(entry, str) and entry):
            words = f"{key} holds {shown(entry)}; write text in quotes"
            problems.add(ProblemCode.WRONG_TYPE, (key, place), words)
    return tuple(entry for entry in entries if isinstance(entry, str) and entry)


def _years(document: Document, problems: Problems) -> tuple[int | None, int | None]:
    """Return the first and the last model year; None for what is not stated, or not as it should be."""
    given = document.get("years")
    if not isinstance(given, list):
        return None, None
    numbers = [one for one in given if type(one) is int and _EARLIEST <= one <= _LATEST]
    if not 1 <= len(numbers) == len(given) <= 2 or numbers != sorted(numbers):
        right = "write the first model year and the last, if it is known, such as [2018, 2024]"
        problems.add(ProblemCode.WRONG_TYPE, ("years",), f"years is {shown(given)}; {right}")
        return None, None
    return numbers[0], numbers[1] if len(numbers) > 1 else None


def check_capacities(record: Record) -> Iterator[tuple[int, str]]:
    """Yield number and message of each usable capacity above every gross one of the same car and source."""
    gross: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in record.by_spec.get(_GROSS, ()):
        if not claim.doubt:
            gross.setdefault((claim.about, claim.source.id, claim.edition), []).append(claim)
    for net in record.by_spec.get(_NET, ()) if gross else ():
        said_by = net.source.id, net.edition
        rivals = gross.get((net.about, *said_by)) or gross.get((record.id, *said_by), [])
        if not net.doubt and rivals and all(_is_above(net, rival) for rival in rivals):
            number = next(number for number, claim in enumerate(record.claims) if claim is net)
            found = f"battery_net {net.value.show()} above battery_gross {rivals[0].value.show()}"
            yield number, f"{found} of the same source; swap them, or give one a doubt"


def _is_above(one: Claim, other: Claim) -> bool:
    """Tell whether one capacity is above another, and by no slip of a digit, which is doubted as such."""
    a, b = one.value, other.value
    if not (isinstance(a, Measure) and isinstance(b, Measure)):
        return False
    if a.unit == b.unit and a.low is not None and b.high is not None:
        if a.low < b.high:
            # so it is in nearly every car, and then no rounding can matter
            return False
        if a.low > _SLIP * b.high:
            return False
    return a.compare(b) == "greater"
