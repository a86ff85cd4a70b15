"""Whole tables converted and normalized, against the same columns written by hand in the engine."""

from __future__ import annotations

from functools import cache, partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.harness import Benchmark

if TYPE_CHECKING:
    from collections.abc import Callable

_ROWS = 1_000_000
_ROUNDS = 11
_UNITS = {"range_mi": "km", "economy_mi_kwh": "kWh/100 km", "power_hp": "kW", "mass_lb": "kg"}
#: What convert calls the columns, so that by hand the same frame is made.
_NAMES = {
    "range_mi": "range_km",
    "economy_mi_kwh": "economy_kwh_100_km",
    "power_hp": "power_kw",
    "mass_lb": "mass_kg",
}
_MAPPING = """
missing = ["", "n/a"]
make = "{make}"
model = "{model}"
year = "{year}"
[parts]
pack = '^(?P<kwh>[0-9]+) kWh pack$'
[words]
drivetrain = { A = "AWD", 4 = "AWD", P = "AWD", R = "RWD", F = "FWD" }
[said]
powertrain_type = "BEV"
range = "{range_mi} mi EPA"
power = "{power_hp} hp"
battery = { value = "{kwh} kWh", basis = "not stated" }
drivetrain = "{drive}"
"""


@cache
def _registrations() -> Any:
    """Return a table of pyarrow like one of registrations."""
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]

    make = np.random.default_rng(0)
    packs = [*(f"{size} kWh pack" for size in range(20, 100, 5)), "n/a"]
    return pa.table(
        {
            "make": make.choice(["Acme", "Bolt", "Comet"], _ROWS),
            "model": make.choice([f"M{number}" for number in range(60)], _ROWS),
            "year": make.integers(2011, 2026, _ROWS),
            "range_mi": make.uniform(80, 400, _ROWS),
            "economy_mi_kwh": make.uniform(2, 5, _ROWS),
            "power_hp": make.uniform(80, 900, _ROWS),
            "mass_lb": make.uniform(2000, 7000, _ROWS),
            "drive": make.choice(["A", "4", "P", "R", "F", ""], _ROWS),
            "pack": make.choice(packs, _ROWS),
        }
    )


def _polars() -> Any:
    import polars as pl

    return pl.from_arrow(_registrations())


def _duckdb() -> Any:
    import duckdb

    return duckdb.from_arrow(_registrations())


def _by_polars(frame: Any) -> Any:
    import polars as pl

    economy = pl.col("economy_mi_kwh")
    return frame.with_columns(
        pl.col("range_mi") * 1.609344, 62.137119 / pl.when(economy != 0).then(economy),
        pl.col("power_hp") * 0.7456998715822702, pl.col("mass_lb") * 0.45359237,
    ).rename(_NAMES)  # fmt: skip


def _by_pandas(frame: Any) -> Any:
    economy = frame["economy_mi_kwh"]
    return frame.assign(
        range_mi=frame["range_mi"] * 1.609344, economy_mi_kwh=62.137119 / economy.where(economy != 0),
        power_hp=frame["power_hp"] * 0.7456998715822702, mass_lb=frame["mass_lb"] * 0.45359237,
    ).rename(columns=_NAMES)  # fmt: skip


def _by_pyarrow(table: Any) -> Any:
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    economy = table["economy_mi_kwh"]
    made = {
        "range_mi": pc.multiply(table["range_mi"], 1.609344),
        "economy_mi_kwh": pc.divide(62.137119, pc.if_else(pc.not_equal(economy, 0), economy, None)),
        "power_hp": pc.multiply(table["power_hp"], 0.7456998715822702),
        "mass_lb": pc.multiply(table["mass_lb"], 0.45359237),
    }
    for name, column in made.items():
        table = table.set_column(table.column_names.index(name), _NAMES[name], column)
    return table


