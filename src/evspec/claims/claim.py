"""A claim: what one source says of one spec of one vehicle, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import evolve, field, frozen

from evspec.specs import GROUPS, NOT_STATED, QUALIFIERS, SPECS, Spec
from evspec.values import agree

if TYPE_CHECKING:
    from evspec.claims.source import Source
    from evspec.values import Dates, Value

__all__ = ["FIRM", "STATUSES", "Attribution", "Claim", "QualifiedSpec", "Qualifiers", "Statement", "Status"]

#: The attributes of a claim that say what is said.
_STATED = ("spec", "value", "qualifiers")

Status: TypeAlias = Literal["official", "measured", "reported", "expected", "rumored", "estimated", "derived"]

#: From the firmest to the weakest.
STATUSES: tuple[Status, ...] = (
    "official",
    "measured",
    "reported",
    "expected",
    "rumored",
    "estimated",
    "derived",
)

#: The statuses of figures that are out, as against those that are foreseen or reckoned.
FIRM = frozenset({"official", "measured", "reported"})


@frozen(repr=False)
class Qualifiers(Mapping[str, str]):
    """The conditions that a source states for a figure: an immutable, hashable mapping."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, stated: Mapping[str, str]) -> Qualifiers:
        """Make it from a mapping; the order is that of `evspec.specs.QUALIFIERS`."""
        return cls(tuple((name, stated[name]) for name in QUALIFIERS if name in stated))

    def __getitem__(self, name: str) -> str:
        for key, value in self.pairs:
            if key == name:
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __repr__(self) -> str:
        return f"Qualifiers({dict(self.pairs)!r})"


_PLACES = {key: place for place, key in enumerate(SPECS)}


@frozen(cache_hash=True)
class QualifiedSpec:
    """One comparable quantity: a spec, and the qualifiers that set it apart from its like.

    WLTP range and EPA range are two rows.
    """

    spec: Spec
    splits: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """The row's name in a table: "Range, WLTP"."""
        return self.spec.row_label(self.splits)

    @property
    def closed(self) -> bool:
        """Whether every required qualifier has a value; a relation may leave one open."""
        return not self.splits or all(
            value or self.spec.qualifiers[name] != "required" for name, value in self.splits
        )

    @property
    def unstated(self) -> bool:
        """Whether a condition is "not stated", so that the figures of the row compare with nothing."""
        return bool(self.splits) and any(value == NOT_STATED for _, value in self.splits)

    @property
    def key(self) -> str:
        """A name for programs: "range", "range[cycle=EPA]"."""
        told = ",".join(f"{name}={value}" for name, value in self.splits if value != QUALIFIERS[name].default)
        return f"{self.spec.key}[{told}]" if told else self.spec.key

    @property
    def place(self) -> tuple[int, int, tuple[tuple[int, float, str], ...]]:
        """Sort key: group, spec, then WLTP before EPA, each default before the rest, 11 kW before 22."""
        return _place(self.spec, self.splits)

    def matches(self, asked: Mapping[str, str]) -> bool:
        """Tell whether every qualifier that was asked for is this row's."""
        splits = dict(self.splits)
        return all(splits.get(name) == value for name, value in asked.items())


@lru_cache(maxsize=1024)
def row_of(spec: Spec, splits: tuple[tuple[str, str], ...]) -> QualifiedSpec:
    """Return a row; equal ones are one object, which finds them faster."""
    return QualifiedSpec(spec, splits)


@lru_cache(maxsize=1024)
def _row_under(spec: Spec, stated: tuple[tuple[str, str], ...]) -> QualifiedSpec:
    return row_of(spec, spec.splits(dict(stated)))


@lru_cache(maxsize=1024)
def _place(
    spec: Spec, splits: tuple[tuple[str, str], ...]
) -> tuple[int, int, tuple[tuple[int, float, str], ...]]:
    ranks = []
    for name, value in splits:
        qualifier = QUALIFIERS[name]
        known = (qualifier.default, *qualifier.values)
        number = re.match(r"[0-9.]+", value)
        rank = known.index(value) if value in known else len(known) + (value == NOT_STATED)
        ranks.append((rank, float(number.group()) if number else 0.0, value))
    return GROUPS.index(spec.group), _PLACES[spec.key], tuple(ranks)


@frozen
class Statement:
    """What is said: one value of a spec, under conditions. Claims that say the same may share it.

    Attributes
    ----------
    spec, value, qualifiers
        What is said, and under which conditions.
    row
        The row of a table in which it stands.
    """

    spec: Spec
    value: Value
    qualifiers: Qualifiers
    row: QualifiedSpec = field(init=False, eq=False, repr=False)

    @row.default
    def _row(self) -> QualifiedSpec:
        return _row_under(self.spec, self.qualifiers.pairs)


