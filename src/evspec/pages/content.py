"""The data of a page: a comparison in every system of units, as written here, with the order of each row."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve

from evspec.comparison import Diff
from evspec.comparison.grid import Grid
from evspec.comparison.layout import Layout
from evspec.comparison.side_by_side import Comparison
from evspec.errors import EvspecError
from evspec.languages.speech import speaking, word
from evspec.measures import Measure
from evspec.pages.order import is_open, ranks
from evspec.specs import SPECS, SYSTEMS
from evspec.specs.figures import PER_LENGTH
from evspec.table.safety import safe_link, visible
from evspec.values import Curve, Span
from evspec.vehicles import entry_of
from evspec.wording.cells import condition_beside, stated
from evspec.wording.editions import edition_shown
from evspec.wording.notes import edition_note, note_of
from evspec.wording.sheet import rows_aside, units_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from evspec.claims import Entry, QualifiedSpec
    from evspec.comparison import Change
    from evspec.comparison.matchup import Matchup
    from evspec.measures.ends import End
    from evspec.specs import UnitChoice
    from evspec.table import JSON, Note

__all__ = ["MOST", "VERSION", "content"]

#: The version of the data; a page and its script are of one file, so that it is for other readers of them.
VERSION: Final = 1
#: As many vehicles a page has at most.
MOST: Final = 1000
#: Among so many vehicles each is held against every other; their number grows with the square.
_AGAINST: Final = 6

_Changes: TypeAlias = "Mapping[QualifiedSpec, Change]"


def content(compared: Comparison | Diff, *, bars: bool = False) -> dict[str, JSON]:
    """Return all that the script of a page shows, with each text once.

    Parameters
    ----------
    compared
        Vehicles side by side, or two of which the old one is the baseline.
    bars
        Whether figures have bars.

    Raises
    ------
    EvspecError
        If there are too many vehicles for a page.
    """
    with speaking(compared.locale, compared.house):
        return _Content(compared, bars=bars).data()


class _Texts(dict[str, int]):
    """Numbers texts; "" is 0. Control and bidi characters are shown as escapes, as in every format."""

    def __init__(self) -> None:
        super().__init__({"": 0})

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number

    @property
    def listed(self) -> list[JSON]:
        return [visible(text) for text in self]


class _Content:
    """Collects the data of one page."""

    def __init__(self, compared: Comparison | Diff, *, bars: bool) -> None:
        self._given = compared
        self._bars = bars
        self._all = whole = side_by_side(compared)
        if len(whole) > MOST:
            raise EvspecError(
                f"a page holds {MOST:,} vehicles at most, these are {len(whole):,}; choose some of them, "
                "such as those that catalog.find returns, or make a page for each make"
            )
        self._texts = _Texts()
        self._notes: dict[Note, int] = {}
        self._sources: dict[str, int] = {}
        own = whole.units
        self._systems = [
            own if own.system == name else evolve(own, system=name, chosen=(), alike=()) for name in SYSTEMS
        ]
        # what is decided for its table is not decided again for differences
        self._first = whole if own == self._systems[0] else evolve(whole, units=self._systems[0])
        self._grid = Grid(whole.vehicles, whole.rows, whole.cycle, words=whole.specs)
        self._entries = self._grid.entries
        # most of a table has no unit, or one that another system has, and costs as much again
        self._places = {row: self._told_by(row) for row in self._entries}
        self._table = self._first.to_table()
        self._lines = {row.key: row for row in self._table.rows}
        self._asides = rows_aside(self._entries, self._kept())
        self._editions = [
            edition_shown(self._entries[row][n] for row in self._kept() if n in self._entries[row])
            for n in range(len(whole))
        ]
        self._changes = self._against()

    def _told_by(self, row: QualifiedSpec) -> tuple[int, ...]:
        """Return, for each system of units, the place of the first that has a row's unit."""
        per_length = row.spec.kind == PER_LENGTH
        units = [SPECS["range"].unit(one) if per_length else row.unit(one) for one in self._systems]
        return tuple(map(units.index, units))

    def _own(self, place: int) -> list[QualifiedSpec]:
        """Return the rows that a system of units is the first to tell, which are all of the first one."""
        return [row for row, places in self._places.items() if places[place] == place]

    def _keys_of(self, rows: Iterable[QualifiedSpec]) -> tuple[str, ...]:
        """Return what asks for some of the rows; of rows of which one stands for all, the same has to."""
        asked = self._all.specs
        return asked if any("|" in word for word in asked) else tuple(row.key for row in rows)

    def _text(self, row: QualifiedSpec, n: int, place: int) -> int:
        """Return the text of a cell, which the table tells in its own units."""
        entry = self._grid.filled[row].get(n) or self._entries[row].get(n)
        if place == 0 or entry is None:
            return self._texts[self._lines[row.key].cells[n].text]
        under = "" if entry.row == row else condition_beside(entry, row)
        return self._texts[stated(entry, self._systems[place], under)]

    def _told(self, row: QualifiedSpec, make: Callable[[int], JSON]) -> JSON:
        """Return what is made for each system of units, or once what is the same in all, as ``{"": …}``."""
        places = self._places[row]
        made = {place: make(place) for place in dict.fromkeys(places)}
        if all(one == made[0] for one in made.values()):
            return made[0]
        return {"": [made[place] for place in places]}

    def data(self) -> dict[str, JSON]:
        """Return the data, JSON values only."""
        given, whole, texts = self._given, self._all, self._texts
        rows: list[JSON] = [self._row(row) for row in self._kept()]
        notes: list[JSON] = [
            [
                [texts[span.text], safe_link(span.href) or ""] if span.href else texts[span.text]
                for span in note.spans
            ]
            for note in self._notes
        ]
        named = zip(_keys(whole), self._table.columns, strict=True)
        layout = given.layout
        return {
            "version": VERSION,
            "title": visible(whole.title),
            "language": whole.locale.replace("_", "-"),
            "units": [[units.system, visible(self._caption(units))] for units in self._systems],
            "system": whole.units.system,
            "vehicles": [[key, visible(head.label)] for key, head in named],
            "bases": [*sorted({base for base, _ in self._changes[0]})],
            "base": given.baseline if not isinstance(given, Diff) else 0,
            "bars": self._bars,
            "shared": layout.rows == "shared",
            "differences": layout.only_differences,
            "lines": layout.transpose,
            "rows": rows,
            "notes": notes,
            "sources": [self._source(id_) for id_ in self._sources],
            "texts": texts.listed,
        }  # fmt: skip

    def _caption(self, units: UnitChoice) -> str:
        """Return the first table's caption in another system of units."""
        rows = self._kept()
        first, own = units_in_words(self._systems[0], rows), units_in_words(units, rows)
        return self._table.subtitle.replace(first, own, 1)

    def _kept(self) -> list[QualifiedSpec]:
        """Return the rows of the tables, which are the same in all systems of units."""
        by_key = {row.key: row for row in self._entries}
        return [by_key[row.key] for row in self._table.rows]

    def _row(self, row: QualifiedSpec) -> dict[str, JSON]:
        entries = self._entries[row]
        order = ranks(entries)
        same: dict[object, int] = {}
        first = self._lines[row.key]
        cells: list[JSON] = [
            self._cell(row, entries.get(n), n, order.get(n), same) for n in range(len(self._all))
        ]
        return {
            "key": row.key,
            "label": visible(first.label),
            "group": self._texts[first.group],
            "lowest": int(row.spec.is_led_by_lowest),
            "cells": cells,
            **({"apart": 1} if self._bars and any("unlike" in cell.data for cell in first.cells) else {}),
            **self._curves(entries),
        }

    def _curves(self, entries: Mapping[int, Entry]) -> dict[str, JSON]:
        """Return the points of charging curves, in percent and kW, for a chart."""
        curves: dict[int, JSON] = {
            n: [[soc, power] for soc, power in entry.value.points]
            for n, entry in entries.items()
            if isinstance(entry.value, Curve)
        }
        return {"curves": [curves.get(n, 0) for n in range(len(self._all))]} if curves else {}

    def _cell(
        self,
        row: QualifiedSpec,
        entry: Entry | None,
        n: int,
        order: list[int] | None,
        same: dict[object, int],
    ) -> JSON:
        """Return a cell, 0 for one of which there is nothing to say.

        Its text; its notes; what was printed; its status; its sources; how it lies; its numbers in each
        system of units; a number that those of the row share that say the same; whether it is the best;
        what comes of it against others; and 1 where only some of several versions state it.
        """
        first = self._lines[row.key].cells[n]
        asides = [self._entries[aside][n] for aside in self._asides.get(row, ()) if n in self._entries[aside]]
        if entry is None and not (first.data or asides):
            return 0
        texts = self._texts
        # what fills the cell from another row has no place in the order of this one
        instead = first.data.get("instead")
        told = instead if isinstance(instead, dict) else first.data
        printed, status, listed = (told.get(name) for name in ("printed", "status", "sources"))
        sources: list[JSON] = [
            self._sources.setdefault(id_, len(self._sources))
            for id_ in (listed if isinstance(listed, list) else ())
            if isinstance(id_, str)
        ]
        noted = entry or self._entry_of(row, n, instead)
        notes = self._told(row, lambda place: self._notes_on(noted, n, place))
        if not (first.data or notes):
            return 0
        alike: object = n
        if entry is not None and entry.value is not None and not is_open(entry):
            alike = entry.value, entry.supporting[0].qualifiers.pairs, entry.partial
        return [
            self._told(row, lambda place: self._text(row, n, place)),
            notes,
            texts[str(printed)] if printed else 0,
            texts[word(str(status))] if status else 0,
            sources,
            list(order) if order is not None else 0,
            self._told(row, lambda place: self._numbers(entry, place)) if entry and order else 0,
            same.setdefault(alike, len(same)),
            int(first.mark == "best"),
            {} if entry is None else self._differences(entry, n),
            *([1] if entry is not None and entry.partial else []),
        ]  # fmt: skip

    def _entry_of(self, row: QualifiedSpec, n: int, instead: JSON) -> Entry:
        """Return what a vehicle states in the row that a cell is filled from, else in its own: nothing."""
        key = instead.get("row") if isinstance(instead, dict) else None
        found = next((entries.get(n) for other, entries in self._entries.items() if other.key == key), None)
        return found or entry_of(self._all.vehicles[n], row)

    def _notes_on(self, entry: Entry, n: int, place: int) -> list[JSON]:
        """Return what there is to say of one cell, whole: a reader sees it apart from the table."""
        units = evolve(self._systems[place], numbers=())
        asides = (self._entries[row].get(n) for row in self._asides.get(entry.row, ()))
        own = note_of(entry, units, [aside for aside in asides if aside is not None])
        aged = edition_note(entry, self._editions[n])
        return [self._notes.setdefault(note, len(self._notes)) for note in (own, aged) if note is not None]

    def _numbers(self, entry: Entry, place: int) -> list[JSON]:
        """Return the unit of a figure and between which numbers of it that lies, for a filter."""
        value = entry.meant(self._systems[place])
        if not isinstance(value, Measure | Span):
            return []
        interval = value.interval()
        about = interval.about
        ends: list[JSON] = [
            _number(interval.lower, low=about), _number(interval.upper, high=about),
        ]  # fmt: skip
        return [self._texts[interval.unit], *ends, interval.cycle or ""]

    def _against(self) -> list[dict[tuple[int, int], _Changes]]:
        """Return, for each system of units, what comes of each vehicle against each other, row by row."""
        given, whole = self._given, self._all
        if isinstance(given, Diff):
            # it knows which variants were to be paired
            return [
                {(0, 1): {change.row: change for change in self._rows_of(given, place)}}
                for place in range(len(self._systems))
            ]
        places = range(len(whole)) if len(whole) <= _AGAINST else ()
        matchups = {sides: self._first._matchup(*sides) for sides in permutations(places, 2)}
        return [
            {
                (old, new): self._held_against(
                    old, new, matchup.in_units(units) if place else matchup, self._own(place)
                )
                for (old, new), matchup in matchups.items()
            }
            for place, units in enumerate(self._systems)
        ]

    def _rows_of(self, given: Diff, place: int) -> Sequence[Change]:
        """Return the rows of a diff that a system of units is the first to tell."""
        units, own = self._systems[place], self._own(place)
        if place == 0:
            return given.rows if units == given.units else evolve(given, units=units).rows
        return evolve(given, units=units, specs=self._keys_of(own)).rows if own else ()

    def _held_against(self, old: int, new: int, matchup: Matchup, rows: Iterable[QualifiedSpec]) -> _Changes:
        return {
            row: matchup.change(entries[old], entries[new])
            for row in rows
            if all(n in (entries := self._entries[row]) and entries[n].value is not None for n in (old, new))
        }

    def _differences(self, entry: Entry, new: int) -> dict[str, JSON]:
        """Return what comes of a figure against that of each other vehicle: its words, mark and pairs."""
        found: dict[str, JSON] = {}
        for (old, against), by_row in self._changes[0].items():
            if against != new or entry.row not in by_row:
                continue
            first = by_row[entry.row]
            if first.old is None or first.new is None:
                continue
            found[str(old)] = self._in_words(entry.row, first, (old, new))
        return found

    def _in_words(self, row: QualifiedSpec, first: Change, sides: tuple[int, int]) -> JSON:
        """Return the words of a change, its mark, and those of its pairs if it has several."""
        texts = self._texts
        told = {place: self._changes[place][sides][row] for place in set(self._places[row])}
        words = self._told(row, lambda place: texts[told[place].words])
        if len(first.pairs) < 2:
            return [words, first.mark]
        pairs = self._told(row, lambda place: [texts[line] for line in told[place].told_by_pair])
        return [words, first.mark, pairs]

    def _source(self, id_: str) -> list[JSON]:
        """Return publisher, title, address and date of a source."""
        every = self._table.data["sources"]
        source = every.get(id_) if isinstance(every, dict) else None
        told = source if isinstance(source, dict) else {}
        publisher, title, address, date = (
            str(told.get(name) or "") for name in ("publisher", "title", "address", "date")
        )
        return [visible(publisher), visible(title), safe_link(address) or "", visible(date)]


