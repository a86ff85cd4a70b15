"""What must hold for any text at all, and what a fuzzer starts from."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter
from typing import Final

from evspec.cycles import CYCLES
from evspec.errors import EvspecError
from evspec.measures import Measure, measure
from evspec.measures.lexicon import CORE, lexicons
from evspec.measures.wordings import read
from evspec.units import KINDS, SPELLINGS

#: The longest that one text may take, in seconds.
LONGEST: Final = 0.05

#: One text of each sort that the grammar reads, and some that it refuses.
SEEDS: Final = (
    "514 km",
    "514 km (319 mi) WLTP",
    "WLTP: 514 km",
    "290 miles (EPA est.)",
    "18.1-16.8 kWh/100 km",
    "up to 400 kW",
    "more than 440 km WLTP",
    "at least 4.0 mi/kWh",
    "between 431 and 473 km",
    "from 431 to 473 km",
    "500+ km",
    "500 km or more",
    "282 hp (286 PS, 210 kW)",
    "about 300 miles (480 km)",
    "319 miles (600 km)",
    "1,234 km",
    "1 234 km",
    "1’234 km",
    "1\u202f234 km",
    "77,4 kWh",
    "1.234,5 km",
    "1.5e3 kW",
    "\u221220 °C",
    "-20 to 40 °C",
    "3:45 h",
    "1h 20min",
    "17.9-inch",
    "10-80 %",
    "150 kW / 204 PS",
    "27,000 EUR",
    "€ 27,000",
    "430 N m",
    "5 m³",
    "89 MPGe",
)


def check(text: str, decimal: str | None = None) -> Measure | None:
    """Check one text; return the figure that it states, if it states one.

    Raises
    ------
    AssertionError
        If the text takes too long, does not read back as printed, or in another unit prints as
        what no longer agrees with it.
    """
    start = perf_counter()
    try:
        found = measure(text, decimal=decimal)
    except EvspecError:
        found = None
    if perf_counter() - start > LONGEST:
        assert _fastest(text, decimal) <= LONGEST, "too slow"
    if found is None:
        return None
    back = measure(str(found), decimal=".")
    assert back == found, f"{found!r} reads back as {back!r}"
    assert hash(back) == hash(found)
    assert str(back) == str(found), f"{found!r} prints as {back!r} when read back"
    for unit in KINDS[found.kind]:
        there = found.to(unit)
        assert there == found
        assert there.to(found.unit_definition).show() == found.show()
        again = measure(str(there), decimal=".")
        assert again.agrees_with(found), f"{found!r} is {there!r} in {unit}, which does not agree"
    return found


def dictionary() -> list[str]:
    """Return the words of the grammar, for a fuzzer to put together."""
    marks = ["\u00a0", "\u2009", "\u202f", "\u2212", "–", "-", "'", "’", "e", "+", "(", ")", ":", "/", "~"]
    words = ["to", "and", "between", "from", "or more", "or less", "combined", "est.", "max."]
    lexicon = (*CORE.before, *CORE.numbers, *CORE.multipliers, *CORE.starting, "sub-", "ft", "₹", ",-", "*")
    abroad = [word for one in lexicons() for word in (*one.before, *one.language.meanings("units"))]
    return [word for word in (*SPELLINGS, *lexicon, *abroad, *CYCLES, *marks, *words) if word]


def _fastest(text: str, decimal: str | None) -> float:
    """Return the shortest of three times that a text takes: a pause of the machine is no finding."""
    times = []
    for _ in range(3):
        start = perf_counter()
        with suppress(EvspecError):
            read(text, decimal)
        times.append(perf_counter() - start)
    return min(times)
