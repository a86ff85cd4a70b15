"""What the figures of one car must obey, whoever printed them.

Each check yields sentences about what cannot be. A claim that is right although it looks wrong has a
note that begins with "checked:" and is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from evspec.measures import Measure
from evspec.values import Curve, Dates, Span, agree
from evspec.vehicles import Generation, Vehicle

if TYPE_CHECKING:
    from evspec.claims import Claim

Check = Callable[[Vehicle], Iterator[str]]

#: Claims that are right and yet fail a check say so with this word and the reason.
MARK = "checked:"
#: Weaker claims are foreseen, not measured: an expected figure need not fit a reported one.
FIRM = {"official", "measured", "reported"}


def views(generation: Generation) -> Iterator[Vehicle]:
    """Yield every variant, or a generation without any, in every edition."""
    vehicles: tuple[Vehicle, ...] = generation.variants or (generation,)
    for variant in vehicles:
        for edition in generation.editions or ("",):
            yield variant.at(edition)


def told(variant: Vehicle, key: str, **qualifiers: str) -> list[Claim]:
    """Return the claims that count: of this very variant, or of the generation if it has none."""
    claims = [
        c
        for c in variant.claims(key, **qualifiers)
        if not c.doubt and not c.note.startswith(MARK) and c.edition == (variant.edition or c.edition)
    ]
    return [c for c in claims if c.about == variant.id] or claims


def ends(claim: Claim, unit: str) -> tuple[float | None, float | None]:
    value = claim.value
    if not isinstance(value, Measure | Span):
        return None, None
    shown = value.to(unit)
    return shown.low, shown.high


def middle(claim: Claim, unit: str) -> float | None:
    low, high = ends(claim, unit)
    return None if low is None or high is None else (low + high) / 2


def selected(variant: Vehicle, key: str, unit: str, **qualifiers: str) -> float | None:
    """Return the shown figure in a unit, None if it is a bound, foreseen, or not there."""
    claim = variant.get(key, **qualifiers)
    if claim is None or claim.status not in FIRM or claim.note.startswith(MARK):
        return None
    return middle(claim, unit)


def usable_within_gross(variant: Vehicle) -> Iterator[str]:
    for net in told(variant, "battery_net"):
        for gross in told(variant, "battery_gross"):
            n, g = middle(net, "kWh"), middle(gross, "kWh")
            if net.source != gross.source and {net.status, gross.status} - FIRM:
                continue
            if n is not None and g is not None and not 0.75 <= n / g <= 1.0:
                yield f"usable {net.value} ({net.source.id}) of gross {gross.value} ({gross.source.id})"


def power_agrees_in_both_units(variant: Vehicle) -> Iterator[str]:
    for a, b in combinations([c for c in told(variant, "power") if c.status in FIRM], 2):
        if a.row != b.row or a.edition != b.edition or a.value.unit == b.value.unit:  # type: ignore[union-attr]
            continue
        p, q = middle(a, "kW"), middle(b, "kW")
        # 282 hp, 286 PS and 210 kW are one figure; 286 hp and 210 kW are PS called hp
        if p is not None and q is not None and not agree(a.value, b.value) and abs(p / q - 1) > 0.008:
            yield f"{a.value} ({a.source.id}) against {b.value} ({b.source.id})"


#: Unit, and the factors that a figure is off by if it stands under a wrong unit.
SLIPS = {
    "power": ("kW", (1.3410, 1.3596)),  # hp and PS to the kilowatt
    "motor_power_front": ("kW", (1.3410, 1.3596)),
    "motor_power_rear": ("kW", (1.3410, 1.3596)),
    "torque": ("N·m", (1.3558,)),  # newton meters to the pound-foot
    "range": ("km", (1.6093,)),
    "top_speed": ("km/h", (1.6093,)),
    "consumption": ("kWh/100 km", (1.6093,)),
    "curb_weight": ("kg", (2.2046,)),
}


def no_figure_is_under_a_wrong_unit(variant: Vehicle) -> Iterator[str]:
    for key, (unit, factors) in SLIPS.items():
        for a, b in combinations(told(variant, key), 2):
            p, q = middle(a, unit), middle(b, unit)
            if a.row != b.row or not p or not q:
                continue
            if any(abs(max(p, q) / min(p, q) / factor - 1) < 0.02 for factor in factors):
                yield f"{key} {a.value} ({a.source.id}) and {b.value} ({b.source.id}) look like two units"


#: Rated consumption is at the wall: charging losses put range times consumption above the usable energy.
WINDOWS = {"WLTP": (1.0, 1.27), "EPA": (1.0, 1.27), "NEDC": (0.95, 1.27)}


def range_fits_consumption(variant: Vehicle) -> Iterator[str]:
    usable = selected(variant, "battery_net", "kWh")
    if usable is None:
        return
    for cycle, (least, most) in WINDOWS.items():
        reach, use = variant.get("range", cycle=cycle), variant.get("consumption", cycle=cycle)
        if reach is None or use is None or {reach.status, use.status} - FIRM:
            continue
        if any(c.note.startswith(MARK) for c in (reach, use)) or reach.edition != use.edition:
            continue
        shortest, farthest = ends(reach, "km")
        low, high = ends(use, "kWh/100 km")
        if None in {shortest, farthest, low, high}:
            continue
        # the farthest range goes with the lowest consumption
        for km, kwh in ((farthest, low), (shortest, high)):
            share = km * kwh / 100 / usable  # type: ignore[operator]
            if not least <= share <= most:
                yield f"{cycle}: {km:g} km x {kwh:g} kWh/100 km is {share:.2f} of {usable:g} kWh usable"
                break


def charging_fits_peak(variant: Vehicle) -> Iterator[str]:
    usable, peak = selected(variant, "battery_net", "kWh"), selected(variant, "dc_power", "kW")
    for time in told(variant, "dc_time"):
        window = time.qualifiers.get("soc", "")
        minutes = middle(time, "min")
        if usable is None or peak is None or minutes is None or "-" not in window:
            continue
        first, last = (float(part) for part in window.removesuffix(" %").split("-"))
        mean = usable * (last - first) / 100 / (minutes / 60)
        if mean > peak * 1.01:
            yield f"{time.value} for {window} of {usable:g} kWh needs {mean:.0f} kW, above {peak:g} kW"
        if mean < peak * 0.2:
            yield f"{time.value} for {window} of {usable:g} kWh is {mean:.0f} kW on the mean of {peak:g} kW"


def acceleration_fits_power(variant: Vehicle) -> Iterator[str]:
    seconds = selected(variant, "accel_0_100_kmh", "s")
    power, mass = selected(variant, "power", "kW"), selected(variant, "curb_weight", "kg")
    if seconds is None:
        return
    if seconds < 100 / 3.6 / (1.25 * 9.81):
        yield f"0-100 km/h in {seconds:g} s is more than road tires hold"
    if power is not None and mass is not None:
        # all of the power all of the time, which no car has
        least = 0.5 * mass * (100 / 3.6) ** 2 / (power * 1000)
        if not least <= seconds <= 4 * least + 1:
            yield f"0-100 km/h in {seconds:g} s with {power:g} kW and {mass:g} kg (at least {least:.1f} s)"


SIZES = {"length": (2.5, 5.6), "width": (1.5, 2.2), "height": (1.2, 2.1), "wheelbase": (1.8, 3.5)}


def dimensions_are_those_of_a_car(variant: Vehicle) -> Iterator[str]:
    for key, (least, most) in SIZES.items():
        for claim in told(variant, key):
            size = middle(claim, "m")
            if size is not None and not least <= size <= most:
                yield f"{key} {claim.value} ({claim.source.id})"
    for wheelbase in told(variant, "wheelbase"):
        for length in told(variant, "length"):
            base, whole = middle(wheelbase, "m"), middle(length, "m")
            if base is not None and whole is not None and not 0.5 <= base / whole <= 0.72:
                yield f"wheelbase {wheelbase.value} of length {length.value}"


LIMITS = {
    "power": ("kW", 50, 900), "torque": ("N·m", 100, 1700), "battery_net": ("kWh", 15, 130),
    "battery_gross": ("kWh", 16, 140), "battery": ("kWh", 15, 140), "dc_power": ("kW", 20, 500),
    "ac_power": ("kW", 1.5, 45), "range": ("km", 80, 1000), "consumption": ("kWh/100 km", 9, 40),
    "curb_weight": ("kg", 1000, 3000), "top_speed": ("km/h", 120, 330), "dc_time": ("min", 8, 120),
    "ac_time": ("h", 1, 40), "drag_coefficient": ("", 0.19, 0.4), "cargo_volume": ("L", 80, 900),
    "voltage_class": ("V", 300, 900), "battery_voltage": ("V", 250, 850),
}  # fmt: skip


def figures_are_of_their_size(variant: Vehicle) -> Iterator[str]:
    for key, (unit, least, most) in LIMITS.items():
        for claim in told(variant, key):
            for end in ends(claim, unit) if unit else (middle(claim, ""),):
                if end is not None and not least <= end <= most:
                    yield f"{key} {claim.value} ({claim.source.id})"


ORDER = ("premiere", "market_launch", "production_start", "production_end")


def dates_are_in_order(variant: Vehicle) -> Iterator[str]:
    for first, last in combinations(ORDER, 2):
        before, after = variant.get(first), variant.get(last)
        if before is None or after is None or (first, last) == ("market_launch", "production_start"):
            # a market may open with cars that are built for another, or before a second plant starts
            continue
        a, b = before.value, after.value
        if isinstance(a, Dates) and isinstance(b, Dates) and a.compare(b) == "greater":
            yield f"{before} after {after}"


def curves_stay_below_peak(variant: Vehicle) -> Iterator[str]:
    peak = selected(variant, "dc_power", "kW")
    for claim in told(variant, "charging_curve"):
        if isinstance(claim.value, Curve) and peak is not None and claim.value.peak_kw > peak * 1.01:
            yield f"curve up to {claim.value.peak_kw:g} kW above a peak of {peak:g} kW"


CHECKS: tuple[Check, ...] = (
    usable_within_gross, power_agrees_in_both_units, no_figure_is_under_a_wrong_unit,
    range_fits_consumption, charging_fits_peak, acceleration_fits_power, dimensions_are_those_of_a_car,
    figures_are_of_their_size, dates_are_in_order, curves_stay_below_peak,
)  # fmt: skip
