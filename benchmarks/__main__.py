"""Print the ratios of the topics named, or of all: ``python -m benchmarks [TOPIC ...]``."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.harness import Benchmark

TOPICS = ("spine", "numbers", "catalogs", "datasets", "frames", "tables")


def main() -> int:
    """Measure, print one line per benchmark, and return 1 if a ratio is above its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("topics", nargs="*", choices=[*TOPICS, "all"], default="all", metavar="TOPIC")
    named = parser.parse_args().topics
    topics = TOPICS if "all" in named else named
    benchmarks = [(topic, b) for topic in topics for b in import_module(f"benchmarks.{topic}").BENCHMARKS]
    versions = {benchmark.peer: _version(benchmark.peer) for _, benchmark in benchmarks}
    peers = ", ".join(f"{peer} {found or 'not installed'}" for peer, found in versions.items())
    print(f"Ratios of medians, Python {python_version()}, {peers}\n")
    over = 0
    for topic, benchmark in benchmarks:
        line = f"{topic:8} {benchmark.name:54}"
        if versions[benchmark.peer] is None:
            # The dependency group "bench" has what is missing.
            print(f"{line} left out: {benchmark.peer} is not installed", flush=True)
            continue
        verdict = _measured(benchmark)
        over += verdict.endswith("OVER")
        # One line at a time: the next may take a minute.
        print(f"{line} {verdict}", flush=True)
    return 1 if over else 0


def _measured(benchmark: Benchmark) -> str:
    ratio = benchmark.ratio()
    return f"{ratio:7.3f}  limit {benchmark.limit:<5.3g} {'ok' if ratio <= benchmark.limit else 'OVER'}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    sys.exit(main())
