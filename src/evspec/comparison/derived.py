"""What follows from a vehicle's own figures, by formulas that are named with their inputs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from evspec.comparison.reckoning import Ends, ends_of, made, with_claims
from evspec.errors import EvspecError
from evspec.measures import Measure, measure
from evspec.model import FIRM, Claim, Generation, Qualifiers, Row, Source, Variant, Vehicle
from evspec.specs import SPECS
from evspec.values import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["derive", "energy_cost"]

_SOURCE = Source("derived", "Derived", "from the vehicle's own figures", kind="code")

V = TypeVar("V", bound=Vehicle)


class _Input(NamedTuple):
    """A figure that a formula takes: its row, its ends in the row's metric unit, and itself in words."""

    row: Row
    ends: Ends
    words: str

    def condition(self, name: str) -> str:
        return dict(self.row.splits).get(name, "")


class _Result(NamedTuple):
    """What a formula gives: a row, a figure, and the formula with its inputs."""

    row: Row
    value: Measure | None
    formula: str
    inputs: tuple[_Input, ...]


def derive(vehicle: V) -> V:
    """Return a vehicle with what follows from its figures added, as claims of status "derived".

    ==========================  ======================================================================
    ``battery_share_usable``    usable / gross energy
    ``battery_energy_density``  gross energy (usable, if gross is not stated) / battery mass
    ``power_to_weight``         peak power / curb weight, whose standard is named
    ``dc_power_mean``           usable energy × window of the DC time / that time
    ``dc_c_rate``               window of the DC time / that time: mean power / usable energy
    ``dc_range_rate``           range × window of the DC time / that time
    ``dc_range_10min``          the same × 10 min, for times of 10 min or more
    ``consumption``             at the battery: usable energy / range
    ``range_90_10``             0.8 × range
    ``charging_loss``           consumption at the wall × range / usable energy − 1
    ==========================  ======================================================================

    The formulas are definitions (energy is power × time, density is energy / mass); what they
    assume is said with each result: that the state of charge is the share of the usable energy,
    and that the rated range uses the usable energy and no more. Nothing is derived of a row that a
    source states. Of a generation it is derived for each variant; of figures whose cycle or window
    is not stated, and of city and highway phases, never.

    Bounds pass through: of "up to 400 kW" follows "up to 160 W/kg". A result has the significant
    digits of its least precise input, two at least; ends are rounded outward.

    Parameters
    ----------
    vehicle
        A generation or a variant, as of the day and at the edition at which it should be derived.

    Returns
    -------
    Generation or Variant
        The same with more claims; formula and inputs stand in `why` and in the notes.

    Examples
    --------
    >>> import evspec as ev
    >>> car = ev.Variant.of(
    ...     "My car", range="514 km WLTP", battery_net="64.7 kWh", dc_time="29 min, 10-80 %"
    ... )
    >>> more = derive(car)
    >>> print(more.dc_power_mean.value, more.dc_power_mean.status)
    94 kW derived
    >>> print(more.dc_power_mean.why)
    usable energy × 70 % / time: 64.7 kWh, 29 min; state of charge taken as the share of the usable energy
    """
    targets: tuple[Generation | Variant, ...] = ()
    if isinstance(vehicle, Generation) and vehicle.variants:
        targets = vehicle.variants
    elif isinstance(vehicle, Generation | Variant):
        targets = (vehicle,)
    return with_claims(vehicle, (claim for target in targets for claim in _derived(target)))


def energy_cost(consumption: Claim | Measure | str, price: Measure | str) -> Measure:
    """Return what the energy for 100 km costs.

    It is consumption × price. What is paid for is drawn at the wall, so take a consumption that is
    measured there; one of the battery leaves the charging loss out. The price counts as exact.

    Parameters
    ----------
    consumption
        A consumption or an economy: a claim, a Measure or its text.
    price
        The price of 1 kWh: "0.30 EUR".

    Returns
    -------
    Measure
        An amount of the price's currency.

    Raises
    ------
    EvspecError
        If the one is no figure of a consumption or the other no single price above 0.

    Examples
    --------
    >>> print(energy_cost("18.1 kWh/100 km", "0.30 EUR"))
    5.43 EUR
    >>> print(energy_cost("15.4-18.1 kWh/100 km", "0.30 EUR"))
    4.62–5.43 EUR
    """
    given = consumption.value if isinstance(consumption, Claim) else consumption
    used = measure(given) if isinstance(given, str) else given
    paid = measure(price) if isinstance(price, str) else price
    if not isinstance(used, Measure | Span) or used.kind != "consumption":
        raise EvspecError(f"{used.show()!r} is no consumption; write one like '18.1 kWh/100 km'")
    size = paid.magnitude
    if paid.kind.partition(" ")[0] != "money" or not size or size < 0:
        raise EvspecError(f"{paid.show()!r} is no price of 1 kWh; write one like '0.30 EUR'")
    cost = made(ends_of(used, "kWh/100 km") * Fraction(repr(size)), paid.unit)
    if cost is None:
        raise EvspecError(f"{used.show()!r} is open at both ends, so no cost follows")
    return cost


