"""Where a figure lies: agreement, order and arithmetic, as sure as its digits allow and no surer."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, TypeAlias

from attrs import evolve, frozen

from evspec.errors import EvspecError, UnitError, WrongType, check_type
from evspec.measures.ends import (
    ABOUT,
    End,
    Order,
    are_one,
    ends_of,
    is_below,
    lies_after,
    meet,
    order_of,
    same,
    significant,
)  # fmt: skip
from evspec.measures.figures import Figure, key
from evspec.units import Unit

__all__ = ["End", "Interval", "Order", "agree", "at_most", "compare", "contains"]

_Ends: TypeAlias = "tuple[End | None, End | None]"
#: The significant digits of what is exact: more than any figure has.
EXACT: Final = 99


@frozen(eq=False, repr=False)
class Interval:
    """Between which two numbers a figure, a span of several, or what was computed from them lies.

    Order and agreement take into account what the digits leave open; arithmetic is exact and passes
    open ends on. Two intervals are equal if their numbers and units are.

    Attributes
    ----------
    lower, upper
        The ends, None where it is open.
    unit
        The unit of the numbers: a symbol, "%" or "months"; "" for the base of the kind.
    kind
        What is measured, "" for what is only counted or compared.
    cycle
        The test cycle.
    power
        The power of ten of the last digit that is worth showing, of the coarser end.
    digits
        The significant digits of the least precise figure in it.

    Examples
    --------
    >>> from evspec.measures import measure
    >>> distance = measure("431-475 km").interval()
    >>> distance.low, distance.high, distance.compare(measure("under 400 km").interval())
    (431.0, 475.0, 'greater')
    """

    lower: End | None
    upper: End | None
    unit: str = ""
    kind: str = ""
    cycle: str | None = None
    power: int = 0
    digits: int = EXACT

    @classmethod
    def of(cls, figure: Figure, unit: Unit | None = None, *, about: int = ABOUT) -> Interval:
        """Return where a figure lies.

        Parameters
        ----------
        figure
            The figure.
        unit
            The unit of the numbers; None for the base of the kind.
        about
            How far "about" reaches: the n-th part of the number.
        """
        check_type("what an interval is made of", figure, Figure, "a figure; see Measure.interval")
        check_type("how far 'about' reaches", about, int, "a whole part of the number")
        if unit is not None:
            check_type("the unit of an interval", unit, Unit, "a Unit")
        lower, upper = ends_of(figure, unit, about)
        symbol = "" if unit is None else unit.symbol
        return cls(lower, upper, symbol, figure.unit.kind, figure.cycle, digits=significant(figure))

    @classmethod
    def between(
        cls, low: Fraction | None, high: Fraction | None, unit: str = "", *, power: int = 0
    ) -> Interval:
        """Return the interval between two exact numbers, None for an end that is open."""
        for end in (low, high):
            if end is not None:
                check_type("an end of an interval", end, (Fraction, int), "an exact Fraction or None")
        if low is not None and high is not None and high < low:
            raise EvspecError(f"the ends of an interval are in order, not {low} and {high}")
        first = None if low is None else _exact(low)
        return cls(first, first if high is low else None if high is None else _exact(high), unit, power=power)

    @property
    def low(self) -> float | None:
        """The lower end, None if it is open."""
        return None if self.lower is None else self.lower.value[0] / self.lower.value[1]

    @property
    def high(self) -> float | None:
        """The upper end, None if it is open."""
        return None if self.upper is None else self.upper.value[0] / self.upper.value[1]

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

    def joined(self, highest: Interval) -> Interval:
        """Return the interval from this one's lower end to another one's upper end."""
        check_type("the other interval", highest, Interval, "an Interval")
        return evolve(
            self, upper=highest.upper,
            power=max(self.power, highest.power), digits=min(self.digits, highest.digits),
        )  # fmt: skip

    def agrees_with(self, other: Interval) -> bool:
        """Return whether both may be one figure rounded differently, end by end."""
        return self._is_like(other) and meet(self.lower, other.lower) and meet(self.upper, other.upper)

    def contains(self, other: Interval) -> bool:
        """Return whether all that the other may be lies within this one, up to its rounding."""
        return self._is_like(other) and _hold((self.lower, self.upper), (other.lower, other.upper))

    def compare(self, other: Interval) -> Order:
        """Return how all that lies in this one is to all in the other, "undecided" where they meet.

        A single number is equal to the same number, whatever its rounding.
        """
        if not self._is_like(other):
            return "undecided"
        mine, theirs = self.lower, other.lower
        if mine is self.upper and theirs is other.upper and are_one(mine, theirs):
            return "equal"
        if is_below(self.upper, other.lower):
            return "less"
        return "greater" if is_below(other.upper, self.lower) else "undecided"

    def compare_ends(self, other: Interval) -> Order:
        """Return how this one lies to the other end by end, however they overlap.

        It is less if all of it is, or if neither of its ends is greater and one is surely less.
        """
        apart = self.compare(other)
        if apart != "undecided":
            return apart
        pairs = ((self.lower, other.lower), (self.upper, other.upper))
        if not (self._is_like(other) and self.is_definite and other.is_definite):
            return "undecided"
        orders = {order_of(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None}
        if "undecided" in orders or {"less", "greater"} <= orders:
            return "undecided"
        return "less" if "less" in orders else "greater" if "greater" in orders else "equal"

    def is_at_most(self, other: Interval) -> bool:
        """Return whether nothing in this one is above anything in the other."""
        if self.compare(other) in {"less", "equal"}:
            return True
        upper, lower = self.upper, other.lower
        return (
            self._is_like(other)
            and upper is not None
            and lower is not None
            and same(upper.value, lower.value)
            and not (upper.about or lower.about)
        )

    def _is_like(self, other: Interval) -> bool:
        if not isinstance(other, Interval):
            raise WrongType(f"an Interval is held against an Interval, not {type(other).__name__}")
        return self.kind == other.kind and self.cycle == other.cycle

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Interval):
            return NotImplemented
        return (
            (self.unit, self.kind, self.cycle) == (other.unit, other.kind, other.cycle)
            and _are_equal(self.lower, other.lower)
            and _are_equal(self.upper, other.upper)
        )

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        low, high = ("…" if end is None else f"{end:g}" for end in (self.low, self.high))
        words = low if low == high and low != "…" else f"{low} to {high}"
        return f"<Interval {words} {self.unit}".rstrip() + ">"

    @property
    def _key(self) -> tuple[object, ...]:
        flags = [None if e is None else (e.strict, e.about, e.stated) for e in (self.lower, self.upper)]
        return (*self.ends, *flags, self.unit, self.kind, self.cycle)

    def __sub__(self, other: Interval) -> Interval:
        """Return how far apart two figures of one unit are, at least and at most."""
        low = _summed(self.lower, None if other.upper is None else other.upper.turned)
        high = _summed(self.upper, None if other.lower is None else other.lower.turned)
        return self._result(other, low, high)

    def __mul__(self, other: Interval | int | Fraction) -> Interval:
        """Multiply by another figure or by an exact number above 0; figures are above 0 too."""
        if not isinstance(other, Interval):
            other = _factor(other)
        if any(end is not None and end < 0 for end in (*self.ends, *other.ends)):
            raise EvspecError("what is below 0 has no product or quotient here; its ends would change places")
        low, high = _product(self.lower, other.lower), _product(self.upper, other.upper)
        return self._result(other, low, high)

    def __truediv__(self, other: Interval | int | Fraction) -> Interval:
        """Divide by another figure or by an exact number above 0: the larger the divisor, the less."""
        if not isinstance(other, Interval):
            other = _factor(other)
        return self * evolve(other, lower=_upside_down(other.upper), upper=_upside_down(other.lower))

    def _result(self, other: Interval, low: End | None, high: End | None) -> Interval:
        return Interval(
            low, high, self.unit, power=max(self.power, other.power), digits=min(self.digits, other.digits)
        )


def _are_equal(one: End | None, other: End | None) -> bool:
    """Return whether two ends say the same of the same number, or are both open."""
    if one is None or other is None:
        return one is other
    return same(one.value, other.value) and one[3:] == other[3:]


def _exact(number: Fraction) -> End:
    value = number.numerator, number.denominator
    return End(value, value, value)


def _factor(number: object) -> Interval:
    if not isinstance(number, int | Fraction):
        raise WrongType(f"an exact factor is an int or a Fraction, not {type(number).__name__}")
    size = Fraction(number)
    return Interval.between(size, size)


def _summed(one: End | None, other: End | None) -> End | None:
    if one is None or other is None:
        return None
    return _combined(one, other, Fraction(*one.value) + Fraction(*other.value))


def _product(one: End | None, other: End | None) -> End | None:
    if one is None or other is None:
        return None
    return _combined(one, other, Fraction(*one.value) * Fraction(*other.value))


def _combined(one: End, other: End, number: Fraction) -> End:
    return _exact(number)._replace(
        strict=one.strict or other.strict,
        about=one.about or other.about,
        stated=one.stated and other.stated,
    )


def _upside_down(end: End | None) -> End | None:
    if end is None or not end.value[0]:
        return None
    return End(end.value[::-1], end.high[::-1], end.low[::-1], end.strict, end.about, end.stated)


def agree(one: Figure, other: Figure, *, about: int = ABOUT) -> bool:
    """Return whether two figures may be the same one rounded differently, end by end.

    Parameters
    ----------
    one, other
        The figures; of another kind or cycle they never agree.
    about
        How far "about" reaches: the n-th part of the number.
    """
    if one.unit.kind != other.unit.kind or one.cycle != other.cycle:
        return False
    if one[:4] == other[:4] and not (one.also or other.also):
        # the same numbers meet whatever their digits
        return True
    # ends in one unit need no conversion: they meet in every unit or in none
    unit = one.unit if one.unit is other.unit else None
    (low, high), (first, last) = ends_of(one, unit, about), ends_of(other, unit, about)
    return meet(low, first) and ((low is high and first is last) or meet(high, last))


def contains(outer: Figure, inner: Figure) -> bool:
    """Return whether all that a figure may be lies within another, up to the outer's rounding."""
    if outer.unit.kind != inner.unit.kind or outer.cycle != inner.cycle:
        return False
    return _hold(ends_of(outer), ends_of(inner))


