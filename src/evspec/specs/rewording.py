"""What the press says of a figure without a comma, told as a spec has it: "5-80% in 22.5 minutes"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from evspec.errors import ParseError
from evspec.languages import every
from evspec.measures import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evspec.languages import Language

__all__ = ["CAPACITIES", "reworded"]

#: The specs of a battery's capacity by what they are of.
#: Which spec a gross and which a usable capacity is.
CAPACITIES: Final = {"net": "battery_net", "gross": "battery_gross"}
_CURRENT: Final = re.compile(r"(AC|DC)[ :-]+(?=[^\s])|[ ,(]+(AC|DC)\)?", re.IGNORECASE)
_NOUNS: Final = "wheels?|rims?|Felgen|Räder|Rädern|jantes|cerchi|llantas|velgen|felger|fælge|fälgar|hjul"
_INCHES: Final = "in|inch|inches|Zoll|pouces|pollici|pulgadas|tommer|tums?|[\"″”]|''"
_WHEELS: Final = re.compile(
    rf"[,;(]? *(?:with|on|mit|avec|con|met|med|på)? *([0-9]{{2}})[- ]?(?:{_INCHES})[- ]?(?:{_NOUNS})\)?$",
    re.IGNORECASE,
)
_CHARGER: Final = re.compile(
    r"[,;(]* *(?:at|on|with|an|bei|mit|à|con|bij|met|ved|med|på|a)? *(?:an? )?"
    r"([0-9]{1,3}(?:[.,][0-9]{1,2})?) *kW(?: (?:AC|charger|wallbox))?\)?$",
    re.IGNORECASE,
)


def reworded(
    written: str, key: str, qualifiers: Iterable[str], decimal: str | None
) -> tuple[str, Mapping[str, str]]:
    """Return a text with what is told of its figure behind commas, and what has no place in the text.

    Parameters
    ----------
    written
        What a person wrote.
    key
        The spec's key.
    qualifiers
        The names of the qualifiers that it has.
    decimal
        The decimal mark that was named.

    Raises
    ------
    ParseError
        If it tells of another spec: "77 kWh gross" of the usable capacity.
    """
    names, text = set(qualifiers), written
    behind: list[str] = []
    told: dict[str, str] = {}
    if key in CAPACITIES.values() or "basis" in names:
        text, basis = _basis(text)
        if basis and key in CAPACITIES.values() and CAPACITIES[basis] != key:
            raise ParseError(f"{written!r} is the {basis} capacity; write it as {CAPACITIES[basis]}", written)
        told |= {"basis": basis} if basis and "basis" in names else {}
    if key.startswith(("ac_", "dc_")):
        text = _without_current(text, key)
    if "wheels" in names and (wheels := _WHEELS.search(text)):
        text, behind = text[: wheels.start()], [*behind, f"{wheels[1]} in wheels"]
    if "soc" in names:
        text, window = _window(text)
        behind += [window] if window else []
    if "charger" in names and (charger := _CHARGER.search(text)) and charger.start():
        power = charger[1].replace(",", ".") if decimal == "," else charger[1]
        text, behind = text[: charger.start()], [*behind, f"{power} kW charger"]
    return ", ".join((text.strip(), *behind)), told


def _without_current(text: str, key: str) -> str:
    """Return a text without "AC" or "DC", which the spec says already."""
    found = _CURRENT.match(text) or re.search(rf"(?:{_CURRENT.pattern})$", text, re.IGNORECASE)
    if found is None:
        return text
    current = (found[1] or found[2]).lower()
    if not key.startswith(current):
        raise ParseError(f"{text!r} is of {current.upper()}; write it as {current}_{key[3:]}", text)
    return text[: found.start()] + text[found.end() :]


def _basis(text: str) -> tuple[str, str]:
    """Return a text without the word that says whether a capacity is gross or net, and which it is."""
    for language in _languages(text):
        meanings, pattern = _capacities(language)
        found = pattern.search(text)
        if found is not None:
            before, after = text[: found.start()].rstrip(" ,("), text[found.end() :].lstrip(" )")
            return f"{before} {after}".strip(), meanings[found[1].lower()]
    return text, ""


def _window(text: str) -> tuple[str, str]:
    """Return a text without the states of charge between which a battery was charged, and those."""
    for language in _languages(text):
        window, glue = _charges(language)
        found = window.search(text)
        if found is not None and window.search(text, found.end()) is None:
            parts = text[: found.start()], text[found.end() :]
            bare = " ".join(glue.sub("", part).strip(" ,;:()") for part in parts).strip()
            return bare, f"{found[1]}-{found[2]} %"
    return text, ""


def _languages(text: str) -> Iterable[Language]:
    """Yield English, and the others only if that was not enough."""
    yield ENGLISH
    if any(character.isalpha() for character in text):
        yield from every()


@cache
def _capacities(language: Language) -> tuple[Mapping[str, str], re.Pattern[str]]:
    meanings = {word.lower(): meaning for word, meaning in language.meanings("basis").items()}
    words = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True))) or "(?!)"
    return meanings, re.compile(rf"(?<![^\W_])({words})(?![^\W_])", re.IGNORECASE)


@cache
def _charges(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a window of states of charge, and of the words between it and its time."""

    def one_of(words: Iterable[str]) -> str:
        return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True))) or "(?!)"

    leads = one_of((*language.tables["between"], *language.tables["from"]))
    spans = {**language.tables["between"], **language.tables["from"]}.values()
    to = one_of(
        (*language.words("words", "to"), *language.words("words", "percent"), *(j for s in spans for j in s))
    )
    percent = rf"(?:%|(?:{one_of(('percent', 'per cent', *language.words('units', '%')))})(?![^\W_]))"
    glue = one_of((*language.words("words", "charge"), *language.words("words", "only")))
    return (
        re.compile(
            rf"(?<![\w.,])(?:(?:{leads}) +)?([0-9]{{1,3}}) *{percent}? *(?:[-–—]|(?:{to})(?![^\W_])) *"
            rf"([0-9]{{1,3}}) *{percent}",
            re.IGNORECASE,
        ),
        re.compile(rf"^[ ,;:()]*(?:(?:{glue}) +)+|(?: +(?:{glue}))+[ ,;:()]*$", re.IGNORECASE),
    )
