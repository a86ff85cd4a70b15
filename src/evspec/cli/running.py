"""A command from its words to its exit code, whatever goes wrong on the way."""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import suppress
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from evspec.cli.commands import parser
from evspec.cli.output import tell
from evspec.errors import DataWarning, EvspecError
from evspec.lasting import lasting

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

__all__ = ["run"]


# what a command makes lives until it ends
@lasting()
def run(arguments: Sequence[str] | None) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments
        The words after the program's name; those of the process if None.
    """
    if getattr(sys, "stdout", None) is None:
        return _fail("standard output is closed")
    try:
        try:
            words = sys.argv[1:] if arguments is None else arguments
            options = parser(*words[:1]).parse_args(words)
            _keep_what_is_read(options)
            room, _, name = options.run.partition(":")
            run_it = getattr(import_module(f"evspec.cli.{room}"), name)
            with warnings.catch_warnings():
                warnings.simplefilter("always", DataWarning)
                warnings.showwarning = _tell_warning
                code: int = run_it(options)
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
    return code


def _keep_what_is_read(options: Namespace) -> None:
    """Refuse to write to a file that is read.

    Raises
    ------
    EvspecError
        If the output is one of the inputs, by whichever name.
    """
    target = getattr(options, "output", None)
    if target is None or not target.is_file():
        return
    given = chain.from_iterable(one if isinstance(one, list) else [one] for one in vars(options).values())
    for path in given:
        is_input = isinstance(path, Path) and path is not target and path.is_file()
        if is_input and path.samefile(target):
            raise EvspecError(f"{target} is what is read; write to another file")


def _tell_warning(message: Warning | str, *_: object, **__: object) -> None:
    tell(f"evspec: {message}")


def _fail(message: str) -> int:
    tell(f"evspec: {message}")
    return 1


def _abandon_output() -> None:
    """Keep the interpreter from writing, when it ends, what nobody can take."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
