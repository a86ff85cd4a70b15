"""How long a car charges: at one power throughout, or by its curve."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from attrs import evolve

from evspec.claims import Claim
from evspec.derivation.formulas import SHARE
from evspec.derivation.given import vehicle_or_figure
from evspec.derivation.results import Given, Result, Told, figure_of, reason, worked_out
from evspec.errors import EvspecError, MissingClaim, check_type
from evspec.languages.speech import Phrase, Sayable
from evspec.measures import ABOUT, EXACT, Interval, Measure
from evspec.specs import QUALIFIERS
from evspec.values import Curve, Span
from evspec.vehicles import Generation, Variant

__all__ = ["charge_time"]

#: What is charged: a car, or the usable energy of its battery.
_Charged: TypeAlias = Variant | Generation | Given
#: The most that alternating current gives: 63 A at 400 V on three phases, by the plug of IEC 62196-2.
_MOST_AC: Final = Fraction(44)
_POWER: Final = "'11 kW', '7.4 kW AC' or '150 kW DC'"
_CURRENT: Final = re.compile(r"(?:(AC|DC) )?(.*?)(?: (AC|DC))?")
_ENERGY: Final = "catalog['bmw/ix1/u11/edrive20'] or '64.7 kWh'"


def charge_time(
    car: _Charged,
    window: str,
    *,
    at: Given | None = None,
    loss: Given | None = None,
    decimal: str | None = None,
) -> Result:
    """Return how long charging takes over a window of states of charge.

    On alternating current the power is the same throughout: it is that of the socket or what the car takes,
    whichever is less, and time is usable energy × window × (1 + loss) / power. On direct current it
    follows the car's curve, cut off at the power of the charger, and time is usable energy × the integral
    of 1 / power (see `Curve.time`). Bounds of anything pass through. The state of charge is taken as the
    share of the usable energy; what `why` names as left out makes the time longer.

    Parameters
    ----------
    car
        A variant, or its id or name, of which the usable energy, the AC power, the charging loss and the
        curve are taken; or the usable energy alone, of which the time is at the power that is given.
    window
        From which state of charge to which: "10-80 %".
    at
        The power of the socket or charger: "11 kW", "150 kW". Up to 43 kW are alternating current and
        more is direct, unless it says which: "24 kW DC". Without it the car's curve is followed.
    loss
        What the wall gives beyond what the battery takes up, "10 %", on alternating current; by default
        what a source states of the car (`derive` adds what follows from its consumption), else none.
    decimal
        The decimal mark of what is given as text, "." or ","; see `measure`.

    Returns
    -------
    Result
        Hours on alternating current, as `ac_time` is told, and minutes by a curve, as `dc_time` is; with the
        formula, the inputs and the limit that holds in `why`.

    Raises
    ------
    MissingClaim
        If no source states of the car what is needed: its usable energy, or its curve.
    EvspecError
        If the window is none, the power or the loss is no such figure, the curve does not reach the
        window, or bounds leave the result open at both ends.
    UnknownId
        If a text is neither an energy nor a car.
    WrongType
        If one of them is of a type that is not taken.

    Examples
    --------
    >>> import evspec as ev
    >>> car = ev.Variant.of("My car", battery_net="64.7 kWh", ac_power="11 kW")
    >>> print(charge_time(car, "10-80 %", at="22 kW"))
    4.1 h
    >>> charge_time(car, "10-80 %", at="22 kW", loss="10 %").why
    'usable energy × 70 % × (1 + loss) / power: 64.7 kWh, 10 %, 11 kW (the car takes no more of 22 kW AC); \
state of charge taken as the share of the usable energy'
    >>> print(charge_time("64.7 kWh", "20-80 %", at="7.4 kW"))
    5.2 h
    """
    low, high = _window(window)
    car = vehicle_or_figure(car, decimal)
    if isinstance(car, Generation) and car.variants:
        raise EvspecError(
            f"{car.id} has several variants, of which one is charged: "
            f"{', '.join(variant.id for variant in car.variants)}"
        )
    vehicle = car if isinstance(car, Variant | Generation) else None
    usable = _usable(car, decimal)
    socket = None if at is None else _socket(at, decimal)
    if vehicle is not None and (socket is None or socket.is_dc):
        if loss is not None:
            raise EvspecError(
                "a loss is counted on alternating current; a curve is what the battery takes up"
            )
        return _by_curve(vehicle, usable, low, high, socket)
    if socket is None:
        raise EvspecError(f"an energy has no charging curve; say at which power: at={_POWER.split(',')[0]}")
    return _flat(vehicle, usable, high - low, socket, loss, decimal)


class _Socket(NamedTuple):
    """What gives the power: how much in kW, of which current, and in words."""

    power: Interval
    is_dc: bool
    words: Told


def _socket(given: object, decimal: str | None) -> _Socket:
    before, text, behind = None, given, None
    if isinstance(given, str) and (parts := _CURRENT.fullmatch(given.strip())):
        before, text, behind = parts.groups()
    figure = _of_kind(text, "power", "power of a charger", _POWER, decimal)
    power = figure.interval("kW")
    least = power.high if power.high is not None else power.low
    current = before or behind or ("AC" if least is None or least < _MOST_AC else "DC")
    return _Socket(power, current == "DC", Told(figure, behind=f" {current}"))


def _of_kind(given: object, kind: str, name: str, example: str, decimal: str | None) -> Measure:
    """Return a figure of a kind that is above 0."""
    figure = figure_of(given, name, example, decimal)
    if not isinstance(figure, Measure) or figure.kind != kind:
        raise EvspecError(f"{figure.show()!r} is no {name}; give one such as {example}")
    if any(end is not None and end <= 0 for end in figure.interval().ends):
        raise EvspecError(f"{figure.show()!r} is no {name}, which is above 0; give one such as {example}")
    return figure


def _window(given: object) -> tuple[Fraction, Fraction]:
    """Return both ends of a window of states of charge in percent."""
    check_type("a window", given, str, "states of charge such as '10-80 %'")
    low, high = QUALIFIERS["soc"].read(given).removesuffix(" %").split("-")
    return Fraction(low), Fraction(high)


def _usable(car: object, decimal: str | None) -> Measure | Span:
    """Return the usable energy of a car, or as it is given."""
    if isinstance(car, Variant | Generation):
        claim = car.get("battery_net")
        if claim is None:
            raise MissingClaim(
                f"no source states the usable energy (battery_net) of {car.id}; give it in place of the car: "
                "charge_time('64.7 kWh', '10-80 %', at='11 kW')"
            )
        car = claim
    if isinstance(car, Claim) and car.spec.key != "battery_net":
        raise EvspecError(f"{car.spec.key} is no usable energy; give one such as {_ENERGY}")
    figure = figure_of(car, "car and no usable energy", _ENERGY, decimal)
    if figure.kind != "energy":
        raise EvspecError(f"{figure.show()!r} is no car and no usable energy; give one such as {_ENERGY}")
    return figure


def _flat(
    vehicle: Variant | Generation | None,
    usable: Measure | Span,
    percent: Fraction,
    socket: _Socket,
    loss: object,
    decimal: str | None,
) -> Result:
    """Return the time at one power throughout."""
    power, caveats = socket.power, [SHARE]
    told: Sayable = socket.words
    if vehicle is not None:
        claim = vehicle.get("ac_power")
        if claim is None or not isinstance(claim.value, Measure | Span):
            caveats.append(Phrase("the car taken to take all of it, since no source states its AC power"))
        else:
            power, most = _least(power, claim.value.interval("kW")), Told(claim.value)
            told = Phrase("{socket} (the car takes up to {most})", socket=socket.words, most=most)
            if power.ends == claim.value.interval("kW").ends != socket.power.ends:
                told = Phrase("{most} (the car takes no more of {socket})", socket=socket.words, most=most)
    if loss is None and vehicle is not None and (stated := vehicle.get("charging_loss")) is not None:
        loss = stated
    energy = usable.interval("kWh") * (percent / 100)
    formula = Phrase("usable energy × {share} %", share=int(percent))
    inputs: list[Sayable] = [Told(usable)]
    if loss is None:
        caveats.append(Phrase("charging losses left out"))
    else:
        share = figure_of(loss, "charging loss", "'10 %'", decimal)
        more = share.interval("fraction") if share.kind == "ratio" else None
        if more is None or any(end is not None and end < 0 for end in more.ends):
            raise EvspecError(f"{share.show()!r} is no charging loss; give one such as '10 %'")
        whole = Interval.between(Fraction(1), Fraction(1), more.unit)
        # a loss of a cycle is a loss of any charge
        energy *= evolve(whole + evolve(more, cycle=None), digits=EXACT)
        formula, inputs = Phrase("{formula} × (1 + loss)", formula=formula), [*inputs, Told(share)]
    why = reason(Phrase("{formula} / power", formula=formula), [*inputs, told], caveats)
    return worked_out(energy / power, "h", why)


def _by_curve(
    vehicle: Variant | Generation,
    usable: Measure | Span,
    low: Fraction,
    high: Fraction,
    socket: _Socket | None,
) -> Result:
    """Return the time by the curve of a car, cut off at what the charger gives."""
    claim = vehicle.get("charging_curve")
    if claim is None or not isinstance(claim.value, Curve):
        raise MissingClaim(
            f"no source states the charging curve of {vehicle.id}, and on direct current no power holds "
            "throughout; see its dc_time, or give a power on alternating current: at='11 kW'"
        )
    curve = claim.value
    slowness = _minutes(curve, low, high)
    inputs: list[Sayable] = [Told(usable), Phrase("a curve ({curve})", curve=Told(curve))]
    if socket is not None:
        # the more the charger gives, the less time it takes
        least, most = _reach(socket.power)
        slowest = None if least is None else _minutes(curve.capped(float(least)), low, high)
        fastest = slowness if most is None else _minutes(curve.capped(float(most)), low, high)
        slowness = Interval(fastest.lower, None if slowest is None else slowest.upper)
        inputs.append(Phrase("a charger of {socket}", socket=socket.words))
    formula = Phrase(
        "usable energy × integral of 1 / power over {low}–{high} %",
        low=int(low),
        high=int(high),
    )
    why = reason(formula, inputs, [SHARE, Phrase("losses and what the car itself takes left out")])
    # a curve is seldom known to better than a minute
    return worked_out(usable.interval("kWh") * slowness, "min", why, step=0)


def _minutes(curve: Curve, low: Fraction, high: Fraction) -> Interval:
    """Return the minutes that a battery of 1 kWh takes."""
    minutes = Fraction(curve.time(float(low), float(high), 1))
    return Interval.between(minutes, minutes)


def _least(one: Interval, other: Interval) -> Interval:
    """Return where the lesser of two figures lies."""
    digits = min(one.digits, other.digits)
    for lesser, greater in ((one, other), (other, one)):
        high, low = _reach(lesser)[1], _reach(greater)[0]
        if high is not None and low is not None and high <= low:
            return evolve(lesser, digits=digits)
    lows, highs = zip(_reach(one), _reach(other), strict=True)
    low = None if any(end is None for end in lows) else min(end for end in lows if end is not None)
    high = min((end for end in highs if end is not None), default=None)
    return evolve(Interval.between(low, high, one.unit), digits=digits)


def _reach(interval: Interval) -> tuple[Fraction | None, Fraction | None]:
    """Return the ends of an interval, as far out as "about" reaches."""
    low, high = interval.ends
    part = Fraction(int(interval.about), ABOUT)
    return None if low is None else low * (1 - part), None if high is None else high * (1 + part)
