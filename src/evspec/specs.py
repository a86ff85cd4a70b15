"""The table of specs: what can be claimed of a vehicle, in which units, and what makes two figures comparable.

A new spec is one row of `_ROWS`.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from evspec.errors import ParseError, UnitError, UnknownSpec, did_you_mean
from evspec.measures import Measure, measure
from evspec.values import (
    Relation,
    Unknown,
    is_id,
    read_categories,
    read_curve,
    read_dates,
    read_flag,
    read_relation,
    read_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from evspec.values import Value

__all__ = [
    "GROUPS",
    "NOT_STATED",
    "QUALIFIERS",
    "SPECS",
    "SYSTEMS",
    "Mode",
    "Qualifier",
    "Spec",
    "System",
    "spec",
]

System: TypeAlias = Literal["metric", "us", "uk"]
_Better: TypeAlias = Literal["higher", "lower", ""]
_Over: TypeAlias = Literal["span", "union", "own"]
Mode: TypeAlias = Literal["required", "split", "expected", "remark"]

SYSTEMS: tuple[System, ...] = ("metric", "us", "uk")
NOT_STATED = "not stated"

GROUPS = (
    "identity", "dates", "powertrain", "battery", "charging", "range", "performance",
    "dimensions", "mass and volume", "cabin", "price",
)  # fmt: skip


@frozen
class Qualifier:
    """One condition under which a figure holds, such as its test cycle.

    Attributes
    ----------
    name
        The keyword: "cycle", "soc", "rating".
    default
        What a figure that does not say is taken to mean; "" if it is taken to mean nothing.
    values
        The values it may have; empty if any short text will do.
    words
        How the value is written after the figure, as a pattern whose first group is the value.
    label
        How the value is shown in a row's label, "{}" standing for it; "" to show it alone.
    """

    name: str
    default: str
    values: tuple[str, ...]
    words: str
    label: str = "{}"

    def read(self, written: object) -> str:
        """Return the canonical value, or raise ParseError."""
        text = (
            str(written).strip() if isinstance(written, str | int) and not isinstance(written, bool) else ""
        )
        canonical = {value.lower(): value for value in (*self.values, NOT_STATED)}
        if text.lower() in canonical:
            return canonical[text.lower()]
        if self.values:
            known = ", ".join(self.values)
            raise ParseError(
                f"{self.name} {written!r} is not one of {known}{did_you_mean(text, self.values)}", text
            )
        return _window(text) if self.name == "soc" else read_text(text).text


def _window(text: str) -> str:
    """Return a window of states of charge in its canonical form, "10-80 %"."""
    match = _WINDOW.fullmatch(text)
    first, last = map(int, match.groups()) if match else (0, 0)
    if not first < last <= 100:
        raise ParseError(f"{text!r} is no window of states of charge; write '10-80 %'", text)
    return f"{first}-{last} %"


_WINDOW = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})\s*%", re.ASCII)

#: The qualifiers, in the order in which labels show them.
QUALIFIERS: Mapping[str, Qualifier] = MappingProxyType(
    {
        q.name: q
        for q in (
            Qualifier(
                "cycle", "", ("WLTP", "EPA", "CLTC", "NEDC", "JC08", "real world"), r"cycle (not stated)"
            ),
            Qualifier("phase", "combined", ("combined", "city", "highway"), r"(combined|city|highway)"),
            Qualifier(
                "rating", "peak", ("peak", "without boost", "30-minute"), r"(peak|without boost|30-minute)"
            ),
            Qualifier("fitted", "", ("standard", "option"), r"(standard|option)"),
            Qualifier("ac_phases", "", ("1", "2", "3"), r"([123]) phases?", "{}-phase"),
            Qualifier("charger", "", (), r"([0-9.]+ kW) charger", "at {}"),
            Qualifier("soc", "0-100 %", (), r"([0-9]{1,3}\s*[-–]\s*[0-9]{1,3}\s*%|SoC not stated)"),
            Qualifier("side", "wall", ("wall", "battery"), r"at the (wall|battery)", "at the {}"),
            Qualifier("rollout", "", ("with rollout", "without rollout"), r"(with rollout|without rollout)"),
            Qualifier("equipment", "", ("best", "worst"), r"(best|worst) equipment", "{} equipment"),
            Qualifier("wheels", "", (), r"([0-9]{2} in) wheels", "{} wheels"),
            Qualifier("standard", "", ("DIN", "EU", "US", "VDA", "SAE"), r"(DIN|EU|US|VDA|SAE)"),
            Qualifier("market", "", (), r"market (not stated)"),
            Qualifier("tax", "gross", ("gross", "net"), r"(gross|net)", "{} of tax"),
        )
    }
)

_MODES: Mapping[str, Mode] = {"!": "required", "?": "expected", "~": "remark"}

_VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    # canonical name first, then what else the press calls it; vocabularies in _CLOSED admit nothing else
    "drivetrain": ("FWD=front-wheel drive", "RWD=rear-wheel drive", "AWD=all-wheel drive|4WD|4x4"),
    "powertrain_type": ("BEV", "PHEV", "EREV", "combustion"),
    "facelift": ("skipped", "expected", "done"),
    "program_status": (
        "in production", "approved", "in development=work underway", "in the works", "possible",
        "not signed off", "undecided", "expected", "ended",
    ),
    "battery_chemistry": ("NMC=NCM", "NMC 811=NCM 811", "LFP", "NCA", "NCMA", "LMO"),
    "cell_format": ("cylindrical=round", "prismatic", "pouch"),
    "dc_connector": ("CCS2=CCS Combo 2", "CCS1", "CCS", "NACS", "CHAdeMO", "GB/T"),
    "motor_type": (
        "separately excited synchronous=current-excited synchronous|electrically excited synchronous",
        "permanent-magnet synchronous", "asynchronous=induction",
    ),
    "body_style": ("sedan", "coupe", "convertible", "wagon", "hatchback", "SUV", "Gran Coupe"),
}  # fmt: skip
_CLOSED = {"drivetrain", "powertrain_type", "facelift"}


@frozen(eq=False)
class Spec:
    """One row of the table of specs; compared by identity, pickled by its key.

    Attributes
    ----------
    key
        The name in files, in code and on the command line.
    label, group
        How a table calls the row and where it puts it.
    kind
        What a value is: a kind of unit ("power", "length"), or category, category set, vehicle set
        (ids), text, flag, date, count, money, curve.
    metric, uk, us
        The unit that a table of that system shows, "" where there is none.
    better
        "higher", "lower" or "" for neither, said of the kind's own direction: for consumption
        "lower", which turns round in a unit that counts the other way (mi/kWh).
    qualifiers
        Qualifier to mode. "required": must be stated, splits rows. "split": splits rows, has a
        default. "expected": a figure without it is shown as "not stated" and never best.
        "remark": never splits rows.
    over_variants
        How a generation's value comes from its variants: "span", "union" or "own".
    note
        What a reader of the table of specs should know.
    """

    key: str
    label: str
    group: str
    kind: str
    metric: str
    uk: str
    us: str
    better: _Better
    qualifiers: Mapping[str, Mode] = field(repr=False)
    over_variants: _Over
    note: str = ""
    _splitting: tuple[tuple[str, str], ...] = field(init=False, repr=False)

    @_splitting.default
    def _find_splitting(self) -> tuple[tuple[str, str], ...]:
        modes = self.qualifiers
        return tuple((n, q.default) for n, q in QUALIFIERS.items() if modes.get(n) in {"required", "split"})

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return spec, (self.key,)

    def unit(self, system: System) -> str:
        """Return the unit that a table of this system shows, "" for a spec without units."""
        return {"metric": self.metric, "uk": self.uk, "us": self.us}[system]

    def splits(self, qualifiers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return the qualifiers that set a row apart, defaults filled in, in label order."""
        return tuple((name, qualifiers.get(name, default)) for name, default in self._splitting)

    def row_label(self, splits: tuple[tuple[str, str], ...]) -> str:
        """Return the label of a row: "Range, WLTP", "DC time, 10–80 %", "AC time at 11 kW"."""
        label = self.label
        for name, value in splits:
            qualifier = QUALIFIERS[name]
            if value == NOT_STATED:
                label += f", {name.replace('soc', 'SoC')} n/s"
            elif value and (value != qualifier.default or self.qualifiers[name] == "required"):
                words = qualifier.label.format(value.replace("-", "–") if name == "soc" else value)
                label += f" {words}" if words.startswith("at ") else f", {words}"
        return label

    def read(
        self, written: object, qualifiers: Mapping[str, object] | None = None, *, said: date | None = None
    ) -> tuple[Value, dict[str, str]]:
        """Read what a source says of this spec.

        Parameters
        ----------
        written
            The value as in a data file: text, a number for a count, true or false, pairs of a curve.
        qualifiers
            Qualifiers given beside the text; those in the text are added.
        said
            The date of the source, for relative dates.

        Returns
        -------
        tuple of value and dict
            The value, and every qualifier that was stated, with its canonical value.

        Raises
        ------
        ParseError
            If the text is no value of this spec, or a required qualifier is missing.
        UnitError
            If the figure has a unit of another kind.
        UnknownSpec
            If the spec has no such qualifier.

        Examples
        --------
        >>> value, qualifiers = spec("range").read("458-461 km WLTP, worst equipment")
        >>> value.show(), qualifiers
        ('458–461 km', {'cycle': 'WLTP', 'equipment': 'worst'})
        """
        stated = {}
        for name, value in (qualifiers or {}).items():
            if name not in self.qualifiers:
                known = ", ".join(self.qualifiers) or "none"
                raise UnknownSpec(
                    f"{self.key} has no qualifier {name!r}; it has {known}{did_you_mean(name, self.qualifiers)}"
                )
            stated[name] = QUALIFIERS[name].read(value)
        if written == "unknown":
            return Unknown(), self._checked(stated, written, of_figure=False)
        value = self._read(written, stated, said)
        return value, self._checked(stated, written, of_figure=not isinstance(value, Relation))

    def _checked(self, stated: dict[str, str], written: object, *, of_figure: bool) -> dict[str, str]:
        for name, mode in self.qualifiers.items():
            if mode == "required" and name not in stated and of_figure:
                raise ParseError(_missing(self, name, written), str(written))
        return {name: stated[name] for name in QUALIFIERS if name in stated}

    def _read(self, written: object, stated: dict[str, str], said: date | None) -> Value:
        if isinstance(written, str):
            related = read_relation(written.strip())
            if related is not None:
                relation, rest = related
                for words in _SUFFIX.split(rest.removeprefix(",").strip()):
                    self._read_words(words, stated, written)
                return relation
        match self.kind:
            case "flag":
                return read_flag(written)
            case "text":
                return read_text(written)
            case "date":
                return read_dates(written, said)
            case "curve":
                return read_curve(written)
            case "category" | "category set" | "vehicle set":
                value = read_categories(
                    written,
                    _vocabulary(self.key),
                    several=self.kind != "category",
                    closed=self.key in _CLOSED,
                )
                odd = [name for name in (*value.includes, *value.excludes) if not is_id(name)]
                if self.kind == "vehicle set" and odd:
                    raise ParseError(f"{odd[0]!r} is no vehicle's id, such as 'bmw/x1/u11'", str(written))
                return value
        return self._read_figure(written, stated)

    def _read_figure(self, written: object, stated: dict[str, str]) -> Measure:
        if isinstance(written, Measure):
            value = written
        elif self.kind in {"count", "number"} and type(written) in {str, int}:
            value = self._read_number(str(written))
        elif isinstance(written, str):
            figure, *words = _SUFFIX.split(written)
            value = measure(figure)
            for word in words:
                self._read_words(word, stated, written)
        else:
            raise ParseError(f"{written!r} is no figure with its unit; write {self._example()}", str(written))
        kind = "number" if self.kind == "count" else self.kind
        if value.kind.partition(" ")[0] != "money" if kind == "money" else value.kind != kind:
            raise UnitError(
                f"{self.key} takes {kind}, found {value.kind} in {value.text!r}; write {self._example()}"
            )
        if self.kind == "count" and value.magnitude is not None and value.magnitude % 1:
            raise ParseError(f"{self.key} is a whole number, found {value.text!r}", value.text)
        if value.cycle is not None:
            if "cycle" not in self.qualifiers:
                raise ParseError(
                    f"{self.key} has no test cycle, found {value.cycle} in {value.text!r}", value.text
                )
            given = stated.setdefault("cycle", value.cycle)
            if given != value.cycle:
                raise ParseError(
                    f"cycle {given} beside the text, but {value.cycle} in {value.text!r}", value.text
                )
        cycle = stated.get("cycle")
        return value.with_cycle(None if cycle in {None, NOT_STATED} else cycle)

    def _read_number(self, written: str) -> Measure:
        try:
            return Measure.of(written, "")
        except ParseError:
            raise ParseError(f"{self.key} takes {self._example()}, found {written!r}", written) from None

    def _read_words(self, words: str, stated: dict[str, str], written: object) -> None:
        """Take qualifiers from the words after a figure."""
        if not words:
            return
        if words in QUALIFIERS["cycle"].values and "cycle" in self.qualifiers:
            self._state("cycle", words, stated, written)
            return
        for name in self.qualifiers:
            match = re.fullmatch(QUALIFIERS[name].words, words)
            if match:
                value = match.group(1)
                value = QUALIFIERS[name].read(NOT_STATED if value.endswith(NOT_STATED) else value)
                self._state(name, value, stated, written)
                return
        known = ", ".join(self.qualifiers) or "none"
        raise ParseError(
            f"{words!r} in {written!r} is no qualifier of {self.key}; it has {known}", str(written)
        )

    def _state(self, name: str, value: str, stated: dict[str, str], written: object) -> None:
        """Take one qualifier, unless another value of it was stated already."""
        if stated.setdefault(name, value) != value:
            raise ParseError(
                f"{name} is {value} in {written!r}, but {stated[name]} was stated too; leave one out",
                str(written),
            )

    def _example(self) -> str:
        if self.kind == "count":
            return "a whole number such as 2"
        if self.kind == "number":
            return "a number in quotes such as '0.24', which keeps its digits"
        if self.kind == "money":
            return "an amount with its currency, such as '47,900 EUR'"
        cycle = " WLTP" if "cycle" in self.qualifiers else ""
        return f"a figure such as '100 {self.metric}{cycle}'"


