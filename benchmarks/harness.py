"""Ratios of medians over interleaved runs, so that a slow minute of the machine hits both sides."""

from __future__ import annotations

import os
import sys
import timeit
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15
#: Of statements so many rounds at least, and no more than take so many seconds; in each round a statement is
#: repeated for as many seconds as a clock needs to tell.
_LEAST_ROUNDS, _LONGEST, _SHORTEST = 3, 6.0, 0.05


class Benchmark(NamedTuple):
    """Something evspec does, measured as a ratio to something a peer does.

    Attributes
    ----------
    name
        Both sides of the ratio in words, "ours / theirs".
    limit
        The ratio that is still good.
    ratio
        Measures the ratio.
    peer
        The package compared with; where it is not installed, the benchmark is left out.
    """

    name: str
    limit: float
    ratio: Callable[[], float]
    peer: str = "pint"


class Process(NamedTuple):
    """What one run of a process took."""

    seconds: float
    peak_kib: int


def run(arguments: list[str]) -> Process:
    """Run this interpreter with arguments, what it prints thrown away.

    Raises
    ------
    RuntimeError
        If the process does not end with exit code 0.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    # -P: the folder the benchmarks are started from is not searched for modules.
    command = [sys.executable, "-P", *arguments]
    silence = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = perf_counter()
    child = os.posix_spawn(command[0], command, environment, file_actions=silence)
    _, status, usage = os.wait4(child, 0)
    seconds = perf_counter() - start
    if code := os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"python {' '.join(arguments)} ended with exit code {code}")
    # Linux counts in KiB, macOS in bytes; only ratios leave this package.
    return Process(seconds, usage.ru_maxrss)


def processes(ours: list[str], theirs: list[str]) -> tuple[Process, Process]:
    """Return the medians of two kinds of process, run in turn."""
    for arguments in (ours, theirs):
        run(arguments)  # bytecode is written, files are in the page cache
    pairs = [(run(ours), run(theirs)) for _ in range(ROUNDS)]
    mine, others = zip(*pairs, strict=True)
    return _middle(mine), _middle(others)


def _middle(runs: tuple[Process, ...]) -> Process:
    return Process(median(r.seconds for r in runs), int(median(r.peak_kib for r in runs)))


def time_ratio(ours: list[str], theirs: list[str]) -> float:
    """Return how long one process takes, start to end, in times of the other."""
    mine, other = processes(ours, theirs)
    return mine.seconds / other.seconds


def memory_ratio(ours: list[str], theirs: list[str]) -> float:
    """Return the peak memory of one process in times of the other's."""
    mine, other = processes(ours, theirs)
    return mine.peak_kib / other.peak_kib


def call_ratio(setup: str, ours: str, theirs: str) -> float:
    """Return how long a warm statement takes in times of the other, both of one setup.

    They run in a process of their own: what they import must not weigh on the processes that
    `run` starts from this one, whose peak counts towards theirs.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_call_ratio, setup, ours, theirs).result()


def _call_ratio(setup: str, ours: str, theirs: str) -> float:
    space: dict[str, object] = {}
    exec(setup, space)  # noqa: S102  the benchmark's own lines
    timers = [timeit.Timer(statement, globals=space) for statement in (ours, theirs)]
    numbers = [_repeats(timer) for timer in timers]
    rounds: list[list[float]] = []
    start = perf_counter()
    while len(rounds) < _LEAST_ROUNDS or (len(rounds) < ROUNDS and perf_counter() - start < _LONGEST):
        rounds.append([t.timeit(n) / n for t, n in zip(timers, numbers, strict=True)])
    return median(mine for mine, _ in rounds) / median(other for _, other in rounds)


def _repeats(timer: timeit.Timer) -> int:
    """Return how often a statement is run for it to take long enough; before that it runs once unmeasured."""
    timer.timeit(1)
    number = 1
    while (seconds := timer.timeit(number)) < _SHORTEST:
        number = max(number + 1, min(10 * number, round(1.2 * number * _SHORTEST / max(seconds, 1e-9))))
    return number


def growth_ratio(setup: str, statement: str, size: int) -> float:
    """Return by how much a statement raises the peak memory of a process, in times of a size.

    Parameters
    ----------
    setup
        What is run before.
    statement
        What is run once.
    size
        The size in bytes that it needs.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_growth, setup, statement).result() / size


def _growth(setup: str, statement: str) -> int:
    space: dict[str, object] = {}
    exec(setup, space)  # noqa: S102  the benchmark's own lines
    # What the setup made it has kept, so that its peak is where the statement starts.
    before = _peak()
    exec(statement, space)  # noqa: S102
    return _peak() - before


def _peak() -> int:
    """Return the largest amount of memory that this process had so far, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return getrusage(RUSAGE_SELF).ru_maxrss * unit
