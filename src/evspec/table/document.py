"""The neutral table document: what a table says, before any format is chosen.

It knows nothing of cars. A comparison or a vehicle describes itself as a `Table`, and one writer
per format reads that description once.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, Self, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from evspec.errors import DataError, EvspecError, Problem, ProblemCode
from evspec.languages.locales import checked_locale
from evspec.languages.speech import speech_of
from evspec.table.deferred import JSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evspec.languages.speech import Speech

__all__ = [
    "ALIGNMENTS", "BEST", "JSON", "KINDS", "MARKS", "Cell", "Column", "Note", "Row", "Span", "TableData",
    "bracketed", "digest_of", "letter", "letters", "runs", "without_empty",
]  # fmt: skip

Mark: TypeAlias = Literal["", "best", "better", "worse", "maybe-better", "maybe-worse", "changed"]
Align: TypeAlias = Literal["left", "right"]
Best: TypeAlias = Literal["star", "bold"]
T = TypeVar("T", bound="TableData")

MARKS: tuple[Mark, ...] = ("", "best", "better", "worse", "maybe-better", "maybe-worse", "changed")
#: What stands before a marked cell where letters alone are not enough; the best has a star behind it.
GLYPHS = {"better": "▲ ", "worse": "▼ ", "maybe-better": "△ ", "maybe-worse": "▽ "}
ALIGNMENTS: tuple[Align, ...] = ("left", "right")
#: How the best of a row is marked: bold with a star behind it, or bold alone where a format has that.
BEST: tuple[Best, ...] = ("star", "bold")

#: What a note tells of the cells that refer to it; "" of a table's own making.
Kind: TypeAlias = Literal["", "condition", "scope", "edition", "conflict", "doubt", "also"]
KINDS: tuple[Kind, ...] = ("", "condition", "scope", "edition", "conflict", "doubt", "also")


def letter(number: int) -> str:
    """Return the mark of a note: a to z, then aa, ab and so on, as columns of a sheet are named."""
    name = ""
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(ord("a") + place) + name
    return name


def letters(places: Iterable[int]) -> str:
    """Return the letters of notes by their places: "a,c", "" of none."""
    return ",".join(map(letter, places))


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return the numbers in order, those that follow one another together: [[1, 2, 3], [7]]."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def bracketed(numbers: Iterable[int]) -> str:
    """Return the numbers of sources as they are cited: "[1–3, 7]", "" of none."""
    told = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs(numbers)]
    return f"[{', '.join(told)}]" if told else ""


@frozen
class Span:
    """A run of text inside a note or footer line.

    Parameters
    ----------
    text
        The words, as data: every writer shows them literally.
    href
        Where they lead; writers make a link of http and https addresses only.
    cites
        The numbers of the sources that it cites; its text is then "[1–3, 7]".
    """

    text: str
    href: str | None = None
    cites: tuple[int, ...] = ()

    @classmethod
    def citing(cls, numbers: Iterable[int]) -> Span:
        """Return the span that cites sources."""
        listed = tuple(sorted(set(numbers)))
        return cls(bracketed(listed), cites=listed)


@frozen(cache_hash=True)
class Note:
    """A note or a source below the table, which cells refer to by its place, counted from 1.

    Notes are marked with letters, sources with numbers.

    Parameters
    ----------
    spans
        Its text, run by run; nothing is put between the runs.
    kind
        What it tells of a cell: "condition" (under what the figure holds), "scope" (of whom it speaks),
        "edition", "conflict" (others say otherwise), "doubt", "also" (what else is stated).
    """

    spans: tuple[Span, ...]
    kind: Kind = ""

    @property
    def text(self) -> str:
        """The note without its links."""
        return "".join(span.text for span in self.spans)


@frozen
class Cell:
    """One cell.

    Parameters
    ----------
    text
        What it says, without marks and note numbers; an absent value is ``"–"``.
    notes
        The places of its notes.
    mark
        "best", "better", "worse", "changed" or ""; "maybe-better" and "maybe-worse" where that is only
        rumored. The writers add a glyph where one is needed.
    data
        The value for programs: JSON values only (lists, not tuples), such as low, high,
        magnitude, unit, bound, status.
    title
        The long form of an abbreviated text.
    details
        What the text sums up, line by line, for formats in which a reader can open it.
    cites
        The numbers of its sources.
    """

    text: str
    notes: tuple[int, ...] = ()
    mark: Mark = ""
    data: Mapping[str, JSON] = field(factory=dict, hash=False)
    title: str = ""
    details: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()

    def referring(
        self, notes: tuple[int, ...], cites: tuple[int, ...] = (), details: tuple[str, ...] = ()
    ) -> Cell:
        """Return the cell with these notes, sources and details."""
        return Cell(self.text, notes, self.mark, self.data, self.title, details, cites)

    @property
    def refs(self) -> str:
        """What follows the text and its mark: the letters of its notes and the numbers of its sources."""
        return " ".join(filter(None, (letters(self.notes), bracketed(self.cites))))


@frozen
class Column:
    """A column of cells; the row labels form a column of their own, which is not listed.

    Parameters
    ----------
    key
        Its name for programs.
    label
        Its heading.
    align
        "left" or "right".
    notes
        The places of the notes on all that it states.
    """

    key: str
    label: str
    align: Align = "left"
    notes: tuple[int, ...] = ()

    @property
    def refs(self) -> str:
        """What follows the heading: the letters of its notes."""
        return letters(self.notes)


@frozen
class Row:
    """A row of cells under one label.

    Parameters
    ----------
    key
        Its name for programs.
    label
        Its heading, on the left.
    group
        The heading that neighboring rows share; "" for none.
    cells
        One cell for each of the table's columns.
    title
        The long form of the label.
    data
        More about the row for programs; JSON values only.
    notes
        The places of the notes on all that it states.
    """

    key: str
    label: str
    group: str
    cells: tuple[Cell, ...]
    title: str = ""
    data: Mapping[str, JSON] = field(factory=dict, hash=False)
    notes: tuple[int, ...] = ()

    @property
    def refs(self) -> str:
        """What follows the label: the letters of its notes."""
        return letters(self.notes)


def _lines(footer: Iterable[str | tuple[Span, ...]]) -> tuple[tuple[Span, ...], ...]:
    """Return the lines of a footer, each of which may be given as a text."""
    listed = (footer,) if isinstance(footer, str) else footer
    return tuple((Span(line),) if isinstance(line, str) else line for line in listed)


@frozen(repr=False)
class TableData:
    """What a table says, which is all that the writers read; `Table` tells of the fields.

    Raises
    ------
    DataError
        If a row has more or fewer cells than there are columns, or a cell an unknown mark, note or source.
    """

    title: str
    subtitle: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()
    footer: tuple[tuple[Span, ...], ...] = field(default=(), converter=_lines)
    stub: str = ""
    data: Mapping[str, JSON] = field(factory=dict, hash=False)
    locale: str = ""
    best: Best = "star"
    thousands: str | None = None
    sources: tuple[Note, ...] = ()

    def __attrs_post_init__(self) -> None:
        if problems := list(_problems(self)):
            raise DataError(problems)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.title!r}: {len(self.rows)} rows, {len(self.columns)} columns>"

    @property
    def legend(self) -> str:
        """What the marks of this table mean, and no others; it stands below the table."""
        marks = {cell.mark for row in self.rows for cell in row.cells}
        spoken = speech_of(self.locale)
        words = []
        if "best" in marks:
            words.append(self._best_in_words(spoken))
        words += [spoken.say("▲ better")] if "better" in marks else []
        words += [spoken.say("▼ worse")] if "worse" in marks else []
        if marks & {"maybe-better", "maybe-worse"}:
            words.append(spoken.say("△ and ▽: only rumored"))
        return ", ".join(words)

    def _best_in_words(self, spoken: Speech) -> str:
        is_turned = bool(self.data.get("transposed"))
        if self.best == "bold":
            of_row = spoken.say("bold: best in its row")
            return spoken.say("bold: best in its column") if is_turned else of_row
        return spoken.say("* best in its column") if is_turned else spoken.say("* best in its row")

    @property
    def star(self) -> str:
        """What stands behind the best of a row."""
        return "*" if self.best == "star" else ""

    @property
    def marks(self) -> tuple[str, str]:
        """What stands between the thousands of its numbers, and before decimals."""
        group, decimal = speech_of(self.locale).marks
        return group if self.thousands in {None, decimal} else self.thousands or "", decimal

    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield each run of neighboring rows with the heading they share."""
        for group, rows in groupby(self.rows, key=lambda row: row.group):
            yield group if group.strip() else "", list(rows)

    def transposed(self) -> Self:
        """Return the table with its rows as columns and its columns as rows; groups are left out.

        Its data say "transposed", unless it is turned back.
        """
        data = {key: value for key, value in self.data.items() if key != "transposed"}
        data |= {} if self.data.get("transposed") else {"transposed": True}
        return evolve(
            self,
            columns=tuple(Column(row.key, row.label, notes=row.notes) for row in self.rows),
            rows=tuple(
                Row(
                    column.key,
                    column.label,
                    "",
                    tuple(row.cells[at] for row in self.rows),
                    notes=column.notes,
                )
                for at, column in enumerate(self.columns)
            ),
            data=data,
        )


