"""What the how-to pages tell to do is done to a copy of the package, and works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import evspec

BLOCK = re.compile(r"^```py\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PRINTED = re.compile(r"print\(.*\)  # (.*)$", re.MULTILINE)


@pytest.fixture
def page(root: Path) -> list[str]:
    """The code blocks of the page on units."""
    return BLOCK.findall((root / "docs" / "how-to" / "add-a-unit.md").read_text(encoding="utf-8"))


@pytest.fixture
def changed(page: list[str], tmp_path: Path) -> Path:
    """A folder with a copy of the package that has the row, where the page says."""
    assert evspec.__file__ is not None
    package = shutil.copytree(
        Path(evspec.__file__).parent, tmp_path / "evspec", ignore=shutil.ignore_patterns("__pycache__")
    )
    rows = package / "units" / "rows.py"
    before = rows.read_text(encoding="utf-8")
    after = re.sub(
        r'^    Row\("length", "ft".*\n', lambda foot: foot[0] + page[0], before, flags=re.MULTILINE
    )
    assert len(after.splitlines()) == len(before.splitlines()) + 1
    rows.write_text(after, encoding="utf-8")
    return tmp_path


def python(arguments: list[str], package: Path, folder: Path) -> str:
    """Run Python with the changed package in place of the installed one; return what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_one_line_adds_a_unit(page: list[str], changed: Path) -> None:
    assert len(page[0].splitlines()) == 1
    printed = python(["-c", page[1]], changed, changed)
    assert printed.splitlines() == PRINTED.findall(page[1])
    assert len(printed.splitlines()) == page[1].count("print(")


def test_the_tests_of_units_need_no_line(changed: Path, root: Path) -> None:
    tests = ["tests/units", "tests/oracles/test_gnu_units.py"]
    printed = python(
        ["-m", "pytest", "-v", "-p", "no:cacheprovider", "-k", "yd or length", *tests], changed, root
    )
    assert "test_row[yd] PASSED" in printed
