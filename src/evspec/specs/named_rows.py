"""Choices of rows by a name: those that evspec brings, and those of a program or a file."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from evspec.errors import EvspecError, check_type, did_you_mean
from evspec.growing import Growing, adding
from evspec.packaged import packaged
from evspec.specs.table import GROUPS, SPECS, near_spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evspec.specs.spec import System

__all__ = ["Preset", "add_preset", "presets"]

_FILE: Final = "specs/presets.toml"
_NAME: Final = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"


@frozen
class Preset:
    """A choice of rows.

    Attributes
    ----------
    name
        By which it is asked for.
    rows
        What ``specs`` takes: keys, groups, patterns and single rows; several with "|" between them are one
        row, filled by the first that is stated.
    uk, us
        Those for tables in other units, none where they are the same.
    """

    name: str
    rows: tuple[str, ...]
    uk: tuple[str, ...] = ()
    us: tuple[str, ...] = ()

    def rows_in(self, system: System) -> tuple[str, ...]:
        """Return the rows for a table in a system of units."""
        return {"metric": self.rows, "uk": self.uk, "us": self.us}[system] or self.rows


_presets: Final[Growing[str, Preset]] = Growing()


def presets() -> dict[str, Preset]:
    """Return all choices of rows by their names, those that evspec brings first.

    Examples
    --------
    >>> presets()["panel"].rows_in("us")[2]
    'accel_0_60_mph|accel_0_100_kmh'
    """
    if not _presets:
        import tomli

        found: dict[str, dict[str, Any]] = tomli.loads(packaged(_FILE).read_text(encoding="utf-8"))
        with adding:
            for name, rows in found["presets"].items():
                _presets.setdefault(name, Preset(name, **{key: tuple(told) for key, told in rows.items()}))
    return dict(_presets)


def add_preset(name: str, rows: Sequence[str], *, uk: Sequence[str] = (), us: Sequence[str] = ()) -> Preset:
    """Give a choice of rows a name, which ``specs`` then takes as it takes "panel".

    Parameters
    ----------
    name
        Small letters and digits, with "-" or "_" between them.
    rows
        Keys, groups, patterns and single rows, in the order of the table. Several with "|" between them are
        one row: that which most vehicles state, and in it, named, what others state instead.
    uk, us
        The rows for tables in those units, if others.

    Returns
    -------
    Preset
        It. One that was defined so before is that one.

    Raises
    ------
    EvspecError
        With every mistake, or if the name is taken.
    WrongType
        If an argument is of a wrong type.

    Examples
    --------
    >>> from evspec import specs
    >>> specs.add_preset("desk", ["range[cycle=WLTP]|range", "power"]).name
    'desk'
    """
    check_type("the name of a preset", name, str, "a text such as 'desk'")
    for told in (rows, uk, us):
        check_type("the rows of a preset", told, (list, tuple), "a list of texts such as ['range', 'power']")
        for row in told:
            check_type("a row of a preset", row, str, "a text such as 'range[cycle=WLTP]|range'")
    made = Preset(name, tuple(rows), tuple(uk), tuple(us))
    if mistakes := [*_mistakes(made)]:
        raise EvspecError(f"preset {name!r}: {'; '.join(mistakes)}")
    with adding:
        known = presets().get(name)
        if known is not None and known != made:
            raise EvspecError(f"the preset {name!r} was defined otherwise: {list(known.rows)}")
        return _presets.setdefault(name, made)


def _mistakes(made: Preset) -> Iterator[str]:
    if not re.fullmatch(_NAME, made.name):
        yield "a name has small letters and digits, with - or _ between them, such as 'desk'"
    elif made.name in SPECS or made.name in GROUPS:
        yield "there is a spec or a group of this name; choose another"
    if not made.rows:
        yield "it has no rows; write rows such as ['range', 'power']"
    words = dict.fromkeys(word for row in (*made.rows, *made.uk, *made.us) for word in row.split("|"))
    for word in words:
        key = word.strip().partition("[")[0]
        if not any(key.lower() == one.group or fnmatchcase(one.key, key) for one in SPECS.values()):
            near = near_spec(key, GROUPS) if key else did_you_mean(word, SPECS)
            yield f"{word!r} is no spec, group or pattern{near}"
