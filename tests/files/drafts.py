"""Made-up data files for the tests of catalogs and of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.catalogs import validate

if TYPE_CHECKING:
    from pathlib import Path

    from evspec.errors import Problem

__all__ = ["HEAD", "SOURCES", "draft", "folder", "line_of", "mistakes"]

SOURCES = """\
[volt]
publisher = "Volt"
title = "[Comet]"
address = "https://volt.example/comet"
date = "2026-02-24"

[maker]
publisher = "Acme"
title = "Comet data"
address = "https://acme.example/comet"
kind = "maker"
tier = 1
"""

HEAD = """\
make = "Acme"
model = "Comet"
code = "C1"
editions = ["2026", "2028"]
variants = { long = "Long Range", dual = "(dual-motor)" }
"""


def folder(where: Path, **files: str) -> Path:
    """Write a folder of data with the sources; a file's key is its id with "_" for "/"."""
    (where / "sources.toml").write_text(SOURCES, encoding="utf-8")
    for key, text in files.items():
        file = where / f"{key.replace('_', '/')}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return where


def draft(where: Path, body: str, head: str = HEAD) -> Path:
    """Write acme/comet/c1.toml in a folder of data and return the folder."""
    return folder(where, acme_comet_c1=head + body)


def mistakes(path: Path) -> list[Problem]:
    """Return what `validate` finds in a file or folder."""
    return validate([path])[1]


def line_of(path: Path, words: str = "# here") -> int:
    """Return the number of the line that holds these words."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if words in line)