def _derived(vehicle: Generation | Variant) -> Iterator[Claim]:
    """Yield the claims that follow for one vehicle, none in a row that is stated."""
    inputs = tuple(_inputs(vehicle))
    done: set[Row] = set()
    for formula in _FORMULAS:
        for row, value, words, used in formula(inputs):
            if value is None or row in done or vehicle.select(row) is not None:
                continue
            done.add(row)
            head, _, caveat = words.partition("; ")
            listed = ", ".join(one.words for one in used)
            told = f"{head}: {listed}"
            yield Claim(
                vehicle.id, row.spec, value, Qualifiers.of({n: v for n, v in row.splits if v}),
                _SOURCE, "derived",
                note=f"{told} ({caveat})" if caveat else told,
                why=f"{told}; {caveat}" if caveat else told,
            )  # fmt: skip


_TAKEN = frozenset({
    "battery_net", "battery_gross", "battery_mass", "power", "curb_weight", "dc_time", "range", "consumption",
})  # fmt: skip


def _inputs(vehicle: Vehicle) -> Iterator[_Input]:
    """Yield the figures that formulas take, under conditions that are stated."""
    for row in vehicle.rows:
        plain = row.matches({"phase": "combined"}) or "phase" not in row.spec.qualifiers
        if row.spec.key not in _TAKEN or not plain or row.unstated or not row.closed:
            continue
        selection = vehicle.select(row)
        if selection is None or not isinstance(selection.value, Measure | Span):
            continue
        value = selection.value.as_printed_in(row.spec.metric)
        words = [value.show(grouped=True), dict(row.splits).get("cycle", "")]
        if row.spec.key == "curb_weight":
            words.append(f"({selection.claim.qualifiers.get('standard', 'standard n/s')})")
        if selection.status not in FIRM:
            words.append(f"({selection.status})")
        yield _Input(row, ends_of(value, row.spec.metric), " ".join(filter(None, words)))


_Inputs = tuple[_Input, ...]


def _of(inputs: _Inputs, key: str, **conditions: str) -> Iterator[_Input]:
    """Yield the inputs of a spec under conditions, in the order of tables."""
    return (i for i in inputs if i.row.spec.key == key and i.row.matches(conditions))


def _row(key: str, **conditions: str) -> Row:
    return Row(SPECS[key], SPECS[key].splits(conditions))


def _result(
    row: Row, ends: Ends, formula: str, *inputs: _Input, scale: int | Fraction = 1, step: int | None = None
) -> _Result:
    """Round a result in the metric unit of its row; `scale` brings it there."""
    figure = made(ends * scale, row.spec.metric, cycle=dict(row.splits).get("cycle"), step=step)
    return _Result(row, figure, formula, inputs)


def _usable_share(inputs: _Inputs) -> Iterator[_Result]:
    for net in _of(inputs, "battery_net"):
        for gross in _of(inputs, "battery_gross"):
            share = net.ends / gross.ends
            if share.high is None or share.high <= 1:
                row = _row("battery_share_usable")
                yield _result(row, share, "usable / gross energy", net, gross, scale=100)


def _energy_density(inputs: _Inputs) -> Iterator[_Result]:
    for mass in _of(inputs, "battery_mass"):
        for key, name in (("battery_gross", "gross"), ("battery_net", "usable")):
            for energy in _of(inputs, key):
                words = f"{name} energy / battery mass"
                density = energy.ends / mass.ends
                yield _result(_row("battery_energy_density"), density, words, energy, mass, scale=1000)


