"""What tells one vehicle from another: names as words, model years, and figures that rarely change."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from evspec.measures import Measure
from evspec.units import KINDS
from evspec.values import Categories
from evspec.vehicles import Generation, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evspec.claims import Claim
    from evspec.vehicles import Vehicle

__all__ = ["Identity", "Words", "identity_of", "words_of"]

#: The words of a name, in order.
Words: TypeAlias = "tuple[str, ...]"

# What stands in parentheses about wheels and tires is no part of a name.
_WHEELS: Final = re.compile(
    r"\([^()]*(?:wheel|tire|tyre|season|\d\d\s*(?:\"|''|in\b))[^()]*\)", re.IGNORECASE
)
# "Z.E. 40", "p.m.": letters with points between them are one word.
_POINTS: Final = re.compile(r"\b((?:[a-z]\.){2,})\s*")
_RUN: Final = re.compile(r"[a-z]+[0-9]+[a-z]*|[0-9]+(?:\.[0-9]+)?|[a-z]+(?:\+)?")
#: How lists shorten what catalogs spell out.
_SPELLED: Final = {"lr": "long range", "sr": "standard range", "2wd": "", "4wd": "awd"}
_SHORT: Final = re.compile(rf"\b(?:{'|'.join(_SPELLED)})\b")
# A capacity in a name: "39kWh", "62B", "Z.E. 50".
_CAPACITY: Final = re.compile(r"(\d{2,3}(?:\.\d+)?)\s*(?:kwh|b\b)|\bz\.?e\.?\s*(\d{2})\b")
_MODEL_YEAR: Final = re.compile(r"\bMY\s?(?:20)?(\d\d)\b|\b(?:20)?(\d\d)\s?MY\b")
# "2018", or a key of a record that ends with it: "my2018".
_YEAR: Final = re.compile(r"(?:[a-z]{2})?((?:19|20)\d\d)")

#: The specs that hold a capacity; which of gross and net a row means is seldom said.
_BATTERY: Final = ("battery", "battery_net", "battery_gross")
_POWER: Final = ("power",)
_KILOMETERS: Final = "km"


@frozen
class Identity:
    """What identifies a vehicle.

    Attributes
    ----------
    id
        Of a vehicle of a catalog; else what tells the row.
    make, model, variant
        The words of its names. Of a row of a file the model may hold them all.
    code
        The words of the generation's code and name.
    years
        The first and the last model year, None for what nothing tells.
    editions
        The model years of which something is stated of this variant apart from others; none if nothing is.
    batteries
        Capacities in kWh, gross or net, each a lowest and a highest.
    named
        Capacities in kWh that stand in its name, which are rounded as a maker likes.
    powers
        Power in kW.
    drives
        "FWD", "RWD", "AWD".
    ranges
        Range in km by test cycle.
    """

    id: str
    make: Words
    model: Words
    variant: Words
    code: Words = ()
    years: tuple[int | None, int | None] = (None, None)
    editions: tuple[int, ...] = ()
    batteries: tuple[tuple[float, float], ...] = ()
    named: tuple[float, ...] = ()
    powers: tuple[tuple[float, float], ...] = ()
    drives: frozenset[str] = frozenset()
    ranges: Mapping[str, tuple[tuple[float, float], ...]] = {}

    @property
    def words(self) -> Words:
        """The words of model and variant."""
        return (*self.model, *self.variant)


def words_of(*texts: str) -> Words:
    """Return the words of names: small letters without accents, without remarks on wheels.

    Examples
    --------
    >>> words_of("Q8 e-tron", "R110 Z.E. 50", "i4 eDrive35 (19'' Wheels)")
    ('q8', 'e', 'tron', 'r110', 'ze50', 'i4', 'edrive35')
    """
    return tuple(_RUN.findall(" ".join(map(_plain, texts))))


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", _WHEELS.sub(" ", text)).encode("ascii", "ignore").decode().casefold()
    whole = _POINTS.sub(lambda found: found[1].replace(".", ""), bare)
    return _SHORT.sub(lambda found: _SPELLED[found[0]], whole).replace("dual motor", "awd")


def capacities_named(*texts: str) -> tuple[float, ...]:
    """Return the capacities in kWh that stand in names.

    Examples
    --------
    >>> capacities_named("LEAF 62B TEK MY21", "Kona Electric 39kWh", "ZOE Z.E. 50")
    (62.0, 39.0, 50.0)
    """
    found = _CAPACITY.finditer(" ".join(texts).casefold())
    return tuple(float(one[1] or one[2]) for one in found)


def identity_of(vehicle: Vehicle) -> Identity:
    """Return what identifies a vehicle of a catalog, by every claim on it that nobody doubts."""
    record = record_of(vehicle)
    whole = record.id or vehicle.name
    name = record.names.get(vehicle.id.removeprefix(f"{record.id}/"), "") if record.id else vehicle.name
    claims = [claim for claim in record.claims if claim.about in {record.id, vehicle.id} and not claim.doubt]
    by_key: dict[str, list[Claim]] = {}
    for claim in claims:
        by_key.setdefault(claim.spec.key, []).append(claim)
    ranges: dict[str, list[tuple[float, float]]] = {}
    for claim in by_key.get("range", ()):
        cycle = claim.qualifiers.get("cycle", "")
        ranges.setdefault(str(cycle), []).extend(_ends([claim], _KILOMETERS))
    drives = (claim.value for claim in by_key.get("drivetrain", ()))
    return Identity(
        vehicle.id or whole,
        words_of(record.make),
        words_of(record.model),
        words_of(name),
        words_of(record.code, record.title),
        _years(vehicle),
        _editions(claim for claim in claims if claim.about == vehicle.id),
        tuple(_ends(_of(by_key, _BATTERY), "kWh")),
        capacities_named(record.model, name),
        tuple(_ends(_of(by_key, _POWER), "kW")),
        frozenset(one for value in drives if isinstance(value, Categories) for one in value.includes),
        {cycle: tuple(ends) for cycle, ends in ranges.items()},
    )


def _years(vehicle: Vehicle) -> tuple[int | None, int | None]:
    generation = vehicle if isinstance(vehicle, Generation) else getattr(vehicle, "generation", None)
    first, last = generation.years if isinstance(generation, Generation) else (None, None)
    coded = _YEAR.fullmatch(vehicle.code.casefold())
    # a row of a file is of the one year that its key tells
    return (int(coded[1]), int(coded[1])) if coded and first is None else (first, last)


def _editions(claims: Iterable[Claim]) -> tuple[int, ...]:
    found = {claim.edition[:4] for claim in claims if _YEAR.fullmatch(claim.edition[:4])}
    return tuple(sorted(map(int, found)))


def year_named(*texts: str) -> int | None:
    """Return the model year that stands in names.

    Examples
    --------
    >>> year_named("LEAF 62B TEK MY21"), year_named("Kona Electric - 21MY Facelift"), year_named("ZOE")
    (2021, 2021, None)
    """
    found = _MODEL_YEAR.search(" ".join(texts))
    return 2000 + int(found[1] or found[2]) if found else None


def _of(by_key: Mapping[str, list[Claim]], keys: Iterable[str]) -> Iterator[Claim]:
    for key in keys:
        yield from by_key.get(key, ())


def _ends(claims: Iterable[Claim], unit: str) -> Iterator[tuple[float, float]]:
    """Yield where each stated figure lies, in a unit; a bound identifies nothing."""
    for claim in claims:
        value = claim.value
        if isinstance(value, Measure) and not claim.is_option and unit in map(str, KINDS[value.kind]):
            shown = value.to(unit)
            if shown.low is not None and shown.high is not None:
                yield shown.low, shown.high