_SUFFIX = re.compile(r",\s+(?=[^\s])")


def _missing(spec: Spec, name: str, written: object) -> str:
    right = {
        "cycle": f"'{written} WLTP', or '{written}, cycle not stated' if the source names none",
        "soc": f"'{written}, 10-80 %', or '{written}, SoC not stated' if the source names none",
        "charger": f"'{written}, 11 kW charger', or charger = \"not stated\" if the source names none",
    }.get(name, f'{name} = "…" beside it, "not stated" if the source names none')
    return f"{spec.key} {str(written)!r} without its {name}; write {right}"


def _vocabulary(key: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for entry in _VOCABULARIES.get(key, ()):
        canonical, _, others = entry.partition("=")
        names[canonical.lower()] = canonical
        names.update((other.lower(), canonical) for other in others.split("|") if other)
    return names


# key, label, group, kind, metric / uk / us (one if all are the same), better, qualifiers, over variants, note
# fmt: off
_ROWS: tuple[tuple[str, str, str, str, str, _Better, str, _Over, str], ...] = (
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
    ("battery", "Battery, gross or net n/s", "battery", "energy", "kWh", "", "", "span", "a figure whose basis its source does not state; never compared with gross or usable"),
    ("battery_share_usable", "Usable share", "battery", "ratio", "%", "higher", "", "span", "derived"),
    ("battery_chemistry", "Chemistry", "battery", "category", "", "", "", "union", "NMC; LFP; NCA ..."),
    ("cell_format", "Cell format", "battery", "category", "", "", "", "union", "prismatic; cylindrical (round); pouch"),
    ("cell_count", "Cells", "battery", "count", "", "", "", "span", ""),
    ("battery_voltage", "Nominal voltage", "battery", "voltage", "V", "", "", "span", ""),
    ("voltage_class", "Voltage class", "battery", "voltage", "V", "higher", "", "span", "400; 800"),
    ("battery_charge", "Charge capacity", "battery", "charge", "Ah", "higher", "", "span", ""),
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
    ("consumption", "Consumption", "range", "consumption", "kWh/100 km / mi/kWh / kWh/100 mi", "lower", "cycle! phase side ~equipment ~wheels", "span", "side: at wall or at battery; as economy the direction flips; MPGe for US labels on request"),
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


def _mode(word: str) -> Mode:
    return _MODES.get(word[0]) or _MODES.get(word[-1]) or "split"


def _made() -> Iterator[tuple[str, Spec]]:
    for key, label, group, kind, units, better, qualifiers, over_variants, note in _ROWS:
        metric, *others = units.split(" / ")
        uk, us = others or (metric, metric)
        modes = MappingProxyType({word.strip("!?~"): _mode(word) for word in qualifiers.split()})
        yield key, Spec(key, label, group, kind, metric, uk, us, better, modes, over_variants, note)


#: Key to spec, in the order of tables.
SPECS: Mapping[str, Spec] = MappingProxyType(dict(_made()))


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
    except KeyError:
        raise UnknownSpec(f"no spec {key!r}{did_you_mean(key, SPECS)}") from None
