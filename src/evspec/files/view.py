"""What a reader finds under a path: what is there, or what stands in its place."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from evspec.disk import is_there, mode_of, reading, real
from evspec.errors import DataError
from evspec.files import journal
from evspec.files.text import SOURCES, is_data, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.errors import Problem

__all__ = ["View"]


class View:
    """The file system as a reader should see it.

    In a folder that a dump was cut short in writing, each old file is seen where it stood; and texts that
    are about to be written are seen as if they were.

    Parameters
    ----------
    texts
        Texts by the paths of their files.
    """

    def __init__(self, texts: Mapping[Path, str]) -> None:
        self._texts = {real(path): text for path, text in texts.items()}
        self._folders = {folder for path in self._texts for folder in path.parents}
        # what a dump that was cut short has replaced, to where it stands now; None if it is new
        self._before: dict[Path, Path | None] = {}

    def look_into(self, folder: Path) -> None:
        """Take notice of a folder from which ids count, before anything of it is read.

        Raises
        ------
        DataError
            If a dump was cut short there and its journal cannot be read.
        """
        self._before |= journal.before(folder)

    def is_folder(self, path: Path) -> bool:
        """Tell whether there is a folder of this name."""
        return stat.S_ISDIR(mode_of(path)) or real(path) in self._folders

    def is_root(self, folder: Path) -> bool:
        """Tell whether ids count from a folder."""
        return self.is_there(folder / SOURCES) or is_there(folder / journal.JOURNAL)

    def is_there(self, file: Path) -> bool:
        """Tell whether there is anything of this name."""
        target = real(file)
        if target in self._before:
            return self._before[target] is not None
        return target in self._texts or is_there(file)

    def text(self, file: Path) -> str:
        """Return the text of a file.

        Raises
        ------
        DataError
            If it cannot be read or is too large.
        """
        target = real(file)
        if target in self._texts:
            return self._texts[target]
        before = self._before.get(target)
        # put back by a dump that was faster, it stands where it did
        return read_text(before if before is not None and is_there(before) else file, str(file))

    def data_files(self, folder: Path) -> tuple[list[Path], list[Problem]]:
        """Return the paths of the data files in a folder, from there, and what could not be looked into.

        Links to folders are followed. Hidden files and folders are no data.
        """
        found, problems = _walked(folder)
        whole = real(folder)
        hidden = {target for target, before in self._before.items() if before is None}
        more = {target for target in (*self._texts, *self._before) if target.is_relative_to(whole)}
        found = {file for file in found if not hidden or real(folder / file) not in hidden}
        found |= {target.relative_to(whole) for target in more - hidden}
        return sorted(file for file in found if is_data(file)), problems


def _walked(folder: Path) -> tuple[set[Path], list[Problem]]:
    """Return all that a folder and those in it hold, and what could not be looked into."""
    found: set[Path] = set()
    problems: list[Problem] = []
    # each with the folders above it, in which it must not come again
    ahead: list[tuple[Path, frozenset[tuple[int, int]]]] = [(Path(), frozenset())]
    while ahead:
        place, above = ahead.pop()
        try:
            with reading(folder / place):
                known = os.stat(folder / place)
                own = known.st_dev, known.st_ino
                if own in above:
                    raise OSError(errno.ELOOP, "a link back to a folder that holds it")
                with os.scandir(folder / place) as entries:
                    inside = {e.name: e.is_symlink() or e.is_dir() for e in entries if e.name[0] != "."}
        except DataError as error:
            problems += error.problems
            continue
        for name, may_be_folder in inside.items():
            found.add(place / name)
            try:
                if may_be_folder and stat.S_ISDIR(mode_of(folder / place / name)):
                    ahead.append((place / name, above | {own}))
            except DataError as error:
                problems += error.problems
    return found, problems
