"""Tables: comparisons of many vehicles, their HTML, and the diff of two generations.

The vehicles of the wide comparisons are made up and dense: each states every spec there is, so that
no cell of the table is empty.
"""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

import evspec as ev
from benchmarks.harness import Benchmark, call_ratio
from evspec.specs import SPECS

if TYPE_CHECKING:
    from typing import Any

    from evspec.specs import Spec

_CONDITIONS = {
    "cycle": "WLTP",
    "soc": "10-80 %",
    "charger": "11 kW",
    "market": "Germany",
    "standard": "DIN",
    "basis": "gross",
}
_NAMED = {"facelift": "done", "powertrain_type": "BEV"}
_USABLE_KWH = {"battery_net": (50, 70), "battery_gross": (71, 90)}


def dense(count: int) -> list[ev.Variant]:
    """Return made-up variants that state every spec, the same ones at every call."""
    return [_car(number) for number in range(count)]


def _car(number: int) -> ev.Variant:
    dice = Random(number)  # noqa: S311  nothing here is secret
    stated: dict[str, Any] = {}
    for key, spec in SPECS.items():
        modes = spec.qualifiers.items()
        conditions = {name: _CONDITIONS[name] for name, mode in modes if mode in {"required", "expected"}}
        stated[key] = {"value": _value(spec, dice), **conditions}
    return ev.Variant.of(f"Car {number}", **stated)


def _value(spec: Spec, dice: Random) -> object:
    low, high = _USABLE_KWH.get(spec.key, (100, 900))
    size = dice.randint(low, high)
    plain: dict[str, object] = {
        "text": f"{spec.label} {size % 3}",
        "category": _NAMED.get(spec.key, f"kind {size % 3}"),
        "category set": ("FWD", "RWD", "AWD")[size % 3],
        "vehicle set": "bmw/x1/u11",
        "flag": size % 2 == 0,
        "date": f"{2015 + size % 12}-{1 + size % 12:02d}",
        "count": str(size % 7 + 1),
        "number": f"0.{size}",
        "curve": [[10, 150], [80, size / 10]],
        "money": f"{size * 100} EUR",
    }
    return plain.get(spec.kind, f"{size} {spec.metric}")


_STRINGS = """
import pandas
def frame(table):
    cells = {n: [row.cells[n].text for row in table.rows] for n in range(len(table.columns))}
    return pandas.DataFrame(cells, index=[row.label for row in table.rows])
"""
_DENSE = f"""
import evspec as ev
from benchmarks.tables import dense
{_STRINGS}
cars = dense(100)
table = ev.compare(*cars).to_table()
theirs = frame(table)
"""
_BUILT_IN = f"""
import evspec as ev
{_STRINGS}
cars = ev.catalog.variants
table = ev.compare(*cars).to_table()
theirs = frame(table)
"""
_GROWTH = """
import evspec as ev
from benchmarks.tables import dense
few, many = dense(100), dense(1000)
"""
#: The claims that a diff compares, as another library would be given them: plain values only.
_DIFF = """
import evspec as ev
from attrs import fields
from deepdiff import DeepDiff
from evspec.claims.bibliography import Bibliography
from evspec.wording.faces import face_of
old, new = ev.catalog["bmw/ix3/g08"], ev.catalog["bmw/ix3/na5"]
def plain(vehicle):
    return {
        row.key: {
            "value": selection.claim.value.show(),
            "qualifiers": dict(selection.claim.qualifiers),
            "edition": selection.claim.edition,
            "source": selection.claim.source.title,
            **face_of(vehicle, row, "metric").data(Bibliography()),
        }
        for row in vehicle.rows
        if (selection := vehicle.select(row)) is not None
    }
mine, theirs = plain(old), plain(new)
"""

BENCHMARKS = (
    Benchmark(
        "HTML of 100 variants / pandas to_html",
        0.15,
        partial(call_ratio, _DENSE, "table.to_html()", "theirs.to_html()"),
        peer="pandas",
    ),
    Benchmark(
        "compare 100 dense variants to HTML / pandas to_html",
        1.5,
        partial(call_ratio, _DENSE, "ev.compare(*cars).to_html()", "theirs.to_html()"),
        peer="pandas",
    ),
    Benchmark(
        "compare the built-in catalog to HTML / pandas to_html",
        0.5,
        partial(call_ratio, _BUILT_IN, "ev.compare(*cars).to_html()", "theirs.to_html()"),
        peer="pandas",
    ),
    Benchmark(
        "compare 1,000 dense variants to HTML / 100 of them",
        15,
        partial(call_ratio, _GROWTH, "ev.compare(*many).to_html()", "ev.compare(*few).to_html()"),
    ),
    Benchmark(
        "diff of two generations / deepdiff of their claims",
        1 / 15,
        partial(call_ratio, _DIFF, "ev.diff(old, new)", "DeepDiff(mine, theirs)"),
        peer="deepdiff",
    ),
)
