"""One test over many cases, for those that are alike and quick."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Test = Callable[..., None]


def each(
    names: str | Sequence[str], cases: Iterable[Any], *, ids: Callable[[Any], object] | Iterable[str] = repr
) -> Callable[[Test], Test]:
    """Try a test with each case, and tell all that fail.

    It is given what `pytest.mark.parametrize` is given, which makes each case a test of its own: to collect,
    set up and report that takes longer than most cases do. Fixtures are shared by the cases, so a case that
    leaves something behind stays with `parametrize`.

    Parameters
    ----------
    names
        The arguments that the cases fill in: a text with commas, or several texts.
    cases
        For each case the value of the argument, or one value for each of several.
    ids
        What a case is called where it fails: a text for each, or what makes one of a value.

    Returns
    -------
    Callable
        What makes one test of a function that takes these arguments.
    """
    arguments = [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
    single = isinstance(names, str) and len(arguments) == 1
    values = [(case,) if single else tuple(case) for case in cases]
    called = [", ".join(str(ids(one)) for one in case) for case in values] if callable(ids) else [*ids]
    assert values
    assert len(values) == len(called)
    assert all(len(case) == len(arguments) for case in values)

    def over_all(test: Test) -> Test:
        @functools.wraps(test)
        def tried(*positional: Any, **fixtures: Any) -> None:
            failures = []
            for case, name in zip(values, called, strict=True):
                try:
                    test(*positional, **fixtures, **dict(zip(arguments, case, strict=True)))
                except (Exception, pytest.fail.Exception, pytest.skip.Exception) as failure:
                    failure.add_note(f"in the case {name}")
                    failures.append(failure)
            if len(failures) == 1:
                raise failures[0]
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(values)} cases", failures)

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in arguments]
        assert len(left) == len(signature.parameters) - len(arguments), f"takes no {arguments}"
        # pytest looks up here which fixtures a test takes
        tried.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return tried

    return over_all
