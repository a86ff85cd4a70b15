"""A catalog or a generation back into files, in the form that people write by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from evspec.catalogs.catalog import Catalog
from evspec.catalogs.files import save
from evspec.errors import EvspecError
from evspec.measures import Measure
from evspec.model import Claim, Generation, Record, Source
from evspec.values import Curve, Flag, Relation

__all__ = ["dump"]

_HEADER = "# Written by evspec.dump"
_DETAILS = ("where", "printed", "hedge", "via", "doubt", "note")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def dump(what: Catalog | Generation, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a catalog or a generation so that `load` gives an equal one.

    Parameters
    ----------
    what
        What to write, in full: every claim, whatever its date or edition.
    path
        A ``.toml`` or ``.json`` file, or for a catalog a folder, which then gets ``sources.toml``
        and a file for each generation.
    overwrite
        Whether files that `dump` did not write itself may be replaced.

    Raises
    ------
    EvspecError
        If a file is in the way. Nothing is written then.
    """
    target = Path(path)
    records = [g.record for g in what.generations] if isinstance(what, Catalog) else [what.record]
    texts: dict[Path, str] = {}
    if target.suffix.lower() not in {".toml", ".json"}:
        texts[target / "sources.toml"] = _toml_sources(_sources(records), "")
        for record in records:
            texts[target / f"{record.id}.toml"] = _toml(_document(record), "")
    elif isinstance(what, Generation):
        document = {"id": what.id} | _document(what.record) | {"sources": _sources(records)}
        texts[target] = _text(target, document)
    else:
        document = {"sources": _sources(records), "generations": {r.id: _document(r) for r in records}}
        texts[target] = _text(target, document)
    if not overwrite:
        taken = [str(file) for file in texts if file.exists() and not _is_ours(file)]
        if taken:
            raise EvspecError(
                f"{', '.join(taken)} was not written by evspec.dump; pass overwrite=True to replace it"
            )
    for file, text in texts.items():
        save(file, text)


def _is_ours(file: Path) -> bool:
    with file.open("rb") as opened:
        start = opened.read(200)
    return start.startswith(_HEADER.encode()) or b'"written_by": "evspec.dump"' in start


def _text(target: Path, document: Mapping[str, Any]) -> str:
    if target.suffix.lower() == ".json":
        marked = {"written_by": "evspec.dump"} | dict(document)
        return json.dumps(marked, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    generations = document.get("generations")
    if generations is None:
        body = {key: value for key, value in document.items() if key != "sources"}
        return _toml(body, "") + "\n" + _toml_sources(document["sources"], "sources.")[len(_HEADER) + 1 :]
    parts = [_toml_sources(document["sources"], "sources.")]
    for id_, inner in generations.items():
        name = f'generations."{id_}"'
        parts.append(_toml(inner, name)[len(_HEADER) + 1 :])
    return "\n".join(parts)


def _sources(records: list[Record]) -> dict[str, dict[str, Any]]:
    found = {c.source.id: c.source for record in records for c in record.claims}
    return {id_: _source(found[id_]) for id_ in sorted(found)}


def _source(source: Source) -> dict[str, Any]:
    row: dict[str, Any] = {"publisher": source.publisher, "title": source.title, "address": source.address}
    if source.date is not None:
        row["date"] = source.date.text
    row |= {"kind": source.kind, "tier": source.tier}
    return row | ({"copies": source.copies} if source.copies else {})


def _document(record: Record) -> dict[str, Any]:
    document: dict[str, Any] = {"make": record.make, "model": record.model, "code": record.code}
    document |= {"name": record.title} if record.title else {}
    for key, ids in (("predecessor", record.predecessors), ("successor", record.successors)):
        if ids:
            document[key] = ids[0] if len(ids) == 1 else list(ids)
    document |= {"editions": list(record.editions)} if record.editions else {}
    document |= {"variants": dict(record.variants)} if record.variants else {}
    document["said"] = [
        block
        for (source, edition), claims in groupby(record.claims, key=lambda c: (c.source.id, c.edition))
        for block in _blocks(record, source, edition, list(claims))
    ]
    return document


def _blocks(record: Record, source: str, edition: str, claims: list[Claim]) -> list[dict[str, Any]]:
    """Return the claims of one source in a row as blocks, a new one where their order asks for it."""
    head: dict[str, Any] = {"source": source}
    if edition and edition != record.editions[0]:
        head["edition"] = edition
    blocks: list[dict[str, Any]] = []
    last: tuple[str, str] | None = None
    for claim in claims:
        variant = claim.about.removeprefix(record.id).strip("/")
        key = (variant, claim.spec.key)
        if (
            not blocks
            or (key != last and _taken(blocks[-1], key))
            or (variant and _closed(blocks[-1], key, last))
        ):
            blocks.append(dict(head))
        place = blocks[-1].setdefault(variant, {}) if variant else blocks[-1]
        written = _written(claim)
        if claim.spec.key not in place:
            place[claim.spec.key] = written
        else:
            before = place[claim.spec.key]
            several = isinstance(before, list) and claim.spec.kind != "curve"
            place[claim.spec.key] = [*before, written] if several else [before, written]
        last = key
    return blocks


def _taken(block: Mapping[str, Any], key: tuple[str, str]) -> bool:
    variant, name = key
    return name in (block.get(variant, {}) if variant else block)


def _closed(block: Mapping[str, Any], key: tuple[str, str], last: tuple[str, str] | None) -> bool:
    """Tell whether a variant's table was left and would be gone back to, which would lose the order."""
    return key[0] in block and last is not None and last[0] != key[0]


def _written(claim: Claim) -> Any:
    value = claim.value
    plain: Any = value.text
    if isinstance(value, Flag):
        plain = value.on
    elif isinstance(value, Curve):
        plain = [list(point) for point in value.points]
    elif isinstance(value, Relation):
        plain = value.show()
    elif claim.spec.kind == "count" and isinstance(value, Measure) and value.text.isdecimal():
        plain = int(value.text)
    beside = dict(claim.qualifiers)
    if (
        isinstance(value, Measure)
        and beside.get("cycle") == value.cycle
        and (value.cycle or "") in value.text.split()
    ):
        del beside["cycle"]
    default = "official" if claim.source.official else "reported"
    if claim.status != default:
        beside["status"] = claim.status
    beside |= {name: getattr(claim, name) for name in _DETAILS if getattr(claim, name)}
    return {"value": plain} | beside if beside else plain


def _toml(document: Mapping[str, Any], name: str) -> str:
    lines = [_HEADER, f"[{name}]"] if name else [_HEADER]
    lines += [f"{_key(key)} = {_value(value)}" for key, value in document.items() if key != "said"]
    for block in document.get("said", ()):
        lines += ["", f"[[{name}.said]]" if name else "[[said]]"]
        for key, value in block.items():
            if isinstance(value, dict) and "value" not in value:
                lines += [f"{_key(key)}.{_key(inner)} = {_value(given)}" for inner, given in value.items()]
            else:
                lines.append(f"{_key(key)} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _toml_sources(sources: Mapping[str, Mapping[str, Any]], prefix: str) -> str:
    lines = [_HEADER]
    for id_, row in sources.items():
        lines += ["", f"[{prefix}{_key(id_)}]", *(f"{key} = {_value(value)}" for key, value in row.items())]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        # JSON's escapes are TOML's, but for DEL, which TOML wants escaped too
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)
