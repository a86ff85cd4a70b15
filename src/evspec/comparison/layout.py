"""What of a comparison its table shows, and how: rows, columns, notes, and a caller's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Literal, Protocol

from attrs import evolve, frozen

from evspec.comparison.heads import heads_of
from evspec.errors import EvspecError, WrongType, check_option, did_you_mean, is_several, quoted, spelled
from evspec.specs import SPECS
from evspec.vehicles import rows_of
from evspec.wording.cells import label_of
from evspec.wording.footnotes import NOTES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from evspec.claims import Entry, QualifiedSpec
    from evspec.comparison.change import Change
    from evspec.specs import Spec
    from evspec.table import Row
    from evspec.vehicles import Vehicle
    from evspec.wording.footnotes import Notes

__all__ = ["Layout", "Shown", "Words", "checked_words", "kept_changes", "of_cycle", "ungrouped"]


class Shown(Protocol):
    """What a notebook shows in a frame, and what can be written to a file."""

    def to_html(self) -> str:
        """Return the whole document."""

    def save(self, path: str | PathLike[str]) -> None:
        """Write the document to a file."""

    def _repr_html_(self) -> str: ...


@frozen
class Words:
    """A caller's own words for a table; what is not given, the table says itself.

    Attributes
    ----------
    title, caption
        The title, and what stands below it; None for the table's own.
    labels
        The head of each vehicle's column, in the order of the columns, "" where it keeps its own; none
        where all do.
    row_labels
        Pairs of the key of a spec or of a row, and its label.
    footer
        Lines below the notes.
    """

    title: str | None = None
    caption: str | None = None
    labels: tuple[str, ...] = ()
    row_labels: tuple[tuple[str, str], ...] = ()
    footer: tuple[str, ...] = ()

    def heads(self, own: Sequence[str]) -> tuple[str, ...]:
        """Return the heads of columns: the labels asked for, and their own where none is."""
        return tuple(label or head for label, head in zip(self.labels or own, own, strict=True))

    def label_of(self, row: QualifiedSpec, entries: Iterable[Entry]) -> str:
        """Return the label of a row; one of a spec keeps the conditions that its rows have."""
        own = dict(self.row_labels)
        if row.key in own and row.key != row.spec.key:
            return own[row.key]
        return label_of(row, entries, own.get(row.spec.key, ""))


@frozen
class Layout:
    """What of a comparison its table shows, and how.

    Attributes
    ----------
    rows
        Which rows: "new" for those of which the new vehicle of a diff says something, "shared" for
        those that two or more vehicles state, "all".
    only_differences
        Whether rows that are the same are left out.
    notes
        Which notes: "full", "print" for letters and one line of sources, "sources" for their numbers alone,
        False for none.
    best
        Whether the best of each row is marked.
    transpose
        Whether there is a row for each vehicle.
    each_pair
        Whether a diff has a row for each pair of variants, below the row that they decide.
    words
        The caller's own words.
    """

    rows: Literal["new", "shared", "all"]
    only_differences: bool = False
    notes: Notes = "full"
    best: bool = True
    transpose: bool = False
    each_pair: bool = False
    words: Words = Words()

    def __attrs_post_init__(self) -> None:
        check_option("notes", self.notes, NOTES)


def of_cycle(changes: Sequence[Change], cycle: str) -> list[Change]:
    """Leave out the rows of other test cycles than the one asked for, where either side states that one."""

    def is_of_it(change: Change) -> bool:
        return dict(change.row.splits).get("cycle") == cycle

    stated = {change.spec for change in changes if cycle and is_of_it(change)}
    return [change for change in changes if change.spec not in stated or is_of_it(change)]


def kept_changes(changes: Sequence[Change], layout: Layout, *, whole: bool) -> list[Change]:
    """Return the changes that the table of a diff shows.

    Parameters
    ----------
    changes
        All that was asked for.
    layout
        What is to be shown.
    whole
        Whether a row stays that one side alone states, since it was asked for by name.
    """
    kept = [c for c in changes if not (layout.only_differences and c.verdict.is_same)]
    if layout.rows == "all" or whole:
        return kept
    # what has no counterpart is told in a note where another row of the spec compares
    compared: dict[Spec, set[QualifiedSpec]] = {}
    for c in changes:
        if c.old is not None and c.new is not None and not c.row.unstated:
            compared.setdefault(c.spec, set()).add(c.row)
    return [
        c
        for c in kept
        if c.new is not None and not (c.kind == "not comparable" and compared.get(c.spec, set()) - {c.row})
    ]


def ungrouped(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows as they are, or without groups if the order that was asked for parts one of them."""
    listed = tuple(rows)
    runs = [group for group, _ in groupby(row.group for row in listed)]
    return listed if len(runs) == len(set(runs)) else tuple(evolve(row, group="") for row in listed)


