"""What one data file holds."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from attrs import fields, frozen

from evspec.values import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.claims.claim import Claim
    from evspec.claims.qualified import QualifiedSpec
    from evspec.claims.selection import Selection
    from evspec.claims.source import Source
    from evspec.specs import Spec

__all__ = ["Record", "Replacement"]


class Replacement(NamedTuple):
    """A variant that takes the place of others of the generation before.

    Attributes
    ----------
    variant
        Its slug.
    replaced
        The slugs or ids of those whose place it takes.
    source
        Who says so, None if nobody does.
    reason
        Why it is taken to do so, "" if the source says all.
    """

    variant: str
    replaced: tuple[str, ...]
    source: Source | None = None
    reason: str = ""


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
    replacements
        The variants that are said to take the place of others.
    years
        The first and the last model year, as the file states them; None where it does not.
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
    replacements: tuple[Replacement, ...] = ()
    years: tuple[int | None, int | None] = (None, None)

    def __hash__(self) -> int:
        # all claims of a generation would be hashed for each of its variants; equal ones have one id
        return hash(self.id or (self.make, self.model, self.variants, self.claims))

    def __getstate__(self) -> dict[str, object]:
        # what is worked out from the fields is worked out again
        return {field.name: getattr(self, field.name) for field in fields(type(self))}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Slug to name of each variant."""
        return MappingProxyType(dict(self.variants))

    @cached_property
    def index(self) -> Mapping[str, Mapping[QualifiedSpec, tuple[Claim, ...]]]:
        """Claims by the id they are said of and by row.

        A relation that leaves a required qualifier open ("more range than the U11") is said of
        every row of its spec.
        """
        statements = [(claim, claim.about, claim.statement.row) for claim in self.claims]
        closed: dict[Spec, dict[QualifiedSpec, None]] = {}
        for _, _, row in statements:
            if row.closed:
                closed.setdefault(row.spec, {})[row] = None
        index: dict[str, dict[QualifiedSpec, list[Claim]]] = {}
        for claim, about, row in statements:
            for one in (row,) if row.closed else closed.get(row.spec, (row,)):
                index.setdefault(about, {}).setdefault(one, []).append(claim)
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
    def selections(self) -> dict[tuple[object, ...], tuple[object, dict[QualifiedSpec, Selection | None]]]:
        """What was selected so far, by vehicle, day of knowledge and edition, and in which catalog.

        Records do not change, so that what was weighed once need not be again. Threads may share it:
        what is put in twice is equal.
        """
        return {}

    @cached_property
    def alone(self) -> dict[tuple[object, ...], dict[QualifiedSpec, Selection | None]]:
        """What was selected so far among the claims on one id, by that, day of knowledge and edition.

        It is the same for a generation and its variants, in whichever catalog.
        """
        return {}

    @cached_property
    def related_specs(self) -> frozenset[Spec]:
        """The specs of which some claim compares with another vehicle."""
        return frozenset(c.spec for c in self.claims if isinstance(c.statement.value, Relation))

    @cached_property
    def open_relations(self) -> tuple[Claim, ...]:
        """The claims that compare with another vehicle and leave a required qualifier open."""
        every = self.claims if self.related_specs else ()
        return tuple(c for c in every if isinstance(c.value, Relation) and not c.row.closed)

    def rows_on(self, abouts: tuple[str, ...]) -> Mapping[QualifiedSpec, None]:
        """Return the rows in which there are claims on any of several ids, in the order of tables."""
        if abouts not in self._rows:
            found = {row for about in abouts for row in self.index.get(about, ())}
            self._rows[abouts] = dict.fromkeys(sorted(found, key=lambda row: row.place))
        return self._rows[abouts]

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], dict[QualifiedSpec, None]]:
        return {}

    def claims_about(self, abouts: Iterable[str]) -> list[Claim]:
        """Return the claims on several ids, in the order of the file."""
        places = sorted(chain.from_iterable(self._places.get(about, ()) for about in dict.fromkeys(abouts)))
        return [self.claims[place] for place in places]

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """The places of the claims in the file, by the id that they are said of."""
        places = defaultdict(list)
        for place, claim in enumerate(self.claims):
            places[claim.about].append(place)
        return dict(places)

    def claims_on(self, about: str, row: QualifiedSpec) -> tuple[Claim, ...]:
        """Return the claims on one id in one row, in the order of the file."""
        return self.index.get(about, {}).get(row, ())
