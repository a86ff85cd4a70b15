"""Measure: a published figure, and the unit in which it is looked at."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.cycles import OWN_CYCLES, OwnCycle, check_known
from evspec.errors import ParseError, UnitError, WrongType, check_type, quoted, truth
from evspec.languages.speech import ENGLISH, Speech
from evspec.measures import figures, printing
from evspec.measures.agreement import agree, compare, contains
from evspec.measures.interval import Interval, Operand, Order
from evspec.measures.plain import NOTHING, shift
from evspec.measures.shown import Shown
from evspec.units import SPELLINGS, QuantityLike, Unit, conversion, from_quantity, is_quantity, to_quantity
from evspec.units import unit as find_unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.measures.figures import Figure, Number
    from evspec.measures.plain import Plain
    from evspec.units.pint_border import Quantity

__all__ = ["Measure"]

_ONE: Final = Decimal(1)


@frozen(eq=False, repr=False, init=False)
class Measure(Shown):
    """A published figure in the unit in which it is shown; immutable.

    It is made by `measure` from text or by `Measure.of` from a number. Two measures are equal if
    kind, bound, cycle and exact interval are, in whatever units; `agrees_with` takes rounding into
    account. To a number or a text a measure is never equal, and ``==`` never raises: compare
    `magnitude`, or ``measure(text)``. Sums, differences, products and quotients are an `Interval`:
    what was computed is no published figure.

    Examples
    --------
    >>> from evspec import measure
    >>> m = measure("up to 400 kW")
    >>> m.low, m.high, m.bound, m.unit, m.kind
    (None, 400.0, 'at most', 'kW', 'power')
    >>> print(measure("514 km").to("mi"))
    319 mi
    >>> print(measure("18.1 kWh/100 km").to("mi/kWh"))
    3.43 mi/kWh
    """

    _figure: Figure
    _unit: Unit

    def __init__(self, figure: Figure, unit: Unit) -> None:
        _set_figure(self, figure)
        _set_unit(self, unit)

    @classmethod
    def of(
        cls,
        value: Number | QuantityLike | tuple[Number, Number],
        unit: str | Unit | None = None,
        *,
        bound: str = "exact",
        cycle: str | None = None,
    ) -> Measure:
        """Make the figure that a number would be if it had been printed.

        Parameters
        ----------
        value
            A number; text keeps its digits ("0.240"), a float has those of its shortest form. For
            the bound "between", the two ends. Or a Quantity of astropy or of any of pint's registries.
        unit
            The unit; "" for a number without one; for a pint Quantity the unit to show.
        bound
            What it says of the true value.
        cycle
            The test cycle.

        Raises
        ------
        ParseError
            If a number is not finite, or the bound or the cycle is unknown.
        UnitError
            If the unit is unknown or of another kind than the quantity's.

        Examples
        --------
        >>> print(Measure.of(514, "km", bound="more than", cycle="WLTP"))
        more than 514 km WLTP
        >>> print(Measure.of("0.24", ""))
        0.24
        """
        shown = (
            None if unit is None else (SPELLINGS.get(unit) if type(unit) is str else None) or find_unit(unit)
        )
        # The look at a protocol takes longer than all the rest, so plain numbers are spared it.
        if not isinstance(value, (int, float, str, Decimal, Fraction, tuple)):
            if not is_quantity(value):
                return cls.of(figures.plain_number(value), unit, bound=bound, cycle=cycle)
            magnitude, own = from_quantity(value)
            return cls.of(figures.plain_number(magnitude), own, bound=bound, cycle=cycle).to(shown or own)
        if shown is None:
            raise UnitError(f"{quoted(value)} needs a unit, or '' if it has none")
        first, second = value if isinstance(value, tuple) else (value, value)
        return cls(figures.figure_of(first, second, shown, bound, cycle), shown)

    def __reduce__(self) -> tuple[Callable[..., Measure], tuple[object, ...]]:
        # in another process a program's own cycle may be unknown
        return _restored, (self._figure, self._unit, OWN_CYCLES.get(self._figure.cycle or ""))

    @property
    def text(self) -> str:
        """The figure as it was written; one made from a number, as it prints."""
        return self._figure.text or str(Measure(self._figure, self._figure.unit))

    @property
    def printings(self) -> tuple[Measure, ...]:
        """Every printing of the figure, each shown in the unit that it was printed in."""
        first = self._figure
        return tuple(
            Measure(figure, figure.clock or figure.unit) for figure in (first._replace(also=()), *first.also)
        )

    @property
    def quantity(self) -> Quantity[float]:
        """A fresh pint Quantity in pint's application registry; the bound stays behind.

        Raises
        ------
        UnitError
            If the figure is a range.
        """
        magnitude = self.magnitude
        if magnitude is None:
            raise UnitError(f"the range {self.show()!r} is no single quantity; take .low and .high")
        return to_quantity(magnitude, self._unit)

    def to(self, unit: str | Unit) -> Measure:
        """Show the figure in another unit of its kind; nothing is computed, so nothing is lost.

        Raises
        ------
        UnitError
            If the unit is unknown or of another kind.

        Examples
        --------
        >>> from evspec import measure
        >>> print(measure("at least 4.0 mi/kWh").to("kWh/100 km"))
        up to 15.5 kWh/100 km
        """
        shown = self._unit.siblings.get(unit) if type(unit) is str else None
        if shown is None:
            shown = find_unit(unit)
            conversion(self._unit, shown)  # which there is between units of one kind
        return Measure(self._figure, shown)

    def interval(self, unit: str | Unit | None = None) -> Interval:
        """Return where the figure lies, with what its rounding leaves open.

        Parameters
        ----------
        unit
            The unit of the numbers; by default the one that is shown.
        """
        return Interval.of(self._figure, self._unit if unit is None else self.to(unit)._unit)

    @property
    def printed_interval(self) -> Interval:
        """The interval between the digits that are shown, in the unit that is shown."""
        return Interval.printed(self._figure, self._unit)

    def with_cycle(self, cycle: str | None) -> Measure:
        """Return the same figure with this test cycle, or with none."""
        return Measure(figures.with_cycle(self._figure, cycle), self._unit)

    def with_basis(self, basis: str) -> Measure:
        """Return the same figure as a "gross" or a "net" one, which is told beside it and not printed."""
        return Measure(self._figure._replace(basis=basis), self._unit)

    def printed_also(self, *others: Measure) -> Measure:
        """Return the figure with the printings of others that agree with it.

        In a unit in which it was not printed itself, it then shows as they have it: "319 mi" in km, with
        the printing "514 km", as that.
        """
        figure = self._figure
        for other in others:
            _check(other, Measure)
            for printed in (other._figure._replace(also=()), *other._figure.also):
                known = {figure.unit, *(earlier.unit for earlier in figure.also)}
                same = printed._replace(cycle=figure.cycle)
                # Agreement is not transitive: what contradicts an earlier printing stays out.
                if printed.unit not in known and agree(figure, same):
                    figure = figure._replace(also=(*figure.also, same))
        return Measure(figure, self._unit)

    def printed_in(self, unit: str | Unit) -> Measure:
        """Return the printing in a unit as a figure of its own, or the figure converted.

        `to` shows a printing too, but goes on to count with the first one.

        Examples
        --------
        >>> from evspec import measure
        >>> measure("319 mi (514 km)").to("km").high, measure("319 mi (514 km)").printed_in("km").high
        (513.380736, 514.0)
        """
        if type(unit) is str and unit == self._unit.symbol and self._figure.unit is self._unit:
            return self
        shown = self.to(unit)
        printed = printing.printing_in(self._figure, shown.unit_definition)
        return shown if printed is None else Measure(printed, shown.unit_definition)

    def number(self, end: str, grouped: bool = False, speech: Speech = ENGLISH) -> str | None:
        """Return the digits of the "low" or "high" end as printed in the shown unit."""
        check_type("an end", end, str, "'low' or 'high'")
        if end not in {"low", "high"}:
            raise ParseError(f"an end is 'low' or 'high', not {end!r}")
        return printing.number(self._figure, self._unit, end, grouped=grouped, speech=speech)

    def show(self, grouped: bool = False, speech: Speech = ENGLISH) -> str:
        """Return the figure in print without its cycle, `grouped` with commas between thousands.

        In another language than English it has that one's words and marks, which always set thousands off.

        Examples
        --------
        >>> from evspec import measure
        >>> measure("2085 kg").to("lb").show(grouped=True)
        '4,597 lb'
        >>> measure("431-473 km WLTP").to("mi").show()
        '268–294 mi'
        """
        return printing.show(self._figure, self._unit, grouped=truth("grouped", grouped), speech=speech)

    def was_printed_in(self, unit: str | Unit) -> bool:
        """Whether the figure was printed in this unit."""
        shown = find_unit(unit)
        return self._figure.clock is shown or printing.printing_in(self._figure, shown) is not None

    def to_locale(self, locale: str) -> str:
        """Return the figure as it is written in a locale; needs the extra `locale` (Babel).

        Parameters
        ----------
        locale
            Such as "de", "fr_CH" or "nb".

        Raises
        ------
        EvspecError
            If Babel is not installed or does not know the locale.

        Examples
        --------
        >>> from evspec import measure
        >>> measure("up to 15.30 kWh/100 km").to_locale("de")
        'bis zu 15,30 kWh/100 km'
        """
        from evspec.measures.formats import in_locale

        return in_locale(self._figure, self._unit, locale)

    def written(self) -> str:
        """Return what a data file says."""
        return self.text

    def agrees_with(self, other: Operand) -> bool:
        """Whether both may be one figure, rounded differently.

        Half a last digit on each side must overlap, end by end, with the same kind and cycle;
        "about" reaches 10 %. Agreement is not transitive.

        Examples
        --------
        >>> from evspec import measure
        >>> measure("319 mi").agrees_with(measure("514 km"))
        True
        """
        _check(other, Operand)
        if not isinstance(other, Measure):
            return self.interval().agrees_with(other)
        return agree(self._figure, other._figure)

    def contains(self, other: Operand) -> bool:
        """Whether all that `other` may be is allowed by this figure: 345 kW by "up to 400 kW"."""
        _check(other, Operand)
        if not isinstance(other, Measure):
            return self.interval().contains(other)
        return contains(self._figure, other._figure)

    def compare(self, other: Operand) -> Order:
        """Return "less", "equal", "greater" or "undecided", as sure as the digits are.

        Figures of different cycles, and consumption against economy, are undecided.

        Raises
        ------
        UnitError
            If the kinds differ.

        Examples
        --------
        >>> from evspec import measure
        >>> measure("more than 514 km").compare(measure("514 km"))
        'greater'
        >>> measure("319 mi").compare(measure("514 km"))
        'undecided'
        """
        _check(other, Operand)
        if not isinstance(other, Measure):
            return self._compared(other)
        return compare(self._figure, self._unit, other._figure, other._unit)

    def _compared(self, other: Operand) -> Order:
        return self.compare(other) if isinstance(other, Measure) else super()._compared(other)

    def _plain(self) -> Plain | None:
        figure, unit = self._figure, self._unit
        number = figure.low
        if number is None or figure.bound != "exact":
            return None
        power = 0 if number.same_quantum(_ONE) else int(number.as_tuple().exponent)
        size = number.as_integer_ratio()
        if unit is not figure.unit and number:
            own = size
            size = figures.converted(own, figure.unit, unit)
            power += shift(size[0] * own[1], size[1] * own[0])
        is_bare = figure.cycle is None and not figure.basis
        return *size, power, unit, NOTHING if is_bare else self._told, False

    def __eq__(self, other: object) -> bool:
        return figures.equal(self._figure, other._figure) if isinstance(other, Measure) else NotImplemented

    def __hash__(self) -> int:
        return hash(figures.key(self._figure))

    def __format__(self, spec: str) -> str:
        """Return the figure in a format: ``f"{m:,.1f mi}"``; `docs/numbers.md` has the language."""
        if not spec:
            return str(self)
        from evspec.measures.formats import read_format, written

        form = read_format(spec)
        return written(self._figure, self.to(form.unit)._unit if form.unit else self._unit, form)

    def __str__(self) -> str:
        shown = printing.show(self._figure, self._unit)
        return f"{shown} {self._figure.cycle}" if self._figure.cycle else shown

    def __repr__(self) -> str:
        return f"<Measure {self}>"

    def _repr_html_(self) -> str:
        return f"<span>{self:H}</span>"

    def _repr_markdown_(self) -> str:
        # no unit, bound or cycle holds a character that Markdown would read
        return str(self)


#: Fill a frozen object in half the time that attrs takes: there is none of which more are made.
_set_figure: Final = vars(Measure)["_figure"].__set__
_set_unit: Final = vars(Measure)["_unit"].__set__


def _check(other: object, kind: type) -> None:
    if not isinstance(other, kind):
        raise WrongType(f"a Measure is held against a Measure and has no order with {type(other).__name__}")


def _restored(figure: Figure, unit: Unit, own: OwnCycle | None) -> Measure:
    if own is not None:
        check_known(own)
    return Measure(figure, unit)
