"""docs/coverage.md as the command makes it: ``python -m tests.catalogs.coverage_page`` writes it anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import evspec as ev
from evspec.cli import main

__all__ = ["PAGE", "page"]

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"

_HEAD = """\
# Coverage

How many claims the built-in catalog has of what, and whether one of them is official. What is thin here is
where a source helps most: [](how-to/add-a-vehicle.md) tells how to add one.

The tables are those of `evspec coverage --format markdown`, and for each maker of
`evspec coverage --by spec --format markdown MAKER`; a test keeps them up to date.

## By group of specs
"""


def page() -> str:
    """Return the page."""
    parts = [_HEAD, _printed("coverage", "--format", "markdown")]
    for make in dict.fromkeys(generation.make for generation in ev.catalog):
        words = ("coverage", "--by", "spec", "--format", "markdown", f"{make.lower()}/")
        parts += [f"## {make}\n", _printed(*words)]
    return "\n".join(parts)


def _printed(*words: str) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "table.md"
        main([*words, "-o", str(file)])
        return file.read_text(encoding="utf-8")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