def checked_words(
    vehicles: Sequence[Vehicle],
    title: str | None,
    caption: str | None,
    labels: Sequence[str] | Mapping[str, str] | None,
    footer: str | Sequence[str],
) -> Words:
    """Return a caller's own words.

    Parameters
    ----------
    vehicles
        The vehicles, in the order in which labels are given.
    title, caption, labels, footer
        As `compare` takes them.

    Raises
    ------
    WrongType
        If something is no text.
    EvspecError
        If there are more or fewer labels than vehicles, or one is of nothing that the table has.
    """
    for name, text in (("title", title), ("caption", caption)):
        if text is not None and not isinstance(text, str):
            raise WrongType(f"{name} {quoted(text)} is no text")
    lines: tuple[object, ...] = (footer,)
    if is_several(footer):
        lines = tuple(footer)
    told = tuple(line for line in lines if isinstance(line, str))
    if len(told) < len(lines):
        raise WrongType(f"footer {quoted(footer)} is no text, nor a list of texts, one for each line")
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    if isinstance(labels, Mapping):
        heads, rows = _by_name(vehicles, labels)
    elif labels is not None:
        heads = _listed(vehicles, labels)
    return Words(title, caption, heads, rows, tuple(filter(None, told)))


def _listed(vehicles: Sequence[Vehicle], asked: object) -> tuple[str, ...]:
    """Return labels that were given as a list, one for each vehicle."""
    listed: tuple[object, ...] = (None,)
    if is_several(asked):
        listed = tuple(asked)
    given = tuple(text for text in listed if isinstance(text, str) and text.strip())
    if len(given) < len(listed):
        raise WrongType(f"labels {quoted(asked)} is no list of texts, one for each vehicle")
    if len(given) != len(vehicles):
        called = ", ".join(heads_of(vehicles))
        raise EvspecError(
            f"labels: {len(given)} given, {len(vehicles)} wanted, one for each vehicle: {called}"
        )
    return given


def _by_name(
    vehicles: Sequence[Vehicle], asked: Mapping[str, object]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the labels of vehicles, "" where none is given, and those of rows."""
    called = heads_of(vehicles)
    names = {word: n for n, v in enumerate(vehicles) for word in (called[n], v.label, v.name, v.id)}
    keys = {key for row in rows_of(*vehicles) for key in (row.key, row.spec.key)} | set(SPECS)
    heads = [""] * len(vehicles)
    rows: list[tuple[str, str]] = []
    mistakes: list[EvspecError] = []
    for word, given in asked.items():
        try:
            text = _checked_label(word, given, [*names, *keys])
        except EvspecError as error:
            mistakes.append(error)
            continue
        if word in keys:
            rows.append((word, text))
        else:
            heads[names[word]] = text
    if mistakes:
        raise EvspecError(f"labels: {'; '.join(map(str, mistakes))}; the vehicles are {', '.join(called)}")
    return tuple(heads) if any(heads) else (), tuple(rows)


def _checked_label(word: str, given: object, known: Sequence[str]) -> str:
    if word not in known:
        near = did_you_mean(spelled(word), known)
        raise EvspecError(f"{quoted(word)} is no spec and none of the vehicles{near}")
    if not isinstance(given, str) or not given.strip():
        raise EvspecError(f"{quoted(word)} has {quoted(given)}, which is no text")
    return given
