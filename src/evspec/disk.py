"""Files as the operating system has them: every way in which a path can be wrong is a DataError.

What fails in reading is told apart from what fails in writing, and both name the file and the reason.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evspec.errors import DataError, EvspecError, Problem, ProblemCode, WrongType, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO, Protocol

    class Openable(Protocol):
        """A file of a package, wherever that lies."""

        def open(self, mode: Any = "r", /) -> IO[Any]:
            """Open it."""


__all__ = [
    "PREFIX", "as_path", "is_there", "made_folder", "mode_of", "placed", "read_bytes", "reading", "real",
    "write_file", "write_new", "writing",
]  # fmt: skip

#: How the names of all files start that are written and not yet, or no longer, in their place.
PREFIX: Final = ".evspec-"
#: What the system says of a path at which there is nothing.
_NOTHING: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP})
# Windows has neither, and a mode of its own that leaves the ends of lines alone.
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)


def as_path(path: object) -> Path:
    """Return a path that a caller gives.

    Raises
    ------
    WrongType
        If it is none.
    DataError
        If it is empty, which pathlib would take for the current folder.
    """
    if not isinstance(path, str | os.PathLike) or not isinstance(os.fspath(path), str):
        raise WrongType(f"{quoted(path)} is no path; give a text or a pathlib.Path")
    if not os.fspath(path):
        words = "the path is empty; write '.' for the current folder"
        raise DataError([Problem("''", 0, "", words, ProblemCode.UNREADABLE)])
    return Path(path)


@contextmanager
def reading(path: object) -> Iterator[None]:
    """Tell whatever fails in looking at a file or reading it as a mistake of that file.

    Raises
    ------
    DataError
        With the code "unreadable", the path and the system's reason.
    """
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, EvspecError):
            raise
        raise _failure(path, "read", error, ProblemCode.UNREADABLE) from None


@contextmanager
def writing(path: object, done: str = "written") -> Iterator[None]:
    """Tell whatever fails in writing a file as a mistake of that file.

    Parameters
    ----------
    path
        The file or folder.
    done
        What cannot be done with it.

    Raises
    ------
    DataError
        With the code "unwritable", the path and the system's reason.
    BrokenPipeError
        If a reader has gone, which is no mistake.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, EvspecError):
            raise
        raise _failure(path, done, error, ProblemCode.UNWRITABLE) from None


def _failure(path: object, done: str, error: Exception, code: ProblemCode) -> DataError:
    if isinstance(error, UnicodeError):
        reason = "a lone surrogate, which no file can hold"
    elif isinstance(error, OSError):
        reason = error.strerror or str(error)
    else:
        # Python says so of a path with a NUL character, and older ones of links that lead round
        reason = str(error)
    return DataError([Problem(str(path), 0, "", f"cannot be {done}: {reason}", code)])


def real(path: Path) -> Path:
    """Return the path with which the system would reach it, links followed."""
    with reading(path):
        return Path(os.path.realpath(path))


def placed(path: Path) -> Path:
    """Return where a file or folder is going to stand, links followed.

    Raises
    ------
    DataError
        If nothing can be written there.
    """
    with writing(path):
        place = Path(os.path.realpath(path))
        with suppress(FileNotFoundError):
            os.stat(place)
        return place


def mode_of(path: Path) -> int:
    """Return the type and the rights of what a path leads to, 0 if there is nothing.

    Raises
    ------
    DataError
        If that cannot be told, as in a closed folder.
    """
    return _looked_up(path, os.stat)


def is_there(path: Path) -> bool:
    """Tell whether there is anything of this name, and be it a link to nothing."""
    return bool(_looked_up(path, os.lstat))


def _looked_up(path: Path, look: Any) -> int:
    with reading(path):
        try:
            mode: int = look(path).st_mode
        except OSError as error:
            if error.errno in _NOTHING:
                return 0
            raise
        return mode


def read_bytes(path: Path | Openable, most: int) -> bytes:
    """Return the start of a file, and all of one that is no larger; a pipe is never waited for.

    Parameters
    ----------
    path
        A file on a disk, or of a package.
    most
        How many bytes.

    Raises
    ------
    OSError or ValueError
        If it cannot be read; for `reading` to tell.
    """
    if not isinstance(path, Path):
        with path.open("rb") as file:
            packed: bytes = file.read(most)
            return packed
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        # to open a device may do something, and a pipe may stay empty for ever
        raise OSError(errno.EINVAL, f"a {_called(mode)}; data are read from regular files")
    with open(path, "rb", opener=_opened_at_once) as file:
        content: bytes = file.read(most)
        return content


def _opened_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE)


def _called(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))
    return next((name for is_one, name in kinds if is_one(mode)), "device")


def write_new(path: Path, content: bytes, mode: int = 0) -> None:
    """Write a file that is not there yet, down to the disk.

    Parameters
    ----------
    path
        Where.
    content
        All of it.
    mode
        The rights it gets, 0 for the usual ones.
    """
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(number)
    if mode:
        os.chmod(path, stat.S_IMODE(mode))


def write_file(path: Path, written: str | bytes) -> None:
    """Write one file whole or not at all: at every fault and at every kill there is the old one or the new.

    What is no regular file, such as a pipe or /dev/stdout, cannot be replaced and is written into.

    Raises
    ------
    DataError
        If it cannot be written; then the old one is untouched, and no temporary file is left.
    """
    with writing(path):
        content = written.encode() if isinstance(written, str) else written
        try:
            mode = os.stat(path).st_mode
        except FileNotFoundError:
            mode = 0
        if mode and not stat.S_ISREG(mode):
            _pour(path, content, mode)
            return
        target = Path(os.path.realpath(path))
        temporary = target.with_name(f"{PREFIX}{os.urandom(6).hex()}")
        try:
            write_new(temporary, content, mode)
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise


def _pour(path: Path, content: bytes, mode: int) -> None:
    """Write into what is no regular file; a pipe from which nobody reads is not waited for."""
    try:
        number = os.open(path, os.O_WRONLY | _AT_ONCE)
    except OSError as error:
        if error.errno == errno.ENXIO and stat.S_ISFIFO(mode):
            raise OSError(errno.ENXIO, "nobody reads from this pipe") from None
        raise
    with os.fdopen(number, "wb") as file:
        if _AT_ONCE:
            os.set_blocking(number, True)
        file.write(content)


def _make(folder: Path) -> bool:
    """Make a folder, and tell whether it was not there."""
    try:
        if not os.path.isdir(folder):
            os.mkdir(folder)
            return True
    except FileExistsError:
        # another may have made it since
        if not os.path.isdir(folder):
            raise
    return False


@contextmanager
def made_folder(path: Path) -> Iterator[list[Path]]:
    """Make a folder and whatever of the way to it is missing; on a fault within, what was made goes again.

    Yields
    ------
    list of Path
        What was made, to be emptied where it has become another's.

    Raises
    ------
    DataError
        If it cannot be made.
    """
    made: list[Path] = []
    try:
        with writing(path, "made"):
            missing = [path]
            while not os.path.lexists(missing[-1]) and missing[-1] != missing[-1].parent:
                missing.append(missing[-1].parent)
            # one after the other, so that a fault leaves what was made among them
            made.extend(folder for folder in reversed(missing) if _make(folder))
        yield made
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                os.rmdir(folder)
        raise
