"""Work that makes what lasts, during which there is nothing to collect."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["lasting"]


@contextmanager
def lasting() -> Iterator[None]:
    """Let Python's collector rest: it would visit all that is being made, and that stays, again and again."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            if not gc.get_freeze_count():
                # among what is old already, it is not visited as what is young
                gc.freeze()
                gc.unfreeze()
            gc.enable()
