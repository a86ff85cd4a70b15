"""The smaller parts of a mapping: its source, its conditions, its lists of texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from evspec.claims import SOURCE_KINDS, TIERS
from evspec.crosswalks.filemapping import Condition
from evspec.crosswalks.templates import Template
from evspec.errors import EvspecError, ProblemCode
from evspec.files.problems import shown
from evspec.values import read_dates

if TYPE_CHECKING:
    from evspec.files.problems import Problems

__all__ = ["KEYS", "NAMED", "SOURCE_KEYS", "TAB", "read_conditions", "read_source", "read_texts", "texts_of"]

#: What stands for a tab as a delimiter, which nobody sees, and which a file is not to hold.
TAB: Final = "tab"
#: The keys of a mapping.
KEYS: Final = (
    "name", "source", "encoding", "delimiter", "header", "decimal", "missing", "records", "make", "model",
    "variant", "year", "only", "leave", "ignore", "across", "parts", "words", "said",
)  # fmt: skip
#: What the words of a file may name besides specs and qualifiers.
NAMED: Final = ("make", "model", "variant")
#: The keys of its source.
SOURCE_KEYS: Final = ("publisher", "title", "address", "date", "kind", "tier", "license", "attribution")


def texts_of(given: object) -> list[Any]:
    """Return what stands there once or in a list."""
    return given if isinstance(given, list) else list(given) if isinstance(given, tuple) else [given]


def read_texts(document: Mapping[str, Any], key: str, problems: Problems) -> tuple[str, ...]:
    """Return one or more texts of a key, without those that are none."""
    given = texts_of(document.get(key, []))
    for place, one in enumerate(given):
        if not isinstance(one, str):
            words = f"{key} holds {shown(one)}; write text in quotes"
            problems.add(ProblemCode.WRONG_TYPE, (key, place), words)
    return tuple(one for one in given if isinstance(one, str))


def read_conditions(given: object, problems: Problems) -> tuple[Condition, ...]:
    """Return the columns of a table with the words that their cells may have."""
    if not isinstance(given, Mapping):
        words = f'found {shown(given)}; write columns and their words: {{ Unit = "MPG" }}'
        problems.add(ProblemCode.WRONG_TYPE, (), words)
        return ()
    conditions = []
    for column, patterns in given.items():
        cells = texts_of(patterns)
        if not cells or not all(isinstance(cell, str) for cell in cells):
            told = f"{shown(column)} is {shown(patterns)}; write a word in quotes or a list of them"
            problems.add(ProblemCode.WRONG_TYPE, (str(column),), told)
        conditions.append(Condition(str(column), tuple(map(str, cells))))
    return tuple(conditions)


def read_source(given: object, problems: Problems) -> Mapping[str, object]:
    """Return the keys of a source, of which the date may have holes."""
    if not isinstance(given, Mapping):
        words = f'source is {shown(given)}; write {{ publisher = "…", date = "…" }}'
        problems.add(ProblemCode.WRONG_TYPE, (), words)
        return {}
    for key in given:
        if key not in SOURCE_KEYS:
            problems.add_unknown_key(key, "a source", SOURCE_KEYS)
    if given and not (isinstance(given.get("publisher"), str) and given["publisher"]):
        words = 'source without a publisher; write publisher = "…"'
        problems.add(ProblemCode.MISSING_KEY, (), words)
    _check_words(given, problems)
    for date in texts_of(given.get("date", [])):
        try:
            if not Template(str(date)).holes:
                read_dates(date)
        except EvspecError as error:
            problems.add_unread(("date",), error)
    return dict(given)


def _check_words(given: Mapping[str, Any], problems: Problems) -> None:
    """Note what is none of the few words that a key takes, and what is no text."""
    for key, known in (("kind", SOURCE_KINDS), ("tier", TIERS)):
        if key in given and given[key] not in known:
            words = f"{key} {shown(given[key])} is not one of {', '.join(map(str, known))}"
            problems.add(ProblemCode.NOT_LISTED, (key,), words)
    for key in ("title", "address", "license", "attribution"):
        if not isinstance(given.get(key, ""), str):
            words = f"{key} is {shown(given[key])}; write text in quotes"
            problems.add(ProblemCode.WRONG_TYPE, (key,), words)