def _power_to_weight(inputs: _Inputs) -> Iterator[_Result]:
    for power in _of(inputs, "power", rating="peak"):
        for weight in _of(inputs, "curb_weight"):
            words = "peak power / curb weight"
            yield _result(_row("power_to_weight"), power.ends / weight.ends, words, power, weight, scale=1000)


def _windows(inputs: _Inputs) -> Iterator[tuple[_Input, Fraction, str]]:
    """Yield each DC time with the share of the battery that is charged in it; 10-80 % comes first."""
    for time in sorted(_of(inputs, "dc_time"), key=lambda i: i.condition("soc") != "10-80 %"):
        first, last = time.condition("soc").removesuffix(" %").split("-")
        yield time, Fraction(int(last) - int(first), 100), f"{int(last) - int(first)} %"


_SHARE = "state of charge taken as the share of the usable energy"


def _mean_power(inputs: _Inputs) -> Iterator[_Result]:
    for time, share, words in _windows(inputs):
        soc = time.condition("soc")
        for net in _of(inputs, "battery_net"):
            formula = f"usable energy × {words} / time; {_SHARE}"
            power = net.ends * share / time.ends
            yield _result(_row("dc_power_mean", soc=soc), power, formula, net, time, scale=60)
        # mean power / usable energy: the energy cancels out
        rate = Ends(share, share, 99) / time.ends
        formula = f"{words} / time; mean power / usable energy, {_SHARE}"
        yield _result(_row("dc_c_rate", soc=soc), rate, formula, time, scale=60)


_RANGE = "the rated range taken to use the usable energy evenly"


def _range_rate(inputs: _Inputs) -> Iterator[_Result]:
    for time, share, words in _windows(inputs):
        soc = time.condition("soc")
        for distance in _of(inputs, "range"):
            cycle = distance.condition("cycle")
            rate = distance.ends * share / time.ends
            formula = f"range × {words} / time"
            row = _row("dc_range_rate", cycle=cycle, soc=soc)
            yield _result(row, rate, f"{formula}; {_RANGE}", distance, time)
            if time.ends.low is not None and time.ends.low >= 10:
                formula = (
                    f"{formula} × 10 min; mean of {soc.replace('-', '–')}, more where charging is fastest"
                )
                yield _result(_row("dc_range_10min", cycle=cycle), rate, words, distance, time, scale=10)


def _battery_consumption(inputs: _Inputs) -> Iterator[_Result]:
    for net in _of(inputs, "battery_net"):
        for distance in _of(inputs, "range"):
            row = _row("consumption", cycle=distance.condition("cycle"), side="battery")
            formula = f"usable energy / range; {_RANGE}"
            yield _result(row, net.ends / distance.ends, formula, net, distance, scale=100)


def _motorway_range(inputs: _Inputs) -> Iterator[_Result]:
    for distance in _of(inputs, "range"):
        row = _row("range_90_10", cycle=distance.condition("cycle"))
        yield _result(row, distance.ends * Fraction(8, 10), f"0.8 × range; {_RANGE}", distance)


def _charging_loss(inputs: _Inputs) -> Iterator[_Result]:
    for net in _of(inputs, "battery_net"):
        for distance in _of(inputs, "range"):
            cycle = distance.condition("cycle")
            for wall in _of(inputs, "consumption", cycle=cycle, side="wall"):
                ratio = wall.ends * distance.ends / net.ends / 100
                if ratio.high is not None and ratio.high <= 1:
                    # below nothing: the figures are of unlike equipment, or the battery is not used evenly
                    continue
                low = None if ratio.low is None or ratio.low <= 1 else ratio.low - 1
                loss = ratio._replace(low=low, high=None if ratio.high is None else ratio.high - 1)
                # a ratio near 1 of three digits is known to whole percents
                step = min(0, 3 - ratio.digits)
                words = f"consumption at the wall × range / usable energy − 1; {_RANGE}"
                row = _row("charging_loss", cycle=cycle)
                yield _result(row, loss, words, wall, distance, net, scale=100, step=step)


_FORMULAS: tuple[Callable[[_Inputs], Iterator[_Result]], ...] = (
    _usable_share, _energy_density, _power_to_weight, _mean_power, _range_rate, _battery_consumption,
    _motorway_range, _charging_loss,
)  # fmt: skip
