"""Which rows are asked for, and which of several stands for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from evspec.claims.qualified import QualifiedSpec
from evspec.claims.selection import unstated
from evspec.errors import EvspecError, UnknownSpec, WrongType, is_several, quoted
from evspec.specs import GROUPS, QUALIFIERS, SPECS, near_spec, presets, spec

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from evspec.claims.entry import Entry
    from evspec.specs import Spec, System

__all__ = ["checked_specs", "filled", "is_asked_for", "row_named", "rows_asked_for"]

_KEY: Final = re.compile(r"([^\[\]]+)(?:\[([^\[\]]*)\])?")
#: What parts rows of which one stands for all.
_OR: Final = "|"
#: The most characters of a pattern; a longer one fits no key, and would be read for minutes.
_LONGEST: Final = 200


def checked_specs(asked: str | Sequence[str] | None, system: System = "metric") -> tuple[str, ...]:
    """Return what rows were asked for: keys, groups and patterns, each of which fits some spec.

    Parameters
    ----------
    asked
        These, single rows, names of presets in whose place their rows stand, and several of them with "|"
        between them, of which one stands for all.
    system
        The system of units of the table, by which a preset chooses.

    Raises
    ------
    UnknownSpec
        With all those that fit none, or if a single row has a condition that its spec has not.
    """
    if isinstance(asked, Mapping):
        raise WrongType(
            f"specs {quoted(asked)} is a dict; name rows in a list, and call them by "
            "labels={'power': 'Output'}"
        )
    listed: tuple[object, ...] = tuple(asked) if is_several(asked) else (asked,)
    words = [word for word in listed if isinstance(word, str)] if asked is not None else []
    if asked is not None and len(words) < len(listed):
        raise EvspecError(
            f"specs {quoted(asked)} is no list of keys, groups or patterns, such as 'range' or 'battery*'"
        )
    named = {} if all(word in SPECS or word in GROUPS for word in words) else presets()
    lines: list[str] = []
    for word in words:
        is_preset = word in named and word not in SPECS
        lines += named[word].rows_in(system) if is_preset else [word]
    parted = [[part.strip() for part in line.split(_OR)] for line in lines]
    unknown = [
        word
        for word in dict.fromkeys(word for line in parted for word in line)
        if word.partition("[")[0] not in SPECS
        and ("=" in word or not any(_fits(word, one, one.key) for one in SPECS.values()))
    ]
    if unknown:
        known = (*GROUPS, *named)
        told = ", ".join(f"{word!r}{near_spec(word, known).rstrip('?')}" for word in unknown)
        raise UnknownSpec(
            f"no spec fits {told}; write a key, a group, a pattern such as 'battery*' or a preset: "
            f"{', '.join(named)}"
        )
    return tuple(_OR.join(map(_canonical, line)) for line in parted)


def _canonical(word: str) -> str:
    return row_named(word).key if "[" in word else word


def row_named(asked: str | Mapping[str, str]) -> QualifiedSpec:
    """Return the row that is asked for by a key, ``"range[cycle=EPA]"``, or a mapping.

    Parameters
    ----------
    asked
        A spec's key, with qualifiers in brackets; or ``{"spec": "range", "cycle": "EPA"}``. The
        test cycle is WLTP if none is named.

    Raises
    ------
    UnknownSpec
        If there is no such spec, or it has no such qualifier.
    EvspecError
        If a qualifier that sets rows apart is missing.

    Examples
    --------
    >>> row_named("range").label, row_named({"spec": "dc_time", "soc": "10-80 %"}).label
    ('Range, WLTP', 'DC time, 10–80 %')
    """
    if isinstance(asked, str):
        match = _KEY.fullmatch(asked.strip())
        if match is None:
            raise EvspecError(f"{asked!r} is no key of a row; write one like 'range[cycle=EPA]'")
        key, inside = match.groups()
        pairs = [part.partition("=") for part in inside.split(",")] if inside else []
        told = {name.strip(): value.strip() for name, _, value in pairs}
    elif isinstance(asked, Mapping):
        told = dict(asked)
        key = told.pop("spec", "")
    else:
        raise WrongType(f"{asked!r} is no key of a row; write one like 'range[cycle=EPA]'")
    wanted = spec(key)
    unknown = [name for name in told if name not in dict(wanted.splits({}))]
    if unknown:
        known = ", ".join(dict(wanted.splits({}))) or "none"
        raise EvspecError(f"{key} has no qualifier {unknown[0]!r} that sets rows apart; it has {known}")
    given = {"cycle": "WLTP"} | {name: QUALIFIERS[name].read(value) for name, value in told.items()}
    # a window of states of charge has a default, but a time without one is no "0–100 %"
    missing = [name for name, mode in wanted.qualifiers.items() if mode == "required" and name not in given]
    if missing:
        name = missing[0]
        raise EvspecError(
            f"{key} without its {name}; write one like '{key}[{name}={QUALIFIERS[name].example}]'"
        )
    return QualifiedSpec(wanted, wanted.splits(given))


def rows_asked_for(words: Sequence[str], rows: Iterable[QualifiedSpec]) -> tuple[QualifiedSpec, ...]:
    """Return the rows that were asked for, in the order of the words; all as they are if nothing was.

    What one word names stays in the order of tables.
    """
    if not words:
        return tuple(rows)
    return tuple(row for line in _lines(words, rows) for row in line)


def is_asked_for(words: Sequence[str], row: QualifiedSpec) -> bool:
    """Return whether a row is among those that were asked for; every row is if nothing was."""
    parts = (part for word in words for part in word.split(_OR))
    return not words or any(_fits(part, row.spec, row.key) for part in parts)


def _lines(words: Sequence[str], rows: Iterable[QualifiedSpec]) -> list[list[QualifiedSpec]]:
    """Return the rows that were asked for: each alone, or with those of which one stands for all."""
    listed = tuple(rows)
    lines: list[list[QualifiedSpec]] = []
    taken: set[QualifiedSpec] = set()
    for word in words:
        parts = word.split(_OR)
        fitting = dict.fromkeys(
            row for part in parts for row in listed if row not in taken and _fits(part, row.spec, row.key)
        )
        taken |= fitting.keys()
        lines += [[*fitting]] if len(parts) > 1 and fitting else [[row] for row in fitting]
    return lines


def _fits(word: str, one: Spec, key: str) -> bool:
    if word.partition("[")[0] in SPECS and "[" in word:
        return word == key
    if len(word) > _LONGEST:
        return False
    # "range" is a key and a group: the key is meant
    return fnmatchcase(one.key, word) or (word.lower() == one.group and word not in SPECS)


def filled(
    words: Sequence[str], entries: Mapping[QualifiedSpec, Mapping[int, Entry]], cycle: str = ""
) -> dict[QualifiedSpec, dict[int, Entry]]:
    """Return the rows that stand for what was asked for, each with what fills its empty cells.

    Of several rows that one stands for all which the most vehicles state, and the first of those; before any
    of which a source leaves open what it is, since that compares with nothing, and any of a part of a cycle.

    Parameters
    ----------
    words
        What was asked for, as `checked_specs` returns it.
    entries
        What stands in each row, by the places of the vehicles.
    cycle
        The test cycle whose row goes before the others.

    Returns
    -------
    dict of row to dict of place to Entry
        The fillings are entries of other rows, which state the quantity under the next condition.
    """
    found: dict[QualifiedSpec, dict[int, Entry]] = {}
    for line in _lines(words, entries) if words else [[row] for row in entries]:
        if len(line) == 1:
            found[line[0]] = {}
            continue
        stated = {row: {n: e for n, e in entries[row].items() if e.value is not None} for row in line}
        # the first of equals is the first that was named
        shown = max(line, key=lambda row: _weight(row, stated[row].values(), cycle))
        places = dict.fromkeys(n for row in line for n in stated[row] if n not in stated[shown])
        found[shown] = {n: next(stated[row][n] for row in line if n in stated[row]) for n in places}
    return found


def _weight(row: QualifiedSpec, stated: Collection[Entry], cycle: str) -> tuple[bool, bool, bool, int]:
    """Return what makes a row stand for others.

    Its cycle is asked for, it leaves nothing open, is of a whole cycle and no part of one such as the city,
    and many vehicles state it.
    """
    is_open = row.unstated or bool(unstated([entry.selection for entry in stated]))
    splits = dict(row.splits)
    is_preferred = bool(stated and cycle) and splits.get("cycle") == cycle
    default = QUALIFIERS["phase"].default
    is_whole = splits.get("phase", default) in {"", default}
    return is_preferred, bool(stated) and not is_open, bool(stated) and is_whole, len(stated)
