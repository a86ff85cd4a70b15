"""A function that asks for what there is not has a mistake, however many cars have answered before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import evspec as ev
from evspec.errors import UnknownSpec

ASKED: dict[str, Callable[[Any], bool]] = {
    "a spec": lambda car: car.range.value.low > 300 or car.dcpower.value.low > 200,
    "a name": lambda car: car.make == "Kia" or car.nmae == "AWD",
}


@pytest.mark.parametrize("what", ASKED)
def test_a_misspelled_word_is_told(what: str) -> None:
    with pytest.raises(UnknownSpec, match="is no spec"):
        ev.catalog.find(ASKED[what])


def test_what_no_figure_has_is_told() -> None:
    asked: Callable[[Any], bool] = lambda car: car.range.value.lwo > 5  # noqa: E731
    with pytest.raises(AttributeError, match="lwo"):
        ev.catalog.find(asked)


def test_what_some_do_not_state_is_left_open() -> None:
    asked: Callable[[Any], bool] = lambda car: car.range.value.low > 500  # noqa: E731
    assert len(ev.catalog.find(asked)) > 5


def test_a_stated_no_is_false() -> None:
    assert not ev.Variant.of("Comet", heat_pump=False).heat_pump.value
    assert ev.Variant.of("Comet", heat_pump=True).heat_pump.value
    found = ev.Catalog.of(ev.Variant.of("A", heat_pump=True), ev.Variant.of("B", heat_pump=False))
    assert [car.name for car in found.find(lambda car: bool(car.heat_pump.value))] == ["A"]
