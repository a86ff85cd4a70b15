"""Draw rows of the files that the record is built from, and hold each against what the record says.

Run ``python docs/check_record.py FOLDER`` with the folder of the inputs. The figures of a row are read
straight from its columns, by names that are written down here once more and without any mapping; some car
of the same maker and year in the record has to have all of them, and a name with the words of the row's.
Both are printed side by side, so that a person can compare them; the last line counts. ``--rows`` and
``--seed`` draw others.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import evspec as ev

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from evspec.vehicles import Vehicle

_ROWS, _SEED = 300, 17
#: How far a figure may lie from what the column says, relative to it.
_NEAR: Final = 0.006


class Row(NamedTuple):
    """A row of a file: which car it is about, and its figures as (spec, conditions, number, unit)."""

    source: str
    make: str
    name: str
    year: str
    figures: tuple[tuple[str, dict[str, str], float, str], ...]


def main(arguments: list[str]) -> int:
    """Draw, compare and print; return how many rows are in no car of the record."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=_ROWS)
    parser.add_argument("--seed", type=int, default=_SEED)
    asked = parser.parse_args(arguments)
    dice = random.Random(asked.seed)  # noqa: S311  # a draw that anybody can repeat
    files = {name: list(read(asked.folder)) for name, read in _FILES.items()}
    drawn = []
    for number, rows in enumerate(files.values()):
        share = (asked.rows + number) // len(files)
        drawn += dice.sample(rows, min(share, len(rows)))
    cars = _cars()
    missed = 0
    for row in drawn:
        found = _found(row, cars[row.source, _plain(row.make)])
        missed += found is None
        shown = "; ".join(
            f"{spec} {_told(beside)}{number:g} {unit}" for spec, beside, number, unit in row.figures
        )
        sys.stdout.write(f"{row.source}: {row.make} | {row.name} | {row.year}\n  row    {shown}\n")
        sys.stdout.write(
            f"  record {_claims(found, row)}\n" if found else "  record NOTHING HAS ALL OF THESE\n"
        )
    sys.stdout.write(f"{len(drawn)} rows, {missed} in no car of the record\n")
    return missed


def _cars() -> Mapping[tuple[str, str], list[Vehicle]]:
    """Return the cars by source and maker."""
    found: dict[tuple[str, str], list[Vehicle]] = defaultdict(list)
    for car in ev.catalog.record.vehicles:
        for source in {claim.source.id for claim in car.claims()}:
            found[source, _plain(car.make)].append(car)
    return found


def _found(row: Row, cars: Iterable[Vehicle]) -> Vehicle | None:
    """Return the car that has all figures of a row; of several the one that has most words of its name."""
    year = re.compile(rf"/(?:my|uk|od){row.year}(?:/|$)")
    fitting = [c for c in cars if year.search(c.id) and all(_has(c, row.source, *one) for one in row.figures)]
    words = _words(_AGE.sub("", row.name))
    best = max(fitting, key=lambda car: len(words & _words(car.name + " " + car.id)), default=None)
    # a name is parted into model and version, and wheels and gearboxes are put elsewhere
    enough = best is not None and 2 * len(words & _words(best.name + " " + best.id)) >= len(words)
    return best if enough else None


def _has(car: Vehicle, source: str, spec: str, beside: Mapping[str, str], number: float, unit: str) -> bool:
    for claim in car.claims(spec):
        told = {name: claim.qualifiers.get(name, "") for name in beside}
        if claim.source.id != source or told != dict(beside):
            continue
        value: Any = claim.value
        low, high = value.to(unit).ends if unit else value.interval().to(None).ends
        if low is not None and high is not None and low * (1 - _NEAR) <= number <= high * (1 + _NEAR):
            return True
    return False


def _claims(car: Vehicle, row: Row) -> str:
    specs = {spec for spec, *_ in row.figures}
    own = [c for c in car.claims() if c.spec.key in specs and c.source.id == row.source]
    told = (
        f"{c.spec.key} {_told(dict(c.qualifiers))}{c.value.show()}{' DOUBTED' * bool(c.doubt)}" for c in own
    )
    return f"{car.id} | {'; '.join(told)}"


def _told(beside: Mapping[str, str]) -> str:
    return "".join(f"[{value}] " for value in beside.values() if value)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+|\d+", _plain(text)))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold().strip()
    return _MAKES.get(text, text)


