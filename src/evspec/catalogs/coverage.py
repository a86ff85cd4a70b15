"""What a catalog holds: its generations with their variants, and how much is claimed of each."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Literal

from evspec.languages.speech import say, speaking, word
from evspec.specs import GROUPS, SPECS
from evspec.table import Cell, Column, Row, Span, Table
from evspec.wording.cells import ABSENT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Sequence

    from evspec.claims import Claim
    from evspec.vehicles import Generation

__all__ = ["coverage", "overview"]

#: The groups of specs in few letters, so that all of them stand side by side on a screen.
_SHORT = {
    "identity": "ident.", "powertrain": "power", "battery": "batt.", "charging": "charge",
    "performance": "perf.", "dimensions": "size", "mass and volume": "mass",
}  # fmt: skip


def coverage(
    generations: Sequence[Generation], by: Literal["group", "spec"] = "group", locale: str = ""
) -> Table:
    """Return the table of claims per generation.

    Parameters
    ----------
    generations
        Which ones.
    by
        "group": a row for each generation and a column for each group of specs, which is what a
        person can look through. "spec": a row for each spec that any of them states and a column
        for each generation.
    locale
        The locale of its words and numbers, as `checked_locale` returns it.

    Returns
    -------
    Table
        Numbers of claims; a star says that one of them is official.
    """
    with speaking(locale):
        return _coverage(generations, by, locale)


def _coverage(generations: Sequence[Generation], by: Literal["group", "spec"], locale: str) -> Table:
    claims = {generation.id: generation.claims() for generation in generations}
    total = sum(map(len, claims.values()))
    variants = sum(len(generation.variants) for generation in generations)
    columns, rows = (_by_group if by == "group" else _by_spec)(generations, claims)
    return Table(
        title=say("Coverage"),
        subtitle=", ".join(
            (
                say("{count} generation", "{count:,} generations", count=len(generations)),
                say("{count} variant", "{count:,} variants", count=variants),
                say("{count} claim", "{count:,} claims", count=total),
            )
        )
        + f"; {say('* one of them official')}",
        columns=columns,
        rows=rows,
        stub=say("Generation") if by == "group" else say("Spec"),
        locale=locale,
    )


def overview(generations: Collection[Generation], known: dt.date | None = None, most: int = 60) -> Table:
    """Return the table of a catalog's generations with their variants, which notebooks show of it.

    Parameters
    ----------
    generations
        Those of the catalog.
    known
        The day of knowledge, None for today's.
    most
        How many generations are shown; only the files of these are read.

    Returns
    -------
    Table
        A row for each generation, labeled with the id that the catalog is asked with.
    """
    rows = tuple(map(_outlined, islice(generations, most)))
    count = len(generations)
    left = count - len(rows)
    return Table(
        title=f"Catalog of {count} generation{'s' * (count != 1)}",
        subtitle=f"as of {known}" if known else "",
        stub="Id",
        columns=(Column("name", "Name"), Column("variants", "Variants")),
        rows=rows,
        footer=((Span(f"… and {left} more."),),) if left else (),
    )


def _outlined(generation: Generation) -> Row:
    variants = ", ".join(variant.id.rpartition("/")[2] for variant in generation.variants)
    cells = (Cell(generation.label), Cell(variants or ABSENT))
    return Row(generation.id, generation.id, generation.make, cells)


_Claims = dict[str, "tuple[Claim, ...]"]
_Parts = tuple[tuple[Column, ...], tuple[Row, ...]]


def _by_group(generations: Sequence[Generation], claims: _Claims) -> _Parts:
    columns = (
        Column("variants", say("var."), "right"),
        Column("claims", say("claims"), "right"),
        *(Column(group, word(_SHORT.get(group, group)), "right") for group in GROUPS),
    )
    rows = []
    for generation in generations:
        own = claims[generation.id]
        numbers, official = _counted(own, lambda claim: claim.spec.group)
        cells = (
            Cell(str(len(generation.variants)), data={"variants": len(generation.variants)}),
            _cell(len(own), is_official=any(official.values())),
            *(_cell(numbers[group], is_official=bool(official[group])) for group in GROUPS),
        )
        rows.append(Row(generation.id, generation.label, generation.make, cells, generation.name))
    return columns, tuple(rows)


def _by_spec(generations: Sequence[Generation], claims: _Claims) -> _Parts:
    columns = tuple(Column(g.id, g.label, "right") for g in generations)
    counted = [_counted(claims[g.id], lambda claim: claim.spec.key) for g in generations]
    stated = {key for numbers, _ in counted for key in numbers}
    rows = tuple(
        Row(
            key,
            word(spec.label, key),
            word(spec.group),
            tuple(_cell(numbers[key], is_official=bool(official[key])) for numbers, official in counted),
        )
        for key, spec in SPECS.items()
        if key in stated
    )
    return columns, tuple(sorted(rows, key=lambda row: GROUPS[SPECS[row.key].group]))


def _counted(claims: Sequence[Claim], key: Callable[[Claim], str]) -> tuple[Counter[str], Counter[str]]:
    """Return how many claims there are of each key, and how many official ones."""
    return (
        Counter(map(key, claims)),
        Counter(key(claim) for claim in claims if claim.status == "official"),
    )


def _cell(number: int, *, is_official: bool) -> Cell:
    text = f"{number}{'*' if is_official else ''}" if number else "–"
    return Cell(text, data={"claims": number, "official": is_official})
