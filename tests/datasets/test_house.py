"""How the reading of data sets is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

#: More lines than these are no longer read in one sitting.
MOST = 300


@pytest.mark.parametrize("package", ["datasets", "crosswalks"])
def test_no_module_is_long(root: Path, package: str) -> None:
    modules = sorted((root / "src" / "evspec" / package).glob("*.py"))
    assert modules
    assert [m.name for m in modules if len(m.read_text(encoding="utf-8").splitlines()) > MOST] == []


def test_figures_are_read_by_specs_alone(root: Path) -> None:
    """A line is filled and read as a data file's: nothing here makes a number of a text itself."""
    read_here = [
        module.name
        for module in (root / "src" / "evspec" / "datasets").glob("*.py")
        if "measures.reading" in module.read_text(encoding="utf-8")
        or "measure(" in module.read_text(encoding="utf-8")
    ]
    assert read_here == []