#: The age of a car in its name, which the record leaves out of that of a model.
_AGE: Final = re.compile(r"\b(?:(?:pre )?model year(?: pre| post)? [\d./]+|\d*my[\d./]*)", re.IGNORECASE)
#: How the record spells makers that the files spell otherwise.
_MAKES: Final = {
    "chrysler jeep": "jeep", "mercedes": "mercedes-benz", "smart uk automotive ltd": "smart",
    "bentley motors": "bentley", "aston martin lagonda": "aston martin", "citroen": "citroen",
    "mg motors uk": "mg", "ineos automotive ltd": "ineos",
    "smart eq": "smart", "ora": "gwm", "rolls royce": "rolls-royce", "kgm uk motors ltd": "kgm",
}  # fmt: skip


def _figure(
    spec: str, text: str | None, unit: str, **beside: str
) -> Iterator[tuple[str, dict[str, str], float, str]]:
    """Yield a figure if a column has one; a 0 of the British files is none."""
    try:
        number = float(text or "")
    except ValueError:
        return
    if number:
        yield spec, beside, number, unit


def _table(path: Path) -> Iterator[dict[str, str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    yield from csv.DictReader(text.splitlines())


def _epa(folder: Path) -> Iterator[Row]:
    for one in _table(folder / "epa-fe-guide-2025-ev.csv"):
        figures = [
            *_figure("range", one["Comb Range as shown on FE Label (miles)"], "mi", cycle="EPA"),
            *_figure("ac_time", one["240V Charge Time at 240 volts (hours)"], "h"),
            *_figure("battery_voltage_total", one["Total Voltage for Battery Pack(s)"], "V"),
            *_figure("battery_charge", one["Batt Energy Capacity (Amp-hrs)"], "Ah"),
        ]
        if one["Fuel Unit - Conventional Fuel"] == "KW-HR/100Miles":
            for phase in ("Comb", "City", "Hwy"):
                name = {"Comb": "", "City": "city", "Hwy": "highway"}[phase]
                column = one[f"{phase} Unrd Adj FE - Conventional Fuel"]
                figures += _figure("consumption", column, "kWh/100 mi", cycle="EPA", phase=name)
        make = re.sub(
            r"^(Hyundai|Lucid|Polestar|Rolls-Royce|Tesla|Volvo)\b.*", r"\1", one["Division"], flags=re.I
        )
        make = "VinFast" if make.startswith("Hai Phong") else make
        yield Row("record-epa-fe-guide-2025", make, one["Carline"], one["Model Year"], tuple(figures))


def _nrcan(folder: Path) -> Iterator[Row]:
    for one in _table(folder / "nrcan-bev-2012-2023.csv"):
        figures = (
            *_figure("power", one["Motor (kW)"], "kW", rating="registered"),
            *_figure("range", one["Range (km)"], "km", cycle="EPA"),
            *_figure("ac_time", one["Recharge time (h)"], "h"),
            *_figure("consumption", one["Combined (kWh/100 km)"], "kWh/100 km", cycle="EPA", phase=""),
            *_figure("consumption", one["City (kWh/100 km)"], "kWh/100 km", cycle="EPA", phase="city"),
            *_figure("consumption", one["Highway (kWh/100 km)"], "kWh/100 km", cycle="EPA", phase="highway"),
        )
        yield Row("record-nrcan-bev-2023", one["Make"], one["Model"], one["Model year"], figures)


def _nrcan_phev(folder: Path) -> Iterator[Row]:
    for one in _table(folder / "nrcan-phev-2012-2023.csv"):
        electric = re.search(r"([\d.]+) kWh", one["Combined Le/100 km"])
        figures = (
            *_figure("range", one["Range 2 (km)"], "km", cycle="EPA", mode="battery empty"),
            *_figure("range", one["Range 1 (km)"], "km", cycle="EPA"),
            *_figure("consumption", electric[1] if electric else "", "kWh/100 km", cycle="EPA"),
            *_figure("motor_power", one["Motor (kW)"], "kW"),
            *_figure("engine_displacement", one["Engine size (L)"], "L"),
            *_figure("ac_time", one["Recharge time (h)"], "h"),
            *_figure("fuel_consumption", one["Combined (L/100 km)"], "L/100 km", phase=""),
            *_figure("fuel_consumption", one["City (L/100 km)"], "L/100 km", phase="city"),
            *_figure("co2", one["CO2 emissions (g/km)"], "g/km"),
        )
        # the last line is a remark
        if one["Make"]:
            yield Row("record-nrcan-phev-2023", one["Make"], one["Model"], one["Model year"], figures)


def _vca(folder: Path, year: str) -> Iterator[Row]:
    for one in _table(folder / f"vca-uk-{year}.csv"):
        kind = one["Powertrain"]
        is_electric, is_plugged = kind.startswith("Battery Electric"), kind.startswith("Plug-in")
        if year == "2022" and not (is_electric or is_plugged):
            continue
        mode = "weighted" if is_plugged else ""
        figures = [*_figure("engine_displacement", one["Engine Capacity"], "cm³")]
        if is_electric:
            figures += _figure("power", one["Engine Power (Kw)"], "kW", rating="registered")
            figures += _figure("range", one["Maximum range (Km)"], "km", cycle="WLTP", phase="")
            figures += _figure("range", one["Electric Range City Km"], "km", cycle="WLTP", phase="city")
            figures += _figure("consumption", one["wh/km"], "Wh/km", cycle="WLTP")
        elif is_plugged:
            figures += _figure("co2", one["WLTP CO2 Weighted"], "g/km", mode=mode)
            column = one["WLTP Metric Combined (Weighted)"]
            figures += _figure("fuel_consumption", column, "L/100 km", mode=mode)
            figures += _figure("range", one["Maximum range (Km)"], "km", mode="electric", phase="")
        elif not kind.startswith("Range Extended"):
            figures += _figure("co2", one["WLTP CO2"], "g/km", cycle="WLTP")
            figures += _figure("fuel_consumption", one["WLTP Metric Combined"], "L/100 km", cycle="WLTP")
        name = f"{one['Model']} {one['Description']}"
        yield Row(f"record-vca-uk-{year}", one["Manufacturer"], name, year, tuple(figures))


def _kilowatt(folder: Path) -> Iterator[Row]:
    text = (folder / "kilowatt-open-ev-data-2025.json").read_text(encoding="utf-8")
    for one in json.loads(text)["data"]:
        figures = (
            *_figure("battery_net", one.get("usable_battery_size"), "kWh"),
            *_figure("consumption", one["energy_consumption"].get("average_consumption"), "kWh/100 km"),
            *_figure("ac_power", (one.get("ac_charger") or {}).get("max_power"), "kW"),
            *_figure("dc_power", (one.get("dc_charger") or {}).get("max_power"), "kW"),
        )
        name = f"{one['model']} {one.get('variant') or ''}"
        year = str(one.get("release_year") or "")
        yield Row("record-kilowatt-open-ev-data-2025", one["brand"], name, year, figures)


def _layers(folder: Path) -> Iterator[Row]:
    """Yield what the last layers of the community's data say themselves; what they inherit is left out."""
    lines = (folder / "open-ev-data-layers.jsonl").read_text(encoding="utf-8").splitlines()
    for one in (json.loads(line)["doc"] for line in lines):
        power, battery = one.get("powertrain", {}), one.get("battery", {})
        figures = (
            *_figure("power", power.get("system_power_kw"), "kW"),
            *_figure("torque", power.get("system_torque_nm"), "N·m"),
            *_figure("battery_gross", battery.get("pack_capacity_kwh_gross"), "kWh"),
            *_figure("battery_net", battery.get("pack_capacity_kwh_net"), "kWh"),
            *_figure("top_speed", one.get("performance", {}).get("top_speed_kmh"), "km/h"),
        )
        if {"make", "model", "year", "trim"} <= one.keys() and figures:
            names = [one.get(key, {}).get("name", "") for key in ("model", "variant", "trim")]
            source = "record-open-ev-data-layers-2025"
            yield Row(source, one["make"]["name"], " ".join(names), str(one["year"]), figures)


_FILES: Final[Mapping[str, Callable[[Path], Iterator[Row]]]] = {
    "epa": _epa,
    "nrcan": _nrcan,
    "nrcan-phev": _nrcan_phev,
    "vca-2022": lambda folder: _vca(folder, "2022"),
    "vca-2025": lambda folder: _vca(folder, "2025"),
    "kilowatt": _kilowatt,
    "layers": _layers,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
