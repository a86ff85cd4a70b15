"""Write the page of all specs and conditions, from the tables that the library reads them by.

Run ``python docs/make_specs.py`` after a change of the specs, of the conditions or of the data, from which
examples are taken. With ``--check`` nothing is written: it fails if the page is not what this script makes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import evspec as ev
from evspec.errors import EvspecError
from evspec.specs import GROUPS, QUALIFIERS, SPECS
from evspec.specs.figures import example_of
from evspec.values import Relation, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evspec.specs import Spec
    from evspec.specs.qualifiers import Mode

PAGE = Path(__file__).parent / "specs.md"

_HEAD = """\
# Specs

Every row that a table can have: the key by which code, files and the command line ask for it, its label, the
units that it is shown in, the conditions under which its figures hold, and a value as one is written, in
`Variant.of("My car", range="514 km WLTP")` or as a line of a data file. The page is made from the tables that
the library itself reads (`docs/make_specs.py`); in code they are `ev.specs.SPECS` and `ev.specs.QUALIFIERS`.

A condition parts figures into rows that are never compared with each other, if it is marked so:

| written | meaning |
| --- | --- |
| **`cycle`**, bold | must be stated, and parts rows: `cycle not stated` says that the source names none |
| `phase` | parts rows; a figure that does not name it is taken for the default |
| `standard`? | parts no rows, but a figure without it is never best and gets no verdict |
| *`wheels`*, slanted | parts no rows: the best or plain figure is shown, the others are notes |

In a file or in code a condition stands behind the figure, `"29 min, 10-80 %"`, or beside it:
`{ value = "47,900 EUR", market = "Germany" }`.
"""
_CONDITIONS = """\
## Conditions

| condition | values | taken for | written |
| --- | --- | --- | --- |
"""
_MODES: Mapping[Mode, str] = {
    "required": "**`{}`**", "split": "`{}`", "expected": "`{}`?", "remark": "*`{}`*", "told": "*`{}`*",
}  # fmt: skip
#: Of so many values no more are listed than the first ones.
_MOST = 12


#: How values of specs are written that the catalog's files do not state.
_OTHERS: Mapping[str, object] = {
    "segment": "compact SUV",
    "seats": 5,
    "charging_curve": [[10, 150], [50, 120], [80, 60]],
    "battery_share_usable": "95 %",
    "battery_energy_density": "165 Wh/kg",
    "cell_energy_density": "700 Wh/L",
    "dc_range_rate": {"value": "12 km/min WLTP", "soc": "10-80 %"},
    "dc_c_rate": {"value": "1.4 C-rate", "soc": "10-80 %"},
    "ac_connector": "Type 2",
    "v2l_power": "3.6 kW",
    "range_90_10": "400 km WLTP",
    "charging_loss": "10 % WLTP",
    "fuel_consumption": "1.2 L/100 km WLTP, weighted",
    "range_total": "800 km WLTP",
    "co2": "25 g/km WLTP, weighted",
    "warranty": "3 years",
    "battery_warranty": "8 years / 160,000 km",
    "price_per_range": {"value": "93.2 EUR/km WLTP", "market": "Germany"},
    "power_to_weight": "90 W/kg, DIN",
    "width_mirrors": "2.1 m",
    "ground_clearance": "170 mm",
    "turning_circle": "11.4 m",
    "frontal_area": "2.5 m²",
    "drag_area": "0.7 m²",
    "tires": "255/45 R20",
    "wheel_size": "19 in",
    "gross_weight": "2,600 kg",
    "payload": "500 kg",
    "towing_unbraked": "750 kg",
    "roof_load": "75 kg",
    "vehicle_kind": "van",
    "fuel": "petrol",
    "transmission": "8-speed automatic",
    "engine_power": "100 kW",
    "engine_torque": "230 N·m",
    "engine_displacement": "1499 cm³",
    "cylinders": "3",
    "tank_volume": "45 L",
    "energy_consumption_total": "2.7 Le/100 km EPA",
    "utility_factor": "62 % EPA",
}


def page() -> str:
    """Return the page."""
    examples = _examples()
    parts = [_HEAD]
    for group in GROUPS:
        parts.append(f"## {group.capitalize()}\n")
        parts.append("| key | label | unit | conditions | example |\n| --- | --- | --- | --- | --- |")
        rows = [spec for spec in SPECS.values() if spec.group == group]
        parts += [_row(spec, examples.get(spec.key, example_of(spec))) for spec in rows]
        words = [line for spec in rows if (line := _words(spec))]
        parts.append("")
        if words:
            parts += [*words, ""]
    return "\n".join([*parts, _CONDITIONS + "\n".join(map(_condition, QUALIFIERS)), ""])


def check() -> int:
    """Return 1, and say so, if the file is not what is made now."""
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    sys.stderr.write("docs/specs.md is not up to date; run: python docs/make_specs.py\n")
    return 1


def _row(spec: Spec, example: str) -> str:
    """Return a spec as a line of its group's table."""
    metric = spec.unit("metric")
    us, uk = spec.unit("us"), spec.unit("uk")
    others = (
        [f"US and UK {us}"] if us == uk else [f"US {us}"] * (us != metric) + [f"UK {uk}"] * (uk != metric)
    )
    units = [metric or spec.kind, *(others if (us, uk) != (metric, metric) else [])]
    conditions = " ".join(_MODES[mode].format(name) for name, mode in spec.qualifiers.items())
    better = f" ({spec.better} is better)" if spec.better else ""
    cells = (f"`{spec.key}`", spec.label + better, "; ".join(units), conditions, example)
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _words(spec: Spec) -> str:
    """Return the known names of a spec's categories with what else they are called, or what to know of it."""
    names: dict[str, list[str]] = {}
    for word, canonical in spec.vocabulary.items():
        names.setdefault(canonical, []).extend([word] * (word != canonical.lower()))
    told = "; ".join(_called(name, others) for name, others in names.items())
    told = told + "; or any other name" * (not spec.closed) if told else spec.note
    return f"- `{spec.key}`: {told}" if told else ""


