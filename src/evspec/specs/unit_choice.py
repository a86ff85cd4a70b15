"""Which units a table shows, and how many digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from attrs import astuple, evolve, frozen

from evspec.errors import EvspecError, UnitError, did_you_mean, quoted, spelled
from evspec.measures import Measure, checked_digits, rounded
from evspec.specs.qualifiers import QUALIFIERS
from evspec.specs.spec import SYSTEMS
from evspec.specs.table import SPECS, spec
from evspec.units import find, unit

if TYPE_CHECKING:
    from evspec.specs.spec import Spec, System

__all__ = ["METRIC", "UnitChoice", "checked_unit"]

#: The key of a spec, conditions of its rows, and the symbol of a unit.
_Alike: TypeAlias = tuple[str, tuple[tuple[str, str], ...], str]


@frozen(eq=False)
class UnitChoice:
    """The units of a table: those of a system, but for some specs others.

    One without others equals the name of its system: ``diff.units == "us"``.

    Attributes
    ----------
    system
        The system: "metric", "us" or "uk".
    chosen
        Pairs of a spec's key and the symbol of its unit.
    numbers
        Pairs of a spec's key, "" for all other specs, and how many digits its figures have at most.
    alike
        What a house shows specs in: the key of a spec, conditions of its rows, and the symbol of the unit,
        which is that of all specs that the systems show in the same units.
    beside
        Pairs of a spec's key and the symbol of the unit that stands in parentheses behind its own.

    Examples
    --------
    >>> us = UnitChoice.of({"system": "us", "power": "PS"})
    >>> [us.unit_of(spec(key)) for key in ("power", "range")]
    ['PS', 'mi']
    >>> UnitChoice.of("us") == "us", us == "us"
    (True, False)
    """

    system: System = "metric"
    chosen: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    alike: tuple[_Alike, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, asked: UnitChoice | System | Mapping[str, str]) -> Self:
        """Take what is asked for.

        Parameters
        ----------
        asked
            A system, or units by spec key, in which the key "system" names the system of the rest; "km (mi)"
            is a unit with another in parentheses. A choice is taken as it is.

        Raises
        ------
        EvspecError
            If there is no such system; UnknownSpec if there is no such spec, UnitError if its unit is
            of another kind.
        """
        if isinstance(asked, UnitChoice):
            return cls(asked.system, asked.chosen, asked.numbers, asked.alike, asked.beside)
        if not isinstance(asked, Mapping):
            asked = {"system": asked}
        named = asked.get("system", "metric")
        system = next((known for known in SYSTEMS if type(named) is str and known == named), None)
        if system is None:
            raise EvspecError(
                f"units {quoted(named)} is not one of {', '.join(SYSTEMS)}, nor a dict of spec to unit"
                f"{did_you_mean(spelled(named), SYSTEMS)}"
            )
        chosen, beside = [], []
        for key, symbol in asked.items():
            if key == "system":
                continue
            one, first, second = spec(spelled(key)), spelled(symbol), ""
            if find(first) is None and (both := re.fullmatch(_BOTH, first)):
                first, second = both.groups()
                beside.append((one.key, _checked(one, second)))
            chosen.append((one.key, _checked(one, first)))
        return cls(system, tuple(chosen), beside=tuple(beside))

    def with_numbers(self, asked: str | int | Mapping[str, str | int] | None) -> Self:
        """Return the same units with figures of at most so many digits; a source's are never passed.

        Parameters
        ----------
        asked
            3 or ".3g" for significant digits, ".1f" for decimals; or either by spec key. None for those
            of the sources.

        Raises
        ------
        EvspecError
            If it is none of these; UnknownSpec if there is no such spec. All mistakes at once.
        """
        if asked is None:
            return evolve(self, numbers=())
        if not isinstance(asked, Mapping):
            return evolve(self, numbers=(("", checked_digits(asked)),))
        found: list[tuple[str, str]] = []
        mistakes: list[EvspecError] = []
        for key, digits in asked.items():
            try:
                found.append((spec(key).key, checked_digits(digits)))
            except EvspecError as error:
                mistakes.append(error)
        if mistakes:
            raise mistakes[0] if len(mistakes) == 1 else EvspecError("; ".join(map(str, mistakes)))
        return evolve(self, numbers=tuple(found))

    def rounded(self, spec: Spec, shown: Measure) -> Measure:
        """Return a figure of a spec with the digits that were asked for."""
        if not self.numbers:
            return shown
        numbers = dict(self.numbers)
        form = numbers.get(spec.key, numbers.get(""))
        return shown if form is None else rounded(shown, form)

    def unit_of(self, spec: Spec, conditions: tuple[tuple[str, str], ...] = ()) -> str:
        """Return the unit of a spec, or of its row under conditions; "" for a spec without units."""
        for key, symbol in self.chosen:
            if key == spec.key:
                return symbol
        one = self.of_house(spec, conditions) if self.alike else None
        return spec.unit(self.system) if one is None else one[2]

    def unit_beside(self, spec: Spec) -> str:
        """Return the unit that stands in parentheses behind a figure of a spec, "" for none."""
        return dict(self.beside).get(spec.key, "") if self.beside else ""

    def of_house(self, spec: Spec, conditions: tuple[tuple[str, str], ...]) -> _Alike | None:
        """Return what of a house decides on the unit of a row, None if nothing does."""
        if not self.alike:
            return None
        told, units = set(conditions), _units_of(spec)
        # the unit of a row goes before that of its spec
        listed = sorted(self.alike, key=lambda one: -len(one[1]))
        fitting = (one for one in listed if told.issuperset(one[1]) and _units_of(SPECS[one[0]]) == units)
        return next(fitting, None)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return self.system == other and not (self.chosen or self.alike or self.beside)
        if isinstance(other, UnitChoice):
            return astuple(self, recurse=False) == astuple(other, recurse=False)
        return NotImplemented

    def __hash__(self) -> int:
        others = self.chosen + self.alike + self.beside
        return hash((self.system, others) if others else self.system)


#: A unit with another behind it: "km (mi)".
_BOTH: Final = r"(.+?) \((.+)\)"
#: The metric units, in which order is decided.
METRIC = UnitChoice()


def checked_unit(key: str, conditions: Mapping[str, str], symbol: str) -> _Alike:
    """Return a spec's key, conditions of its rows and a unit that it can be shown in, canonical.

    Raises
    ------
    UnknownSpec
        If there is no such spec; UnitError if its unit is of another kind.
    EvspecError
        If a condition sets no row of it apart.
    """
    one = spec(key)
    splits = dict(one.splits({}))
    for name in conditions:
        if name not in splits:
            known = ", ".join(splits) or "none"
            raise EvspecError(
                f"{key} has no qualifier {name!r} that sets rows apart; it has {known}"
                f"{did_you_mean(name, splits)}"
            )
    told = tuple((name, QUALIFIERS[name].read(value)) for name, value in conditions.items())
    return one.key, told, _checked(one, symbol)


def _units_of(spec: Spec) -> tuple[str, str, str, str]:
    """Return what specs have in common that are shown in the same units."""
    return spec.kind, spec.metric, spec.uk, spec.us


def _checked(spec: Spec, symbol: str) -> str:
    """Return the symbol of a unit that a spec can be shown in."""
    if not spec.metric:
        raise UnitError(f"{spec.key} has no unit, so it cannot be shown in {symbol!r}")
    shown = unit(symbol)
    if shown.kind != spec.kind:
        raise UnitError(
            f"{spec.key} is {spec.kind}, and {symbol!r} is {shown.kind}; write a unit such as {spec.metric!r}"
        )
    return shown.symbol
