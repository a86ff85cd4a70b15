"""Units of a program's own, beside those of the table."""

from __future__ import annotations

import re
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.confused import AMBIGUOUS
from evspec.errors import UnitError, check_type, did_you_mean
from evspec.growing import Growing, adding, grown, reserved
from evspec.units.table import KINDS, Unit, by_symbol, join
from evspec.units.vocabulary import alike, find, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["OWN_UNITS", "OwnUnit", "add"]

#: What a unit may be called, so that it is found behind a number.
_SPELLING: Final = r"[^\W\d_](?:(?:[^\W_]|[·*^./’-]| (?=[^\W_])){0,38}[^\W_])?"
_SIZE: Final = r"([0-9]+(?:\.[0-9]+)?|[0-9]+/[1-9][0-9]*) *(\D.*)"


class OwnUnit(NamedTuple):
    """A unit as a program or a file defined it.

    Attributes
    ----------
    symbol, kind, size, spellings
        As of `add`.
    factor
        Its size in the base of its kind.
    inverted
        Whether it is the economy end of its kind.
    """

    symbol: str
    kind: str
    size: str
    spellings: tuple[str, ...]
    factor: Fraction
    inverted: bool

    @property
    def call(self) -> str:
        """The line of a program that defines it."""
        size = f", {self.size!r}" if self.size else ""
        spelled = f", spellings={list(self.spellings)!r}" if self.spellings else ""
        return f"evspec.units.add({self.symbol!r}, {self.kind!r}{size}{spelled})"

    def is_like(self, other: OwnUnit) -> bool:
        """Tell whether both are the same unit, in whichever words its size is told."""
        return (self.kind, self.factor, self.inverted, set(self.spellings)) == (
            other.kind, other.factor, other.inverted, set(other.spellings),
        )  # fmt: skip


#: The units that were added, by their symbols.
OWN_UNITS: Final[Growing[str, OwnUnit]] = Growing()


def add(symbol: str, kind: str, size: str = "", *, spellings: Sequence[str] = ()) -> Unit:
    """Define a unit of your own, which is then read, converted and shown as any other in this process.

    A pint registry learns it from `define_units`, as it learns the others.

    Parameters
    ----------
    symbol
        The unit as it is printed.
    kind
        What it measures: a kind that there is ("length"), or a new one.
    size
        How much it is, in a unit of the kind that there is: "201.168 m"; "660/3937 m" is a fraction.
        Left out for the first unit of a new kind.
    spellings
        What else it is called. A word of four letters or more has a plural with "s" besides.

    Returns
    -------
    Unit
        It. One that was defined so before, or is in the table, is that one.

    Raises
    ------
    UnitError
        If the name means something already, or the kind or the size cannot be read.
    WrongType
        If an argument is no text.

    Examples
    --------
    >>> from evspec import measure, units
    >>> print(units.add("furlong", "length", "201.168 m"))
    furlong
    >>> print(measure("8 furlongs").to("m"))
    1600 m
    """
    spelled = (spellings,) if isinstance(spellings, str) else tuple(spellings)
    for name, given in (("symbol", symbol), ("kind", kind), ("size", size)):
        check_type(f"the {name} of a unit", given, str, "a text such as 'furlong', 'length', '201.168 m'")
    for given in spelled:
        check_type("a spelling of a unit", given, str, "a text")
    # which knows the words that stand around numbers
    import_module("evspec.measures")
    with adding:
        made = _defined(symbol.strip(), kind.strip(), size.strip(), tuple(map(str.strip, spelled)))
        known = OWN_UNITS.get(made.symbol)
        if known is not None:
            return _same(known, made)
        names = [made.symbol, *made.spellings]
        there = find(made.symbol)
        if there is not None and all(find(name) is there for name in names) and _agrees(there, made):
            return there
        for name in names:
            _check_name(name)
        every = dict.fromkeys([*names, *(f"{name}s" for name in names if _has_plural(name))])
        unit_ = join(
            made.symbol, kind, made.factor, tuple(every), made.inverted, lambda: (_unpickled, (made,))
        )
        OWN_UNITS[made.symbol] = made
        grown()
        return unit_


def _defined(symbol: str, kind: str, size: str, spellings: tuple[str, ...]) -> OwnUnit:
    """Return what a unit is, once its size is read."""
    if not kind or (kind not in KINDS and size):
        plain = (one for one in KINDS if not one.startswith("money "))
        near = did_you_mean(kind, KINDS) or f"; it is one of {', '.join(plain)}"
        raise UnitError(
            f"{symbol!r} measures {kind!r}, which no unit does; leave the size out for a new kind{near}"
        )
    if kind not in KINDS:
        return OwnUnit(symbol, kind, "", spellings, Fraction(1), inverted=False)
    base = KINDS[kind][0].symbol
    match = re.fullmatch(_SIZE, size, re.ASCII)
    if match is None or not Fraction(match[1]):
        known = OWN_UNITS.get(symbol)
        if known is not None and not size and known.kind == kind:
            return OwnUnit(symbol, kind, "", spellings, known.factor, inverted=known.inverted)
        found = f"found {size!r} as the" if size else "without its"
        raise UnitError(f"{symbol!r}: a unit of {kind}, {found} size; write one such as '201.168 {base}'")
    try:
        other = unit(match[2], kind)
    except UnitError as error:
        raise UnitError(f"{symbol!r}: the size {size!r}: {error}") from None
    if other.offset:
        raise UnitError(f"{symbol!r}: {other.symbol} has a zero of its own; write the size in {base!r}")
    number = Fraction(match[1])
    factor = other.factor / number if other.inverted else other.factor * number
    return OwnUnit(symbol, kind, size, spellings, factor, inverted=other.inverted)


def _same(known: OwnUnit, made: OwnUnit) -> Unit:
    if not known.is_like(made):
        raise UnitError(f"the unit {made.symbol!r} was defined otherwise: {known.call}, not {made.call}")
    return by_symbol(made.symbol)


def _agrees(there: Unit, made: OwnUnit) -> bool:
    return (there.kind, there.factor, there.inverted) == (made.kind, made.factor, made.inverted)


def _check_name(name: str) -> None:
    """Refuse what means something already, so that nothing reads otherwise than before."""
    if not re.fullmatch(_SPELLING, name):
        raise UnitError(
            f"{name!r} is no name of a unit; write letters first, then letters, digits or / · - ^ and . alone"
        )
    if near := alike(name):
        raise UnitError(f"{name!r} cannot be a unit of your own: {name!r} is taken (the unit {near[0]!r})")
    words = name.split(" ")
    starts = [" ".join(words[:n]) for n in range(1, len(words) + 1)]
    for start in starts:
        meaning = AMBIGUOUS.get(start, "") or reserved(start)
        if meaning:
            raise UnitError(f"{name!r} cannot be a unit of your own: {start!r} is taken ({meaning})")


def _has_plural(name: str) -> bool:
    plural = f"{name}s"
    return len(name) > 3 and name.isalpha() and name.islower() and not (find(plural) or reserved(plural))


def _unpickled(made: OwnUnit) -> Unit:
    """Return a unit that another process defined, if this one defined it too."""
    known = OWN_UNITS.get(made.symbol)
    if known is None:
        raise UnitError(f"this was made with the unit {made.symbol!r}, unknown here; first call {made.call}")
    return _same(known, made)
