"""Every way in which a path can be wrong is a DataError with file and reason, reading and writing apart."""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

import evspec
from evspec import DataError, EvspecError, dump, load
from evspec.catalogs import Catalog, validate
from evspec.cli import main
from tests.files.drafts import HEAD, draft, folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAID = '[[said]]\nsource = "volt"\nlength = "4500 mm"\n'
CAR = Path("acme/comet/c1.toml")
PAIR = ("bmw/ix1/u11", "bmw/ix1/nb5")
NOBODY = 65534


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be someone to whom a closed door is closed, which it is not to root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that whoever runs the test may reach."""
    with TemporaryDirectory() as name:
        where = Path(name)
        where.chmod(0o755)
        yield where


def refused(path: Path, code: str = "unreadable") -> list[tuple[str, str]]:
    """Return file and message of each mistake that keeps a path from being read, the same to all who ask."""
    _, problems, _ = validate([path])
    assert {problem.code for problem in problems} <= {code, "unknown-source"}
    assert all(problem.line == 0 for problem in problems if problem.code == code)
    with pytest.raises(DataError) as caught:
        load(path)
    assert list(caught.value.problems) == problems
    return [(problem.file, problem.message) for problem in problems if problem.code == code]


def loop(at: Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    at.symlink_to(at.name)


def ring(at: Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    other = at.with_name("other-half")
    other.symlink_to(at.name)
    at.symlink_to(other.name)


def dangling(at: Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    at.symlink_to("nowhere")


def fifo(at: Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(at)


def listener(at: Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    before = Path.cwd()
    os.chdir(at.parent)  # the names of sockets are short
    try:
        socket.socket(socket.AF_UNIX).bind(at.name)
    finally:
        os.chdir(before)


def device(at: Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    at.symlink_to("/dev/zero")


def directory(at: Path) -> None:
    at.mkdir(parents=True)


def nothing(at: Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)


THINGS: list[tuple[Callable[[Path], None], str]] = [
    (loop, "Too many levels of symbolic links"),
    (ring, "Too many levels of symbolic links"),
    (dangling, "No such file or directory"),
    (fifo, "a pipe; data are read from regular files"),
    pytest.param(listener, "a socket", marks=pytest.mark.filterwarnings("ignore::ResourceWarning")),  # type: ignore[list-item]
    (device, "a device"),
    (directory, "Is a directory"),
    (nothing, "No such file or directory"),
]


class TestReading:
    @pytest.mark.parametrize(("make", "reason"), THINGS[:-2])
    def test_a_file_that_is_none(self, make: Callable[[Path], None], reason: str, tmp_path: Path) -> None:
        make(tmp_path / CAR)
        ((file, message),) = refused(tmp_path / CAR)
        assert file == str(tmp_path / CAR)
        assert message.startswith(f"cannot be read: {reason}")

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert refused(tmp_path / CAR) == [(str(tmp_path / CAR), "cannot be read: No such file or directory")]

    @pytest.mark.parametrize(("make", "reason"), THINGS[:-1])
    @pytest.mark.parametrize("place", ["acme/comet/c2.toml", "acme/c2.json", "sources.toml"])
    def test_one_in_a_folder(
        self, make: Callable[[Path], None], reason: str, place: str, tmp_path: Path
    ) -> None:
        where = draft(tmp_path, SAID)
        (where / "sources.toml").rename(tmp_path / "kept")
        if place != "sources.toml":
            (tmp_path / "kept").rename(where / "sources.toml")
        make(where / place)
        ((file, message),) = refused(where)
        assert file == str(where / place)
        assert message.startswith(f"cannot be read: {reason}")

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("a\0b.toml", "embedded null"),
            ("\0", "embedded null"),
            ("x" * 300 + ".toml", "File name too long"),
            ("x/" * 3000, "File name too long"),
            ("\ud800.toml", "a lone surrogate"),
            ("file/c1.toml", "Not a directory"),
            ("file/", "not valid TOML"),
        ],
    )
    def test_a_name_that_nothing_can_have(self, name: str, reason: str, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("=", encoding="utf-8")
        with pytest.raises(DataError) as caught:
            load(f"{tmp_path}/{name}")
        (problem,) = caught.value.problems
        assert reason in problem.message
        assert problem.file == str(Path(f"{tmp_path}/{name}"))

    @pytest.mark.parametrize("empty", ["", os.fsencode("a"), None, 3, ["a"], True])
    def test_what_is_no_path(self, empty: object) -> None:
        with pytest.raises((DataError, TypeError), match="path"):
            load(empty)  # type: ignore[arg-type]
        with pytest.raises((DataError, TypeError), match="path"):
            dump(evspec.catalog, empty)  # type: ignore[arg-type]

    @pytest.mark.parametrize("mode", [0o000, 0o111, 0o444])
    @pytest.mark.parametrize("place", ["", "acme", "acme/comet", "empty"])
    def test_a_closed_folder_is_told(self, mode: int, place: str, open_to_all: Path) -> None:
        where = draft(open_to_all, SAID)
        (where / "empty").mkdir()
        load(where)  # so that all is imported that nobody may read
        closed = where / place
        # an empty folder may be listed, and there is nothing in it
        closed.chmod(mode & 0o111 if place == "empty" else mode)
        try:
            with unprivileged():
                found = refused(where)
        finally:
            closed.chmod(0o755)
        assert found
        for file, message in found:
            assert Path(file).is_relative_to(closed)
            assert message == "cannot be read: Permission denied"

    @pytest.mark.parametrize("place", ["sources.toml", "acme/comet/c1.toml"])
    def test_a_closed_file_is_told(self, place: str, open_to_all: Path) -> None:
        where = draft(open_to_all, SAID)
        load(where)
        (where / place).chmod(0)
        with unprivileged():
            assert refused(where) == [(str(where / place), "cannot be read: Permission denied")]

    def test_a_closed_folder_beside_is_told(self, open_to_all: Path) -> None:
        where = folder(open_to_all, acme_comet_c1=HEAD + 'predecessor = "other/x/y"\n', other_x_y=HEAD)
        validate([where / CAR])
        (where / "other").chmod(0)
        try:
            with unprivileged():
                assert "cannot be read: Permission denied" in [message for _, message in refused(where / CAR)]
        finally:
            (where / "other").chmod(0o755)

    def test_an_id_longer_than_a_name_can_be_is_one_that_does_not_exist(self, tmp_path: Path) -> None:
        where = draft(tmp_path, f'predecessor = "acme/comet/{"c" * 5000}"\n')
        (problem,) = validate([where / CAR])[1]
        assert problem.code == "unknown-id"

    def test_all_are_told_at_once(self, tmp_path: Path) -> None:
        where = draft(tmp_path, SAID)
        for n, (make, _) in enumerate(THINGS[:4]):
            make(where / f"acme{n}" / "comet" / "c2.toml")
        assert len(refused(where)) == 4

    def test_links_to_folders_are_followed_and_none_leads_round(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        where = draft(tmp_path / "data", SAID)
        folder(tmp_path, other_x_y=HEAD)
        (where / "other").symlink_to(tmp_path / "other", target_is_directory=True)
        assert load(where).ids == ("acme/comet/c1", "other/x/y")
        (where / "acme" / "round").symlink_to(where, target_is_directory=True)
        assert refused(where) == [
            (str(where / "acme" / "round"), "cannot be read: a link back to a folder that holds it")
        ]

    def test_a_folder_that_is_gone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        try:
            for path in (".", "c1.toml", "acme/comet/c1.toml"):
                with pytest.raises(DataError, match="No such file or directory"):
                    load(path)
            with pytest.raises(DataError, match="cannot be written: No such file"):
                dump(Catalog.of_records({}, {}), "c1.toml")
        finally:
            os.chdir(tmp_path)

    @pytest.mark.parametrize("call", ["stat", "lstat", "open", "scandir"])
    def test_whatever_the_system_says_is_told(
        self, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        where = draft(tmp_path, SAID)
        right = getattr(os, call)

        def fail(path: object, *arguments: object, **options: object) -> object:
            if str(path).startswith(str(where)):
                raise OSError(5, "Input/output error")
            return right(path, *arguments, **options)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, fail)
            problems = validate([where])[1]
        assert {problem.message for problem in problems if problem.code == "unreadable"} == {
            "cannot be read: Input/output error"
        }
        assert all(problem.file.startswith(str(where)) for problem in problems)


class TestWriting:
    @pytest.fixture
    def small(self, tmp_path: Path) -> Catalog:
        (tmp_path / "from").mkdir()
        return load(draft(tmp_path / "from", SAID))

    @pytest.mark.parametrize("form", ["a.toml", "a.json", "folder"])
    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("a\0b", "null"),
            ("x" * 300, "File name too long"),
            ("\udfff", "lone surrogate"),
            ("file", "Not a directory"),
            ("loop", "Too many levels"),
        ],
    )
    def test_a_way_that_leads_nowhere(
        self, name: str, reason: str, form: str, small: Catalog, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("mine", encoding="utf-8")
        loop(tmp_path / "loop")
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(DataError, match=f"cannot be written: .*{reason}") as caught:
            dump(small, tmp_path / name / form)
        (problem,) = caught.value.problems
        assert (problem.file, problem.code) == (str(tmp_path / name / form), "unwritable")
        assert sorted(tmp_path.rglob("*")) == before

    @pytest.mark.parametrize(("make", "reason"), THINGS[:2] + THINGS[3:5] + THINGS[6:7])
    @pytest.mark.parametrize("place", ["sources.toml", "acme/comet/c1.toml"])
    def test_what_is_in_the_way_in_a_folder_stays(
        self, make: Callable[[Path], None], reason: str, place: str, small: Catalog, tmp_path: Path
    ) -> None:
        where = tmp_path / "to"
        make(where / place)
        before = sorted(where.rglob("*"))
        for overwrite in (False, True):
            with pytest.raises(DataError, match=r"cannot be (written|read)"):
                dump(small, where, overwrite=overwrite)
        assert sorted(where.rglob("*")) == before

    @pytest.mark.parametrize("form", ["a.toml", "a.json", "folder", "new/a.toml", "new/folder"])
    def test_a_folder_that_is_closed(self, form: str, small: Catalog, open_to_all: Path) -> None:
        closed = open_to_all / "closed"
        closed.mkdir(0o555)
        dump(small, open_to_all / "b.toml")
        dump(small, open_to_all / "b")
        with (
            unprivileged(),
            pytest.raises(DataError, match=r"cannot be (made|written): Permission") as caught,
        ):
            dump(small, closed / form)
        (problem,) = caught.value.problems
        assert problem.code == "unwritable"
        assert Path(problem.file).is_relative_to(closed)
        assert list(closed.iterdir()) == []

    def test_a_pipe_from_which_nobody_reads(self, small: Catalog, tmp_path: Path) -> None:
        fifo(tmp_path / "pipe.toml")
        with pytest.raises(DataError, match=r"pipe.toml: cannot be written: nobody reads from this pipe"):
            dump(small, tmp_path / "pipe.toml")

    def test_a_chart(self, tmp_path: Path) -> None:
        pytest.importorskip("matplotlib")
        with pytest.raises(DataError, match=r"x.png: cannot be written: No such file"):
            evspec.plot.save(
                evspec.plot.changes(evspec.diff("bmw/ix1/u11", "bmw/ix1/nb5")), tmp_path / "no/x.png"
            )


class TestCommandLine:
    """What cannot be read is not "the output", and the other way round."""

    @pytest.mark.parametrize(("make", "reason"), THINGS)
    @pytest.mark.parametrize("words", [("validate",), ("list", "--catalog"), ("show", "Comet", "--catalog")])
    def test_a_file_that_cannot_be_read(
        self,
        make: Callable[[Path], None],
        reason: str,
        words: tuple[str, ...],
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        make(tmp_path / CAR)
        assert main([*words, str(tmp_path / CAR)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "the output" not in err
        if make is not directory:
            assert f"{tmp_path / CAR}: cannot be read: {reason}" in err

    @pytest.mark.parametrize("option", [("list", "--catalog", ""), ("validate", ""), ("list", "-o", "")])
    def test_an_empty_path_is_wrong_usage(
        self, option: tuple[str, ...], capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as ended:
            main([*option])
        assert ended.value.code == 2
        assert "the path is empty" in capsys.readouterr().err

    @pytest.mark.parametrize(("make", "reason"), THINGS[:2] + THINGS[6:7])
    @pytest.mark.parametrize("words", [("list", "-o"), ("schema", "-o")])
    def test_a_file_that_cannot_be_written(
        self,
        make: Callable[[Path], None],
        reason: str,
        words: tuple[str, ...],
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        make(tmp_path / CAR)
        assert main([*words, str(tmp_path / CAR)]) == 1
        assert capsys.readouterr() == ("", f"evspec: {tmp_path / CAR}: cannot be written: {reason}\n")


def test_the_codes() -> None:
    """What is pinned above by its words has these codes."""
    with pytest.raises(EvspecError) as caught:
        load("/no/where.toml")
    assert isinstance(caught.value, DataError)
    assert caught.value.problems[0].code == "unreadable"
    with pytest.raises(DataError) as written:
        dump(Catalog.of_records({}, {}), "/proc/no/where.toml")
    assert written.value.problems[0].code == "unwritable"
