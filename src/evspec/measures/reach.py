"""Between which two ends something lies, in whatever unit: agreement and order, as sure as digits allow."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol, Self

from attrs import evolve, frozen

from evspec.errors import EvspecError, UnitError, check_type, truth
from evspec.measures import arithmetic, printing
from evspec.measures.agreement import hold
from evspec.measures.ends import End, Order, are_one, is_below, meet, order_of, same
from evspec.measures.plain import NOTHING, Plain, Told, digits_of, leading, shift, steps
from evspec.units import Compound, Unit, is_alike, to_quantity, unit_named

if TYPE_CHECKING:
    from evspec.units.pint_border import Quantity

__all__ = ["EXACT", "EXACTLY", "Located", "Reach", "apart"]

#: What is said of an end that is a number: it is neither left out nor "about" it, and is stated.
EXACTLY: Final = (False, False, True)
#: The significant digits of what is exact: more than any figure has.
EXACT: Final = 99


def apart(one: Told, other: Told) -> str:
    """Return why two have no order, sum or difference by what they are told with, "" if they may have one.

    A difference goes with what is of no cycle too: 514 km is 48 km more than 466 km WLTP.
    """
    if one[0] != other[0] and ((one[0] and other[0]) or not (one[2] or other[2])):
        first, second = (f"of {cycle}" if cycle else "of no cycle" for cycle in (one[0], other[0]))
        return f"one is {first}, the other {second}"
    return f"one is {one[1]}, the other {other[1]}" if one[1] and other[1] and one[1] != other[1] else ""


class Located(Protocol):
    """What lies between two numbers of a unit: a figure, a span, or what was computed."""

    def interval(self, unit: str | Unit | None = None) -> Reach:
        """Return where it lies, in a unit or in its own."""


@frozen(eq=False, repr=False)
class Reach:
    """Two ends of which each may be open, and what is measured between them: the parts of an `Interval`."""

    lower: End | None
    upper: End | None
    unit: str = ""
    kind: str = ""
    cycle: str | None = None
    basis: str = ""
    signed: bool = False
    _power: int | None = None
    # of a product those of which it is one, until somebody asks
    _digits: int | tuple[Plain, Plain] | None = None
    origin: str | None = None

    @property
    def power(self) -> int:
        """The power of ten of the last digit that is worth showing, of the coarser end."""
        if self._power is not None:
            return self._power
        return self._leading - self.digits + 1

    @property
    def digits(self) -> int:
        """The significant digits of the least precise figure in it."""
        if self._digits is not None:
            return self._digits if isinstance(self._digits, int) else digits_of(*self._digits)
        return max(self._leading - (self._power or 0) + 1, 1)

    @property
    def _leading(self) -> int:
        """The power of ten of the first digit, of the end that is nearer to 0."""
        sizes = [leading(*end.value) for end in (self.lower, self.upper) if end is not None and end.value[0]]
        return min(sizes, default=0)

    @classmethod
    def between(cls, low: Fraction | None, high: Fraction | None, unit: str = "", *, power: int = 0) -> Self:
        """Return the interval between two exact numbers, None for an end that is open."""
        for end in (low, high):
            if end is not None:
                check_type("an end of an interval", end, (Fraction, int), "an exact Fraction or None")
        if low is not None and high is not None and high < low:
            raise EvspecError(f"the ends of an interval are in order, not {low} and {high}")
        first, last = (None if end is None else arithmetic.at(end.as_integer_ratio()) for end in (low, high))
        return cls(first, first if high is low else last, unit, power=power, digits=EXACT)

    @property
    def magnitude(self) -> float | None:
        """The one number where all that went in was exact, else None."""
        lower, upper = self.lower, self.upper
        if lower is upper:
            return None if lower is None or lower[3:] != EXACTLY else _float(lower)
        return self.low if self.bound == "exact" else None

    @property
    def quantity(self) -> Quantity[float]:
        """A fresh pint Quantity in pint's application registry.

        Raises
        ------
        UnitError
            If it is no single number, or a difference in a unit with a zero of its own.
        """
        if self.magnitude is None:
            raise UnitError(f"{self.show()!r} is no single quantity; take .low and .high")
        unit = unit_named(self.unit)
        if unit.offset and self.signed:
            raise UnitError(
                f"{self.show()!r} is a difference, which {unit.symbol!r} makes a temperature; take .magnitude"
            )
        return to_quantity(self.magnitude, unit)

    @property
    def bound(self) -> str:
        """What it says of the true value, as of a Measure; "open" if neither end is known."""
        return printing.bound_of(self.lower, self.upper)

    @property
    def low(self) -> float | None:
        """The lower end, None if it is open."""
        return None if self.lower is None else _float(self.lower)

    @property
    def high(self) -> float | None:
        """The upper end, None if it is open."""
        return None if self.upper is None else _float(self.upper)

    @property
    def is_open(self) -> bool:
        """Whether neither end is known."""
        return self.lower is None and self.upper is None

    @property
    def is_definite(self) -> bool:
        """Whether both ends are known and stated, so that the interval is what is said and no bound of it."""
        return self.lower is not None and self.upper is not None and self.lower.stated and self.upper.stated

    @property
    def about(self) -> bool:
        """Whether an end is only "about" a number."""
        return any(end.about for end in (self.lower, self.upper) if end is not None)

    @property
    def strict(self) -> bool:
        """Whether an end is left out itself."""
        return any(end.strict for end in (self.lower, self.upper) if end is not None)

    @property
    def ends(self) -> tuple[Fraction | None, Fraction | None]:
        """Both ends, exact."""
        low, high = (None if end is None else Fraction(*end.value) for end in (self.lower, self.upper))
        return low, high

    def to(self, unit: str | Unit | Compound) -> Self:
        """Return it in another unit, of the table or put together: "km", "EUR/100 km".

        Raises
        ------
        UnitError
            If the unit is unknown or measures something else.

        Examples
        --------
        >>> from evspec.measures import measure
        >>> print((measure("150 kW") + "80 kW").to("hp"))
        308 hp
        """
        own, wanted = unit_named(self.unit), unit_named(unit)
        if own is wanted:
            return self
        if not is_alike(own, wanted):
            raise UnitError(
                f"cannot convert {own.symbol!r} ({own.kind}) to {wanted.symbol!r} ({wanted.kind})"
            )
        ends = arithmetic.converted((self.lower, self.upper), own, wanted, is_difference=self.signed)
        if own.offset != wanted.offset:
            # another zero moves the numbers, and not what a digit is worth
            return evolve(
                self, lower=ends[0], upper=ends[1], unit=wanted.symbol, kind=wanted.kind,
                power=self.power + steps(own, wanted), digits=None,
            )  # fmt: skip
        return self._at(*ends, wanted)

    def joined(self, highest: Self) -> Self:
        """Return the interval from this one's lower end to another one's upper end."""
        check_type("the other interval", highest, Reach, "an Interval")
        power = None if self._power is None or highest._power is None else max(self.power, highest.power)
        digits = None if power is not None else min(self.digits, highest.digits)
        return evolve(self, upper=highest.upper, power=power, digits=digits)

    def interval(self, unit: str | Unit | None = None) -> Self:
        """Return itself, in a unit if one is given."""
        return self if unit is None else self.to(unit)

    def agrees_with(self, other: Located) -> bool:
        """Return whether both may be one figure rounded differently, end by end."""
        lies = self._beside(other)
        return self._is_like(lies) and meet(self.lower, lies.lower) and meet(self.upper, lies.upper)

    def contains(self, other: Located) -> bool:
        """Return whether all that the other may be lies within this one, up to its rounding."""
        lies = self._beside(other)
        return self._is_like(lies) and hold((self.lower, self.upper), (lies.lower, lies.upper))

    def compare(self, other: Located) -> Order:
        """Return how all that lies in this one is to all in the other, whatever unit that has.

        It is "undecided" where they meet; a single number is equal to the same number, whatever its rounding.
        """
        lies = self._beside(other)
        if not self._is_like(lies):
            return "undecided"
        mine, theirs = self.lower, lies.lower
        if mine is self.upper and theirs is lies.upper and are_one(mine, theirs):
            return "equal"
        if is_below(self.upper, lies.lower):
            return "less"
        return "greater" if is_below(lies.upper, self.lower) else "undecided"

    def compare_ends(self, other: Located) -> Order:
        """Return how this one lies to the other end by end, however they overlap.

        It is less if all of it is, or if neither of its ends is greater and one is surely less.
        """
        lies = self._beside(other)
        apart = self.compare(lies)
        if apart != "undecided":
            return apart
        pairs = ((self.lower, lies.lower), (self.upper, lies.upper))
        if not (self._is_like(lies) and self.is_definite and lies.is_definite):
            return "undecided"
        orders = {order_of(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None}
        if "undecided" in orders or {"less", "greater"} <= orders:
            return "undecided"
        return "less" if "less" in orders else "greater" if "greater" in orders else "equal"

    @property
    def _told(self) -> Told:
        """What sets it apart from its like, whatever its numbers; see `apart`."""
        is_bare = self.cycle is None and not (self.basis or self.signed)
        return NOTHING if is_bare else (self.cycle, self.basis, self.signed)

    def _plain(self) -> Plain | None:
        end = self.lower
        if end is None or end is not self.upper or end[3:] != EXACTLY or self.origin:
            return None
        n, d = end.value
        power = self.power if self._power is None else self._power
        return n, d, power, unit_named(self.unit), self._told, self._digits is None

    def _at(self, lower: End | None, upper: End | None, unit: Unit | Compound) -> Self:
        """Return it at other ends that are a multiple of its own; what a digit is worth goes along."""
        power = self.power
        for was, now in ((self.lower, lower), (self.upper, upper), (self.lower, upper)):
            if was is not None and now is not None and was.value[0]:
                power += shift(now.value[0] * was.value[1], now.value[1] * was.value[0])
                break
        digits = None if self._digits is None else self.digits
        made = type(self)(
            lower, upper, unit.symbol, unit.kind, self.cycle, self.basis, self.signed, power, digits,
            self.origin,
        )  # fmt: skip
        # as many digits as before, or those down to what its last digit is worth there
        return made if digits is None else evolve(made, power=min(power, made._leading - digits + 1))

    def _beside(self, other: Located) -> Reach:
        """Return another one in the unit of this one, if it measures the like."""
        raise NotImplementedError

    def _is_like(self, other: Reach) -> bool:
        return self.kind == other.kind and self.cycle == other.cycle

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Reach):
            return NotImplemented
        return (
            (self.unit, self.kind, self.cycle) == (other.unit, other.kind, other.cycle)
            and _are_equal(self.lower, other.lower)
            and _are_equal(self.upper, other.upper)
        )

    def __hash__(self) -> int:
        return hash(self._key)

    def show(self, *, grouped: bool = False) -> str:
        """Return it in print without its cycle, to the digits that it is good for.

        One number is rounded to the nearest; two ends, and one that stands alone, are rounded outward, so
        that they still hold. A difference has its sign.

        Examples
        --------
        >>> from evspec.measures import measure
        >>> (measure("up to 60 kW") * 2).show(), (measure("430-470 km") - "450 km").show()
        ('up to 120 kW', '−20 to +20 km')
        """
        return printing.worked_out(
            self.lower,
            self.upper,
            self.unit,
            self.power,
            is_signed=self.signed,
            grouped=truth("grouped", grouped),
        )

    def __str__(self) -> str:
        return f"{self.show()} {self.cycle}" if self.cycle and not self.signed else self.show()

    def __repr__(self) -> str:
        low, high = ("…" if end is None else _short(end) for end in (self.lower, self.upper))
        words = low if low == high and low != "…" else f"{low} to {high}"
        return f"<Interval {words} {self.unit}".rstrip() + ">"

    @property
    def _key(self) -> tuple[object, ...]:
        flags = [None if e is None else (e.strict, e.about, e.stated) for e in (self.lower, self.upper)]
        return (*self.ends, *flags, self.unit, self.kind, self.cycle)


def _float(end: End) -> float:
    """Return the number at an end.

    Raises
    ------
    UnitError
        If no float is as large.
    """
    n, d = end.value
    try:
        return n / d
    except OverflowError:
        raise UnitError(f"{_short(end)} is beyond what a float holds; .ends has it exactly") from None


def _short(end: End) -> str:
    """Return the number at an end with six digits, however large it is."""
    n, d = end.value
    try:
        return f"{n / d:g}"
    except OverflowError:
        return f"{Context(prec=6).divide(Decimal(n), Decimal(d)):g}"


def _are_equal(one: End | None, other: End | None) -> bool:
    """Return whether two ends say the same of the same number, or are both open."""
    if one is None or other is None:
        return one is other
    return same(one.value, other.value) and one[3:] == other[3:]
