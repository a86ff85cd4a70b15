"""What the figures of one car must obey together: one row per rule, each with the source of its bounds.

Every rule is a product or quotient of figures that lies between two numbers. That makes it exact for
figures with bounds and for spans: only what holds of no number in them is doubted.
"""

from __future__ import annotations

from operator import mul, truediv
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evspec.plausibility.figures import Column

__all__ = ["RULES", "SLIPPING", "Rule"]


class Rule(NamedTuple):
    """One relation between figures of the same vehicle.

    Attributes
    ----------
    over, under
        What is multiplied, and by what it is divided: spec keys, with the conditions that set the row
        apart behind ("range WLTP").
    least, most
        Between which numbers the quotient lies, the figures being in the metric units of their
        specs, so that percent and hundreds need a factor.
    words
        What the quotient is.
    source
        Where the bounds are from.
    factor
        What the quotient is multiplied by.
    electric
        Whether it holds only of vehicles that burn no fuel.
    family
        Of the rules of one family, only the first is asked whose figures a vehicle has: what holds of
        the usable battery need not be held against the gross one too.
    only
        Of which vehicles it holds, "" for all.
    unlike
        Whether it is broken where two figures are one number, and by no other quotient: one was copied into
        the other's field.
    """

    over: tuple[str, ...]
    under: tuple[str, ...]
    least: float
    most: float
    words: str
    source: str
    factor: float = 1.0
    electric: bool = False
    family: str = ""
    only: Literal["", "cars", "plug-in hybrids"] = ""
    unlike: bool = False

    def breaks(self, low: float, high: float) -> bool:
        """Tell whether a quotient between two numbers breaks the rule, whatever it is."""
        if self.unlike:
            # the quotient of two intervals that are the same
            return low <= 1 <= high and abs(low * high - 1) < _SAME
        return low > self.most or high < self.least

    @property
    def formula(self) -> str:
        """The rule's name: "battery_net / battery_gross"."""
        below = " / ".join(self.under)
        if self.unlike:
            return f"{self.over[0]} = {below}"
        return f"{' x '.join(self.over)} / {below}" if below else " x ".join(self.over)

    @property
    def terms(self) -> tuple[str, ...]:
        """Every figure that it takes."""
        return self.over + self.under

    def reach(self, columns: Sequence[Column]) -> tuple[Iterable[float], Iterable[float]]:
        """Return between which numbers the quotients of aligned columns lie, one column for each term."""
        first, *others = columns
        lows: Iterable[float] = map(self.factor.__mul__, first.lows)
        highs: Iterable[float] = map(self.factor.__mul__, first.highs)
        for place, column in enumerate(others, start=1):
            if place < len(self.over):
                lows, highs = map(mul, lows, column.lows), map(mul, highs, column.highs)
            else:
                lows, highs = map(truediv, lows, column.highs), map(truediv, highs, column.lows)
        return lows, highs


_LIST = "open-ev-data (2025), and a margin"
#: A charger at the wall loses 5 to 25 % (U.S. EPA label, kWh from the wall); test procedures of Europe
#: may stop before a battery is empty.
_WINDOWS: Final = (("WLTP", 0.95, 1.32), ("EPA", 0.92, 1.32), ("NEDC", 0.88, 1.45))
_BATTERIES: Final = ("battery_net", "battery_gross", "battery")
#: How the rows of consumption are called of which the cycle is stated, or is not.
_CONSUMPTIONS: Final = ("WLTP", "EPA", "NEDC", "not stated", "not stated battery")
#: By how much a product of floats may miss 1.
_SAME: Final = 1e-9
_WALL = (
    "at the wall 5 to 25 % above the battery (UN Regulation 154, annex 8; 40 CFR 600.116); "
    "gross capacity up to 15 % above usable"
)
_KINETIC = (
    "kinetic energy at 100 km/h: no faster than all of the power all of the time, no slower than a fifth"
)

