"""Where a figure lies, or what was computed from figures: agreement, order, arithmetic and print.

An order is as sure as the digits allow and no surer; what is computed keeps its unit, its bounds, and as
many digits as it is good for.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Self, TypeAlias

from attrs import evolve, frozen

from evspec.errors import UnitError, UnlikeFigures, WrongType, check_type
from evspec.measures import arithmetic, printing
from evspec.measures.ends import ABOUT, End, Order, ends_of, printed_ends, significant
from evspec.measures.figures import CYCLED, Figure, Number, exact_number
from evspec.measures.plain import FEWEST, NEVER, Plain, Told, plain_number, product_of, shift, sum_of
from evspec.measures.reach import EXACT, Located, Reach, apart
from evspec.measures.wordings import figure_in
from evspec.units import Unit, combined, is_alike, unit_named

__all__ = ["EXACT", "End", "Interval", "Operand", "Order", "Plain"]

#: What a figure is added to, multiplied and divided by; a text is a figure.
Addend: TypeAlias = "Operand | Number"


class Operand:
    """A mixin: what lies between two numbers of a unit has an order and can be computed with.

    Figures, spans over several and what comes of them go together, and with texts that are figures; they
    are multiplied and divided by numbers too. What comes of it is an `Interval`. Figures of unlike cycles
    have no order, sum or difference, nor have a gross and a net one, and there is no order where the
    digits or a bound leave it open: that is an `UnlikeFigures`, so that `sorted`, `max` and pandas never
    answer by guessing.
    """

    __slots__ = ()

    def interval(self, unit: str | Unit | None = None) -> Interval:
        """Return where it lies, in a unit or in its own."""
        raise NotImplementedError

    def to(self, unit: str | Unit) -> Self:
        """Return it in another unit."""
        raise NotImplementedError

    def _plain(self) -> Plain | None:
        """Return its one exact number, None if it has none: two of them are added in a moment."""
        return None

    def _compared(self, other: Operand) -> Order:
        """Return whether it is surely more or less than another one."""
        mine, theirs = self.interval(), other.interval()
        own, others = unit_named(mine.unit), unit_named(theirs.unit)
        if not is_alike(own, others):
            raise UnitError(
                f"cannot compare a figure in {own.symbol!r} ({own.kind})"
                f" with one in {others.symbol!r} ({others.kind})"
            )
        if own.inverted != others.inverted or apart(mine._told, theirs._told):
            return "undecided"
        return mine.compare(evolve(theirs.to(own), kind=mine.kind, cycle=mine.cycle))

    @property
    def _told(self) -> Told:
        """What sets it apart from its like."""
        raise NotImplementedError

    def __lt__(self, other: Operand) -> bool:
        return _order(self, other) == "less"

    def __gt__(self, other: Operand) -> bool:
        return _order(self, other) == "greater"

    def __le__(self, other: Operand) -> bool:
        return _order(self, other) != "greater"

    def __ge__(self, other: Operand) -> bool:
        return _order(self, other) != "less"

    def __add__(self, other: Addend) -> Interval:
        return _sum(self, other)

    __radd__ = __add__

    def __sub__(self, other: Addend) -> Interval:
        return _sum(self, other, is_difference=True)

    def __rsub__(self, other: Addend) -> Interval:
        return _sum(_lies(_read(other)), self, is_difference=True)

    def __mul__(self, other: Addend) -> Interval:
        return _product(self, other)

    __rmul__ = __mul__

    def __truediv__(self, other: Addend) -> Interval:
        return _product(self, other, is_quotient=True)

    def __rtruediv__(self, other: Addend) -> Interval:
        return _product(_lies(_read(other)), self, is_quotient=True)

    def __neg__(self) -> Interval:
        return self * -1

    def __abs__(self) -> Interval:
        """Return how much it is, whichever way: of a difference, how far two figures lie apart."""
        lies = self.interval()
        lower, upper = arithmetic.sized((lies.lower, lies.upper))
        return evolve(lies, lower=lower, upper=upper, signed=False)


@frozen(eq=False, repr=False)
class Interval(Reach, Operand):
    """Between which two numbers a figure, a span of several, or what was computed from them lies.

    Order and agreement take into account what the digits leave open; arithmetic is exact and passes
    open ends on. Two intervals are equal if their numbers and units are.

    Attributes
    ----------
    lower, upper
        The ends, None where it is open; one end twice if it is one number.
    unit
        The unit of the numbers: a symbol, "EUR/kWh" too, "%" or "months"; "" for a number without one.
    kind
        What is measured, "" for what is only counted or compared.
    cycle
        The test cycle.
    basis
        "gross" or "net" of a capacity or a price, "" for neither.
    signed
        Whether it is a difference, which is printed with its sign and may lie below 0.
    origin
        The test cycle of what it was made of, where it is of none itself: of the energy of a WLTP range.

    Examples
    --------
    >>> from evspec.measures import measure
    >>> distance = measure("431-475 km").interval()
    >>> distance.low, distance.high, distance.compare(measure("under 400 km").interval())
    (431.0, 475.0, 'greater')
    >>> print(measure("15.6 kWh/100 km") * "320 km", measure("514 km") - "466 km", sep=", ")
    49.9 kWh, +48 km
    """

    @classmethod
    def of(cls, figure: Figure, unit: Unit | None = None, *, about: int = ABOUT) -> Interval:
        """Return where a figure lies.

        Parameters
        ----------
        figure
            The figure.
        unit
            The unit of the numbers; by default that of the figure.
        about
            How far "about" reaches: the n-th part of the number.
        """
        check_type("what an interval is made of", figure, Figure, "a figure; see Measure.interval")
        check_type("how far 'about' reaches", about, int, "a whole part of the number")
        if unit is not None:
            check_type("the unit of an interval", unit, Unit, "a Unit")
        own = figure.unit if unit is None else unit
        ends = ends_of(figure, own, about)
        return cls(*ends, own.symbol, own.kind, figure.cycle, figure.basis, digits=significant(figure))

    @classmethod
    def printed(cls, figure: Figure, unit: Unit) -> Interval:
        """Return the interval between the digits of a figure that are shown in a unit."""
        check_type("what an interval is made of", figure, Figure, "a figure; see Measure.interval")
        power = printing.power(figure, unit)
        if figure.unit is unit and figure.clock is not unit and power <= 0:
            # without zeros that stand for tens, what is shown as it was printed is the number itself
            ends = printed_ends(figure)
        else:
            lower, upper = ends_of(figure, unit)
            first = last = _shown(lower, printing.number(figure, unit, "low"))
            if upper is not lower:
                last = _shown(upper, printing.number(figure, unit, "high"))
            ends = first, last
        return cls(
            *ends, unit.symbol, unit.kind, figure.cycle, figure.basis, power=power, digits=significant(figure)
        )

    def _beside(self, other: Located) -> Reach:
        if not isinstance(other, Operand):
            raise WrongType(f"an Interval is held against figures, not against {type(other).__name__}")
        lies = other if isinstance(other, Interval) else other.interval()
        return lies if lies.unit == self.unit or lies.kind != self.kind else lies.to(self.unit)

    def __format__(self, spec: str) -> str:
        """Return it in a format: ``f"{m - n:.1f mi}"``; `docs/numbers.md` has the language."""
        if not spec:
            return str(self)
        from evspec.measures.formats import read_format, worked_out

        form = read_format(spec)
        return worked_out(self.to(form.unit) if form.unit else self, form)

    def _repr_html_(self) -> str:
        return f"<span>{self:H}</span>"

    def _repr_markdown_(self) -> str:
        return str(self)


def _shown(end: End | None, digits: str | None) -> End | None:
    # the digits of a clock are no number
    return end if end is None or digits is None or ":" in digits else end.at(Fraction(digits))


def _read(other: object) -> Operand | Fraction:
    """Return what a figure is to be computed with.

    Raises
    ------
    ParseError
        If it is a text that is no figure.
    WrongType
        If it is none of these.
    """
    if isinstance(other, Operand):
        return other
    if isinstance(other, str):
        figure = figure_in(other)
        return Interval.of(figure, figure.clock or figure.unit)
    number = exact_number(other)
    if number is None:
        raise WrongType(
            "a figure is computed with figures, with their texts and, as factors, with numbers,"
            f" not with {type(other).__name__}"
        )
    return number


def _is_column(other: object) -> bool:
    """Return whether it is a column, which computes with figures itself, one by one."""
    return hasattr(type(other), "__array__") and getattr(other, "ndim", 0) > 0


def _lies(other: Operand | Fraction) -> Interval:
    return other.interval() if isinstance(other, Operand) else Interval.between(other, other)


def _order(one: Operand, other: object) -> Order:
    """Return which of two is more.

    Raises
    ------
    UnlikeFigures
        If that is not sure.
    UnitError
        If they measure unlike things.
    """
    if not isinstance(other, Operand):
        raise WrongType(
            f"a figure has an order with figures, not with {type(other).__name__};"
            " ev.rank says which have none"
        )
    said = one._compared(other)
    why = apart(one._told, other._told)
    if why or said == "undecided":
        why = why or "their digits or bounds leave it open"
        raise UnlikeFigures(
            f"which of {one} and {other} is more is not sure: {why};"
            " compare() tells it without an error, .low and .high are numbers, ev.rank orders by one of them"
        )
    return said


def _made(plain: Plain, power: int | None, digits: tuple[Plain, Plain] | None = None) -> Interval:
    """Return the interval of one exact number."""
    n, d, _, unit, (cycle, basis, signed), _ = plain
    value = n, d
    end = End(value, value, value)
    return Interval(end, end, unit.symbol, unit.kind, cycle, basis, signed, power, digits)


def _sum(one: Operand, other: object, *, is_difference: bool = False) -> Interval:
    """Return a sum, or a difference, in the unit of the first.

    Raises
    ------
    UnlikeFigures
        If they are of unlike cycles, or one gross and the other net.
    UnitError
        If they measure unlike things.
    """
    mine = one._plain()
    theirs = other._plain() if isinstance(other, Operand) else None
    if mine is not None and type(other) is int and other == 0:
        # where `sum` starts
        return _made(mine, mine[2])
    if mine is not None and theirs is not None:
        found = sum_of(mine, theirs, -1 if is_difference else 1)
        if found is not None:
            return _made(found, found[2])
    return _sum_of_ends(one, other, is_difference=is_difference)


def _sum_of_ends(one: Operand, other: object, *, is_difference: bool) -> Interval:
    if _is_column(other):
        return NotImplemented  # type: ignore[no-any-return]
    addend = _read(other)
    mine = one.interval()
    if addend == 0 and isinstance(addend, Fraction):
        # where `sum` starts
        return mine
    theirs = _lies(addend)
    own = unit_named(mine.unit)
    if not is_alike(unit_named(theirs.unit), own):
        raise UnitError(
            f"{one} and {'the number ' if isinstance(addend, Fraction) else ''}{other} measure unlike things,"
            f" {mine.kind or 'a number'} and {theirs.kind or 'a number'}, and have no sum or difference"
        )
    origins = mine.origin or theirs.origin, theirs.origin or mine.origin
    if why := apart(mine._told, theirs._told) or apart((origins[0], "", False), (origins[1], "", False)):
        raise UnlikeFigures(f"{one} and {other} have no sum or difference: {why}")
    if own.offset and not (is_difference or mine.signed or theirs.signed):
        raise UnitError(f"{own.symbol!r} counts from a zero of its own and has no sum; take K")
    # a digit is worth in the other unit what it comes to there
    theirs = evolve(theirs, power=theirs.power).to(own)
    power = max(mine.power, theirs.power)
    ends, others = (mine.lower, mine.upper), (theirs.lower, theirs.upper)
    if is_difference:
        # what is "about" a number may be a tenth off, which may be more than the difference
        ends, others = arithmetic.widened(ends), arithmetic.turned(arithmetic.widened(others))
    return Interval(
        *arithmetic.summed(ends, others), own.symbol, own.kind, mine.cycle or theirs.cycle,
        mine.basis or theirs.basis, is_difference or (mine.signed and theirs.signed), power, None, origins[0],
    )  # fmt: skip


def _product(one: Operand, other: object, *, is_quotient: bool = False) -> Interval:
    """Return a product or a quotient, in the unit that both make.

    Raises
    ------
    UnlikeFigures
        If they are of unlike cycles, or one gross and the other net.
    UnitError
        If they are of unlike currencies.
    EvspecError
        If a divisor may be 0.
    """
    mine = one._plain()
    theirs = other._plain() if isinstance(other, Operand) else plain_number(other)
    if mine is not None and theirs is not None:
        found = product_of(mine, theirs, -1 if is_quotient else 1)
        if found is not None:
            if theirs[2] == NEVER:
                n, d = theirs[1::-1] if is_quotient else theirs[:2]
                if mine[5]:
                    return _made(found, mine[2] + shift(n, d))
                theirs = n, d, *theirs[2:]
            return _made(found, None, (mine, theirs))
    return _product_of_ends(one, other, is_quotient=is_quotient)


def _product_of_ends(one: Operand, other: object, *, is_quotient: bool) -> Interval:
    if _is_column(other):
        return NotImplemented  # type: ignore[no-any-return]
    factor = _read(other)
    mine, theirs = one.interval(), _lies(factor)
    own, others_own = mine.cycle or mine.origin, theirs.cycle or theirs.origin
    # the 320 km of a trip go with any cycle
    cycle = own or others_own
    if why := apart((cycle, mine.basis, False), (others_own or cycle, theirs.basis, False)):
        raise UnlikeFigures(f"{one} and {other} have no product or quotient: {why}")
    scale, unit = combined(unit_named(mine.unit), unit_named(theirs.unit), -1 if is_quotient else 1)
    others = theirs.lower, theirs.upper
    above_0 = not (mine.signed or theirs.signed)
    if is_quotient:
        others = arithmetic.raised(others, above_0=not theirs.signed)
    ends = arithmetic.multiplied((mine.lower, mine.upper), others, above_0=above_0)
    if scale != 1:
        by = arithmetic.at(scale.as_integer_ratio())
        ends = arithmetic.multiplied(ends, (by, by), above_0=above_0)
    if isinstance(factor, Fraction):
        return mine._at(*ends, unit)
    told = (cycle, None) if unit.kind in CYCLED else (None, cycle)
    basis = (mine.basis or theirs.basis) if unit.kind in {mine.kind, theirs.kind} else ""
    digits = max(min(mine.digits, theirs.digits), FEWEST)
    return Interval(*ends, unit.symbol, unit.kind, told[0], basis, not above_0, digits=digits, origin=told[1])
