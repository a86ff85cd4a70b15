"""A draft: what an article was read to say, each claim with its words, and what became no claim."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from attrs import field, frozen

from evspec.values import Categories, Flag, Relation
from evspec.vehicles import Vehicle

if TYPE_CHECKING:
    import datetime as dt

    from evspec.articles.checking import Remark
    from evspec.catalogs import Catalog
    from evspec.claims import Claim, Source, Status
    from evspec.values import Value

__all__ = ["FIELDS", "Cue", "Doubt", "Draft", "Proposal", "Unresolved", "Untaken"]

V = TypeVar("V", bound=Vehicle)

#: What of a proposal may be unsure.
FIELDS: Final = ("value", "vehicle", "version", "status")


class Cue(NamedTuple):
    """Words that decided something: for which field, and where they stand."""

    field: str
    start: int
    end: int


class Doubt(NamedTuple):
    """What speaks against a field of a proposal."""

    field: str
    words: str

    def __str__(self) -> str:
        return f"{self.field}: {self.words}"


class Untaken(NamedTuple):
    """A figure that became no claim, where it stands, and why."""

    text: str
    start: int
    end: int
    reason: str


class Unresolved(NamedTuple):
    """A vehicle that is named and that no catalog has."""

    vehicle: str
    text: str
    start: int
    end: int


def _frozen(given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(given))


@frozen
class Proposal:
    """A claim that an article seems to make, in the form in which `Spec.read` takes it.

    Attributes
    ----------
    vehicle
        The id of a generation or version; "?make/model" of a car that no catalog has.
    spec, value, qualifiers
        What is said.
    status, hedge, via, where, edition, note
        As of a `Claim`; an empty status is that of the source.
    quote
        At most twelve words, literally from the text.
    doubts
        What speaks against it; one without doubts is sure.
    start, end
        The characters that it was read from; -1 of one that was read from a file. No part of equality.
    sentence
        The characters of their sentence. No part of equality.
    why
        The cues that decided. No part of equality.
    line
        Its line in the file that it was read from, 0 without one. No part of equality.
    """

    vehicle: str
    spec: str
    value: Any
    quote: str = ""
    qualifiers: Mapping[str, str] = field(factory=dict, converter=_frozen)
    status: Status | str = ""
    hedge: str = ""
    via: str = ""
    where: str = ""
    edition: str = ""
    note: str = ""
    doubts: tuple[Doubt, ...] = ()
    start: int = field(default=-1, eq=False)
    end: int = field(default=-1, eq=False)
    sentence: tuple[int, int] = field(default=(-1, -1), eq=False)
    why: tuple[Cue, ...] = field(default=(), eq=False)
    line: int = field(default=0, eq=False)

    @property
    def sure(self) -> Mapping[str, bool]:
        """Whether each field is sure."""
        doubted = {doubt.field for doubt in self.doubts}
        return {name: name not in doubted for name in FIELDS}

    @property
    def is_sure(self) -> bool:
        """Whether all of it is sure, so that it counts as accepted."""
        return not self.doubts

    def read(self, said: dt.date | None = None, decimal: str | None = None) -> tuple[Value, dict[str, str]]:
        """Read value and qualifiers as `Spec.read` does; `said` is the day of the article."""
        from evspec.specs import spec

        return spec(self.spec).read(self.value, self.qualifiers, said=said, decimal=decimal)

    def entry(self) -> dict[str, Any]:
        """Return what a data file has for it beside its spec."""
        beside = {"hedge": self.hedge, "via": self.via, "printed": self.quote, "note": self.note}
        told = {"status": self.status, "edition": self.edition, **beside}
        return {"value": self.value, **self.qualifiers, **{key: text for key, text in told.items() if text}}


@frozen(repr=False)
class Draft:
    """What an article was read to say.

    Attributes
    ----------
    source
        The article as a source; its publisher is "?" if nobody named it.
    proposals
        Every claim that it seems to make, in the order of the text.
    unresolved
        Vehicles that no catalog has. No part of equality, as they are not in a draft's file.
    untaken
        Figures that became no claim, with the reason. No part of equality.
    """

    source: Source
    proposals: tuple[Proposal, ...] = ()
    unresolved: tuple[Unresolved, ...] = field(default=(), eq=False)
    untaken: tuple[Untaken, ...] = field(default=(), eq=False)
    _catalog: Catalog | None = field(default=None, eq=False, kw_only=True)

    def __repr__(self) -> str:
        sure = sum(one.is_sure for one in self.proposals)
        return f"<Draft of {self.source.cite()}: {len(self.proposals)} claims, {sure} sure>"

    @property
    def day(self) -> dt.date | None:
        """The day of the article, None if it is not known to the day."""
        when = self.source.date
        return when.first if when is not None and when.first == when.last else None

    @property
    def accepted(self) -> tuple[Proposal, ...]:
        """The proposals that count: the sure ones, and those that a person accepted."""
        return tuple(one for one in self.proposals if one.is_sure)

    def records(self) -> list[dict[str, Any]]:
        """Return every proposal as a plain mapping, for programs and for scoring."""
        return [self._record(one) for one in self.proposals]

    def _record(self, one: Proposal) -> dict[str, Any]:
        parts = [*one.vehicle.lstrip("?").split("/"), "", "", ""]
        value, qualifiers = one.read(self.day)
        negated = (isinstance(value, Categories) and bool(value.excludes)) or (
            isinstance(value, Flag) and not value.on
        )
        return {
            "quote": one.quote, "vehicle": "/".join(parts[:2]), "generation": parts[2], "variant": parts[3],
            "spec": one.spec, "value": one.value, "qualifiers": dict(one.qualifiers or qualifiers),
            "status": one.status or self.source.default_status, "hedge": one.hedge, "via": one.via,
            "where": one.where, "negated": negated,
            "relation": value.target if isinstance(value, Relation) else None, "sure": one.is_sure,
        }  # fmt: skip

    def claims(self, *, unsure: bool = False) -> dict[str, list[Claim]]:
        """Return the accepted proposals as claims, by the generation they are of.

        Parameters
        ----------
        unsure
            Whether to return the others too, each with a note that says what is doubted.

        Raises
        ------
        DataError
            With everything that is wrong in a draft that was edited.
        """
        from evspec.articles.blocks import claims_of

        wanted = self.proposals if unsure else self.accepted
        return claims_of(wanted, self.source, self._catalog)

    def added_to(self, vehicle: V, *, unsure: bool = False) -> V:
        """Return a vehicle with the accepted claims beside its own, as `diff` and `compare` do it.

        Parameters
        ----------
        vehicle
            A generation or a version, which stays as it is.
        unsure
            Whether to add the others too, each with a note that says what is doubted.
        """
        from evspec.vehicles import record_of, with_addition

        own = self.claims(unsure=unsure).get(record_of(vehicle).id, ())
        return with_addition(vehicle, _Added(tuple(own))) if own else vehicle

    def check(self, text: str) -> tuple[Remark, ...]:
        """Ask of every proposal whether a text bears it out; see `Remark`.

        Parameters
        ----------
        text
            The article.

        Returns
        -------
        tuple of Remark
            Errors, of what the text does not have, and doubts, of what it has against a claim.
        """
        from evspec.articles.checking import check

        return check(self.proposals, text, self._catalog, self.day)

    def to_toml(self) -> str:
        """Return the draft as a file: a source, then a line a claim; what is unsure stands behind `#? `."""
        from evspec.articles.file import written

        return written(self)


@frozen
class _Added:
    """Adds claims to a vehicle that were worked out before."""

    claims: tuple[Claim, ...]

    def __call__(self, _vehicle: Vehicle) -> tuple[Claim, ...]:
        return self.claims
