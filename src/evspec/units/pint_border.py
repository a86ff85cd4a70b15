"""The border with pint: the only module that imports it, and only when it is called.

pint is never given text that a person wrote: only the table's own words and factors go in.
"""

from __future__ import annotations

import threading
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable
from weakref import WeakKeyDictionary

from evspec.errors import UnitError, WrongType
from evspec.forks import share
from evspec.growing import when_grown
from evspec.units.columns import convert_column, library_of
from evspec.units.conversion import conversion
from evspec.units.dimensions import BASE_UNITS, Size, unit_of_size
from evspec.units.rows import BASES
from evspec.units.table import KINDS, Unit, by_symbol

if TYPE_CHECKING:
    from pint import Quantity as Quantity  # noqa: PLC0414  for annotations elsewhere
    from pint import UnitRegistry

    from evspec.units.compounds import Compound

__all__ = [
    "QuantityLike",
    "converted_quantity",
    "define_units",
    "from_quantity",
    "is_quantity",
    "registry",
    "to_quantity",
]

#: How far a registry's factor may be from the table's: registries compute with floats.
_TOLERANCE = 1e-9

_lock = threading.RLock()
share(_lock)
_registry: UnitRegistry[Any] | None = None
# Names that were checked, per registry; the entry goes when the registry goes.
_names: WeakKeyDictionary[Any, dict[Unit, str]] = WeakKeyDictionary()


@runtime_checkable
class QuantityLike(Protocol):
    """What is read of a pint Quantity, whichever registry made it."""

    @property
    def magnitude(self) -> object:
        """The number."""

    @property
    def units(self) -> object:
        """The unit."""


def registry() -> UnitRegistry[Any]:
    """Return evspec's own pint registry, which computes with exact fractions.

    It is built on first need, once per process, and knows every unit of the table.

    Returns
    -------
    pint.UnitRegistry
        A registry whose numbers are `fractions.Fraction`.

    Examples
    --------
    >>> registry().Quantity(Fraction(1), "mile").to("kilometer").magnitude
    Fraction(25146, 15625)
    """
    global _registry  # noqa: PLW0603  the one registry of the process, made under the lock
    with _lock:
        if _registry is None:
            from pint import UnitRegistry

            made: UnitRegistry[Any] = UnitRegistry(non_int_type=Fraction, on_redefinition="raise")
            define_units(made)
            _registry = made
        return _registry


@when_grown
def _teach() -> None:
    with _lock:
        if _registry is not None:
            define_units(_registry)


def define_units(registry: UnitRegistry[Any]) -> None:
    """Teach a pint registry the EV units that it lacks; what it has stays as it is.

    A unit of your own is defined by `evspec.units.add`, and taught with the others.

    Parameters
    ----------
    registry
        Any pint registry, such as ``pint.get_application_registry()``.

    Examples
    --------
    >>> import pint
    >>> mine = pint.UnitRegistry()
    >>> define_units(mine)
    >>> round(mine.Quantity(1, "MPGe").to("kilometer / kilowatt_hour").magnitude, 6)
    0.047748
    """
    if not (hasattr(registry, "define") and hasattr(registry, "parse_units")):
        raise WrongType(
            f"units are taught to a pint registry, not to {type(registry).__name__}; "
            "evspec.units.add defines one of your own"
        )
    with _lock:
        for unit in _every():
            if unit.pint.isidentifier() and unit.pint not in registry:
                _define(registry, unit.pint, unit)


def to_quantity(value: float, unit: Unit | Compound) -> Quantity[float]:
    """Return a fresh Quantity in the registry that pint uses for the application.

    Parameters
    ----------
    value
        The number.
    unit
        Its unit.
    """
    import pint

    # The application registry may be replaced at any time, so it is asked for each time; the
    # proxy is opened because a quantity must not change its registry later.
    # pint builds it on first access, which two threads must not do at once.
    with _lock:
        current = pint.get_application_registry().get()  # type: ignore[no-untyped-call]
        if isinstance(unit, Unit):
            return cast("Quantity[float]", current.Quantity(value, _name(current, unit)))
        made = current.Quantity(value)
        for part, power, count in unit.parts:
            made *= current.Quantity(count, _name(current, part)) ** power
        return cast("Quantity[float]", made)


