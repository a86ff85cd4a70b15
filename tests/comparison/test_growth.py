"""With the number of variants the work grows as n log n: each function's steps are counted."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from tests.vehicles.garage import catalog, record, says

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

    from evspec import Claim
    from evspec.claims import Record

# tracing these takes as long again, and the bar is passed without them
pytestmark = pytest.mark.no_cover

FEW = 12
#: Among fewer nothing is doubtful yet.
FEW_TO_AUDIT = 20
TIMES = 4
#: Between n and four times n, n log n grows by less than 6.3 from 12 on, and a square by 16.
MOST = 6.5
#: What takes less than one step in a thousand is left out: a handful of steps may grow by chance.
LEAST = 1e-3

EDITIONS = ("2026", "2027")
WORK: dict[str, Callable[[Any, Any], object]] = {
    "diff": lambda old, new: (ev.diff(old, new).to_text(), ev.diff(old, new).summary()),
    "every pair": lambda old, new: ev.diff(old, new, each_pair=True).to_html(),
    "compare": lambda old, new: ev.compare(old, new, rows="all").to_text(),
    "every variant side by side": lambda old, new: ev.compare(
        *old.variants,
        *new.variants,
        baseline=0,
        specs=["power", "drivetrain", "top_speed", "ac_power", "width"],
    ).to_json(),
    "audit": lambda old, new: ev.audit(old, new).to_text(),
    "conflicts": lambda old, new: catalog(old._record, new._record).conflicts().to_text(),
}


def crowd(letter: str, count: int, shift: int, **head: object) -> Record:
    """Make a generation of so many variants: conflicts, editions, options, markets, and rows of some."""
    claims: list[Claim] = [
        says("maker-jan", "range", "up to 900 km WLTP"),
        says("maker-jan", "top_speed", "180 km/h"),
    ]
    for n in range(count):
        kwh, power = 40 + 60 * n / count + shift, 100 + 7 * n % 300 + shift
        said: list[tuple[str, str, str, dict[str, str]]] = [
            ("volt-feb", "battery_net", f"{kwh:.2f} kWh", {}),
            ("volt-feb", "power", f"{power} kW", {}),
            ("amp-feb", "power", f"{power + 30} kW", {"edition": "2027"}),
            ("volt-feb", "range", f"{300 + n % 400 + shift} km WLTP", {}),
            ("amp-feb", "range", f"{500 + n % 300} km WLTP", {}),
            ("volt-feb", "drivetrain", "AWD" if n % 2 else "RWD", {}),
            ("volt-feb", "ac_power", "11 kW", {}),
            ("amp-feb", "ac_power", "22 kW", {"fitted": "option"}),
            ("ohm-april", "market_launch", "2026", {}),
            ("undated", "length", f"{4000 + n % 100} mm", {}),
            ("amp-feb", "width", f"{1800 + n % 20} mm", {"market": ("Germany", "USA")[n % 2]}),
        ]
        said += [("amp-feb", "torque", f"{300 + n % 200 + shift} N·m", {})] if n % 2 else []
        claims += [says(source, f"v{n}.{key}", text, **details) for source, key, text, details in said]
    # no name is on both sides, so that the pairs have to be found
    variants = tuple((f"v{n}", f"{'Late' if shift else 'Early'} {n}") for n in range(count))
    return record(*claims, id_=f"acme/one/{letter}", variants=variants, editions=EDITIONS, **head)


def sides(count: int) -> tuple[ev.Generation, ev.Generation]:
    """Return two generations of which nothing was asked yet."""
    old = crowd("a", count, 0, successors=("acme/one/b",))
    new = crowd("b", count, 1, predecessors=("acme/one/a",))
    found = catalog(old, new)
    return found[old.id], found[new.id]  # type: ignore[return-value]


def steps(work: Callable[[Any, Any], object], count: int) -> Counter[tuple[str, str, int]]:
    """Return how many lines each function of evspec runs, loops within a line included."""
    old, new = sides(count)
    counting: dict[CodeType, tuple[list[int], Callable[..., object]]] = {}

    def counter() -> tuple[list[int], Callable[..., object]]:
        lines = [0]

        def count_one(_frame: FrameType, event: str, _: object) -> object:
            if event == "line":
                lines[0] += 1
            return count_one

        return lines, count_one

    def look(frame: FrameType, _event: str, _: object) -> object:
        code = frame.f_code
        if "evspec" not in code.co_filename:
            return None
        if code not in counting:
            counting[code] = counter()
        return counting[code][1]

    before = sys.gettrace()
    sys.settrace(look)  # type: ignore[arg-type]
    try:
        work(old, new)
    finally:
        sys.settrace(before)
    counted: Counter[tuple[str, str, int]] = Counter()
    for code, (lines, _) in counting.items():
        counted[code.co_filename, code.co_qualname, code.co_firstlineno] += lines[0]
    return counted


@pytest.mark.parametrize("name", WORK)
def test_no_function_grows_faster(name: str) -> None:
    least_of_all = FEW_TO_AUDIT if name == "audit" else FEW
    few, many = (steps(WORK[name], count) for count in (least_of_all, least_of_all * TIMES))
    least = LEAST * many.total()
    grown = {
        place: many[place] / max(few[place], 1)
        for place in many
        if many[place] > least and many[place] > MOST * few[place]
    }
    assert not grown
    assert many.total() < MOST * few.total()


def test_a_square_would_be_found() -> None:
    def square(old: ev.Generation, new: ev.Generation) -> None:
        # a function of a made-up module of evspec
        space: dict[str, Any] = {"old": old, "new": new}
        exec(
            compile("[a is b for a in old.variants for b in new.variants]", "evspec/made_up.py", "exec"),
            space,
        )

    few, many = (steps(square, count) for count in (FEW, FEW * TIMES))
    assert max(many[place] / few[place] for place in many if "made_up" in place[0]) > 2 * MOST
