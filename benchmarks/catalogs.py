"""The built-in catalog, and a made-up one of many vehicles: loading, finding, growth.

The made-up catalog is written once per run into a temporary folder, as one JSON file of the file
format: generations of ten variants, each of them with twenty claims. Its limits are those of
100,000 variants; ``EVSPEC_BENCHMARK_VARIANTS`` in the environment makes it smaller.
"""

from __future__ import annotations

import json
import os
import tempfile
import timeit
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.harness import Benchmark, call_ratio, growth_ratio, time_ratio

VARIANTS = int(os.environ.get("EVSPEC_BENCHMARK_VARIANTS", "100000"))
#: Spec key to what a variant states of it, a number standing for the braces.
_SPECS = {
    "range": ("{} km WLTP", 200, 800),
    "power": ("{} kW", 60, 500),
    "torque": ("{} N·m", 200, 900),
    "battery_net": ("{} kWh", 30, 100),
    "battery_gross": ("{} kWh", 101, 130),
    "dc_power": ("{} kW", 50, 400),
    "dc_time": ("{} min, 10-80 %", 15, 60),
    "consumption": ("{} kWh/100 km WLTP", 12, 25),
    "accel_0_100_kmh": ("{} s", 3, 12),
    "top_speed": ("{} km/h", 130, 260),
    "length": ("{} mm", 3600, 5200),
    "width": ("{} mm", 1600, 2000),
    "height": ("{} mm", 1400, 1800),
    "wheelbase": ("{} mm", 2400, 3200),
    "gross_weight": ("{} kg", 1500, 3500),
    "cargo_volume": ("{} L", 200, 700),
    "frunk_volume": ("{} L", 10, 100),
    "towing_braked": ("{} kg", 500, 2500),
    "turning_circle": ("{} m", 9, 13),
    "seats": ("{}", 2, 7),
}


#: Gone when the process ends.
_FOLDER = tempfile.TemporaryDirectory(prefix="evspec-benchmark-")
#: How many are ranked.
_RANKED = 10_000
_RANK = "ev.rank(cars, by='range', cycle='WLTP')"
#: What growth is measured against.
_FEW = 1000


@cache
def made_up(variants: int) -> str:
    """Write a made-up catalog, the same one at every call, and return its path."""
    path = Path(_FOLDER.name) / f"{variants}.json"
    # In a process of its own: what this one needed at most counts towards those that it starts.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(_write, str(path), variants).result()
    return str(path)


def _write(path: str, variants: int) -> None:
    Path(path).write_text(json.dumps(_document(variants)), encoding="utf-8")


