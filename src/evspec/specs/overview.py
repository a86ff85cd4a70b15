"""The table of specs as a table to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.languages.locales import checked_locale
from evspec.languages.speech import say, speaking, word
from evspec.specs.qualifiers import QUALIFIERS
from evspec.specs.spec import SYSTEMS
from evspec.specs.table import SPECS
from evspec.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from evspec.specs.spec import Spec

__all__ = ["to_table"]


def to_table(*, locale: str | None = None) -> Table:
    """Return a table of all specs: label, kind, unit in each system, better end and conditions.

    Parameters
    ----------
    locale
        The locale of the words, such as "de"; English if left out. It needs the extra `locale` (Babel).
        Keys and kinds are what a program writes, and stay.

    Examples
    --------
    >>> row = next(row for row in to_table().rows if row.key == "range")
    >>> [cell.text for cell in row.cells]
    ['Range', 'length', 'km', 'mi', 'mi', 'higher', 'cycle, phase, mode']
    """
    name = checked_locale(locale)
    with speaking(name):
        columns = (
            Column("label", say("Label")), Column("kind", say("Kind")),
            *(Column(system, say("Unit, {system}", system=system)) for system in SYSTEMS),
            Column("better", say("Better")), Column("conditions", say("Conditions")),
        )  # fmt: skip
        return Table(
            title=say("Specs"),
            subtitle=say("the keys by which each is asked for, as in car.range or specs=['range']"),
            columns=columns,
            rows=tuple(
                Row(one.key, one.key, word(one.group.capitalize()), tuple(map(Cell, _told(one))))
                for one in SPECS.values()
            ),
            stub=say("Key"),
            locale=name,
        )


def _told(one: Spec) -> list[str]:
    conditions = [word(QUALIFIERS[name].title) for name in dict(one.splits({}))]
    units = [word(one.unit(system)) for system in SYSTEMS]
    return [word(one.label, one.key), one.kind, *units, word(one.better), ", ".join(conditions)]
