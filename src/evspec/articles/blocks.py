"""Proposals as claims: read by what reads the blocks of a data file, with every mistake at its line."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from evspec.catalogs import Catalog
from evspec.catalogs.links import missing_in, relation_fault
from evspec.errors import DataError, EvspecError, ProblemCode, check_type
from evspec.files.blocks import BlockReader
from evspec.files.problems import Problems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from evspec.articles.proposals import Proposal
    from evspec.claims import Claim, Record, Source
    from evspec.errors import Problem

__all__ = ["claims_of", "problems_of", "relation_words"]

_DOUBTED = "unsure in the draft: {}"
_OF_NONE = "write '?make/model' of a car that no catalog has"


def claims_of(
    proposals: Iterable[Proposal], source: Source, catalog: Catalog | None, file: str = "draft"
) -> dict[str, list[Claim]]:
    """Return proposals as claims, by the generation that they are of; those on unknown cars are left out.

    Parameters
    ----------
    proposals
        What to read.
    source
        Who says it.
    catalog
        Whose versions and editions they may be of; the built-in one if None.
    file
        How messages name where the proposals stand.

    Raises
    ------
    DataError
        With every mistake, each at the line of its proposal.
    """
    claims, problems = _read(proposals, source, catalog, file)
    if problems:
        raise DataError(problems)
    return claims


def problems_of(
    proposals: Iterable[Proposal], source: Source, catalog: Catalog | None, file: str
) -> list[Problem]:
    """Return every mistake in proposals, by line."""
    return _read(proposals, source, catalog, file)[1]


def relation_words(one: Proposal, said: dt.date | None, catalog: Catalog) -> str:
    """Tell what no text bears out: a relation of a car to itself or to one that there is not; else ""."""
    if "/" not in str(one.value):
        return ""
    try:
        value, _ = one.read(said)
    except EvspecError:
        return ""
    _, words = relation_fault(one.vehicle, value, catalog) or ("", "")
    return words


def _read(
    proposals: Iterable[Proposal], source: Source, catalog: Catalog | None, file: str
) -> tuple[dict[str, list[Claim]], list[Problem]]:
    if catalog is None:
        from evspec.catalogs.loading import builtin

        catalog = builtin()
    check_type("catalog", catalog, Catalog, "a catalog such as evspec.catalog")
    claims: dict[str, list[Claim]] = defaultdict(list)
    problems: list[Problem] = []
    for one in proposals:
        found = Problems(file, lambda _path, line=one.line: line, problems)  # type: ignore[misc]
        parts = one.vehicle.split("/")
        generation, variant = "/".join(parts[:3]), "/".join(parts[3:])
        record = catalog.store.record(generation) if generation in catalog.ids else None
        missing = "" if one.vehicle.startswith("?") else missing_in(catalog, one.vehicle)
        if missing:
            parted = " Or " if missing.endswith("?") else "; "
            words = missing if record else f"{missing}{parted}{_OF_NONE}"
            found.add(ProblemCode.UNKNOWN_ID, (one.spec,), words)
            continue
        reader = _reader(generation, record, source)
        reader.read(_block(one, source, variant if record else ""), found)
        for claim in reader.claims:
            fault = relation_fault(claim.about, claim.value, catalog)
            if fault:
                found.add(fault[0], (one.spec,), fault[1])
        if record is not None:
            marked = "; ".join(map(str, one.doubts))
            note = _DOUBTED.format(marked) if marked else ""
            claims[generation] += [
                claim.but(note=f"{claim.note}; {note}".removeprefix("; ")) if note else claim
                for claim in reader.claims
            ]
    return claims, sorted(problems, key=lambda problem: problem.line)


def _reader(generation: str, record: Record | None, source: Source) -> BlockReader:
    editions, variants = (record.editions, record.names) if record else ((), {})
    return BlockReader(generation, editions, variants, {source.id: source}, defaultdict(dict))


def _block(one: Proposal, source: Source, variant: str) -> dict[str, Any]:
    said: dict[str, Any] = {one.spec: [one.entry()]}
    block: dict[str, Any] = {"source": source.id}
    if one.where:
        block["where"] = one.where
    return {**block, variant: said} if variant else {**block, **said}
