"""What stands for a missing figure."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd

from evspec.measures import MISSING, is_missing

_MISSING = [
    None, float("nan"), np.float32("nan"), Decimal("nan"), pd.NA, pd.NaT, np.datetime64("NaT", "D"),
    *MISSING, "N/A", " n/a ", "TBD", "\t",
]  # fmt: skip


def test_what_stands_for_nothing_is_missing() -> None:
    assert [value for value in _MISSING if not is_missing(value)] == []


_STATED = [
    "0 km",
    "none",
    "no",
    "unknown",
    0,
    0.0,
    np.float32(0),
    False,
    [],
    np.array([np.nan]),
    "-5 °C",
    "?",
]


def test_what_says_something_is_not() -> None:
    assert [value for value in _STATED if is_missing(value)] == []


def test_a_caller_replaces_the_words_and_not_the_values() -> None:
    assert is_missing("Keine Angabe", words=["keine angabe"])
    assert not is_missing("n/a", words=["keine angabe"])
    assert is_missing(None, words=())
