"""How far long work has come, told on a terminal and nowhere else."""

from __future__ import annotations

import sys
from contextlib import suppress
from time import monotonic
from typing import Final

__all__ = ["Progress"]

#: Seconds until it is told first, and between two times.
_PATIENCE: Final = 2.0
_BETWEEN: Final = 0.5
#: The width of a bar.
_WIDTH: Final = 30


class Progress:
    """Tells on standard error how much is done so far, if that is a terminal.

    Parameters
    ----------
    name
        What is read or written.
    total
        How much there is to do, 0 if nobody knows.
    """

    def __init__(self, name: str, total: int = 0) -> None:
        self._name = name
        self._total = total
        self._told = False
        self._next = monotonic() + _PATIENCE if _is_terminal() else float("inf")

    def tell(self, done: int) -> None:
        """Tell how many rows were read, or how much of all is done, now and then."""
        now = monotonic()
        if now >= self._next:
            self._next = now + _BETWEEN
            self._told = True
            self._write(f"\revspec: {self._name}: {self._words(done)}")

    def _words(self, done: int) -> str:
        if not self._total:
            return f"{done:,} rows"
        share = done * _WIDTH // self._total
        return f"[{'#' * share}{'.' * (_WIDTH - share)}] {done:,} of {self._total:,}"

    def end(self) -> None:
        """End the line, if there is one."""
        if self._told:
            self._write("\n")

    @staticmethod
    def _write(words: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(words)
            sys.stderr.flush()


def _is_terminal() -> bool:
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except ValueError:
        # a closed stream
        return False