# fmt: off
RULES: Final[tuple[Rule, ...]] = (
    Rule(("battery_net",), ("battery_gross",), 0.75, 1.0, "the usable share of a battery", _LIST),
    *(Rule((f"range {cycle}", f"consumption {cycle}"), (battery,), least - slack, most,
           "range times consumption against the battery", _WALL, 0.01, electric=True,
           family=f"energy {cycle}")
      for cycle, least, most in _WINDOWS
      for battery, slack in (("battery_net", 0), ("battery_gross", 0.15), ("battery", 0.15))),
    Rule(("range EPA", "consumption EPA"), ("battery_voltage_total", "battery_charge"), 0.85, 1.32,
         "range times consumption against volts times ampere-hours",
         "U.S. EPA fuel economy guide 2025: 0.9 to 1.3, and a margin", 10.0, electric=True,
         family="energy EPA"),
    *(Rule((f"consumption {row}",), (battery,), 0.0, 0.0, "consumption and battery",
           "open-ev-data (2025): 16 vehicles with one number in both fields", unlike=True,
           family=f"one number {row}")
      for row in _CONSUMPTIONS for battery in _BATTERIES),
    *(Rule((battery,), (f"consumption {row}",), 120, 900,
           "the range in km that battery and consumption imply",
           "Natural Resources Canada, battery-electric vehicles 2012–2023: 100 to 830 km rated", 100.0,
           electric=True, family=f"implied range {row}", only="cars")
      for row in _CONSUMPTIONS for battery in _BATTERIES),
    *(Rule((f"range {cycle} {mode}",), (), 0.0, 150, "the electric range of a plug-in hybrid in km",
           "UK Vehicle Certification Agency 2022: 24 to 91 km but for two slips; and a margin",
           only="plug-in hybrids")
      for cycle in ("WLTP", "EPA", "NEDC", "not stated") for mode in ("electric", "weighted")),
    *(Rule((f"range {cycle}",), (battery,), 1.6, 15.5, "kilometers to the kilowatt-hour", _LIST,
           electric=True,
           family=f"energy {cycle}")
      for cycle in ("WLTP", "EPA", "NEDC", "CLTC") for battery in _BATTERIES),
    *(Rule((f"range {cycle}", f"consumption {cycle}"), (), 4, 270, "range times consumption",
           "the sizes of batteries, losses included", 0.01, electric=True, family=f"energy {cycle}")
      for cycle in ("WLTP", "EPA", "NEDC")),
    *(Rule((f"{key} {cycle} {phase}",), (f"{key} {cycle}",), 0.55, 1.8, f"{phase} against combined",
           "Natural Resources Canada, battery-electric vehicles 2012–2023: 0.74 to 1.2; WLTP city")
      for key in ("range", "consumption") for cycle in ("WLTP", "EPA") for phase in ("city", "highway")),
    *(Rule(("battery_voltage", "battery_charge"), (battery,), least, 1.16,
           "nominal voltage times charge against the battery",
           "a pack's energy is its voltage times its charge; nominal voltages differ by state of charge",
           1e-3,
           family="charge")
      for battery, least in (("battery_gross", 0.88), ("battery", 0.88), ("battery_net", 0.9))),
    *(Rule(("battery_voltage_total", "battery_charge"), (battery,), 0.88, 1.3,
           "the pack's whole voltage times charge against the battery",
           "a full pack has up to 15 % more than its nominal voltage", 1e-3, family="whole charge")
      for battery in ("battery_gross", "battery", "battery_net")),
    *(Rule((battery,), ("battery_mass",), 50, 300, "watt-hours to the kilogram of battery",
           "U.S. EPA fuel economy guide 2025: 99 to 219 Wh/kg, and a margin", 1e3, family="density")
      for battery in _BATTERIES),
    *(Rule((battery,), ("curb_weight",), 1.5, 70, "watt-hours of battery to the kilogram of car", _LIST, 1e3,
           family="battery of a car")
      for battery in _BATTERIES),
    *(Rule((battery,), ("dc_time", "dc_power"), 0.1, most, "mean power against peak power",
           "energy over time: no more than the peak, no less than a tenth of it", 60.0, family="DC charging")
      for battery, most in (("battery_net", 1.06), ("battery_gross", 1.2), ("battery", 1.2))),
    *(Rule(("ac_time",), (battery,), least, 1.75, "hours times kilowatts against the battery",
           "an onboard charger loses 5 to 30 %, and tapers at the end", family="AC charging")
      for battery, least in (("battery_net", 0.85), ("battery_gross", 0.75), ("battery", 0.75))),
    Rule(("charging_curve",), ("dc_power",), 0.3, 1.03, "the top of the curve against peak power",
         "by definition"),
    Rule(("dc_power_mean",), ("dc_power",), 0.1, 1.01, "mean power against peak power", "by definition"),
    Rule(("ac_power",), ("dc_power",), 0.005, 1.0, "AC power against DC power",
         "no car charges faster on AC"),
    Rule(("motor_power_front",), ("power",), 0.05, 1.15, "the front motor against the whole",
         "batteries may limit what motors could give together; never what one gives"),
    Rule(("motor_power_rear",), ("power",), 0.05, 1.15, "the rear motor against the whole",
         "batteries may limit what motors could give together; never what one gives"),
    Rule(("power",), ("curb_weight",), 4, 900, "watts to the kilogram", _LIST, 1e3),
    Rule(("accel_0_100_kmh", "power"), ("curb_weight",), 0.95, 6.0,
         "time times power against the kinetic energy at 100 km/h", _KINETIC, 2000 / (100 / 3.6) ** 2),
    Rule(("accel_0_60_mph", "power"), ("curb_weight",), 0.9, 6.0,
         "time times power against the kinetic energy at 60 mph", _KINETIC, 2000 / (60 * 0.44704) ** 2),
    Rule(("accel_0_60_mph",), ("accel_0_100_kmh",), 0.8, 1.02, "0–60 mph against 0–100 km/h",
         "60 mph are 96.6 km/h; a rollout saves 0.3 s"),
    Rule(("wheelbase",), ("length",), 0.5, 0.78, "wheelbase to length", _LIST),
    Rule(("width",), ("length",), 0.28, 0.66, "width to length", _LIST),
    Rule(("height",), ("width",), 0.55, 1.35, "height to width", _LIST),
    Rule(("width_mirrors",), ("width",), 1.0, 1.35, "width with mirrors to width", _LIST),
    Rule(("frontal_area",), ("width", "height"), 0.6, 1.0, "frontal area to width times height",
         "a car's front fills its rectangle but for the corners", 1e6),
    Rule(("curb_weight",), ("gross_weight",), 0.45, 0.97, "curb to gross weight", _LIST),
    Rule(("payload",), ("gross_weight",), 0.04, 0.55, "payload to gross weight", _LIST),
    Rule(("roof_load",), ("curb_weight",), 0.01, 0.25, "roof load to curb weight", "sizes of both"),
    Rule(("towing_unbraked",), ("towing_braked",), 0.0, 1.0, "towing without brakes to towing with them",
         "brakes never lower what may be towed"),
    Rule(("cargo_volume",), ("cargo_volume_max",), 0.0, 1.0, "cargo to cargo with seats folded",
         "by definition"),
    Rule(("cargo_volume_max",), ("length", "width", "height"), 0.0, 0.35, "cargo to the box around the car",
         _LIST, 1e6),
    Rule(("cargo_volume",), ("length", "width", "height"), 0.0, 0.26, "cargo to the box around the car",
         _LIST, 1e6),
    Rule(("range WLTP",), ("range EPA",), 0.85, 1.65, "WLTP against EPA", "see docs/numbers.md, estimates"),
    Rule(("range NEDC",), ("range WLTP",), 0.9, 1.7, "NEDC against WLTP", "see docs/numbers.md, estimates"),
    Rule(("range_90_10 WLTP",), ("range WLTP",), 0.7, 0.9, "range from 90 % to 10 % against all of it",
         "four fifths by definition"),
    Rule(("range WLTP",), ("range_total WLTP",), 0.0, 1.0, "electric range to range with fuel",
         "by definition"),
)
# fmt: on

#: Specs of which two figures of one row are held against the factors between units that people take
#: for one another.
SLIPPING: Final = (
    "power", "motor_power_front", "motor_power_rear", "torque", "range", "top_speed", "consumption",
    "curb_weight", "gross_weight", "payload", "towing_braked", "cargo_volume", "cargo_volume_max",
    "frunk_volume", "battery_net", "battery_gross", "dc_power", "ac_power", "length", "width", "height",
    "wheelbase",
)  # fmt: skip
