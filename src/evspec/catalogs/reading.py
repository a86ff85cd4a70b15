"""A parsed data file becomes a Record; every mistake in it is collected, none stops the reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from evspec.errors import EvspecError, Problem, did_you_mean
from evspec.model import SOURCE_KINDS, STATUSES, Claim, Qualifiers, Record, Source
from evspec.specs import SPECS
from evspec.values import read_dates

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Locate", "Problems", "read_generation", "read_sources"]

#: Path inside the file, as keys and indices, to its line.
Locate: TypeAlias = Callable[[tuple[str | int, ...]], int]
Document: TypeAlias = Mapping[str, Any]

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE_KEYS = {
    "schema_version": int, "id": str, "make": str, "model": str, "code": str, "name": str,
    "predecessor": (str, list), "successor": (str, list), "editions": list, "variants": dict,
    "sources": dict, "said": list,
}  # fmt: skip
_SOURCE_KEYS = ("publisher", "title", "address", "date", "kind", "tier", "copies")
_DETAILS = ("edition", "status", "where", "printed", "hedge", "via", "doubt", "note")
_FOR_BLOCKS = ("edition", "status", "where", "hedge", "via", "note")
_PLURAL = {str: "text in quotes", list: "a list", dict: "a table", int: "a whole number"}


@frozen
class Problems:
    """Collects the mistakes of one file."""

    file: str
    locate: Locate = field(repr=False)
    found: list[Problem] = field(factory=list)

    def add(self, path: tuple[str | int, ...], message: str) -> None:
        """Note one mistake at a path such as ("said", 2, "edrive20", "range")."""
        self.found.append(Problem(self.file, self.locate(path), _dotted(path), message))


def _dotted(path: tuple[str | int, ...]) -> str:
    words = "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in path)
    return words.removeprefix(".")


def read_sources(document: Document, problems: Problems, at: tuple[str | int, ...] = ()) -> dict[str, Source]:
    """Read a table of sources: id to publisher, title, address, date, kind, tier, copies."""
    sources: dict[str, Source] = {}
    for name, row in document.items():
        path = (*at, name)
        if not isinstance(row, Mapping):
            problems.add(path, f"source {name!r} is no table; write [{name}] and its keys below it")
            continue
        source = _read_source(name, row, problems, path)
        if source is not None:
            sources[name] = source
    for name, source in sources.items():
        if source.copies and source.copies not in document:
            problems.add(
                (*at, name, "copies"),
                f"copies {source.copies!r}, which is no source{did_you_mean(source.copies, document)}",
            )
    return sources


def _read_source(name: str, row: Document, problems: Problems, path: tuple[str | int, ...]) -> Source | None:
    before = len(problems.found)
    for key in row:
        if key not in _SOURCE_KEYS:
            problems.add(
                (*path, key),
                f"unknown key {key!r} of a source; it has {', '.join(_SOURCE_KEYS)}{did_you_mean(key, _SOURCE_KEYS)}",
            )
    for key in ("publisher", "title", "address"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            problems.add(path, f'source {name!r} without {key}; write {key} = "…"')
    kind, tier = row.get("kind", "press"), row.get("tier", 3)
    if kind not in SOURCE_KINDS:
        problems.add((*path, "kind"), f"kind {kind!r} is not one of {', '.join(SOURCE_KINDS)}")
    if tier not in (1, 2, 3, 4) or isinstance(tier, bool):
        problems.add((*path, "tier"), f"tier {tier!r} is not one of 1, 2, 3, 4")
    when = None
    if "date" in row:
        try:
            when = read_dates(row["date"])
        except EvspecError as error:
            problems.add((*path, "date"), str(error))
    if len(problems.found) > before:
        return None
    return Source(
        name, row["publisher"], row["title"], row["address"], when, kind, tier, row.get("copies", "")
    )


def read_generation(
    document: Document, id_: str, sources: Mapping[str, Source], problems: Problems
) -> Record | None:
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

    Returns
    -------
    Record or None
        None if there was any mistake.
    """
    before = len(problems.found)
    _check_keys(document, problems)
    parts = id_.split("/")
    if len(parts) != 3 or not all(SLUG.fullmatch(part) for part in parts):
        problems.add((), f"id {id_!r} is not make/model/generation in lower-case letters, digits and hyphens")
    for key in ("make", "model"):
        if not isinstance(document.get(key), str) or not document[key]:
            problems.add((), f'{key} is missing; write {key} = "…"')
    editions = tuple(str(name) for name in _list(document.get("editions")))
    if len(set(editions)) < len(editions):
        problems.add(("editions",), f"an edition stands twice in {', '.join(editions)}")
    variants = _read_variants(document.get("variants"), problems)
    reader = _Blocks(id_, editions, dict(variants), sources, problems)
    said = document.get("said")
    claims = [claim for n, block in enumerate(_list(said)) for claim in reader.read(n, block)]
    _check_capacities(claims, problems)
    if len(problems.found) > before:
        return None
    return Record(
        id_,
        document["make"],
        document["model"],
        document.get("code", ""),
        document.get("name", ""),
        editions,
        tuple(_list(document.get("predecessor"))),
        tuple(_list(document.get("successor"))),
        variants,
        tuple(claim for claim, _ in claims),
    )


