"""Which vehicle a row is about, and what a vehicle is called in an id."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from evspec.crosswalks import LONGEST, FileMapping, Template, is_year
from evspec.datasets.sheets import MISSING, Refusal, without_marks
from evspec.errors import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from evspec.crosswalks import Words
    from evspec.datasets.ledger import Said
    from evspec.datasets.sheets import Cell

__all__ = ["Car", "Identity", "slug_of"]


#: What says which vehicle a row is about, in the order of `FileMapping.identity`.
_PARTS: Final = ("make", "model", "year", "variant")


@define(eq=False)
class Car:
    """One variant of one model year, and what each of its rows says.

    Attributes
    ----------
    make, model, year, name
        As the first of its rows writes them; the year is "" where none is told.
    rows
        What each line says in each row.
    """

    make: str
    model: str
    year: str
    name: str
    rows: list[tuple[tuple[Said, ...], ...]] = field(factory=list, repr=False)


class Identity:
    """Which vehicle a row is about.

    Attributes
    ----------
    key
        Returns the cells of a row that tell it.
    """

    def __init__(self, mapping: FileMapping, index: Mapping[str, int]) -> None:
        holes = [hole for template in mapping.identity if template for hole in template.holes]
        columns = list(dict.fromkeys(holes))
        places = [index[column] for column in columns]
        self.key: Callable[[Sequence[Cell]], Any] = itemgetter(*places) if places else lambda _row: ()
        self._is_one = len(columns) == 1
        self._parts = [
            _Part(template, [columns.index(hole) for hole in template.holes] if template else [],
                  mapping.words.get(what), mapping.missing)
            for what, template in zip(_PARTS, mapping.identity, strict=True)
        ]  # fmt: skip

    def told(self, keys: Iterable[Any]) -> Iterator[tuple[str, str, str, str] | Refusal]:
        """Yield make, model, year ("" for none) and name of each key, or why there is no vehicle."""
        rows = [(key,) for key in keys] if self._is_one else [*keys]
        return map(_checked, *(part.column(rows) for part in self._parts))


def _checked(make: str, model: str, year: str, name: str) -> tuple[str, str, str, str] | Refusal:
    """Return what tells a vehicle, or why there is none."""
    for what, text in (("make", make), ("model", model)):
        if not text:
            return Refusal(ProblemCode.MISSING_KEY, f"no {what}, so that it is about no vehicle")
    name = _shortened(name, model) or model
    whole = f"{make}{model}{name}{year}"
    if len(whole) > LONGEST or not whole.isprintable():
        for text in (make, model, name, year):
            if len(text) > LONGEST or not text.isprintable():
                return Refusal(ProblemCode.INVISIBLE, f"a name with {_unlike_a_name(text)}: {text[:40]!r}")
    if year and not is_year(year):
        return Refusal(ProblemCode.BAD_VALUE, f"year {year!r} is none of four digits")
    return make, model, year, name


def _unlike_a_name(text: str) -> str:
    return "a character that nobody would see" if len(text) <= LONGEST else f"{len(text):,} characters"


class _Part:
    """What tells one part of the name of a vehicle; each distinct text is made once."""

    def __init__(
        self, template: Template | None, places: Sequence[int], words: Words | None, missing: frozenset[str]
    ) -> None:
        self._template = template
        self._own: Callable[[Any], Any] = itemgetter(*places) if places else lambda _cells: ()
        self._is_one = len(places) == 1
        self._words = words
        self._missing = missing
        self._known: dict[Any, str] = {}

    def column(self, rows: Iterable[Sequence[Cell]]) -> list[str]:
        """Return the text that the cells of each row make, without the holes that are empty."""
        keys, known = [*map(self._own, rows)], self._known
        for key in dict.fromkeys(keys):
            if key not in known:
                known[key] = self._told((key,) if self._is_one else key)
        return [*map(known.__getitem__, keys)]

    def _told(self, cells: Iterable[Cell]) -> str:
        text = self._text([*map(self._clean, cells)])
        return self._words.mean(text) if text and self._words else text

    def _clean(self, cell: Cell) -> str:
        text = without_marks(cell if isinstance(cell, str) else " ".join(cell))
        return MISSING if text in self._missing else text

    def _text(self, cells: Sequence[str]) -> str:
        if self._template is None or (cells and not any(cells)):
            return ""
        first, *others = self._template.with_cells(cells).replace("()", "").split() or ("",)
        text = " ".join((first, *others))
        # a variant called like its trim: "Performance Performance AWD"
        return _TWICE.sub(r"\1", text) if first in others and not self._is_one else text


def _shortened(name: str, model: str) -> str:
    """Return the name of a variant without the model's in front of it: "xDrive23i" of "X1 xDrive23i"."""
    count = len(model)
    if name[count : count + 1] != " " or not name[count + 1 : count + 2].isalnum():
        return name
    return name[count + 1 :] if name[:count].casefold() == model.casefold() else name


#: The words that a name of several cells starts with twice.
_TWICE: Final = re.compile(r"^(.+) \1(?= |$)")
_ODD: Final = re.compile(r"[^a-z0-9]+")
#: Each character of ASCII as it is in a slug, or a blank.
_IN_SLUGS: Final = {
    n: chr(n).lower() if chr(n).isalnum() else {"+": " plus ", "&": " and "}.get(chr(n), " ")
    for n in range(128)
}
_SIGNS: Final = {"+": " plus ", "&": " and ", "²": "2", "³": "3", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae"}


@lru_cache(maxsize=4096)
def slug_of(name: str) -> str:
    """Return a name as a part of an id: lower-case ASCII, digits and hyphens.

    Examples
    --------
    >>> slug_of("Mégane E-Tech EV60"), slug_of("Model S+"), slug_of("小鹏")
    ('megane-e-tech-ev60', 'model-s-plus', 'u5c0f-u9e4f')
    """
    if name.isascii():
        slug = "-".join(name.translate(_IN_SLUGS).split())
        return slug or "-".join(f"u{ord(sign):04x}" for sign in name)
    lowered = "".join(_SIGNS.get(sign, sign) for sign in name.casefold())
    plain = unicodedata.normalize("NFKD", lowered)
    parts = (
        sign if sign.isascii() else f"-u{ord(sign):04x}-"
        for sign in plain
        if not unicodedata.combining(sign) and (sign.isascii() or sign.isalnum())
    )
    return _ODD.sub("-", "".join(parts)).strip("-") or "-".join(f"u{ord(sign):04x}" for sign in name)