def compare(one: Figure, shown: Unit, other: Figure, other_shown: Unit) -> Order:
    """Return "less", "equal", "greater" or "undecided", in the sense of the shown units.

    Raises
    ------
    UnitError
        If the kinds differ.
    """
    if one.unit.kind != other.unit.kind:
        raise UnitError(
            f"cannot compare a figure in {one.unit.symbol!r} ({one.unit.kind}) "
            f"with one in {other.unit.symbol!r} ({other.unit.kind})"
        )
    if one.cycle != other.cycle:
        return "undecided"
    if one.bound == "exact" and key(one) == key(other):
        return "equal"
    # 4 mi/kWh is more distance, 20 kWh/100 km more energy: between the two ends there is no "more".
    if shown.inverted != other_shown.inverted:
        return "undecided"
    (low, high), (first, last) = ends_of(one), ends_of(other)
    if is_below(high, first):
        return "greater" if shown.inverted else "less"
    if is_below(last, low):
        return "less" if shown.inverted else "greater"
    return "undecided"


def at_most(one: Figure, shown: Unit, other: Figure, other_shown: Unit) -> bool:
    """Return whether the first figure is surely not above the second, in the shown units."""
    if compare(one, shown, other, other_shown) in {"less", "equal"}:
        return True
    if shown.inverted != other_shown.inverted:
        return False
    first, second = (other, one) if shown.inverted else (one, other)
    return Interval.of(first).is_at_most(Interval.of(second))


def _hold(outer: _Ends, inner: _Ends) -> bool:
    """Return whether all between two ends lies between two others, up to the rounding of those."""
    (low, high), (first, last) = outer, inner
    if low is not None and (first is None or not lies_after(low, first)):
        return False
    return high is None or (last is not None and lies_after(high.turned, last.turned))