def is_quantity(value: object) -> bool:
    """Tell whether a value is a Quantity of pint or astropy, which brings its unit."""
    return isinstance(value, QuantityLike) or (
        library_of(type(value)) == "astropy" and hasattr(value, "unit") and hasattr(value, "value")
    )


def from_quantity(quantity: object) -> tuple[object, Unit]:
    """Return the number of a Quantity of pint, from any registry, or of astropy, and the table's unit.

    Where the table has no unit that is called so, it is the one that fits the dimension best: of
    kilowatts times hours kWh, of kWh per kW hours.

    Raises
    ------
    UnitError
        If the table has no unit of that dimension.
    """
    theirs: Any = quantity
    if not isinstance(quantity, QuantityLike):
        return _scaled(theirs.value, unit_of_size(_size_in_astropy(theirs.unit)))
    source = theirs._REGISTRY  # pint has no public name for it
    with _lock:
        words = _words(theirs)
        unit = _by_words(len(_every())).get(words)
        if unit is not None:
            ours = words == {(_otherwise(unit), 1.0)}
            if _same(source, _otherwise(unit) if ours else unit.pint, unit):
                return theirs.magnitude, unit
        try:
            return _scaled(theirs.magnitude, unit_of_size(_size_in_pint(theirs)))
        except UnitError:
            raise UnitError(f"evspec has no unit for pint's {_spell(theirs)!r}") from None


def converted_quantity(quantity: QuantityLike, wanted: Unit) -> object:
    """Return a pint Quantity of an array in another unit, in the registry that it is of.

    Raises
    ------
    UnitError
        If the table has no unit of that dimension, or it is of another kind.
    WrongType
        If the array is none of numbers.
    OverflowError
        If a number is too large or too small for the floats that the result holds.
    """
    theirs: Any = quantity
    registry = theirs._REGISTRY
    count, own = from_quantity(registry.Quantity(1, theirs.units))
    magnitude = theirs.magnitude if count == 1 else theirs.magnitude * float(Fraction(str(count)))
    made = convert_column(magnitude, conversion(own, wanted))
    return registry.Quantity(made, _name(registry, wanted))


def _scaled(magnitude: Any, found: tuple[Unit, Fraction]) -> tuple[object, Unit]:
    """Return a number in the unit that was found, of which so many are one of the number's own."""
    unit, ratio = found
    if ratio == 1:
        return magnitude, unit
    try:
        plain = magnitude.item() if hasattr(magnitude, "item") else magnitude
        return Fraction(str(plain)) * ratio, unit
    except (TypeError, ValueError, ZeroDivisionError):
        raise WrongType(f"one finite number is needed, not {type(magnitude).__name__}") from None


def _size_in_pint(theirs: Any) -> Size:
    """Return how large the unit of a quantity is in the SI's base units, whatever its registry counts in."""
    import pint

    registry = theirs._REGISTRY
    one = registry.non_int_type(1)
    try:
        whole = registry.Quantity(one, theirs.units)
        parts = [(str(name), float(power)) for name, power in theirs.unit_items()]
        powers = {str(n).strip("[]"): Fraction(p) for n, p in dict(whole.dimensionality).items()}
        base = " * ".join(f"{_SI[name]} ** {power}" for name, power in powers.items())
        size = whole.to_base_units().magnitude / registry.Quantity(one, base).to_base_units().magnitude
        return Size(powers, float(size), parts, _spell(theirs))
    except (pint.PintError, ArithmeticError, KeyError, TypeError, ValueError):
        raise UnitError(f"evspec has no unit for {_spell(theirs)!r}") from None


#: What pint calls the base unit of a dimension.
_SI = {"length": "meter", "mass": "kilogram", "time": "second", "current": "ampere", "temperature": "kelvin"}


def _size_in_astropy(unit: Any) -> Size:
    """Return how large a unit of astropy is in the SI's base units."""
    if str(unit) == "deg_C":
        raise UnitError("a temperature of astropy in deg_C has no size of its own; give it in K")
    whole = unit.decompose()
    try:
        powers = {
            BASE_UNITS[str(base)]: Fraction(power).limit_denominator()
            for base, power in zip(whole.bases, whole.powers, strict=True)
        }
    except KeyError:
        raise UnitError(f"evspec has no unit for astropy's {str(unit)!r}") from None
    made_of = zip(getattr(unit, "bases", [unit]), getattr(unit, "powers", [1]), strict=False)
    names = [(_FORCES.get(str(base), str(base)), float(power)) for base, power in made_of]
    return Size(powers, float(whole.scale), names, str(unit))


