"""What a vehicle is called, with its maker and without, of which day and which edition it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from evspec.claims import Record

__all__ = ["Named", "in_words", "with_make", "without_make"]


class Named(ABC):
    """What a `Vehicle` is called, of which day and which edition it is."""

    __slots__ = ()

    @property
    @abstractmethod
    def as_of_date(self) -> dt.date | None:
        """The day of knowledge, None for today's: later and undated sources do not count."""

    @property
    @abstractmethod
    def edition(self) -> str:
        """The edition asked for, "" for the newest."""

    @property
    @abstractmethod
    def id(self) -> str:
        """The id in the catalog."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name in full: "BMW iX1 eDrive20"."""

    @property
    @abstractmethod
    def label(self) -> str:
        """The name at the head of a column: "iX1 U11 eDrive20"."""

    @property
    def make(self) -> str:
        """The maker, as written: "BMW"."""
        return self._record.make

    @property
    def model(self) -> str:
        """The model, as written: "iX1"."""
        return self._record.model

    @property
    def code(self) -> str:
        """The maker's code of the generation, "" if none is known."""
        return self._record.code

    @property
    def editions(self) -> tuple[str, ...]:
        """The generation's running changes or model years, oldest first."""
        return self._record.editions

    @property
    @abstractmethod
    def _record(self) -> Record:
        """What the file holds, and what follows from it."""

    @property
    @abstractmethod
    def _stem(self) -> str:
        """What it is called without the code of its generation."""

    @abstractmethod
    def _years(self) -> tuple[int | None, int | None]:
        """Return the years of its generation for a head: the last is the one before what has followed."""


def in_words(*words: str) -> str:
    """Return words as one name, without those that are empty."""
    return " ".join(word for word in words if word)


def with_make(make: str, name: str) -> str:
    """Return a name with the maker in front, who is never named twice: "BMW iX1" of "BMW" and "BMW iX1"."""
    rest = without_make(make, name)
    return name if rest.casefold() == make.casefold() else in_words(make, rest)


def without_make(make: str, name: str) -> str:
    """Return a name without the maker in front; one that is the maker's alone stays."""
    first, rest = name[: len(make)], name[len(make) :]
    is_named = bool(make) and first.casefold() == make.casefold() and rest.startswith(" ")
    return rest.strip() if is_named and rest.strip() else name
