"""What the press says of a figure without a comma, told as a spec has it: "5-80% in 22.5 minutes"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from evspec.confused import CALLED
from evspec.errors import ParseError
from evspec.languages import called, every, one_of
from evspec.measures import ENGLISH
from evspec.specs.figures import CAPACITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evspec.languages import Language

__all__ = ["reworded"]

_CURRENT: Final = re.compile(r"(AC|DC)[ :-]+(?=[^\s])|[ ,(]+(AC|DC)\)?(?= *(?:$|[(,;]))", re.IGNORECASE)
#: How the press says again between which speeds a car is timed: "0–100 km/h in 4 s".
_SPRINTS: Final = {
    key: re.compile(
        rf"\(?(?<![\w.,])(?:(?:from|von|de|da|van|fra|från) )?0 ?(?:km/h|mph|km/[tu])? ?"
        rf"(?:[-–—]|to|bis|auf|à|a|tot|naar|til|till) ?{speed}(?![\w.])\)?:?",
        re.IGNORECASE,
    )
    for key, speed in (("accel_0_100_kmh", "100 ?(?:km/h|kmh|kph|km/[tu])"), ("accel_0_60_mph", "60 ?mph"))
}
#: The conditions that the languages have words for.
_WORDED: Final = {"basis", "towing", "phase", "mode", "ac_phases"}
#: What is left of brackets and commas around words that were taken out.
_GLUE: Final = re.compile(r" *\( *[,;:]* *\)| *(\() *[,;:]+ *| *[,;:]+ *(\))| (?= )")
_NOUNS: Final = "wheels?|rims?|Felgen|Räder|Rädern|jantes|cerchi|llantas|velgen|felger|fælge|fälgar|hjul"
_INCHES: Final = "in|inch|inches|Zoll|pouces|pollici|pulgadas|tommer|tums?|[\"″”]|''"
_WHEELS: Final = re.compile(
    rf"[,;(]? *(?:with|on|mit|avec|con|met|med|på)? *([0-9]{{2}})[- ]?(?:{_INCHES})[- ]?(?:{_NOUNS})\)?$",
    re.IGNORECASE,
)
_CHARGER: Final = re.compile(
    r"[,;(]* *(?:@|at|on|with|an|bei|mit|à|con|bij|met|ved|med|på|a)? *(?:an? )?"
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
    names, text = set(qualifiers), _unlabelled(written, key)
    behind: list[str] = []
    is_capacity = key in CAPACITIES.values()
    is_towing = key.startswith("towing_")
    text, told = _told(text, names | ({"basis"} if is_capacity else {"towing"} if is_towing else set()))
    if is_capacity and (basis := told.pop("basis", "")) and CAPACITIES[basis] != key:
        raise ParseError(f"{written!r} is the {basis} capacity; write it as {CAPACITIES[basis]}", written)
    if is_towing and (own := told.pop("towing", "")) and key != f"towing_{own}":
        raise ParseError(f"{written!r} is of a trailer that is {own}; write it as towing_{own}", written)
    if key.startswith(("ac_", "dc_")):
        text = _without_current(text, key)
    if "wheels" in names and (wheels := _WHEELS.search(text)):
        text, behind = text[: wheels.start()], [*behind, f"{wheels[1]} in wheels"]
    if key in _SPRINTS:
        text = _without_lead(_SPRINTS[key].sub(" ", text, count=1).strip(" ,:"))
    if "soc" in names:
        text, window = _window(text)
        behind += [window] if window else []
    if "charger" in names and (charger := _CHARGER.search(text)) and charger.start():
        power = charger[1].replace(",", ".") if decimal == "," else charger[1]
        text, behind = text[: charger.start()], [*behind, f"{power} kW charger"]
    return ", ".join((text.strip(), *behind)), told


def _unlabelled(text: str, key: str) -> str:
    """Return a text without what the spec is called in front of a colon: "Reichweite (WLTP): 412 km"."""
    front, colon, figure = text.partition(":")
    label = front.casefold().strip()
    if not colon or not label:
        return text
    names = {key.replace("_", " "), *(name.replace("_", " ") for name, keys in CALLED.items() if key in keys)}
    names |= called(key)
    name = max(
        (one for one in names if label == one or label.startswith((f"{one} ", f"{one},"))),
        key=len,
        default="",
    )
    if not name:
        return text
    rest = front.strip()[len(name) :].strip(" ,()")
    return f"{figure.strip()} ({rest})" if rest else figure.strip()


def _without_lead(text: str) -> str:
    """Return a text without the word in front of a time: "in 6,5 Sekunden"."""
    for language in _languages(text):
        lead = _charges(language)[1].match(text)
        if lead is not None:
            return text[lead.end() :]
    return text


def _without_current(text: str, key: str) -> str:
    """Return a text without "AC" or "DC", which the spec says already."""
    found = _CURRENT.match(text) or _CURRENT.search(text)
    if found is None:
        return text
    current = (found[1] or found[2]).lower()
    if not key.startswith(current):
        raise ParseError(f"{text!r} is of {current.upper()}; write it as {current}_{key[3:]}", text)
    return text[: found.start()] + text[found.end() :]


def _told(text: str, names: set[str]) -> tuple[str, dict[str, str]]:
    """Return a text without the words for conditions of these names, such as "netto", and what they say."""
    told: dict[str, str] = {}
    if names.isdisjoint(_WORDED):
        return text, told
    for language in _languages(text):
        meanings, pattern = _conditions(language)
        found = [each for each in pattern.finditer(text) if meanings[each[1].lower()][0] in names]
        for name, value in (meanings[each[1].lower()] for each in found):
            if told.setdefault(name, value) != value:
                # "82/77 kWh (gross/net)" are two figures
                return text, {}
        if found:
            for each in reversed(found):
                text = f"{text[: each.start()]} {text[each.end() :]}"
            return _GLUE.sub(lambda glue: glue[1] or glue[2] or "", text).strip(" ,;:"), told
    return text, told


def _window(text: str) -> tuple[str, str]:
    """Return a text without the states of charge between which a battery was charged, and those."""
    windows = [(found, each) for each in map(_charges, _languages(text)) if (found := each[0].search(text))]
    if not windows:
        return text, ""
    # "20 a 80 %" has no word in front in one language, and "da" in another
    found, (window, glue, numbers) = max(windows, key=lambda one: len(one[0][0]))
    if window.search(text, found.end()) is not None:
        return text, ""
    parts = text[: found.start()], text[found.end() :]
    bare = " ".join(glue.sub("", part).strip(" ,;:()") for part in parts).strip()
    # "20-80% en 24 min" has a window that is English too
    bare = _without_lead(bare) if bare[:1].isalpha() else bare
    return bare, f"{numbers.get(found[1].lower(), found[1])}-{found[2]} %"


def _languages(text: str) -> Iterable[Language]:
    """Yield English, and the others only if that was not enough."""
    yield ENGLISH
    if any(character.isalpha() for character in text):
        yield from every()


@cache
def _conditions(language: Language) -> tuple[Mapping[str, tuple[str, str]], re.Pattern[str]]:
    """Return which condition each word of a language states, and the pattern of one of them."""
    meanings = {}
    for word, meaning in language.meanings("conditions").items():
        name, _, value = meaning.partition(" ")
        meanings[word.lower()] = name, value
    words = one_of(meanings)
    return meanings, re.compile(rf"(?<![\w-])({words})(?![\w-])", re.IGNORECASE)


@cache
def _charges(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], Mapping[str, str]]:
    """Return the patterns of a window of states of charge, and of the words between it and its time."""
    leads = one_of((*language.tables["between"], *language.tables["from"]))
    spans = {**language.tables["between"], **language.tables["from"]}.values()
    to = one_of(
        (*language.words("words", "to"), *language.words("words", "percent"), *(j for s in spans for j in s))
    )
    numbers = {word.lower(): size for word, size in language.meanings("numbers").items()}
    number = rf"[0-9]{{1,3}}|(?:{one_of(numbers)})(?= )"
    charge = rf"(?: *(?:SoC|{one_of(language.words('words', 'state of charge'))})(?![^\W_]))?"
    percent = rf"(?:%|(?:{one_of(('percent', 'per cent', *language.words('units', '%')))})(?![^\W_])\.?)"
    words = {*language.words("words", "charge"), *language.words("words", "only")}
    # "from 30 min" is no 30 min; "30 min from 10 to 80 %" is
    froms = {*language.tables["from"], *language.words("starting", "words")}
    glue, lead = one_of(words), one_of(words - froms)
    return (
        re.compile(
            rf"(?<![\w.,])(?:(?:{leads}) +)?({number}) *{percent}? *"
            rf"(?:[-–—→]|->|(?:{to})(?:(?<=['’])|(?![^\W_]))) *([0-9]{{1,3}}) *{percent}{charge}",
            re.IGNORECASE,
        ),
        re.compile(rf"^[ ,;:()]*(?:(?:{lead}) +(?!least|most))+|(?: +(?:{glue}))+[ ,;:()]*$", re.IGNORECASE),
        numbers,
    )
