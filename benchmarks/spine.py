"""Start-up, a cold diff, and the one call that tables make most."""

from __future__ import annotations

from benchmarks.harness import Benchmark, call_ratio, memory_ratio, time_ratio

IMPORT_EVSPEC = ["-c", "import evspec"]
IMPORT_PINT = ["-c", "import pint"]
PINT_REGISTRY = ["-c", "import pint; pint.UnitRegistry()"]
COLD_DIFF = ["-m", "evspec", "diff", "bmw/ix1/u11", "bmw/ix1/nb5"]

TO = {
    "setup": """
from astropy import units
from astropy.units import imperial
import evspec
quantity = 514 * units.km
mile = imperial.mi
measure = evspec.measure("514 km")
""",
    "ours": "measure.to('mi')",
    "theirs": "quantity.to(mile)",
}

BENCHMARKS = (
    Benchmark("import evspec / import pint", 0.15, lambda: time_ratio(IMPORT_EVSPEC, IMPORT_PINT)),
    Benchmark(
        "cold diff / import pint and make a registry", 0.5, lambda: time_ratio(COLD_DIFF, PINT_REGISTRY)
    ),
    Benchmark("cold diff, peak memory / import pint", 0.75, lambda: memory_ratio(COLD_DIFF, IMPORT_PINT)),
    Benchmark("Measure.to / astropy Quantity.to", 0.1, lambda: call_ratio(**TO), peer="astropy"),
)
