"""A mistake of each kind, put into a copy of a real file, is found: as a mistake of form, or as a doubt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import evspec as ev
from evspec.catalogs import validate

DATA = Path(ev.__file__ or "").parent / "data"


def found(folder: Path, id_: str, *swaps: tuple[str, str]) -> list[str]:
    """Return what is found in a copy of the data in which words of one file are changed."""
    # files of other makes say nothing of these
    make = id_.partition("/")[0]
    shutil.copytree(DATA / make, folder / make)
    shutil.copy(DATA / "sources.toml", folder)
    file = folder / f"{id_}.toml"
    text = file.read_text(encoding="utf-8")
    for place, (right, _) in enumerate(swaps):
        assert right in text, f"{id_} has no {right}; choose another line to spoil"
        text = text.replace(right, f"\0{place}\0", 1)
    for place, (_, wrong) in enumerate(swaps):
        text = text.replace(f"\0{place}\0", wrong)
    file.write_text(text, encoding="utf-8")
    checked = validate([folder])
    return [
        *(f"validate: {problem.message}" for problem in checked.problems),
        *(f"{doubt.code}: {doubt.message}" for doubt in checked.doubts),
    ]


SEEDED = {
    "wrong unit": (
        "bmw/ix1/u11", [('xdrive30.torque = "494 Nm"', 'xdrive30.torque = "494 kWh"')],
        "validate: torque takes",
    ),
    "wrong unit of the same kind": (
        "bmw/ix1/u11", [('xdrive30.dc_time = "29 min, 10-80 %"', 'xdrive30.dc_time = "29 h, 10-80 %"')],
        "implausible-size: dc_time 29 h, 10-80 %, where cars have",
    ),
    "swapped gross and net": (
        "mini/countryman-electric/u25",
        [('e.battery_gross = "66.5 kWh"', 'e.battery_gross = "63.78 kWh"'),
         ('e.battery_net = { value = "63.78 kWh"', 'e.battery_net = { value = "66.5 kWh"')],
        "validate: battery_net 66.5 kWh above battery_gross 63.78 kWh",
    ),
    "usable of one source above gross of another": (
        "renault/zoe/ze50", [('r110.battery_net = { value = "52 kWh"',
                              'r110.battery_net = { value = "62 kWh"')],
        "implausible-together: battery_net 62 kWh / battery_gross",
    ),
    "miles under kilometers": (
        "renault/zoe/ze50", [('r135.range = "245 mi WLTP"', 'r135.range = "245 km WLTP"')],
        "implausible-unit: range",
    ),
    "miles under kilometers beside the miles": (
        "bmw/ix1/u11", [('xdrive30.range = { value = "466 km (290 mi) WLTP"',
                         'xdrive30.range = { value = "290 km (290 mi) WLTP"')],
        "validate: ",
    ),
    "miles under kilometers, nowhere in miles": (
        "porsche/taycan/j1", [('4s.range = "320 km EPA"', '4s.range = "199 km EPA"')],
        "implausible-together: range 199 km EPA x consumption 26.4 kWh/100 km EPA / battery_net 71 kWh",
    ),
    "PS under kilowatts": (
        "bmw/ix1/u11", [('edrive20.power = { value = "150 kW"', 'edrive20.power = { value = "204 kW"')],
        "implausible-unit: power",
    ),
    "horsepower that is none of the kilowatts": (
        "nissan/leaf/ze1", [('40-kwh.power = "110 kW (150 PS)"', '40-kwh.power = "110 kW (160 PS)"')],
        "validate: ",
    ),
    "reversed curve": (
        "bmw/ix1/u11", [('xdrive30.dc_power = "130 kW"',
                         'xdrive30.charging_curve = [[80, 60], [10, 130]]')],
        "validate: ",
    ),
    "curve above the peak": (
        "bmw/ix1/u11", [('xdrive30.dc_power = "130 kW"',
                         'xdrive30.dc_power = "130 kW"\nxdrive30.charging_curve = [[10, 180], [80, 60]]')],
        "implausible-together: charging_curve up to 180 kW / dc_power 130 kW",
    ),
    "missing source": (
        "bmw/ix1/u11", [('source = "bmw-lk-ix1"\n', '')], "validate: claims without a source",
    ),
    "unknown source": (
        "bmw/ix1/u11", [('source = "bmw-lk-ix1"', 'source = "bmw-lk-ix2"')],
        'validate: source "bmw-lk-ix2" is not among the sources',
    ),
    "wheelbase beyond the length": (
        "bmw/ix1/u11", [('length = "4500 mm"', 'length = "2500 mm"')],
        "implausible-together: wheelbase 2692 mm / length 2500 mm",
    ),
    "comma for a point": (
        "bmw/ix1/u11", [('xdrive30.battery = "64.7 kWh"', 'xdrive30.battery = "64,7 kWh"')], "validate: ",
    ),
    "link on one side": (
        "bmw/ix1/u11", [('successor = "bmw/ix1/nb5"\n', '')],
        "validate: predecessor 'bmw/ix1/u11' does not say successor",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SEEDED)
def test_is_found(kind: str, tmp_path: Path) -> None:
    id_, swaps, words = SEEDED[kind]
    mistakes = found(tmp_path / "data", id_, *swaps)
    assert any(words in mistake for mistake in mistakes), mistakes


@pytest.mark.parametrize("id_", sorted({id_ for id_, *_ in SEEDED.values()}))
def test_the_files_themselves_have_none(id_: str, tmp_path: Path) -> None:
    assert found(tmp_path / "data", id_) == []
