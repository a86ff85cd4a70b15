"""The units, made once from the table of rows."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.growing import Growing
from evspec.units.rows import BASES, ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

__all__ = ["KINDS", "SIBLINGS", "SPELLINGS", "UNITS", "Unit", "by_symbol", "join"]


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
    latex
        The unit in siunitx's words, "" if they are its symbol.
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
    latex: str
    siblings: Mapping[str, Unit]
    #: How one is pickled that is not of the table: a price, or what a program defined.
    _pickled: Callable[[], tuple[Callable[..., Unit], tuple[object, ...]]] | None = None

    def __repr__(self) -> str:
        return f"<Unit {self.symbol or '(none)'}: {self.kind}>"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        # Hypothesis prints attrs classes field by field: each unit with all of its siblings, and theirs
        printer.text(repr(self))

    def __str__(self) -> str:
        return self.symbol

    def __reduce__(self) -> tuple[Callable[..., Unit], tuple[object, ...]]:
        # A copy or an unpickled unit must be the same object: everything compares by identity.
        return (by_symbol, (self.symbol,)) if self._pickled is None else self._pickled()


def by_symbol(symbol: str) -> Unit:
    """Return the unit of the table with exactly this symbol."""
    return _everywhere[symbol]


#: Endings of the words that form their plural with "s".
_SINGULAR: Final = (
    "meter", "metre", "mile", "watt", "hour", "joule", "gram", "gramme", "kilo", "tonne", "pound",
    "liter", "litre", "gallon", "second", "minute", "month", "year", "volt", "amp", "ampere",
)  # fmt: skip


def _build() -> tuple[dict[str, Unit], dict[str, dict[str, Unit]]]:
    """Return the units by spelling, and by kind and spelling."""
    everywhere: dict[str, Unit] = Growing()
    kinds: dict[str, dict[str, Unit]] = Growing()
    for row in ROWS:
        siblings = kinds.setdefault(row.kind, Growing())
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
            latex=row.latex,
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
#: Every unit of the table, in its order.
UNITS: Final[tuple[Unit, ...]] = tuple(dict.fromkeys(_everywhere.values()))
_siblings: Final[dict[str, Mapping[str, Unit]]] = Growing(
    {kind: MappingProxyType(members) for kind, members in _kinds.items()}
)
_members: Final[dict[str, tuple[Unit, ...]]] = Growing(
    {kind: tuple(dict.fromkeys(members.values())) for kind, members in _kinds.items()}
)
#: The units of each kind by spelling, with those spellings that need the kind to be clear.
SIBLINGS: Final[Mapping[str, Mapping[str, Unit]]] = MappingProxyType(_siblings)
#: The units of each kind.
KINDS: Final[Mapping[str, tuple[Unit, ...]]] = MappingProxyType(_members)


def join(
    symbol: str,
    kind: str,
    factor: Fraction,
    spellings: tuple[str, ...],
    inverted: bool,
    pickled: Callable[[], tuple[Callable[..., Unit], tuple[object, ...]]],
) -> Unit:
    """Put a unit that a program defines beside those of the table; `evspec.units.add` has checked it."""
    # of a new kind pint may know the name for something else
    name = symbol if kind in BASES and symbol.isascii() and symbol.isidentifier() else ""
    made = Unit(
        symbol=symbol,
        kind=kind,
        factor=factor,
        spellings=spellings,
        inverted=inverted,
        offset=Fraction(0),
        pint=name or "evspec_" + "".join(c if c.isalnum() else "_" for c in symbol),
        reference="defined by the program",
        latex="",
        siblings=MappingProxyType(_kinds.setdefault(kind, Growing())),
        pickled=pickled,
    )
    # who finds it by its name finds all the rest
    _kinds[kind].update(dict.fromkeys(spellings, made))
    _siblings[kind] = made.siblings
    _members[kind] = (*_members.get(kind, ()), made)
    _everywhere.update(dict.fromkeys(spellings, made))
    return made
