"""A file or a folder is dumped whole or not at all: at every kill, and at every error of the system."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

import evspec
from evspec import DataError, EvspecError, dump, load
from evspec.files import journal
from evspec.files.journal import JOURNAL, claimed
from tests.files.steps import CASES, at_step, cars, count, prepare, state

if TYPE_CHECKING:
    from collections.abc import Callable

    Prepared = tuple[Path, evspec.Catalog | None, evspec.Catalog]
    Cut = tuple[Path, evspec.Catalog, evspec.Catalog]

pytestmark = pytest.mark.law
ROOT = Path(__file__).parents[2]
#: What a call may raise: the system's errors, and what comes at any place of a program.
FAULTS = {
    "full": lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    "closed": lambda: PermissionError(errno.EACCES, os.strerror(errno.EACCES)),
    "interrupted": KeyboardInterrupt,
}
#: What journal and disk ask of the system.
CALLS = (
    "chmod", "fsync", "link", "listdir", "lstat", "mkdir",
    "open", "replace", "rmdir", "scandir", "stat", "unlink",
)  # fmt: skip


def contents(where: Path) -> dict[str, bytes]:
    """Return every file at or below a place that is no trace of a dump."""
    files = [file for file in where.rglob("*") if file.is_file()]
    return {str(file.relative_to(where)): file.read_bytes() for file in files}


def killed(where: Path, *words: str) -> dict[str, dict[str, object]]:
    """Run the program that is killed before each of its calls."""
    command = [sys.executable, "-m", "tests.files.steps", str(where), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found


class TestKilled:
    def check(self, report: dict[str, dict[str, object]], least: int) -> None:
        for case, found in report.items():
            seen = found["seen"]
            assert isinstance(seen, list)
            assert found["wrong"] == []
            assert set(seen) == {"old", "new"}, seen
            # the old one up to a call, and from there on the new one
            assert seen == sorted(seen, reverse=True), case
            assert len(seen) > (least if "." not in case else min(10, least // 4))

    def test_before_every_second_call_that_changes_anything(self, tmp_path: Path) -> None:
        self.check(killed(tmp_path, "halfway", "fresh", "a.toml"), 20)

    @pytest.mark.torture
    def test_before_every_call(self, tmp_path: Path) -> None:
        self.check(killed(tmp_path, *CASES, "all"), 200)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the wait for the disk, of which nothing here can tell."""
    monkeypatch.setattr(os, "fsync", lambda _number: None)


@pytest.fixture
def stride(request: pytest.FixtureRequest) -> int:
    """How many calls are passed over between two that fail where there are hundreds of a kind."""
    return 1 if request.config.getoption("--torture") else 9


def attempt(target: Path, new: evspec.Catalog) -> bool:
    """Dump, and tell whether that was said to have gone well."""
    try:
        dump(new, target)
    except (DataError, KeyboardInterrupt):
        return False
    return True


