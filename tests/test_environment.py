"""Where the package runs: from a zip file, in forked processes, interrupted, and without streams."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import evspec
from evspec.languages import every

SOURCE = Path(evspec.__file__).parent
PAIR = ("bmw/ix1/u11", "bmw/ix1/nb5")
#: How long a process may take before it counts as hanging, in seconds.
LONG = 60

pytestmark = [
    pytest.mark.law,
    pytest.mark.skipif(os.name == "nt", reason="Windows forks nothing and has other signals"),
]


def program(code: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env=os.environ | {"PYTHONPATH": str(SOURCE.parent)} | more,
        capture_output=True, text=True, check=False, encoding="utf-8", timeout=LONG,
    )  # fmt: skip


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The package in a zip file, from which Python imports it."""
    file = tmp_path_factory.mktemp("zip") / "evspec.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for one in sorted(SOURCE.rglob("*")):
            if one.is_file() and "__pycache__" not in one.parts:
                archive.write(one, Path("evspec") / one.relative_to(SOURCE))
    return str(file)


class TestZip:
    def test_has_the_whole_catalog(self, packed: str) -> None:
        code = "import evspec as ev\nassert '.zip' in ev.__file__\nprint(*ev.catalog.ids)\n"
        code += "print(*ev.catalog.sources)\nprint(sum(len(g.claims()) for g in ev.catalog))"
        done = program(code, PYTHONPATH=packed)
        assert done.stderr == ""
        ids, sources, claims = done.stdout.splitlines()
        assert tuple(ids.split()) == evspec.catalog.ids
        assert tuple(sources.split()) == tuple(evspec.catalog.sources)
        assert int(claims) == sum(len(generation.claims()) for generation in evspec.catalog)

    def test_has_every_language(self, packed: str) -> None:
        code = "import evspec as ev\nfrom evspec.languages import every\n"
        code += "print(*(one.code for one in every()))\nprint(ev.measure('bis zu 514 Kilometer'))"
        done = program(code, PYTHONPATH=packed)
        assert (done.stdout.splitlines(), done.stderr) == (
            [" ".join(one.code for one in every()), "up to 514 km"], "",
        )  # fmt: skip

    def test_each_command_prints_the_same(self, packed: str) -> None:
        code = "import sys, evspec.cli as cli\nfor words in sys.argv[1:]:\n"
        code += "    print(words)\n    assert cli.main(words.split('|')) == 0\n"
        code += "print(cli.__file__, file=sys.stderr)"
        pair = "|".join(PAIR)
        commands = (
            f"diff|{pair}", f"compare|{pair}|--format|json", "show|iX1 eDrive20", "list", "schema",
            "schema|table", "conflicts|--format|html", "convert|319 mi|km", "coverage",
            f"diff|{pair}|--format|latex", f"validate|{SOURCE / 'data'}",
        )  # fmt: skip
        here, there = program(code, *commands), program(code, *commands, PYTHONPATH=packed)
        assert (here.returncode, there.returncode) == (0, 0), there.stderr
        assert here.stderr == f"{SOURCE / 'cli' / '__init__.py'}\n"
        assert there.stderr == f"{packed}/evspec/cli/__init__.py\n"
        assert there.stdout == here.stdout


FORK = """
import os, signal, sys, threading, time
import evspec as ev
{before}
held = threading.Event()
def work():
{work}
thread = threading.Thread(target=work, daemon=True)
thread.start()
held.wait()
child = os.fork()
if not child:
    signal.alarm(10)
{child}
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
SLOW = """
from evspec.catalogs.catalog import Catalog, Store
def slow(id_, sources):
    held.set()
    time.sleep(0.3)
    return ev.catalog.store.record(id_)
mine = Catalog(Store(("bmw/ix1/u11",), slow, lambda: ev.catalog.sources))
"""
PINT = """
from evspec.units import pint_border
right = pint_border.define_units
def slow(made):
    held.set()
    time.sleep(0.3)
    right(made)
pint_border.define_units = slow
"""
CACHED = """
import pkgutil
from importlib import import_module
found = [module.name for module in pkgutil.walk_packages(ev.__path__, "evspec.")]
modules = [import_module(name) for name in found if name != "evspec.__main__"]
owners = {owner for module in modules for owner in vars(module).values() if isinstance(owner, type)}
cached = [one for owner in owners for one in vars(owner).values() if hasattr(one, "lock")]
locks = [one.lock for one in cached if type(one).__name__ == "cached_property"]
assert len(locks) > 5 or sys.version_info >= (3, 12)
"""
FORKS = {
    "a record is read": (SLOW, "    mine['bmw/ix1/u11']", "    assert mine['bmw/ix1/u11'].name"),
    "a record of another catalog is read": (
        SLOW, "    mine['bmw/ix1/u11']", "    assert ev.catalog['bmw/ix3/na5'].name",
    ),
    "a joined catalog is read": (
        SLOW + "both = ev.catalog | mine\n", "    both['bmw/ix1/u11']",
        "    assert (mine | ev.catalog)['bmw/ix1/u11'].name",
    ),
    "sources are read": (
        SLOW + "mine = Catalog(Store((), slow, lambda: (slow('bmw/ix1/u11', {}), ev.catalog.sources)[1]))",
        "    mine.sources", "    assert mine.sources",
    ),
    "pint's registry is built": (
        PINT,
        "    pint_border.registry()", "    assert pint_border.registry()",
    ),
    "a cached property is worked out": (
        CACHED,
        "    [lock.acquire() for lock in locks]; held.set(); time.sleep(100)",
        "    assert ev.diff('bmw/ix1/u11', 'bmw/ix1/nb5').to_text()",
    ),
}  # fmt: skip


class TestFork:
    @pytest.mark.parametrize("case", FORKS)
    def test_while(self, case: str) -> None:
        before, work, child = FORKS[case]
        code = FORK.format(before=before, work=work, child=child)
        done = program(code, PYTHONWARNINGS="ignore::DeprecationWarning")
        assert (done.stdout, done.stderr) == ("0\n", "")


#: Presses Ctrl-C when the n-th module is asked for, counted from the program's own start.
INTERRUPT = """
import runpy, signal, sys
left = int(sys.argv.pop(1))
started = False
def note(event, arguments):
    global left, started
    if event == "import":
        started = started or arguments[0] == "evspec.cli"
        left -= started
        if started and left == 0:
            signal.raise_signal(signal.SIGINT)
