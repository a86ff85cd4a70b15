"""The stories are what people write: doctests that pytest collects.

That type checkers admit them is tested with other scripts, in `tests/typing`.
"""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import evspec as ev
from tests.each import each

if TYPE_CHECKING:
    import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "stories.md"
#: What is a program on a page: a cell that is run, a fence that is tested, the lines of a doctest.
_CODE = re.compile(r"^```(?:\{code-cell\} python|python|py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: The pages that show how a thing is done.
_SHOWING = (DOCS / "tutorial.md", PAGE, *sorted((DOCS / "how-to").glob("*.md")))


def examples() -> list[doctest.Example]:
    return doctest.DocTestParser().get_examples(PAGE.read_text(encoding="utf-8"), PAGE.name)


def functions() -> list[str]:
    """Return every public function by the name that a script calls it by."""
    own = [name for name in ev.__all__ if inspect.isfunction(inspect.unwrap(getattr(ev, name)))]
    return own + [f"plot.{name}" for name in ev.plot.__all__ if inspect.isfunction(getattr(ev.plot, name))]


def test_pytest_collects_the_page(pytestconfig: pytest.Config) -> None:
    assert "--doctest-glob=*.md" in pytestconfig.getini("addopts")
    assert "docs" in pytestconfig.getini("testpaths")
    assert len(examples()) > 8


@each("name", functions())
def test_every_public_function_is_shown(name: str) -> None:
    called = re.compile(rf"\bev\.{re.escape(name)}\(")
    shown = [
        page.name for page in _SHOWING if any(map(called.search, _CODE.findall(page.read_text("utf-8"))))
    ]
    assert shown, f"ev.{name} is called on no page of the tutorial, the how-tos or the stories"
