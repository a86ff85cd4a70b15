"""The README shows what the program prints, and has two commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import evspec as ev

if TYPE_CHECKING:
    from pathlib import Path


def test_its_tables_are_those_that_the_commands_print(root: Path) -> None:
    first, second = re.findall(
        r"```text\n(.*?)\n```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    printed = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5").to_text(width=100)
    assert printed.startswith(first + "\n\n▲ better")
    names = "Kia EV6 2025 Long Range RWD", "Subaru Solterra 2025"
    assert ev.compare(*names).to_text(width=100).startswith(second + "\n\n* best in its row")


def test_it_has_two_commands(root: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)\n```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    assert "evspec diff bmw/ix1/u11 bmw/ix1/nb5" in blocks[0]
    assert blocks[1].endswith("pytest -n auto")
