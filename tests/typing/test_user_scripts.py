"""What type checkers say of a user's scripts: they know every spec, and find what is misspelled."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import evspec

Checker = Callable[[Path], tuple[int, str]]

GOOD = """
import pandas as pd

import evspec as ev

car = ev.Variant.of("My car", range="514 km WLTP", drivetrain="FWD", premiere="2026-03")
print(car.range.value.to("mi"), car.range.value.low, car.range.value.high, car.range.value.show())
print(car.drivetrain.value.includes, car.premiere.value.first)
print(car.range.but(status="rumored").value.to("mi"))
claim: ev.Claim = car.range
claims: tuple[ev.Claim, ...] = (claim, *car.claims("range"))
print([one.value.show() for one in claims])

known = ev.catalog["bmw/ix1/u11/edrive20"]
print(known.range.value.to("mi"), known.power.value.show())
print(ev.catalog["bmw/ix1/u11"].power.value.to("PS"))

diff: ev.Diff = ev.diff(car, known)
for change in diff.changes:
    print(change.spec.key, change.row.label, change.kind, change.better, change.words)
    if change.delta is not None:
        print(change.delta.low, change.delta.high, change.delta.unit)
    if change.old is not None:
        print(change.old.value.show())
pairs: tuple[ev.Pair, ...] = diff.pairs
mine = ev.compare(car, known, title="My choice", labels=["A", "B"], specs=["price", "range"], number=3)
names: tuple[str, ...] = mine.names
turned = ev.diff(car, known, cycle="WLTP", labels={"range": "Reach"}, footer=["One.", "Two."])
if not names:
    mine.save("choice.html", style="pretty")
    turned.save("choice.md")
specs: ev.Table = ev.specs.to_table()
print(ev.compare(car, known, units="us").to_markdown())
print(ev.estimate(car.range, "EPA").status)
found = ev.catalog.find(lambda one: one.make == "BMW", make=["BMW", "Kia"], drivetrain=["RWD", "AWD"])
print(found.why, [one.id for one in found], ev.catalog[:2][0].id, len(ev.compare(*found)))

df = pd.DataFrame({"range": ["319 mi", "514 km", "n/a"]})
df["km"] = ev.convert(df["range"], "km", errors="coerce")
df[["low", "high", "bound", "cycle"]] = ev.figures(df["range"], "km")
numbers, problems = ev.convert(df["range"], "km", errors="report")
print(numbers.index, [problem.rows for problem in problems], ev.convert(["319 mi", None], "km")[0])
frame: pd.DataFrame = ev.convert(df, {"range": "km"}, errors="coerce")
some: ev.Catalog = ev.catalog.curated
cars = some.to_dataframe()
print(cars.groupby("make")["range_wltp_km_high"].median(), frame.shape)
print(some.to_dataframe("polars", tidy=True).height)
top = some.top(5, "range", cycle="WLTP")
print(ev.compare(*top, specs=["price", "range", "power"]), top.left_out[0].reason)
print(ev.rank([car, known], by="range", cycle="WLTP")[0].name, ev.rank([car.range, known.range])[0].about)
apart: ev.Interval = car.range.value - known.range.value
print(apart, ev.measure("150 kW") + ev.measure("80 kW"), ev.measure("15.6 kWh/100 km") * "320 km")
print(apart.magnitude, apart.low, apart.to("mi").unit, sum([car.range.value, known.range.value]) / 2)
print(ev.measure("150 kW") < ev.measure("80 kW"), 2 * car.range.value)
print(ev.specs.SPECS["range"].kind, ev.convert("319 mi", "km").low)

ev.specs.add("warranty_paint", label="Paint warranty", kind="duration", unit="years", better="higher")
ev.units.add("furlong", "length", "201.168 m")
ev.cycles.add("A130")
source = ev.Source(publisher="Gazette", title="The Comet returns", address="x", date="2026-03-02")
comet = ev.Variant.of(
    "Comet", source=source, warranty_paint="3 years",
    range=["514 km WLTP", {"value": "291 mi EPA", "status": "expected"}],
)
sale = known.but(price={"value": "39,900 EUR", "market": "Germany"})
own = ev.Catalog.of(comet, comet.but(range="600 km WLTP"), sale)
print((ev.catalog | own).find(price="<60,000 EUR"), comet["warranty_paint"].value.show())
print(ev.diff({"range": "400 km WLTP"}, {"range": "514 km WLTP", "seats": 5}, names=("old", "new")))
"""

HEAD = """
import evspec as ev

car = ev.Variant.of("My car", range="514 km WLTP")
"""
#: Each a mistake: a misspelled spec, words in a unit, a spec that is set, a name that evspec lacks.
MISTAKES = (
    "print(car.rnage)",
    'print(car.platform.value.to("mi"))',
    "car.range = car.power",
    "print(ev.mesure)",
)


def mypy(folder: Path) -> tuple[int, str]:
    pytest.importorskip("mypy", reason="needs mypy")
    # with what the project's own check, where that was made before, has found of evspec
    return run("-m", "mypy", "--strict", str(folder))


def pyright(folder: Path) -> tuple[int, str]:
    pytest.importorskip("pyright", reason="needs pyright")
    if run("-m", "pyright", "--version")[0]:
        pytest.skip("pyright does not answer: it needs a Node, which it fetches when it first runs")
    return run("-m", "pyright", "--pythonpath", sys.executable, str(folder))


def run(*words: str) -> tuple[int, str]:
    """Run a program on the evspec that is tested, as one that is installed."""
    assert evspec.__file__ is not None
    source = str(Path(evspec.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, *words],
        env={**os.environ, "MYPYPATH": source, "PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_user_script_runs() -> None:
    exec(compile(GOOD, "good.py", "exec"), {"__name__": "__main__"})


def stories() -> str:
    """Return the program that the stories make; what is to go wrong there says so at run time."""
    page = Path(__file__).parents[2] / "docs" / "stories.md"
    examples = doctest.DocTestParser().get_examples(page.read_text(encoding="utf-8"), page.name)
    # each story may call its cars as another one did
    return "# mypy: allow-redefinition\n" + "".join(example.source for example in examples)


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_a_checker_finds_the_mistakes_and_no_others(checker: Checker, tmp_path: Path) -> None:
    # one run for all scripts, since most of it is spent on evspec
    (tmp_path / "good.py").write_text(GOOD, encoding="utf-8")
    (tmp_path / "stories.py").write_text(stories(), encoding="utf-8")
    (tmp_path / "bad.py").write_text(HEAD + "\n".join(MISTAKES), encoding="utf-8")
    code, said = checker(tmp_path)
    assert code == 1, said
    first = HEAD.count("\n") + 1
    told = {(name, int(line)) for name, line in re.findall(r"(\w+)\.py:(\d+):.*error", said)}
    assert told == {("bad", line) for line in range(first, first + len(MISTAKES))}, said
