"""Which claims of a row a vehicle weighs, at its time and in its edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims.options import select_beside, select_beside_for_generation
from evspec.errors import UnknownId
from evspec.values import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.claims import Claim, QualifiedSpec, Selection
    from evspec.vehicles.vehicle import Vehicle

__all__ = ["select", "select_alone", "select_of_whole"]


def select(
    vehicle: Vehicle,
    row: QualifiedSpec,
    claims: tuple[Claim, ...],
    asked: Mapping[str, str] | None,
    *,
    of_variant: bool,
) -> Selection | None:
    """Select among claims of a row, at the time and in the edition of a vehicle.

    Parameters
    ----------
    vehicle
        The vehicle that the claims are about; relations that leave the row's condition open stand in for
        none.
    row
        The row.
    claims
        The claims; of a variant its own and those of its generation.
    asked
        The conditions under which alone a claim counts.
    of_variant
        Whether the claims are those of a variant.
    """
    claims = claims or _open_claims(vehicle, row)
    if asked:
        claims = tuple(claim for claim in claims if claim.statement.meets(asked))
    if not claims:
        return None
    return select_beside(
        row,
        claims,
        generation_id=vehicle._record.id,
        editions=vehicle.editions,
        edition=vehicle.edition,
        as_of_date=vehicle.as_of_date,
        of_variant=of_variant,
    )


def select_of_whole(
    whole: Vehicle,
    row: QualifiedSpec,
    said: Mapping[str, tuple[str, Mapping[QualifiedSpec, tuple[Claim, ...]]]],
    asked: Mapping[str, str] | None,
) -> Selection | None:
    """Select among what is said of a generation and of its variants.

    Parameters
    ----------
    whole
        The generation.
    row
        The row.
    said
        The name of each variant to its id and what is said of it by row.
    asked
        The conditions under which alone a claim counts.
    """
    own = select_alone(whole, whole.id, row, asked)
    # most rows are stated of few variants
    parts = [
        (name, selection)
        for name, (about, rows) in said.items()
        if row in rows and (selection := select_alone(whole, about, row, asked)) is not None
    ]
    return select_beside_for_generation(row, own, parts, tuple(said)) if parts else own


def select_alone(
    whole: Vehicle,
    about: str,
    row: QualifiedSpec,
    asked: Mapping[str, str] | None,
    *,
    of_variant: bool = False,
) -> Selection | None:
    """Select among what is said of a generation itself, or of one variant; for all who ask once."""
    record = whole._record
    claims = record.claims_on(about, row)
    if asked or not claims:
        return select(whole, row, claims, asked, of_variant=of_variant)
    kept = record.alone.setdefault((about, whole.as_of_date, whole.edition, of_variant), {})
    if row not in kept:
        kept[row] = select(whole, row, claims, None, of_variant=of_variant)
    return kept[row]


def _open_claims(vehicle: Vehicle, row: QualifiedSpec) -> tuple[Claim, ...]:
    """Return relations that leave the row's condition open, if their target states something in it.

    "At a lower price than the iX3" is said of every market; it stands in the row of a market
    in which the iX3 has a price.
    """
    return tuple(
        claim
        for claim in vehicle._record.open_relations
        if claim.spec is row.spec
        and row.closed
        and claim.about in {vehicle.id, vehicle._record.id}
        and isinstance(claim.value, Relation)
        and _is_stated_of(vehicle, claim.value.target, row)
    )


def _is_stated_of(vehicle: Vehicle, id_: str, row: QualifiedSpec) -> bool:
    """Return whether the vehicle with an id states something in a row.

    What only leaves the condition open is no statement in that row: two such relations may lead
    from one vehicle to the other and back.
    """
    try:
        target = vehicle._lookup(id_).as_of(vehicle.as_of_date)
    except UnknownId:
        return False
    selection = target._select(row) if row in target._rows else None
    return selection is not None and selection.value is not None
