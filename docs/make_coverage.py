"""Write the page on coverage: how many claims the built-in catalog has of what.

Run ``python docs/make_coverage.py`` after a change of the data. With ``--check`` nothing is written: it
fails if the page is not what this script makes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import evspec as ev
from evspec.cli import main

PAGE = Path(__file__).parent / "coverage.md"

_HEAD = """\
# Coverage

How many claims the built-in catalog has of what, and whether one of them is official. What is thin here is
where a source helps most: [](how-to/add-a-vehicle.md) tells how to add one.

The tables are those of `evspec coverage --format markdown`, and for each maker of
`evspec coverage --by spec --format markdown MAKER`; `.ci/run` checks that they are up to date.

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
    """Return what the command line writes."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "table.md"
        main([*words, "-o", str(file)])
        return file.read_text(encoding="utf-8")


def check() -> int:
    """Return 1, and say so, if the file is not what is made now."""
    if PAGE.read_text(encoding="utf-8") == page():
        return 0
    sys.stderr.write("docs/coverage.md is not up to date; run: python docs/make_coverage.py\n")
    return 1


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(check())
    PAGE.write_text(page(), encoding="utf-8")
