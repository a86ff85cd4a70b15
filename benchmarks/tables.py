"""Tables: comparisons of many vehicles, their HTML, and the diff of two generations.

The vehicles of the wide comparisons are made up and dense: each states every spec there is, so that
no cell of the table is empty.
"""

from __future__ import annotations

import gc
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from attrs import evolve

import evspec as ev
from benchmarks.harness import ROUNDS, Benchmark, call_ratio
from evspec.catalogs import Catalog
from evspec.claims import Record
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
_NAMED = {"facelift": "done", "powertrain_type": "BEV", "vehicle_kind": "car", "fuel": "petrol"}
_USABLE_KWH = {"battery_net": (50, 70), "battery_gross": (71, 90)}


def dense(count: int) -> list[ev.Variant]:
    """Return made-up variants that state every spec, the same ones at every call."""
    with catch_warnings():
        # nobody takes them for cars
        simplefilter("ignore", ev.DataWarning)
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
        "category": f"kind {size % 3}",
        "category set": ("FWD", "RWD", "AWD")[size % 3],
        "vehicle set": "bmw/x1/u11",
        "flag": size % 2 == 0,
        "date": f"{2015 + size % 12}-{1 + size % 12:02d}",
        "count": str(size % 7 + 1),
        "number": f"0.{size}",
        "curve": [[10, 150], [80, size / 10]],
        "money": f"{size * 100} EUR",
        "money per length": f"{size / 10} EUR/km",
        "warranty": f"{size % 7 + 2} years / {size}00 km",
    }
    return _NAMED.get(spec.key) or plain.get(spec.kind, f"{size} {spec.metric}")


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
_RECORDS = """
import evspec as ev
import pandas
def records(**shape):
    lines = ev.catalog.to_dataframe("pyarrow", **shape).to_pylist()
    return [{name: value for name, value in line.items() if value is not None} for line in lines]
"""
_GROWTH = """
import evspec as ev
from benchmarks.tables import dense
few, many = dense(100), dense(1000)
"""
#: The claims that a diff compares, as another library would be given them: plain values only.
_DIFF = """
from pathlib import Path
import evspec as ev
from deepdiff import DeepDiff
from evspec.claims import SourceList
from evspec.specs import METRIC
from evspec.vehicles import entry_of, rows_of
from evspec.wording.cells import data_of
data = Path(ev.__file__).parent / "data"
def neighbors():
    return [(one.predecessor, one) for one in ev.load(data) if one.predecessor is not None]
def plain(vehicle):
    entries = [entry_of(vehicle, row) for row in rows_of(vehicle)]
    return {
        entry.row.key: {
            "value": entry.claim.value.show(),
            "qualifiers": dict(entry.claim.qualifiers),
            "edition": entry.claim.edition,
            "source": entry.claim.source.title,
            **data_of(entry, METRIC, SourceList()),
        }
        for entry in entries
        if entry.claim is not None
    }
theirs = [(plain(old), plain(new)) for old, new in neighbors()]
"""


def first_diffs() -> float:
    """Return how long the first diffs of all neighbors take, in times of deepdiff's of their claims."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_first_diffs).result()


def _first_diffs() -> float:
    space: dict[str, Any] = {}
    exec(_DIFF, space)  # noqa: S102  the benchmark's own lines
    ratios = []
    # As timeit does: a collection walks the loaded catalogs and would be counted to whichever side it hits.
    gc.disable()
    for _ in range(ROUNDS):
        # vehicles of which nothing was selected yet: nobody diffs the same pair twice
        pairs = space["neighbors"]()
        start = perf_counter()
        for old, new in pairs:
            space["ev"].diff(old, new)
        middle = perf_counter()
        for old, new in space["theirs"]:
            space["DeepDiff"](old, new)
        ratios.append((middle - start) / (perf_counter() - middle))
    return median(ratios)


#: A generation of 14 variants, which follows one of 12.
_TAYCAN = "porsche/taycan/j1-2"


def diffs_against_sheets(newer: str = "") -> float:
    """Return how long the first diff of a generation takes to text, in times of both sheets.

    It is held against the one before; all that follow one are, if none is named.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_diffs_against_sheets, newer).result()


