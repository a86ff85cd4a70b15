"""What a house decides about its tables: units and their spelling, marks, days, heads, the best of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from evspec.errors import DataError, EvspecError, Problem, ProblemCode, did_you_mean
from evspec.languages.manner import DATES, HEADS
from evspec.specs.spec import SYSTEMS
from evspec.specs.unit_choice import METRIC, UnitChoice, checked_unit
from evspec.table.document import BEST
from evspec.units import unit

if TYPE_CHECKING:
    from evspec.languages.manner import DateForm, Heads
    from evspec.specs.spec import System
    from evspec.table.document import Best

__all__ = ["HouseStyle", "house_mistakes", "units_of"]

#: A spec or a row of it: "consumption[cycle=EPA]".
_ROW: Final = r"([^\[\]]+)(?:\[([^\[\]]*)\])?"
#: What may stand between thousands: a space of some width, an apostrophe, a comma, or nothing.
_THOUSANDS: Final = (",", "", " ", "\u00a0", "\u202f", "\u2009", "'", "\u2019")
#: The keys that take a few words, with these.
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"dates": DATES, "heads": HEADS, "best": BEST}
_KEYS: Final = ("units", "spellings", "thousands", *_CHOICES)

#: A mistake: where it is, what was found and what would be right, and of which kind it is.
_Mistake = tuple[tuple[str, ...], str, ProblemCode]


def _own(given: Any) -> Any:
    return dict(given) if isinstance(given, Mapping) else given


@frozen
class HouseStyle:
    """How a house prints tables; what it does not say is as evspec prints it.

    Attributes
    ----------
    name
        What it is called.
    units
        The unit of a spec, and with it of all specs that are shown in the same units: "power" has those of
        motors too, "length" those of width and wheelbase. "consumption[cycle=EPA]" is that of a single row,
        "system" the system of the rest.
    spellings
        How units are spelled, by their symbols: ``{"lb·ft": "lb-ft"}``. A spelling is one that evspec reads
        as that unit.
    thousands
        What stands between thousands, "" for nothing; None for what the language has there, which also stands
        where a language has this mark before decimals.
    dates
        "day first" for 12 March 2026, "month first" for March 12, 2026, "ISO" for 2026-03-12. Other
        languages than English write days in their own way.
    heads
        "code" for iX3 NA5, "years" for iX3 (from 2026). What the years do not tell apart has its code too.
    best
        "star" for a star behind the best of a row; "bold" for bold alone where a format has that.

    Raises
    ------
    DataError
        With every mistake.

    Examples
    --------
    >>> gazette = HouseStyle("gazette", units={"power": "hp"}, spellings={"hp": "bhp"})
    >>> import evspec as ev
    >>> comet = ev.Variant.of("Comet", power="150 kW", motor_power_rear="110 kW")
    >>> [row.cells[0].text for row in ev.compare(comet, house=gazette).to_table().rows]
    ['201 bhp', '148 bhp']
    """

    name: str = "house"
    units: Mapping[str, str] = field(factory=dict, converter=_own, hash=False, kw_only=True)
    spellings: Mapping[str, str] = field(factory=dict, converter=_own, hash=False, kw_only=True)
    thousands: str | None = field(default=None, kw_only=True)
    dates: DateForm = field(default="day first", kw_only=True)
    heads: Heads = field(default="code", kw_only=True)
    best: Best = field(default="star", kw_only=True)
    choice: UnitChoice = field(init=False, eq=False, repr=False)

    @choice.default
    def _choose(self) -> UnitChoice:
        given = {key: getattr(self, key) for key in _KEYS if key != "thousands" or self.thousands is not None}
        problems = [
            Problem(f"house style {self.name!r}", 0, ".".join(path), words, code)
            for path, words, code in house_mistakes(given)
        ]
        if problems:
            raise DataError(problems)
        named = dict(self.units)
        system: Any = named.pop("system", "metric")
        return UnitChoice(system, alike=tuple(_chosen(key, symbol) for key, symbol in named.items()))


def units_of(asked: UnitChoice | System | Mapping[str, str] | None, house: HouseStyle | None) -> UnitChoice:
    """Return the units of a table: what is asked for, else what the house has, else metric ones.

    Parameters
    ----------
    asked
        As `UnitChoice.of` takes it. A system, or a choice that names one, stands in place of all units of
        the house.
    house
        The house style.
    """
    if house is None:
        return METRIC if asked is None else UnitChoice.of(asked)
    if asked is None:
        return house.choice
    own = UnitChoice.of(asked)
    if isinstance(asked, Mapping) and "system" not in asked:
        return UnitChoice(house.choice.system, own.chosen, alike=house.choice.alike, beside=own.beside)
    return own


def _chosen(key: str, symbol: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """Return the spec of a row, its conditions, and the unit in which that and its like are shown."""
    found = re.fullmatch(_ROW, key.strip())
    if found is None:
        raise EvspecError(f"{key!r} is no key of a row; write one like 'consumption[cycle=EPA]'")
    conditions = dict(part.partition("=")[::2] for part in (found[2] or "").split(",") if part.strip())
    return checked_unit(found[1], {name.strip(): value.strip() for name, value in conditions.items()}, symbol)


def house_mistakes(given: Mapping[str, Any]) -> Iterator[_Mistake]:
    """Yield what is wrong with a house style, of a file or of a program.

    Parameters
    ----------
    given
        What it says, by the keys of `HouseStyle`.
    """
    for key in given:
        if key not in _KEYS:
            near = did_you_mean(str(key), _KEYS)
            words = f"unknown key {key!r} of a house style; it has {', '.join(_KEYS)}{near}"
            yield (str(key),), words, ProblemCode.UNKNOWN_KEY
    yield from _unread("units", given.get("units", {}), _read_unit)
    yield from _unread("spellings", given.get("spellings", {}), _read_spelling)
    if "thousands" in given and given["thousands"] not in _THOUSANDS:
        words = f"{given['thousands']!r} parts no thousands; write a comma, a space, an apostrophe or nothing"
        yield ("thousands",), words, ProblemCode.NOT_LISTED
    for name, known in _CHOICES.items():
        value = given.get(name, known[0])
        if value not in known:
            words = f"{value!r} is not one of {', '.join(known)}{did_you_mean(str(value), known)}"
            yield (name,), words, ProblemCode.NOT_LISTED


def _unread(name: str, table: object, read: Callable[[str, str], None]) -> Iterator[_Mistake]:
    """Yield which lines of a table cannot be read."""
    if not isinstance(table, Mapping):
        yield (name,), f"found {table!r}; write a table of names to texts", ProblemCode.WRONG_TYPE
        return
    for key, value in table.items():
        if not isinstance(key, str) or not isinstance(value, str):
            yield (name, str(key)), f"found {value!r}; write a text", ProblemCode.WRONG_TYPE
            continue
        try:
            read(key, value)
        except EvspecError as error:
            yield (name, key), str(error), ProblemCode.BAD_VALUE


def _read_unit(key: str, symbol: str) -> None:
    if key != "system":
        _chosen(key, symbol)
    elif symbol not in SYSTEMS:
        raise EvspecError(f"{symbol!r} is not one of {', '.join(SYSTEMS)}{did_you_mean(symbol, SYSTEMS)}")


def _read_spelling(symbol: str, spelling: str) -> None:
    known = unit(symbol)
    if known.symbol != symbol:
        raise EvspecError(f"{symbol!r} is the unit {known.symbol!r}; write that on the left")
    read = unit(spelling, known.kind)
    if read is not known:
        raise EvspecError(f"{spelling!r} is the unit {read.symbol!r}, not {symbol!r}")
