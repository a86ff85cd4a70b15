"""A claim as an article seems to make it: its words, what is unsure of it, and what decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import field, frozen

from evspec.specs import SPECS, spec

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from evspec.claims import Status
    from evspec.languages.speech import Speech
    from evspec.values import Value

__all__ = ["FIELDS", "Cue", "Doubt", "Proposal", "SpecName", "Unresolved", "Untaken", "column_of"]

#: What of a proposal may be unsure.
FIELDS: Final = ("value", "vehicle", "version", "status")


@frozen
class SpecName:
    """A spec that is named within a doubt."""

    key: str

    def said(self, speech: Speech) -> str:
        """Return what it is called in a language."""
        return speech.within(speech.word(SPECS[self.key].label, self.key))


class Cue(NamedTuple):
    """Words that decided something: for which field, and where they stand."""

    field: str
    start: int
    end: int


class Doubt(NamedTuple):
    """What speaks against a field of a proposal; what the rules say can be said in other languages."""

    field: str
    words: str

    def __str__(self) -> str:
        return f"{self.field}: {self.words}"


class Untaken(NamedTuple):
    """A figure that became no claim, where it stands, and why."""

    text: str
    start: int
    end: int
    reason: str


class Unresolved(NamedTuple):
    """A vehicle that is named and that no catalog has."""

    vehicle: str
    text: str
    start: int
    end: int


def column_of(row: str, names: Iterable[str]) -> int:
    """Return at which character, from 1, the value of the first key of a line stands; 0 without one."""
    found = (re.search(rf"(?<![\w-]){re.escape(name)}\s*=\s*(?=\S)", row) for name in names)
    return next((one.end() + 1 for one in found if one), 0)


def _frozen(given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(given))


@frozen
class Proposal:
    """A claim that an article seems to make, in the form in which `Spec.read` takes it.

    Attributes
    ----------
    vehicle
        The id of a generation or version; "?make/model" of a car that no catalog has,
        "?make/model/new" or "/old" where the text calls it so; "?" of a list of data without a name.
    spec, value, qualifiers
        What is said.
    status, hedge, via, where, edition, note
        As of a `Claim`; an empty status is that of the source.
    quote
        At most twelve words, literally from the text.
    doubts
        What speaks against it; one without doubts is sure.
    start, end
        The characters that it was read from; -1 of one that was read from a file. No part of equality.
    sentence
        The characters of their sentence. No part of equality.
    why
        The cues that decided. No part of equality.
    line, row, file
        The number of its line in the file that it was read from, 0 without one, what stands there, and which
        of several files it is. No part of equality.
    """

    vehicle: str
    spec: str
    value: Any
    quote: str = ""
    qualifiers: Mapping[str, str] = field(factory=dict, converter=_frozen)
    status: Status | str = ""
    hedge: str = ""
    via: str = ""
    where: str = ""
    edition: str = ""
    note: str = ""
    doubts: tuple[Doubt, ...] = ()
    start: int = field(default=-1, eq=False)
    end: int = field(default=-1, eq=False)
    sentence: tuple[int, int] = field(default=(-1, -1), eq=False)
    why: tuple[Cue, ...] = field(default=(), eq=False)
    line: int = field(default=0, eq=False)
    row: str = field(default="", eq=False, repr=False)
    file: str = field(default="", eq=False)

    @property
    def sure(self) -> Mapping[str, bool]:
        """Whether each field is sure."""
        doubted = {doubt.field for doubt in self.doubts}
        return {name: name not in doubted for name in FIELDS}

    @property
    def is_sure(self) -> bool:
        """Whether all of it is sure, so that it counts as accepted."""
        return not self.doubts

    def read(self, said: dt.date | None = None, decimal: str | None = None) -> tuple[Value, dict[str, str]]:
        """Read value and qualifiers as `Spec.read` does; `said` is the day of the article."""
        return spec(self.spec).read(self.value, self.qualifiers, said=said, decimal=decimal)

    def column(self, *names: str) -> int:
        """Return at which character of its line the first of some keys' values stands, 0 without a line."""
        return column_of(self.row, (*names, "value", self.spec))

    def entry(self) -> dict[str, Any]:
        """Return what a data file has for it beside its spec."""
        beside = {"hedge": self.hedge, "via": self.via, "printed": self.quote, "note": self.note}
        told = {"status": self.status, "edition": self.edition, **beside}
        value = {} if self.value is None else {"value": self.value}
        return {**value, **self.qualifiers, **{key: text for key, text in told.items() if text}}
