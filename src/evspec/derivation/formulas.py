"""The formulas of derived specs: figures of a vehicle in, rows and figures out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve

from evspec.claims import QualifiedSpec
from evspec.derivation.results import made, widened
from evspec.languages.speech import Phrase
from evspec.measures import Interval
from evspec.specs import SPECS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evspec.languages.speech import Sayable
    from evspec.measures import Measure

__all__ = ["FORMULAS", "SHARE", "TAKEN", "Input", "Outcome"]

#: The specs that formulas take.
TAKEN = frozenset({
    "battery_net", "battery_gross", "battery_mass", "power", "curb_weight", "dc_power_mean", "dc_time",
    "range", "consumption", "price", "drag_coefficient", "frontal_area", "battery_charge", "battery_voltage",
})  # fmt: skip


class Input(NamedTuple):
    """A figure that a formula takes: its row, where it lies in the row's metric unit, and itself in words.

    `fit` is the equipment, the wheels, the standard of a weight and whatever else it holds for that sets
    no row apart; best equipment is what one without a word is taken for. `editions` are those of which it is;
    `burns_fuel` tells that its car drives on fuel too.
    """

    row: QualifiedSpec
    interval: Interval
    words: Sayable
    fit: tuple[tuple[str, str], ...]
    editions: tuple[str, ...] = ()
    burns_fuel: bool = False

    def qualifier(self, name: str) -> str:
        """Return the condition that sets its row apart, "" if there is none of that name."""
        return dict(self.row.splits).get(name, "")


class Outcome(NamedTuple):
    """What a formula gives: a row, a figure (None if nothing follows), formula, inputs, assumptions."""

    row: QualifiedSpec
    value: Measure | None
    formula: Phrase
    inputs: tuple[Input, ...]
    caveat: Phrase | None

    @property
    def conditions(self) -> dict[str, str]:
        """The conditions of the figure: those of its row, and what its spec has of those of the inputs."""
        own = {name: told for name, told in self.row.splits if told}
        kept = [pair for one in self.inputs for pair in (*one.row.splits, *one.fit)]
        names = self.row.spec.qualifiers
        return {name: told for name, told in kept if told and name in names} | own


Inputs = tuple[Input, ...]


def _of(inputs: Inputs, key: str, **conditions: str) -> Iterator[Input]:
    """Yield the inputs of a spec under conditions, in the order of tables."""
    return (i for i in inputs if i.row.spec.key == key and i.row.matches(conditions))


def _row(key: str, **conditions: str) -> QualifiedSpec:
    return QualifiedSpec(SPECS[key], SPECS[key].splits(conditions))


def _result(
    row: QualifiedSpec,
    interval: Interval,
    formula: Phrase,
    *inputs: Input,
    caveat: Phrase | None = None,
    step: int | None = None,
    unit: str = "",
) -> Outcome:
    """Round a result in a unit, that of its row in a metric table by default."""
    unit = unit or row.spec.metric
    figure = made(widened(interval).to(unit), unit, cycle=dict(row.splits).get("cycle"), step=step)
    return Outcome(row, figure, formula, inputs, caveat)


def _usable_share(inputs: Inputs) -> Iterator[Outcome]:
    for net in _of(inputs, "battery_net"):
        for gross in _of(inputs, "battery_gross"):
            share = net.interval / gross.interval
            if share.high is None or share.high <= 1:
                row = _row("battery_share_usable")
                yield _result(row, share, Phrase("usable / gross energy"), net, gross)


def _energy_density(inputs: Inputs) -> Iterator[Outcome]:
    for mass in _of(inputs, "battery_mass"):
        for key, words in (
            ("battery_gross", Phrase("gross energy / battery mass")),
            ("battery_net", Phrase("usable energy / battery mass")),
        ):
            for energy in _of(inputs, key):
                density = energy.interval / mass.interval
                yield _result(_row("battery_energy_density"), density, words, energy, mass)


def _power_to_weight(inputs: Inputs) -> Iterator[Outcome]:
    for power in _of(inputs, "power", rating="peak"):
        for weight in _of(inputs, "curb_weight"):
            words = Phrase("peak power / curb weight")
            yield _result(_row("power_to_weight"), power.interval / weight.interval, words, power, weight)


def _drag_area(inputs: Inputs) -> Iterator[Outcome]:
    for drag in _of(inputs, "drag_coefficient"):
        for area in _of(inputs, "frontal_area"):
            market = {"market": drag.qualifier("market") or area.qualifier("market")}
            if {drag.qualifier("market"), area.qualifier("market")} <= {"", market["market"]}:
                words = Phrase("drag coefficient × frontal area")
                yield _result(_row("drag_area", **market), drag.interval * area.interval, words, drag, area)


def _nominal_energy(inputs: Inputs) -> Iterator[Outcome]:
    """Yield the energy of a pack by charge and nominal voltage, which is that of all its cells."""
    for charge in _of(inputs, "battery_charge"):
        for voltage in _of(inputs, "battery_voltage"):
            energy = charge.interval * voltage.interval
            words = Phrase("charge capacity × nominal voltage")
            caveat = Phrase("what the cells hold, of which the car may use less")
            yield _result(_row("battery_gross"), energy, words, charge, voltage, caveat=caveat)


def _windows(inputs: Inputs) -> Iterator[tuple[Input, Fraction, str]]:
    """Yield each DC time with the share of the battery that is charged in it; 10-80 % comes first."""
    for time in sorted(_of(inputs, "dc_time"), key=lambda i: i.qualifier("soc") != "10-80 %"):
        first, last = time.qualifier("soc").removesuffix(" %").split("-")
        yield time, Fraction(int(last) - int(first), 100), f"{int(last) - int(first)} %"


#: What is assumed of a window of states of charge.
SHARE: Final = Phrase("state of charge taken as the share of the usable energy")


def _mean_power(inputs: Inputs) -> Iterator[Outcome]:
    for time, share, words in _windows(inputs):
        soc = time.qualifier("soc")
        for net in _of(inputs, "battery_net"):
            formula = Phrase("usable energy × {share} / time", share=words)
            power = net.interval * share / time.interval
            yield _result(_row("dc_power_mean", soc=soc), power, formula, net, time, caveat=SHARE)
        # mean power / usable energy, of which the energy cancels out
        rate = Interval.between(share, share) / time.interval
        caveat = Phrase("mean power / usable energy, {assumption}", assumption=SHARE)
        formula = Phrase("{share} / time", share=words)
        yield _result(_row("dc_c_rate", soc=soc), rate, formula, time, caveat=caveat)


def _c_rate(inputs: Inputs) -> Iterator[Outcome]:
    """Yield the rate where the mean power is stated and the time is not."""
    for power in _of(inputs, "dc_power_mean"):
        for net in _of(inputs, "battery_net"):
            row = _row("dc_c_rate", soc=power.qualifier("soc"))
            formula = Phrase("mean power / usable energy")
            yield _result(row, power.interval / net.interval, formula, power, net)


_TEN_MINUTES: Final = Interval.between(Fraction(10), Fraction(10), "min")
_RANGE: Final = Phrase("the rated range taken to use the usable energy evenly")


def _range_rate(inputs: Inputs) -> Iterator[Outcome]:
    for time, share, words in _windows(inputs):
        soc = time.qualifier("soc")
        for distance in _of(inputs, "range"):
            cycle = distance.qualifier("cycle")
            rate = distance.interval * share / time.interval
            formula = Phrase("range × {share} / time", share=words)
            row = _row("dc_range_rate", cycle=cycle, soc=soc)
            yield _result(row, rate, formula, distance, time, caveat=_RANGE)
            if time.interval.low is not None and time.interval.low >= 10:
                formula = Phrase("{formula} × 10 min", formula=formula)
                window = soc.replace("-", "–")
                caveat = Phrase("mean of {window}, more where charging is fastest", window=window)
                row = _row("dc_range_10min", cycle=cycle)
                yield _result(row, rate * _TEN_MINUTES, formula, distance, time, caveat=caveat)


def _battery_consumption(inputs: Inputs) -> Iterator[Outcome]:
    for net in _of(inputs, "battery_net"):
        for distance in _of(inputs, "range"):
            mode = distance.qualifier("mode")
            row = _row("consumption", cycle=distance.qualifier("cycle"), side="battery", mode=mode)
            alone = Phrase("{assumption}, on electricity alone", assumption=_RANGE)
            caveat = alone if mode else _RANGE
            use = net.interval / distance.interval
            yield _result(row, use, Phrase("usable energy / range"), net, distance, caveat=caveat)


def _motorway_range(inputs: Inputs) -> Iterator[Outcome]:
    for distance in _of(inputs, "range"):
        row = _row("range_90_10", cycle=distance.qualifier("cycle"))
        share = distance.interval * Fraction(8, 10)
        yield _result(row, share, Phrase("0.8 × range"), distance, caveat=_RANGE)


def _price_per_range(inputs: Inputs) -> Iterator[Outcome]:
    """Yield what a kilometer of range costs; on electricity alone it says nothing of a car with an engine."""
    for price in _of(inputs, "price"):
        for distance in _of(inputs, "range"):
            if not distance.burns_fuel:
                conditions = {name: told for name, told in price.row.splits if told}
                row = _row("price_per_range", **conditions, cycle=distance.qualifier("cycle"))
                unit = f"{price.interval.unit}/{SPECS['range'].metric}"
                yield _result(
                    row,
                    price.interval / distance.interval,
                    Phrase("price / range"),
                    price,
                    distance,
                    unit=unit,
                )


def _charging_loss(inputs: Inputs) -> Iterator[Outcome]:
    """Yield the loss by a stated consumption at the battery, then by usable energy and range."""
    for wall in _of(inputs, "consumption", side="wall"):
        cycle = wall.qualifier("cycle")
        for battery in _of(inputs, "consumption", cycle=cycle, side="battery", mode=wall.qualifier("mode")):
            if wall.fit == battery.fit:
                words = Phrase("consumption at the wall / at the battery − 1")
                yield from _loss(cycle, wall.interval / battery.interval, words, wall, battery)
        for net in _of(inputs, "battery_net"):
            for distance in _of(inputs, "range", cycle=cycle):
                if wall.fit == distance.fit:
                    words = Phrase("consumption at the wall × range / usable energy − 1")
                    ratio = wall.interval * distance.interval / net.interval
                    yield from _loss(cycle, ratio, words, wall, distance, net, caveat=_RANGE)


def _loss(
    cycle: str, ratio: Interval, words: Phrase, *inputs: Input, caveat: Phrase | None = None
) -> Iterator[Outcome]:
    """Yield what a ratio is above 1, if it can be: below, the figures are of unlike cars or tests."""
    low, high = ratio.ends
    # what is "about" 1.1 may be nothing above 1 or twice as much
    if not ratio.about and (high is None or high > 1):
        lower = None if ratio.lower is None or low is None or low <= 1 else ratio.lower.at(low - 1)
        upper = None if ratio.upper is None or high is None else ratio.upper.at(high - 1)
        # a ratio near 1 of three digits is known to whole percents
        step = min(0, 3 - ratio.digits)
        yield _result(
            _row("charging_loss", cycle=cycle), evolve(ratio, lower=lower, upper=upper), words, *inputs,
            caveat=caveat, step=step,
        )  # fmt: skip


#: Every formula; of several that give one row the first that can does.
FORMULAS: tuple[Callable[[Inputs], Iterator[Outcome]], ...] = (
    _drag_area, _nominal_energy, _usable_share, _energy_density, _power_to_weight, _mean_power, _c_rate,
    _range_rate, _battery_consumption, _motorway_range, _charging_loss, _price_per_range,
)  # fmt: skip
