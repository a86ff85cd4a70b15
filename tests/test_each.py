"""That one test over many cases runs them all, and hides none that fails."""

from __future__ import annotations

import inspect

import pytest

from tests.each import each


def test_all_failures_are_told() -> None:
    seen: list[tuple[int, str]] = []

    @each("number", range(4))
    @each("letter", ["a", "b"], ids=["first", "second"])
    def tried(root: str, letter: str, number: int) -> None:
        seen.append((number, root + letter))
        assert number < 3, f"{number} is too much"

    assert list(inspect.signature(tried).parameters) == ["root"]
    with pytest.raises(BaseExceptionGroup, match="2 of 2 cases") as caught:
        tried(root="/")
    assert seen == [(number, letter) for number in range(4) for letter in ("/a", "/b")]
    assert [one.__notes__[0] for one in caught.value.exceptions] == [
        "in the case first", "in the case second",
    ]  # fmt: skip


def test_one_failure_is_told_as_it_is() -> None:
    @each(["low", "high"], [(1, 2), (2, 1)])
    def tried(low: int, high: int) -> None:
        if low > high:
            pytest.fail("upside down")

    with pytest.raises(pytest.fail.Exception, match="upside down") as caught:
        tried()
    assert caught.value.__notes__ == ["in the case 2, 1"]


def test_no_cases_are_a_mistake() -> None:
    with pytest.raises(AssertionError):
        each("number", [])
