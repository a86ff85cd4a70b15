"""A mark before exactly three digits, which is that of decimals or that of thousands.

Half of Europe groups thousands with a point, so that "1.500 kg" is 1,500 kg to one reader and 1.5 kg to
another. What is printed whole is seldom given to a thousandth, and what is printed with decimals seldom
reaches a thousand: where the mark would say so, neither reading is taken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from evspec.units import Unit

__all__ = ["DOUBTFUL", "WHOLE", "doubt", "is_whole"]

#: A number whose one mark may be either: with more digits, or a 0 in front, it cannot group.
DOUBTFUL: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
#: The units that are printed whole, besides those of money; all others are printed with decimals.
WHOLE: Final = frozenset({
    "mm", "cm", "km", "W", "kW", "PS", "hp", "hp (electric)", "Wh", "J", "kJ", "Wh/km", "Wh/mi", "mi",
    "MPGe", "MPGe (33.7)", "N·m", "lb·ft", "km/h", "mph", "g", "kg", "lb", "L", "min", "V", "A",
    "Wh/kg", "Wh/L", "W/kg", "kW/t", "PS/t", "g/km", "g/mi", "kWh/1000 km", "Wh/nmi", "mAh", "rpm", "cm³",
})  # fmt: skip


def is_whole(unit: Unit) -> bool:
    """Return whether figures in this unit are printed without decimals as a rule."""
    return unit.symbol in WHOLE or unit.kind.startswith("money ")


def doubt(run: str, unit: Unit | None) -> str:
    """Return both readings of a number that `DOUBTFUL` matches, "" if its unit settles which is meant.

    Of so many thousands or millions no unit settles it.
    """
    mark = run[-4]
    if unit is not None and (mark == ".") != is_whole(unit):
        return ""
    # either way of writing it is read as what it is
    whole, part = (
        (run.replace(".", ","), f"{run}0") if mark == "." else (run.replace(",", ""), run.replace(",", "."))
    )
    return (
        f"{run!r} may mean {whole} or {part} {unit or 'of them'}; write one of these, or name the "
        'decimal mark (decimal="." or decimal=",")'
    )
