"""The table of specs: a new spec is one row, at the place where tables should show it."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["GROUPS", "MAY_BE_ZERO", "ROWS", "Better", "OverVariants"]

Better: TypeAlias = Literal["higher", "lower", ""]
OverVariants: TypeAlias = Literal["span", "union", "own"]

GROUPS = (
    "identity", "dates", "powertrain", "battery", "charging", "range", "performance",
    "dimensions", "mass and volume", "cabin", "price",
)  # fmt: skip

# key, label, group, kind, metric / uk / us (one if all are the same), better, qualifiers, over variants, note
# fmt: off
ROWS: tuple[tuple[str, str, str, str, str, Better, str, OverVariants, str], ...] = (
    ("platform", "Platform", "identity", "text", "", "", "", "own", ""),
    ("platform_shared_with", "Platform shared with", "identity", "vehicle set", "", "", "", "own", "ids of vehicles"),
    ("model_year", "Model year", "identity", "text", "", "", "", "own", ""),
    ("facelift", "Facelift", "identity", "category", "", "", "", "own", "skipped; expected; done"),
    ("body_style", "Body style", "identity", "category", "", "", "", "union", ""),
    ("segment", "Segment", "identity", "text", "", "", "", "own", ""),
    ("design_language", "Design language", "identity", "text", "", "", "", "own", ""),
    ("seats", "Seats", "identity", "count", "", "", "", "span", ""),
    ("doors", "Doors", "identity", "count", "", "", "", "span", ""),
    ("plant", "Plant", "identity", "text", "", "", "", "union", ""),
    ("program_status", "Program status", "identity", "category", "", "", "", "own", "in production; approved; not signed off; expected; ended"),
    ("premiere", "World premiere", "dates", "date", "", "", "", "own", "month, quarter, year or window precision"),
    ("production_start", "Production start", "dates", "date", "", "", "", "own", ""),
    ("production_end", "Production end", "dates", "date", "", "", "", "own", ""),
    ("market_launch", "Market launch", "dates", "date", "", "", "~market", "own", ""),
    ("powertrain_type", "Powertrain", "powertrain", "category", "", "", "", "union", "BEV; PHEV; EREV; combustion"),
    ("drivetrain", "Drivetrain", "powertrain", "category set", "", "", "", "union", "FWD; RWD; AWD; may be a set at generation level and may be negative (no FWD)"),
    ("motor_count", "Motors", "powertrain", "count", "", "", "", "union", ""),
    ("motor_type", "Motor type", "powertrain", "category", "", "", "", "union", ""),
    ("power", "Power", "powertrain", "power", "kW / PS / hp", "higher", "rating", "span", "default rating: peak incl. boost; also without boost, 30-minute (= continuous)"),
    ("torque", "Torque", "powertrain", "torque", "N·m / lb·ft / lb·ft", "higher", "rating", "span", ""),
    ("motor_power_front", "Front motor power", "powertrain", "power", "kW / PS / hp", "higher", "rating", "span", ""),
    ("motor_power_rear", "Rear motor power", "powertrain", "power", "kW / PS / hp", "higher", "rating", "span", ""),
    ("motor_torque_front", "Front motor torque", "powertrain", "torque", "N·m / lb·ft / lb·ft", "higher", "rating", "span", ""),
    ("motor_torque_rear", "Rear motor torque", "powertrain", "torque", "N·m / lb·ft / lb·ft", "higher", "rating", "span", ""),
    ("motor_generation", "Motor generation", "powertrain", "text", "", "", "", "union", "Gen5; Gen6"),
    ("inverter", "Inverter", "powertrain", "text", "", "", "", "own", ""),
    ("regen_power", "Regeneration", "powertrain", "power", "kW", "higher", "", "span", "peak recuperation"),
    ("battery_net", "Battery usable", "battery", "energy", "kWh", "higher", "", "span", ""),
    ("battery_gross", "Battery gross", "battery", "energy", "kWh", "higher", "", "span", ""),
    ("battery", "Battery", "battery", "energy", "kWh", "", "basis?", "span", "a figure whose basis its source does not state; never compared with gross or usable"),
    ("battery_share_usable", "Usable share", "battery", "ratio", "%", "higher", "", "span", "derived"),
    ("battery_chemistry", "Chemistry", "battery", "category", "", "", "", "union", "NMC; LFP; NCA ..."),
    ("cell_format", "Cell format", "battery", "category", "", "", "", "union", "prismatic; cylindrical (round); pouch"),
    ("cell_count", "Cells", "battery", "count", "", "", "", "span", ""),
    ("battery_voltage", "Nominal voltage", "battery", "voltage", "V", "", "", "span", ""),
    ("voltage_class", "Voltage class", "battery", "voltage", "V", "", "", "span", "400; 800"),
    ("battery_charge", "Charge capacity", "battery", "charge", "Ah", "", "", "span", ""),
    ("battery_mass", "Battery mass", "battery", "mass", "kg / kg / lb", "lower", "", "span", ""),
    ("battery_energy_density", "Pack energy density", "battery", "specific energy", "Wh/kg", "higher", "", "span", "derived"),
    ("cell_energy_density", "Cell energy density", "battery", "energy density", "Wh/L", "higher", "", "span", ""),
    ("battery_cooling", "Battery cooling", "battery", "category", "", "", "", "union", ""),
    ("battery_generation", "Battery generation", "battery", "text", "", "", "", "union", ""),
    ("dc_power", "DC peak power", "charging", "power", "kW", "higher", "", "span", "the car's peak and not the charger's"),
    ("dc_power_mean", "DC mean power", "charging", "power", "kW", "higher", "soc!", "span", "derived or published"),
    ("dc_time", "DC time", "charging", "duration", "min", "lower", "soc!", "span", "no silent 10-80 %"),
    ("dc_range_10min", "Range added in 10 min", "charging", "length", "km / mi / mi", "higher", "cycle!", "span", "published"),
    ("dc_range_rate", "Range added per minute", "charging", "speed", "km/min / mi/min / mi/min", "higher", "cycle! soc!", "span", "derived; km/min or km/h of charging"),
    ("dc_c_rate", "Mean C-rate", "charging", "c-rate", "C-rate", "higher", "soc!", "span", "derived"),
    ("charging_curve", "Charging curve", "charging", "curve", "", "", "", "union", "kW at % SoC; state of charge strictly rising within 0-100"),
    ("dc_connector", "DC connector", "charging", "category", "", "", "", "union", "CCS2; CCS1; NACS; CHAdeMO; GB/T"),
    ("ac_power", "AC power", "charging", "power", "kW", "higher", "fitted ac_phases", "span", "fitted: standard or option"),
    ("ac_time", "AC time", "charging", "duration", "h", "lower", "charger! soc", "span", ""),
    ("v2l_power", "Vehicle-to-load", "charging", "power", "kW", "higher", "", "span", ""),
    ("range", "Range", "range", "length", "km / mi / mi", "higher", "cycle! phase ~equipment ~wheels", "span", "cycle is required"),
    ("range_90_10", "Range from 90 % to 10 %", "range", "length", "km / mi / mi", "higher", "cycle!", "span", "derived: 80 % of the range"),
    ("consumption", "Consumption", "range", "consumption", "kWh/100 km / mi/kWh / kWh/100 mi", "lower", "cycle! phase side ~equipment ~wheels", "span", "side: at wall or at battery; as economy the direction flips; MPGe for US labels on request"),
    ("charging_loss", "Charging loss", "range", "ratio", "%", "lower", "cycle!", "span", "derived: what the wall gives beyond what the battery takes up"),
    ("fuel_consumption", "Fuel consumption", "range", "fuel consumption", "L/100 km / mpg (UK) / mpg (US)", "lower", "cycle! phase", "span", "PHEV and EREV"),
    ("range_total", "Range with fuel", "range", "length", "km / mi / mi", "higher", "cycle! phase", "span", "PHEV and EREV"),
    ("co2", "CO₂", "range", "emission", "g/km / g/km / g/mi", "lower", "cycle! phase", "span", "PHEV and EREV"),
    ("accel_0_100_kmh", "0–100 km/h (0–62 mph)", "performance", "duration", "s", "lower", "rating", "span", "0-62 mph is the same run"),
    ("accel_0_60_mph", "0–60 mph", "performance", "duration", "s", "lower", "rating rollout", "span", "never converted from 0-100 km/h"),
    ("top_speed", "Top speed", "performance", "speed", "km/h / mph / mph", "higher", "", "span", ""),
    ("power_to_weight", "Power to weight", "performance", "power per mass", "W/kg / W/kg / hp/lb", "higher", "", "span", "derived"),
    ("length", "Length", "dimensions", "length", "mm / mm / in", "", "", "span", ""),
    ("width", "Width", "dimensions", "length", "mm / mm / in", "", "", "span", "without mirrors"),
    ("width_mirrors", "Width with mirrors", "dimensions", "length", "mm / mm / in", "", "", "span", ""),
    ("height", "Height", "dimensions", "length", "mm / mm / in", "", "", "span", ""),
    ("wheelbase", "Wheelbase", "dimensions", "length", "mm / mm / in", "", "", "span", ""),
    ("ground_clearance", "Ground clearance", "dimensions", "length", "mm / mm / in", "higher", "", "span", ""),
    ("turning_circle", "Turning circle", "dimensions", "length", "m / m / ft", "lower", "", "span", ""),
    ("drag_coefficient", "Drag coefficient", "dimensions", "number", "", "lower", "", "span", ""),
    ("frontal_area", "Frontal area", "dimensions", "area", "m² / m² / ft²", "lower", "", "span", ""),
    ("wheel_size", "Wheel size", "dimensions", "length", "in", "", "", "span", ""),
    ("curb_weight", "Curb weight", "mass and volume", "mass", "kg / kg / lb", "lower", "standard?", "span", "DIN; EU (+75 kg); US"),
    ("gross_weight", "Gross weight", "mass and volume", "mass", "kg / kg / lb", "", "", "span", ""),
    ("payload", "Payload", "mass and volume", "mass", "kg / kg / lb", "higher", "", "span", ""),
    ("towing_braked", "Towing (braked)", "mass and volume", "mass", "kg / kg / lb", "higher", "", "span", ""),
    ("towing_unbraked", "Towing (unbraked)", "mass and volume", "mass", "kg / kg / lb", "higher", "", "span", ""),
    ("roof_load", "Roof load", "mass and volume", "mass", "kg / kg / lb", "higher", "", "span", ""),
    ("cargo_volume", "Cargo", "mass and volume", "volume", "L / L / ft³", "higher", "~standard", "span", "VDA; SAE"),
    ("cargo_volume_max", "Cargo, seats folded", "mass and volume", "volume", "L / L / ft³", "higher", "~standard", "span", ""),
    ("frunk_volume", "Frunk", "mass and volume", "volume", "L / L / ft³", "higher", "", "span", ""),
    ("instrument_cluster", "Instrument cluster", "cabin", "flag", "", "", "", "own", "a stated no"),
    ("windshield_display", "Windshield display", "cabin", "text", "", "", "", "own", "Panoramic Vision"),
    ("center_display", "Central display", "cabin", "length", "in", "", "", "span", "17.9-inch"),
    ("interior_camera", "Interior camera", "cabin", "flag", "", "", "", "own", ""),
    ("infotainment", "Infotainment", "cabin", "text", "", "", "", "own", ""),
    ("heat_pump", "Heat pump", "cabin", "flag", "", "", "", "own", ""),
    ("price", "Price", "price", "money", "", "lower", "market! tax", "span", "a currency is never converted"),
)
# fmt: on

#: Specs of which 0 is a figure: a towbar that may pull nothing, tailpipe emission. No other may be.
MAY_BE_ZERO = frozenset({
    "co2", "fuel_consumption", "cargo_volume", "frunk_volume", "towing_braked", "towing_unbraked",
    "roof_load", "payload", "v2l_power", "regen_power",
})  # fmt: skip
