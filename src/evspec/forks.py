"""What a forked process must not wait for: locks that a thread held which it does not have."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from threading import RLock
from typing import Any

__all__ = ["share"]

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


def _free_cached() -> None:
    """Let all cached properties be free, which are worked out anew if a thread was about to."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("evspec.")]
    owners = [owner for module in modules for owner in vars(module).values() if isinstance(owner, type)]
    for owner in owners:
        for one in vars(owner).values():
            if isinstance(one, cached_property):
                one.lock = RLock()  # type: ignore[attr-defined]


# Python 3.11 has a lock for each cached property, over all objects of its class; later ones have none.
if _CAN_FORK and sys.version_info < (3, 12):
    os.register_at_fork(after_in_child=_free_cached)
