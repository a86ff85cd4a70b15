"""What the structured data of a web page says: of the article, and of cars (schema.org as JSON-LD)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from evspec.packaged import packaged
from evspec.specs import SPECS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["article_of", "cars_in", "objects_in"]

_ARTICLES: Final = ("NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "Report", "TechArticle")
_CARS: Final = frozenset({"Car", "Vehicle", "ProductModel"})
#: Where the words of "AllWheelDrive" meet.
_HUMPS: Final = re.compile("(?<=[a-z])(?=[A-Z])")
#: Objects may lie so deep in one another.
_DEEPEST: Final = 12


@cache
def _schema() -> Mapping[str, Mapping[str, str]]:
    """Return the properties and the codes of units that are known."""
    import tomli

    return tomli.loads(packaged("articles").joinpath("schema.toml").read_text(encoding="utf-8"))


def objects_in(scripts: Iterable[str]) -> list[Mapping[str, Any]]:
    """Return the objects with a type in some scripts of JSON-LD; what is no JSON is left out."""
    found: list[Mapping[str, Any]] = []
    for script in scripts:
        try:
            read = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        found += _objects(read, 0)
    return found


def _objects(read: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(read, Mapping):
        if "@type" in read:
            yield read
        for value in read.values():
            yield from _objects(value, depth + 1)
    elif isinstance(read, list):
        for one in read:
            yield from _objects(one, depth + 1)


def _types(one: Mapping[str, Any]) -> set[str]:
    given = one.get("@type")
    names = given if isinstance(given, list) else [given]
    return {str(name).rpartition("/")[2] for name in names}


def article_of(objects: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return title, date, publisher and address of the article that a page names, as far as it does."""
    for one in objects:
        if not _types(one) & {*_ARTICLES}:
            continue
        page = one.get("mainEntityOfPage")
        address = page.get("@id") if isinstance(page, Mapping) else page
        told = {
            "title": _text(one.get("headline")) or _text(one.get("name")),
            "date": _text(one.get("datePublished"))[:10],
            "publisher": _text(one.get("publisher")),
            "address": _text(one.get("url")) or _text(address),
        }
        return {name: words for name, words in told.items() if words}
    return {}


def cars_in(objects: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what a page says of cars as lines of text: the name of one, then a line a property."""
    lines: list[str] = []
    for one in objects:
        if _types(one) & _CARS:
            rows = list(dict.fromkeys(_rows(one)))
            if rows:
                lines += ["", _name(one), *rows]
    return lines


def _name(one: Mapping[str, Any]) -> str:
    """Return what a car is called: brand, model and configuration, each once."""
    named = ""
    for key in ("brand", "manufacturer", "model", "name", "vehicleConfiguration"):
        words = _text(one.get(key))
        if key == "manufacturer" and one.get("brand"):
            continue
        if words and words.lower() not in named.lower():
            known = words.lower().startswith(named.lower())
            named = words if known else f"{named} {words}"
    return _line(named) or "Car"


def _rows(one: Mapping[str, Any]) -> Iterator[str]:
    engines = one.get("vehicleEngine")
    for part in (one, *(engines if isinstance(engines, list) else [engines])):
        if not isinstance(part, Mapping):
            continue
        for key, given in part.items():
            label = _label(key, given)
            for value in _values(key, given) if label else ():
                yield f"{label} | {value}"
    more = one.get("additionalProperty")
    for extra in more if isinstance(more, list) else [more]:
        if isinstance(extra, Mapping) and (name := _line(_text(extra.get("name")))):
            for value in _values("", extra):
                yield f"{name} | {value}"
    offers = one.get("offers")
    for offer in offers if isinstance(offers, list) else [offers]:
        if isinstance(offer, Mapping) and offer.get("price") and offer.get("priceCurrency"):
            amount = _line(f"{_text(offer['price'])} {_text(offer['priceCurrency'])}")
            yield f"{SPECS['price'].label} | {amount}"


def _label(key: str, given: object) -> str:
    """Return the label of a property, "" of one that is of no spec."""
    if key == "accelerationTime":
        # schema.org has the speeds in the name of the value
        named = " ".join(
            _text(part.get(name)) for part in _parts(given) for name in ("name", "valueReference")
        )
        return "0–60 mph" if "60" in named else "0–100 km/h" if "100" in named else ""
    spec = _schema()["properties"].get(key, "")
    return SPECS[spec].label if spec else ""


def _parts(given: object) -> list[Mapping[str, Any]]:
    return [one for one in (given if isinstance(given, list) else [given]) if isinstance(one, Mapping)]


def _values(key: str, given: object) -> Iterator[str]:
    """Yield the values of a property as they are printed: "602 km", "FWD"."""
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, Mapping):
            value = one.get("maxValue") if key == "speed" and "maxValue" in one else one.get("value")
            if isinstance(value, Mapping):
                yield from _values(key, value)
                continue
            low, high = one.get("minValue"), one.get("maxValue")
            if value is None and low is not None and high is not None:
                value = f"{low}-{high}"
            code = _text(one.get("unitCode")).rpartition("/")[2]
            unit = _schema()["units"].get(code) or _text(one.get("unitText"))
            words = _text(value) or _text(one.get("name"))
            yield _line(f"{words} {unit}")
        elif words := _text(one):
            if "schema.org/" in words:
                words = _HUMPS.sub(" ", words.rpartition("/")[2].removesuffix("Configuration"))
            yield _line(words)


def _text(given: object) -> str:
    """Return a text, a number, or the name of an object; "" of what is none."""
    if isinstance(given, bool) or given is None:
        return ""
    if isinstance(given, (str, int, float)):
        return str(given)
    if isinstance(given, list):
        return _text(given[0]) if given else ""
    return _text(given.get("name")) if isinstance(given, Mapping) else ""


def _line(words: str) -> str:
    return " ".join(words.replace("|", "/").split())
