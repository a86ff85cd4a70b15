"""What people get wrong when they copy a figure: the unit, a digit, the decimal point."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.languages.speech import Phrase
from evspec.measures import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from evspec.languages.speech import Speech
    from evspec.values import Value

__all__ = ["UNITS", "likely_causes"]

#: Kind to the units that are taken for one another, the likeliest first.
UNITS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "power": ("W", "kW", "hp", "PS", "MW"),
    "energy": ("Wh", "kWh", "MWh", "MJ"),
    "torque": ("lb·ft", "N·m"),
    "length": ("mi", "km", "mm", "cm", "m", "in", "ft"),
    "duration": ("min", "h", "s"),
    "mass": ("lb", "kg", "t", "g"),
    "speed": ("mph", "km/h", "m/s"),
    "consumption": ("Wh/km", "kWh/100 mi", "kWh/100 km", "Wh/mi", "mi/kWh", "km/kWh", "kWh/mi", "kWh/km"),
    "fuel consumption": ("mpg (US)", "mpg (UK)", "km/L", "L/100 km"),
    "volume": ("ft³", "L", "m³"),
    "area": ("ft²", "m²"),
    "voltage": ("V", "kV"),
    "emission": ("g/mi", "g/km"),
    "specific energy": ("Wh/kg", "kWh/kg"),
    "energy density": ("Wh/L", "kWh/L"),
})  # fmt: skip
#: Powers of ten by which a decimal point gets out of place, the likeliest first.
_TENS: Final = (-1, 1, -2, 2, -3, 3)
#: How a decimal point was moved, by the power of ten that moves it back.
_MOVED: Final = {
    1: Phrase("the decimal point one digit too far left"),
    2: Phrase("the decimal point two digits too far left"),
    3: Phrase("the decimal point three digits too far left"),
    -1: Phrase("the decimal point one digit too far right"),
    -2: Phrase("the decimal point two digits too far right"),
    -3: Phrase("the decimal point three digits too far right"),
}


@frozen
class Plain:
    """A value that is put into a phrase, as it prints by itself."""

    value: Value

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        return self.value.show(speech=speech)


def likely_causes(value: Measure, is_right: Callable[[Measure], bool], *, most: int = 2) -> list[Phrase]:
    """Return what may have happened to a figure, each with what was meant: "mm under cm (4582 mm)".

    Parameters
    ----------
    value
        The figure as it is written.
    is_right
        Whether another figure in its place would raise no doubt.
    most
        How many to return.
    """
    found: list[Measure] = []
    causes = []
    for words, meant in _meant(value):
        # 4582 mm and 458.2 cm are one figure, however either was got wrong
        if not any(meant.agrees_with(other) for other in found) and is_right(meant):
            found.append(meant)
            causes.append(Phrase("{cause} ({figure})", cause=words, figure=Plain(meant)))
            if len(found) == most:
                break
    return causes


def _meant(value: Measure) -> Iterator[tuple[Phrase, Measure]]:
    """Yield what may have been meant by a figure and how it was got wrong, the likeliest first."""
    if value.bound == "between":
        ends = value.number("low"), value.number("high")
    else:
        ends = value.number("low" if value.low is not None else "high"), None
    first, last = (None if end is None else end.replace("\N{MINUS SIGN}", "-") for end in ends)
    if first is None:
        return
    for unit in UNITS.get(value.kind, ()):
        if unit != value.unit:
            words = Phrase("{unit} under {other}", unit=unit, other=value.unit)
            yield words, _figure(first, last, unit, value)
    if last is None:
        for place in range(1, len(first)):
            if first[place] == first[place - 1]:
                digits = first[:place] + first[place + 1 :]
                yield Phrase("a digit typed twice"), _figure(digits, None, value.unit, value)
    for power in _TENS:
        moved = [None if end is None else _shifted(end, power) for end in (first, last)]
        yield _MOVED[power], _figure(str(moved[0]), moved[1], value.unit, value)


def _shifted(digits: str, power: int) -> str:
    moved = f"{Decimal(digits).scaleb(power):f}"
    # the noughts behind the point of 474.0 were digits of 4740 and are none of 474
    return moved.rstrip("0").rstrip(".") if "." in moved and power < 0 else moved


def _figure(first: str, last: str | None, unit: str, value: Measure) -> Measure:
    if last is None:
        return Measure.of(first, unit, bound=value.bound)
    return Measure.of((first, last), unit, bound=value.bound)