def _list(given: object) -> list[Any]:
    if isinstance(given, list):
        return given
    return [] if given is None or isinstance(given, dict) else [given]


def _check_keys(document: Document, problems: Problems) -> None:
    for key, value in document.items():
        if key not in _FILE_KEYS:
            problems.add(
                (key,),
                f"unknown key {key!r}; a file has {', '.join(_FILE_KEYS)}{did_you_mean(key, _FILE_KEYS)}",
            )
        elif not isinstance(value, _FILE_KEYS[key]) or isinstance(value, bool):
            kinds = _FILE_KEYS[key]
            right = " or ".join(_PLURAL[k] for k in (kinds if isinstance(kinds, tuple) else (kinds,)))
            problems.add((key,), f"{key} is {value!r}; write {right}")
    if document.get("schema_version", 1) != 1:
        problems.add(
            ("schema_version",),
            f"schema_version {document['schema_version']!r} is newer than this evspec, which reads 1",
        )
    for key in ("predecessor", "successor", "editions"):
        for entry in _list(document.get(key)):
            if not isinstance(entry, str):
                problems.add((key,), f"{key} holds {entry!r}; write text in quotes")


def _read_variants(given: object, problems: Problems) -> tuple[tuple[str, str], ...]:
    variants: list[tuple[str, str]] = []
    if not isinstance(given, Mapping):
        return ()
    for slug, name in given.items():
        if not SLUG.fullmatch(slug):
            problems.add(
                ("variants", slug),
                f"variant {slug!r} is no slug; write lower-case letters, digits and hyphens",
            )
        elif slug in SPECS or slug in _FOR_BLOCKS or slug == "source":
            problems.add(
                ("variants", slug), f"variant {slug!r} is the name of a spec or a key; choose another slug"
            )
        elif not isinstance(name, str) or not name:
            problems.add(("variants", slug), f'variant {slug!r} without a name; write {slug} = "…"')
        elif name in dict(variants).values():
            problems.add(("variants", slug), f"variant name {name!r} stands twice")
        else:
            variants.append((slug, name))
    return tuple(variants)