def _called(name: str, others: Sequence[str]) -> str:
    return f"{name} ({', '.join(others)})" if others else name


def _condition(name: str) -> str:
    """Return a condition as a line of its table."""
    one = QUALIFIERS[name]
    aliases = one.aliases if len(one.values) <= _MOST else {}
    values = [_called(value, aliases.get(value, ())) for value in one.values]
    listed = ", ".join(values[:_MOST]) + f" and {len(values) - _MOST} more" * (len(values) > _MOST)
    behind = f'"…, {one.words.format(one.example)}"' if one.words else f'{name} = "{one.example}"'
    return f"| `{name}` | {listed or f'such as {one.example}'} | {one.default or '–'} | `{behind}` |"


def _examples() -> dict[str, str]:
    """Return for each spec the shortest line by which the catalog's own files state a value of it."""
    found: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "all.json"
        ev.dump(ev.catalog, file)
        document = json.loads(file.read_text(encoding="utf-8"))
    for generation in document["generations"].values():
        for block in generation["said"]:
            for stated in (block, *(one for one in block.values() if isinstance(one, dict))):
                for key, entry in stated.items():
                    for one in entry if isinstance(entry, list) else [entry]:
                        line = _line(key, one) if key in SPECS else ""
                        if line and (key not in found or len(line) < len(found[key])):
                            found[key] = line
    return {key: _line(key, one) for key, one in _OTHERS.items()} | found


def _line(key: str, entry: object) -> str:
    """Return a value as a line of a file has it, with its conditions alone; "" if it only compares."""
    told = {"value": entry} if not isinstance(entry, dict) else entry
    kept = {name: told[name] for name in ("value", *QUALIFIERS) if name in told}
    try:
        value, _ = SPECS[key].read(kept["value"], {n: v for n, v in kept.items() if n != "value"})
    except (EvspecError, KeyError):
        return ""
    if isinstance(value, Relation | Unknown):
        return ""
    if len(kept) == 1:
        return f"`{_toml(kept['value'])}`"
    return f"`{{ {', '.join(f'{name} = {_toml(one)}' for name, one in kept.items())} }}`"


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(check())
    PAGE.write_text(page(), encoding="utf-8")
