"""What part a variant plays in its generation: drivetrain, battery, power, trim and market.

Claims say it where there are any, else the name: "77.4 kWh AWD", "Long Range", "Standard Range (Canada)".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.measures import Measure
from evspec.specs import SPECS
from evspec.specs.vocabularies import MARKETS
from evspec.values import Categories
from evspec.vehicles import selections_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.claims import QualifiedSpec
    from evspec.values import Value
    from evspec.vehicles import Variant

__all__ = ["ALIKE", "Role", "battery_apart", "go_together", "power_apart", "roles_of"]

#: Batteries whose ratio is at most this are of one size: gross and usable figures of one battery, and what a
#: new cell of the same format adds, differ by less.
ALIKE: Final = 1.05

_BATTERIES = ("battery_net", "battery_gross", "battery")
_SIZED = (*_BATTERIES, "battery_voltage", "battery_charge")
#: The specs that tell what part a variant plays.
_READ: Final = frozenset({*_SIZED, "drivetrain", "power"})
_KWH = re.compile(r"(\d+(?:[.,]\d+)?)\s*kwh\b")
_RANGE = re.compile(r"\b(standard|long|extended|maximum|max)[ -]range\b")
_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
#: What makers call the wheels that they drive, beside the words of the spec; "2WD" leaves open which two.
_DRIVES: Final = {
    **dict.fromkeys(("quattro", "xdrive", "4matic", "4motion", "e-4orce", "e4orce"), "AWD"),
    **dict.fromkeys(
        ("dual-motor", "dual motor", "twin-motor", "twin motor", "tri-motor", "tri motor"), "AWD"
    ),
    **dict.fromkeys(("edrive", "sdrive", "single-motor", "single motor", "2wd", "4x2"), "2WD"),
}
#: Words in front of a version's number that name its drivetrain: "xDrive40".
_PREFIX = re.compile(r"^(xdrive|edrive|sdrive)(?=\d)")
#: Words that tell no version from another.
_EMPTY = frozenset({"entry", "level", "entry-level", "base", "version"})
#: The length of a country's code.
_CODE: Final = 2
#: The markets that names of versions state. Codes of two letters are names of versions too ("SE").
_MARKETS: Final = {
    called.lower(): name
    for name, others in MARKETS.items()
    for called in (name, *others)
    if len(called) > _CODE or called == name
}


class Role(NamedTuple):
    """What tells a variant from its siblings.

    Attributes
    ----------
    variant
        The variant.
    place
        Its place in its generation.
    market
        The markets that its name states.
    wheels
        The wheels that are driven: "FWD", "RWD", "AWD", "2WD" if it is not said which two, "" if nothing is
        known.
    trim
        The words of its name that tell neither drivetrain nor battery nor market.
    batteries
        Its battery in kWh, by the spec or the means by which it is known, the usual one first.
    powers
        Its power in kW, by the row in which it is stated, the usual one first.
    battery, power
        The first of each; None if there is none.
    is_special
        Whether it is told by its trim alone from a sibling without one: a plain 84 kWh AWD and its XRT.
    """

    variant: Variant
    place: int
    market: frozenset[str]
    wheels: str
    trim: frozenset[str]
    batteries: Mapping[str, float]
    powers: Mapping[str, float]
    battery: float | None = None
    power: float | None = None
    is_special: bool = False

    @property
    def axles(self) -> int:
        """How many axles are driven, 0 if that is not known."""
        return 0 if not self.wheels else 2 if self.wheels == "AWD" else 1


def battery_apart(one: Role, other: Role) -> float | None:
    """Return the ratio of two batteries, the larger to the smaller; None if one is not known.

    Like is set against like where both state it: usable against usable.
    """
    found = _apart(one.batteries, other.batteries)
    if found is None and one.battery and other.battery:
        return max(one.battery, other.battery) / min(one.battery, other.battery)
    return found


def power_apart(one: Role, other: Role) -> float | None:
    """Return the ratio of two powers, the larger to the smaller; None if they are stated in no common row."""
    return _apart(one.powers, other.powers)


def _apart(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    for key, size in one.items():
        if key in other:
            return max(size, other[key]) / min(size, other[key])
    return None


def go_together(one: int, other: int) -> bool:
    """Tell whether so many driven axles may be as many; of 0 it is not known how many there are."""
    return not one or not other or one == other


def roles_of(*sides: Sequence[Variant]) -> tuple[tuple[Role, ...], ...]:
    """Return the roles of the variants of several generations, which are to be compared with one another.

    Parameters
    ----------
    *sides
        The variants of each.
    """
    read = [[_read(variant, place) for place, variant in enumerate(side)] for side in sides]
    every = [role for side in read for role in side]
    batteries = _most_common(role.batteries for role in every)
    powers = _most_common(role.powers for role in every)
    sized = [[_sized(role, batteries, powers) for role in side] for side in read]
    return tuple(_told_apart(_by_range(side)) for side in sized)


def _most_common(every: Iterable[Mapping[str, float]]) -> tuple[str, ...]:
    counted = Counter(key for sizes in every for key in sizes)
    return tuple(sorted(counted, key=lambda key: (-counted[key], key)))


def _sized(role: Role, batteries: Sequence[str], powers: Sequence[str]) -> Role:
    """Put a role's sizes in order, those first that most of the others have too."""
    batteries_ = {key: role.batteries[key] for key in batteries if key in role.batteries}
    powers_ = {key: role.powers[key] for key in powers if key in role.powers}
    return role._replace(
        batteries=batteries_,
        powers=powers_,
        battery=next(iter(batteries_.values()), None),
        power=next(iter(powers_.values()), None),
    )


