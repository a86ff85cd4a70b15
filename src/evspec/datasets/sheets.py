"""What is read: a sheet of columns and rows, whichever file or frame it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from attrs import field, frozen

from evspec.crosswalks import LONGEST
from evspec.errors import DataError, Problem, ProblemCode
from evspec.measures import is_missing
from evspec.units import SPELLINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from json import JSONEncoder

__all__ = [
    "MISSING", "Cell", "Number", "Refusal", "Row", "Sheet", "failure", "text_of", "without_marks",
    "without_sign", "without_unit",
]  # fmt: skip
#: A text, or several where a column goes over the list of a record.
Cell: TypeAlias = "str | tuple[str, ...]"
#: What an absent key and an empty cell of a frame are.
MISSING: Final = ""


#: What leads to a footnote behind a cell's words: "270 kW[a]", "514 km [1][2]".
_FOOTNOTES: Final = re.compile(r"(?<=[^\s\[])\s*(?:\[(?:[a-z]|[0-9]{1,2})\])+", re.ASCII)


#: A number with a unit in front of it or behind.
_WITH_UNIT: Final = re.compile(
    r"(?P<before>[^\d\s]*)\s*(?P<number>\d|\d.*?[\d-])\s*(?P<behind>[^\d\s][^\d]*|)"
)
#: Signs that several currencies have.
_SIGNS: Final = {
    "$": {"USD", "CAD", "AUD", "NZD", "MXN", "HKD", "SGD"}, "kr": {"NOK", "SEK", "DKK", "ISK"},
    "¥": {"JPY", "CNY"},
}  # fmt: skip


class Number(str):
    """The text of what is a number in its file or frame, so that its mark is known."""

    __slots__ = ()


class Refusal(NamedTuple):
    """Why a row cannot be read."""

    code: ProblemCode
    message: str


#: The number of its line or record, and its cells, or why it cannot be read.
Row: TypeAlias = "tuple[int, list[Cell] | Refusal]"


@frozen(eq=False)
class Sheet:
    """Columns and rows.

    Attributes
    ----------
    name
        How messages call it: the file's path, or "frame".
    columns
        The names of the columns.
    rows
        Number and cells of each row, each once.
    noun
        What the numbers of rows count: "line", "record" or "row".
    unmapped
        Returns the columns of which none are in a set, once all rows are read.
    absent
        Returns the columns that were asked for and that no record has, once all rows are read.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    noun: str = "line"
    unmapped: Callable[[frozenset[str]], tuple[str, ...]] = field(default=lambda _known: ())
    absent: Callable[[], tuple[str, ...]] = field(default=tuple)


def failure(name: str, message: str, code: ProblemCode = ProblemCode.UNREADABLE, line: int = 0) -> DataError:
    """Return the error of a file that cannot be read at all."""
    return DataError([Problem(name, line, "", message, code)])


def without_marks(cell: str) -> str:
    """Return a cell without spaces around it, and without what leads to footnotes at its end."""
    text = cell.strip()
    if text.endswith("]") and "[" in text[1:]:
        start = next((m.start() for m in _FOOTNOTES.finditer(text) if m.end() == len(text)), None)
        return text if start is None else text[:start]
    return text


def without_sign(cell: str, words: str) -> str:
    """Return a price without a sign of several currencies, where the words of its line name one of them.

    Examples
    --------
    >>> without_sign("$29,990", " USD"), without_sign("$29,990", " EUR"), without_sign("449 500 kr", " NOK")
    ('29,990', '$29,990', '449 500')
    """
    for sign, currencies in _SIGNS.items():
        bare = cell.removeprefix(sign).removesuffix(sign).strip()
        if bare != cell and not currencies.isdisjoint(words.split()):
            return bare
    return cell


def without_unit(cell: str, words: str) -> str:
    """Return a cell without the unit that its line says again: some cells of a column have it, some do not.

    Examples
    --------
    >>> without_unit("514 km", " km WLTP"), without_unit("€47,900", " EUR"), without_unit("319 mi", " km")
    ('514', '47,900', '319 mi')
    """
    told = _WITH_UNIT.fullmatch(cell) if len(cell) <= LONGEST else None
    own = SPELLINGS.get(words.split(maxsplit=1)[0]) if words.strip() else None
    if told is None or own is None or SPELLINGS.get(told["before"] or told["behind"]) is not own:
        return cell
    return told["number"]


def text_of(value: Any, decimal: str | None) -> str:
    """Return a value of JSON or of a frame as it would be printed: 80.0 as "80", nothing and no list as "".

    Parameters
    ----------
    value
        A text, a number, a truth value, a date or nothing.
    decimal
        The mark with which its texts are read, and its numbers must be too.
    """
    if isinstance(value, str):
        return value
    if value is None or value is False or value is True:
        return MISSING if value is None else "true" if value else "false"
    if isinstance(value, int):
        return Number(value)
    if isinstance(value, float):
        return _number(float.__repr__(value), decimal)
    if isinstance(value, Mapping | list | tuple):
        if not value:
            return MISSING
        return _json().encode(_pairs(value))
    return _other(value, decimal)


def _number(written: str, decimal: str | None) -> str:
    if written in {"nan", "NaN"}:
        return MISSING
    if "e" in written or "E" in written:
        written = f"{Decimal(written):f}"
    written = written.removesuffix(".0")
    return Number(written.replace(".", ",") if decimal == "," else written)


def _other(value: Any, decimal: str | None) -> str:
    """Return a value of a library: a number of NumPy, a Decimal, a date, or what stands for nothing."""
    if is_missing(value):
        return MISSING
    if isinstance(value, Decimal):
        return _number(f"{value:f}", decimal)
    if hasattr(value, "dtype") and hasattr(value, "item"):
        kind = value.dtype.kind
        if kind == "b":
            return "true" if value else "false"
        # a float of half the width has digits of its own
        return _number(str(value), decimal) if kind in "fiu" else str(value)
    isoformat = getattr(value, "isoformat", None)
    if isoformat is not None:
        return str(isoformat()).removesuffix("T00:00:00")
    return str(value)


@cache
def _json() -> JSONEncoder:
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False, default=str)


def _pairs(value: Any) -> Any:
    """Return a list of tables with two numbers each as pairs, as a curve is written; else the value."""
    if (
        isinstance(value, list | tuple)
        and value
        and all(isinstance(v, Mapping) and len(v) == 2 for v in value)
    ):
        return [list(point.values()) for point in value]
    return value
