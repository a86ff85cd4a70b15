"""What a figure told only by comparing ("less than the iX3") comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from evspec.errors import UnknownId
from evspec.measures import Measure
from evspec.values import Relation, Span, Value

if TYPE_CHECKING:
    from evspec.claims.claim import QualifiedSpec
    from evspec.vehicles.vehicle import Vehicle

__all__ = ["Related", "relate"]

_DEEPEST = 8


@frozen
class Related:
    """A relation with the figure that it leans on.

    Attributes
    ----------
    relation
        As the source has it.
    target
        The vehicle that it is compared with; None if that is in no catalog at hand.
    figure
        The target's figure in the same row, at the better end if it is a span; None if it has none.
    """

    relation: Relation
    target: Vehicle | None
    figure: Value | None

    @property
    def bound(self) -> Measure | None:
        """The relation as a bound: "less than 345 kW"; None for "like" and where there is no figure."""
        figure = self.figure
        if self.relation.direction == "like" or not isinstance(figure, Measure):
            return None
        # what is less than 413 to 438 km is surely less than 438
        upper = self.relation.direction in {"less than", "at most"}
        digits = figure.number("high" if upper else "low")
        if digits is None:
            return None
        return Measure.of(digits, figure.unit, bound=self.relation.direction).with_cycle(figure.cycle)


def relate(vehicle: Vehicle, row: QualifiedSpec, relation: Relation, unit: str = "") -> Related:
    """Look up the vehicle that a relation names, and its figure in the same row.

    Parameters
    ----------
    vehicle
        The vehicle that the relation is said of; its catalog is asked, at its time.
    row
        The row.
    relation
        The relation.
    unit
        The unit in which the figure is wanted, as printed in it if it was.
    """
    target: Vehicle | None = vehicle
    figure: Value | None = relation
    for _ in range(_DEEPEST):
        if not isinstance(figure, Relation) or target is None:
            break
        try:
            target = target.lookup(figure.target).as_of(vehicle.known)
        except UnknownId:
            target = None
            break
        selection = target.select(row)
        figure = selection.value if selection is not None else None
    if isinstance(figure, Span):
        higher = row.spec.better != "lower"
        figure = figure.highest if higher else figure.lowest
    if isinstance(figure, Measure) and unit and figure.kind == row.spec.kind:
        figure = figure.as_printed_in(unit)
    return Related(relation, target, None if isinstance(figure, Relation) else figure)
