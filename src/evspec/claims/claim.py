"""A claim: what one source says of one spec of one vehicle, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import evolve, field, fields, frozen

from evspec.claims.citations import cite
from evspec.claims.qualified import QualifiedSpec, Qualifiers, qualified_by
from evspec.claims.source import Attribution, Source
from evspec.errors import WrongType, check_type, did_you_mean
from evspec.languages.speech import Phrase, say
from evspec.specs import QUALIFIERS, Spec
from evspec.table import Cell, Column, Note, Row, Span, Table
from evspec.table.safety import one_line
from evspec.values import Relation, Value, agree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    # among what is there at run time, jedi stumbles over a property that returns a Literal
    from evspec.claims.source import Status
    from evspec.values import Dates

__all__ = ["Claim", "Statement", "cite_claims"]

if TYPE_CHECKING:
    from typing_extensions import TypeVar as WithDefault

    # every type checker knows that module, installed or not; a bare Claim is one of any value
    V_co = WithDefault("V_co", bound=Value, covariant=True, default=Value)
else:
    V_co = TypeVar("V_co", covariant=True)
#: The value of a claim that is made.
New = TypeVar("New", bound=Value)

#: The attributes of a claim that say what is said.
_STATED = ("spec", "value", "qualifiers")
#: Those that say who says it.
_SAID_BY = tuple(one.name for one in fields(Attribution))


@frozen
class Statement(Generic[V_co]):
    """What is said: one value of a spec, under conditions. Claims that say the same may share it.

    Attributes
    ----------
    spec, value, qualifiers
        What is said, and under which conditions.
    row
        The row of a table in which it stands.
    """

    spec: Spec
    value: V_co
    qualifiers: Qualifiers
    row: QualifiedSpec = field(init=False, eq=False, repr=False)

    @row.default
    def _row(self) -> QualifiedSpec:
        return qualified_by(self.spec, self.qualifiers.pairs)

    @property
    def is_option(self) -> bool:
        """Whether it is said of what costs extra, beside which there may be a standard figure."""
        return ("fitted", "option") in self.qualifiers.pairs

    def meets(self, asked: Mapping[str, str]) -> bool:
        """Tell whether it is said under all conditions that are asked for, those without a word included."""
        if self.row.matches(asked):
            return True
        meant = {name: QUALIFIERS[name].default for name in self.spec.qualifiers}
        stated = {**meant, **self.qualifiers, **dict(self.row.splits)}
        return all(stated.get(name) == value for name, value in asked.items())


@frozen(repr=False)
class Claim(Generic[V_co]):
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
    statement: Statement[V_co]
    attribution: Attribution

    @classmethod
    def of(
        cls,
        about: str,
        spec: Spec,
        value: New,
        qualifiers: Qualifiers,
        source: Source,
        status: Status,
        edition: str = "",
        **words: Any,
    ) -> Claim[New]:
        """Make a claim from the parts of its parts; for the words see `Attribution`."""
        check_type("the spec of a claim", spec, Spec, "a Spec such as evspec.specs.SPECS['range']")
        check_type("what holds of a claim", qualifiers, Qualifiers, "Qualifiers")
        check_type("the source of a claim", source, Source, "a Source")
        attribution = Attribution(source, status, edition, **words)
        return Claim(about, Statement(spec, value, qualifiers), attribution)

    def but(self, **changes: Any) -> Claim[V_co]:
        """Return the claim with some attributes changed, whichever part they are in.

        Examples
        --------
        >>> import evspec as ev
        >>> print(ev.catalog["bmw/ix1/u11/edrive20"].range.but(status="rumored").status)
        rumored
        """
        about = changes.pop("about", self.about)
        said = {name: changes.pop(name) for name in _STATED if name in changes}
        statement = evolve(self.statement, **said) if said else self.statement
        for name in changes:
            if name not in _SAID_BY:
                known = ("about", *_STATED, *_SAID_BY)
                raise WrongType(
                    f"a claim has no {name!r}; it has {', '.join(known)}{did_you_mean(name, known)}"
                )
        attribution = evolve(self.attribution, **changes) if changes else self.attribution
        return Claim(str(about), statement, attribution)

    @property
    def spec(self) -> Spec:
        """The spec that it is about."""
        return self.statement.spec

    @property
    def value(self) -> V_co:
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
    def why(self) -> Phrase:
        """Why this one was selected, "" if nobody asked; ``why.to_locale("de")`` says it in German."""
        why = self.attribution.why
        return why if isinstance(why, Phrase) else Phrase("{parts}", parts=why)

    @property
    def mixes(self) -> tuple[str, ...]:
        """The editions of the figures from which it was worked out, if they are of several."""
        return self.attribution.mixes

    @property
    def is_option(self) -> bool:
        """Whether it is said of what costs extra."""
        return self.statement.is_option

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
        check_type("the other claim", other, Claim, "a Claim")
        return self.row == other.row and agree(self.value, other.value)

    def __str__(self) -> str:
        words = [self.spec.row_label(self.row.splits), ": ", self.value.show()]
        return one_line("".join([*words, f" ({self.status}; {self.source.cite()})"]))

    def __repr__(self) -> str:
        doubted = ", doubted" if self.doubt else ""
        return f"<Claim {self.about}: {self}{doubted}>"

    def __dir__(self) -> list[str]:
        return [name for name in object.__dir__(self) if not name.startswith("_")]

    def _repr_html_(self) -> str:
        return _card(self).to_html()

    def _repr_markdown_(self) -> str:
        return _card(self).to_markdown()


def cite_claims(claims: Iterable[Claim]) -> list[Span]:
    """Cite the sources of claims; see `cite`."""
    return cite(list(map(_worded, claims)))


def hedges_of(claim: Claim) -> tuple[str, ...]:
    """Return with which words a source hedges a claim, and whom it quotes: ("“will”", "citing Porsche")."""
    by = claim.attribution
    if not (by.hedge or by.via or isinstance(claim.statement.value, Relation)):
        return ()
    said = _worded(claim)
    hedge = (say("“{words}”", words=said.hedge),) if said.hedge else ()
    return (*hedge, say("citing {via}", via=said.via)) if said.via else hedge


def _worded(claim: Claim) -> Attribution:
    """Return who says a claim; what is told by comparing hedges with its own words."""
    if not isinstance(claim.value, Relation):
        return claim.attribution
    return evolve(claim.attribution, hedge=claim.hedge or claim.printed)


def _card(claim: Claim) -> Table:
    """Return what a notebook shows of a claim: figure, conditions, status, and why it was selected."""
    rows = [Row("value", claim.row.label, "", (Cell(claim.value.show(), cites=(1,)),))]
    rows += [Row(key, label, "", (Cell(text),)) for key, label, text in _details(claim) if text]
    title = [Span(f": {claim.source.title}")] if claim.source.title else []
    return Table(
        title=claim.about,
        columns=(Column("claim", "Claim"),),
        rows=tuple(rows),
        sources=(Note((*cite_claims([claim]), *title)),),
    )


def _details(claim: Claim) -> Iterator[tuple[str, str, str]]:
    splits = dict(claim.row.splits)
    others = [f"{name} {value}" for name, value in claim.qualifiers.items() if name not in splits]
    yield "qualifiers", "Conditions", ", ".join(others)
    yield "status", "Status", claim.status
    yield "edition", "Edition", claim.edition
    yield "printed", "Printed", claim.printed
    yield "doubt", "Doubted", claim.doubt
    yield "note", "Remark", claim.note
    yield "why", "Why this one", claim.why
