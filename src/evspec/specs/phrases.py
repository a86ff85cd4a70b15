"""The words about a figure: parted from it ("11 kW three-phase (22 optional)"), or missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evspec.confused import AMBIGUOUS
from evspec.errors import ParseError
from evspec.specs.qualifiers import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evspec.measures import Measure
    from evspec.specs.qualifiers import Qualifier

__all__ = ["SUFFIX", "full_option", "split_figure", "without"]

#: What parts a figure from the words behind it.
SUFFIX = re.compile(r",\s+(?=[^\s])")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_COMMA = re.compile(r"[,;]\s+")
#: The most words about a figure, in which all ways of parting them are looked at.
_LONGEST = 16
#: The most characters of a text that holds a figure and words about it.
_MOST: Final = 400


def split_figure(
    written: str, is_condition: Callable[[str], bool], read: Callable[[str], Measure]
) -> tuple[Measure, Sequence[str]]:
    """Return a figure and the words about it, which most often stand behind a comma.

    Parameters
    ----------
    written
        What a person wrote.
    is_condition
        Tells whether words are a condition of the spec.
    read
        Returns the figure that a text states.

    Raises
    ------
    ParseError
        If no figure is found in it.
    """
    figure, *words = SUFFIX.split(written) if "," in written else (written,)
    try:
        value = read(figure)
    except ParseError:
        other = _parted(written, is_condition)
        # "kr" is the code of South Korea too
        if other is None or other[0] == figure or not AMBIGUOUS.keys().isdisjoint(other[1]):
            raise
        return read(other[0]), other[1]
    if not all(is_condition(word) for word in words if word):
        other = _parted(written, is_condition)
        words = list(other[1]) if other is not None and other[0] == figure else words
    return value, words


def full_option(standard: Measure, stated: Mapping[str, str]) -> str:
    """Return the figure of what can be had in place of a standard one, with its unit: "22 kW"."""
    option = stated["option"]
    if stated.get("fitted") == "option":
        raise ParseError(f"{standard.show()} is an option, and so is {option}; write two claims", option)
    return f"{option} {standard.unit}" if option[-1].isdecimal() else option


def without(qualifier: Qualifier, key: str, written: object) -> str:
    """Say that a figure of a spec lacks a qualifier, and what to write."""
    name = qualifier.name
    if qualifier.words:
        # a cycle is part of the figure, all else stands behind a comma
        stated = qualifier.words.format(qualifier.example)
        right = (
            f"'{written}{' ' if name == 'cycle' else ', '}{stated}', "
            f"or '{written}, {qualifier.title} {NOT_STATED}' if the source names none"
        )
    else:
        right = f'{name} = "…" beside it, "{NOT_STATED}" if the source names none'
    return f"{key} {str(written)!r} without its {name}; write {right}"


def _parted(written: str, is_condition: Callable[[str], bool]) -> tuple[str, list[str]] | None:
    """Return a figure and the conditions that stand before, behind or in brackets after it.

    None if other words are left.
    """
    if len(written) > _MOST:
        return None

    def opened(match: re.Match[str]) -> str:
        inside = match[1].strip()
        known = all(_conditions(part.split(), is_condition) for part in _COMMA.split(inside))
        return f" {inside}" if known else match[0]

    first, *others = _COMMA.split(_BRACKETS.sub(opened, written).strip())
    words = [_conditions(part.split(), is_condition) for part in others]
    head = first.split()
    if not all(words) or len(head) > _LONGEST:
        return None
    found = []
    for start in range(len(head)):
        before = _conditions(head[:start], is_condition)
        for end in range(start + 1, len(head) + 1):
            behind = _conditions(head[end:], is_condition)
            if before is not None and behind is not None:
                found.append((" ".join(head[start:end]), before + behind))
    figure, around = max(found, key=lambda each: len(each[1]), default=("", []))
    return (figure, around + [condition for part in words if part for condition in part]) if found else None


def _conditions(words: Sequence[str], is_condition: Callable[[str], bool]) -> list[str] | None:
    """Return words as conditions one after the other, the longest first; None if they are not."""
    if not words:
        return []
    for end in range(len(words), 0, -1):
        first = " ".join(words[:end])
        if is_condition(first) and (others := _conditions(words[end:], is_condition)) is not None:
            return [first, *others]
    return None
