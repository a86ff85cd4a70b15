"""The size that a figure of a car can have at all: one row per spec, each with the source of its bounds."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SIZES", "Size"]


class Size(NamedTuple):
    """Between which numbers every car's figure of a spec lies.

    Attributes
    ----------
    key
        The spec's.
    least, most
        In the spec's metric unit; of a price, in any of the currencies of `sizes.CURRENCIES`.
    source
        Where the bounds are from.
    """

    key: str
    least: float
    most: float
    source: str


#: Currencies of which a unit buys about as much.
CURRENCIES: Final = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD")

# The extremes of public lists, and what lies beyond them by a margin. They span what a car's licence
# covers, from a quadricycle to a supercar and a heavy pickup.
_LIST = "open-ev-data (2025): {}, and a margin"
_NRCAN = "Natural Resources Canada, battery-electric vehicles 2012–2023: {}, and a margin"

# fmt: off
#: Spec key to size.
SIZES: Final[Mapping[str, Size]] = MappingProxyType({size.key: size for size in (
    Size("seats", 1, 9, "category M1: nine seats at most (Regulation (EU) 2018/858, article 4)"),
    Size("doors", 1, 6, _LIST.format("2 to 5 doors")),
    Size("motor_count", 1, 4, "a motor at each wheel at most"),
    Size("power", 4, 1700, _LIST.format("6 to 1,540 kW")),
    Size("torque", 30, 2700, _LIST.format("40 to 2,360 N·m")),
    Size("motor_power", 4, 1100, _LIST.format("6 to 709 kW a motor, two at the rear")),
    Size("motor_power_front", 4, 900, _LIST.format("6 to 709 kW a motor")),
    Size("motor_power_rear", 4, 1100, _LIST.format("6 to 709 kW a motor, two at the rear")),
    Size("motor_torque_front", 30, 1500, _LIST.format("40 to 1,340 N·m a motor")),
    Size("motor_torque_rear", 30, 1800, _LIST.format("40 to 1,340 N·m a motor, two at the rear")),
    Size("regen_power", 5, 1000, "no more than a pack takes up: the 600 kW of racing cars, and a margin"),
    Size("battery_net", 3, 230, _LIST.format("5.4 to 200 kWh")),
    Size("battery_gross", 3, 240, _LIST.format("5.5 to 212 kWh")),
    Size("battery", 3, 240, _LIST.format("5.5 to 212 kWh")),
    Size("cell_count", 12, 15000, "one module to 8,256 round cells of a large pack, and a margin"),
    Size("battery_voltage", 40, 1000, _LIST.format("355 to 800 V; 48 V of quadricycles")),
    Size("battery_voltage_total", 40, 1050, "U.S. EPA fuel economy guide 2025: 266 to 924 V"),
    Size("voltage_class", 48, 1000, "48 V of quadricycles to the 1,000 V of IEC 61851-23 stations"),
    Size("battery_charge", 10, 600, "U.S. EPA fuel economy guide 2025: 93 to 420 Ah, and a margin"),
    Size("battery_mass", 40, 1500, "the sizes of packs by 60 to 250 Wh/kg"),
    Size("battery_energy_density", 50, 300,
         "U.S. EPA fuel economy guide 2025: 99 to 219 Wh/kg, and a margin"),
    Size("cell_energy_density", 150, 1100, "cells of 2010 to announced solid-state ones"),
    Size("dc_power", 15, 1050, "CHAdeMO at 20 kW to the 1,000 kW of charging at the megawatt"),
    Size("dc_power_mean", 8, 800, "the sizes of packs and of times"),
    Size("dc_time", 4, 240, _LIST.format("10 to 38 min; 20 kW for a small pack, and a margin")),
    Size("dc_range_10min", 10, 700, "the sizes of peak power and of consumption"),
    Size("dc_range_rate", 0.5, 60, "the sizes of peak power and of consumption"),
    Size("dc_c_rate", 0.2, 12, "the sizes of peak power and of packs"),
    Size("ac_power", 1.2, 45, "IEC 62196-2: three phases of 63 A at 400 V are 43.6 kW"),
    Size("ac_time", 0.3, 75, "the sizes of packs by 1.4 to 22 kW"),
    Size("v2l_power", 0.3, 30, _LIST.format("1.5 to 9.6 kW; a house at 19.2 kW")),
    Size("range", 10, 1750, _LIST.format("25 to 1,645 km")),
    Size("range_90_10", 8, 1100, "the sizes of ranges, four fifths of them"),
    Size("consumption", 2.5, 60,
         _NRCAN.format("13.7 to 48.4 kWh/100 km; weighted of plug-in hybrids 3.1 (VCA)")),
    Size("charging_loss", 1, 45, "an onboard charger's efficiency of 70 to 97 %"),
    Size("fuel_consumption", 0.1, 30,
         "Natural Resources Canada, plug-in hybrids 2012–2023: to 19.9 L/100 km"),
    Size("range_total", 80, 2500,
         "Natural Resources Canada, plug-in hybrids 2012–2023: 116 to 995 km of fuel"),
    Size("co2", 1, 500, "Natural Resources Canada, plug-in hybrids 2012–2023: 14 to 199 g/km, and a margin"),
    Size("accel_0_100_kmh", 1.4, 40, _LIST.format("1.66 to 19.1 s")),
    Size("accel_0_60_mph", 1.3, 40, _LIST.format("1.89 to 7.1 s; 0–100 km/h to 19.1 s")),
    Size("top_speed", 40, 500, _LIST.format("45 to 431 km/h")),
    Size("length", 2200, 6500, _LIST.format("2,410 to 5,842 mm")),
    Size("width", 1200, 2350, _LIST.format("1,390 to 2,283 mm")),
    Size("width_mirrors", 1300, 2750, _LIST.format("2,063 to 2,200 mm; wide pickups")),
    Size("height", 1000, 2900, _LIST.format("1,208 to 1,975 mm; vans")),
    Size("wheelbase", 1500, 4300, _LIST.format("1,734 to 3,747 mm; vans")),
    Size("ground_clearance", 70, 500, _LIST.format("130 to 408 mm; sports cars")),
    Size("turning_circle", 6, 17, "quadricycles to pickups, curb to curb"),
    Size("drag_coefficient", 0.15, 0.7, _LIST.format("0.19 to 0.29; boxes and concept cars")),
    Size("frontal_area", 1.2, 4.5, "widths by heights of the sizes above, four fifths of them"),
    Size("wheel_size", 10, 26, _LIST.format("17 to 22 in; quadricycles and tuners")),
    Size("curb_weight", 350, 4500, _LIST.format("485 to 3,800 kg")),
    Size("gross_weight", 500, 6500, "curb weights of the sizes above and their load"),
    Size("payload", 80, 2500, _LIST.format("780 to 1,758 kg; small cars")),
    Size("towing_braked", 100, 6500, _LIST.format("2,000 to 4,990 kg; small cars")),
    Size("towing_unbraked", 50, 2500, _LIST.format("750 kg; heavy pickups")),
    Size("roof_load", 20, 400, "ISO 11154 roof racks of small cars to those of pickups"),
    Size("cargo_volume", 15, 17000, _LIST.format("38 to 15,100 L, vans among them")),
    Size("cargo_volume_max", 100, 17500, _LIST.format("978 to 2,500 L; vans")),
    Size("frunk_volume", 3, 700, _LIST.format("32 to 400 L")),
    Size("center_display", 3, 60, "a phone's width to a whole dashboard"),
    Size("charging_curve", 5, 1050, "see DC peak power"),
    Size("price", 4000, 4000000, _LIST.format("38,990 to 539,990; a quadricycle to a supercar")),
)})
# fmt: on
