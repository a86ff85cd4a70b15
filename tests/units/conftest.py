"""Registries of pint: building one takes a fifth of a second, so that most tests of a module share one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pint
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def plain() -> Any:
    """A registry as pint makes it, for the tests that teach it no units of their own."""
    return pint.UnitRegistry()


@pytest.fixture
def own(plain: Any) -> Iterator[Any]:
    """The registry that pint uses for the application; a test may replace it."""
    yield from _applied(plain)


@pytest.fixture
def untaught() -> Iterator[Any]:
    """The same, as nobody has used it before."""
    yield from _applied(pint.UnitRegistry())


def _applied(registry: Any) -> Iterator[Any]:
    # What `pint.get_application_registry` returns; its methods are not annotated.
    application: Any = pint.application_registry
    before = application.get()
    application.set(registry)
    yield registry
    application.set(before)
