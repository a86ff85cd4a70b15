"""What the columns of numbers hold: `range_epa_city_km` is a range in EPA's city cycle, in km."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.claims.qualified import qualified_by
from evspec.frames.names import split_unit
from evspec.specs import NOT_STATED, QUALIFIERS, SPECS
from evspec.table.dataframe import slug

if TYPE_CHECKING:
    from evspec.claims import QualifiedSpec
    from evspec.specs import Spec

__all__ = ["Field", "field_of"]

#: Qualifiers of which any value may stand in a name, and how it does.
_PATTERNS: Final = {
    "soc": (re.compile(r"([0-9]+)_([0-9]+)"), "{}-{} %"),
    "charger": (re.compile(r"([0-9]+(?:_[0-9]+)?)_(kw|v)"), "{} {}"),
}
_SYMBOLS: Final = {"kw": "kW", "v": "V"}


@frozen
class Field:
    """A row and the unit of its numbers, "" for words."""

    row: QualifiedSpec
    unit: str = ""

    def told(self) -> dict[str, str]:
        """Return what is written beside a column: spec, unit and the conditions that set the row apart."""
        told = {"spec": self.row.spec.key, "unit": self.unit}
        told |= {name: value for name, value in self.row.splits if value != QUALIFIERS[name].default}
        return {name: value for name, value in told.items() if value}


@cache
def field_of(column: str) -> Field | None:
    """Return what a column of `Catalog.to_dataframe` holds, None if its name does not say.

    Examples
    --------
    >>> field_of("range_epa_city_km").told()
    {'spec': 'range', 'unit': 'km', 'cycle': 'EPA', 'phase': 'city'}
    >>> field_of("make") is None
    True
    """
    parts = split_unit(column)
    for name, unit in ([parts] if parts else []) + [(column, "")]:
        key = max((key for key in SPECS if f"{name}_".startswith(f"{key}_")), key=len, default="")
        if not key:
            continue
        spec = SPECS[key]
        stated = _stated(spec, name[len(key) + 1 :])
        if stated is None or (unit and not spec.metric and spec.kind != "money"):
            continue
        row = qualified_by(spec, tuple((one, stated[one]) for one in QUALIFIERS if one in stated))
        # a name that would be written otherwise says something else
        if slug(f"{row.key} {unit}") == column:
            return Field(row, unit)
    return None


def _stated(spec: Spec, words: str) -> dict[str, str] | None:
    """Return the conditions that words state, None if some are of none."""
    stated: dict[str, str] = {}
    while words:
        found = next(
            (
                (name, value, length)
                for name in spec.qualifiers
                if name not in stated
                for value, length in _values(name, words)
            ),
            None,
        )
        if found is None:
            return None
        name, value, length = found
        stated[name] = value
        words = words[length:].lstrip("_")
    return stated


def _values(name: str, words: str) -> list[tuple[str, int]]:
    """Return the values of a qualifier with which words begin, each with its length."""
    known = [(value, slug(value)) for value in QUALIFIERS[name].values]
    known.append((NOT_STATED, slug(f"{name} {NOT_STATED}")))
    found = [(value, len(own)) for value, own in known if f"{words}_".startswith(f"{own}_")]
    if name in _PATTERNS:
        pattern, form = _PATTERNS[name]
        match = pattern.match(words)
        if match is not None:
            first, second = match.groups()
            value = form.format(first.replace("_", "."), _SYMBOLS.get(second, second))
            found.append((value, match.end()))
    return found
