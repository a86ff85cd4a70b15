"""Tables that a program may add to while its threads read them."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Final, TypeVar

from evspec.forks import share

if TYPE_CHECKING:
    from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView

__all__ = ["Growing", "adding", "grown", "reserved", "reserves", "when_grown"]

K = TypeVar("K")
V = TypeVar("V")
F = TypeVar("F", bound="Callable[..., object]")

#: Held by who adds to a table.
adding: Final = RLock()
share(adding)

_hooks: Final[list[Callable[[], object]]] = []
_reserved: Final[list[Callable[[str], str]]] = []


class Growing(dict[K, V]):
    """A dict whose loops go over what was in it when they began, whatever is added meanwhile."""

    def __iter__(self) -> Iterator[K]:
        # one step of the interpreter, which no other thread can come between
        return iter(list(dict.keys(self)))

    def _now(self) -> dict[K, V]:
        # nothing ever leaves
        return {key: self[key] for key in self}

    def keys(self) -> KeysView[K]:  # type: ignore[override]
        """Return the keys that there are now."""
        return self._now().keys()

    def values(self) -> ValuesView[V]:  # type: ignore[override]
        """Return the values that there are now."""
        return self._now().values()

    def items(self) -> ItemsView[K, V]:  # type: ignore[override]
        """Return the pairs that there are now."""
        return self._now().items()


def when_grown(function: F) -> F:
    """Call a function whenever a table has grown, since it keeps what it made of them."""
    _hooks.append(function)
    return function


def grown() -> None:
    """Tell that a table has grown; to be called by who holds `adding`, after all of it is in."""
    for hook in _hooks:
        hook()


def reserves(function: Callable[[str], str]) -> Callable[[str], str]:
    """Let a function say which words may become no name of a unit or a cycle, and what they mean."""
    _reserved.append(function)
    return function


def reserved(word: str) -> str:
    """Return what a word means already to who reads texts, "" for nothing."""
    return next(filter(None, (meaning(word) for meaning in _reserved)), "")