def _by_duckdb(relation: Any) -> Any:
    return relation.project(
        "make, model, year, range_mi * 1.609344 as range_km, "
        "62.137119 / case when economy_mi_kwh != 0 then economy_mi_kwh end as economy_kwh_100_km, "
        "power_hp * 0.7456998715822702 as power_kw, mass_lb * 0.45359237 as mass_kg, drive, pack"
    ).to_arrow_table()


def _normalized_by_polars(frame: Any) -> Any:
    import polars as pl

    drives = {"A": "AWD", "4": "AWD", "P": "AWD", "R": "RWD", "F": "FWD"}
    return frame.select(
        pl.col("make").str.strip_chars(), pl.col("model").str.strip_chars(), "year",
        pl.lit("BEV").alias("powertrain_type"),
        pl.when(pl.col("range_mi") > 0).then(pl.col("range_mi") * 1.609344),
        pl.when(pl.col("power_hp") > 0).then(pl.col("power_hp") * 0.7456998715822702),
        pl.when(pl.col("pack") != "n/a").then(pl.col("pack").str.extract("^([0-9]+) kWh").cast(pl.Float64)),
        pl.when(pl.col("pack") != "n/a").then(pl.lit("not stated")).alias("battery_basis"),
        pl.col("drive").replace_strict(drives, default=None),
    )  # fmt: skip


def _normalized_by_duckdb(relation: Any) -> Any:
    return relation.project(
        "trim(make) make, trim(model) model, year, 'BEV' powertrain_type, "
        "case when range_mi > 0 then range_mi * 1.609344 end r, "
        "case when power_hp > 0 then power_hp * 0.7456998715822702 end p, "
        "try_cast(regexp_extract(pack, '^([0-9]+) kWh pack$', 1) as double) b, "
        "case when pack != 'n/a' then 'not stated' end battery_basis, "
        "case drive when 'A' then 'AWD' when '4' then 'AWD' when 'P' then 'AWD' when 'R' then 'RWD' "
        "when 'F' then 'FWD' end d"
    ).to_arrow_table()


def _convert(frame: Any) -> Any:
    from evspec import frames

    return frames.convert(frame, _UNITS)


def _normalize(frame: Any) -> Any:
    from evspec import frames

    return frames.normalize(frame, _MAPPING)


def _convert_duckdb(relation: Any) -> Any:
    return _convert(relation).to_arrow_table()


def _normalize_duckdb(relation: Any) -> Any:
    return _normalize(relation).to_arrow_table()


def _ratio(make: Callable[[], Any], ours: Callable[[Any], object], by_hand: Callable[[Any], object]) -> float:
    """Return the time of ours in times of that by hand, medians of runs in turn."""
    frame = make()
    times: dict[Callable[[Any], object], list[float]] = {ours: [], by_hand: []}
    for work in times:
        work(frame)
    for _ in range(_ROUNDS):
        for work, found in times.items():
            start = perf_counter()
            work(frame)
            found.append(perf_counter() - start)
    return median(times[ours]) / median(times[by_hand])


BENCHMARKS = (
    Benchmark(
        "convert 4 columns x 1M rows / polars", 1.5, partial(_ratio, _polars, _convert, _by_polars), "polars"
    ),
    Benchmark(
        "convert 4 columns x 1M rows / pandas", 1.5,
        partial(_ratio, lambda: _registrations().to_pandas(), _convert, _by_pandas), "pandas",
    ),
    Benchmark(
        "convert 4 columns x 1M rows / pyarrow", 1.5,
        partial(_ratio, _registrations, _convert, _by_pyarrow), "pyarrow",
    ),
    Benchmark(
        "convert 4 columns x 1M rows / DuckDB", 1.5,
        partial(_ratio, _duckdb, _convert_duckdb, _by_duckdb), "duckdb",
    ),
    Benchmark(
        "normalize 1M rows / polars", 1.3,
        partial(_ratio, _polars, _normalize, _normalized_by_polars), "polars",
    ),
    Benchmark(
        "normalize 1M rows / DuckDB", 1.3,
        partial(_ratio, _duckdb, _normalize_duckdb, _normalized_by_duckdb), "duckdb",
    ),
)  # fmt: skip
