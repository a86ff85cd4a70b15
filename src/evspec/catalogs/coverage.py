"""How much a catalog knows: generations by specs, with how many claims and whether one is official."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.specs import SPECS
from evspec.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.model import Generation

__all__ = ["coverage"]


def coverage(generations: Sequence[Generation]) -> Table:
    """Return the table of claims per generation and spec.

    Parameters
    ----------
    generations
        The rows.

    Returns
    -------
    Table
        A column per spec that any of them states, in the order of the table of specs; a star
        after the number says that one of the claims is official.
    """
    counts = {
        generation.id: {key: [c for c in generation.claims() if c.spec.key == key] for key in SPECS}
        for generation in generations
    }
    keys = [key for key in SPECS if any(claims[key] for claims in counts.values())]
    rows = []
    for generation in generations:
        cells = [Cell(str(len(generation.claims()))), Cell(str(len(generation.variants)))]
        for key in keys:
            claims = counts[generation.id][key]
            star = "*" if any(claim.status == "official" for claim in claims) else ""
            cells.append(Cell(f"{len(claims)}{star}" if claims else "–", data={"claims": len(claims)}))
        rows.append(Row(generation.id, generation.name, generation.make, tuple(cells)))
    total = sum(len(generation.claims()) for generation in generations)
    variants = sum(len(generation.variants) for generation in generations)
    return Table(
        title="Coverage",
        subtitle=f"{len(rows)} generations, {variants} variants, {total:,} claims; * with an official one",
        columns=(
            Column("claims", "Claims", "right"),
            Column("variants", "Variants", "right"),
            *(Column(key, SPECS[key].label, "right") for key in keys),
        ),
        rows=tuple(rows),
    )
