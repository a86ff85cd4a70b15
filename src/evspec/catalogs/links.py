"""What one file alone cannot get wrong: links to other generations, and relations that lead round."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from evspec.errors import ProblemCode, did_you_mean
from evspec.values import Categories, Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from evspec.catalogs.catalog import Catalog
    from evspec.claims import Claim, QualifiedSpec, Record
    from evspec.values import Value

__all__ = ["are_kin", "check_claims", "check_links", "missing_in", "relation_fault", "targets"]

#: Every generation by its id; None for one whose file cannot be read.
_Records: TypeAlias = "Mapping[str, Record | None]"


def targets(record: Record, links: Iterable[int]) -> set[str]:
    """Return the ids of all generations that one speaks of.

    Parameters
    ----------
    record
        The generation.
    links
        The numbers of its claims that name other vehicles.
    """
    ids = {*record.predecessors, *record.successors}
    for number in links:
        ids.update(_named(record.claims[number]))
    return {_generation(id_) for id_ in ids}


def _named(claim: Claim) -> Sequence[str]:
    """Return the ids of the vehicles that a claim names."""
    if isinstance(claim.value, Relation):
        return (claim.value.target,)
    if claim.spec.kind == "vehicle set" and isinstance(claim.value, Categories):
        return (*claim.value.includes, *claim.value.excludes)
    return ()


def _generation(id_: str) -> str:
    return "/".join(id_.partition("@")[0].split("/")[:3])


def check_links(
    record: Record, records: _Records, one_way: Collection[str]
) -> Iterator[tuple[ProblemCode, tuple[str | int, ...], str]]:
    """Yield code, path and message of each link to another generation that does not hold.

    Parameters
    ----------
    record
        The generation.
    records
        Every generation by its id; None for one that could not be read.
    one_way
        The ids of those that cannot be asked to link back, because they are in another catalog.
    """
    for key, back in (("predecessor", "successor"), ("successor", "predecessor")):
        for other in getattr(record, f"{key}s"):
            linked = records.get(other)
            if other not in records:
                near = did_you_mean(other, [id_ for id_ in records if id_ != record.id])
                yield ProblemCode.UNKNOWN_ID, (key,), f"{key} {other!r} does not exist{near}"
            elif other == record.id:
                yield ProblemCode.SELF_REFERENCE, (key,), f"{key} {other!r} is the generation itself"
            elif linked and other not in one_way and record.id not in getattr(linked, f"{back}s"):
                words = f"{key} {other!r} does not say {back} = {record.id!r}; both sides should"
                yield ProblemCode.ONE_SIDED, (key,), words
    yield from _check_replacements(record, records)


def _check_replacements(
    record: Record, records: _Records
) -> Iterator[tuple[ProblemCode, tuple[str | int, ...], str]]:
    """Yield what `check_links` does, of each variant that replaces one that is not there."""
    before = [records.get(id_) for id_ in record.predecessors]
    if before and None in before:
        # what cannot be read may have it, and what does not exist is told already
        return
    slugs = dict.fromkeys(slug for other in before if other is not None for slug, _ in other.variants)
    known = {f"{other.id}/{slug}" for other in before if other is not None for slug, _ in other.variants}
    for one in record.replacements:
        for number, name in enumerate(one.replaced):
            if name in slugs or name in known:
                continue
            has = "no predecessor is named"
            if before:
                names, have = " and ".join(record.predecessors), "have" if len(before) > 1 else "has"
                has = f"{names} {have} {', '.join(slugs) or 'none'}{did_you_mean(name, slugs)}"
            place = (number,) if len(one.replaced) > 1 else ()
            words = f"{one.variant} replaces {name!r}, which is no variant of the predecessor: {has}"
            yield ProblemCode.REPLACES, ("variants", one.variant, "replaces", *place), words


def check_claims(
    record: Record, links: Iterable[int], records: _Records
) -> Iterator[tuple[ProblemCode, int, str]]:
    """Yield code, number and message of each claim whose vehicle does not exist, or that leads round.

    Parameters
    ----------
    record
        The generation.
    links
        The numbers of its claims that name other vehicles.
    records
        Every generation by its id; None for one that could not be read.
    """
    for number in links:
        claim = record.claims[number]
        for target in _named(claim):
            missing = _missing(target, records)
            if missing:
                yield ProblemCode.UNKNOWN_ID, number, f"{claim.value.show()!r}: {missing}"
            elif isinstance(claim.value, Relation) and not claim.doubt and _leads_back(claim, records):
                yield ProblemCode.LOOP, number, _round(claim.about, claim.value)


def relation_fault(about: str, value: Value, catalog: Catalog) -> tuple[ProblemCode, str] | None:
    """Return what is wrong in a relation whatever else is claimed, as code and message; None if nothing is.

    A relation is to a vehicle that exists, and not to the one that it is said of.

    Parameters
    ----------
    about
        The id of the vehicle that it is said of.
    value
        The relation; of another value nothing is asked.
    catalog
        Whose vehicles exist.
    """
    if not isinstance(value, Relation):
        return None
    missing = missing_in(catalog, value.target)
    if missing:
        return ProblemCode.UNKNOWN_ID, f"{value.show()!r}: {missing}"
    if are_kin(about, value.target):
        return ProblemCode.LOOP, _round(about, value)
    return None


def missing_in(catalog: Catalog, id_: str) -> str:
    """Tell what of the id of a vehicle a catalog does not have, "" if it has all of it."""
    own = _generation(id_)
    is_known = own in catalog.ids
    return _missing(id_, {own: catalog.store.record(own)} if is_known else dict.fromkeys(catalog.ids))


def _round(about: str, value: Relation) -> str:
    return f"{value.show()!r} leads back to {about}; compare it with a figure"


def _missing(target: str, records: _Records) -> str:
    """Tell what of an id does not exist, "" if it is whole."""
    id_, _, edition = target.partition("@")
    generation = _generation(target)
    if generation not in records:
        return f"no vehicle {id_!r}{did_you_mean(generation.lower(), records)}"
    record = records[generation]
    if record is None:
        return ""
    slugs = [slug for slug, _ in record.variants]
    if id_ != generation and id_.removeprefix(f"{generation}/") not in slugs:
        return f"{generation} has no variant {id_.split('/')[-1]!r}; it has {', '.join(slugs) or 'none'}"
    if edition and edition not in record.editions:
        return f"{generation} has no edition {edition!r}; it has {', '.join(record.editions) or 'none'}"
    return ""


def _leads_back(start: Claim, records: _Records) -> bool:
    """Tell whether following relations comes back; a generation and its variants speak for each other."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        claim = ahead.pop()
        if not isinstance(claim.value, Relation) or claim.value.target in seen:
            continue
        seen.add(claim.value.target)
        target = claim.value.target.partition("@")[0]
        if are_kin(start.about, target):
            return True
        record = records.get(_generation(target))
        ahead += [c for c in record.claims if _speaks(c, target, start.row)] if record else []
    return False


def are_kin(one: str, other: str) -> bool:
    """Tell whether two ids are of the same vehicle, or of a generation and one of its variants."""
    one, other = (id_.partition("@")[0] for id_ in (one, other))
    return one == other or _generation(one) == other or _generation(other) == one


def _speaks(claim: Claim, target: str, row: QualifiedSpec) -> bool:
    """Tell whether a claim may be what a vehicle says in a row."""
    return (
        not claim.doubt
        and claim.spec is row.spec
        and (claim.row == row or not claim.row.closed or not row.closed)
        and are_kin(claim.about, target)
    )
