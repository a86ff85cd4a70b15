"""A folder of files written whole or not at all, by a journal that says how to take it back.

The new files are written into a stage, a hidden folder inside the folder. Then the journal is put beside
it: from here on the folder is what it was before, whatever happens, since a reader takes each old file
from where it was set aside (`before`), and the next who writes puts it back (`undo`). One by one each old
file is set aside in the stage and the new one put in its place. When the journal is removed, which is a
single step, the folder is the new one.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.disk import PREFIX, made_folder, read_bytes, reading, write_new, writing
from evspec.errors import DataError, Problem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

__all__ = ["JOURNAL", "before", "claimed", "replace_all", "undo"]

#: The file that says that a folder is being written, and how to take it back.
JOURNAL: Final = f"{PREFIX}unfinished.json"
_STAGE: Final = re.compile(rf"{re.escape(PREFIX)}[0-9a-f]{{12}}")
_LARGEST: Final = 64_000_000
#: The suffixes of the files of catalogs and of sites.
_WRITTEN: Final = frozenset({".toml", ".jsonl", ".html", ".xml"})


@frozen
class _Step:
    """One file that is to be replaced.

    Attributes
    ----------
    file
        Where it stands, links followed.
    was_there
        Whether there was an old one.
    new, old
        Where the new one stands before, and the old one after.
    """

    file: Path
    was_there: bool
    new: Path
    old: Path


def replace_all(folder: Path, texts: Iterable[tuple[str, str]], *, old: Collection[str] = ()) -> None:
    """Write files into a folder that is claimed: all of them, or none if anything fails.

    Parameters
    ----------
    folder
        Where.
    texts
        Paths from there, parted by slashes, each once and with its text; none is kept once it is written.
    old
        The paths of files that were written before; what is not written anew goes.

    Raises
    ------
    DataError
        If one cannot be written; then the folder is as it was. Should even taking it back fail, it still
        reads as it was, and the next dump takes it back.
    """
    stage = folder / f"{PREFIX}{os.urandom(6).hex()}"
    try:
        with ExitStack() as made:
            _replace(folder, stage, texts, old, made)
    finally:
        # with the journal gone nothing in it counts; with the journal there it all does
        if not os.path.lexists(folder / JOURNAL):
            _clear(stage)


def _replace(
    folder: Path, stage: Path, texts: Iterable[tuple[str, str]], old: Collection[str], made: ExitStack
) -> None:
    import json

    journal = folder / JOURNAL
    with writing(folder):
        os.mkdir(stage)
    files: dict[str, bool] = {}
    for n, (name, text) in enumerate(texts):
        mode = _mode_of_old(folder / name)
        with writing(folder / name):
            write_new(_staged(stage, n)[0], text.encode(), mode)
        files[name] = bool(mode)
    written = len(files)
    files |= {name: True for name in old if name not in files}
    for parent in dict.fromkeys((folder / name).parent for name in files):
        made.enter_context(made_folder(parent))
    try:
        with writing(folder):
            write_new(stage / JOURNAL, json.dumps({"stage": stage.name, "files": files}).encode())
            _sync(stage)
            os.replace(stage / JOURNAL, journal)
            _sync(folder)
        for n, step in enumerate(_steps(folder, stage, files)):
            with writing(step.file):
                if n >= written:
                    os.replace(step.file, step.old)
                    continue
                if step.was_there:
                    _set_aside(step.file, step.old)
                os.replace(step.new, step.file)
        with writing(folder):
            for parent in {step.file.parent for step in _steps(folder, stage, files)}:
                _sync(parent)
            os.unlink(journal)
    except BaseException:
        with suppress(OSError, DataError):
            undo(folder)
        raise
    _sync(folder)


def _mode_of_old(file: Path) -> int:
    """Return the type and rights of the file that is in the way, 0 if there is none."""
    with writing(file):
        try:
            mode = os.stat(file).st_mode
        except FileNotFoundError:
            return 0
        if not stat.S_ISREG(mode):
            raise OSError("no regular file, which a dump could replace")
        return mode


def _steps(folder: Path, stage: Path, files: Mapping[str, bool]) -> Iterator[_Step]:
    """Yield the step of each file; a large folder has too many to be held."""
    for n, (name, was_there) in enumerate(files.items()):
        with reading(folder):
            file = Path(os.path.realpath(folder / name))
        yield _Step(file, was_there, *_staged(stage, n))


def _staged(stage: Path, n: int) -> tuple[Path, Path]:
    """Return where the new and the old file of a step stand."""
    return stage / f"{n}.new", stage / f"{n}.old"


def _set_aside(file: Path, place: Path) -> None:
    try:
        # as a second name, so that there is no moment without the file
        os.link(file, place)
    except OSError:
        os.replace(file, place)


def _sync(folder: Path) -> None:
    """Have the names in a folder written down to the disk, where the system knows how."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def undo(folder: Path) -> None:
    """Take back what a dump that was cut short did to a folder, if there was one.

    It may itself be cut short at any place and done again.

    Raises
    ------
    DataError
        If the journal cannot be read or a file not be put back; the folder reads as it was all the same.
    """
    found = _read(folder)
    if found is None:
        return
    stage, files = found
    for step in _steps(folder, stage, files):
        with writing(step.file):
            if os.path.lexists(step.old):
                os.replace(step.old, step.file)
            elif not step.was_there:
                with suppress(FileNotFoundError):
                    os.unlink(step.file)
    with writing(folder):
        for parent in {step.file.parent for step in _steps(folder, stage, files)}:
            _sync(parent)
        os.unlink(folder / JOURNAL)
    _clear(stage)