sys.addaudithook(note)
try:
    runpy.run_module("evspec", run_name="__main__", alter_sys=True)
finally:
    print(left, file=sys.__stderr__)
"""


class TestInterrupted:
    @pytest.mark.parametrize("words", [("diff", *PAIR), ("list",), ("convert", "319 mi", "km")])
    def test_at_any_import(self, words: tuple[str, ...], request: pytest.FixtureRequest) -> None:
        first = program(INTERRUPT, "1000000", *words)
        assert first.returncode == 0
        imports = 1_000_000 - int(first.stderr)
        assert imports > 20
        stride = 1 if request.config.getoption("--torture") else max(1, imports // 4)
        for number in (1, 2, *range(3, imports, stride), imports):
            done = program(INTERRUPT, str(number), *words)
            assert (done.returncode, done.stdout, done.stderr) == (130, "", "0\n"), number

    def test_while_it_works(self) -> None:
        code = "import sys, signal, evspec as ev\nfrom evspec.cli import main\n"
        code += "def stop(*_, **__): signal.raise_signal(signal.SIGINT)\n"
        code += "ev.diff = stop\nsys.exit(main())"
        done = program(code, "diff", *PAIR)
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "")

    @pytest.mark.torture
    def test_at_any_time(self) -> None:
        codes = set()
        for milliseconds in range(0, 400, 2):
            command = [sys.executable, "-m", "evspec", "diff", *PAIR]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                time.sleep(milliseconds / 1000)
                process.send_signal(signal.SIGINT)
                _, told = process.communicate(timeout=LONG)
            codes.add(process.returncode)
            # what Python itself says before it has come to the program is not the program's
            assert not told or b"evspec" not in told
        assert codes <= {0, 1, 130, -signal.SIGINT}


class TestStreams:
    """Messages never go where data belong, and what nobody can be told is told by the exit code."""

    def shell(self, words: str, *more: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", "-c", f'"{sys.executable}" -m evspec {words}', "sh", *more]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONG)

    # each mistake meets two of the ways, and each way both codes
    @pytest.mark.parametrize("turn", [0, 2])
    @pytest.mark.parametrize(
        ("number", "words", "code"),
        [
            (0, "validate no.toml", 1), (1, "diff a b", 1), (0, "nonsense", 2), (1, "", 2),
            (2, "diff bmw/ix1/u11", 2), (3, "list --catalog no.toml", 1), (2, "show nothing", 1),
            (3, "list --nonsense", 2),
        ],
    )  # fmt: skip
    def test_no_standard_error(self, turn: int, number: int, words: str, code: int) -> None:
        ways = ("2>&-", "2>/dev/full", "2>&- </dev/null", "2>&1 >/dev/null 2>&-")
        how = ways[(number + turn) % len(ways)]
        if "full" in how and not Path("/dev/full").exists():
            pytest.skip("needs /dev/full")
        done = self.shell(f"{words} {how}")
        assert (done.returncode, done.stdout, done.stderr) == (code, "", "")

    def test_data_without_standard_error(self) -> None:
        done = self.shell("convert '319 mi' km 2>&-")
        assert (done.returncode, done.stdout, done.stderr) == (0, "513 km\n", "")

    def test_a_file_written_without_streams(self, tmp_path: Path) -> None:
        file = tmp_path / "a.json"
        done = self.shell(f"new acme/comet/c1 -o '{tmp_path}/c1.toml' 2>&-")
        assert (done.returncode, done.stdout) == (0, "")
        done = self.shell(f"list -o '{file}' 2>&- <&-")
        assert (done.returncode, done.stdout) == (0, "")
        assert "bmw/ix1/u11" in file.read_text(encoding="utf-8")

    def test_neither_stream(self) -> None:
        for words in ("list", "nonsense", "validate no.toml"):
            done = self.shell(f"{words} >&- 2>&-")
            assert (done.returncode, done.stdout, done.stderr) == (1, "", "")

    def test_a_pipe_of_messages_that_nobody_reads(self) -> None:
        done = self.shell("validate no.toml 2>&1 >/dev/null | true; exit 0")
        assert (done.returncode, done.stderr) == (0, "")
