"""The units as values, made once from the table of rows."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.units.rows import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction

__all__ = ["KINDS", "SIBLINGS", "SPELLINGS", "UNITS", "Unit", "by_symbol"]


@frozen(eq=False, repr=False)
class Unit:
    """A unit of the table: there is one object per unit, so units are compared by identity.

    Units are not made by hand but found with `evspec.units.unit`.

    Attributes
    ----------
    symbol
        The unit as printed.
    kind
        What it measures.
    factor
        Exact size in the kind's base.
    spellings
        Every spelling that is accepted exactly, the symbol first.
    inverted
        Whether it is the economy end of its kind (mi/kWh): value and factor divide.
    offset
        Its zero in the kind's base (temperature).
    pint
        The unit in pint's words.
    reference
        Where the factor comes from.
    siblings
        The units of its kind by spelling, itself included.

    Examples
    --------
    >>> from evspec.units import unit
    >>> unit("kilometers") is unit("km")
    True
    """

    symbol: str
    kind: str
    factor: Fraction
    spellings: tuple[str, ...]
    inverted: bool
    offset: Fraction
    pint: str
    reference: str
    siblings: Mapping[str, Unit]

    def __repr__(self) -> str:
        return f"<Unit {self.symbol or '(none)'}: {self.kind}>"

    def __str__(self) -> str:
        return self.symbol

    def __reduce__(self) -> tuple[Callable[[str], Unit], tuple[str]]:
        # A copy or an unpickled unit must be the same object: everything compares by identity.
        return by_symbol, (self.symbol,)


def by_symbol(symbol: str) -> Unit:
    """Return the unit with exactly this symbol."""
    return _everywhere[symbol]


#: Endings of the words that form their plural with "s".
_SINGULAR: Final = (
    "meter", "metre", "mile", "watt", "hour", "joule", "gram", "gramme", "kilo", "tonne", "pound",
    "liter", "litre", "gallon", "second", "minute", "volt", "amp", "ampere",
)  # fmt: skip


def _build() -> tuple[dict[str, Unit], dict[str, dict[str, Unit]]]:
    """Return the units by spelling, and by kind and spelling."""
    everywhere: dict[str, Unit] = {}
    kinds: dict[str, dict[str, Unit]] = {}
    for row in ROWS:
        siblings = kinds.setdefault(row.kind, {})
        spellings = [row.symbol, *row.spellings.split(" | ")] if row.spellings else [row.symbol]
        # A plural costs the table no entry: "mile" brings "miles".
        spellings += [f"{word}s" for word in spellings if word.endswith(_SINGULAR)]
        made = Unit(
            symbol=row.symbol,
            kind=row.kind,
            factor=row.factor,
            spellings=tuple(dict.fromkeys(spellings)),
            inverted=row.per,
            offset=row.zero * row.factor,
            pint=row.pint,
            reference=row.reference,
            siblings=MappingProxyType(siblings),
        )
        for spelling in made.spellings:
            if everywhere.setdefault(spelling, made) is not made:
                raise AssertionError(f"two units are spelled {spelling!r}")
            siblings[spelling] = made
        if row.within:
            siblings[row.within] = made
    return everywhere, kinds


_everywhere, _kinds = _build()

#: Every accepted spelling that names one unit without more context.
SPELLINGS: Final[Mapping[str, Unit]] = MappingProxyType(_everywhere)
#: Every unit, in the order of the table.
UNITS: Final[tuple[Unit, ...]] = tuple(dict.fromkeys(_everywhere.values()))
#: The units of each kind by spelling, with those spellings that need the kind to be clear.
SIBLINGS: Final[Mapping[str, Mapping[str, Unit]]] = MappingProxyType(
    {kind: MappingProxyType(members) for kind, members in _kinds.items()}
)
#: The units of each kind.
KINDS: Final[Mapping[str, tuple[Unit, ...]]] = MappingProxyType(
    {kind: tuple(dict.fromkeys(members.values())) for kind, members in _kinds.items()}
)
