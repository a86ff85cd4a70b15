"""Wide sheets, with a column per model year or the like: each row becomes one for each of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import evolve

from evspec.datasets.sheets import MISSING, Refusal, failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evspec.crosswalks import FileMapping
    from evspec.datasets.sheets import Cell, Row, Sheet

__all__ = ["across", "is_asked", "rest_of"]

#: What a column is called of whose name the pattern leaves nothing.
_VALUE: Final = "value"


def is_asked(mapping: FileMapping) -> Callable[[str], bool]:
    """Return what tells whether a mapping asks for a column of a file."""
    asked, pattern = mapping.columns(), mapping.across
    return lambda name: name in asked or (pattern is not None and pattern.search(name) is not None)


def across(sheet: Sheet, mapping: FileMapping) -> Sheet:
    """Return a sheet in which what the names of columns say is a column of its own.

    Of "Range 2018 (mi)" and "Range 2019 (mi)" and the pattern "(?P<my>20[0-9]{2})" come two rows with the
    columns "Range (mi)" and "my". A row of which none of these cells says anything is left out.

    Raises
    ------
    DataError
        If no column fits the pattern.
    """
    pattern = mapping.across
    if pattern is None:
        return sheet
    found = {place: match for place, name in enumerate(sheet.columns) if (match := pattern.search(name))}
    if not found:
        words = f"no column fits across, {pattern.pattern!r}; it has {', '.join(map(repr, sheet.columns))}"
        raise failure(sheet.name, words)
    plain = [place for place in range(len(sheet.columns)) if place not in found]
    rests = {place: rest_of(match) for place, match in found.items()}
    names = tuple(dict.fromkeys(rests.values()))
    keys = {
        place: tuple(group or "" for group in match.groupdict().values()) for place, match in found.items()
    }
    places = {(keys[place], rests[place]): place for place in found}
    wanted = [(key, [places.get((key, name), -1) for name in names]) for key in dict.fromkeys(keys.values())]
    missing = mapping.missing

    def rows() -> Iterator[Row]:
        for number, cells in sheet.rows:
            if isinstance(cells, Refusal):
                yield number, cells
                continue
            own = [cells[place] for place in plain]
            for key, at in wanted:
                told: list[Cell] = [cells[place] if place >= 0 else MISSING for place in at]
                if any(cell not in missing for cell in told):
                    yield number, [*own, *told, *key]

    def unmapped(known: frozenset[str]) -> tuple[str, ...]:
        others = [name for name in sheet.unmapped(known) if pattern.search(name) is None]
        return (*others, *(name for name in names if name not in known))

    columns = (*(sheet.columns[place] for place in plain), *names, *pattern.groupindex)
    return evolve(sheet, columns=columns, rows=rows(), unmapped=unmapped)


def rest_of(match: re.Match[str]) -> str:
    """Return the name of a column without what a pattern found in it."""
    rest = match.string[: match.start()] + " " + match.string[match.end() :]
    return re.sub(r"\( *\)|\[ *\]", "", " ".join(rest.split())).strip(" _-:,") or _VALUE
