"""The diff of two vehicles: what the new one changes against the old one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve, field, frozen

from evspec.claims import SourceList, unstated
from evspec.claims.asked import filled, rows_asked_for
from evspec.comparison.change import mark_of
from evspec.comparison.footers import left_out_of_diff
from evspec.comparison.heads import common_name, names_of, title_of_two
from evspec.comparison.layout import Layout, kept_changes, of_cycle, ungrouped
from evspec.comparison.matchup import Matchup
from evspec.comparison.verdict import is_twice
from evspec.comparison.words import in_words
from evspec.errors import (
    MissingClaim,
    UnknownSpec,
    check_type,
    did_you_mean,
)
from evspec.languages.speech import said_in_own_locale, say, word
from evspec.specs import METRIC, NOT_STATED, SPECS, HouseStyle, UnitChoice
from evspec.table import Cell, Column, Row, Span, Table, Tabular
from evspec.table.document import without_empty
from evspec.vehicles import Vehicle, entry_of, rows_of, subject_of
from evspec.wording.cells import apart, condition_beside, data_beside, data_of, status_of, text_of
from evspec.wording.editions import edition_shown, headed
from evspec.wording.footnotes import Footnotes
from evspec.wording.sheet import group_of, known_in_words, latest, manner_of, rows_aside, units_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims import Entry, QualifiedSpec, Subject
    from evspec.comparison.change import Change
    from evspec.comparison.pair_verdicts import PairVerdict
    from evspec.comparison.pairing import Pair
    from evspec.specs import Better

__all__ = ["Diff"]


@frozen(repr=False)
class Diff(Tabular):
    """What one vehicle changes against another.

    Attributes
    ----------
    old, new
        The vehicles.
    units
        The system of units: "metric", "us" or "uk".
    specs
        Keys, groups or patterns of its rows, in this order; empty for everything.
    cycle
        The test cycle that alone is shown of a spec where either states it, "" for all.
    locale
        The locale of its words, numbers and dates, such as "de"; "" for English.
    house
        The house style, None for that of evspec.
    better
        Which end of a spec is the better one, where that was asked for, by the specs' keys.
    layout
        What its table shows: ``rows``, ``only_differences``, ``notes``, ``each_pair`` and ``words``, as
        they were asked for.
    rows
        Every row of either that was asked for, in the order asked for.
    """

    old: Vehicle
    new: Vehicle
    units: UnitChoice = METRIC
    specs: tuple[str, ...] = field(default=(), kw_only=True)
    cycle: str = field(default="", kw_only=True)
    locale: str = field(default="", kw_only=True)
    house: HouseStyle | None = field(default=None, kw_only=True)
    layout: Layout = field(default=Layout("new"), kw_only=True)
    better: tuple[tuple[str, Better], ...] = field(default=(), kw_only=True)
    _chosen: tuple[tuple[str, str], ...] = field(default=(), alias="pairs", kw_only=True)
    _matchup: Matchup = field(init=False, eq=False)
    rows: tuple[Change, ...] = field(init=False, eq=False)

    @_matchup.default
    def _match(self) -> Matchup:
        return Matchup(self.old, self.new, self.units, dict(self.better), dict(self._chosen))

    @rows.default
    @said_in_own_locale
    def _compared(self) -> tuple[Change, ...]:
        asked = rows_asked_for(self.specs, rows_of(self.old, self.new))
        every = [(entry_of(self.old, row), entry_of(self.new, row)) for row in asked]
        stated = [(a, b) for a, b in every if a.selection is not None or b.selection is not None]
        changes = tuple([self._matchup.change(old, new) for old, new in stated])
        if not self.locale and self.house is None:
            return changes
        return tuple(evolve(change, locale=self.locale, house=self.house) for change in changes)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The rows that are not the same."""
        return tuple(change for change in self.rows if not change.verdict.is_same)

    def __getitem__(self, key: str) -> Change:
        """Return the first row of a spec, "range", or a single row, "range[cycle=EPA]".

        Raises
        ------
        UnknownSpec
            If there is no such spec; MissingClaim if neither vehicle states it.
        """
        check_type("a row", key, str, "the key of a spec, such as 'range'; .rows has all of them")
        found = next((change for change in self.rows if key in {change.row.key, change.spec.key}), None)
        if found is None:
            kind = MissingClaim if key in SPECS else UnknownSpec
            raise kind(f"no row {key!r} in this diff{did_you_mean(key, [one.spec.key for one in self.rows])}")
        return found

    #: Its rows are asked for by name; `rows` has all of them.
    __iter__: ClassVar[None] = None

    def __repr__(self) -> str:
        return f"<Diff {self.old.id} → {self.new.id}: {len(self.changes)} changes in {len(self.rows)} rows>"

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Which variant of the new vehicle takes the place of which of the old one, and why."""
        return self._matchup.pairs

    def paired(self) -> tuple[Diff, ...]:
        """Return the diff of each pair of variants, in the order of `pairs`.

        Examples
        --------
        >>> import evspec as ev
        >>> for pair in ev.diff("bmw/ix1/u11", "bmw/ix1/nb5").pairs:
        ...     print(pair.old, pair.new, pair.why, sep=" | ")
        BMW iX1 eDrive20 | BMW iX1 (entry-level) | one driven axle
        BMW iX1 xDrive30 | BMW iX1 (dual-motor) | same drivetrain
        """
        # their names tell them apart, which one title and two labels for all would not
        words = evolve(self.layout.words, title=None, labels=())
        layout = evolve(self.layout, words=words)
        return tuple(
            evolve(self, old=pair.old, new=pair.new, pairs=(), layout=layout)
            for pair in self.pairs
            if pair.old is not None and pair.new is not None
        )

    @property
    @said_in_own_locale
    def title(self) -> str:
        """What is compared: "BMW iX1: U11 → NB5", or the title that was asked for."""
        own = self.layout.words.title
        return title_of_two(self.old, self.new, self.names) if own is None else own

    @property
    @said_in_own_locale
    def names(self) -> tuple[str, str]:
        """The labels asked for, or the shortest names that tell the sides apart: "U11" and "NB5"."""
        old, new = self.layout.words.heads(names_of(self.old, self.new))
        return old, new

    @property
    def common_name(self) -> str:
        """What both sides are, beside their `names`: "BMW iX1"; "" if they share no name."""
        return common_name(self.old, self.new, self.names)

    @property
    def is_twice(self) -> bool:
        """Whether both sides are one vehicle, as known on two days."""
        return is_twice(*self._subjects)

    @property
    def _subjects(self) -> tuple[Subject, Subject]:
        return subject_of(self.old), subject_of(self.new)

    @said_in_own_locale
    def summary(self) -> str:
        """Return one paragraph in plain words on what changes, made from the rows and nothing else.

        Better and worse are told apart where the order is sure, what is out before what is expected
        or rumored; the rest is counted.

        Examples
        --------
        >>> import evspec as ev
        >>> old = ev.Variant.of("Old", range="400 km WLTP", dc_power="150 kW", power="150 kW")
        >>> new = ev.Variant.of("New", range="514 km WLTP", dc_power="130 kW", power="150 kW")
        >>> print(ev.diff(old, new).summary())
        From Old to New, 3 quantities can be compared, 1 of them the same. Better: range (WLTP) 400 km →
        514 km: longer, +114 km (+28 %). Worse: DC peak power 150 kW → 130 kW: lower, −20 kW (−13 %).
        """
        from evspec.comparison.summary import summarize

        pairs = sum(pair.old is not None and pair.new is not None for pair in self.pairs)
        return summarize(
            self._told(self._filled()), self._subjects, self.units, self.common_name, self.names, pairs
        )

    @said_in_own_locale
    def sentences(self) -> tuple[str, ...]:
        """Return a sentence for copy on each change that the table shows, in its order."""
        kept = kept_changes(self._told(self._filled()), self.layout, whole=bool(self.specs))
        return tuple(change.sentence() for change in kept if not change.verdict.is_same)

    @said_in_own_locale
    def to_table(self) -> Table:
        """Return the table: old, new, the new figure's status where that is not plain, and the change."""
        layout, names, words = self.layout, self.names, self.layout.words
        footnotes, sources = Footnotes(layout.notes, self.units, vehicles=2), SourceList()
        filling = self._filled()
        told = self._told(filling)
        kept = kept_changes(told, layout, whole=bool(self.specs))
        asides = rows_aside([c.row for c in self.rows], [c.row for c in kept])
        by_row = {change.row: change for change in self.rows}
        editions = tuple(edition_shown(change.entries[n] for change in kept) for n in (0, 1))
        rows = []
        for change in kept:
            others = [by_row[row] for row in asides.get(change.row, ())]
            rows.append(self._row(change, editions, footnotes, sources, others, filling[change.row]))
            rows += self._rows_of_pairs(change, sources) if layout.each_pair else []
        heads = *self._heads(editions), say("Status"), say("Change")
        columns = [
            Column(key, head) for key, head in zip(("old", "new", "status", "change"), heads, strict=True)
        ]
        made, notes = footnotes.settled(rows, columns)
        shown = {change.row for change in kept}
        left_out = sum(c.new is None for c in told if c.row not in shown)
        footer = list(footnotes.footer())
        if any(map(_leaves_open, kept)):
            footer.append((Span(say("n/s: not stated.")),))
        if left_out:
            footer.append((Span(left_out_of_diff(left_out, names[0], self.is_twice)),))
        if not self.rows:
            footer.append((Span(say("Nothing is stated of either by a source that counts.")),))
        elif not self.changes and not kept:
            footer.append((Span(say("What is stated is the same.")),))
        footer += [(Span(line),) for line in words.footer]
        caption = (
            units_in_words(self.units, [change.row for change in kept]),
            latest(self._subjects),
            say("“status” is that of the {name}'s figure", name=names[1])
            if any(row.cells[2].text for row in rows) and not self.is_twice
            else "",
        )
        table = Table(
            title=self.title,
            subtitle="; ".join(filter(None, caption)) if words.caption is None else words.caption,
            columns=made.columns,
            rows=ungrouped(made.rows),
            notes=notes,
            sources=footnotes.sources,
            footer=tuple(footer),
            data={"old": self.old.id, "new": self.new.id, "sources": sources.data},
            locale=self.locale,
            **manner_of(self.house),
        )
        return without_empty(table, "status")

    def _heads(self, editions: Sequence[str]) -> tuple[str, str]:
        """Return the headings of the sides, with the days of knowledge where those are two.

        A side that mixes editions says so.
        """
        old, new = self.names
        if self.old.id != self.new.id:
            old, new = map(headed, self.names, self._subjects, editions)
        first, second = self._subjects
        if first.as_of_date != second.as_of_date and not self.is_twice:
            old, new = f"{old}, {known_in_words(first)}", f"{new}, {known_in_words(second)}"
        old, new = self.layout.words.heads((old, new))
        return old, new

    def _row(
        self,
        change: Change,
        editions: Sequence[str],
        footnotes: Footnotes,
        sources: SourceList,
        asides: Sequence[Change],
        filling: Mapping[int, Entry],
    ) -> Row:
        cells, row = [], change.row
        head = self.layout.words.label_of(row, change.entries)
        shown = [filling.get(n, entry) for n, entry in enumerate(change.entries)]
        for n, (entry, other) in enumerate(zip(shown, self._subjects[::-1], strict=True)):
            own = self.layout.words.labels[n] if self.layout.words.labels else ""
            label = own or self.names[n]
            others = [aside.entries[n] for aside in asides if aside.row != entry.row]
            data = data_of(entry, self.units, sources)
            under = condition_beside(entry, row) if n in filling else ""
            text = text_of(entry, self.units, other, under=under)
            cell = Cell(text, data=data_beside(entry.row, data) if under else data)
            # what is said of a cell under another condition would be misread under the row's label
            told = self.layout.words.label_of(entry.row, [entry]) if under else head
            cells.append(footnotes.mark(cell, entry, others, editions[n], label, told))
        details = change.told_by_pair
        cells += [
            Cell(status_of(shown[1]) if shown[1].claim is not None else ""),
            Cell(
                self._unlike(change, filling) or change.words,
                mark=change.mark,
                data=change.data,
                details=details if len(details) > 1 else (),
            ),
        ]
        figures = apart(row, change.entries, cells[:2])
        return Row(row.key, head, group_of(row), (*figures, *cells[2:]))

    def _unlike(self, change: Change, filling: Mapping[int, Entry]) -> str:
        """Say that a side states a quantity under another condition, "" if neither does."""
        sides = [
            say("{side} states {conditions}", side=self.names[n], conditions=condition_beside(e, change.row))
            for n, e in filling.items()
        ]
        return say("{verdict}: {reason}", verdict=word("not comparable"), reason=sides[0]) if sides else ""

    def _filled(self) -> Mapping[QualifiedSpec, Mapping[int, Entry]]:
        """Return the rows that stand for what was asked for, each with what fills a side that is silent."""
        rows = of_cycle(self.rows, self.cycle)
        return filled(self.specs, {c.row: dict(enumerate(c.entries)) for c in rows}, self.cycle)

    def _told(self, filling: Mapping[QualifiedSpec, Mapping[int, Entry]]) -> list[Change]:
        return [change for change in of_cycle(self.rows, self.cycle) if change.row in filling]

    def _words_of(self, pair: PairVerdict, change: Change) -> str:
        return in_words(pair.verdict, change.spec, *(entry.subject for entry in pair.entries))

    def _rows_of_pairs(self, change: Change, sources: SourceList) -> list[Row]:
        """Return a row for each pair of variants that decides a row."""
        group = group_of(change.row)
        rows = []
        for pair in change.pairs:
            cells = [
                Cell(text_of(entry, self.units), data=data_of(entry, self.units, sources))
                for entry in pair.entries
            ]
            status = Cell(status_of(pair.entries[1]))
            told = Cell(
                self._words_of(pair, change), mark=mark_of(pair.verdict, pair.entries), data=pair.data
            )
            key = f"{change.row.key}:{pair.old.slug}:{pair.new.slug}"
            figures = apart(change.row, pair.entries, cells)
            rows.append(Row(key, f"· {pair.name}", group, (*figures, status, told)))
        return rows


def _leaves_open(change: Change) -> bool:
    """Whether the label of a row says that a condition is not stated."""
    conditions = (value for _, value in change.row.splits)
    return NOT_STATED in conditions or bool(unstated([entry.selection for entry in change.entries]))
