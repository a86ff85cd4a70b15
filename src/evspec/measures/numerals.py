"""Numbers as the press writes them, digits kept."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from evspec.measures.characters import SPACE, refuse

__all__ = ["MOST", "NUMBER", "read_number"]

_GROUP: Final = "[,.'’]"
#: Anything that looks like one number, without its sign; `read_number` says whether it is one.
NUMBER: Final = re.compile(
    rf"[.,]?[0-9]+(?:{_GROUP}[0-9]+|[{SPACE}][0-9]{{3}}(?![0-9]))*(?:[eE][-+\u2212]?[0-9]+)?"
)
#: The most digits and the largest power of ten of a number: no vehicle needs more, and the integers
#: behind a Decimal grow with its exponent.
MOST: Final = 30


def _shape(decimal: str) -> re.Pattern[str]:
    """Return the pattern of a number whose decimal mark is given: groups of three, one mark only."""
    other = "," if decimal == "." else "."
    whole = rf"0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?P<mark>[{other}'’{SPACE}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    fraction = rf"(?:[{decimal}](?P<fraction>[0-9]+))?"
    exponent = r"(?:[eE](?P<exponent>[-+\u2212]?[0-9]+))?"
    return re.compile(rf"(?P<whole>(?:{whole})?){fraction}{exponent}")


_SHAPES: Final = {mark: _shape(mark) for mark in ".,"}


def read_number(run: str, decimal: str, text: str, at: int, *, negative: bool = False) -> Decimal:
    """Return the number that a run of characters spells.

    Parameters
    ----------
    run
        What `NUMBER` matched.
    decimal
        The decimal mark, "." or ",".
    text, at
        The whole text and where in it the run starts, for the error.
    negative
        Whether a minus sign stood in front.

    Raises
    ------
    evspec.errors.ParseError
        If the run is no number, or only in another convention.
    """
    shape = _SHAPES[decimal].fullmatch(run)
    if shape is None or run[:1] in {"", "e", "E"}:
        refuse(_why(run, decimal), text, at)
    whole = re.sub("[^0-9]", "", shape["whole"])
    fraction = shape["fraction"] or ""
    power = int((shape["exponent"] or "0").replace("\u2212", "-"))
    if len(whole) + len(fraction) > MOST or abs(power) > MOST:
        refuse(f"{run!r} is out of reach: at most {MOST} digits, 1e-{MOST} to 1e{MOST}", text, at)
    sign = "-" if negative else ""
    return Decimal(f"{sign}{whole or '0'}.{fraction}E{power}")


def _why(run: str, decimal: str) -> str:
    """Return why a run of digits and marks is not one number."""
    other = "," if decimal == "." else "."
    if len(run) > 1 and run[0] == "0" and run[1].isdigit():
        return f"{run!r} starts with a 0 that says nothing; write the number without it"
    if _SHAPES[other].fullmatch(run):
        return (
            f"{run!r} is a number only with {other!r} as the decimal mark; "
            f"write {decimal!r}, or pass decimal={other!r}"
        )
    return f"{run!r} mixes or misplaces its marks; group thousands by three and write one decimal mark"
