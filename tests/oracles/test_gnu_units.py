"""Every pair of units within a kind, and every spelling, against GNU units.

GNU units reads its own file of definitions, which nobody on this project wrote. It computes with
floats and prints 15 digits. Nothing of ours is computed here: also what is turned upside down
(mi/kWh to kWh/100 km) and temperatures are its conversions. It knows neither of the two
equivalences that agencies chose, 33.705 kWh per gallon and 8.9 kWh per liter, so that those enter
as written in `NAMES` and the rest of MPGe and Le is checked.

References
----------
.. [units] A. Mariano, GNU Units, https://www.gnu.org/software/units/
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from itertools import permutations, product
from typing import Final

import pytest

from evspec.measures import convert
from evspec.units import KINDS, UNITS, Unit

PROGRAM: Final = shutil.which("units")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs GNU units: apt-get install units")

#: What GNU units calls a unit, where that is neither its symbol nor pint's name without underscores.
NAMES: Final = {
    "in": "inch",
    "PS": "metrichorsepower",
    "hp": "horsepower",
    "hp (electric)": "electrichorsepower",
    "kWh/100 km": "kW hour / (100 km)",
    "kWh/100 mi": "kW hour / (100 mile)",
    "Le/100 km": "8.9 kW hour / (100 km)",
    "MPGe": "mile / (33.705 kW hour)",
    "MPGe (33.7)": "mile / (33.7 kW hour)",
    "L/100 km": "liter / (100 km)",
    "mpg (US)": "mile / usgallon",
    "mpg (UK)": "mile / brgallon",
    "lb·ft": "lbf foot",
    "US gal": "usgallon",
    "UK gal": "brgallon",
    "t": "tonne",
    "kW/t": "kW / tonne",
    "PS/t": "metrichorsepower / tonne",
    "C-rate": "1 / hour",
    "yr": "julianyear",
    "mo": "julianyear / 12",
    "fraction": "1",
}
#: Temperatures are functions: tempC(20) is a temperature, 20 degC a difference of two.
TEMPERATURES: Final = {"°C": "tempC", "°F": "tempF"}

#: Spellings of one word that GNU units reads as something else. Its known oddities in Btu and
#: ton don't show here: neither is a unit of evspec, and the bare "ton" is refused.
DISAGREEMENTS: Final = {
    "PS": "petasiemens",
    "PS/t": "petasiemens",
    "ch": "the surveyor's chain",
    "hk": "hecto-Boltzmann constants",
    "pk": "the peck",
    "h": "Planck's constant; the hour is hr",
    "km/h": "as h",
    "mi/h": "as h",
    "km/t": "kilometers per tonne; in Norwegian and Danish t is the hour",
    "km/u": "kilometers per unit of atomic mass; in Dutch u is the hour",
    "timer": "forty skins; in Norwegian and Danish the hours",
    "kmh": "kilo-millihenry",
    "kmph": "a thousand mph",
    "kilo": "the prefix alone",
    "kilos": "the prefix alone",
    "pct": "the picocarat",
    '"': "the second of arc",
    "mo": "no unit; a year of evspec is the Julian one of the IAU, and that of GNU units the tropical one",
    **dict.fromkeys(("yr", "yrs", "year", "years", "month", "months"), "of the tropical year"),
}

# Every pair is tried with these; none is 0, which has no reciprocal.
VALUES: Final = (1.0, 18.1, 514.0)
PAIRS: Final = [pair for units in KINDS.values() for pair in permutations(units, 2)]


def name(unit: Unit) -> str:
    """What GNU units calls a unit; one that was added to the table has pint's words."""
    words = {"watt_hour": "watt hour", "kilowatt_hour": "kilowatt hour", "megawatt_hour": "megawatt hour"}
    words |= {"ampere_hour": "ampere hour", "**": "^"}
    spelled = " ".join(words.get(word, word) for word in unit.pint.split())
    return NAMES.get(unit.symbol, spelled)


def ask(questions: list[tuple[str, str]]) -> list[tuple[float, bool]]:
    """Return GNU units' answer to each "you have, you want", and whether it took a reciprocal."""
    answers = []
    for answer in converse(questions):
        *before, number = answer
        answers.append((float(number), before == ["reciprocal conversion"]))
    return answers


