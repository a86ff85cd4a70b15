"""Print the ratios of the topics named, or of all: ``python -m benchmarks [TOPIC ...]``."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

TOPICS = ("spine",)
PEERS = ("pint", "astropy")


def main() -> int:
    """Measure, print one line per benchmark, and return 1 if a ratio is above its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("topics", nargs="*", choices=[*TOPICS, "all"], default="all", metavar="TOPIC")
    named = parser.parse_args().topics
    topics = TOPICS if "all" in named else named
    try:
        peers = ", ".join(f"{peer} {version(peer)}" for peer in PEERS)
    except PackageNotFoundError as missing:
        parser.error(f"{missing.name} is not installed; the dependency group 'bench' has it")
    print(f"Ratios of medians, Python {python_version()}, {peers}\n")
    over = 0
    for topic in topics:
        for benchmark in import_module(f"benchmarks.{topic}").BENCHMARKS:
            ratio = benchmark.ratio()
            verdict = "ok" if ratio <= benchmark.limit else "OVER"
            over += ratio > benchmark.limit
            # One line at a time: the next may take a minute.
            print(
                f"{topic:8} {benchmark.name:46} {ratio:7.3f}  limit {benchmark.limit:<5} {verdict}",
                flush=True,
            )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
