"""What data files have from one source, as a draft, so that it can be checked against its text."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import tomli
from attrs import evolve

from evspec.articles.draft import Draft
from evspec.articles.proposals import Proposal
from evspec.errors import UnknownId, did_you_mean
from evspec.files.entries import entries_of
from evspec.files.lines import Lines
from evspec.files.text import read_text
from evspec.specs import SPECS
from evspec.values import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evspec.catalogs import Catalog
    from evspec.claims import Claim

__all__ = ["draft_of"]

#: A generation's file is "<make>/<model>/<generation>.toml".
_PARTS: Final = 3
#: Vehicle, spec, quote and place of a claim: by these it is found again in its file.
_Key = tuple[str, str, str, str]


def draft_of(catalog: Catalog, source: str, folder: Path | None = None) -> Draft:
    """Return what a catalog has from one source as a draft.

    Parameters
    ----------
    catalog
        The catalog.
    source
        The source's id.
    folder
        The data folder or the file that the catalog was read from, so that each claim has its file and line.

    Raises
    ------
    UnknownId
        If the catalog has nothing from it.
    """
    claims = [claim for vehicle in catalog for claim in vehicle.claims() if claim.source.id == source]
    claims += [
        claim
        for vehicle in catalog.variants
        for claim in vehicle.claims()
        if claim.source.id == source and claim.about == vehicle.id
    ]
    # what the data doubts themselves needs no check, and a generation has its versions' claims too
    once = {(*_key(claim), str(claim.value), claim.edition): claim for claim in claims if not claim.doubt}
    claims = list(once.values())
    if not claims:
        raise UnknownId(f"no claim from {source!r}{did_you_mean(source, catalog.sources)}")
    places: dict[_Key, list[tuple[str, int, str]]] = defaultdict(list)
    for file in _files(folder) if folder is not None else ():
        for key, line, row in _claims_in(file, source):
            places[key].append((str(file), line, row))
    return Draft(claims[0].source, tuple(_as_written(claim, places) for claim in claims), catalog=catalog)


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder] if folder.suffix == ".toml" else []
    return sorted(folder.rglob("*.toml"))


def _claims_in(file: Path, source: str) -> Iterator[tuple[_Key, int, str]]:
    """Yield the claims of a generation's file from a source, each with its line and what stands there."""
    parts = (*file.parent.parts, file.stem)[-_PARTS:]
    text = read_text(file, str(file))
    document = tomli.loads(text)
    lines, rows = Lines(text, is_json=False), ["", *text.split("\n")]
    for number, block in enumerate(document.get("said", ())):
        if block.get("source") != source:
            continue
        said = [("", key, entry) for key, entry in block.items()]
        variants = document.get("variants", {})
        said += [(name, key, entry) for name in variants for key, entry in block.get(name, {}).items()]
        for variant, key, given in said:
            if key not in SPECS:
                continue
            for place, entry in entries_of(key, given, SPECS[key]):
                own: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
                line = lines.find(("said", number, *([variant] if variant else []), *place))
                about = "/".join((*parts, *([variant] if variant else [])))
                quote = own.get("printed", block.get("printed", ""))
                yield (about, key, quote, own.get("where", block.get("where", ""))), line, rows[line]


def _key(claim: Claim) -> _Key:
    return claim.about, claim.spec.key, claim.printed, claim.where


def _as_written(claim: Claim, places: Mapping[_Key, list[tuple[str, int, str]]]) -> Proposal:
    """Return a claim as a proposal, at its place in its file."""
    value = claim.value
    written = getattr(value, "text", None)
    if isinstance(value, Flag):
        written = value.on
    elif written is None:
        written = value.show()
    beside = (claim.status, claim.hedge, claim.via, claim.where, claim.edition)
    one = Proposal(claim.about, claim.spec.key, written, claim.printed, claim.qualifiers, *beside)
    found = places.get(_key(claim))
    if not found:
        return one
    file, line, row = found.pop(0) if len(found) > 1 else found[0]
    return evolve(one, file=file, line=line, row=row)
