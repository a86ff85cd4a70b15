"""What the page on adding a vehicle tells to do is done in an empty folder, and gives what it shows.

``python -m tests.catalogs.test_how_to`` writes into the page what comes out now.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from evspec.files.schema import schema_text

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-vehicle.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(words: list[str], folder: Path) -> str:
    """Run evspec or Python in a folder; return what it prints, messages and data."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def done(page: str, folder: Path) -> str:
    """Do what each block says, and return the page with what came out in place of what it shows."""
    printed = ""

    def block(match: re.Match[str]) -> str:
        nonlocal printed
        kind, text = match.groups()
        if kind == "toml":
            name, _, content = text.partition("\n")
            (folder / name.removeprefix("# ")).write_text(content, encoding="utf-8")
        elif kind == "console":
            commands = re.findall(r"^\$ evspec (.*)$", text, re.MULTILINE)
            text = "".join(
                f"$ evspec {c}\n{run(['-m', 'evspec', *shlex.split(c)], folder)}" for c in commands
            )
        elif kind == "py":
            printed = run(["-c", text], folder)
        else:
            text = printed
        return f"```{kind}\n{text}```"

    return BLOCK.sub(block, page)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page with what came out."""
    return done(PAGE.read_text(encoding="utf-8"), tmp_path_factory.mktemp("page"))


def test_the_page_shows_what_comes_out(outcome: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert {kind for kind, _ in BLOCK.findall(page)} == {"toml", "console", "py", "text"}
    assert page == outcome, "see: python -m tests.catalogs.test_how_to"


def test_the_page_shows_mistakes_and_a_file_without(outcome: str) -> None:
    assert "evspec: 3 mistakes" in outcome
    assert "9 claims: no mistake" in outcome
    assert "Traceback" not in outcome


def test_the_page_begins_with_the_template(tmp_path: Path) -> None:
    done(PAGE.read_text(encoding="utf-8").partition("## Write")[0], tmp_path)
    template = (tmp_path / "acme" / "comet" / "c2.toml").read_text(encoding="utf-8")
    assert template.startswith("#:schema ../../schema.json\n")
    # where the first line leads from make/model
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == f"{schema_text()}\n"


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        PAGE.write_text(done(PAGE.read_text(encoding="utf-8"), Path(place)), encoding="utf-8")
