"""Cars of the record by the words people use: "Kia EV6 2025 Long Range AWD"."""

from __future__ import annotations

import json
import re
import warnings
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.catalogs.searching import words_in
from evspec.errors import DataWarning, UnknownId, levels_above

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evspec.catalogs.record import Archive

__all__ = ["called"]

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
#: Agencies before the United Kingdom's register, which has no ranges of versions, before community data.
_ORDER: Final = ("my", "uk", "od")
#: A year as the names of the record have it; it is asked for as such.
_EXACT: Final = re.compile(r"\((?:uk )?(\d{4})\)\s*$", re.IGNORECASE)
_WHEELS: Final = re.compile(r"-?\d\d-(?:(?:in|inch)-)?wheels?$|-?\d\d-(?:in|inch)$")
#: An agency's year comes before one of community data if it is at most so many years off.
_FARTHER: Final = 3
_MOST: Final = 6


class _Fit(NamedTuple):
    """A vehicle of the record that a name fits."""

    make: str
    model: str
    key: str
    slug: str = ""

    @property
    def id(self) -> str:
        return "/".join(filter(None, self))

    @property
    def year(self) -> int:
        return int(self.key[2:] or 0)


def called(text: str, archive: Archive) -> str | None:
    """Return the id of the one vehicle of the record that a name fits, None if it fits none.

    All words of a name have to be among those of make, model and variant. A name in full comes before one in
    part, a generation before its variants. Of several years the one that is asked for counts, else the one
    nearest to it; of several agencies those that give figures by model year, then the United Kingdom's.
    Community data stand behind an agency's of some years earlier or later. Of variants that differ in their
    wheels alone it is the one of the smallest, whose figures are nearest to those of the car as such.

    Raises
    ------
    UnknownId
        If it fits several equally well; the message has their ids, newest first.

    Warns
    -----
    DataWarning
        If it is of another year than the one that is asked for.
    """
    exact = _EXACT.search(text)
    wanted = words_in(text[: exact.start()] if exact else text)
    if not any(map(str.isalpha, wanted)):
        return None
    is_british = "uk" in text.lower().split() or (exact is not None and "uk" in exact[0].lower())
    levels = [
        [fit for fit in fitting if fit.key.startswith("uk" if is_british else "")]
        for fitting in _levels(wanted - {"uk"} if is_british else wanted, archive)
    ]
    if exact:
        year = int(exact[1])
        bests = [_of_best([fit for fit in fits if fit.year == year], year) for fits in levels]
    else:
        # of the very year, then of one near to it
        for off, fits in product((0, _FARTHER), levels):
            near = _nearest([fit for fit in fits if _is_near(fit, fits, wanted, off)], wanted)
            if len(_apart_from_wheels(near)) == 1:
                return _told(text, min(near), wanted)
        bests = [_nearest(fits, wanted) for fits in levels]
    best = next(filter(None, bests), [])
    if len(_apart_from_wheels(best)) > 1:
        ids = [fit.id for fit in sorted(best, key=lambda fit: (-fit.year, fit.id))]
        more = f" or one of {len(ids) - _MOST} more" if len(ids) > _MOST else ""
        raise UnknownId(f"{text!r} may be {' or '.join(map(repr, ids[:_MOST]))}{more}; write its id")
    return _told(text, min(best), wanted) if best else None


def _told(text: str, found: _Fit, wanted: frozenset[str]) -> str:
    """Return the id of what was found; of another year than was asked for, say so."""
    year = _asked([found], wanted)
    if year is not None and found.year not in {year, 0}:
        words = f"{text!r}: no car of {year} is called so; {found.id!r} is of the nearest year there is"
        warnings.warn(words, DataWarning, stacklevel=levels_above())
    return found.id


def _apart_from_wheels(fitting: Iterable[_Fit]) -> set[_Fit]:
    return {fit._replace(slug=_WHEELS.sub("", fit.slug)) for fit in fitting}


def _levels(wanted: frozenset[str], archive: Archive) -> Iterator[list[_Fit]]:
    """Yield the vehicles that a name fits: generations in full, variants in full, then in part."""
    models = list(_models(wanted, archive))
    generations = [(_Fit(make, model, key), told) for make, model, told, keys in models for key in keys]
    yield [fit for fit, told in generations if wanted - _years(wanted, told) == told]
    variants = [
        (fit._replace(slug=slug), told | words_in(name))
        for fit, told in generations
        for slug, name in _variants(fit, archive)
    ]
    yield [fit for fit, told in variants if wanted - _years(wanted, told) == told]
    yield [fit for fit, told in generations if wanted - _years(wanted, told) <= told]
    yield [fit for fit, told in variants if wanted - _years(wanted, told) <= told]


def _models(
    wanted: frozenset[str], archive: Archive
) -> Iterator[tuple[str, str, frozenset[str], Iterable[str]]]:
    """Yield make, model, their words and the years of each model of which a name has a word."""
    named = [make for make, told in archive.makes.items() if words_in(told["name"]) <= wanted]
    for make in named or archive.makes:
        told = words_in(archive.makes[make]["name"])
        for model, (name, keys) in archive.makes[make]["models"].items():
            words = words_in(name)
            # without a make, a model whose name is not whole would have half of all files read
            if words & (wanted - told) if named else words <= wanted:
                yield make, model, words | told if named else words, keys


def _variants(fit: _Fit, archive: Archive) -> Iterable[tuple[str, str]]:
    found: dict[str, str] = json.loads(archive.lines(fit.make)[fit.id]).get("variants", {})
    return found.items()


def _years(wanted: frozenset[str], told: frozenset[str]) -> frozenset[str]:
    """Return the words of a name that are years; the 2008 of a Peugeot is none."""
    return frozenset(word for word in wanted - told if _YEAR.fullmatch(word))


def _asked(fitting: list[_Fit], wanted: frozenset[str]) -> int | None:
    """Return the year that is asked for, None for none."""
    told = fitting[0].model if fitting else ""
    return max((int(word) for word in wanted if _YEAR.fullmatch(word) and word not in told), default=None)


def _is_near(fit: _Fit, fitting: list[_Fit], wanted: frozenset[str], off: int) -> bool:
    """Tell whether an agency has a vehicle at most so many years off the one that is asked for."""
    year = _asked(fitting, wanted)
    return year is not None and fit.key[:2] != "od" and abs(fit.year - year) <= off


def _nearest(fitting: list[_Fit], wanted: frozenset[str]) -> list[_Fit]:
    """Return the vehicles of the year that is asked for, or of the one nearest to it."""
    year = _asked(fitting, wanted)
    return fitting if year is None else _of_best(fitting, year)


def _of_best(fitting: list[_Fit], year: int) -> list[_Fit]:
    """Return the vehicles nearest to a year, of the first of the agencies that have one, the newer of two."""
    places = {fit: (abs(fit.year - year), _ORDER.index(fit.key[:2]), -fit.year) for fit in fitting}
    best = min(places.values(), default=None)
    return [fit for fit in fitting if places[fit] == best]
