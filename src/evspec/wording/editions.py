"""Which edition a column is of, and which of its cells are of another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evspec.languages.speech import enumerated, say, speech
from evspec.values import read_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.claims import Entry, Subject

__all__ = ["edition_shown", "headed", "other_edition_in_words", "other_editions"]

#: What tells which car it is and when it came holds for the generation as a whole.
_OF_THE_WHOLE = frozenset({"identity", "dates"})
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


def edition_shown(entries: Iterable[Entry]) -> str:
    """Return the edition of a column whose cells are of several: the one asked for, else the newest.

    "" if all of them are of one edition.
    """
    dated = {edition: entry.subject for entry in entries for edition in _editions(entry)}
    if not dated:
        return ""
    subject, told = next(iter(dated.values())), dated.keys()
    shown = subject.edition or max(told, key=subject.editions.index)
    return "" if told == {shown} else shown


def headed(label: str, subject: Subject, shown: str) -> str:
    """Return the head of a column that mixes editions: "iX1 U11, 2026 edition"; else the label as it is."""
    if not shown or subject.edition:
        return label
    name = read_dates(shown).show(speech=speech()) if _DAY.fullmatch(shown) else shown
    return say("{label}, {edition} edition", label=label, edition=name)


def other_edition_in_words(entry: Entry, shown: str) -> str:
    """Return of which editions a cell is, if not of its column's alone; "" otherwise.

    "of the 2022 edition"; "from figures of the 2022 and 2026 editions" of what was worked out.
    """
    if not other_editions(entry, shown):
        return ""
    editions = _editions(entry)
    names, count = enumerated(editions), len(editions)
    if count > 1 and any(claim.mixes for claim in entry.supporting):
        return say("from figures of the {names} editions", names=names)
    return say("of the {names} edition", "of the {names} editions", names=names, count=count)


def other_editions(entry: Entry, shown: str) -> tuple[str, ...]:
    """Return the editions of which a cell is beside that of its column, oldest first."""
    return tuple(edition for edition in _editions(entry) if edition != shown) if shown else ()


def _editions(entry: Entry) -> tuple[str, ...]:
    return () if entry.row.spec.group in _OF_THE_WHOLE else entry.editions
