"""What the tables and lists of a text say: of which version, under which label, in which unit."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from evspec.articles.cell_claims import Cells
from evspec.articles.figure_claims import Found
from evspec.articles.labels import Labels
from evspec.articles.layout import Sentence
from evspec.articles.proposals import Cue, Doubt, Untaken
from evspec.articles.tables import grids_in
from evspec.articles.words import tokens
from evspec.languages.speech import Phrase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from evspec.articles.figures import Figure
    from evspec.articles.labels import Label
    from evspec.articles.scene import Scene
    from evspec.articles.tables import Cell, Grid

__all__ = ["Tables", "tables_of"]

#: A line of more words is no caption.
_CAPTION: Final = 20
_UNKNOWN_LABEL: Final = Phrase("a label that is no spec")


@frozen
class Tables:
    """What the tables of a text say.

    Attributes
    ----------
    found
        The claims.
    untaken
        What became none, each label once.
    spans
        The characters of each table, which are no prose.
    """

    found: tuple[Found, ...] = ()
    untaken: tuple[Untaken, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def has(self, place: int) -> bool:
        """Tell whether a character stands in a table."""
        return _within(self.spans, place)


def tables_of(scene: Scene, figures: Sequence[Figure], said: dt.date | None) -> Tables:
    """Return what the tables and lists of a text say."""
    text = scene.article.text
    if "|" not in text and "\t" not in text and ":" not in text and "\n" not in text:
        return Tables()
    labels = Labels(scene.article.words)
    grids = grids_in(scene.article, labels)
    found: list[Found] = []
    untaken: list[Untaken] = []
    spans = []
    starts = [one.start for one in figures]
    for grid in grids:
        own = figures[bisect_left(starts, grid.start) : bisect_left(starts, grid.end)]
        table = _Table(scene, grid, labels, Cells(scene, grid, labels, own, said))
        if not table.is_one:
            continue
        spans.append((grid.start, grid.end))
        claims = list(table.claims())
        found += claims
        untaken += table.untaken.values()
        told = sorted([*table.told, *((one.start, one.end) for one in claims)])
        untaken += [
            Untaken(one.text, one.start, one.end, Phrase("its label is of something else"))
            for one in own
            if not _within(told, one.start)
        ]
    return Tables(tuple(found), tuple(untaken), tuple(spans))


@frozen(eq=False)
class _Table:
    """One table, read.

    Attributes
    ----------
    scene, grid, labels
        The text, the table in it, the labels of its language.
    cells
        What its cells say.
    untaken
        The labels that are no specs.
    told
        The characters of its labels, and of the rows whose label was reported.
    """

    scene: Scene
    grid: Grid
    labels: Labels
    cells: Cells
    untaken: dict[str, Untaken] = field(factory=dict)
    told: list[tuple[int, int]] = field(factory=list)

    @cached_property
    def _counts(self) -> list[int]:
        """How many labels of specs stand in each column."""
        rows, width = self.grid.rows, self.grid.width
        return [
            sum(bool(self.cells.label_of(row[n]).keys) for row in rows if n < len(row)) for n in range(width)
        ]

    @cached_property
    def _on_top(self) -> int:
        """How many labels of specs stand in the first row."""
        rows = self.grid.rows
        return sum(bool(self.cells.label_of(cell).keys) for cell in rows[0]) if len(rows) > 1 else 0

    @property
    def is_one(self) -> bool:
        """Whether any label is of a spec, or only names a condition of what its heading is of."""
        below = any(self.labels.of(row[0].text).only_conditions for row in self.grid.rows)
        return max(*self._counts, self._on_top) > 0 or below

    def claims(self) -> Iterator[Found]:
        """Yield what it says, row by row."""
        most = max(self._counts)
        if self._on_top > most and self.grid.width > 2:
            yield from self._below_heads()
        else:
            yield from self._beside_labels(self._counts.index(most))

    def _beside_labels(self, side: int) -> Iterator[Found]:
        """Yield the claims of a table with a label at the side of each row and a version per column."""
        heads: dict[int, tuple[tuple[str, ...], tuple[Doubt, ...]]] = {}
        above: Cell | None = None
        for number, row in enumerate(self.grid.rows):
            if len(row) < 2:
                above = row[0]
                continue
            cells = dict(enumerate(row))
            label = cells.pop(min(side, len(row) - 1))
            told = self.cells.label_of(label)
            named = {n: self._named(cell) for n, cell in cells.items()}
            if number < self.grid.head or (not told.keys and any(ids for ids, _ in named.values())):
                own = self._with_doubts(named, cells)
                # the second of two heads may have the units only
                heads = {n: one if one[0] else heads.get(n, one) for n, one in own.items()}
                if len(cells) == 1 and not any(ids for ids, _ in heads.values()):
                    # "Value" above the one column names no version
                    heads = {}
                self.told.extend([(cell.start, cell.end) for cell in row])
                continue
            if len({cell.text for cell in row}) == 1 and self.grid.width > 2:
                above = label
                continue
            if told.only_conditions:
                told = self._under(told, above)
            self.told.append((label.start, label.end))
            if not told.keys:
                self._report(label, row)
                continue
            for n, cell in cells.items():
                ids, doubts = heads.get(n) or (self._above, ())
                yield from self._of_cell(cell, told, (label,), ids, doubts, (row[0].start, row[-1].end))

    @cached_property
    def _above(self) -> tuple[str, ...]:
        """The one vehicle that the line above a list names, none if it names none or several."""
        first, past = (self.scene.article.token_at(place) for place in self.grid.caption)
        ids = {one.id for one in self.scene.mentions_between(first, past) if one.id}
        return tuple(ids) if len(ids) == 1 and past - first <= _CAPTION else ()

    def _below_heads(self) -> Iterator[Found]:
        """Yield the claims of a table with labels at its head and a version per row."""
        rows = self.grid.rows
        count = max(1, self.grid.head)
        heads: list[tuple[Cell, ...]] = []
        for n in range(self.grid.width):
            named = {row[n].text: row[n] for row in rows[:count] if n < len(row) and row[n].text}
            heads.append(tuple(named.values()))
        told = [self._joined(column) for column in heads]
        self.told.extend([(cell.start, cell.end) for column in heads for cell in column])
        for n, (column, label) in enumerate(zip(heads, told, strict=True)):
            if column and n > 0 and not label.keys:
                self._report(column[-1], [row[n] for row in rows[count:] if n < len(row)])
        for row in rows[count:]:
            ids, doubts = self._with_doubts({0: self._named(row[0])}, {0: row[0]})[0]
            for cell in row[1:] if not ids or doubts else ():
                whole, _ = self._named(cell, is_whole=True)
                ids, doubts = (whole, ()) if whole and not ids else (ids, doubts)
            for n, cell in enumerate(row[: len(told)]):
                if told[n].keys:
                    span = row[0].start, row[-1].end
                    yield from self._of_cell(cell, told[n], heads[n], ids, doubts, span)

    def _joined(self, column: Sequence[Cell]) -> Label:
        return self.labels.of(" ".join(cell.text for cell in column))

    def _under(self, told: Label, above: Cell | None) -> Label:
        """Return a label that names conditions only as one of what the heading above it is of."""
        from attrs import evolve

        text = above.text if above is not None else self.scene.article.text[slice(*self.grid.caption)]
        over = self.labels.of(text) if len(text) <= 100 else told
        return evolve(over, qualifiers={**over.qualifiers, **told.qualifiers})

    def _report(self, label: Cell, cells: Sequence[Cell]) -> None:
        """Tell of a label that is no spec, once."""
        self.told.extend([(cell.start, cell.end) for cell in cells])
        if label.text and label.text not in self.untaken and any(cell.text for cell in cells):
            self.untaken[label.text] = Untaken(label.text, label.start, label.end, _UNKNOWN_LABEL)

    def _named(self, cell: Cell, *, is_whole: bool = False) -> tuple[tuple[str, ...], bool]:
        """Return the vehicles that a cell names, and whether it leaves no doubt about them."""
        first, past = self.cells.tokens_of(cell)
        garage, main = self.scene.garage, self.scene.main
        mentions = self.scene.mentions_between(first, past)
        if mentions and not is_whole:
            return tuple(dict.fromkeys(one.id for one in mentions if one.id)), all(
                one.sure for one in mentions
            )
        model = "/".join(main.lstrip("?").split("/")[:2])
        words = tuple(token.word for token in tokens(cell.text))
        own = [id_ for spelled, id_ in garage.versions(model) if spelled == words] if words else []
        own = [id_ for id_ in own if id_.startswith(f"{main}/")] or own
        if own or is_whole:
            return tuple(own[:1]), True
        hits = self.scene.article.hits_in(first, past, "generation")
        if hits and len(words) <= 3 and garage.models.get(model):
            is_old = hits[0].meaning in {"current", "predecessor"}
            return (garage.current(model) if is_old else garage.newest(model),), True
        return (), True

    def _with_doubts(
        self, named: dict[int, tuple[tuple[str, ...], bool]], cells: dict[int, Cell]
    ) -> dict[int, tuple[tuple[str, ...], tuple[Doubt, ...]]]:
        """Return the vehicles of each column or row, and what is doubtful in them."""
        found: dict[int, tuple[tuple[str, ...], tuple[Doubt, ...]]] = {}
        for n, (ids, sure) in named.items():
            doubts: tuple[Doubt, ...] = ()
            if any(id_.startswith("?") for id_ in ids):
                doubts = (Doubt("vehicle", Phrase("the catalog has no such car")),)
            elif ids and not sure:
                doubts = (Doubt("vehicle", Phrase("the text does not say which generation")),)
            elif not ids and cells[n].text:
                words = Phrase("the catalog has no version “{name}”", name=cells[n].text)
                doubts = (Doubt("version", words),)
            found[n] = ids, doubts
        return found

    def _of_cell(
        self,
        cell: Cell,
        label: Label,
        heads: Sequence[Cell],
        ids: tuple[str, ...],
        doubts: tuple[Doubt, ...],
        row: tuple[int, int],
    ) -> Iterator[Found]:
        """Yield what one cell says; nothing of one that has no data."""
        for key, value, start, end, qualifiers, more in self.cells.said_in(cell, label):
            told = (*doubts, *more)
            yield self._found(cell, heads, key, value, start, end, qualifiers, told, ids, row)

    def _found(
        self,
        cell: Cell,
        heads: Sequence[Cell],
        key: str,
        value: object,
        start: int,
        end: int,
        qualifiers: dict[str, str],
        doubts: tuple[Doubt, ...],
        ids: tuple[str, ...],
        row: tuple[int, int],
    ) -> Found:
        first, past = self.cells.tokens_of(cell)
        # a label above its value is quoted with it
        is_above = len(heads) == 1 and "\n" in self.scene.article.text[heads[0].start : cell.start]
        is_above = is_above and row[0] == heads[0].start
        start_of, end_of = (self.scene.article.token_at(place) for place in row)
        sentence = Sentence(*row, start_of, end_of, -1, "body")
        return Found(
            key, value, qualifiers, heads[0].start if is_above else start, end, first, max(first, past - 1),
            sentence, tuple(Cue("value", one.start, one.end) for one in heads if one.text), doubts,
            vehicles=ids,
        )  # fmt: skip


def _within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Tell whether a character lies in one of some spans, which are in order and do not overlap."""
    at = bisect_left(spans, (place + 1,)) - 1
    return at >= 0 and spans[at][0] <= place < spans[at][1]
