"""Claims that cannot both be true as they stand: the same quantity of the same vehicle, told differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from evspec.measures import Measure
from evspec.model import FIRM
from evspec.model.citing import cite_claims, merged
from evspec.model.display import show_named
from evspec.table import Cell, Column, Note, Span, Table, Tabular
from evspec.table import Row as TableRow
from evspec.values import Relation, Unknown, agree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evspec.model import Claim, Generation, Row, Vehicle
    from evspec.specs import System

__all__ = ["Conflict", "Conflicts", "conflicts_in"]


@frozen
class Conflict:
    """One quantity of one vehicle, for which sources state unlike figures.

    Attributes
    ----------
    vehicle
        The generation or variant.
    row
        The quantity: spec and the qualifiers that set it apart.
    figures
        The claims, put together where they agree within rounding; the first of each group gives
        its figure. Doubted claims are among them.
    """

    vehicle: Vehicle
    row: Row
    figures: tuple[tuple[Claim, ...], ...]

    @property
    def spread(self) -> float | None:
        """How far the figures lie apart, in percent of the lowest; None if they are no numbers."""
        unit = self.row.spec.metric
        ends = [
            end
            for group in self.figures
            for claim in group
            if isinstance(value := claim.value, Measure)
            for end in ((value.to(unit) if unit else value).low, (value.to(unit) if unit else value).high)
            if end is not None
        ]
        return (max(ends) - min(ends)) / min(ends) * 100 if ends and min(ends) > 0 else None


@frozen
class Conflicts(Tabular):
    """Conflicts as a table: what, which figures, how far apart, with the sources in notes."""

    found: tuple[Conflict, ...]
    units: System = "metric"

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Conflict]:
        return iter(self.found)

    def __str__(self) -> str:
        return self.to_text()

    def to_table(self) -> Table:
        """Return the table, grouped by vehicle."""
        notes: dict[tuple[Span, ...], int] = {}
        rows = []
        for conflict in self.found:
            shown = [self._figure(conflict, group) for group in conflict.figures]
            numbers = []
            for figure, group in zip(shown, conflict.figures, strict=True):
                doubts = dict.fromkeys(claim.doubt for claim in group if claim.doubt)
                words = [Span(f"{figure}: "), *cite_claims(group), *(Span(f"; doubted: {d}") for d in doubts)]
                numbers.append(notes.setdefault(tuple(merged([*words, Span(".")])), len(notes) + 1))
            spread = "" if conflict.spread is None else f"{conflict.spread:.1f} %"
            label = f"{conflict.vehicle.label}: {conflict.row.label}"
            cells = (Cell(" | ".join(shown), tuple(numbers)), Cell(spread))
            rows.append(TableRow(f"{conflict.vehicle.id} {conflict.row.key}", label, "", cells))
        count = len(self.found)
        return Table(
            title=f"{count} conflict{'' if count == 1 else 's'}",
            subtitle="claims on one quantity that disagree beyond their rounding",
            columns=(Column("figures", "Figures"), Column("spread", "Spread", "right")),
            rows=tuple(rows),
            notes=tuple(map(Note, notes)),
        )

    def _figure(self, conflict: Conflict, group: Sequence[Claim]) -> str:
        first = group[0]
        remarks = [claim_edition] if (claim_edition := first.edition) else []
        remarks += [f"{v} {n}" for n, v in first.qualifiers.items() if first.spec.qualifiers[n] == "remark"]
        weak = [] if first.status in FIRM else [first.status]
        value = first.value
        if isinstance(value, Measure):
            value = value.printed_also(*(c.value for c in group if isinstance(c.value, Measure)))
        text = show_named(conflict.vehicle, value, conflict.row, self.units)
        return ", ".join([text, *remarks, *weak, *(["doubted"] if first.doubt else [])])


def conflicts_in(generation: Generation) -> Iterator[Conflict]:
    """Yield the conflicts among the claims on a generation and on each of its variants.

    Two claims conflict if neither agrees with nor contains the other: 459 km and 460 km do, 286 mi
    does with neither, and "up to 514 km" does not with 514 km. Editions and doubted claims are
    among them and say so. Figures for different wheels, relations, and what is stated to be unknown
    conflict with nothing.
    """
    for vehicle in (generation, *generation.variants):
        for row, claims in generation.record.index.get(vehicle.id, {}).items():
            heard = [c for c in claims if generation.known is None or c.source.known_at(generation.known)]
            groups = _groups(heard)
            if len(groups) > 1:
                yield Conflict(vehicle, row, tuple(map(tuple, groups)))


def _groups(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Put claims together that go with one another: each joins the first group without a quarrel."""
    groups: list[list[Claim]] = []
    told = [c for c in claims if not isinstance(c.value, Relation | Unknown)]
    for claim in sorted(told, key=lambda c: (bool(c.doubt), c.status not in FIRM)):
        home = next((group for group in groups if all(_compatible(claim, other) for other in group)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return groups


def _compatible(claim: Claim, other: Claim) -> bool:
    a, b = claim.value, other.value
    wheels = {c.qualifiers["wheels"] for c in (claim, other) if "wheels" in c.qualifiers}
    if len(wheels) > 1:
        # each is right for its wheels
        return True
    return agree(a, b) or (type(a) is type(b) and (a.contains(b) or b.contains(a)))  # type: ignore[arg-type]
