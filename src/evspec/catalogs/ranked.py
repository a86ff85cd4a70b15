"""Cars, claims or figures in order, with what has no place: a sequence and a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar, overload

from attrs import evolve, field, frozen

from evspec.claims import Claim, QualifiedSpec, SourceList, cite_claims
from evspec.languages.speech import Phrase, said_in_own_locale, say, speech, told, word
from evspec.measures import Measure
from evspec.specs import METRIC
from evspec.table import Cell, Column, Note, Row, Span, Table, Tabular
from evspec.vehicles import Vehicle, entry_of, with_make
from evspec.wording.cells import cell_of

__all__ = ["End", "First", "LeftOut", "Ranking"]

T = TypeVar("T")
End: TypeAlias = Literal["low", "high"]
#: What stands first: what is better, or where neither end is.
First: TypeAlias = Literal["better", "greater", "lesser"]
#: As many reasons are told, the commonest first, and as many by name of those that are left out for one.
_REASONS = 5
_NAMED = 5


class LeftOut(NamedTuple, Generic[T]):
    """What has no place in a ranking.

    Attributes
    ----------
    thing
        The car, claim or figure.
    reason
        Why not, in words; ``reason.to_locale("de")`` says it in German.
    """

    thing: T
    reason: Phrase


@frozen(repr=False)
class Ranking(Tabular, Sequence[T]):
    """Cars, claims or figures in order, the better first: a sequence of them, and a table.

    Attributes
    ----------
    ranked
        What has a place, in order; equal ones stay in the order in which they were given.
    left_out
        What has none, each with the reason.
    label
        By what: "Range, WLTP".
    end
        By which end of it.
    row
        The quantity, None of figures for which none was named.
    first
        What stands first: the "better", or the "greater" or the "lesser" where neither end is better.
    locale
        The locale of the table, "" for English.
    """

    ranked: tuple[T, ...]
    left_out: tuple[LeftOut[T], ...] = ()
    label: str = field(default="", kw_only=True)
    end: End = field(default="low", kw_only=True)
    row: QualifiedSpec | None = field(default=None, kw_only=True)
    first: First = field(default="better", kw_only=True)
    locale: str = field(default="", kw_only=True)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Ranking[T]: ...
    def __getitem__(self, place: int | slice) -> T | Ranking[T]:
        if isinstance(place, slice):
            return evolve(self, ranked=self.ranked[place])
        return self.ranked[place]

    def __len__(self) -> int:
        return len(self.ranked)

    def __repr__(self) -> str:
        left = f", {len(self.left_out)} left out" if self.left_out else ""
        return f"<Ranking of {len(self)} by {self.label}{left}>"

    @said_in_own_locale
    def to_table(self) -> Table:
        """Return the table: a row for each in order, and below who is left out and why."""
        sources, numbers = SourceList(), dict[Note, int]()
        rows = []
        for place, thing in enumerate(self.ranked, start=1):
            cell, claims = self._cell(thing, sources)
            if claims:
                note = Note((*cite_claims(claims), Span(".")))
                cell = evolve(cell, cites=(numbers.setdefault(note, len(numbers) + 1),))
            name = self._name_of(thing)
            rows.append(Row(f"{place} {name}", f"{place}. {name}", "", (cell,)))
        return Table(
            title=word(self.label) if self.row is None else self.row.label,
            subtitle=self._order,
            columns=(Column("figure", say("Figure")),),
            rows=tuple(rows),
            sources=tuple(numbers),
            footer=tuple((Span(line),) for line in self._reasons()),
            data={"sources": sources.data},
            locale=self.locale,
        )

    def _cell(self, thing: object, sources: SourceList) -> tuple[Cell, tuple[Claim, ...]]:
        if isinstance(thing, Vehicle) and self.row is not None:
            entry = entry_of(thing, self.row)
            return cell_of(entry, METRIC, sources), entry.supporting
        if isinstance(thing, Claim):
            text = thing.value.show(grouped=True, speech=speech())
            return Cell(text, data=thing.value.data()), (thing,)
        return Cell(_figure(thing)), ()

    @property
    def _order(self) -> str:
        first = {
            "better": say("the better first"),
            "greater": say("the greater first"),
            "lesser": say("the lesser first"),
        }
        end = say("by the low end") if self.end == "low" else say("by the high end")
        return f"{first[self.first]}, {end}"

    def _reasons(self) -> Iterable[str]:
        """Yield whom the commonest reasons leave out, and how many others there are."""
        listed: dict[str, list[object]] = {}
        for one, reason in self.left_out:
            listed.setdefault(told(reason), []).append(one)
        counted = sorted(listed.items(), key=lambda one: -len(one[1]))
        for words, things in counted[:_REASONS]:
            names = ", ".join(map(self._name_of, things[:_NAMED]))
            more = len(things) - _NAMED
            named = say("{names} and {count} more", names=names, count=more) if more > 0 else names
            yield say("Left out, {reason}: {names}.", reason=words, names=named)
        rest = sum(len(others) for _, others in counted[_REASONS:])
        if rest:
            yield say("Left out for other reasons: {count}.", count=rest)

    def _name_of(self, thing: object) -> str:
        if isinstance(thing, Vehicle):
            # cars of one maker need not name it
            return with_make(thing.make, thing.label) if self._has_makers else thing.label
        return thing.about if isinstance(thing, Claim) else _figure(thing)

    @cached_property
    def _has_makers(self) -> bool:
        every = (*self.ranked, *(thing for thing, _ in self.left_out))
        return len({thing.make for thing in every if isinstance(thing, Vehicle)}) > 1


def _figure(thing: object) -> str:
    """Return a figure as a table shows it."""
    locale = speech().locale
    return thing.to_locale(locale) if locale and isinstance(thing, Measure) else str(thing)
