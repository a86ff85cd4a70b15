"""What a verdict is from new to old."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evspec.comparison.best import best_of
from evspec.comparison.facts import Reason
from evspec.comparison.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.claims import Entry
    from evspec.comparison.facts import Kind, Verdict
    from evspec.measures import Interval, Order

__all__ = ["best", "check_mirrored"]

_KINDS: dict[Kind, Kind] = {"added": "removed", "removed": "added"}
_ORDERS: dict[Order, Order] = {"less": "greater", "greater": "less"}
_REASONS = {Reason.NARROWED: Reason.WIDENED, Reason.WIDENED: Reason.NARROWED}


def check_mirrored(there: Verdict, back: Verdict) -> None:
    """Check that two verdicts are the same one, from old to new and from new to old."""
    assert back.kind == _KINDS.get(there.kind, there.kind)
    assert back.order == (None if there.order is None else _ORDERS.get(there.order, there.order))
    assert back.better == (None if there.better is None else not there.better)
    assert back.reason == (None if there.reason is None else _REASONS.get(there.reason, there.reason))
    assert set(back.names) == set(there.names)
    assert (back.lost, back.gained) == (there.gained, there.lost)
    assert _turned(back.delta) == _ends(there.delta)
    assert (back.percent is None) == (there.percent is None)


def _ends(delta: Interval | None) -> tuple[object, ...] | None:
    if delta is None:
        return None
    return (*(end if end is None else pytest.approx(end) for end in (delta.low, delta.high)), delta.unit)


def _turned(delta: Interval | None) -> tuple[object, ...] | None:
    if delta is None:
        return None
    return (*(None if end is None else -end for end in (delta.high, delta.low)), delta.unit)


def best(entries: Mapping[int, Entry]) -> frozenset[int]:
    """Return the best of a row by what the entries themselves say."""
    return best_of(entries, lambda old, new: verdict(entries[old], entries[new]))
