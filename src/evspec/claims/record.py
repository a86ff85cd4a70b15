"""What one data file holds."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, fields, frozen

from evspec.values import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evspec.claims.claim import Claim, QualifiedSpec
    from evspec.claims.selection import Selection
    from evspec.specs import Shown, Spec
    from evspec.vehicles.vehicle import Lookup, Vehicle
    from evspec.wording.faces import Face

__all__ = ["Basis", "Record", "View"]


class View:
    """What was worked out so far of one vehicle, at one day of knowledge and in one edition.

    Records do not change, so that what was weighed or worded once need not be again. Threads may
    share it: what is put in twice is equal.

    Attributes
    ----------
    label
        What the vehicle is called at the head of a column.
    lookup
        Where the other vehicles are found that it names; None if it names none.
    selections
        What was selected, by row.
    faces
        How its rows look in tables, by units and row.
    """

    __slots__ = ("faces", "label", "lookup", "selections")

    def __init__(self, label: str, lookup: Lookup | None) -> None:
        self.label = label
        self.lookup = lookup
        self.selections: dict[QualifiedSpec, Selection | None] = {}
        self.faces: dict[Shown, dict[QualifiedSpec, Face]] = {}


class Basis(NamedTuple):
    """What claims were worked out from, so that they can be worked out anew for another day or edition.

    Attributes
    ----------
    record, lookup
        Those of the vehicle without what was worked out.
    again
        Works it out and adds it.
    """

    record: Record
    lookup: Lookup
    again: Callable[[Vehicle], Vehicle]


@frozen(slots=False)
class Record:
    """A generation, its variants, and every claim on them.

    Attributes
    ----------
    id
        make/model/generation, lower-case ASCII; "" for a vehicle made in code.
    make, model, code, title
        Names as written: "BMW", "iX1", "U11", "first generation".
    editions
        Running changes or model years, oldest first.
    predecessors, successors
        Ids of generations.
    variants
        Pairs of slug and name, in the order of the file.
    claims
        Every claim, in the order of the file.
    basis
        What it was before claims were worked out from it and added, None of a file. No part of equality.
    """

    id: str
    make: str
    model: str
    code: str = ""
    title: str = ""
    editions: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    basis: Basis | None = field(default=None, eq=False, repr=False)

    def __getstate__(self) -> dict[str, object]:
        # what is worked out from the fields is worked out again
        return {field.name: getattr(self, field.name) for field in fields(type(self))}

    @cached_property
    def index(self) -> Mapping[str, Mapping[QualifiedSpec, tuple[Claim, ...]]]:
        """Claims by the id they are said of and by row.

        A relation that leaves a required qualifier open ("more range than the U11") is said of
        every row of its spec.
        """
        closed: dict[str, dict[QualifiedSpec, None]] = {}
        for claim in self.claims:
            if claim.row.closed:
                closed.setdefault(claim.spec.key, {})[claim.row] = None
        index: dict[str, dict[QualifiedSpec, list[Claim]]] = {}
        for claim in self.claims:
            rows = [claim.row] if claim.row.closed else closed.get(claim.spec.key, [claim.row])
            for row in rows:
                index.setdefault(claim.about, {}).setdefault(row, []).append(claim)
        return MappingProxyType(
            {
                about: MappingProxyType({row: tuple(claims) for row, claims in rows.items()})
                for about, rows in index.items()
            }
        )

    @cached_property
    def by_spec(self) -> Mapping[Spec, Sequence[Claim]]:
        """Claims by their spec, in the order of the file."""
        found = defaultdict(list)
        for claim in self.claims:
            found[claim.statement.spec].append(claim)
        return dict(found)

    @cached_property
    def views(self) -> dict[tuple[object, ...], View]:
        """What was worked out so far, by vehicle, day of knowledge and edition.

        Of a record that names other vehicles it is kept for the catalog that was asked last.
        """
        return {}

    @cached_property
    def leans(self) -> bool:
        """Whether any claim names another vehicle."""
        return any(isinstance(c.value, Relation) or c.spec.kind == "vehicle set" for c in self.claims)

    @cached_property
    def open_relations(self) -> tuple[Claim, ...]:
        """The claims that compare with another vehicle and leave a required qualifier open."""
        return tuple(c for c in self.claims if isinstance(c.value, Relation) and not c.row.closed)

    def rows_on(self, abouts: tuple[str, ...]) -> tuple[QualifiedSpec, ...]:
        """Return the rows in which there are claims on any of several ids, in the order of tables."""
        if abouts not in self._rows:
            found = {row for about in abouts for row in self.index.get(about, ())}
            self._rows[abouts] = tuple(sorted(found, key=lambda row: row.place))
        return self._rows[abouts]

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], tuple[QualifiedSpec, ...]]:
        return {}

    def claims_on(self, about: str, row: QualifiedSpec) -> tuple[Claim, ...]:
        """Return the claims on one id in one row, in the order of the file."""
        return self.index.get(about, {}).get(row, ())
