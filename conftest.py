"""What tests and doctests of one process owe to one another: none leaves definitions of its own behind."""

from __future__ import annotations

import functools
import gc
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.growing import Growing

# what the one who runs the tests has added to the record is none of their business
os.environ["EVSPEC_RECORD"] = os.devnull
# each of the programs that tests start would compile all of evspec anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# there are millions of objects that live as long as the tests: to look through them so often as Python
# does of itself takes a sixth of the time
gc.set_threshold(10_000, 20, 40)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Collect what is left once; pytest does so five times."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_of_its_own() -> Iterator[None]:
    """Take out of the tables what a test has added to them."""
    from evspec.cycles import OWN_CYCLES
    from evspec.growing import grown
    from evspec.specs import OWN_SPECS
    from evspec.units import OWN_UNITS

    tables = _tables_at_first()
    yield
    if not (OWN_UNITS or OWN_CYCLES or OWN_SPECS):
        return
    for table, known in tables:
        for key in set(table) - set(known):
            del table[key]
        table.update(known)
    for kept in _kept_answers(sum(name.startswith("evspec") for name in sys.modules)):
        # answers that were found by what is no longer there
        kept.cache_clear()
    grown()


@functools.cache
def _kept_answers(_modules: int) -> list[functools._lru_cache_wrapper[Any]]:
    """Return the functions of so many modules of evspec that keep their answers."""
    return [
        one
        for one in gc.get_objects()
        if type(one) is functools._lru_cache_wrapper and str(one.__module__).startswith("evspec")
    ]


@functools.cache
def _tables_at_first() -> list[tuple[Growing[Any, Any], dict[Any, Any]]]:
    """Return each table, and what was in it before the first test."""
    from evspec.growing import Growing

    return [(one, dict(one)) for one in gc.get_objects() if isinstance(one, Growing)]
