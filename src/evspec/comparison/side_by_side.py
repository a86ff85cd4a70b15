"""Several vehicles side by side, one row per comparable quantity."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from itertools import combinations, starmap
from typing import TYPE_CHECKING

from attrs import field, frozen

from evspec.claims import QualifiedSpec, SourceList
from evspec.claims.asked import rows_asked_for
from evspec.comparison.baseline import held_against
from evspec.comparison.best import best_of
from evspec.comparison.footers import left_out_of_comparison
from evspec.comparison.grid import Grid
from evspec.comparison.heads import heads_of, title_of
from evspec.comparison.layout import Layout, ungrouped
from evspec.comparison.matchup import Matchup, pairs_decide
from evspec.comparison.merging import untils
from evspec.comparison.verdict import verdict
from evspec.errors import MissingClaim, UnknownSpec, check_type, did_you_mean
from evspec.languages.speech import said_in_own_locale, say
from evspec.specs import METRIC, SPECS, HouseStyle, UnitChoice
from evspec.table import Cell, Column, Row, Span, Table, Tabular
from evspec.vehicles import (
    Generation,
    Vehicle,
    entry_of,
    rows_of,
    subject_of,
)  # fmt: skip
from evspec.wording.cells import ABSENT, apart, cell_of
from evspec.wording.editions import edition_shown, headed
from evspec.wording.footnotes import Footnotes
from evspec.wording.sheet import group_of, latest, manner_of, rows_aside, units_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evspec.claims import Claim, Entry
    from evspec.comparison.facts import Verdict
    from evspec.comparison.layout import Shown
    from evspec.specs import Better
    from evspec.table.document import Mark

__all__ = ["Comparison"]

_EMPTY = Cell(ABSENT)


@frozen(repr=False)
class Comparison(Tabular):
    """Vehicles side by side.

    Attributes
    ----------
    vehicles
        The columns.
    units
        The system of units: "metric", "us" or "uk".
    locale
        The locale of its words, numbers and dates, such as "de"; "" for English.
    house
        The house style, None for that of evspec.
    specs
        Keys, groups or patterns of what the table shows, in this order; empty for everything.
    cycle
        The test cycle that alone is shown of a spec where any of the vehicles states it, "" for all.
    better
        Which end of a spec is the better one, where that was asked for, by the specs' keys.
    baseline
        The place of the column against which the others are held, None for none.
    layout
        What its table shows: ``rows``, ``only_differences``, ``notes``, ``best``, ``transpose`` and
        ``words``, as they were asked for.
    lasts
        For each column the last vehicle that it stands for; empty if none are merged.
    """

    vehicles: tuple[Vehicle, ...]
    units: UnitChoice = METRIC
    locale: str = field(default="", kw_only=True)
    house: HouseStyle | None = field(default=None, kw_only=True)
    specs: tuple[str, ...] = field(default=(), kw_only=True)
    cycle: str = field(default="", kw_only=True)
    better: tuple[tuple[str, Better], ...] = field(default=(), kw_only=True)
    baseline: int | None = field(default=None, kw_only=True)
    layout: Layout = field(default=Layout("shared"), kw_only=True)
    lasts: tuple[Vehicle, ...] = field(default=(), kw_only=True)

    @cached_property
    def rows(self) -> tuple[QualifiedSpec, ...]:
        """Every row that was asked for and that any of the vehicles states, in the order asked for."""
        return rows_asked_for(self.specs, rows_of(*self.vehicles))

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(vehicle.id for vehicle in self.vehicles)}>"

    def __len__(self) -> int:
        return len(self.vehicles)

    def __iter__(self) -> Iterator[Vehicle]:
        return iter(self.vehicles)

    def __getitem__(self, key: str) -> tuple[Claim | None, ...]:
        """Return what each vehicle states of a spec in one row, None for nothing: never unlike cycles.

        Parameters
        ----------
        key
            A spec's key, "range", for the first of its rows that the table shows; or that of a single row,
            "range[cycle=EPA]".

        Raises
        ------
        UnknownSpec
            If there is no such spec; MissingClaim if none of the vehicles states it.
        """
        check_type("a row", key, str, "the key of a spec, such as 'range'; .vehicles has the cars")
        asked = [row for row in self.rows if key in {row.key, row.spec.key}]
        if not asked:
            known = list(dict.fromkeys(row.spec.key for row in self.rows))
            kind = MissingClaim if key in SPECS else UnknownSpec
            raise kind(f"no row {key!r} in this comparison{did_you_mean(key, known)}")
        grid = Grid(self.vehicles, tuple(asked), self.cycle, words=self.specs)
        shown = grid.rows(self.layout.rows, whole=bool(self.specs)) or grid.rows("all", whole=True)
        named = [row for row in shown if row.key == key] or shown or asked
        return tuple(entry_of(vehicle, named[0]).claim for vehicle in self.vehicles)

    def best(self, row: QualifiedSpec) -> tuple[bool, ...]:
        """Tell for each vehicle whether it is surely the best of the row.

        It is ahead of every other by the verdict that a diff of the two gives. Ties are shared. Only
        figures that are out (official, measured, reported) can win, and only against figures under
        stated conditions; if the best is merely expected, none is.
        """
        check_type("a row", row, QualifiedSpec, "a QualifiedSpec, such as claim.row")
        winners = self._winners(row, {n: entry_of(vehicle, row) for n, vehicle in enumerate(self.vehicles)})
        return tuple(n in winners for n in range(len(self.vehicles)))

    def _winners(self, row: QualifiedSpec, entries: Mapping[int, Entry]) -> frozenset[int]:
        """Return which are the best of a row, which is found out once."""
        if row not in self._won:
            self._won[row] = self._won_by(entries)
        return self._won[row]

    def _won_by(self, entries: Mapping[int, Entry]) -> frozenset[int]:
        better = dict(self.better)

        def verdict_on(old: int, new: int) -> Verdict:
            if self._related_pairs_decide:
                return self._matchup(old, new).change(entries[old], entries[new]).verdict
            # who is ahead, whatever by how much
            return verdict(entries[old], entries[new], None, better)

        return best_of(entries, verdict_on, better, decided_by_ends=not self._related_pairs_decide)

    def _best(self, row: QualifiedSpec, grid: Grid) -> frozenset[int]:
        """Return which are marked as the best of a row; none where one is filled under another condition."""
        is_marked = self.layout.best and not grid.filled[row]
        return self._winners(row, grid.entries[row]) if is_marked else frozenset()

    def _matchup(self, old: int, new: int) -> Matchup:
        """Return two of the vehicles held against each other; their pairs are looked for once."""
        found = self._matchups.get((old, new))
        if found is None:
            sides = self.vehicles[old], self.vehicles[new]
            found = self._matchups[old, new] = Matchup(*sides, self.units, dict(self.better))
        return found

    @cached_property
    def _won(self) -> dict[QualifiedSpec, frozenset[int]]:
        return {}

    @cached_property
    def _matchups(self) -> dict[tuple[int, int], Matchup]:
        return {}

    @cached_property
    def _related_pairs_decide(self) -> bool:
        """Whether some two of the vehicles are generations whose variants decide."""
        whole = [vehicle for vehicle in self.vehicles if isinstance(vehicle, Generation)]
        return any(starmap(pairs_decide, combinations(whole, 2)))

    @property
    @said_in_own_locale
    def title(self) -> str:
        """What is compared: "BMW iX1 U11 and iX3 NA5", or the title that was asked for."""
        own = self.layout.words.title
        return title_of(self.vehicles, untils(self.vehicles, self.lasts)) if own is None else own

    @cached_property
    @said_in_own_locale
    def names(self) -> tuple[str, ...]:
        """What each vehicle is called in the table: the label asked for, or what tells it from the others."""
        return self.layout.words.heads(heads_of(self.vehicles, untils(self.vehicles, self.lasts)))

    def interactive(self) -> Shown:
        """Return the comparison as a page, which a notebook shows in a frame: to sort, filter and copy from.

        Where frames or scripts are not shown it is the table.
        """
        # a page is made of comparisons, which know nothing of it: it is looked up when it is asked for
        shown: Shown = import_module("evspec.pages").page(self)
        return shown

    @said_in_own_locale
    def to_table(self) -> Table:
        """Return the table with a column for each vehicle."""
        layout = self.layout
        footnotes, sources = Footnotes(layout.notes, self.units, len(self)), SourceList()
        grid = Grid(self.vehicles, self.rows, self.cycle, layout.only_differences, self.specs)
        entries, asked = grid.entries, bool(self.specs)
        kept = dict.fromkeys(grid.rows(layout.rows, whole=asked))
        asides = rows_aside(entries, kept)
        editions = [
            edition_shown(entries[row][n] for row in kept if n in entries[row])
            for n in range(len(self.vehicles))
        ]
        rows = [self._row(row, grid, editions, footnotes, sources, asides.get(row, ())) for row in kept]
        left_out = sum(
            len(grid.values(row)) == 1 and row not in kept for row in grid.rows("all", whole=asked)
        )
        subjects = [subject_of(vehicle) for vehicle in self.vehicles]
        words = layout.words
        heads = words.heads(list(map(headed, self.names, subjects, editions)))
        against = (
            "" if self.baseline is None else say("in parentheses: against {name}", name=heads[self.baseline])
        )
        columns = [
            Column(f"{n}:{vehicle.id}", head)
            for n, (vehicle, head) in enumerate(zip(self.vehicles, heads, strict=True), 1)
        ]
        made, notes = footnotes.settled(rows, columns)
        caption = "; ".join(filter(None, (units_in_words(self.units, kept), latest(subjects), against)))
        table = Table(
            title=self.title,
            subtitle=caption if words.caption is None else words.caption,
            columns=made.columns,
            rows=ungrouped(made.rows),
            notes=notes,
            sources=footnotes.sources,
            footer=(*footnotes.footer(), *self._footer(grid, kept, left_out), *words.footer),
            data={"vehicles": [vehicle.id for vehicle in self.vehicles], "sources": sources.data},
            locale=self.locale,
            **manner_of(self.house),
        )
        return table.transposed() if layout.transpose else table

    def _footer(
        self, grid: Grid, kept: Mapping[QualifiedSpec, None], left_out: int
    ) -> list[tuple[Span, ...]]:
        """Say what a reader should know of the table as a whole."""
        lines = []
        if grid.is_empty:
            lines.append(
                say("Nothing of what was asked for is stated of them by a source that counts.")
                if self.specs
                else say("Nothing is stated of them by a source that counts.")
            )
        elif not kept and not left_out:
            lines.append(say("What is stated is the same."))
        open_ = list(filter(grid.is_open, kept))
        if open_:
            starred = any(self._best(row, grid) for row in open_)
            lines.append(
                say("n/s: not stated, so best only within one source.")
                if starred
                else say("n/s: not stated, so never marked best.")
            )
        if left_out:
            layout = self.layout
            lines.append(left_out_of_comparison(left_out, in_columns=layout.transpose))
        return [(Span(line),) for line in lines]

    def _row(
        self,
        row: QualifiedSpec,
        grid: Grid,
        editions: Sequence[str],
        footnotes: Footnotes,
        sources: SourceList,
        asides: Sequence[QualifiedSpec],
    ) -> Row:
        entries, filling = grid.entries, grid.filled[row]
        own = entries[row]
        best = self._best(row, grid)
        cells = [_EMPTY] * len(self.vehicles)
        label = self.layout.words.label_of(row, own.values())
        for n, vehicle in enumerate(self.vehicles):
            entry = filling.get(n) or own.get(n)
            others = [entries[aside][n] for aside in asides if n in entries[aside]]
            if entry is not None or others:
                others = [other for other in others if other is not entry]
                entry = entry or entry_of(vehicle, row)
                mark: Mark = "best" if n in best else ""
                cell = cell_of(entry, self.units, sources, mark, row)
                # what is said of a cell under another condition would be misread under the row's label
                told = self.layout.words.label_of(entry.row, [entry]) if n in filling else label
                cells[n] = footnotes.mark(cell, entry, others, editions[n], self.names[n], told)
        first = None if self.baseline is None else own.get(self.baseline)
        if first is not None and self.baseline is not None:
            for n, entry in own.items():
                if n != self.baseline and n not in filling:
                    cells[n] = held_against(cells[n], self._matchup(self.baseline, n).change(first, entry))
        return Row(row.key, label, group_of(row), apart(row, own.values(), cells))
