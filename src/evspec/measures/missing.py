"""What stands for a missing figure where people type figures: the one list of words, and its test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evspec.units import is_missing_value

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MISSING", "is_missing"]

#: What people put into a cell that they leave empty, whatever the case. "none" is a stated no.
MISSING: Final = (
    "", "-", "–", "—", "−", "--", "n/a", "n.a.", "na", "#n/a", "<na>", "nan", "nat", "null",
    "tbd", "tba", "tbc",
)  # fmt: skip
_FOLDED: Final = frozenset(MISSING)


def is_missing(value: object, words: Iterable[str] = MISSING) -> bool:
    """Tell whether a value says that there is none: None, NaN, NaT, pandas' NA, or one of some words.

    Parameters
    ----------
    value
        Anything.
    words
        The texts that stand for nothing, whatever their case and the blanks around them.

    Examples
    --------
    >>> is_missing(float("nan")), is_missing("N/A "), is_missing("514 km"), is_missing("N/A", words=["?"])
    (True, True, False, False)
    """
    if isinstance(value, str):
        folded = _FOLDED if words is MISSING else {word.strip().casefold() for word in words}
        return value.strip().casefold() in folded
    return is_missing_value(value)
