"""What a cell has for programs, made when a program asks: most formats show its text alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, TypeVar, overload

__all__ = ["JSON", "Deferred"]

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
D = TypeVar("D")


class Deferred(Mapping[str, JSON]):
    """A mapping that is made when it is asked for, and never empty.

    Parameters
    ----------
    *how
        What makes it, and of what; where several threads ask at once it may be made twice.
    """

    __slots__ = ("_found", "_how")

    def __init__(self, *how: Any) -> None:
        self._how: tuple[Any, ...] | None = how

    def _made(self) -> Mapping[str, JSON]:
        how = self._how
        if how is not None:
            make, *of = how
            # first this, then what it is made of is let go, so that nobody finds neither
            self._found: Mapping[str, JSON] = make(*of)
            self._how = None
        return self._found

    def __getitem__(self, key: str) -> JSON:
        return self._made()[key]

    @overload
    def get(self, key: str, /) -> JSON: ...
    @overload
    def get(self, key: str, /, default: JSON | D) -> JSON | D: ...
    def get(self, key: str, /, default: JSON | D = None) -> JSON | D:
        """Return what stands under a key, without an error where nothing does."""
        return self._made().get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._made())

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type, tuple[Mapping[str, JSON]]]:
        return dict, (dict(self),)