def before(folder: Path) -> dict[Path, Path | None]:
    """Return the files that a dump which was cut short has replaced, and where each stood before.

    Returns
    -------
    dict of Path to Path or None
        Each file, links followed, to the place of the old one; None if there was none.
    """
    found = _read(folder)
    if found is None:
        return {}
    with reading(folder):
        return {
            step.file: step.old if step.was_there else None
            for step in _steps(folder, *found)
            if not step.was_there or os.path.lexists(step.old)
        }


def _read(folder: Path) -> tuple[Path, dict[str, bool]] | None:
    """Return the stage and the files of a dump that was cut short, None if there was none."""
    journal = folder / JOURNAL
    with reading(journal):
        if not os.path.lexists(journal):
            return None
        content = read_bytes(journal, _LARGEST)
    import json

    try:
        told = json.loads(content)
        stage, files = told["stage"], told["files"]
        is_right = bool(_STAGE.fullmatch(stage)) and all(map(_is_within, files))
        files = {name: bool(there) for name, there in files.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        is_right = False
    if not is_right:
        words = "this is no journal of a dump; see that the files beside it are right, and remove it"
        raise DataError([Problem(str(journal), 0, "", words, ProblemCode.UNREADABLE)])
    return folder / stage, files


def _is_within(name: str) -> bool:
    """Tell whether a name leads to a file inside the folder that evspec writes, and nowhere else."""
    path = PurePosixPath(name)
    is_plain = not any(part.startswith(".") or "\\" in part or ":" in part for part in path.parts)
    return is_plain and not path.is_absolute() and path.suffix in _WRITTEN and "\0" not in name


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Make a folder if need be, keep other dumps out of it, and take back what one left unfinished.

    Raises
    ------
    DataError
        If it cannot be made, or another dump is writing to it.
    """
    with made_folder(folder) as made, _locked(folder, made):
        undo(folder)
        with writing(folder):
            stages = [folder / name for name in os.listdir(folder) if _STAGE.fullmatch(name)]
        for stage in stages:
            _clear(stage)
        yield


@contextmanager
def _locked(folder: Path, made: list[Path]) -> Iterator[None]:
    """Hold the lock of a folder, which the system lets go of when the process ends, however it does.

    What was made of the way to a folder that another dump has locked meanwhile stays: it is written to.
    """
    try:
        import fcntl
    except ImportError:
        # Windows locks no folders
        yield
        return
    with writing(folder):
        number = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            made.clear()
            words = "cannot be written: another dump is writing to it"
            raise DataError([Problem(str(folder), 0, "", words, ProblemCode.UNWRITABLE)]) from None
        except OSError:
            # a file system without locks
            pass
        yield
    finally:
        # what closing says changes nothing
        with suppress(OSError):
            os.close(number)


def _clear(stage: Path) -> None:
    """Remove a stage and the files in it; whatever cannot be removed is hidden from readers."""
    with suppress(OSError):
        for name in os.listdir(stage):
            os.unlink(stage / name)
        os.rmdir(stage)
