"""Units of products and quotients: kW times h is kWh, and EUR by kWh is EUR/kWh, of which the table has none.

Everything follows from the table of units: the dimension of a kind from the words of its base, the parts
of a unit from its symbol.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from evspec.errors import UnitError
from evspec.units.rows import BASES
from evspec.units.table import KINDS, SPELLINGS, Unit
from evspec.units.vocabulary import unit as find_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Compound", "combined", "dimension_of", "is_alike", "unit_named"]

#: The powers of base units and currencies, in alphabetical order: m²/s² is (("m", 2), ("s", -2)).
Dimension: TypeAlias = tuple[tuple[str, int], ...]
#: A unit with its power and how many of it are one: ("km", -1, 100) in kWh/100 km.
_Part: TypeAlias = tuple[Unit, int, int]

#: The words in which bases are written (`evspec.units.rows.BASES`), in base units of the SI [SI]_.
_WORDS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType({
    "meter": {"m": 1},
    "second": {"s": 1},
    "kilogram": {"kg": 1},
    "ampere": {"A": 1},
    "kelvin": {"K": 1},
    "dimensionless": {},
    "1": {},
    "newton": {"kg": 1, "m": 1, "s": -2},
    "joule": {"kg": 1, "m": 2, "s": -2},
    "watt": {"kg": 1, "m": 2, "s": -3},
    "coulomb": {"A": 1, "s": 1},
    "volt": {"kg": 1, "m": 2, "s": -3, "A": -1},
})  # fmt: skip
#: In which unit a result of a kind is given where none is as large as the product of the units.
_USUAL: Final = MappingProxyType({
    "length": "km", "power": "kW", "energy": "kWh", "consumption": "kWh/100 km",
    "fuel consumption": "L/100 km", "speed": "km/h", "mass": "kg", "volume": "L", "duration": "h",
    "specific energy": "Wh/kg", "energy density": "Wh/L", "power per mass": "W/kg", "emission": "g/km",
})  # fmt: skip
#: The same for the economy end.
_USUAL_PER: Final = MappingProxyType({"consumption": "km/kWh", "fuel consumption": "km/L"})
#: In which unit that is told of which there is a price.
_DUE: Final = MappingProxyType({"energy": "kWh", "volume": "L", "length": "km", "time": "month"})
#: The most digits of a power: of more nobody can mean it.
_DIGITS: Final = 2
#: Kinds of numbers alone.
_PLAIN: Final = frozenset({"number", "ratio"})
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED: Final = str.maketrans(_RAISED, "0123456789")


@frozen(eq=False, repr=False)
class Compound:
    """A unit that is no line of the table: EUR/kWh, km/EUR.

    Attributes
    ----------
    symbol
        As printed.
    kind
        Its dimension in words.
    factor
        Exact size in base units.
    parts
        The units of the table in it.
    """

    symbol: str
    kind: str
    factor: Fraction
    parts: tuple[_Part, ...]
    #: As units of the table have them: it counts neither the other way nor from another zero.
    inverted: bool = False
    offset: Fraction = Fraction(0)


def unit_named(symbol: str | Unit | Compound) -> Unit | Compound:
    """Return the unit of a symbol: of the table, or put together of units of the table.

    Raises
    ------
    UnitError
        If it is neither.

    Examples
    --------
    >>> unit_named("EUR/kWh").kind, unit_named("km").kind
    ('EUR·kg⁻¹·m⁻²·s²', 'length')
    """
    if isinstance(symbol, Unit | Compound):
        return symbol
    if type(symbol) is str:
        found = SPELLINGS.get(symbol) or _named(symbol)
        if found is not None:
            return found
    return find_unit(symbol)


@cache
def combined(one: Unit | Compound, other: Unit | Compound, power: int) -> tuple[Fraction, Unit | Compound]:
    """Return the unit of a product, or for a power of -1 of a quotient, and by what its number is multiplied.

    Raises
    ------
    UnitError
        If a unit counts from a zero of its own, as °C does.

    Examples
    --------
    >>> kilowatt, hour, euro = map(unit_named, ("kW", "min", "EUR"))
    >>> combined(kilowatt, hour, 1)
    (Fraction(1, 60), <Unit kWh: energy>)
    >>> combined(euro, unit_named("kWh"), -1)[1].symbol
    'EUR/kWh'
    """
    for each in (one, other):
        if each.offset:
            raise UnitError(
                f"{each.symbol!r} counts from a zero of its own and has no product or quotient; take K"
            )
    if other.kind in _PLAIN and (one.kind != "number" or power < 0):
        return _size(other) ** power, one
    if one.kind in _PLAIN and power > 0:
        return _size(one), other
    parts = [*_parts(one), *((unit, power * each, count) for unit, each, count in _parts(other))]
    if len(money := {unit.symbol for unit, _, _ in parts if unit.kind.startswith("money ")}) > 1:
        raise UnitError(f"{' and '.join(sorted(money))} are never converted into each other")
    size = _size(one) * _size(other) ** power
    dimension = _merged((_dimension(one), 1), (_dimension(other), power))
    # 1 by 2 h is no rate of charging, while 1 by a consumption is an economy
    is_rate = one.kind in _PLAIN and other.kind not in _USUAL_PER
    found = None if is_rate else _of_table(dimension, size, power)
    if found is not None and found.kind == other.kind:
        # an area by a length in km is one in km
        found = other if isinstance(other, Unit) and other.inverted == found.inverted else found
    unit = found or _put_together(parts)
    return size / _size(unit), unit


def is_alike(one: Unit | Compound, other: Unit | Compound) -> bool:
    """Return whether figures in one unit have a size in the other."""
    if one.kind == other.kind or {one.kind, other.kind} <= _PLAIN:
        return True
    is_put_together = isinstance(one, Compound) or isinstance(other, Compound)
    # an economy of the table counts the other way than one that was put together
    turned = one.inverted or other.inverted
    return is_put_together and not turned and _dimension(one) == _dimension(other)


def _size(unit: Unit | Compound) -> Fraction:
    """Return a unit in base units, economy as distance by energy."""
    if unit.kind.startswith("price ") and unit.kind.endswith(" time"):
        # whose base is a month
        return unit.factor / SPELLINGS["month"].factor
    return 1 / unit.factor if unit.inverted else unit.factor


@cache
def _dimension(unit: Unit | Compound) -> Dimension:
    if isinstance(unit, Compound):
        return _merged(*((_dimension(part), power) for part, power, _ in unit.parts))
    if unit.kind.startswith("price "):
        return _merged(*((_dimension(part), power) for part, power, _ in _parts(unit)))
    return _merged((dimension_of(unit.kind), -1 if unit.inverted else 1))


@cache
def dimension_of(kind: str) -> Dimension:
    """Return the dimension of a kind from the words of its base; what is no base unit stands for itself."""
    first, *below = BASES.get(kind, KINDS[kind][0].pint).split(" / ")
    words = [(word, 1) for word in first.split(" * ")]
    words += [(word, -1) for part in below for word in part.split(" * ")]
    told = []
    for word, sign in words:
        name, _, power = word.partition(" ** ")
        told.append((tuple(_WORDS.get(name, {name: 1}).items()), sign * int(power or 1)))
    return _merged(*told)


def _merged(*dimensions: tuple[Dimension, int]) -> Dimension:
    powers: dict[str, int] = {}
    for dimension, times in dimensions:
        for name, power in dimension:
            powers[name] = powers.get(name, 0) + times * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


@cache
def _kinds() -> Mapping[Dimension, tuple[str, ...]]:
    """Return the kinds of each dimension. Torque has that of energy, which is what products give."""
    found: dict[Dimension, tuple[str, ...]] = {(): ("number",)}
    for kind in KINDS:
        if kind not in {*_PLAIN, "torque"}:
            dimension = dimension_of(kind)
            found[dimension] = (*found.get(dimension, ()), kind)
    return found


def _of_table(dimension: Dimension, size: Fraction, power: int) -> Unit | None:
    """Return the unit of the table for a dimension: of that very size if there is one, else the usual one."""
    turned = tuple((name, -each) for name, each in dimension)
    for inverted, kinds in ((False, _kinds().get(dimension)), (True, _kinds().get(turned))):
        if not kinds:
            continue
        # L by km is a fuel consumption and m times m an area, of which both are square meters
        kind = kinds[-1 if power > 0 else 0]
        units = [unit for unit in KINDS[kind] if unit.inverted == inverted]
        if units:
            usual = (_USUAL_PER if inverted else _USUAL).get(kind)
            as_large = next((unit for unit in units if _size(unit) == size), None)
            return as_large or (SPELLINGS[usual] if usual else units[0])
    return None


@cache
def _parts(unit: Unit | Compound) -> tuple[_Part, ...]:
    """Return the units in a unit: kWh and 100 km of "kWh/100 km", itself where its symbol has no parts."""
    if isinstance(unit, Compound):
        return unit.parts
    if unit.kind.startswith("price "):
        _, code, _, due = unit.kind.split(" ", 3)
        return ((SPELLINGS[code], 1, 1), (SPELLINGS[_DUE[due]], -1, 1))
    above, _, below = unit.symbol.partition("/")
    count, _, name = below.rpartition(" ")
    first, second = SPELLINGS.get(above), SPELLINGS.get(name)
    if first is not None and second is not None and below:
        return ((first, 1, 1), (second, -1, int(count or 1)))
    # what is told by a name of its own, as Le/100 km is, has the parts of its like
    like = (each for each in KINDS[unit.kind] if each.inverted == unit.inverted and each is not unit)
    return _parts(next(like)) if below else ((unit, 1, 1),)


def _product_of(parts: tuple[_Part, ...]) -> Fraction:
    size = Fraction(1)
    for unit, power, count in parts:
        size *= (_size(unit) * count) ** power
    return size


def _put_together(parts: list[_Part]) -> Unit | Compound:
    """Return the unit of several parts, those of one kind as powers of the first of them."""
    merged: dict[str, _Part] = {}
    for unit, power, count in parts:
        if unit.kind not in _PLAIN:
            first, so_far, each = merged.get(unit.kind, (unit, 0, count))
            merged[unit.kind] = first, so_far + power, each
    found = _compound(tuple(part for part in merged.values() if part[1]))
    return SPELLINGS.get(found.symbol) or found


@cache
def _compound(parts: tuple[_Part, ...]) -> Compound:
    dimension = _merged(*((_dimension(unit), power) for unit, power, _ in parts))
    above, below = ([part for part in parts if (part[1] > 0) is is_above] for is_above in (True, False))
    symbol = "·".join(map(_shown, above)) or "1"
    if below:
        told = "·".join(map(_shown, below))
        symbol += f"/{told}" if len(below) == 1 else f"/({told})"
    kind = "·".join(name if power == 1 else f"{name}{_raised(power)}" for name, power in dimension)
    return Compound(symbol, kind, _product_of(parts), parts)


def _shown(part: _Part) -> str:
    unit, power, count = part
    told = f"{count} {unit.symbol}" if count > 1 else unit.symbol
    if told[-1] in _RAISED or "·" in told:
        return "·".join([told] * abs(power))
    return told if abs(power) == 1 else f"{told}{_raised(abs(power))}"


def _raised(power: int) -> str:
    return ("⁻" if power < 0 else "") + "".join(_RAISED[int(digit)] for digit in str(abs(power)))


@cache
def _named(symbol: str) -> Unit | Compound | None:
    """Return what a symbol is put together of, None if some of it is no unit."""
    above, _, below = symbol.partition("/")
    if below.startswith("(") and below.endswith(")"):
        below = below[1:-1]
    try:
        found = [*_read(above, 1), *_read(below, -1)]
    except (KeyError, ValueError):
        return None
    return _put_together(found) if found else None


def _read(text: str, sign: int) -> Iterator[_Part]:
    """Yield the parts of one side of a symbol; a KeyError or ValueError if it has others."""
    names = text.split("·") if text not in {"", "1"} else []
    while names:
        # N·m is a unit itself
        length = 2 if "·".join(names[:2]) in SPELLINGS else 1
        name, names = "·".join(names[:length]), names[length:]
        count, _, rest = name.partition(" ") if name[:1].isdigit() else ("", "", name)
        plain = rest if rest in SPELLINGS else rest.rstrip(_RAISED)
        power = rest[len(plain) :].translate(_LOWERED)
        if not plain or len(power) > _DIGITS or (count and not int(count)):
            raise KeyError(name)
        yield SPELLINGS[plain], sign * int(power or 1), int(count or 1)
