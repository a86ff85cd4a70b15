"""The command line: data on standard output, messages on standard error.

Exit codes: 0 done, 1 a mistake in the data or the units, told in one clear line, 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from evspec.cli.commands import tell
from evspec.cli.options import parser
from evspec.errors import EvspecError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Parameters
    ----------
    arguments
        The words after the program's name; those of the process by default.
    """
    if getattr(sys, "stdout", None) is None:
        return _fail("standard output is closed")
    # what a command makes lives until it ends, so that there is nothing to collect
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        try:
            options = parser().parse_args(arguments)
            code: int = options.run(options)
        finally:
            sys.stdout.flush()
    except EvspecError as error:
        return _fail(str(error))
    except BrokenPipeError:
        _abandon_output()
        return 0
    except OSError as error:
        _abandon_output()
        return _fail(f"the output cannot be written: {error.strerror or error}")
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        if was_collecting:
            gc.enable()
    return code


def _fail(message: str) -> int:
    tell(f"evspec: {message}")
    return 1


def _abandon_output() -> None:
    """Keep the interpreter from writing, when it ends, what nobody can take."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
