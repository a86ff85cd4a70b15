"""A span over several figures: what a generation's variants reach from and to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeGuard

from attrs import frozen

from evspec.errors import EvspecError, WrongType, check_type, truth
from evspec.languages.speech import ENGLISH, Speech
from evspec.measures import Interval, Measure, Operand, Order, unpadded
from evspec.measures.figures import ONE_SIDED
from evspec.measures.words import spoken
from evspec.units import KINDS, Unit, is_quantity
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.measures.plain import Told
    from evspec.values.value import Data

__all__ = ["Span"]


# its order is that of operands
@frozen(order=False)
class Span(BaseValue, Operand):
    """From the lowest to the highest of several figures, each kept as its source printed it.

    Its ends are in order whatever they are made of: in a unit that counts the other way they change
    places, and where one end is in such a unit and the other is not, both are shown in the other's.

    Attributes
    ----------
    lowest, highest
        The figures at the ends. Equal if the span has no width.

    Examples
    --------
    >>> from evspec.measures import measure
    >>> Span.over([measure("514 km"), measure("466 km")]).show()
    '466–514 km'
    """

    lowest: Measure
    highest: Measure

    def __attrs_post_init__(self) -> None:
        for end in (self.lowest, self.highest):
            check_type("an end of a span", end, Measure, "a Measure")
        # a figure on its own is in order, as what `over` chose is but for the way its units count
        if self.lowest is not self.highest:
            lowest, highest = _in_order(_outermost([self.lowest, self.highest]))
            object.__setattr__(self, "lowest", lowest)
            object.__setattr__(self, "highest", highest)

    @classmethod
    def over(cls, measures: Iterable[Measure]) -> Span:
        """Make the span of one or more measures of one kind.

        Raises
        ------
        UnitError
            If they are of several kinds.
        EvspecError
            If there is none.
        """
        check_type("a span", measures, Iterable, "made of Measures")
        if not isinstance(measures, list | tuple) and is_quantity(measures):
            raise WrongType("a span is made of Measures, not of one quantity")
        every = list(measures)
        for one in every:
            check_type("a figure of a span", one, Measure, "a Measure")
        if not every:
            raise EvspecError("a span takes one figure or more")
        return cls._over(every)

    @classmethod
    def _over(cls, figures: Sequence[Measure]) -> Span:
        """Make the span of figures that are known to be such; which reach farthest is asked once."""
        lowest, highest = _outermost(figures)
        made = cls(lowest, lowest)
        if lowest is not highest:
            lowest, highest = _in_order((lowest, highest))
            object.__setattr__(made, "lowest", lowest)
            object.__setattr__(made, "highest", highest)
        return made

    @classmethod
    def around(cls, value: Measure | Span) -> Span:
        """Return a span as it is, and a figure as a span that both starts and ends with it."""
        return cls(value, value) if isinstance(value, Measure) else value

    @property
    def kind(self) -> str:
        return self.lowest.kind

    @property
    def low(self) -> float | None:
        """The lower end in the unit of `lowest`, None if open."""
        return self.lowest.low

    @property
    def high(self) -> float | None:
        """The upper end in the unit of `lowest`, None if open."""
        return self.highest.to(self.lowest.unit).high

    @property
    def unit(self) -> str:
        """The unit of `low` and `high`: that of `lowest`."""
        return self.lowest.unit

    @property
    def cycle(self) -> str | None:
        """The test cycle of the figures."""
        return self.lowest.cycle

    @property
    def bound(self) -> str:
        """What it says of the true value, as of a Measure: "between" unless it has no width or is open."""
        return self.lowest.bound if self.lowest == self.highest else self.interval().bound

    @property
    def magnitude(self) -> float | None:
        """The one number if it has no width, else None."""
        return self.lowest.magnitude if self.lowest == self.highest else None

    @property
    def definiteness(self) -> int:
        return int(None in {self.low, self.high})

    def data(self) -> Data:
        return {"low": self.low, "high": self.high, "unit": self.lowest.unit, "bound": "between"}

    def to(self, unit: str | Unit) -> Span:
        """Show both ends in another unit; under a reciprocal they change places."""
        return Span._over([self.lowest.to(unit), self.highest.to(unit)])

    def printed_in(self, unit: str) -> Span:
        """Return the span of the ends as they were printed in a unit, or converted."""
        return Span._over([self.lowest.printed_in(unit), self.highest.printed_in(unit)])

    def interval(self, unit: str | Unit | None = None) -> Interval:
        """Return from where to where the figures reach, with what their rounding leaves open.

        Parameters
        ----------
        unit
            The unit of the numbers; by default that of `lowest`.
        """
        span = self.to(self.lowest.unit if unit is None else unit)
        return span.lowest.interval().joined(span.highest.interval())

    @property
    def _told(self) -> Told:
        return self.lowest._told

    @property
    def printed_interval(self) -> Interval:
        """The interval between the digits that are shown, in the unit of `lowest`."""
        low, high = self.lowest.printed_interval, self.highest.to(self.lowest.unit).printed_interval
        if low.low is None or high.high is None or low.low <= high.high:
            return low.joined(high)
        coarse = low if low.power >= high.power else high
        return coarse.joined(coarse)

    def show(self, *, grouped: bool = False, padded: bool = True, speech: Speech = ENGLISH) -> str:
        """Return the span in print.

        Parameters
        ----------
        grouped
            Whether thousands are set off with commas.
        padded
            Whether zeros may stand for what a source left open; else such an end is in its own unit.
        speech
            The language.
        """
        grouped = truth("grouped", grouped)
        low, high = self.lowest, self.highest.to(self.lowest.unit)
        if not truth("padded", padded):
            low, high = unpadded(low), unpadded(high)
        if low == high:
            return low.show(grouped=grouped, speech=speech)
        if low.unit != high.unit:
            ends = {"low": low, "high": high}
            shown = {name: end.show(grouped=grouped, speech=speech) for name, end in ends.items()}
            return speech.say("{low} to {high}", **shown)
        lead, other = (speech.word(_before(figure)) for figure in (low, high))
        first, last = (_digits(*end, grouped, speech) for end in ((low, "low"), (high, "high")))
        if _is_above(_digits(low, "low"), _digits(high, "high")):
            # Rounded to the digits that it has, one end passed the other, which is the same to as many.
            first = last = first if low.step >= high.step else last
        if first == last and not (lead and other and lead != other):
            words = f"{lead or other} {first}"
        elif low.bound == high.bound and low.bound in ONE_SIDED:
            return _between_bounds(low, first, last, speech)
        elif lead == other:
            words = f"{lead} {first}–{last}"
        else:
            least, most = f"{lead} {first}".strip(), f"{other} {last}".strip()
            if high.bound == "at most":
                words = speech.say("{low} to at most {high}", low=least, high=last)
            else:
                words = speech.say("{low} to {high}", low=least, high=most)
        return " ".join(f"{words} {speech.word(low.unit)}".split())

    def __str__(self) -> str:
        return f"{self.show()} {self.lowest.cycle or ''}".rstrip()

    def agrees_with(self, other: object) -> bool:
        return self._is_like(other) and self.interval().agrees_with(other.interval(self.unit))

    def contains(self, other: object) -> bool:
        return self._is_like(other) and self.interval().contains(other.interval(self.unit))

    def compare(self, other: object) -> Order:
        """Compare end by end: less only if neither end is greater and one is surely less."""
        if not self._is_like(other):
            return "undecided"
        return self.interval().compare_ends(other.interval(self.unit))

    def _is_like(self, other: object) -> TypeGuard[Measure | Span]:
        return isinstance(other, Measure | Span) and other.kind == self.kind


def _outermost(figures: Sequence[Measure]) -> tuple[Measure, Measure]:
    """Return the figures that reach lowest and highest, as the kind's upright units count."""
    # prices have as many units as there are currencies and things to pay for, and none of them counts down
    known = KINDS.get(figures[0].kind, (figures[0].unit_definition,))
    upright = next(unit for unit in known if not unit.inverted)
    ends = [figure.to(upright).ends for figure in figures]
    places = range(len(figures))
    # what is stated counts; of "195 kW" and "up to 195 kW" the definite one stands at the end
    lows = [(_first(*ends[n]), None in ends[n]) for n in places]
    highs = [(_first(*ends[n][::-1]), None not in ends[n]) for n in places]
    least, most = min(lows), max(highs)
    lowest = [figures[n] for n in places if lows[n] == least]
    highest = [figures[n] for n in places if highs[n] == most]
    return _finest(lowest), _finest(highest)