def without_empty(table: T, key: str) -> T:
    """Return a table without a column in which no cell says anything."""
    at = [column.key for column in table.columns].index(key)
    if any(row.cells[at].text for row in table.rows):
        return table
    rows = (evolve(row, cells=row.cells[:at] + row.cells[at + 1 :]) for row in table.rows)
    return evolve(table, columns=table.columns[:at] + table.columns[at + 1 :], rows=tuple(rows))


def digest_of(table: TableData) -> str:
    """Return ten characters that tell a table from others on the same page; equal tables have the same."""
    # which only what links within a page needs
    from hashlib import sha256

    digest = sha256()
    heads = (column.label for column in table.columns)
    rows = ("\1".join([row.label, *[cell.text for cell in row.cells]]) for row in table.rows)
    notes = (note.text for note in (*table.notes, *table.sources))
    for text in (table.title, table.subtitle, *heads, *rows, *notes):
        digest.update(text.encode(errors="surrogatepass") + b"\0")
    return digest.hexdigest()[:10]


def _problems(table: TableData) -> Iterator[Problem]:
    """Yield what is wrong with a table, with the place of each mistake."""
    known = len(table.notes), len(table.sources)
    for index, column in enumerate(table.columns):
        if column.align not in ALIGNMENTS:
            yield _problem(ProblemCode.NOT_LISTED, f"columns[{index}].align", column.align, "left or right")
        yield from _unknown(f"columns[{index}].notes", "note", column.notes, known[0])
    yield from _problems_of_manner(table.locale, table.best)
    for at, row in enumerate(table.rows):
        yield from _unknown(f"rows[{at}].notes", "note", row.notes, known[0])
        if len(row.cells) != len(table.columns):
            expected = f"one for each of {len(table.columns)} columns"
            yield _problem(ProblemCode.CELLS, f"rows[{at}].cells", f"{len(row.cells)} cells", expected)
        for index, cell in enumerate(row.cells):
            if not (cell.mark or cell.notes or cell.cites):
                continue
            place = f"rows[{at}].cells[{index}]"
            if cell.mark not in MARKS:
                expected = ", ".join(filter(None, MARKS))
                yield _problem(ProblemCode.NOT_LISTED, f"{place}.mark", repr(cell.mark), expected)
            yield from _unknown(f"{place}.notes", "note", cell.notes, known[0])
            yield from _unknown(f"{place}.cites", "source", cell.cites, known[1])
    for at, note in enumerate(table.notes):
        for span in note.spans:
            yield from _unknown(f"notes[{at}]", "source", span.cites, known[1])


def _unknown(place: str, what: str, numbers: Iterable[int], count: int) -> Iterator[Problem]:
    for number in numbers:
        if not 1 <= number <= count:
            expected = f"a number of the {count} {what}s, counted from 1"
            yield _problem(ProblemCode.UNKNOWN_NOTE, place, f"{what} {number}", expected)


def _problems_of_manner(locale: str, best: str) -> Iterator[Problem]:
    if best not in BEST:
        yield _problem(ProblemCode.NOT_LISTED, "best", repr(best), " or ".join(BEST))
    try:
        canonical = checked_locale(locale)
    except EvspecError as error:
        yield Problem("table", 0, "locale", str(error), ProblemCode.NOT_LISTED)
        return
    if canonical != locale:
        yield _problem(ProblemCode.NOT_LISTED, "locale", repr(locale), repr(canonical))


def _problem(code: ProblemCode, path: str, found: str, expected: str) -> Problem:
    return Problem("table", 0, path, f"found {found}, expected {expected}", code)