def _document(variants: int) -> dict[str, object]:
    dice = Random(1)  # noqa: S311  nothing here is secret
    source = {"made-up": {"publisher": "Made up", "title": "[made up]", "address": "https://made-up.example"}}
    generations = {}
    for number in range(variants // 10):
        said: dict[str, object] = {"source": "made-up"}
        names = {}
        for place in range(10):
            names[f"v{place}"] = f"Version {place}"
            said[f"v{place}"] = {key: _SPECS[key][0].format(n) for key, n in _car(dice).items()}
        generations[f"maker/model-{number}/one"] = {
            "make": "Maker", "model": f"Model {number}", "code": "One", "variants": names, "said": [said],
        }  # fmt: skip
    return {"sources": source, "generations": generations}


def _car(dice: Random) -> dict[str, int]:
    """Return figures that fit one another, as those of real cars do."""
    car = {key: dice.randint(low, high) for key, (_, low, high) in _SPECS.items()}
    car["battery_gross"] = car["battery_net"] + 1 + car["battery_net"] * dice.randint(0, 10) // 100
    car["consumption"] = dice.randint(13, 25)
    car["range"] = round(car["battery_net"] * dice.randint(105, 125) / car["consumption"])
    car["dc_power"] = min(car["dc_power"], 4 * car["battery_net"])
    car["dc_time"] = round(car["battery_net"] * 42 / car["dc_power"] * dice.randint(125, 250) / 100) + 1
    car["wheelbase"] = car["length"] * dice.randint(58, 66) // 100
    return car


def _seconds(setup: str, statement: str) -> float:
    """Return how long a statement takes the first time, in a process of its own, garbage collected."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_once, setup, statement).result()


def _once(setup: str, statement: str) -> float:
    # timeit switches the collector off, which nobody does who loads a catalog
    return timeit.timeit(statement, f"import gc; gc.enable(); {setup}", number=1)


_JSON = "import json; from pathlib import Path; text = Path({path!r}).read_text(encoding='utf-8')"
_LOAD = "import evspec as ev; ev.load"
_FIND = "catalog.find(range='>500 km WLTP')"
_FLOATS = "floats = [v.range.value.magnitude for v in catalog.variants]"


def _load_ratio() -> float:
    path = made_up(VARIANTS)
    json_ = median(_seconds(_JSON.format(path=path), "json.loads(text)") for _ in range(3))
    return _seconds(_LOAD, f"ev.load({path!r})") / json_


def _first_find_ratio() -> float:
    load = f"ev.load({made_up(VARIANTS)!r})"
    rounds = [(_seconds(f"{_LOAD}; catalog = {load}", _FIND), _seconds(_LOAD, load)) for _ in range(3)]
    return median(find for find, _ in rounds) / median(load for _, load in rounds)


def _growth_ratio() -> float:
    """Return the time of a load per variant, of all in times of that of 1,000."""
    few, many = (_seconds(_LOAD, f"ev.load({made_up(n)!r})") / n for n in (_FEW, VARIANTS))
    return many / few


def _memory_growth_ratio() -> float:
    """Return the memory of a load per variant, of all in times of that of 1,000."""
    sizes = (_FEW, VARIANTS)
    few, many = (growth_ratio(_LOAD, f"kept = ev.load({made_up(n)!r})", n) for n in sizes)
    return many / few


def _warm_find_ratio() -> float:
    catalog = f"{_LOAD}; catalog = ev.load({made_up(VARIANTS)!r}); {_FLOATS}; {_FIND}"
    return call_ratio(catalog, _FIND, "[number for number in floats if number > 500]")


def _rank_ratio() -> float:
    """Return a ranking of variants that were ranked before in times of a sort of their numbers."""
    catalog = f"{_LOAD}; catalog = ev.load({made_up(_RANKED)!r}); {_FLOATS}; cars = catalog.variants"
    return call_ratio(f"{catalog}; {_RANK}", _RANK, "sorted(range(len(floats)), key=floats.__getitem__)")


_LOAD_ALL = ["-c", "import evspec as ev; [generation.claims() for generation in ev.catalog]"]
#: Another generation has been read before, so that no module is left to load.
_BUILT_IN = "from evspec import catalog; catalog['bmw/ix3/g08'].claims()"


def _one_generation_ratio() -> float:
    """Return the first look at one more generation in times of the first `import pint`, both in process."""
    ours = median(_seconds(_BUILT_IN, "catalog['bmw/ix1/u11'].claims()") for _ in range(5))
    return ours / median(_seconds("", "import pint") for _ in range(5))


BENCHMARKS = (
    Benchmark(
        "load the built-in catalog / import pandas",
        0.5,
        partial(time_ratio, _LOAD_ALL, ["-c", "import pandas"]),
        peer="pandas",
    ),
    Benchmark("load one generation / import pint", 0.04, _one_generation_ratio),
    Benchmark(f"load {VARIANTS:,} variants / json.loads", 20, _load_ratio),
    Benchmark(f"first find among {VARIANTS:,} / their load", 1 / 50, _first_find_ratio),
    Benchmark(f"warm find among {VARIANTS:,} / list comprehension", 3, _warm_find_ratio),
    Benchmark(f"rank {_RANKED:,} / sort their numbers", 3, _rank_ratio),
    Benchmark("load per variant, all / 1,000 of them", 1.3, _growth_ratio),
    Benchmark("memory per variant, all / 1,000 of them", 1.3, _memory_growth_ratio),
)
