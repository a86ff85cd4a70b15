"""What a forked process must not wait for: locks that a thread held which it does not have."""

from __future__ import annotations

import os
from functools import cached_property
from threading import RLock
from typing import Any, TypeVar

__all__ = ["share", "unlock"]

T = TypeVar("T")
# Windows forks nothing.
_CAN_FORK = hasattr(os, "register_at_fork")


def share(lock: Any) -> None:
    """Let a fork wait until no other thread holds a lock, so that what it guards is whole in both processes.

    Parameters
    ----------
    lock
        A `threading.RLock`, of which type checkers know no common type.
    """
    if _CAN_FORK:
        os.register_at_fork(before=lock.acquire, after_in_parent=lock.release, after_in_child=lock.release)


def unlock(owner: type[T]) -> type[T]:
    """Let a class's cached properties be free in a forked process, where they are worked out anew if need be.

    Python 3.11 has a lock for each, over all objects of the class; later ones have none. A class with slots
    needs no such help: attrs makes its cached properties without locks.
    """
    cached: list[Any] = [one for one in vars(owner).values() if isinstance(one, cached_property)]

    def free() -> None:
        for one in cached:
            one.lock = RLock()

    if _CAN_FORK and any(hasattr(one, "lock") for one in cached):
        os.register_at_fork(after_in_child=free)
    return owner
