"""The words about a figure: which qualifiers of its spec they state."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from evspec.cycles import CYCLES
from evspec.errors import ParseError
from evspec.measures import Measure, measure_of
from evspec.specs.phrases import split_figure
from evspec.specs.qualifiers import QUALIFIERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.specs.figures import Figured

__all__ = ["read_words", "split_words"]


def split_words(
    spec: Figured, written: str, stated: dict[str, str], decimal: str | None
) -> tuple[Measure, Sequence[str]]:
    """Return a figure and the words about it, in English if it can be read so."""
    read = partial(measure_of, decimal=decimal, kind=spec.kind)
    is_condition = partial(_is_condition, spec)
    with suppress(ParseError):
        value, words = split_figure(written, is_condition, partial(read, abroad=False))
        if all(is_condition(word) for word in words if word):
            return value, words
    from evspec.specs.rewording import reworded

    plain, told = reworded(written, spec.key, spec.qualifiers, decimal)
    for name, condition in told.items():
        _state(name, condition, stated, written)
    return split_figure(plain, is_condition, read)


def read_words(spec: Figured, words: str, stated: dict[str, str], written: object) -> None:
    """Take qualifiers from the words after a figure."""
    if not words:
        return
    condition = _condition(spec, words, len(CYCLES))
    if condition is not None:
        _state(*condition, stated, written)
        return
    known = ", ".join(spec.qualifiers) or "none"
    near = next(filter(None, (QUALIFIERS[name].near(words) for name in spec.qualifiers)), "")
    raise ParseError(
        f"{words!r} in {written!r} is no qualifier of {spec.key}; it has {known}{near}", str(written)
    )


def _state(name: str, value: str, stated: dict[str, str], written: object) -> None:
    """Take one qualifier, unless another value of it was stated already."""
    if stated.setdefault(name, value) != value:
        raise ParseError(
            f"{name} is {value} in {written!r}, but {stated[name]} was stated too; leave one out",
            str(written),
        )


def _is_condition(spec: Figured, words: str) -> bool:
    return _condition(spec, words, len(CYCLES)) is not None


@lru_cache(maxsize=1024)
def _condition(spec: Figured, words: str, _cycles: int) -> tuple[str, str] | None:
    """Return the qualifier that the words after a figure state, and its value; None if they state none.

    That may be another one when there are more cycles than before.
    """
    values = ((name, QUALIFIERS[name].find(words)) for name in spec.qualifiers)
    return next(((name, value) for name, value in values if value is not None), None)