#: The units of force of astropy, by pint's names.
_FORCES = {"N": "newton", "kN": "newton", "mN": "newton", "dyn": "newton", "lbf": "force"}


def _words(quantity: Any) -> frozenset[tuple[str, float]]:
    """Return pint's full names of a quantity's units with their exponents."""
    return frozenset((name, float(power)) for name, power in quantity.unit_items())


def _spell(quantity: Any) -> str:
    # The format of a unit fails in a registry of fractions.
    return " * ".join(f"{name} ** {power:g}" for name, power in sorted(_words(quantity)))


def _every() -> tuple[Unit, ...]:
    """Return every unit, those that were added included."""
    return tuple(dict.fromkeys(chain.from_iterable(KINDS.values())))


@lru_cache(maxsize=1)
def _by_words(_known: int) -> dict[frozenset[tuple[str, float]], Unit]:
    """Return the units by pint's full names for them, anew when there are more of them."""
    own = registry()
    found: dict[frozenset[tuple[str, float]], Unit] = {}
    for unit in _every():
        found.setdefault(_words(own.Quantity(1, unit.pint)), unit)
        found.setdefault(frozenset({(_otherwise(unit), 1.0)}), unit)
    return found


def _otherwise(unit: Unit) -> str:
    """Return what a unit is called in a registry where its name means something else."""
    return "evspec_" + "".join(c if c.isalnum() else "_" for c in unit.pint.removeprefix("evspec_"))


def _name(registry: UnitRegistry[Any], unit: Unit) -> str:
    """Return what the unit is called in a registry, which learns it if it has to."""
    with _lock:
        names = _names.setdefault(registry, {})
        if unit not in names:
            if unit.kind.startswith("price "):
                # what is paid has to be known before what it is paid for
                _name(registry, by_symbol(unit.kind.split(" ")[1]))
            name = unit.pint
            if name.isidentifier() and name not in registry:
                _define(registry, name, unit)
            elif not _same(registry, name, unit):
                # Somebody gave the name another meaning, which is theirs to keep.
                name = _otherwise(unit)
                if name not in registry:
                    _define(registry, name, unit)
            names[unit] = name
        return names[unit]


def _define(registry: UnitRegistry[Any], name: str, unit: Unit) -> None:
    size, base = _size(unit)
    first = KINDS.get(unit.kind, (unit,))[0]
    if unit.kind not in BASES and first is not unit:
        # the base of such a kind is no unit of pint's
        base = _name(registry, first)
    if base == name:
        registry.define(f"{name} = [{name}]")
        return
    offset = f"; offset: {unit.offset}" if unit.offset else ""
    registry.define(f"{name} = {size.numerator} / {size.denominator} * {base}{offset}")


def _size(unit: Unit) -> tuple[Fraction, str]:
    """Return the unit's size and in which base; the economy end has the base upside down."""
    base = BASES.get(unit.kind, KINDS.get(unit.kind, (unit,))[0].pint)
    if unit.kind.startswith("price "):
        _, paid, _, due = unit.kind.split(" ", 3)
        base = f"{paid} / ({BASES.get(due, 'month')})"
    return (1 / unit.factor, f"1 / ({base})") if unit.inverted else (unit.factor, base)


def _same(registry: UnitRegistry[Any], name: str, unit: Unit) -> bool:
    """Return True if a registry's unit of this name has the table's dimension and size."""
    import pint

    expected, base = _size(unit)
    # A number of the registry's own sort: a registry of Decimals does not multiply floats.
    one = registry.non_int_type(1)
    try:
        theirs = registry.Quantity(one, name).to_base_units()
        whole = registry.Quantity(one, base).to_base_units()
        share = float(theirs.magnitude) / float(whole.magnitude)
    except (pint.PintError, ArithmeticError, TypeError, ValueError):
        return False
    off = abs(share / float(expected + unit.offset) - 1)
    return theirs.dimensionality == whole.dimensionality and off < _TOLERANCE