@frozen
class _Blocks:
    """Reads the [[said]] blocks of one file."""

    id: str
    editions: tuple[str, ...]
    variants: Mapping[str, str]
    sources: Mapping[str, Source]
    problems: Problems

    def read(self, number: int, block: object) -> Iterator[tuple[Claim, tuple[str | int, ...]]]:
        at: tuple[str | int, ...] = ("said", number)
        if not isinstance(block, Mapping):
            self.problems.add(at, "a block is no table; write [[said]] and one claim a line below it")
            return
        source = self._source(block, at)
        defaults = {key: block[key] for key in _FOR_BLOCKS if key in block}
        for key, given in block.items():
            if key == "source" or key in defaults:
                continue
            if key in self.variants and isinstance(given, Mapping):
                for name, value in given.items():
                    yield from self._claims(
                        f"{self.id}/{key}", name, value, source, defaults, (*at, key, name)
                    )
            elif key in self.variants:
                self.problems.add((*at, key), f"{key} is a variant; write {key}.range = … and the like")
            else:
                yield from self._claims(self.id, key, given, source, defaults, (*at, key))

    def _source(self, block: Document, at: tuple[str | int, ...]) -> Source | None:
        name = block.get("source")
        if name is None:
            self.problems.add(at, 'claims without a source; write source = "…" with an id from the sources')
        elif not isinstance(name, str) or name not in self.sources:
            near = did_you_mean(str(name), self.sources)
            self.problems.add((*at, "source"), f"source {name!r} is not among the sources{near}")
        else:
            return self.sources[name]
        return None

    def _claims(
        self, about: str, key: str, given: object, source: Source | None,
        defaults: Document, at: tuple[str | int, ...],
    ) -> Iterator[tuple[Claim, tuple[str | int, ...]]]:  # fmt: skip
        if key not in SPECS:
            known = [*SPECS, *self.variants, *_FOR_BLOCKS]
            self.problems.add(at, f"{key!r} is no spec, variant or key of a block{did_you_mean(key, known)}")
            return
        is_curve = SPECS[key].kind == "curve" and _is_curve(given)
        entries = given if isinstance(given, list) and not is_curve else [given]
        for n, entry in enumerate(entries):
            path = (*at, n) if isinstance(given, list) and not is_curve else at
            claim = self._claim(about, key, entry, source, defaults, path)
            if claim is not None:
                yield claim, path

    def _claim(
        self, about: str, key: str, given: object, source: Source | None,
        defaults: Document, at: tuple[str | int, ...],
    ) -> Claim | None:  # fmt: skip
        spec = SPECS[key]
        entry = dict(given) if isinstance(given, Mapping) else {"value": given}
        details = dict(defaults) | {name: entry.pop(name) for name in _DETAILS if name in entry}
        before = len(self.problems.found)
        for name in list(entry):
            if name != "value" and name not in spec.qualifiers:
                known = [*_DETAILS, *spec.qualifiers]
                self.problems.add(
                    (*at, name),
                    f"unknown key {name!r} beside a {key}; it takes value, {', '.join(known)}{did_you_mean(name, known)}",
                )
                del entry[name]
        for name, value in details.items():
            if not isinstance(value, str) or not value:
                self.problems.add((*at, name), f"{name} is {value!r}; write text in quotes")
        edition = details.get("edition", self.editions[0] if self.editions else "")
        if edition and edition not in self.editions:
            self.problems.add(
                (*at, "edition"),
                f"edition {edition!r} is not one of {', '.join(self.editions) or 'none'}; add it to editions",
            )
        status = details.get("status", "official" if source and source.official else "reported")
        if status not in STATUSES:
            self.problems.add(
                (*at, "status"),
                f"status {status!r} is not one of {', '.join(STATUSES)}{did_you_mean(str(status), STATUSES)}",
            )
        if "value" not in entry:
            self.problems.add(at, 'no value; write value = "…"')
            return None
        try:
            value, qualifiers = spec.read(entry.pop("value"), entry, said=_day(source))
        except EvspecError as error:
            self.problems.add(at, str(error))
            return None
        if source is None or len(self.problems.found) > before:
            return None
        words = {
            name: details.get(name, "") for name in ("where", "printed", "hedge", "via", "doubt", "note")
        }
        return Claim(about, spec, value, Qualifiers.of(qualifiers), source, status, edition, **words)


def _is_curve(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(point, list) for point in given)


def _day(source: Source | None) -> date | None:
    if source is None or source.date is None or source.date.first != source.date.last:
        return None
    return source.date.first


def _check_capacities(claims: list[tuple[Claim, tuple[str | int, ...]]], problems: Problems) -> None:
    """Refuse a usable capacity above the gross one of the same source and vehicle."""
    gross = {
        (claim.about, claim.source.id, claim.edition): claim
        for claim, _ in claims
        if claim.spec.key == "battery_gross" and not claim.doubt
    }
    for claim, at in claims:
        rival = gross.get((claim.about, claim.source.id, claim.edition))
        if claim.spec.key != "battery_net" or claim.doubt or rival is None:
            continue
        if claim.value.compare(rival.value) == "greater":  # type: ignore[arg-type]
            problems.add(
                at,
                f"usable {claim.value.show()} above gross {rival.value.show()} of the same source; swap them, or add a doubt to one",
            )
