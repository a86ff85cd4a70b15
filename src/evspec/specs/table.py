"""The table of specs: a new spec is one row, at the place where tables should show it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from evspec.confused import CALLED
from evspec.errors import UnknownSpec, in_list, near_misses, quoted, spelled
from evspec.growing import Growing
from evspec.specs.spec import Spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["GROUPS", "LIST", "SPECS", "join", "near_spec", "place_of", "spec"]

_groups: Final[Growing[str, int]] = Growing({group: place for place, group in enumerate((
    "identity", "dates", "powertrain", "battery", "charging", "range", "performance",
    "dimensions", "mass and volume", "cabin", "price",
))})  # fmt: skip
#: The groups of rows, in the order of tables, each with its place.
GROUPS: Final[Mapping[str, int]] = MappingProxyType(_groups)

# fmt: off
_specs: Final[Growing[str, Spec]] = Growing({one.key: one for one in (
    Spec("platform", "Platform", group="identity", kind="text"),
    Spec("platform_shared_with", "Platform shared with", group="identity", kind="vehicle set",
         note="ids of vehicles"),
    Spec("model_year", "Model year", group="identity", kind="text"),
    Spec("facelift", "Facelift", group="identity", kind="category", closed=True,
         note="skipped; expected; done", vocabulary=("skipped", "expected", "done")),
    Spec("body_style", "Body style", group="identity", kind="category", over_variants="union",
         vocabulary=("sedan", "coupe", "convertible", "wagon", "hatchback", "SUV", "Gran Coupe")),
    Spec("segment", "Segment", group="identity", kind="text", over_variants="union"),
    Spec("vehicle_kind", "Vehicle kind", group="identity", kind="category", over_variants="union",
         closed=True, note="a car unless it is said",
         vocabulary=("car", "van", "truck", "bus", "motorcycle=motorbike", "microcar=quadricycle")),
    Spec("design_language", "Design language", group="identity", kind="text"),
    Spec("seats", "Seats", group="identity", kind="count", words="more/fewer"),
    Spec("doors", "Doors", group="identity", kind="count", words="more/fewer"),
    Spec("plant", "Plant", group="identity", kind="text", over_variants="union", qualifiers="market"),
    Spec("program_status", "Program status", group="identity", kind="category",
         note="in production; approved; not signed off; expected; ended", vocabulary=("in production",
         "approved", "in development=work underway", "in the works", "possible", "not signed off",
         "undecided", "expected", "ended")),
    Spec("premiere", "World premiere", group="dates", kind="date",
         note="month, quarter, year or window precision"),
    Spec("production_start", "Production start", group="dates", kind="date"),
    Spec("production_end", "Production end", group="dates", kind="date"),
    Spec("market_launch", "Market launch", group="dates", kind="date", qualifiers="~market"),
    Spec("powertrain_type", "Powertrain", group="powertrain", kind="category", over_variants="union",
         closed=True, note="BEV; PHEV; EREV; HEV; MHEV; FCEV; petrol; diesel; combustion", vocabulary=(
             "BEV=electric|battery electric|battery-electric vehicle|fully electric|all-electric",
             "PHEV=plug-in hybrid|plug-in hybrid electric vehicle", "EREV=REEV|REx|range extender",
             "HEV=hybrid|full hybrid|self-charging hybrid", "MHEV=mild hybrid", "FCEV=FCV|fuel cell|hydrogen",
             "petrol=gasoline", "diesel", "combustion=ICE|internal combustion")),
    Spec("fuel", "Fuel", group="powertrain", kind="category set", over_variants="union", closed=True,
         vocabulary=("petrol=gasoline", "diesel", "LPG", "CNG=natural gas", "hydrogen", "E85=ethanol")),
    Spec("transmission", "Transmission", group="powertrain", kind="text", over_variants="union"),
    Spec("drivetrain", "Drivetrain", group="powertrain", kind="category set", over_variants="union",
         closed=True, note="FWD; RWD; AWD; may be a set at generation level and may be negative (no FWD)",
         vocabulary=("FWD=front-wheel drive|front", "RWD=rear-wheel drive|rear",
                     "AWD=all-wheel drive|4WD|4x4|four-wheel drive")),
    Spec("motor_count", "Motors", group="powertrain", kind="count", over_variants="union"),
    Spec("motor_type", "Motor type", group="powertrain", kind="category", over_variants="union",
         vocabulary=(
             "separately excited synchronous=current-excited synchronous|electrically excited synchronous",
             "permanent-magnet synchronous", "asynchronous=induction")),
    Spec("power", "Power", group="powertrain", kind="power", metric="kW", uk="PS", us="hp", better="higher",
         qualifiers="rating",
         note="default rating: peak incl. boost; also without boost, 30-minute (= continuous), registered"),
    Spec("motor_power", "Motor power", group="powertrain", kind="power", metric="kW", uk="PS", us="hp",
         better="higher", qualifiers="motor rating",
         note="all electric motors of a car that has an engine too; or, of two motors of which the source "
              "does not say which is in front, the weaker and the stronger"),
    Spec("engine_power", "Engine power", group="powertrain", kind="power", metric="kW", uk="PS", us="hp",
         better="higher", note="the engine's alone; power is that of the car"),
    Spec("engine_torque", "Engine torque", group="powertrain", kind="torque", metric="N·m", uk="lb·ft",
         us="lb·ft", better="higher"),
    Spec("engine_displacement", "Displacement", group="powertrain", kind="volume", metric="cm³",
         words="bigger/smaller"),
    Spec("cylinders", "Cylinders", group="powertrain", kind="count", words="more/fewer"),
    Spec("tank_volume", "Tank", group="powertrain", kind="volume", metric="L", better="higher",
         words="bigger/smaller", note="liquid fuel"),
    Spec("torque", "Torque", group="powertrain", kind="torque", metric="N·m", uk="lb·ft", us="lb·ft",
         better="higher", qualifiers="rating"),
    Spec("motor_power_front", "Front motor power", group="powertrain", kind="power", metric="kW", uk="PS",
         us="hp", better="higher", qualifiers="rating"),
    Spec("motor_power_rear", "Rear motor power", group="powertrain", kind="power", metric="kW", uk="PS",
         us="hp", better="higher", qualifiers="rating"),
    Spec("motor_torque_front", "Front motor torque", group="powertrain", kind="torque", metric="N·m",
         uk="lb·ft", us="lb·ft", better="higher", qualifiers="rating"),
    Spec("motor_torque_rear", "Rear motor torque", group="powertrain", kind="torque", metric="N·m",
         uk="lb·ft", us="lb·ft", better="higher", qualifiers="rating"),
    Spec("motor_generation", "Motor generation", group="powertrain", kind="text", over_variants="union",
         note="Gen5; Gen6"),
    Spec("inverter", "Inverter", group="powertrain", kind="text"),
    Spec("regen_power", "Regeneration", group="powertrain", kind="power", metric="kW", better="higher",
         words="higher/lower", may_be_zero=True, note="peak recuperation"),
    Spec("battery_net", "Battery usable", group="battery", kind="energy", metric="kWh",
         words="bigger/smaller"),
    Spec("battery_gross", "Battery gross", group="battery", kind="energy", metric="kWh",
         words="bigger/smaller"),
    Spec("battery", "Battery", group="battery", kind="energy", metric="kWh", words="bigger/smaller",
         qualifiers="basis?",
         note="a figure whose basis its source does not state; never compared with gross or usable"),
    Spec("battery_share_usable", "Usable share", group="battery", kind="ratio", metric="%",
         words="higher/lower", percent=False, note="derived"),
    Spec("battery_chemistry", "Chemistry", group="battery", kind="category", over_variants="union",
         note="NMC; LFP; NCA ...", vocabulary=(
             "NMC=NCM|nickel manganese cobalt|lithium nickel manganese cobalt oxide", "NMC 811=NCM 811",
             "LFP=lithium iron phosphate|iron phosphate|LiFePO4", "NCA=nickel cobalt aluminum", "NCMA", "LMO",
             "LMFP", "sodium-ion=Na-ion")),
    Spec("cell_format", "Cell format", group="battery", kind="category", over_variants="union",
         note="prismatic; cylindrical (round); pouch", vocabulary=("cylindrical=round", "prismatic",
         "pouch")),
    Spec("cell_count", "Cells", group="battery", kind="count", words="more/fewer"),
    Spec("battery_voltage", "Nominal voltage", group="battery", kind="voltage", metric="V",
         words="higher/lower", percent=False),
    Spec("battery_voltage_total", "Total voltage", group="battery", kind="voltage", metric="V",
         words="higher/lower", percent=False,
         note="of the pack as the EPA lists it, which is not the nominal one"),
    Spec("voltage_class", "Voltage class", group="battery", kind="voltage", metric="V", words="higher/lower",
         percent=False, note="400; 800"),
    Spec("battery_charge", "Charge capacity", group="battery", kind="charge", metric="Ah"),
    Spec("battery_mass", "Battery mass", group="battery", kind="mass", metric="kg", us="lb", better="lower",
         words="heavier/lighter"),
    Spec("battery_energy_density", "Pack energy density", group="battery", kind="specific energy",
         metric="Wh/kg", better="higher", words="higher/lower", note="derived"),
    Spec("cell_energy_density", "Cell energy density", group="battery", kind="energy density", metric="Wh/L",
         better="higher", words="higher/lower"),
    Spec("battery_cooling", "Battery cooling", group="battery", kind="category", over_variants="union"),
    Spec("battery_generation", "Battery generation", group="battery", kind="text", over_variants="union"),
    Spec("dc_power", "DC peak power", group="charging", kind="power", metric="kW", better="higher",
         words="higher/lower", qualifiers="~taken_from", note="the car's peak and not the charger's"),
    Spec("dc_power_mean", "DC mean power", group="charging", kind="power", metric="kW", better="higher",
         words="higher/lower", qualifiers="soc! ~charger", note="derived or published"),
    Spec("dc_time", "DC time", group="charging", kind="duration", metric="min", better="lower",
         words="slower to charge/quicker to charge", qualifiers="soc! ~charger",
         note="no silent 10-80 %; at the charger that the source names"),
    Spec("dc_range_10min", "Range added in 10 min", group="charging", kind="length", metric="km", uk="mi",
         us="mi", better="higher", qualifiers="cycle! ~soc ~charger",
         note="published; derived, it is the mean of a window of charging"),
    Spec("dc_range_rate", "Range added per minute", group="charging", kind="speed", metric="km/min",
         uk="mi/min", us="mi/min", better="higher", qualifiers="cycle! soc! ~charger",
         note="derived; km/min or km/h of charging"),
    Spec("dc_c_rate", "Mean C-rate", group="charging", kind="c-rate", metric="C-rate", words="higher/lower",
         qualifiers="soc! ~charger", note="derived"),
    Spec("charging_curve", "Charging curve", group="charging", kind="curve", over_variants="union",
         note="kW at % SoC; state of charge strictly rising within 0-100"),
    Spec("dc_connector", "DC connector", group="charging", kind="category set", over_variants="union",
         qualifiers="market", note="CCS2; CCS1; NACS; CHAdeMO; GB/T; a car may have several", vocabulary=(
             "CCS2=CCS Combo 2|Combo 2|Type 2 CCS|CCS Type 2|CCS (Type 2)|European CCS",
             "CCS1=CCS Combo 1|Combo 1|Type 1 CCS|CCS Type 1|CCS (Type 1)|J1772 CCS|SAE Combo",
             "CCS=Combined Charging System", "NACS=J3400|SAE J3400|North American Charging Standard",
             "CHAdeMO", "GB/T=GB/T DC|GBT")),
    Spec("ac_connector", "AC connector", group="charging", kind="category set", over_variants="union",
         qualifiers="market", note="Type 2; Type 1; NACS; GB/T",
         vocabulary=("Type 2=Mennekes|IEC 62196 Type 2|AC Type 2", "Type 1=J1772|SAE J1772|AC Type 1",
                     "NACS=J3400|SAE J3400|North American Charging Standard", "GB/T=GB/T AC|GBT")),
    Spec("ac_power", "AC power", group="charging", kind="power", metric="kW", better="higher",
         words="higher/lower", qualifiers="~fitted ~option +ac_phases",
         note="what the car takes as it is sold; an optional charger's figure stands beside it"),
    Spec("ac_time", "AC time", group="charging", kind="duration", metric="h", words="longer/shorter",
         qualifiers="charger! agency soc", note="the EPA's and NRCan's 240 V are two tests"),
    Spec("v2l_power", "Vehicle-to-load", group="charging", kind="power", metric="kW", better="higher",
         words="higher/lower", may_be_zero=True),
    Spec("range", "Range", group="range", kind="length", metric="km", uk="mi", us="mi", better="higher",
         words="longer/shorter", qualifiers="cycle! phase mode ~equipment ~wheels",
         note="cycle is required; mode: of a PHEV, electric, weighted, battery empty or blended"),
    Spec("range_90_10", "Range from 90 % to 10 %", group="range", kind="length", metric="km", uk="mi",
         us="mi", better="higher", words="longer/shorter", qualifiers="cycle! ~equipment ~wheels",
         note="derived: 80 % of the range"),
    Spec("consumption", "Consumption", group="range", kind="consumption", metric="kWh/100 km", uk="mi/kWh",
         us="kWh/100 mi", better="lower", words="less efficient/more efficient",
         qualifiers="cycle! phase mode side ~equipment ~wheels",
         note="side: at wall or at battery; as economy the direction flips; MPGe for US labels on request; "
              "mode: of a PHEV, weighted with driving on fuel, or on electricity alone"),
    Spec("energy_consumption_total", "Electricity and fuel", group="range", kind="consumption",
         metric="Le/100 km", us="MPGe", better="lower", words="less efficient/more efficient",
         qualifiers="cycle! phase", note="what a label of a PHEV calls combined, both as energy"),
    Spec("utility_factor", "Utility factor", group="range", kind="ratio", metric="%", better="higher",
         words="higher/lower", percent=False, qualifiers="cycle! phase",
         note="the share of electric driving by which a PHEV's figures are weighted"),
    Spec("charging_loss", "Charging loss", group="range", kind="ratio", metric="%", better="lower",
         words="higher/lower", percent=False, qualifiers="cycle! ~equipment ~wheels",
         note="derived: what the wall gives beyond what the battery takes up"),
    Spec("fuel_consumption", "Fuel consumption", group="range", kind="fuel consumption", metric="L/100 km",
         uk="mpg (UK)", us="mpg (US)", better="lower", words="less efficient/more efficient",
         may_be_zero=True, qualifiers="cycle! phase mode"),
    Spec("range_total", "Range with fuel", group="range", kind="length", metric="km", uk="mi", us="mi",
         better="higher", words="longer/shorter", qualifiers="cycle! phase", note="PHEV and EREV"),
    Spec("co2", "CO₂", group="range", kind="emission", metric="g/km", us="g/mi", better="lower",
         words="higher/lower", may_be_zero=True, qualifiers="cycle! phase mode"),
    Spec("accel_0_100_kmh", "0–100 km/h (0–62 mph)", group="performance", kind="duration", metric="s",
         better="lower", words="slower/quicker", qualifiers="rating", note="0-62 mph is the same run"),
    Spec("accel_0_60_mph", "0–60 mph", group="performance", kind="duration", metric="s", better="lower",
         words="slower/quicker", qualifiers="rating rollout", note="never converted from 0-100 km/h"),
    Spec("top_speed", "Top speed", group="performance", kind="speed", metric="km/h", uk="mph", us="mph",
         better="higher", words="faster/slower"),
    Spec("power_to_weight", "Power to weight", group="performance", kind="power per mass", metric="W/kg",
         us="hp/lb", better="higher", words="higher/lower", qualifiers="standard?",
         note="derived; the standard is that of the curb weight"),
    Spec("length", "Length", group="dimensions", kind="length", metric="mm", us="in", words="longer/shorter",
         qualifiers="market"),
    Spec("width", "Width", group="dimensions", kind="length", metric="mm", us="in", words="wider/narrower",
         qualifiers="market", note="without mirrors"),
    Spec("width_mirrors", "Width with mirrors", group="dimensions", kind="length", metric="mm", us="in",
         words="wider/narrower", qualifiers="market"),
    Spec("height", "Height", group="dimensions", kind="length", metric="mm", us="in", words="taller/lower",
         qualifiers="market"),
    Spec("wheelbase", "Wheelbase", group="dimensions", kind="length", metric="mm", us="in",
         words="longer/shorter", qualifiers="market"),
    Spec("ground_clearance", "Ground clearance", group="dimensions", kind="length", metric="mm", us="in",
         words="higher/lower", qualifiers="market"),
    Spec("turning_circle", "Turning circle", group="dimensions", kind="length", metric="m", us="ft",
         better="lower", words="bigger/smaller", qualifiers="market"),
    Spec("drag_coefficient", "Drag coefficient", group="dimensions", kind="number", better="lower",
         words="higher/lower", qualifiers="market"),
    Spec("frontal_area", "Frontal area", group="dimensions", kind="area", metric="m²", us="ft²",
         better="lower", words="bigger/smaller", qualifiers="market"),
    Spec("drag_area", "Drag area", group="dimensions", kind="area", metric="m²", us="ft²", better="lower",
         words="bigger/smaller", qualifiers="market", note="drag coefficient × frontal area, derived"),
    Spec("wheel_size", "Wheel size", group="dimensions", kind="length", metric="in", words="bigger/smaller",
         qualifiers="market"),
    Spec("tires", "Tires", group="dimensions", kind="text", over_variants="union", qualifiers="market",
         note="as printed: 255/45 R20"),
    Spec("curb_weight", "Curb weight", group="mass and volume", kind="mass", metric="kg", us="lb",
         better="lower", words="heavier/lighter", qualifiers="standard?", note="DIN; EU (+75 kg); US"),
    Spec("gross_weight", "Gross weight", group="mass and volume", kind="mass", metric="kg", us="lb",
         words="higher/lower"),
    Spec("payload", "Payload", group="mass and volume", kind="mass", metric="kg", us="lb", better="higher",
         may_be_zero=True),
    Spec("towing_braked", "Towing (braked)", group="mass and volume", kind="mass", metric="kg", us="lb",
         better="higher", may_be_zero=True),
    Spec("towing_unbraked", "Towing (unbraked)", group="mass and volume", kind="mass", metric="kg", us="lb",
         better="higher", may_be_zero=True),
    Spec("roof_load", "Roof load", group="mass and volume", kind="mass", metric="kg", us="lb",
         better="higher", words="higher/lower", may_be_zero=True),
    Spec("cargo_volume", "Cargo", group="mass and volume", kind="volume", metric="L", us="ft³",
         better="higher", words="bigger/smaller", may_be_zero=True, qualifiers="standard?", note="VDA; SAE"),
    Spec("cargo_volume_max", "Cargo, seats folded", group="mass and volume", kind="volume", metric="L",
         us="ft³", better="higher", words="bigger/smaller", qualifiers="standard?", note="VDA; SAE"),
    Spec("frunk_volume", "Frunk", group="mass and volume", kind="volume", metric="L", us="ft³",
         better="higher", words="bigger/smaller", may_be_zero=True),
    Spec("instrument_cluster", "Instrument cluster", group="cabin", kind="flag", qualifiers="market",
         note="a stated no"),
    Spec("windshield_display", "Windshield display", group="cabin", kind="text", qualifiers="market",
         note="Panoramic Vision"),
    Spec("center_display", "Central display", group="cabin", kind="length", metric="in",
         words="bigger/smaller", qualifiers="market", note="17.9-inch"),
    Spec("interior_camera", "Interior camera", group="cabin", kind="flag", qualifiers="market"),
    Spec("infotainment", "Infotainment", group="cabin", kind="text", qualifiers="market"),
    Spec("heat_pump", "Heat pump", group="cabin", kind="flag", qualifiers="market"),
    Spec("price", "Price", group="price", kind="money", words="dearer/cheaper",
         qualifiers="market! terms tax",
         note="a currency is never converted"),
    Spec("price_per_range", "Price per range", group="price", kind="money per length", better="lower",
         words="dearer/cheaper", qualifiers="market! terms tax cycle! ~equipment ~wheels",
         note="derived: price / range, as EUR/km or EUR/mi"),
    Spec("warranty", "Warranty", group="price", kind="warranty", words="longer/shorter",
         qualifiers="market", note="years or distance, whichever comes first"),
    Spec("battery_warranty", "Battery warranty", group="price", kind="warranty",
         words="longer/shorter", qualifiers="market"),
)})
# fmt: on
#: Key to spec, in the order of tables, and behind them what a program adds.
SPECS: Final[Mapping[str, Spec]] = MappingProxyType(_specs)
_places: Final[Growing[str, int]] = Growing({key: place for place, key in enumerate(_specs)})


def place_of(spec: Spec) -> tuple[int, int]:
    """Return where a table shows a spec: the place of its group, and its own."""
    return _groups[spec.group], _places[spec.key]


def join(spec: Spec) -> None:
    """Put a spec that a program defines behind those of its group; `evspec.specs.add` has checked it."""
    _groups.setdefault(spec.group, len(_groups))
    _places[spec.key] = len(_places)
    _specs[spec.key] = spec


#: Where a reader finds all specs.
LIST: Final = "evspec.specs.SPECS"


def spec(key: str) -> Spec:
    """Return the spec with this key.

    Raises
    ------
    UnknownSpec
        With near misses, if there is none.

    Examples
    --------
    >>> spec("range").unit("us")
    'mi'
    """
    try:
        return SPECS[key]
    except (KeyError, TypeError):
        raise UnknownSpec(f"no spec {quoted(key)}{in_list(near_spec(spelled(key)), LIST)}") from None


def near_spec(found: str, others: Iterable[str] = ()) -> str:
    """Return "; did you mean 'cargo_volume'?" for what is no spec, "" where nothing comes near.

    Parameters
    ----------
    found
        What was written.
    others
        What else may stand there.
    """
    name = "_".join(found.lower().replace("-", " ").replace("_", " ").split())
    meant = CALLED.get(name) or [k for k, s in SPECS.items() if s.label.lower() == name.replace("_", " ")]
    keys = dict.fromkeys([*SPECS, *others])
    called = (key for word in near_misses(name, CALLED, most=1, cutoff=0.8) for key in CALLED[word])
    near = (
        meant
        or near_misses(found, keys, cutoff=0.8)
        # a name that people use, misspelled; then the beginning of a key
        or list(called)
        or near_misses(found, keys)
        or [key for key in SPECS if key.startswith(name[:5])]
    )
    return f"; did you mean {' or '.join(map(repr, near[:3]))}?" if near else ""
