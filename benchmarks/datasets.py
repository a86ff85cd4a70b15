"""Public data sets, read into catalogs, against the standard library's reader of the same file.

The files lie beside the checkout, in ``../shared/data``; where they do not, the extracts of the tests
stand in for them, of whose few rows a reading is mostly its start.
"""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from benchmarks.harness import Benchmark

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.crosswalks import FileMapping

_ROUNDS = 9
_ROOT = Path(__file__).parents[1]
_SHARED = _ROOT.parent / "shared" / "data"
_EXTRACTS = _ROOT / "tests" / "datasets" / "extracts"


def _file(whole: str, extract: str) -> Path:
    return _SHARED / whole if _SHARED.is_dir() else _EXTRACTS / extract


def _rows(file: Path, encoding: str) -> object:
    import csv

    with file.open(encoding=encoding, newline="") as text:
        return list(csv.DictReader(text))


def _records(file: Path, encoding: str) -> object:
    import json

    with file.open(encoding=encoding) as text:
        return json.load(text)


def _seconds(work: Callable[[], object]) -> float:
    # what the other side left over is not collected at this one's cost
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


def _ratio(mapping: str | FileMapping, whole: str, extract: str, encoding: str = "utf-8") -> float:
    """Return the CPU time of `read` in times of that of the standard reader, medians of runs in turn."""
    from evspec.datasets import read

    file = _file(whole, extract)
    peer = partial(_records if file.suffix == ".json" else _rows, file, encoding)
    ours = partial(read, mapping, file)
    ours(), peer()
    gc.enable()
    pairs = [(_seconds(ours), _seconds(peer)) for _ in range(_ROUNDS)]
    return median(mine for mine, _ in pairs) / median(theirs for _, theirs in pairs)


def _plugged() -> FileMapping:
    """Return VCA's mapping of the cars with a plug alone, 455 of 6,334 rows."""
    from attrs import evolve

    from evspec.crosswalks import Condition, mapping

    wanted = Condition("Powertrain", ("Battery Electric*", "Plug-in Hybrid*"))
    return evolve(mapping("vca-uk"), only=(wanted,))


def _per_row(rows: int) -> float:
    """Return the CPU time of a row with nine claims, of so many rows."""
    from evspec.datasets import read

    names = ("range", "power", "torque", "length", "width", "height", "wheelbase", "top_speed", "seats")
    units = ("km WLTP", "kW", "N·m", "mm", "mm", "mm", "mm", "km/h", "")
    said = {name: f"{{{name}}} {unit}".strip() for name, unit in zip(names, units, strict=True)}
    table: dict[str, list[object]] = {
        name: [100 + n % (40 + place) for n in range(rows)] for place, name in enumerate(names)
    }
    table["seats"] = [1 + n % 7 for n in range(rows)]
    table["model"] = [f"Model {n // 10}" for n in range(rows)]
    table["variant"] = [f"Version {n % 10}" for n in range(rows)]
    mine = {"make": "Acme", "model": "{model}", "variant": "{variant}", "said": said}
    return _seconds(lambda: read(mine, table)) / rows


def _growth_ratio() -> float:
    _per_row(1000)
    return _per_row(100_000) / median(_per_row(1000) for _ in range(_ROUNDS))


BENCHMARKS = (
    Benchmark(
        "read nrcan-bev / csv.DictReader", 15,
        partial(_ratio, "nrcan-bev", "nrcan-bev-2012-2023.csv", "nrcan-bev.csv"),
    ),
    Benchmark(
        "read epa-fe-guide / csv.DictReader", 6,
        partial(_ratio, "epa-fe-guide", "epa-fe-guide-2025-ev.csv", "epa-fe-guide.csv"),
    ),
    Benchmark(
        "read vca-uk, cars with a plug / csv.DictReader", 2,
        lambda: _ratio(_plugged(), "vca-uk-2022.csv", "vca-uk-2022.csv", "cp1252"),
    ),
    Benchmark(
        "read vca-uk, all powertrains / csv.DictReader", 2,
        partial(_ratio, "vca-uk", "vca-uk-2022.csv", "vca-uk-2022.csv", "cp1252"),
    ),
    Benchmark(
        "read KilowattApp JSON / json.load", 8,
        partial(_ratio, "open-ev-data", "kilowatt-open-ev-data-2025.json", "open-ev-data.json"),
    ),
    Benchmark("read per row, 100,000 rows / 1,000 rows", 1.5, _growth_ratio),
)  # fmt: skip