def converse(questions: list[tuple[str, str]]) -> list[list[str]]:
    """Return the lines that GNU units, started once, says to each "you have, you want".

    What it has must be known, or the next line would be taken for what it has.
    """
    between = 424242.0
    lines = _run("".join(f"{have}\n{want}\n{between} m\nm\n" for have, want in questions))
    answers: list[list[str]] = [[]]
    for line in lines:
        if _number(line) == between:
            answers.append([])
        else:
            answers[-1].append(line)
    assert answers.pop() == []
    assert len(answers) == len(questions)
    return answers


def known(words: list[str]) -> set[str]:
    """Return which of these GNU units knows."""
    # A blank line where it asks what is wanted gets a definition; where it asks what there is, nothing.
    lines = _run("".join(f"{word}\n\n" for word in words))
    assert len(lines) == len(words)
    return {word for word, line in zip(words, lines, strict=True) if not re.match("Unknown unit|Error", line)}


def _run(text: str) -> list[str]:
    assert PROGRAM is not None
    return subprocess.run(
        [PROGRAM, "--quiet", "--one-line", "--compact", "--digits", "max"],
        input=text,
        env={**os.environ, "LC_ALL": "C", "UNITS_ENGLISH": "US"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()


def have(value: float, unit: Unit) -> str:
    """A number with its unit, as GNU units wants it."""
    function = TEMPERATURES.get(unit.symbol)
    return f"{function}({value!r})" if function else f"{value!r} ({name(unit)})"


def want(unit: Unit) -> str:
    """A unit to convert to, as GNU units wants it."""
    return TEMPERATURES.get(unit.symbol) or name(unit)


def _number(answer: str) -> float | None:
    try:
        return float(answer)
    except ValueError:
        return None


@pytest.fixture(scope="module")
def answers() -> dict[tuple[Unit, Unit], list[tuple[float, float, bool]]]:
    """For each pair the values asked for, GNU units' answers, and whether it took a reciprocal."""
    units = dict.fromkeys(unit for pair in PAIRS for unit in pair)
    names = known([name(unit) for unit in units])
    there = {unit for unit in units if unit.symbol in TEMPERATURES or name(unit) in names}
    asked = [(pair, value) for pair, value in product(PAIRS, VALUES) if there.issuperset(pair)]
    given = ask([(have(value, start), want(end)) for (start, end), value in asked])
    found: dict[tuple[Unit, Unit], list[tuple[float, float, bool]]] = {}
    for (pair, value), (answer, turned) in zip(asked, given, strict=True):
        found.setdefault(pair, []).append((value, answer, turned))
    return found


@pytest.mark.parametrize("kind", [kind for kind, units in KINDS.items() if len(units) > 1])
def test_every_pair_converts_as_in_gnu_units(
    kind: str, answers: dict[tuple[Unit, Unit], list[tuple[float, float, bool]]]
) -> None:
    left_out = []
    for start, end in permutations(KINDS[kind], 2):
        if (start, end) not in answers:
            left_out.append(f"{start} to {end}")
        for value, answer, turned in answers.get((start, end), []):
            ours = convert(value, start, end)
            assert ours == pytest.approx(answer, rel=2e-14), f"{value} {start} is {answer} {end}"
            assert turned == (start.inverted != end.inverted)
    if left_out:
        pytest.skip(f"GNU units has no name for a unit of {', '.join(left_out)}")


def test_all_units_of_today_take_part(
    answers: dict[tuple[Unit, Unit], list[tuple[float, float, bool]]],
) -> None:
    assert len(answers) >= 322, f"{len(answers)} of {len(PAIRS)} pairs were compared"


def test_spellings_of_one_word_mean_the_same() -> None:
    measurable = [u for u in UNITS if not u.kind.startswith("money") and u.symbol not in TEMPERATURES]
    names = known([name(unit) for unit in measurable])
    # Others are phrases, or have a sign that means something else there.
    words = [
        (spelling, name(unit))
        for unit in measurable
        if name(unit) in names
        for spelling in unit.spellings
        if re.fullmatch(r'[A-Za-z"%]+(/[A-Za-z]+)?', spelling)
    ]
    there = known([spelling for spelling, _ in words])
    questions = [(spelling, want) for spelling, want in words if spelling in there]
    same: set[str] = set()
    other: set[str] = set()
    for (spelling, _), lines in zip(questions, converse(questions), strict=True):
        number = _number(lines[0])
        (same if number is not None and abs(number - 1) < 1e-13 else other).add(spelling)
    assert other <= set(DISAGREEMENTS)
    assert len(same) > 100