def _read(variant: Variant, place: int) -> Role:
    name = variant.short.casefold()
    stated = {
        row: selection.value
        for row, selection in selections_of(variant, lambda row: row.spec.key in _READ)
        if selection.row == row and selection.value is not None
    }
    value = _first(stated, "drivetrain")
    wheels = value.includes[0] if isinstance(value, Categories) and len(value.includes) == 1 else ""
    sizes = {key: size for key in _SIZED if (size := _size(_first(stated, key), key))}
    batteries: dict[str, float] = {key: sizes[key] for key in _BATTERIES if key in sizes}
    if "battery_voltage" in sizes and "battery_charge" in sizes:
        # nominal voltage times charge: what regulators list in place of the energy
        batteries["charge"] = sizes["battery_voltage"] * sizes["battery_charge"] / 1000
    named = _KWH.search(name)
    if named and not batteries:
        batteries["name"] = float(named.group(1).replace(",", "."))
    market, drive, trim = _name(name, _model(variant))
    # by its row: peak power and what a register lists do not compare
    powers = {
        row.key: size
        for row, value in stated.items()
        if row.spec.key == "power" and (size := _size(value, "power"))
    }
    return Role(variant, place, market, wheels or drive, trim, batteries, powers)


def _first(stated: Mapping[QualifiedSpec, Value], key: str) -> Value | None:
    return next((value for row, value in stated.items() if row.spec.key == key), None)


def _size(value: Value | None, key: str) -> float | None:
    """Return a definite figure in the metric unit of its spec, None if there is none."""
    if not isinstance(value, Measure):
        return None
    low, high = value.to(SPECS[key].metric).ends
    return low if low == high else None


@cache
def _drives() -> Mapping[str, str]:
    """Return what is said of driven wheels, as names have it, in the words of the spec."""
    spec = SPECS["drivetrain"]
    return {**{word.casefold(): name for word, name in spec.vocabulary.items()}, **_DRIVES}


def _model(variant: Variant) -> frozenset[str]:
    return frozenset(_WORD.findall(variant.model.casefold()))


def _name(name: str, model: frozenset[str]) -> tuple[frozenset[str], str, frozenset[str]]:
    """Return the markets, the drivetrain and the words of the trim of a name in small letters."""
    # a name in parentheses is none yet, but may tell what is meant
    is_meant = name.startswith("(") and name.endswith(")")
    text = _RANGE.sub(" ", _KWH.sub(" ", name)).replace("+", " plus ")
    words: list[str] = []
    drive = ""
    for word in _WORD.findall(text):
        if prefix := _PREFIX.match(word):
            words += [prefix.group(), word[prefix.end() :]]
        else:
            words.append(word)
    market, trim = set[str](), set[str]()
    place = 0
    while place < len(words):
        for length in (3, 2, 1):
            phrase = " ".join(words[place : place + length])
            if phrase in _MARKETS:
                market.add(_MARKETS[phrase])
            elif phrase in _drives():
                drive = drive or _drives()[phrase]
            else:
                continue
            break
        else:
            length = 1
            trim.add(_without_model(words[place], model))
        place += length
    return frozenset(market), drive, frozenset() if is_meant else frozenset(trim - _EMPTY - {""})


def _without_model(word: str, model: frozenset[str]) -> str:
    """Return a word of a name without the model's in it: the SQ8 is the S of the Q8."""
    if word in model:
        return ""
    ends = (end for end in model if not end.isalpha() and not end.isdigit())
    return next((word.removesuffix(end) for end in ends if word.endswith(end)), word)


def _by_range(roles: list[Role]) -> list[Role]:
    """Give the smallest battery of a generation to its Standard Range, and the largest to its Long Range."""
    sizes = sorted(role.battery for role in roles if role.battery)
    if not sizes or sizes[-1] <= sizes[0] * ALIKE:
        return roles
    found = []
    for role in roles:
        said = _RANGE.search(role.variant.short.casefold()) if role.battery is None else None
        if said is None:
            found.append(role)
        else:
            size = sizes[0] if said.group(1) == "standard" else sizes[-1]
            found.append(role._replace(battery=size, batteries={"range": size}))
    return found


def _told_apart(roles: list[Role]) -> tuple[Role, ...]:
    """Tell of each whether its trim alone tells it from a sibling that has none."""
    plain: dict[int, list[float]] = {}
    unsized = set()
    for role in roles:
        if not role.trim:
            plain.setdefault(role.axles, []).append(role.battery or 0.0)
            if role.battery is None:
                unsized.add(role.axles)
    for sizes in plain.values():
        sizes.sort()

    def has_plain(role: Role) -> bool:
        for axles, sizes in plain.items():
            if not go_together(role.axles, axles):
                continue
            if role.battery is None or axles in unsized:
                return True
            place = bisect_left(sizes, role.battery / ALIKE)
            if place < len(sizes) and sizes[place] <= role.battery * ALIKE:
                return True
        return False

    return tuple(role._replace(is_special=bool(role.trim) and has_plain(role)) for role in roles)
