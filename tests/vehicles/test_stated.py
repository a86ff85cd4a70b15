"""The attributes that type checkers know are the specs, and hide nothing that a vehicle has besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.make_stated import module
from evspec.specs import SPECS
from evspec.vehicles import Generation, Variant, stated


def test_the_list_is_made_of_the_specs() -> None:
    assert Path(stated.__file__).read_text(encoding="utf-8") == module()
    assert all(f"        {key}: _Stated[" in module() for key in SPECS)


@pytest.mark.parametrize("kind", [Generation, Variant])
def test_no_spec_has_the_name_of_something_else(kind: type) -> None:
    assert not set(dir(kind)) & set(SPECS)
