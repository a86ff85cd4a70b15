"""Every pair of units that UCUM has codes for, against UCUM's implementation by LHC.

The Unified Code for Units of Measure is what laboratories and health records use; its factors are
a second list of definitions that nobody on this project wrote. The reference implementation that
is practical is the JavaScript library ucum-lhc of the U.S. National Library of Medicine, which
brings UCUM's own table: ``npm install --prefix .nox/ucum @lhncbc/ucum-lhc`` in the folder of the
checkout. The implementations for Python compute with pint, which is compared elsewhere.

UCUM converts no reciprocals, so the economy ends of consumption are left to GNU units. It has no
metric horsepower either, whose definition by the kilogram-force stands in for it, 75 kgf·m/s.

This test uses ucum-lhc and the UCUM table in it: UCUM, Copyright (c) 1999-2017 Regenstrief
Institute, Inc.; nothing of either is kept here.

References
----------
.. [UCUM] G. Schadow and C. J. McDonald, The Unified Code for Units of Measure, https://ucum.org
"""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import permutations
from typing import TYPE_CHECKING, Final

import pytest

from evspec.measures import convert
from evspec.units import UNITS, unit

if TYPE_CHECKING:
    from pathlib import Path

#: UCUM's codes by our symbols.
CODES: Final = {
    "mm": "mm",
    "cm": "cm",
    "m": "m",
    "km": "km",
    "in": "[in_i]",
    "ft": "[ft_i]",
    "mi": "[mi_i]",
    "W": "W",
    "kW": "kW",
    "MW": "MW",
    "PS": "75.kgf.m/s",
    "hp": "[HP]",
    "Wh": "W.h",
    "kWh": "kW.h",
    "MWh": "MW.h",
    "J": "J",
    "kJ": "kJ",
    "MJ": "MJ",
    "kWh/100 km": "(kW.h)/(100.km)",
    "Wh/km": "(W.h)/km",
    "kWh/km": "(kW.h)/km",
    "kWh/100 mi": "(kW.h)/(100.[mi_i])",
    "Wh/mi": "(W.h)/[mi_i]",
    "kWh/mi": "(kW.h)/[mi_i]",
    "N·m": "N.m",
    "lb·ft": "[lbf_av].[ft_i]",
    "km/h": "km/h",
    "mph": "[mi_i]/h",
    "m/s": "m/s",
    "km/min": "km/min",
    "mi/min": "[mi_i]/min",
    "g": "g",
    "kg": "kg",
    "t": "t",
    "lb": "[lb_av]",
    "L": "L",
    "m³": "m3",
    "cm³": "cm3",
    "ft³": "[cft_i]",
    "US gal": "[gal_us]",
    "UK gal": "[gal_br]",
    "s": "s",
    "min": "min",
    "h": "h",
    "V": "V",
    "kV": "kV",
    "°C": "Cel",
    "°F": "[degF]",
    "K": "K",
    "%": "%",
    "fraction": "1",
    "Wh/kg": "(W.h)/kg",
    "kWh/kg": "(kW.h)/kg",
    "Wh/L": "(W.h)/L",
    "kWh/L": "(kW.h)/L",
    "W/kg": "W/kg",
    "kW/kg": "kW/kg",
    "kW/t": "kW/t",
    "hp/lb": "[HP]/[lb_av]",
    "g/km": "g/km",
    "g/mi": "g/[mi_i]",
    "m²": "m2",
    "ft²": "[sft_i]",
}
#: It computes with floats.
TOLERANCE: Final = 1e-13

SCRIPT: Final = """
const utils = require("@lhncbc/ucum-lhc").UcumLhcUtils.getInstance();
const questions = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(questions.map(([from, value, to]) => utils.convertUnitTo(from, value, to).toVal)));
"""


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    """The folder that ucum-lhc is installed in."""
    found = root / ".nox" / "ucum"
    if shutil.which("node") is None or not (found / "node_modules" / "@lhncbc" / "ucum-lhc").is_dir():
        pytest.skip("needs node and ucum-lhc: npm install --prefix .nox/ucum @lhncbc/ucum-lhc")
    return found


def test_every_pair_converts_as_in_ucum(folder: Path) -> None:
    units = [unit(symbol) for symbol in CODES]
    pairs = [pair for pair in permutations(units, 2) if pair[0].kind == pair[1].kind]
    questions = [(CODES[start.symbol], 18.1, CODES[end.symbol]) for start, end in pairs]
    node = shutil.which("node")
    assert node is not None
    out = subprocess.run(
        [node, "-e", SCRIPT],
        input=json.dumps(questions),
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    answers = json.loads(out)
    assert len(answers) == len(pairs) >= 180
    for (start, end), answer in zip(pairs, answers, strict=True):
        assert answer is not None, f"UCUM does not convert {start} to {end}"
        assert convert(18.1, start, end) == pytest.approx(answer, rel=TOLERANCE), f"{start} to {end}"


def test_the_codes_are_of_units_of_today() -> None:
    assert set(CODES) <= {known.symbol for known in UNITS}
