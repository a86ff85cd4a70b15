"""What a name asks of a car besides the words it is called by: battery, power, driven wheels, powertrain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from evspec.measures import Measure
from evspec.units import conversion, unit
from evspec.values import Categories

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.claims import Claim

__all__ = ["Met", "Wish", "met", "parted"]

#: Whether a car has what is wished for: by its name, by what is claimed of it, not, or nothing tells.
Met: TypeAlias = Literal["named", "stated", "open", "no"]

_FIGURE: Final = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*-?(kwh|kw|hp|bhp|ps|cv)\b", re.IGNORECASE)
#: The units of these figures, as they are written.
_UNITS: Final = {"kwh": "kWh", "kw": "kW", "hp": "hp", "bhp": "bhp", "ps": "PS", "cv": "cv"}
#: Two figures of one thing are less than one kWh apart, or this part of a power, however they were rounded;
#: a gross battery and its net one, a peak power and a registered one at most that part.
_ALIKE: Final = 0.025
_AKIN: Final = 0.15
_BATTERY: Final = ("battery_net", "battery_gross", "battery")
_POWER: Final = ("power", "engine_power", "motor_power")
#: What may be said of the wheels that are driven and of what drives them: as names have it, what denies it
#: there, and as claims have it.
_WORDS: Final[dict[str, tuple[str, str, str, str]]] = {
    "awd": ("awd dual twin tri quad", "rwd fwd twowd single", "drivetrain", "AWD"),
    "rwd": ("rwd", "awd fwd dual twin tri quad", "drivetrain", "RWD"),
    "fwd": ("fwd", "awd rwd dual twin tri quad", "drivetrain", "FWD"),
    "twowd": ("twowd rwd fwd", "awd dual twin tri quad", "drivetrain", "RWD FWD"),
    "dual": ("dual twin", "rwd fwd twowd single tri quad", "drivetrain", "AWD"),
    "twin": ("dual twin", "rwd fwd twowd single tri quad", "drivetrain", "AWD"),
    "ev": ("ev", "phev hybrid hev tfsi tdi tsi gdi", "powertrain_type", "BEV"),
    "phev": ("phev", "ev", "powertrain_type", "PHEV"),
    "hybrid": ("hybrid hev hyb ehybrid", "ev phev", "powertrain_type", "HEV MHEV"),
    "mhev": ("mhev", "ev phev", "powertrain_type", "MHEV"),
    "diesel": ("diesel tdi", "ev phev", "fuel", "diesel"),
    "petrol": ("petrol tsi tfsi", "ev diesel", "fuel", "petrol"),
}


class Wish(NamedTuple):
    """What a name asks of a car.

    Attributes
    ----------
    told
        In which words: "64 kWh", "awd".
    tokens, against
        What meets it in the name of a car, and what denies it.
    keys
        The specs that tell.
    wanted
        Categories of which one will do, with blanks between them, or a number of kWh or kW.
    """

    told: str
    tokens: frozenset[str]
    against: frozenset[str]
    keys: tuple[str, ...]
    wanted: str | float


def parted(text: str, words: frozenset[str]) -> tuple[frozenset[str], list[Wish]]:
    """Return of the words of a name those that a car has to be called by, and what else is asked of it."""
    wishes = []
    for number, one in _FIGURE.findall(text):
        keys = _BATTERY if one.lower() == "kwh" else _POWER
        wishes.append(Wish(f"{number} {one}", frozenset(), frozenset(), keys, _size(number, one)))
        words -= {f"{float(number):g}", one.lower()}
    for word in sorted(words & _WORDS.keys()):
        meets, denies, key, wanted = _WORDS[word]
        wishes.append(Wish(word, frozenset(meets.split()), frozenset(denies.split()), (key,), wanted))
        words -= {word}
    return words, wishes


def met(wish: Wish, name: str, words: frozenset[str], claims: Iterable[Claim]) -> Met:
    """Tell whether a car has what is wished for.

    Parameters
    ----------
    wish
        What is asked.
    name, tokens
        What the car is called.
    claims
        What is claimed of it; they are asked for only where its name does not tell.
    """
    if isinstance(wish.wanted, float):
        is_battery = wish.keys == _BATTERY
        named = [
            _size(number, one)
            for number, one in _FIGURE.findall(name)
            if (one.lower() == "kwh") == is_battery
        ]
        if named:
            return "named" if any(_are_alike(one, wish) for one in named) else "no"
    elif wish.tokens & words:
        return "named"
    elif wish.against & words:
        return "no"
    told = [_stated(wish, claim) for claim in claims if claim.spec.key in wish.keys]
    return "stated" if "stated" in told else "no" if told and set(told) == {"no"} else "open"


def _size(number: str, written: str) -> float:
    """Return a figure of a name in kWh or kW."""
    known = unit(_UNITS[written.lower()])
    return conversion(known, unit("kWh" if known.kind == "energy" else "kW")).apply(float(number))


def _are_alike(one: float, wish: Wish) -> bool:
    wanted = float(wish.wanted)
    return abs(one - wanted) < (1 if wish.keys == _BATTERY else _ALIKE * wanted)


def _stated(wish: Wish, claim: Claim) -> Met:
    value = claim.value
    if isinstance(wish.wanted, float) and isinstance(value, Measure):
        shown = value.to("kWh" if wish.keys == _BATTERY else "kW")
        ends = [end for end in (shown.low, shown.high) if end is not None]
        if any(_are_alike(end, wish) for end in ends):
            return "stated"
        return "no" if ends and all(abs(end - wish.wanted) > _AKIN * wish.wanted for end in ends) else "open"
    if isinstance(value, Categories) and isinstance(wish.wanted, str):
        said = set(value.includes) & set(wish.wanted.split())
        return "no" if not said else "stated" if len(value.includes) == 1 else "open"
    return "open"