@frozen
class Attribution:
    """Who says it, how surely and in which words. The claims of one block of a file share it.

    Attributes
    ----------
    source, status
        Who says it, and how surely: official, measured, reported, expected, rumored, estimated
        or derived.
    edition
        The running change or model year that it is said of, "" where a generation has none.
    where
        The place in the source ("summary", "page 3").
    printed
        The words as printed, where the value says them in another form.
    hedge
        The hedging words as printed ("should", "set for").
    via
        Who is quoted.
    doubt
        Why it is not believed; such a claim is always listed and never selected.
    note
        What a reader should know besides.
    why
        On a claim that was selected, why this one. No part of equality.
    """

    source: Source
    status: Status
    edition: str = ""
    where: str = ""
    printed: str = ""
    hedge: str = ""
    via: str = ""
    doubt: str = ""
    note: str = ""
    why: str = field(default="", eq=False)


@frozen(repr=False)
class Claim:
    """What one source says of one spec of one vehicle.

    It has two parts, which many claims share, so that a million of them stay small: what is said,
    and who says it. What is in them is an attribute of the claim too.

    Attributes
    ----------
    about
        The id of the generation or variant that it is said of.
    statement
        What is said.
    attribution
        Who says it, and how surely.
    """

    about: str
    statement: Statement
    attribution: Attribution

    @classmethod
    def of(
        cls,
        about: str,
        spec: Spec,
        value: Value,
        qualifiers: Qualifiers,
        source: Source,
        status: Status,
        edition: str = "",
        **words: str,
    ) -> Claim:
        """Make a claim from the parts of its parts; for the words see `Attribution`."""
        return cls(about, Statement(spec, value, qualifiers), Attribution(source, status, edition, **words))

    def but(self, **changes: object) -> Claim:
        """Return the claim with some attributes changed, whichever part they are in.

        Examples
        --------
        >>> import evspec as ev
        >>> print(ev.catalog["bmw/ix1/u11/edrive20"].range.but(status="rumored").status)
        rumored
        """
        about = changes.pop("about", self.about)
        said = {name: changes.pop(name) for name in _STATED if name in changes}
        statement = evolve(self.statement, **said) if said else self.statement  # type: ignore[arg-type]
        attribution = evolve(self.attribution, **changes) if changes else self.attribution  # type: ignore[arg-type]
        return Claim(str(about), statement, attribution)

    @property
    def spec(self) -> Spec:
        """The spec that it is about."""
        return self.statement.spec

    @property
    def value(self) -> Value:
        """What is said of the spec, most often a Measure."""
        return self.statement.value

    @property
    def qualifiers(self) -> Qualifiers:
        """The conditions that the source states."""
        return self.statement.qualifiers

    @property
    def row(self) -> QualifiedSpec:
        """The row of a table in which it stands."""
        return self.statement.row

    @property
    def source(self) -> Source:
        """Who says it."""
        return self.attribution.source

    @property
    def status(self) -> Status:
        """How surely: official, measured, reported, expected, rumored, estimated or derived."""
        return self.attribution.status

    @property
    def edition(self) -> str:
        """The running change or model year that it is said of, "" where a generation has none."""
        return self.attribution.edition

    @property
    def where(self) -> str:
        """The place in the source."""
        return self.attribution.where

    @property
    def printed(self) -> str:
        """The words as printed, where the value says them in another form."""
        return self.attribution.printed

    @property
    def hedge(self) -> str:
        """The hedging words as printed."""
        return self.attribution.hedge

    @property
    def via(self) -> str:
        """Who is quoted."""
        return self.attribution.via

    @property
    def doubt(self) -> str:
        """Why it is not believed, "" if it is."""
        return self.attribution.doubt

    @property
    def note(self) -> str:
        """What a reader should know besides."""
        return self.attribution.note

    @property
    def why(self) -> str:
        """Why this one was selected, "" if nobody asked."""
        return self.attribution.why

    @property
    def cycle(self) -> str | None:
        """The test cycle, None if the spec has none; "not stated" if the source names none."""
        return self.qualifiers.get("cycle")

    @property
    def date(self) -> Dates | None:
        """The date of the source."""
        return self.source.date

    def agrees_with(self, other: Claim) -> bool:
        """Tell whether both say the same of the same, within rounding."""
        return self.row == other.row and agree(self.value, other.value)

    def __str__(self) -> str:
        words = [self.spec.row_label(self.row.splits), ": ", self.value.show()]
        return "".join([*words, f" ({self.status}; {self.source.cite()})"])

    def __repr__(self) -> str:
        doubted = ", doubted" if self.doubt else ""
        return f"<Claim {self.about}: {self}{doubted}>"

    def _repr_html_(self) -> str:
        from evspec.claims.card import claim_card

        return claim_card(self).to_html()

    def _repr_markdown_(self) -> str:
        from evspec.claims.card import claim_card

        return claim_card(self).to_markdown()
