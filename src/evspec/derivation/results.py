"""Figures that were worked out: with as many digits as those that they follow from, and their bounds."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, field, frozen

from evspec.claims import Claim
from evspec.errors import EvspecError, ParseError, UnitError, WrongType, quoted
from evspec.languages.speech import ENGLISH, Phrase, Sayable, Speech, speaking
from evspec.measures import Interval, Measure, arithmetic, figure_given, measure
from evspec.measures.plain import FEWEST, leading
from evspec.measures.printing import decimals, worked_out_parts
from evspec.units import QuantityLike
from evspec.values import BaseValue, Curve, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evspec.claims import QualifiedSpec
    from evspec.units import Unit

__all__ = ["Given", "Result", "Told", "figure_of", "made", "reason", "widened", "worked_out"]

#: What a figure may be given as.
Given: TypeAlias = Claim | Measure | Span | QuantityLike | str

#: How much of what is no figure is told in an error.
_TOLD: Final = 60
#: The significant digits of the number behind it: what a float holds.
_KEPT: Final = 15


@frozen
class Told:
    """A figure that went in, in words: "15.6–15.7 kWh/100 km WLTP", "11 kW AC", "30 ct/kWh".

    Attributes
    ----------
    value
        The figure.
    row
        What it is of, whose condition is told; None tells its cycle alone.
    behind
        What stands behind it.
    grouped
        Whether thousands are set off in English.
    """

    value: Measure | Span | Curve
    row: QualifiedSpec | None = None
    behind: str = ""
    grouped: bool = False

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        value = self.value
        if isinstance(value, Curve):
            return value.show(speech=speech)
        with speaking(speech.locale):
            cycle = value.cycle if isinstance(value, Measure) else None
            condition = self.row.condition() if self.row is not None else speech.word(cycle or "")
        figure = value.show(grouped=self.grouped or speech.babel is not None, speech=speech)
        return f"{figure}{self.behind} {condition}".rstrip()

    def __str__(self) -> str:
        return self.said(ENGLISH)


@frozen
class _Joined:
    """Several things that are said one after the other."""

    parts: tuple[Sayable, ...]
    mark: str

    def said(self, speech: Speech) -> str:
        """Return them in a language."""
        return self.mark.join(part.said(speech) for part in self.parts)


def reason(formula: Phrase, inputs: Iterable[Sayable], caveats: Iterable[Phrase] = ()) -> Phrase:
    """Return what `why` has: "range / time: 514 km, 29 min; losses left out"."""
    told = Phrase("{formula}: {inputs}", formula=formula, inputs=_Joined(tuple(inputs), ", "))
    return Phrase("{parts}", parts=_Joined((told, *caveats), "; "))


@frozen(eq=False, repr=False)
class Result(Measure):
    """A figure that was worked out, with the formula and what went into it.

    It is a `Measure` in all else: it has ends, a bound and a unit, which names what a cost is for, and
    is shown in others by `to`. It prints as many digits as its inputs are good for and keeps all of its
    number, so that a sum of results is no sum of rounded ones.

    Attributes
    ----------
    why
        The formula, the figures that it took, and what it assumes; ``why.to_locale("de")`` says it in German.
    printed
        The figure as it prints.

    Examples
    --------
    >>> import evspec as ev
    >>> cost = ev.energy_cost("18.1 kWh/100 km", "0.30 EUR/kWh", per="100 mi")
    >>> print(cost, cost.to("EUR/100 km"), sep=", ")
    8.74 EUR/100 mi, 5.43 EUR/100 km
    >>> cost.why
    'consumption × price × distance: 18.1 kWh/100 km, 0.30 EUR/kWh, 100 mi'
    >>> round(cost.magnitude, 4)
    8.7387
    """

    why: Phrase = field(factory=lambda: Phrase(""))
    printed: Measure = field(kw_only=True)
    # to how many digits it is good, which "1800 EUR/year" does not tell; None for all that print
    _good: int | None = field(default=None, kw_only=True)

    @printed.default
    def _as_it_is(self) -> Measure:
        return Measure(self._figure, self._unit)

    def to(self, unit: str | Unit) -> Result:
        """Show the figure in another unit of its kind, for the same reason."""
        exact = super().to(unit)
        return Result(exact._figure, exact._unit, self.why, printed=self.printed.to(unit), good=self._good)

    def show(self, grouped: bool = False, speech: Speech = ENGLISH) -> str:
        """Return the figure in print; see `Measure.show`."""
        return self.printed.show(grouped, speech)

    def to_locale(self, locale: str) -> str:
        """Return the figure as it is written in a locale; see `Measure.to_locale`."""
        return self.printed.to_locale(locale)

    def interval(self, unit: str | Unit | None = None) -> Interval:
        """Return where the figure lies, good for as many digits as its inputs are."""
        return evolve(super().interval(unit), digits=self._good or self.printed.interval().digits)

    def _plain(self) -> None:
        # which would be good for all of its digits
        return None

    def __str__(self) -> str:
        return str(self.printed)

    def __repr__(self) -> str:
        return f"<Result {self}>"

    def __format__(self, spec: str) -> str:
        # digits that are asked for are those of the number
        return super().__format__(spec) if "." in spec else format(self.printed, spec)

    def __reduce__(self) -> tuple[Callable[..., Result], tuple[object, ...]]:
        # the units of what was worked out, and its cycle, are as known elsewhere as those of any figure
        return _restored, (Measure(self._figure, self._unit), self.why, self.printed, self._good)


def _restored(exact: Measure, why: Phrase, printed: Measure, good: int | None) -> Result:
    return Result(exact._figure, exact._unit, why, printed=printed, good=good)


def worked_out(interval: Interval, unit: str, why: Phrase, *, step: int | None = None) -> Result:
    """Return the figure between two ends with how it came about; see `made`.

    Raises
    ------
    EvspecError
        If it is open at both ends, so that nothing follows.
    """
    wide = widened(interval)
    printed, exact = made(wide, unit, step=step), made(evolve(wide, digits=_KEPT), unit)
    if printed is None or exact is None:
        raise EvspecError(f"nothing follows, which would be open at both ends, of {why}")
    good = max(wide.digits, FEWEST) if step is None else None
    return Result(exact._figure, exact._unit, why, printed=printed, good=good)


def figure_of(given: object, name: str, example: str, decimal: str | None = None) -> Measure | Span:
    """Return a figure that is given as one, as a claim's value, as text or as a Quantity.

    Parameters
    ----------
    given
        It.
    name, example
        What is wanted, and how one is given, for the error.
    decimal
        The decimal mark of a text; see `measure`.

    Raises
    ------
    EvspecError
        If it is no figure; WrongType if it cannot be one.
    """
    value = given.value if isinstance(given, Claim) else given
    if isinstance(value, Measure | Span):
        return value
    wanted = f"give one such as {example}"
    try:
        if isinstance(value, str):
            return measure(value, decimal=decimal)
        if (figure := figure_given(value)) is not None:
            return figure
    except ParseError as error:
        raise ParseError(f"the {name}: {error.message}; {wanted}", error.text, error.column) from None
    except UnitError as error:
        raise UnitError(f"the {name}: {error.message}; {wanted}") from None
    if isinstance(value, BaseValue):
        raise EvspecError(f"{value.show()!r} is no {name}; {wanted}")
    raise WrongType(f"{quoted(value)[:_TOLD]} is no {name}; {wanted}")


def made(
    interval: Interval, unit: str, *, cycle: str | None = None, step: int | None = None
) -> Measure | None:
    """Return the figure between two ends, None if both are open.

    One number is rounded to as many significant digits as the least precise figure behind it has,
    two at least. Two ends, and one that stands alone, are rounded outward, so that they still hold.

    Parameters
    ----------
    interval
        Where it lies, in `unit`.
    unit
        The unit.
    cycle
        The test cycle.
    step
        The power of ten to round to instead: 0 for whole numbers.
    """
    if interval.is_open:
        return None
    low, high = interval.ends
    size = (low or high or Fraction(0)).as_integer_ratio()
    place = step if step is not None else leading(*size) - max(interval.digits, FEWEST) + 1
    _, first, last = worked_out_parts(
        interval.lower, interval.upper, place, is_signed=False, rounding=decimals(-place)
    )
    if first and last and first != last:
        return Measure.of((first, last), unit, bound="between", cycle=cycle)
    bound = "exact" if interval.bound == "between" else interval.bound
    return Measure.of(first or last or "", unit, bound=bound, cycle=cycle)


def widened(interval: Interval) -> Interval:
    """Return an interval with each end that is "about" a number as far out as "about" reaches.

    One number stays as it is, since the figure made of it can say "about" itself; two ends, and a bound,
    cannot.
    """
    low, high = interval.ends
    if low == high:
        return interval
    lower, upper = arithmetic.widened((interval.lower, interval.upper))
    return evolve(interval, lower=lower, upper=upper)
