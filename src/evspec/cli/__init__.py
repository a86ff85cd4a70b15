"""The command line: data on standard output, messages on standard error.

Exit codes: 0 done, 1 a mistake in the data or the units, told in one clear line, 2 wrong usage, 130 Ctrl-C.
"""

from __future__ import annotations

# Nothing is imported before `main` stands ready for Ctrl-C; type checkers know the name.
TYPE_CHECKING = False
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
    try:
        import gc

        from evspec.cli.running import run

        code = run(arguments)
        if arguments is None:
            # The process ends: what it made need not be looked through for garbage once more.
            gc.freeze()
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code