def _diffs_against_sheets(newer: str) -> float:
    def fresh() -> list[tuple[ev.Generation, ev.Generation]]:
        found = ev.load(Path(ev.__file__).parent / "data")
        return [
            (one.predecessor, one)
            for one in found
            if one.predecessor is not None and newer in {"", one.id}
        ]  # fmt: skip

    ratios = []
    gc.disable()
    for _ in range(ROUNDS):
        ours, theirs = fresh(), fresh()
        start = perf_counter()
        for old, new in ours:
            ev.diff(old, new).to_text()
        middle = perf_counter()
        for old, new in theirs:
            old.to_text()
            new.to_text()
        ratios.append((middle - start) / (perf_counter() - middle))
    return median(ratios)


def crowds(count: int) -> tuple[ev.Generation, ev.Generation]:
    """Return two made-up generations, one of which follows the other, with so many variants each."""
    old, new = (_crowd(f"acme/one/{'ab'[shift]}", count, shift) for shift in range(2))
    records = (evolve(old, successors=(new.id,)), evolve(new, predecessors=(old.id,)))
    older, newer = Catalog.of_records({record.id: record for record in records}, {})
    return older, newer


def _crowd(id_: str, count: int, shift: int) -> Record:
    # no name is on both sides, so that the pairs have to be found
    variants = tuple((f"v{n}", f"{id_[-1].upper()} {n}") for n in range(count))
    claims = [
        claim.but(about=f"{id_}/{slug}")
        for n, (slug, _) in enumerate(variants)
        for claim in _crowded(n / count, shift)
    ]
    return Record(id_, "Acme", "One", variants=variants, claims=tuple(claims))


def _crowded(place: float, shift: int) -> tuple[ev.Claim, ...]:
    return ev.Variant.of(
        "One",
        battery_net=f"{40 + 60 * place + shift:.2f} kWh",
        power=f"{100 + 300 * place + shift:.0f} kW",
        range=f"{300 + 400 * place + shift:.0f} km WLTP",
        accel_0_100_kmh=f"{9 - 5 * place:.1f} s",
        curb_weight=f"{1800 + 400 * place:.0f} kg",
    ).claims()


def growth_of_diffs() -> float:
    """Return how long the first diff of 2 x 1,600 variants takes to text, in times of one of 2 x 200."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_growth_of_diffs).result()


def _growth_of_diffs() -> float:
    ratios = []
    gc.disable()
    for _ in range(3):
        few, many = crowds(200), crowds(1600)
        start = perf_counter()
        ev.diff(*many).to_text()
        middle = perf_counter()
        ev.diff(*few).to_text()
        ratios.append((middle - start) / (perf_counter() - middle))
    return median(ratios)


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
        "the built-in catalog as a DataFrame / pandas of its dicts",
        3,
        partial(
            call_ratio,
            _RECORDS + "lines = records()",
            "ev.catalog.to_dataframe()",
            "pandas.DataFrame(lines)",
        ),
        peer="pandas",
    ),
    Benchmark(
        "all claims as a DataFrame / pandas of their dicts",
        3,
        partial(
            call_ratio,
            _RECORDS + "lines = records(tidy=True)",
            "ev.catalog.to_dataframe(tidy=True)",
            "pandas.DataFrame(lines)",
        ),
        peer="pandas",
    ),
    Benchmark(
        "compare 1,000 dense variants to HTML / 100 of them",
        15,
        partial(call_ratio, _GROWTH, "ev.compare(*many).to_html()", "ev.compare(*few).to_html()"),
    ),
    Benchmark("first diffs of neighbors / deepdiff of their claims", 1 / 5, first_diffs, peer="deepdiff"),
    # Three times what they took when no pair decided, the sheets being what a machine is measured by.
    Benchmark(
        "first diff of 12 x 14 variants to text / their two sheets",
        2,
        partial(diffs_against_sheets, _TAYCAN),
    ),
    Benchmark("first diffs of all lineages to text / their sheets", 2, diffs_against_sheets),
    # 8 log 1,600 / log 200, and room for what a larger memory costs
    Benchmark("first diff of 2 x 1,600 variants to text / 2 x 200", 13, growth_of_diffs),
)
