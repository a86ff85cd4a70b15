"""The notes of a table in two series: letters for what changes a cell's meaning, numbers for sources."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from attrs import evolve

from evspec.claims import cite_sources, merged, publisher_of
from evspec.languages.speech import say
from evspec.table import Note, Span
from evspec.wording.cited import NumberedSources
from evspec.wording.editions import other_edition_in_words
from evspec.wording.facts import Fact, capital, leaned_on
from evspec.wording.letters import lettered
from evspec.wording.notes import asides_of, detail, facts_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from evspec.claims import Claim, Entry, Source
    from evspec.specs import UnitChoice
    from evspec.table import Cell, Column, Row
    from evspec.table.document import Kind
    from evspec.wording.letters import Key, Lettered

__all__ = ["NOTES", "Footnotes", "Notes"]

Notes: TypeAlias = Literal["full", "print", "sources", False]

NOTES: tuple[Notes, ...] = ("full", "print", "sources", False)
#: Kinds of which many cells have the same words, so that those are told once for all of them.
_SHARED: frozenset[Kind] = frozenset({"condition", "scope", "edition"})


#: As many letters a table has at most, one for each kind and one for what many cells share: of one vehicle
#: or two, and of more, beside which each has less room.
_MOST, _MOST_OF_MANY, _PAIR = 20, 8, 2


#: What is said of so many rows of a vehicle, where other things are said of others, is told without their
#: names.
_USUAL = 4


class _Said(NamedTuple):
    """What there is to say of one cell: of which row and vehicle, and by kind in which words.

    What it has alone stands under a row, which may be another one, with what heads the words there.
    """

    row: str
    vehicle: str
    shared: tuple[tuple[Kind, str], ...]
    own: tuple[tuple[Kind, tuple[str, str], tuple[Span, ...]], ...]


class Footnotes:
    """Collects the notes of one table.

    Notes have letters, one for each kind of what there is to say: under which conditions figures hold,
    for whom, of which edition, what others say, what is doubted, what else is stated. What several cells
    have in common has a letter of its own, as long as there are few. Sources have numbers, each one.

    Parameters
    ----------
    notes
        "full"; "print" for letters and one line that names the sources; "sources" for their numbers
        alone; False for none at all.
    units
        The units of the table.
    vehicles
        How many vehicles it compares, each in a column, those first.
    """

    def __init__(self, notes: Notes, units: UnitChoice, vehicles: int = 1) -> None:
        self._wanted = notes
        self._vehicles = vehicles
        self._most = _MOST if vehicles <= _PAIR else _MOST_OF_MANY
        # what a source is quoted with keeps its digits
        self._units = evolve(units, numbers=())
        self._said: list[_Said] = []
        self._sources = NumberedSources()
        self._only: Source | None = None
        self._aged: dict[str, list[str]] = {}
        self._terms: dict[str, None] = {}

    @property
    def sources(self) -> tuple[Note, ...]:
        """The sources in the order of their numbers."""
        return () if self._wanted == "print" or self._only else tuple(self._sources.notes())

    def mark(
        self,
        cell: Cell,
        entry: Entry,
        asides: Sequence[Entry] = (),
        edition: str = "",
        label: str = "",
        row: str = "",
    ) -> Cell:
        """Return a cell that refers to what there is to say of it; `settled` gives that its letters.

        Parameters
        ----------
        cell
            The cell.
        entry
            What it shows.
        asides
            What the vehicle states in rows of the same spec that the table leaves out.
        edition
            The edition of the cell's column, if that mixes several: a cell of another one says so.
        label
            What the column is called; the vehicle's own label by default.
        row
            What the row is called; by its own label by default.
        """
        label, row = label or entry.subject.called, row or entry.row.label
        other = other_edition_in_words(entry, edition) if edition else ""
        if self._wanted in {False, "sources"} and other:
            told = say("{edition} of {vehicle}", edition=capital(other), vehicle=label)
            self._aged.setdefault(told, []).append(row)
        if self._wanted is False:
            return cell
        cites = self._cites(entry, row)
        if self._wanted == "sources" or (entry.is_plain and not (other or asides)):
            return cell if self._wanted == "print" else cell.referring((), cites)
        opens = self._wanted == "full"
        facts = [*facts_of(entry, self._units, partial(self._cited, row), opens=opens)]
        for aside in asides:
            facts += asides_of([aside], self._units, partial(self._cited, aside.row.label))
        if other:
            facts.append(Fact("edition", "", [Span(other)]))
        if self._wanted == "print":
            # a cell says of how many variants it speaks; what else there is to know is in the full notes
            apart = {"scope", "also"} if entry.supporting else {"scope"}
            facts = [fact for fact in facts if not fact.of_some and fact.kind not in apart]
            return cell.referring(self._noted(facts, row, label))
        details = tuple([detail(fact) for fact in facts if fact.kind == "beside"])
        return cell.referring(self._noted(facts, row, label) if facts else (), cites, details)

    def _cites(self, entry: Entry, row: str) -> tuple[int, ...]:
        """Return the numbers of those who state a cell, and keep what their licenses have the table say."""
        claims = entry.supporting
        for claim in claims:
            if terms := claim.attribution.source.attribution:
                self._terms[terms] = None
        if not entry.is_plain:
            optional = entry.optional
            claims = (*claims, *(optional.supporting if optional is not None else ()), *leaned_on(entry))
        return self._sources.cite(claims, row)

    def _noted(self, facts: Iterable[Fact], row: str, label: str) -> tuple[int, ...]:
        """Keep facts on a cell, and return their place."""
        shared: dict[tuple[Kind, str], None] = {}
        own: list[tuple[Kind, tuple[str, str], tuple[Span, ...]]] = []
        for fact in facts:
            if fact.kind in _SHARED:
                shared[fact.kind, fact.opening + "".join(span.text for span in fact.spans)] = None
            elif fact.kind != "said" and fact.kind != "beside":  # noqa: PLR1714 - what a type checker sees
                about = row if fact.row is None else fact.row.label
                is_told = not fact.plain and fact.row is None
                head = fact.lead if is_told and fact.apart else ""
                lead = fact.opening if is_told and not fact.apart else ""
                own.append((fact.kind, (about, head), (*merged([Span(lead), *fact.spans]),)))
        if not (shared or own):
            return ()
        self._said.append(_Said(row, label, tuple(shared), tuple(own)))
        return (len(self._said),)

    def _cited(self, row: str, claims: Sequence[Claim], remark: str = "", lead: str = "; ") -> list[Span]:
        """Cite claims by the numbers of their sources, and put a remark on them in brackets of its own."""
        del lead
        if self._wanted == "print":
            return []
        number = Span.citing(self._sources.cite(claims, row))
        return [Span(" "), number, *([Span(f" ({remark})")] if remark else [])]

    def settled(self, rows: Sequence[Row], columns: Sequence[Column]) -> tuple[Lettered, tuple[Note, ...]]:
        """Return rows and columns with the letters of their cells, and the notes in the order of the letters.

        One source that states all is told below the table, and no cell has its number.
        """
        self._said = _joined_where_alike(self._said)
        frequent = self._frequent()
        told: list[set[Key]] = [
            {(kind, words if (kind, words) in frequent else "") for kind, words in said.shared}
            | {(kind, "") for kind, _, _ in said.own}
            for said in self._said
        ]
        shown = lettered(rows, columns, told, self._vehicles)
        notes = [
            Note((Span(f"{capital(words)}."),) if words else (*merged(self._note(kind, frequent)),), kind)
            for kind, words in shown.keys
        ]
        is_quoted = self._sources.is_hedged or any(span.cites for note in notes for span in note.spans)
        if self._wanted != "print" and len(self._sources) == 1 and not is_quoted:
            [self._only] = self._sources
            bare = [
                evolve(row, cells=tuple([c.referring(c.notes, (), c.details) for c in row.cells]))
                for row in shown.rows
            ]
            shown = shown._replace(rows=bare)
        return shown, tuple(notes)

    def _frequent(self) -> frozenset[Key]:
        """Return what so many cells have in common that it has a letter of its own."""
        counts = Counter(key for said in self._said for key in said.shared)
        frequent: set[Key] = set()
        kinds = {kind for said in self._said for kind, _, _ in said.own}
        for key, count in counts.most_common()[: self._most]:
            rest = kinds | {kind for kind, words in counts if (kind, words) not in {*frequent, key}}
            if count > 1 and len(frequent) + 1 + len(rest) <= self._most:
                frequent.add(key)
        return frozenset(frequent)

    def _note(self, kind: Kind, frequent: frozenset[Key]) -> Iterator[Span]:
        """Yield the words of the note of a kind, by row."""
        if kind == "edition" and self._wanted == "print":
            yield Span(say("Of another edition."))
            return
        if kind in _SHARED:
            yield Span(f"{_by_words(self._rest(kind, frequent))}.")
            return
        if self._wanted == "print":
            yield Span(_in_print(kind))
            return
        yield Span(_head(kind))
        rows: dict[tuple[str, str], dict[str, list[tuple[Span, ...]]]] = {}
        # whose cells in the same row of the table have the letter
        beside: dict[str, set[str]] = {}
        whose: dict[tuple[str, str], set[str]] = {}
        for said in self._said:
            for of, row, words in said.own:
                if of == kind:
                    rows.setdefault(row, {}).setdefault(said.vehicle, []).append(words)
                    beside.setdefault(said.row, set()).add(said.vehicle)
                    whose[row] = beside[said.row]
        for row, by_vehicle in rows.items():
            alike: dict[tuple[Span, ...], list[str]] = {}
            for vehicle, several in by_vehicle.items():
                alike.setdefault((*_listed(several),), []).append(vehicle)
            for n, (words, vehicles) in enumerate(alike.items()):
                names = "" if {*vehicles} == whose[row] else ", ".join(vehicles)
                yield Span(f"; {names}: " if n else f" {_about(row[0], names)}{row[1] and ', '}{row[1]}: ")
                yield from words
            yield Span(".")

    def _rest(self, kind: Kind, frequent: frozenset[Key]) -> Iterator[tuple[str, str, str]]:
        """Yield row, vehicle and words of what has no letter of its own."""
        for said in self._said:
            words = [words for of, words in said.shared if of == kind and (of, words) not in frequent]
            if words:
                yield said.row, said.vehicle, "; ".join(words)

    def footer(self) -> Iterator[tuple[Span, ...]]:
        """Yield what is said of the table as a whole: who states it, and what their licenses have it say.

        Without any notes, yield instead which cells are of another edition than their column.
        """
        for words, labels in self._aged.items():
            yield (Span(f"{words}: {'; '.join(labels)}."),)
        if self._wanted == "print" and self._sources:
            names = dict.fromkeys(map(publisher_of, self._sources))
            yield (Span(say("Sources: {names}.", names="; ".join(names))),)
        if self._only is not None:
            lead = say("Source: {publication}", "Sources: {publication}", publication="", count=1)
            yield (*merged([Span(lead), *cite_sources([self._only]), Span(".")]),)
        for terms in self._terms:
            yield (Span(terms),)


def _head(kind: Kind) -> str:
    """Return what a note begins with that names figures."""
    if kind == "doubt":
        return say("Doubted.")
    return say("Otherwise.") if kind == "conflict" else say("Also.")


def _in_print(kind: Kind) -> str:
    """Return all that a note says in print, where it names no figures."""
    if kind == "doubt":
        return say("What others state is doubted.")
    return say("Disputed.") if kind == "conflict" else say("Stated under other conditions.")


def _joined_where_alike(every: Sequence[_Said]) -> list[_Said]:
    """Make one phrase of those that are said of the very same cells."""
    places: dict[tuple[Kind, str], list[int]] = {}
    for at, said in enumerate(every):
        for key in said.shared:
            places.setdefault(key, []).append(at)
    alike: dict[tuple[Kind, tuple[int, ...]], list[str]] = {}
    for (kind, words), cells in places.items():
        alike.setdefault((kind, tuple(cells)), []).append(words)
    several = (((kind, one), words) for (kind, _), words in alike.items() if len(words) > 1 for one in words)
    joined = {(kind, one): (kind, "; ".join(words)) for (kind, one), words in several}
    return [
        said._replace(shared=tuple(dict.fromkeys(joined.get(key, key) for key in said.shared)))
        if not joined.keys().isdisjoint(said.shared)
        else said
        for said in every
    ]


def _listed(parts: Iterable[Iterable[Span]]) -> Iterator[Span]:
    for n, part in enumerate(parts):
        yield from ([Span("; ")] if n else [])
        yield from part


def _by_words(said: Iterable[tuple[str, str, str]]) -> str:
    """Tell what is said of rows, those together of which the same is said: "Power; Torque: limited".

    What is said of most rows of a vehicle is told last, without their names.
    """
    by_row: dict[str, dict[str, str]] = {}
    for row, vehicle, words in said:
        by_row.setdefault(row, {})[vehicle] = words
    distinct = {words for told in by_row.values() for words in told.values()}
    if len(distinct) == 1:
        return capital(distinct.pop())
    counts = Counter((vehicle, words) for told in by_row.values() for vehicle, words in told.items())
    usual: dict[str, str] = {}
    for (vehicle, words), count in counts.most_common():
        if count >= _USUAL:
            usual.setdefault(vehicle, words)
    unusual = {
        row: {vehicle: words for vehicle, words in told.items() if usual.get(vehicle) != words}
        for row, told in by_row.items()
    }
    several = {row for row, told in by_row.items() if len(set(told.values())) > 1}
    sentences = min(
        _of_words(unusual, several), _of_rows(unusual, several), key=lambda told: len("".join(told))
    )
    sentences += [
        say("Else of {vehicle}: {words}", vehicle=vehicle, words=words) for vehicle, words in usual.items()
    ]
    return ". ".join(sentences)


def _of_words(told: Mapping[str, Mapping[str, str]], several: Container[str]) -> list[str]:
    """Name each phrase once, with its rows, and vehicles where a row has several: "Power (A): limited"."""
    groups: dict[str, dict[str, list[str]]] = {}
    for row, by_vehicle in told.items():
        for vehicle, words in by_vehicle.items():
            groups.setdefault(words, {}).setdefault(row, []).append(vehicle)
    named = {
        words: [_about(row, ", ".join(of) if row in several else "") for row, of in rows.items()]
        for words, rows in groups.items()
    }
    return [f"{'; '.join(rows)}: {words}" for words, rows in named.items()]


def _of_rows(told: Mapping[str, Mapping[str, str]], several: Container[str]) -> list[str]:
    """Tell each row what is said of it, and by vehicle where it has several: "Power (A): limited; B: …"."""
    groups: dict[str, list[str]] = {}
    for row, by_vehicle in told.items():
        vehicles: dict[str, list[str]] = {}
        for vehicle, words in by_vehicle.items():
            vehicles.setdefault(words, []).append(vehicle)
        if vehicles:
            first, *rest = vehicles.items()
            parts = [first[0], *(f"{', '.join(of)}: {words}" for words, of in rest)]
            label = _about(row, ", ".join(first[1]) if row in several else "")
            groups.setdefault("; ".join(parts), []).append(label)
    return [f"{'; '.join(rows)}: {words}" for words, rows in groups.items()]


def _about(row: str, vehicles: str) -> str:
    """Return whose row something is told of: "Power (U11)"; of all of them, the row alone."""
    return f"{row} ({vehicles})" if vehicles else row
