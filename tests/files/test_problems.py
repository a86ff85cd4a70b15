"""The codes of mistakes: each told in the docs, and each met in a test of mistakes."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

from evspec.errors import DataError, Problem, ProblemCode
from tests.each import each

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "problems.md"
#: The tests of mistakes, which hold each code as a text.
MISTAKES = (
    "articles/test_accepting.py",
    "files/test_files.py",
    "files/test_mistakes.py",
    "catalogs/test_links.py",
    "plausibility/test_doubts.py",
    "files/test_paths.py",
    "table/test_document.py",
    "table/test_json.py",
)


def test_the_page_lists_every_code() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(code.value, code.meaning) for code in ProblemCode]


@each("code", ProblemCode)
def test_no_code_is_dead(code: ProblemCode) -> None:
    assert any(f'"{code}"' in (TESTS / name).read_text(encoding="utf-8") for name in MISTAKES)


def test_a_code_is_a_text_that_survives_pickling() -> None:
    problem = Problem("c1.toml", 3, "said[1].range", "wrong", ProblemCode.UNIT)
    error = pickle.loads(pickle.dumps(DataError([problem])))
    assert error.problems == (problem,)
    assert error.problems[0].code == "unit"
    assert str(problem) == "c1.toml:3: said[1].range: wrong"