def side_by_side(compared: Comparison | Diff) -> Comparison:
    """Return all that two or more vehicles state, in the order of tables, whatever the table hides."""
    layout = compared.layout
    if isinstance(compared, Diff):
        words = evolve(layout.words, title=compared.title, labels=compared.names)
        return Comparison(
            (compared.old, compared.new), compared.units, specs=compared.specs, cycle=compared.cycle,
            better=compared.better, locale=compared.locale, house=compared.house,
            layout=Layout("all", notes=False, words=words),
        )  # fmt: skip
    # notes are told of each cell alone
    whole = evolve(layout, rows="all", only_differences=False, transpose=False, notes=False, best=True)
    made = evolve(compared, layout=whole, baseline=None)
    # the same vehicles in the same units: what one table decides holds for the other
    made._matchups.update(compared._matchups)
    made._won.update(compared._won)
    return made


def _keys(compared: Comparison) -> list[str]:
    """Return a name for each vehicle by which a link finds it: its id, with a number if there are several."""
    ids = [vehicle.id for vehicle in compared.vehicles]
    counts = Counter(ids)
    return [id_ if counts[id_] == 1 else f"{id_}#{n}" for n, id_ in enumerate(ids, 1)]


def _number(end: End | None, *, low: bool = False, high: bool = False) -> float | None:
    """Return an end as a number; of what is only "about", where that may reach."""
    if end is None:
        return None
    over, under = end.low if low else end.high if high else end.value
    return float(f"{over / under:.10g}")
