"""What a vehicle is called, with its maker and without."""

from __future__ import annotations

__all__ = ["in_words", "with_make", "without_make"]


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
