"""The built-in figures are checked as physics, every claim of every car."""

from __future__ import annotations

import pytest

import evspec as ev
from tests.data.physics import CHECKS, MARK, views


@pytest.mark.parametrize("id_", ev.catalog.ids)
def test_figures_of_a_car_fit_together(id_: str) -> None:
    generation = ev.catalog[id_]
    assert isinstance(generation, ev.Generation)
    wrong = dict.fromkeys(
        f"{check.__name__}, {view.id}: {words}"
        for view in views(generation)
        for check in CHECKS
        for words in check(view)
    )
    assert not list(wrong)


def test_exceptions_are_few_and_have_reasons() -> None:
    marked = [c for generation in ev.catalog for c in generation.claims() if c.note.startswith(MARK)]
    assert len(marked) <= 10
    assert all(len(c.note) > len(MARK) + 10 for c in marked)
