"""A cell that tells its difference to the column against which the others are held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from evspec.comparison.words import difference_in_words

if TYPE_CHECKING:
    from evspec.comparison.change import Change
    from evspec.table import JSON, Cell

__all__ = ["held_against"]


def held_against(cell: Cell, change: Change) -> Cell:
    """Put the difference to the baseline into a cell: "514 km (+48 km)"."""
    if change.old is None or change.new is None:
        return cell
    delta = change.delta
    # a bound has a direction only in words
    is_closed = delta is not None and delta.low is not None and delta.high is not None
    told = delta is not None and is_closed and delta.unit not in {"days", "months"}
    words = difference_in_words(delta) if told and delta is not None else change.words
    mark = cell.mark or ("" if change.better is None else change.mark)
    data: dict[str, JSON] = {**cell.data, **change.data}
    return evolve(cell, text=f"{cell.text} ({words})", mark=mark, data=data)