def _finest(figures: Sequence[Measure]) -> Measure:
    """Return the finest printing of figures of one size, whoever stands first."""
    return min(figures, key=_print) if len(figures) > 1 else figures[0]


def _in_order(ends: tuple[Measure, Measure]) -> tuple[Measure, Measure]:
    """Return two ends that are in order in upright units so that they are in those that are shown."""
    lowest, highest = ends
    match (lowest.unit_definition.inverted, highest.unit_definition.inverted):
        case (True, True):
            return highest, lowest
        case (True, False):
            return lowest.to(highest.unit_definition), highest
        case (False, True):
            return lowest, highest.to(lowest.unit_definition)
        case _:
            return lowest, highest


def _before(figure: Measure) -> str:
    """Return the words in front of a figure that is a bound or approximate, "" if it is neither."""
    return "" if figure.bound in {"exact", "between"} else spoken(figure.bound, "en")


def _between_bounds(figure: Measure, first: str, last: str, speech: Speech) -> str:
    """Return "from 402 km or more to 483 km or more": a dash would make one open figure of two."""
    ends = [f"{digits} {speech.word(figure.unit)}" for digits in (first, last)]
    if figure.bound == "at most":
        return speech.say("at most {low} to at most {high}", low=first, high=ends[1])
    if figure.bound == "at least":
        ends = [speech.say("{figure} or more", figure=end) for end in ends]
    else:
        ends = [f"{speech.word(_before(figure))} {end}" for end in ends]
    return speech.say("from {low} to {high}", low=ends[0], high=ends[1])


def _digits(figure: Measure, end: str, grouped: bool = False, speech: Speech = ENGLISH) -> str:
    """Return the digits of one end of a figure, or those of its only one."""
    own = figure.number(end, grouped, speech)
    return own or figure.number("high" if end == "low" else "low", grouped, speech) or ""


def _is_above(digits: str, others: str) -> bool:
    """Return whether printed digits are of a greater number than others; those of a clock are no number."""
    if ":" in digits + others:
        return False
    return Decimal(digits) > Decimal(others)


def _print(figure: Measure) -> tuple[bool, float, str, str]:
    """Return a sort key: definite figures first, and of those the finest."""
    step = float(figure.step) * float(figure.unit_definition.factor)
    return figure.bound != "exact", step, figure.show(), figure.text


def _first(end: float | None, other: float | None) -> float:
    """Return an end, the other one where it is open."""
    return end if end is not None else (other or 0.0)
