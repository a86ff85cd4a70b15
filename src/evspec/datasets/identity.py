"""Which vehicle a row is about, and what a vehicle is called in an id."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from evspec.crosswalks import LONGEST, FileMapping, Template, is_year
from evspec.datasets.sheets import MISSING, Refusal
from evspec.errors import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evspec.datasets.said import Said
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
        What each row says.
    """

    make: str
    model: str
    year: str
    name: str
    rows: list[list[Said]] = field(factory=list, repr=False)


class Identity:
    """Which vehicle a row is about."""

    def __init__(self, mapping: FileMapping, index: Mapping[str, int]) -> None:
        self._templates = mapping.identity
        self._missing = mapping.missing
        self._words = mapping.words
        columns = list(
            dict.fromkeys(hole for template in self._templates if template for hole in template.holes)
        )
        self._columns = columns
        places = [index[column] for column in columns]
        self.key: Callable[[Sequence[Cell]], Any] = itemgetter(*places) if places else lambda _row: ()

    def told(self, key: Any) -> tuple[str, str, str, str] | Refusal:
        """Return make, model, year ("" for none) and name, or why there is no vehicle."""
        cells = key if len(self._columns) != 1 else (key,)
        given = dict(zip(self._columns, map(self._clean, cells), strict=True))
        make, model, year, name = (
            self._words[what].mean(text) if text and what in self._words else text
            for what, template in zip(_PARTS, self._templates, strict=True)
            for text in (self._text(template, given),)
        )
        for what, text in (("make", make), ("model", model)):
            if not text:
                return Refusal(ProblemCode.MISSING_KEY, f"no {what}, so that it is about no vehicle")
        for text in (make, model, name, year):
            if not text.isprintable() or len(text) > LONGEST:
                what = (
                    "a character that nobody would see"
                    if len(text) <= LONGEST
                    else f"{len(text):,} characters"
                )
                return Refusal(ProblemCode.INVISIBLE, f"a name with {what}: {text[:40]!r}")
        if year and not is_year(year):
            return Refusal(ProblemCode.BAD_VALUE, f"year {year!r} is none of four digits")
        return make, model, year, _shortened(name, model) or model

    def _clean(self, cell: Cell) -> str:
        text = " ".join((cell if isinstance(cell, str) else " ".join(cell)).split())
        return MISSING if text in self._missing else text

    @staticmethod
    def _text(template: Template | None, given: Mapping[str, str]) -> str:
        """Return a text without the holes that are empty."""
        if template is None:
            return ""
        if not any(given[hole] for hole in template.holes) and template.holes:
            return ""
        text = template.with_cells([given[hole] for hole in template.holes])
        return " ".join(text.replace("()", "").split())


def _shortened(name: str, model: str) -> str:
    """Return the name of a variant without the model's in front of it: "xDrive23i" of "X1 xDrive23i"."""
    rest = name[len(model) + 1 :]
    repeats = name.casefold().startswith(f"{model.casefold()} ") and rest[:1].isalnum()
    return rest if repeats else name


_ODD: Final = re.compile(r"[^a-z0-9]+")
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
        lowered = name.lower().replace("+", " plus ").replace("&", " and ")
        slug = _ODD.sub("-", lowered).strip("-")
        return slug or "-".join(f"u{ord(sign):04x}" for sign in name)
    lowered = "".join(_SIGNS.get(sign, sign) for sign in name.casefold())
    plain = unicodedata.normalize("NFKD", lowered)
    parts = (
        sign if sign.isascii() else f"-u{ord(sign):04x}-"
        for sign in plain
        if not unicodedata.combining(sign) and (sign.isascii() or sign.isalnum())
    )
    return _ODD.sub("-", "".join(parts)).strip("-") or "-".join(f"u{ord(sign):04x}" for sign in name)