@pytest.mark.parametrize("case", CASES[:3] + CASES[4:])
class TestFaults:
    """What is said to have failed has changed nothing, and what is said to be done is done."""

    @pytest.fixture
    def place(self, case: str, tmp_path: Path) -> Callable[[], Prepared]:
        taken = iter(range(100_000))

        def fresh() -> Prepared:
            where = tmp_path / str(next(taken))
            where.mkdir()
            return prepare(case, where)

        return fresh

    # a fault in place of a call that closes a file leaves it open
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
    @pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
    def test_one_call_fails(
        self,
        fault: Callable[[], BaseException],
        place: Callable[[], Prepared],
        request: pytest.FixtureRequest,
    ) -> None:
        target, old, new = place()
        before = contents(target.parent)
        looks = bool(request.config.getoption("--torture"))
        total = count(lambda: dump(new, target), looks=looks)
        assert total > 10

        def fail() -> None:
            raise fault()

        # in each run, each call has one of the faults
        first, every = (1, 1) if looks else (1 + [*FAULTS.values()].index(fault), len(FAULTS))
        for number in range(first, total + 1, every):
            target, old, new = place()
            with at_step(number, fail, looks=looks) as names:
                is_done = attempt(target, new)
            found = state(target, old, new)
            if fault is KeyboardInterrupt and found == "new":
                # that of the last step of all, after which nothing is left to do
                assert number > total - 10
                continue
            assert found == ("new" if is_done else "old"), names[-1]
            if not is_done:
                assert contents(target.parent) == before, (number, names[-1])
            # what was kept from closing its lock holds it for as long as this process lives
            assert names[-1] == "close" or attempt(target, new)

    @pytest.mark.parametrize("call", CALLS)
    def test_a_call_fails_from_some_time_on(
        self,
        call: str,
        place: Callable[[], Prepared],
        stride: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        right = getattr(os, call)
        left = 0
        # of the others there are a dozen each
        for good in range(0, 1000, stride if call in {"lstat", "stat"} else (stride + 3) // 4):
            target, old, new = place()
            left = good

            def now(*arguments: object, **options: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                return right(*arguments, **options)

            with monkeypatch.context() as patch:
                patch.setattr(os, call, now)
                is_done = attempt(target, new)
            assert state(target, old, new) == ("new" if is_done else "old"), good
            # that the next one finds no trouble is the next one's proof
            assert attempt(target, new)
            if left >= 0:
                break
        else:
            pytest.fail(f"{call} never went through")


def test_all_calls_fail_from_some_time_on(
    stride: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = 0

    def failing(right: Callable[..., object]) -> Callable[..., object]:
        def now(*arguments: object, **options: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise OSError(errno.EROFS, os.strerror(errno.EROFS))
            return right(*arguments, **options)

        return now

    for good in range(0, 1000, stride):
        (tmp_path / str(good)).mkdir()
        target, old, new = prepare("widened", tmp_path / str(good))
        left = good
        with monkeypatch.context() as patch:
            for call in CALLS:
                patch.setattr(os, call, failing(getattr(os, call)))
            is_done = attempt(target, new)
        assert state(target, old, new) == ("new" if is_done else "old"), good
        assert attempt(target, new)
        if left >= 0:
            break
    assert good > 30


class TestUnfinished:
    """What a dump that was cut short leaves is read as the old files, wherever one starts to read."""

    @pytest.fixture
    def cut(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cut:
        target, old, new = prepare("widened", tmp_path)
        assert old is not None

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(journal, "undo", lambda _folder: None)
            with at_step(4, stop, only={"replace"}), pytest.raises(KeyboardInterrupt):
                dump(new, target)
        assert (target / JOURNAL).exists()
        return target, old, new

    def test_from_its_folder_a_folder_in_it_or_a_file(self, cut: Cut) -> None:
        target, old, _ = cut
        assert load(target) == old
        for part in ("acme", "acme/comet", "acme/comet/c0.toml", "acme/comet/c1.toml"):
            read = load(target / part)
            assert all(read[id_] == old[id_] for id_ in read.ids), part
            assert read.sources["maker"].title == "Data 4500"
        # the third car was new
        assert "acme/comet/c2" not in load(target / "acme").ids

    def test_reading_changes_nothing(self, cut: Cut) -> None:
        before = contents(cut[0])
        load(cut[0])
        assert contents(cut[0]) == before

    def test_the_next_dump_takes_it_back_even_if_it_is_refused(self, cut: Cut) -> None:
        target, old, _ = cut
        (target / "mine.toml").write_text("", encoding="utf-8")
        with pytest.raises(EvspecError, match="holds other vehicles"):
            dump(old, target)
        assert sorted(contents(target)) == [
            "acme/comet/c0.toml", "acme/comet/c1.toml", "mine.toml", "sources.toml",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "text",
        [
            "", "{", "[]", "{}", "null", "[" * 100_000, '{"stage": "..", "files": {}}',
            '{"stage": ".evspec-000000000000", "files": {"../x.toml": true}}',
            '{"stage": ".evspec-000000000000", "files": {"/etc/x.toml": false}}',
            '{"stage": ".evspec-000000000000", "files": {"a/../../x.toml": false}}',
            '{"stage": ".evspec-000000000000", "files": {"C:x.toml": false}}',
            '{"stage": ".evspec-000000000000", "files": {"..\\\\x.toml": false}}',
            '{"stage": ".evspec-000000000000", "files": {"x\\u0000.toml": false}}',
            '{"stage": ".evspec-000000000000", "files": {"notes.txt": false}}',
            '{"stage": ".evspec-000000000000", "files": [["x.toml", false]]}',
            '{"stage": ".evspec-000000000000/../..", "files": {}}',
            '{"stage": 3, "files": {}}',
        ],
    )  # fmt: skip
    def test_what_is_no_journal_is_told_and_nothing_removed(self, text: str, tmp_path: Path) -> None:
        old = cars(tmp_path / "from", "4500")
        target = tmp_path / "to"
        dump(old, target)
        (tmp_path / "x.toml").write_text("mine", encoding="utf-8")
        (target / JOURNAL).write_text(text, encoding="utf-8")
        before = contents(tmp_path)
        for act in (lambda: load(target), lambda: dump(old, target), lambda: load(target / "acme")):
            with pytest.raises(DataError, match="this is no journal of a dump") as caught:
                act()
            assert caught.value.problems[0].file.endswith(JOURNAL)
        assert contents(tmp_path) == before

    def test_a_pipe_for_a_journal(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / JOURNAL)
        with pytest.raises(DataError, match="a pipe; data are read from regular files"):
            load(tmp_path)


class TestTwoAtOnce:
    def test_the_second_is_refused(self, tmp_path: Path) -> None:
        new = cars(tmp_path / "from", "4500")
        with claimed(tmp_path / "to"):
            with pytest.raises(DataError, match="another dump is writing to it") as caught:
                dump(new, tmp_path / "to")
            assert caught.value.problems[0].code == "unwritable"
        dump(new, tmp_path / "to")

    def test_a_refused_one_leaves_the_folder_that_it_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        new, target = cars(tmp_path / "from", "4500"), tmp_path / "to"
        held: list[int] = []
        right = fcntl.flock

        def overtaken(number: int, operation: int) -> None:
            # another one takes the lock between the making of the folder and its locking
            if not held:
                held.append(os.open(target, os.O_RDONLY))
                right(held[0], operation)
            right(number, operation)

        monkeypatch.setattr("fcntl.flock", overtaken)
        with pytest.raises(DataError, match="another dump is writing to it"):
            dump(new, target)
        os.close(held[0])
        assert target.is_dir()

    def test_of_many_that_try_none_spoils_another(self, tmp_path: Path) -> None:
        several = [cars(tmp_path / f"from-{n}", f"45{n}0") for n in range(4)]
        target = tmp_path / "to"
        told: list[str] = []

        def work(number: int) -> None:
            for _ in range(5):
                try:
                    dump(several[number], target)
                except DataError as error:
                    told.extend(problem.message for problem in error.problems)

        threads = [Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert load(target) in several
        assert set(told) <= {"cannot be written: another dump is writing to it"}
        assert not list(target.glob(".evspec-*"))

    def test_a_file_system_without_locks_or_second_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old, new = cars(tmp_path / "from-old", "4500"), cars(tmp_path / "from-new", "4600")
        dump(old, tmp_path / "to")

        def lacking(*_: object, **__: object) -> None:
            raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

        monkeypatch.setattr(os, "link", lacking)
        monkeypatch.setattr("fcntl.flock", lacking)
        dump(new, tmp_path / "to")
        assert load(tmp_path / "to") == new


def test_rights_are_kept_and_links_followed(tmp_path: Path) -> None:
    old, new = cars(tmp_path / "from-old", "4500"), cars(tmp_path / "from-new", "4600")
    target = tmp_path / "to"
    dump(old, target)
    (target / "sources.toml").chmod(0o640)
    (target / "acme").rename(tmp_path / "elsewhere")
    (target / "acme").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    dump(new, target)
    assert load(target) == new
    assert (target / "sources.toml").stat().st_mode & 0o777 == 0o640
    assert (target / "acme").is_symlink()
    assert (tmp_path / "elsewhere" / "comet" / "c0.toml").is_file()
