"""What asks the system to change something, counted one by one, so that a test can stop or break any of it.

`python -m tests.files.steps WHERE CASE... [all]` kills a process by SIGKILL before every second such call of
a dump, or before all, and prints what came of it; it is a program of its own, since a process with threads
must not fork.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evspec import DataError, dump, load
from evspec.files.journal import JOURNAL
from tests.files.drafts import HEAD, SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from types import FrameType

    from evspec import Catalog

__all__ = ["CASES", "at_step", "cars", "count", "prepare", "state"]

#: What asks the system nothing, and so cannot fail.
IDLE = frozenset(["_path_normpath", "_path_splitroot", "_path_splitroot_ex", "fspath", "urandom"])
#: A kill before a call that only looks at something is one before the next call that does more.
LOOKING = frozenset(["fstat", "getcwd", "listdir", "lstat", "readlink", "scandir", "stat"])
CASES = ("folder", "fresh", "widened", "halfway", "a.toml", "a.json")


@contextmanager
def at_step(
    number: int, act: Callable[[], object], *, looks: bool = False, only: Collection[str] = ()
) -> Iterator[list[str]]:
    """Do something before the n-th call of the system, counted from 1; yield the names of all until then.

    Parameters
    ----------
    number
        Which call.
    act
        What to do; what it raises is raised by the call.
    looks
        Whether calls count too that change nothing.
    only
        The names of those that count, of all if there are none.
    """
    names: list[str] = []

    def note(_frame: FrameType, event: str, called: object) -> None:
        owner = getattr(called, "__self__", None)
        home = getattr(owner, "__name__", type(owner).__module__)
        name = getattr(called, "__name__", "")
        if event != "c_call" or name in IDLE or home not in {"posix", "nt", "_io", "io", "fcntl"}:
            return
        if name in only if only else looks or name not in LOOKING:
            names.append(name)
            if len(names) == number:
                act()

    sys.setprofile(note)
    try:
        yield names
    finally:
        sys.setprofile(None)


def count(work: Callable[[], object], *, looks: bool = False) -> int:
    """Return how many calls something makes."""
    with at_step(0, lambda: None, looks=looks) as names:
        work()
    return len(names)


def cars(where: Path, figure: str, number: int = 2) -> Catalog:
    """Return a catalog of a few cars, all of them with a figure that tells which catalog it is."""
    where.mkdir()
    (where / "sources.toml").write_text(SOURCES.replace("Comet data", f"Data {figure}"), encoding="utf-8")
    for n in range(number):
        file = where / "acme" / "comet" / f"c{n}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        said = f'[[said]]\nsource = "maker"\nlength = "{figure} mm"\nlong.seats = 5\n'
        file.write_text(HEAD + said, encoding="utf-8")
    return load(where)


@cache
def cars_once(figure: str, number: int = 2) -> Catalog:
    """Return the same cars each time they are asked for; nothing of them is left on the disk."""
    with TemporaryDirectory() as folder:
        return cars(Path(folder) / "cars", figure, number)


def state(target: Path, old: Catalog | None, new: Catalog) -> str:
    """Tell which of two catalogs a place reads as; "old" too where nothing was and nothing is."""
    try:
        read = load(target)
    except DataError as error:
        codes = {problem.code for problem in error.problems}
        is_nothing = old is None and codes <= {"no-data", "unreadable"}
        return "old" if is_nothing else f"neither: {error}"
    return "new" if read == new else "old" if old is not None and read == old else "neither"


def kill() -> None:
    """End this process as a power cut would: without a word to it."""
    os.kill(os.getpid(), signal.SIGKILL)


def prepare(case: str, where: Path) -> tuple[Path, Catalog | None, Catalog]:
    """Put what is there before a dump of a kind into a folder, and return the target and both catalogs."""
    old, new = cars_once("4500"), cars_once("4600", 3 if case == "widened" else 2)
    target = where / "place" / (case if "." in case else "folder")
    target.parent.mkdir()
    if case != "fresh":
        dump(old, target)
    if case == "halfway":
        # a dump that was killed when the first new file was in its place, and that is to be taken back
        child = os.fork()
        if not child:
            with at_step(3, kill, only={"replace"}):
                dump(new, target)
        os.waitpid(child, 0)
        assert (target / JOURNAL).exists()
    (target.parent / "beside").write_text("mine", encoding="utf-8")
    return target, old if case != "fresh" else None, new


def kill_everywhere(case: str, where: Path, *, looks: bool) -> dict[str, object]:
    """Dump one catalog over another again and again, killed a call or two later each time."""
    target, old, new = prepare(case, where)
    template = where / "template"
    shutil.copytree(target.parent, template)
    seen: list[str] = []
    wrong: list[str] = []
    stride = 1 if looks else 2
    number = 1 - stride
    while True:
        number += stride
        shutil.rmtree(target.parent)
        shutil.copytree(template, target.parent)
        child = os.fork()
        if not child:
            with at_step(number, kill, looks=looks):
                dump(new, target)
            os._exit(0)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        found = state(target, old, new)
        seen.append(found)
        # whoever comes next finds no trouble, and leaves nothing behind
        dump(new, target)
        if state(target, old, new) != "new" or (target.is_dir() and any(target.glob(".evspec-*"))):
            wrong.append(f"{number}: not mended")
        if (target.parent / "beside").read_text(encoding="utf-8") != "mine":
            wrong.append(f"{number}: touched what it should not")
        if killed == 0:
            break
    return {"seen": seen, "wrong": wrong}


if __name__ == "__main__":
    base, cases = Path(sys.argv[1]), sys.argv[2:]
    if "all" not in cases:
        # a kill loses nothing that was written, so that waiting for the disk shows nothing
        os.fsync = lambda _number: None  # type: ignore[assignment]
    report = {}
    for case in cases:
        if case != "all":
            (base / case).mkdir()
            report[case] = kill_everywhere(case, base / case, looks="all" in cases)
    print(json.dumps(report))  # noqa: T201
